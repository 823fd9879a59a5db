import { parseDate } from "./date.ts";

/** A calendar date without a zone, as written: `2027-01-04`. Dates compare as texts. */
export type IsoDate = string;

/**
 * A date, or a date with a local time of the project's zone: `2027-01-04`, `2027-01-04T13:30`, `2027-01-04T13:30:15`. A plain date
 * is the start of the day for starts and its end for finishes.
 */
export type Moment = string;

/** A point in time in UTC, as written: `2027-01-13T15:10:00Z`. */
export type Instant = string;

/** From one date to another, both included. */
export interface DateSpan {
  readonly start: IsoDate;
  readonly finish: IsoDate;
}

const timePattern = /^T([01]\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?$/;
const instantPattern = /^T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.\d{1,9})?Z$/;

export function isDate(text: string): boolean {
  return text.length === 10 && parseDate(text) !== undefined;
}

export function isMoment(text: string): boolean {
  return isDate(text.slice(0, 10)) && (text.length === 10 || timePattern.test(text.slice(10)));
}

export function isInstant(text: string): boolean {
  return isDate(text.slice(0, 10)) && instantPattern.test(text.slice(10));
}

/** Reads `2027-02-15` or `2027-02-15 / 2027-02-19`. Undefined for anything else, also when it runs backwards. */
export function parseDateSpan(text: string): DateSpan | undefined {
  if (isDate(text)) return { start: text, finish: text };
  const parts = text.split("/").map((part) => part.trim());
  const [start, finish] = parts;
  if (parts.length !== 2 || start === undefined || finish === undefined) return undefined;
  return isDate(start) && isDate(finish) && start <= finish ? { start, finish } : undefined;
}

export function formatDateSpan({ start, finish }: DateSpan): string {
  return start === finish ? start : `${start} / ${finish}`;
}
