import { applyTextEdits, type TextEdit } from "../text/editing/textEdits.ts";
import type { Checklist, ChecklistItem, ItemDetail, TextSpan } from "./checklist.ts";
import { cleanName, findWho, formatWho } from "./itemComment.ts";
import { readChecklist } from "./readChecklist.ts";

/** Where an item goes: beside another one, as its sibling, or to the end of a group. Numbers are indexes. */
export type ItemDestination =
  | { readonly kind: "before" | "after"; readonly item: number }
  | { readonly kind: "end"; readonly group: number };

/** What a person can do to a checklist. Items and groups are named by their index. */
export type ChecklistEdit =
  | { readonly kind: "tick"; readonly item: number; readonly done: boolean }
  | { readonly kind: "text"; readonly item: number; readonly text: string }
  | { readonly kind: "assign"; readonly item: number; readonly who: readonly string[] }
  | { readonly kind: "note"; readonly item: number; readonly text: string }
  | { readonly kind: "add"; readonly to: ItemDestination; readonly text: string }
  | { readonly kind: "remove"; readonly item: number }
  | { readonly kind: "move"; readonly item: number; readonly to: ItemDestination };

/** Text edits, and the index of the item concerned in the text after them; or why it can't be done, in a sentence. */
export type EditOutcome =
  | { readonly edits: readonly TextEdit[]; readonly item: number | undefined }
  | { readonly refused: string };

/**
 * Turns what a person does into the smallest edits of the text: a tick is one character, the rest touches the lines of
 * the item and nothing else. An edit whose result would not read back as what was meant is refused, never tried.
 */
export function editChecklist(checklist: Checklist, edit: ChecklistEdit): EditOutcome {
  const conflict = checklist.problems.find((problem) => problem.kind === "conflict");
  if (conflict !== undefined) return { refused: conflict.message };
  switch (edit.kind) {
    case "tick":
      return withItem(checklist, edit.item, (item) => tick(edit.item, item, edit.done));
    case "text":
      return withItem(checklist, edit.item, (item) => setText(checklist, edit.item, item, edit.text));
    case "assign":
      return withItem(checklist, edit.item, (item) => assign(checklist, edit.item, item, edit.who));
    case "note":
      return withItem(checklist, edit.item, (item) => addNote(checklist, edit.item, item, edit.text));
    case "add":
      return add(checklist, edit.to, edit.text);
    case "remove":
      return withItem(checklist, edit.item, (item) => remove(checklist, edit.item, item));
    case "move":
      return withItem(checklist, edit.item, (item) => move(checklist, edit.item, item, edit.to));
  }
}

/**
 * Moves an item with all that belongs to it into another text.
 * @returns the edits of both texts; `item` is its index in the target.
 */
export function moveBetween(
  from: Checklist,
  item: number,
  into: Checklist,
  to: ItemDestination,
): { readonly from: EditOutcome; readonly into: EditOutcome } {
  const taken = editChecklist(from, { kind: "remove", item });
  if ("refused" in taken) return { from: taken, into: taken };
  const conflict = into.problems.find((problem) => problem.kind === "conflict");
  if (conflict !== undefined) return { from: taken, into: { refused: conflict.message } };
  const source = from.items[item];
  const spot = findSpot(into, to);
  if (source === undefined || spot === undefined) return { from: taken, into: { refused: gone } };
  const block = splitLines(fitBlock(from.text, source, spot)).join(lineBreakOf(into.text, spot.at));
  const edits = [insertion(into.text, spot, block)];
  const moved = subtree(from, item);
  return { from: taken, into: checked(into, edits, insertedAt(into, spot.index, moved), spot.index) };
}

/** An item and all that are nested in it, in order. */
export function subtree(checklist: Checklist, item: number): readonly ChecklistItem[] {
  const root = checklist.items[item];
  if (root === undefined) return [];
  let end = item + 1;
  while (end < checklist.items.length && (checklist.items[end]?.level ?? 0) > root.level) end += 1;
  return checklist.items.slice(item, end);
}

const gone = "The item is not there any more.";
const unsafe = "This can't be done here without changing how the rest of the file reads. Edit it in the Markdown file.";

