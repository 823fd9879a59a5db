import { padded, plain, widthOf } from "./plainText.ts";

/** A cell of a table: its text, and how it is set off. */
export interface Cell {
  readonly text: string;
  readonly paint?: (text: string) => string;
}

/** Longer cells would push everything else off the screen; the JSON has them whole. */
const widestCell = 60;

/** Rows as lines with their columns under each other; empty columns take no room, and no line ends with spaces. */
export function tableLines(rows: readonly (readonly (string | Cell)[])[]): readonly string[] {
  const cells = rows.map((row) =>
    row.map((cell) => (typeof cell === "string" ? { text: cut(cell) } : { ...cell, text: cut(cell.text) })),
  );
  const widths: number[] = [];
  for (const row of cells) {
    for (const [column, { text }] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, widthOf(text));
  }
  return cells.map((row) => {
    const last = row.findLastIndex(({ text }) => text !== "");
    const line = row.slice(0, last + 1).map(({ text, paint }: Cell, column) => {
      const width = widths[column] ?? 0;
      const spaces = column === last ? "" : padded("", width - widthOf(text) + (width > 0 ? 2 : 0));
      return (paint === undefined ? text : paint(text)) + spaces;
    });
    return `  ${line.join("")}`;
  });
}

/** A text on one line, cut where it would be too wide. */
export function cut(text: string, widest = widestCell): string {
  const line = plain(text);
  return widthOf(line) <= widest ? line : `${[...line].slice(0, widest - 1).join("")}…`;
}
