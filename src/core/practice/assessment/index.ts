/**
 * Knowing where one stands: what is asked (`questionSet`), what was answered (`assessment`), what that comes to (`scores`, `gaps`,
 * `confidence`, `change`, `complexity`), and the dated file it is kept in
 * (`assessmentFile`, which reads and writes text and so is imported by itself). The questions themselves are data, in
 * `media/practice/assessment`.
 */
export type { Answer, Assessment, FitAnswer } from "./assessment.ts";
export { againFrom, changesBetween, type SkillChange } from "./change.ts";
export { type Complexity, complexityOf } from "./complexity.ts";
export { type Confidence, confidenceOf, type Doubt, doubtsOf, evidenceFrom } from "./confidence.ts";
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
