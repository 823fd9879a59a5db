import { useEffect, useReducer } from "preact/hooks";
import type { AssessmentState } from "../../protocol/assessment.ts";
import { Button, Icon, IconButton, LoadingBar, MessageBar } from "../shell/index.ts";
import { type AssessmentController, type PartKind, parts } from "./assessmentController.ts";
import { FitView, ProjectView, TargetView } from "./parts.tsx";
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
      const isTyped =
        (target instanceof HTMLInputElement && target.type === "text") || target instanceof HTMLSelectElement;
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
            {page.kind !== "question"
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
        {state === undefined
          ? null
          : firstOfEach(state).map(({ file, message, line, isCurrent }) => (
              <MessageBar
                key={file}
                kind="warning"
                actions={
                  <Button kind="link" onClick={() => controller.openFile(file, line)}>
                    Line {line}
                  </Button>
                }
              >
                {isCurrent ? "" : `${file.slice(file.lastIndexOf("/") + 1)}: `}
                {message}
                {state.canEdit || !isCurrent ? "" : " Mend it there; until then nothing is written."}
              </MessageBar>
            ))}
        {state !== undefined && !state.canEdit && !state.problems.some(({ isCurrent }) => isCurrent) ? (
          <MessageBar kind="info">
            These answers were given to other questions: they can be read, not changed.
          </MessageBar>
        ) : null}
      </div>
      {state === undefined ? (
        <div aria-busy="true" />
      ) : (
        <div class={page?.kind === "result" ? "body is-result" : "body"}>
          {page?.kind === "result" ? null : <SkillList controller={controller} />}
          <div class="content">
            <Narrow controller={controller} />
            {question !== undefined ? (
              <QuestionView key={question.id} controller={controller} state={state} question={question} />
            ) : (
              <PartView controller={controller} state={state} />
            )}
          </div>
        </div>
      )}
    </main>
  );
}

/** So many damaged files are told of at once. */
const mostFiles = 3;

/** A file with many problems is told of by its first one, which leads there. */
function firstOfEach({ problems }: AssessmentState): AssessmentState["problems"] {
  return problems.filter(({ file }, at) => problems.findIndex((one) => one.file === file) === at).slice(0, mostFiles);
}

function PartView({
  controller,
  state,
}: {
  readonly controller: AssessmentController;
  readonly state: AssessmentState;
}) {
  switch (controller.page?.kind) {
    case "fit":
      return <FitView controller={controller} state={state} />;
    case "project":
      return <ProjectView controller={controller} state={state} />;
    case "target":
      return <TargetView controller={controller} state={state} />;
    default:
      return <ResultView controller={controller} state={state} />;
  }
}

/** Where there is no room for the list at the side: the same as a choice. */
function Narrow({ controller }: { readonly controller: AssessmentController }) {
  const { page } = controller;
  return (
    <label class="narrow-parts">
      <span class="dim small">Part </span>
      <select
        class="select"
        aria-label="Part"
        value={page?.kind}
        onChange={(event) => {
          const kind = event.currentTarget.value as PartKind | "question";
          controller.go(kind === "question" ? { kind, number: controller.firstOpen() } : { kind });
        }}
      >
        <option value="question">Questions</option>
        {parts.map(({ kind, title }) => (
          <option key={kind} value={kind}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The skills with how many of their questions are answered; each leads to its first question. */
function SkillList({ controller }: { readonly controller: AssessmentController }) {
  const { state, question } = controller;
  if (state === undefined) return null;
  return (
    <nav aria-label="Parts of the assessment">
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
      <h2 class="skills-title">Beside the skills</h2>
      <ul>
        {parts.map(({ kind, title }) => {
          const [answered, all] =
            kind === "fit"
              ? [Object.keys(state.current.fit).length, state.set.fit.length]
              : kind === "project"
                ? [Object.keys(state.current.complexity).length, state.set.complexity.factors.length]
                : [0, 0];
          return (
            <li key={kind}>
              <button
                type="button"
                class="skill"
                aria-current={controller.page?.kind === kind ? "step" : undefined}
                onClick={() => controller.go({ kind })}
              >
                {all > 0 && answered >= all ? <Icon name="check" class="dim" label="answered" /> : <span class="i" />}
                <span class="ellipsis">{title}</span>
                <span class="num dim small">{all === 0 ? "" : answered === 0 ? all : `${answered} of ${all}`}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
