import type { ValueType } from "../../model/fields/index.ts";
import { quote } from "../reading/readValue.ts";
import type { Scalar, Value } from "../tree/node.ts";
import type { Change } from "./compose.ts";
import { Refusal } from "./draft.ts";
import type { FieldText } from "./edit.ts";
import {
  blockHeaderEnd,
  childrenOf,
  colonEnd,
  columnOf,
  contentEnd,
  endsWithoutBreak,
  headStart,
  isBlockScalar,
  lineEndingOf,
  lineEndOf,
  lineStartOf,
  nextLineOf,
  type Spot,
  spacesAt,
  tailEnd,
  takesBlankLines,
} from "./layout.ts";
import { blockText, isFreeText, scalarText } from "./scalarText.ts";

/** How a file writes. */
export interface Manner {
  readonly lineEnding: string;
  /** Spaces for each level. */
  readonly indentation: number;
}

/** A text as it stands behind a key, and the lines below it if it takes some. */
interface Written {
  readonly inLine: string;
  readonly below: readonly string[];
}

/**
 * A list of one is written as that one where lists are usually so and none stands there; a list of none, and a text of none, is
 * nothing.
 */
export function tidied(
  value: FieldText | undefined,
  type: ValueType | undefined,
  present?: Value | undefined,
): FieldText | undefined {
  if (value === undefined || value.length === 0) return undefined;
  if (typeof value === "string" || value.length > 1 || type?.kind !== "list" || present?.kind === "list") return value;
  const { kind } = type.of;
  return kind === "reference" || kind === "dependency" || kind === "assignment" ? value[0] : value;
}

/** Refuses values of fields that hold lines of their own, such as holidays. */
export function requireSimple(field: string, type: ValueType | undefined): void {
  if (type?.kind === "map" || type?.kind === "group" || type?.kind === "nested") {
    throw new Refusal(`“${field}” holds lines of its own. Edit it in the file.`);
  }
}

function isOnePerLine(type: ValueType | undefined): boolean {
  return type?.kind === "list" && type.of.kind === "dependency";
}

/** A value between brackets. */
export function flowText(value: FieldText, type: ValueType | undefined): string {
  const isFree = isFreeText(type);
  if (typeof value === "string") return scalarText(value, { inFlow: true, isFree });
  return `[${value.map((item) => scalarText(item, { inFlow: true, isFree })).join(", ")}]`;
}

/** A new value behind a block key of that column. */
function written(value: FieldText, type: ValueType | undefined, column: number, { indentation }: Manner): Written {
  const isFree = isFreeText(type);
  const margin = " ".repeat(column + indentation);
  if (typeof value !== "string") {
    if (!isOnePerLine(type) || value.length < 2) return { inLine: flowText(value, type), below: [] };
    return { inLine: "", below: value.map((item) => `${margin}- ${scalarText(item, { inFlow: false, isFree })}`) };
  }
  const block = blockText(value);
  if (block === undefined) return { inLine: scalarText(value, { inFlow: false, isFree }), below: [] };
  return { inLine: block.header, below: indented(block.lines, margin) };
}

function indented(lines: readonly string[], margin: string): readonly string[] {
  return lines.map((line) => (line === "" ? "" : margin + line));
}

/** A field on lines of its own. */
export function fieldLines(
  key: string,
  value: FieldText,
  type: ValueType | undefined,
  column: number,
  manner: Manner,
): readonly string[] {
  const { inLine, below } = written(value, type, column, manner);
  return [`${" ".repeat(column)}${key}:${inLine === "" ? "" : ` ${inLine}`}`, ...below];
}

/** Puts whole lines before the line that begins at `offset`, or behind the text's last line. */
export function insertLines(text: string, offset: number, lines: readonly string[], lineEnding: string): Change {
  const isLast = offset === text.length && endsWithoutBreak(text) && text !== "\uFEFF";
  const added = isLast ? lineEnding + lines.join(lineEnding) : lines.map((line) => line + lineEnding).join("");
  return { start: offset, end: offset, text: added };
}

