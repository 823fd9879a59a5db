import { type LocalTime, secondsPerDay, startOfDay } from "../../calendar/index.ts";
import type { Decimal } from "../../model/decimal.ts";
import { parseDecimal } from "../../model/decimal.ts";
import { isDate } from "../../model/moment.ts";
import type { Money } from "../../model/money.ts";
import type { XmlElement } from "../xml/xmlElement.ts";

/** The values of Microsoft Project's XML: how it writes numbers, dates, durations and money. */

/** `1`, `true`. */
export function isTrue(text: string | undefined): boolean {
  return text === "1" || text?.toLowerCase() === "true";
}

export function numberOf(text: string | undefined): number | undefined {
  if (text === undefined || !/^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,3})?$/i.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

export function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^[+-]?\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** Moments that stand for none: an empty cell of old versions, and what libraries write into optional elements. */
const noMoments: ReadonlySet<string> = new Set(["1970-01-01T00:00:00", "1984-01-01T00:00:00", "2000-01-01T00:00:00"]);

/** A moment, or undefined where the file has one that stands for none. */
export function timeOf(text: string | undefined): LocalTime | undefined {
  return text === undefined || noMoments.has(text.slice(0, 19)) ? undefined : anyTimeOf(text);
}

/** `2018-10-19T08:00:00` on the wall clock of the project. A zone behind it says nothing in a format without zones. */
export function anyTimeOf(text: string | undefined): LocalTime | undefined {
  if (text === undefined) return undefined;
  const date = text.slice(0, 10);
  if (!isDate(date)) return undefined;
  if (text.length === 10) return startOfDay(date);
  const seconds = secondOfDay(text.slice(11));
  return text[10] === "T" && seconds !== undefined ? startOfDay(date) + seconds : undefined;
}

/** `08:00:00`, in seconds since midnight. */
export function secondOfDay(text: string | undefined): number | undefined {
  const match = /^(\d{2}):(\d{2})(?::(\d{2}))?/.exec(text ?? "");
  if (match === null) return undefined;
  const seconds = Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3] ?? 0);
  return Number(match[2]) < 60 && Number(match[3] ?? 0) < 60 && seconds <= secondsPerDay ? seconds : undefined;
}

const period = /^P(?:(\d{1,7})D)?(?:T(?:(\d{1,9}(?:\.\d+)?)H)?(?:(\d{1,9}(?:\.\d+)?)M)?(?:(\d{1,9}(?:\.\d+)?)S)?)?$/;

/** `PT8H0M0S` in whole seconds: working time, or time of the clock for elapsed durations. */
export function secondsOf(text: string | undefined): number | undefined {
  const match = text === undefined ? null : period.exec(text);
  if (match === null || text === "P" || text === "PT") return undefined;
  const [, days = 0, hours = 0, minutes = 0, seconds = 0] = match;
  return Math.round(Number(days) * secondsPerDay + Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds));
}

/** Tenths of minutes, in whole seconds. */
export function tenthsOf(text: string | undefined): number | undefined {
  const tenths = numberOf(text);
  return tenths === undefined ? undefined : Math.round(tenths * 6);
}

/** A number as a decimal, with at most so many digits behind the point and none that say nothing. */
export function decimalOf(value: number, digits: number): Decimal | undefined {
  const text = value.toFixed(digits);
  return parseDecimal(text.includes(".") ? text.replace(/\.?0+$/, "") : text);
}

/** An amount in hundredths of the currency, as costs stand in the file. Nothing for 0. */
export function moneyOf(text: string | undefined): Money | undefined {
  const hundredths = numberOf(text);
  const amount = hundredths === undefined || hundredths === 0 ? undefined : decimalOf(hundredths / 100, 4);
  return amount && { amount };
}

/** What people would call a record, for the account. */
export function labelOf(element: XmlElement): string {
  return element.peek("Name") ?? `${element.name} ${element.peek("ID") ?? element.peek("UID") ?? ""}`.trim();
}

/** A text of one line, as names are. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\u2028\u2029]+/gu, " ").trim();
}

/** A text with the line ends of plain text and without what can't be written. */
export function prose(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/[\p{Cs}\uFFFE\uFFFF]|(?![\n\t])\p{Cc}/gu, "")
    .replace(/[ \t]+$/gm, "")
    .trim();
}
