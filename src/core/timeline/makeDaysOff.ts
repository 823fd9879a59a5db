import { dayOf, secondsPerDay, startOfDay } from "../calendar/localTime.ts";
import type { Schedule } from "../schedule/schedule.ts";

/** People scroll and drag beyond what is planned. */
const marginDays = 732;
const mostDays = 20_000;

/** Whole days without work in the project's calendar, around all that is planned: pairs of a first day's beginning and a last day's end. */
export function makeDaysOff({ network, start, finish, today }: Schedule): Float64Array {
  const { project } = network.calendars;
  const now = dayOf(startOfDay(today));
  // The plan itself counts, then the days around it.
  const first = Math.min(dayOf(start), now) - marginDays;
  const last = Math.min(Math.max(dayOf(finish), now) + marginDays, first + mostDays - 1);
  const pairs: number[] = [];
  for (let day = first; day <= last; day++) {
    if (project.hoursOn(day).length > 0) continue;
    const begin = day;
    while (day < last && project.hoursOn(day + 1).length === 0) day++;
    pairs.push(begin * secondsPerDay, (day + 1) * secondsPerDay);
  }
  return Float64Array.from(pairs);
}
