/**
 * Lines of a block-style text as a person sees them: how far they are indented, which dashes and which key they begin with. It works
 * on half a line too, which no reader of YAML would take.
 */

import { lineStartOf } from "../text/editing/layout.ts";

/** A dash or a key at the beginning of a line. */
export interface LinePart {
  readonly kind: "dash" | "key";
  /** From 0. */
  readonly column: number;
  /** The key without quotes; empty for a dash. */
  readonly text: string;
  /** Of the key as it is written, quotes included; offsets of the whole text. */
  readonly start: number;
  readonly end: number;
}

export interface Line {
  readonly start: number;
  /** Where its text ends, before the line break. */
  readonly end: number;
  readonly parts: readonly LinePart[];
  /** What stands behind the last part, without white space around it and without a comment. */
  readonly rest: string;
  readonly restStart: number;
  readonly restEnd: number;
  /** Column of the first character that is no space; -1 on a line that is blank or a comment. */
  readonly indent: number;
}

/** Keys are short; a longer beginning of a line is no key. */
const longestKey = 300;
const keyPattern =
  /^(?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\n]|'')*)'|([^\s"'#[\]{}&*!|>%@`,-](?:(?![ \t]#|:[ \t\r\n]|:$).)*|-(?=[^\s])(?:(?![ \t]#|:[ \t\r\n]|:$).)*))[ \t]*:(?=[ \t\r]|$)/;

export function lineEndOf(text: string, offset: number): number {
  const next = text.indexOf("\n", offset);
  const end = next < 0 ? text.length : next;
  return end > offset && text[end - 1] === "\r" ? end - 1 : end;
}

export { lineStartOf };

/** Where the line before begins, or -1 on the first one. */
export function previousLineStart(text: string, lineStart: number): number {
  return lineStart === 0 ? -1 : lineStartOf(text, lineStart - 1);
}

/** Where the next line begins, or -1 on the last one. */
export function nextLineStart(text: string, lineStart: number): number {
  const next = text.indexOf("\n", lineStart);
  return next < 0 ? -1 : next + 1;
}

export function lineAt(text: string, lineStart: number): Line {
  const start = lineStart;
  const end = lineEndOf(text, lineStart);
  const parts: LinePart[] = [];
  let position = skipSpaces(text, start === 0 && text.startsWith("\uFEFF") ? 1 : start, end);
  const from = start === 0 && text.startsWith("\uFEFF") ? 1 : start;
  const first = position;
  if (first === end || text[first] === "#") {
    return { start, end, parts, rest: "", restStart: end, restEnd: end, indent: -1 };
  }
  while (text[position] === "-" && (position + 1 === end || isSpace(text[position + 1]))) {
    parts.push({ kind: "dash", column: position - from, text: "", start: position, end: position + 1 });
    position = skipSpaces(text, position + 1, end);
  }
  const match = keyPattern.exec(text.slice(position, Math.min(end, position + longestKey)));
  if (match !== null) {
    const written = match[0].slice(0, -1).trimEnd();
    const key = match[1] ?? match[2] ?? match[3] ?? "";
    parts.push({
      kind: "key",
      column: position - from,
      text: key.trimEnd(),
      start: position,
      end: position + written.length,
    });
    position = skipSpaces(text, position + match[0].length, end);
  }
  const restEnd = withoutComment(text, position, end);
  return { start, end, parts, rest: text.slice(position, restEnd), restStart: position, restEnd, indent: first - from };
}

/** How far the line is indented: cheap, for looking through many of them. -1 on a line that is blank or a comment. */
export function indentAt(text: string, lineStart: number): number {
  for (let position = lineStart; position < text.length; position++) {
    const code = text.charCodeAt(position);
    if (code === 32) continue;
    return code === 10 || code === 13 || code === 35 || code === 9 ? -1 : position - lineStart;
  }
  return -1;
}

/** Where the value that begins at `from` ends: before a comment and the white space around it. */
export function withoutComment(text: string, from: number, end: number): number {
  let quote = "";
  let last = end;
  for (let position = from; position < end; position++) {
    const letter = text[position] as string;
    if (quote !== "") {
      if (letter === "\\" && quote === '"') position++;
      else if (letter === quote) quote = "";
    } else if (
      (letter === '"' || letter === "'") &&
      (position === from || "[{,: \t".includes(text[position - 1] as string))
    ) {
      quote = letter;
    } else if (letter === "#" && (position === from || isSpace(text[position - 1]))) {
      last = position;
      break;
    }
  }
  while (last > from && isSpace(text[last - 1])) last--;
  return last;
}

export function skipSpaces(text: string, from: number, end: number): number {
  let position = from;
  while (position < end && isSpace(text[position])) position++;
  return position;
}

export function isSpace(letter: string | undefined): boolean {
  return letter === " " || letter === "\t";
}
