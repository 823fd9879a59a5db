/**
 * From what a project states to when things happen. `network` sees tasks, stages and links as nodes with work and working time,
 * `order` sorts them and finds circles, `passes` goes through forward and backward, `progress` says what was logged, `schedule` holds the
 * result, `scheduleProblems` what is wrong with it.
 */
export {
  type ForwardChange,
  type WayForward,
  type WaysOptions,
  waysForward,
} from "./bringForward.ts";
export { type AuthorOf, compare, compareDates, consequenceOf, withAuthors } from "./compare.ts";
export { moveText, shiftText } from "./compareWords.ts";
export {
  type AmountChange,
  type Cause,
  type Comparison,
  type ComparisonSide,
  type DeadlineChange,
  type FrozenSchedule,
  frozenSchedule,
  type Move,
  type Shift,
} from "./comparison.ts";
export { type CriticalPath, criticalPaths, drivingPath, type PathsToTarget, pathsTo } from "./criticalPaths.ts";
export { Explainer, explain } from "./explain.ts";
export type {
  ChainStep,
  ConstraintField,
  DateExplanation,
  Explanation,
  Influence,
  Reason,
  SlackExplanation,
} from "./explanation.ts";
export type { FactPlace } from "./factPlace.ts";
export type { FreeDays } from "./freeDays.ts";
export type { Network, Row } from "./network.ts";
export { capacityOf, type Demand, demandsByPerson, type Overallocation, overallocations } from "./overallocation.ts";
export { type Schedule, type ScheduledWork, type ScheduleOptions, schedule } from "./schedule.ts";
