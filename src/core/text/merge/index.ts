/**
 * Two versions of a file made one: record by record and field by field, so that only what contradicts itself is a conflict. It stands
 * behind `gantry merge`, which git calls, and behind *Resolve Plan Conflict*.
 */
export { type MarkedConflict, type MarkedText, readMarkers, sideOf } from "./conflictMarkers.ts";
export type { Conflict } from "./mergeParts.ts";
export { type MergeInput, type MergeResult, mergeTexts } from "./mergeTexts.ts";
export { hasMarkers, type Resolution, resolveMarkers } from "./resolveMarkers.ts";
