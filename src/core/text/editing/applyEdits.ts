import type { TextEdit } from "./edit.ts";

/** One file's text after its edits, which refer to the text before and don't overlap; their paths are not looked at. */
export function applyEdits(text: string, edits: readonly Omit<TextEdit, "path">[]): string {
  let result = "";
  let at = 0;
  for (const edit of inOrder(edits)) {
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}

/** The edits that take back one file's edits: they refer to the text after those. */
export function invertEdits(text: string, edits: readonly TextEdit[]): readonly TextEdit[] {
  let shift = 0;
  return inOrder(edits).map(({ path, start, end, text: added }) => {
    const from = start + shift;
    shift += added.length - (end - start);
    return { path, start: from, end: from + added.length, text: text.slice(start, end) };
  });
}

/** Edits at the same place stay in the order they were given in. */
function inOrder<E extends Omit<TextEdit, "path">>(edits: readonly E[]): readonly E[] {
  return [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
}
