import type { SectionName } from "../../model/fields/index.ts";
import type { RecordPlace } from "../reading/projectIndex.ts";

/** A stretch of a file replaced by another text. Offsets in UTF-16 units of the text before all edits of the same set. */
export interface TextEdit {
  /** Below the project folder. */
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A file that an edit needs and that is not there yet. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
}

/**
 * What has to be done to a project's files: all of it or nothing. Edits of one file don't overlap and stand in the order of their
 * places. Where a wish can't be met, `refusal` says in one plain sentence why and what to do, and nothing else is there.
 */
export type EditPlan =
  | { readonly edits: readonly TextEdit[]; readonly newFiles: readonly NewFile[]; readonly refusal?: undefined }
  | { readonly refusal: string; readonly edits?: undefined; readonly newFiles?: undefined };

/** An edit that can't be done, with the sentence that says why. */
export function refuse(refusal: string): EditPlan {
  return { refusal };
}

/** Texts as one would say them, without quotes; what YAML needs is added. Several make a list. */
export type FieldText = string | readonly string[];

/** A record to be written. */
export interface NewRecord {
  readonly section: SectionName;
  /** Made from the name when absent. */
  readonly id?: string;
  readonly name: string;
  readonly fields: Readonly<Record<string, FieldText>>;
  /** The stage it goes into. */
  readonly into?: RecordPlace;
  readonly after?: RecordPlace;
  readonly before?: RecordPlace;
}

/** Where a record goes: beside another one, into a stage, or to the top of its section. */
export interface Destination {
  readonly before?: RecordPlace;
  readonly after?: RecordPlace;
  readonly into?: RecordPlace | "top";
}

/** A Markdown file of a project: a document or a checklist. */
export interface DocumentText {
  /** Below the project folder. */
  readonly path: string;
  readonly text: string;
}
