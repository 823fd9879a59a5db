import type { RecordPlace } from "../reading/projectIndex.ts";
import type { LocalReference } from "../reading/readValue.ts";
import type { ProjectReading, ReferencePlace } from "../reading/unite.ts";

/**
 * The references to some records, also by ids they had before: of records and of the project's own facts. Not those of logs and
 * baselines, which keep the ids of their time.
 */
export function referencesTo(reading: ProjectReading, targets: ReadonlySet<RecordPlace>): readonly ReferencePlace[] {
  const found: ReferencePlace[] = [];
  for (const from of reading.index.places) {
    if (from.section === "baselines") continue;
    for (const reference of from.reading.references) {
      const target = targetOf(reading, reference);
      if (target === undefined || !targets.has(target)) continue;
      const { path } = from.slice;
      found.push({ path, start: from.start + reference.start, end: from.start + reference.end, reference, from });
    }
  }
  for (const place of reading.looseReferences) {
    const { field } = place.reference;
    if (field === "task" || field === "cost") continue;
    const target = targetOf(reading, place.reference);
    if (target !== undefined && targets.has(target)) found.push(place);
  }
  return found;
}

/** The record a reference means: one that has that id, else one that had it. */
function targetOf({ index }: ProjectReading, { to, id }: LocalReference): RecordPlace | undefined {
  for (const namespace of to) {
    const place = index.find(namespace, id);
    if (place !== undefined) return place;
  }
  for (const namespace of to) {
    const place = index.findRenamed(namespace, id);
    if (place !== undefined) return place;
  }
  return undefined;
}

/** A record and all that is nested in it. */
export function withNested({ index }: ProjectReading, place: RecordPlace): ReadonlySet<RecordPlace> {
  const all = new Set([place]);
  // Stages stand before their tasks.
  for (const candidate of index.places) {
    if (candidate.parent !== undefined && all.has(candidate.parent)) all.add(candidate);
  }
  return all;
}
