import type { TextEdit } from "../text/editing/index.ts";
import { chainAround, lineStartOf, type Spot } from "../text/editing/layout.ts";
import type { Slice } from "../text/reading/index.ts";
import type { MapNode, Scalar } from "../text/tree/node.ts";

/** The entries that hold a place, from the document inwards. */
export function entriesAt({ tree }: Slice, offset: number): readonly Spot[] {
  return chainAround(tree, offset);
}

/** The innermost of them whose key stands at this place. */
export function keyedAt(slice: Slice, offset: number): { readonly own: Spot; readonly parent: Spot } | undefined {
  const path = entriesAt(slice, offset);
  for (let index = path.length - 1; index > 0; index--) {
    const own = path[index] as Spot;
    const { key } = own.entry;
    if (key !== undefined && own.start + key.start <= offset && offset <= own.start + key.end) {
      return { own, parent: path[index - 1] as Spot };
    }
  }
  return undefined;
}

/** The edit that takes an entry out of its map: its lines, or its part of a flow map with the comma. */
export function removal(slice: Slice, own: Spot, parent: Spot): TextEdit | undefined {
  const map = parent.entry.value;
  if (map?.kind !== "map") return undefined;
  const { text, path } = slice;
  const { entry, start } = own;
  const keyStart = start + (entry.key?.start ?? 0);
  const end = start + (entry.value?.end ?? (entry.key?.end ?? 0) + 1);
  if (!map.flow) {
    const lineStart = lineStartOf(text, keyStart);
    // The first key behind a dash has the dash on its line.
    if (text.slice(lineStart, keyStart).trim() !== "") return undefined;
    const next = text.indexOf("\n", end);
    return { path, start: lineStart, end: next < 0 ? text.length : next + 1, text: "" };
  }
  const after = /^[ \t]*,[ \t]*/.exec(text.slice(end, end + 200));
  if (after !== null) return { path, start: keyStart, end: end + after[0].length, text: "" };
  const before = /,[ \t]*$/.exec(text.slice(Math.max(0, keyStart - 200), keyStart));
  return { path, start: keyStart - (before?.[0].length ?? 0), end, text: "" };
}

/** The scalar that a key of a map holds. */
export function scalarOf({ entries }: MapNode, key: string): Scalar | undefined {
  const value = entries.find((entry) => entry.key?.text === key)?.value;
  return value?.kind === "scalar" ? value : undefined;
}
