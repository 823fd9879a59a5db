/**
 * Levelling: when does each activity start if no resource is ever asked for more than there is?
 *
 * A `LevellingProblem` says what has to be done. A `Decoder` makes a schedule of an order of activities; `AxisDecoder` does so on one
 * common axis of time. `LevellingSearch` looks for orders that make short schedules and knows nothing else.
 */
export { AxisDecoder } from "./axisDecoder.ts";
export type { Decoder, Direction, Precedence } from "./decoder.ts";
export { criticalPathLength, lowerBound } from "./lowerBound.ts";
export { type PriorityRule, priorityRules } from "./priorityRules.ts";
export {
  type ActivityInput,
  type LevellingFault,
  type LevellingInput,
  type LevellingProblem,
  makeLevellingProblem,
  type PrecedenceInput,
} from "./problem.ts";
export { type LevelledSchedule, LevellingSearch, type SearchOptions } from "./search.ts";