function withItem(checklist: Checklist, index: number, run: (item: ChecklistItem) => EditOutcome): EditOutcome {
  const item = checklist.items[index];
  return item === undefined ? { refused: gone } : run(item);
}

function tick(index: number, item: ChecklistItem, done: boolean): EditOutcome {
  if (item.done === done) return { edits: [], item: index };
  const { box } = item.place;
  return { edits: [{ start: box, end: box + 1, newText: done ? "x" : " " }], item: index };
}

function setText(checklist: Checklist, index: number, item: ChecklistItem, source: string): EditOutcome {
  const text = oneLine(source);
  if (text === "") return { refused: "An item needs a few words." };
  if (text === item.text) return { edits: [], item: index };
  const { textStart, textEnd, box, lineEnd } = item.place;
  const before = textStart === box + 2 ? " " : "";
  const after = textEnd < lineEnd && !isBlank(checklist.text.charCodeAt(textEnd)) ? " " : "";
  const edits = [{ start: textStart, end: textEnd, newText: before + text + after }];
  return checked(checklist, edits, replaced(checklist, index, { ...item, text }), index);
}

function assign(checklist: Checklist, index: number, item: ChecklistItem, names: readonly string[]): EditOutcome {
  const who = names.map(cleanName).filter((name) => name !== "");
  if (who.join("\n") === item.who.join("\n")) return { edits: [], item: index };
  const edit = assignment(checklist.text, item, formatWho(who));
  return checked(checklist, [edit], replaced(checklist, index, { ...item, who }), index);
}

function assignment(text: string, item: ChecklistItem, words: string): TextEdit {
  const { comment, textEnd, box } = item.place;
  if (comment === undefined) return { start: textEnd, end: textEnd, newText: ` <!-- ${words} -->` };
  const old = findWho(text, comment);
  if (old === undefined) {
    const end = trimBack(text, comment.start + 4, comment.end - 3);
    const after = end === comment.end - 3 ? " " : "";
    return { start: end, end, newText: ` ${words}${after}` };
  }
  if (words !== "") return { start: old.start, end: old.end, newText: words };
  const rest = text.slice(comment.start + 4, old.start) + text.slice(old.end, comment.end - 3);
  if (rest.trim() === "") {
    // Nothing else was in the comment, so it goes, with the space before it.
    return { start: Math.max(box + 2, trimBack(text, box + 2, comment.start)), end: comment.end, newText: "" };
  }
  return { start: trimBack(text, comment.start + 4, old.start), end: old.end, newText: "" };
}

function addNote(checklist: Checklist, index: number, item: ChecklistItem, source: string): EditOutcome {
  const note = oneLine(source);
  if (note === "") return { refused: "A note needs a few words." };
  const { text } = checklist;
  const { leadEnd, start, marker, contentColumn, indent } = item.place;
  const next = afterLine(text, item.place.lineEnd);
  const hasLine = leadEnd > next;
  const margin = hasLine
    ? leadingBlanks(text, next)
    : blanksOf(text.slice(start, marker)) + " ".repeat(contentColumn - indent);
  const edits = [insertLines(text, leadEnd, `${margin}note: ${note}`, lineBreakOf(text, start))];
  const details = [...item.details, { kind: "note" as const, text: note }];
  return checked(checklist, edits, replaced(checklist, index, { ...item, details }), index);
}

function add(checklist: Checklist, to: ItemDestination, source: string): EditOutcome {
  const text = oneLine(source);
  if (text === "") return { refused: "An item needs a few words." };
  const spot = findSpot(checklist, to);
  if (spot === undefined) return { refused: gone };
  const line = `${spot.margin}${spot.marker} [ ] ${text}`;
  const edits = [insertion(checklist.text, spot, line)];
  const item: Pick<ChecklistItem, "text" | "done" | "id" | "who" | "details"> = {
    text,
    done: false,
    id: undefined,
    who: [],
    details: [],
  };
  return checked(checklist, edits, insertedAt(checklist, spot.index, [item]), spot.index);
}

