import type { Shown } from "./doneWhen.ts";
import type { PracticeGroup, PracticePage } from "./practice.ts";

/** A person's own ticks. They belong to the person, not to a project, and no rule ever sets one. */
export interface PracticeProgress {
  /** When each item was ticked, by item id, as an ISO instant. Ids no page knows any more are kept. */
  readonly ticks: ReadonlyMap<string, string>;
  /** What else stood in the stored value, written by a newer version; kept as it is. */
  readonly others: Readonly<Record<string, unknown>>;
}

/** How much is done of how much. */
export interface Count {
  readonly done: number;
  readonly total: number;
}

export type CountState = "open" | "started" | "done";

/** Version of the stored and the exported shape. */
export const progressVersion = 1;

/** Marks an exported file as what it is. */
export const progressFormat = "gantry-practice-progress";

/** No real progress is larger; a file that is was made for something else. */
const maximumTicks = 20_000;
const maximumFileLength = 4_000_000;

const itemId = /^[a-z][a-z0-9-]{0,99}$/;
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?Z$/;

/** Nothing ticked yet. */
export const noProgress: PracticeProgress = { ticks: new Map(), others: {} };

/** What files show of a page, by its id; nothing of most. */
export type ShownOf = (pageId: string) => readonly Shown[];
const nothingShown: ShownOf = () => [];

/** What is ticked and what files show, of all that a page asks. */
export function countPage(page: PracticePage, progress: PracticeProgress, shownOf = nothingShown): Count {
  const shown = shownOf(page.id);
  const done =
    page.checklist.filter((item) => progress.ticks.has(item.id)).length + shown.filter(({ isShown }) => isShown).length;
  return { done, total: page.checklist.length + shown.length };
}

export function countGroup(group: PracticeGroup, progress: PracticeProgress, shownOf = nothingShown): Count {
  return sum(group.pages.map((page) => countPage(page, progress, shownOf)));
}

export function countAll(groups: readonly PracticeGroup[], progress: PracticeProgress, shownOf = nothingShown): Count {
  return sum(groups.map((group) => countGroup(group, progress, shownOf)));
}

function sum(counts: readonly Count[]): Count {
  return counts.reduce((all, { done, total }) => ({ done: all.done + done, total: all.total + total }), {
    done: 0,
    total: 0,
  });
}

/** Done only when there was something to do. */
export function countState({ done, total }: Count): CountState {
  if (done === 0) return "open";
  return done >= total ? "done" : "started";
}

/** As the tree shows it, for instance `3/7`. */
export function formatCount({ done, total }: Count): string {
  return `${done}/${total}`;
}

/**
 * Ticks an item, or takes the tick back.
 * @param at the instant of the tick, ISO; nothing takes it back.
 */
export function withTick(progress: PracticeProgress, id: string, at: string | undefined): PracticeProgress {
  const ticks = new Map(progress.ticks);
  if (at === undefined) ticks.delete(id);
  else if (!ticks.has(id)) ticks.set(id, at);
  return { ...progress, ticks };
}

/** Reads the stored value. Whatever is damaged is left out; what is not known is kept for writing back. */
export function readStoredProgress(stored: unknown): PracticeProgress {
  if (!isRecord(stored)) return noProgress;
  const { ticks, ...others } = stored;
  return { ticks: readTicks(ticks).ticks, others };
}

/** The value to store; plain JSON. */
export function storedProgress({ ticks, others }: PracticeProgress): Record<string, unknown> {
  return { version: progressVersion, ...others, ticks: Object.fromEntries(sorted(ticks)) };
}

/**
 * The text of an exported file: readable JSON, sorted by item, so that two exports can be compared.
 * @param exportedAt the present instant, ISO.
 */
export function exportProgress(progress: PracticeProgress, exportedAt: string): string {
  const file = {
    format: progressFormat,
    version: progressVersion,
    exported: exportedAt,
    ticks: Object.fromEntries(sorted(progress.ticks)),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

export type ImportReading =
  | {
      readonly ticks: ReadonlyMap<string, string>;
      /** Entries that were no ticks and are left out. */
      readonly refused: number;
    }
  | { readonly problem: string };

/** Reads an exported file. Never throws: what can't be used is said in one sentence. */
export function readExportedProgress(text: string): ImportReading {
  if (text.length > maximumFileLength) return { problem: "This file is too large to hold practice progress." };
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return { problem: "This file is not JSON, so it holds no practice progress." };
  }
  if (!isRecord(value) || value.format !== progressFormat) {
    return { problem: "This file holds no practice progress that Gantry has exported." };
  }
  if (typeof value.version === "number" && value.version > progressVersion) {
    return { problem: "This file was exported by a newer version of Gantry. Update Gantry, then import it again." };
  }
  if (!isRecord(value.ticks)) return { problem: "This file holds no ticks." };
  const size = Object.keys(value.ticks).length;
  if (size > maximumTicks) return { problem: `This file holds ${size} ticks; at most ${maximumTicks} can be read.` };
  return readTicks(value.ticks);
}

/** What an import would do. */
export interface ProgressMerge {
  readonly merged: PracticeProgress;
  /** Ticks that were not there before. */
  readonly added: number;
  /** Ticks that were there already; of two dates the earlier one stays. */
  readonly already: number;
  /** Ticks of items no page has; they are kept, but nothing shows them. */
  readonly unknown: number;
}

/** Unites: no tick is ever taken back by an import. */
export function mergeProgress(
  current: PracticeProgress,
  imported: ReadonlyMap<string, string>,
  isKnownItem: (id: string) => boolean,
): ProgressMerge {
  const ticks = new Map(current.ticks);
  let added = 0;
  let unknown = 0;
  for (const [id, at] of imported) {
    const before = ticks.get(id);
    if (before === undefined) added += 1;
    if (before === undefined || at < before) ticks.set(id, at);
    if (!isKnownItem(id)) unknown += 1;
  }
  return { merged: { ...current, ticks }, added, already: imported.size - added, unknown };
}

function readTicks(value: unknown): { ticks: ReadonlyMap<string, string>; refused: number } {
  const ticks = new Map<string, string>();
  let refused = 0;
  for (const [id, at] of isRecord(value) ? Object.entries(value) : []) {
    const fits = itemId.test(id) && typeof at === "string" && instant.test(at) && !Number.isNaN(Date.parse(at));
    if (fits && ticks.size < maximumTicks) ticks.set(id, at);
    else refused += 1;
  }
  return { ticks, refused };
}

function sorted(ticks: ReadonlyMap<string, string>): readonly (readonly [string, string])[] {
  return [...ticks].sort(([a], [b]) => (a < b ? -1 : 1));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
