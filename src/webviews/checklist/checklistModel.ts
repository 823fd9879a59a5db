import {
  type ItemFilter,
  ItemNames,
  itemFilter,
  type Progress,
  plainLine,
  progressOfGroups,
} from "../../core/checklist/index.ts";
import type { ChecklistState, FileState, WireDetailKind, WireItem } from "../../protocol/checklist.ts";
import type { TreeRow } from "../shell/index.ts";

/** An item as the view draws it. */
export interface ViewItem {
  readonly key: string;
  readonly file: FileState;
  /** Its place in the file's items. */
  readonly index: number;
  readonly id: string | undefined;
  readonly text: string;
  readonly done: boolean;
  readonly who: readonly string[];
  readonly details: readonly { readonly kind: WireDetailKind; readonly text: string }[];
  readonly group: number;
  readonly level: number;
  /** Place of the item it is nested in, or -1. */
  readonly parent: number;
  readonly hasChildren: boolean;
}

/** A heading, or a whole file where several are shown. */
export interface GroupRow extends TreeRow {
  readonly kind: "group";
  readonly file: FileState;
  /** Index of the heading; for a file that of its title. */
  readonly group: number;
  readonly isFile: boolean;
  readonly progress: Progress;
  /** The project is in this phase. */
  readonly isCurrent: boolean;
}

export interface ItemRow extends TreeRow {
  readonly kind: "item";
  readonly item: ViewItem;
  /** The lines below it are shown in full. */
  readonly isOpen: boolean;
  /** It does not match the filter; it stands there for what is nested in it. */
  readonly isContext: boolean;
}

/** Where a new item or note is being typed. */
export interface DraftRow extends TreeRow {
  readonly kind: "draft";
  readonly draft: Draft;
}

export type Row = GroupRow | ItemRow | DraftRow;

/** Something being typed that is not in the file yet. */
export type Draft =
  | { readonly kind: "note"; readonly item: string }
  | { readonly kind: "add-after"; readonly item: string }
  | { readonly kind: "add-to"; readonly group: string };

/** What the person chose to see. */
export interface Choices {
  readonly query: string;
  readonly open: boolean;
  readonly mine: boolean;
  /** Keys of the outermost groups to show; empty for all. */
  readonly phases: readonly string[];
  readonly folded: ReadonlySet<string>;
  /** Keys of items whose lines are shown in full. */
  readonly opened: ReadonlySet<string>;
  /** Items that stay in sight although the filter no longer lets them through: they were ticked since. */
  readonly kept: ReadonlySet<string>;
  readonly draft: Draft | undefined;
}

export const noChoices: Choices = {
  query: "",
  open: false,
  mine: false,
  phases: [],
  folded: new Set(),
  opened: new Set(),
  kept: new Set(),
  draft: undefined,
};

/** Whether anything is left out. */
export function isFiltering({ query, open, mine, phases }: Choices): boolean {
  return query.trim() !== "" || open || mine || phases.length > 0;
}

/** Everything a draw needs. */
export interface ViewModel {
  readonly rows: readonly Row[];
  /** The outermost groups, also those that are filtered away. */
  readonly phases: readonly GroupRow[];
  readonly total: Progress;
  readonly open: number;
  readonly mine: number;
  /** Items that the filter lets through. */
  readonly matches: number;
  readonly itemByKey: ReadonlyMap<string, ViewItem>;
  /** Classes for the columns that nobody needs: ` no-notes no-who no-ids`. */
  readonly columns: string;
}

const itemsOfFile = new WeakMap<FileState, readonly ViewItem[]>();

/** The items of a file, made once for each of its versions. */
export function viewItems(file: FileState): readonly ViewItem[] {
  let items = itemsOfFile.get(file);
  if (items === undefined) {
    items = makeItems(file);
    itemsOfFile.set(file, items);
  }
  return items;
}

function makeItems(file: FileState): readonly ViewItem[] {
  const names = new ItemNames();
  /** The last item on each level. */
  const parents: number[] = [];
  return file.items.map((wire: WireItem, index) => {
    const [text, done, group, level, id, who, details] = wire;
    parents[level] = index;
    return {
      key: `${file.file}\n${names.nameOf(id === "" ? undefined : id, text).key}`,
      file,
      index,
      id: id === "" ? undefined : id,
      text,
      done: done === 1,
      who,
      details: details.map(([kind, line]) => ({ kind, text: line })),
      group,
      level,
      parent: level === 0 ? -1 : (parents[level - 1] ?? -1),
      hasChildren: (file.items[index + 1]?.[3] ?? 0) > level,
    };
  });
}

