import { dayOf, type LocalTime, latestTime } from "../calendar/localTime.ts";
import { civil, type DayNumber, weekday } from "../model/date.ts";

export const monthNames = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

const weekdayNames = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;

/** `January`; months count from 1. */
export function monthName(month: number): string {
  return monthNames[month - 1] ?? "";
}

/** `Jan`; months count from 1. */
export function shortMonthName(month: number): string {
  return monthName(month).slice(0, 3);
}

/** `Mon`. */
export function shortWeekdayName(day: DayNumber): string {
  return weekdayNames[weekday(day) - 1] ?? "";
}

/** `12 Mar 2027`. */
export function fullDayWords(day: DayNumber): string {
  return `${dayWords(day)} ${civil(day).year}`;
}

/** `12 Mar`, with the year where it is another one than that of `today`. */
export function dayWords(day: DayNumber, today?: LocalTime): string {
  const { year, month, dayOfMonth } = civil(day);
  const words = `${dayOfMonth} ${shortMonthName(month)}`;
  return today === undefined || civil(dayOf(today)).year === year ? words : `${words} ${year}`;
}

/** The day on which something begins, as {@link dayWords} has it. */
export function startWords(start: LocalTime, today?: LocalTime): string {
  return dayWords(dayOf(start), today);
}

/** The day on which something ends, as {@link dayWords} has it: what ends at midnight ends on the day before. */
export function finishWords(finish: LocalTime, today?: LocalTime): string {
  if (finish >= latestTime) return "never";
  return dayWords(dayOf(finish - 1), today);
}

/** `8–15 Feb`, `26 Feb – 3 Mar`, `8 Feb`: the days from the first moment up to the second one. */
export function rangeWords(from: LocalTime, to: LocalTime, today?: LocalTime): string {
  const first = dayOf(from);
  const last = Math.max(first, dayOf(to - 1));
  const end = dayWords(last, today);
  if (first === last) return end;
  const [a, b] = [civil(first), civil(last)];
  if (a.year === b.year && a.month === b.month) return `${a.dayOfMonth}–${end}`;
  return `${a.year === b.year ? dayWords(first) : dayWords(first, today)} – ${end}`;
}

/** `2 days`, `1 day`: of the calendar, rounded up. */
export function calendarDays(seconds: number): string {
  const days = Math.ceil(seconds / 86_400);
  return days === 1 ? "1 day" : `${days} days`;
}
