import type { SectionName } from "../model/fields/index.ts";
import type { Id } from "../model/identifier.ts";
import type { Project, ProjectHeader } from "../model/records.ts";

/** A project as another system states it: values of the model, sections that it knows nothing of left out. */
export type ImportedProject = { readonly header: Omit<ProjectHeader, "version"> } & Partial<Omit<Project, "header">>;

/** What became of a source field that did not come over as it was. */
export type Fate =
  /** The plan says something near it. */
  | "changed"
  /** The plan has no field for it; it stands verbatim beside what it belongs to, under `x-<system>`. */
  | "kept"
  /** It is not in the plan. */
  | "left-out";

/** A kind of thing in the source: an element, a field, a keyword. */
export interface SourceCount {
  /** In the source's own words, with what it belongs to: `Task/Contact`, `task flags`. */
  readonly source: string;
  /** How often it stands there. */
  readonly count: number;
}

export interface Loss extends SourceCount {
  readonly fate: Fate;
  /** What the plan says instead, or why it does not say it, as a sentence for people. */
  readonly why: string;
  /** The first few places: names, lines. */
  readonly places: readonly string[];
}

/** A source field that has no place in the language and is kept with its record. */
export interface KeptFields {
  /** Undefined for the project itself. */
  readonly of: { readonly section: SectionName; readonly id: Id } | undefined;
  /** In the source's own words: name → value. */
  readonly fields: ReadonlyMap<string, string>;
}

/**
 * What a reader of a foreign format returns. Everything the file states is accounted for: it is counted in `mapped`, or stands in
 * `losses` with its fate.
 */
export interface Imported {
  /** The name of the system as ids in `links` and `x-` fields say it: `msproject`. */
  readonly system: string;
  readonly project: ImportedProject;
  readonly kept: readonly KeptFields[];
  readonly mapped: readonly SourceCount[];
  readonly losses: readonly Loss[];
}

/** A file that can't be read at all: one plain sentence that says why and what to do, with its line where there is one. */
export interface ImportRefusal {
  readonly refusal: string;
  readonly line?: number;
}

export type ImportResult = Imported | ImportRefusal;

/** Thrown inside a reader, where going on makes no sense; it never leaves the reader. */
export class Unreadable extends Error {
  override readonly name = "Unreadable";
  readonly line: number | undefined;

  constructor(message: string, line?: number) {
    super(message);
    this.line = line;
  }
}
