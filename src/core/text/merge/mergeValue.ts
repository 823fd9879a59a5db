import type { Entry, ListNode, MapNode, Value } from "../tree/node.ts";
import { mergeOrder } from "./mergeOrder.ts";

/** A value with the text its offsets count in. */
export interface PlacedValue {
  readonly value: Value;
  readonly text: string;
  readonly base: number;
}

/** How the items of a list are told apart. */
export interface ListManner {
  /** What an item is known by, for instance the task it waits for, whatever else it says. */
  readonly nameOf: (item: string) => string;
  /** Whether a single value stands for a list of one, as the table of fields says. */
  readonly takesSingle: boolean;
}

/** One side's value as it is, a new text, or the items of a list that stands one per line. */
export type MergedValue = "ours" | "theirs" | { readonly text: string } | { readonly items: readonly Item[] };

const sourceOf = ({ value, text, base }: PlacedValue): string => text.slice(base + value.start, base + value.end);

/** What a value says, however it is written: same texts mean the same. */
export function meaningOf(value: Value | undefined, asList = false): string {
  if (value === undefined) return asList ? "[]" : "";
  const meaning = shapeOf(value);
  return JSON.stringify(asList && value.kind === "scalar" ? [meaning] : meaning);
}

function shapeOf(value: Value): unknown {
  switch (value.kind) {
    case "scalar":
      return value.text;
    case "list":
      return value.entries.map((entry) => (entry.value === undefined ? null : shapeOf(entry.value)));
    case "map":
      return {
        map: value.entries.map(({ key, value: inner }) => [key?.text, inner === undefined ? null : shapeOf(inner)]),
      };
  }
}

/**
 * The value that carries the changes of both sides, or undefined when they contradict each other. `base` is absent when both added
 * the field.
 */
export function mergeValue(
  base: PlacedValue | undefined,
  ours: PlacedValue,
  theirs: PlacedValue,
  manner: ListManner | undefined,
): MergedValue | undefined {
  const asList = manner?.takesSingle ?? false;
  const [b, o, t] = [base, ours, theirs].map((side) =>
    side === undefined ? undefined : meaningOf(side.value, asList),
  );
  if (o === t) return base !== undefined && sourceOf(base) === sourceOf(ours) ? "theirs" : "ours";
  if (b === t) return "ours";
  if (b === o) return "theirs";
  if (manner !== undefined) {
    const lists = [base, ours, theirs].map((side) => itemsOf(side, manner));
    if (!isReplacedTwice(base, ours, theirs)) return mergeItems(lists[0] ?? [], lists[1], lists[2], ours);
    return undefined;
  }
  const maps = [ours.value, theirs.value, base?.value].filter((value) => value !== undefined);
  if (maps.every((value) => value.kind === "map" && value.flow)) return mergePairs(base, ours, theirs);
  return undefined;
}

/** A single value that each side has replaced by another one: that is no list that grows. */
function isReplacedTwice(base: PlacedValue | undefined, ours: PlacedValue, theirs: PlacedValue): boolean {
  return [base, ours, theirs].every((side) => side?.value.kind === "scalar");
}

/** An item of a list. */
export interface Item {
  readonly name: string;
  /** What it says. */
  readonly meaning: string;
  readonly source: string;
}

/** The items of a list, however it is written, or undefined when it is none. */
export function itemsOf(side: PlacedValue | undefined, manner: ListManner): readonly Item[] | undefined {
  if (side === undefined) return [];
  const { value, text, base } = side;
  const items: Item[] = [];
  const names = new Map<string, number>();
  const add = (inner: Value, offset: number): void => {
    const source = text.slice(offset + inner.start, offset + inner.end);
    const said = inner.kind === "scalar" ? inner.text : source;
    items.push({ name: numbered(manner.nameOf(said), names), meaning: meaningOf(inner), source });
  };
  if (value.kind === "scalar") {
    if (!manner.takesSingle) return undefined;
    add(value, base);
    return items;
  }
  if (value.kind === "map") return undefined;
  for (let index = 0; index < value.entries.length; index++) {
    const inner = value.entries[index]?.value;
    if (inner === undefined || inner.kind !== "scalar") return undefined;
    add(inner, base + (value.starts[index] ?? 0));
  }
  return items;
}

/** A name that may be taken already gets a number. */
export function numbered(name: string, names: Map<string, number>): string {
  const before = names.get(name) ?? 0;
  names.set(name, before + 1);
  return before === 0 ? name : `${name}\n${before}`;
}

interface Named {
  readonly name: string;
  readonly meaning: string;
}

