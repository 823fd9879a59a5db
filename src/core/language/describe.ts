import {
  type Field,
  type Namespace,
  type Section,
  type SingleType,
  type ValueType,
  wordsOf,
} from "../model/fields/index.ts";
import { scalars } from "../model/fields/scalars.ts";
import { capitalised, code, codeBlock } from "./markdown.ts";
import type { LanguageTable } from "./table.ts";

/** What the records of a namespace are called: "person", "task or milestone". */
export function recordsNamed(table: LanguageTable, namespace: Namespace): string {
  const words = Object.values(table.sections).flatMap((section) =>
    section.namespace === namespace ? [section.record] : [],
  );
  return words.join(" or ") || namespace;
}

/** What a value is, with its article: "a date", "the id of a person". */
export function nounOf(table: LanguageTable, type: ValueType): string {
  switch (type.kind) {
    case "integer":
      return `a whole number from ${type.least} to ${type.most.toLocaleString("en")}`;
    case "choice":
      return "one of a few words";
    case "reference":
      return `the id of a ${type.to.map((namespace) => recordsNamed(table, namespace)).join(" or ")}`;
    case "list":
      return `${nounOf(table, type.of)}, or a list of several`;
    case "map":
      return `lines of ${type.keyName} with a value`;
    case "group":
      return "fields of its own";
    case "nested":
      return "records, nested";
    default:
      return scalars[type.kind].noun;
  }
}

/** How a value is written, as a sentence; empty where there is nothing to say. */
export function hintOf(type: ValueType): string {
  const single: ValueType = type.kind === "list" ? type.of : type;
  return isScalar(single) ? scalars[single.kind].hint : "";
}

function isScalar(type: ValueType): type is Extract<SingleType, { kind: keyof typeof scalars }> {
  return Object.hasOwn(scalars, type.kind);
}

/** A field as hover and completion explain it: what it means, how it is written, an example. Markdown. */
export function describeField(table: LanguageTable, name: string, field: Field, isInList = false): string {
  const parts = [field.about];
  const type = field.type.kind === "list" ? field.type.of : field.type;
  if (type.kind === "choice") {
    parts.push(
      wordsOf(type)
        .map((word) => `- ${code(word)}: ${type.about[word] ?? ""}`)
        .join("\n"),
    );
  } else {
    const hint = hintOf(field.type);
    parts.push(hint === "" ? `${capitalised(nounOf(table, field.type))}.` : hint);
  }
  if (!isInList) parts.push(codeBlock(exampleOf(name, field)));
  return parts.join("\n\n");
}

/** The field with its example value, as one writes it. */
export function exampleOf(name: string, { example }: Field): string {
  return example.startsWith("\n") ? `${name}:${example}` : `${name}: ${example}`;
}

/** A section as hover and completion explain it. Markdown. */
export function describeSection(name: string, section: Section): string {
  const where = /\.\w+$/.test(section.file)
    ? `Usually in ${code(section.file)}.`
    : `Usually in the folder ${code(section.file)}.`;
  return [section.about, where, `One ${section.record} for each id below ${code(name)}.`].join("\n\n");
}
