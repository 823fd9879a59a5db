import {
  type Answer,
  differencesBetween,
  evidenceFrom,
  type Gap,
  percentOf,
  type Scores,
  type SkillChange,
} from "../../core/practice/assessment/index.ts";
import type { AssessmentRun, AssessmentState } from "../../protocol/assessment.ts";
import { dayText, signed } from "./words.ts";

interface ScoreTableProps {
  readonly state: AssessmentState;
  readonly scores: Scores;
  readonly gaps: readonly Gap[];
  readonly targets: Readonly<Record<string, number>>;
  readonly answers: ReadonlyMap<string, Answer>;
  /** Against what stands beside it, by skill. */
  readonly changes: readonly SkillChange[];
  readonly beside?: { readonly run: AssessmentRun; readonly scores: Scores };
}

/** The radar's numbers: score, target and gap of each skill, and the difference to what stands beside. */
export function ScoreTable({ state, scores, gaps, targets, answers, changes, beside }: ScoreTableProps) {
  const by = beside?.run.by;
  const { overall } = scores;
  const besideOverall = beside?.scores.overall;
  const all = evidenceIn(
    state.set.questions.map(({ id }) => id),
    answers,
  );
  return (
    <table class="scores" aria-label="Scores">
      <thead>
        <tr>
          <th scope="col">Skill</th>
          <NumberHead>Score</NumberHead>
          <NumberHead optional>%</NumberHead>
          <NumberHead>Target</NumberHead>
          <NumberHead>Gap</NumberHead>
          {by === undefined ? null : <NumberHead>{by}</NumberHead>}
          {beside === undefined ? null : (
            <NumberHead>{by === undefined ? `Since ${dayText(beside.run.date)}` : "Self − other"}</NumberHead>
          )}
          <NumberHead optional>Evidence</NumberHead>
        </tr>
      </thead>
      <tbody>
        {state.skills.map(({ id, title }) => {
          const { mean, percent, answered, asked } = scores.skills.get(id) ?? { answered: 0, asked: 4 };
          const gap = gaps.find(({ skill }) => skill === id);
          const own = state.set.questions.filter(({ skill }) => skill === id).map((question) => question.id);
          return (
            <tr key={id}>
              <th scope="row" class={gap !== undefined && gap.gap > 0 ? "strong" : ""}>
                {title}
              </th>
              <td class="num strong">{mean === undefined ? `${answered} of ${asked}` : mean.toFixed(2)}</td>
              <td class="num dim optional">{percent?.toFixed(0) ?? ""}</td>
              <td class="num">{targets[id] ?? ""}</td>
              <td class="num">
                {gap === undefined ? (
                  <span class="dim">too few</span>
                ) : gap.gap > 0 ? (
                  <b class="strong">{gap.gap.toFixed(2)}</b>
                ) : (
                  <span class="dim">met</span>
                )}
              </td>
              {by === undefined ? null : <td class="num">{beside?.scores.skills.get(id)?.mean?.toFixed(2) ?? ""}</td>}
              {beside === undefined ? null : (
                <td class="num">
                  <Change change={changes.find(({ skill }) => skill === id)} />
                </td>
              )}
              <td class="num dim optional">{evidenceIn(own, answers)}</td>
            </tr>
          );
        })}
      </tbody>
      {overall === undefined ? null : (
        <tfoot>
          <tr>
            <th scope="row">Mean of skills</th>
            <td class="num strong">{overall.toFixed(2)}</td>
            <td class="num optional">{percentOf(overall).toFixed(0)}</td>
            <td />
            <td />
            {by === undefined ? null : <td class="num">{besideOverall?.toFixed(2) ?? ""}</td>}
            {beside === undefined ? null : (
              <td class="num">{besideOverall === undefined ? "" : signed(overall - besideOverall)}</td>
            )}
            <td class="num optional">{all}</td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}

function NumberHead(props: { readonly children: string; readonly optional?: boolean }) {
  return (
    <th scope="col" class={props.optional === true ? "num optional" : "num"}>
      {props.children}
    </th>
  );
}

/** Real changes stand out; those that can be mood do not. */
function Change({ change }: { readonly change: SkillChange | undefined }) {
  if (change?.by === undefined) return null;
  if (change.isReal) return <b class="strong">{signed(change.by)}</b>;
  return <span class="dim">{change.by === 0 ? "same" : signed(change.by)}</span>;
}

/** Of the ratings that ask for evidence, those that name it: `2 of 3`. */
function evidenceIn(questions: readonly string[], answers: ReadonlyMap<string, Answer>): string {
  const high = questions.flatMap((id) => answers.get(id) ?? []).filter(({ level }) => level >= evidenceFrom);
  if (high.length === 0) return "";
  return `${high.filter(({ evidence = "" }) => evidence.trim() !== "").length} of ${high.length}`;
}

interface QuestionDifferencesProps {
  readonly state: AssessmentState;
  readonly own: ReadonlyMap<string, Answer>;
  readonly other: ReadonlyMap<string, Answer>;
  readonly by: string;
}

/** Question by question what the person and a colleague answered, where both could. */
export function QuestionDifferences({ state, own, other, by }: QuestionDifferencesProps) {
  const found = differencesBetween(state.set, own, other);
  const far = found.filter((one) => Math.abs(one.by) >= 2).length;
  return (
    <details class="differences">
      <summary>
        Question by question with {by}
        <span class="dim small">
          {" "}
          {far === 0
            ? "nowhere two levels apart"
            : `${far === 1 ? "one answer is" : `${far} answers are`} two levels apart or more`}
        </span>
      </summary>
      <table class="scores" aria-label={`Question by question with ${by}`}>
        <thead>
          <tr>
            <th scope="col">Question</th>
            <NumberHead>Self</NumberHead>
            <NumberHead>{by}</NumberHead>
            <NumberHead>Difference</NumberHead>
          </tr>
        </thead>
        <tbody>
          {found.map((one) => (
            <tr key={one.question}>
              <th scope="row">{state.set.questions.find(({ id }) => id === one.question)?.ask}</th>
              <td class="num">{one.own}</td>
              <td class="num">{one.other}</td>
              <td class="num">
                {one.by === 0 ? (
                  <span class="dim">same</span>
                ) : (
                  <span class={Math.abs(one.by) >= 2 ? "strong" : ""}>
                    {one.by < 0 ? "−" : "+"}
                    {Math.abs(one.by)}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
