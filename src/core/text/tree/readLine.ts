import type { Entry, ListNode, MapNode, Scalar, SyntaxProblem, Value } from "./node.ts";

/** Quoted texts, and lists and maps in brackets, on one line. What is not clean is left to the full parser. */

const noProblems: readonly SyntaxProblem[] = [];
const deepestFlow = 20;

const tab = 9;
const carriageReturn = 13;
const space = 32;
const doubleQuote = 34;
const hash = 35;
const singleQuote = 39;
const comma = 44;
const colon = 58;
const openBracket = 91;
const backslash = 92;
const closeBracket = 93;
const openBrace = 123;
const closeBrace = 125;

/** Whether a character separates: a space, a tab, or a line break. */
export function isBlank(code: number): boolean {
  return code === space || code === tab || code === 10 || code === carriageReturn;
}

/** `'It''s'` from its quote on; undefined when it is not closed before `end`. Offsets of the result are relative to `base`. */
export function readSingleQuoted(text: string, from: number, end: number, base: number): Scalar | undefined {
  let index = from + 1;
  let hasDoubled = false;
  while (index < end) {
    if (text.charCodeAt(index) !== singleQuote) {
      index += 1;
      continue;
    }
    const found = index;
    if (found + 1 < end && text.charCodeAt(found + 1) === singleQuote) {
      hasDoubled = true;
      index = found + 2;
      continue;
    }
    const source = text.slice(from + 1, found);
    const content = hasDoubled ? source.replaceAll("''", "'") : source;
    return { kind: "scalar", text: content, style: "single-quoted", start: from - base, end: found + 1 - base };
  }
  return undefined;
}

const escapes: Readonly<Record<string, string>> = {
  "0": "\0",
  a: "\x07",
  b: "\b",
  t: "\t",
  n: "\n",
  v: "\v",
  f: "\f",
  r: "\r",
  e: "\x1b",
  " ": " ",
  '"': '"',
  "/": "/",
  "\\": "\\",
  N: "\x85",
  _: "\xa0",
  L: "\u2028",
  P: "\u2029",
};

/** `"a\tb"` from its quote on; undefined when it is not closed before `end`, or an escape is not one. */
export function readDoubleQuoted(text: string, from: number, end: number, base: number): Scalar | undefined {
  let index = from + 1;
  let chunk = index;
  let content = "";
  while (index < end) {
    const code = text.charCodeAt(index);
    if (code === doubleQuote) {
      content += text.slice(chunk, index);
      return { kind: "scalar", text: content, style: "double-quoted", start: from - base, end: index + 1 - base };
    }
    if (code !== backslash) {
      index += 1;
      continue;
    }
    if (index + 1 >= end) return undefined;
    content += text.slice(chunk, index);
    const letter = text.charAt(index + 1);
    const digits = letter === "x" ? 2 : letter === "u" ? 4 : letter === "U" ? 8 : 0;
    if (digits > 0) {
      const hex = text.slice(index + 2, index + 2 + digits);
      const point =
        /^[0-9A-Fa-f]+$/.test(hex) && hex.length === digits && index + 2 + digits <= end
          ? Number.parseInt(hex, 16)
          : -1;
      if (point < 0 || point > 0x10ffff) return undefined;
      content += String.fromCodePoint(point);
    } else {
      const escaped = Object.hasOwn(escapes, letter) ? escapes[letter] : undefined;
      if (escaped === undefined) return undefined;
      content += escaped;
    }
    index += 2 + digits;
    chunk = index;
  }
  return undefined;
}

/** A list or a map in brackets that is closed before `end`; undefined when it is not, or not clean. */
export function readFlow(
  text: string,
  from: number,
  end: number,
  base: number,
  column: number,
): MapNode | ListNode | undefined {
  const reader = new FlowReader(text, end, from - column);
  return reader.collection(from, base, 0);
}

class FlowReader {
  readonly #text: string;
  readonly #end: number;
  readonly #lineStart: number;
  #index = 0;

  constructor(text: string, end: number, lineStart: number) {
    this.#text = text;
    this.#end = end;
    this.#lineStart = lineStart;
  }

  #skip(): number {
    let index = this.#index;
    while (index < this.#end && isBlank(this.#text.charCodeAt(index))) index += 1;
    this.#index = index;
    return index < this.#end ? this.#text.charCodeAt(index) : -1;
  }

