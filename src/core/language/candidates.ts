import { type Namespace, type SectionName, sections } from "../model/fields/index.ts";
import type { Id } from "../model/identifier.ts";
import type { ProjectReading, RecordPlace } from "../text/reading/index.ts";
import { matches, mostCompletions } from "./completion.ts";
import type { RecordName } from "./context.ts";

/** Records that a reference could mean, likeliest first. */
export interface Candidates {
  readonly places: readonly RecordPlace[];
  readonly isCut: boolean;
}

/**
 * The records of some namespaces that fit what was typed, by id or by name: those beside the record that refers first, the one before
 * it foremost, then those of the stages around it, then all others in their order. The record itself, what it is part of and what is taken already are left out.
 */
export function candidates(
  reading: ProjectReading,
  namespaces: readonly Namespace[],
  typed: string,
  from: RecordName | undefined,
  taken: ReadonlySet<Id>,
): Candidates {
  const stages = from?.stages ?? [];
  const own = new Set(from === undefined ? [] : [from.id, ...stages]);
  const rank = new Map(stages.map((id, index) => [id, stages.length - index]));
  const byRank: RecordPlace[][] = Array.from({ length: stages.length + 3 }, () => []);
  const last = byRank.length - 1;
  for (const namespace of namespaces) {
    for (const place of reading.index.inNamespace(namespace)) {
      const { id, name } = place.record;
      if (taken.has(id) || (own.has(id) && place.section === from?.section)) continue;
      if (!matches(typed, id) && !matches(typed, name)) continue;
      // A whole beginning of the id is what one types; else what is near comes first.
      const near = rank.get(place.parent?.record.id ?? "") ?? (place.parent === undefined ? stages.length + 1 : last);
      byRank[typed !== "" && id.startsWith(typed) ? 0 : near]?.push(place);
    }
  }
  const beside = byRank[1];
  if (beside !== undefined && from !== undefined) byRank[1] = nearestFirst(reading, beside, from);
  const all = byRank.flat();
  return { places: all.slice(0, mostCompletions), isCut: all.length > mostCompletions };
}

function nearestFirst(reading: ProjectReading, places: readonly RecordPlace[], from: RecordName): RecordPlace[] {
  const section = Object.hasOwn(sections, from.section) ? sections[from.section as SectionName] : undefined;
  const own = section && reading.index.find(section.namespace, from.id);
  if (own === undefined) return [...places];
  const isBefore = (place: RecordPlace): boolean => place.slice === own.slice && place.start < own.start;
  return [...places.filter(isBefore).reverse(), ...places.filter((place) => !isBefore(place))];
}
