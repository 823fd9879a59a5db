/**
 * Working time the slow way, minute by minute of the day, for comparing dates: on purpose nothing of the engine's own calendars, which
 * are what is judged.
 */
import { formatDate, parseDate, weekday } from "../../src/core/model/date.ts";
import type { WorkingDay } from "../../src/core/model/workingHours.ts";
import type { PlanCalendar, PlanPerson } from "./plan.ts";

/** Minutes since 1970-01-01T00:00 on the wall clock. */
export type Minutes = number;

/** Reads `2027-01-04T08:00`, with seconds or without. */
export function minutesFrom(text: string): Minutes {
  const day = parseDate(text.slice(0, 10));
  if (day === undefined) throw new Error(`Not a date: ${text}`);
  return (
    day * 1440 + Number(text.slice(11, 13)) * 60 + Number(text.slice(14, 16)) + Number(text.slice(17, 19) || 0) / 60
  );
}

export function textOf(minutes: Minutes): string {
  const day = Math.floor(minutes / 1440);
  const rest = Math.round((minutes - day * 1440) * 60);
  const two = (value: number): string => String(value).padStart(2, "0");
  const seconds = rest % 60;
  return `${formatDate(day)}T${two(Math.floor(rest / 3600))}:${two(Math.floor(rest / 60) % 60)}${seconds > 0 ? `:${two(seconds)}` : ""}`;
}

/** The working hours of a day. */
export function hoursOn(calendar: PlanCalendar, day: number, person?: PlanPerson): WorkingDay {
  const date = formatDate(day);
  if (person !== undefined) {
    if (person.leave.some(({ start, finish }) => start <= date && date <= finish)) return [];
    if ((person.from ?? date) > date || (person.until ?? date) < date) return [];
  }
  const exception = calendar.exceptions.find(([when]) => when === date);
  if (exception !== undefined) return exception[1];
  if (calendar.holidays.includes(date)) return [];
  return calendar.hours[weekday(day) - 1] ?? [];
}

/** Whose time counts: any of these may work. */
export type Availability = readonly { readonly calendar: PlanCalendar; readonly person?: PlanPerson }[];

/** Minutes between two instants in which somebody of those works; never negative. */
export function workBetween(one: Minutes, other: Minutes, who: Availability): number {
  const from = Math.min(one, other);
  const until = Math.max(one, other);
  let total = 0;
  // Two years apart is different enough.
  for (let day = Math.floor(from / 1440); day * 1440 < until && day * 1440 < from + 1_051_200; day += 1) {
    const stretches = who
      .flatMap(({ calendar, person }) => hoursOn(calendar, day, person))
      .map(({ start, finish }) => [Math.max(day * 1440 + start, from), Math.min(day * 1440 + finish, until)] as const)
      .filter(([start, finish]) => start < finish)
      .sort((a, b) => a[0] - b[0]);
    let end = -Infinity;
    for (const [start, finish] of stretches) {
      total += Math.max(0, finish - Math.max(start, end));
      end = Math.max(end, finish);
    }
  }
  return total;
}
