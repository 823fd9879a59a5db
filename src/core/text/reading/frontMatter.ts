import type { Entry } from "../tree/node.ts";

/** A stretch of a text, in offsets of it. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Longer ones are nobody's writing. */
const longestFrontMatter = 100_000;

/** Where the front matter of a Markdown text stands, without its lines of dashes. */
export function frontMatterOf(text: string): Stretch | undefined {
  const start = openingEnd(text);
  if (start === undefined) return undefined;
  const closing = /^---[ \t]*$/m.exec(text.slice(start, start + longestFrontMatter).replaceAll("\r", " "));
  return closing === null ? undefined : { start, end: start + closing.index };
}

/** The front matter that is being written: where its second line of dashes is still to come, it goes on to the next blank line. */
export function frontMatterSoFar(text: string): (Stretch & { readonly isClosed: boolean }) | undefined {
  const whole = frontMatterOf(text);
  if (whole !== undefined) return { ...whole, isClosed: true };
  const start = openingEnd(text);
  if (start === undefined) return undefined;
  const rest = text.slice(start, start + longestFrontMatter);
  const blank = /^[ \t]*\r?$/m.exec(rest);
  return { start, end: start + (blank?.index ?? rest.length), isClosed: false };
}

function openingEnd(text: string): number | undefined {
  return /^\uFEFF?---[ \t]*\r?\n/.exec(text.slice(0, 100))?.[0].length;
}

/** Whether front matter says which document it is; that of other programs is left alone. */
export function isOfDocument({ value }: Entry): boolean {
  return value?.kind === "map" && value.entries.some(({ key }) => key?.text === "document");
}
