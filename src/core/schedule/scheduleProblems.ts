import { finishDay, type LocalTime, startDay } from "../calendar/index.ts";
import type { NamedRecord } from "../model/records.ts";
import type { WorkRecord } from "../model/taskProgress.ts";
import type { Problem, RecordPlace } from "../text/reading/index.ts";
import { fieldRange, keyRange, placeOfWork } from "./factPlace.ts";
import type { Constraint, Row } from "./network.ts";
import type { Schedule } from "./schedule.ts";

/** More of one kind help nobody. */
const mostProblems = 200;

/** What is wrong with the dates of a schedule, each with its place in a file. */
export function scheduleProblems(schedule: Schedule): ReadonlyMap<string, readonly Problem[]> {
  return new Finder(schedule).find();
}

class Finder {
  readonly #schedule: Schedule;
  readonly #problems = new Map<string, Problem[]>();
  #count = 0;

  constructor(schedule: Schedule) {
    this.#schedule = schedule;
  }

  find(): ReadonlyMap<string, readonly Problem[]> {
    this.#findCircles();
    this.#findEndless();
    this.#findConflicts();
    for (const problems of this.#problems.values()) problems.sort((a, b) => a.start - b.start || a.end - b.end);
    return this.#problems;
  }

  #findCircles(): void {
    const { network, order, reading } = this.#schedule;
    for (const circle of order.circles) {
      const rows: number[] = [];
      for (const link of circle) {
        const row = network.rowOfNode[network.linkFrom[link] as number] as number;
        if (rows.at(-1) !== row) rows.push(row);
      }
      if (rows.length > 1 && rows[0] === rows.at(-1)) rows.pop();
      const names = rows.map((row) => nameOf(network.rows[row]));
      const round = [...names, names[0] ?? ""].join(" → ");
      const message = `These wait for each other in a circle: ${round}. Take out one of the links.`;
      // The last link of the circle is the one that is left out, so the problem stands there.
      const closing = circle.find((link) => network.linkIndex[link] !== -1) ?? circle[0];
      const record = (network.rows[rowOnto(this.#schedule, closing as number)] as Row).record;
      const place = this.#placeOf(record);
      if (place === undefined) continue;
      const waitsFor = record.after?.[network.linkIndex[closing as number] as number]?.on;
      const others = rows
        .map((row) => this.#placeOf((network.rows[row] as Row).record))
        .filter((one) => one !== undefined);
      this.#add(
        place,
        "after",
        "dependency-circle",
        "error",
        message,
        others.filter((one) => one !== place),
        waitsFor,
      );
    }
    for (const calendar of network.calendars.circles) {
      const place = reading.index.placeOf("calendars", calendar);
      if (place === undefined) continue;
      const message = `“${calendar.name}” is based on itself in a circle. Take out one “based-on”.`;
      this.#add(place, "based-on", "calendar-circle", "error", message);
    }
  }

  #findEndless(): void {
    const { network, dates } = this.#schedule;
    const seen = new Set<number>();
    for (const node of dates.endless) {
      const row = network.rowOfNode[node] as number;
      // What waits for it never ends either; that says nothing new.
      if (seen.has(row) || this.#waitsForEndless(node)) continue;
      seen.add(row);
      const { record } = network.rows[row] as Row;
      const place = this.#placeOf(record);
      if (place === undefined) continue;
      const message = `“${record.name}” never ends: nobody works on it as long as it needs. Look at its people, their first and last day, its calendar and its estimate.`;
      this.#add(place, "effort", "endless-work", "error", message);
    }
  }

  #waitsForEndless(node: number): boolean {
    const { network, dates } = this.#schedule;
    const driver = dates.driver[node] as number;
    return driver >= 0 && dates.endless.includes(network.linkFrom[driver] as number);
  }

  #findConflicts(): void {
    const { network, dates, actuals } = this.#schedule;
    for (const [node, constraint] of network.constraints) {
      const actual = actuals.get(node);
      if (actual !== undefined || network.rowOfNode[node] === undefined) continue;
      const row = network.rows[network.rowOfNode[node] as number] as Row;
      if (row.isStage) continue;
      const conflict = conflictOf(constraint);
      if (conflict === undefined) continue;
      const culprit = this.#laterPredecessor(node);
      if (culprit === undefined) continue;
      const place = this.#placeOf(row.record);
      if (place === undefined) continue;
      const other = network.rows[network.rowOfNode[culprit.node] as number] as Row;
      const when = culprit.isStart
        ? `starts on ${startDay(dates.start[culprit.node] as number)}`
        : `ends on ${finishDay(dates.finish[culprit.node] as number)}`;
      const message = `“${row.record.name}” ${conflict.words} ${conflict.day}, but “${other.record.name}”, which it waits for, ${when}. Change the date, or what comes before it.`;
      const otherPlace = this.#placeOf(other.record);
      this.#add(place, conflict.field, "constraint-conflict", "warning", message, otherPlace ? [otherPlace] : []);
    }
  }

  /** What should have come before it and does not. */
  #laterPredecessor(node: number): { readonly node: number; readonly isStart: boolean } | undefined {
    const { network, dates, order } = this.#schedule;
    const time = this.#schedule.network.floatTimes[node];
    for (let link = network.firstLink[node] as number; link < (network.firstLink[node + 1] as number); link++) {
      if (order.isLeftOut[link] === 1) continue;
      const from = network.linkFrom[link] as number;
      const type = network.linkType[link] as number;
      const isStart = (type & 1) !== 0;
      const before = (isStart ? dates.start[from] : dates.finish[from]) as number;
      const own = ((type & 2) !== 0 ? dates.finish[node] : dates.start[node]) as number;
      // A lead allows for some of it; lags are looked at by the passes, this one only names who is late.
      if (network.linkLag[link] === 0 && time !== undefined && time.workBetween(before, own) < -1)
        return { node: from, isStart };
    }
    return undefined;
  }

