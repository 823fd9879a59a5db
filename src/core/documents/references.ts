/** Which fields of the plan language point to which records, and how references are read and written. */
import { isMap, isScalar, isSeq, Pair, Scalar, YAMLMap, YAMLSeq } from "yaml";
import { mapAt, recordsOf, textNode, topMap, valueText, type YamlDocument } from "./yamlText.ts";

/** What a reference can point to. One namespace each for tasks + milestones and for people + roles. */
export type Namespace = "work" | "people" | "iterations" | "calendars" | "stakeholders" | "risks";

/** Ids per namespace. */
export type KnownIds = Readonly<Record<Namespace, ReadonlySet<string>>>;

/** Field name → what it points to. The same name means the same in every section. */
const referenceFields: Readonly<Record<string, readonly Namespace[]>> = {
  after: ["work"],
  affects: ["work"],
  task: ["work"],
  who: ["people"],
  owner: ["people"],
  manager: ["people"],
  sponsor: ["people"],
  responsible: ["people"],
  accountable: ["people"],
  consulted: ["people"],
  informed: ["people"],
  approver: ["people"],
  audience: ["stakeholders", "people"],
  iteration: ["iterations"],
  calendar: ["calendars"],
  "based-on": ["calendars"],
  risk: ["risks"],
};

/** Section → namespace of its records. */
const sections: Readonly<Record<string, Namespace>> = {
  tasks: "work",
  milestones: "work",
  people: "people",
  iterations: "iterations",
  calendars: "calendars",
  stakeholders: "stakeholders",
  risks: "risks",
};

/** The id that one reference names: without units in `chen 50%`, count in `2 developer`, type and lag in `a SS+1d`. */
export function referencedId(reference: string): string {
  return reference.replace(/^\d+\s+/, "").split(/\s/)[0] ?? "";
}

/** All ids that stand in the given slices. */
export function knownIds(documents: Iterable<YamlDocument>): KnownIds {
  const ids: Record<Namespace, Set<string>> = {
    work: new Set(),
    people: new Set(),
    iterations: new Set(),
    calendars: new Set(),
    stakeholders: new Set(),
    risks: new Set(),
  };
  const collect = (section: YAMLMap, into: Set<string>): void => {
    for (const { id, record } of recordsOf(section)) {
      into.add(id);
      const nested = mapAt(record, "tasks");
      if (nested !== undefined) collect(nested, into);
    }
  };
  for (const document of documents) {
    for (const [name, namespace] of Object.entries(sections)) {
      const section = mapAt(topMap(document), name);
      if (section !== undefined) collect(section, ids[namespace]);
    }
  }
  return ids;
}

/** The single values of a field: one, or those of a list. */
export function valuesOf(node: unknown): readonly Scalar[] {
  if (isScalar(node)) return valueText(node) === "" ? [] : [node];
  return isSeq(node) ? node.items.filter((item) => isScalar(item)) : [];
}

/** The references in a field, as written. */
export function referencesAt(record: YAMLMap, field: string): readonly string[] {
  return valuesOf(record.get(field, true)).map(valueText);
}

/** Writes references: none removes the field, one stands behind its key, several stand on a line each. */
export function setReferences(record: YAMLMap, field: string, references: readonly string[]): void {
  const [only, ...more] = references;
  if (only === undefined) {
    record.delete(field);
    return;
  }
  const list = new YAMLSeq();
  list.items = references.map(languageNode);
  const value = more.length === 0 ? languageNode(only) : list;
  const pair = record.items.find((item) => isScalar(item.key) && valueText(item.key) === field);
  if (pair === undefined) record.items.push(new Pair(new Scalar(field), value));
  else pair.value = value;
}

/** A value of the language itself (an id, a number, a date, a duration), which never needs quotes. */
function languageNode(value: string): Scalar {
  const node: Scalar = new Scalar(/^\d+$/.test(value) ? Number(value) : value);
  node.type = Scalar.PLAIN;
  return node;
}

/**
 * Takes out references that lead nowhere: what is left of a list stays, an empty field goes.
 *
 * @returns true when anything was taken out.
 */
