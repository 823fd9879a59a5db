import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { evidenceFrom, type Question } from "../../core/practice/assessment/index.ts";
import type { AssessmentState } from "../../protocol/assessment.ts";
import { Button, Icon } from "../shell/index.ts";
import type { AssessmentController } from "./assessmentController.ts";

interface QuestionViewProps {
  readonly controller: AssessmentController;
  readonly state: AssessmentState;
  readonly question: Question;
}

/** One question: a sentence for each level, evidence for high ones, and the way on. Digits choose, Enter goes on. */
export function QuestionView({ controller, state, question }: QuestionViewProps) {
  const answer = state.current.answers[question.id];
  const level = answer?.level;
  const [evidence, setEvidence] = useState(answer?.evidence ?? "");
  const form = useRef<HTMLFormElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const skill = state.skills.find(({ id }) => id === question.skill)?.title ?? question.skill;

  // What is written into the file elsewhere is shown, but not over what is being typed.
  useEffect(() => {
    if (document.activeElement !== field.current) setEvidence(answer?.evidence ?? "");
  }, [answer?.evidence]);
  useLayoutEffect(() => {
    const chosen = form.current?.querySelector<HTMLInputElement>("input:checked, input[type=radio]");
    if (document.hasFocus()) chosen?.focus({ preventScroll: true });
  }, []);
  const keepEvidence = (): void => {
    if (level !== undefined && evidence.trim() !== (answer?.evidence ?? ""))
      void controller.answer(question.id, level, evidence);
  };
  const options = [
    ...question.levels.map((text, at) => ({ value: at + 1, name: state.set.levels[at]?.name ?? "", text })),
  ];
  return (
    <form
      class="question"
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        keepEvidence();
        controller.next();
      }}
    >
      <div class="dim">{skill}</div>
      <fieldset disabled={!state.canEdit}>
        <legend>{question.ask}</legend>
        {[
          ...options,
          { value: 0, name: "Never done", text: "or I cannot judge; it does not count towards the mean." },
        ].map(({ value, name, text }) => (
          <label key={value} class={level === value ? "option is-chosen" : "option"}>
            <input
              type="radio"
              name={question.id}
              value={value}
              checked={level === value}
              onChange={() => void controller.answer(question.id, value, evidence)}
            />
            <span class="name">{name}</span>
            <span class={value === 0 ? "dim" : ""}>{text}</span>
            <kbd>{value}</kbd>
          </label>
        ))}
      </fieldset>
      {level !== undefined && level >= evidenceFrom ? (
        <div class="evidence">
          <label class="dim" for="evidence">
            Evidence for a {level}
          </label>
          <span class="field">
            <input
              id="evidence"
              ref={field}
              type="text"
              maxLength={500}
              placeholder={question.evidence}
              value={evidence}
              disabled={!state.canEdit}
              onInput={(event) => setEvidence(event.currentTarget.value)}
              onBlur={keepEvidence}
            />
          </span>
          <p class="dim small">A file, or an event with its date. Without it the rating counts as unconfirmed.</p>
        </div>
      ) : null}
      <InWorkspace state={state} question={question} />
      <div class="foot">
        <Button kind="secondary" onClick={() => controller.back()}>
          Back
        </Button>
        <Button onClick={() => controller.next()}>Next question</Button>
        <span class="dim small only-wide">
          <kbd>0</kbd> to <kbd>5</kbd> choose, <kbd>Enter</kbd> goes on
        </span>
      </div>
    </form>
  );
}

/** What the project's files show about a question. */
function InWorkspace({ state, question }: Pick<QuestionViewProps, "state" | "question">) {
  const found = state.evidence.filter(({ questions }) => questions.includes(question.id));
  if (found.length === 0) return null;
  return (
    <div class="evidence">
      <div class="dim" id="in-workspace">
        In this workspace
      </div>
      <ul class="shown" aria-labelledby="in-workspace">
        {found.map(({ id, holds, text }) => (
          <li key={id}>
            <Icon
              name={holds ? "check" : "warning"}
              label={holds ? "supports" : "questions"}
              class={holds ? "t-ok" : "t-near"}
            />{" "}
            {text}
          </li>
        ))}
      </ul>
      <p class="dim small">It supports or questions your answer; it never changes it.</p>
    </div>
  );
}
