import { dayOf, formatLocalTime, type LocalTime, secondsPerDay, type WorkingTime } from "../../calendar/index.ts";
import { formatDate } from "../../model/date.ts";
import type { Moment } from "../../model/moment.ts";

/** A moment as one writes it: `2027-02-01T13:30`, with seconds only where there are some. */
export function exactMoment(time: LocalTime): Moment {
  const text = formatLocalTime(time);
  return text.endsWith(":00") ? text.slice(0, -3) : text;
}

/** A start: the date alone when nobody works on that day before it. */
export function startMoment(time: LocalTime, calendars: readonly WorkingTime[]): Moment {
  const midnight = dayOf(time) * secondsPerDay;
  const isDayEnough = calendars.length > 0 && calendars.every((calendar) => calendar.workBetween(midnight, time) === 0);
  return isDayEnough || time === midnight ? formatDate(dayOf(time)) : exactMoment(time);
}

/** A finish: the date alone when nobody works on that day after it. */
export function finishMoment(time: LocalTime, calendars: readonly WorkingTime[]): Moment {
  const day = dayOf(time);
  const isDayEnough =
    calendars.length > 0 && calendars.every((calendar) => calendar.workBetween(time, (day + 1) * secondsPerDay) === 0);
  return isDayEnough ? formatDate(day) : exactMoment(time);
}
