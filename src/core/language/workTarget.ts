import type { ProjectReading, RecordPlace } from "../text/reading/index.ts";
import { keyRange, type ReadFile, targetAt } from "./target.ts";

/** A task, stage or milestone that a place of a slice is about. */
export interface WorkTarget {
  readonly place: RecordPlace;
  /** What stands there: its id, its name, or a field that has to do with its dates. */
  readonly start: number;
  readonly end: number;
}

/** Fields that a date follows from, and the name. */
const fieldsOfDates = new Set([
  "name",
  "effort",
  "duration",
  "after",
  "date",
  "deadline",
  "delay",
  "must-finish",
  "must-start",
  "finish-no-earlier",
  "finish-no-later",
  "start-no-earlier",
  "start-no-later",
  "schedule",
]);

/** The work whose dates somebody asks for at a place: by its id, wherever that stands, or in one of the fields dates follow from. */
export function workAt(reading: ProjectReading, file: ReadFile, offset: number): WorkTarget | undefined {
  const target = targetAt(reading, file, offset);
  if (target !== undefined) {
    const { place, start, end } = target;
    return place !== undefined && isWork(place) ? { place, start, end } : undefined;
  }
  const place = reading.index.at(file.path, offset);
  if (place === undefined || !isWork(place) || place.entry.value?.kind !== "map") return undefined;
  const { entries, starts } = place.entry.value;
  for (let index = 0; index < entries.length; index++) {
    const { key, value } = entries[index] ?? {};
    if (key === undefined || !fieldsOfDates.has(key.text)) continue;
    const base = place.start + (starts[index] ?? 0);
    const start = base + key.start;
    const end = base + Math.max(key.end, value?.end ?? 0);
    if (start <= offset && offset <= end) return { place, start, end };
  }
  return undefined;
}

const worksOf = new WeakMap<ProjectReading, ReadonlyMap<string, readonly RecordPlace[]>>();

/**
 * The tasks, stages and milestones whose ids stand in a stretch of a slice, in the order of the text. Costs a search, after one pass
 * for each reading.
 */
export function workWithin(reading: ProjectReading, path: string, start: number, end: number): readonly RecordPlace[] {
  let works = worksOf.get(reading);
  if (works === undefined) {
    works = workByFile(reading);
    worksOf.set(reading, works);
  }
  const places = works.get(path) ?? [];
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((keyRange(places[middle] as RecordPlace)?.end ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  const found: RecordPlace[] = [];
  for (let at = low; at < places.length; at++) {
    const place = places[at] as RecordPlace;
    if (place.start > end) break;
    found.push(place);
  }
  return found;
}

function workByFile(reading: ProjectReading): ReadonlyMap<string, readonly RecordPlace[]> {
  const works = new Map<string, RecordPlace[]>();
  for (const place of reading.index.places) {
    if (!isWork(place) || place.entry.key === undefined) continue;
    const places = works.get(place.slice.path);
    if (places === undefined) works.set(place.slice.path, [place]);
    else places.push(place);
  }
  // A file may hold its milestones before its tasks.
  for (const places of works.values()) places.sort((a, b) => a.start - b.start);
  return works;
}

function isWork({ section }: RecordPlace): boolean {
  return section === "tasks" || section === "milestones";
}
