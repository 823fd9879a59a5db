import type { SingleType } from "../../model/fields/index.ts";
import { scalars } from "../../model/fields/scalars.ts";
import { freeId, idFrom } from "../../model/identifier.ts";
import type { Instant } from "../../model/moment.ts";
import { languageVersion } from "../../model/project.ts";
import { addRecord } from "../../text/editing/addRecord.ts";
import type { EditPlan, TextEdit } from "../../text/editing/index.ts";
import { logProgress } from "../../text/editing/logProgress.ts";
import { setField } from "../../text/editing/setField.ts";
import type { Problem, ProblemCode, ProjectReading, RecordPlace, Slice } from "../../text/reading/index.ts";
import { type HeaderLine, headerLine } from "../../text/reading/isSlice.ts";
import { versionOf } from "../../text/reading/slice.ts";
import type { Entry, Value } from "../../text/tree/node.ts";
import { contextAt, type Meaning } from "../context.ts";
import { spoken } from "../markdown.ts";
import { fieldIn, type LanguageTable, planTable, sectionIn } from "../table.ts";
import { namespaceOf, type Target, targetAt } from "../target.ts";
import { entriesAt, joined, keyedAt, removal } from "./entries.ts";
import { editsPlan, type Fix, together } from "./fix.ts";
import { repaired } from "./repair.ts";
import { syntaxFixes } from "./syntaxFixes.ts";

export interface FixOptions {
  readonly table?: LanguageTable;
  /** Ids that other fixes of the same set give away. */
  readonly givenIds?: Set<string>;
}

/** A problem with what its fixes are made from. */
export interface Setting {
  readonly reading: ProjectReading;
  readonly slice: Slice;
  readonly problem: Problem;
  readonly table: LanguageTable;
  readonly givenIds: Set<string>;
  /** What the slice's text is as a whole, if not a slice. */
  readonly whole?: Meaning;
}

/** What would put a problem right, the likeliest first. None for a project that a newer Gantry made, since it is not edited. */
export function fixesFor(reading: ProjectReading, problem: Problem, options: FixOptions = {}): readonly Fix[] {
  const slice = reading.slices.find(({ path }) => path === problem.path);
  if (slice === undefined || reading.isNewer || problem.end > slice.text.length) return [];
  const { table = planTable, givenIds = new Set() } = options;
  return worthwhile(allFixes({ reading, slice, problem, table, givenIds }));
}

/** The fixes that can be done and change something. */
export function worthwhile(fixes: readonly Fix[]): readonly Fix[] {
  return fixes.filter(({ action }) => {
    if (action.kind !== "edit") return true;
    const { plan } = action;
    return plan.refusal === undefined && plan.edits.length + plan.newFiles.length > 0;
  });
}

/**
 * Problems whose fix needs no second look, put right in the whole file at once: those of one kind, where there are several, or all of
 * them when no kind is named.
 */
export function fixAllOf(
  reading: ProjectReading,
  path: string,
  code: ProblemCode | undefined,
  options: FixOptions = {},
): Fix | undefined {
  const givenIds = options.givenIds ?? new Set();
  const edits: TextEdit[] = [];
  let count = 0;
  let last: ProblemCode | undefined;
  for (const problem of reading.problems.get(path) ?? []) {
    if (code !== undefined && problem.code !== code) continue;
    const fix = fixesFor(reading, problem, { ...options, givenIds }).find(({ isSafe }) => isSafe);
    if (fix?.action.kind !== "edit") continue;
    const { plan } = fix.action;
    if (plan.edits === undefined || plan.newFiles.length > 0 || overlaps(edits, plan.edits)) continue;
    edits.push(...plan.edits);
    last = problem.code;
    count++;
  }
  if (last === undefined || (code !== undefined && count < 2)) return undefined;
  const title = code === undefined ? `Fix ${count} in the file` : `Fix all ${count} of this kind in the file`;
  return { title, code: last, isPreferred: false, isSafe: true, action: { kind: "edit", plan: editsPlan(edits) } };
}

function overlaps(edits: readonly TextEdit[], others: readonly TextEdit[]): boolean {
  return others.some((a) =>
    edits.some(
      (b) =>
        a.path === b.path &&
        a.start <= b.end &&
        b.start <= a.end &&
        (a.start < b.end || b.start < a.end || a.start === b.start),
    ),
  );
}

