/**
 * What the tests of templates ask beyond the language: the reader reads the files of a project, and everything it finds wrong is a
 * finding; so is what is legal but not good enough to be scaffolded. It says nothing about dates that follow from a schedule; see
 * roughSchedule.ts.
 */
import { parseDate, weekday } from "../../../src/core/model/date.ts";
import type { SectionName } from "../../../src/core/model/fields/index.ts";
import { minutesOf, parseEstimate } from "../../../src/core/model/index.ts";
import {
  documentProblems,
  type Problem,
  readDocument,
  readSlice,
  unite,
} from "../../../src/core/text/reading/index.ts";
import type { RecordPlace } from "../../../src/core/text/reading/projectIndex.ts";
import type { Entry, Value } from "../../../src/core/text/tree/node.ts";
import type { Files } from "./projectFiles.ts";

export type { Files } from "./projectFiles.ts";

export interface Finding {
  /** Of the language's problems, or one of the checks below. */
  readonly code: string;
  readonly path: string;
  readonly message: string;
}

export interface SliceRecord {
  readonly id: string;
  readonly path: string;
  /** Fields that hold one value or a list, as written. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
}

export interface SliceTask extends SliceRecord {
  readonly parent: SliceTask | undefined;
  readonly children: SliceTask[];
}

export interface SliceProject {
  readonly header: Readonly<Record<string, string>>;
  /** All tasks, parents before their children. */
  readonly tasks: readonly SliceTask[];
  /** Records of every other section by section and id. */
  readonly sections: Readonly<Record<string, readonly SliceRecord[]>>;
  /** Date → name, of all calendars together. */
  readonly holidays: Readonly<Record<string, string>>;
  readonly findings: readonly Finding[];
}

/** What a scaffolded record states, although the language does not ask for it. */
const required: Readonly<Partial<Record<SectionName, readonly string[]>>> = {
  people: ["name"],
  tasks: ["name"],
  milestones: ["name", "owner"],
  iterations: ["name", "start", "finish", "goal"],
  calendars: ["name"],
  funding: ["name", "amount"],
  costs: ["name", "type", "owner"],
  stakeholders: [
    "name",
    "category",
    "interest",
    "influence",
    "expectation",
    "engagement-now",
    "engagement-wanted",
    "strategy",
    "channel",
    "cadence",
    "owner",
  ],
  risks: ["name", "cause", "effect", "probability", "impact", "strategy", "response", "due", "owner", "status"],
  raci: ["name", "responsible", "accountable"],
  communications: ["name", "purpose", "channel", "cadence", "owner"],
  issues: ["name", "severity", "status", "owner", "raised"],
  assumptions: ["name", "owner", "check-by", "status", "if-wrong"],
  dependencies: ["name", "direction", "party", "needed-by", "status", "owner"],
  changes: ["name", "requested-by", "raised", "reason", "status"],
  actions: ["name", "owner", "due", "status"],
  procurement: ["name", "need", "decision", "owner", "approver"],
  baselines: ["name", "date", "tasks", "planned-value"],
};

/** What somebody is expected to do something on: a working day. */
const workingFields = new Set("start finish date deadline due check-by needed-by promised delivery".split(" "));

/** Optimistic, likely and pessimistic minutes at 8 hours a day, or the one figure three times. */
export function rangeOf(text: string): readonly [number, number, number] {
  const estimate = parseEstimate(text);
  if (estimate === undefined) return [Number.NaN, Number.NaN, Number.NaN];
  const { optimistic, likely, pessimistic } = estimate;
  return [minutesOf(optimistic ?? likely), minutesOf(likely), minutesOf(pessimistic ?? likely)];
}

/** The id in a reference: `chen 50%`, `2 developer`, `api SS+1d`. */
export function idOf(reference: string): string {
  return reference.replace(/^\d+ /, "").split(" ")[0] ?? "";
}

