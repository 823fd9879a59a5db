import {
  againFrom,
  changesBetween,
  complexityOf,
  confidenceOf,
  doubtsOf,
  type Gap,
  gapsOf,
  isTimeAgain,
  profileWith,
  type SkillChange,
  scoresOf,
} from "../../core/practice/assessment/index.ts";
import type { AssessmentRun } from "../../protocol/assessment.ts";
import { Button, EmptyState } from "../shell/index.ts";
import type { AssessmentController } from "./assessmentController.ts";
import { parts } from "./assessmentController.ts";
import { type PartProps, ProfileSelect } from "./parts.tsx";
import { Radar } from "./radar.tsx";
import { QuestionDifferences, ScoreTable } from "./scoreTable.tsx";
import { answersOf, dayText, signed } from "./words.ts";

const mostGaps = 3;

/** What the answers come to: a radar and its table, what to do about the widest gaps, and how sure it is. */
export function ResultView({ controller, state }: PartProps) {
  const { set, skills, current, targets } = state;
  const answers = answersOf(current);
  const scores = scoresOf(set, answers);
  if ([...scores.skills.values()].every(({ mean }) => mean === undefined)) {
    return (
      <div class="result">
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
      </div>
    );
  }
  const profile = profileWith(set, targets);
  const gaps = gapsOf(set, scores, profile, targets.wants);
  const beside = besideOf(controller, state);
  const besideAnswers = beside === undefined ? undefined : answersOf(beside);
  const changes = besideAnswers === undefined ? [] : changesBetween(set, { answers: besideAnswers }, { answers });
  const confidence = confidenceOf(set, answers);
  const titleOf = (id: string): string => skills.find((skill) => skill.id === id)?.title ?? id;
  const unmet = gaps.filter(({ gap, weight }) => gap * weight > 0).slice(0, mostGaps);
  const then = besideAnswers && scoresOf(set, besideAnswers);
  const isOld = isTimeAgain(current.date, state.today);
  return (
    <div class="result">
      <p class="summary">
        {summaryOf(gaps, titleOf, confidence)}
        {beside === undefined
          ? ""
          : beside.by === undefined
            ? changeText(changes, titleOf, dayText(beside.date))
            : otherText(changes, titleOf, beside.by)}
      </p>
      <figure>
        <Radar
          axes={skills.map(({ id, title }) => ({
            title,
            now: scores.skills.get(id)?.mean,
            target: profile.targets[id],
            before: then?.skills.get(id)?.mean,
          }))}
          isOther={beside?.by !== undefined}
        />
        <figcaption class="dim small">
          <span class="key is-now">now</span> <span class="key is-target">target</span>
          {beside === undefined ? null : (
            <span class={beside.by === undefined ? "key is-before" : "key is-other"}>
              {beside.by ?? dayText(beside.date)}
            </span>
          )}
          <span class="key is-short">below target</span>
        </figcaption>
      </figure>
      <div>
        <div class="chosen">
          <ProfileSelect controller={controller} state={state} />
          <Button kind="link" onClick={() => controller.go({ kind: "target" })}>
            Change levels
          </Button>
          <BesideSelect controller={controller} state={state} />
        </div>
        <ScoreTable
          state={state}
          scores={scores}
          gaps={gaps}
          targets={profile.targets}
          answers={answers}
          changes={changes}
          {...(beside !== undefined && then !== undefined && { beside: { run: beside, scores: then } })}
        />
        {beside?.by === undefined || besideAnswers === undefined ? null : (
          <QuestionDifferences state={state} own={answers} other={besideAnswers} by={beside.by} />
        )}
        {unmet.length === 0 ? null : (
          <>
            <h2 class="next-title">
              {targets.wants.length === 0 ? "Next, by gap" : "Next, by gap and by what you want to do"}
            </h2>
            <ol class="next">
              {unmet.map(({ skill, gap }) => (
                <NextStep key={skill} controller={controller} state={state} skill={skill} gap={gap} />
              ))}
            </ol>
            <p class="foot">
              <Button
                kind="secondary"
                onClick={() =>
                  void controller.planGaps(unmet.map(({ skill, mean, target }) => ({ skill, mean, target })))
                }
              >
                Plan the Gaps
              </Button>
              <span class="dim small">an action with a date for each, in a file of your own</span>
            </p>
          </>
        )}
        <Doubts state={state} titleOf={titleOf} />
        <p class="dim small">
          A change of 0.5 or more counts; smaller ones can be mood.{" "}
          {isOld
            ? `More than 90 days have passed since ${dayText(current.date)}: it is time to answer again.`
            : `Answer again after ${dayText(againFrom(current.date))}, or when the project closes.`}
        </p>
        <div class="foot">
          {current.date < state.today ? (
            <Button kind={isOld ? "primary" : "secondary"} onClick={() => void controller.again()}>
              Answer again today
            </Button>
          ) : null}
          <Button kind="secondary" onClick={() => controller.back()}>
            Back to the questions
          </Button>
          {parts.map(({ kind, title }) =>
            kind === "fit" || kind === "project" ? (
              <Button key={kind} kind="link" onClick={() => controller.go({ kind })}>
                {title}
              </Button>
            ) : null,
          )}
        </div>
        <h2 class="next-title">A colleague's view</h2>
        <p class="dim small">
          Somebody who works with you answers the same questions in a file of their own, with any editor. The copy holds
          none of your answers.
        </p>
        <div class="foot is-close">
          <Button kind="secondary" onClick={() => void controller.copyForColleague()}>
            Make a Copy…
          </Button>
          <Button kind="secondary" onClick={() => void controller.readColleague()}>
            Read Their Answers…
          </Button>
        </div>
      </div>
    </div>
  );
}

