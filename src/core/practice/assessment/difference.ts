import type { Answer } from "./assessment.ts";
import type { QuestionSet } from "./questionSet.ts";

/** One question, as a person and a colleague answered it. */
export interface AnswerDifference {
  readonly question: string;
  readonly own: number;
  readonly other: number;
  /** Own less other: above 0 the person sees more than the colleague does. */
  readonly by: number;
}

/** The questions that both could answer with 1 to 5, in their order. */
export function differencesBetween(
  { questions }: QuestionSet,
  own: ReadonlyMap<string, Answer>,
  other: ReadonlyMap<string, Answer>,
): readonly AnswerDifference[] {
  return questions.flatMap(({ id }) => {
    const [mine, theirs] = [own.get(id)?.level ?? 0, other.get(id)?.level ?? 0];
    return mine > 0 && theirs > 0 ? [{ question: id, own: mine, other: theirs, by: mine - theirs }] : [];
  });
}
