import { type DayNumber, formatDate, parseDate, startOfWeek, weekday } from "../../model/date.ts";
import type { XmlElement } from "../xml/xmlElement.ts";
import { wholeNumber } from "./values.ts";

/** More days than this of one exception are cut off. */
export const mostOccurrences = 1_000;

/** What `Type` of an exception says. */
const kinds = {
  daily: 1,
  yearlyByDate: 2,
  yearlyByPosition: 3,
  monthlyByDate: 4,
  monthlyByPosition: 5,
  weekly: 6,
  byDays: 7,
};

/**
 * The days on which an exception of a calendar holds, between two days with both included: all of them, or those of its recurrence.
 * @returns undefined when all of them, as one range
 */
export function occurrencesOf(
  exception: XmlElement,
  first: DayNumber,
  last: DayNumber,
): readonly DayNumber[] | undefined {
  const kind = wholeNumber(exception.take("Type"));
  const period = Math.max(1, wholeNumber(exception.take("Period")) ?? 1);
  exception.settle("Occurrences", "EnteredByOccurrences");
  const days: DayNumber[] = [];
  const add = (day: DayNumber | undefined): void => {
    if (day !== undefined && day >= first && day <= last && days.length < mostOccurrences) days.push(day);
  };
  switch (kind) {
    case kinds.weekly: {
      const mask = wholeNumber(exception.take("DaysOfWeek")) ?? 0;
      // Weeks begin on Sundays; their bits too.
      const sunday = weekday(first) === 7 ? first : startOfWeek(first) - 1;
      for (let week = sunday, steps = 0; week <= last && steps < mostOccurrences; week += 7 * period, steps++) {
        for (let bit = 0; bit < 7; bit++) if ((mask & (1 << bit)) !== 0) add(week + bit);
      }
      return days;
    }
    case kinds.monthlyByDate:
    case kinds.yearlyByDate: {
      const wanted = wholeNumber(exception.take("MonthDay")) ?? 1;
      // When its day has passed in the first month, counting begins with the next one.
      const hasPassed = kind === kinds.monthlyByDate && wanted < Number(formatDate(first).slice(8));
      for (const month of monthsOf(exception, kind === kinds.yearlyByDate, period, first, last, hasPassed ? 1 : 0)) {
        add(month.first + Math.min(Math.max(wanted, 1), month.length) - 1);
      }
      return days;
    }
    case kinds.monthlyByPosition:
    case kinds.yearlyByPosition: {
      const item = wholeNumber(exception.take("MonthItem")) ?? 0;
      const position = wholeNumber(exception.take("MonthPosition")) ?? 0;
      for (const month of monthsOf(exception, kind === kinds.yearlyByPosition, period, first, last)) {
        const fitting: DayNumber[] = [];
        for (let day = month.first; day < month.first + month.length; day++) if (isItem(item, day)) fitting.push(day);
        add(position >= 4 ? fitting.at(-1) : fitting[position]);
      }
      return days;
    }
    case kinds.daily:
    case kinds.byDays: {
      if (period === 1) return undefined;
      for (let day = first; day <= last && days.length < mostOccurrences; day += period) add(day);
      return days;
    }
    default:
      return undefined;
  }
}

interface Month {
  readonly first: DayNumber;
  readonly length: number;
}

/** Every so many months, or one month of every year. */
function monthsOf(
  exception: XmlElement,
  isYearly: boolean,
  period: number,
  first: DayNumber,
  last: DayNumber,
  skipped = 0,
): readonly Month[] {
  const begin = formatDate(first);
  const year = Number(begin.slice(0, 4));
  const named = isYearly ? (wholeNumber(exception.take("Month")) ?? 0) : Number(begin.slice(5, 7)) - 1;
  const step = isYearly ? 12 : period;
  const months: Month[] = [];
  for (let index = 0, number = year * 12 + named + skipped; index < mostOccurrences; index++, number += step) {
    const day = firstOf(number);
    const next = firstOf(number + 1);
    if (day === undefined || next === undefined || day > last) break;
    months.push({ first: day, length: next - day });
  }
  return months;
}

function firstOf(month: number): DayNumber | undefined {
  const year = Math.floor(month / 12);
  return parseDate(`${String(year).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}-01`);
}

/** 0 any day, 1 a weekday, 2 a day of the weekend, 3 a Sunday to 9 a Saturday. */
function isItem(item: number, day: DayNumber): boolean {
  const name = weekday(day);
  if (item === 0) return true;
  if (item === 1) return name <= 5;
  if (item === 2) return name > 5;
  return (name % 7) + 3 === item;
}