function remove(checklist: Checklist, index: number, item: ChecklistItem): EditOutcome {
  const { place } = item;
  if (!isAlone(checklist.text, item)) return { refused: unsafe };
  const edits = [removal(checklist.text, place)];
  const left = [...checklist.items.slice(0, index), ...checklist.items.slice(index + subtree(checklist, index).length)];
  return checked(checklist, edits, left, undefined);
}

function move(checklist: Checklist, index: number, item: ChecklistItem, to: ItemDestination): EditOutcome {
  const { text } = checklist;
  const block = subtree(checklist, index);
  const last = index + block.length - 1;
  if (to.kind !== "end" && to.item >= index && to.item <= last) {
    return to.item === index ? { edits: [], item: index } : { refused: "An item can't be moved into itself." };
  }
  const spot = findSpot(checklist, to);
  if (spot === undefined) return { refused: gone };
  if (!isAlone(text, item)) return { refused: unsafe };
  const { start, end } = item.place;
  const lines = fitBlock(text, item, spot);
  const without = [...checklist.items.slice(0, index), ...checklist.items.slice(last + 1)];
  const position = spot.index > index ? spot.index - block.length : spot.index;
  const expected = [...without.slice(0, position), ...block, ...without.slice(position)];
  const between = spot.at < start ? text.slice(spot.at, start) : text.slice(end, Math.max(end, spot.at));
  if (between.trim() === "") {
    const current = text.slice(start, end);
    const newText = lines + trailingBreak(current);
    if (newText === current) return { edits: [], item: index };
    return checked(checklist, [{ start, end, newText }], expected, position);
  }
  const edits = [removal(text, { start, end }), insertion(text, spot, lines)];
  return checked(checklist, edits, expected, position);
}

/** A place for new lines, and how a list item has to begin there. */
interface Spot {
  readonly at: number;
  /** Blanks before the bullet. */
  readonly margin: string;
  readonly marker: string;
  /** Index that the item will have. */
  readonly index: number;
  /** A blank line belongs before or after the new lines: they begin a list, or the items of this one stand apart. */
  readonly blankBefore: boolean;
  readonly blankAfter: boolean;
}

function findSpot(checklist: Checklist, to: ItemDestination): Spot | undefined {
  const { text, items, groups } = checklist;
  if (to.kind === "end") {
    const group = groups[to.group];
    if (group === undefined) return undefined;
    const last = items.findLastIndex((item) => item.group === to.group && item.level === 0);
    if (last >= 0) return findSpot(checklist, { kind: "after", item: last });
    const index = items.findIndex((item) => item.group > to.group);
    const at = group.open ? group.end : group.start;
    const above = previousLine(text, at);
    return {
      at,
      margin: "",
      marker: "-",
      index: index < 0 ? items.length : index,
      blankBefore: above >= 0 && !isBlankLine(text, above),
      blankAfter: at < text.length && !isBlankLine(text, at),
    };
  }
  const beside = items[to.item];
  if (beside === undefined) return undefined;
  const { place } = beside;
  const margin = blanksOf(text.slice(place.start, place.marker));
  const marker = markerOf(text, beside);
  const apart = standsApart(checklist, to.item);
  if (to.kind === "before") {
    return { at: place.start, margin, marker, index: to.item, blankBefore: false, blankAfter: apart };
  }
  const index = to.item + subtree(checklist, to.item).length;
  return { at: place.end, margin, marker: following(marker), index, blankBefore: apart, blankAfter: false };
}

/** Whether blank lines stand between this item and one beside it. */
function standsApart(checklist: Checklist, index: number): boolean {
  const { items, text } = checklist;
  const item = items[index];
  if (item === undefined) return false;
  const isGap = (start: number, end: number): boolean => end > start && text.slice(start, end).trim() === "";
  let before = index - 1;
  while (before >= 0 && (items[before]?.level ?? 0) > item.level) before -= 1;
  const previous = items[before];
  if (previous?.level === item.level && isGap(previous.place.end, item.place.start)) return true;
  const next = items[index + subtree(checklist, index).length];
  return next?.level === item.level && isGap(item.place.end, next.place.start);
}

