import {
  type Fields,
  isSectionName,
  progressKey,
  projectFields,
  type SectionName,
  sectionOf,
  type ValueType,
} from "../../model/fields/index.ts";
import { type ListManner, numbered } from "./mergeValue.ts";
import type { Part } from "./outline.ts";

/** What the children of a part are, by the table of fields. */
export type Context =
  | { readonly kind: "document" }
  /** Records by their ids; `owner` is the stage that holds them. */
  | { readonly kind: "section"; readonly section: SectionName; readonly owner: string }
  /** Fields; `record` is the id of the task they belong to, if it is one. */
  | { readonly kind: "fields"; readonly fields: Fields; readonly task?: string }
  /** Keys with values of one type. */
  | { readonly kind: "map"; readonly values: ValueType }
  | { readonly kind: "list"; readonly manner: ListManner }
  | { readonly kind: "log" }
  /** Nothing the table knows. */
  | { readonly kind: "unknown" };

const unknown: Context = { kind: "unknown" };
const asWritten: ListManner = { nameOf: (item) => item, takesSingle: false };

/** What the children of a child are. @param name what the child is known by */
export function contextIn(context: Context, key: string, name: string): Context {
  switch (context.kind) {
    case "document":
      if (isSectionName(key)) return { kind: "section", section: key, owner: "" };
      if (key === progressKey) return { kind: "log" };
      return Object.hasOwn(projectFields, key)
        ? contextOf(projectFields[key as keyof typeof projectFields].type)
        : unknown;
    case "section": {
      const { fields } = sectionOf(context.section);
      return context.section === "tasks" ? { kind: "fields", fields, task: name } : { kind: "fields", fields };
    }
    case "fields": {
      const type = Object.hasOwn(context.fields, key) ? context.fields[key]?.type : undefined;
      if (type?.kind === "nested") return { kind: "section", section: "tasks", owner: context.task ?? "" };
      return type === undefined ? unknown : contextOf(type);
    }
    case "map":
      return contextOf(context.values);
    default:
      return unknown;
  }
}

function contextOf(type: ValueType): Context {
  switch (type.kind) {
    case "list":
      return { kind: "list", manner: { nameOf: nameIn(type.of.kind), takesSingle: true } };
    case "map":
      return { kind: "map", values: type.values };
    case "group":
      return { kind: "fields", fields: type.fields };
    default:
      return unknown;
  }
}

/** A dependency is known by what it waits for, an assignment by who it is. */
function nameIn(kind: string): ListManner["nameOf"] {
  if (kind === "dependency") return (item) => item.split(/\s/, 1)[0] ?? item;
  if (kind === "assignment") return (item) => /^(?:\d+\s+)?(\S+)/.exec(item)?.[1] ?? item;
  return asWritten.nameOf;
}

/** How the items of a list are told apart. */
export function mannerOf(context: Context): ListManner | undefined {
  return context.kind === "list" ? context.manner : undefined;
}

/** What the items of a block list are known by. */
export function itemNames(context: Context, items: readonly Part[]): readonly string[] {
  const names = new Map<string, number>();
  return items.map((item) => numbered(itemName(context, item), names));
}

function itemName(context: Context, { key, value }: Part): string {
  if (context.kind === "log" && value?.kind === "map") {
    const said = (wanted: string): string => {
      const found = value.entries.find((entry) => entry.key?.text === wanted)?.value;
      return found?.kind === "scalar" ? found.text : "";
    };
    return ["at", "task", "cost", "item"].map(said).join("\n");
  }
  if (value?.kind !== "scalar") return key;
  return (context.kind === "list" ? context.manner : asWritten).nameOf(value.text);
}
