import { useEffect, useReducer } from "preact/hooks";
import { Button, Icon, IconButton, LoadingBar, MessageBar } from "../shell/index.ts";
import type { AssessmentController } from "./assessmentController.ts";
import { QuestionView } from "./questionView.tsx";
import { ResultView } from "./resultView.tsx";
import { dayText } from "./words.ts";

/** A question takes about so long, in seconds. */
const secondsAQuestion = 20;

/** The self-assessment: one question at a time beside the skills, or what the answers come to. */
export function AssessmentView({ controller }: { readonly controller: AssessmentController }) {
  const [, redraw] = useReducer<number, undefined>((count) => count + 1, 0);
  useEffect(() => {
    controller.listen(() => redraw(undefined));
    // What came before somebody listened.
    redraw(undefined);
  }, [controller]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const { target, key } = event;
      const isTyped = target instanceof HTMLInputElement && target.type === "text";
      const { question } = controller;
      if (isTyped || event.ctrlKey || event.metaKey || event.altKey || question === undefined) return;
      if (/^[0-5]$/.test(key)) void controller.answer(question.id, Number(key));
      else if (key === "Enter" && !(target instanceof HTMLButtonElement)) controller.next();
      else return;
      event.preventDefault();
      document.querySelector<HTMLInputElement>(`.option input[value="${key}"]`)?.focus();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [controller]);
  const { state, page, notice, question } = controller;
  const all = state?.set.questions ?? [];
  const open = all.filter(({ id }) => state?.current.answers[id] === undefined).length;
  const minutes = Math.max(1, Math.round((open * secondsAQuestion) / 60));
  return (
    <main class="assessment" aria-label="Self-assessment">
      <header class="toolbar">
        <h1>Self-assessment</h1>
        {state === undefined || page === undefined ? null : (
          <span class="dim ellipsis">
            {page.kind === "result"
              ? `${state.current.person}, ${dayText(state.current.date)}`
              : `question ${page.number + 1} of ${all.length}${open === 0 ? "" : `, about ${minutes === 1 ? "a minute" : `${minutes} minutes`} left`}`}
          </span>
        )}
        <span class="push" />
        {state?.isThere === true ? (
          <>
            <span class="dim small only-wide ellipsis">Saved in {state.current.file}</span>
            <IconButton icon="go-to-file" label="Open the file" onClick={() => controller.openFile()} />
          </>
        ) : null}
      </header>
      <div class="messages">
        <LoadingBar loading={state === undefined} label="Reading your answers" />
        {notice === undefined ? null : (
          <MessageBar kind={notice.kind} onClose={() => controller.closeNotice()}>
            {notice.text}
          </MessageBar>
        )}
        {state?.problems.slice(0, 1).map(({ message, line }) => (
          <MessageBar
            key={line}
            kind="warning"
            actions={
              <Button kind="link" onClick={() => controller.openFile(line)}>
                Line {line}
              </Button>
            }
          >
            {message}
            {state.canEdit ? "" : " Mend it there; until then nothing is written."}
          </MessageBar>
        ))}
        {state !== undefined && !state.canEdit && state.problems.length === 0 ? (
          <MessageBar kind="info">
            These answers were given to other questions: they can be read, not changed.
          </MessageBar>
        ) : null}
      </div>
      {state === undefined ? (
        <div aria-busy="true" />
      ) : (
        <div class={question === undefined ? "body is-result" : "body"}>
          {question === undefined ? null : <SkillList controller={controller} />}
          {question === undefined ? (
            <ResultView controller={controller} state={state} />
          ) : (
            <QuestionView key={question.id} controller={controller} state={state} question={question} />
          )}
        </div>
      )}
    </main>
  );
}

/** The skills with how many of their questions are answered; each leads to its first question. */
function SkillList({ controller }: { readonly controller: AssessmentController }) {
  const { state, question } = controller;
  if (state === undefined) return null;
  return (
    <nav aria-label="Skills">
      <h2 class="skills-title">Skills</h2>
      <ul>
        {state.skills.map(({ id, title }) => {
          const own = state.set.questions.filter(({ skill }) => skill === id);
          const answered = own.filter((one) => state.current.answers[one.id] !== undefined).length;
          const isCurrent = question?.skill === id;
          return (
            <li key={id}>
              <button
                type="button"
                class="skill"
                aria-current={isCurrent ? "step" : undefined}
                onClick={() =>
                  controller.go({
                    kind: "question",
                    number: state.set.questions.findIndex(({ skill }) => skill === id),
                  })
                }
              >
                {answered === own.length ? <Icon name="check" class="dim" label="answered" /> : <span class="i" />}
                <span class="ellipsis">{title}</span>
                <span class="num dim small">{answered === 0 ? own.length : `${answered} of ${own.length}`}</span>
              </button>
            </li>
          );
        })}
      </ul>
      <Button kind="link" onClick={() => controller.go({ kind: "result" })}>
        What it comes to
      </Button>
    </nav>
  );
}
