import { dayOf, finishDay, formatLocalTime, type LocalTime, secondsPerDay, secondsPerHour } from "../calendar/index.ts";
import { type DayNumber, formatDate, parseDate } from "../model/date.ts";
import type { Moment } from "../model/moment.ts";
import type { Task } from "../model/records.ts";
import type { WorkRecord } from "../model/taskProgress.ts";
import type { Schedule } from "../schedule/schedule.ts";
import { hoursOf, nextStart, previousFinish, type WorkRow } from "./workRow.ts";

/** Where the start of a row, or its finish, was put: on a moment at which it can be. */
export interface Dropped {
  readonly moment: LocalTime;
  /** The moment as a field states it: a plain date where that says enough. */
  readonly text: Moment;
}

const inDays = new WeakMap<object, boolean>();

/** Whether a plan is made in whole days: nothing in it is estimated in hours or stated with a time. */
export function isInDays({ reading, rows }: Schedule): boolean {
  let known = inDays.get(reading);
  if (known === undefined) {
    known = rows.every(({ record }) => !hasHours(record));
    inDays.set(reading, known);
  }
  return known;
}

function hasHours(record: WorkRecord): boolean {
  const { effort, duration, startNoEarlier, mustStart } = record as Task;
  const unit = (duration ?? effort)?.likely.unit;
  return unit === "h" || unit === "m" || (startNoEarlier ?? mustStart ?? "").length > 10;
}

/**
 * The start that is meant by where a bar was dropped: the beginning of a working day in a plan of days, else the nearest hour.
 * @returns undefined where that is where it is
 */
export function droppedStart(row: WorkRow, time: LocalTime): Dropped | undefined {
  const { schedule, work } = row;
  if (!isInDays(schedule)) return atStart(row, nearestHour(time));
  const days = Math.round((time - work.start) / secondsPerDay);
  const day = shownDay(row) + days;
  return days === 0 ? undefined : onDay(row, day);
}

/** A start on a day, or on the first working day behind it; undefined where it is there. */
export function onDay(row: WorkRow, day: DayNumber): Dropped | undefined {
  const { work } = row;
  const moment = nextStart(row, day * secondsPerDay);
  if (!Number.isFinite(moment)) return undefined;
  const working = dayOf(moment);
  if (working === shownDay(row) && (work.isMilestone || moment === work.start)) return undefined;
  // A milestone is reached by the end of its day: the night before would be the day before.
  if (work.isMilestone) {
    const end = previousFinish(row, (working + 1) * secondsPerDay);
    return { moment: Math.max(moment, end), text: formatDate(working) };
  }
  return { moment, text: formatDate(working) };
}

/** A start at a moment, or at the first working moment behind it; undefined where it is there. */
export function atStart(row: WorkRow, time: LocalTime): Dropped | undefined {
  const { work } = row;
  const isEnd = work.isMilestone && previousFinish(row, time) === time;
  const moment = isEnd ? time : nextStart(row, time);
  if (!Number.isFinite(moment) || moment === work.start) return undefined;
  const day = dayOf(moment) * secondsPerDay;
  const isFirst = nextStart(row, day) === moment;
  return { moment, text: isFirst ? formatDate(dayOf(moment)) : withTime(moment) };
}

/**
 * The finish that is meant by where the end of a bar was dropped: the end of a working day in a plan of days, else the nearest hour.
 * @returns undefined where that is where it is
 */
export function droppedFinish(row: WorkRow, time: LocalTime): Dropped | undefined {
  const { schedule, work, task } = row;
  const isElapsed = task.duration?.likely.isElapsed === true;
  if (!isInDays(schedule)) return atFinish(row, nearestHour(time), isElapsed);
  const days = Math.round((time - work.finish) / secondsPerDay);
  if (days === 0) return undefined;
  if (isElapsed) return atFinish(row, work.finish + days * secondsPerDay, true);
  return finishOnDay(row, (parseDate(finishDay(work.finish)) ?? 0) + days);
}

/** A finish at the end of a day, or of the last working day before it, but not before the end of the first day. */
export function finishOnDay(row: WorkRow, day: DayNumber): Dropped | undefined {
  const { work } = row;
  const last = previousFinish(row, (day + 1) * secondsPerDay);
  const moment = last > work.start ? last : previousFinish(row, (dayOf(work.start) + 1) * secondsPerDay);
  if (!(moment > work.start) || moment === work.finish) return undefined;
  return { moment, text: finishDay(moment) };
}

/** A finish at a moment, or at the last working moment before it; an hour behind the start at least. */
export function atFinish(row: WorkRow, time: LocalTime, isElapsed: boolean): Dropped | undefined {
  const { work } = row;
  const settled = isElapsed ? time : previousFinish(row, time);
  const least = isElapsed ? work.start + secondsPerHour : hoursOf(row).add(work.start, secondsPerHour);
  const wanted = Math.max(settled, least);
  // Whoever works on it may not work at that hour.
  const moment = isElapsed ? wanted : previousFinish(row, wanted);
  if (!(moment > work.start && Number.isFinite(moment)) || moment === work.finish) return undefined;
  return { moment, text: withTime(moment) };
}

/** The day a row is shown to start on; a milestone at the end of a day is of that day. */
export function shownDay({ work }: WorkRow): DayNumber {
  return work.isMilestone ? (parseDate(finishDay(work.start)) ?? dayOf(work.start)) : dayOf(work.start);
}

/** `2027-02-08T13:00`. */
export function withTime(time: LocalTime): Moment {
  return formatLocalTime(time).slice(0, 16);
}

function nearestHour(time: LocalTime): LocalTime {
  return Math.round(time / secondsPerHour) * secondsPerHour;
}
