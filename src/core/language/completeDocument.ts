import { documentCatalogue } from "../documents/catalogue.ts";
import { formatWeek, parseDate } from "../model/date.ts";
import { documentFields, isSectionName } from "../model/fields/index.ts";
import { decodedPath, relativePath, resolvePath } from "../model/relativePath.ts";
import type { DocumentText } from "../text/editing/index.ts";
import { isInCode, recordOfLink } from "../text/reading/document.ts";
import type { ProjectReading, RecordPlace } from "../text/reading/index.ts";
import { candidates } from "./candidates.ts";
import type { CompletionOptions } from "./complete.ts";
import { completeKey } from "./completeKeys.ts";
import { completeValue, type Offer, offerOf, offers } from "./completeValues.ts";
import { type Completion, type Completions, matches, mostCompletions, noCompletions } from "./completion.ts";
import { contextAt } from "./context.ts";
import { type FieldText, frontMatterAt } from "./fieldText.ts";
import { lineEndOf, lineStartOf } from "./lines.ts";
import { planTable } from "./table.ts";

/** What a place of a document is completed from. */
interface Sources {
  readonly reading: ProjectReading;
  readonly document: DocumentText;
  readonly offset: number;
  readonly options: CompletionOptions;
}

/**
 * What could be written at a place of a Markdown document, likeliest first: in its front matter, at `who:` of a checklist's box, and
 * behind the `#` of a link to a slice. Nothing anywhere else.
 */
export function completionsInDocument(
  reading: ProjectReading,
  document: DocumentText,
  offset: number,
  options: CompletionOptions,
): Completions {
  const { text } = document;
  const sources = { reading, document, offset, options };
  const fields = frontMatterAt(document, offset);
  if (fields !== undefined) return inFrontMatter(sources, fields);
  const lineStart = lineStartOf(text, offset);
  const before = text.slice(lineStart, offset);
  const found = inLink(sources, before) ?? atBox(sources, before);
  // Code shows how something is written; it means nothing. Looked at last, since it takes the whole text.
  return found === undefined || found.items.length === 0 || isInCode(text, lineStart) ? noCompletions : found;
}

function inFrontMatter(
  { reading, document, offset, options }: Sources,
  { slice, base, whole, isOfDocument }: FieldText & { readonly isOfDocument: boolean },
): Completions {
  const context = contextAt(slice.text, slice.tree, offset - base, planTable, whole);
  if (context === undefined) return noCompletions;
  const { cursor, meaning } = context;
  const { today, now, files = [] } = options;
  const sources = { table: planTable, reading, slice, today, now, files: filesBeside(document.path, files) };
  const typed = slice.text.slice(cursor.start, cursor.at);
  let found = noCompletions;
  if (cursor.kind === "key") found = completeKey(sources, context);
  else if (meaning.is === "value") {
    const own = ownOffers(meaning.field, today);
    found =
      own === undefined
        ? completeValue(sources, { cursor, meaning })
        : offers(cursor, { start: cursor.start, typed }, own);
  }
  // Front matter of other programs is theirs, until it says which document it is.
  const items = isOfDocument ? found.items : found.items.filter(({ label }) => makesDocument.has(label));
  return { items: items.map((item) => moved(item, base)), isCut: found.isCut };
}

/** The fields that make a Markdown file one of the project's documents. */
const makesDocument: ReadonlySet<string> = new Set(
  Object.entries(documentFields).flatMap(([name, { presence }]) => (presence === "required" ? [name] : [])),
);

/** Values of fields that have no type of their own. */
function ownOffers(field: unknown, today: string): readonly Offer[] | undefined {
  if (field === documentFields.document) {
    return documentCatalogue
      .filter(({ form }) => form === "document")
      .map(({ id, title, description }) => ({
        text: id,
        kind: "word",
        description: title,
        documentation: description,
        also: title,
      }));
  }
  const day = parseDate(today);
  if (field !== documentFields.week || day === undefined) return undefined;
  return ["This week", "Last week"].map((description, index) => ({
    text: formatWeek(day - 7 * index),
    kind: "date",
    description,
  }));
}

/** The project's other Markdown files as a document names them: from where it lies itself. */
function filesBeside(path: string, files: readonly string[]): readonly string[] {
  return files.filter((file) => file !== path && file.endsWith(".md")).map((file) => relativePath(path, file));
}

function moved(item: Completion, base: number): Completion {
  return { ...item, start: base + item.start, end: base + item.end };
}

