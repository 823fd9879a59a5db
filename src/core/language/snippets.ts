import { type Field, type Fields, type Section, type ValueType, wordsOf } from "../model/fields/index.ts";
import { choiceInSnippet, plainInSnippet } from "./completion.ts";
import { capitalised, spoken } from "./markdown.ts";
import { fieldIn } from "./table.ts";

/** A whole record that can be written at once, with the places where one types. */
export interface RecordSnippet {
  /** What it is called: "task", "stage", "milestone". */
  readonly word: string;
  /** In the syntax of snippets; the first line is not indented. */
  readonly text: string;
}

/** Records that differ from the usual one of their section by a field with a meaning of its own. */
const variants: Readonly<Record<string, readonly { readonly word: string; readonly fields: readonly string[] }[]>> = {
  tasks: [
    { word: "stage", fields: ["name", "tasks"] },
    { word: "milestone", fields: ["name", "milestone", "after"] },
  ],
  people: [{ word: "role", fields: ["name", "count", "rate"] }],
};

/** The records that a section takes, as snippets; `id` stands where one has been typed. */
export function recordSnippets(name: string, section: Section, id: string | undefined): readonly RecordSnippet[] {
  const usual = Object.keys(section.fields).filter((field) => section.fields[field]?.presence !== "optional");
  const special = (variants[name] ?? []).filter(({ fields }) =>
    fields.every((field) => fieldIn(section.fields, field)),
  );
  return [{ word: section.record, fields: usual }, ...special].map(({ word, fields }) => ({
    word,
    text: recordText(section, word, fields, id),
  }));
}

function recordText(section: Section, word: string, fields: readonly string[], id: string | undefined): string {
  let stop = 1;
  const lines = [`\${${stop}:${plainInSnippet(id ?? word)}}:`];
  for (const name of fields) {
    const field = fieldIn(section.fields, name);
    if (field === undefined) continue;
    if (field.type.kind === "nested") {
      lines.push(
        `  ${name}:`,
        `    \${${++stop}:${section.record}}:`,
        `      name: \${${++stop}:New ${section.record}}`,
      );
    } else if (name === "name") {
      lines.push(`  name: \${${++stop}:${plainInSnippet(id === undefined ? `New ${word}` : spoken(id))}}`);
    } else {
      lines.push(...fieldLines(name, field, () => ++stop).map((line) => `  ${line}`));
    }
  }
  return `${lines.join("\n")}$0`;
}

/** The lines of a field that is still to be filled in. */
function fieldLines(name: string, { type }: Field, next: () => number): readonly string[] {
  if (type.kind === "choice") return [`${name}: \${${next()}|${choiceInSnippet(wordsOf(type))}|}`];
  if (type.kind === "flag") return [`${name}: true`];
  if (isBlock(type)) return [`${name}:`, `  $${next()}`];
  return [`${name}: $${next()}`];
}

/** Whether a value is written on lines of its own, below its key. */
function isBlock(type: ValueType): boolean {
  return type.kind === "nested" || type.kind === "map" || type.kind === "group";
}

/** A key with what follows it, ready for its value. `asksOn`: whether its value is worth offering at once. */
export function fieldSnippet(
  name: string,
  field: Field,
  isFlow: boolean,
): { readonly text: string; readonly asksOn: boolean } {
  const { type } = field;
  if (type.kind === "flag") return { text: `${name}: true`, asksOn: false };
  if (isFlow) return { text: isBlock(type) ? `${name}: {$0}` : `${name}: $0`, asksOn: true };
  if (field.example.startsWith("\n")) {
    return { text: type.kind === "list" ? `${name}:\n  - $0` : `${name}:\n  $0`, asksOn: true };
  }
  if (isBlock(type)) return { text: `${name}: {$0}`, asksOn: true };
  return { text: `${name}: $0`, asksOn: true };
}

/** The fields in the order in which one writes them, those first that one normally states. */
export function byPresence(fields: Fields): readonly string[] {
  const order = { required: 0, usual: 1, optional: 2 };
  const rank = (name: string): number => order[fields[name]?.presence ?? "optional"];
  return Object.keys(fields).sort((a, b) => rank(a) - rank(b));
}

export function titleOf(word: string): string {
  return `New ${word === word.toLowerCase() ? word : capitalised(word)}`;
}
