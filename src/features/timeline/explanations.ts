import { l10n } from "vscode";
import { outlineOf, type WorkKey } from "../../core/plan/planOutline.ts";
import { workRow } from "../../core/plan/workRow.ts";
import { waysInSteps } from "../../core/schedule/bringForward.ts";
import { criticalPaths, pathsTo } from "../../core/schedule/criticalPaths.ts";
import { Explainer } from "../../core/schedule/explain.ts";
import { placeOfWork } from "../../core/schedule/factPlace.ts";
import type { Schedule, ScheduledWork } from "../../core/schedule/schedule.ts";
import { plainName } from "../../core/schedule/words.ts";
import { UserMessage } from "../../platform/index.ts";
import type { TimelineExplanation, TimelinePath, TimelineWays } from "../../protocol/timeline.ts";

/** Longer chains nobody reads. */
const longestChain = 200;

const explainers = new WeakMap<Schedule, Explainer>();

/** Why a row stands where it stands, and what that goes back to. @throws UserMessage when the row is gone */
export function explanationOf(schedule: Schedule, key: WorkKey): TimelineExplanation {
  const row = rowOf(schedule, key);
  let explainer = explainers.get(schedule);
  if (explainer === undefined) {
    explainer = new Explainer(schedule);
    explainers.set(schedule, explainer);
  }
  const { work, start, finish, slack, chain } = explainer.explain(row);
  const sentences = work.isMilestone ? [start.text, slack.text] : [start.text, finish.text, slack.text];
  return {
    title: work.record.name,
    sentences: sentences.filter((sentence) => sentence !== ""),
    chain: chain.slice(1, 1 + longestChain).map(({ work: step }) => {
      return { key: keyOfWork(schedule, step), name: step.record.name };
    }),
  };
}

/** The critical paths, or what leads to a row: what drives it, and all that has no float towards it. */
export function pathsOf(schedule: Schedule, to: WorkKey | undefined): TimelinePath[] {
  const keys = (rows: readonly number[]): WorkKey[] => rows.map((row) => keyOfWork(schedule, schedule.at(row)));
  if (to === undefined) {
    const paths = criticalPaths(schedule);
    return paths.map(({ rows }, index) => {
      const name =
        paths.length === 1 ? l10n.t("Critical path") : l10n.t("Critical path {0} of {1}", index + 1, paths.length);
      return { name, keys: keys(rows) };
    });
  }
  const row = rowOf(schedule, to);
  const { driving, critical } = pathsTo(schedule, row);
  const name = plainName(schedule.at(row).record.name);
  const paths = [{ name: l10n.t("What “{0}” waits for", name), keys: keys(driving.rows) }];
  if (critical.some((one) => !driving.rows.includes(one))) {
    paths.push({ name: l10n.t("All without float towards “{0}”", name), keys: keys(critical) });
  }
  return paths;
}

/**
 * What would bring a row forward, the best first. Each is tried by scheduling the project with it; between two tries others get
 * their turn.
 * @param isWanted whether somebody still waits for it; else there is nothing in the list
 */
export async function waysOf(schedule: Schedule, key: WorkKey, isWanted: () => boolean): Promise<TimelineWays> {
  const steps = waysInSteps(schedule, rowOf(schedule, key));
  let step: ReturnType<typeof steps.next>;
  do {
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (!isWanted()) return [];
    step = steps.next();
  } while (!step.done);
  return step.value.map(({ text, place }) => {
    const slice = place && schedule.reading.slices.find(({ path }) => path === place.path);
    if (place === undefined || slice === undefined) return { text };
    return { text, file: place.path, line: slice.text.slice(0, place.start).split("\n").length };
  });
}

function rowOf(schedule: Schedule, key: WorkKey): number {
  const row = workRow(schedule, key);
  if (row === undefined) throw new UserMessage(l10n.t("It is not there any more."));
  return row.row;
}

function keyOfWork({ reading }: Schedule, { record }: ScheduledWork): WorkKey {
  const place = placeOfWork(reading, record) ?? reading.index.placeOf("milestones", record);
  return (place && outlineOf(reading).keyOf(place)) ?? record.id;
}
