import {
  backgroundOf,
  type CertificationRecord,
  conditionText,
  type Eligibility,
  eligibilityOn,
  eligibilityText,
  monthsText,
  outlookText,
} from "../../core/practice/certification/index.ts";
import type { CertificationState } from "../../protocol/certification.ts";
import { Icon } from "../shell/index.ts";
import { BackgroundForm } from "./backgroundForm.tsx";
import type { CertificationController } from "./certificationController.ts";

interface EligibilityProps {
  readonly controller: CertificationController;
  readonly state: CertificationState;
}

/** What somebody has done and learned at one side, how far that goes at the other. */
export function EligibilityView({ controller, state }: EligibilityProps) {
  const person = backgroundOf(state.background);
  const results = state.data.certifications.map((record) => ({
    record,
    result: eligibilityOn(record, person, state.today),
  }));
  const chosen = results.find(({ record }) => record.id === controller.chosen);
  return (
    <div class="two">
      <BackgroundForm controller={controller} state={state} />
      <section aria-labelledby="results-title">
        <h2 id="results-title">How far that goes</h2>
        <ul class="results">
          {results.map(({ record, result }) => (
            <li key={record.id}>
              <button
                type="button"
                class="result-row"
                aria-expanded={record === chosen?.record}
                onClick={() => controller.choose(record.id)}
              >
                <ResultIcon result={result} isHeld={state.background.certifications.includes(record.id)} />
                <span class="ellipsis">{record.name}</span>
                <span class="dim small">
                  {state.background.certifications.includes(record.id)
                    ? "you hold it"
                    : eligibilityText(result, controller.shortNameOf)}
                </span>
              </button>
              {record === chosen?.record ? (
                <Explanation controller={controller} state={state} record={record} result={result} />
              ) : null}
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

/** A tick only where everything that is asked for was counted and is there. */
function ResultIcon({ result, isHeld }: { readonly result: Eligibility; readonly isHeld: boolean }) {
  if (isHeld) return <Icon name="check" class="dim" label="held" />;
  if (result.isMet) return <Icon name="check" class="t-ok" label="met" />;
  return result.isOpen ? (
    <Icon name="info" class="dim" label="see what is asked" />
  ) : (
    <Icon name="circle-large" class="dim" label="not met" />
  );
}

interface ExplanationProps extends EligibilityProps {
  readonly record: CertificationRecord;
  readonly result: Eligibility;
}

/** Each condition with the entries it was counted from, and the day on which the experience is there. */
function Explanation({ controller, state, record, result }: ExplanationProps) {
  const { conditions } = result;
  const hours = state.background.hours;
  return (
    <div class="explanation">
      {conditions.length === 0 ? <p>Nothing is asked for.</p> : null}
      <ul>
        {conditions.map((condition) => (
          <li key={conditionText(condition, controller.shortNameOf)}>
            {condition.isMet === undefined ? (
              <Icon name="info" class="dim" label="to be seen to by you" />
            ) : condition.isMet ? (
              <Icon name="check" class="t-ok" label="met" />
            ) : (
              <Icon name="close" class="t-critical" label="missing" />
            )}
            <div>
              {conditionText(condition, controller.shortNameOf)}
              {condition.kind === "months" ? (
                <ul class="entries small dim">
                  {condition.counted.entries.map(({ project, own, added, isCut }) => (
                    <li key={project + monthsText(own)}>
                      {project}: {monthsText(own)}
                      {monthsText(own) === monthsText(added)
                        ? ""
                        : `, of which ${monthsText(added)} count: the rest overlaps`}
                      {isCut ? ", without what lies too far back" : ""}
                    </li>
                  ))}
                  {condition.counted.entries.length === 0 ? <li>No entry counts towards it.</li> : null}
                </ul>
              ) : null}
              {condition.kind === "hours" ? (
                <ul class="entries small dim">
                  {hours
                    .filter(({ topic }) => topic === condition.topic)
                    .map((entry) => (
                      <li key={entry.id}>
                        {entry.title}: {entry.hours}
                      </li>
                    ))}
                </ul>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
      <p>{outlookText(result, controller.shortNameOf)}</p>
      <button
        type="button"
        class="link-button"
        onClick={() => {
          controller.show("compare");
        }}
      >
        {record.name} in the comparison
      </button>
    </div>
  );
}
