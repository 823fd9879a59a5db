import { sectionOf, sections } from "../../model/fields/index.ts";
import { type Id, isId } from "../../model/identifier.ts";
import type { RecordOf } from "../../model/records.ts";
import type { RecordPlace } from "../reading/projectIndex.ts";
import { quote } from "../reading/readValue.ts";
import type { ProjectReading } from "../reading/unite.ts";
import { type Change, inOrder } from "./compose.ts";
import { type Draft, planned, Refusal } from "./draft.ts";
import type { DocumentText, EditPlan, TextEdit } from "./edit.ts";
import { lineStartOf } from "./layout.ts";
import { Mentions } from "./mentions.ts";
import { setKey } from "./records.ts";
import { referencesTo } from "./references.ts";

/**
 * Gives a record another id, everywhere it is named: in slices, in Markdown documents and in checklists. It keeps the old id in
 * `was`, so that logs and baselines, which are not touched, still find it. The second of two records with one id only gets the new
 * one: what refers to the id means the first.
 */
export function renameRecord(
  reading: ProjectReading,
  place: RecordPlace,
  newId: Id,
  documents: readonly DocumentText[] = [],
): EditPlan {
  const documentEdits: TextEdit[] = [];
  const plan = planned(reading, (draft) => {
    if (newId === place.record.id) return;
    refuseImpossible(reading, place, newId);
    const changes = new Map<string, Change[]>([[place.slice.path, [keyChange(place, newId)]]]);
    const add = (path: string, found: readonly Change[]): void => {
      changes.set(path, [...(changes.get(path) ?? []), ...found]);
    };
    if (reading.index.find(sections[place.section].namespace, place.record.id) === place) {
      for (const [path, found] of referenceChanges(reading, place, newId)) add(path, found);
      const mentions = new Mentions(reading, place, newId);
      for (const slice of reading.slices) add(slice.path, mentions.inSlice(slice));
      for (const { path, text } of documents) {
        documentEdits.push(...withoutOverlap(mentions.inDocument(path, text)).map((change) => ({ path, ...change })));
      }
      leaveOldId(draft, place, newId);
    }
    // Says so if the record is no longer where it was.
    draft.chainOf(place);
    for (const [path, found] of changes) {
      const moved = withoutOverlap(found).map(({ start, end, text }) => {
        const from = draft.moved(path, start);
        return { start: from, end: from + end - start, text };
      });
      draft.change(path, moved);
    }
    draft.verify(quote(place.record.id), () => true);
  });
  return plan.refusal === undefined ? { ...plan, edits: [...plan.edits, ...documentEdits] } : plan;
}

function refuseImpossible({ index }: ProjectReading, place: RecordPlace, newId: Id): void {
  if (!isId(newId)) {
    throw new Refusal(
      `${quote(newId)} can't be an id. Use up to 40 small letters, digits and hyphens, beginning with a letter.`,
    );
  }
  if (place.section === "baselines") throw new Refusal("A baseline is never changed, nor is its id.");
  const { namespace } = sections[place.section];
  const other = index.find(namespace, newId);
  if (other !== undefined)
    throw new Refusal(`The id ${quote(newId)} is taken by ${quote(other.record.name)}. Choose another one.`);
  const former = index.findRenamed(namespace, newId);
  if (former !== undefined && former !== place) {
    throw new Refusal(
      `${quote(former.record.name)} had the id ${quote(newId)} once, and logs may mean it. Choose another one.`,
    );
  }
}

/** The key with the new id, in its quotes if it has some. */
function keyChange(place: RecordPlace, newId: Id): Change {
  const { key } = place.entry;
  const start = place.start + (key?.start ?? 0);
  const end = place.start + (key?.end ?? 0);
  const mark = key?.style === "single-quoted" ? "'" : key?.style === "double-quoted" ? '"' : "";
  return { start, end, text: mark + newId + mark };
}

function referenceChanges(
  reading: ProjectReading,
  place: RecordPlace,
  newId: Id,
): ReadonlyMap<string, readonly Change[]> {
  const oldId = place.record.id;
  const texts = new Map(reading.slices.map(({ path, text }) => [path, text]));
  const found = new Map<string, Change[]>();
  for (const { path, start, end, reference } of referencesTo(reading, new Set([place]))) {
    if (reference.id !== oldId) continue;
    const text = texts.get(path) ?? "";
    if (text.slice(start, end) !== oldId) {
      const line = text.slice(0, lineStartOf(text, start)).split("\n").length;
      throw new Refusal(
        `${quote(oldId)} is named in a way that can't be edited in ${path}, line ${line}. Write it plainly there first.`,
      );
    }
    const changes = found.get(path);
    const change = { start, end, text: newId };
    if (changes === undefined) found.set(path, [change]);
    else changes.push(change);
  }
  return found;
}

/** Adds the old id to `was`; a record that gets back an id it had before no longer names that. */
function leaveOldId(draft: Draft, place: RecordPlace, newId: Id): void {
  const oldId = place.record.id;
  if (!isId(oldId)) return;
  const { fields } = sectionOf(place.section);
  const before = (place.record as RecordOf<"tasks">).was ?? [];
  const was = [...before.filter((id) => id !== newId && id !== oldId), oldId];
  setKey(draft, place.slice.path, draft.chainOf(place), "was", was, fields);
}

/** One change for each place, though two kinds of mention may find it. */
function withoutOverlap(changes: readonly Change[]): readonly Change[] {
  let end = -1;
  return inOrder(changes).filter((change) => {
    if (change.start < end) return false;
    end = change.end;
    return true;
  });
}
