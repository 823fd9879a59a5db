import { formatDuration } from "../../model/duration.ts";
import { type EditPlan, setField, type TextEdit } from "../../text/editing/index.ts";
import type { ProjectReading } from "../../text/reading/index.ts";
import type { LevelledPlan } from "./planLevelling.ts";

/** What has to be written for a levelled plan to hold: a `delay` at each task that moves, none at one that needs none any more. */
export function writeDelays(reading: ProjectReading, { tasks }: LevelledPlan): EditPlan {
  const edits: TextEdit[] = [];
  for (const { task, delay } of tasks) {
    if (delay === undefined && task.delay === undefined) continue;
    const place = reading.index.placeOf("tasks", task);
    if (place === undefined) continue;
    const plan = setField(reading, place, "delay", delay && formatDuration(delay));
    if (plan.refusal !== undefined) return plan;
    edits.push(...plan.edits);
  }
  edits.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.start - b.start || a.end - b.end));
  return { edits, newFiles: [] };
}
