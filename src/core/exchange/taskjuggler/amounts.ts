import { formatDate } from "../../model/date.ts";
import { parseDecimal } from "../../model/decimal.ts";
import type { Duration, DurationUnit } from "../../model/duration.ts";
import type { Moment } from "../../model/moment.ts";
import { clockMinutes } from "./phrases.ts";
import type { Amount, Minutes, SourcePlan } from "./source.ts";

/** An amount of work or working time: as written where the plan counts alike, else in minutes. Undefined beyond a million units. */
export function workingDuration({ number, unit }: Amount, plan: SourcePlan): Duration | undefined {
  // A week of work are the hours that the project works in a week.
  const week = plan.hours.flatMap((day) => day ?? []).reduce((sum, { start, finish }) => sum + finish - start, 0);
  const days = week / (plan.dailyWorkingHours * 60);
  const isUsual = hoursPerDay(plan) !== undefined;
  if (unit === "min") return plain(number, "m", false);
  if (unit === "h") return plain(number, "h", false);
  if (unit === "d" && isUsual) return plain(number, "d", false);
  if (unit === "w" && isUsual && days === 5) return plain(number, "w", false);
  const perDay = plan.dailyWorkingHours * 60;
  const minutes = {
    d: perDay,
    w: perDay * days,
    m: (perDay * plan.yearlyWorkingDays) / 12,
    y: perDay * plan.yearlyWorkingDays,
  }[unit];
  return plain(String(Math.round(Number(number) * minutes)), "m", false);
}

/** An amount of elapsed time. */
export function elapsedDuration(amount: Amount): Duration | undefined {
  const { number, unit } = amount;
  if (unit === "m" || unit === "y") return plain(String(clockMinutes(amount)), "m", true);
  return plain(number, unit === "min" ? "m" : unit, true);
}

function plain(number: string, unit: DurationUnit, isElapsed: boolean): Duration | undefined {
  const amount = parseDecimal(number);
  return amount === undefined || Number(number) > 1_000_000 ? undefined : { amount, unit, isElapsed };
}

/** The hours of a day of work, where a plan can state them. */
export function hoursPerDay({ dailyWorkingHours: hours }: SourcePlan): number | undefined {
  return Number.isInteger(hours) && hours >= 1 && hours <= 24 ? hours : undefined;
}

/** A moment at which something starts: midnight is the day that begins. */
export function startMoment(at: Minutes): Moment {
  const day = Math.floor(at / 1440);
  return at === day * 1440 ? formatDate(day) : withTime(day, at - day * 1440);
}

/** A moment at which something ends: midnight is the day that is over. */
export function finishMoment(at: Minutes): Moment {
  const day = Math.floor(at / 1440);
  return at === day * 1440 ? formatDate(day - 1) : withTime(day, at - day * 1440);
}

function withTime(day: number, minutes: number): Moment {
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${formatDate(day)}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
