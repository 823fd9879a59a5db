import { firstLink, type ItemDestination } from "../../core/checklist/index.ts";
import type { FileState } from "../../protocol/checklist.ts";
import type { MenuAction } from "../shell/index.ts";
import type { ChecklistController } from "./checklistController.ts";
import {
  canOpen,
  type GroupRow,
  type ItemRow,
  type Row,
  type ViewItem,
  type ViewModel,
  viewItems,
} from "./checklistModel.ts";

/** The keys of a row beside those every tree has. @returns whether one was used. */
export function keyAction(event: KeyboardEvent, row: Row, controller: ChecklistController, model: ViewModel): boolean {
  if (event.altKey || event.ctrlKey || event.metaKey || row.kind === "draft") return false;
  const actions = row.kind === "group" ? groupKeys(row, controller) : itemKeys(row, controller, model);
  const action = actions[`${event.shiftKey ? "Shift+" : ""}${event.key}`];
  if (action === undefined) return false;
  action();
  return true;
}

function groupKeys(row: GroupRow, controller: ChecklistController): Readonly<Record<string, () => void>> {
  const fold = (): void => controller.fold(row.key, row.expanded !== true);
  return {
    Enter: fold,
    " ": fold,
    Insert: () => controller.draft({ kind: "add-to", group: row.key }),
  };
}

function itemKeys(
  row: ItemRow,
  controller: ChecklistController,
  model: ViewModel,
): Readonly<Record<string, () => void>> {
  const { item } = row;
  const keys: Record<string, () => void> = {
    " ": () => void controller.tick(item, !item.done),
    Enter: () => {
      const link = linkOf(item);
      if (link === undefined) controller.editText(item.key);
      else controller.openLink(item.file, link);
    },
    F2: () => controller.editText(item.key),
    Insert: () => controller.draft({ kind: "add-after", item: item.key }),
    Delete: () => void controller.remove(item),
    "Shift+ArrowUp": () => step(row, -1, controller, model),
    "Shift+ArrowDown": () => step(row, 1, controller, model),
  };
  // Items with nested ones fold by ← and →; beyond that the same keys show their notes.
  const canShow = item.hasChildren && canOpen(item);
  if (canShow && !row.isOpen && row.expanded === true) keys.ArrowRight = () => controller.openItem(item.key, true);
  if (canShow && row.isOpen) keys.ArrowLeft = () => controller.openItem(item.key, false);
  return keys;
}

/** The actions of a row, in groups as its menu shows them. */
export function menuFor(
  row: GroupRow | ItemRow,
  controller: ChecklistController,
  model: ViewModel,
): readonly (readonly MenuAction[])[] {
  if (row.kind === "group") {
    const isLocked = !controller.canEdit(row.file);
    return [
      [
        {
          label: "Add item",
          keys: "Insert",
          disabled: isLocked,
          run: () => controller.draft({ kind: "add-to", group: row.key }),
        },
        {
          label: row.expanded === true ? "Collapse" : "Expand",
          keys: row.expanded === true ? "←" : "→",
          run: () => controller.fold(row.key, row.expanded !== true),
        },
      ],
      [{ label: "Open the Markdown file", run: () => controller.openFile(row.file) }],
    ];
  }
  const { item } = row;
  const isLocked = !controller.canEdit(item.file);
  const link = linkOf(item);
  const edit = (label: string, keys: string | undefined, run: () => void): MenuAction => ({
    label,
    ...(keys === undefined ? {} : { keys }),
    disabled: isLocked,
    run,
  });
  const canMove = (by: -1 | 1): boolean => destination(row, by, model) !== undefined;
  return [
    [
      edit(item.done ? "Untick" : "Tick", "Space", () => void controller.tick(item, !item.done)),
      edit("Edit text", "F2", () => controller.editText(item.key)),
      edit("Assign…", undefined, () => void controller.assign(item)),
      edit("Add note", undefined, () => controller.draft({ kind: "note", item: item.key })),
      edit("Add item below", "Insert", () => controller.draft({ kind: "add-after", item: item.key })),
    ],
    [
      { ...edit("Move up", "Shift+↑", () => step(row, -1, controller, model)), disabled: isLocked || !canMove(-1) },
      { ...edit("Move down", "Shift+↓", () => step(row, 1, controller, model)), disabled: isLocked || !canMove(1) },
    ],
    [
      ...(link === undefined
        ? []
        : [{ label: `Open ${short(link)}`, keys: "Enter", run: () => controller.openLink(item.file, link) }]),
      ...(canOpen(item)
        ? [
            {
              label: row.isOpen ? "Show less" : "Show all of it",
              run: () => controller.openItem(item.key, !row.isOpen),
            },
          ]
        : []),
      { label: "Show in the Markdown file", run: () => controller.openFile(item.file, item) },
    ],
    [edit("Remove", "Delete", () => void controller.remove(item))],
  ];
}

/** The link that shows an item was done: the one kept as evidence first, else any in its lines or words. */
export function linkOf(item: ViewItem): string | undefined {
  const evidence = item.details.find((detail) => detail.kind === "e");
  const lines = [...(evidence === undefined ? [] : [evidence]), ...item.details, item];
  for (const { text } of lines) {
    const link = firstLink(text);
    if (link !== undefined) return link;
  }
  return undefined;
}

function short(target: string): string {
  const clean = target.replace(/^https:\/\//i, "");
  return clean.length > 40 ? `…${clean.slice(-39)}` : clean;
}

function step(row: ItemRow, by: -1 | 1, controller: ChecklistController, model: ViewModel): void {
  const found = destination(row, by, model);
  if (found !== undefined) void controller.move(row.item, found.to, found.file);
}

/** Past the neighbour in sight on the same level, else over the group's edge into the next group. */
function destination(
  row: ItemRow,
  by: -1 | 1,
  model: ViewModel,
): { readonly to: ItemDestination; readonly file: FileState } | undefined {
  const { item } = row;
  const at = model.rows.findIndex((one) => one.key === row.key);
  for (let index = at + by; index >= 0 && index < model.rows.length; index += by) {
    const other = model.rows[index];
    if (other?.kind !== "item" || other.item.file !== item.file || other.item.group !== item.group) break;
    if (other.item.level < item.level) break;
    if (other.item.level === item.level && other.item.parent === item.parent) {
      return { to: { kind: by < 0 ? "before" : "after", item: other.item.index }, file: item.file };
    }
  }
  if (item.level > 0) return undefined;
  const groups = model.rows.filter((one) => one.kind === "group");
  const here = groups.findIndex((group) => isGroupOf(group, item));
  const next = groups[here + by];
  if (here < 0 || next === undefined) return undefined;
  const first = viewItems(next.file).find((one) => isGroupOf(next, one));
  if (by > 0 && first !== undefined) return { to: { kind: "before", item: first.index }, file: next.file };
  return { to: { kind: "end", group: first?.group ?? next.group }, file: next.file };
}

/** Whether an item stands directly under a heading; a file's own row stands for its title and what is above it. */
function isGroupOf(row: GroupRow, item: ViewItem): boolean {
  if (row.file.file !== item.file.file) return false;
  return row.isFile ? item.group === 0 || item.group === row.file.titleGroup : item.group === row.group;
}
