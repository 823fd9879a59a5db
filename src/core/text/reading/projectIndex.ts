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

/** Finds records by what names them, and by where they stand. */
export class ProjectIndex {
  readonly #byId: Readonly<Record<Namespace, Map<Id, RecordPlace>>>;
  readonly #byOldId: Readonly<Record<Namespace, Map<Id, RecordPlace>>>;
  /** All records: slice by slice in their order, stages before their tasks. Also those whose id is taken by an earlier one. */
  readonly places: readonly RecordPlace[];

  constructor(places: readonly RecordPlace[], byId: Readonly<Record<Namespace, Map<Id, RecordPlace>>>) {
    this.places = places;
    this.#byId = byId;
    this.#byOldId = emptyIndex();
    for (const place of places) {
      const old = (place.record as RecordOf<"tasks">).was;
      if (old === undefined) continue;
      const index = this.#byOldId[sections[place.section].namespace];
      for (const id of old) if (!index.has(id)) index.set(id, place);
    }
  }

  /** The record of that id. */
  find(namespace: Namespace, id: Id): RecordPlace | undefined {
    return this.#byId[namespace].get(id);
  }

  /** The record that had this id once, when none has it now. */
  findRenamed(namespace: Namespace, id: Id): RecordPlace | undefined {
    return this.#byId[namespace].has(id) ? undefined : this.#byOldId[namespace].get(id);
  }

  /** The record that an id means in a log or a baseline, which keep the ids of their time. */
  resolve(namespace: Namespace, id: Id): RecordPlace | undefined {
    return this.#byId[namespace].get(id) ?? this.#byOldId[namespace].get(id);
  }

  /** All ids of a namespace, in the order of their records. */
  ids(namespace: Namespace): Iterable<Id> {
    return this.#byId[namespace].keys();
  }

  /** The records of a namespace that its ids lead to, in their order. */
  inNamespace(namespace: Namespace): Iterable<RecordPlace> {
    return this.#byId[namespace].values();
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

export function emptyIndex(): Record<Namespace, Map<Id, RecordPlace>> {
  return Object.fromEntries(namespaces.map((name) => [name, new Map()])) as Record<Namespace, Map<Id, RecordPlace>>;
}