/** What would put a problem right, whether it can be done or not. */
export function allFixes(setting: Setting): readonly Fix[] {
  switch (setting.problem.code) {
    case "no-version":
      return header(setting);
    case "merge-conflict":
      return settled(setting);
    case "unknown-key":
      return unknownKey(setting);
    case "duplicate-key":
      return duplicateKey(setting);
    case "duplicate-id":
      // An id that a record had can't be chosen anew.
      return setting.problem.data?.field === "was"
        ? []
        : newId(setting, setting.slice.text.slice(setting.problem.start, setting.problem.end));
    case "bad-id":
      return newId(setting, idFrom(setting.slice.text.slice(setting.problem.start, setting.problem.end), "item"));
    case "wrong-value":
      return wrongValue(setting);
    case "wrong-shape":
      return wrongShape(setting);
    case "missing-field":
      return missingField(setting);
    case "unknown-reference":
      return referenceFixes(setting, targetAt(setting.reading, setting.slice, setting.problem.start));
    case "old-reference":
      return nearestFix(setting, true);
    case "self-reference":
      return selfReference(setting);
    case "two-estimates":
      return ["duration", "effort"].flatMap((name) => removeField(setting, name, name === "duration"));
    case "stage-estimate":
      return stageEstimate(setting);
    case "milestone-work":
      return [
        ...removeField(setting, setting.problem.data?.field ?? "", true),
        ...removeField(setting, "milestone", false),
      ];
    case "progress-in-plan":
      return progressInPlan(setting);
    case "dependency-circle":
      return closingLink(setting);
    case "calendar-circle":
    case "constraint-conflict":
      return removeField(setting, setting.problem.data?.field ?? "", false);
    default:
      return syntaxFixes(setting.reading, setting.slice, setting.problem);
  }
}

export function fix(
  { problem }: Pick<Setting, "problem">,
  title: string,
  plan: EditPlan,
  isSafe: boolean,
  isPreferred = true,
): Fix {
  return { title, code: problem.code, isPreferred, isSafe, action: { kind: "edit", plan } };
}

/** The text of the problem replaced. */
function replacement(setting: Pick<Setting, "problem">, text: string, isSafe: boolean, isPreferred = true): Fix {
  const { problem } = setting;
  const plan = editsPlan([{ path: problem.path, start: problem.start, end: problem.end, text }]);
  return fix(setting, `Change to “${text}”`, plan, isSafe, isPreferred);
}

/** What was probably meant in place of the problem's text. */
export function nearestFix(setting: Pick<Setting, "problem">, isSafe: boolean, isPreferred = true): readonly Fix[] {
  const nearest = setting.problem.data?.nearest;
  return nearest === undefined ? [] : [replacement(setting, nearest, isSafe, isPreferred)];
}

/** The line that a slice begins with: in place of the one that was meant to be it, where that stands first. */
function header(setting: Setting): readonly Fix[] {
  const { path, text } = setting.slice;
  const line = `gantry: ${versionOf(setting.slice) ?? languageVersion}`;
  const found = headerLine(text);
  const title = `Begin it with “${line}”`;
  if (found?.isFirst) return [fix(setting, title, editsPlan([{ path, ...placeOf(found), text: line }]), true)];
  const start = text.startsWith("\uFEFF") ? 1 : 0;
  const edits = [{ path, start, end: start, text: `${line}\n\n` }];
  if (found !== undefined) {
    const next = text.indexOf("\n", found.end);
    edits.push({ path, start: found.start, end: next < 0 ? text.length : next + 1, text: "" });
  }
  return [fix(setting, title, editsPlan(edits), true)];
}

function placeOf({ start, end }: HeaderLine): { readonly start: number; readonly end: number } {
  return { start, end };
}

/** A conflict whose marks belong together can be merged; of one that is half settled a mark is left, which goes. */
function settled(setting: Setting): readonly Fix[] {
  const { slice, problem } = setting;
  const { code, related } = problem;
  if (related !== undefined) {
    const title = "Merge it by its records and fields";
    return [{ title, code, isPreferred: true, isSafe: false, action: { kind: "resolve" } }];
  }
  const next = slice.text.indexOf("\n", problem.end);
  const end = next < 0 ? slice.text.length : next + 1;
  return [
    fix(setting, "Remove this line", editsPlan([{ path: slice.path, start: problem.start, end, text: "" }]), false),
  ];
}

