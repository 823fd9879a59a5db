/** The values a project is made of: what is stated in its files, in the field's own words. The table of fields is in `fields/`. */
export { type Assignment, formatAssignment, parseAssignment } from "./assignment.ts";
export { type Cadence, formatCadence, parseCadence } from "./cadence.ts";
export { type Decimal, formatDecimal, parseDecimal, toNumber } from "./decimal.ts";
export {
  type Dependency,
  type DependencyType,
  dependencyTypes,
  formatDependency,
  type Lag,
  parseDependency,
} from "./dependency.ts";
export {
  type Duration,
  type DurationUnit,
  type Estimate,
  formatDuration,
  formatEstimate,
  minutesOf,
  parseDuration,
  parseEstimate,
  usualUnits,
  type WorkingUnits,
} from "./duration.ts";
export { freeId, type Id, idFrom, isId, longestId, nearest } from "./identifier.ts";
export {
  type DateSpan,
  formatDateSpan,
  type Instant,
  type IsoDate,
  isDate,
  isInstant,
  isMoment,
  type Moment,
  parseDateSpan,
} from "./moment.ts";
export { formatMoney, formatRate, isCurrency, type Money, parseMoney, parseRate, type Rate } from "./money.ts";
export {
  type Kind,
  kinds,
  languageVersion,
  type Method,
  methods,
  type Phase,
  phases,
  projectFileName,
  templateFileName,
} from "./project.ts";
export type {
  Baseline,
  Calendar,
  Cost,
  Iteration,
  Milestone,
  NamedRecord,
  Person,
  ProgressEntry,
  Project,
  ProjectHeader,
  RecordOf,
  Risk,
  Task,
} from "./records.ts";
export {
  formatWorkingDay,
  parseWorkingDay,
  type Shift,
  type WeekdayName,
  type WorkingDay,
  weekdayNames,
} from "./workingHours.ts";
