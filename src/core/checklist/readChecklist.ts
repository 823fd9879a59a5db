import type {
  Checklist,
  ChecklistGroup,
  ChecklistItem,
  ChecklistProblem,
  DetailKind,
  ItemDetail,
  ItemPlace,
} from "./checklist.ts";
import { readTrailingComments, trimEnd } from "./itemComment.ts";
import { ItemNames } from "./itemNames.ts";

/** Lists nested deeper than this on one line are text. */
const deepest = 64;
/** Of one item's lines below it, this many are read, each up to this length; the text keeps all of them. */
const mostDetails = 100;
const longestDetail = 2_000;
/** Ids that stand twice are named up to this many. */
const mostDuplicates = 20;

const tab = 9;
const lineFeed = 10;
const carriageReturn = 13;
const space = 32;

/**
 * Reads the boxes of a Markdown text: task lists with `-`, `*`, `+` or numbers, nested ones, headings as groups,
 * indented lines as what belongs to an item. Follows CommonMark's block structure, so that what stands in code, in
 * comments or in front matter is no item. Takes any text in linear time and never throws.
 */
export function readChecklist(text: string): Checklist {
  return new Reader(text).read();
}

/** A list item that is open at the current line. */
interface Container {
  readonly contentColumn: number;
  /** Index of the item, or -1 for a list item without a box. */
  readonly item: number;
}

/** A block whose lines are not Markdown. */
interface Verbatim {
  /** Length of the fence that closes it, or 0 for HTML. */
  readonly fence: number;
  readonly mark: number;
  /** What ends an HTML block; nothing for "a blank line". */
  readonly closing: readonly string[] | undefined;
  /** How many containers were open where it began. */
  readonly depth: number;
}

const nobody: readonly string[] = [];

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** An item whose end and lines below it are still being read. */
interface OpenItem extends Omit<ChecklistItem, "details" | "place"> {
  readonly details: ItemDetail[];
  readonly place: Mutable<ItemPlace>;
}