function unknownKey(setting: Setting): readonly Fix[] {
  const { slice, problem } = setting;
  const found = keyedAt(slice, problem.start);
  const nearest = problem.data?.nearest;
  const map = found?.parent.entry.value;
  const isThere = map?.kind === "map" && map.entries.some(({ key }) => key?.text === nearest);
  const name = slice.text.slice(problem.start, problem.end);
  const kept = /^[A-Za-z][\w-]*$/.test(name) ? [replacement(setting, `x-${name}`, false, false)] : [];
  return [...(isThere ? [] : nearestFix(setting, true)), ...kept];
}

/** What stands twice is joined where it holds records; a single value is removed. */
function duplicateKey(setting: Setting): readonly Fix[] {
  const { slice, problem } = setting;
  const found = keyedAt(slice, problem.start);
  if (found === undefined) return [];
  const name = found.own.entry.key?.text ?? "";
  const map = found.parent.entry.value;
  const index = map?.kind === "map" ? map.entries.findIndex(({ key }) => key?.text === name) : -1;
  const twin = map?.kind === "map" ? map.entries[index] : undefined;
  const own = found.own.entry.value;
  if (map?.kind !== "map" || twin === undefined || twin === found.own.entry) return [];
  if (own !== undefined && own.kind !== "scalar" && !own.flow) {
    const edits = joined(slice, { entry: twin, start: found.parent.start + (map.starts[index] ?? 0) }, found.own);
    return edits === undefined ? [] : [fix(setting, `Move it to the first “${name}”`, editsPlan(edits), false)];
  }
  const edit = removal(slice, found.own, found.parent);
  const isSame =
    own === undefined || (own.kind === "scalar" && twin.value?.kind === "scalar" && twin.value.text === own.text);
  return edit === undefined ? [] : [fix(setting, `Remove this “${name}”`, editsPlan([edit]), isSame, isSame)];
}

function newId(setting: Setting, wanted: string): readonly Fix[] {
  const { reading, slice, problem, givenIds } = setting;
  const place = reading.index.at(slice.path, problem.start);
  if (place === undefined) return [];
  const namespace = namespaceOf(place.section);
  const isTaken = (id: string): boolean =>
    givenIds.has(`${namespace}/${id}`) || reading.index.resolve(namespace, id) !== undefined;
  const id = freeId(idFrom(wanted, place.section.slice(0, 20)), isTaken);
  givenIds.add(`${namespace}/${id}`);
  return [replacement(setting, id, true)];
}

function wrongValue(setting: Setting): readonly Fix[] {
  const { slice, problem, table, whole } = setting;
  // What is read as it stands may be meant otherwise than it seems.
  const isRead = problem.severity === "warning";
  const near = nearestFix(setting, !isRead);
  if (near.length > 0 || isRead) return near;
  const context = contextAt(slice.text, slice.tree, problem.start, table, whole);
  if (context?.meaning.is !== "value") return [];
  const { type } = context.meaning;
  const { cursor } = context;
  if (cursor.kind === "key" && cursor.hasColon && type.kind === "map" && type.keys.kind !== "choice") {
    const key = repaired({ kind: type.keys.kind }, cursor.text);
    return key === undefined ? [] : [replacement(setting, key, true)];
  }
  const single = type.kind === "list" ? type.of : type;
  if (!isSingle(single)) return [];
  const { text } = cursor;
  if (text.includes(",") && (type.kind === "list" || context.meaning.isItem)) {
    const items = text.split(",").map((item) => item.trim());
    const all = items.every((item) => item !== "" && isReadable(single, item));
    if (all) {
      const value = type.kind === "list" ? `[${items.join(", ")}]` : items.join(", ");
      return [{ ...replacement(setting, value, true), title: "Write it as a list" }];
    }
  }
  const right = repaired(single, text);
  return right === undefined ? [] : [replacement(setting, right, true)];
}

function isSingle(type: { readonly kind: string }): type is SingleType {
  return !["list", "map", "group", "nested"].includes(type.kind);
}