const keysOfFile = new WeakMap<FileState, readonly string[]>();

/** Key of a file's heading; the title, and what stands before all headings, is the file itself. */
export function groupKey(file: FileState, group: number): string {
  let keys = keysOfFile.get(file);
  if (keys === undefined) {
    keys = makeGroupKeys(file);
    keysOfFile.set(file, keys);
  }
  return keys[group] ?? "";
}

/** Headings are known by their words and those above them; of several alike the later ones are counted. */
function makeGroupKeys(file: FileState): readonly string[] {
  const own = `${file.file}\n`;
  const seen = new Map<string, number>();
  const keys: string[] = [];
  for (const [group, [name, , parent]] of file.groups.entries()) {
    if (group === 0 || group === file.titleGroup) {
      keys.push(own);
      continue;
    }
    const key = `${keys[parent] ?? own}## ${name}\n`;
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    keys.push(count === 1 ? key : `${key}\u0000${count}`);
  }
  return keys;
}

/** Rows and figures for a state and what the person chose to see of it. */
export function buildModel(state: ChecklistState, choices: Choices, pending: ReadonlyMap<string, boolean>): ViewModel {
  const rows: Row[] = [];
  const phases: GroupRow[] = [];
  const itemByKey = new Map<string, ViewItem>();
  const filter: ItemFilter = {
    open: choices.open,
    me: choices.mine ? state.me : undefined,
    query: choices.query,
  };
  const passes = itemFilter(filter);
  const isMine = itemFilter({ open: false, me: state.me === "" ? undefined : state.me, query: "" });
  const filtering = isFiltering(choices);
  const figures = { done: 0, total: 0, mine: 0, matches: 0 };
  const has = { notes: false, who: false, ids: false };
  for (const file of state.files) {
    const items = viewItems(file).map((item) => {
      const wanted = pending.get(item.key);
      return wanted === undefined || wanted === item.done ? item : { ...item, done: wanted };
    });
    for (const item of items) {
      itemByKey.set(item.key, item);
      figures.total += 1;
      if (item.done) figures.done += 1;
      has.notes ||= item.details.length > 0;
      has.who ||= item.who.length > 0;
      has.ids ||= item.id !== undefined;
      if (state.me !== "" && isMine(item)) figures.mine += 1;
    }
    figures.matches += addFile(rows, phases, file, items, { state, choices, passes, filtering });
  }
  return {
    rows,
    phases,
    total: { done: figures.done, total: figures.total },
    open: figures.total - figures.done,
    mine: figures.mine,
    matches: figures.matches,
    itemByKey,
    columns: `${has.notes ? "" : " no-notes"}${has.who ? "" : " no-who"}${has.ids ? "" : " no-ids"}`,
  };
}

/** Whether an item has more to show than its row: lines below it, or words that hardly fit. */
export function canOpen(item: ViewItem): boolean {
  return item.details.length > 0 || item.text.length > longText;
}

const longText = 60;

interface Context {
  readonly state: ChecklistState;
  readonly choices: Choices;
  readonly passes: (item: ViewItem) => boolean;
  readonly filtering: boolean;
}

