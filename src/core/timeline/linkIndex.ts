import type { TimelineLinks } from "./timeline.ts";

/** The links at each row: those of row r are `links[offsets[r]]` up to `links[offsets[r + 1]]`. */
export interface LinkIndex {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly offsets: Int32Array;
  readonly links: Int32Array;
}

/** Made once for a timeline, in time and space of its links and rows. */
export function linkIndex({ count, from, to }: TimelineLinks, rowCount: number): LinkIndex {
  const offsets = new Int32Array(rowCount + 1);
  const ends = (visit: (row: number, link: number) => void): void => {
    for (let link = 0; link < count; link++) {
      const [a, b] = [from[link] as number, to[link] as number];
      if (a >= 0 && a < rowCount) visit(a, link);
      if (b !== a && b >= 0 && b < rowCount) visit(b, link);
    }
  };
  ends((row) => {
    offsets[row + 1] = (offsets[row + 1] as number) + 1;
  });
  for (let row = 0; row < rowCount; row++) offsets[row + 1] = (offsets[row + 1] as number) + (offsets[row] as number);
  const links = new Int32Array(offsets[rowCount] as number);
  const filled = offsets.slice(0, rowCount);
  ends((row, link) => {
    const at = filled[row] as number;
    links[at] = link;
    filled[row] = at + 1;
  });
  return { from, to, offsets, links };
}

/** The links with an end at a row. */
export function linksOfRow({ offsets, links }: LinkIndex, row: number): Int32Array {
  return links.subarray(offsets[row] ?? 0, offsets[row + 1] ?? 0);
}

/** The links with an end in the rows from `firstRow` to `lastRow`, each once. */
export function* visibleLinks(index: LinkIndex, firstRow: number, lastRow: number): Generator<number> {
  const { from, to, offsets, links } = index;
  const first = Math.max(firstRow, 0);
  const last = Math.min(lastRow, offsets.length - 2);
  for (let row = first; row <= last; row++) {
    const end = offsets[row + 1] as number;
    for (let at = offsets[row] as number; at < end; at++) {
      const link = links[at] as number;
      // A link with both ends here is given at the one where it begins.
      const begin = from[link] as number;
      if (to[link] === row && begin !== row && begin >= first && begin <= last) continue;
      yield link;
    }
  }
}