class Reader {
  readonly #text: string;
  readonly #items: OpenItem[] = [];
  readonly #groups: Mutable<ChecklistGroup>[] = [];
  readonly #problems: ChecklistProblem[] = [];
  readonly #containers: Container[] = [];
  #verbatim: Verbatim | undefined;
  /** The open paragraph, which may become a heading by an underline; `before` is where the content above it ended. */
  #paragraph = { start: 0, end: 0, before: 0 };
  #inParagraph = false;
  /** The item whose own line and direct continuation are still being read. */
  #leadItem = -1;
  #line = -1;
  /** After the last line that is not blank; and the same before the line being read. */
  #contentEnd = 0;
  #contentEndBefore = 0;
  /** After the last line that is neither blank nor a lazy continuation of a paragraph. */
  #ownedEnd = 0;
  readonly #names = new ItemNames();
  #duplicates = 0;
  #conflict: { line: number; middle: boolean } | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  read(): Checklist {
    const text = this.#text;
    let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
    this.#groups.push({ name: "", level: 0, parent: -1, line: 0, start: at, end: at, open: true, empty: true });
    const afterFrontMatter = frontMatterEnd(text, at);
    let inFrontMatter = afterFrontMatter > at;
    while (at < text.length) {
      const end = lineEnd(text, at);
      const next = afterLineBreak(text, end);
      this.#line += 1;
      this.#watchConflict(at, end);
      if (inFrontMatter) {
        inFrontMatter = next < afterFrontMatter;
        this.#contentEnd = next;
        const root = this.#groups[0];
        if (root !== undefined) root.start = next;
      } else {
        this.#readLine(at, end, next);
      }
      at = next;
    }
    this.#popTo(0);
    this.#closeGroup(this.#contentEnd, this.#verbatim === undefined);
    return this.#finish();
  }

  #readLine(start: number, end: number, next: number): void {
    const text = this.#text;
    let at = start;
    let column = 0;
    for (; at < end; at += 1) {
      const code = text.charCodeAt(at);
      if (code === space) column += 1;
      else if (code === tab) column += 4 - (column % 4);
      else break;
    }
    if (at === end) {
      this.#readBlank();
      return;
    }
    this.#contentEndBefore = this.#contentEnd;
    if (this.#verbatim !== undefined && this.#readVerbatim(at, end, next, column)) return;

    const depth = this.#containers.length;
    let matched = depth;
    while (matched > 0 && column < (this.#containers[matched - 1]?.contentColumn ?? 0)) matched -= 1;
    const base = this.#containers[matched - 1]?.contentColumn ?? 0;
    const isCode = column - base >= 4;
    if (matched < depth) {
      if (this.#inParagraph && (isCode || !this.#startsBlock(at, end, column))) {
        // A lazy continuation: Markdown counts it to the paragraph above, people hardly ever do.
        this.#leadItem = -1;
        this.#contentEnd = next;
        return;
      }
      this.#popTo(matched);
      this.#inParagraph = false;
    }
    if (isCode) {
      this.#owned(next);
      if (this.#inParagraph) this.#addText(at, end, next);
      return;
    }
    this.#readBlock(start, at, end, next, column, matched < depth);
  }

  #readBlank(): void {
    this.#inParagraph = false;
    this.#leadItem = -1;
    if (this.#verbatim !== undefined && this.#verbatim.fence === 0 && this.#verbatim.closing === undefined) {
      this.#verbatim = undefined;
    }
  }

  /** A line inside code or HTML; false when it ends the list item that the block stands in, and the block with it. */
  #readVerbatim(at: number, end: number, next: number, column: number): boolean {
    const text = this.#text;
    const block = this.#verbatim;
    if (block === undefined) return false;
    const limit = this.#containers[block.depth - 1]?.contentColumn ?? 0;
    if (column < limit) {
      this.#verbatim = undefined;
      return false;
    }
    this.#owned(next);
    if (block.fence > 0) {
      let run = at;
      while (run < end && text.charCodeAt(run) === block.mark) run += 1;
      if (run - at >= block.fence && column - limit < 4 && trimEnd(text, run, end) === run) this.#verbatim = undefined;
    } else if (block.closing !== undefined && closes(text.slice(at, end), block.closing)) {
      this.#verbatim = undefined;
    }
    return true;
  }

  /** Whether something other than a paragraph begins here, as seen from outside the open paragraph. */
  #startsBlock(at: number, end: number, column: number): boolean {
    const text = this.#text;
    return (
      text.charCodeAt(at) === 62 /* > */ ||
      headingLevel(text, at, end) > 0 ||
      fenceLength(text, at, end) > 0 ||
      isRule(text, at, end) ||
      htmlBlock(text, at, end, true) !== undefined ||
      readMarker(text, at, end, column) !== undefined
    );
  }

  /** Reads what begins at `at`; goes round again for what follows a bullet on the same line. */
  #readBlock(lineStart: number, from: number, end: number, next: number, fromColumn: number, leftList: boolean): void {
    const text = this.#text;
    let at = from;
    let column = fromColumn;
    let afterMarker = false;
    this.#owned(next);
    for (;;) {
      const first = text.charCodeAt(at);
      if (!afterMarker && this.#inParagraph && this.#containers.length === 0 && isUnderline(text, at, end)) {
        const { start, end: last, before } = this.#paragraph;
        this.#addGroup(text.slice(start, last), first === 61 ? 1 : 2, next, before);
        return;
      }
      const level = first === 35 /* # */ ? headingLevel(text, at, end) : 0;
      if (level > 0) {
        if (this.#containers.length === 0)
          this.#addGroup(text.slice(at + level, end), level, next, this.#contentEndBefore);
        this.#endParagraph();
        return;
      }
      const fence = fenceLength(text, at, end);
      if (fence > 0) {
        this.#verbatim = { fence, mark: first, closing: undefined, depth: this.#containers.length };
        this.#endParagraph();
        return;
      }
      if (isRule(text, at, end) || first === 62 /* > */) {
        this.#endParagraph();
        return;
      }
      const closing = first === 60 /* < */ ? htmlBlock(text, at, end, this.#inParagraph) : undefined;
      if (closing !== undefined) {
        if (closing.length === 0 || !closes(text.slice(at, end), closing)) {
          const ends = closing.length === 0 ? undefined : closing;
          this.#verbatim = { fence: 0, mark: 0, closing: ends, depth: this.#containers.length };
        }
        this.#endParagraph();
        return;
      }
      const marker = this.#containers.length < deepest ? readMarker(text, at, end, column) : undefined;
      const interrupts = this.#inParagraph && !leftList && !afterMarker;
      if (marker === undefined || (interrupts && (marker.blank || !marker.first))) {
        this.#addText(at, end, next);
        return;
      }
      this.#endParagraph();
      const box = marker.code ? -1 : boxAt(text, marker.content, end);
      if (box >= 0) {
        this.#addItem(lineStart, at, box, end, next, column, marker.column);
        return;
      }
      this.#containers.push({ contentColumn: marker.column, item: -1 });
      if (marker.blank || marker.code) return;
      at = marker.content;
      column = marker.column;
      afterMarker = true;
    }
  }

  #endParagraph(): void {
    this.#inParagraph = false;
    this.#leadItem = -1;
  }

  /** A line of running text: it belongs to the innermost item that is open. */
  #addText(at: number, end: number, next: number): void {
    const top = this.#containers.at(-1);
    if (!this.#inParagraph) {
      this.#paragraph = { start: at, end, before: this.#contentEndBefore };
      this.#leadItem = -1;
    }
    this.#inParagraph = true;
    this.#paragraph.end = end;
    let owner = -1;
    for (let index = this.#containers.length - 1; index >= 0 && owner < 0; index -= 1) {
      owner = this.#containers[index]?.item ?? -1;
    }
    const item = this.#items[owner];
    if (item === undefined) return;
    if (this.#leadItem === owner && top?.item === owner) item.place.leadEnd = next;
    if (item.details.length < mostDetails) {
      const detail = readDetail(this.#text, at, end, item.details.length === 0);
      if (detail !== undefined) item.details.push(detail);
    }
  }

  #addItem(
    lineStart: number,
    marker: number,
    box: number,
    end: number,
    next: number,
    indent: number,
    contentColumn: number,
  ): void {
    const text = this.#text;
    let parent = -1;
    for (let index = this.#containers.length - 1; index >= 0 && parent < 0; index -= 1) {
      parent = this.#containers[index]?.item ?? -1;
    }
    const comments = readTrailingComments(text, box + 2, end);
    let textStart = box + 2;
    while (textStart < comments.textEnd && isBlank(text.charCodeAt(textStart))) textStart += 1;
    const { own } = comments;
    const id = own?.id;
    const words = text.slice(textStart, comments.textEnd);
    this.#items.push({
      key: this.#keyFor(id, words),
      id,
      text: words,
      done: text.charCodeAt(box) !== space,
      who: own?.who ?? nobody,
      details: [],
      group: this.#groups.length - 1,
      parent,
      level: parent < 0 ? 0 : (this.#items[parent]?.level ?? 0) + 1,
      place: {
        line: this.#line,
        start: lineStart,
        marker,
        box,
        textStart,
        textEnd: comments.textEnd,
        lineEnd: end,
        comment: own === undefined ? undefined : { start: own.start, end: own.end },
        leadEnd: next,
        end: next,
        indent,
        contentColumn,
      },
    });
    const index = this.#items.length - 1;
    this.#containers.push({ contentColumn, item: index });
    this.#inParagraph = true;
    this.#leadItem = index;
  }

  /** @param contentEnd where the content above the heading ended. */
  #addGroup(source: string, level: number, next: number, contentEnd: number): void {
    this.#endParagraph();
    this.#closeGroup(contentEnd, true);
    let parent = this.#groups.length - 1;
    while (parent > 0 && (this.#groups[parent]?.level ?? 0) >= level) parent = this.#groups[parent]?.parent ?? 0;
    const name = headingName(source);
    this.#groups.push({ name, level, parent, line: this.#line, start: next, end: next, open: true, empty: true });
  }

  #closeGroup(contentEnd: number, open: boolean): void {
    const group = this.#groups.at(-1);
    if (group === undefined) return;
    group.end = Math.max(group.start, contentEnd);
    group.open = open;
    group.empty = group.end === group.start;
  }

  /** The line belongs to the list items that are open. */
  #owned(next: number): void {
    this.#contentEnd = next;
    this.#ownedEnd = next;
  }

  #popTo(depth: number): void {
    while (this.#containers.length > depth) {
      const item = this.#items[this.#containers.pop()?.item ?? -1];
      if (item !== undefined) item.place.end = this.#ownedEnd;
    }
  }

  /** Conflict markers count wherever they stand, except inside code. */
  #watchConflict(start: number, end: number): void {
    const first = this.#text.charCodeAt(start);
    if (first !== 60 && first !== 61 && first !== 62) return;
    const isMarker = (mark: string): boolean =>
      this.#text.startsWith(mark, start) && (end === start + 7 || this.#text.charCodeAt(start + 7) === space);
    if (this.#conflict === undefined) {
      const inCode = this.#verbatim !== undefined && this.#verbatim.fence > 0;
      if (!inCode && isMarker("<<<<<<<")) this.#conflict = { line: this.#line, middle: false };
    } else if (isMarker("=======")) {
      this.#conflict.middle = true;
    } else if (this.#conflict.middle && isMarker(">>>>>>>")) {
      const { line } = this.#conflict;
      this.#conflict = undefined;
      const message = `Lines ${line + 1} to ${this.#line + 1} hold two versions that git could not unite. Settle the conflict first; until then nothing can be changed here.`;
      this.#problems.push({ kind: "conflict", line, endLine: this.#line, message });
    }
  }

  /** The item's name; an id that stands twice is reported. */
  #keyFor(id: string | undefined, words: string): string {
    const { key, repeated } = this.#names.nameOf(id, words);
    if (repeated && id !== undefined && this.#duplicates < mostDuplicates) {
      this.#duplicates += 1;
      const first = this.#items.find((item) => item.id === id)?.place.line ?? 0;
      const message = `The id ${id} stands twice: in lines ${first + 1} and ${this.#line + 1}.`;
      this.#problems.push({ kind: "duplicate-id", line: this.#line, endLine: this.#line, message });
    }
    return key;
  }

  #finish(): Checklist {
    const titleGroup = this.#titleGroup();
    return {
      text: this.#text,
      title: titleGroup === 0 ? undefined : this.#groups[titleGroup]?.name,
      titleGroup,
      groups: this.#groups,
      items: this.#items,
      problems: this.#problems,
    };
  }

  #titleGroup(): number {
    const first = this.#groups.findIndex((group) => group.level === 1);
    const isOnly = first > 0 && this.#groups.filter((group) => group.level === 1).length === 1;
    const firstItem = this.#items[0];
    return isOnly && this.#groups[first]?.name !== "" && (firstItem === undefined || firstItem.group >= first)
      ? first
      : 0;
  }
}

