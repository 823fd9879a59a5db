import { lastAtOrBefore } from "../../model/search.ts";
import { isMarkLine } from "./conflictMarks.ts";
import type { Entry, ListNode, MapNode, TextChange } from "./node.ts";
import { isReadAsWhole, makeEntry, readTree, TreeReader } from "./readTree.ts";

/**
 * The tree after a change, equal to reading the text after it whole. Only siblings that the change touches are read again; their
 * ancestors are made anew around them, everything else is shared.
 * @param textAfter the whole text after the change
 */
export function updateTree(tree: Entry, change: TextChange, textAfter: string): Entry {
  const removed = change.end - change.start;
  if (removed === 0 && change.text === "") return tree;
  if (tree.length + change.text.length - removed !== textAfter.length) return readTree(textAfter);
  if (change.start === 0 && textAfter.charCodeAt(0) === 0xfeff) return readTree(textAfter);
  if (isNearMark(change, textAfter)) return readTree(textAfter);
  if (beginsIndented.test(textAfter)) return readTree(textAfter);
  // What the document says of itself (a mark, directives, a second document) is read whole.
  if (tree.problems.length > 0 || tree.value === undefined) return readTree(textAfter);
  return update(tree, 0, -1, 1, change, textAfter) ?? readTree(textAfter);
}

/** How a text that begins with an indented line is read depends on all lines after it. */
const beginsIndented = /^\uFEFF?(?:(?:---[^\n]*|%[^\n]*|[ \t]*(?:#[^\n]*)?)\r?\n)*[ \t]+[^ \t\r\n#]/;

/** Whether one of the lines that a change touched is the mark of a conflict: such a text is read whole. */
function isNearMark({ start, text }: TextChange, textAfter: string): boolean {
  const from = start === 0 ? 0 : textAfter.lastIndexOf("\n", start - 1) + 1;
  const found = textAfter.indexOf("\n", start + text.length);
  return textAfter
    .slice(from, found < 0 ? textAfter.length : found)
    .split("\n")
    .some(isMarkLine);
}

/**
 * The entry after a change within the lines of its value, or undefined when the change reaches further than that.
 * @param start where the entry begins in the text
 * @param parentIndent lines indented no further do not belong to the value
 */
function update(
  entry: Entry,
  start: number,
  parentIndent: number,
  depth: number,
  change: TextChange,
  textAfter: string,
): Entry | undefined {
  const { value } = entry;
  if (value === undefined || value.kind === "scalar" || value.flow || value.entries.length === 0) return undefined;
  // An entry with a problem of its own may owe it to lines between its children.
  if (entry.problems.length > 0 || isReadAsWhole(entry)) return undefined;
  const from = change.start - start;
  const to = change.end - start;
  // Behind the value of a document stands the mark that ended it.
  if (to >= value.end && value.end < entry.length) return undefined;
  const first = lastAtOrBefore(value.starts, from);
  if (first < 0) return undefined;
  const last = lastAtOrBefore(value.starts, to);
  const grown = change.text.length - (change.end - change.start);
  if (first === last) {
    const child = value.entries[first] as Entry;
    const childStart = value.starts[first] as number;
    // Behind a dash the columns of the first entry depend on what stands before it.
    const isCompact = first === 0 && childStart === value.start;
    if (!isCompact || value.indent === 0) {
      const inner = update(child, start + childStart, value.indent, depth + 1, change, textAfter);
      if (inner !== undefined) return spliced(entry, value, first, first, [inner], [childStart], grown);
    }
  }
  return rereadChildren(entry, value, start, parentIndent, depth, first, last, grown, textAfter);
}

function rereadChildren(
  entry: Entry,
  value: MapNode | ListNode,
  start: number,
  parentIndent: number,
  depth: number,
  first: number,
  last: number,
  grown: number,
  textAfter: string,
): Entry | undefined {
  // With the sibling before, since a line can become part of that by what is typed into it.
  const begin = first > 0 ? first - 1 : first;
  const from = value.starts[begin] as number;
  const lastEntry = value.entries[last] as Entry;
  const to = (value.starts[last] as number) + lastEntry.length + grown;
  if (to < from) return undefined;
  // A first entry behind a dash does not begin its line.
  if (begin === 0 && from === value.start && value.indent > 0) return undefined;
  const windowStart = start + from;
  const windowEnd = start + to;
  // The window has to end where a line ends, as it did before.
  if (windowEnd < textAfter.length && textAfter.charCodeAt(windowEnd - 1) !== 10) return undefined;
  const reader = new TreeReader(textAfter, windowStart, windowEnd);
  // Its first line has to be the first line of an entry at the same column, else it belongs to what comes before.
  if (reader.marker >= 0 || reader.indent !== value.indent || reader.lineStart !== windowStart) return undefined;
  if (reader.isItem() !== (value.kind === "list") || (value.kind === "map" && !reader.beginsEntry())) return undefined;
  const read =
    value.kind === "map"
      ? reader.readMap(value.indent, parentIndent, start, depth)
      : reader.readList(value.indent, parentIndent, start, depth);
  if (reader.marker >= 0 || reader.indent >= 0 || reader.lineStart !== windowEnd) return undefined;
  // A line too far to the left takes in what follows, as far as it can see; so does an entry before dashes and brackets.
  if (reader.outermostMisfit <= depth) return undefined;
  if (last + 1 < value.entries.length && isAbsorbed(textAfter, windowEnd, value.kind === "map")) return undefined;
  return spliced(entry, value, begin, last, read.entries, read.starts, grown);
}

/** The entry with some children of its value in place of others, and what follows moved. */
function spliced(
  entry: Entry,
  value: MapNode | ListNode,
  first: number,
  last: number,
  entries: readonly Entry[],
  starts: readonly number[],
  grown: number,
): Entry {
  const count = value.entries.length;
  const newEntries = value.entries.slice(0, first);
  const newStarts = value.starts.slice(0, first);
  for (let index = 0; index < entries.length; index++) {
    newEntries.push(entries[index] as Entry);
    newStarts.push(starts[index] as number);
  }
  for (let index = last + 1; index < count; index++) {
    newEntries.push(value.entries[index] as Entry);
    newStarts.push((value.starts[index] as number) + grown);
  }
  const place = { flow: false, entries: newEntries, starts: newStarts, start: value.start, end: value.end + grown };
  const newValue: MapNode | ListNode =
    value.kind === "map"
      ? { kind: "map", ...place, indent: value.indent }
      : { kind: "list", ...place, indent: value.indent };
  return makeEntry(entry.key, newValue, entry.length + grown, entry.problems);
}

/** Whether a line can't begin an entry of its own, so that the one before it has a claim on it. */
function isAbsorbed(text: string, lineStart: number, isMap: boolean): boolean {
  let index = lineStart;
  while (text[index] === " " || text[index] === "\t") index += 1;
  const first = text[index];
  return first === "]" || first === "}" || (isMap && (first === "-" || first === ":"));
}
