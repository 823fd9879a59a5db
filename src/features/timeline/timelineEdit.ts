import { editCell } from "../../core/plan/cellEdits.ts";
import { linkRows, unlinkRows } from "../../core/plan/linkRows.ts";
import { moveTo } from "../../core/plan/moveStart.ts";
import type { LogMoment } from "../../core/plan/planEdits.ts";
import { leavesOf, markDone, markNotDone, moveBy, moveIn, moveOut } from "../../core/plan/planEdits.ts";
import { outlineOf, type WorkKey } from "../../core/plan/planOutline.ts";
import { planned, type Rescheduling } from "../../core/plan/reschedule.ts";
import { resizeTo } from "../../core/plan/resize.ts";
import { addBehind, removeRow, reorder } from "../../core/plan/structureEdits.ts";
import type { Schedule } from "../../core/schedule/schedule.ts";
import type { TimelineEdit } from "../../protocol/timelineToHost.ts";

/** What an edit of the view would write. @param moment who logs and when; only edits of progress need it */
export function rescheduling(
  schedule: Schedule,
  edit: TimelineEdit,
  moment: LogMoment | undefined,
): Rescheduling & { readonly addedKey?: WorkKey } {
  const { reading } = schedule;
  switch (edit.kind) {
    case "move":
      return moveTo(schedule, edit.key, edit.start);
    case "resize":
      return resizeTo(schedule, edit.key, edit.finish);
    case "link":
      return planned(linkRows(schedule, edit.from, edit.to, edit.type));
    case "unlink":
      return planned(unlinkRows(schedule, edit.from, edit.to));
    case "cell":
      return editCell(schedule, edit.key, edit.column, edit.text, moment);
    case "indent":
      return planned(moveIn(reading, [edit.key]));
    case "outdent":
      return planned(moveOut(reading, [edit.key]));
    case "up":
    case "down":
      return planned(moveBy(reading, [edit.key], edit.kind));
    case "reorder":
      return planned(reorder(reading, edit.key, edit.target, edit.into));
    case "add": {
      const plan = addBehind(reading, edit.name, edit.after);
      return { ...planned(plan), ...(plan.addedId !== undefined && { addedKey: plan.addedId }) };
    }
    case "remove":
      return removeRow(schedule, edit.key);
    case "done": {
      if (moment === undefined) return planned({ edits: [], newFiles: [] });
      const keys = leavesOf(outlineOf(reading), [edit.key]);
      return planned((edit.done ? markDone : markNotDone)(reading, keys, moment));
    }
  }
}
