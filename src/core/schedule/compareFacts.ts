import { formatAssignment } from "../model/assignment.ts";
import { formatDependency } from "../model/dependency.ts";
import { type Duration, formatDuration } from "../model/duration.ts";
import type { Id } from "../model/identifier.ts";
import type { Calendar, NamedRecord, Person, ProgressEntry } from "../model/records.ts";
import type { WorkRecord } from "../model/taskProgress.ts";
import type { ProjectReading, RecordPlace } from "../text/reading/index.ts";
import type { Value } from "../text/tree/node.ts";
import { type FactPlace, factOf, factOfLog, factOfProject, placeOfWork } from "./factPlace.ts";
import { writerOf } from "./progressFacts.ts";

/** A fact that differs between two readings of a project. */
export interface FactChange {
  readonly record?: NamedRecord;
  readonly field: string;
  readonly before?: string;
  readonly after?: string;
  readonly place?: FactPlace;
  readonly side: "before" | "after";
  readonly by?: string;
  /** Of days off and the like: the days for which something else is said now, as first and last ones; absent where it may be any. */
  readonly spans?: readonly (readonly [first: string, last: string])[];
}

/** Fields of a task that state a date which fixes it or holds it back. */
export const dateFields = [
  "start-no-earlier",
  "start-no-later",
  "finish-no-earlier",
  "finish-no-later",
  "must-start",
  "must-finish",
  "date",
] as const;
/** Fields of a task that move its start, and those that move its finish given the start. */
export const startFields = ["after", ...dateFields, "schedule", "delay", "calendar"] as const;
export const lengthFields = ["effort", "duration", "who", "calendar", "milestone"] as const;
const personFields = ["calendar", "leave", "from", "until", "capacity", "count"] as const;
const calendarFields = ["based-on", "hours", "holidays", "exceptions"] as const;
const projectFields = ["start", "calendar", "units", "unfinished"] as const;

/** Longer values are not quoted whole. */
const longestValue = 60;

/** Compares what two readings of one project state. Records are matched by their ids, now or before a renaming. */
export class FactComparison {
  readonly #before: ProjectReading;
  readonly #after: ProjectReading;
  readonly #matched = new Map<NamedRecord, NamedRecord | undefined>();
  readonly #lastEntries = new Map<ProjectReading, ReadonlyMap<NamedRecord, ReadonlyMap<string, ProgressEntry>>>();

  constructor(before: ProjectReading, after: ProjectReading) {
    this.#before = before;
    this.#after = after;
  }

