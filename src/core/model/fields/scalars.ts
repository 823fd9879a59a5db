import { formatAssignment, parseAssignment } from "../assignment.ts";
import { formatCadence, parseCadence } from "../cadence.ts";
import { formatDecimal, parseDecimal, toNumber } from "../decimal.ts";
import { formatDependency, parseDependency } from "../dependency.ts";
import { formatDuration, formatEstimate, longestInstead, parseDuration, parseEstimate } from "../duration.ts";
import { isId } from "../identifier.ts";
import { formatDateSpan, isDate, isInstant, isMoment, parseDateSpan } from "../moment.ts";
import { formatMoney, formatRate, isCurrency, parseMoney, parseRate } from "../money.ts";
import { isTimeZone } from "../timeZone.ts";
import { formatWorkingDay, parseWorkingDay } from "../workingHours.ts";
import type { ScalarKind, ScalarValues } from "./valueType.ts";

/** What there is to know about a kind of scalar. */
export interface ScalarSpeech<T> {
  /** The value that a text states, or undefined when it states none of this kind. */
  readonly parse: (text: string) => T | undefined;
  /** The text that states a value; `parse` gives the value back. */
  readonly format: (value: T) => string;
  /** What it is, with its article: "a date". */
  readonly noun: string;
  /** How one writes it, as a sentence; empty for free text. */
  readonly hint: string;
  /** Of a text that has the form and states too much: the most there is. */
  readonly most?: (text: string) => string | undefined;
  /** What it looks like, as a regular expression for schemas; looser than `parse` at most. */
  readonly pattern?: string;
}

const id = "[a-z][a-z0-9-]{0,39}";
const number = "[0-9]+(?:\\.[0-9]+)?";
const duration = `${number} ?e?(?:m|h|d|w|mo)`;
const date = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
const shift = "[0-9]{1,2}:[0-9]{2} *- *[0-9]{1,2}:[0-9]{2}";

const asIs = (text: string): string => text;
const asText = (text: string): string | undefined => (text === "" ? undefined : text);
const textThat =
  (isRight: (text: string) => boolean) =>
  (text: string): string | undefined =>
    isRight(text) ? text : undefined;

