import {
  isSectionName,
  progressFields,
  progressKey,
  projectFields,
  type SectionName,
  sectionNames,
  sections,
  versionKey,
} from "../../model/fields/index.ts";
import { nearest } from "../../model/identifier.ts";
import { languageVersion, projectFileName } from "../../model/project.ts";
import type { NamedRecord, ProgressEntry, Project, ProjectHeader } from "../../model/records.ts";
import { problemsIn } from "../tree/index.ts";
import type { Entry, ListNode } from "../tree/node.ts";
import { classProblem } from "./classesOfService.ts";
import { type HeaderLine, headerLine } from "./isSlice.ts";
import { type LocalProblem, type Problem, type ProblemData, placed, type Severity } from "./problem.ts";
import { type IdTable, idTable, ProjectIndex, type RecordPlace } from "./projectIndex.ts";
import { type RecordReading, readRecord } from "./readRecord.ts";
import { Findings, type LocalReference, propertyOf, quote, readFields, readValue, reportUnknown } from "./readValue.ts";
import { compareSlices, type Slice, versionOf } from "./slice.ts";

/** A reference with its place in a file. */
export interface ReferencePlace {
  readonly path: string;
  /** Of the id alone. */
  readonly start: number;
  readonly end: number;
  readonly reference: LocalReference;
  /** The record it stands in; absent for the project's own facts and for logs. */
  readonly from: RecordPlace | undefined;
}

/** A whole project as its slices state it, with what is wrong with them. */
export interface ProjectReading {
  readonly project: Project;
  /** In the order they were put together. */
  readonly slices: readonly Slice[];
  readonly index: ProjectIndex;
  /** References of the project's own facts and of logs; those of records are with their places. */
  readonly looseReferences: readonly ReferencePlace[];
  /** By slice, each in the order of their places. */
  readonly problems: ReadonlyMap<string, readonly Problem[]>;
  /** Whether a newer Gantry made it: then it is shown, but not edited. */
  readonly isNewer: boolean;
}

/** More problems in one file help nobody. VS Code shows a thousand. */
const mostProblems = 1000;

/**
 * Puts the slices of a project together. Never throws. What it costs beyond reading the slices grows with the number of records,
 * not with the length of their texts.
 * @param fallbackName stands in for a missing name, usually the folder's.
 * @param before the reading before an edit: it changes nothing but how long it takes.
 */
export function unite(slices: readonly Slice[], fallbackName: string, before?: ProjectReading): ProjectReading {
  return new Union(
    [...slices].sort((a, b) => compareSlices(a.path, b.path)),
    fallbackName,
    before?.index,
  ).result();
}

function isIn(line: HeaderLine | undefined, offset: number): boolean {
  return line !== undefined && line.start <= offset && offset <= line.end;
}

interface FactReading {
  readonly value: unknown;
  readonly problems: readonly LocalProblem[];
  readonly references: readonly LocalReference[];
}

const factCache = new WeakMap<Entry, FactReading>();
const progressCache = new WeakMap<Entry, FactReading>();
const noProblems: readonly never[] = [];

class Union {
  readonly #slices: readonly Slice[];
  readonly #fallbackName: string;
  readonly #problems = new Map<string, Problem[]>();
  readonly #places: RecordPlace[] = [];
  readonly #records = Object.fromEntries(sectionNames.map((name) => [name, []])) as unknown as Record<
    SectionName,
    NamedRecord[]
  >;
  readonly #facts: Record<string, unknown> = {};
  readonly #factPlaces = new Map<string, { readonly path: string; readonly start: number; readonly end: number }>();
  readonly #progress: ProgressEntry[] = [];
  readonly #loose: ReferencePlace[] = [];
  #version: number | undefined;
  #isNewer = false;
  #suggestions = 0;
  readonly #before: ProjectIndex | undefined;
  /** Whether all records so far are those of before, by section and id. */
  #isSameSequence: boolean;

  constructor(slices: readonly Slice[], fallbackName: string, before: ProjectIndex | undefined) {
    this.#slices = slices;
    this.#fallbackName = fallbackName;
    this.#before = before;
    this.#isSameSequence = before !== undefined;
  }

