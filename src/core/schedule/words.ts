import {
  clock,
  dayOf,
  finishDay,
  type LocalTime,
  secondsPerDay,
  secondsPerHour,
  secondsPerMinute,
  startDay,
  type WorkingTime,
} from "../calendar/index.ts";
import { formatDate } from "../model/date.ts";
import type { IsoDate } from "../model/moment.ts";
import type { NamedRecord } from "../model/records.ts";
import type { ConstraintField } from "./explanation.ts";
import type { Schedule } from "./schedule.ts";

/** Dates, amounts and names as sentences have them. */

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const longestName = 60;
/** What ends with this day never ends. */
const lastDay = "9999-12-31";

/** `15 Feb`, with its year when that is not the one of `today`; `never` for the end of all days. */
export function dateText(date: IsoDate, today: IsoDate): string {
  if (date >= lastDay || date.length > lastDay.length) return "never";
  const day = Number(date.slice(8, 10));
  const month = months[Number(date.slice(5, 7)) - 1] ?? "";
  return date.slice(0, 4) === today.slice(0, 4) ? `${day} ${month}` : `${day} ${month} ${date.slice(0, 4)}`;
}

/** Two dates, the first one shortened by what both have: `6 Jan`, `15–19 Feb`, `28 Feb – 2 Mar`. */
export function rangeText(first: IsoDate, last: IsoDate, today: IsoDate, mark = "–"): string {
  if (first === last) return dateText(first, today);
  if (first.slice(0, 7) === last.slice(0, 7)) {
    const spaced = mark === "–" ? mark : ` ${mark} `;
    return `${Number(first.slice(8, 10))}${spaced}${dateText(last, today)}`;
  }
  return `${dateText(first, today)} ${mark} ${dateText(last, today)}`;
}

/** The day of a start; with the time when it is not the day's first working time. */
export function startText(time: LocalTime, calendar: WorkingTime, today: IsoDate): string {
  const day = dateText(startDay(time), today);
  const before = calendar.workBetween(dayOf(time) * secondsPerDay, time);
  return before > 0.5 ? `${day} at ${timeText(time)}` : day;
}

/** The day of a finish; with the time when work is left in that day. */
export function finishText(time: LocalTime, calendar: WorkingTime, today: IsoDate): string {
  const day = dateText(finishDay(time), today);
  const after = calendar.workBetween(time, (dayOf(time - 1) + 1) * secondsPerDay);
  return after > 0.5 ? `${day} at ${timeText(time)}` : day;
}

function timeText(time: LocalTime): string {
  const second = time - dayOf(time) * secondsPerDay;
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${two(Math.floor(second / secondsPerHour))}:${two(Math.floor(second / secondsPerMinute) % 60)}`;
}

/** What a stated date asks for, before the date: `has to start on`. */
export const constraintWords: Readonly<Record<ConstraintField, string>> = {
  "start-no-earlier": "must not start before",
  "start-no-later": "has to start by",
  "finish-no-earlier": "must not finish before",
  "finish-no-later": "has to finish by",
  "must-start": "has to start on",
  "must-finish": "has to finish on",
  date: "has the fixed date",
};

/** What an amount is counted in: the days of a schedule, or those of the clock. */
export interface CountedIn {
  /** How long a day is. */
  readonly daySeconds: number;
  /** By the clock, nights and weekends included. */
  readonly isElapsed?: boolean;
}

/** In days of 24 hours. */
export const byTheClock: CountedIn = { daySeconds: secondsPerDay, isElapsed: true };

/** What the float, the length and the moves of a row are counted in. */
export function countingOf(schedule: Schedule, row: number): CountedIn {
  return schedule.floatTime(row) === clock ? byTheClock : schedule;
}

/** An amount of a row for those who know one length of a day alone: of what goes by the clock, 24 hours become a working day. */
export function inWorkingDays(schedule: Schedule, row: number, seconds: number): number {
  return (seconds * schedule.daySeconds) / countingOf(schedule, row).daySeconds;
}

/** An amount in words: `3 days`, `1 day`, `2.5 days`, `4 hours`, `30 minutes`, `3 elapsed days`. The sign is left to the sentence. */
export function amountText(seconds: number, counted: CountedIn): string {
  const { value, unit } = inUnits(Math.abs(seconds), counted);
  const word = { d: "day", h: "hour", m: "minute" }[unit];
  return `${value} ${counted.isElapsed === true && value !== 0 ? "elapsed " : ""}${word}${value === 1 ? "" : "s"}`;
}

/** Whether {@link amountText} says one of something. */
export function isOne(seconds: number, counted: CountedIn): boolean {
  return inUnits(Math.abs(seconds), counted).value === 1;
}

/** An amount as the language writes it: `3d`, `2.5d`, `4h`, `3ed`. */
export function shortAmount(seconds: number, counted: CountedIn): string {
  const { value, unit } = inUnits(Math.abs(seconds), counted);
  return `${value}${counted.isElapsed === true && value !== 0 ? "e" : ""}${unit}`;
}

/** With its sign: `+3d`, `−2h`. */
export function signedAmount(seconds: number, counted: CountedIn): string {
  return `${seconds < 0 ? "−" : "+"}${shortAmount(seconds, counted)}`;
}

function inUnits(
  seconds: number,
  { daySeconds }: CountedIn,
): { readonly value: number; readonly unit: "d" | "h" | "m" } {
  const rounded = (value: number): number => Math.round(value * 10) / 10;
  if (seconds >= daySeconds || seconds === 0) return { value: rounded(seconds / daySeconds), unit: "d" };
  if (seconds >= secondsPerHour) return { value: rounded(seconds / secondsPerHour), unit: "h" };
  return { value: Math.max(1, Math.round(seconds / secondsPerMinute)), unit: "m" };
}

/** A record's name in quotation marks, not longer than a sentence bears. */
export function named({ name }: NamedRecord): string {
  return `“${plainName(name)}”`;
}

export function plainName(name: string): string {
  const characters = [...name];
  return characters.length <= longestName ? name : `${characters.slice(0, longestName - 1).join("")}…`;
}

/** `a`, `a and b`, `a, b and c`; of many the first ones and how many more. */
export function listed(items: readonly string[], most = 4): string {
  const shown = items.length > most ? [...items.slice(0, most - 1), `${items.length - most + 1} more`] : items;
  if (shown.length <= 1) return shown[0] ?? "";
  return `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
}

/** Of the tasks that never end, whose finish is nobody's; undefined where everything ends. */
export function endlessText(schedule: Schedule): string | undefined {
  if (schedule.dates.endless.size === 0) return undefined;
  const works = schedule.rows
    .map((_, row) => schedule.at(row))
    .filter(({ isEndless, isStage }) => isEndless && !isStage);
  const names = listed(works.map(({ record }) => named(record)));
  const verb = works.length === 1 ? "never ends" : "never end";
  return `${names} ${verb}: nobody works as long as it needs. The finish is that of all the rest.`;
}

export function dayText(day: number): IsoDate {
  return formatDate(day);
}
