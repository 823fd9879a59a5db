/**
 * Trees into values: slices are read by the table of fields and put together into one project. Nothing throws; what can't be read is
 * left out with a problem that says where and what to do. Readings of entries are kept with the entries, so that after an edit only
 * what it touched is read again.
 */
export {
  type ChecklistPerson,
  type DocumentFacts,
  type DocumentLink,
  type DocumentReading,
  documentProblems,
  readDocument,
  recordOfLink,
} from "./document.ts";
export { type HeaderLine, headerLine, isSlice, mayBeginSlice } from "./isSlice.ts";
export { leftOutProblems, type MissingFiles } from "./leftOutProblems.ts";
export type {
  LocalProblem,
  MeaningProblemCode,
  Problem,
  ProblemCode,
  ProblemData,
  RelatedPlace,
  ScheduleProblemCode,
  Severity,
} from "./problem.ts";
export { ProjectIndex, type RecordPlace } from "./projectIndex.ts";
export { type NestedRecord, type RecordReading, readRecord } from "./readRecord.ts";
export { type LocalReference, propertyOf, quote } from "./readValue.ts";
export { compareSlices, isNewer, readSlice, type Slice, sliceWith, updateSlice, versionOf } from "./slice.ts";
export { type ProjectReading, type ReferencePlace, unite } from "./unite.ts";