  result(): ProjectReading {
    for (const slice of this.#slices) this.#addSlice(slice);
    const index = new ProjectIndex(this.#places, this.#idTable());
    this.#checkOldIds(index);
    this.#checkReferences(index);
    this.#checkClasses();
    const header = {
      ...this.#facts,
      version: this.#version ?? languageVersion,
      name: inOneLine((this.#facts.name as string | undefined) ?? this.#fallbackName),
    } as ProjectHeader;
    const project = { ...this.#records, header, progress: this.#progress } as unknown as Project;
    for (const problems of this.#problems.values()) problems.sort((a, b) => a.start - b.start || a.end - b.end);
    return {
      project,
      slices: this.#slices,
      index,
      looseReferences: this.#loose,
      problems: this.#problems,
      isNewer: this.#isNewer,
    };
  }

  #add(slice: Slice, problem: LocalProblem, base: number, related?: Problem["related"]): void {
    let problems = this.#problems.get(slice.path);
    if (problems === undefined) {
      problems = [];
      this.#problems.set(slice.path, problems);
    }
    if (problems.length >= mostProblems) return;
    const found = placed(problem, slice.path, base);
    problems.push(related === undefined ? found : { ...found, related });
  }

  #addSlice(slice: Slice): void {
    const header = this.#addVersion(slice);
    for (const problem of problemsIn(slice.tree)) {
      // One mistake in the first line is one problem.
      if (!isIn(header, problem.start)) this.#add(slice, { ...problem, severity: "error" }, 0);
    }
    const { value } = slice.tree;
    if (value === undefined) return;
    if (value.kind !== "map") {
      const message = `A project's file holds sections: a word with a colon, such as “tasks:”, and records below it.`;
      this.#add(slice, { code: "wrong-shape", severity: "error", message, start: value.start, end: value.end }, 0);
      return;
    }
    const seen = new Map<string, number>();
    for (let index = 0; index < value.entries.length; index++) {
      const entry = value.entries[index] as Entry;
      const { key } = entry;
      if (key === undefined) continue;
      const start = value.starts[index] ?? 0;
      const earlier = seen.get(key.text);
      if (earlier !== undefined) {
        const isSection = isSectionName(key.text) || key.text === progressKey;
        const message = isSection
          ? `The section “${key.text}” stands twice in this file. Move what is in the second one to the first.`
          : `${quote(key.text)} stands twice in this file. Keep one of them.`;
        const first = {
          path: slice.path,
          start: earlier,
          end: earlier + key.text.length,
          message: "It stands here first.",
        };
        const problem = { code: "duplicate-key", severity: "error", message, start: key.start, end: key.end } as const;
        this.#add(slice, { ...problem, data: { field: key.text } }, start, [first]);
      } else {
        seen.set(key.text, start + key.start);
      }
      if (!isIn(header, start + key.start)) this.#addTopLevel(slice, entry, key.text, start);
    }
  }

  /** @returns the line that was meant to state the version, when it does not do so as it should. */
  #addVersion(slice: Slice): HeaderLine | undefined {
    const version = versionOf(slice);
    const header = headerLine(slice.text);
    const isRight = header?.isRight === true;
    if (version === undefined || (!isRight && version <= languageVersion)) {
      const message = `A project's file begins with the line “gantry: ${languageVersion}”.`;
      const { start, end } = header ?? { start: 0, end: 0 };
      this.#add(slice, { code: "no-version", severity: "error", message, start, end }, 0);
    }
    if (version !== undefined) {
      if (version > languageVersion) {
        this.#isNewer = true;
        const message = `A newer version of Gantry made this file (gantry: ${version}). It is shown but not edited; update Gantry to edit it.`;
        this.#add(slice, { code: "newer-version", severity: "error", message, start: 0, end: 0 }, 0);
      }
      if (slice.path === projectFileName) this.#version = version;
    }
    return isRight ? undefined : header;
  }

  #addTopLevel(slice: Slice, entry: Entry, name: string, start: number): void {
    if (isSectionName(name)) this.#addSection(slice, name, entry, start);
    else if (name === progressKey) this.#addProgress(slice, entry, start);
    else if (Object.hasOwn(projectFields, name)) this.#addFact(slice, name as keyof typeof projectFields, entry, start);
    else if (name !== versionKey && !name.startsWith("x-") && entry.key !== undefined) {
      const findings = new Findings();
      const known = [...sectionNames, ...Object.keys(projectFields), progressKey, versionKey];
      reportUnknown(name, entry.key, 0, known, findings);
      for (const problem of findings.problems) this.#add(slice, problem, start);
    }
  }

  #addSection(slice: Slice, section: SectionName, { value }: Entry, base: number): void {
    if (value === undefined) return;
    if (value.kind !== "map") {
      const message = `“${section}” holds records by their ids: an id with a colon, and its fields below it.`;
      this.#add(slice, { code: "wrong-shape", severity: "error", message, start: value.start, end: value.end }, base);
      return;
    }
    const records = this.#records[section];
    for (let index = 0; index < value.entries.length; index++) {
      const entry = value.entries[index] as Entry;
      const reading = readRecord(section, entry);
      if (reading.record.id === "") continue;
      const place = this.#addRecord(slice, section, reading, entry, base + (value.starts[index] ?? 0), undefined);
      records.push(place.record);
    }
  }

  #addRecord(
    slice: Slice,
    section: SectionName,
    reading: RecordReading,
    entry: Entry,
    start: number,
    parent: RecordPlace | undefined,
  ): RecordPlace {
    const position = this.#places.length;
    const { record } = reading;
    const old = this.#before?.places[position];
    if (this.#isSameSequence && (old?.record.id !== record.id || old.section !== section)) this.#isSameSequence = false;
    const place: RecordPlace = { section, record, reading, slice, entry, start, parent, position };
    this.#places.push(place);
    for (const problem of reading.problems) this.#add(slice, problem, start);
    for (const nested of reading.nested) {
      if (nested.reading.record.id === "") continue;
      this.#addRecord(slice, section, nested.reading, nested.entry, start + nested.start, place);
    }
    return place;
  }

  /** While no id comes, goes or moves, the table is that of before; most edits are in names and values. */
  #idTable(): IdTable {
    const before = this.#before;
    const places = this.#places;
    if (before !== undefined && this.#isSameSequence && places.length === before.places.length && !before.hasTwice) {
      return before.ids;
    }
    return idTable(places, (place, first) => this.#reportTwice(place, first));
  }

  #reportTwice(place: RecordPlace, first: RecordPlace): void {
    const { key } = place.entry;
    if (key === undefined) return;
    const where = first.slice === place.slice ? "in this file" : `in ${first.slice.path}`;
    const what = first.section === place.section ? "" : ` as a ${sections[first.section].record}`;
    const message = `The id ${quote(place.record.id)} is already used ${where}${what}. Choose another one for one of them.`;
    const related = { path: first.slice.path, ...keyPlace(first), message: "It stands here first." };
    const problem = { code: "duplicate-id", severity: "error", message, start: key.start, end: key.end } as const;
    this.#add(place.slice, problem, place.start, [related]);
  }