  #placeOf(record: NamedRecord): RecordPlace | undefined {
    return placeOfWork(this.#schedule.reading, record);
  }

  #add(
    place: RecordPlace,
    field: string,
    code: Problem["code"],
    severity: Problem["severity"],
    message: string,
    related: readonly RecordPlace[] = [],
    reference?: string,
  ): void {
    if (this.#count++ >= mostProblems) return;
    const { path } = place.slice;
    let problems = this.#problems.get(path);
    if (problems === undefined) {
      problems = [];
      this.#problems.set(path, problems);
    }
    const { start, end } = referenceRange(place, field, reference) ?? fieldRange(place, field);
    problems.push({
      code,
      severity,
      message,
      path,
      start,
      end,
      data: { field, ...(reference !== undefined && { reference }) },
      ...(related.length > 0 && {
        related: related.map((other) => {
          const range = keyRange(other);
          return { path: other.slice.path, ...range, message: `“${other.record.name}” stands here.` };
        }),
      }),
    });
  }
}

function rowOnto({ network }: Schedule, link: number): number {
  // Links stand by their successors: the node is the last one whose first link is not behind it.
  let low = 0;
  let high = network.size;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((network.firstLink[middle] as number) <= link) low = middle;
    else high = middle;
  }
  return network.rowOfNode[low] as number;
}

function nameOf(row: { readonly record: WorkRecord } | undefined): string {
  return row?.record.name ?? "";
}

function conflictOf({
  mustStart,
  mustFinish,
  startNoLater,
  finishNoLater,
}: Constraint): { readonly field: string; readonly words: string; readonly day: string } | undefined {
  const ends = (time: LocalTime): string => finishDay(time);
  if (mustStart !== undefined) return { field: "must-start", words: "has to start on", day: startDay(mustStart) };
  if (mustFinish !== undefined) return { field: "must-finish", words: "has to finish on", day: ends(mustFinish) };
  if (startNoLater !== undefined) {
    return { field: "start-no-later", words: "has to start by", day: startDay(startNoLater) };
  }
  if (finishNoLater !== undefined)
    return { field: "finish-no-later", words: "has to finish by", day: ends(finishNoLater) };
  return undefined;
}

/** Where an id stands in a field of a record. */
function referenceRange(
  { reading, start }: RecordPlace,
  field: string,
  id: string | undefined,
): { readonly start: number; readonly end: number } | undefined {
  const found = reading.references.find((reference) => reference.field === field && reference.id === id);
  return found && { start: start + found.start, end: start + found.end };
}
