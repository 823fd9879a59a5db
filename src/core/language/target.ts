import type { Namespace, SectionName } from "../model/fields/index.ts";
import { sections } from "../model/fields/index.ts";
import { referencesInDocument } from "../text/reading/documentReferences.ts";
import type { DocumentReading, ProjectReading, RecordPlace, Slice } from "../text/reading/index.ts";
import { mentionsIn } from "./mentions.ts";

/** A file of a project that says something about its records. */
export type ReadFile = Slice | DocumentReading;

/** A stretch of a file of the project. */
export interface FileRange {
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

/** An id at a place of a file: the record's own, or one that refers to it. */
export interface Target {
  /** Of the id alone. */
  readonly start: number;
  readonly end: number;
  readonly id: string;
  readonly namespaces: readonly Namespace[];
  /** The record it means; absent when there is none. Old ids lead to the record that had them. */
  readonly place: RecordPlace | undefined;
  readonly isDefinition: boolean;
}

/** The id at a place, if there is one. */
export function targetAt(reading: ProjectReading, file: ReadFile, offset: number): Target | undefined {
  return isSlice(file) ? targetInSlice(reading, file, offset) : targetInDocument(reading, file, offset);
}

export function isSlice(file: ReadFile): file is Slice {
  return "tree" in file;
}

function targetInDocument(reading: ProjectReading, document: DocumentReading, offset: number): Target | undefined {
  const isHere = ({ start, end }: { readonly start: number; readonly end: number }): boolean =>
    start <= offset && offset <= end;
  const reference = referencesInDocument(reading, document).find(isHere);
  if (reference !== undefined) {
    const { start, end, id, to, place } = reference;
    return { start, end, id, namespaces: to, place, isDefinition: false };
  }
  for (const mention of mentionsIn(reading, document.text)) {
    if (!isHere(mention)) continue;
    const { id, end, place } = mention;
    return { start: end - id.length, end, id, namespaces: [namespaceOf(place.section)], place, isDefinition: false };
  }
  return undefined;
}

function targetInSlice(reading: ProjectReading, slice: Slice, offset: number): Target | undefined {
  const place = reading.index.at(slice.path, offset);
  if (place !== undefined) {
    const key = keyRange(place);
    if (key !== undefined && key.start <= offset && offset <= key.end) {
      const namespaces = [namespaceOf(place.section)];
      return { ...key, id: place.record.id, namespaces, place, isDefinition: true };
    }
    for (const { start, end, id, to } of place.reading.references) {
      const from = place.start + start;
      if (from <= offset && offset <= place.start + end) {
        return {
          start: from,
          end: place.start + end,
          id,
          namespaces: to,
          place: resolve(reading, to, id),
          isDefinition: false,
        };
      }
    }
  }
  for (const { path, start, end, reference } of reading.looseReferences) {
    if (path !== slice.path || start > offset || offset > end) continue;
    const { id, to } = reference;
    return { start, end, id, namespaces: to, place: resolve(reading, to, id), isDefinition: false };
  }
  return undefined;
}

function resolve(reading: ProjectReading, namespaces: readonly Namespace[], id: string): RecordPlace | undefined {
  for (const namespace of namespaces) {
    const place = reading.index.resolve(namespace, id);
    if (place !== undefined) return place;
  }
  return undefined;
}

export function namespaceOf(section: SectionName): Namespace {
  return sections[section].namespace;
}

/** Where a record's id stands, without quotes. */
export function keyRange({ slice, start, entry }: RecordPlace): FileRange | undefined {
  if (entry.key === undefined) return undefined;
  const quote = entry.key.style === "plain" ? 0 : 1;
  return { path: slice.path, start: start + entry.key.start + quote, end: start + entry.key.end - quote };
}
