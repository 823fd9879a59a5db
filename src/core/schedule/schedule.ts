import { type LocalTime, latestTime, startOfDay, type WorkingTime } from "../calendar/index.ts";
import { usualUnits } from "../model/duration.ts";
import type { IsoDate } from "../model/moment.ts";
import type { NamedRecord } from "../model/records.ts";
import type { WorkRecord } from "../model/taskProgress.ts";
import type { Problem, ProjectReading } from "../text/reading/index.ts";
import { buildNetwork } from "./buildNetwork.ts";
import { type Network, nodeKinds, type Row } from "./network.ts";
import { type Order, orderOf } from "./order.ts";
import { type Dates, passThrough } from "./passes.ts";
import { type Actual, actualsOf } from "./progress.ts";
import { scheduleProblems } from "./scheduleProblems.ts";

/** What a schedule goes by, beside the project. */
export interface ScheduleOptions {
  /** The day it is for the project: its status date, else the day in its zone. */
  readonly today: IsoDate;
}

/** When a task, stage or milestone is worked on. Moments of the wall clock; floats in seconds of working time. */
export interface ScheduledWork {
  readonly record: WorkRecord;
  readonly row: number;
  readonly isStage: boolean;
  readonly isMilestone: boolean;
  readonly start: LocalTime;
  readonly finish: LocalTime;
  readonly earlyStart: LocalTime;
  readonly earlyFinish: LocalTime;
  readonly lateStart: LocalTime;
  readonly lateFinish: LocalTime;
  /** How much later it may be finished without moving the end of the project, a deadline or a fixed date. Negative when it is late for one. */
  readonly totalFloat: number;
  /** How much later it may be finished without moving anything that waits for it. */
  readonly freeFloat: number;
  /** No float is left. What is done is never critical. */
  readonly isCritical: boolean;
  /** Nearly no float is left: at most a tenth of what lies before the project, a day at least and ten days at most. */
  readonly isNearCritical: boolean;
  readonly isDone: boolean;
  /** It is never finished: its finish is the last day there is, and so is its start where it never starts. It has no float. */
  readonly isEndless: boolean;
  /** Working time from start to finish, on the calendar its float is counted in. */
  readonly duration: number;
  readonly deadline?: LocalTime;
}

/**
 * The dates of a project, as they follow from its files: the same files and the same day give the same dates, on every machine and in
 * whatever order their lines stand.
 */
export class Schedule {
  readonly reading: ProjectReading;
  readonly today: IsoDate;
  readonly network: Network;
  readonly order: Order;
  readonly dates: Dates;
  readonly actuals: ReadonlyMap<number, Actual>;
  /** Work that is not done lies on or after this moment; absent where nothing was logged and no status date is stated. */
  readonly resume: LocalTime | undefined;
  /** When the first thing starts. */
  readonly start: LocalTime;
  /** When the last thing is finished. */
  readonly finish: LocalTime;
  /** Of a working day, in seconds, by the project's constants. */
  readonly daySeconds: number;
  /** The float up to which something counts as nearly critical, in seconds. */
  readonly nearCriticalFloat: number;
  readonly #rolled: RolledUp;
  readonly #views: (ScheduledWork | undefined)[];
  #problems: ReadonlyMap<string, readonly Problem[]> | undefined;

  constructor(reading: ProjectReading, { today }: ScheduleOptions) {
    this.reading = reading;
    this.today = today;
    const { header, progress } = reading.project;
    const network = buildNetwork(reading, startOfDay(today));
    this.network = network;
    this.order = orderOf(network);
    this.actuals = actualsOf(reading, network);
    const hasStatus = header.statusDate !== undefined || progress.some(({ task }) => task !== undefined);
    this.resume = hasStatus && header.unfinished !== "stays" ? startOfDay(today) : undefined;
    this.dates = passThrough(network, this.order, {
      actuals: this.actuals,
      ...(this.resume !== undefined && { resume: this.resume }),
    });
    this.daySeconds = (header.units?.hoursPerDay ?? usualUnits.hoursPerDay) * 3600;
    this.finish = this.dates.projectFinish;
    const from = Math.max(network.start, this.resume ?? network.start);
    const ahead = network.calendars.project.workBetween(from, this.finish);
    this.nearCriticalFloat = Math.min(Math.max(ahead / 10, this.daySeconds), 10 * this.daySeconds);
    this.#rolled = rollUp(network, this.dates, this.actuals);
    this.#views = new Array(network.rows.length);
    this.start = network.rows.length === 0 ? network.start : this.#rolled.first;
  }

