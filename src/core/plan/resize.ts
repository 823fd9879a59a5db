import { finishDay, type LocalTime, secondsPerHour, type WorkingTime } from "../calendar/index.ts";
import { type Duration, type Estimate, formatEstimate, minutesOf, parseDuration } from "../model/duration.ts";
import { Explainer } from "../schedule/explain.ts";
import type { Network } from "../schedule/network.ts";
import type { Schedule } from "../schedule/schedule.ts";
import { dateText, named } from "../schedule/words.ts";
import { setField } from "../text/editing/setField.ts";
import { amountWords } from "./amountWords.ts";
import { type Dropped, droppedFinish, isInDays } from "./dropped.ts";
import { outlineOf, type WorkKey } from "./planOutline.ts";
import { nothing, planned, type Rescheduling, refused } from "./reschedule.ts";
import { delayed, finishWait, unitsOf } from "./waiting.ts";
import { gone, type WorkRow, workRow } from "./workRow.ts";

/** The end of a bar was put to a moment: the task takes longer or shorter, from the same start. */
export function resizeTo(schedule: Schedule, key: WorkKey, finish: LocalTime): Rescheduling {
  const row = workRow(schedule, key);
  if (row === undefined) return refused(gone);
  const refusal = whyFixed(row);
  return refusal === undefined ? resizeRow(row, droppedFinish(row, finish)) : refused(refusal);
}

/** The same with a finish that is settled already; nothing where it is there. */
export function resizeRow(row: WorkRow, to: Dropped | undefined): Rescheduling {
  const refusal = whyFixed(row) ?? (to && whyHeld(row, to));
  if (refusal !== undefined) return refused(refusal);
  if (to === undefined) return nothing;
  const { schedule, place, task } = row;
  const size = task.duration ?? task.effort;
  const field =
    task.duration !== undefined
      ? "duration"
      : task.effort !== undefined || task.who !== undefined
        ? "effort"
        : "duration";
  const likely = amountUntil(row, to, size?.likely);
  if (likely === undefined) {
    return refused(
      row.actual === undefined
        ? "Not everybody who works on it has begun by then."
        : "What is left of it can't be done before the status date.",
    );
  }
  return planned(setField(schedule.reading, place, field, estimateWith(size, likely, schedule)));
}

/** Why the length of a row can't be changed in the plan. */
function whyFixed({ schedule, place, work, task, actual }: WorkRow): string | undefined {
  const { today } = schedule;
  if (work.isMilestone) return "A milestone takes no time.";
  if (work.isStage) return `A stage ends when the last thing in it does. Change a task of ${named(work.record)}.`;
  if (work.isDone) {
    return `It was finished on ${dateText(finishDay(work.finish), today)}: its dates are facts in the log.`;
  }
  if (actual !== undefined && (actual.left === 0 || outlineOf(schedule.reading).progressOf(place).left !== undefined)) {
    return "What is left of it was logged. Log another rest instead.";
  }
  if (task.mustFinish !== undefined) {
    return `It has to finish on ${dateText(task.mustFinish.slice(0, 10), today)}: that is its “must-finish”.`;
  }
  return undefined;
}

/** Why its finish stays where it is when it takes longer or shorter: then its start would move. */
function whyHeld(held: WorkRow, to: Dropped): string | undefined {
  const { schedule, task, row, node, record, actual } = held;
  if (actual !== undefined) return undefined;
  const { finishNoLater, finishNoEarlier } = schedule.network.constraints.get(node) ?? {};
  if (finishNoLater !== undefined && to.moment > finishNoLater) {
    const day = dateText((task.finishNoLater ?? "").slice(0, 10), schedule.today);
    return `It has to finish by ${day}: that is its “finish-no-later”.`;
  }
  const { reason } = new Explainer(schedule).start(row);
  if (schedule.network.late.has(node))
    return "It is planned as late as possible, so that its start would move instead.";
  const waited =
    reason.kind === "predecessor" && reason.onto === "finish" ? reason.predecessor : finishWait(held, to.moment);
  if (waited !== undefined) {
    return `Its finish follows from ${named(waited.record)}, so that its start would move instead.`;
  }
  if (finishNoEarlier !== undefined && delayed(schedule.network, node, finishNoEarlier) > to.moment) {
    return "Its finish is stated as “finish-no-earlier”, so that its start would move instead.";
  }
  if (reason.kind === "constraint" && reason.statedBy === record && reason.field.startsWith("finish")) {
    return `Its finish is stated as “${reason.field}”, so that its start would move instead.`;
  }
  return undefined;
}