/** A link's target up to the cursor, behind its `#`: of an inline link, or of one that stands apart. */
const linkSoFar =
  /(?:\]\([ \t]*<?|^ {0,3}\[[^\]\n]{1,200}\]:[ \t]*<?)([^()<>\s#]{0,300}\.yaml)#((?:[a-z][a-z0-9-]{0,60}\/)?[a-z0-9-]{0,60})$/;

/** The records of the slice that a link leads to. */
function inLink({ reading, document, offset }: Sources, before: string): Completions | undefined {
  const match = linkSoFar.exec(before);
  if (match === null) return undefined;
  const [, file = "", typed = ""] = match;
  const path = resolvePath(document.path, decodedPath(file));
  const start = offset - typed.length;
  const end = offset + (/^[a-z0-9-/]*/.exec(document.text.slice(offset, offset + 100))?.[0].length ?? 0);
  const all = reading.index.places.filter((place) => place.slice.path === path);
  const shown = all.flatMap((place): readonly Offer[] => {
    const text = idInLink(reading, place, typed);
    const { name } = place.record;
    const isWanted = text !== undefined && (matches(typed, text) || matches(typed, name));
    return isWanted ? [{ ...offerOf({ table: planTable, reading }, place), text }] : [];
  });
  const { items } = offers({ start, end, needsSpace: false }, { start, typed }, shown.slice(0, mostCompletions));
  return { items, isCut: shown.length > mostCompletions };
}

/** How a link names a record of its file: by the id alone where that leads to it, else with its section before it. */
function idInLink({ index }: ProjectReading, place: RecordPlace, typed: string): string | undefined {
  const { section, record, slice } = place;
  const { path } = slice;
  // Of two with one id in one section, the first one is meant.
  if (recordOfLink(index, { path, section, id: record.id }) !== place) return undefined;
  const stated = typed.includes("/") ? typed.slice(0, typed.indexOf("/")) : undefined;
  if (stated !== undefined && isSectionName(stated)) return stated === section ? `${section}/${record.id}` : undefined;
  const isClear = recordOfLink(index, { path, section: undefined, id: record.id }) === place;
  return isClear ? record.id : `${section}/${record.id}`;
}

/** The comment of a box up to the cursor: what stands in it, and the last word. */
const boxSoFar = /\[[ xX]\][ \t].*<!--((?:(?!-->).)*)$/;

/** At the comment of a checklist's box: who sees to it. */
function atBox({ reading, document, offset }: Sources, before: string): Completions | undefined {
  const comment = boxSoFar.exec(before)?.[1];
  if (comment === undefined || !/^[ \t]/.test(comment)) return undefined;
  const { text } = document;
  const after = text.slice(offset, lineEndOf(text, offset));
  const names = /(?:^|[ \t])who:((?:"[^"]*"|[^\s",]+)?(?:,(?:"[^"]*"|[^\s",]*))*)$/.exec(comment)?.[1];
  if (names === undefined) return whoField(comment, after, offset);
  const typed = names.slice(names.lastIndexOf(",") + 1);
  const rest = /^[a-z0-9]*(?:-[a-z0-9]+)*/.exec(after)?.[0] ?? "";
  const behind = /^(?:,[^\s]*)?/.exec(after.slice(rest.length))?.[0] ?? "";
  const taken = new Set([...names.split(",").slice(0, -1), ...behind.split(",")].filter((name) => name !== ""));
  const { places, isCut } = candidates(reading, ["people"], typed, undefined, taken);
  const start = offset - typed.length;
  const end = offset + rest.length;
  const { items } = offers(
    { start, end, needsSpace: false },
    { start, typed },
    places.map((place) => offerOf({ table: planTable, reading }, place)),
  );
  return { items, isCut };
}

/** The field itself, once the item has its id. */
function whoField(comment: string, after: string, offset: number): Completions | undefined {
  const match = /^[ \t]+[a-z][a-z0-9-]*[ \t](?:[^\s]+[ \t])*(w?h?o?)$/.exec(comment);
  if (match === null || `${comment}${after}`.includes("who:") || /^[\w-]/.test(after.replace(/^-->/, "")))
    return undefined;
  const typed = match[1] ?? "";
  const offer: Completion = {
    kind: "field",
    label: "who",
    detail: "the id of a person",
    documentation: "Who sees to it: the id of a person or role, or several with commas between them.",
    insert: "who:",
    isSnippet: false,
    start: offset - typed.length,
    end: offset,
    asksOn: true,
  };
  return { items: [offer], isCut: false };
}