  /** All tasks, stages and milestones in the order of the plan. */
  get rows(): readonly Row[] {
    return this.network.rows;
  }

  /** The dates of a row. */
  at(row: number): ScheduledWork {
    let view = this.#views[row];
    if (view === undefined) {
      view = this.#viewOf(row);
      this.#views[row] = view;
    }
    return view;
  }

  /** The dates of a record of this reading; undefined for one that is not, or whose id is taken by another. */
  of(record: NamedRecord): ScheduledWork | undefined {
    const row = this.network.rowOf.get(record as WorkRecord);
    return row === undefined ? undefined : this.at(row);
  }

  /** The dates of the record that an id means now or meant once. */
  find(id: string): ScheduledWork | undefined {
    const place = this.reading.index.resolve("work", id);
    return place && this.of(place.record);
  }

  /** What is wrong with the dates, by file. */
  get problems(): ReadonlyMap<string, readonly Problem[]> {
    this.#problems ??= scheduleProblems(this);
    return this.#problems;
  }

  /** Whether a row has the same dates and floats as a row of another schedule, counted in the same time; quicker than looking at both. */
  isSameAt(row: number, other: Schedule, otherRow: number): boolean {
    const [mine, theirs] = [this.#rolled, other.#rolled];
    const node = this.network.nodeOfRow[row] as number;
    const otherNode = other.network.nodeOfRow[otherRow] as number;
    return (
      mine.start[row] === theirs.start[otherRow] &&
      mine.finish[row] === theirs.finish[otherRow] &&
      mine.lateStart[row] === theirs.lateStart[otherRow] &&
      mine.lateFinish[row] === theirs.lateFinish[otherRow] &&
      mine.isCritical[row] === theirs.isCritical[otherRow] &&
      mine.isDone[row] === theirs.isDone[otherRow] &&
      mine.isBegun[row] === theirs.isBegun[otherRow] &&
      this.dates.totalFloat[node] === other.dates.totalFloat[otherNode] &&
      this.floatTime(row) === other.floatTime(otherRow)
    );
  }

  /** What the float of a row is counted in. */
  floatTime(row: number): WorkingTime {
    return this.network.floatTimes[this.network.nodeOfRow[row] as number] as WorkingTime;
  }

  /** As in Microsoft Project: the lesser of what start and finish have; once it has begun, only its finish can be late. */
  #stageFloat(
    row: number,
    time: WorkingTime,
    dates: Pick<ScheduledWork, "start" | "finish" | "lateStart" | "lateFinish">,
  ): number {
    const atFinish = between(time, dates.finish, dates.lateFinish);
    if (this.#rolled.isBegun[row] === 1) return atFinish;
    return Math.min(between(time, dates.start, dates.lateStart), atFinish);
  }

  #viewOf(row: number): ScheduledWork {
    const { record, isStage, isMilestone } = this.network.rows[row] as Row;
    const node = this.network.nodeOfRow[row] as number;
    const rolled = this.#rolled;
    const start = rolled.start[row] as number;
    const finish = rolled.finish[row] as number;
    const lateStart = rolled.lateStart[row] as number;
    const lateFinish = rolled.lateFinish[row] as number;
    const time = this.floatTime(row);
    const isDone = rolled.isDone[row] === 1;
    const isEndless = finish >= latestTime;
    const totalFloat =
      isDone || isEndless
        ? 0
        : isStage
          ? this.#stageFloat(row, time, { start, finish, lateStart, lateFinish })
          : (this.dates.totalFloat[node] as number);
    const free = this.dates.freeFloat[node] as number;
    const isCritical = rolled.isCritical[row] === 1;
    const deadline = this.network.constraints.get(node)?.deadline;
    return {
      record,
      row,
      isStage,
      isMilestone,
      start,
      finish,
      earlyStart: rolled.earlyStart[row] as number,
      earlyFinish: rolled.earlyFinish[row] as number,
      lateStart,
      lateFinish,
      totalFloat,
      freeFloat: isDone ? 0 : free < 0 ? Math.max(0, totalFloat) : free,
      isCritical,
      isNearCritical: !isDone && !isCritical && !isEndless && totalFloat <= this.nearCriticalFloat,
      isDone,
      isEndless,
      duration: between(time, start, finish),
      ...(deadline !== undefined && { deadline }),
    };
  }
}

/** Reads dates out of a project. */
export function schedule(reading: ProjectReading, options: ScheduleOptions): Schedule {
  return new Schedule(reading, options);
}