/** Reads the slices and documents among `files` (path → text). */
export function readSlices(files: Files): SliceProject {
  const findings: Finding[] = [];
  const note = (code: string, path: string, message: string): void => {
    findings.push({ code, path, message });
  };
  const slices = Object.entries(files).filter(([path]) => path.endsWith(".yaml"));
  const reading = unite(
    slices.map(([path, text]) => readSlice(path, text)),
    "Unnamed",
  );
  for (const [path, text] of slices) {
    if (!text.startsWith("gantry: 1\n")) note("first-line", path, "does not begin with gantry: 1");
    if (text.includes("\t")) note("tab", path, "holds a tab");
    if (!text.endsWith("\n") || text.includes("\r")) note("line-end", path, "does not end with one line end");
  }
  const problems: Problem[] = [...reading.problems.values()].flat();
  for (const [path, text] of Object.entries(files)) {
    if (path.endsWith(".md")) problems.push(...documentProblems(reading, readDocument(path, text)));
  }
  for (const { code, path, message } of problems) note(code, path, message);

  const tasks = new Map<RecordPlace, SliceTask>();
  const sections: Record<string, SliceRecord[]> = {};
  const holidays: Record<string, string> = {};
  for (const place of reading.index.places) {
    const record = recordOf(place, note);
    if (place.section === "tasks") {
      const parent = place.parent === undefined ? undefined : tasks.get(place.parent);
      const task: SliceTask = { ...record, parent, children: [] };
      tasks.set(place, task);
      parent?.children.push(task);
      continue;
    }
    const list = sections[place.section] ?? [];
    sections[place.section] = list;
    list.push(record);
  }
  for (const calendar of reading.project.calendars)
    Object.assign(holidays, Object.fromEntries(calendar.holidays ?? []));

  for (const task of tasks.values()) checkEstimate(task, note);
  for (const [section, records] of Object.entries(sections)) {
    for (const record of records) checkRecord(section, record, note);
  }
  checkRates([...tasks.values()], sections.people ?? [], note);
  const project = { header: headerOf(reading.slices), tasks: [...tasks.values()], sections, holidays, findings };
  for (const { code, path, message } of [...cycles(project), ...idleDays(project)]) note(code, path, message);
  return project;
}

type Note = (code: string, path: string, message: string) => void;

function recordOf({ section, record: { id }, slice: { path }, entry }: RecordPlace, note: Note): SliceRecord {
  const fields: Record<string, readonly string[]> = {};
  for (const { key, value } of entriesOf(entry.value)) {
    const texts = textsOf(value);
    fields[key?.text ?? ""] = texts;
    if (texts.length === 0) note("field-empty", path, `${section}.${id}.${key?.text}`);
  }
  for (const field of required[section] ?? []) {
    if (fields[field] === undefined) note("field-missing", path, `${section}.${id}.${field}`);
  }
  return { id, path, fields };
}

/** Facts of the project as written, those inside groups with their path. */
function headerOf(slices: readonly { readonly tree: Entry }[]): Readonly<Record<string, string>> {
  const header: Record<string, string> = {};
  for (const { key, value } of slices.flatMap(({ tree }) => entriesOf(tree.value))) {
    if (value?.kind === "scalar") header[key?.text ?? ""] = value.text;
    for (const inner of entriesOf(value)) {
      if (inner.value?.kind === "scalar") header[`${key?.text}.${inner.key?.text}`] = inner.value.text;
    }
  }
  return header;
}

function entriesOf(value: Value | undefined): readonly Entry[] {
  return value?.kind === "map" ? value.entries : [];
}

function textsOf(value: Value | undefined): readonly string[] {
  if (value === undefined) return [];
  if (value.kind === "scalar") return value.text === "" ? [] : [value.text];
  if (value.kind === "map") return ["{}"];
  return value.entries.flatMap((item) => (item.value?.kind === "scalar" ? [item.value.text] : []));
}

function checkEstimate(task: SliceTask, note: Note): void {
  const { effort, duration, who, milestone, cost } = task.fields;
  if (task.children.length > 0) {
    if (effort ?? duration ?? who ?? cost) note("summary", task.path, `${task.id} has an estimate and tasks`);
    return;
  }
  if (milestone !== undefined) {
    if (effort ?? duration) note("milestone", task.path, `${task.id} takes time`);
    return;
  }
  const given = (effort === undefined ? 0 : 1) + (duration === undefined ? 0 : 1);
  if (given === 0 || (given === 2 && who === undefined))
    note("estimate", task.path, `${task.id} has ${given} estimates`);
  if (effort !== undefined && who === undefined) note("owner", task.path, `${task.id} has effort and nobody`);
  if (who === undefined && task.fields.owner === undefined) note("owner", task.path, `${task.id} belongs to nobody`);
  for (const estimate of [...(effort ?? []), ...(duration ?? [])]) {
    const [low, likely, high] = rangeOf(estimate);
    if (estimate.includes("/") && !(low <= likely && likely <= high && low < high)) {
      note("range", task.path, `${task.id}: ${estimate}`);
    }
  }
}

