import type { TextEdit } from "../../text/editing/index.ts";
import { chainAround, lineStartOf, type Spot } from "../../text/editing/layout.ts";
import type { Slice } from "../../text/reading/index.ts";

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

/** The edits that move the lines below one key to the end of those below another; undefined where they don't fit together. */
export function joined({ text, path }: Slice, into: Spot, from: Spot): readonly TextEdit[] | undefined {
  const [first, second] = [into.entry.value, from.entry.value];
  if (second === undefined || second.kind === "scalar" || second.flow) return undefined;
  if (first !== undefined) {
    const isAlike = first.kind === second.kind && !first.flow && first.indent === second.indent;
    if (!isAlike) return undefined;
  }
  const keyLine = lineStartOf(text, from.start + (from.entry.key?.start ?? 0));
  const body = text.indexOf("\n", keyLine) + 1;
  // A comment beside the key would be lost.
  if (!/^[ \t]*["']?[\w-]+["']?[ \t]*:[ \t]*\r?\n$/.test(text.slice(keyLine, body))) return undefined;
  const afterLine = (offset: number): number => {
    const found = text.indexOf("\n", offset);
    return found < 0 ? text.length : found + 1;
  };
  const lines = text.slice(body, afterLine(lastOffset(from)));
  const at = afterLine(lastOffset(into));
  const lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
  const gap = first?.kind === "map" ? lineEnd : "";
  const added = gap + (lines.endsWith("\n") ? lines : lines + lineEnd);
  return [
    { path, start: at, end: at, text: added },
    { path, start: keyLine, end: body + lines.length, text: "" },
  ];
}

/** Where an entry's last character stands that is not a blank line or a comment behind it. */
function lastOffset({ entry, start }: Spot): number {
  const { key, value } = entry;
  if (value === undefined) return start + (key?.end ?? 0);
  if (value.kind === "scalar" || value.flow) return start + value.end;
  const index = value.entries.length - 1;
  const last = value.entries[index];
  return last === undefined
    ? start + (key?.end ?? 0)
    : lastOffset({ entry: last, start: start + (value.starts[index] ?? 0) });
}
