import {
  isSectionName,
  progressKey,
  projectFields,
  type SectionName,
  sectionOf,
  versionKey,
} from "../../model/fields/index.ts";
import { isId, nearest } from "../../model/identifier.ts";
import { isMarkLine } from "../tree/conflictMarks.ts";
import { type Entry, readTree } from "../tree/index.ts";

/** The line that says that a text is a slice, or was meant to. */
export interface HeaderLine {
  readonly start: number;
  /** Without its line break. */
  readonly end: number;
  /** Whether nothing stands before it. */
  readonly isFirst: boolean;
  /** Whether it stands first and is written as it should be. */
  readonly isRight: boolean;
}

const rightHeader = /^gantry[ \t]*:[ \t]+\d/;
/** The word with something missing or too much: no colon, no number, quotes, capitals, a column too far to the right. */
const nearHeader = /^[ \t]*["']?gantry["']?[ \t]*:?[ \t]*(?:["']?v?\d[\d.]*["']?)?[ \t]*(?:#.*)?$/i;
/** A key with a bare number, as a header with a typing mistake in its word. */
const wordWithNumber = /^["']?([A-Za-z][\w-]*)["']?[ \t]*:[ \t]*\d{1,6}[ \t]*(?:#.*)?$/;
const topLevelKey = /^["']?([A-Za-z][\w-]*)["']?[ \t]*:(?=[ \t]|$)/;

/** Whether a line says nothing: a blank one, a comment, the mark of a document or of a conflict. */
export function saysNothing(line: string): boolean {
  return /^\uFEFF?(?:[ \t]*(?:#|$)|---(?:[ \t]|$)|%)/.test(line) || isMarkLine(line);
}

interface Line {
  readonly text: string;
  readonly start: number;
}

function* linesOf(text: string): Generator<Line> {
  let start = text.startsWith("\uFEFF") ? 1 : 0;
  while (start < text.length) {
    const found = text.indexOf("\n", start);
    const end = found < 0 ? text.length : found;
    const line = text.slice(start, text[end - 1] === "\r" ? end - 1 : end);
    if (!saysNothing(line)) yield { text: line, start };
    start = end + 1;
  }
}

/**
 * Whether a YAML text is part of a project: it begins with `gantry: 1`. A text whose first line is damaged or missing is one too where
 * the rest leaves no doubt (all its sections are ours, and one holds a record as we write it), so that a slip of the hand takes
 * nothing out of the plan; then a problem says so. Files of other programs are none, and are seldom read beyond their first line.
 * @param tree what the text says, where that is known already.
 */
export function isSlice(text: string, tree?: Entry): boolean {
  const lines = linesOf(text);
  const first = lines.next();
  if (first.done) return false;
  if (rightHeader.test(first.value.text)) return true;
  if (!mayBeginSlice(first.value.text)) return false;
  const isNear = nearHeader.test(first.value.text);
  if (isNear && /\d/.test(first.value.text)) return true;
  const second = lines.next();
  // A word with lines of its own below it is someone else's section.
  if (isNear) return second.done === true || !/^[ \t]/.test(second.value.text) || /^[ \t]/.test(first.value.text);
  return hasOurSections(text) && (headerLine(text) !== undefined || hasOurRecords(tree ?? readTree(text)));
}

/** Whether a file whose first line that says something is this one can be a slice at all. */
export function mayBeginSlice(line: string): boolean {
  const plain = line.startsWith("\uFEFF") ? line.slice(1) : line;
  if (nearHeader.test(plain)) return true;
  const key = topLevelKey.exec(plain)?.[1];
  return key !== undefined && (isOurKey(key) || isNearlyHeader(plain));
}

/** Where a text says, or was meant to say, that it is a slice. */
export function headerLine(text: string): HeaderLine | undefined {
  let isFirst = true;
  for (const { text: line, start } of linesOf(text)) {
    const place = { start, end: start + line.length };
    if (rightHeader.test(line)) return { ...place, isFirst, isRight: isFirst };
    if (isFirst && (nearHeader.test(line) || isNearlyHeader(line))) return { ...place, isFirst, isRight: false };
    isFirst = false;
  }
  return undefined;
}

function isNearlyHeader(line: string): boolean {
  const word = wordWithNumber.exec(line)?.[1];
  return word !== undefined && !isOurKey(word) && nearest(word, [versionKey]) !== undefined;
}

function isOurKey(key: string): boolean {
  return (
    key === versionKey ||
    key === progressKey ||
    key.startsWith("x-") ||
    isSectionName(key) ||
    Object.hasOwn(projectFields, key)
  );
}

/** Whether every line at the margin is one of our keys; the first one may be a damaged header. */
function hasOurSections(text: string): boolean {
  let isFirst = true;
  for (const { text: line } of linesOf(text)) {
    // Items and closing brackets may stand at the margin, below their key.
    if (/^[ \t]/.test(line) || (!isFirst && /^[-\]}]/.test(line))) continue;
    const key = topLevelKey.exec(line)?.[1];
    if (!(key !== undefined && isOurKey(key)) && !(isFirst && isNearlyHeader(line))) return false;
    isFirst = false;
  }
  return true;
}

function hasOurRecords({ value }: Entry): boolean {
  if (value?.kind !== "map") return false;
  return value.entries.some(({ key, value: held }) => {
    const name = key?.text ?? "";
    if (held === undefined || held.kind === "scalar") return false;
    if (name === progressKey) return held.entries.some(isOurLogEntry);
    return isSectionName(name) && held.kind === "map" && held.entries.some((record) => isOurRecord(name, record));
  });
}

/** Whether it has a name, something else that such a record states, and nothing that it does not. */
function isOurRecord(section: SectionName, { key, value }: Entry): boolean {
  if (key === undefined || !isId(key.text) || value?.kind !== "map" || value.entries.length < 2) return false;
  const { fields } = sectionOf(section);
  const names = value.entries.map((field) => field.key?.text ?? "");
  return names.includes("name") && names.every((name) => Object.hasOwn(fields, name) || name.startsWith("x-"));
}

function isOurLogEntry({ value }: Entry): boolean {
  if (value?.kind !== "map") return false;
  const names = new Set(value.entries.map(({ key }) => key?.text));
  return names.has("at") && (names.has("task") || names.has("cost") || names.has("item"));
}
