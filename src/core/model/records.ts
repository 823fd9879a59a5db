import type { progressFields, projectFields, SectionName, sections } from "./fields/sections.ts";
import type { ValuesOf } from "./fields/valueType.ts";
import type { Id } from "./identifier.ts";
import type { Instant } from "./moment.ts";

/** What all records have. */
export interface NamedRecord {
  readonly id: Id;
  /** Its id, while no name is stated. */
  readonly name: string;
}

/** A record of a section, with the fields that its table names. */
export type RecordOf<S extends SectionName> = NamedRecord & Omit<ValuesOf<(typeof sections)[S]["fields"]>, "name">;

/** A task, or a stage when it has tasks of its own. */
export type Task = RecordOf<"tasks"> & {
  /** In the author's order; empty for a leaf. */
  readonly tasks: readonly Task[];
  /** A stage may be empty as yet. */
  readonly isStage: boolean;
};
export type Milestone = RecordOf<"milestones">;
export type Person = RecordOf<"people">;
export type Calendar = RecordOf<"calendars">;
export type Iteration = RecordOf<"iterations">;
export type Risk = RecordOf<"risks">;
export type Baseline = RecordOf<"baselines">;
export type Cost = RecordOf<"costs">;

/** One entry of a progress log. */
export type ProgressEntry = Omit<ValuesOf<typeof progressFields>, "at"> & {
  readonly at: Instant;
  /** Path of the log, below the project folder. */
  readonly log: string;
};

/** What a project states once. What is not stated, or not understood, is left out. */
export type ProjectHeader = Omit<ValuesOf<typeof projectFields>, "name"> & {
  /** The version of the language; a number above `languageVersion` was made by a newer Gantry. */
  readonly version: number;
  /** Its folder's name, while none is stated. */
  readonly name: string;
};

type Records = { readonly [S in Exclude<SectionName, "tasks">]: readonly RecordOf<S>[] };

/**
 * A project as its files state it: one immutable value. Records stand in the author's order, slice by slice; a record that did not
 * change is the same object as before.
 */
export type Project = Records & {
  readonly header: ProjectHeader;
  /** The top of the work breakdown; stages hold the rest. */
  readonly tasks: readonly Task[];
  /** All logs together, in the order of their files and lines. */
  readonly progress: readonly ProgressEntry[];
};
