import { type Namespace, namespaces, type SectionName, sections } from "../../model/fields/index.ts";
import type { Id } from "../../model/identifier.ts";
import type { NamedRecord, RecordOf } from "../../model/records.ts";
import type { Entry } from "../tree/node.ts";
import type { RecordReading } from "./readRecord.ts";
import type { Slice } from "./slice.ts";

/** A record with the place it is written at. */
export interface RecordPlace {
  readonly section: SectionName;
  readonly record: NamedRecord;
  readonly reading: RecordReading;
  readonly slice: Slice;
  readonly entry: Entry;
  /** Where its entry begins in the slice's text: the start of its line. */
  readonly start: number;
  /** The stage it belongs to. */
  readonly parent: RecordPlace | undefined;
  /** Its number among all places of its reading, from 0. */
  readonly position: number;
}

/** Of each namespace: the numbers of the places that ids lead to, in the order of their records. */
export type IdTable = Readonly<Record<Namespace, ReadonlyMap<Id, number>>>;

/** Finds records by what names them, and by where they stand. */
export class ProjectIndex {
  /** All records: slice by slice in their order, stages before their tasks. Also those whose id is taken by an earlier one. */
  readonly places: readonly RecordPlace[];
  /** The same object as in the reading before while no id came, went or moved. */
  readonly ids: IdTable;
  /** The places of records that had other ids once. */
  readonly renamed: readonly RecordPlace[];
  /** The numbers of places with references that lead nowhere, or not where they should. */
  readonly unsound: Set<number> = new Set();
  readonly #byOldId = new Map<Namespace, Map<Id, RecordPlace>>();

  constructor(places: readonly RecordPlace[], ids: IdTable) {
    this.places = places;
    this.ids = ids;
    this.renamed = places.filter(({ record }) => (record as RecordOf<"tasks">).was !== undefined);
    for (const place of this.renamed) {
      const { namespace } = sections[place.section];
      const index = this.#byOldId.get(namespace) ?? new Map<Id, RecordPlace>();
      this.#byOldId.set(namespace, index);
      for (const id of (place.record as RecordOf<"tasks">).was ?? []) if (!index.has(id)) index.set(id, place);
    }
  }

  /** Whether several records have the same id. */
  get hasTwice(): boolean {
    let ids = 0;
    for (const namespace of namespaces) ids += this.ids[namespace].size;
    return ids < this.places.length;
  }

  /** The record of that id. */
  find(namespace: Namespace, id: Id): RecordPlace | undefined {
    const position = this.ids[namespace].get(id);
    return position === undefined ? undefined : this.places[position];
  }

  /** The record that had this id once, when none has it now. */
  findRenamed(namespace: Namespace, id: Id): RecordPlace | undefined {
    return this.ids[namespace].has(id) ? undefined : this.#byOldId.get(namespace)?.get(id);
  }

  /** The record that an id means in a log or a baseline, which keep the ids of their time. */
  resolve(namespace: Namespace, id: Id): RecordPlace | undefined {
    return this.find(namespace, id) ?? this.#byOldId.get(namespace)?.get(id);
  }

  /** All ids of a namespace, in the order of their records. */
  idsOf(namespace: Namespace): Iterable<Id> {
    return this.ids[namespace].keys();
  }

  /** The records of a namespace that its ids lead to, in their order. */
  *inNamespace(namespace: Namespace): Iterable<RecordPlace> {
    for (const position of this.ids[namespace].values()) yield this.places[position] as RecordPlace;
  }

  /** The place of a record value that came out of this reading. */
  placeOf(section: SectionName, record: NamedRecord): RecordPlace | undefined {
    const place = this.find(sections[section].namespace, record.id);
    return place?.record === record ? place : this.places.find((candidate) => candidate.record === record);
  }

  /** The innermost record whose entry holds an offset of a slice. */
  at(path: string, offset: number): RecordPlace | undefined {
    let best: RecordPlace | undefined;
    for (const place of this.places) {
      if (place.slice.path !== path || place.start > offset || offset > place.start + place.entry.length) continue;
      if (best === undefined || place.start >= best.start) best = place;
    }
    return best;
  }
}

/**
 * The ids of places; of those that have the same one, the first.
 * @param onTwice is told which place has the id of an earlier one
 */
export function idTable(
  places: readonly RecordPlace[],
  onTwice: (place: RecordPlace, first: RecordPlace) => void = () => {},
): IdTable {
  const table = Object.fromEntries(namespaces.map((name) => [name, new Map<Id, number>()])) as Record<
    Namespace,
    Map<Id, number>
  >;
  for (const place of places) {
    const ids = table[sections[place.section].namespace];
    const first = ids.get(place.record.id);
    if (first === undefined) ids.set(place.record.id, place.position);
    else onTwice(place, places[first] as RecordPlace);
  }
  return table;
}
