import { languageVersion, projectFileName } from "../../model/project.ts";
import { type Entry, readTree, type TextChange, updateTree } from "../tree/index.ts";

/** One YAML file of a project, as text and as a tree. Immutable; an edit makes a new one that shares what did not change. */
export interface Slice {
  /** Below the project folder, with forward slashes: `plan.yaml`, `progress/ana.yaml`. */
  readonly path: string;
  readonly text: string;
  readonly tree: Entry;
}

export function readSlice(path: string, text: string): Slice {
  return { path, text, tree: readTree(text) };
}

/**
 * The slice after some changes, made one after the other; each one's offsets are those of the text before it, as an editor reports
 * them. Only what they touched is read again.
 */
export function updateSlice(slice: Slice, changes: readonly TextChange[]): Slice {
  let { text, tree } = slice;
  for (const change of changes) {
    const after = text.slice(0, change.start) + change.text + text.slice(change.end);
    tree = updateTree(tree, change, after);
    text = after;
  }
  return text === slice.text ? slice : { path: slice.path, text, tree };
}

/** A text that differs in more than this part of it is read anew; below, only what differs is. */
const mostlyTheSame = 0.5;

/** The slice with another text; what is the same at its beginning and end is not read again. */
export function sliceWith(slice: Slice, text: string): Slice {
  const before = slice.text;
  const shorter = Math.min(before.length, text.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === text.charCodeAt(start)) start++;
  let same = 0;
  while (
    same < shorter - start &&
    before.charCodeAt(before.length - 1 - same) === text.charCodeAt(text.length - 1 - same)
  )
    same++;
  if (start + same < text.length * mostlyTheSame) return readSlice(slice.path, text);
  return updateSlice(slice, [{ start, end: before.length - same, text: text.slice(start, text.length - same) }]);
}

/** The order in which a project's slices are put together: its own file first, the others by path. */
export function compareSlices(a: string, b: string): number {
  if (a === b) return 0;
  if (a === projectFileName) return -1;
  if (b === projectFileName) return 1;
  return a < b ? -1 : 1;
}

/** The version of the language a slice says it is written in, or undefined when it says none. */
export function versionOf({ tree }: Slice): number | undefined {
  const map = tree.value;
  const first = map?.kind === "map" ? map.entries.find(({ key }) => key?.text === "gantry") : undefined;
  const text = first?.value?.kind === "scalar" ? first.value.text : "";
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined;
}

/** Whether a newer Gantry made it; such a file is shown but not edited. */
export function isNewer(slice: Slice): boolean {
  return (versionOf(slice) ?? languageVersion) > languageVersion;
}
