import type { Assignment } from "../../model/assignment.ts";
import type { Dependency } from "../../model/dependency.ts";
import { type Estimate, formatEstimate, isInOrder, minutesOf } from "../../model/duration.ts";
import { type Fields, type KeyType, type ValueType, wordsOf } from "../../model/fields/index.ts";
import { scalars } from "../../model/fields/scalars.ts";
import type { Namespace, SingleType } from "../../model/fields/valueType.ts";
import { isId, nearest } from "../../model/identifier.ts";
import type { Moment } from "../../model/moment.ts";
import type { Entry, MapNode, Scalar, Value } from "../tree/node.ts";
import type { LocalProblem, ProblemCode, ProblemData, Severity } from "./problem.ts";

/** A place where a record is named by its id. */
export interface LocalReference {
  readonly to: readonly Namespace[];
  readonly id: string;
  /** Of the id alone, relative to the start of the record's entry. */
  readonly start: number;
  readonly end: number;
  /** The field it stands in. */
  readonly field: string;
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Collects what reading finds beside the values. All offsets are relative to one entry, the record's. */
export class Findings {
  readonly problems: LocalProblem[] = [];
  readonly references: LocalReference[];

  constructor(references: LocalReference[] = []) {
    this.references = references;
  }

  add(
    code: ProblemCode,
    severity: Severity,
    message: string,
    start: number,
    end: number,
    data?: ProblemData,
    first?: Stretch,
  ): void {
    const related = first && [{ ...first, message: "It stands here first." }];
    this.problems.push({ code, severity, message, start, end, ...(data && { data }), ...(related && { related }) });
  }

  /** For a value that has its problem already: what else is wrong with it follows from that. */
  withoutProblems(): Findings {
    return new Findings(this.references);
  }

