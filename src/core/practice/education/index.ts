/**
 * Ways to learn the work as records with sources and dates (`educationRecord`; the records are data, in `media/practice/education`),
 * the programmes that somebody compares (`comparison`, and `educationFile`, which only hosts need), how they come off
 * (`decisionMatrix`), what can't be (`educationProblem`), and what certifications ask of education (`contactHours`).
 */
export {
  accreditations,
  deliveries,
  type EducationChange,
  type EducationComparison,
  type EducationDecision,
  fewestProgrammes,
  greatestRating,
  hoursOf,
  missingIn,
  type Programme,
  type ProgrammeFacts,
} from "./comparison.ts";
export { contactHoursAsked, type HoursAsked } from "./contactHours.ts";
export { decisionMatrix, type MatrixResult, type MatrixScore, type TurningRating } from "./decisionMatrix.ts";
export { educationProblem } from "./educationProblem.ts";
export {
  type Criterion,
  type EducationData,
  type EducationFact,
  type EducationRoute,
  startingFigures,
} from "./educationRecord.ts";
