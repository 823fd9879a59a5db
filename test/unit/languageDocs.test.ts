import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import {
  documentFields,
  type Fields,
  progressFields,
  projectFields,
  sectionNames,
  sectionOf,
} from "../../src/core/model/fields/index.ts";
import {
  documentSchema,
  fieldReference,
  printSchema,
  sliceSchema,
  valueReference,
  withGenerated,
} from "../../src/core/model/reference/index.ts";
import { schedule } from "../../src/core/schedule/index.ts";
import { deepestFolder, largestFile, mostFiles } from "../../src/core/text/projectFiles.ts";
import { readDocument, readSlice, unite } from "../../src/core/text/reading/index.ts";
import { problemGuide, problemReference } from "../../src/core/text/reading/problemGuide.ts";
import { deepestNesting, longestText } from "../../src/core/text/tree/node.ts";
import { type Files, problemLines, readProject } from "./support/projectFiles.ts";
import { stubsFor } from "./support/withStubs.ts";

const text = readFileSync("docs/language.md", "utf8");

interface Block {
  readonly line: number;
  readonly language: string;
  readonly text: string;
  /** The problem it shows, as its first line says. */
  readonly problem: string | undefined;
  readonly isTour: boolean;
}

const tourStart = text.indexOf("## A tour");
const tourEnd = text.indexOf("## How files are read");
const blocks: readonly Block[] = [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map((match) => ({
  line: text.slice(0, match.index).split("\n").length,
  language: match[1] ?? "",
  text: match[2] ?? "",
  problem: /^# problem: ([a-z-]+)\n/.exec(match[2] ?? "")?.[1],
  isTour: match.index > tourStart && match.index < tourEnd,
}));
const yamlBlocks = blocks.filter(({ language }) => language === "yaml");

describe("The language reference", () => {
  it("is what the table of fields says (npm run generate)", () => {
    const parts = { values: valueReference(), fields: fieldReference(), problems: problemReference() };
    const fresh = withGenerated(text, parts);
    for (const part of Object.values(parts)) assert.ok(fresh.includes(part));
    assert.equal(text, fresh);
  });

  it("has schemas that are what the table of fields says (npm run generate)", () => {
    assert.equal(readFileSync("schemas/slice.schema.json", "utf8"), printSchema(sliceSchema()));
    assert.equal(readFileSync("schemas/document.schema.json", "utf8"), printSchema(documentSchema()));
  });

  it("has a tour that is one project without a problem", () => {
    const tour = yamlBlocks.filter(({ isTour, problem }) => isTour && problem === undefined);
    const files = Object.fromEntries(
      tour.map((block) => [/^# (\S+\.yaml)\n/.exec(block.text)?.[1] ?? `line-${block.line}.yaml`, block.text]),
    );
    assert.deepEqual(Object.keys(files), ["gantry.yaml", "plan.yaml", "timeline.yaml", "progress/ana.yaml"]);
    assert.deepEqual(problemLines(files), []);
    const { project } = readProject(files);
    assert.deepEqual([project.tasks.length, project.milestones.length, project.progress.length], [2, 1, 2]);
  });

  it("has a tour of one page", () => {
    const words = text.slice(tourStart, tourEnd).split(/\s+/).length;
    assert.ok(words < 800, `${words} words`);
  });

  for (const { line, text: example, problem } of yamlBlocks) {
    it(`line ${line}: ${problem === undefined ? "an example without a problem" : `exactly one ${problem}`}`, () => {
      const alone: Files = { "example.yaml": example };
      if (problem !== undefined) {
        const reading = unite([readSlice("example.yaml", example)], "Unnamed");
        const dates = schedule(reading, { today: "2027-01-04" });
        const found = [...reading.problems.values(), ...dates.problems.values()].flat();
        assert.deepEqual(
          found.map(({ code, severity }) => [code, severity]),
          [[problem, problemGuide[problem as keyof typeof problemGuide].severity]],
        );
        return;
      }
      assert.deepEqual(problemLines({ ...alone, ...stubsFor(readProject(alone)) }), []);
    });
  }

  it("has Markdown examples without a problem", () => {
    const documents = blocks.filter(({ language }) => language === "markdown");
    assert.ok(documents.length >= 2);
    for (const { line, text: example } of documents) {
      const { references, isDocument } = readDocument("charter.md", example);
      assert.equal(isDocument, example.startsWith("---"), `line ${line}`);
      const people = [...references, { to: ["people"] as const, id: "ana", start: 0, end: 0, field: "who" }];
      assert.deepEqual(problemLines({ "charter.md": example, ...stubsFor(readProject({}), people) }), []);
    }
  });

  it("shows every field of every section in an example", () => {
    const example = (heading: string): string => {
      const begin = text.indexOf(`\n### ${heading}\n`, text.indexOf("## Sections and fields"));
      assert.ok(begin > 0, heading);
      const from = text.indexOf("\n```", begin);
      return text.slice(from, text.indexOf("\n```\n", from + 4));
    };
    const parts: readonly (readonly [heading: string, fields: Fields])[] = [
      ["The project", projectFields],
      ...sectionNames.map((name) => [name, sectionOf(name).fields] as const),
      ["progress", progressFields],
      ["Front matter of documents", documentFields],
    ];
    const common = example("Every record");
    for (const [heading, fields] of parts) {
      const shown = example(heading);
      for (const name of Object.keys(fields)) {
        assert.match(shown + common, new RegExp(`[\\s{]${name}:`), `${heading}: ${name}`);
      }
    }
  });

  it("explains every kind of problem", () => {
    for (const [code, { cause, fix, example }] of Object.entries(problemGuide)) {
      assert.ok(text.includes(`\n#### ${code}\n`), code);
      assert.match(cause, /\.$/);
      assert.match(fix, /\.$/);
      assert.equal(example === undefined, code.startsWith("too-") || code === "left-out", code);
    }
  });

  it("tells the limits that the reader has", () => {
    assert.match(problemGuide["too-deep"].cause, new RegExp(`\\b${deepestNesting}\\b`));
    assert.match(problemGuide["too-large"].cause, new RegExp(`\\b${longestText / 1_000_000} million\\b`));
    const { cause } = problemGuide["left-out"];
    assert.ok(
      cause.includes(`${mostFiles.toLocaleString("en")} YAML`) && cause.includes(`${largestFile / 1_000_000} MB`),
    );
    assert.equal(deepestFolder, 6);
    assert.match(cause, /six folders deep/);
    const deep = `gantry: 1\nx-deep: ${"[".repeat(deepestNesting + 5)}${"]".repeat(deepestNesting + 5)}\n`;
    const codes = [...readProject({ "gantry.yaml": deep }).problems.values()].flat().map(({ code }) => code);
    assert.deepEqual(codes, ["too-deep"]);
  });

  it("leads only to headings that are there", () => {
    const counts = new Map<string, number>();
    const headings = new Set(
      [...text.replaceAll(/^```[\s\S]*?^```$/gm, "").matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) => {
        const slug = title
          .toLowerCase()
          .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
          .replaceAll(" ", "-");
        const count = counts.get(slug) ?? 0;
        counts.set(slug, count + 1);
        return count === 0 ? slug : `${slug}-${count}`;
      }),
    );
    const targets = [...text.matchAll(/\]\(#([^)]+)\)/g)].map(([, target = ""]) => target);
    assert.ok(targets.length > 5);
    for (const target of targets) assert.ok(headings.has(target), target);
  });
});
