import { documentFields } from "../model/fields/index.ts";
import type { DocumentText } from "../text/editing/index.ts";
import { frontMatterSoFar, isOfDocument } from "../text/reading/frontMatter.ts";
import type { Slice } from "../text/reading/index.ts";
import { readSlice } from "../text/reading/slice.ts";
import type { Meaning } from "./context.ts";
import { isSlice, type ReadFile } from "./target.ts";

/** A text that states fields: a slice, or the front matter of a document as if it were one. */
export interface FieldText {
  readonly slice: Slice;
  /** Where it begins in its file. */
  readonly base: number;
  /** What it is as a whole. */
  readonly whole: Meaning;
}

/** Front matter is a group of fields without records. */
const frontMatter: Meaning = {
  is: "value",
  type: { kind: "group", fields: documentFields },
  field: { type: { kind: "group", fields: documentFields }, about: "", example: "", presence: "optional" },
  name: "front matter",
  record: undefined,
  isItem: false,
};

/** The text with fields that a place lies in; undefined in the prose of a document, and in front matter of other programs. */
export function fieldTextAt(file: ReadFile, offset: number): FieldText | undefined {
  if (isSlice(file)) return { slice: file, base: 0, whole: { is: "document" } };
  return file.isDocument ? frontMatterAt(file, offset) : undefined;
}

/** The front matter that a place lies in, which may still be without its end. */
export function frontMatterAt(
  { path, text }: DocumentText,
  offset: number,
): (FieldText & { readonly isOfDocument: boolean }) | undefined {
  const found = frontMatterSoFar(text);
  if (found === undefined) return undefined;
  const { start, end, isClosed } = found;
  // On the line of dashes itself no field can stand.
  if (offset < start || offset > end || (isClosed && offset === end)) return undefined;
  const slice = readSlice(path, text.slice(start, end));
  return { slice, base: start, whole: frontMatter, isOfDocument: isOfDocument(slice.tree) };
}