/** How much the task has to be to end there: in the counting of those who work on it. */
function amountUntil(row: WorkRow, to: Dropped, written: Duration | undefined): string | undefined {
  const { schedule, node, work } = row;
  const { network } = schedule;
  const units = unitsOf(schedule);
  const isElapsed = written?.isElapsed === true;
  const words = (seconds: number): string => amountWords(Math.max(60, seconds), units, written?.unit, isElapsed);
  if (row.actual !== undefined) {
    const total = totalUntil(row, to.moment);
    return total === undefined ? undefined : words(isElapsed ? total : Math.round(total / halfHour) * halfHour);
  }
  const parts = network.parts.get(node);
  const between = (time: WorkingTime): number => time.workBetween(work.start, to.moment);
  // Several who each work for themselves: the last one ends it.
  const exact =
    parts === undefined
      ? between(network.times[node] as WorkingTime)
      : Math.min(...parts.map(({ time }) => between(time)));
  if (exact < 60) return undefined;
  if (!isElapsed && isInDays(schedule)) return words(wholeAmount(schedule, node, work.start, exact, to.moment));
  return words(isElapsed ? exact : wholeMinutes(schedule, node, work.start, exact, to.moment));
}

/** The nearest whole minutes, but fewer where the rest of one would end on another day. */
function wholeMinutes({ network }: Schedule, node: number, start: LocalTime, exact: number, finish: LocalTime): number {
  const nearest = Math.round(exact / 60) * 60;
  const isBeyond = finishDay(finishOf(network, node, start, nearest)) > finishDay(finish);
  return isBeyond ? Math.floor((exact + 1e-3) / 60) * 60 : nearest;
}

/** Where so much work ends: of several who each work for themselves, the last one's. */
function finishOf({ parts, times }: Network, node: number, start: LocalTime, amount: number): LocalTime {
  const own = parts.get(node);
  return own !== undefined
    ? Math.max(...own.map(({ time }) => time.add(start, amount)))
    : (times[node] as WorkingTime).add(start, amount);
}

const halfHour = secondsPerHour / 2;

/** Of a begun task: as much more or less in all as what is left of it is a share of it. Undefined where nothing would be left. */
function totalUntil({ schedule: { network }, node, work, actual }: WorkRow, finish: LocalTime): number | undefined {
  if (actual === undefined) return undefined;
  const time = network.parts.get(node)?.[0]?.time ?? (network.times[node] as WorkingTime);
  const left = actual.left + time.workBetween(work.finish, finish);
  return left < 60 ? undefined : ((network.work[node] as number) * left) / actual.left;
}

/** Of the amounts that end on that day the largest round one: in half days, else in hours. */
function wholeAmount(
  { network, daySeconds }: Schedule,
  node: number,
  start: LocalTime,
  exact: number,
  finish: LocalTime,
): number {
  for (const step of [daySeconds / 2, secondsPerHour]) {
    // Shares of people's time leave remainders of floating-point arithmetic.
    const amount = Math.floor((exact + 1e-3) / step) * step;
    if (amount > 0 && finishDay(finishOf(network, node, start, amount)) === finishDay(finish)) return amount;
  }
  return exact;
}

/** The estimate with another likely figure; the other two only give way where they would be out of order. */
export function estimateWith(before: Estimate | undefined, likely: string, schedule: Schedule): string {
  const parsed = parseDuration(likely);
  if (before?.optimistic === undefined || before.pessimistic === undefined || parsed === undefined) return likely;
  const units = unitsOf(schedule);
  const size = (duration: Duration): number => minutesOf(duration, units);
  const optimistic = size(before.optimistic) > size(parsed) ? parsed : before.optimistic;
  const pessimistic = size(before.pessimistic) < size(parsed) ? parsed : before.pessimistic;
  return formatEstimate({ optimistic, likely: parsed, pessimistic });
}
