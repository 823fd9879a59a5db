import type { Schedule } from "../schedule/schedule.ts";
import { named } from "../schedule/words.ts";
import { addRecord } from "../text/editing/addRecord.ts";
import type { EditPlan } from "../text/editing/edit.ts";
import { moveRecord } from "../text/editing/moveRecord.ts";
import type { ProjectReading } from "../text/reading/unite.ts";
import { removeAll } from "./planEdits.ts";
import { outlineOf, type WorkKey } from "./planOutline.ts";
import { planned, type Rescheduling } from "./reschedule.ts";
import { gone } from "./workRow.ts";

/** A row goes behind another one, or into it, at its end. */
export function reorder(reading: ProjectReading, key: WorkKey, target: WorkKey, isInto: boolean): EditPlan {
  const outline = outlineOf(reading);
  const [place, other] = [outline.place(key), outline.place(target)];
  if (place === undefined || other === undefined) return { refusal: gone };
  return moveRecord(reading, place, isInto ? { into: other } : { after: other });
}

/** A new task behind a row, or at the end of the plan; behind a milestone of their own section it is a milestone. */
export function addBehind(
  reading: ProjectReading,
  name: string,
  after: WorkKey | undefined,
): EditPlan & { readonly addedId?: string } {
  const wanted = name.trim();
  if (wanted === "") return { refusal: "It needs a name." };
  if (after === undefined) return addRecord(reading, { section: "tasks", name: wanted, fields: {} });
  const place = outlineOf(reading).place(after);
  if (place === undefined) return { refusal: gone };
  const section = place.section === "milestones" ? "milestones" : "tasks";
  return addRecord(reading, { section, name: wanted, fields: {}, after: place });
}

/** A row is taken out with what it holds; where others refer to it, the person says whether those references go too. */
export function removeRow({ reading }: Schedule, key: WorkKey): Rescheduling {
  const place = outlineOf(reading).place(key);
  if (place === undefined) return planned({ refusal: gone });
  const plain = removeAll(reading, [key], false);
  if (plain.refusal === undefined) return planned(plain);
  const cut = removeAll(reading, [key], true);
  if (cut.refusal !== undefined) return planned(cut);
  return {
    kind: "choice",
    alternatives: [
      { label: `Delete ${named(place.record)} with what refers to it`, detail: plain.refusal, plan: () => cut },
    ],
  };
}