  collection(from: number, base: number, depth: number): MapNode | ListNode | undefined {
    if (depth > deepestFlow) return undefined;
    const isMap = this.#text.charCodeAt(from) === openBrace;
    const close = isMap ? closeBrace : closeBracket;
    const entries: Entry[] = [];
    const starts: number[] = [];
    this.#index = from + 1;
    for (;;) {
      let code = this.#skip();
      if (code === close) break;
      const start = this.#index;
      const entry = isMap ? this.#pair(start, depth) : this.#item(start, depth);
      if (entry === undefined) return undefined;
      starts.push(start - base);
      entries.push(entry);
      code = this.#skip();
      if (code === comma) this.#index += 1;
      else if (code !== close) return undefined;
    }
    this.#index += 1;
    const place = { start: from - base, end: this.#index - base, indent: from - this.#lineStart };
    return isMap
      ? { kind: "map", flow: true, entries, starts, ...place }
      : { kind: "list", flow: true, entries, starts, ...place };
  }

  #item(start: number, depth: number): Entry | undefined {
    const value = this.#value(start, depth);
    if (value === undefined) return undefined;
    // `[a: b]` is a map in a list.
    const after = this.#skip();
    if (after === colon) return undefined;
    return { key: undefined, value, length: value.end, problems: noProblems, problemCount: 0 };
  }

  #pair(start: number, depth: number): Entry | undefined {
    const text = this.#text;
    const key = this.#scalar(start, start, true);
    if (key === undefined) return undefined;
    const isQuoted = key.style !== "plain";
    if (this.#skip() !== colon)
      return { key, value: undefined, length: key.end, problems: noProblems, problemCount: 0 };
    const place = this.#index;
    const next = place + 1 < this.#end ? text.charCodeAt(place + 1) : -1;
    if (!isQuoted && !(isBlank(next) || next === comma || next === closeBrace)) return undefined;
    this.#index = place + 1;
    const code = this.#skip();
    if (code === comma || code === closeBrace) {
      return { key, value: undefined, length: place + 1 - start, problems: noProblems, problemCount: 0 };
    }
    const value = this.#value(start, depth);
    if (value === undefined) return undefined;
    return { key, value, length: value.end, problems: noProblems, problemCount: 0 };
  }

  #value(base: number, depth: number): Value | undefined {
    const code = this.#skip();
    if (code === openBracket || code === openBrace) return this.collection(this.#index, base, depth + 1);
    return this.#scalar(this.#index, base, false);
  }

  #scalar(from: number, base: number, isKey: boolean): Scalar | undefined {
    const text = this.#text;
    const end = this.#end;
    const first = text.charCodeAt(from);
    if (first === doubleQuote || first === singleQuote) {
      const scalar =
        first === doubleQuote ? readDoubleQuoted(text, from, end, base) : readSingleQuoted(text, from, end, base);
      if (scalar !== undefined) this.#index = base + scalar.end;
      return scalar;
    }
    if (!isPlainStart(text, from, end)) return undefined;
    let index = from;
    for (; index < end; index++) {
      const code = text.charCodeAt(index);
      if (code === tab) return undefined;
      if (code === comma || code === closeBracket || code === closeBrace) break;
      if (code === openBracket || code === openBrace) return undefined;
      if (code === hash && isBlank(text.charCodeAt(index - 1))) return undefined;
      if (code === colon) {
        const next = index + 1 < end ? text.charCodeAt(index + 1) : -1;
        if (
          next < 0 ||
          isBlank(next) ||
          next === comma ||
          next === closeBracket ||
          next === closeBrace ||
          next === openBracket ||
          next === openBrace
        ) {
          if (!isKey) return undefined;
          break;
        }
      }
    }
    let stop = index;
    while (stop > from && isBlank(text.charCodeAt(stop - 1))) stop -= 1;
    if (stop === from) return undefined;
    this.#index = index;
    return { kind: "scalar", text: text.slice(from, stop), style: "plain", start: from - base, end: stop - base };
  }
}

/** In brackets a plain text begins with a letter, a digit, or one of few signs that mean nothing else there. */
function isPlainStart(text: string, from: number, end: number): boolean {
  const code = text.charCodeAt(from);
  if (from >= end) return false;
  switch (code) {
    case 33: // !
    case 35: // #
    case 37: // %
    case 38: // &
    case 42: // *
    case comma:
    case 62: // >
    case 64: // @
    case openBracket:
    case closeBracket:
    case 96: // `
    case openBrace:
    case 124: // |
    case closeBrace:
      return false;
    case 45: // -
    case 63: // ?
    case colon: {
      const next = from + 1 < end ? text.charCodeAt(from + 1) : -1;
      return (
        next >= 0 &&
        !isBlank(next) &&
        next !== comma &&
        next !== closeBracket &&
        next !== closeBrace &&
        next !== openBracket &&
        next !== openBrace
      );
    }
    default:
      return true;
  }
}
