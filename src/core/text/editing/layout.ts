import { lastAtOrBefore } from "../../model/search.ts";
import type { Entry, Value } from "../tree/node.ts";

/** An entry at its place in a text. */
export interface Spot {
  readonly entry: Entry;
  /** Offset in the whole text. */
  readonly start: number;
}

/** What stands in an entry's map or list, in order. */
export function childrenOf({ entry, start }: Spot): readonly Spot[] {
  const { value } = entry;
  if (value === undefined || value.kind === "scalar") return [];
  return value.entries.map((child, index) => ({ entry: child, start: start + (value.starts[index] ?? 0) }));
}

/** The entries that lead to the one that begins at `offset`, from the document's own to itself; undefined when none begins there. */
export function chainTo(tree: Entry, offset: number): readonly Spot[] | undefined {
  let spot: Spot = { entry: tree, start: 0 };
  const chain = [spot];
  for (;;) {
    const { value } = spot.entry;
    if (value === undefined || value.kind === "scalar") return undefined;
    const index = lastAtOrBefore(value.starts, offset - spot.start);
    const entry = value.entries[index];
    if (entry === undefined) return undefined;
    spot = { entry, start: spot.start + (value.starts[index] ?? 0) };
    chain.push(spot);
    if (spot.start === offset) return chain;
  }
}

/** The innermost entry that holds `offset`, with those around it. */
export function chainAround(tree: Entry, offset: number): readonly Spot[] {
  let spot: Spot = { entry: tree, start: 0 };
  const chain = [spot];
  for (;;) {
    const { value } = spot.entry;
    if (value === undefined || value.kind === "scalar") return chain;
    const index = lastAtOrBefore(value.starts, offset - spot.start);
    const entry = value.entries[index];
    if (entry === undefined) return chain;
    spot = { entry, start: spot.start + (value.starts[index] ?? 0) };
    if (offset > spot.start + entry.length) return chain;
    chain.push(spot);
  }
}

/** The number of an entry in the map or list that holds it. */
export function indexIn(container: Spot, { start }: Spot): number {
  const { value } = container.entry;
  return value === undefined || value.kind === "scalar" ? -1 : lastAtOrBefore(value.starts, start - container.start);
}

/** What ends the lines of a text: what ends its first one. */
export function lineEndingOf(text: string): "\n" | "\r\n" {
  const at = text.indexOf("\n");
  return at > 0 && text.charCodeAt(at - 1) === 13 ? "\r\n" : "\n";
}

/** How many spaces a text indents by: as its first nested map does, 2 if none is nested. */
export function indentationOf(tree: Entry): number {
  const { value } = tree;
  if (value?.kind !== "map" || value.flow) return 2;
  for (const { value: inner } of value.entries) {
    if (inner?.kind === "map" && !inner.flow && inner.indent > value.indent) return inner.indent - value.indent;
  }
  return 2;
}

/** Where the line of an offset begins. */
export function lineStartOf(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
}

/** Where the line of an offset ends, before its line break. */
export function lineEndOf(text: string, offset: number): number {
  const at = text.indexOf("\n", offset);
  if (at < 0) return text.length;
  return at > offset && text.charCodeAt(at - 1) === 13 ? at - 1 : at;
}

/** Where the line after that of an offset begins; the end of the text when there is none. */
export function nextLineOf(text: string, offset: number): number {
  const at = text.indexOf("\n", offset);
  return at < 0 ? text.length : at + 1;
}

/** How many spaces a line begins with. */
export function spacesAt(text: string, lineStart: number): number {
  let at = lineStart;
  while (text.charCodeAt(at) === 32) at++;
  return at - lineStart;
}

/** Whether a line has nothing but spaces and tabs. */
export function isBlankLine(text: string, lineStart: number): boolean {
  for (let at = lineStart; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10) return true;
    if (code !== 32 && code !== 9 && code !== 13) return false;
  }
  return true;
}

/** Skips spaces and tabs. */
export function skipBlanks(text: string, offset: number): number {
  let at = offset;
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at++;
  return at;
}

