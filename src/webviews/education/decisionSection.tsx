import { parseDate } from "../../core/model/date.ts";
import { fullDayWords } from "../../core/timeline/dateWords.ts";
import { Button, ChoiceLine, DayLine, Fields, Icon, ShortLine, TextLine, textIn, useEditing } from "../shell/index.ts";
import type { EducationProps } from "./comparisonView.tsx";
import { dayField } from "./matrix.tsx";

/** What was chosen, why, from when and for how much, and what would end it. */
export function DecisionSection({ controller, state, missing }: EducationProps & { missing: readonly string[] }) {
  const [editing, edit] = useEditing();
  const { programmes, decision } = state.comparison;
  const { programme, reason, start, budget, stop } = decision;
  const chosen = programmes.find(({ id }) => id === programme);
  const save = (form: HTMLFormElement): Promise<boolean> => {
    const words = (name: string): string | undefined => textIn(form, name).trim() || undefined;
    const said = {
      programme: words("programme"),
      reason: words("reason"),
      start: parseDate(textIn(form, "start")),
      budget: words("budget"),
      stop: words("stop"),
    };
    const known = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
    return controller.change({ kind: "decision", decision: known });
  };
  const facts = [
    ["Reason", reason],
    ["Starts", start === undefined ? undefined : fullDayWords(start)],
    ["Budget", budget],
    ["I stop when", stop],
  ] as const;
  return (
    <section class="entry-section" aria-labelledby="decision-title">
      <h2 id="decision-title">Decision</h2>
      {editing !== undefined ? (
        <ul class="entry-list">
          <Fields label="Decision" onSave={save} onDone={() => edit(undefined)}>
            <ChoiceLine
              label="Programme"
              name="programme"
              value={programme}
              options={[["", "none yet"], ...programmes.map(({ id, name }) => [id, name] as const)]}
            />
            <TextLine label="Reason" name="reason" value={reason} />
            <DayLine label="Starts" name="start" value={dayField(start)} />
            <ShortLine label="Budget" name="budget" isText value={budget} hint="such as 12000 EUR" />
            <TextLine label="I stop when" name="stop" value={stop} />
          </Fields>
        </ul>
      ) : (
        <>
          {chosen === undefined ? (
            <p class="dim">Choose one of the programmes, with the reason, a start, a budget and a point to stop at.</p>
          ) : (
            <>
              <p class="chosen">
                <Icon name="check" class="t-ok" /> <strong>{chosen.name}</strong>
              </p>
              <dl class="facts">
                {facts.map(([title, value]) =>
                  value === undefined ? null : (
                    <>
                      <dt>{title}</dt>
                      <dd>{value}</dd>
                    </>
                  ),
                )}
              </dl>
            </>
          )}
          {chosen !== undefined && missing.length > 0 ? (
            <p class="t-near">
              <Icon name="warning" class="i-s" /> {missing.join(" ")}
            </p>
          ) : null}
          <p class="do">
            <Button
              kind="secondary"
              disabled={!state.file.canEdit || programmes.length === 0}
              title="Edit the decision"
              onClick={() => edit("decision")}
            >
              Edit the decision
            </Button>
          </p>
        </>
      )}
    </section>
  );
}
