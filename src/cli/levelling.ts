import { formatLocalTime } from "../core/calendar/index.ts";
import { formatDuration } from "../core/model/duration.ts";
import { overallocations, type Schedule, schedule } from "../core/schedule/index.ts";
import { type LevelledPlan, PlanLevelling, whatStays } from "../core/schedule/levelling/planLevelling.ts";
import { usualSchedules } from "../core/schedule/levelling/searchBudget.ts";
import { writeDelays } from "../core/schedule/levelling/writeDelays.ts";
import { applyEdits } from "../core/text/editing/index.ts";
import { sliceWith, unite } from "../core/text/reading/index.ts";
import { Refusal } from "./io.ts";
import { plain } from "./plainText.ts";
import type { Json } from "./projectJson.ts";
import { finishMoment, finishText } from "./scheduling.ts";
import type { Style } from "./style.ts";

/** A plan levelled, and what its dates would be. */
export interface Levelling {
  readonly plan: LevelledPlan;
  readonly after: Schedule;
  /** How many schedules were tried. */
  readonly schedules: number;
}

/** Levels a plan in memory. @throws Refusal where its delays can't be written */
export function level(before: Schedule): Levelling {
  const schedules = usualSchedules(before.network.size);
  const levelling = new PlanLevelling(before, { expectedSchedules: schedules });
  levelling.step(schedules);
  const plan = levelling.best;
  const { reading } = before;
  const { edits = [], refusal } = writeDelays(reading, plan);
  if (refusal !== undefined) throw new Refusal(refusal);
  const slices = reading.slices.map((slice) => {
    const own = edits.filter(({ path }) => path === slice.path);
    return own.length === 0 ? slice : sliceWith(slice, applyEdits(slice.text, own));
  });
  const after = schedule(unite(slices, reading.project.header.name), { today: before.today });
  return { plan, after, schedules: levelling.schedules };
}

export function levellingLines({ plan, after }: Levelling, style: Style): readonly string[] {
  const { finishBefore, finish, tasks, gap } = plan;
  const isSolved = overallocations(after).length === 0;
  if (tasks.length === 0) {
    return [
      isSolved ? "Nobody has more to do than they can: nothing has to move." : `Nothing can be moved. ${whatStays}`,
      "",
    ];
  }
  const bound = gap === 0 ? "no levelled plan is shorter" : `at most ${gap.toFixed(1)} % longer than the shortest one`;
  const delays = tasks.flatMap(({ task, delay }) => {
    if (delay !== undefined) return [`  ${plain(task.id)}  ${style.strong(`delay: ${formatDuration(delay)}`)}`];
    return task.delay === undefined ? [] : [`  ${plain(task.id)}  no delay any more`];
  });
  const end = finish === finishBefore ? "still ends" : `ends ${finishText(finish)} instead of`;
  const left = isSolved ? [] : [`Somebody still has too much to do. ${whatStays}`];
  return [`Levelled, it ${end} ${finishText(finishBefore)}, ${bound}.`, ...left, ...delays, ""];
}

export function levellingJson({ plan, schedules }: Levelling): Json {
  return {
    finishBefore: finishMoment(plan.finishBefore),
    finish: finishMoment(plan.finish),
    earliestFinish: finishMoment(plan.earliestFinish),
    gapPercent: Math.round(plan.gap * 100) / 100,
    schedules,
    tasks: plan.tasks.map(({ task, delay, startBefore, finishBefore, start, finish }) => ({
      id: task.id,
      ...(delay !== undefined && { delay: formatDuration(delay) }),
      startBefore: formatLocalTime(startBefore),
      finishBefore: finishMoment(finishBefore),
      start: formatLocalTime(start),
      finish: finishMoment(finish),
    })),
  };
}