/** What the result is held against: what was chosen, else the run before. */
function besideOf(
  { beside }: AssessmentController,
  { earlier, colleagues }: PartProps["state"],
): AssessmentRun | undefined {
  if (beside === "") return undefined;
  return [...earlier, ...colleagues].find(({ file }) => file === beside) ?? earlier[0] ?? colleagues[0];
}

function BesideSelect({ controller, state }: PartProps) {
  const { earlier, colleagues } = state;
  if (earlier.length + colleagues.length === 0) return null;
  return (
    <label class="pair">
      <span class="dim small">Beside</span>
      <select
        class="select"
        value={besideOf(controller, state)?.file ?? ""}
        onChange={(event) => controller.compareWith(event.currentTarget.value)}
      >
        {[...earlier, ...colleagues].map(({ file, by, date, version }) => (
          <option key={file} value={file}>
            {by === undefined ? dayText(date) : `${by}, ${dayText(date)}`}
            {version === state.set.version ? "" : ", other questions"}
          </option>
        ))}
        <option value="">nothing</option>
      </select>
    </label>
  );
}

interface NextStepProps extends PartProps {
  readonly skill: string;
  readonly gap: number;
}

/** A gap, with the exercises of the skill's page that close it. */
function NextStep({ controller, state, skill, gap }: NextStepProps) {
  const { title, exercises } = state.skills.find(({ id }) => id === skill) ?? { title: skill, exercises: [] };
  return (
    <li>
      <Button kind="link" onClick={() => controller.openPage(skill)}>
        {title}
      </Button>
      <span class="num dim small">{gap.toFixed(2)} short</span>
      <ul class="exercises">
        {exercises.map(({ title: name, action }) => (
          <li key={name}>
            {name}
            {action === undefined ? null : (
              <>
                {": "}
                <Button
                  kind="link"
                  onClick={() =>
                    void controller.runCommand({
                      command: action.command,
                      ...(action.argument !== undefined && { argument: action.argument }),
                    })
                  }
                >
                  {action.label}
                </Button>
              </>
            )}
          </li>
        ))}
      </ul>
    </li>
  );
}

/** What may be worth a second look; gently, and changing nothing. */
function Doubts({ state, titleOf }: Pick<PartProps, "state"> & { readonly titleOf: (id: string) => string }) {
  const { set, current, evidence } = state;
  const { supportsUpTo } = complexityOf(set.complexity, new Map(Object.entries(current.complexity)));
  const doubts = doubtsOf(set, answersOf(current), evidence, supportsUpTo);
  if (doubts.length === 0) return null;
  return (
    <>
      <h2 class="next-title">Worth a second look</h2>
      <ul class="doubts">
        {doubts.map((doubt) =>
          doubt.kind === "all-alike" ? (
            <li key="alike">All your answers are the same level. Is that what an example of each would show?</li>
          ) : doubt.kind === "simple-project" ? (
            <li key="simple">
              Your project is simple enough that its evidence shows level {doubt.upTo} at most;{" "}
              {doubt.higher === 1 ? "one rating is" : `${doubt.higher} ratings are`} higher.
            </li>
          ) : (
            <li key={doubt.skill}>
              {titleOf(doubt.skill)} is rated 4 or more, while this project's files say:{" "}
              {doubt.failing.map(({ text }) => text).join("; ")}.
            </li>
          ),
        )}
      </ul>
      <p class="dim small">None of this changes a rating.</p>
    </>
  );
}

function summaryOf(
  gaps: readonly Gap[],
  titleOf: (id: string) => string,
  { high, shown, isConfirmed }: ReturnType<typeof confidenceOf>,
): string {
  const met = gaps.filter(({ gap }) => gap === 0).length;
  const [widest] = [...gaps].sort((a, b) => b.gap - a.gap);
  const sentences = [
    met === gaps.length
      ? `All ${gaps.length} skills that can be told reach the target.`
      : `${met} of ${gaps.length} skills reach the target.`,
  ];
  if (widest !== undefined && widest.gap > 0) {
    sentences.push(`The widest gap is ${titleOf(widest.skill)}, ${widest.gap.toFixed(2)} short.`);
  }
  if (high > 0) {
    sentences.push(
      `Of the ${high} ratings of 3 or more, ${shown} ${shown === 1 ? "names" : "name"} evidence, so the result counts as ${isConfirmed ? "confirmed" : "unconfirmed"}.`,
    );
  }
  return sentences.join(" ");
}

function changeText(changes: readonly SkillChange[], titleOf: (id: string) => string, since: string): string {
  const real = changes.filter(({ isReal }) => isReal);
  if (real.length === 0) return ` Nothing has really changed since ${since}.`;
  const named = real.map(({ skill, by = 0 }) => `${titleOf(skill)} ${signed(by)}`).join(", ");
  return ` ${real.length === 1 ? "A real change" : "Real changes"} since ${since}: ${named}.`;
}

/** Where a colleague sees half a level or more otherwise. */
function otherText(changes: readonly SkillChange[], titleOf: (id: string) => string, by: string): string {
  const real = changes.filter(({ isReal }) => isReal);
  if (real.length === 0) return ` ${by} sees no skill half a level otherwise.`;
  const named = real.map(
    ({ skill, by: more = 0 }) => `${titleOf(skill)} ${Math.abs(more).toFixed(2)} ${more > 0 ? "lower" : "higher"}`,
  );
  return ` ${by} sees ${named.join(", ")}.`;
}
