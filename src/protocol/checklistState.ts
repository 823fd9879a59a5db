import type { Checklist, ChecklistItem } from "../core/checklist/index.ts";
import type { FilePatch, FileState, WireGroup, WireItem } from "./checklist.ts";

/** More items than this of one file are not sent: nobody reads them, and the text shows them all. */
const mostItems = 50_000;

/** What is known of a file beside its text. */
export interface FileFacts {
  readonly file: string;
  readonly path: string;
  /** Shown when the text has no title of its own. */
  readonly fallbackTitle: string;
  readonly version: number;
  readonly current: boolean;
  readonly readOnly: boolean;
}

/** A file as a view gets it; without a checklist, only why. */
export function fileState(facts: FileFacts, checklist: Checklist | undefined, unavailable?: string): FileState {
  const { fallbackTitle, ...rest } = facts;
  return {
    ...rest,
    title: checklist?.title ?? fallbackTitle,
    ...(unavailable === undefined ? {} : { unavailable }),
    titleGroup: checklist?.titleGroup ?? 0,
    groups: checklist === undefined ? [] : wireGroups(checklist),
    items: checklist === undefined ? [] : wireItems(checklist),
    left: Math.max(0, (checklist?.items.length ?? 0) - mostItems),
    problems: (checklist?.problems ?? []).map(({ kind, line, message }) => ({ kind, line, message })),
  };
}

/**
 * The change from one version to the next, small when few items differ.
 * @returns nothing when more than the items changed and the whole file has to be sent.
 */
export function filePatch(older: FileState, newer: FileState): FilePatch | undefined {
  const isSameFrame =
    older.file === newer.file &&
    older.path === newer.path &&
    older.title === newer.title &&
    older.current === newer.current &&
    older.readOnly === newer.readOnly &&
    older.unavailable === newer.unavailable &&
    older.titleGroup === newer.titleGroup &&
    older.left === newer.left &&
    JSON.stringify(older.problems) === JSON.stringify(newer.problems);
  if (!isSameFrame) return undefined;
  let start = 0;
  const shorter = Math.min(older.items.length, newer.items.length);
  while (start < shorter && sameItem(older.items[start], newer.items[start])) start += 1;
  let end = 0;
  while (end < shorter - start && sameItem(older.items.at(-1 - end), newer.items.at(-1 - end))) end += 1;
  const items = newer.items.slice(start, newer.items.length - end);
  const groups = JSON.stringify(older.groups) === JSON.stringify(newer.groups) ? {} : { groups: newer.groups };
  return {
    file: newer.file,
    from: older.version,
    version: newer.version,
    start,
    removed: older.items.length - end - start,
    items,
    ...groups,
  };
}

/** The file after a patch; nothing when the patch was made for another version. */
export function applyPatch(state: FileState, patch: FilePatch): FileState | undefined {
  if (state.file !== patch.file || state.version !== patch.from) return undefined;
  const after = state.items.slice(patch.start + patch.removed);
  const items = [...state.items.slice(0, patch.start), ...patch.items, ...after];
  return { ...state, version: patch.version, items, groups: patch.groups ?? state.groups };
}

function wireItems(checklist: Checklist): readonly WireItem[] {
  return checklist.items.slice(0, mostItems).map(wireItem);
}

function wireItem(item: ChecklistItem): WireItem {
  const details = item.details.map(({ kind, text }) => [letters[kind], text] as const);
  return [item.text, item.done ? 1 : 0, item.group, item.level, item.id ?? "", item.who, details];
}

const letters = { why: "w", next: "a", note: "n", evidence: "e" } as const;

function wireGroups(checklist: Checklist): readonly WireGroup[] {
  return checklist.groups.map(({ name, level, parent, empty }) => [name, level, parent, empty ? 1 : 0]);
}

function sameItem(a: WireItem | undefined, b: WireItem | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  for (let part = 0; part < 5; part += 1) if (a[part] !== b[part]) return false;
  return (
    a[5].length === b[5].length &&
    a[5].every((name, index) => name === b[5][index]) &&
    a[6].length === b[6].length &&
    a[6].every((detail, index) => detail[0] === b[6][index]?.[0] && detail[1] === b[6][index]?.[1])
  );
}