/** The changes that give a present key or list item another value. */
export function replaceValue(
  text: string,
  spot: Spot,
  value: FieldText,
  type: ValueType | undefined,
  inFlow: boolean,
  manner: Manner,
): readonly Change[] {
  const present = spot.entry.value;
  const end = contentEnd(text, spot);
  if (typeof value !== "string" && present?.kind === "list") return replaceItems(text, spot, value, type, manner);
  if (inFlow) {
    const style = present?.kind === "scalar" ? present.style : undefined;
    const added =
      typeof value === "string"
        ? scalarText(value, { inFlow, isFree: isFreeText(type), style })
        : flowText(value, type);
    if (present !== undefined) return [{ start: spot.start + present.start, end, text: added }];
    const colon = spot.entry.key === undefined ? undefined : colonEnd(text, spot);
    return [{ start: end, end, text: `${colon === undefined ? ": " : " "}${added}` }];
  }
  const next = inStyle(value, type, present, columnOf(text, spot), manner);
  if (present !== undefined && isInLine(present)) {
    return [
      {
        start: next.inLine === "" ? (behindKey(text, spot) ?? spot.start) : spot.start + present.start,
        end,
        text: next.inLine,
      },
      ...below(text, end, next.below, manner),
    ];
  }
  if (present?.kind === "scalar") return replaceBlockScalar(text, spot, present, next, manner);
  if (present !== undefined) return replaceBlock(text, spot, next, manner);
  const colon = colonEnd(text, spot);
  const added = next.inLine === "" ? "" : ` ${next.inLine}`;
  return [{ start: end, end, text: (colon === undefined ? ":" : "") + added }, ...below(text, end, next.below, manner)];
}

function isInLine(value: Value): boolean {
  return value.kind === "scalar" ? !isBlockScalar(value) : value.flow;
}

/** Keeps quotes as quotes and blocks as blocks. */
function inStyle(
  value: FieldText,
  type: ValueType | undefined,
  present: Value | undefined,
  column: number,
  manner: Manner,
): Written {
  if (typeof value === "string" && present?.kind === "scalar") {
    const { style } = present;
    const margin = " ".repeat(column + manner.indentation);
    if (style === "literal" || style === "folded") {
      const block =
        blockText(value, style === "folded" ? ">" : "|") ?? (value.includes("\n") ? undefined : oneLine(value, style));
      if (block !== undefined) return { inLine: block.header, below: indented(block.lines, margin) };
    } else if (style !== "plain") {
      return { inLine: scalarText(value, { inFlow: false, isFree: isFreeText(type), style }), below: [] };
    }
  }
  return written(value, type, column, manner);
}

function oneLine(value: string, style: "literal" | "folded"): ReturnType<typeof blockText> {
  return blockText(`${value}\n`) && { header: style === "literal" ? "|-" : ">-", lines: [value] };
}

function below(text: string, offset: number, lines: readonly string[], { lineEnding }: Manner): readonly Change[] {
  return lines.length === 0 ? [] : [insertLines(text, nextLineOf(text, offset), lines, lineEnding)];
}

function behindKey(text: string, spot: Spot): number | undefined {
  return colonEnd(text, spot);
}

/** The lines of a block go, its header's comment stays. */
function replaceBlockScalar(
  text: string,
  spot: Spot,
  scalar: Scalar,
  next: Written,
  manner: Manner,
): readonly Change[] {
  const start = spot.start + scalar.start;
  const from = nextLineOf(text, start);
  const to = Math.max(from, nextLineOf(text, contentEnd(text, spot)));
  const header = text.slice(start, blockHeaderEnd(text, start));
  const usual = columnOf(text, spot) + manner.indentation;
  const present = from < to ? spacesAt(text, from) : 0;
  // The lines keep their margin, unless a number in the header says it.
  const margin = present > usual - manner.indentation && !/[1-9]/.test(header) ? present : usual;
  const isBlock = /^[|>]/.test(next.inLine);
  return [
    { start, end: start + header.length, text: next.inLine },
    replaceLines(text, from, to, isBlock ? shifted(next.below, usual, margin) : next.below, manner),
  ];
}

