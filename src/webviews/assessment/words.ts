import { parseDate } from "../../core/model/date.ts";
import { fullDayWords } from "../../core/timeline/dateWords.ts";

/** `10 Feb 2027`; what is no date as it stands. */
export function dayText(date: string): string {
  const day = parseDate(date);
  return day === undefined ? date : fullDayWords(day);
}
