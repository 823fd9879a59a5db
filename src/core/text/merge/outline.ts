import { readTree } from "../tree/index.ts";
import type { Entry, MapNode, Value } from "../tree/node.ts";

/**
 * A text cut into the parts that a merge moves about. Each line belongs to exactly one part: comments directly above a key to that
 * key (`lead`), blank lines and free-standing comments before it too (`gap`). Line ends are `\n`, and the last line has one.
 */
export interface Part {
  /** The text all offsets count in. */
  readonly text: string;
  /** The key; of an item of a list, its source. */
  readonly key: string;
  readonly kind: "map" | "list" | "leaf";
  /** Column of the key or dash; -1 for the document. */
  readonly indent: number;
  /** Column of its children. */
  readonly childIndent: number;
  readonly children: readonly Part[];
  readonly isFirst: boolean;
  readonly gapStart: number;
  readonly leadStart: number;
  /** The line of its key. */
  readonly start: number;
  /** Where the line of its key ends, when it has children or could have; else as `end`. */
  readonly headEnd: number;
  /** Where comments begin that stand behind its last child and are indented as its children are. */
  readonly tailStart: number;
  readonly end: number;
  readonly value: Value | undefined;
  /** What the offsets of `value` count from. */
  readonly base: number;
}

export const gapOf = (part: Part): string => part.text.slice(part.gapStart, part.leadStart);
export const leadOf = (part: Part): string => part.text.slice(part.leadStart, part.start);
export const headOf = (part: Part): string => part.text.slice(part.start, part.headEnd);
export const tailOf = (part: Part): string => part.text.slice(part.tailStart, part.end);
/** With the comments directly above it. */
export const wholeOf = (part: Part): string => part.text.slice(part.leadStart, part.end);
/** The source of its value, quotes and brackets included; empty when it has none. */
export const sourceOf = ({ text, value, base }: Part): string =>
  value === undefined ? "" : text.slice(base + value.start, base + value.end);

/** Why a text can't be taken apart: half a sentence that follows its name. */
export class Unreadable extends Error {}

/** @throws Unreadable when it has problems of syntax, or a key stands twice, so that parts have no name of their own. */
export function readOutline(text: string): Part {
  const tree = readTree(text);
  if (tree.problemCount > 0) throw new Unreadable("has mistakes in its syntax");
  const { value } = tree;
  if (value !== undefined && (value.kind !== "map" || value.flow)) throw new Unreadable("is no file of a project");
  return new Outliner(text).document(value);
}

/** A part while what stands behind it is being shared out. */
type Draft = { -readonly [K in keyof Part]: Part[K] };

class Outliner {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  document(value: MapNode | undefined): Part {
    const text = this.#text;
    const root = this.#draft("", "map", -1, 0, undefined, 0);
    // A line of dashes may stand above everything.
    const first = value?.starts[0] ?? text.length;
    root.headEnd = 0;
    for (let line = 0; line < first; line = this.#lineAfter(line))
      if (!this.#isTrivial(line)) root.headEnd = this.#lineAfter(line);
    root.childIndent = 0;
    root.tailStart = this.#addChildren(root, value, 0, text.length);
    root.end = text.length;
    return root;
  }

  #draft(
    key: string,
    kind: Part["kind"],
    indent: number,
    start: number,
    value: Value | undefined,
    base: number,
  ): Draft {
    const at = { gapStart: start, leadStart: start, start, headEnd: start, tailStart: start, end: start };
    return {
      text: this.#text,
      key,
      kind,
      indent,
      childIndent: indent + 2,
      children: [],
      isFirst: false,
      ...at,
      value,
      base,
    };
  }

