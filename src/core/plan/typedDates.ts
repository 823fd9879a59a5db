import { dayOf, startingTime } from "../calendar/localTime.ts";
import { type DayNumber, formatDate, parseDate } from "../model/date.ts";
import { type IsoDate, isMoment, type Moment } from "../model/moment.ts";

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/**
 * A date as people type it: `2027-02-08`, `2027-02-08T13:30`, `8 Feb`, `Mon 8 February 2027`, `Feb 8`.
 * @param near a day; without a year the date next to it is meant
 * @returns undefined for anything else
 */
export function momentFrom(text: string, near: IsoDate): Moment | undefined {
  const bare = text.trim().replace(/^(\d{4}-\d{2}-\d{2}) +(\d{2}:\d{2})$/, "$1T$2");
  if (isMoment(bare)) return bare;
  const words = bare.toLowerCase().replace(/^[a-z]{2,9}day,?\s+|^(?:mon|tue|wed|thu|fri|sat|sun),?\s+/, "");
  const match =
    /^(?<day>\d{1,2})\.?\s+(?<month>[a-z]{3,9})\.?(?:,?\s+(?<year>\d{4}))?$/.exec(words) ??
    /^(?<month>[a-z]{3,9})\.?\s+(?<day>\d{1,2})(?:,?\s+(?<year>\d{4}))?$/.exec(words);
  const { day = "", month = "", year } = match?.groups ?? {};
  const number = months.findIndex((name) => month.startsWith(name)) + 1;
  if (match === null || number === 0) return undefined;
  const inYear = (one: number): number | undefined =>
    parseDate(`${String(one).padStart(4, "0")}-${String(number).padStart(2, "0")}-${day.padStart(2, "0")}`);
  if (year !== undefined) return dateOf(inYear(Number(year)));
  const here = parseDate(near) ?? 0;
  const own = Number(near.slice(0, 4));
  const found = [own - 1, own, own + 1].flatMap((one) => inYear(one) ?? []);
  return dateOf(found.sort((a, b) => Math.abs(a - here) - Math.abs(b - here))[0]);
}

function dateOf(day: number | undefined): IsoDate | undefined {
  return day === undefined ? undefined : formatDate(day);
}

/** A date that was typed. */
export interface TypedDate {
  readonly moment: Moment;
  readonly day: DayNumber;
  readonly hasTime: boolean;
}

/** What a typed date means; undefined for what is none. @param near what the date next to is meant where no year stands */
export function dayAndTime(text: string, near: IsoDate): TypedDate | undefined {
  const moment = momentFrom(text, near);
  return moment === undefined ? undefined : { moment, day: dayOf(startingTime(moment)), hasTime: moment.length > 10 };
}

export function dateWordsHint(text: string): string {
  return `“${text}” is no date. Write it as 2027-02-08 or 8 Feb.`;
}
