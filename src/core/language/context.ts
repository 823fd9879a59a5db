import {
  type Field,
  type Fields,
  type MapType,
  progressKey,
  type Section,
  type ValueType,
  versionKey,
} from "../model/fields/index.ts";
import type { Entry } from "../text/tree/node.ts";
import { type CursorPlace, cursorAt } from "./cursor.ts";
import { fieldIn, type LanguageTable, planTable, sectionIn } from "./table.ts";

/** The record that a place is in. */
export interface RecordName {
  readonly section: string;
  readonly id: string;
  /** The ids of the stages that hold it, outermost first. */
  readonly stages: readonly string[];
}

/** What something in a file is, by the table of fields. */
export type Meaning =
  /** The file itself: sections and facts. */
  | { readonly is: "document" }
  /** Records by their ids. */
  | { readonly is: "section"; readonly name: string; readonly section: Section; readonly stages: readonly string[] }
  | { readonly is: "record"; readonly section: Section; readonly record: RecordName }
  /** The value of a field, or a part of it. */
  | {
      readonly is: "value";
      readonly type: ValueType;
      /** The field it belongs to, and its name. */
      readonly field: Field;
      readonly name: string;
      readonly record: RecordName | undefined;
      /** Whether it is the list itself or an item of it. */
      readonly isItem: boolean;
    }
  /** The list of what happened, and an entry of it. */
  | { readonly is: "log" }
  | { readonly is: "log-entry" }
  | { readonly is: "version" }
  | { readonly is: "unknown" };

/** Where the cursor is, in the words of the language. */
export interface CursorContext {
  readonly cursor: CursorPlace;
  /** For a key: what it is a key of. For a value: what it is a value of. */
  readonly meaning: Meaning;
}

/**
 * What the cursor is at; undefined where nothing of the language can stand.
 * @param whole what the text is, if not a slice
 */
export function contextAt(
  text: string,
  tree: Entry | undefined,
  offset: number,
  table: LanguageTable = planTable,
  whole: Meaning = { is: "document" },
): CursorContext | undefined {
  const cursor = cursorAt(text, tree, offset);
  if (cursor === undefined) return undefined;
  let meaning = whole;
  for (const step of cursor.path) {
    meaning = step.kind === "item" ? itemOf(meaning) : below(table, meaning, step.text);
    if (meaning.is === "unknown") break;
  }
  return { cursor, meaning };
}

/** What a key of something stands for. */
export function below(table: LanguageTable, meaning: Meaning, key: string): Meaning {
  switch (meaning.is) {
    case "document": {
      const section = sectionIn(table, key);
      if (section !== undefined) return { is: "section", name: key, section, stages: [] };
      if (key === progressKey) return { is: "log" };
      if (key === versionKey) return { is: "version" };
      return meaningOf(table.projectFields, key, undefined);
    }
    case "section":
      return {
        is: "record",
        section: meaning.section,
        record: { section: meaning.name, id: key, stages: meaning.stages },
      };
    case "record": {
      const field = fieldIn(meaning.section.fields, key);
      const { record } = meaning;
      if (field?.type.kind === "nested") {
        return { is: "section", name: record.section, section: meaning.section, stages: [...record.stages, record.id] };
      }
      return meaningOf(meaning.section.fields, key, record);
    }
    case "log-entry":
      return meaningOf(table.progressFields, key, undefined);
    case "value":
      if (meaning.type.kind === "group") return meaningOf(meaning.type.fields, key, meaning.record);
      if (meaning.type.kind === "map") return { ...meaning, type: meaning.type.values };
      return { is: "unknown" };
    default:
      return { is: "unknown" };
  }
}

function meaningOf(fields: Fields, name: string, record: RecordName | undefined): Meaning {
  const field = fieldIn(fields, name);
  return field === undefined
    ? { is: "unknown" }
    : { is: "value", type: field.type, field, name, record, isItem: false };
}

function itemOf(meaning: Meaning): Meaning {
  if (meaning.is === "log") return { is: "log-entry" };
  if (meaning.is === "value" && meaning.type.kind === "list")
    return { ...meaning, type: meaning.type.of, isItem: true };
  return { is: "unknown" };
}

/** The fields that can stand in something, if it holds fields. */
export function fieldsOf(table: LanguageTable, meaning: Meaning): Fields | undefined {
  if (meaning.is === "record") return meaning.section.fields;
  if (meaning.is === "log-entry") return table.progressFields;
  if (meaning.is === "value" && meaning.type.kind === "group") return meaning.type.fields;
  return undefined;
}

/** The map that something is, if it is one. */
export function mapOf(meaning: Meaning): MapType | undefined {
  return meaning.is === "value" && meaning.type.kind === "map" ? (meaning.type as MapType) : undefined;
}
