import type { WorkKey } from "../../core/plan/planOutline.ts";
import type { TimelineEdit } from "../../protocol/timelineToHost.ts";

/** Whether an edit is something that happened, which goes to somebody's log. */
export function isLogged(edit: TimelineEdit): boolean {
  return edit.kind === "done" || (edit.kind === "cell" && edit.column === "done");
}

/** The rows an edit is about; they have to be what the person saw. */
export function keysOf(edit: TimelineEdit): readonly WorkKey[] {
  switch (edit.kind) {
    case "link":
    case "unlink":
      return [edit.from, edit.to];
    case "reorder":
      return [edit.key, edit.target];
    case "add":
      return edit.after === undefined ? [] : [edit.after];
    default:
      return [edit.key];
  }
}

/** The row that has the focus afterwards. */
export function subjectOf(edit: TimelineEdit): WorkKey | undefined {
  return edit.kind === "link" || edit.kind === "unlink" ? edit.to : edit.kind === "add" ? undefined : edit.key;
}
