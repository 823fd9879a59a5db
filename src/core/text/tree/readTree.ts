import { withoutConflicts } from "./conflictMarks.ts";
import { keylessMessage, readForeign } from "./foreignTree.ts";
import { joinBlock } from "./joinBlock.ts";
import {
  deepestNesting,
  type Entry,
  type ListNode,
  longestText,
  type MapNode,
  type Scalar,
  type SyntaxProblem,
  type SyntaxProblemCode,
  type Value,
} from "./node.ts";
import { isBlank, readDoubleQuoted, readFlow, readSingleQuoted } from "./readLine.ts";

/**
 * Our own reader of YAML in block style, which is what people's files are: some twenty times as fast as a full parser, and it can
 * begin in the middle. What an entry says depends only on its own lines, from its first one to the next line that is indented no
 * further. Whatever else is legal (texts and brackets over several lines, keys with a question mark, tags) is handed, entry by
 * entry, to `foreignTree.ts`.
 */

const tab = 9;
const newline = 10;
const carriageReturn = 13;
const space = 32;
const doubleQuote = 34;
const hash = 35;
const percent = 37;
const ampersand = 38;
const singleQuote = 39;
const asterisk = 42;
const plus = 43;
const comma = 44;
const dash = 45;
const dot = 46;
const colon = 58;
const greater = 62;
const question = 63;
const at = 64;
const openBracket = 91;
const backslash = 92;
const closeBracket = 93;
const backtick = 96;
const openBrace = 123;
const bar = 124;
const closeBrace = 125;
const exclamation = 33;
const byteOrderMark = 0xfeff;

const noProblems: readonly SyntaxProblem[] = [];
const longestSharedKey = 24;
/** A power of two. */
const sharedKeys = 128;
/** Above so many lines below a key with a value, the value is the mistake, not the lines. */
const fewLines = 3;

/** Entries that the full parser has read: they are read again as a whole, if at all. */
const readAsWhole = new WeakSet<Entry>();

/** Whether an entry can only be read again as a whole, not in parts. */
export function isReadAsWhole(entry: Entry): boolean {
  return readAsWhole.has(entry);
}

function asWhole(entry: Entry): Entry {
  readAsWhole.add(entry);
  return entry;
}

/** The document's entry: its value is the top-level map. Never throws. */
export function readTree(text: string): Entry {
  if (text.length > longestText) {
    const message = "This file is too large to be read (over 50 million characters). Split it into several files.";
    return makeEntry(undefined, undefined, text.length, [{ code: "too-large", message, start: 0, end: 0 }]);
  }
  const settled = withoutConflicts(text);
  if (settled === undefined) return new TreeReader(text, 0, text.length).document();
  const { value, problems } = new TreeReader(settled.text, 0, text.length).document();
  return asWhole(makeEntry(undefined, value, text.length, [...settled.problems, ...problems]));
}

export function makeEntry(
  key: Scalar | undefined,
  value: Value | undefined,
  length: number,
  problems: readonly SyntaxProblem[],
): Entry {
  let problemCount = problems.length;
  if (value !== undefined && value.kind !== "scalar") {
    for (const entry of value.entries) problemCount += entry.problemCount;
  }
  return { key, value, length, problems, problemCount };
}

/** Reads entries of a map or a list that stand alone between two offsets of a text. */
export class TreeReader {
  readonly #text: string;
  readonly #end: number;
  readonly #keys: (string | undefined)[] = [];
  /** The line looked at: where its entry begins, the column of its first character, and where that stands; -1 at the end. */
  lineStart = 0;
  indent = -1;
  content = 0;
  /** Where `---` or `...` ended the document; -1 if nothing did. */
  marker = -1;
  /** The depth of the outermost line that stands left of its siblings: it takes in what follows, as far as it can see. */
  outermostMisfit = Number.POSITIVE_INFINITY;

  constructor(text: string, start: number, end: number) {
    this.#text = text;
    this.#end = end;
    this.moveTo(start);
  }

  /** Looks at the first line from `position` on, the start of a line, that is neither blank nor a comment. */
  moveTo(position: number): void {
    const text = this.#text;
    const end = this.#end;
    let line = position;
    while (line < end) {
      let index = line;
      let code = text.charCodeAt(index);
      while (code === space || code === tab) code = text.charCodeAt(++index);
      if (index >= end) break;
      if (code === newline) {
        line = index + 1;
      } else if (code === hash) {
        line = this.#nextLine(index);
      } else if (code === carriageReturn && (index + 1 >= end || text.charCodeAt(index + 1) === newline)) {
        line = index + 2;
      } else {
        this.lineStart = line;
        this.indent = index - line;
        this.content = index;
        if (index === line && (code === dash || code === dot) && this.#isMarker(index, code)) {
          this.marker = line;
          this.indent = -1;
          this.content = line;
        }
        return;
      }
    }
    this.lineStart = end;
    this.indent = -1;
    this.content = end;
  }

