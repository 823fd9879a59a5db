import type { QuestionSet, TargetProfile } from "./questionSet.ts";
import type { Scores } from "./scores.ts";

/** How far a skill is from where it is wanted. */
export interface Gap {
  /** The skill's id. */
  readonly skill: string;
  readonly target: number;
  readonly mean: number;
  /** Target less mean; 0 where the target is reached. */
  readonly gap: number;
  /** The share of the skill's questions that are about what the person wants to do, from 0 to 1. */
  readonly weight: number;
}

/**
 * The gaps to a profile, those that count most first: by gap times weight, then by gap, then in the order of the questions. Skills
 * without a mean have none.
 * @param wanted ids of the responsibilities the person wants; all when empty
 */
export function gapsOf(
  set: QuestionSet,
  { skills }: Scores,
  { targets }: TargetProfile,
  wanted: readonly string[] = [],
): readonly Gap[] {
  const found = [...skills].flatMap(([skill, { mean }]): Gap[] => {
    const target = targets[skill];
    if (mean === undefined || target === undefined) return [];
    return [{ skill, target, mean, gap: Math.max(0, target - mean), weight: weightOf(set, skill, wanted) }];
  });
  return found.sort((a, b) => b.gap * b.weight - a.gap * a.weight || b.gap - a.gap);
}

function weightOf({ questions }: QuestionSet, skill: string, wanted: readonly string[]): number {
  if (wanted.length === 0) return 1;
  const own = questions.filter((question) => question.skill === skill);
  const meant = own.filter(({ responsibilities }) => responsibilities.some((id) => wanted.includes(id)));
  return own.length === 0 ? 0 : meant.length / own.length;
}
