import { secondsPerHour, secondsPerMinute } from "../calendar/localTime.ts";
import { type DurationUnit, minutesOf, type WorkingUnits } from "../model/duration.ts";

/** Units from the longest to the shortest, as they are tried. */
const tried: readonly DurationUnit[] = ["d", "h", "m"];

/**
 * Working time as the language writes it, in the unit it was written in where that takes no more than a half, else in half days, half
 * hours or minutes: `3d`, `1.5d`, `4h`, `90m`. Rounded to the minute.
 * @param seconds not negative
 */
export function amountWords(seconds: number, units: WorkingUnits, written?: DurationUnit, isElapsed = false): string {
  const rounded = Math.round(seconds / secondsPerMinute) * secondsPerMinute;
  const mark = isElapsed ? "e" : "";
  for (const unit of written === undefined ? tried : [written, ...tried]) {
    const one = secondsOf(unit, units, isElapsed);
    const halves = (2 * rounded) / one;
    if (Number.isInteger(halves) && (halves > 0 || rounded === 0)) return `${halves / 2}${mark}${unit}`;
  }
  return `${rounded / secondsPerMinute}${mark}m`;
}

/** How long one of a unit is, in seconds. */
export function secondsOf(unit: DurationUnit, units: WorkingUnits, isElapsed = false): number {
  if (unit === "h") return secondsPerHour;
  return minutesOf({ amount: { coefficient: 1, decimals: 0 }, unit, isElapsed }, units) * 60;
}