  /** @returns where the last child, with what belongs to it, ends. */
  #addChildren(parent: Draft, value: Value | undefined, base: number, limit: number): number {
    let end = parent.headEnd;
    if (value === undefined || value.kind === "scalar" || value.entries.length === 0) return end;
    const children: Draft[] = [];
    const keys = new Set<string>();
    for (let index = 0; index < value.entries.length; index++) {
      const entry = value.entries[index] as Entry;
      const start = base + (value.starts[index] ?? 0);
      const next = index + 1 < value.entries.length ? base + (value.starts[index + 1] ?? 0) : limit;
      const child = this.#part(entry, start, next, value.indent);
      if (entry.key !== undefined) {
        if (keys.has(child.key)) throw new Unreadable(`has “${child.key.slice(0, 60)}” twice in one place`);
        keys.add(child.key);
      }
      child.isFirst = index === 0;
      child.gapStart = end;
      child.leadStart = this.#leadStart(end, child.start);
      end = child.end;
      children.push(child);
    }
    parent.children = children;
    parent.childIndent = value.indent;
    return end;
  }

  #part(entry: Entry, start: number, limit: number, indent: number): Draft {
    const { key, value } = entry;
    const isBlock = value !== undefined && value.kind !== "scalar" && !value.flow;
    // What stands behind a dash is one piece, whatever it is.
    const hasChildren = isBlock && key !== undefined && this.#lineAfter(start) <= start + value.start;
    const name = key?.text ?? this.#text.slice(start, limit).trim();
    const part = this.#draft(name, hasChildren ? value.kind : "leaf", indent, start, value, start);
    if (hasChildren) {
      part.headEnd = this.#lineAfter(start);
      part.tailStart = this.#addChildren(part, value, start, limit);
      part.end = this.#retain(part.tailStart, limit, Math.max(part.childIndent, indent + 1));
      return part;
    }
    const last = value === undefined ? (key?.end ?? 0) : isBlock ? this.#contentEnd(start, limit) - start : value.end;
    let end = start + last;
    if (end === start || this.#text[end - 1] !== "\n") end = Math.min(this.#lineAfter(end), limit);
    for (let line = end; line < limit; line = this.#lineAfter(line))
      if (!this.#isTrivial(line)) end = this.#lineAfter(line);
    part.headEnd = end;
    part.tailStart = end;
    part.end = value === undefined && key !== undefined ? this.#retain(end, limit, indent + 1) : end;
    return part;
  }

  /** The end of the last line between two places that is neither blank nor a comment. */
  #contentEnd(start: number, limit: number): number {
    let end = start;
    for (let line = start; line < limit; line = this.#lineAfter(line))
      if (!this.#isTrivial(line)) end = this.#lineAfter(line);
    return end;
  }

  /** The end of the last comment behind a part that is indented as what is in it. */
  #retain(from: number, limit: number, indent: number): number {
    let end = from;
    for (let line = from; line < limit; line = this.#lineAfter(line)) {
      if (this.#isComment(line) && this.#indentOf(line) >= indent) end = this.#lineAfter(line);
    }
    return end;
  }

  #leadStart(from: number, start: number): number {
    let lead = start;
    while (lead > from) {
      const line = lead < 2 ? 0 : this.#text.lastIndexOf("\n", lead - 2) + 1;
      if (line < from || !this.#isComment(line)) break;
      lead = line;
    }
    return lead;
  }

  #lineAfter(from: number): number {
    const found = this.#text.indexOf("\n", from);
    return found < 0 ? this.#text.length : found + 1;
  }

  #indentOf(line: number): number {
    let at = line;
    while (this.#text[at] === " ") at++;
    return at - line;
  }

  #isComment(line: number): boolean {
    return this.#text[this.#firstInLine(line)] === "#";
  }

  #isTrivial(line: number): boolean {
    const first = this.#text[this.#firstInLine(line)];
    return first === "#" || first === "\n" || first === undefined;
  }

  #firstInLine(line: number): number {
    let at = line;
    while (this.#text[at] === " " || this.#text[at] === "\t") at++;
    return at;
  }
}

/** The lines of a text moved to the right, or to the left as far as they go. Blank lines stay as they are. */
export function shifted(text: string, by: number): string {
  if (by === 0 || text === "") return text;
  if (by > 0) return text.replace(/^(?=[^\n])/gm, " ".repeat(by));
  return text.replace(new RegExp(`^ {1,${-by}}(?=[^\\n])`, "gm"), "");
}