function insertion(text: string, spot: Spot, lines: string): TextEdit {
  const lineBreak = lineBreakOf(text, spot.at);
  const edit = insertLines(text, spot.at, lines, lineBreak);
  const before = spot.blankBefore ? lineBreak : "";
  const after = spot.blankAfter ? lineBreak : "";
  return { ...edit, newText: before + edit.newText + after };
}

/** Whole lines put in at the start of a line, or after a last line that has no line break. */
function insertLines(text: string, at: number, lines: string, lineBreak: string): TextEdit {
  const endsLine = at === 0 || isBreak(text.charCodeAt(at - 1)) || (at === 1 && text.charCodeAt(0) === 0xfeff);
  return { start: at, end: at, newText: endsLine ? lines + lineBreak : lineBreak + lines };
}

/** Takes lines out, and one of two blank lines that would meet. */
function removal(text: string, lines: TextSpan): TextEdit {
  let { start, end } = lines;
  const hasNoBreak = end === text.length && end > 0 && !isBreak(text.charCodeAt(end - 1));
  if (hasNoBreak) {
    if (start > 0 && text.charCodeAt(start - 1) === 10) start -= text.charCodeAt(start - 2) === 13 ? 2 : 1;
    else if (start > 0 && text.charCodeAt(start - 1) === 13) start -= 1;
    return { start, end, newText: "" };
  }
  const before = previousLine(text, start);
  if (end < text.length && isBlankLine(text, end) && before >= 0 && isBlankLine(text, before))
    end = nextLine(text, end);
  return { start, end, newText: "" };
}

/** The item's lines as they have to read at another place, without the last line break. */
function fitBlock(text: string, item: ChecklistItem, spot: Spot): string {
  const { start, marker, end, contentColumn } = item.place;
  const source = text.slice(start, end);
  const body = source.slice(0, source.length - trailingBreak(source).length);
  const own = markerOf(text, item);
  const bullet = kindOf(own) === kindOf(spot.marker) ? own : spot.marker;
  if (text.slice(start, marker) === spot.margin && bullet === own) return body;
  const afterBullet = body.slice(marker - start + own.length);
  const shift = columnsOf(spot.margin + bullet + leadingBlanks(afterBullet, 0)) - contentColumn;
  return (spot.margin + bullet + afterBullet).replace(
    /(\r\n|\n|\r)([ \t]*)(?=[^ \t\r\n])/g,
    (_, lineBreak: string, blanks: string) => lineBreak + shiftBlanks(blanks, shift, contentColumn),
  );
}

/** Moves a line's indentation by columns; a line with less of it than its item asks for stays as it is. */
function shiftBlanks(blanks: string, shift: number, contentColumn: number): string {
  const columns = columnsOf(blanks);
  return shift === 0 || columns < contentColumn ? blanks : " ".repeat(Math.max(0, columns + shift));
}

/** What the items should be once more, read from the text after the edits; else the edits are not made. */
function checked(
  checklist: Checklist,
  edits: readonly TextEdit[],
  expected: readonly Pick<ChecklistItem, "text" | "done" | "id" | "who" | "details">[],
  item: number | undefined,
): EditOutcome {
  const text = applyTextEdits(checklist.text, edits);
  if (text === checklist.text) return { edits: [], item };
  const after = readChecklist(text);
  const isSame =
    after.items.length === expected.length &&
    after.groups.length === checklist.groups.length &&
    after.items.every((found, index) => {
      const wanted = expected[index];
      return wanted !== undefined && sameContent(found, wanted);
    });
  return isSame ? { edits, item } : { refused: unsafe };
}

function sameContent(
  a: Pick<ChecklistItem, "text" | "done" | "id" | "who" | "details">,
  b: Pick<ChecklistItem, "text" | "done" | "id" | "who" | "details">,
): boolean {
  return (
    a.text === b.text &&
    a.done === b.done &&
    a.id === b.id &&
    a.who.length === b.who.length &&
    a.who.every((name, index) => name === b.who[index]) &&
    sameLines(a.details, b.details)
  );
}