/** Adds a file's rows; returns how many of its items the filter lets through. */
function addFile(
  rows: Row[],
  phases: GroupRow[],
  file: FileState,
  items: readonly ViewItem[],
  { state, choices, passes, filtering }: Context,
): number {
  const { folded, draft } = choices;
  const progress = progressOfGroups(
    file.groups.map(([, , parent]) => parent),
    items,
  );
  const isFileRow = state.kind === "project";
  const frame = new Set([0, file.titleGroup]);

  const matches = items.map((item) => passes(item) || choices.kept.has(item.key));
  const isNeeded = [...matches];
  for (let index = items.length - 1; index >= 0; index -= 1) {
    const parent = items[index]?.parent ?? -1;
    if (isNeeded[index] === true && parent >= 0) isNeeded[parent] = true;
  }

  const hasMatch = file.groups.map(() => false);
  for (const item of items) {
    if (isNeeded[item.index] !== true) continue;
    for (let at = item.group; at >= 0 && hasMatch[at] === false; at = file.groups[at]?.[2] ?? -1) hasMatch[at] = true;
  }

  let next = 0;
  let hidden = 0;
  let count = 0;
  /** Levels of the shown groups above the current one, and whether one of them is folded. */
  const above: { readonly group: number; readonly level: number; readonly closed: boolean }[] = [];
  let isInChosenPhase = true;
  for (const [group, [name, , , isEmpty]] of file.groups.entries()) {
    while (above.length > 0 && !isWithin(file, group, above.at(-1)?.group ?? 0)) above.pop();
    const isFrame = frame.has(group);
    const key = groupKey(file, group);
    const level = (above.at(-1)?.level ?? 0) + 1;
    const isTop = isFileRow ? group === 0 : !isFrame && above.length === 0;
    const { done, total } = progress[isFrame ? 0 : group] ?? { done: 0, total: 0 };
    const isShown = isFrame ? isFileRow && group === 0 : total > 0 || isEmpty === 1;
    if (isShown) {
      const row: GroupRow = {
        kind: "group",
        key,
        level,
        expanded: !folded.has(key),
        name: isFrame ? phaseName(file.title) : plainLine(name),
        file,
        group: isFrame ? file.titleGroup : group,
        isFile: isFrame,
        progress: { done, total },
        isCurrent: isFrame && file.current,
      };
      if (isTop) {
        phases.push(row);
        isInChosenPhase = choices.phases.length === 0 || choices.phases.includes(key);
      }
      const isOut = !isInChosenPhase || (filtering && hasMatch[isFrame ? 0 : group] !== true && draft === undefined);
      const closed = above.at(-1)?.closed ?? false;
      if (!isOut && !closed) rows.push(row);
      above.push({ group: isFrame ? 0 : group, level, closed: closed || isOut || row.expanded === false });
    } else if (!isFileRow && isTop) {
      isInChosenPhase = choices.phases.length === 0 || choices.phases.includes(key);
    }
    if (!isFileRow && isFrame) isInChosenPhase = choices.phases.length === 0;

    const base = above.at(-1)?.level ?? 0;
    const isClosed = above.at(-1)?.closed ?? false;
    /** Nested items below a folded one are deeper than this. */
    hidden = Number.POSITIVE_INFINITY;
    let pendingDraft: { readonly level: number; readonly row: DraftRow } | undefined;
    const placeDraft = (level: number): void => {
      if (pendingDraft === undefined || level > pendingDraft.level) return;
      rows.push(pendingDraft.row);
      pendingDraft = undefined;
    };
    for (; next < items.length && items[next]?.group === group; next += 1) {
      const item = items[next];
      if (item === undefined) continue;
      if (matches[next] === true && isInChosenPhase) count += 1;
      placeDraft(item.level);
      if (item.level <= hidden) hidden = Number.POSITIVE_INFINITY;
      if (isClosed || !isInChosenPhase || isNeeded[next] !== true || item.level > hidden) continue;
      const isFolded = item.hasChildren && folded.has(item.key);
      const isOpen = choices.opened.has(item.key);
      rows.push({
        kind: "item",
        key: item.key,
        level: base + 1 + item.level,
        expanded: item.hasChildren ? !isFolded : canOpen(item) ? isOpen : undefined,
        name: plainLine(item.text),
        item,
        isOpen,
        isContext: matches[next] !== true,
      });
      if (isFolded) hidden = item.level;
      if (draft?.kind === "note" && draft.item === item.key) rows.push(draftRow(draft, base + 2 + item.level));
      if (draft?.kind === "add-after" && draft.item === item.key) {
        pendingDraft = { level: item.level, row: draftRow(draft, base + 1 + item.level) };
      }
    }
    placeDraft(-1);
    // A group's own items end here; headings below it follow.
    const isDraftHere = draft?.kind === "add-to" && draft.group === key && !isClosed;
    const isLastFrame = !isFrame || group === Math.max(...frame);
    if (isDraftHere && isLastFrame && draft !== undefined) rows.push(draftRow(draft, base + 1));
  }
  return count;
}

/** "Planning checklist" among checklists is "Planning". */
function phaseName(title: string): string {
  return plainLine(title).replace(/(?<=\S)\s+checklist$/i, "");
}

function draftRow(draft: Draft, level: number): DraftRow {
  return { kind: "draft", key: "draft", level, name: "", draft };
}

function isWithin(file: FileState, group: number, outer: number): boolean {
  if (outer === 0) return true;
  for (let at = group; at >= 0; at = file.groups[at]?.[2] ?? -1) if (at === outer) return true;
  return false;
}
