import { formatDate, parseDate } from "../../model/date.ts";
import type { IsoDate } from "../../model/index.ts";
import type { Assessment } from "./assessment.ts";
import type { QuestionSet } from "./questionSet.ts";
import { scoresOf } from "./scores.ts";

/** A skill's mean then and now. */
export interface SkillChange {
  readonly skill: string;
  readonly before?: number;
  readonly now?: number;
  /** Now less then; absent where one of them is missing. */
  readonly by?: number;
  /** Whether it is a change at all: half a level, two points over four questions. Less can be mood. */
  readonly isReal: boolean;
}

const leastChange = 0.5;
const daysUntilAgain = 90;

/**
 * What changed between two assessments, skill by skill; also between what a person and a colleague see. Answers to another version of
 * the questions count where the question is still asked.
 */
export function changesBetween(
  set: QuestionSet,
  before: Pick<Assessment, "answers">,
  now: Pick<Assessment, "answers">,
): readonly SkillChange[] {
  const then = scoresOf(set, before.answers).skills;
  return [...scoresOf(set, now.answers).skills].map(([skill, { mean }]) => {
    const old = then.get(skill)?.mean;
    const by = mean === undefined || old === undefined ? undefined : mean - old;
    return {
      skill,
      ...(old !== undefined && { before: old }),
      ...(mean !== undefined && { now: mean }),
      ...(by !== undefined && { by }),
      isReal: by !== undefined && Math.abs(by) >= leastChange,
    };
  });
}

/** The day from which it is worth answering again: 90 days later. */
export function againFrom(date: IsoDate): IsoDate {
  return formatDate((parseDate(date) ?? 0) + daysUntilAgain);
}

/** Whether it is long enough ago to be answered again. */
export function isTimeAgain(date: IsoDate, today: IsoDate): boolean {
  return parseDate(date) !== undefined && againFrom(date) <= today;
}