function isReadable(type: SingleType, text: string): boolean {
  if (type.kind === "choice") return Object.hasOwn(type.about, text);
  if (type.kind === "integer") return /^\d+$/.test(text) && Number(text) >= type.least && Number(text) <= type.most;
  return scalars[type.kind === "reference" ? "id" : type.kind].parse(text) !== undefined;
}

/** A list of one where a single value belongs. */
function wrongShape(setting: Setting): readonly Fix[] {
  const { slice, problem } = setting;
  const holder = entriesAt(slice, problem.start).find(
    ({ entry, start }) => start + (entry.value?.start ?? -1) === problem.start,
  );
  const value = holder?.entry.value;
  if (value?.kind !== "list" || !value.flow || value.entries.length !== 1) return [];
  const only = value.entries[0]?.value;
  return only?.kind === "scalar" ? [replacement(setting, only.text, true)] : [];
}

function missingField(setting: Setting): readonly Fix[] {
  const { reading, slice, problem, table } = setting;
  const name = problem.data?.field ?? "";
  const place = reading.index.at(slice.path, problem.start);
  if (place === undefined || !slice.path) return [];
  const isRecord = place.start + (place.entry.key?.start ?? -1) === problem.start;
  if (!isRecord) return [];
  if (name === "name") {
    const title = `Call it “${spoken(place.record.id)}”`;
    return [fix(setting, title, setField(reading, place, "name", spoken(place.record.id)), true)];
  }
  const field = fieldIn(sectionIn(table, place.section)?.fields ?? {}, name);
  const map = place.entry.value;
  if (field === undefined || map?.kind !== "map" || map.flow) return [];
  const last = map.entries[0];
  const offset = place.start + (map.starts[0] ?? 0) + (last?.value?.end ?? (last?.key?.end ?? 0) + 1);
  const snippet = `\n${" ".repeat(map.indent)}${name}: $0`;
  if (last?.value !== undefined && last.value.kind !== "scalar") return [];
  return [
    {
      title: `Add “${name}”`,
      code: problem.code,
      isPreferred: true,
      isSafe: false,
      action: { kind: "snippet", path: slice.path, offset, snippet },
    },
  ];
}

/** Another id for one that no record has, or the record. @param target the id, where it could mean one that is made */
export function referenceFixes(
  setting: Pick<Setting, "reading" | "problem" | "table">,
  target: Target | undefined,
): readonly Fix[] {
  const { reading, problem, table } = setting;
  // Short ids are near to many others.
  const isClear = problem.end - problem.start > 3;
  const near = nearestFix(setting, false, isClear);
  const namespace = target?.namespaces[0];
  const entry = Object.entries(table.sections).find(([, section]) => section.namespace === namespace);
  if (target === undefined || entry === undefined || !Object.hasOwn(planTable.sections, entry[0])) return near;
  const [name, section] = entry;
  const plan = addRecord(reading, {
    section: name as RecordPlace["section"],
    id: target.id,
    name: spoken(target.id),
    fields: {},
  });
  return [...near, fix(setting, `Add the ${section.record} “${target.id}”`, plan, false, near.length === 0)];
}

function selfReference(setting: Setting): readonly Fix[] {
  const id = setting.reading.index.at(setting.slice.path, setting.problem.start)?.record.id;
  const plan = withoutReference(setting, id);
  return plan === undefined ? [] : [fix(setting, "Remove it", plan, true)];
}

/** Which of the links of a circle is wrong, only its author knows; this is the one that the dates leave out. */
function closingLink(setting: Setting): readonly Fix[] {
  const plan = withoutReference(setting, setting.problem.data?.reference);
  return plan === undefined ? [] : [fix(setting, "Remove this link", plan, false)];
}

/** A field of a record without one of the ids in it. */
function withoutReference({ reading, slice, problem }: Setting, id: string | undefined): EditPlan | undefined {
  const place = reading.index.at(slice.path, problem.start);
  const name = problem.data?.field;
  if (place === undefined || name === undefined || id === undefined || place.entry.value?.kind !== "map") return;
  const value = place.entry.value.entries.find(({ key }) => key?.text === name)?.value;
  const rest = textsOf(value).filter((text) => text.split(/\s/, 1)[0] !== id);
  const [only] = rest;
  return setField(reading, place, name, rest.length > 1 ? rest : only);
}

