import { lastAtOrBefore } from "../model/search.ts";
import type { Entry } from "../text/tree/node.ts";
import { type FlowLevel, flowAt, unquoted } from "./flow.ts";
import {
  indentAt,
  isSpace,
  type Line,
  type LinePart,
  lineAt,
  lineStartOf,
  nextLineStart,
  previousLineStart,
} from "./lines.ts";

/** What encloses a place: a key, or the dash or bracket of a list. */
export type Step = { readonly kind: "key"; readonly text: string; readonly start: number } | { readonly kind: "item" };

/**
 * Where in a text the cursor stands, before the table of fields says what it means there. It is found by indentation, so it is the
 * same while a line is half typed.
 */
export interface CursorPlace {
  /** What encloses it, outermost first. */
  readonly path: readonly Step[];
  /** Whether a key, or a value or an item of a list, stands or could stand here. */
  readonly kind: "key" | "value";
  /** The cursor itself. */
  readonly at: number;
  /** What stands here, from its first character to its last, without quotes; empty where nothing stands yet. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Whether a colon follows, so that a key is complete. */
  readonly hasColon: boolean;
  /** Whether a space has to come first: right behind a colon or a dash. */
  readonly needsSpace: boolean;
  readonly isFlow: boolean;
  /** Whether the line holds nothing else, so that what is written here may have several lines. */
  readonly isOwnLine: boolean;
  /** Where the line begins. */
  readonly lineStart: number;
  /** The column of what stands here, in block style. */
  readonly column: number;
  /** The keys or items beside it under the same parent. */
  readonly siblings: () => readonly string[];
}

