import type { Answer } from "./assessment.ts";
import type { ProjectEvidence } from "./evidence.ts";
import type { QuestionSet } from "./questionSet.ts";
import { skillsOf } from "./questionSet.ts";
import { scoresOf } from "./scores.ts";

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

export function confidenceOf(set: QuestionSet, answers: ReadonlyMap<string, Answer>): Confidence {
  const rated = answersTo(set, answers).filter(({ level }) => level >= evidenceFrom);
  const shown = rated.filter(({ evidence }) => evidence !== undefined && evidence.trim() !== "").length;
  const high = rated.length;
  return { high, shown, isConfirmed: high === 0 || shown / high >= 0.5, ...(high > 0 && { share: shown / high }) };
}

/** Answers to questions that are asked now: those of an older set may be to others. */
function answersTo({ questions }: QuestionSet, answers: ReadonlyMap<string, Answer>): readonly Answer[] {
  return questions.flatMap(({ id }) => answers.get(id) ?? []);
}

/** What may be worth a second look; it changes nothing. */
export type Doubt =
  /** All answers are the same level. */
  | { readonly kind: "all-alike"; readonly level: number }
  /** A skill was rated 4 or more, while what the project's files show of it fails. */
  | { readonly kind: "against-the-files"; readonly skill: string; readonly failing: readonly ProjectEvidence[] }
  /** Ratings are higher than a project as simple as this one can show. */
  | { readonly kind: "simple-project"; readonly upTo: number; readonly higher: number };

/** Fewer answers than these may well be alike. */
const fewAnswers = 8;
const rememberedHigh = 4;

/**
 * A rating is held against the files where it or its skill's mean is 4 or more.
 * @param evidence what the project's files show
 * @param supportsUpTo the level up to which the project can show anything; absent where it limits nothing
 */
export function doubtsOf(
  set: QuestionSet,
  answers: ReadonlyMap<string, Answer>,
  evidence: readonly ProjectEvidence[] = [],
  supportsUpTo?: number,
): readonly Doubt[] {
  const found: Doubt[] = [];
  const given = answersTo(set, answers);
  const levels = new Set(given.map(({ level }) => level));
  const [only] = levels;
  if (given.length >= fewAnswers && levels.size === 1 && only !== undefined)
    found.push({ kind: "all-alike", level: only });
  const { skills } = scoresOf(set, answers);
  for (const skill of skillsOf(set)) {
    const isSkillHigh = (skills.get(skill)?.mean ?? 0) >= rememberedHigh;
    const high = set.questions
      .filter((question) => question.skill === skill)
      .filter(({ id }) => isSkillHigh || (answers.get(id)?.level ?? 0) >= rememberedHigh)
      .map(({ id }) => id);
    const failing = evidence.filter(({ holds, questions }) => !holds && questions.some((id) => high.includes(id)));
    if (failing.length > 0) found.push({ kind: "against-the-files", skill, failing });
  }
  if (supportsUpTo !== undefined) {
    const higher = given.filter(({ level }) => level > supportsUpTo).length;
    if (higher > 0) found.push({ kind: "simple-project", upTo: supportsUpTo, higher });
  }
  return found;
}
