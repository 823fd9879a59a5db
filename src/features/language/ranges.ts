import { Position, Range, type Uri, WorkspaceEdit } from "vscode";
import type { TextEdit } from "../../core/text/editing/index.ts";

/** Where the lines of a text begin, kept with the slice that has it. */
const lineStarts = new WeakMap<object, readonly number[]>();

/** A stretch of a text in lines and columns, as VS Code counts them. */
export function rangeIn(text: { readonly text: string }, start: number, end: number): Range {
  return new Range(positionIn(text, start), positionIn(text, end));
}

export function positionIn(owner: { readonly text: string }, offset: number): Position {
  const starts = startsOf(owner);
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  // A byte order mark stands in the file, but in no editor.
  const mark = low === 0 && owner.text.startsWith("\uFEFF") ? 1 : 0;
  return new Position(low, Math.max(0, offset - (starts[low] ?? 0) - mark));
}

function startsOf(owner: { readonly text: string }): readonly number[] {
  let starts = lineStarts.get(owner);
  if (starts === undefined) {
    const found = [0];
    for (const { 0: mark, index } of owner.text.matchAll(/\r\n|\n|\r/g)) found.push(index + mark.length);
    starts = found;
    lineStarts.set(owner, starts);
  }
  return starts;
}

/** Edits of one file as one edit of the workspace. */
export function workspaceEdit(uri: Uri, file: { readonly text: string }, edits: readonly TextEdit[]): WorkspaceEdit {
  const result = new WorkspaceEdit();
  for (const { start, end, text } of edits) result.replace(uri, rangeIn(file, start, end), text);
  return result;
}
