import { Unreadable } from "../imported.ts";

/**
 * A word is a keyword, an id, a path of ids (`a.b`) or a relative one (`!!a.b`); an amount is a number with its unit right behind it
 * (`5d`); everything else that stands alone is a sign.
 */
export type TokenKind = "word" | "string" | "number" | "amount" | "date" | "time" | "sign" | "end";

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** Of the file, counted from 1; for what a macro says, the line that calls it. */
  readonly line: number;
}

/** A file of the largest plans has some 5 million characters; macros multiply what is written. */
const longestFile = 20_000_000;
const longestExpansion = 5_000_000;
const deepestMacros = 30;
const mostCalls = 100_000;
const mostTokens = 3_000_000;

/** A text that is being read: the file, or what a macro stands for. */
interface Source {
  readonly text: string;
  at: number;
  /** Undefined in a macro, whose tokens stand on the line that calls it. */
  readonly calledAt: number | undefined;
  readonly macro: string | undefined;
}

const patterns: readonly (readonly [TokenKind, RegExp])[] = [
  ["date", /\d{4}-\d{1,2}-\d{1,2}(?:-\d{1,2}:\d{2}(?::\d{2})?(?:-?[+-]\d{4}|-[A-Z]{1,5})?)?/y],
  ["time", /\d{1,2}:\d{2}/y],
  ["amount", /\d+(?:\.\d+)?(?:min|[hdwmy])(?![A-Za-z0-9_])/y],
  ["number", /\d+(?:\.\d+)?/y],
  ["word", /!*[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*/y],
];
const space = /[\s\uFEFF]+/y;
/** Letters and calls that touch each other and make one word: `f${major}`. */
const adjoined = /(?:[A-Za-z0-9_.!-]{1,200}|\$\{\s*\??\s*[A-Za-z0-9_]+\s*\}){2,20}/y;
const macroName = /\$\{\s*(\??)\s*([A-Za-z0-9_]+)/y;

/** What the tokenizer has to say of things that it leaves out. */
export interface TokenProblems {
  /** @param what such as a macro's name, in the source's words */
  leftOut(source: string, why: string, line: number): void;
}

/**
 * Words, strings, numbers and signs of a .tjp file, one after the other; comments are gone and macros expanded. Bounded in size, depth
 * of macros and number of tokens: beyond that the file is refused ({@link Unreadable}).
 */
export class Tokens {
  readonly #sources: Source[] = [];
  readonly #macros = new Map<string, string>();
  readonly #builtIn: (name: string) => string | undefined;
  readonly #problems: TokenProblems;
  readonly #file: Source;
  #ahead: Token | undefined;
  #expanded = 0;
  #calls = 0;
  #count = 0;
  /** The line of the file up to which lines are counted, and where that is. */
  #line = 1;
  #lineAt = 0;

  constructor(text: string, problems: TokenProblems, builtIn: (name: string) => string | undefined) {
    if (text.length > longestFile)
      throw new Unreadable("The file is larger than 20 million characters. Divide the plan.");
    this.#file = { text, at: 0, calledAt: undefined, macro: undefined };
    this.#sources.push(this.#file);
    this.#problems = problems;
    this.#builtIn = builtIn;
  }

  /** The next token, which stays the next. */
  peek(): Token {
    this.#ahead ??= this.#read();
    return this.#ahead;
  }

  next(): Token {
    const token = this.peek();
    this.#ahead = undefined;
    return token;
  }

  /** The next token if it is this sign or word; else nothing is taken. */
  take(text: string): Token | undefined {
    const token = this.peek();
    return token.text === text && (token.kind === "sign" || token.kind === "word") ? this.next() : undefined;
  }

  /** The text in brackets behind `macro name`, as it stands. */
  defineMacro(name: string): boolean {
    if (this.take("[") === undefined) return false;
    // The bracket was the last thing read, so its source stands right behind it.
    const source = this.#sources.at(-1);
    if (source === undefined) return false;
    let depth = 1;
    const from = source.at;
    for (; source.at < source.text.length; source.at += 1) {
      const sign = source.text[source.at];
      if (sign === "[") depth += 1;
      else if (sign === "]") depth -= 1;
      if (depth > 0) continue;
      this.#macros.set(name, source.text.slice(from, source.at));
      source.at += 1;
      return true;
    }
    return false;
  }

  #read(): Token {
    this.#count += 1;
    if (this.#count > mostTokens)
      throw new Unreadable("The file has more than 3 million words. Divide the plan.", this.#here());
    for (;;) {
      const source = this.#sources.at(-1);
      if (source === undefined) return { kind: "end", text: "", line: this.#here() };
      this.#skip(source);
      if (source.at >= source.text.length) {
        if (this.#sources.length === 1) return { kind: "end", text: "", line: this.#here() };
        this.#sources.pop();
        continue;
      }
      if (this.#join(source)) continue;
      if (source.text.startsWith("${", source.at) || source.text.startsWith("$(", source.at)) {
        this.#call(source);
        continue;
      }
      return this.#token(source);
    }
  }

  /** Over blanks and comments. */
  #skip(source: Source): void {
    const { text } = source;
    for (;;) {
      space.lastIndex = source.at;
      if (space.test(text)) source.at = space.lastIndex;
      let end: number;
      if (text[source.at] === "#" || text.startsWith("//", source.at)) {
        end = text.indexOf("\n", source.at);
      } else if (text.startsWith("/*", source.at)) {
        end = text.indexOf("*/", source.at + 2);
        if (end >= 0) end += 2;
      } else return;
      source.at = end < 0 ? text.length : end;
    }
  }

  #token(source: Source): Token {
    const { text } = source;
    const line = this.#here();
    const first = text[source.at] ?? "";
    if (first === '"' || first === "'") return this.#string(source, first, first, line);
    if (text.startsWith("-8<-", source.at)) return this.#string(source, "-8<-", "->8-", line);
    for (const [kind, pattern] of patterns) {
      pattern.lastIndex = source.at;
      const match = pattern.exec(text);
      if (match === null) continue;
      source.at = pattern.lastIndex;
      return { kind, text: match[0], line };
    }
    // Both halves of a character beyond the basic plane together.
    const sign = String.fromCodePoint(text.codePointAt(source.at) ?? 32);
    source.at += sign.length;
    return { kind: "sign", text: sign, line };
  }

  #string(source: Source, open: string, close: string, line: number): Token {
    const { text } = source;
    const from = source.at + open.length;
    let end = text.indexOf(close, from);
    while (close.length === 1 && end > 0 && text[end - 1] === "\\") end = text.indexOf(close, end + 1);
    if (end < 0) throw new Unreadable(`A text that begins with ${open} has no end.`, line);
    source.at = end + close.length;
    let content = text.slice(from, end);
    if (close.length === 1) content = content.replaceAll(`\\${close}`, close);
    else content = unindented(content);
    return { kind: "string", text: this.#inString(content), line };
  }

  /** Macros without arguments inside of a text; others stay as they are. */
  #inString(text: string): string {
    if (!text.includes("${")) return text;
    return text.replace(/\$\{\s*\??\s*([A-Za-z0-9_]+)\s*\}/g, (whole, name: string) => {
      const body = this.#macros.get(name) ?? this.#builtIn(name);
      if (body === undefined || body.includes("${")) return whole;
      this.#expanded += body.length;
      return this.#expanded > longestExpansion ? whole : body.trim();
    });
  }

  /** Letters with macros in or beside them, as one text; false where there are none. */
  #join(source: Source): boolean {
    const { text, at } = source;
    // Most words have no macro near: look before matching.
    if (!/[$A-Za-z0-9_]/.test(text[at] ?? "") || this.#sources.length > deepestMacros) return false;
    if (!text.slice(at, at + 200).includes("${")) return false;
    adjoined.lastIndex = at;
    const run = adjoined.exec(text)?.[0];
    if (run === undefined || !run.includes("${") || /^\$\{[^}]*\}$/.test(run)) return false;
    let isKnown = true;
    const joined = run.replace(/\$\{\s*\??\s*([A-Za-z0-9_]+)\s*\}/g, (_, name: string) => {
      const body = this.#macros.get(name) ?? this.#builtIn(name);
      isKnown &&= body !== undefined && body.length <= 200;
      return body?.trim() ?? "";
    });
    this.#expanded += joined.length;
    if (!isKnown || this.#expanded > longestExpansion) return false;
    const calledAt = this.#here();
    source.at = at + run.length;
    this.#sources.push({ text: joined, at: 0, calledAt, macro: undefined });
    return true;
  }

  /** Reads a macro call and puts what it stands for before the rest. */
  #call(source: Source): void {
    const line = this.#here();
    macroName.lastIndex = source.at;
    const match = macroName.exec(source.text);
    const end = match === null ? -1 : closingBrace(source.text, macroName.lastIndex);
    if (match === null || end < 0) {
      // An environment variable, or not a call at all.
      const close = source.text.indexOf(source.text[source.at + 1] === "(" ? ")" : "}", source.at);
      source.at = close < 0 ? source.text.length : close + 1;
      this.#problems.leftOut(
        "macro calls",
        "They are not written as a name with texts behind it, or have no end.",
        line,
      );
      return;
    }
    const [, optional, name = ""] = match;
    const inside = source.text.slice(macroName.lastIndex, end);
    source.at = end + 1;
    const body = this.#macros.get(name) ?? this.#builtIn(name);
    if (body === undefined) {
      if (optional === "") this.#problems.leftOut(`macro ${name}`, "It is called and not defined in this file.", line);
      return;
    }
    if (this.#sources.length > deepestMacros || this.#sources.some(({ macro }) => macro === name)) {
      this.#problems.leftOut(`macro ${name}`, "It calls itself, or macros call each other more than 30 deep.", line);
      return;
    }
    const parts = argumentsOf(inside);
    // A call's arguments may stand anywhere in the body, so what comes out is measured before it is made.
    const pieces = body.split(/\$\{(\d{1,3})\}/);
    let size = 0;
    pieces.forEach((piece, index) => {
      size += index % 2 === 0 ? piece.length : (parts[Number(piece) - 1] ?? "").length;
    });
    this.#expanded += size;
    this.#calls += 1;
    if (this.#expanded > longestExpansion || this.#calls > mostCalls) {
      throw new Unreadable(
        "Its macros stand for more than 5 million characters, or call each other 100,000 times.",
        line,
      );
    }
    const text = pieces.map((piece, index) => (index % 2 === 0 ? piece : (parts[Number(piece) - 1] ?? ""))).join("");
    this.#sources.push({ text, at: 0, calledAt: line, macro: name });
  }

  /** The line of the file that is being read. */
  #here(): number {
    const calledAt = this.#sources.at(-1)?.calledAt;
    if (calledAt !== undefined) return calledAt;
    const { text, at } = this.#file;
    for (let next = text.indexOf("\n", this.#lineAt); next >= 0 && next < at; next = text.indexOf("\n", this.#lineAt)) {
      this.#line += 1;
      this.#lineAt = next + 1;
    }
    return this.#line;
  }
}

/** Where the call that is open ends: behind texts in quotes, which may hold a brace. */
function closingBrace(text: string, from: number): number {
  let quote = "";
  for (let at = from; at < text.length && at < from + 100_000; at += 1) {
    const sign = text[at] ?? "";
    if (quote !== "") {
      if (sign === quote) quote = "";
    } else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === "}") return at;
  }
  return -1;
}

/** The texts behind a macro's name: in quotes, or single words. */
function argumentsOf(text: string): readonly string[] {
  return [...text.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, word]) => double ?? single ?? word ?? "",
  );
}

/** A text between scissors, without its first indentation. */
function unindented(text: string): string {
  const lines = text.split("\n");
  if (lines[0]?.trim() === "") lines.shift();
  const margin = /^[ \t]*/.exec(lines[0] ?? "")?.[0] ?? "";
  return lines
    .map((line) => (line.startsWith(margin) ? line.slice(margin.length) : line))
    .join("\n")
    .trim();
}