function shifted(lines: readonly string[], from: number, to: number): readonly string[] {
  return lines.map((line) => (line === "" ? "" : " ".repeat(to) + line.slice(from)));
}

/** A block list or map gives way to a value behind its key. */
function replaceBlock(text: string, spot: Spot, next: Written, manner: Manner): readonly Change[] {
  const colon = colonEnd(text, spot);
  if (colon === undefined) throw new Refusal(cannotEdit(spot));
  const from = nextLineOf(text, colon);
  const added = next.inLine === "" ? "" : ` ${next.inLine}`;
  return [{ start: colon, end: colon, text: added }, replaceLines(text, from, tailEnd(text, spot), next.below, manner)];
}

function replaceLines(
  text: string,
  from: number,
  to: number,
  lines: readonly string[],
  { lineEnding }: Manner,
): Change {
  if (from >= to) return insertLines(text, to, lines, lineEnding);
  if (lines.length > 0) {
    const isLast = to === text.length && endsWithoutBreak(text);
    return { start: from, end: to, text: lines.join(lineEnding) + (isLast ? "" : lineEnding) };
  }
  return { ...withoutLines(text, from, to), text: "" };
}

/** The range of whole lines; at the end of a text without a last line break, with the line break before them. */
export function withoutLines(text: string, from: number, to: number): { readonly start: number; readonly end: number } {
  if (to < text.length || !endsWithoutBreak(text) || from === 0) return { start: from, end: to };
  return { start: from - (text.charCodeAt(from - 2) === 13 ? 2 : 1), end: to };
}

function cannotEdit({ entry }: Spot): string {
  return `${quote(entry.key?.text ?? "")} is written in a way that can't be edited from here. Edit it in the file.`;
}

/** Items that stay are left alone; the others are replaced, put in or taken out. */
function replaceItems(
  text: string,
  spot: Spot,
  items: readonly string[],
  type: ValueType | undefined,
  manner: Manner,
): readonly Change[] {
  const list = spot.entry.value;
  if (list?.kind !== "list") return [];
  const present = childrenOf(spot);
  const texts = present.map(({ entry: { value } }) => (value?.kind === "scalar" ? value.text : undefined));
  let same = 0;
  while (same < items.length && same < texts.length && items[same] === texts[same]) same++;
  let sameEnd = 0;
  while (
    sameEnd < Math.min(items.length, texts.length) - same &&
    items[items.length - 1 - sameEnd] === texts[texts.length - 1 - sameEnd]
  ) {
    sameEnd++;
  }
  const old = present.slice(same, present.length - sameEnd);
  const next = items.slice(same, items.length - sameEnd);
  const replaced = Math.min(old.length, next.length);
  const changes: Change[] = [];
  for (let index = 0; index < replaced; index++) {
    changes.push(...replaceValue(text, old[index] as Spot, next[index] as string, type, list.flow, manner));
  }
  const surplus = old.slice(replaced).map((_, index) => same + replaced + index);
  changes.push(...removeEntries(text, spot, surplus));
  const added = next.slice(replaced);
  if (added.length > 0) changes.push(addItems(text, spot, same + replaced, added, type, manner));
  return changes;
}

function addItems(
  text: string,
  spot: Spot,
  index: number,
  items: readonly string[],
  type: ValueType | undefined,
  manner: Manner,
): Change {
  const list = spot.entry.value;
  const isFree = isFreeText(type);
  const flow = list?.kind === "list" && list.flow;
  const texts = items.map((item) => scalarText(item, { inFlow: flow, isFree }));
  if (flow) return insertInFlow(text, spot, index, texts);
  const present = childrenOf(spot);
  const before = present[index - 1];
  const first = present[0];
  if (first === undefined) throw new Refusal(cannotEdit(spot));
  const margin = " ".repeat(columnOf(text, first));
  const lines = texts.map((item) => `${margin}- ${item}`);
  return insertLines(
    text,
    before === undefined ? lineStartOf(text, first.start) : tailEnd(text, before),
    lines,
    manner.lineEnding,
  );
}

