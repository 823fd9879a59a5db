/** Whole projects out of the table of fields, with every field and every kind of value, for writers and readers to agree on. */
import fc from "fast-check";
import type { ImportedProject } from "../../../src/core/exchange/index.ts";
import {
  type Fields,
  type Namespace,
  progressFields,
  projectFields,
  type ScalarKind,
  type SectionName,
  sectionNames,
  sectionOf,
  sectionsOf,
  type ValueType,
  wordsOf,
} from "../../../src/core/model/fields/index.ts";
import { scalars } from "../../../src/core/model/fields/scalars.ts";
import type { Assignment, Dependency, NamedRecord, ProgressEntry, Task } from "../../../src/core/model/index.ts";
import { propertyOf } from "../../../src/core/text/reading/index.ts";

/** Each section has this record, so that there is something to refer to. */
const baseOf = (section: SectionName): string => `${section}-one`;
const idsIn = (namespace: Namespace): readonly string[] => sectionsOf(namespace).map(baseOf);

const oddTexts = fc.constantFrom(
  "no",
  "1e5",
  "~",
  "null",
  "2027-01-04",
  "a: b",
  "a #b",
  "- a",
  "-5",
  "?",
  "it's",
  'say "x"',
  "a, b",
  "[a]",
  "{a}",
  "&a",
  "*a",
  "!a",
  "|",
  ">",
  "%a",
  "@a",
  "`a`",
  " a ",
  "a\tb",
  "a:",
  "---",
  "...",
  "# a",
  "ünï 🏗",
  "\u2028",
  "\u0000",
  "\u0085",
  "\uFEFF",
);
const texts = fc.oneof(
  oddTexts,
  fc.string({ minLength: 1, maxLength: 20 }),
  fc.string({ unit: "grapheme", minLength: 1 }),
);
const proses = fc
  .oneof(
    texts,
    fc
      .array(fc.oneof(oddTexts, fc.constantFrom("", "A line", "  indented", "ends ")), { minLength: 1 })
      .map((lines) => lines.join("\n")),
  )
  .filter((text) => text !== "");

const written: Readonly<
  Record<Exclude<ScalarKind, "text" | "prose" | "dependency" | "assignment">, readonly string[]>
> = {
  id: ["old-one", "no", "a1-b", "null"],
  date: ["2027-01-04", "2028-02-29"],
  moment: ["2027-01-04", "2027-01-04T13:30", "2027-01-04T16:57:42"],
  instant: ["2027-01-13T15:10:00Z", "2027-01-13T15:10:00.5Z"],
  span: ["2027-02-15", "2027-02-15 / 2027-02-19"],
  duration: ["30m", "1.5h", "5d", "2w", "1mo", "3ed", "0d"],
  estimate: ["5d", "8d / 12d / 20d", "3ed", "0.25h"],
  cadence: ["once", "on-demand", "2w"],
  share: ["0%", "40%", "100%"],
  percent: ["0%", "40%", "33.333%"],
  decimal: ["0", "-3", "1500.50"],
  money: ["0", "1200.50 EUR", "-3"],
  rate: ["85/h", "700.25 EUR/d"],
  currency: ["EUR", "USD"],
  timeZone: ["Europe/Vienna", "UTC"],
  flag: ["true", "no"],
  address: ["definition-of-done.md", "https://x.y/#z"],
  workingDay: ["off", "09:00-13:00, 14:00-18:00", "00:00-24:00"],
};

function textsOf(kind: ScalarKind): fc.Arbitrary<string> {
  if (kind === "text") return texts;
  if (kind === "prose") return proses;
  if (kind === "dependency") {
    return fc
      .tuple(fc.constantFrom(...idsIn("work")), fc.constantFrom("", " SS", " SS+1d", " FF-2d", " FS+50%", " SF+3ed"))
      .map((parts) => parts.join(""));
  }
  if (kind === "assignment") {
    return fc
      .tuple(fc.constantFrom("", "2 "), fc.constantFrom(...idsIn("people")), fc.constantFrom("", " 50%", " 12.5%"))
      .map((parts) => parts.join(""));
  }
  return fc.constantFrom(...written[kind]);
}

/** A value of a type, never an empty one. */
function anyValue(type: ValueType): fc.Arbitrary<unknown> {
  switch (type.kind) {
    case "integer":
      return fc.integer({ min: type.least, max: type.most });
    case "choice":
      return fc.constantFrom(...wordsOf(type));
    case "reference":
      return fc.constantFrom(...type.to.flatMap(idsIn));
    case "list":
      return fc.uniqueArray(anyValue(type.of), { minLength: 1, maxLength: 3, selector: nameOfItem });
    case "map": {
      const { keys } = type;
      const names = keys.kind === "choice" ? fc.constantFrom(...Object.keys(keys.about)) : textsOf(keys.kind);
      return fc
        .array(fc.tuple(names, anyValue(type.values)), { minLength: 1, maxLength: 3 })
        .map((entries) => new Map(entries));
    }
    case "group":
      return valuesOf(type.fields).filter((values) => Object.keys(values).length > 0);
    case "nested":
      return fc.constant(undefined);
    default:
      return textsOf(type.kind).map((text) => scalars[type.kind].parse(text));
  }
}