/** All kinds of scalars, with how they are read and spoken of. */
export const scalars: { readonly [K in ScalarKind]: ScalarSpeech<ScalarValues[K]> } = {
  text: { parse: asText, format: asIs, noun: "a text", hint: "" },
  prose: { parse: asText, format: asIs, noun: "a text", hint: "" },
  id: {
    parse: textThat(isId),
    format: asIs,
    noun: "an id",
    hint: "Write up to 40 small letters, digits and hyphens, beginning with a letter.",
    pattern: id,
  },
  date: {
    parse: textThat(isDate),
    format: asIs,
    noun: "a date",
    hint: "Write year, month and day: 2027-02-01.",
    pattern: date,
  },
  moment: {
    parse: textThat(isMoment),
    format: asIs,
    noun: "a date",
    hint: "Write year, month and day: 2027-02-01, with a time if it matters: 2027-02-01T13:30.",
    pattern: `${date}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?`,
  },
  instant: {
    parse: textThat(isInstant),
    format: asIs,
    noun: "a point in time",
    hint: "Write it in UTC: 2027-01-13T15:10:00Z.",
    pattern: `${date}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,9})?Z`,
  },
  span: {
    parse: parseDateSpan,
    format: formatDateSpan,
    noun: "a date or a span of dates",
    hint: "Write 2027-02-15, or 2027-02-15 / 2027-02-19.",
    pattern: `${date}(?: */ *${date})?`,
  },
  duration: {
    parse: parseDuration,
    format: formatDuration,
    noun: "a duration",
    most: longestInstead,
    hint: "Write a number with a unit: 30m, 4h, 5d, 2w, 1mo, or 3ed by the clock.",
    pattern: duration,
  },
  estimate: {
    parse: parseEstimate,
    format: formatEstimate,
    noun: "a duration",
    most: longestInstead,
    hint: "Write a number with a unit (30m, 4h, 5d, 2w, 1mo), or three: optimistic / likely / pessimistic, as in 8d / 12d / 20d.",
    pattern: `${duration}(?: */ *${duration} */ *${duration})?`,
  },
  cadence: {
    parse: parseCadence,
    format: formatCadence,
    noun: "a cadence",
    hint: "Write 1d, 2w, 1mo, once or on-demand.",
    pattern: `(?:once|on-demand|${number} ?(?:m|h|d|w|mo))`,
  },
  percent: {
    parse: (text) => parsePercent(text, 1000),
    format: (percent) => `${percent}%`,
    noun: "a percentage",
    hint: "Write a number with a per cent sign: 40%.",
    pattern: `${number} ?%`,
  },
  share: {
    parse: (text) => parsePercent(text, 100),
    format: (percent) => `${percent}%`,
    noun: "a percentage of a whole",
    hint: "Write a number with a per cent sign, at most 100%: 40%.",
    pattern: `${number} ?%`,
  },
  decimal: {
    parse: parseDecimal,
    format: formatDecimal,
    noun: "a number",
    hint: "Write digits, with a point for decimals: 1500.50.",
    pattern: `[+-]?${number}`,
  },
  money: {
    parse: parseMoney,
    format: formatMoney,
    noun: "an amount of money",
    hint: "Write 1200, or 1200.50 EUR for another currency than the project's.",
    pattern: `[+-]?${number}(?: +[A-Z]{3})?`,
  },
  rate: {
    parse: parseRate,
    format: formatRate,
    noun: "a rate",
    hint: "Write an amount per hour, day, week or month: 85/h, 700 EUR/d.",
    pattern: `${number}(?: +[A-Z]{3})? */ *(?:h|d|w|mo)`,
  },
  currency: {
    parse: textThat(isCurrency),
    format: asIs,
    noun: "a currency",
    hint: "Write its three capital letters: EUR, USD, CHF.",
    pattern: "[A-Z]{3}",
  },
  timeZone: {
    parse: textThat(isTimeZone),
    format: asIs,
    noun: "a time zone",
    hint: "Write its name: Europe/Vienna, America/New_York, UTC.",
  },
  flag: {
    parse: parseFlag,
    format: String,
    noun: "yes or no",
    hint: "Write true or false.",
    pattern: "(?:true|false|yes|no)",
  },
  address: { parse: asText, format: asIs, noun: "a file or an address", hint: "" },
  workingDay: {
    parse: parseWorkingDay,
    format: formatWorkingDay,
    noun: "working hours",
    hint: "Write 09:00-13:00, 14:00-18:00 in order, or off.",
    pattern: `(?:off|${shift}(?: *, *${shift})*)`,
  },
  dependency: {
    parse: parseDependency,
    format: formatDependency,
    noun: "something to wait for",
    most: (text) => longestInstead(/[+-]([^+-]*)$/.exec(text)?.[1]?.trim() ?? ""),
    hint: "Write an id, with a type and a lag if needed: api, api SS+1d, api FF-2d, api FS+50%.",
    pattern: `${id}(?: +(?:FS|SS|FF|SF)(?: *[+-] *[0-9.]+ ?(?:%|e?(?:m|h|d|w|mo)))?)?`,
  },
  assignment: {
    parse: parseAssignment,
    format: formatAssignment,
    noun: "a person or a role",
    hint: "Write an id, with a share of time or a number if needed: ana, chen 50%, 2 developer.",
    pattern: `(?:[0-9]{1,4} +)?${id}(?: +${number}%)?`,
  },
};

function parsePercent(text: string, most: number): number | undefined {
  if (!text.endsWith("%") || /^[+-]/.test(text)) return undefined;
  const value = parseDecimal(text.slice(0, -1).trimEnd());
  if (value === undefined) return undefined;
  const percent = toNumber(value);
  return percent <= most ? percent : undefined;
}

function parseFlag(text: string): boolean | undefined {
  if (text === "true" || text === "yes") return true;
  return text === "false" || text === "no" ? false : undefined;
}
