import { type DayNumber, formatDate, parseDate } from "../model/date.ts";
import type { IsoDate, Moment } from "../model/moment.ts";

/**
 * A point on the wall clock of the project: whole seconds since 1970-01-01T00:00, without a zone. Every day has 24 hours, so that
 * neither zones nor daylight saving move a date.
 */
export type LocalTime = number;

export const secondsPerMinute = 60;
export const secondsPerHour = 3600;
export const secondsPerDay = 86_400;

/** The first moment there is: the beginning of the year 1. */
export const earliestTime: LocalTime = -719_162 * secondsPerDay;
/** The end of the last day that can be written: of 9999-12-31. */
export const latestTime: LocalTime = 2_932_897 * secondsPerDay;

/** A moment that can be written: the first or the last there is, instead of one before or behind it. */
export function within(moment: LocalTime): LocalTime {
  if (moment >= earliestTime && moment <= latestTime) return moment;
  return moment > latestTime ? latestTime : earliestTime;
}

/** The day a moment lies in; midnight belongs to the day that begins. */
export function dayOf(time: LocalTime): DayNumber {
  return Math.floor(time / secondsPerDay);
}

/** What a stated moment means for a start: a plain date is the beginning of its day. */
export function startingTime(moment: Moment): LocalTime {
  return startOfDay(moment) + timeOfDay(moment);
}

/** What a stated moment means for a finish: a plain date is the end of its day. */
export function finishingTime(moment: Moment): LocalTime {
  return moment.length === 10 ? startOfDay(moment) + secondsPerDay : startingTime(moment);
}

/** The beginning of a day. */
export function startOfDay(date: IsoDate): LocalTime {
  return (parseDate(date.slice(0, 10)) ?? 0) * secondsPerDay;
}

function timeOfDay(moment: Moment): number {
  if (moment.length < 16) return 0;
  const seconds = moment.length >= 19 ? Number(moment.slice(17, 19)) : 0;
  return Number(moment.slice(11, 13)) * secondsPerHour + Number(moment.slice(14, 16)) * secondsPerMinute + seconds;
}

/** `2027-02-01T13:30:00`, as programs write a time without a zone. */
export function formatLocalTime(time: LocalTime): string {
  const day = dayOf(time);
  const seconds = time - day * secondsPerDay;
  const two = (value: number): string => String(value).padStart(2, "0");
  const clock = [Math.floor(seconds / secondsPerHour), Math.floor(seconds / secondsPerMinute) % 60, seconds % 60];
  return `${formatDate(day)}T${clock.map(two).join(":")}`;
}

/** The day on which something ends: one that ends at midnight ends on the day before. */
export function finishDay(time: LocalTime): IsoDate {
  return formatDate(dayOf(time - 1));
}

/** The day on which something starts. */
export function startDay(time: LocalTime): IsoDate {
  return formatDate(dayOf(time));
}
