import type { PagePlace } from "../../protocol/practice.ts";

/** A page that was read, and how far down. */
export interface HistoryEntry extends PagePlace {
  /** In pixels from the top; kept instead of the section once the reader has been there. */
  readonly scroll?: number;
}

/** Pages in the order in which they were read; `position` is the one that is shown. */
export interface ReadingHistory {
  readonly entries: readonly HistoryEntry[];
  readonly position: number;
}

/** Older entries are forgotten. */
const mostEntries = 50;

export const noHistory: ReadingHistory = { entries: [], position: -1 };

export function currentEntry({ entries, position }: ReadingHistory): HistoryEntry | undefined {
  return entries[position];
}

/** Goes to a place; what lay ahead is dropped. The place that is shown already is not entered twice. */
export function visit(history: ReadingHistory, place: PagePlace): ReadingHistory {
  const current = currentEntry(history);
  if (current?.id === place.id && current.section === place.section) return history;
  const entries = [...history.entries.slice(0, history.position + 1), place].slice(-mostEntries);
  return { entries, position: entries.length - 1 };
}

/** Steps back (-1) or forward (1); where there is nothing the history stays as it is. */
export function step(history: ReadingHistory, by: -1 | 1): ReadingHistory {
  const position = history.position + by;
  return history.entries[position] === undefined ? history : { ...history, position };
}

export function canStep(history: ReadingHistory, by: -1 | 1): boolean {
  return history.entries[history.position + by] !== undefined;
}

/** Remembers how far down the shown page was read. */
export function withScroll(history: ReadingHistory, scroll: number): ReadingHistory {
  const entries = history.entries.map((entry, index) => (index === history.position ? { ...entry, scroll } : entry));
  return { ...history, entries };
}

/** Takes in what was kept before the view was hidden or the window reloaded; anything odd is an empty history. */
export function readHistory(kept: unknown): ReadingHistory {
  if (typeof kept !== "object" || kept === null || !("entries" in kept) || !("position" in kept)) return noHistory;
  const { entries, position } = kept;
  if (!Array.isArray(entries) || !entries.every(isEntry) || entries.length > mostEntries) return noHistory;
  return typeof position === "number" && entries[position] !== undefined ? { entries, position } : noHistory;
}

function isEntry(value: unknown): value is HistoryEntry {
  if (typeof value !== "object" || value === null || !("id" in value)) return false;
  const { id, section, scroll } = value as Record<string, unknown>;
  return (
    typeof id === "string" &&
    (section === undefined || typeof section === "string") &&
    (scroll === undefined || (typeof scroll === "number" && Number.isFinite(scroll)))
  );
}
