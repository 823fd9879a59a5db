import { type Decimal, formatDecimal, parseDecimal, toNumber } from "./decimal.ts";

/** What a duration is counted in. Working time, unless the duration is elapsed. */
export type DurationUnit = "m" | "h" | "d" | "w" | "mo";

/**
 * A length of time as stated: `3d` is three of the project's working days, `3ed` three days of the clock. How long a working day
 * is, the project says ({@link WorkingUnits}), never the person.
 */
export interface Duration {
  readonly amount: Decimal;
  readonly unit: DurationUnit;
  /** Counted by the clock, nights and holidays included. */
  readonly isElapsed: boolean;
}

/** One figure, or three: optimistic, likely, pessimistic. Dates use the likely one. */
export interface Estimate {
  readonly likely: Duration;
  readonly optimistic?: Duration;
  readonly pessimistic?: Duration;
}

/** The constants that turn days, weeks and months of work into hours. */
export interface WorkingUnits {
  readonly hoursPerDay: number;
  readonly daysPerWeek: number;
  readonly daysPerMonth: number;
}

/** 8 hours, 5 days, 20 days, as in most planning tools. */
export const usualUnits: WorkingUnits = { hoursPerDay: 8, daysPerWeek: 5, daysPerMonth: 20 };

const units: readonly DurationUnit[] = ["mo", "m", "h", "d", "w"];
/** Longer ones are typing mistakes: a million days are 2,700 years. */
const longest = 1_000_000;

/** Reads `30m`, `4h`, `1.5d`, `2w`, `1mo`, and elapsed `3ed`. Undefined for anything else, also for more than a million units. */
export function parseDuration(text: string): Duration | undefined {
  const duration = parseAnyLength(text);
  return duration !== undefined && toNumber(duration.amount) <= longest ? duration : undefined;
}

/** Of a text that states a duration, or several with slashes between, and one that is too long: the longest there is, `1000000d`. */
export function longestInstead(text: string): string | undefined {
  const durations = text.split("/").map((part) => parseAnyLength(part.trim()));
  if (durations.includes(undefined)) return undefined;
  const tooLong = durations.find((duration) => duration !== undefined && toNumber(duration.amount) > longest);
  return tooLong && formatDuration({ ...tooLong, amount: { coefficient: longest, decimals: 0 } });
}

function parseAnyLength(text: string): Duration | undefined {
  const unit = units.find((candidate) => text.endsWith(candidate));
  if (unit === undefined) return undefined;
  const rest = text.slice(0, -unit.length);
  const isElapsed = rest.endsWith("e");
  const amount = parseDecimal((isElapsed ? rest.slice(0, -1) : rest).trimEnd());
  if (amount === undefined || /^[+-]/.test(rest)) return undefined;
  return { amount, unit, isElapsed };
}

/** The duration as it is written in a file: `1.5d`, `3ed`. */
export function formatDuration({ amount, unit, isElapsed }: Duration): string {
  return `${formatDecimal(amount)}${isElapsed ? "e" : ""}${unit}`;
}

/** Reads `5d` or `8d / 12d / 20d`. Undefined for anything else; whether the three are in order, {@link isInOrder} says. */
export function parseEstimate(text: string): Estimate | undefined {
  if (!text.includes("/")) {
    const likely = parseDuration(text);
    return likely && { likely };
  }
  const parts = text.split("/");
  if (parts.length !== 3) return undefined;
  const [optimistic, likely, pessimistic] = parts.map((part) => parseDuration(part.trim()));
  return optimistic && likely && pessimistic ? { optimistic, likely, pessimistic } : undefined;
}

/** Whether the three figures of a range go from the smallest to the largest. */
export function isInOrder({ likely, optimistic = likely, pessimistic = likely }: Estimate): boolean {
  return minutesOf(optimistic) <= minutesOf(likely) && minutesOf(likely) <= minutesOf(pessimistic);
}

export function formatEstimate({ likely, optimistic, pessimistic }: Estimate): string {
  if (optimistic === undefined || pessimistic === undefined) return formatDuration(likely);
  return [optimistic, likely, pessimistic].map(formatDuration).join(" / ");
}

/** Minutes of work, or of the clock when the duration is elapsed: days of 24 hours, weeks of 7 days, months of 30 days. */
export function minutesOf({ amount, unit, isElapsed }: Duration, constants: WorkingUnits = usualUnits): number {
  const hoursPerDay = isElapsed ? 24 : constants.hoursPerDay;
  const daysPerWeek = isElapsed ? 7 : constants.daysPerWeek;
  const daysPerMonth = isElapsed ? 30 : constants.daysPerMonth;
  const minutes = {
    m: 1,
    h: 60,
    d: 60 * hoursPerDay,
    w: 60 * hoursPerDay * daysPerWeek,
    mo: 60 * hoursPerDay * daysPerMonth,
  };
  return toNumber(amount) * minutes[unit];
}