/** What stands once in a list. */
function nameOfItem(value: unknown): string {
  const { who, on, type } = (typeof value === "object" ? value : {}) as Partial<Assignment & Dependency>;
  return who ?? (on === undefined ? JSON.stringify(value) : `${on} ${type}`);
}

/** Without an end before its start. */
function inTime(values: Record<string, unknown>): Record<string, unknown> {
  const { finish, until, ...rest } = values;
  const isLate = (end: unknown, start: unknown): boolean =>
    end !== undefined && (start === undefined || String(end) >= String(start));
  return {
    ...rest,
    ...(isLate(finish, values.start) && { finish }),
    ...(isLate(until, values.from) && { until }),
  };
}

function valuesOf(fields: Fields): fc.Arbitrary<Record<string, unknown>> {
  const entries = Object.entries(fields).filter(([, { type }]) => type.kind !== "nested");
  const requiredKeys = entries.filter(([, { presence }]) => presence === "required").map(([key]) => propertyOf(key));
  const made = fc.record(Object.fromEntries(entries.map(([key, { type }]) => [propertyOf(key), anyValue(type)])), {
    requiredKeys,
    noNullPrototype: true,
  }) as fc.Arbitrary<Record<string, unknown>>;
  return made.map(inTime);
}

function recordsOf(section: SectionName): fc.Arbitrary<readonly NamedRecord[]> {
  const { fields } = sectionOf(section);
  const isTask = section === "tasks";
  const made = fc.array(
    valuesOf(fields).map((values) => (isTask ? asTask(values) : values)),
    { maxLength: 3 },
  );
  const required = Object.fromEntries(Object.entries(fields).filter(([, { presence }]) => presence === "required"));
  return fc.tuple(valuesOf(required), made, fc.integer({ min: 0, max: 4 })).map(([first, others, depth]) => {
    const all = [first, ...others].map((values, index) => ({
      ...values,
      id: index === 0 ? baseOf(section) : `${section}-${index}`,
      ...(values.was !== undefined && { was: oldIds(values.was as readonly string[], section, index) }),
      ...(isTask && { tasks: [], isStage: false }),
    })) as unknown as readonly NamedRecord[];
    return isTask ? nest(all as readonly Task[], depth) : all;
  });
}

/** Ids that no other record had. */
function oldIds(ids: readonly string[], section: SectionName, index: number): readonly string[] {
  return section === "tasks" && index === 1 ? ids : ids.map((id) => `${id}-${section}-${index}`);
}

/** Without what a leaf can't say. */
function asTask(values: Record<string, unknown>): Record<string, unknown> {
  const { effort, duration, ...rest } = values;
  if (rest.milestone === true) return rest;
  if (effort !== undefined && duration !== undefined && rest.who === undefined) return { ...rest, effort };
  return values;
}

/** The last tasks become parts of stages, `depth` deep. */
function nest(tasks: readonly Task[], depth: number): readonly Task[] {
  let inner = tasks.slice(1);
  for (let level = 0; level < depth; level++) {
    inner = [{ id: `stage-${level}`, name: `Stage ${level}`, tasks: inner, isStage: true } as Task];
  }
  return [...tasks.slice(0, 1), ...inner];
}

const entries: fc.Arbitrary<readonly ProgressEntry[]> = fc.array(
  fc.tuple(valuesOf(progressFields), fc.constantFrom("progress/ana.yaml", "progress/bo.yaml")).map(([values, log]) => {
    return { item: "pla-07", ...values, log } as unknown as ProgressEntry;
  }),
  { maxLength: 3 },
);

/** A project whose files have no problem. Sections without records are empty lists. */
export const anyProject: fc.Arbitrary<ImportedProject> = fc
  .record({
    header: valuesOf(projectFields).map((values) => ({ ...values, name: "Migration: phase 2" })),
    progress: entries.map((all) => [...all].sort((a, b) => (a.log < b.log ? -1 : a.log > b.log ? 1 : 0))),
    ...Object.fromEntries(sectionNames.map((name) => [name, recordsOf(name)])),
  })
  .map((project) => withClasses({ ...project } as unknown as ImportedProject));

/** Tasks name classes of service that the rules have, or none. */
function withClasses(project: ImportedProject): ImportedProject {
  const known = [...(project.header.rules?.classesOfService?.keys() ?? [])];
  const named = ({ class: id, ...task }: Task): Task => {
    const one = id === undefined || known.includes(id) ? id : known[0];
    return { ...task, ...(one !== undefined && { class: one }), tasks: task.tasks.map(named) };
  };
  return { ...project, tasks: (project.tasks ?? []).map(named) };
}
