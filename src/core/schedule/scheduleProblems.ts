import type { NamedRecord } from "../model/records.ts";
import type { WorkRecord } from "../model/taskProgress.ts";
import type { Problem, RecordPlace } from "../text/reading/index.ts";
import { constraintConflicts } from "./constraintConflicts.ts";
import { fieldRange, keyRange, placeOfWork } from "./factPlace.ts";
import type { Row } from "./network.ts";
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
    return driver >= 0 && dates.endless.has(network.linkFrom[driver] as number);
  }

  #findConflicts(): void {
    for (const { record, field, message, other } of constraintConflicts(this.#schedule)) {
      const place = this.#placeOf(record);
      if (place === undefined) continue;
      const otherPlace = other && this.#placeOf(other);
      this.#add(place, field, "constraint-conflict", "warning", message, otherPlace ? [otherPlace] : []);
    }
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

/** Where an id stands in a field of a record. */
function referenceRange(
  { reading, start }: RecordPlace,
  field: string,
  id: string | undefined,
): { readonly start: number; readonly end: number } | undefined {
  const found = reading.references.find((reference) => reference.field === field && reference.id === id);
  return found && { start: start + found.start, end: start + found.end };
}
