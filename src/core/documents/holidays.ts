import { type DayNumber, formatDate, parseDate } from "../model/date.ts";

/** A day on which nobody is expected to work. */
export interface Holiday {
  /** ISO date, for instance `2027-01-01`. */
  readonly date: string;
  readonly name: string;
}

/** Region id → its public holidays in the order of their dates. */
export type HolidayTable = Readonly<Record<string, readonly Holiday[]>>;

/** How far ahead a new timeline states its holidays: about eighteen months, in days. */
export const holidaySpan = 548;

/** The region's holidays from the day `from` to the day `to`, both included; none for a region the table does not have. */
export function holidaysBetween(
  table: HolidayTable,
  region: string,
  from: DayNumber,
  to: DayNumber,
): readonly Holiday[] {
  if (!Object.hasOwn(table, region)) return [];
  const first = formatDate(from);
  const last = formatDate(to);
  // ISO dates sort as text.
  return (table[region] ?? []).filter(({ date }) => date >= first && date <= last);
}

/** The days of the given holidays, for working-day arithmetic. Entries without a real date are passed over. */
export function holidayDays(holidays: readonly Holiday[]): ReadonlySet<DayNumber> {
  return new Set(holidays.map(({ date }) => parseDate(date)).filter((day) => day !== undefined));
}
