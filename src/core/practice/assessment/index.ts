/**
 * Knowing where one stands: what is asked (`questionSet`), what was answered (`assessment`), what that comes to (`scores`, `gaps`,
 * `confidence`, `change`, `difference`, `complexity`). What reads and writes text is imported by itself: the dated file it is kept in
 * (`assessmentFile`), what is aimed at (`targetsFile`), the copy for a colleague (`colleagueCopy`); so is what looks at a project
 * (`projectChecks`). The questions themselves are data, in
 * `media/practice/assessment`.
 */
export type { Answer, Assessment, FitAnswer } from "./assessment.ts";
export { againFrom, changesBetween, isTimeAgain, type SkillChange } from "./change.ts";
export { type Complexity, complexityOf } from "./complexity.ts";
export { type Confidence, confidenceOf, type Doubt, doubtsOf, evidenceFrom } from "./confidence.ts";
export { type AnswerDifference, differencesBetween } from "./difference.ts";
export type { ProjectEvidence } from "./evidence.ts";
export { type Gap, gapsOf } from "./gaps.ts";
export {
  type ComplexityFactors,
  type FitQuestion,
  type Level,
  type Question,
  type QuestionSet,
  responsibilitiesOf,
  skillsOf,
  type TargetProfile,
} from "./questionSet.ts";
export { percentOf, type Score, type Scores, scoresOf } from "./scores.ts";
export { profileWith, type Targets } from "./targets.ts";