function textsOf(value: Value | undefined): readonly string[] {
  if (value === undefined || value.kind === "map") return [];
  if (value.kind === "scalar") return [value.text];
  return value.entries.flatMap((entry) => (entry.value?.kind === "scalar" ? [entry.value.text] : []));
}

function removeField(setting: Setting, name: string, isPreferred: boolean): readonly Fix[] {
  const { reading, slice, problem } = setting;
  const place = reading.index.at(slice.path, problem.start);
  if (place === undefined || name === "") return [];
  return [fix(setting, `Remove “${name}”`, setField(reading, place, name, undefined), false, isPreferred)];
}

function stageEstimate(setting: Setting): readonly Fix[] {
  const { reading, slice, problem } = setting;
  const name = problem.data?.field ?? "";
  const stage = reading.index.at(slice.path, problem.start);
  if (stage?.entry.value?.kind !== "map") return [];
  const [text] = textsOf(stage.entry.value.entries.find(({ key }) => key?.text === name)?.value);
  const task = reading.index.places.find(({ parent, record }) => {
    const { isStage, effort, duration } = record as { isStage?: boolean; effort?: unknown; duration?: unknown };
    return parent === stage && !isStage && effort === undefined && duration === undefined;
  });
  const gone = setField(reading, stage, name, undefined);
  const moved =
    task === undefined || text === undefined
      ? []
      : [fix(setting, `Move it to “${task.record.name}”`, together(gone, setField(reading, task, name, text)), false)];
  return [...moved, fix(setting, `Remove “${name}”`, gone, false, moved.length === 0)];
}

/** What was typed into the plan and belongs into a log: all of a record's at once. */
function progressInPlan(setting: Setting): readonly Fix[] {
  const { reading, slice, problem, table } = setting;
  const place = reading.index.at(slice.path, problem.start);
  const found = keyedAt(slice, problem.start);
  const map = found?.parent.entry.value;
  if (place === undefined || found === undefined || map?.kind !== "map") return [];
  const known = new Set(
    (reading.problems.get(slice.path) ?? []).flatMap((other) => (other.code === problem.code ? [other.start] : [])),
  );
  const logged: Record<string, string> = {};
  const removals: EditPlan[] = [];
  let isOwnLogged = false;
  const take = (entry: Entry, index: number): void => {
    const start = found.parent.start + (map.starts[index] ?? 0);
    const { key, value } = entry;
    if (key === undefined || value?.kind !== "scalar" || !known.has(start + key.start)) return;
    const [name, text] = logWords(key.text, value.text);
    const type = fieldIn(table.progressFields, name)?.type;
    if (type === undefined || !isSingle(type) || !isReadable(type, text)) return;
    // What contradicts what is logged is left for its author.
    if ((logged[name] ?? text) !== text) return;
    const edit = removal(slice, { entry, start }, found.parent);
    if (edit === undefined) return;
    isOwnLogged ||= entry === found.own.entry;
    logged[name] = text;
    removals.push(editsPlan([edit]));
  };
  const ownIndex = map.entries.indexOf(found.own.entry);
  take(found.own.entry, ownIndex);
  map.entries.forEach((entry, index) => {
    if (index !== ownIndex) take(entry, index);
  });
  // A fix for another field is offered there.
  if (!isOwnLogged) return [];
  const names = Object.keys(logged);
  if (names.length === 0) return [];
  const plan = (writer: string, at: Instant): EditPlan =>
    together(...removals, logProgress(reading, writer, { at, task: place.record.id, ...logged }));
  const words = names.map((name) => `“${name}: ${logged[name]}”`).join(" and ");
  return [
    {
      title: `Log ${words} and take it out of the plan`,
      code: problem.code,
      isPreferred: true,
      isSafe: false,
      action: { kind: "log", plan },
    },
  ];
}

/** What people type and how the log says it. */
function logWords(key: string, text: string): readonly [string, string] {
  const name = key === "progress" ? "done" : key;
  if (name === "done" && /^\d+(?:\.\d+)?$/.test(text)) return [name, `${text}%`];
  if (name === "done" && /^(?:true|yes)$/.test(text)) return [name, "100%"];
  if (name === "status" && /^(?:done|completed?|finished|closed)$/i.test(text)) return ["done", "100%"];
  return [name, text];
}
