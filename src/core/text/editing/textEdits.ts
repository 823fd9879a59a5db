/** A replacement in UTF-16 offsets of the text it was made for. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** The text after the edits. They refer to the text before, do not overlap and may stand in any order. */
export function applyTextEdits(text: string, edits: readonly TextEdit[]): string {
  let result = "";
  let at = 0;
  for (const edit of inOrder(edits)) {
    result += text.slice(at, edit.start) + edit.newText;
    at = edit.end;
  }
  return result + text.slice(at);
}

/** The edits that take back others: they refer to the text after those. */
export function invertTextEdits(text: string, edits: readonly TextEdit[]): readonly TextEdit[] {
  let shift = 0;
  return inOrder(edits).map((edit) => {
    const start = edit.start + shift;
    shift += edit.newText.length - (edit.end - edit.start);
    return { start, end: start + edit.newText.length, newText: text.slice(edit.start, edit.end) };
  });
}

function inOrder(edits: readonly TextEdit[]): readonly TextEdit[] {
  return [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
}

/**
 * The same edits for a text that differs in nothing but its line breaks. VS Code makes mixed line breaks alike when it
 * opens a file, so a text on screen and its file may differ so.
 * @returns nothing when the texts differ in more.
 */
export function translateTextEdits(
  edits: readonly TextEdit[],
  from: string,
  to: string,
): readonly TextEdit[] | undefined {
  if (from === to) return edits;
  const offsets = [...new Set(edits.flatMap((edit) => [edit.start, edit.end]))].sort((a, b) => a - b);
  const found = new Map<number, number>();
  let next = 0;
  let at = 0;
  let other = 0;
  for (;;) {
    while (next < offsets.length && (offsets[next] ?? 0) <= at) {
      found.set(offsets[next] ?? 0, other);
      next += 1;
    }
    if (at >= from.length || other >= to.length) break;
    const breakHere = lineBreakLength(from, at);
    const breakThere = lineBreakLength(to, other);
    if (breakHere > 0 && breakThere > 0) {
      at += breakHere;
      other += breakThere;
    } else if (from.charCodeAt(at) === to.charCodeAt(other)) {
      at += 1;
      other += 1;
    } else {
      return undefined;
    }
  }
  if (at < from.length || other < to.length) return undefined;
  return edits.map((edit) => ({
    start: found.get(edit.start) ?? to.length,
    end: found.get(edit.end) ?? to.length,
    newText: edit.newText,
  }));
}

function lineBreakLength(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code === 13) return text.charCodeAt(at + 1) === 10 ? 2 : 1;
  return code === 10 ? 1 : 0;
}
