import { parseDate } from "../../core/model/date.ts";
import type { Answer } from "../../core/practice/assessment/index.ts";
import { fullDayWords } from "../../core/timeline/dateWords.ts";
import type { AssessmentRun } from "../../protocol/assessment.ts";

/** `10 Feb 2027`; what is no date as it stands. */
export function dayText(date: string): string {
  const day = parseDate(date);
  return day === undefined ? date : fullDayWords(day);
}

export function answersOf(run: AssessmentRun): Map<string, Answer> {
  return new Map(
    Object.entries(run.answers).map(([id, { level, evidence }]) => [
      id,
      { level, ...(evidence !== undefined && { evidence }) },
    ]),
  );
}

/** `+0.50`, with a true minus sign. */
export function signed(value: number): string {
  return `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(2)}`;
}
