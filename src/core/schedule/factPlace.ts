import type { NamedRecord, ProgressEntry } from "../model/records.ts";
import type { WorkRecord } from "../model/taskProgress.ts";
import type { ProjectReading, RecordPlace } from "../text/reading/index.ts";
import type { Entry } from "../text/tree/node.ts";

/** Where a fact is stated: a field with its value, a record's id where the field is not stated. Offsets in UTF-16 units. */
export interface FactPlace {
  /** Below the project folder. */
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

/** Where a task, stage or milestone stands. */
export function placeOfWork({ index }: ProjectReading, record: NamedRecord): RecordPlace | undefined {
  const place = index.find("work", record.id);
  return place?.record === record ? place : index.placeOf("tasks", record);
}

/** Where a field of a task, stage or milestone is stated. */
export function factOfWork(reading: ProjectReading, record: WorkRecord, field: string): FactPlace | undefined {
  const place = placeOfWork(reading, record);
  return place && factOf(place, field);
}

/** Where a field of a record is stated. */
export function factOf(place: RecordPlace, field: string): FactPlace {
  return { path: place.slice.path, ...fieldRange(place, field) };
}

/** Where a fact of the project is stated; undefined where it is not. */
export function factOfProject({ slices }: ProjectReading, field: string): FactPlace | undefined {
  for (const { path, tree } of slices) {
    const found = entryIn(tree, field);
    if (found !== undefined) return { path, ...found };
  }
  return undefined;
}

/** Where an entry of a progress log stands; undefined where it can't be told. */
export function factOfLog({ slices }: ProjectReading, entry: ProgressEntry): FactPlace | undefined {
  const slice = slices.find(({ path }) => path === entry.log);
  const map = slice?.tree.value;
  if (slice === undefined || map?.kind !== "map") return undefined;
  for (let index = 0; index < map.entries.length; index++) {
    const { key, value } = map.entries[index] as Entry;
    if (key?.text !== "progress" || value?.kind !== "list") continue;
    for (let line = 0; line < value.entries.length; line++) {
      const logged = (value.entries[line] as Entry).value;
      if (logged?.kind !== "map") continue;
      const says = (field: string, text: string | undefined): boolean =>
        logged.entries.some(
          ({ key: name, value: at }) => name?.text === field && at?.kind === "scalar" && at.text === text,
        );
      if (!says("at", entry.at) || !says("task", entry.task)) continue;
      const base = (map.starts[index] ?? 0) + (value.starts[line] ?? 0);
      return { path: slice.path, start: base + logged.start, end: base + logged.end };
    }
  }
  return undefined;
}

/** Where a field of a record stands: its key with its value; the id, when it is not stated. */
export function fieldRange(place: RecordPlace, field: string): { readonly start: number; readonly end: number } {
  const found = entryIn(place.entry, field);
  if (found === undefined) return keyRange(place);
  return { start: place.start + found.start, end: place.start + found.end };
}

/** Where the id of a record stands. */
export function keyRange({ entry, start }: RecordPlace): { readonly start: number; readonly end: number } {
  return { start: start + (entry.key?.start ?? 0), end: start + (entry.key?.end ?? 0) };
}

function entryIn({ value }: Entry, field: string): { readonly start: number; readonly end: number } | undefined {
  if (value?.kind !== "map") return undefined;
  const names =
    field === "effort" ? ["effort", "duration", "who"] : field === "must-finish" ? [field, "date"] : [field];
  const index = value.entries.findIndex(({ key }) => key !== undefined && names.includes(key.text));
  const entry = value.entries[index];
  if (entry?.key === undefined) return undefined;
  const base = value.starts[index] ?? 0;
  const end = entry.value?.kind === "scalar" ? entry.value.end : entry.key.end;
  return { start: base + entry.key.start, end: base + end };
}
