import { type SectionName, sectionOf } from "../../model/fields/index.ts";
import { isId } from "../../model/identifier.ts";
import type { NamedRecord, Task } from "../../model/records.ts";
import type { Entry, MapNode } from "../tree/node.ts";
import type { LocalProblem } from "./problem.ts";
import { Findings, type LocalReference, propertyOf, quote, readFields } from "./readValue.ts";

/** What one record's entry says. All offsets are relative to the start of the entry, so that it holds wherever the entry moves. */
export interface RecordReading {
  readonly record: NamedRecord;
  readonly problems: readonly LocalProblem[];
  readonly references: readonly LocalReference[];
  /** The tasks of a stage, with their entries, and where those begin. */
  readonly nested: readonly NestedRecord[];
}

export interface NestedRecord {
  readonly reading: RecordReading;
  readonly entry: Entry;
  readonly start: number;
}

const nothing: readonly never[] = [];
const cache = new Map<SectionName, WeakMap<Entry, RecordReading>>();

/** Fields of the log that people type into the plan, where they do not belong. */
const progressKeys: ReadonlySet<string> = new Set([
  "start",
  "finish",
  "done",
  "spent",
  "left",
  "blocked",
  "paid",
  "progress",
  "status",
]);

/** Reads a record; one whose entry was read before comes back as it is. */
export function readRecord(section: SectionName, entry: Entry): RecordReading {
  let readings = cache.get(section);
  if (readings === undefined) {
    readings = new WeakMap();
    cache.set(section, readings);
  }
  let reading = readings.get(entry);
  if (reading === undefined) {
    reading = section === "tasks" ? readTask(entry) : readPlainRecord(section, entry);
    readings.set(entry, reading);
  }
  return reading;
}

function readPlainRecord(section: SectionName, entry: Entry): RecordReading {
  const findings = new Findings();
  const record: Record<string, unknown> = { id: readId(entry, findings), name: undefined };
  const value = mapOf(section, entry, findings);
  if (value !== undefined) {
    readFields(sectionOf(section).fields, value.entries, value.starts, 0, findings, undefined, record);
    requireFields(section, entry, record, findings);
  }
  record.name ??= record.id;
  return finish(record as unknown as NamedRecord, findings, nothing);
}

function readTask(entry: Entry): RecordReading {
  const findings = new Findings();
  const record: Record<string, unknown> = { id: readId(entry, findings), name: undefined };
  const value = mapOf("tasks", entry, findings);
  let nested: readonly NestedRecord[] = nothing;
  let isStage = false;
  if (value !== undefined) {
    readFields(
      sectionOf("tasks").fields,
      value.entries,
      value.starts,
      0,
      findings,
      undefined,
      record,
      (key, start, end) => {
        if (!progressKeys.has(key)) return false;
        const message = `Progress is logged, not typed into the plan, so that two people can report at once. Log “${key}” instead.`;
        findings.add("progress-in-plan", "error", message, start, end, { field: key });
        return true;
      },
    );
    const index = value.entries.findIndex(({ key }) => key?.text === "tasks");
    const inner = value.entries[index];
    if (inner !== undefined) {
      isStage = true;
      nested = readNested(inner, value.starts[index] ?? 0, findings);
      checkStage(value, record, findings);
    } else {
      checkLeaf(value, record, findings);
    }
    requireFields("tasks", entry, record, findings);
  }
  record.name ??= record.id;
  record.tasks = nested.length === 0 ? nothing : nested.map(({ reading }) => reading.record as Task);
  record.isStage = isStage;
  return finish(record as unknown as NamedRecord, findings, nested);
}

function finish(record: NamedRecord, findings: Findings, nested: readonly NestedRecord[]): RecordReading {
  const problems = findings.problems.length === 0 ? nothing : findings.problems;
  const references = findings.references.length === 0 ? nothing : findings.references;
  return { record, problems, references, nested };
}

