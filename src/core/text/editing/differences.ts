import type { Entry, Value } from "../tree/node.ts";

/** A place where two trees of a file say different things. */
export interface Difference {
  /** The keys that lead to it. */
  readonly keys: readonly string[];
  readonly before: Entry | undefined;
  readonly after: Entry | undefined;
  /** Nothing but the order of the entries in it differs. */
  readonly isOrder: boolean;
}

/** Where two trees differ in what they say; entries they share are not looked into. */
export function differencesOf(before: Entry, after: Entry): readonly Difference[] {
  const found: Difference[] = [];
  compare(before, after, [], found);
  return found;
}

/** Whether two entries say the same. */
export function saysTheSame(a: Entry, b: Entry): boolean {
  const found: Difference[] = [];
  compare(a, b, [], found);
  return found.length === 0 && a.key?.text === b.key?.text;
}

function compare(before: Entry, after: Entry, keys: readonly string[], found: Difference[]): void {
  if (before === after) return;
  const a = before.value;
  const b = after.value;
  if (a?.kind === "map" && b?.kind === "map") compareMaps(a.entries, b.entries, { before, after, keys }, found);
  else if (!isSameValue(a, b)) found.push({ keys, before, after, isOrder: false });
}

function isSameValue(a: Value | undefined, b: Value | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  if (a.kind === "scalar" || b.kind === "scalar")
    return a.kind === "scalar" && b.kind === "scalar" && a.text === b.text;
  if (a.kind !== b.kind || a.entries.length !== b.entries.length) return false;
  return a.entries.every((entry, index) => {
    const other = b.entries[index];
    return other !== undefined && (entry === other || saysTheSame(entry, other));
  });
}

interface Pair {
  readonly keys: readonly string[];
  readonly before: Entry;
  readonly after: Entry;
}

function compareMaps(
  a: readonly Entry[],
  b: readonly Entry[],
  { before, after, keys }: Pair,
  found: Difference[],
): void {
  let from = 0;
  while (from < a.length && from < b.length && (a[from] === b[from] || a[from]?.key?.text === b[from]?.key?.text)) {
    compare(a[from] as Entry, b[from] as Entry, [...keys, a[from]?.key?.text ?? ""], found);
    from++;
  }
  let back = 0;
  while (from + back < a.length && from + back < b.length) {
    const last = a[a.length - 1 - back] as Entry;
    const other = b[b.length - 1 - back] as Entry;
    if (last !== other && last.key?.text !== other.key?.text) break;
    compare(last, other, [...keys, last.key?.text ?? ""], found);
    back++;
  }
  const removed = named(a.slice(from, a.length - back));
  const added = named(b.slice(from, b.length - back));
  for (const [name, entry] of removed) {
    const other = added.get(name);
    const path = [...keys, entry.key?.text ?? ""];
    if (other === undefined) found.push({ keys: path, before: entry, after: undefined, isOrder: false });
    else compare(entry, other, path, found);
  }
  for (const [name, entry] of added) {
    if (!removed.has(name))
      found.push({ keys: [...keys, entry.key?.text ?? ""], before: undefined, after: entry, isOrder: false });
  }
  const common = [...removed.keys()].filter((name) => added.has(name));
  const order = [...added.keys()].filter((name) => removed.has(name));
  if (common.some((name, index) => name !== order[index])) found.push({ keys, before, after, isOrder: true });
}

/** Entries by their keys; those whose keys stand twice, by their number too. */
function named(entries: readonly Entry[]): ReadonlyMap<string, Entry> {
  const result = new Map<string, Entry>();
  for (const entry of entries) {
    const text = entry.key?.text ?? "";
    let name = text;
    for (let number = 2; result.has(name); number++) name = `${text}\n${number}`;
    result.set(name, entry);
  }
  return result;
}
