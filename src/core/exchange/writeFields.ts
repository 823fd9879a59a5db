import type { Fields, KeyType, ValueType } from "../model/fields/index.ts";
import { scalars } from "../model/fields/scalars.ts";
import type { SingleType } from "../model/fields/valueType.ts";
import { scalarText } from "../text/editing/scalarText.ts";
import { fieldLines, flowText, type Manner, tidied } from "../text/editing/values.ts";
import { propertyOf } from "../text/reading/index.ts";

/** Values of fields by their properties, of any record. */
export type Values = Readonly<Record<string, unknown>>;

export const manner: Manner = { lineEnding: "\n", indentation: 2 };

/** What stands between brackets is short; longer than this, it stands on lines of its own. */
const longestLine = 120;

/** The fields that are stated, in the order of their table, as lines of block style. Tasks within a task are the caller's. */
export function fieldsLines(fields: Fields, values: Values, column: number): readonly string[] {
  return Object.entries(fields).flatMap(([key, { type, example }]) => {
    const value = values[propertyOf(key)];
    return isNothing(value, type) ? [] : valueLines(key, type, value, column, example.startsWith("\n"));
  });
}

/** Fields as they stand between braces: `{at: …, task: api}`. */
export function fieldsInFlow(fields: Fields, values: Values): string {
  const entries = Object.entries(fields).flatMap(([key, { type }]) => {
    const value = values[propertyOf(key)];
    return isNothing(value, type) ? [] : [`${key}: ${inFlow(type, value)}`];
  });
  return `{${entries.join(", ")}}`;
}

/** Whether there is nothing to be written: no value, an empty text, or a list, a map or a group without anything in it. */
export function isNothing(value: unknown, type: ValueType): boolean {
  if (value === undefined || value === "") return true;
  if (type.kind === "list") return (value as readonly unknown[]).length === 0;
  if (type.kind === "map")
    return [...(value as ReadonlyMap<string, unknown>).values()].every((item) => isNothing(item, type.values));
  if (type.kind === "group") {
    return Object.entries(type.fields).every(([key, inner]) =>
      isNothing((value as Values)[propertyOf(key)], inner.type),
    );
  }
  return type.kind === "nested";
}

/** A key of people's own as it stands in a file. */
export function keyText(key: string): string {
  return scalarText(key, { inFlow: true, isFree: true });
}

/** @param isBlock whether its parts usually stand on lines of their own */
function valueLines(key: string, type: ValueType, value: unknown, column: number, isBlock: boolean): readonly string[] {
  const margin = " ".repeat(column);
  if (type.kind === "map" || type.kind === "group") {
    const flow = `${margin}${key}: ${inFlow(type, value)}`;
    if (!isBlock && flow.length <= longestLine) return [flow];
    const inner = column + manner.indentation;
    if (type.kind === "group") return [`${margin}${key}:`, ...fieldsLines(type.fields, value as Values, inner)];
    const entries = [...(value as ReadonlyMap<string, unknown>)].filter(([, item]) => !isNothing(item, type.values));
    return [
      `${margin}${key}:`,
      // A map in a map stands on lines of its own, a record in a map between braces.
      ...entries.flatMap(([name, item]) =>
        valueLines(mapKey(type.keys, name), type.values, item, inner, type.values.kind === "map"),
      ),
    ];
  }
  if (type.kind === "list") {
    const texts = (value as readonly unknown[]).map((item) => singleText(type.of, item));
    if (isBlock) return [`${margin}${key}:`, ...texts.map((text) => `${margin}  - ${flowText(text, type)}`)];
    return fieldLines(key, tidied(texts, type) ?? texts, type, column, manner);
  }
  return fieldLines(key, singleText(type, value), type, column, manner);
}

function mapKey(keys: KeyType, key: string): string {
  return keys.kind === "text" ? keyText(key) : key;
}

function inFlow(type: ValueType, value: unknown): string {
  if (type.kind === "group") return fieldsInFlow(type.fields, value as Values);
  if (type.kind === "map") {
    const entries = [...(value as ReadonlyMap<string, unknown>)].filter(([, item]) => !isNothing(item, type.values));
    return `{${entries.map(([key, item]) => `${mapKey(type.keys, key)}: ${inFlow(type.values, item)}`).join(", ")}}`;
  }
  if (type.kind === "list") {
    const texts = (value as readonly unknown[]).map((item) => singleText(type.of, item));
    return flowText(tidied(texts, type) ?? texts, type);
  }
  return flowText(singleText(type, value), type);
}

/** A single value as the language writes it, before quotes. */
function singleText(type: Exclude<ValueType, { readonly kind: "list" | "map" | "group" }>, value: unknown): string {
  if (type.kind === "integer") return String(value);
  if (type.kind === "choice" || type.kind === "reference" || type.kind === "nested") return value as string;
  const { format } = scalars[(type as SingleType & { readonly kind: keyof typeof scalars }).kind];
  return (format as (value: unknown) => string)(value);
}
