import type { Duration, DurationUnit, WorkingUnits } from "../../model/duration.ts";
import { decimalOf, wholeNumber } from "./values.ts";

/** What a duration is counted in, by the numbers of `DurationFormat` and `LagFormat`. */
export interface DurationFormat {
  readonly unit: DurationUnit;
  readonly isElapsed: boolean;
  /** A part of the predecessor's duration; of lags alone. */
  readonly isPercent: boolean;
  /** Typed with a question mark. */
  readonly isEstimated: boolean;
}

const unitsOfCodes: readonly DurationUnit[] = ["m", "h", "d", "w", "mo"];

/** Codes 3 to 12 are minutes, hours, days, weeks and months in turn with their elapsed forms, 19 and 20 per cent; 32 more when estimated. */
export function formatOf(text: string | undefined): DurationFormat {
  const code = wholeNumber(text) ?? 7;
  const isEstimated = code >= 35 && code <= 53;
  const bare = isEstimated ? code - 32 : code;
  const isPercent = bare === 19 || bare === 20;
  // Everything else, such as 21 and 53, is shown in days.
  const isKnown = bare >= 3 && bare <= 12;
  const unit = isKnown ? unitsOfCodes[Math.floor((bare - 3) / 2)] : undefined;
  return { unit: unit ?? "d", isElapsed: (isKnown && bare % 2 === 0) || bare === 20, isPercent, isEstimated };
}

const elapsedSeconds: Readonly<Record<DurationUnit, number>> = {
  m: 60,
  h: 3600,
  d: 24 * 3600,
  w: 7 * 24 * 3600,
  mo: 30 * 24 * 3600,
};

/** How a project's days, weeks and months are written; those that it can't state are left out, and hours stand for them. */
export class DurationWriter {
  readonly #seconds: Partial<Record<DurationUnit, number>>;

  /** @param units what the project states; undefined when its day is no whole number of hours */
  constructor(units: Partial<WorkingUnits> | undefined) {
    const day = units?.hoursPerDay === undefined ? undefined : units.hoursPerDay * 3600;
    this.#seconds = {
      m: 60,
      h: 3600,
      ...(day !== undefined && { d: day }),
      ...(day !== undefined && units?.daysPerWeek !== undefined && { w: day * units.daysPerWeek }),
      ...(day !== undefined && units?.daysPerMonth !== undefined && { mo: day * units.daysPerMonth }),
    };
  }

  /** The duration of so many seconds, in the wished unit where that is a short number, else in a smaller one. Never negative. */
  write(seconds: number, wished: DurationUnit, isElapsed = false): Duration {
    const sizes = isElapsed ? elapsedSeconds : this.#seconds;
    const smaller: readonly DurationUnit[] = ["d", "h", "m"];
    for (const unit of [wished, ...smaller]) {
      const size = sizes[unit];
      if (size === undefined || (seconds * 1000) % size !== 0) continue;
      const amount = decimalOf(seconds / size, 3);
      if (amount !== undefined) return { amount, unit, isElapsed };
    }
    return { amount: decimalOf(seconds / 60, 6) ?? { coefficient: 0, decimals: 0 }, unit: "m", isElapsed };
  }
}
