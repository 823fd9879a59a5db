import type { Namespace } from "../../model/fields/index.ts";
import { sections } from "../../model/fields/index.ts";
import { isId } from "../../model/identifier.ts";
import { type DocumentReading, recordOfLink } from "./document.ts";
import type { ProjectIndex, RecordPlace } from "./projectIndex.ts";
import type { ProjectReading } from "./unite.ts";

/** An id in a document that means a record: in its front matter, in a link, or at a box of a checklist. */
export interface DocumentReference {
  /** Of the id alone. */
  readonly start: number;
  readonly end: number;
  readonly id: string;
  readonly to: readonly Namespace[];
  /** The record it means, by the id it has or had; absent where there is none. */
  readonly place: RecordPlace | undefined;
}

/** All ids in a document that mean records. People's names at boxes are no ids, and other files than slices have no records. */
export function referencesInDocument(
  { index, slices }: ProjectReading,
  document: DocumentReading,
): readonly DocumentReference[] {
  const found: DocumentReference[] = [];
  const paths = new Set(document.links.length === 0 ? [] : slices.map(({ path }) => path));
  for (const { start, end, id, to } of document.references) {
    found.push({ start, end, id, to, place: firstOf(index, to, id) });
  }
  for (const { start, end, who } of document.people) {
    if (isId(who)) found.push({ start, end, id: who, to: ["people"], place: index.resolve("people", who) });
  }
  for (const link of document.links) {
    if (!paths.has(link.path)) continue;
    const place = recordOfLink(index, link);
    const section = link.section ?? place?.section;
    const to = section === undefined ? [] : [sections[section].namespace];
    found.push({ start: link.idStart, end: link.idEnd, id: link.id, to, place });
  }
  return found;
}

function firstOf(index: ProjectIndex, to: readonly Namespace[], id: string): RecordPlace | undefined {
  for (const namespace of to) {
    const place = index.resolve(namespace, id);
    if (place !== undefined) return place;
  }
  return undefined;
}