  /** The record before that is this one now; undefined for a new one. */
  before(record: NamedRecord, namespace: "work" | "people" | "calendars" = "work"): NamedRecord | undefined {
    if (this.#matched.has(record)) return this.#matched.get(record);
    let found = this.#before.index.find(namespace, record.id)?.record;
    // An id may have gone to another record.
    if (found !== undefined && this.#after.index.find(namespace, record.id)?.record !== record) found = undefined;
    if (found === undefined) {
      for (const id of (record as WorkRecord).was ?? []) {
        const old = this.#before.index.find(namespace, id)?.record;
        if (old !== undefined && this.#after.index.find(namespace, id) === undefined) {
          found = old;
          break;
        }
      }
    }
    // Looked at the other way round, the renaming is still to come.
    if (found === undefined) {
      const later = this.#before.index.findRenamed(namespace, record.id)?.record;
      if (later !== undefined && this.#after.index.find(namespace, later.id) === undefined) found = later;
    }
    this.#matched.set(record, found);
    return found;
  }

  /** Which of some fields of a task, stage or milestone differ. */
  ofWork(record: WorkRecord, fields: readonly string[]): readonly FactChange[] {
    const before = this.before(record) as WorkRecord | undefined;
    if (before === undefined || before === record) return [];
    const placeBefore = placeOfWork(this.#before, before);
    const placeAfter = placeOfWork(this.#after, record);
    return this.#differences(record, fields, placeBefore, placeAfter, (field) => {
      if (field === "after") return this.#dependencies(before) === this.#dependencies(record, true);
      if (field === "who") return this.#people(before) === this.#people(record, true);
      return undefined;
    });
  }

  /** What differs about a person's time. */
  ofPerson(person: Person): readonly FactChange[] {
    const before = this.before(person, "people");
    if (before === person) return [];
    const placeAfter = this.#after.index.placeOf("people", person);
    const placeBefore = before && this.#before.index.placeOf("people", before);
    return this.#differences(person, personFields, placeBefore, placeAfter);
  }

  /** What differs about a calendar or one that it is based on. */
  ofCalendar(id: Id | undefined): readonly FactChange[] {
    const changes: FactChange[] = [];
    const seen = new Set<Id>();
    for (let next = id; next !== undefined && !seen.has(next) && seen.size < 50; ) {
      seen.add(next);
      const calendar = this.#after.index.resolve("calendars", next)?.record as Calendar | undefined;
      if (calendar === undefined) break;
      const before = this.before(calendar, "calendars");
      const placeAfter = this.#after.index.placeOf("calendars", calendar);
      const placeBefore = before && this.#before.index.placeOf("calendars", before);
      if (before !== calendar) {
        changes.push(...this.#differences(calendar, calendarFields, placeBefore, placeAfter));
      }
      next = calendar.basedOn;
    }
    return changes;
  }

  /** What differs about the project's own facts. */
  ofProject(): readonly FactChange[] {
    return projectFields.flatMap((field) => {
      const [before, after] = [this.#before, this.#after].map((reading) => headerText(reading, field));
      if (before === after) return [];
      const place = factOfProject(this.#after, field);
      const placeBefore = factOfProject(this.#before, field);
      const at = place ?? placeBefore;
      return [
        {
          field,
          ...(before !== undefined && { before }),
          ...(after !== undefined && { after }),
          ...(at && { place: at }),
          side: place === undefined && placeBefore !== undefined ? "before" : "after",
        } as const,
      ];
    });
  }

  /** What was logged about a task since: the newest entry that says something else than before. */
  ofProgress(record: WorkRecord): readonly FactChange[] {
    const then = this.before(record);
    const now = this.#last(this.#after).get(record);
    const old = then && this.#last(this.#before).get(then);
    const changed: { readonly field: string; readonly entry: ProgressEntry }[] = [];
    for (const [field, entry] of now ?? []) {
      if (loggedText(entry, field) !== loggedText(old?.get(field), field)) changed.push({ field, entry });
    }
    const newest = changed.reduce<(typeof changed)[number] | undefined>(
      (best, one) => (best === undefined || one.entry.at > best.entry.at ? one : best),
      undefined,
    );
    if (newest !== undefined) {
      const { entry } = newest;
      const fields = changed.filter((one) => one.entry === entry).map(({ field }) => field);
      const place = factOfLog(this.#after, entry);
      const after = fields.map((field) => `${field} ${loggedText(entry, field)}`).join(", ");
      return [
        {
          record,
          field: "progress",
          after,
          ...(place && { place }),
          side: "after",
          by: writerOf(this.#after, entry.log),
        },
      ];
    }
    for (const [field, entry] of old ?? []) {
      if (now?.has(field) === true) continue;
      const place = factOfLog(this.#before, entry);
      const before = `${field} ${loggedText(entry, field)}`;
      return [{ record, field: "progress", before, ...(place && { place }), side: "before" }];
    }
    return [];
  }

  /** The entry that counts, by field, of what bears on dates. */
  #last(reading: ProjectReading): ReadonlyMap<NamedRecord, ReadonlyMap<string, ProgressEntry>> {
    let known = this.#lastEntries.get(reading);
    if (known === undefined) {
      const all = new Map<NamedRecord, Map<string, ProgressEntry>>();
      for (const entry of reading.project.progress) {
        const record = entry.task === undefined ? undefined : reading.index.resolve("work", entry.task)?.record;
        if (record === undefined) continue;
        let own = all.get(record);
        if (own === undefined) {
          own = new Map();
          all.set(record, own);
        }
        for (const field of loggedFields) {
          if (entry[field] !== undefined && entry.at >= (own.get(field)?.at ?? "")) own.set(field, entry);
        }
      }
      known = all;
      this.#lastEntries.set(reading, known);
    }
    return known;
  }

  #differences(
    record: NamedRecord,
    fields: readonly string[],
    placeBefore: RecordPlace | undefined,
    placeAfter: RecordPlace | undefined,
    isSame?: (field: string) => boolean | undefined,
  ): readonly FactChange[] {
    return fields.flatMap((field) => {
      const itemsBefore = placeBefore && fieldItems(placeBefore, field);
      const itemsAfter = placeAfter && fieldItems(placeAfter, field);
      if (itemsBefore?.join("\n") === itemsAfter?.join("\n") || isSame?.(field) === true) return [];
      const before = textOf(itemsBefore, itemsAfter);
      const after = textOf(itemsAfter, itemsBefore);
      const isGone = itemsAfter === undefined;
      const place = isGone ? placeBefore : placeAfter;
      const spans = spansOf(field, itemsBefore ?? [], itemsAfter ?? []);
      return [
        {
          record,
          field,
          ...(before !== undefined && { before }),
          ...(after !== undefined && { after }),
          ...(place && { place: factOf(place, field) }),
          ...(spans && { spans }),
          side: isGone ? "before" : "after",
        } as const,
      ];
    });
  }

  /** Dependencies without regard to their order, with the ids of now. */
  #dependencies(record: WorkRecord, isAfter = false): string {
    return (record.after ?? [])
      .map((one) => formatDependency({ ...one, on: this.#idNow(one.on, "work", isAfter) }))
      .sort()
      .join();
  }

  #people(record: WorkRecord, isAfter = false): string {
    const who = "who" in record ? record.who : undefined;
    return (who ?? [])
      .map((one) => formatAssignment({ ...one, who: this.#idNow(one.who, "people", isAfter) }))
      .sort()
      .join();
  }

  #idNow(id: Id, namespace: "work" | "people", isAfter: boolean): Id {
    const now = this.#after.index.resolve(namespace, id)?.record.id;
    return isAfter || now !== undefined ? (now ?? id) : (this.#before.index.resolve(namespace, id)?.record.id ?? id);
  }
}

const loggedFields = ["start", "finish", "done", "left", "spent"] as const;

function loggedText(entry: ProgressEntry | undefined, field: string): string | undefined {
  const value = (entry as Readonly<Record<string, unknown>> | undefined)?.[field];
  if (value === undefined) return undefined;
  if (typeof value === "number") return `${value}%`;
  if (typeof value === "string") return value;
  return formatDuration(value as Duration);
}

function headerText({ project }: ProjectReading, field: string): string | undefined {
  const value = (project.header as Readonly<Record<string, unknown>>)[field];
  if (value === undefined || typeof value === "string") return value;
  return Object.entries(value as Readonly<Record<string, unknown>>)
    .map(([name, inner]) => `${name} ${String(inner)}`)
    .join(", ");
}

/** The values of a field as they are written, without regard to quotes, comments and layout; one where it is no list. */
function fieldItems({ entry }: RecordPlace, field: string): readonly string[] | undefined {
  const { value } = entry;
  if (value?.kind !== "map") return undefined;
  const found = value.entries.find(({ key }) => key?.text === field)?.value;
  if (found === undefined) return undefined;
  if (found.kind === "scalar") return [found.text];
  return found.entries.map(({ key, value: inner }) => {
    const text = inner === undefined ? "" : valueText(inner, 0);
    return key === undefined ? text : `${key.text}: ${text}`;
  });
}

/** For which days a list of days, or a date that ends or begins something, says something else now. */
function spansOf(field: string, before: readonly string[], after: readonly string[]): FactChange["spans"] {
  const datesIn = (item: string): readonly string[] => item.match(/\b\d{4}-\d{2}-\d{2}\b/g) ?? [];
  if (field === "from" || field === "until") {
    // Up to the first day, or from the last one on, nobody is there.
    const none = field === "from" ? earliestDay : latestDay;
    const dates = [datesIn(before.join())[0] ?? none, datesIn(after.join())[0] ?? none].sort();
    return [[dates[0] as string, dates[1] as string]];
  }
  if (field !== "leave" && field !== "holidays" && field !== "exceptions") return undefined;
  const changed = [
    ...before.filter((item) => !after.includes(item)),
    ...after.filter((item) => !before.includes(item)),
  ].map((item) => datesIn(item));
  if (changed.some(({ length }) => length === 0)) return undefined;
  return changed.map((dates) => [dates[0] as string, dates[1] ?? (dates[0] as string)]);
}

const earliestDay = "0000-01-01";
const latestDay = "9999-12-31";

/** The values; of a long list those that the other side does not have. */
function textOf(items: readonly string[] | undefined, others: readonly string[] | undefined): string | undefined {
  if (items === undefined) return undefined;
  if (items.length <= 3 || others === undefined) return cut(items.join(", "));
  const known = new Set(others);
  const own = items.filter((item) => !known.has(item));
  return own.length === 0 ? undefined : cut(own.join(", "));
}

function valueText(value: Value, depth: number): string {
  if (value.kind === "scalar") return value.text;
  if (depth > 4) return "…";
  return value.entries
    .map(({ key, value: inner }) => {
      const text = inner === undefined ? "" : valueText(inner, depth + 1);
      return key === undefined ? text : `${key.text}: ${text}`;
    })
    .join(", ");
}

function cut(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return [...line].length <= longestValue ? line : `${[...line].slice(0, longestValue - 1).join("")}…`;
}
