import { type DayNumber, parseDate } from "../model/date.ts";

/** Who says so; an address where it can be looked up. */
export interface Source {
  readonly name: string;
  readonly url?: string;
  /** What it says of all that is said here, where it is not the only one. */
  readonly for?: string;
}

/** How far a fact can be relied on. */
export type Reliability = "high" | "medium" | "low";

/** What is said of the world outside, with who says so and when that was looked at. */
export interface Sourced {
  readonly sources: readonly Source[];
  readonly reliability: Reliability;
  /** The day on which it was looked at last, as `2026-11-23`. */
  readonly checked: string;
}

/** Older than this many days, a fact has to be looked up at its source before anybody goes by it. */
const staleAfterDays = 180;

/** Whether that is so on a day. */
export function isOld({ checked }: Pick<Sourced, "checked">, today: DayNumber): boolean {
  return today - (parseDate(checked) ?? 0) > staleAfterDays;
}
