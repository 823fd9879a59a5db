import type { Answer } from "./assessment.ts";
import type { QuestionSet } from "./questionSet.ts";
import { skillsOf } from "./questionSet.ts";

/** Ratings from this level upwards ask for evidence. */
export const evidenceFrom = 3;

/** How much of what was rated high somebody could look at. */
export interface Confidence {
  /** Ratings of 3 or more. */
  readonly high: number;
  /** Those among them that name evidence. */
  readonly shown: number;
  /** From 0 to 1; absent where nothing was rated 3 or more. */
  readonly share?: number;
  /** Whether at least half of them name evidence. */
  readonly isConfirmed: boolean;
}

export function confidenceOf(answers: ReadonlyMap<string, Answer>): Confidence {
  const rated = [...answers.values()].filter(({ level }) => level >= evidenceFrom);
  const shown = rated.filter(({ evidence }) => evidence !== undefined && evidence.trim() !== "").length;
  const high = rated.length;
  return { high, shown, isConfirmed: high === 0 || shown / high >= 0.5, ...(high > 0 && { share: shown / high }) };
}

/** What may be worth a second look; it changes nothing. */
export type Doubt =
  /** All answers are the same level. */
  | { readonly kind: "all-alike"; readonly level: number }
  /** A skill was rated 4 or more, while what the workspace shows of it fails. */
  | { readonly kind: "against-the-files"; readonly skill: string };

/** Fewer answers than these may well be alike. */
const fewAnswers = 8;
const rememberedHigh = 4;

/** @param failing ids of the skills of which the files show a failing check */
export function doubtsOf(
  set: QuestionSet,
  answers: ReadonlyMap<string, Answer>,
  failing: ReadonlySet<string>,
): readonly Doubt[] {
  const found: Doubt[] = [];
  const levels = new Set([...answers.values()].map(({ level }) => level));
  const [only] = levels;
  if (answers.size >= fewAnswers && levels.size === 1 && only !== undefined)
    found.push({ kind: "all-alike", level: only });
  for (const skill of skillsOf(set)) {
    const isHigh = set.questions.some(
      (question) => question.skill === skill && (answers.get(question.id)?.level ?? 0) >= rememberedHigh,
    );
    if (isHigh && failing.has(skill)) found.push({ kind: "against-the-files", skill });
  }
  return found;
}
