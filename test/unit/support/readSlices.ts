/**
 * A structural reader of the plan language for tests: it takes the files of a project apart and lists everything that is wrong
 * with them. It says nothing about dates that follow from a schedule; see roughSchedule.ts.
 */
import { isAlias, isMap, isPair, isScalar, isSeq, parseDocument, type Scalar, visit, type YAMLMap } from "yaml";
import { parseDate, weekday } from "../../../src/core/model/date.ts";

export type Files = Readonly<Record<string, string>>;

export interface Finding {
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

/** Section → the fields its records may have. `*` stands for any. */
export const fieldTable: Readonly<Record<string, readonly string[]>> = {
  people: "name role count rate email organisation category capacity calendar leave skills was".split(" "),
  tasks:
    "name effort duration who owner after iteration priority class deadline acceptance basis cost calendar delay milestone note links tasks start-no-earlier start-no-later finish-no-earlier finish-no-later must-start must-finish schedule was".split(
      " ",
    ),
  milestones: "name after date deadline owner acceptance note was".split(" "),
  iterations: "name start finish goal capacity".split(" "),
  calendars: "name based-on hours holidays exceptions".split(" "),
  funding: "name amount from source approver".split(" "),
  costs: "name type amount quantity unit-cost every start finish date task supplier owner note".split(" "),
  stakeholders:
    "name organisation category interest influence expectation engagement-now engagement-wanted strategy channel cadence owner last-contact".split(
      " ",
    ),
  risks:
    "name type category cause effect probability impact cost delay strategy response due trigger owner status identified reviewed closed residual-probability residual-impact affects".split(
      " ",
    ),
  raci: "name responsible accountable consulted informed".split(" "),
  communications: "name audience audience-other purpose content channel format cadence start finish owner".split(" "),
  issues: "name severity status owner raised due affects risk resolution closed".split(" "),
  assumptions: "name owner check-by status if-wrong outcome".split(" "),
  dependencies: "name direction party needed-by promised status owner affects acceptance".split(" "),
  changes:
    "name requested-by raised reason scope time cost quality risk-impact options decision decided-by decided implemented-in rebaseline status".split(
      " ",
    ),
  actions: "name owner due status source".split(" "),
  procurement:
    "name need decision contract criteria vendors award reason delivery task acceptance owner approver supplier status".split(
      " ",
    ),
  baselines: "name date revision currency tasks costs contingency planned-value note".split(" "),
};

const headerFields =
  "gantry name purpose kind method phase start status-date time-zone currency calendar sponsor manager rules exchange contingency management-reserve progress units".split(
    " ",
  );

const choices: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  people: { category: ["internal", "contractor", "supplier", "client"] },
  stakeholders: {
    category: ["client", "supplier", "contractor", "internal", "regulator"],
    interest: ["1", "2", "3", "4", "5"],
    influence: ["1", "2", "3", "4", "5"],
    "engagement-now": ["unaware", "resistant", "neutral", "supportive", "leading"],
    "engagement-wanted": ["unaware", "resistant", "neutral", "supportive", "leading"],
  },
  risks: {
    type: ["threat", "opportunity"],
    probability: ["1", "2", "3", "4", "5"],
    impact: ["1", "2", "3", "4", "5"],
    "residual-probability": ["1", "2", "3", "4", "5"],
    "residual-impact": ["1", "2", "3", "4", "5"],
    strategy: ["avoid", "transfer", "mitigate", "accept", "escalate", "exploit", "share", "enhance"],
    status: ["open", "closed"],
  },
  costs: { type: ["service", "licence", "hardware", "material", "travel", "labour"] },
  issues: { severity: ["1", "2", "3", "4", "5"], status: ["open", "closed"] },
  assumptions: { status: ["open", "confirmed", "wrong"] },
  dependencies: { direction: ["get", "give"], status: ["open", "agreed", "delivered"] },
  changes: { decision: ["approve", "reject", "postpone", "merge"], status: ["open", "decided", "implemented"] },
  actions: { status: ["open", "done"] },
  procurement: { decision: ["make", "buy"], status: ["open", "ordered", "delivered", "accepted"] },
  header: {
    method: ["waterfall", "scrum", "kanban", "hybrid"],
    phase: ["initiating", "planning", "executing", "closing"],
    kind: ["software", "migration", "hardware", "production", "blank"],
  },
};

