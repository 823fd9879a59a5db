import type { Answer } from "./assessment.ts";
import type { Question, QuestionSet } from "./questionSet.ts";
import { responsibilitiesOf, skillsOf } from "./questionSet.ts";

/** The mean of some answers. */
export interface Score {
  /** From 1 to 5; absent where too little was answered to say. */
  readonly mean?: number;
  /** The mean as a share of the way from 1 to 5, in per cent. */
  readonly percent?: number;
  /** Answered with 1 to 5. */
  readonly answered: number;
  /** Answered with 0: never done, or cannot judge. */
  readonly never: number;
  /** How many questions there are. */
  readonly asked: number;
}

export interface Scores {
  /** By the skill's id, in the order of the questions. */
  readonly skills: ReadonlyMap<string, Score>;
  /** By the responsibility's id. */
  readonly responsibilities: ReadonlyMap<string, Score>;
  /** The mean of the skills' means, in which each skill weighs the same; absent while a skill has no mean. */
  readonly overall?: number;
}

type Answers = ReadonlyMap<string, Answer>;

/** Of the four questions of a skill, so many have to be answered. */
const leastAnswered = 3;

/**
 * What answers come to. A skill has a mean when at least three of its questions were answered with 1 to 5; a responsibility has the
 * mean of all answers about it.
 */
export function scoresOf(set: QuestionSet, answers: Answers): Scores {
  const bySkill = skillsOf(set).map((skill): [string, Score] => [
    skill,
    scoreOf(
      set.questions.filter((question) => question.skill === skill),
      answers,
      leastAnswered,
    ),
  ]);
  const byResponsibility = responsibilitiesOf(set).map((id): [string, Score] => [
    id,
    scoreOf(
      set.questions.filter(({ responsibilities }) => responsibilities.includes(id)),
      answers,
      1,
    ),
  ]);
  const means = bySkill.map(([, { mean }]) => mean);
  const isWhole = means.length > 0 && means.every((mean) => mean !== undefined);
  return {
    skills: new Map(bySkill),
    responsibilities: new Map(byResponsibility),
    ...(isWhole && { overall: meanOf(means.filter((mean) => mean !== undefined)) }),
  };
}

function scoreOf(questions: readonly Question[], answers: Answers, least: number): Score {
  const levels = questions.flatMap(({ id }) => answers.get(id)?.level ?? []);
  const rated = levels.filter((level) => level > 0);
  const counts = { answered: rated.length, never: levels.length - rated.length, asked: questions.length };
  if (rated.length < Math.min(least, questions.length) || rated.length === 0) return counts;
  const mean = meanOf(rated);
  return { mean, percent: percentOf(mean), ...counts };
}

/** A level from 1 to 5 as a share of the way between them: 3 is 50 %. */
export function percentOf(mean: number): number {
  return ((mean - 1) / 4) * 100;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
