import { decisionMatrix, missingIn } from "../../core/practice/education/index.ts";
import { rounded } from "../../core/practice/rounded.ts";
import type { EducationState } from "../../protocol/education.ts";
import { Button, EmptyState, Icon, useEditing } from "../shell/index.ts";
import { DecisionSection } from "./decisionSection.tsx";
import type { EducationController } from "./educationController.ts";
import { Matrix } from "./matrix.tsx";
import { CriterionForm, ProgrammeForm } from "./programmeForms.tsx";
import { verdictOf } from "./verdict.ts";

export interface EducationProps {
  readonly controller: EducationController;
  readonly state: EducationState;
}

/** The decision matrix, what it says and does not say, and the choice. */
export function ComparisonView({ controller, state }: EducationProps) {
  const [editing, edit] = useEditing();
  const { comparison, file } = state;
  const { criteria, programmes } = comparison;
  const result = decisionMatrix(comparison);
  const missing = missingIn(comparison);
  const open = editing ?? (controller.newKind === undefined ? undefined : "new programme");
  const done = (): void => {
    controller.endNew();
    edit(undefined);
  };
  const programme = programmes.find(({ id }) => open === `programme ${id}`);
  const criterion = criteria.find(({ id }) => open === `criterion ${id}`);
  return (
    <>
      <div class="do">
        <Button
          kind={programmes.length === 0 ? "primary" : "secondary"}
          disabled={!file.canEdit}
          title="Add a programme"
          onClick={() => edit("new programme")}
        >
          Add a programme
        </Button>
        <Button kind="secondary" disabled={!file.canEdit} title="Add a criterion" onClick={() => edit("new criterion")}>
          Add a criterion
        </Button>
      </div>
      {open === "new programme" || programme !== undefined ? (
        <ul class="entry-list form-place">
          <ProgrammeForm key={open} controller={controller} state={state} programme={programme} onDone={done} />
        </ul>
      ) : null}
      {open === "new criterion" || criterion !== undefined ? (
        <ul class="entry-list form-place">
          <CriterionForm key={open} controller={controller} criterion={criterion} onDone={done} />
        </ul>
      ) : null}
      <Matrix controller={controller} state={state} result={result} onEdit={edit} />
      {programmes.length === 0 ? (
        <EmptyState title="Nothing to compare yet">
          Set the weights first, so that they say what matters to you. Then add three programmes or more, of two kinds,
          and rate each from 0 to 5.
        </EmptyState>
      ) : (
        <section class="verdict" aria-label="What the scores say" aria-live="polite">
          {verdictOf(result).map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          {missing.comparison.length === 0 ? null : (
            <p class="t-near">
              <Icon name="warning" class="i-s" /> {missing.comparison.join(" ")}
            </p>
          )}
        </section>
      )}
      <div class="two">
        <DecisionSection controller={controller} state={state} missing={missing.decision} />
        <ContactHours controller={controller} state={state} />
      </div>
    </>
  );
}

/** What one has of the hours that certifications ask every applicant for. */
function ContactHours({ controller, state }: EducationProps) {
  const { own, asked } = state.hours;
  return (
    <section class="entry-section" aria-labelledby="hours-title">
      <h2 id="hours-title">Contact hours</h2>
      <p>
        You have <strong>{own}</strong> hours of project management education written down.{" "}
        <Button kind="link" onClick={() => controller.openHours()}>
          Write down your hours
        </Button>
      </p>
      <ul class="entry-list">
        {asked.map(({ certification, hours }) => (
          <li key={certification} class="entry">
            <span class="ellipsis">{certification}</span>
            <span class="push num">asks for {hours}</span>
            <span class="num short">
              {own >= hours ? (
                <>
                  <Icon name="check" class="t-ok" /> enough
                </>
              ) : (
                `${rounded(hours - own)} missing`
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
