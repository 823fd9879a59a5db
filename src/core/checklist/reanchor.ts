import type { Checklist } from "./checklist.ts";
import type { ChecklistEdit, ItemDestination } from "./editChecklist.ts";

/**
 * Finds an item of an older reading in a newer one: the same id and words, or the same words where they stand once.
 * @returns its index, or nothing when it is gone, reads differently or can't be told from another one.
 */
export function reanchor(older: Checklist, index: number, newer: Checklist): number | undefined {
  const item = older.items[index];
  if (item === undefined) return undefined;
  if (older === newer || older.text === newer.text) return index;
  const alike = newer.items.flatMap((candidate, at) =>
    candidate.id === item.id && candidate.text === item.text ? [at] : [],
  );
  if (alike.length === 1) return alike[0];
  // Several read the same: which one was meant is only known when none came or went.
  const before = older.items.filter((candidate) => candidate.id === item.id && candidate.text === item.text);
  return before.length === alike.length ? alike[before.indexOf(item)] : undefined;
}

/** The same for a heading: by its name and those above it. */
export function reanchorGroup(older: Checklist, index: number, newer: Checklist): number | undefined {
  if (older === newer || older.text === newer.text) return index;
  const path = groupPath(older, index);
  const alike = newer.groups.flatMap((_, at) => (groupPath(newer, at) === path ? [at] : []));
  return alike.length === 1 ? alike[0] : undefined;
}

function groupPath(checklist: Checklist, index: number): string {
  const names: string[] = [];
  for (let at = index; at >= 0; at = checklist.groups[at]?.parent ?? -1) names.push(checklist.groups[at]?.name ?? "");
  return names.join("\n");
}

/** A place beside an item or in a group, found again in a newer reading. */
export function reanchorDestination(
  older: Checklist,
  to: ItemDestination,
  newer: Checklist,
): ItemDestination | undefined {
  if (to.kind === "end") {
    const group = reanchorGroup(older, to.group, newer);
    return group === undefined ? undefined : { kind: "end", group };
  }
  const item = reanchor(older, to.item, newer);
  return item === undefined ? undefined : { kind: to.kind, item };
}

/** An edit made for an older reading as it has to be made now; nothing when what it was about is gone. */
export function reanchorEdit(older: Checklist, edit: ChecklistEdit, newer: Checklist): ChecklistEdit | undefined {
  if (edit.kind === "add") {
    const to = reanchorDestination(older, edit.to, newer);
    return to === undefined ? undefined : { ...edit, to };
  }
  const item = reanchor(older, edit.item, newer);
  if (item === undefined) return undefined;
  if (edit.kind !== "move") return { ...edit, item };
  const to = reanchorDestination(older, edit.to, newer);
  return to === undefined ? undefined : { ...edit, item, to };
}
