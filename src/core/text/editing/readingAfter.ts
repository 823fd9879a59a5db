import { readSlice, type Slice, updateSlice } from "../reading/slice.ts";
import { type ProjectReading, unite } from "../reading/unite.ts";
import type { NewFile, TextEdit } from "./edit.ts";

/** The project as it would read after some edits, which are not made: only what they touch is read again. */
export function readingAfter(
  reading: ProjectReading,
  { edits, newFiles = [] }: { readonly edits: readonly TextEdit[]; readonly newFiles?: readonly NewFile[] },
): ProjectReading {
  const slices: Slice[] = reading.slices.map((slice) => {
    // From the end, so that the offsets of those before still hold.
    const own = edits.filter(({ path }) => path === slice.path).sort((a, b) => b.start - a.start || b.end - a.end);
    return own.length === 0 ? slice : updateSlice(slice, own);
  });
  for (const { path, text } of newFiles) slices.push(readSlice(path, text));
  return unite(slices, reading.project.header.name, reading);
}