const required: Readonly<Record<string, readonly string[]>> = {
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

const references: Readonly<Record<string, readonly string[]>> = {
  after: ["work"],
  affects: ["work"],
  task: ["work"],
  who: ["people"],
  owner: ["people"],
  manager: ["people"],
  sponsor: ["people"],
  responsible: ["people"],
  accountable: ["people"],
  consulted: ["people"],
  informed: ["people"],
  approver: ["people"],
  "decided-by": ["people"],
  audience: ["stakeholders", "people"],
  iteration: ["iterations"],
  calendar: ["calendars"],
  "based-on": ["calendars"],
  risk: ["risks"],
};

const namespaceOf = (section: string): string => (section === "tasks" || section === "milestones" ? "work" : section);

const dateFields = new Set(
  "start finish date deadline due from check-by needed-by promised delivery raised decided closed identified reviewed last-contact start-no-earlier start-no-later finish-no-earlier finish-no-later must-start must-finish status-date".split(
    " ",
  ),
);
/** What somebody is expected to do something on: a working day. */
const workingFields = new Set("start finish date deadline due check-by needed-by promised delivery".split(" "));

const cadence = /^(?:\d+(?:d|w|mo)|once|on-demand)$/;
const oneDuration = /^\d+(?:\.\d+)?(?:m|h|d|w|mo)$/;
const link = /^[a-z][a-z0-9-]*(?: (?:FS|SS|FF|SF)(?:[+-]\d+(?:\.\d+)?(?:m|h|d|w|mo|ed|%))?)?$/;

/** The units a duration counts in: minutes of working time at 8 hours a day, 5 days a week, 20 days a month. */
export function minutesOf(duration: string): number {
  const match = /^(\d+(?:\.\d+)?)(m|h|d|w|mo)$/.exec(duration);
  const unit = { m: 1, h: 60, d: 480, w: 2400, mo: 9600 }[match?.[2] ?? ""];
  return match === null || unit === undefined ? Number.NaN : Number(match[1]) * unit;
}

/** The parts of a range, or the one value three times. */
export function rangeOf(estimate: string): readonly [number, number, number] {
  const parts = estimate.split(" / ").map(minutesOf);
  const [first = Number.NaN, second = first, third = first] = parts;
  return parts.length === 3 ? [first, second, third] : [first, first, first];
}

/** The id in a reference: `chen 50%`, `2 developer`, `api SS+1d`. */
export function idOf(reference: string): string {
  return reference.replace(/^\d+ /, "").split(" ")[0] ?? "";
}

/** Reads the slices among `files` (path → text); Markdown and other files are passed over. */
export function readSlices(files: Files): SliceProject {
  const findings: Finding[] = [];
  const note = (code: string, path: string, message: string): void => {
    findings.push({ code, path, message });
  };
  const header: Record<string, string> = {};
  const sections: Record<string, SliceRecord[]> = {};
  const tasks: SliceTask[] = [];
  const holidays: Record<string, string> = {};
  const ids = new Map<string, Map<string, string>>();

  const claim = (namespace: string, id: string, path: string): void => {
    if (!/^[a-z][a-z0-9-]*$/.test(id) || id.length > 40) note("id-form", path, id);
    const known = ids.get(namespace) ?? new Map<string, string>();
    ids.set(namespace, known);
    const other = known.get(id);
    if (other !== undefined) note("id-twice", path, `${namespace} ${id} also in ${other}`);
    known.set(id, path);
  };

  const readRecord = (section: string, id: string, map: YAMLMap, path: string): SliceRecord => {
    const fields: Record<string, readonly string[]> = {};
    for (const pair of map.items) {
      const key = keyOf(pair);
      if (!(fieldTable[section] ?? []).includes(key) && !key.startsWith("x-")) {
        note("field-unknown", path, `${section}.${id}.${key}`);
      }
      if (isScalar(pair.value)) fields[key] = textOf(pair.value) === "" ? [] : [textOf(pair.value)];
      else if (isSeq(pair.value)) fields[key] = pair.value.items.filter((item) => isScalar(item)).map(textOf);
      else fields[key] = ["{}"];
      if (fields[key]?.length === 0) note("field-empty", path, `${section}.${id}.${key}`);
    }
    for (const field of required[section] ?? []) {
      if (fields[field] === undefined) note("field-missing", path, `${section}.${id}.${field}`);
    }
    return { id, path, fields };
  };

  const readTasks = (section: YAMLMap, parent: SliceTask | undefined, path: string): void => {
    for (const pair of section.items) {
      const id = keyOf(pair);
      if (!isMap(pair.value)) {
        note("shape", path, `task ${id} is no record`);
        continue;
      }
      claim("work", id, path);
      const task: SliceTask = { ...readRecord("tasks", id, pair.value as YAMLMap, path), parent, children: [] };
      tasks.push(task);
      parent?.children.push(task);
      const nested = pair.value.get("tasks", true);
      if (isMap(nested)) readTasks(nested as YAMLMap, task, path);
    }
  };

  for (const [path, text] of Object.entries(files)) {
    if (!path.endsWith(".yaml")) continue;
    if (!text.startsWith("gantry: 1\n")) note("first-line", path, "does not begin with gantry: 1");
    if (text.includes("\t")) note("tab", path, "holds a tab");
    if (!text.endsWith("\n") || text.includes("\r")) note("line-end", path, "does not end with one line end");
    const document = parseDocument(text, { logLevel: "silent", prettyErrors: false });
    for (const error of document.errors) note("yaml", path, error.message);
    for (const warning of document.warnings) note("yaml", path, warning.message);
    visit(document, {
      Node(_key, node) {
        if (isAlias(node) || ("anchor" in node && node.anchor)) note("anchor", path, "holds an anchor or alias");
        if (node.tag !== undefined) note("tag", path, `holds the tag ${node.tag}`);
      },
    });
    if (!isMap(document.contents)) continue;
    for (const pair of document.contents.items) {
      const section = keyOf(pair);
      if (section === "tasks" && isMap(pair.value)) {
        readTasks(pair.value as YAMLMap, undefined, path);
      } else if (section in fieldTable && isMap(pair.value)) {
        for (const item of (pair.value as YAMLMap).items) {
          const id = keyOf(item);
          if (!isMap(item.value)) {
            note("shape", path, `${section}.${id} is no record`);
            continue;
          }
          claim(namespaceOf(section), id, path);
          const list = sections[section] ?? [];
          sections[section] = list;
          list.push(readRecord(section, id, item.value as YAMLMap, path));
          const dates = item.value.get("holidays", true);
          if (section === "calendars" && isMap(dates)) {
            for (const day of dates.items) holidays[keyOf(day)] = isScalar(day.value) ? textOf(day.value) : "";
          }
        }
      } else if (headerFields.includes(section)) {
        if (isScalar(pair.value)) header[section] = textOf(pair.value);
        else if (isMap(pair.value)) {
          for (const item of pair.value.items) {
            if (isScalar(item.value)) header[`${section}.${keyOf(item)}`] = textOf(item.value);
          }
        }
      } else if (isScalar(pair.value) && pair.value.value === null && section in fieldTable) {
        // A register without entries yet.
      } else {
        note("section-unknown", path, section);
      }
    }
  }

  const check = (section: string, record: SliceRecord): void => {
    checkFields(section, record, (namespace, id) => ids.get(namespace)?.has(id) ?? false, note);
  };
  check("header", {
    id: "",
    path: "gantry.yaml",
    fields: Object.fromEntries(Object.entries(header).map(([key, value]) => [key, [value]])),
  });
  for (const task of tasks) {
    check("tasks", task);
    checkEstimate(task, note);
  }
  for (const [section, records] of Object.entries(sections)) {
    for (const record of records) {
      check(section, record);
      checkRecord(section, record, note);
    }
  }
  checkRates(tasks, sections.people ?? [], note);
  const project = { header, tasks, sections, holidays, findings };
  for (const { code, path, message } of [...cycles(project), ...idleDays(project)]) note(code, path, message);
  return project;
}

type Note = (code: string, path: string, message: string) => void;

function checkFields(
  section: string,
  record: SliceRecord,
  exists: (namespace: string, id: string) => boolean,
  note: Note,
): void {
  const where = `${section}.${record.id}`;
  for (const [field, values] of Object.entries(record.fields)) {
    const allowed = choices[section]?.[field];
    const namespaces = references[field];
    for (const value of values) {
      if (allowed !== undefined && !allowed.includes(value)) note("choice", record.path, `${where}.${field}: ${value}`);
      if (namespaces !== undefined && !namespaces.some((namespace) => exists(namespace, idOf(value)))) {
        note("reference", record.path, `${where}.${field}: ${value}`);
      }
      if (dateFields.has(field) && parseDate(value) === undefined)
        note("date", record.path, `${where}.${field}: ${value}`);
      if (field === "cadence" && !cadence.test(value)) note("cadence", record.path, `${where}: ${value}`);
      if (field === "after" && !link.test(value)) note("link", record.path, `${where}: ${value}`);
      if (field === "who" && !/^(?:\d+ )?[a-z][a-z0-9-]*(?: \d+%)?$/.test(value))
        note("who", record.path, `${where}: ${value}`);
      if (field === "rate" && !/^\d+(?:\.\d+)?\/h$/.test(value)) note("rate", record.path, `${where}: ${value}`);
      if (field === "amount" && !/^(?:\d+(?:\.\d+)?(?: [A-Z]{3})?|\d+%)$/.test(value))
        note("amount", record.path, `${where}: ${value}`);
    }
  }
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
    const parts = estimate.split(" / ");
    if (!parts.every((part) => oneDuration.test(part)) || (parts.length !== 1 && parts.length !== 3)) {
      note("duration", task.path, `${task.id}: ${estimate}`);
      continue;
    }
    const [low, likely, high] = rangeOf(estimate);
    if (parts.length === 3 && !(low <= likely && likely <= high && low < high)) {
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

function keyOf(pair: unknown): string {
  return isPair(pair) && isScalar(pair.key) ? textOf(pair.key) : "";
}

function textOf(node: Scalar): string {
  if (node.type === "PLAIN" && node.source !== undefined) return node.source;
  return node.value === null || node.value === undefined ? "" : String(node.value);
}
