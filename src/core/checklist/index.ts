/**
 * Checklists are Markdown task lists that read well anywhere. They are read here into items with their people, notes and
 * links, and what a person does to an item becomes the smallest edit of the text. A tick is one character.
 */

export { EditHistory, type HistoryOutcome, type HistoryStep, type MadeEdit } from "../text/editing/editHistory.ts";
export { applyTextEdits, invertTextEdits, type TextEdit, translateTextEdits } from "../text/editing/textEdits.ts";
export type {
  Checklist,
  ChecklistGroup,
  ChecklistItem,
  ChecklistProblem,
  DetailKind,
  ItemDetail,
  ItemPlace,
  TextSpan,
} from "./checklist.ts";
export {
  type ChecklistEdit,
  type EditOutcome,
  editChecklist,
  type ItemDestination,
  moveBetween,
  subtree,
} from "./editChecklist.ts";
export { type FilterableItem, type ItemFilter, itemFilter } from "./filter.ts";
export { firstLink, type InlinePart, inlineParts, plainLine } from "./inlineText.ts";
export { ItemNames } from "./itemNames.ts";
export { type Progress, progressOf, progressOfGroups } from "./progress.ts";
export { readChecklist } from "./readChecklist.ts";
export { reanchor, reanchorDestination, reanchorEdit, reanchorGroup } from "./reanchor.ts";
