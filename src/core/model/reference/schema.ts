import { scalars } from "../fields/scalars.ts";
import {
  documentFields,
  progressFields,
  progressKey,
  projectFields,
  type SectionName,
  sectionNames,
  sectionOf,
  versionKey,
} from "../fields/sections.ts";
import { type Fields, type ScalarKind, type SingleType, type ValueType, wordsOf } from "../fields/valueType.ts";
import { languageVersion } from "../project.ts";
import { keyPattern } from "./valueWords.ts";

/** A JSON Schema of draft 7, with the annotations that editors read (`enumDescriptions`, `defaultSnippets`, `patternErrorMessage`). */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

const draft = "http://json-schema.org/draft-07/schema#";
const idPattern = `^${scalars.id.pattern ?? ""}$`;

/** The schema of every slice: any section may stand in any file. Unknown keys are allowed; Gantry itself mentions them. */
export function sliceSchema(): JsonSchema {
  const properties: Record<string, JsonSchema> = {
    [versionKey]: {
      description: "The version of the plan language. Every file of a project begins with it.",
      type: "integer",
      minimum: 1,
      default: languageVersion,
    },
    ...propertiesOf(projectFields),
  };
  for (const name of sectionNames) properties[name] = sectionSchema(name);
  properties[progressKey] = {
    description: "What happened: one entry a line, added at the end and never changed.",
    type: ["array", "null"],
    items: {
      type: "object",
      properties: propertiesOf(progressFields),
      required: requiredOf(progressFields),
      anyOf: [{ required: ["task"] }, { required: ["cost"] }, { required: ["item"] }],
      defaultSnippets: [
        {
          label: "entry",
          description: "How far a task is.",
          body: { at: stop(1, progressFields.at.example), task: stop(2, "task"), done: stop(3, "40%") },
        },
      ],
    },
  };
  return {
    $schema: draft,
    title: "Gantry plan",
    description: "A file of a Gantry project: plan, timeline, budget, registers, logs, baselines.",
    type: "object",
    properties,
    required: [versionKey],
    definitions: {
      ...Object.fromEntries(sectionNames.map((name) => [name, recordSchema(name)])),
      ...Object.fromEntries((Object.keys(scalars) as ScalarKind[]).map((kind) => [kind, scalarSchema(kind)])),
    },
  };
}

/** The schema of the front matter of a document. */
export function documentSchema(): JsonSchema {
  const used = new Set<ScalarKind>(["id"]);
  for (const { type } of Object.values(documentFields)) collectScalars(type, used);
  return {
    $schema: draft,
    title: "Gantry document",
    description: "The front matter of a Markdown document in a Gantry project.",
    type: "object",
    properties: propertiesOf(documentFields),
    required: requiredOf(documentFields),
    definitions: Object.fromEntries([...used].map((kind) => [kind, scalarSchema(kind)])),
  };
}

function collectScalars(type: ValueType, into: Set<ScalarKind>): void {
  if (type.kind === "list") collectScalars(type.of, into);
  else if (type.kind in scalars) into.add(type.kind as ScalarKind);
}

function sectionSchema(name: SectionName): JsonSchema {
  const { about } = sectionOf(name);
  return { ...recordsOf(name, about), defaultSnippets: [snippetOf(name)] };
}

/** Records by their ids; a section without records yet is a key without a value. */
function recordsOf(name: SectionName, description: string): JsonSchema {
  return {
    description,
    type: ["object", "null"],
    patternProperties: { [idPattern]: { $ref: `#/definitions/${name}` } },
    additionalProperties: false,
  };
}

function recordSchema(name: SectionName): JsonSchema {
  const { record, fields, about } = sectionOf(name);
  return {
    title: record,
    description: about,
    type: "object",
    properties: propertiesOf(fields),
    required: requiredOf(fields),
    defaultSnippets: [
      { label: record, description: `A ${record} with its usual fields.`, body: snippetBody(fields, 1) },
    ],
  };
}

/** A new record with its usual fields, the id and the values to be filled in. */
function snippetOf(name: SectionName): JsonSchema {
  const { record, fields, about } = sectionOf(name);
  return { label: `new ${record}`, description: about, body: { [stop(1, record)]: snippetBody(fields, 2) } };
}