function isLineBreak(code: number): boolean {
  return code === lineFeed || code === carriageReturn;
}

function isBlank(code: number): boolean {
  return code === space || code === tab;
}

/** The end of a line before its break: a line feed, a carriage return or both. */
function lineEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length && !isLineBreak(text.charCodeAt(at))) at += 1;
  return at;
}

function afterLineBreak(text: string, end: number): number {
  if (end >= text.length) return end;
  return text.charCodeAt(end) === carriageReturn && text.charCodeAt(end + 1) === lineFeed ? end + 2 : end + 1;
}

/**
 * After the front matter between two `---` at the very top, or `start` when there is none. Two rules around a list are no
 * front matter: it begins with a key or a comment.
 */
function frontMatterEnd(text: string, start: number): number {
  const first = lineEnd(text, start);
  if (!text.startsWith("---", start) || trimEnd(text, start, first) !== start + 3) return start;
  let at = afterLineBreak(text, first);
  let isYaml = false;
  while (at < text.length) {
    const end = lineEnd(text, at);
    const isDashes = text.startsWith("---", at) || text.startsWith("...", at);
    if (isDashes && trimEnd(text, at, end) === at + 3) return afterLineBreak(text, end);
    isYaml ||= /^[\w"'][^:]*:(?:\s|$)|^#/.test(text.slice(at, Math.min(end, at + 200)));
    if (!isYaml && trimEnd(text, at, end) > at) return start;
    at = afterLineBreak(text, end);
  }
  return start;
}

function headingLevel(text: string, at: number, end: number): number {
  let level = 0;
  while (at + level < end && text.charCodeAt(at + level) === 35) level += 1;
  if (level === 0 || level > 6) return 0;
  return at + level === end || isBlank(text.charCodeAt(at + level)) ? level : 0;
}

/** The words of a heading without closing marks and a comment at its end. */
function headingName(source: string): string {
  const { textEnd } = readTrailingComments(source, 0, source.length);
  let end = textEnd;
  while (end > 0 && source.charCodeAt(end - 1) === 35) end -= 1;
  if (end > 0 && end < textEnd && !isBlank(source.charCodeAt(end - 1))) end = textEnd;
  return source.slice(0, end).replace(/\s+/g, " ").trim();
}

function isUnderline(text: string, at: number, end: number): boolean {
  const mark = text.charCodeAt(at);
  if (mark !== 61 && mark !== 45) return false;
  let run = at;
  while (run < end && text.charCodeAt(run) === mark) run += 1;
  return trimEnd(text, run, end) === run;
}

function isRule(text: string, at: number, end: number): boolean {
  const mark = text.charCodeAt(at);
  if (mark !== 45 && mark !== 42 && mark !== 95) return false;
  let count = 0;
  for (let run = at; run < end; run += 1) {
    const code = text.charCodeAt(run);
    if (code === mark) count += 1;
    else if (!isBlank(code)) return false;
  }
  return count >= 3;
}

function fenceLength(text: string, at: number, end: number): number {
  const mark = text.charCodeAt(at);
  if (mark !== 96 && mark !== 126) return 0;
  let run = at;
  while (run < end && text.charCodeAt(run) === mark) run += 1;
  if (run - at < 3) return 0;
  if (mark === 96) {
    for (let rest = run; rest < end; rest += 1) if (text.charCodeAt(rest) === 96) return 0;
  }
  return run - at;
}

const blockTags = new Set(
  `address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset
  figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link main menu menuitem
  nav noframes ol optgroup option p param search section summary table tbody td tfoot th thead title tr track ul`.split(
    /\s+/,
  ),
);

/**
 * What ends the HTML block that begins here: texts, or an empty list for a blank line; nothing when none begins.
 * @param inParagraph a lone tag of any other name does not interrupt a paragraph.
 */
function htmlBlock(text: string, at: number, end: number, inParagraph: boolean): readonly string[] | undefined {
  if (text.startsWith("<!--", at)) return ["-->"];
  if (text.startsWith("<?", at)) return ["?>"];
  if (text.startsWith("<![CDATA[", at)) return ["]]>"];
  if (/^<![A-Za-z]/.test(text.slice(at, at + 3))) return [">"];
  const tag = /^<\/?([A-Za-z][A-Za-z0-9-]*)(?=[\s/>]|$)/.exec(text.slice(at, Math.min(end, at + 40)));
  if (tag === null) return undefined;
  const name = (tag[1] ?? "").toLowerCase();
  const isEnd = text.charCodeAt(at + 1) === 47;
  if (!isEnd && ["pre", "script", "style", "textarea"].includes(name)) {
    return ["</pre>", "</script>", "</style>", "</textarea>"];
  }
  if (blockTags.has(name)) return [];
  const isAlone =
    text.charCodeAt(trimEnd(text, at, end) - 1) === 62 && text.indexOf(">", at) === trimEnd(text, at, end) - 1;
  return isAlone && !inParagraph ? [] : undefined;
}

function closes(line: string, closing: readonly string[]): boolean {
  const lower = line.toLowerCase();
  return closing.some((mark) => lower.includes(mark));
}

interface Marker {
  /** Where the item's content begins, and in which column. */
  readonly content: number;
  readonly column: number;
  /** Nothing follows on the line. */
  readonly blank: boolean;
  /** So many spaces follow that the content is code. */
  readonly code: boolean;
  /** A bullet, or the number 1: only these interrupt a paragraph. */
  readonly first: boolean;
}

function readMarker(text: string, at: number, end: number, column: number): Marker | undefined {
  const mark = text.charCodeAt(at);
  let after = at + 1;
  let first = true;
  if (mark >= 48 && mark <= 57) {
    while (after < end && after - at < 10 && text.charCodeAt(after) >= 48 && text.charCodeAt(after) <= 57) after += 1;
    const delimiter = text.charCodeAt(after);
    if (after >= end || after - at > 9 || (delimiter !== 46 && delimiter !== 41)) return undefined;
    first = text.slice(at, after) === "1";
    after += 1;
  } else if (mark !== 45 && mark !== 42 && mark !== 43) {
    return undefined;
  }
  const markerColumn = column + (after - at);
  if (after < end && !isBlank(text.charCodeAt(after))) return undefined;
  let content = after;
  let contentColumn = markerColumn;
  while (content < end && isBlank(text.charCodeAt(content))) {
    contentColumn += text.charCodeAt(content) === tab ? 4 - (contentColumn % 4) : 1;
    content += 1;
  }
  const blank = content === end;
  const code = !blank && contentColumn - markerColumn > 4;
  return { content, column: blank || code ? markerColumn + 1 : contentColumn, blank, code, first };
}

/** Offset of the character between the brackets of `[ ]`, `[x]` or `[X]`; -1 when there is no box. */
function boxAt(text: string, at: number, end: number): number {
  if (text.charCodeAt(at) !== 91 || at + 2 >= end || text.charCodeAt(at + 2) !== 93) return -1;
  const state = text.charCodeAt(at + 1);
  if (state !== space && state !== 120 && state !== 88) return -1;
  return at + 3 === end || isBlank(text.charCodeAt(at + 3)) ? at + 1 : -1;
}

const bareLink =
  /^(?:\[(?:[^[\]]|\[[^[\]]*\])*\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)|<https?:\/\/[^<>\s]*>|https?:\/\/\S+)$/i;
const detailWords: Readonly<Record<string, DetailKind>> = {
  why: "why",
  next: "next",
  note: "note",
  notes: "note",
  evidence: "evidence",
};

/** One line below an item; nothing when it holds only a comment. */
function readDetail(text: string, at: number, end: number, first: boolean): ItemDetail | undefined {
  const { textEnd } = readTrailingComments(text, at, end);
  const source = text.slice(at, Math.min(textEnd, at + longestDetail));
  if (source === "") return undefined;
  const word = /^(?:\*\*)?(why|next|notes?|evidence):(?:\*\*)?\s+(?=\S)/i.exec(source);
  if (word !== null) {
    return { kind: detailWords[(word[1] ?? "").toLowerCase()] ?? "note", text: source.slice(word[0].length) };
  }
  if (bareLink.test(source)) return { kind: "evidence", text: source };
  return { kind: first ? "why" : "note", text: source };
}
