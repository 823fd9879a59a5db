import { isSpace } from "./lines.ts";

/** One bracket that holds a place, from the outermost to the innermost. */
export interface FlowLevel {
  readonly open: "[" | "{";
  /** The key whose value the place is in or holds, in a map; the key being written has none yet. */
  readonly key: string | undefined;
  /** The keys or the values that stand in this bracket besides, as they are written. */
  readonly others: readonly string[];
}

/** A place in `[a, b]` or `{a: b}`, which may not be closed yet. */
export interface FlowPlace {
  readonly levels: readonly FlowLevel[];
  /** What stands at the place: from its first character to its last. */
  readonly start: number;
  readonly end: number;
  /** Whether a colon follows it, so that it is a key already. */
  readonly hasColon: boolean;
  /** Whether the character before it is a colon without a space. */
  readonly needsSpace: boolean;
}

/** Flow texts are one or a few lines; a bracket without an end must not cost the rest of the file. */
const longestFlow = 20_000;

interface Open {
  readonly open: "[" | "{";
  readonly tokens: Token[];
}

interface Token {
  start: number;
  end: number;
  key: string | undefined;
  keyStart: number;
  keyEnd: number;
  afterColon: number;
}

/**
 * Where a place stands in the flow text that begins with the bracket at `from`; undefined when it lies behind its end.
 */
export function flowAt(text: string, from: number, place: number): FlowPlace | undefined {
  const stack: Open[] = [];
  const limit = Math.min(text.length, from + longestFlow);
  let found: Found | undefined;
  let position = from;
  const find = (): void => {
    const token = current();
    if (token === undefined) return;
    found = { token, levels: stack.map((level) => ({ level, own: level.tokens.at(-1) as Token })) };
  };
  const begin = (level: Open, at: number): void => {
    level.tokens.push({ start: at, end: at, key: undefined, keyStart: at, keyEnd: at, afterColon: -1 });
  };
  const current = (): Token | undefined => stack.at(-1)?.tokens.at(-1);
  const close = (at: number): void => {
    const token = current();
    if (token === undefined) return;
    token.end = Math.max(token.start, trimmedEnd(text, token.start, at));
  };
  for (; position < limit; position++) {
    if (position === place && found === undefined) {
      find();
      if (found === undefined) return undefined;
    }
    const letter = text[position] as string;
    if (letter === "[" || letter === "{") {
      const level: Open = { open: letter, tokens: [] };
      stack.push(level);
      begin(level, position + 1);
    } else if (letter === "]" || letter === "}") {
      close(position);
      stack.pop();
      if (stack.length === 0) {
        position++;
        break;
      }
    } else if (letter === ",") {
      close(position);
      const level = stack.at(-1);
      if (level !== undefined) begin(level, position + 1);
    } else if (letter === '"' || letter === "'") {
      const end = quoteEnd(text, position, limit);
      if (place > position && place < end && found === undefined) find();
      position = end - 1;
    } else if (letter === ":" && stack.at(-1)?.open === "{" && isColon(text, position)) {
      const token = current();
      if (token !== undefined && token.key === undefined) {
        const start = firstOf(text, token.start, position);
        token.keyStart = start;
        token.keyEnd = Math.max(start, trimmedEnd(text, start, position));
        token.key = unquoted(text.slice(token.keyStart, token.keyEnd));
        token.afterColon = position + 1;
      }
    } else if (letter === "#" && isSpace(text[position - 1])) {
      const end = text.indexOf("\n", position);
      if (place > position && (end < 0 || place <= end)) return undefined;
      position = end < 0 ? limit : end - 1;
    } else if (letter === "\n" && stack.at(-1)?.open === "[" && isKeyLine(text, position + 1, limit)) {
      // The bracket was forgotten: the next line says something of its own.
      break;
    }
  }
  if (found === undefined && place === position) find();
  for (const level of stack) {
    const token = level.tokens.at(-1);
    if (token !== undefined && token.end === token.start)
      token.end = Math.max(token.start, trimmedEnd(text, token.start, position));
  }
  if (found === undefined || place > position) return undefined;
  return placed(text, place, found);
}

interface Found {
  readonly token: Token;
  readonly levels: readonly { readonly level: Open; readonly own: Token }[];
}

function placed(text: string, place: number, { levels, token }: Found): FlowPlace {
  const inValue = token.afterColon >= 0 && place >= token.afterColon;
  const from = inValue ? token.afterColon : token.start;
  const to = !inValue && token.key !== undefined ? token.keyEnd : token.end;
  let start = firstOf(text, from, Math.max(from, to));
  let end = Math.max(start, to);
  // Behind a value another word may follow: the kind of a link, a share of time.
  if (end > start && place > end && text.slice(end, place).trim() === "") end = place;
  if (place < start || place > end) {
    start = place;
    end = place;
  }
  return {
    start,
    end,
    hasColon: !inValue && token.key !== undefined,
    needsSpace: text[start - 1] === ":",
    levels: levels.map(({ level, own }, index) => {
      const isInnermost = index === levels.length - 1;
      return {
        open: level.open,
        key: isInnermost && !inValue ? undefined : own.key,
        others: level.tokens
          .filter((other) => other !== own)
          .map((other) => other.key ?? unquoted(text.slice(firstOf(text, other.start, other.end), other.end)))
          .filter((written) => written !== ""),
      };
    }),
  };
}

function isColon(text: string, position: number): boolean {
  const next = text[position + 1];
  return next === undefined || /[\s,[\]{}]/.test(next) || text[position - 1] === '"' || text[position - 1] === "'";
}

function isKeyLine(text: string, from: number, limit: number): boolean {
  return /^[ \t]*(?:- +)?[A-Za-z][\w-]*:[ \r\n]/.test(text.slice(from, Math.min(limit, from + 200)));
}

function quoteEnd(text: string, from: number, limit: number): number {
  const quote = text[from];
  for (let position = from + 1; position < limit; position++) {
    if (text[position] === "\\" && quote === '"') position++;
    else if (text[position] === quote) return position + 1;
    else if (text[position] === "\n") return position;
  }
  return limit;
}

function firstOf(text: string, from: number, end: number): number {
  let position = from;
  while (position < end && /\s/.test(text[position] as string)) position++;
  return position;
}

function trimmedEnd(text: string, from: number, end: number): number {
  let position = end;
  while (position > from && /\s/.test(text[position - 1] as string)) position--;
  return position;
}

export function unquoted(written: string): string {
  const first = written[0];
  return (first === '"' || first === "'") && written.length > 1 && written.endsWith(first)
    ? written.slice(1, -1)
    : written;
}