/** Puts entries between brackets, before the one with that number. */
export function insertInFlow(text: string, container: Spot, index: number, entries: readonly string[]): Change {
  const present = childrenOf(container);
  const before = present[index - 1];
  if (before !== undefined) {
    const at = contentEnd(text, before);
    return { start: at, end: at, text: entries.map((entry) => `, ${entry}`).join("") };
  }
  const next = present[0];
  if (next !== undefined)
    return { start: next.start, end: next.start, text: entries.map((entry) => `${entry}, `).join("") };
  const at = container.start + (container.entry.value?.start ?? 0) + 1;
  return { start: at, end: at, text: entries.join(", ") };
}

/** Takes entries out of a map or a list, by their numbers in rising order; in a block, whole lines. */
export function removeEntries(text: string, container: Spot, indices: readonly number[]): readonly Change[] {
  const { value } = container.entry;
  if (value === undefined || value.kind === "scalar") return [];
  const present = childrenOf(container);
  const changes: Change[] = [];
  for (let at = 0; at < indices.length; ) {
    const first = indices[at] as number;
    let last = first;
    while (indices[at + 1] === last + 1) {
      last++;
      at++;
    }
    at++;
    changes.push(
      value.flow ? withoutFlow(text, present, first, last) : withoutBlock(text, container, present, first, last, false),
    );
  }
  return changes;
}

function withoutFlow(text: string, present: readonly Spot[], first: number, last: number): Change {
  const before = present[first - 1];
  const next = present[last + 1];
  const from = present[first] as Spot;
  if (before !== undefined)
    return { start: contentEnd(text, before), end: contentEnd(text, present[last] as Spot), text: "" };
  if (next !== undefined) return { start: from.start, end: next.start, text: "" };
  return { start: from.start, end: behindComma(text, contentEnd(text, present[last] as Spot)), text: "" };
}

function behindComma(text: string, offset: number): number {
  return text.charCodeAt(offset) === 44 ? offset + 1 : offset;
}

/**
 * Takes entries out of a block, with the comments directly above if `withComments`; of the blank lines before and after, one side
 * stays.
 */
export function withoutBlock(
  text: string,
  container: Spot,
  present: readonly Spot[],
  first: number,
  last: number,
  withComments: boolean,
): Change {
  const from = present[first] as Spot;
  const floor = nextLineOf(text, first === 0 ? keyEnd(container) : contentEnd(text, present[first - 1] as Spot));
  let start = withComments
    ? headStart(text, from, floor)
    : lineStartOf(text, from.start + (from.entry.key?.start ?? 0));
  let end = tailEnd(text, present[last] as Spot);
  const blankBefore = blankLinesBefore(text, start, floor);
  const blankAfter = blankLinesAfter(text, end);
  const isLast = present[last + 1] === undefined;
  const hasBefore = blankBefore < start;
  if (first > 0 && takesBlankLines(text, present[first - 1] as Spot)) end = blankAfter;
  else if (isLast && hasBefore && (blankAfter > end || end >= text.length)) start = blankBefore;
  else if (!isLast && (hasBefore || first === 0)) end = blankAfter;
  return { ...withoutLines(text, start, end), text: "" };
}

function keyEnd({ entry, start }: Spot): number {
  return start + (entry.key?.end ?? 0);
}

function blankLinesBefore(text: string, offset: number, floor: number): number {
  let at = offset;
  while (at > floor) {
    const line = lineStartOf(text, at - 1);
    if (line < floor || skipBlankLine(text, line) !== at) break;
    at = line;
  }
  return at;
}

function blankLinesAfter(text: string, offset: number): number {
  let at = offset;
  for (;;) {
    const next = skipBlankLine(text, at);
    if (next === at) return at;
    at = next;
  }
}

function skipBlankLine(text: string, lineStart: number): number {
  const end = lineEndOf(text, lineStart);
  for (let at = lineStart; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code !== 32 && code !== 9) return lineStart;
  }
  return nextLineOf(text, lineStart);
}

export function mannerOf(text: string, indentation: number): Manner {
  return { lineEnding: lineEndingOf(text), indentation };
}
