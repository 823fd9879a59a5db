import {
  type Answer,
  againFrom,
  changesBetween,
  confidenceOf,
  doubtsOf,
  type Gap,
  gapsOf,
  percentOf,
  scoresOf,
} from "../../core/practice/assessment/index.ts";
import type { AssessmentRun, AssessmentState } from "../../protocol/assessment.ts";
import { Button, EmptyState } from "../shell/index.ts";
import type { AssessmentController } from "./assessmentController.ts";
import { Radar } from "./radar.tsx";
import { dayText } from "./words.ts";

interface ResultViewProps {
  readonly controller: AssessmentController;
  readonly state: AssessmentState;
}

const mostGaps = 3;

/** What the answers come to: a radar and its table, what to do about the widest gaps, and how sure it is. */
export function ResultView({ controller, state }: ResultViewProps) {
  const { set, skills, current, earlier } = state;
  const answers = answersOf(current);
  const scores = scoresOf(set, answers);
  const profile = set.profiles.find(({ id }) => id === controller.profile) ?? set.profiles[0];
  const before = earlier[0];
  if ([...scores.skills.values()].every(({ mean }) => mean === undefined)) {
    return (
      <EmptyState
        title="Nothing to tell yet"
        actions={
          <Button onClick={() => controller.go({ kind: "question", number: controller.firstOpen() })}>
            Answer the questions
          </Button>
        }
      >
        A skill can be told when three of its four questions are answered.
      </EmptyState>
    );
  }
  const gaps = profile === undefined ? [] : gapsOf(set, scores, profile);
  const changes = new Map(
    before === undefined
      ? []
      : changesBetween(set, { answers: answersOf(before) }, { answers }).map((change) => [change.skill, change]),
  );
  const confidence = confidenceOf(answers);
  const doubts = doubtsOf(set, answers, new Set());
  const titleOf = (id: string): string => skills.find((skill) => skill.id === id)?.title ?? id;
  const unmet = gaps.filter(({ gap }) => gap > 0);
  const then = before === undefined ? undefined : scoresOf(set, answersOf(before)).skills;
  return (
    <div class="result">
      <p class="summary">{summaryOf(gaps, titleOf, confidence)}</p>
      <figure>
        <Radar
          axes={skills.map(({ id, title }) => ({
            title,
            now: scores.skills.get(id)?.mean,
            target: profile?.targets[id],
            before: then?.get(id)?.mean,
          }))}
        />
        <figcaption class="dim small">
          <span class="key is-now">now</span> <span class="key is-target">target</span>
          {before === undefined ? null : <span class="key is-before">{dayText(before.date)}</span>}
        </figcaption>
      </figure>
      <div>
        <label class="dim small">
          Target{" "}
          <select class="select" value={profile?.id} onChange={(event) => controller.choose(event.currentTarget.value)}>
            {set.profiles.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <table class="scores" aria-label="Scores">
          <thead>
            <tr>
              <th scope="col">Skill</th>
              <th scope="col" class="num">
                Score
              </th>
              <th scope="col" class="num optional">
                %
              </th>
              <th scope="col" class="num">
                Target
              </th>
              <th scope="col" class="num">
                Gap
              </th>
              {before === undefined ? null : (
                <th scope="col" class="num">
                  Since {dayText(before.date)}
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {skills.map(({ id, title }) => {
              const { mean, percent, answered, asked } = scores.skills.get(id) ?? { answered: 0, asked: 4 };
              const gap = gaps.find(({ skill }) => skill === id);
              const change = changes.get(id);
              return (
                <tr key={id}>
                  <th scope="row" class={gap !== undefined && gap.gap > 0 ? "strong" : ""}>
                    {title}
                  </th>
                  <td class="num strong">{mean === undefined ? `${answered} of ${asked}` : mean.toFixed(2)}</td>
                  <td class="num dim optional">{percent === undefined ? "" : percent.toFixed(0)}</td>
                  <td class="num">{profile?.targets[id] ?? ""}</td>
                  <td class="num">
                    {gap === undefined ? (
                      <span class="dim">too few</span>
                    ) : gap.gap > 0 ? (
                      <b class="strong">{gap.gap.toFixed(2)}</b>
                    ) : (
                      <span class="dim">met</span>
                    )}
                  </td>
                  {before === undefined ? null : (
                    <td class="num">
                      {change?.by === undefined ? (
                        ""
                      ) : change.isReal ? (
                        <b class="strong">{signed(change.by)}</b>
                      ) : (
                        <span class="dim">{change.by === 0 ? "same" : signed(change.by)}</span>
                      )}
                    </td>
                  )}
                </tr>
              );
            })}
          </tbody>
          {scores.overall === undefined ? null : (
            <tfoot>
              <tr>
                <th scope="row">Mean of skills</th>
                <td class="num strong">{scores.overall.toFixed(2)}</td>
                <td class="num optional">{percentOf(scores.overall).toFixed(0)}</td>
                <td />
                <td />
                {before === undefined ? null : <td />}
              </tr>
            </tfoot>
          )}
        </table>
        {unmet.length === 0 ? null : (
          <>
            <h2 class="next-title">Next, by gap</h2>
            <ol class="next">
              {unmet.slice(0, mostGaps).map(({ skill, gap }) => (
                <li key={skill}>
                  <span>
                    <Button kind="link" onClick={() => controller.openPage(skill)}>
                      {titleOf(skill)}
                    </Button>
                    <span class="dim"> {exercisesFor(state, skill)}</span>
                  </span>
                  <span class="num dim small">{gap.toFixed(2)}</span>
                </li>
              ))}
            </ol>
          </>
        )}
        {doubts.some(({ kind }) => kind === "all-alike") ? (
          <p class="dim small">All your answers are the same level. Is that what an example of each would show?</p>
        ) : null}
        <p class="dim small">
          A change of 0.5 or more counts; smaller ones can be mood. Answer again after{" "}
          {dayText(againFrom(current.date))}, or when the project closes.
        </p>
        <div class="foot">
          <Button kind="secondary" onClick={() => controller.back()}>
            Back to the questions
          </Button>
          {current.date < state.today ? (
            <Button kind="secondary" onClick={() => void controller.again()}>
              Answer again today
            </Button>
          ) : null}
        </div>
      </div>
    </div>
  );
}

function answersOf(run: AssessmentRun): Map<string, Answer> {
  return new Map(
    Object.entries(run.answers).map(([id, { level, evidence }]) => [
      id,
      { level, ...(evidence !== undefined && { evidence }) },
    ]),
  );
}

function summaryOf(
  gaps: readonly Gap[],
  titleOf: (id: string) => string,
  { high, shown, isConfirmed }: ReturnType<typeof confidenceOf>,
): string {
  const met = gaps.filter(({ gap }) => gap === 0).length;
  const [widest] = [...gaps].sort((a, b) => b.gap - a.gap);
  const parts = [
    met === gaps.length
      ? `All ${gaps.length} skills that can be told reach the target.`
      : `${met} of ${gaps.length} skills reach the target.`,
  ];
  if (widest !== undefined && widest.gap > 0) {
    parts.push(`The widest gap is ${titleOf(widest.skill)}, ${widest.gap.toFixed(2)} short.`);
  }
  if (high > 0) {
    parts.push(
      `Of the ${high} ratings of 3 or more, ${shown} ${shown === 1 ? "names" : "name"} evidence, so the result counts as ${isConfirmed ? "confirmed" : "unconfirmed"}.`,
    );
  }
  return parts.join(" ");
}

function exercisesFor({ skills }: AssessmentState, id: string): string {
  return (skills.find((skill) => skill.id === id)?.exercises ?? []).join(" · ");
}

function signed(value: number): string {
  return `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(2)}`;
}
