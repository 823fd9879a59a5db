/** Dates of a template, moved to where a project starts. */
import { type DayNumber, formatDate, parseDate, workingDayFrom, workingDayUntil } from "../model/date.ts";
import { editValues } from "./yamlText.ts";

export interface DateShift {
  /** The day the template was written for. */
  readonly reference: DayNumber;
  /** The day the project starts. */
  readonly start: DayNumber;
  readonly holidays: ReadonlySet<DayNumber>;
}

/** A date that stands alone: not a part of an instant, of a longer number or of a path. */
const datePattern = /(?<![\w/.-])\d{4}-\d{2}-\d{2}(?![\w/-]|T\d)/g;

/**
 * The day a template's day moves to: by whole weeks, so that a Friday stays a Friday, then to the next working day; never to a
 * day before the start. The reference day itself becomes the first working day from the start. When the project starts in the
 * middle of a week the weeks are rounded up, so nothing comes closer to the start than it was.
 *
 * @param backwards to the working day before instead, for days on which something ends.
 */
export function shiftDay(day: DayNumber, shift: DateShift, backwards = false): DayNumber {
  const first = workingDayFrom(shift.start, shift.holidays);
  if (day === shift.reference) return first;
  const moved = day + 7 * Math.ceil((shift.start - shift.reference) / 7);
  if (day < shift.reference) return Math.min(moved, shift.start);
  const working = backwards ? workingDayUntil(moved, shift.holidays) : workingDayFrom(moved, shift.holidays);
  return Math.max(working, first);
}

/** Moves every ISO date in a text. Instants such as `2027-01-13T15:10:00Z` stay. */
export function shiftText(text: string, shift: DateShift, backwards = false): string {
  return text.replace(datePattern, (date) => {
    const day = parseDate(date);
    return day === undefined ? date : formatDate(shiftDay(day, shift, backwards));
  });
}

const endKeys: ReadonlySet<string> = new Set(["finish", "until"]);

/** Moves the dates in the values of a YAML text; `finish` and `until` move backwards to a working day. Keys and comments stay. */
export function shiftYaml(text: string, shift: DateShift): string {
  return editValues(text, (value, path) => shiftText(value, shift, endKeys.has(path.at(-1) ?? "")));
}
