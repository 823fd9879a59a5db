import { lastFields } from "../fields/common.ts";
import {
  documentFields,
  progressFields,
  progressKey,
  projectFields,
  sectionNames,
  sectionOf,
} from "../fields/sections.ts";
import type { Fields, ValueType } from "../fields/valueType.ts";
import { commonFields, exampleOf, fieldsExample } from "./exampleRecords.ts";
import { innerFields, scalarWords, typeWords } from "./valueWords.ts";

/** The reference of all sections and fields as Markdown, headings of level 3 downwards. */
export function fieldReference(): string {
  return [
    part(
      "The project",
      "Facts of the project as a whole, at the top level of `gantry.yaml`; any slice may state them, each once.",
      projectFields,
      projectExample(),
    ),
    ...sectionNames.map((name) => {
      const { about, file, fields, record } = sectionOf(name);
      const place = file.includes(".") ? `\`${file}\`` : `\`${file}/<date>-<slug>.yaml\``;
      const own = Object.fromEntries(Object.entries(fields).filter(([field]) => !commonFields.has(field)));
      return part(name, `${about} Each is a ${record}. Usually in ${place}.`, own, exampleOf(name));
    }),
    part(
      "Every record",
      "Fields that all records have, whatever their section.",
      lastFields,
      `tasks:\n  api:\n    name: New payments API\n${fieldsExample(lastFields, 4)}`,
    ),
    part(
      "progress",
      "The log: what happened, one entry a line, in `progress/<writer>.yaml`. It is a list, not records; entries are added and never changed.",
      progressFields,
      progressExample(),
    ),
    documentPart(),
  ].join("\n");
}

function documentPart(): string {
  const about =
    "Between lines of three hyphens at the top of a Markdown file. A file whose front matter has a `document` is one of the project's documents; others are left alone.";
  const example = `---\n${fieldsExample(documentFields, 0)}---\n# Project charter\n`;
  return `${part("Front matter of documents", about, documentFields, undefined)}\n\`\`\`markdown\n${example}\`\`\`\n`;
}

function part(title: string, about: string, fields: Fields, example: string | undefined): string {
  const rows = Object.entries(fields).flatMap(([name, { type, about: meaning, presence }]) => {
    const shown = presence === "required" ? `**\`${name}\`**` : `\`${name}\``;
    return [
      `| ${shown} | ${cell(typeWords(type))} | ${cell(meaning + choiceWords(type))} |`,
      ...innerRows(`\`${name}\``, type),
    ];
  });
  const table = ["| field | value | meaning |", "|---|---|---|", ...rows].join("\n");
  const code = example === undefined ? "" : `\n\`\`\`yaml\ngantry: 1\n\n${example}\`\`\`\n`;
  return `### ${title}\n\n${about.replaceAll(/ a (?=[aeiou])/g, " an ")}\n\n${table}\n${code}`;
}

function innerRows(name: string, type: ValueType): readonly string[] {
  const inner = innerFields(name, type);
  if (inner === undefined) return [];
  return Object.entries(inner.fields).flatMap(([key, field]) => [
    `| ${inner.path} › \`${key}\` | ${cell(typeWords(field.type))} | ${cell(field.about + choiceWords(field.type))} |`,
    ...innerRows(`${inner.path} › \`${key}\``, field.type),
  ]);
}

function choiceWords(type: ValueType): string {
  if (type.kind !== "choice") return "";
  const words = Object.entries(type.about).map(([word, about]) => `\`${word}\`: ${lowerFirst(about)}`);
  return ` ${words.join(" ")}`;
}

function lowerFirst(text: string): string {
  return `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}

function projectExample(): string {
  return fieldsExample(projectFields, 0);
}

function progressExample(): string {
  const entries: readonly (readonly string[])[] = [
    ["at", "task", "start", "done", "spent", "left", "note"],
    ["at", "task", "finish"],
    ["at", "task", "blocked"],
    ["at", "cost", "paid"],
    ["at", "item", "cadence", "override", "reason"],
  ];
  const lines = entries.map((names) => {
    const facts = names.map((name) => `${name}: ${flow(progressFields[name as keyof typeof progressFields].example)}`);
    return `  - {${facts.join(", ")}}\n`;
  });
  return `${progressKey}:\n${lines.join("")}`;
}

function flow(example: string): string {
  return /[,:[\]{}]/.test(example) && !/^\d{4}-\d{2}-\d{2}T/.test(example) ? `"${example}"` : example;
}

/** The reference of all kinds of values as a Markdown table. */
export function valueReference(): string {
  const rows = Object.values(scalarWords).map(
    ({ name, examples, about }) =>
      `| ${name} | ${examples.map((example) => `\`${example}\``).join(", ")} | ${cell(about)} |`,
  );
  return `${["| value | for example | meaning |", "|---|---|---|", ...rows].join("\n")}\n`;
}

const generated = /(<!-- generated: ([a-z]+) -->\n)[\s\S]*?(<!-- end of generated -->)/g;

/** A document with its generated parts renewed. What stands outside of their marks is left alone. */
export function withGenerated(text: string, parts: Readonly<Record<string, string>>): string {
  return text.replace(generated, (whole, begin: string, name: string, end: string) =>
    Object.hasOwn(parts, name) ? `${begin}\n${parts[name]}\n${end}` : whole,
  );
}