  refer(to: readonly Namespace[], id: string, start: number, field: string): void {
    this.references.push({ to, id, start, end: start + id.length, field });
  }
}

const workReferences: readonly Namespace[] = ["work"];
const peopleReferences: readonly Namespace[] = ["people"];
/** Quoting more of a value than this in a message helps nobody. */
const longestQuote = 40;

/** The beginning of a text in quotation marks, for a message. */
export function quote(text: string): string {
  const line = text.split("\n", 1)[0] ?? "";
  const isShort = line.length <= longestQuote && line.length === text.length;
  return isShort ? `“${line}”` : `“${line.slice(0, longestQuote)}…”`;
}

/**
 * The value that `value` states for a field of that type, or undefined when it states none; then a problem says why.
 * @param base offset of the entry that holds the value, relative to the record's entry
 */
export function readValue(type: ValueType, value: Value, base: number, field: string, findings: Findings): unknown {
  switch (type.kind) {
    case "list":
      return readList(type.of, value, base, field, findings);
    case "map":
      return readMap(type.keys, type.values, type.keyName, value, base, field, findings);
    case "group":
      if (value.kind !== "map") return wrongShape("fields, one per line", value, base, field, findings);
      return readFields(type.fields, value.entries, value.starts, base, findings, type.alsoKeys);
    case "nested":
      return undefined;
    default:
      if (value.kind !== "scalar") return wrongShape("a single value", value, base, field, findings);
      return readSingle(type, value, base, field, findings);
  }
}

function wrongShape(wanted: string, value: Value, base: number, field: string, findings: Findings): undefined {
  const found = value.kind === "map" ? "fields" : value.kind === "list" ? "a list" : quote(value.text);
  findings.add(
    "wrong-shape",
    "error",
    `“${field}” takes ${wanted}, not ${found}.`,
    base + value.start,
    base + value.end,
    { field },
  );
  return undefined;
}

function readSingle(type: SingleType, value: Scalar, base: number, field: string, findings: Findings): unknown {
  const { text } = value;
  const start = base + value.start;
  const end = base + value.end;
  switch (type.kind) {
    case "integer": {
      const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
      if (number >= type.least && number <= type.most) return number;
      const range = `from ${type.least} to ${type.most}`;
      findings.add("wrong-value", "error", `${quote(text)} is not a whole number ${range}.`, start, end, { field });
      return undefined;
    }
    case "choice": {
      if (Object.hasOwn(type.about, text)) return text;
      const words = wordsOf(type);
      const near = nearest(text, words);
      const message = `${quote(text)} is not one of the words “${field}” takes: ${words.join(", ")}.`;
      findings.add(
        "wrong-value",
        "error",
        message,
        start,
        end,
        near === undefined ? { field } : { field, nearest: near },
      );
      return undefined;
    }
    case "reference":
      if (isId(text)) {
        findings.refer(type.to, text, idStart(value, base, 0), field);
        return text;
      }
      break;
    default: {
      const result = scalars[type.kind].parse(text);
      if (result !== undefined) {
        // Both begin with what they point to; an assignment may have a number before it.
        if (type.kind === "dependency") {
          findings.refer(workReferences, (result as { readonly on: string }).on, idStart(value, base, 0), field);
        } else if (type.kind === "assignment") {
          const { who } = result as { readonly who: string };
          const before = /^\d+[ \t]+/.exec(text)?.[0].length ?? 0;
          findings.refer(peopleReferences, who, idStart(value, base, before), field);
        } else if (type.kind === "estimate" && !isInOrder(result as Estimate)) {
          const message = `${quote(text)} is not in order. Write the three as optimistic / likely / pessimistic, the smallest first.`;
          const nearest = inOrder(result as Estimate);
          findings.add("wrong-value", "warning", message, start, end, { field, nearest });
        }
        return result;
      }
    }
  }
  const { noun, hint, most } = scalars[type.kind === "reference" ? "id" : type.kind];
  const instead = most?.(text);
  if (instead !== undefined) {
    findings.add("wrong-value", "error", `${quote(text)} is too long: at most ${instead}.`, start, end, { field });
    return undefined;
  }
  const list =
    text.includes(",") && (type.kind === "reference" || type.kind === "assignment" || type.kind === "dependency");
  const advice = list ? `For several, write a list: [${text.replaceAll(/\s*,\s*/g, ", ").slice(0, 60)}].` : hint;
  findings.add("wrong-value", "error", `${quote(text)} is not ${noun}. ${advice}`.trimEnd(), start, end, { field });
  return undefined;
}

/** The figures of a range from the smallest to the largest, as text. */
function inOrder({ likely, optimistic = likely, pessimistic = likely }: Estimate): string {
  const [least = likely, middle = likely, most = likely] = [optimistic, likely, pessimistic].sort(
    (a, b) => minutesOf(a) - minutesOf(b),
  );
  return formatEstimate({ optimistic: least, likely: middle, pessimistic: most });
}

/** Where an id begins in the source; in quotes, one further. */
function idStart(value: Scalar, base: number, before: number): number {
  return base + value.start + before + (value.style === "plain" ? 0 : 1);
}

function readList(
  of: SingleType,
  value: Value,
  base: number,
  field: string,
  findings: Findings,
): readonly unknown[] | undefined {
  if (value.kind === "scalar") {
    const single = readSingle(of, value, base, field, findings);
    return single === undefined ? undefined : [single];
  }
  if (value.kind === "map") {
    return wrongShape("one value or a list", value, base, field, findings);
  }
  const found: unknown[] = [];
  const places = value.entries.length > 1 ? new Map<string, Stretch>() : undefined;
  for (let index = 0; index < value.entries.length; index++) {
    const item = value.entries[index]?.value;
    if (item === undefined) continue;
    const itemBase = base + (value.starts[index] ?? 0);
    if (item.kind === "scalar") {
      const single = readSingle(of, item, itemBase, field, findings);
      if (single === undefined) continue;
      const name = itemName(of, single, item.text);
      const place = { start: itemBase + item.start, end: itemBase + item.end };
      const first = places?.get(name);
      if (first !== undefined) {
        const message = `${quote(name)} stands twice in “${field}”. Keep one.`;
        findings.add("duplicate-key", "error", message, place.start, place.end, { field }, first);
        continue;
      }
      places?.set(name, place);
      found.push(single);
    } else {
      wrongShape("single values in its list", item, itemBase, field, findings);
    }
  }
  return found;
}

/** What must not stand twice in a list: a person, whatever their share, and a link of one type. */
function itemName(type: SingleType, value: unknown, text: string): string {
  if (type.kind === "assignment") return (value as Assignment).who;
  if (type.kind !== "dependency") return text;
  const dependency = value as Dependency;
  return dependency.type === "FS" ? dependency.on : `${dependency.on} ${dependency.type}`;
}

function readMap(
  keys: KeyType,
  values: ValueType,
  keyName: string,
  value: Value,
  base: number,
  field: string,
  findings: Findings,
): ReadonlyMap<string, unknown> | undefined {
  if (value.kind !== "map") return wrongShape(`lines of ${keyName} with a value`, value, base, field, findings);
  const found = new Map<string, unknown>();
  for (let index = 0; index < value.entries.length; index++) {
    const entry = value.entries[index] as Entry;
    const { key } = entry;
    if (key === undefined) continue;
    const entryBase = base + (value.starts[index] ?? 0);
    const start = entryBase + key.start;
    const end = entryBase + key.end;
    if (keys.kind !== "text" && keys.kind !== "choice" && scalars[keys.kind].parse(key.text) === undefined) {
      const { noun, hint } = scalars[keys.kind];
      findings.add("wrong-value", "error", `${quote(key.text)} is not ${noun}. ${hint}`, start, end, { field });
      continue;
    }
    if (found.has(key.text)) {
      const message = `${quote(key.text)} stands twice in “${field}”. Keep one.`;
      findings.add("duplicate-key", "error", message, start, end, undefined, firstKey(key.text, value, base));
      continue;
    }
    if (entry.value !== undefined) {
      const result = readValue(values, entry.value, entryBase, key.text, findings);
      if (result !== undefined) found.set(key.text, result);
    }
  }
  return found;
}

/** A field with the property it is read to. */
interface Slot {
  readonly type: ValueType;
  readonly property: string;
}

const slotsByTable = new WeakMap<Fields, ReadonlyMap<string, Slot>>();

/** `start-no-earlier` → `startNoEarlier`. */
export function propertyOf(field: string): string {
  return field.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function slotsOf(fields: Fields): ReadonlyMap<string, Slot> {
  let slots = slotsByTable.get(fields);
  if (slots === undefined) {
    slots = new Map(Object.entries(fields).map(([name, { type }]) => [name, { type, property: propertyOf(name) }]));
    slotsByTable.set(fields, slots);
  }
  return slots;
}

/**
 * The fields that the entries of a map state, as properties. Unknown keys are reported as information, keys that stand twice as
 * errors; then the first counts.
 */
export function readFields(
  fields: Fields,
  entries: readonly Entry[],
  starts: readonly number[],
  base: number,
  findings: Findings,
  alsoKeys?: RegExp,
  into: Record<string, unknown> = {},
  isKnownElsewhere?: (key: string, start: number, end: number) => boolean,
): Record<string, unknown> {
  const slots = slotsOf(fields);
  let seen: Set<string> | undefined;
  for (let index = 0; index < entries.length; index++) {
    const entry = entries[index] as Entry;
    const { key, value } = entry;
    if (key === undefined) continue;
    const entryBase = base + (starts[index] ?? 0);
    const name = key.text;
    let isTwice = stoodBefore(name, entries, index);
    if (!isTwice && index >= fewFields) {
      seen ??= new Set(entries.slice(fewFields, index).map((before) => before.key?.text ?? ""));
      isTwice = seen.has(name);
      seen.add(name);
    }
    if (isTwice) {
      const message = `${quote(name)} stands twice here. Keep one of them.`;
      const [start, end] = [entryBase + key.start, entryBase + key.end];
      findings.add(
        "duplicate-key",
        "error",
        message,
        start,
        end,
        { field: name },
        firstKey(name, { entries, starts }, base),
      );
    }
    const slot = slots.get(name);
    if (slot === undefined) {
      if (isKnownElsewhere?.(name, entryBase + key.start, entryBase + key.end)) continue;
      if (name.startsWith("x-") || alsoKeys?.test(name)) continue;
      reportUnknown(name, key, entryBase, slots.keys(), findings);
      continue;
    }
    if (value === undefined || into[slot.property] !== undefined) continue;
    const isOpen = entry.problems.length > 0 && entry.problems.some(({ code }) => code === "unclosed");
    const result = readValue(slot.type, value, entryBase, name, isOpen ? findings.withoutProblems() : findings);
    if (result !== undefined) into[slot.property] = result;
  }
  checkOrder(into, { entries, starts }, base, findings);
  return into;
}

/** The fields that say when something begins and when it ends. */
const spans = [
  ["start", "finish"],
  ["from", "until"],
] as const;

/** What ends before it begins is read as it stands, but can't be meant. */
function checkOrder(
  read: Readonly<Record<string, unknown>>,
  { entries, starts }: Pick<MapNode, "entries" | "starts">,
  base: number,
  findings: Findings,
): void {
  for (const [first, last] of spans) {
    const [start, end] = [read[first], read[last]];
    if (typeof start !== "string" || typeof end !== "string" || !isBefore(end, start)) continue;
    const index = entries.findIndex(({ key }) => key?.text === last);
    const value = entries[index]?.value;
    if (value === undefined) continue;
    const at = base + (starts[index] ?? 0);
    const message = `“${last}” lies before “${first}”, which is ${start}.`;
    const place = firstKey(first, { entries, starts }, base);
    findings.add("wrong-value", "warning", message, at + value.start, at + value.end, { field: last }, place);
  }
}

/** Whether a moment lies before another one; a day without a time holds all of its times. */
function isBefore(end: Moment, start: Moment): boolean {
  const day = "2027-01-04".length;
  const [endDay, startDay] = [end.slice(0, day), start.slice(0, day)];
  if (endDay !== startDay) return endDay < startDay;
  return end.length > day && start.length > day && end < start;
}

/** Records have few fields, and looking through them costs less than remembering them. */
const fewFields = 12;

/** Whether one of the first few entries has that key. */
function stoodBefore(name: string, entries: readonly Entry[], index: number): boolean {
  for (let earlier = 0; earlier < index && earlier < fewFields; earlier++) {
    if (entries[earlier]?.key?.text === name) return true;
  }
  return false;
}

/** Where a key stands first among some entries. */
function firstKey(name: string, { entries, starts }: Pick<MapNode, "entries" | "starts">, base: number): Stretch {
  const index = entries.findIndex(({ key }) => key?.text === name);
  const start = base + (starts[index] ?? 0);
  const key = entries[index]?.key;
  return { start: start + (key?.start ?? 0), end: start + (key?.end ?? 0) };
}

export function reportUnknown(
  name: string,
  key: Scalar,
  base: number,
  known: Iterable<string>,
  findings: Findings,
): void {
  const near = nearest(name, known);
  const advice =
    near === undefined ? 'It is kept; begin it with "x-" to keep it without this message.' : `Did you mean “${near}”?`;
  const data = near === undefined ? { field: name } : { field: name, nearest: near };
  findings.add(
    "unknown-key",
    "information",
    `Gantry does not know ${quote(name)} here. ${advice}`,
    base + key.start,
    base + key.end,
    data,
  );
}
