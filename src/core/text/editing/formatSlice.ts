import { isSectionName } from "../../model/fields/index.ts";
import { isNewer, type Slice } from "../reading/slice.ts";
import { type Entry, readTree, type Value } from "../tree/index.ts";
import { applyEdits } from "./applyEdits.ts";
import { type Change, inOrder } from "./compose.ts";
import { saysTheSame } from "./differences.ts";
import type { TextEdit } from "./edit.ts";
import {
  blockHeaderEnd,
  childrenOf,
  colonEnd,
  columnOf,
  contentEnd,
  endsWithoutBreak,
  headStart,
  isBlankLine,
  isBlockScalar,
  lineEndingOf,
  lineEndOf,
  lineStartOf,
  nextLineOf,
  type Spot,
  skipBlanks,
  spacesAt,
  takesBlankLines,
} from "./layout.ts";

const step = 2;

/**
 * The edits that give a file the usual layout: two spaces for each level, one space behind colons, dashes and commas, one blank line
 * between sections and between records of several lines, none twice, nothing at the ends of lines, a line break at the end. Comments
 * and meaning stay; a text with mistakes in its syntax is left alone, and so is one of a newer version.
 */
export function formatSlice(slice: Slice): readonly TextEdit[] {
  const { path, text, tree } = slice;
  const { value } = tree;
  if (isNewer(slice) || tree.problemCount > 0 || value?.kind !== "map" || value.flow) return [];
  const changes = inOrder(new Formatter(text).changes(tree));
  if (changes.length === 0) return [];
  const after = applyEdits(text, changes);
  const treeAfter = readTree(after);
  const isSame =
    treeAfter.problemCount === 0 &&
    saysTheSame(tree, treeAfter) &&
    isSameList(commentsOf(text, tree), commentsOf(after, treeAfter));
  return isSame ? changes.map((change) => ({ path, ...change })) : [];
}

/** A column that entries begin at, and the one they will begin at. */
interface Margin {
  readonly before: number;
  readonly after: number;
}

type Role = "sections" | "records" | "fields" | "items";

class Formatter {
  readonly #text: string;
  readonly #changes: Change[] = [];
  /** By the beginning of their lines. */
  readonly #entryLines = new Map<number, Margin>();
  /** Further lines of a value, with the spaces they are moved by. */
  readonly #valueLines = new Map<number, number>();
  /** Lines that end within a value: what stands at their ends belongs to it. */
  readonly #openLines = new Set<number>();
  /** Lines that want a blank one before them. */
  readonly #wantedBlanks = new Set<number>();

  constructor(text: string) {
    this.#text = text;
  }

  changes(tree: Entry): readonly Change[] {
    this.#entries({ entry: tree, start: 0 }, 0, "sections");
    this.#lines(takesBlankLines(this.#text, { entry: tree, start: 0 }));
    return this.#changes;
  }

  #entries(container: Spot, column: number, role: Role): void {
    let before: Spot | undefined;
    for (const child of childrenOf(container)) {
      const begin = this.#begin(child);
      const line = lineStartOf(this.#text, begin);
      if (skipBlanks(this.#text, firstCharacter(this.#text, line)) === begin) {
        this.#entryLines.set(line, { before: columnOf(this.#text, child), after: column });
      }
      if (before !== undefined && (role === "sections" || role === "records")) this.#separate(before, child);
      this.#entry(child, column, role);
      before = child;
    }
  }

  /** Where its key or its dash stands. */
  #begin({ entry, start }: Spot): number {
    return entry.key === undefined ? skipBlanks(this.#text, start) : start + entry.key.start;
  }

  #separate(before: Spot, next: Spot): void {
    if (!hasLines(before.entry.value) && !hasLines(next.entry.value)) return;
    const text = this.#text;
    const floor = nextLineOf(text, contentEnd(text, before));
    for (let at = floor; at < next.start; at = nextLineOf(text, at)) if (isBlankLine(text, at)) return;
    if (takesBlankLines(text, before)) return;
    this.#wantedBlanks.add(headStart(text, next, floor));
  }

