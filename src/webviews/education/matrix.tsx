import { formatDate } from "../../core/model/date.ts";
import {
  type Criterion,
  greatestRating,
  hoursOf,
  type MatrixResult,
  type MatrixScore,
  type Programme,
} from "../../core/practice/education/index.ts";
import { rounded } from "../../core/practice/rounded.ts";
import { fullDayWords } from "../../core/timeline/dateWords.ts";
import { Button, Icon, IconButton } from "../shell/index.ts";
import type { EducationProps } from "./comparisonView.tsx";
import { accreditationWords, deliveryWords } from "./educationWords.ts";
import { scoreText } from "./verdict.ts";

interface MatrixProps extends EducationProps {
  readonly result: MatrixResult;
  readonly onEdit: (what: string) => void;
}

/** Criteria by programmes, the scores, and what else is known of each. */
export function Matrix({ controller, state, result, onEdit }: MatrixProps) {
  const { criteria, programmes } = state.comparison;
  const { canEdit } = state.file;
  const weights = rounded(result.weights);
  const shownFacts = facts(controller.kindName.bind(controller), state.hours.own).filter(
    ({ isAlways, of }) => programmes.length > 0 && (isAlways || programmes.some((one) => of(one) !== undefined)),
  );
  return (
    // Wide comparisons scroll sideways; a keyboard reaches that by the fields inside.
    <div class="matrix-place">
      <table class="matrix" aria-label="Decision matrix">
        <thead>
          <tr>
            <th scope="col">Criterion</th>
            <th scope="col" class="num">
              Weight
            </th>
            {programmes.map((programme) => (
              <th key={programme.id} scope="col" class={result.best.includes(programme) ? "is-best" : ""}>
                <span class="name">{programme.name}</span>
                <span class="tools">
                  <Button
                    kind="link"
                    disabled={!canEdit}
                    label={`Change ${programme.name}`}
                    onClick={() => onEdit(`programme ${programme.id}`)}
                  >
                    Change
                  </Button>
                  <IconButton
                    icon="close"
                    label={`Remove ${programme.name}`}
                    disabled={!canEdit}
                    onClick={() => void controller.change({ kind: "remove", section: "programmes", id: programme.id })}
                  />
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {criteria.map((criterion) => (
            <tr key={criterion.id}>
              <th scope="row">
                <span class="row-head">
                  <span class="name">{criterion.name}</span>
                  <span class="tools">
                    <Button
                      kind="link"
                      disabled={!canEdit}
                      label={`Change ${criterion.name}`}
                      onClick={() => onEdit(`criterion ${criterion.id}`)}
                    >
                      Change
                    </Button>
                    <IconButton
                      icon="close"
                      label={`Remove ${criterion.name}`}
                      disabled={!canEdit}
                      onClick={() => void controller.change({ kind: "remove", section: "criteria", id: criterion.id })}
                    />
                  </span>
                </span>
              </th>
              <td class="num">{criterion.weight}</td>
              {programmes.map((programme) => (
                <td key={programme.id}>
                  <Rating controller={controller} canEdit={canEdit} programme={programme} criterion={criterion} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tbody class="sums">
          <tr>
            <th scope="row">Score</th>
            <td class={weights === 100 ? "num" : "num t-near"}>
              {weights}
              {weights === 100 ? "" : " of 100"}
            </td>
            {result.scores.map((score) => (
              <td key={score.programme.id} class={result.best.includes(score.programme) ? "is-best" : ""}>
                <Score score={score} isBest={result.best.includes(score.programme) && programmes.length > 1} />
              </td>
            ))}
          </tr>
        </tbody>
        {shownFacts.length === 0 ? null : (
          <tbody class="facts-of">
            {shownFacts.map(({ title, of }) => (
              <tr key={title}>
                <th scope="row" colSpan={2}>
                  {title}
                </th>
                {programmes.map((programme) => (
                  <td key={programme.id}>{of(programme) ?? <span class="dim">not known</span>}</td>
                ))}
              </tr>
            ))}
          </tbody>
        )}
      </table>
    </div>
  );
}

interface RatingProps extends Pick<EducationProps, "controller"> {
  readonly canEdit: boolean;
  readonly programme: Programme;
  readonly criterion: Criterion;
}

/** From 0 to 5, or nothing yet; what a hand wrote in between stays to choose. */
function Rating({ controller, canEdit, programme, criterion }: RatingProps) {
  const rating = programme.ratings[criterion.id];
  const whole = Array.from({ length: greatestRating + 1 }, (_, at) => at);
  const choices = rating === undefined || whole.includes(rating) ? whole : [...whole, rating].sort((a, b) => a - b);
  return (
    <select
      class="select rating"
      aria-label={`${criterion.name}: ${programme.name}`}
      disabled={!canEdit}
      value={rating === undefined ? "" : String(rating)}
      onChange={({ currentTarget: { value } }) =>
        void controller.change({
          kind: "rating",
          programme: programme.id,
          criterion: criterion.id,
          ...(value !== "" && { rating: Number(value) }),
        })
      }
    >
      <option value="">–</option>
      {choices.map((one) => (
        <option key={one} value={String(one)}>
          {one}
        </option>
      ))}
    </select>
  );
}

function Score({ score: { score, least, most, missing }, isBest }: { score: MatrixScore; isBest: boolean }) {
  if (score !== undefined) {
    return (
      <>
        <strong>{scoreText(score)}</strong>
        {isBest ? <Icon name="check" class="t-ok" label="highest" /> : null}
      </>
    );
  }
  return (
    <span class="dim" title={`Not rated: ${missing.map(({ name }) => name).join(", ")}`}>
      {missing.length === 0 ? "no weights" : `${scoreText(least)} to ${scoreText(most)}`}
    </span>
  );
}

interface Fact {
  readonly title: string;
  /** Also when nobody knows it yet: it has to be asked. */
  readonly isAlways?: boolean;
  readonly of: (programme: Programme) => string | undefined;
}

function facts(kindName: (id: string) => string, own: number): readonly Fact[] {
  const withUnit = (value: number | undefined, unit: string): string | undefined =>
    value === undefined ? undefined : `${value}${unit}`;
  return [
    { title: "Kind", isAlways: true, of: ({ kind }) => (kind === undefined ? undefined : kindName(kind)) },
    { title: "Provider", of: ({ provider }) => provider },
    {
      title: "Accreditation",
      of: ({ accreditation }) => (accreditation === undefined ? undefined : accreditationWords[accreditation]),
    },
    { title: "Delivery", of: ({ delivery }) => (delivery === undefined ? undefined : deliveryWords[delivery]) },
    { title: "Full cost", isAlways: true, of: ({ cost }) => cost },
    { title: "Months", isAlways: true, of: ({ months }) => withUnit(months, "") },
    {
      title: "Hours a week",
      of: (programme) => {
        const all = hoursOf(programme);
        return withUnit(programme.hoursAWeek, all === undefined ? "" : `, ${all.toLocaleString("en")} in all`);
      },
    },
    {
      title: "Contact hours",
      isAlways: true,
      of: ({ contactHours }) =>
        withUnit(
          contactHours,
          own > 0 && contactHours !== undefined ? `, ${rounded(contactHours + own)} with yours` : "",
        ),
    },
    {
      title: "Final project",
      of: ({ finalProject }) => (finalProject === undefined ? undefined : finalProject ? "yes" : "no"),
    },
    { title: "Technical content", of: ({ technical }) => withUnit(technical, ` of ${greatestRating}`) },
    { title: "Entry requirement", of: ({ requires }) => requires },
    { title: "Start", isAlways: true, of: ({ start }) => (start === undefined ? undefined : fullDayWords(start)) },
    { title: "Source", of: ({ source }) => source },
  ];
}

/** As a field for a day wants it. */
export const dayField = (day: number | undefined): string => (day === undefined ? "" : formatDate(day));
