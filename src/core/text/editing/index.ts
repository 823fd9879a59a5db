/**
 * Wishes into minimal text edits: each function says what would have to change in which file, and changes nothing itself. Comments,
 * order, quotes, line endings and every line that has nothing to do with the wish stay byte for byte; what can't be done is refused
 * with a sentence.
 */
export { addRecord } from "./addRecord.ts";
export { applyEdits, invertEdits } from "./applyEdits.ts";
export type { Destination, DocumentText, EditPlan, FieldText, NewFile, NewRecord, TextEdit } from "./edit.ts";
export { formatSlice } from "./formatSlice.ts";
export { logProgress } from "./logProgress.ts";
export { moveRecord } from "./moveRecord.ts";
export { readingAfter } from "./readingAfter.ts";
export { removeRecord } from "./removeRecord.ts";
export { renameRecord } from "./renameRecord.ts";
export { setField } from "./setField.ts";