  /** An id that a record had leads to it in logs, so nobody else may have it, or have had it. */
  #checkOldIds(index: ProjectIndex): void {
    for (const place of index.renamed) {
      const { was = [] } = place.record as { readonly was?: readonly string[] };
      if (place.entry.value?.kind !== "map") continue;
      const { namespace } = sections[place.section];
      for (const id of was) {
        const now = index.find(namespace, id);
        const before = index.resolve(namespace, id);
        const other = now ?? (before === place ? undefined : before);
        if (other === undefined) continue;
        const what = sections[other.section].record;
        const message =
          now === undefined
            ? `${quote(id)} was the id of the ${what} “${other.record.id}” before. Keep it in one of the two.`
            : `${quote(id)} is the id of a ${what} now, so it can't lead here. Take it out of “was”.`;
        const [at, otherAt] = [oldIdPlace(place, id), now === undefined ? oldIdPlace(other, id) : keyPlace(other)];
        const problem = { code: "duplicate-id", severity: "warning", message, ...at, data: { field: "was" } } as const;
        this.#add(place.slice, problem, 0, [{ ...otherAt, path: other.slice.path, message: "It stands here." }]);
      }
    }
  }

  #addFact(slice: Slice, name: keyof typeof projectFields, entry: Entry, start: number): void {
    const { key, value } = entry;
    if (value === undefined || key === undefined) return;
    const first = this.#factPlaces.get(name);
    if (first !== undefined && first.path !== slice.path) {
      const message = `“${name}” is stated in ${first.path} too. Keep one of them.`;
      const problem = { code: "duplicate-key", severity: "error", message, start: key.start, end: key.end } as const;
      this.#add(slice, problem, start, [{ ...first, message: "It stands here first." }]);
    }
    let reading = factCache.get(entry);
    if (reading === undefined) {
      const findings = new Findings();
      const result = readValue(projectFields[name].type, value, 0, name, findings);
      reading = { value: result, problems: findings.problems, references: findings.references };
      factCache.set(entry, reading);
    }
    for (const problem of reading.problems) this.#add(slice, problem, start);
    this.#refer(slice, reading.references, start);
    if (first !== undefined) return;
    this.#factPlaces.set(name, { path: slice.path, start: start + key.start, end: start + key.end });
    if (reading.value !== undefined) this.#facts[propertyOf(name)] = reading.value;
  }

  #addProgress(slice: Slice, { value }: Entry, base: number): void {
    if (value === undefined) return;
    if (value.kind !== "list") {
      const message =
        "“progress” is a list: one entry a line, as in - {at: 2027-01-13T15:10:00Z, task: api, done: 40%}.";
      this.#add(slice, { code: "wrong-shape", severity: "error", message, start: value.start, end: value.end }, base);
      return;
    }
    this.#addEntries(slice, value, base);
  }

  #addEntries(slice: Slice, list: ListNode, base: number): void {
    for (let index = 0; index < list.entries.length; index++) {
      const entry = list.entries[index] as Entry;
      const start = base + (list.starts[index] ?? 0);
      let reading = progressCache.get(entry);
      if (reading === undefined) {
        reading = readProgress(entry, slice.path);
        progressCache.set(entry, reading);
      }
      for (const problem of reading.problems) this.#add(slice, problem, start);
      this.#refer(slice, reading.references, start);
      if (reading.value !== undefined) this.#progress.push(reading.value as ProgressEntry);
    }
  }

  #refer(slice: Slice, references: readonly LocalReference[], base: number): void {
    for (const reference of references) {
      const { start, end } = reference;
      this.#loose.push({ path: slice.path, start: base + start, end: base + end, reference, from: undefined });
    }
  }

  #checkReferences(index: ProjectIndex): void {
    const before = this.#before?.ids === index.ids ? this.#before : undefined;
    for (const place of this.#places) {
      const { references } = place.reading;
      // The same ids lead where they led.
      const isKnown = before?.places[place.position]?.reading === place.reading && !before.unsound.has(place.position);
      if (references.length === 0 || isKnown) continue;
      for (const reference of references) {
        const problem = this.#checkReference(index, reference, place);
        if (problem === undefined) continue;
        this.#add(place.slice, problem, place.start);
        index.unsound.add(place.position);
      }
    }
    const slices = new Map(this.#slices.map((slice) => [slice.path, slice]));
    for (const { path, start, reference } of this.#loose) {
      const problem = this.#checkReference(index, reference, undefined);
      const slice = slices.get(path);
      if (problem !== undefined && slice !== undefined) this.#add(slice, problem, start - reference.start);
    }
  }

  #checkClasses(): void {
    const classes = (this.#facts.rules as ProjectHeader["rules"])?.classesOfService ?? new Map();
    for (const place of this.#places) {
      // Nearly always it is a known one or none: only else is it looked for in the text.
      const { class: id } = place.record as { readonly class?: string };
      if (id === undefined || classes.has(id)) continue;
      const problem = classProblem(place, classes);
      if (problem !== undefined) this.#add(place.slice, problem, place.start);
    }
  }

  #checkReference(
    index: ProjectIndex,
    { to, id, start, end, field }: LocalReference,
    from: RecordPlace | undefined,
  ): LocalProblem | undefined {
    for (const namespace of to) {
      const place = index.find(namespace, id);
      if (place === undefined) continue;
      if (place !== from || (field !== "after" && field !== "based-on")) return undefined;
      const message =
        field === "after" ? `${quote(id)} can't wait for itself.` : `${quote(id)} can't be based on itself.`;
      return problemOf("self-reference", "error", message, start, end, { field });
    }
    for (const namespace of to) {
      const renamed = index.findRenamed(namespace, id);
      if (renamed === undefined) continue;
      // Logs and baselines keep the ids of their time.
      if (from === undefined && (field === "task" || field === "cost")) return undefined;
      const message = `${quote(id)} is now called “${renamed.record.id}”.`;
      return problemOf("old-reference", "warning", message, start, end, { field, nearest: renamed.record.id });
    }
    const near = this.#suggestions++ < mostSuggestions ? nearestIn(index, to, id) : undefined;
    const what = to.map(nameOf).join(" or ");
    const advice =
      near === undefined ? `Choose another id, or write down a ${what} of that id.` : `Did you mean “${near}”?`;
    const message = `There is no ${what} ${quote(id)}. ${advice}`;
    return problemOf(
      "unknown-reference",
      "error",
      message,
      start,
      end,
      near === undefined ? { field } : { field, nearest: near },
    );
  }
}