/** Usual and required fields with stops at their values; a field of blocks is left to completion. */
function snippetBody(fields: Fields, firstStop: number): JsonSchema {
  const body: Record<string, string> = {};
  let number = firstStop;
  for (const [name, { presence, example }] of Object.entries(fields)) {
    if (presence === "optional" || /^[\n[{]/.test(example)) continue;
    body[name] = stop(number, example);
    number++;
  }
  return body;
}

/** A place of a snippet that one fills in, as editors write it. */
function stop(number: number, text: string): string {
  return `\${${number}:${text.replace(/[$}\\]/g, "\\$&")}}`;
}

function propertiesOf(fields: Fields): Record<string, JsonSchema> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, { type, about, example }]) => {
      const description = example.startsWith("\n") ? about : `${about} For example: ${example}`;
      return [name, { description, ...schemaOf(type) }];
    }),
  );
}

function requiredOf(fields: Fields): readonly string[] {
  return Object.keys(fields).filter((name) => fields[name]?.presence === "required");
}

function schemaOf(type: ValueType): JsonSchema {
  switch (type.kind) {
    case "list": {
      const item = singleSchema(type.of);
      return { anyOf: [item, { type: "array", items: item }] };
    }
    case "map": {
      const pattern = keyPattern(type.keys);
      const values = schemaOf(type.values);
      if (pattern === undefined) return { type: "object", additionalProperties: values };
      return { type: "object", patternProperties: { [`^(?:${pattern})$`]: values }, additionalProperties: false };
    }
    case "group": {
      const schema = { type: "object", properties: propertiesOf(type.fields), required: requiredOf(type.fields) };
      return schema.required.length === 0 ? { type: schema.type, properties: schema.properties } : schema;
    }
    case "nested":
      return {
        type: ["object", "null"],
        patternProperties: { [idPattern]: { $ref: "#/definitions/tasks" } },
        additionalProperties: false,
      };
    default:
      return singleSchema(type);
  }
}

function singleSchema(type: SingleType): JsonSchema {
  switch (type.kind) {
    case "integer":
      return {
        type: ["integer", "string"],
        minimum: type.least,
        maximum: type.most,
        pattern: "^[0-9]{1,9}$",
        patternErrorMessage: `Write a whole number from ${type.least} to ${type.most}.`,
      };
    case "choice": {
      const words = wordsOf(type);
      return { type: "string", enum: words, enumDescriptions: words.map((word) => type.about[word]) };
    }
    case "reference":
      return { $ref: "#/definitions/id" };
    default:
      return { $ref: `#/definitions/${type.kind}` };
  }
}

/** YAML makes numbers, truth values and nothing of some texts, which are no less texts for it. */
const looseTexts: ReadonlySet<ScalarKind> = new Set(["text", "prose", "address"]);
const numbers: ReadonlySet<ScalarKind> = new Set(["decimal", "money"]);

function scalarSchema(kind: ScalarKind): JsonSchema {
  const { pattern, hint } = scalars[kind];
  if (kind === "flag") return { enum: [true, false, "yes", "no"] };
  if (looseTexts.has(kind)) return { type: ["string", "number", "boolean", "null"] };
  const type = numbers.has(kind) ? ["string", "number"] : "string";
  if (pattern === undefined) return { type };
  return { type, pattern: `^(?:${pattern})$`, patternErrorMessage: hint };
}

/** The schema as the text of a file, arrays of plain values on one line where they fit. */
export function printSchema(schema: JsonSchema): string {
  return `${print(schema, "", 0)}\n`;
}

const lineWidth = 120;

function print(value: unknown, indent: string, before: number): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const items = value.map((item) => print(item, inner, inner.length));
    const line = `[${items.join(", ")}]`;
    const isPlain = value.every((item) => item === null || typeof item !== "object");
    if (isPlain && before + line.length < lineWidth) return line;
    return `[\n${items.map((item) => inner + item).join(",\n")}\n${indent}]`;
  }
  const lines = Object.entries(value).map(([key, item]) => {
    const start = `${inner}${JSON.stringify(key)}: `;
    return start + print(item, inner, start.length);
  });
  return lines.length === 0 ? "{}" : `{\n${lines.join(",\n")}\n${indent}}`;
}
