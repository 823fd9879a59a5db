import assert from "node:assert/strict";
import {
  documentFields,
  type Fields,
  progressFields,
  projectFields,
  sectionNames,
  sectionOf,
  type ValueType,
} from "../../src/core/model/fields/index.ts";
import { scalars } from "../../src/core/model/fields/scalars.ts";
import type { ScalarKind } from "../../src/core/model/fields/valueType.ts";
import { isId } from "../../src/core/model/identifier.ts";
import { fieldText, scalarWords } from "../../src/core/model/reference/index.ts";
import { Findings, readFields } from "../../src/core/text/reading/readValue.ts";
import { readTree } from "../../src/core/text/tree/index.ts";
import { below, oneOf, randomFrom } from "./support/random.ts";

interface NamedField {
  /** `tasks.effort`, `project.rules.gates.approver`. */
  readonly path: string;
  readonly name: string;
  readonly fields: Fields;
}

function fieldsIn(path: string, fields: Fields): readonly NamedField[] {
  return Object.entries(fields).flatMap(([name, { type }]) => [
    { path: `${path}.${name}`, name, fields },
    ...fieldsBelow(`${path}.${name}`, type),
  ]);
}

function fieldsBelow(path: string, type: ValueType): readonly NamedField[] {
  if (type.kind === "group") return fieldsIn(path, type.fields);
  return type.kind === "map" ? fieldsBelow(path, type.values) : [];
}

function choicesIn(type: ValueType): readonly string[] {
  if (type.kind === "choice") return Object.values(type.about);
  if (type.kind === "list") return choicesIn(type.of);
  return type.kind === "map" ? choicesIn(type.values) : [];
}

const tables: readonly (readonly [name: string, fields: Fields])[] = [
  ["project", projectFields],
  ...sectionNames.map((name) => [name, sectionOf(name).fields] as const),
  ["progress", progressFields],
  ["document", documentFields],
];
const everyField = tables.flatMap(([name, fields]) => fieldsIn(name, fields));

describe("The table of fields", () => {
  it("holds all fields of all sections", () => {
    assert.equal(sectionNames.length, 18);
    assert.ok(everyField.length > 290, String(everyField.length));
  });

  it("explains each field in sentences", () => {
    for (const { path, name, fields } of everyField) {
      const about = fields[name]?.about ?? "";
      assert.match(about, /^[A-Z`].*[^.]\.$/, path);
      assert.doesNotMatch(about, /\n| {2}|\t/, path);
      assert.ok(about.length <= 240, path);
    }
    for (const name of sectionNames) assert.match(sectionOf(name).about, /^[A-Z].*\.$/, name);
  });

  it("explains each word of a choice in a sentence", () => {
    for (const { path, name, fields } of everyField) {
      const field = fields[name];
      for (const about of field === undefined ? [] : choicesIn(field.type)) assert.match(about, /^[A-Z].*\.$/, path);
    }
  });

  it("has an example for each field that reads without a problem", () => {
    for (const { path, name, fields } of everyField) {
      const field = fields[name];
      assert.ok(field !== undefined && field.example.trim() !== "", path);
      const tree = readTree(fieldText(name, field.example, 0));
      assert.equal(tree.problemCount, 0, path);
      assert.ok(tree.value?.kind === "map", path);
      const findings = new Findings();
      const read = readFields({ [name]: field }, tree.value.entries, tree.value.starts, 0, findings);
      assert.deepEqual(findings.problems, [], path);
      if (field.type.kind !== "nested") assert.notEqual(Object.values(read)[0], undefined, path);
    }
  });

  it("names fields as ids are named, and none of them like a section's own words", () => {
    for (const { path, name } of everyField) assert.ok(isId(name) && !name.startsWith("x-"), path);
  });

  it("gives the same field the same kind of value in every section", () => {
    // The words of some choices differ from section to section, and so do a few everyday words.
    const various = new Set(["status", "category", "type", "decision", "strategy", "name", "cost", "time"]);
    const kinds = new Map<string, string>();
    const differences: string[] = [];
    for (const name of sectionNames) {
      for (const [field, { type }] of Object.entries(sectionOf(name).fields)) {
        if (various.has(field)) continue;
        const kind = type.kind === "list" ? `list of ${type.of.kind}` : type.kind;
        const known = kinds.get(field);
        if (known === undefined) kinds.set(field, kind);
        else if (kind !== known) differences.push(`${name}.${field}: ${kind}, not ${known}`);
      }
    }
    // Everyday words that mean another thing here; each one more would be one to learn.
    assert.deepEqual(differences, [
      "iterations.capacity: duration, not percent",
      "costs.date: date, not moment",
      "actions.source: address, not text",
      "baselines.date: date, not moment",
      "baselines.tasks: map, not nested",
      "baselines.contingency: money, not prose",
    ]);
  });
});

describe("Kinds of scalars", () => {
  const kinds = Object.keys(scalars) as readonly ScalarKind[];
  const patternOf = (kind: ScalarKind): RegExp => new RegExp(`^(?:${scalars[kind].pattern ?? "[\\s\\S]*"})$`);

  for (const kind of kinds) {
    const { examples } = scalarWords[kind];
    it(`${kind}: examples are read, and the pattern knows them`, () => {
      assert.ok(examples.length > 0);
      for (const written of examples) {
        const example = written.replace(/^"(.*)"$/, "$1");
        assert.notEqual(scalars[kind].parse(example), undefined, example);
        assert.match(example, patternOf(kind));
      }
    });

    it(`${kind}: whatever is read, the pattern allows`, () => {
      const random = randomFrom(kind.length * 7919 + kind.charCodeAt(0));
      const signs = [..."0123456789-+.%/: ,eTZhdwmoFSaxEUR"];
      for (let run = 0; run < 5_000; run++) {
        const text = [...oneOf(random, examples)];
        for (let edits = 1 + below(random, 3); edits > 0; edits--) {
          text.splice(
            below(random, text.length + 1),
            below(random, 3),
            ...(below(random, 2) ? [oneOf(random, signs)] : []),
          );
        }
        const changed = text.join("");
        // A value in a file has no spaces around it.
        if (changed !== changed.trim() || scalars[kind].parse(changed) === undefined) continue;
        assert.match(changed, patternOf(kind));
      }
    });
  }
});
