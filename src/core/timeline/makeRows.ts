import type { WorkingTime } from "../calendar/index.ts";
import { formatDependency } from "../model/dependency.ts";
import { formatEstimate } from "../model/duration.ts";
import { formatMoney } from "../model/money.ts";
import type { Milestone, Task } from "../model/records.ts";
import type { WorkProgress, WorkRecord } from "../model/taskProgress.ts";
import { type PersonNames, personNames } from "../plan/personNames.ts";
import { outlineOf } from "../plan/planOutline.ts";
import type { Row } from "../schedule/network.ts";
import { standingOf } from "../schedule/outlook.ts";
import type { Schedule, ScheduledWork } from "../schedule/schedule.ts";
import { inWorkingDays } from "../schedule/words.ts";
import type { ProjectReading } from "../text/reading/unite.ts";
import { rowKinds, standings, type TimelineRows } from "./timeline.ts";

const standingIndex = Object.fromEntries(standings.map((name, index) => [name, index])) as Record<
  (typeof standings)[number],
  number
>;

/** Deeper stages than this are drawn as deep as this. */
const deepest = 255;

/** The rows of a schedule as columns. */
export function makeRows(schedule: Schedule): TimelineRows {
  const { rows, reading } = schedule;
  const count = rows.length;
  const keys = keysOf(reading, count);
  const names: string[] = new Array(count);
  const who: string[] = new Array(count);
  const size: string[] = new Array(count);
  const after: string[] = new Array(count);
  const cost: string[] = new Array(count);
  const depth = new Uint8Array(count);
  const parent = new Int32Array(count);
  const end = new Int32Array(count);
  const kind = new Uint8Array(count);
  const standing = new Uint8Array(count);
  const start = new Float64Array(count);
  const finish = new Float64Array(count);
  const lateFinish = new Float64Array(count);
  const totalFloat = new Float64Array(count);
  const deadline = new Float64Array(count);
  const done = new Uint8Array(count);
  const doneUntil = new Float64Array(count).fill(Number.NaN);
  const people = personNames(reading.project.people);
  const progress = reading.project.progress.length === 0 ? undefined : outlineOf(reading).progress;
  for (let row = 0; row < count; row++) {
    const { record, parent: stage, depth: level, isStage, isMilestone, end: behind } = rows[row] as Row;
    const work = schedule.at(row);
    names[row] = record.name;
    depth[row] = Math.min(level, deepest);
    parent[row] = stage;
    end[row] = behind;
    kind[row] = isStage ? rowKinds.stage : isMilestone ? rowKinds.milestone : rowKinds.task;
    standing[row] = standingIndex[standingOf(schedule, work)];
    start[row] = work.start;
    finish[row] = work.finish;
    lateFinish[row] = work.lateFinish;
    totalFloat[row] = inWorkingDays(schedule, row, work.totalFloat);
    deadline[row] = work.deadline ?? Number.NaN;
    const words = wordsOf(record, people);
    who[row] = words.who;
    size[row] = isStage || isMilestone ? "" : words.size;
    after[row] = words.after;
    cost[row] = words.cost;
    if (progress !== undefined) setProgress(progress, schedule, work, done, doneUntil);
  }
  return {
    count,
    keys,
    names,
    depth,
    parent,
    end,
    kind,
    standing,
    start,
    finish,
    lateFinish,
    totalFloat,
    deadline,
    done,
    doneUntil,
    who,
    size,
    after,
    cost,
  };
}

/** Names of rows over all readings, those of the plan's outline. */
function keysOf(reading: ProjectReading, count: number): readonly string[] {
  const { index } = reading;
  const keys: string[] = [];
  let ids = 0;
  for (const _ of index.idsOf("work")) ids++;
  const isPlain = ids === count;
  const add = (section: "tasks" | "milestones"): void => {
    for (const place of index.places) {
      if (place.section !== section) continue;
      const { id } = place.record;
      // Only where an id stands twice, the outline has to say which one this is.
      keys.push(isPlain || index.find("work", id) === place ? id : (outlineOf(reading).keyOf(place) ?? id));
    }
  };
  add("tasks");
  if (keys.length < count) add("milestones");
  return keys;
}

/** How far the bar is done: as much of its working time as was logged. */
function setProgress(
  progress: WorkProgress,
  schedule: Schedule,
  { record, row, start, finish, duration }: ScheduledWork,
  done: Uint8Array,
  doneUntil: Float64Array,
): void {
  const { state, done: share, last, parts } = progress.of(record);
  done[row] = share;
  const isLogged = parts === undefined ? last !== undefined : state !== "not-begun";
  if (!isLogged) return;
  const time: WorkingTime = schedule.floatTime(row);
  doneUntil[row] =
    share >= 100 ? finish : share === 0 ? start : Math.min(finish, time.add(start, (duration * share) / 100));
}

interface RowWords {
  readonly people: PersonNames;
  readonly who: string;
  readonly size: string;
  readonly after: string;
  readonly cost: string;
}

/** Records are the same objects from one reading to the next, as long as nobody changes them. */
const known = new WeakMap<WorkRecord, RowWords>();

function wordsOf(record: WorkRecord, people: PersonNames): RowWords {
  let words = known.get(record);
  if (words?.people === people) return words;
  const { who, effort, duration, cost } = record as Task;
  const { owner } = record as Milestone;
  const size = effort ?? duration;
  words = {
    people,
    who:
      who !== undefined && who.length > 0
        ? who.map((one) => people.textOf(one)).join(", ")
        : owner === undefined || "tasks" in record
          ? ""
          : people.textOf({ who: owner, count: 1, units: 100 }),
    size: size === undefined ? "" : formatEstimate(size),
    after: record.after === undefined ? "" : record.after.map(formatDependency).join(", "),
    cost: cost === undefined ? "" : formatMoney(cost),
  };
  known.set(record, words);
  return words;
}