/** Where a record's id stands in its file. */
function keyPlace({ entry, start }: RecordPlace): { readonly start: number; readonly end: number } {
  return { start: start + (entry.key?.start ?? 0), end: start + (entry.key?.end ?? 0) };
}

/** Where an id stands in a record's `was`. */
function oldIdPlace(place: RecordPlace, id: string): { readonly start: number; readonly end: number } {
  const map = place.entry.value?.kind === "map" ? place.entry.value : undefined;
  const index = map?.entries.findIndex(({ key }) => key?.text === "was") ?? -1;
  const value = map?.entries[index]?.value;
  const base = place.start + (map?.starts[index] ?? 0);
  if (value?.kind === "scalar") return { start: base + value.start, end: base + value.end };
  const item = value?.entries.findIndex((entry) => entry.value?.kind === "scalar" && entry.value.text === id) ?? -1;
  const found = value?.entries[item]?.value;
  if (found === undefined) return keyPlace(place);
  const start = base + (value?.starts[item] ?? 0);
  return { start: start + found.start, end: start + found.end };
}

/** Names are shown in titles and lists. */
const longestName = 200;

function inOneLine(name: string): string {
  return name.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").slice(0, longestName);
}

type RecordNamespace = (typeof sections)[SectionName]["namespace"];