function readNested(inner: Entry, base: number, findings: Findings): readonly NestedRecord[] {
  const { value } = inner;
  if (value === undefined) return nothing;
  if (value.kind !== "map") {
    const message = "“tasks” takes tasks by their ids: an id with a colon, and its fields below it.";
    findings.add("wrong-shape", "error", message, base + value.start, base + value.end, { field: "tasks" });
    return nothing;
  }
  return value.entries.map((entry, index) => ({
    reading: readRecord("tasks", entry),
    entry,
    start: base + (value.starts[index] ?? 0),
  }));
}

function readId(entry: Entry, findings: Findings): string {
  const { key } = entry;
  if (key === undefined) return "";
  if (!isId(key.text)) {
    const message = `${quote(key.text)} can't be an id. Use up to 40 small letters, digits and hyphens, beginning with a letter.`;
    findings.add("bad-id", "error", message, key.start, key.end);
  }
  return key.text;
}

function mapOf(section: SectionName, entry: Entry, findings: Findings): MapNode | undefined {
  const { key, value } = entry;
  if (value?.kind === "map") return value;
  if (value === undefined) {
    // A line without a colon is being typed; that it says so is enough.
    if (key !== undefined && entry.problems.length === 0) {
      const message = `${quote(key.text)} says nothing yet. Write its fields below it, further to the right, beginning with “name”.`;
      findings.add("missing-field", "warning", message, key.start, key.end, { field: "name" });
    }
    return undefined;
  }
  const { record } = sectionOf(section);
  const message = `Here stands the id of a ${record} with its fields below it, such as “name”, further to the right.`;
  findings.add("wrong-shape", "error", message, value.start, value.end);
  return undefined;
}

function requireFields(
  section: SectionName,
  entry: Entry,
  record: Readonly<Record<string, unknown>>,
  findings: Findings,
): void {
  const { fields } = sectionOf(section);
  for (const name of requiredFields(section)) {
    if (record[propertyOf(name)] !== undefined || isStated(entry, name)) continue;
    const severity = name === "name" ? "warning" : "error";
    const { key } = entry;
    const message = `${quote(key?.text ?? "")} has no “${name}”: ${fields[name]?.about.toLowerCase() ?? ""}`;
    findings.add("missing-field", severity, message, key?.start ?? 0, key?.end ?? 0, { field: name });
  }
}

/** A value that could not be read has its own problem. */
function isStated(entry: Entry, name: string): boolean {
  const { value } = entry;
  return value?.kind === "map" && value.entries.some((field) => field.key?.text === name && field.value !== undefined);
}

const required = new Map<SectionName, readonly string[]>();

function requiredFields(section: SectionName): readonly string[] {
  let names = required.get(section);
  if (names === undefined) {
    const { fields } = sectionOf(section);
    names = Object.keys(fields).filter((name) => fields[name]?.presence === "required");
    required.set(section, names);
  }
  return names;
}

function checkStage(value: MapNode, record: Readonly<Record<string, unknown>>, findings: Findings): void {
  for (const name of ["effort", "duration"]) {
    if (record[name] === undefined) continue;
    report(
      value,
      name,
      "stage-estimate",
      `A stage takes what its tasks take. Move “${name}” to one of them.`,
      findings,
    );
  }
}

function checkLeaf(value: MapNode, record: Readonly<Record<string, unknown>>, findings: Findings): void {
  if (record.milestone === true) {
    for (const name of ["effort", "duration"]) {
      if (record[name] === undefined) continue;
      report(
        value,
        name,
        "milestone-work",
        `A milestone is a point in time. Remove “${name}”, or “milestone”.`,
        findings,
      );
    }
  } else if (record.effort !== undefined && record.duration !== undefined && record.who === undefined) {
    const message = "Keep “effort” or “duration”: both together need “who”, whose share of time then follows.";
    report(value, "duration", "two-estimates", message, findings);
  }
}

function report(
  value: MapNode,
  name: string,
  code: "stage-estimate" | "milestone-work" | "two-estimates",
  message: string,
  findings: Findings,
): void {
  const index = value.entries.findIndex(({ key }) => key?.text === name);
  const key = value.entries[index]?.key;
  const base = value.starts[index] ?? 0;
  if (key !== undefined) findings.add(code, "error", message, base + key.start, base + key.end, { field: name });
}
