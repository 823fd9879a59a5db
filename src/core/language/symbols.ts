import { isSectionName, progressKey, type SectionName } from "../model/fields/index.ts";
import type { ProjectReading, RecordPlace, RecordReading, Slice } from "../text/reading/index.ts";
import { readRecord } from "../text/reading/readRecord.ts";
import type { Entry } from "../text/tree/node.ts";
import { matches } from "./completion.ts";
import { type FileRange, keyRange } from "./target.ts";

export type SymbolKind = "section" | "fact" | "task" | "stage" | "milestone" | "person" | "record" | "log";

/** Something a file says that has a name, for outlines. Offsets of the file's text. */
export interface DocumentSymbol {
  readonly name: string;
  readonly detail: string;
  readonly kind: SymbolKind;
  /** All of it, without the blank lines behind. */
  readonly start: number;
  readonly end: number;
  /** Its key. */
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly children: readonly DocumentSymbol[];
}

/** What a slice holds: its facts and sections, their records, and the tasks of stages. */
export function documentSymbols({ text, tree }: Slice): readonly DocumentSymbol[] {
  if (tree.value?.kind !== "map") return [];
  const { entries, starts } = tree.value;
  return entries.flatMap((entry, index): readonly DocumentSymbol[] => {
    const { key, value } = entry;
    if (key === undefined || key.text === "") return [];
    const start = starts[index] ?? 0;
    const place = { ...ends(text, entry, start), keyStart: start + key.start, keyEnd: start + key.end };
    if (isSectionName(key.text)) {
      const section = key.text;
      const records = value?.kind === "map" ? value.entries : [];
      const inner = value?.kind === "map" ? value.starts : [];
      const children = records.flatMap((record, at) =>
        recordSymbol(text, section, readRecord(section, record), record, start + (inner[at] ?? 0)),
      );
      return [{ name: section, detail: `${children.length}`, kind: "section", ...place, children }];
    }
    const kind = key.text === progressKey ? "log" : "fact";
    const detail = value?.kind === "scalar" ? value.text : value?.kind === "list" ? `${value.entries.length}` : "";
    return [{ name: key.text, detail, kind, ...place, children: [] }];
  });
}

function recordSymbol(
  text: string,
  section: SectionName,
  reading: RecordReading,
  entry: Entry,
  start: number,
): readonly DocumentSymbol[] {
  const { key } = entry;
  if (key === undefined || key.text === "") return [];
  const { record, nested } = reading;
  const children = nested.flatMap((inner) =>
    recordSymbol(text, section, inner.reading, inner.entry, start + inner.start),
  );
  const place = { ...ends(text, entry, start), keyStart: start + key.start, keyEnd: start + key.end };
  return [{ name: record.name || record.id, detail: record.id, kind: symbolKind(section, record), ...place, children }];
}

function ends(text: string, entry: Entry, start: number): { readonly start: number; readonly end: number } {
  let end = start + entry.length;
  while (end > start && text.charCodeAt(end - 1) <= 32) end--;
  return { start, end: Math.max(end, start + (entry.key?.end ?? 0)) };
}

function symbolKind(section: SectionName, record: object): SymbolKind {
  const { isStage, milestone } = record as { readonly isStage?: boolean; readonly milestone?: boolean };
  if (section === "tasks") return isStage ? "stage" : milestone ? "milestone" : "task";
  if (section === "milestones") return "milestone";
  return section === "people" ? "person" : "record";
}

/** A record found by its name or id. */
export interface FoundRecord extends FileRange {
  readonly name: string;
  readonly id: string;
  readonly kind: SymbolKind;
  /** The stage it belongs to, else its section. */
  readonly container: string;
}

/** More than these nobody looks through. */
const mostFound = 500;

/** The records of a project whose name or id has the letters of a query in their order. */
export function workspaceSymbols({ index }: ProjectReading, query: string): readonly FoundRecord[] {
  const found: FoundRecord[] = [];
  for (const place of index.places) {
    if (found.length >= mostFound) break;
    const { id, name } = place.record;
    if (!matches(query, name) && !matches(query, id)) continue;
    const range = keyRange(place);
    if (range !== undefined) found.push({ ...range, name, id, kind: kindOf(place), container: containerOf(place) });
  }
  return found;
}

function kindOf(place: RecordPlace): SymbolKind {
  return symbolKind(place.section, place.record);
}

function containerOf({ parent, section }: RecordPlace): string {
  return parent?.record.name ?? section;
}
