import {
  type Field,
  type Fields,
  progressFields,
  projectFields,
  type Section,
  sections,
} from "../model/fields/index.ts";

/** What the language service knows of the language. All of it follows from the table of fields. */
export interface LanguageTable {
  readonly sections: Readonly<Record<string, Section>>;
  /** Facts that stand at the top level. */
  readonly projectFields: Fields;
  /** What an entry of a progress log holds. */
  readonly progressFields: Fields;
}

export const planTable: LanguageTable = { sections, projectFields, progressFields };

/** An own property: a key that a file holds may be `constructor`. */
export function fieldIn(fields: Fields, name: string): Field | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

export function sectionIn(table: LanguageTable, name: string): Section | undefined {
  return Object.hasOwn(table.sections, name) ? table.sections[name] : undefined;
}
