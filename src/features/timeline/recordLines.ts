import { Position, Range, Selection, TextEditorRevealType, type Uri, ViewColumn, window, workspace } from "vscode";
import { outlineOf, type WorkKey } from "../../core/plan/planOutline.ts";
import { keyRange } from "../../core/schedule/factPlace.ts";
import type { ProjectReading, RecordPlace } from "../../core/text/reading/index.ts";

/** The row at an offset of a file: the innermost task, stage or milestone there. */
export function keyAt(reading: ProjectReading, path: string, offset: number): WorkKey | undefined {
  const { index } = reading;
  for (let place = index.at(path, offset); place !== undefined; place = place.parent) {
    const { id } = place.record;
    if (place.section !== "tasks" && place.section !== "milestones") continue;
    // Only where an id stands twice, the outline of the whole plan has to say which one this is.
    return index.find("work", id) === place ? id : outlineOf(reading).keyOf(place);
  }
  return undefined;
}

/**
 * Shows a record's line in editors that show its file already; none gets the focus, and none is opened.
 * @returns the line for each editor whose cursor moves: that many times its move will be told
 */
export function revealInVisible(uri: Uri, place: RecordPlace): readonly number[] {
  const { start } = keyRange(place);
  const lines: number[] = [];
  for (const editor of window.visibleTextEditors) {
    if (editor.document.uri.toString() !== uri.toString()) continue;
    const at = editor.document.positionAt(start);
    const selection = new Selection(at, at);
    if (editor.selections.length > 1 || !editor.selection.isEqual(selection)) lines.push(at.line);
    editor.selection = selection;
    editor.revealRange(new Range(at, at), TextEditorRevealType.InCenterIfOutsideViewport);
  }
  return lines;
}

/** Opens a record's line beside the view. */
export async function openRecord(uri: Uri, place: RecordPlace): Promise<void> {
  const document = await workspace.openTextDocument(uri);
  const { start, end } = keyRange(place);
  const selection = new Range(document.positionAt(start), document.positionAt(end));
  await window.showTextDocument(document, { viewColumn: columnFor(uri), selection });
}

/** Opens a file at a line, counted from 1, beside the view. */
export async function openLine(uri: Uri, line: number): Promise<void> {
  const document = await workspace.openTextDocument(uri);
  const at = new Position(Math.min(Math.max(0, line - 1), document.lineCount - 1), 0);
  await window.showTextDocument(document, { viewColumn: columnFor(uri), selection: new Range(at, at) });
}

/** Where the file shows already, else beside. */
function columnFor(uri: Uri): ViewColumn {
  const shown = window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
  return shown?.viewColumn ?? ViewColumn.Beside;
}