function problemOf(
  code: LocalProblem["code"],
  severity: Severity,
  message: string,
  start: number,
  end: number,
  data: ProblemData,
): LocalProblem {
  return { code, severity, message, start, end, data };
}

function nameOf(namespace: RecordNamespace): string {
  if (namespace === "work") return "task or milestone";
  if (namespace === "people") return "person or role";
  return sections[namespace].record;
}

/** Looking for a near miss among all ids is work for some typing mistakes, not for a thousand. */
const mostSuggestions = 20;
const mostCompared = 20_000;

function nearestIn(index: ProjectIndex, to: readonly RecordNamespace[], id: string): string | undefined {
  const candidates: string[] = [];
  for (const namespace of to) {
    for (const candidate of index.idsOf(namespace)) {
      if (candidates.length >= mostCompared) break;
      candidates.push(candidate);
    }
  }
  return nearest(id, candidates);
}

function readProgress(entry: Entry, path: string): FactReading {
  const findings = new Findings();
  const { value } = entry;
  if (value === undefined) return { value: undefined, problems: noProblems, references: noProblems };
  if (value.kind !== "map") {
    const message = "An entry names what it is about: {at: 2027-01-13T15:10:00Z, task: api, done: 40%}.";
    findings.add("wrong-shape", "error", message, value.start, value.end);
    return { value: undefined, problems: findings.problems, references: noProblems };
  }
  const read: Record<string, unknown> = readFields(progressFields, value.entries, value.starts, 0, findings);
  if (read.at === undefined && !value.entries.some(({ key, value: at }) => key?.text === "at" && at !== undefined)) {
    const message = "This entry does not say when it was logged. Begin it with “at”, as in at: 2027-01-13T15:10:00Z.";
    findings.add("missing-field", "error", message, value.start, value.end, { field: "at" });
  }
  if (read.task === undefined && read.cost === undefined && read.item === undefined && findings.problems.length === 0) {
    const message = "This entry does not say what it is about. Add “task”, “cost” or “item”.";
    findings.add("missing-field", "error", message, value.start, value.end, { field: "task" });
  }
  const result = read.at === undefined ? undefined : { ...read, log: path };
  return { value: result, problems: findings.problems, references: findings.references };
}
