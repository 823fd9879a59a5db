import type { ValueType } from "../model/fields/index.ts";
import { resolvePath } from "../model/relativePath.ts";
import type { ProjectReading, Slice } from "../text/reading/index.ts";
import type { Entry, Value } from "../text/tree/node.ts";
import { below, type Meaning } from "./context.ts";
import { mentionsIn } from "./mentions.ts";
import { type LanguageTable, planTable } from "./table.ts";
import { type FileRange, keyRange } from "./target.ts";

/** A stretch of a slice that leads somewhere. */
export interface DocumentLink {
  readonly start: number;
  readonly end: number;
  readonly target:
    | { readonly kind: "address"; readonly address: string }
    /** A file of the project. */
    | { readonly kind: "file"; readonly path: string }
    /** A record. */
    | { readonly kind: "place"; readonly place: FileRange };
}

/** Links in one file beyond these cost more than they help. */
const mostLinks = 5000;

/**
 * Where a slice leads: addresses, files that it names, and records that a text or a comment mentions as `section/id`. Files outside
 * the project folder are no links.
 */
export function documentLinks(
  reading: ProjectReading,
  slice: Slice,
  table: LanguageTable = planTable,
): readonly DocumentLink[] {
  const found: DocumentLink[] = [...addresses(slice.text), ...mentions(reading, slice)];
  collectFiles(table, { is: "document" }, slice.tree, 0, slice.path, found);
  return found.sort((a, b) => a.start - b.start).slice(0, mostLinks);
}

function* addresses(text: string): Iterable<DocumentLink> {
  for (const { 0: match, index } of text.matchAll(/https?:\/\/[^\s"'<>[\]{},]+/g)) {
    const address = match.replace(/[.,;:!?)]+$/, "");
    yield { start: index, end: index + address.length, target: { kind: "address", address } };
  }
}

function* mentions(reading: ProjectReading, { text }: Slice): Iterable<DocumentLink> {
  for (const { start, end, place } of mentionsIn(reading, text)) {
    const to = keyRange(place);
    if (to !== undefined) yield { start, end, target: { kind: "place", place: to } };
  }
}

function collectFiles(
  table: LanguageTable,
  meaning: Meaning,
  entry: Entry,
  base: number,
  path: string,
  into: DocumentLink[],
): void {
  const { value } = entry;
  if (value === undefined) return;
  if (value.kind === "scalar") {
    if (meaning.is !== "value" || singleOf(meaning.type) !== "address" || isAddress(value.text)) return;
    const target = fileNamed(value.text, path);
    if (target === undefined) return;
    const quote = value.style === "plain" ? 0 : 1;
    into.push({
      start: base + value.start + quote,
      end: base + value.end - quote,
      target: { kind: "file", path: target },
    });
    return;
  }
  if (value.kind === "list") {
    for (const [item, start] of inside(value, base)) collectFiles(table, meaning, item, start, path, into);
    return;
  }
  for (const [inner, start] of inside(value, base)) {
    const next = inner.key === undefined ? meaning : below(table, meaning, inner.key.text);
    if (next.is === "section" || next.is === "record" || mayHoldFiles(next))
      collectFiles(table, next, inner, start, path, into);
  }
}

function* inside(value: Exclude<Value, { readonly kind: "scalar" }>, base: number): Iterable<readonly [Entry, number]> {
  for (let index = 0; index < value.entries.length; index++) {
    yield [value.entries[index] as Entry, base + (value.starts[index] ?? 0)];
  }
}

function mayHoldFiles(meaning: Meaning): boolean {
  if (meaning.is !== "value") return false;
  const { kind } = meaning.type;
  return kind === "group" || kind === "map" || singleOf(meaning.type) === "address";
}

function singleOf(type: ValueType): string {
  return type.kind === "list" ? type.of.kind : type.kind;
}

function isAddress(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:/i.test(text);
}

/**
 * The path below the project folder that a file named in a slice has; undefined when that lies outside. Files are named from the
 * project folder, whichever slice names them, or with `./` and `../` from the slice's own folder.
 */
function fileNamed(name: string, from: string): string | undefined {
  if (name.startsWith("/") || name.includes("\\") || name.length > 500) return undefined;
  const path = resolvePath(/^\.\.?\//.test(name) ? from : "", name.split("#")[0] ?? "");
  return path === "" ? undefined : path;
}