export function withoutDeadReferences(document: YamlDocument, known: KnownIds): boolean {
  let changed = false;
  const walk = (map: YAMLMap): void => {
    for (const pair of [...map.items]) {
      const key = isScalar(pair.key) ? valueText(pair.key) : "";
      const namespaces = Object.hasOwn(referenceFields, key) ? referenceFields[key] : undefined;
      const values = valuesOf(pair.value);
      if (namespaces !== undefined && values.length > 0) {
        const alive = values.filter((value) => {
          const id = referencedId(valueText(value));
          return namespaces.some((namespace) => known[namespace].has(id));
        });
        if (alive.length === values.length) continue;
        changed = true;
        if (alive.length === 0) map.items.splice(map.items.indexOf(pair), 1);
        else if (isSeq(pair.value)) pair.value.items = alive;
        else pair.value = alive[0];
      } else if (isMap(pair.value)) {
        walk(pair.value as YAMLMap);
      }
    }
  };
  walk(topMap(document));
  return changed;
}

/** The value of a field: text that anybody may have written, a value or references of the language, or nothing. */
export type FieldValue = { readonly text: string | undefined } | string | readonly string[];

/** A new record with its fields in the given order. */
export function recordNode(fields: readonly (readonly [string, FieldValue])[]): YAMLMap {
  const record = new YAMLMap();
  for (const [key, value] of fields) {
    if (typeof value === "string") setReferences(record, key, [value]);
    else if ("text" in value) setText(record, key, value.text);
    else setReferences(record, key, value);
  }
  return record;
}

/** Adds a record to the end of a section, with a blank line before it when it is not the first. */
export function addRecord(section: YAMLMap, id: string, record: YAMLMap): void {
  const key = new Scalar(id);
  key.spaceBefore = section.items.length > 0;
  section.items.push(new Pair(key, record));
}

/** The section `name` of a document; when it is not there, it is made before the section `before` or at the end. */
export function sectionOf(document: YamlDocument, name: string, before?: string): YAMLMap {
  const top = topMap(document);
  const found = mapAt(top, name);
  if (found !== undefined) return found;
  const section = new YAMLMap();
  const existing = top.items.find((item) => isScalar(item.key) && valueText(item.key) === name);
  if (existing !== undefined) {
    existing.value = section;
  } else {
    addRecord(top, name, section);
    const place = top.items.findIndex((item) => isScalar(item.key) && valueText(item.key) === before);
    const added = place < 0 ? undefined : top.items.pop();
    if (added !== undefined) top.items.splice(place, 0, added);
  }
  return section;
}

/** Sets a field to a text that anybody may have written; a new field stands at the end, an undefined text changes nothing. */
export function setText(record: YAMLMap, field: string, text: string | undefined): void {
  if (text === undefined) return;
  const pair = record.items.find((item) => isScalar(item.key) && valueText(item.key) === field);
  if (pair === undefined) record.items.push(new Pair(new Scalar(field), textNode(text)));
  else pair.value = textNode(text);
}

/** The tasks of a section and those nested in them, parents first, in the author's order. */
export function allTasks(section: YAMLMap): readonly { readonly id: string; readonly record: YAMLMap }[] {
  return recordsOf(section).flatMap((task) => {
    const nested = mapAt(task.record, "tasks");
    return nested === undefined ? [task] : [task, ...allTasks(nested)];
  });
}

/**
 * Puts one person in place of another in every field that names people.
 *
 * @param person gets the id and the field it stands in; where it has no answer, nothing changes.
 */
export function replacePeople(document: YamlDocument, person: (id: string, field: string) => string | undefined): void {
  const walk = (map: YAMLMap): void => {
    for (const pair of map.items) {
      const field = isScalar(pair.key) ? valueText(pair.key) : "";
      if (Object.hasOwn(referenceFields, field) && referenceFields[field]?.includes("people")) {
        const references = valuesOf(pair.value).map(valueText);
        const replaced = references.map((reference) => {
          const id = referencedId(reference);
          return reference.replace(id, person(id, field) ?? id);
        });
        const different = [...new Set(replaced)];
        if (isSeq(pair.value)) pair.value.items = different.map(languageNode);
        else if (different[0] !== undefined) pair.value = languageNode(different[0]);
      } else if (isMap(pair.value)) {
        walk(pair.value as YAMLMap);
      }
    }
  };
  walk(topMap(document));
}