/** Dates by rows, those of stages out of what they hold. */
interface RolledUp {
  readonly start: Float64Array;
  readonly finish: Float64Array;
  readonly earlyStart: Float64Array;
  readonly earlyFinish: Float64Array;
  readonly lateStart: Float64Array;
  readonly lateFinish: Float64Array;
  readonly isCritical: Uint8Array;
  readonly isDone: Uint8Array;
  readonly isBegun: Uint8Array;
  /** The first start of all. */
  readonly first: LocalTime;
}

function rollUp(network: Network, dates: Dates, actuals: ReadonlyMap<number, Actual>): RolledUp {
  const { parentOfRow, nodeOfRow, kinds } = network;
  const count = network.rows.length;
  const start = new Float64Array(count).fill(Infinity);
  const finish = new Float64Array(count).fill(-Infinity);
  // Where nothing is planned as late as possible, the early dates are the dates.
  const isEarly = dates.start === dates.earlyStart && dates.finish === dates.earlyFinish;
  const earlyStart = isEarly ? start : new Float64Array(count).fill(Infinity);
  const earlyFinish = isEarly ? finish : new Float64Array(count).fill(-Infinity);
  const lateStart = new Float64Array(count).fill(Infinity);
  const lateFinish = new Float64Array(count).fill(-Infinity);
  const isCritical = new Uint8Array(count);
  const isDone = new Uint8Array(count).fill(1);
  const isBegun = new Uint8Array(count);
  let first = Infinity;
  // Backwards, so that what a stage holds is known before it.
  for (let row = count - 1; row >= 0; row--) {
    const node = nodeOfRow[row] as number;
    const parent = parentOfRow[row] as number;
    if (kinds[node] === nodeKinds.activity) {
      start[row] = dates.start[node] as number;
      finish[row] = dates.finish[node] as number;
      if (!isEarly) {
        earlyStart[row] = dates.earlyStart[node] as number;
        earlyFinish[row] = dates.earlyFinish[node] as number;
      }
      lateStart[row] = dates.lateStart[node] as number;
      lateFinish[row] = dates.lateFinish[node] as number;
      const actual = actuals.size > 0 ? actuals.get(node) : undefined;
      const done = actual?.isDone === true;
      isDone[row] = done ? 1 : 0;
      isBegun[row] = actual === undefined ? 0 : 1;
      const isEndless = dates.endless.size > 0 && dates.endless.has(node);
      isCritical[row] = !done && !isEndless && (dates.totalFloat[node] as number) <= 0 ? 1 : 0;
      first = Math.min(first, start[row] as number);
    }
    const latest = latestStageStart(network, dates, row);
    if (latest < (lateStart[row] as number)) {
      lateStart[row] = latest;
      if (isDone[row] === 0 && isBegun[row] === 0 && latest <= (start[row] as number)) isCritical[row] = 1;
    }
    if (parent < 0) continue;
    start[parent] = Math.min(start[parent] as number, start[row] as number);
    finish[parent] = Math.max(finish[parent] as number, finish[row] as number);
    if (!isEarly) {
      earlyStart[parent] = Math.min(earlyStart[parent] as number, earlyStart[row] as number);
      earlyFinish[parent] = Math.max(earlyFinish[parent] as number, earlyFinish[row] as number);
    }
    lateStart[parent] = Math.min(lateStart[parent] as number, lateStart[row] as number);
    lateFinish[parent] = Math.max(lateFinish[parent] as number, lateFinish[row] as number);
    if (isCritical[row] === 1) isCritical[parent] = 1;
    if (isDone[row] === 0) isDone[parent] = 0;
    if (isBegun[row] === 1) isBegun[parent] = 1;
  }
  return { start, finish, earlyStart, earlyFinish, lateStart, lateFinish, isCritical, isDone, isBegun, first };
}

/** A date by which a stage has to start is the stage's own: of what it holds, only the first thing has to. */
function latestStageStart({ stageStartOfRow, constraints }: Network, { lateStart }: Dates, row: number): LocalTime {
  if (constraints.size === 0) return Infinity;
  const node = stageStartOfRow[row] as number;
  const isHeld = node >= 0 && constraints.get(node)?.startNoLater !== undefined;
  return isHeld ? (lateStart[node] as number) : Infinity;
}

function between(time: WorkingTime, from: LocalTime, to: LocalTime): number {
  return Math.round(time.workBetween(from, to));
}