/** Where the cursor stands; undefined in comments, in texts of several lines and behind what is complete. */
export function cursorAt(text: string, tree: Entry | undefined, offset: number): CursorPlace | undefined {
  const lineStart = lineStartOf(text, offset);
  const line = lineAt(text, lineStart);
  const at = Math.min(offset, line.end);
  const isBlank = line.indent < 0;
  if (isBlank && /#/.test(text.slice(lineStart, at))) return undefined;
  if (isBlank && text.startsWith("#", skipped(text, lineStart, line.end))) return undefined;
  const column = isBlank ? at - lineStart : line.indent;
  const enclosing = enclosingParts(text, tree, lineStart, column, line.parts[0]?.kind === "dash");
  const owner = enclosing.find(({ line: above, part }) => part === above.parts.at(-1) && above.rest !== "");
  if (owner !== undefined) {
    // A value that began on a line above goes on here.
    if (owner.line.rest[0] !== "[" && owner.line.rest[0] !== "{") return undefined;
    const above = enclosing.slice(0, enclosing.indexOf(owner) + 1).map(({ part }) => stepOf(part));
    return inFlow(text, above, owner.line.restStart, at, lineStart);
  }
  const path = enclosing.map(({ part }) => stepOf(part));
  const siblings = (): readonly string[] => siblingsOf(text, tree, lineStart, column, enclosing.at(-1)?.line.start);
  const common = { path, at, isFlow: false, lineStart, siblings };
  if (isBlank) {
    return {
      ...common,
      kind: "key",
      start: at,
      end: at,
      text: "",
      hasColon: false,
      needsSpace: false,
      isOwnLine: true,
      column,
    };
  }
  if (at < lineStart + line.indent) return undefined;
  return onLine(text, line, at, common);
}

function skipped(text: string, from: number, end: number): number {
  let position = from;
  while (position < end && isSpace(text[position])) position++;
  return position;
}

type Common = Pick<CursorPlace, "path" | "at" | "isFlow" | "lineStart" | "siblings">;

function onLine(text: string, line: Line, at: number, common: Common): CursorPlace | undefined {
  const path = [...common.path];
  for (const part of line.parts) {
    if (part.kind === "dash") {
      if (at <= part.start) return undefined;
      path.push({ kind: "item" });
    } else if (at <= part.end && at >= part.start) {
      const isFirst = part === line.parts[0];
      const [start, end] = withoutQuotes(text, part.start, part.end);
      const key = {
        ...common,
        path,
        kind: "key",
        start,
        end,
        text: part.text,
        hasColon: true,
        needsSpace: false,
      } as const;
      return { ...key, isOwnLine: isFirst && line.rest === "", column: part.column };
    } else if (at > part.end) {
      // Between a key and its colon nothing belongs.
      if (!text.slice(part.end, at).includes(":")) return undefined;
      path.push(stepOf(part));
    } else return undefined;
  }
  const last = line.parts.at(-1);
  const first = line.rest[0];
  if (at > line.restEnd && line.restEnd < line.end && /^[ \t]*#/.test(text.slice(line.restEnd, line.end))) {
    const hash = text.indexOf("#", line.restEnd);
    if (at > hash) return undefined;
  }
  if ((first === "[" || first === "{") && at > line.restStart)
    return inFlow(text, path, line.restStart, at, line.start);
  if (last?.kind === "key" && (first === "|" || first === ">")) return undefined;
  const isInside = at >= line.restStart && at <= line.restEnd;
  const from = isInside ? line.restStart : at;
  const to = isInside ? line.restEnd : at;
  // Behind the end of a value another word may follow: the kind of a link, a share of time.
  const goesOn = !isInside && at > line.restEnd && line.rest !== "";
  const [start, end] = withoutQuotes(text, goesOn ? line.restStart : from, goesOn ? at : to);
  const value = {
    ...common,
    path,
    start,
    end,
    text: text.slice(start, end),
    hasColon: false,
    isOwnLine: last === undefined,
  };
  const needsSpace = text[start - 1] === ":" || (last?.kind === "dash" && start === last.end);
  const column = last === undefined ? line.indent : start - line.start;
  // Behind a dash stands an item, or the first key of one; without any part it is a key that has no colon yet.
  return { ...value, kind: last === undefined ? "key" : "value", needsSpace, column };
}

function withoutQuotes(text: string, start: number, end: number): readonly [number, number] {
  const quote = text[start];
  if (start >= end || (quote !== '"' && quote !== "'")) return [start, end];
  return [start + 1, end > start + 1 && text[end - 1] === quote ? end - 1 : end];
}

function inFlow(
  text: string,
  path: readonly Step[],
  from: number,
  at: number,
  lineStart: number,
): CursorPlace | undefined {
  const place = flowAt(text, from, at);
  if (place === undefined) return undefined;
  const steps = [...path];
  for (const level of place.levels) {
    if (level.open === "[") steps.push({ kind: "item" });
    if (level.key !== undefined) steps.push({ kind: "key", text: level.key, start: at });
  }
  const innermost = place.levels.at(-1) as FlowLevel;
  const [start, end] = withoutQuotes(text, place.start, place.end);
  return {
    path: steps,
    at,
    kind: innermost.open === "{" && innermost.key === undefined ? "key" : "value",
    start,
    end,
    text: unquoted(text.slice(start, end)),
    hasColon: place.hasColon,
    needsSpace: place.needsSpace && start === place.start,
    isFlow: true,
    isOwnLine: false,
    lineStart,
    column: start - lineStart,
    siblings: () => innermost.others,
  };
}

function stepOf(part: LinePart): Step {
  return part.kind === "dash" ? { kind: "item" } : { kind: "key", text: part.text, start: part.start };
}

interface Enclosing {
  readonly line: Line;
  readonly part: LinePart;
}

/** The dashes and keys above a line that hold what stands in a column of it, outermost first. */
function enclosingParts(
  text: string,
  tree: Entry | undefined,
  lineStart: number,
  column: number,
  isDash: boolean,
): readonly Enclosing[] {
  const found: Enclosing[] = [];
  const top = topLevelAbove(tree, lineStart);
  let limit = column;
  let dashLimit = isDash ? column : -1;
  let start = previousLineStart(text, lineStart);
  while (start >= 0 && (limit > 0 || dashLimit === 0)) {
    if (top !== undefined && limit === top.indent && dashLimit < 0 && start > top.start) start = top.start;
    const indent = indentAt(text, start);
    if (indent >= 0 && (indent < limit || (indent === dashLimit && text[start + indent] !== "-"))) {
      const line = lineAt(text, start);
      for (const part of [...line.parts].reverse()) {
        const holdsDash =
          part.kind === "key" && part.column === dashLimit && line.rest === "" && line.parts.length === 1;
        if (part.column >= limit && !holdsDash) continue;
        found.push({ line, part });
        limit = part.column;
        dashLimit = part.kind === "dash" ? part.column : -1;
      }
      if (line.parts.length === 0 && indent < limit) {
        // A line that is no key: what stands below it belongs to something above it.
        limit = Math.max(indent, 0);
        if (limit === 0) break;
      }
    }
    start = previousLineStart(text, start);
  }
  return found.reverse();
}

/** The section above a line, and how far its records are indented: there is no need to look through all of them. */
function topLevelAbove(
  tree: Entry | undefined,
  lineStart: number,
): { readonly start: number; readonly indent: number } | undefined {
  const map = tree?.value;
  if (map?.kind !== "map" || map.flow) return undefined;
  const index = lastAtOrBefore(map.starts, lineStart - 1);
  const entry = map.entries[index];
  const value = entry?.value;
  if (value?.kind !== "map" || value.flow || value.indent === 0) return undefined;
  return { start: map.starts[index] ?? 0, indent: value.indent };
}

/** Keys and items in a column under the same parent, this line's own left out. */
function siblingsOf(
  text: string,
  tree: Entry | undefined,
  lineStart: number,
  column: number,
  parentStart: number | undefined,
): readonly string[] {
  if (column === 0 && tree?.value?.kind === "map") {
    const { entries, starts } = tree.value;
    return entries.flatMap(({ key }, index) =>
      key === undefined ||
      ((starts[index] ?? 0) + key.start >= lineStart && (starts[index] ?? 0) + key.start <= lineEnd(text, lineStart))
        ? []
        : [key.text],
    );
  }
  const found: string[] = [];
  const take = (start: number): boolean => {
    const indent = indentAt(text, start);
    if (indent < 0 || indent > column) return true;
    if (indent < column) return false;
    const line = lineAt(text, start);
    const part = line.parts[0];
    if (part?.kind === "key") found.push(part.text);
    else if (part?.kind === "dash" && line.parts.length === 1) found.push(unquoted(line.rest));
    return true;
  };
  for (
    let start = previousLineStart(text, lineStart);
    start >= 0 && start !== parentStart;
    start = previousLineStart(text, start)
  ) {
    if (!take(start)) break;
  }
  for (let start = nextLineStart(text, lineStart); start >= 0; start = nextLineStart(text, start)) {
    if (!take(start)) break;
  }
  return found;
}

function lineEnd(text: string, lineStart: number): number {
  const next = text.indexOf("\n", lineStart);
  return next < 0 ? text.length : next;
}
