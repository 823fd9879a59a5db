/** All that edits need: loaded with the first preview, not with the picture. */
export { consequence } from "../../core/plan/consequence.ts";
export { compareDates } from "../../core/schedule/compare.ts";
export { chooseAlternative } from "./chooseAlternative.ts";
export { editWords } from "./editWords.ts";
export { rescheduling } from "./timelineEdit.ts";
export { ViewHistory } from "./viewHistory.ts";