/** What is left of each name, by whose word; undefined when the sides contradict each other. */
function chooseEach<T extends Named>(
  base: readonly T[],
  ours: readonly T[],
  theirs: readonly T[],
): Map<string, T> | undefined {
  const [b, o, t] = [base, ours, theirs].map((side) => new Map(side.map((item) => [item.name, item])));
  const kept = new Map<string, T>();
  for (const name of new Set([...(o?.keys() ?? []), ...(t?.keys() ?? [])])) {
    const [before, our, their] = [b?.get(name), o?.get(name), t?.get(name)];
    if (our !== undefined && their !== undefined) {
      if (our.meaning === their.meaning || before?.meaning === their.meaning) kept.set(name, our);
      else if (before?.meaning === our.meaning) kept.set(name, their);
      else return undefined;
    } else {
      const one = (our ?? their) as T;
      if (before === undefined) kept.set(name, one);
      else if (before.meaning !== one.meaning) return undefined;
    }
  }
  return kept;
}

const namesOf = (items: readonly Named[]): readonly string[] => items.map(({ name }) => name);

function mergeItems(
  base: readonly Item[],
  ours: readonly Item[] | undefined,
  theirs: readonly Item[] | undefined,
  placed: PlacedValue,
): MergedValue | undefined {
  if (ours === undefined || theirs === undefined) return undefined;
  const kept = chooseEach(base, ours, theirs);
  if (kept === undefined) return undefined;
  const order = mergeOrder(namesOf(base), namesOf(ours), namesOf(theirs), (name) => kept.has(name));
  const merged = order.map((name) => kept.get(name) as Item);
  const isSame = (side: readonly Item[]): boolean =>
    side.length === merged.length && side.every((item, index) => item.meaning === merged[index]?.meaning);
  if (isSame(ours)) return "ours";
  if (isSame(theirs)) return "theirs";
  const { value } = placed;
  if (value.kind === "list" && !value.flow) return { items: merged };
  const sources = merged.map(({ source }) => inBrackets(source));
  if (value.kind === "scalar") return { text: `[${sources.join(", ")}]` };
  const frame = frameOf(value as ListNode, placed);
  return frame === undefined ? undefined : { text: frame.open + sources.join(frame.separator) + frame.close };
}

/** An item as it can stand in a flow list. */
function inBrackets(source: string): string {
  return /^["']/.test(source) || !/[,[\]{}]|: |:$| #/.test(source) ? source : JSON.stringify(source);
}

interface Frame {
  readonly open: string;
  readonly separator: string;
  readonly close: string;
}

/** What stands around the entries of a flow list or map; undefined when a comment stands there or it has several lines. */
function frameOf(value: ListNode | MapNode, placed: PlacedValue): Frame | undefined {
  const source = sourceOf(placed);
  if (source.includes("\n")) return undefined;
  const inside = source.slice(1, -1);
  const spaces = /^ */.exec(inside)?.[0] ?? "";
  const open = source.slice(0, 1) + (value.entries.length > 0 ? spaces : "");
  const close =
    value.entries.length > 0
      ? (/ *,? *$/.exec(inside)?.[0] ?? "").replace(",", "") + source.slice(-1)
      : source.slice(-1);
  return { open, separator: /\S,\S/.test(inside) && !/, /.test(inside) ? "," : ", ", close };
}

interface Pair extends Named {
  readonly entry: Entry;
  readonly source: string;
}

function pairsOf(side: PlacedValue | undefined): readonly Pair[] {
  if (side === undefined || side.value.kind !== "map") return [];
  const { value, text, base } = side;
  const names = new Map<string, number>();
  return value.entries.map((entry, index) => {
    const offset = base + (value.starts[index] ?? 0);
    const { key, value: inner } = entry;
    const source = text.slice(offset + (key?.start ?? 0), offset + (inner?.end ?? key?.end ?? 0));
    return {
      name: numbered(key?.text ?? "", names),
      meaning: meaningOf(inner),
      entry,
      source: inner === undefined ? `${source}:` : source,
    };
  });
}

function mergePairs(base: PlacedValue | undefined, ours: PlacedValue, theirs: PlacedValue): MergedValue | undefined {
  const [b, o, t] = [pairsOf(base), pairsOf(ours), pairsOf(theirs)] as const;
  const kept = chooseEach(b, o, t);
  const frame = frameOf(ours.value as MapNode, ours);
  if (kept === undefined || frame === undefined || sourceOf(theirs).includes("\n")) return undefined;
  const order = mergeOrder(namesOf(b), namesOf(o), namesOf(t), (name) => kept.has(name));
  return { text: frame.open + order.map((name) => kept.get(name)?.source ?? "").join(frame.separator) + frame.close };
}