  #isMarker(index: number, code: number): boolean {
    const text = this.#text;
    if (text.charCodeAt(index + 1) !== code || text.charCodeAt(index + 2) !== code) return false;
    return index + 3 >= this.#end || isBlank(text.charCodeAt(index + 3));
  }

  #nextLine(from: number): number {
    const found = this.#text.indexOf("\n", from);
    return found < 0 || found >= this.#end ? this.#end : found + 1;
  }

  /** The end of a line without its line break. */
  #lineEnd(from: number): number {
    const found = this.#text.indexOf("\n", from);
    const end = found < 0 || found >= this.#end ? this.#end : found;
    return end > from && this.#text.charCodeAt(end - 1) === carriageReturn ? end - 1 : end;
  }

  document(): Entry {
    const text = this.#text;
    const problems: SyntaxProblem[] = [];
    const start = text.charCodeAt(0) === byteOrderMark ? 1 : 0;
    this.moveTo(start);
    while (this.indent === 0 && text.charCodeAt(this.content) === percent) {
      const end = this.#lineEnd(this.content);
      const message = "Directives are not part of the plan language. Remove this line.";
      problems.push({ code: "second-document", message, start: this.content, end });
      this.moveTo(this.#nextLine(this.content));
    }
    if (this.marker >= 0 && text.charCodeAt(this.marker) === dash) {
      const line = this.marker;
      const rest = this.#lineEnd(line + 3);
      let index = line + 3;
      while (index < rest && isBlank(text.charCodeAt(index))) index += 1;
      if (index < rest && text.charCodeAt(index) !== hash) return asWhole(readForeign(text));
      this.marker = -1;
      this.moveTo(this.#nextLine(line));
    }
    const isAlone = this.#isAloneIndented();
    const value = this.#documentValue(isAlone ? 0 : this.indent);
    if (value === "foreign") return asWhole(readForeign(text));
    this.#checkRest(problems);
    const document = makeEntry(undefined, value, text.length, problems.length === 0 ? noProblems : problems);
    return isAlone ? asWhole(document) : document;
  }

  #documentValue(mapIndent: number): Value | undefined | "foreign" {
    if (this.indent < 0) return undefined;
    if (this.#isDash()) return this.readList(this.indent, -1, 0, 1);
    if (this.#startsMap(-1)) return this.readMap(mapIndent, -1, 0, 1);
    return "foreign";
  }

  /** Whether the first line is indented and others are not: then the slip is in that line, not in all that follow. */
  #isAloneIndented(): boolean {
    if (this.indent <= 0) return false;
    const { lineStart, indent, content, marker } = this;
    while (this.indent > 0) this.moveTo(this.#nextLine(this.content));
    const isAlone = this.indent === 0 && this.#isKeyLine();
    this.lineStart = lineStart;
    this.indent = indent;
    this.content = content;
    this.marker = marker;
    return isAlone;
  }

  /** Only one document may stand in a file. */
  #checkRest(problems: SyntaxProblem[]): void {
    while (this.marker >= 0) {
      const line = this.marker;
      const opens = this.#text.charCodeAt(line) === dash;
      this.marker = -1;
      this.moveTo(this.#nextLine(line));
      if (!opens && this.indent < 0 && this.marker < 0) return;
      if (!opens && this.marker >= 0) continue;
      const message =
        "Only one document may stand in a file. Move what follows into a file of its own, or remove this line.";
      problems.push({ code: "second-document", message, start: line, end: line + 3 });
      return;
    }
  }

  #isDash(): boolean {
    const text = this.#text;
    if (text.charCodeAt(this.content) !== dash) return false;
    return this.content + 1 >= this.#end || isBlank(text.charCodeAt(this.content + 1));
  }

  /** Whether the line is a key with a colon, as far as one line can tell. */
  #isEntry(content: number): boolean {
    const text = this.#text;
    const end = this.#lineEnd(content);
    const first = text.charCodeAt(content);
    if (first === doubleQuote || first === singleQuote) {
      const scalar =
        first === doubleQuote ? readDoubleQuoted(text, content, end, 0) : readSingleQuoted(text, content, end, 0);
      if (scalar === undefined) return false;
      let index = scalar.end;
      while (index < end && isBlank(text.charCodeAt(index))) index += 1;
      return text.charCodeAt(index) === colon && (index + 1 >= end || isBlank(text.charCodeAt(index + 1)));
    }
    if (first === question && this.#isIndicator(content, end)) return true;
    return (first === question || !isSpecial(first)) && this.#findColon(content, end) >= 0;
  }

  /** Whether a character stands alone, as an indicator does. */
  #isIndicator(index: number, end: number): boolean {
    return index + 1 >= end || isBlank(this.#text.charCodeAt(index + 1));
  }

  /** Where the colon of a plain key stands; -1 when the line has none before its comment. */
  #findColon(from: number, end: number): number {
    const text = this.#text;
    for (let index = from; index < end; index++) {
      const code = text.charCodeAt(index);
      if (code === colon) {
        if (index + 1 >= end || isBlank(text.charCodeAt(index + 1))) return index;
      } else if (code === hash && index > from && isBlank(text.charCodeAt(index - 1))) {
        return -1;
      }
    }
    return -1;
  }

  /**
   * Whether the block that begins at this line is a map: it begins with an entry, or with something half typed above an entry, which
   * no text over several lines can go on with.
   * @param parentIndent lines indented no further are not part of the block
   */
  #startsMap(parentIndent: number): boolean {
    if (this.#isEntry(this.content)) return true;
    const first = this.#text.charCodeAt(this.content);
    if (beginsOther(first)) return false;
    const { lineStart, indent, content, marker } = this;
    let isMap = false;
    if ((first !== doubleQuote && first !== singleQuote) || !this.#isQuotedBlock(parentIndent)) {
      this.moveTo(this.#nextLine(content));
      isMap = this.indent > indent && this.#isKeyLine();
      while (!isMap && this.indent > parentIndent) {
        isMap = this.indent === indent && this.#isKeyLine();
        this.moveTo(this.#nextLine(this.content));
      }
    }
    this.lineStart = lineStart;
    this.indent = indent;
    this.content = content;
    this.marker = marker;
    return isMap;
  }

  /** Whether the line looked at is a key with its colon, not a question mark and not a dash. */
  #isKeyLine(): boolean {
    return !this.#isDash() && this.#text.charCodeAt(this.content) !== question && this.#isEntry(this.content);
  }

  /** Whether the block that begins at this line is one quoted text and nothing else. Moves on. */
  #isQuotedBlock(parentIndent: number): boolean {
    const text = this.#text;
    const quote = text.charCodeAt(this.content);
    let index = this.content + 1;
    for (; index < this.#end; index++) {
      const code = text.charCodeAt(index);
      if (code === backslash && quote === doubleQuote) index += 1;
      else if (code !== quote) continue;
      else if (quote === singleQuote && text.charCodeAt(index + 1) === singleQuote) index += 1;
      else break;
    }
    if (index >= this.#end) return false;
    const end = this.#lineEnd(index);
    let behind = index + 1;
    while (behind < end && isBlank(text.charCodeAt(behind))) behind += 1;
    if (behind < end && text.charCodeAt(behind) !== hash) return false;
    this.moveTo(this.#nextLine(end));
    return this.indent <= parentIndent;
  }

  /** Whether the line looked at is an item of a list. */
  isItem(): boolean {
    return this.indent >= 0 && this.#isDash();
  }

  /** Whether the line looked at can begin a map by itself. */
  beginsEntry(): boolean {
    return this.indent >= 0 && this.#isEntry(this.content);
  }

  /**
   * The map whose first entry is the line looked at.
   * @param parentIndent lines indented no further are not part of it
   * @param holder where the entry begins that holds it
   */
  readMap(indent: number, parentIndent: number, holder: number, depth: number): MapNode {
    const entries: Entry[] = [];
    const starts: number[] = [];
    const start = this.content - holder;
    while (this.indent > parentIndent) {
      if (this.indent !== indent) this.outermostMisfit = Math.min(this.outermostMisfit, depth);
      starts.push(this.lineStart - holder);
      entries.push(this.readMapEntry(indent, depth));
    }
    return { kind: "map", flow: false, entries, starts, start, end: this.lineStart - holder, indent };
  }

  /** The list whose first item is the line looked at. */
  readList(indent: number, parentIndent: number, holder: number, depth: number): ListNode {
    const entries: Entry[] = [];
    const starts: number[] = [];
    const start = this.content - holder;
    while (this.indent > parentIndent || (this.indent === indent && this.#isDash())) {
      if (this.indent !== indent) this.outermostMisfit = Math.min(this.outermostMisfit, depth);
      starts.push(this.lineStart - holder);
      entries.push(this.#readItem(indent, depth));
    }
    return { kind: "list", flow: false, entries, starts, start, end: this.lineStart - holder, indent };
  }

  /** The entry of a map at the line looked at, with all lines that belong to it. */
  readMapEntry(mapIndent: number, depth: number): Entry {
    const text = this.#text;
    const start = this.lineStart;
    const { content, indent } = this;
    const end = this.#lineEnd(content);
    const problems = new Problems(start);
    this.#checkIndentation(problems, start, content, indent, mapIndent);
    const first = text.charCodeAt(content);
    let key: Scalar | undefined;
    let after = -1;
    if (first === doubleQuote || first === singleQuote) {
      key =
        first === doubleQuote
          ? readDoubleQuoted(text, content, end, start)
          : readSingleQuoted(text, content, end, start);
      if (key === undefined) return this.#unclosed(start, content, indent, end, problems, undefined);
      let index = start + key.end;
      while (index < end && isBlank(text.charCodeAt(index))) index += 1;
      if (text.charCodeAt(index) === colon) {
        if (!this.#isIndicator(index, end)) return this.#foreign(start, content, indent, false, problems);
        after = index + 1;
      }
    } else if (isSpecial(first) && !(first === question && !this.#isIndicator(content, end))) {
      if (
        first === question ||
        first === ampersand ||
        first === asterisk ||
        first === exclamation ||
        first === openBracket ||
        first === openBrace
      ) {
        return this.#foreign(start, content, indent, false, problems);
      }
      key = plain(text, content, end, start);
      problems.add("syntax", `A key can't begin with ${text[content]}. Put it in quotes, or remove it.`, content, end);
      this.moveTo(this.#nextLine(end));
      return this.#finish(key, undefined, start, indent, problems);
    } else {
      const found = this.#findColon(content, end);
      key = this.#readKey(content, found < 0 ? commentStart(text, content, end) : found, start);
      if (found >= 0) after = found + 1;
      if (found === content) problems.add("syntax", keylessMessage, content, content + 1);
      else if (first === dash && this.#isIndicator(content, end)) {
        const message = "This line belongs to nothing. Move it to where it belongs, or remove it.";
        problems.add("indentation", message, content, end);
      }
    }
    if (after < 0) {
      this.moveTo(this.#nextLine(end));
      if (this.indent > indent && this.#isColon()) return this.#foreign(start, content, indent, false, problems);
      const message = `“${key.text.slice(0, 40)}” needs a colon behind it, and its value.`;
      problems.add("no-colon", message, start + key.start, start + key.end);
      const value = this.indent > indent ? this.#readBlock(indent, start, depth, problems) : undefined;
      return value === "foreign"
        ? this.#foreign(start, content, indent, false, problems)
        : this.#finish(key, value, start, indent, problems);
    }
    return this.#readAfter(key, after, end, start, content, indent, depth, problems);
  }

  /** A key without quotes. A file has few different ones, so that their texts are made once and shared. */
  #readKey(from: number, to: number, start: number): Scalar {
    const text = this.#text;
    let end = to;
    while (end > from && isBlank(text.charCodeAt(end - 1))) end -= 1;
    const length = end - from;
    if (length === 0 || length > longestSharedKey) return plain(text, from, to, start);
    const place = (length + text.charCodeAt(from) * 5 + text.charCodeAt(end - 1) * 11) & (sharedKeys - 1);
    let key = this.#keys[place];
    if (key === undefined || key.length !== length || !text.startsWith(key, from)) {
      key = text.slice(from, end);
      this.#keys[place] = key;
    }
    return { kind: "scalar", text: key, style: "plain", start: from - start, end: end - start };
  }

  #readItem(listIndent: number, depth: number): Entry {
    const text = this.#text;
    const start = this.lineStart;
    const { content, indent } = this;
    const end = this.#lineEnd(content);
    const problems = new Problems(start);
    this.#checkIndentation(problems, start, content, indent, listIndent);
    if (!this.#isDash()) {
      problems.add(
        "indentation",
        "An item of a list begins with a dash and a space. Add them, or move this line to the left.",
        content,
        end,
      );
      this.moveTo(this.#nextLine(end));
      return this.#finish(undefined, undefined, start, indent, problems);
    }
    let index = content + 1;
    let hasTab = false;
    while (index < end && isBlank(text.charCodeAt(index))) {
      hasTab ||= text.charCodeAt(index) === tab;
      index += 1;
    }
    const isEmpty = index >= end || text.charCodeAt(index) === hash;
    if (!isEmpty && depth < deepestNesting) {
      // What stands behind the dash may itself be a map or a list, whose first line begins here.
      const column = indent + (index - content);
      this.lineStart = index;
      this.indent = column;
      this.content = index;
      const isList = this.#isDash();
      if (isList || this.#isEntry(index)) {
        if (hasTab) problems.tab(content + 1, index);
        const value = isList
          ? this.readList(column, indent, start, depth + 1)
          : this.readMap(column, indent, start, depth + 1);
        return this.#finish(undefined, value, start, indent, problems);
      }
      this.lineStart = start;
      this.indent = indent;
      this.content = content;
    }
    return this.#readAfter(undefined, content + 1, end, start, content, indent, depth, problems);
  }

  /** Reads the value behind a colon or a dash, on its line or below it. */
  #readAfter(
    key: Scalar | undefined,
    after: number,
    end: number,
    start: number,
    content: number,
    indent: number,
    depth: number,
    problems: Problems,
  ): Entry {
    const text = this.#text;
    let index = after;
    while (index < end && isBlank(text.charCodeAt(index))) {
      if (text.charCodeAt(index) === tab) problems.tab(index, index + 1);
      index += 1;
    }
    const first = index < end ? text.charCodeAt(index) : hash;
    if (first === hash && (index >= end || index > after)) {
      return this.#readBelow(key, start, content, indent, end, depth, problems);
    }
    let value: Value | undefined;
    if (first === bar || first === greater) {
      const block = this.#readBlockScalar(index, end, start, indent, problems);
      if (block === undefined) return this.#foreign(start, content, indent, key === undefined, problems);
      return this.#finish(key, block, start, indent, problems);
    }
    if (first === doubleQuote || first === singleQuote) {
      const scalar =
        first === doubleQuote ? readDoubleQuoted(text, index, end, start) : readSingleQuoted(text, index, end, start);
      if (scalar === undefined) return this.#unclosed(start, content, indent, end, problems, key, index);
      value = scalar;
    } else if (first === openBracket || first === openBrace) {
      value = readFlow(text, index, end, start, indent + (index - content));
      if (value === undefined) return this.#unclosed(start, content, indent, end, problems, key, index);
    } else if (
      isSpecial(first) &&
      !((first === question || first === percent) && !this.#isIndicator(index, end)) &&
      first !== percent
    ) {
      return this.#foreign(start, content, indent, key === undefined, problems);
    } else {
      value = this.#readPlain(index, end, start, first, problems);
    }
    const rest = start + value.end;
    let behind = rest;
    while (behind < end && isBlank(text.charCodeAt(behind))) behind += 1;
    if (behind < end && (text.charCodeAt(behind) !== hash || behind === rest)) {
      // Something stands behind a quote or a bracket that is closed. In a list it may be the colon of a key in brackets.
      if (key === undefined && text.charCodeAt(behind) === colon) {
        return this.#foreign(start, content, indent, true, problems);
      }
      const message =
        "Nothing can stand behind a closed quote or bracket. Remove this, or put the whole text in quotes.";
      problems.add("syntax", message, behind, end);
    }
    this.moveTo(this.#nextLine(end));
    if (this.indent <= indent) return this.#finish(key, value, start, indent, problems);
    // Below a value, a question mark is text as other words are.
    const isText = text.charCodeAt(this.content) === question || !this.#isEntry(this.content);
    if (isText) return this.#foreign(start, content, indent, key === undefined, problems);
    return this.#valueAndBlock(key, value, start, indent, depth, problems);
  }

  /** A value stands behind the key, and entries below it: one of the two is a mistake. */
  #valueAndBlock(
    key: Scalar | undefined,
    value: Value,
    start: number,
    indent: number,
    depth: number,
    problems: Problems,
  ): Entry {
    const first = this.content;
    const block = this.#readBlock(indent, start, depth, problems);
    const lines = this.#text
      .slice(first, this.lineStart)
      .split("\n", fewLines + 2)
      .filter((line) => line.trim() !== "").length;
    if (block === undefined || block === "foreign" || lines < fewLines) {
      const message =
        "This line is indented further than the one above it, which has a value already. Move it to the left.";
      problems.add("indentation", message, first, this.#lineEnd(first));
      return this.#finish(key, value, start, indent, problems);
    }
    const message = "Entries follow below, so nothing may stand behind the colon. Remove this.";
    problems.add("syntax", message, start + value.start, start + value.end);
    return this.#finish(key, block, start, indent, problems);
  }

  /** A text without quotes, up to the comment behind it. Looks at each character once, since most of a file are such texts. */
  #readPlain(index: number, end: number, start: number, first: number, problems: Problems): Scalar {
    const text = this.#text;
    let isOdd = first === dash || first === question || first === colon || isSpecial(first);
    let stop = end;
    let before = first;
    for (let place = index + 1; place < end; place++) {
      const code = text.charCodeAt(place);
      if (code === hash) {
        if (before === space || before === tab || before === carriageReturn) {
          stop = place;
          break;
        }
      } else if (code === colon) isOdd ||= this.#isIndicator(place, end);
      else if (code === tab) isOdd = true;
      before = code;
    }
    const value = plain(text, index, stop, start);
    if (isOdd) this.#checkPlain(value, first, index, end, start, problems);
    return value;
  }

  #checkPlain(value: Scalar, first: number, index: number, end: number, start: number, problems: Problems): void {
    const text = this.#text;
    if (first === percent || first === at || first === backtick) {
      problems.add("syntax", `A text can't begin with ${text[index]}. Put it in quotes.`, index, start + value.end);
      return;
    }
    if ((first === dash || first === question || first === colon) && this.#isIndicator(index, end)) {
      const what = first === dash ? "A list begins on a line of its own" : "This can't stand here";
      problems.add("syntax", `${what}. Move it below, or put the text in quotes.`, index, start + value.end);
      return;
    }
    const stop = start + value.end;
    let hasColon = false;
    for (let place = index; place < stop; place++) {
      const code = text.charCodeAt(place);
      if (code === tab) problems.tab(place, place + 1);
      else if (code === colon && !hasColon && this.#isIndicator(place, end)) hasColon = true;
    }
    if (hasColon) {
      const message = "A colon with a space begins a new value. Put the text in quotes, or remove the colon.";
      problems.add("syntax", message, index, stop);
    }
  }

  /** Nothing stands behind the key or the dash: the value stands below, or nowhere. */
  #readBelow(
    key: Scalar | undefined,
    start: number,
    content: number,
    indent: number,
    end: number,
    depth: number,
    problems: Problems,
  ): Entry {
    this.moveTo(this.#nextLine(end));
    let value: Value | "foreign" | undefined;
    if (this.indent > indent) value = this.#readBlock(indent, start, depth, problems);
    else if (key !== undefined && this.indent === indent && this.#isDash())
      value = this.readList(indent, indent, start, depth + 1);
    if (value === "foreign") return this.#foreign(start, content, indent, key === undefined, problems);
    return this.#finish(key, value, start, indent, problems);
  }

  /** The block below an entry; "foreign" when it is neither a map nor a list. */
  #readBlock(indent: number, holder: number, depth: number, problems: Problems): Value | "foreign" | undefined {
    if (depth >= deepestNesting) {
      const first = this.content;
      problems.add(
        "too-deep",
        `Nested more than ${deepestNesting} levels deep. What stands here is not read.`,
        first,
        this.#lineEnd(first),
      );
      while (this.indent > indent) this.moveTo(this.#nextLine(this.content));
      return undefined;
    }
    if (this.#isDash()) return this.readList(this.indent, indent, holder, depth + 1);
    if (this.#startsMap(indent)) return this.readMap(this.indent, indent, holder, depth + 1);
    return "foreign";
  }

  /**
   * Ends an entry at the next line that is indented no further. Items or brackets at its own indentation are still its own: they
   * can't begin an entry.
   */
  #finish(key: Scalar | undefined, value: Value | undefined, start: number, indent: number, problems: Problems): Entry {
    while (this.indent === indent && key !== undefined && this.#belongsToKey()) {
      const message = "This line belongs to nothing. Move it to where it belongs, or remove it.";
      problems.add("indentation", message, this.content, this.#lineEnd(this.content));
      this.moveTo(this.#nextLine(this.content));
      while (this.indent > indent) this.moveTo(this.#nextLine(this.content));
    }
    if (this.indent > indent) {
      const message = "This line is indented so that it belongs to nothing. Move it to the left.";
      problems.add("indentation", message, this.content, this.#lineEnd(this.content));
      while (this.indent > indent) this.moveTo(this.#nextLine(this.content));
      return this.#finish(key, value, start, indent, problems);
    }
    return makeEntry(key, value, this.lineStart - start, problems.list);
  }

  #belongsToKey(): boolean {
    const code = this.#text.charCodeAt(this.content);
    return code === closeBracket || code === closeBrace || this.#isDash();
  }

  /** A quote or a bracket that is not closed on its line: over several lines it may be, else only its own line is damaged. */
  #unclosed(
    start: number,
    content: number,
    indent: number,
    end: number,
    problems: Problems,
    key: Scalar | undefined,
    valueStart = content,
  ): Entry {
    const text = this.#text;
    this.moveTo(this.#nextLine(end));
    const code = this.indent === indent ? text.charCodeAt(this.content) : 0;
    const closes = code === closeBracket || code === closeBrace;
    const first = text.charCodeAt(valueStart);
    const isQuote = first === doubleQuote || first === singleQuote;
    // A line with its closing quote or bracket on it is damaged in another way, about which the full parser knows more.
    const last = text.slice(valueStart + 1, end);
    const hasClose = last.includes(isQuote ? String.fromCharCode(first) : first === openBracket ? "]" : "}");
    const isItem = key === undefined && (valueStart > content || this.#wasItem(start, content));
    if (this.indent > indent || closes || hasClose) return this.#foreign(start, content, indent, isItem, problems);
    const what = isQuote ? "quote" : "bracket";
    problems.add("unclosed", `This ${what} is not closed. Close it on the same line.`, valueStart, end);
    const stop = isQuote ? end : commentStart(text, valueStart, end);
    const value: Scalar = {
      kind: "scalar",
      text: text.slice(isQuote ? valueStart + 1 : valueStart, stop).trimEnd(),
      style: isQuote ? (first === doubleQuote ? "double-quoted" : "single-quoted") : "plain",
      start: valueStart - start,
      end: valueStart - start + text.slice(valueStart, stop).trimEnd().length,
    };
    return key === undefined && !isItem
      ? this.#finish(plain(text, valueStart, stop, start), undefined, start, indent, problems)
      : this.#finish(key, value, start, indent, problems);
  }

  #wasItem(start: number, content: number): boolean {
    return this.#text.charCodeAt(content) === dash && start <= content;
  }

  /** Hands an entry with all its lines to the full parser. */
  #foreign(start: number, content: number, indent: number, isItem: boolean, known: Problems): Entry {
    let awaitsColon = this.#text.charCodeAt(content) === question && this.#isIndicator(content, this.#end);
    let awaitsBracket = true;
    // Below a question mark or its colon, items may stand only if nothing stands behind it.
    let takesItems = !isItem && (!awaitsColon || this.#isBare(content));
    this.moveTo(this.#nextLine(content));
    while (this.indent >= indent) {
      if (this.indent === indent && !(takesItems && this.#isDash())) {
        // A bracket may be closed at the indentation of its entry; below a key with a question mark its value begins with a colon.
        if (awaitsBracket && this.#closesBracket()) awaitsBracket = false;
        else if (awaitsColon && this.#isColon()) {
          awaitsColon = false;
          takesItems = this.#isBare(this.content);
        } else break;
      }
      this.moveTo(this.#nextLine(this.content));
    }
    const end = this.lineStart;
    // An entry behind a dash is given the column it has in the file.
    const padding = start === content ? indent : 0;
    const text = this.#text.slice(start, end);
    const read = readForeign(" ".repeat(padding) + text);
    const inner = read.value;
    const only =
      inner !== undefined && inner.kind !== "scalar" && !inner.flow && inner.entries.length === 1
        ? inner.entries[0]
        : undefined;
    const problems = [...known.list, ...read.problems.map((problem) => moved(problem, -padding, text.length))];
    if (only === undefined || inner === undefined || inner.kind !== (isItem ? "list" : "map")) {
      if (problems.length === 0) {
        const message = "This is not YAML that can be read. Write a key with a colon, or put the text in quotes.";
        problems.push({ code: "syntax", message, start: content - start, end: this.#lineEnd(content) - start });
      }
      const key = isItem ? undefined : plain(this.#text, content, this.#lineEnd(content), start);
      return asWhole(makeEntry(key, undefined, text.length, problems));
    }
    const shift = (inner.starts[0] ?? 0) - padding;
    const own = only.problems.map((problem) => moved(problem, shift, text.length));
    const all = withoutDoubles([...problems, ...own]);
    return asWhole(makeEntry(movedScalar(only.key, shift), movedValue(only.value, shift), text.length, all));
  }

  /** Whether nothing but a comment stands behind an indicator. */
  #isBare(content: number): boolean {
    const end = this.#lineEnd(content);
    let index = content + 1;
    while (index < end && isBlank(this.#text.charCodeAt(index))) index += 1;
    return index >= end || this.#text.charCodeAt(index) === hash;
  }

  #isColon(): boolean {
    return this.#text.charCodeAt(this.content) === colon && this.#isIndicator(this.content, this.#end);
  }

  #closesBracket(): boolean {
    const code = this.#text.charCodeAt(this.content);
    return code === closeBracket || code === closeBrace;
  }

  #checkIndentation(problems: Problems, start: number, content: number, indent: number, wanted: number): void {
    if (indent !== wanted) {
      const message = "This line does not stand below the others of its kind. Indent it as far as they are.";
      problems.add("indentation", message, content, this.#lineEnd(content));
    }
    for (let index = start; index < content; index++) {
      if (this.#text.charCodeAt(index) !== tab) continue;
      problems.tab(start, content);
      break;
    }
  }

  /** A block scalar with its lines; undefined when its header is not one this reader knows. */
  #readBlockScalar(index: number, end: number, start: number, indent: number, problems: Problems): Scalar | undefined {
    const text = this.#text;
    const style = text.charCodeAt(index) === bar ? "literal" : "folded";
    let chomping = 0;
    let explicit = 0;
    let place = index + 1;
    for (; place < end; place++) {
      const code = text.charCodeAt(place);
      if ((code === plus || code === dash) && chomping === 0) chomping = code;
      else if (code >= 49 && code <= 57 && explicit === 0) explicit = code - 48;
      else break;
    }
    const afterHeader = place;
    while (place < end && isBlank(text.charCodeAt(place))) place += 1;
    if (place < end && (text.charCodeAt(place) !== hash || place === afterHeader)) return undefined;
    // The block ends at the first line that is not blank and indented no further than the key.
    const lines: string[] = [];
    let contentIndent = explicit > 0 ? Math.max(indent, 0) + explicit : -1;
    let leadingBlanks = 0;
    let line = this.#nextLine(end);
    let lastContent = afterHeader;
    let endsOpen = false;
    while (line < this.#end) {
      const lineEnd = this.#lineEnd(line);
      let column = line;
      while (column < lineEnd && text.charCodeAt(column) === space) column += 1;
      if (column < lineEnd) {
        const isFurther = column - line > indent;
        if (column - line < Math.max(contentIndent, indent + 1) && text.charCodeAt(column) === tab) return undefined;
        if (!isFurther) break;
        if (contentIndent < 0) {
          contentIndent = column - line;
          if (leadingBlanks > contentIndent) return undefined;
        }
        if (column - line < contentIndent) {
          // A comment may follow further to the left; text may not.
          if (text.charCodeAt(column) === hash && lines.length > 0) break;
          return undefined;
        }
        // Whether blank lines at the end are text depends on more than they show: the full parser knows.
        if (explicit > 0 && lastContent === afterHeader && column - line > contentIndent) return undefined;
        lastContent = lineEnd;
      } else if (contentIndent < 0) {
        leadingBlanks = Math.max(leadingBlanks, column - line);
      }
      lines.push(text.slice(line, lineEnd));
      const next = this.#nextLine(line);
      endsOpen = text.charCodeAt(next - 1) !== newline;
      line = next;
    }
    if (lines.length > 0 && !endsOpen) lines.push("");
    const chomp = chomping === plus ? "keep" : chomping === dash ? "strip" : "clip";
    const result = joinBlock(lines, style, chomp, Math.max(contentIndent, 0));
    this.moveTo(line);
    if (this.indent > indent) {
      problems.add(
        "indentation",
        "This line is indented less than the text above it. Indent it as far.",
        this.content,
        this.#lineEnd(this.content),
      );
    }
    return { kind: "scalar", text: result, style, start: index - start, end: lastContent - start };
  }
}

/** The problems of one entry, with places relative to its start. */
class Problems {
  readonly #start: number;
  #list: SyntaxProblem[] | undefined;

  constructor(start: number) {
    this.#start = start;
  }

  get list(): readonly SyntaxProblem[] {
    return this.#list ?? noProblems;
  }

  add(code: SyntaxProblemCode, message: string, start: number, end: number): void {
    this.#list ??= [];
    if (this.#list.length < mostProblems)
      this.#list.push({ code, message, start: start - this.#start, end: end - this.#start });
  }

  tab(start: number, end: number): void {
    this.add("tab", "A tab stands here. Write spaces instead.", start, end);
  }
}

const mostProblems = 20;

/** Characters that a plain text can't begin with, or only when something follows. */
function isSpecial(code: number): boolean {
  switch (code) {
    case exclamation:
    case percent:
    case ampersand:
    case asterisk:
    case comma:
    case greater:
    case question:
    case at:
    case openBracket:
    case closeBracket:
    case backtick:
    case openBrace:
    case bar:
    case closeBrace:
      return true;
    default:
      return false;
  }
}

/** Whether a block that begins with this character is left to the full parser. */
function beginsOther(code: number): boolean {
  switch (code) {
    case exclamation:
    case ampersand:
    case asterisk:
    case greater:
    case question:
    case openBracket:
    case bar:
    case openBrace:
      return true;
    default:
      return false;
  }
}

/** Where the comment behind a plain text begins, else the end of the line. */
function commentStart(text: string, from: number, end: number): number {
  for (let index = from + 1; index < end; index++) {
    if (text.charCodeAt(index) === hash && isBlank(text.charCodeAt(index - 1))) return index;
  }
  return end;
}

function plain(text: string, from: number, to: number, start: number): Scalar {
  let end = to;
  while (end > from && isBlank(text.charCodeAt(end - 1))) end -= 1;
  return { kind: "scalar", text: text.slice(from, end), style: "plain", start: from - start, end: end - start };
}

/** Problems found twice, by this reader and by the full parser, once each. */
function withoutDoubles(problems: readonly SyntaxProblem[]): readonly SyntaxProblem[] {
  if (problems.length < 2) return problems;
  const seen = new Set<string>();
  return problems.filter(({ code, start }) => {
    const place = `${code} ${start}`;
    const isNew = !seen.has(place);
    seen.add(place);
    return isNew;
  });
}

function moved(problem: SyntaxProblem, shift: number, length: number): SyntaxProblem {
  const clamp = (offset: number): number => Math.min(length, Math.max(0, offset + shift));
  return { ...problem, start: clamp(problem.start), end: clamp(problem.end) };
}

function movedScalar(scalar: Scalar | undefined, shift: number): Scalar | undefined {
  return scalar === undefined || shift === 0
    ? scalar
    : { ...scalar, start: scalar.start + shift, end: scalar.end + shift };
}

function movedValue(value: Value | undefined, shift: number): Value | undefined {
  if (value === undefined || shift === 0) return value;
  const place = { start: value.start + shift, end: value.end + shift };
  return value.kind === "scalar"
    ? { ...value, ...place }
    : { ...value, ...place, starts: value.starts.map((start) => start + shift) };
}