/** The same lines below an item, wherever a note was put among them. */
function sameLines(a: readonly ItemDetail[], b: readonly ItemDetail[]): boolean {
  if (a.length !== b.length) return false;
  if (a.every((detail, index) => detail.text === b[index]?.text)) return true;
  const texts = b.map((detail) => detail.text).sort();
  return a
    .map((detail) => detail.text)
    .sort()
    .every((text, index) => text === texts[index]);
}

function replaced(checklist: Checklist, index: number, item: ChecklistItem): readonly ChecklistItem[] {
  return checklist.items.with(index, item);
}

function insertedAt<T>(checklist: Checklist, index: number, items: readonly T[]): readonly (ChecklistItem | T)[] {
  return [...checklist.items.slice(0, index), ...items, ...checklist.items.slice(index)];
}

/** Whether nothing but blanks stands before the bullet: else its line belongs to an outer list item as well. */
function isAlone(text: string, item: ChecklistItem): boolean {
  return text.slice(item.place.start, item.place.marker).trim() === "";
}

/** One line of text as a list item can hold it. */
function oneLine(source: string): string {
  return source.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim();
}

function markerOf(text: string, item: ChecklistItem): string {
  return /^(?:[-*+]|\d+[.)])/.exec(text.slice(item.place.marker, item.place.marker + 10))?.[0] ?? "-";
}

/** Bullets and delimiters that stand in one list are alike. */
function kindOf(marker: string): string {
  return marker.at(-1) ?? "";
}

function following(marker: string): string {
  const number = /^\d+/.exec(marker)?.[0];
  if (number === undefined || number.length >= 9) return marker;
  return `${Number(number) + 1}${marker.slice(number.length)}`;
}

function blanksOf(source: string): string {
  return source.replace(/[^\t]/g, " ");
}

function leadingBlanks(text: string, at: number): string {
  let end = at;
  while (end < text.length && isBlank(text.charCodeAt(end))) end += 1;
  return text.slice(at, end);
}

function trimBack(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isBlank(text.charCodeAt(at - 1))) at -= 1;
  return at;
}

function columnsOf(blanks: string): number {
  let column = 0;
  for (const blank of blanks) column += blank === "\t" ? 4 - (column % 4) : 1;
  return column;
}

function splitLines(text: string): readonly string[] {
  return text.split(/\r\n|\n|\r/);
}

function trailingBreak(text: string): string {
  return /(?:\r\n|\n|\r)$/.exec(text.slice(-2))?.[0] ?? "";
}

/** The line break used around a place, else the text's first one, else a line feed. */
function lineBreakOf(text: string, near = 0): string {
  const after = /\r\n|\n|\r/.exec(text.slice(near, near + 2_000))?.[0];
  if (after !== undefined) return after;
  const before = /(?:\r\n|\n|\r)(?=[^\r\n]*$)/.exec(text.slice(Math.max(0, near - 2_000), near))?.[0];
  return before ?? "\n";
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

function isBreak(code: number): boolean {
  return code === 10 || code === 13;
}

function afterLine(text: string, lineEnd: number): number {
  if (lineEnd >= text.length) return lineEnd;
  return text.charCodeAt(lineEnd) === 13 && text.charCodeAt(lineEnd + 1) === 10 ? lineEnd + 2 : lineEnd + 1;
}

function nextLine(text: string, start: number): number {
  let at = start;
  while (at < text.length && !isBreak(text.charCodeAt(at))) at += 1;
  return afterLine(text, at);
}

/** Start of the line before the one that starts here; -1 when there is none. */
function previousLine(text: string, start: number): number {
  if (start <= 0) return -1;
  let at = start - 1;
  if (at > 0 && text.charCodeAt(at) === 10 && text.charCodeAt(at - 1) === 13) at -= 1;
  while (at > 0 && !isBreak(text.charCodeAt(at - 1))) at -= 1;
  return at;
}

function isBlankLine(text: string, start: number): boolean {
  let at = start;
  while (at < text.length && (isBlank(text.charCodeAt(at)) || text.charCodeAt(at) === 0xfeff)) at += 1;
  return at === text.length || isBreak(text.charCodeAt(at));
}
