import { finishingTime, type LocalTime, startingTime } from "../calendar/index.ts";
import { minutesOf, usualUnits } from "../model/duration.ts";
import type { Id } from "../model/identifier.ts";
import type { NamedRecord } from "../model/records.ts";
import { type TaskProgress, WorkProgress } from "../model/taskProgress.ts";
import { dayIn } from "../model/today.ts";
import type { ProjectReading } from "../text/reading/index.ts";
import { type Network, nodeKinds } from "./network.ts";

/** What was logged of an activity, as far as it bears on dates. */
export interface Actual {
  readonly start?: LocalTime;
  /** Only when it is done. */
  readonly finish?: LocalTime;
  readonly isDone: boolean;
  /** Work that is left, in seconds of the activity's own counting; 0 when it is done. */
  readonly left: number;
  /** Work in all, as it is known now. */
  readonly total: number;
}

/** What was logged of the activities of a network, by node; nothing of those that have not begun. */
export function actualsOf(reading: ProjectReading, network: Network): ReadonlyMap<number, Actual> {
  const { project, index } = reading;
  const actuals = new Map<number, Actual>();
  if (project.progress.length === 0) return actuals;
  const find = (id: Id): NamedRecord | undefined => index.resolve("work", id)?.record;
  const progress = new WorkProgress(project, find);
  const units = { ...usualUnits, ...project.header.units };
  const seen = new Set<NamedRecord>();
  for (const { task } of project.progress) {
    const record = task === undefined ? undefined : find(task);
    if (record === undefined || seen.has(record)) continue;
    seen.add(record);
    const row = network.rowOf.get(record as Parameters<WorkProgress["of"]>[0]);
    const node = row === undefined ? undefined : network.nodeOfRow[row];
    if (row === undefined || node === undefined || network.kinds[node] !== nodeKinds.activity) continue;
    const known = progress.of(record as Parameters<WorkProgress["of"]>[0]);
    const left = known.left && Math.round(minutesOf(known.left, units) * 60);
    const actual = actualOf(known, network.work[node] as number, left, project.header.timeZone);
    if (actual !== undefined) actuals.set(node, actual);
  }
  return actuals;
}

function actualOf(
  { state, done, start, finish, last }: TaskProgress,
  work: number,
  stated: number | undefined,
  timeZone: string | undefined,
): Actual | undefined {
  const began = start === undefined ? {} : { start: startingTime(start) };
  if (state === "done") {
    // Without a stated finish, it was done by the day on which that was logged.
    const end = finish ?? (last === undefined ? undefined : dayIn(timeZone ?? "UTC", new Date(last.at)));
    return { ...began, ...(end !== undefined && { finish: finishingTime(end) }), isDone: true, left: 0, total: work };
  }
  const isBegun = start !== undefined || done > 0 || (stated !== undefined && stated < work);
  if (!isBegun) return undefined;
  const left = stated ?? Math.round((work * (100 - done)) / 100);
  // What is left says more than the estimate did: it comes on top of what was done of it.
  const total = stated === undefined ? work : Math.round((work * done) / 100) + stated;
  return { ...began, isDone: false, left, total };
}
