import { isId } from "../model/identifier.ts";
import type { DocumentText, EditPlan } from "../text/editing/index.ts";
import { Mentions } from "../text/editing/mentions.ts";
import { renameRecord } from "../text/editing/renameRecord.ts";
import { readDocument } from "../text/reading/document.ts";
import { referencesInDocument } from "../text/reading/documentReferences.ts";
import type { ProjectReading, RecordPlace } from "../text/reading/index.ts";
import { type ClassTarget, classAt, definitionOfClass, renameClass } from "./classes.ts";
import { type FileRange, keyRange, namespaceOf, type ReadFile, targetAt } from "./target.ts";

/** Where the record that an id at this place means is written; undefined where no id stands, or nothing has it. */
export function definitionAt(
  reading: ProjectReading,
  file: ReadFile,
  offset: number,
): { readonly from: FileRange; readonly to: FileRange; readonly whole: FileRange } | undefined {
  const target = targetAt(reading, file, offset);
  const ofClass = target === undefined ? classAt(reading, file, offset) : undefined;
  if (ofClass?.place !== undefined) return { from: ofClass, ...definitionOfClass(ofClass.place) };
  const to = target?.place && keyRange(target.place);
  if (target?.place === undefined || to === undefined) return undefined;
  const { start, entry } = target.place;
  const whole = { path: to.path, start, end: start + entry.length };
  return { from: { path: file.path, start: target.start, end: target.end }, to, whole };
}

/**
 * Every place that names a record: in fields, in logs, and in texts and documents, as `section/id` or as a link to its file. The
 * record's own id stands first when it is asked for.
 */
export function referencesTo(
  reading: ProjectReading,
  place: RecordPlace,
  documents: readonly DocumentText[] = [],
  withDefinition = true,
): readonly FileRange[] {
  const found: FileRange[] = [];
  const own = keyRange(place);
  if (withDefinition && own !== undefined) found.push(own);
  const namespace = namespaceOf(place.section);
  const ids = new Set([place.record.id, ...oldIds(place)]);
  const isMeant = (to: readonly string[], id: string): boolean =>
    ids.has(id) && to.includes(namespace) && reading.index.resolve(namespace, id) === place;
  for (const { slice, start, reading: record } of reading.index.places) {
    for (const reference of record.references) {
      if (!isMeant(reference.to, reference.id)) continue;
      found.push({ path: slice.path, start: start + reference.start, end: start + reference.end });
    }
  }
  for (const { path, start, end, reference } of reading.looseReferences) {
    if (isMeant(reference.to, reference.id)) found.push({ path, start, end });
  }
  const mentions = new Mentions(reading, place, place.record.id);
  for (const slice of reading.slices) found.push(...mentions.inSlice(slice).map(at(slice.path)));
  for (const { path, text } of documents) {
    if (![...ids].some((id) => text.includes(id))) continue;
    const places = referencesInDocument(reading, readDocument(path, text)).filter((other) => other.place === place);
    const all = [...places, ...mentions.inDocument(path, text)];
    const once = new Map(all.map((one) => [one.end, one]));
    found.push(...[...once.values()].sort((a, b) => a.start - b.start).map(at(path)));
  }
  return found;
}

function oldIds({ record }: RecordPlace): readonly string[] {
  return (record as { readonly was?: readonly string[] }).was ?? [];
}

const at =
  (path: string) =>
  ({ start, end }: { readonly start: number; readonly end: number }): FileRange => ({ path, start, end });

/** An id that can be renamed: a record's, or that of a class of service. */
export type Renamable = { readonly range: FileRange; readonly id: string } & (
  | { readonly place: RecordPlace; readonly ofClass?: undefined }
  | { readonly ofClass: ClassTarget }
);

/** The id that can be renamed at a place, or why none can. */
export function prepareRename(
  reading: ProjectReading,
  file: ReadFile,
  offset: number,
): Renamable | { readonly refusal: string } {
  if (reading.isNewer) return { refusal: "A newer version of Gantry made this project. Update Gantry to edit it." };
  const target = targetAt(reading, file, offset);
  const ofClass = target === undefined ? classAt(reading, file, offset) : undefined;
  if (ofClass?.place !== undefined) return { range: ofClass, id: ofClass.id, ofClass };
  if (target === undefined) return { refusal: "Put the cursor on an id. Names can be changed as they stand." };
  if (target.place === undefined) return { refusal: `There is no record “${target.id}” to rename.` };
  const range = { path: file.path, start: target.start, end: target.end };
  return { range, id: target.id, place: target.place };
}

/** The edits that give the record at a place another id, everywhere. */
export function renameAt(
  reading: ProjectReading,
  file: ReadFile,
  offset: number,
  newId: string,
  documents: readonly DocumentText[],
): EditPlan {
  const found = prepareRename(reading, file, offset);
  if ("refusal" in found) return { refusal: found.refusal };
  if (!isId(newId)) {
    return {
      refusal: `“${newId.slice(0, 60)}” can't be an id. Use up to 40 small letters, digits and hyphens, beginning with a letter.`,
    };
  }
  if (found.ofClass !== undefined) return renameClass(reading, found.ofClass, newId);
  return renameRecord(reading, found.place, newId, documents);
}
