/**
 * Calendar dates without a time or a zone, as whole numbers of days. Nothing here reads a clock: today is always an input.
 */

/** Whole days since 1970-01-01, which is day 0. Earlier days are negative. */
export type DayNumber = number;

/** Monday is 1 and Sunday is 7, as in ISO 8601. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** A week of the ISO 8601 week calendar: week 1 is the one that holds the year's first Thursday. */
export interface IsoWeek {
  readonly year: number;
  readonly week: number;
}

const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/;
const daysToUnixEpoch = 719_468;
const daysPerEra = 146_097;

/**
 * The day that `text` names in the form `2027-01-04`, or undefined when it is anything else: another form, a time, a month 13,
 * a 30 February, a year before 1.
 */
export function parseDate(text: string): DayNumber | undefined {
  const match = datePattern.exec(text);
  if (match === null) return undefined;
  const year = Number(match[1]);
  const month = Number(match[2]);
  const day = Number(match[3]);
  if (year < 1 || month < 1 || month > 12 || day < 1) return undefined;
  const number = dayNumber(year, month, day);
  // A day that the month does not have would come back as one of the next month.
  return formatDate(number) === text ? number : undefined;
}

/** The day in the form `2027-01-04`. The reverse of {@link parseDate} for the years 1 to 9999. */
export function formatDate(day: DayNumber): string {
  const { year, month, dayOfMonth } = civil(day);
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(dayOfMonth).padStart(2, "0")}`;
}

/** The day of the week; 1970-01-01 was a Thursday. */
export function weekday(day: DayNumber): Weekday {
  return (modulo(day + 3, 7) + 1) as Weekday;
}

/** The Monday of the week that `day` lies in. */
export function startOfWeek(day: DayNumber): DayNumber {
  return day - (weekday(day) - 1);
}

/** The first Monday after `day`; a week later when `day` is a Monday itself. */
export function nextMonday(day: DayNumber): DayNumber {
  return startOfWeek(day) + 7;
}

/** The ISO 8601 week that `day` lies in. The first days of January may lie in the last week of the year before. */
export function isoWeek(day: DayNumber): IsoWeek {
  const thursday = startOfWeek(day) + 3;
  const year = civil(thursday).year;
  return { year, week: Math.floor((thursday - dayNumber(year, 1, 1)) / 7) + 1 };
}

/** The week of `day` in the form `2027-W05`. */
export function formatWeek(day: DayNumber): string {
  const { year, week } = isoWeek(day);
  return `${String(year).padStart(4, "0")}-W${String(week).padStart(2, "0")}`;
}

/** Whether `day` is a Monday to Friday that is not among `holidays`. */
export function isWorkingDay(day: DayNumber, holidays: ReadonlySet<DayNumber>): boolean {
  return weekday(day) <= 5 && !holidays.has(day);
}

/** `day` itself when it is a working day, else the first one after it. */
export function workingDayFrom(day: DayNumber, holidays: ReadonlySet<DayNumber>): DayNumber {
  return step(day, 1, holidays);
}

/** `day` itself when it is a working day, else the last one before it. */
export function workingDayUntil(day: DayNumber, holidays: ReadonlySet<DayNumber>): DayNumber {
  return step(day, -1, holidays);
}

function step(day: DayNumber, direction: 1 | -1, holidays: ReadonlySet<DayNumber>): DayNumber {
  let result = day;
  // Each holiday can hold the search up for one day, so this many steps always reach a working day.
  for (let left = holidays.size + 3 * (holidays.size + 1); left > 0 && !isWorkingDay(result, holidays); left--) {
    result += direction;
  }
  return result;
}

// Both conversions follow the days-from-civil method (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms"):
// years begin in March, so the leap day is the last of its year.

/** The day of a date in parts; months count from 1. */
export function dayNumber(year: number, month: number, day: number): DayNumber {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * daysPerEra + dayOfEra - daysToUnixEpoch;
}

/** The parts of a day; months count from 1. */
export function civil(day: DayNumber): { readonly year: number; readonly month: number; readonly dayOfMonth: number } {
  const shifted = day + daysToUnixEpoch;
  const era = Math.floor(shifted / daysPerEra);
  const dayOfEra = shifted - era * daysPerEra;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    dayOfMonth: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  };
}

function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}