function checkRecord(section: string, record: SliceRecord, note: Note): void {
  const { fields, id, path } = record;
  if (section === "communications" && !fields.audience && !fields["audience-other"]) {
    note("field-missing", path, `${section}.${id}.audience`);
  }
  if (section === "raci" && fields.accountable?.length !== 1)
    note("raci", path, `${id} has not exactly one accountable`);
  if (section === "milestones" && !fields.after && !fields.date && !fields.deadline) {
    note("milestone", path, `${id} stands at no time`);
  }
  if (section === "costs") {
    const amount = fields.amount !== undefined;
    const product = fields.quantity !== undefined && fields["unit-cost"] !== undefined;
    if (amount === product) note("cost", path, `${id} needs either an amount or a quantity and a unit cost`);
    if (fields.every !== undefined && !(fields.start && fields.finish))
      note("cost", path, `${id} recurs without a span`);
  }
  for (const [first, last] of [["start", "finish"]] as const) {
    const from = fields[first]?.[0];
    const to = fields[last]?.[0];
    if (from !== undefined && to !== undefined && from > to) note("order", path, `${section}.${id}: ${from} to ${to}`);
  }
  if (section === "issues" && fields.status?.[0] === "open" && !fields.due)
    note("issue", path, `${id} is open without a due date`);
  if (section === "people" && fields.count !== undefined && !/^[1-9]\d?$/.test(fields.count[0] ?? "")) {
    note("count", path, `${id}: ${fields.count[0]}`);
  }
}

/** Whoever works on a task has a rate, or its cost is unknown. */
function checkRates(tasks: readonly SliceTask[], people: readonly SliceRecord[], note: Note): void {
  const byId = new Map(people.map((person) => [person.id, person]));
  for (const task of tasks) {
    for (const who of task.fields.who ?? []) {
      const person = byId.get(idOf(who));
      if (person !== undefined && person.fields.rate === undefined)
        note("no-rate", person.path, `${person.id} works on ${task.id}`);
      const count = Number(/^(\d+) /.exec(who)?.[1] ?? 1);
      if (person !== undefined && count > Number(person.fields.count?.[0] ?? 1))
        note("too-few", task.path, `${task.id}: ${who}`);
    }
  }
}

/** Leaves a task stands for, itself when it is one. */
export function leavesOf(task: SliceTask): readonly SliceTask[] {
  return task.children.length === 0 ? [task] : task.children.flatMap(leavesOf);
}

function cycles(project: Omit<SliceProject, "findings">): readonly Finding[] {
  const edges = new Map<string, readonly string[]>();
  const tasks = new Map(project.tasks.map((task) => [task.id, task]));
  const targets = (reference: string): readonly string[] => {
    const task = tasks.get(idOf(reference));
    return task === undefined ? [idOf(reference)] : leavesOf(task).map(({ id }) => id);
  };
  for (const task of project.tasks) {
    if (task.children.length > 0) continue;
    const after: string[] = [];
    for (let at: SliceTask | undefined = task; at !== undefined; at = at.parent) {
      after.push(...(at.fields.after ?? []).flatMap(targets));
    }
    edges.set(task.id, after);
  }
  for (const milestone of project.sections.milestones ?? []) {
    edges.set(milestone.id, (milestone.fields.after ?? []).flatMap(targets));
  }
  const state = new Map<string, "open" | "done">();
  const found: Finding[] = [];
  const walk = (id: string, trail: readonly string[]): void => {
    if (state.get(id) === "done") return;
    if (state.get(id) === "open") {
      found.push({ code: "cycle", path: "", message: [...trail.slice(trail.indexOf(id)), id].join(" → ") });
      return;
    }
    state.set(id, "open");
    for (const next of edges.get(id) ?? []) walk(next, [...trail, id]);
    state.set(id, "done");
  };
  for (const id of edges.keys()) walk(id, []);
  return found;
}

/** Dates on which somebody should do something although nobody works. */
function idleDays(project: Omit<SliceProject, "findings">): readonly Finding[] {
  const found: Finding[] = [];
  const records: (readonly [string, SliceRecord])[] = [
    ...project.tasks.map((task) => ["tasks", task] as const),
    ...Object.entries(project.sections).flatMap(([section, list]) => list.map((record) => [section, record] as const)),
  ];
  for (const [section, record] of records) {
    for (const [field, values] of Object.entries(record.fields)) {
      if (!workingFields.has(field)) continue;
      for (const value of values) {
        const day = parseDate(value);
        if (day === undefined) continue;
        if (weekday(day) > 5 || project.holidays[value] !== undefined) {
          found.push({ code: "idle-day", path: record.path, message: `${section}.${record.id}.${field}: ${value}` });
        }
      }
    }
  }
  return found;
}
