import { clock, type LocalTime, type WorkingTime } from "../calendar/index.ts";
import type { Task } from "../model/records.ts";
import type { WorkRecord } from "../model/taskProgress.ts";
import type { Actual } from "../schedule/progress.ts";
import type { Schedule, ScheduledWork } from "../schedule/schedule.ts";
import type { RecordPlace } from "../text/reading/projectIndex.ts";
import { outlineOf, type WorkKey } from "./planOutline.ts";

/** A row of a schedule with where it is written. */
export interface WorkRow {
  readonly schedule: Schedule;
  readonly key: WorkKey;
  readonly place: RecordPlace;
  readonly record: WorkRecord;
  /** The record's fields; those of tasks are absent on milestones. */
  readonly task: Partial<Task>;
  readonly work: ScheduledWork;
  readonly row: number;
  /** Where its start is bound: its activity, or the start of a stage. */
  readonly node: number;
  readonly actual: Actual | undefined;
}

/** The row that a key means; undefined where it is not there any more. */
export function workRow(schedule: Schedule, key: WorkKey): WorkRow | undefined {
  const place = outlineOf(schedule.reading).place(key);
  const work = place && schedule.of(place.record);
  if (place === undefined || work === undefined) return undefined;
  const { network, actuals } = schedule;
  const activity = network.nodeOfRow[work.row] as number;
  return {
    schedule,
    key,
    place,
    record: work.record,
    task: work.record as Partial<Task>,
    work,
    row: work.row,
    node: work.isStage ? (network.stageStartOfRow[work.row] as number) : activity,
    actual: actuals.get(activity),
  };
}

/** The sentence for a key that leads nowhere. */
export const gone = "It is not there any more.";

/** When a row is worked on, also where its work goes by the clock. */
export function hoursOf({ schedule: { network }, node }: WorkRow): WorkingTime {
  const time = network.floatTimes[node] as WorkingTime;
  return time === clock ? network.calendars.project : time;
}

/** The first moment from a given one on at which somebody works on it. */
export function nextStart({ schedule: { network }, node }: WorkRow, moment: LocalTime): LocalTime {
  const parts = network.parts.get(node);
  if (parts !== undefined) return Math.min(...parts.map(({ time }) => time.nextStart(moment)));
  const time = network.times[node] as WorkingTime;
  return (time === clock ? network.calendars.project : time).nextStart(moment);
}

/** The last moment up to a given one at which somebody worked on it. */
export function previousFinish({ schedule: { network }, node }: WorkRow, moment: LocalTime): LocalTime {
  const parts = network.parts.get(node);
  if (parts !== undefined) return Math.max(...parts.map(({ time }) => time.previousFinish(moment)));
  const time = network.times[node] as WorkingTime;
  return (time === clock ? network.calendars.project : time).previousFinish(moment);
}

/** When a task that has not begun is finished if it starts at a moment. */
export function finishFrom({ schedule: { network }, node }: WorkRow, start: LocalTime): LocalTime {
  const parts = network.parts.get(node);
  if (parts !== undefined) return Math.max(...parts.map(({ time, work }) => time.add(start, work)));
  return (network.times[node] as WorkingTime).add(start, network.work[node] as number);
}

/** When a task that has not begun starts if it is finished by a moment. */
export function startFrom({ schedule: { network }, node }: WorkRow, finish: LocalTime): LocalTime {
  const parts = network.parts.get(node);
  if (parts !== undefined) return Math.min(...parts.map(({ time, work }) => time.subtract(finish, work)));
  return (network.times[node] as WorkingTime).subtract(finish, network.work[node] as number);
}