/** The offset behind the colon of a key, or undefined when it has none on its line. */
export function colonEnd(text: string, { entry, start }: Spot): number | undefined {
  if (entry.key === undefined) return undefined;
  const at = skipBlanks(text, start + entry.key.end);
  return text.charCodeAt(at) === 58 ? at + 1 : undefined;
}

/** The column of an entry's key or dash. */
export function columnOf(text: string, { entry, start }: Spot): number {
  const at = entry.key === undefined ? skipBlanks(text, start) : start + entry.key.start;
  const line = lineStartOf(text, at);
  return at - line - (line === 0 && text.charCodeAt(0) === 0xfeff ? 1 : 0);
}

export function isBlockScalar(value: Value | undefined): boolean {
  return value?.kind === "scalar" && (value.style === "literal" || value.style === "folded");
}

/** The offset behind the last character of what an entry says; blank lines and comments after it are not part of that. */
export function contentEnd(text: string, spot: Spot): number {
  const { entry, start } = spot;
  const { value, key } = entry;
  if (value === undefined) {
    if (key !== undefined) return colonEnd(text, spot) ?? start + key.end;
    const at = skipBlanks(text, start);
    return text.charCodeAt(at) === 45 ? at + 1 : at;
  }
  if (isBlockScalar(value)) return blockScalarEnd(text, start + value.start, start + value.end);
  const last = value.kind === "scalar" || value.flow ? undefined : value.entries.at(-1);
  if (last === undefined || value.kind === "scalar") return start + value.end;
  return contentEnd(text, { entry: last, start: start + (value.starts.at(-1) ?? 0) });
}

/** Blank lines at the end of a block count where its header says so. */
function blockScalarEnd(text: string, start: number, end: number): number {
  if (!text.slice(start, blockHeaderEnd(text, start)).includes("+")) return end;
  let last = end;
  for (let at = nextLineOf(text, end); at < text.length && isBlankLine(text, at); at = nextLineOf(text, at)) {
    last = lineEndOf(text, at);
  }
  return last;
}

/** Whether blank lines after an entry would be part of what it says. */
export function takesBlankLines(text: string, { entry, start }: Spot): boolean {
  const { value } = entry;
  if (value === undefined) return false;
  if (isBlockScalar(value)) {
    const from = start + value.start;
    return text.slice(from, blockHeaderEnd(text, from)).includes("+");
  }
  const last = value.kind === "scalar" || value.flow ? undefined : value.entries.at(-1);
  if (last === undefined || value.kind === "scalar") return false;
  return takesBlankLines(text, { entry: last, start: start + (value.starts.at(-1) ?? 0) });
}

/** The offset behind `|`, `>-`, `|2+`. */
export function blockHeaderEnd(text: string, start: number): number {
  let at = start + 1;
  while (/[0-9+-]/.test(text.charAt(at))) at++;
  return at;
}

/**
 * Where the line after an entry's last line begins. Comments that stand further to the right than its key belong to it.
 */
export function tailEnd(text: string, spot: Spot): number {
  const column = columnOf(text, spot);
  let tail = nextLineOf(text, contentEnd(text, spot));
  for (let at = tail; at < text.length; at = nextLineOf(text, at)) {
    if (isBlankLine(text, at)) continue;
    const spaces = spacesAt(text, at);
    if (text.charCodeAt(at + spaces) !== 35 || spaces <= column) break;
    tail = nextLineOf(text, at);
  }
  return tail;
}

/** Where an entry begins with the comments directly above it, that stand at the column of its key; not before `floor`. */
export function headStart(text: string, spot: Spot, floor: number): number {
  const column = columnOf(text, spot);
  let head = lineStartOf(text, spot.start + (spot.entry.key?.start ?? 0));
  while (head > floor) {
    const line = lineStartOf(text, head - 1);
    if (line < floor || text.charCodeAt(line + column) !== 35 || spacesAt(text, line) !== column) break;
    head = line;
  }
  return head;
}

/** Whether anything but the text's own beginning stands before the line break that `offset` follows. */
export function endsWithoutBreak(text: string): boolean {
  return text.length > 0 && text.charCodeAt(text.length - 1) !== 10;
}
