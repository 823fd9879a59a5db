/** A stretch of one text replaced by another one. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Changes in the order of their places; those at one place stay in the order they came in. */
export function inOrder<C extends Change>(changes: readonly C[]): readonly C[] {
  return [...changes].sort((a, b) => a.start - b.start || a.end - b.end);
}

/** A part of a text: kept from the first text (then `from` says from where), or new. */
interface Piece {
  readonly from: number;
  readonly text: string | undefined;
  readonly length: number;
}

/**
 * The changes that do at once what two sets do one after the other; the second set's offsets are those of the text between.
 * @param length of the first text
 */
export function composeChanges(length: number, first: readonly Change[], second: readonly Change[]): readonly Change[] {
  if (first.length === 0) return inOrder(second);
  const after = edited(pieces(length, first), inOrder(second));
  const changes: Change[] = [];
  let at = 0;
  let added = "";
  for (const { from, text, length: size } of [...after, { from: length, text: undefined, length: 0 }]) {
    if (text !== undefined) {
      added += text;
    } else {
      if (from > at || added !== "") changes.push({ start: at, end: from, text: added });
      added = "";
      at = from + size;
    }
  }
  return changes;
}

function pieces(length: number, changes: readonly Change[]): readonly Piece[] {
  const result: Piece[] = [];
  let at = 0;
  for (const { start, end, text } of changes) {
    if (start > at) result.push({ from: at, text: undefined, length: start - at });
    if (text !== "") result.push({ from: 0, text, length: text.length });
    at = end;
  }
  if (length > at) result.push({ from: at, text: undefined, length: length - at });
  return result;
}

function edited(before: readonly Piece[], changes: readonly Change[]): readonly Piece[] {
  const result: Piece[] = [];
  let index = 0;
  let within = 0;
  let at = 0;
  const advance = (to: number, keep: boolean): void => {
    while (at < to) {
      const piece = before[index];
      if (piece === undefined) return;
      const size = Math.min(piece.length - within, to - at);
      if (keep) result.push(part(piece, within, size));
      at += size;
      within += size;
      if (within === piece.length) {
        index++;
        within = 0;
      }
    }
  };
  for (const { start, end, text } of changes) {
    advance(start, true);
    advance(end, false);
    if (text !== "") result.push({ from: 0, text, length: text.length });
  }
  advance(Number.POSITIVE_INFINITY, true);
  return result;
}

function part(piece: Piece, start: number, length: number): Piece {
  const text = piece.text?.slice(start, start + length);
  return { from: piece.text === undefined ? piece.from + start : 0, text, length };
}

/** Where an offset of the text before stands after the changes. What is put in at that very place stands before it. */
export function movedOffset(offset: number, changes: readonly Change[]): number {
  let shift = 0;
  for (const { start, end, text } of changes) {
    if (end > offset || start > offset) break;
    shift += text.length - (end - start);
  }
  return offset + shift;
}

/** The change without what stays the same at its beginning and end; undefined when all of it does. */
export function leastChange(text: string, change: Change): Change | undefined {
  let { start, end } = change;
  let from = 0;
  let to = change.text.length;
  while (start < end && from < to && text.charCodeAt(start) === change.text.charCodeAt(from)) {
    start++;
    from++;
  }
  while (start < end && from < to && text.charCodeAt(end - 1) === change.text.charCodeAt(to - 1)) {
    end--;
    to--;
  }
  // Half a line break or half a character is nothing to replace.
  if (from > 0 && (isHalved(text, start) || isHalved(change.text, from))) {
    start--;
    from--;
  }
  if (to < change.text.length && (isHalved(text, end) || isHalved(change.text, to))) {
    end++;
    to++;
  }
  return start === end && from === to ? undefined : { start, end, text: change.text.slice(from, to) };
}

function isHalved(text: string, at: number): boolean {
  if (at === 0 || at >= text.length) return false;
  const before = text.charCodeAt(at - 1);
  const after = text.charCodeAt(at);
  return (before === 13 && after === 10) || (before >= 0xd800 && before < 0xdc00 && after >= 0xdc00 && after < 0xe000);
}