  #entry(spot: Spot, column: number, role: Role): void {
    const { entry, start } = spot;
    const { key, value } = entry;
    const text = this.#text;
    const shift = column - columnOf(text, spot);
    const begin = this.#begin(spot);
    if (key === undefined) {
      const inner = value === undefined ? begin : start + firstOffset(value);
      if (inner > begin && lineStartOf(text, inner) <= begin) this.#gap(begin + 1, inner, " ");
    } else {
      const colon = colonEnd(text, spot);
      if (colon === undefined) {
        // Written in a rare way: it moves as a whole.
        this.#moveLines(begin, contentEnd(text, spot), shift, false);
        return;
      }
      this.#gap(start + key.end, colon - 1, "");
      const inner = value === undefined ? colon : start + firstOffset(value);
      if (inner > colon && lineStartOf(text, inner) <= begin) this.#gap(colon, inner, " ");
    }
    if (value === undefined) return;
    if (value.kind !== "scalar" && !value.flow) {
      this.#entries(spot, column + step, value.kind === "list" ? "items" : innerRole(role, key?.text));
      return;
    }
    const end = contentEnd(text, spot);
    this.#moveLines(start + value.start, end, shift, isBlockScalar(value));
    if (value.kind !== "scalar" && lineEndOf(text, start + value.start) >= end) this.#flow(spot);
  }

  /** The further lines of a value go along with its first one. */
  #moveLines(from: number, to: number, shift: number, isBlock: boolean): void {
    const text = this.#text;
    let line = lineStartOf(text, from);
    for (let at = nextLineOf(text, from); at <= to && at < text.length; at = nextLineOf(text, at)) {
      this.#valueLines.set(at, shift);
      if (isBlock) this.#openLines.add(at);
      else this.#openLines.add(line);
      line = at;
    }
  }

  /** Brackets on one line. */
  #flow(spot: Spot): void {
    const { value } = spot.entry;
    if (value === undefined || value.kind === "scalar") return;
    const text = this.#text;
    const open = spot.start + value.start;
    const close = spot.start + value.end - 1;
    if (!/[[{]/.test(text.charAt(open)) || !/[\]}]/.test(text.charAt(close))) return;
    let at = open + 1;
    for (const [index, child] of childrenOf(spot).entries()) {
      const { key, value: inner } = child.entry;
      this.#gap(at, child.start, index === 0 ? "" : ", ");
      const colon = colonEnd(text, child);
      if (key !== undefined && inner !== undefined && colon !== undefined) {
        this.#gap(child.start + key.end, colon - 1, "");
        this.#gap(colon, child.start + inner.start, " ");
      }
      this.#flow(child);
      at = contentEnd(text, child);
    }
    this.#gap(at, close, text.slice(at, close).trim());
  }

  /** What stands between two offsets, when that is nothing but spaces and the comma of `wanted`. */
  #gap(start: number, end: number, wanted: string): void {
    const present = this.#text.slice(start, end);
    if (present !== wanted && /^[ \t]*,?[ \t]*$/.test(present) && present.includes(",") === wanted.includes(",")) {
      this.#changes.push({ start, end, text: wanted });
    }
  }

  #lines(endsOpen: boolean): void {
    const text = this.#text;
    const lineEnding = lineEndingOf(text);
    const next = [...this.#entryLines.keys()].sort((a, b) => a - b);
    const levels: Margin[] = [];
    let entryIndex = 0;
    let blankStart: number | undefined;
    for (let at = 0; at < text.length; at = nextLineOf(text, at)) {
      const shift = this.#valueLines.get(at);
      if (shift === undefined && isBlankLine(text, at)) {
        if (blankStart === undefined) {
          blankStart = at;
          this.#trim(at);
        } else {
          this.#changes.push({ start: at, end: nextLineOf(text, at), text: "" });
        }
        continue;
      }
      blankStart = undefined;
      if (this.#wantedBlanks.has(at)) this.#changes.push({ start: at, end: at, text: lineEnding });
      const margin = this.#entryLines.get(at);
      const first = firstCharacter(text, at);
      if (margin !== undefined) {
        while (levels.length > 0 && (levels.at(-1)?.before ?? 0) >= margin.before) levels.pop();
        levels.push(margin);
        this.#indent(first, margin.after - spacesAt(text, first));
      } else if (shift !== undefined) {
        this.#indent(first, Math.max(shift, -spacesAt(text, first)));
      } else if (text.charCodeAt(first + spacesAt(text, first)) === 35) {
        while ((next[entryIndex] ?? at) < at) entryIndex++;
        const column = spacesAt(text, first);
        this.#indent(first, commentColumn(column, this.#entryLines.get(next[entryIndex] ?? -1), levels) - column);
      }
      if (!this.#openLines.has(at)) this.#trim(at);
    }
    if (blankStart !== undefined && blankStart > 0) {
      this.#dropFrom(blankStart);
    } else if (endsWithoutBreak(text) && !endsOpen) {
      this.#changes.push({ start: text.length, end: text.length, text: lineEnding });
    }
  }

  /** Blank lines at the end go; what was planned for them too. */
  #dropFrom(offset: number): void {
    const kept = this.#changes.filter(({ start }) => start < offset);
    this.#changes.splice(0, this.#changes.length, ...kept, { start: offset, end: this.#text.length, text: "" });
  }

  #indent(lineStart: number, by: number): void {
    if (by > 0) this.#changes.push({ start: lineStart, end: lineStart, text: " ".repeat(by) });
    else if (by < 0) this.#changes.push({ start: lineStart, end: lineStart - by, text: "" });
  }

  #trim(lineStart: number): void {
    const end = lineEndOf(this.#text, lineStart);
    let start = end;
    while (start > lineStart && /[ \t]/.test(this.#text.charAt(start - 1))) start--;
    if (start < end) this.#changes.push({ start, end, text: "" });
  }
}

/** A comment goes with the entry below it or one it stands below, when it begins where that begins; else with what is around it. */
function commentColumn(column: number, next: Margin | undefined, levels: readonly Margin[]): number {
  const same = next?.before === column ? next : levels.find(({ before }) => before === column);
  if (same !== undefined) return same.after;
  const around = levels.findLast(({ before }) => before < column);
  return around === undefined ? column : Math.max(0, column + around.after - around.before);
}

function innerRole(role: Role, key: string | undefined): Role {
  if (role === "sections") return key !== undefined && isSectionName(key) ? "records" : "fields";
  if (role === "records") return "fields";
  return key === "tasks" ? "records" : "fields";
}

/** Whether a value has lines of its own. */
function hasLines(value: Value | undefined): boolean {
  return value !== undefined && value.kind !== "scalar" && !value.flow;
}

/** Where a value begins, relative to its entry: of a block behind a dash, where its first entry does. */
function firstOffset(value: Value): number {
  if (value.kind === "scalar" || value.flow) return value.start;
  const first = value.entries[0];
  return (value.starts[0] ?? 0) + (first?.key?.start ?? 0);
}

/** Behind the mark that a text may begin with. */
function firstCharacter(text: string, lineStart: number): number {
  return lineStart === 0 && text.charCodeAt(0) === 0xfeff ? 1 : lineStart;
}

/** All comments of a text, in order. */
function commentsOf(text: string, tree: Entry): readonly string[] {
  const comments: string[] = [];
  const between = (from: number, to: number): void => {
    for (const line of text.slice(from, to).split(/\r?\n/)) {
      const at = line.indexOf("#");
      if (at >= 0) comments.push(line.slice(at).trimEnd());
    }
  };
  let at = 0;
  const visit = (spot: Spot): void => {
    for (const part of [spot.entry.key, spot.entry.value]) {
      if (part?.kind !== "scalar") continue;
      const start = spot.start + part.start;
      if (isBlockScalar(part)) {
        const header = blockHeaderEnd(text, start);
        between(at, nextLineOf(text, header));
      } else {
        between(at, start);
      }
      at = Math.max(at, contentEndOf(text, spot, part));
    }
    for (const child of childrenOf(spot)) visit(child);
  };
  visit({ entry: tree, start: 0 });
  between(at, text.length);
  return comments;
}

function contentEndOf(text: string, spot: Spot, part: Value): number {
  return part === spot.entry.value ? contentEnd(text, spot) : spot.start + part.end;
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}
