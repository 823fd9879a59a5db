import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { getLanguageService, type LanguageService, TextDocument } from "yaml-language-server";
import { defaultDocuments, planProject } from "../../src/core/documents/index.ts";
import { sectionNames, sectionOf } from "../../src/core/model/fields/index.ts";
import { kinds, methods } from "../../src/core/model/project.ts";
import { documentSchema, sliceSchema } from "../../src/core/model/reference/index.ts";
import { readSlice, unite } from "../../src/core/text/reading/index.ts";
import { problemGuide } from "../../src/core/text/reading/problemGuide.ts";
import { filesBelow } from "./support/projectFiles.ts";
import { answersWith, asFiles, library, someHolidays } from "./support/templateFiles.ts";

const schema = readFileSync("schemas/slice.schema.json", "utf8");
const schemaAddress = "file:///extension/schemas/slice.schema.json";
const asked: string[] = [];

function startService(isByName: boolean): LanguageService {
  const service = getLanguageService({
    schemaRequestService: async (address) => {
      asked.push(address);
      return schema;
    },
    workspaceContext: { resolveRelativePath: (relative, base) => new URL(relative, base).toString() },
  });
  const schemas = isByName ? [{ uri: schemaAddress, fileMatch: ["*.yaml"] }] : [];
  service.configure({ validate: true, hover: true, completion: true, schemas, yamlVersion: "1.2" });
  return service;
}

const service = startService(true);
let version = 0;

type SliceDocument = Parameters<LanguageService["doHover"]>[0];

/** Documents are remembered by address and version, so each one is a new version. */
function document(text: string): SliceDocument {
  version++;
  return TextDocument.create("file:///team/project/plan.yaml", "yaml", version, text) as SliceDocument;
}

async function messages(text: string, by = service): Promise<readonly string[]> {
  const found = await by.doValidation(document(text), false);
  return found.map(({ message, range }) => `${range.start.line + 1}: ${message}`);
}

/** What is offered at the bar in the text. */
async function completions(text: string): Promise<ReadonlyMap<string, string>> {
  const offset = text.indexOf("|");
  const slice = document(text.replace("|", ""));
  const { items } = await service.doComplete(slice, slice.positionAt(offset), false);
  return new Map(
    items.map(({ label, documentation }) => [
      label,
      typeof documentation === "string" ? documentation : (documentation?.value ?? ""),
    ]),
  );
}

describe("The schema of slices, in the YAML language server", () => {
  for (const kind of kinds) {
    it(`has nothing to say about the templates of ${kind}`, async () => {
      for (const method of methods) {
        const answers = answersWith({ kind, method, documents: defaultDocuments(method) });
        const files = asFiles(planProject(library, answers, someHolidays).files);
        for (const [path, text] of Object.entries(files)) {
          if (path.endsWith(".yaml")) assert.deepEqual(await messages(text), [], `${method} ${path}`);
        }
      }
    });
  }

  for (const folder of ["templates/sample", "test/fixtures/plans/ferry"]) {
    it(`has nothing to say about ${folder}`, async () => {
      const slices = Object.entries(filesBelow(folder)).filter(([path]) => path.endsWith(".yaml"));
      assert.ok(slices.length > 8);
      for (const [path, text] of slices) assert.deepEqual(await messages(text), [], path);
    });
  }

  it("says nothing where Gantry says nothing: unknown keys, own keys, empty sections, quoted figures", async () => {
    const text = `gantry: 1
issues:
x-own: 1
tasks:
  api:
    name: 4711
    efort: 5d
    x-cost-centre: [1, 2]
    priority: "10"
    size: "5"
    note:
    cost: 1500.50
    basis: yes
    acceptance: 2027-01-01
    tasks:
risks:
  no:
    name: No
    probability: 3
calendars:
  standard:
    name: Standard
    hours:
      monday: off
    holidays:
      2027-01-06: Epiphany
rules:
  SCH-09: off
`;
    assert.deepEqual(await messages(text), []);
    const problems = [...unite([readSlice("gantry.yaml", text)], "x").problems.values()].flat();
    assert.deepEqual(
      problems.map(({ code }) => code),
      ["unknown-key"],
    );
  });

  it("finds the same gross mistakes as Gantry", async () => {
    const wrong: readonly (readonly [text: string, line: number, message: RegExp])[] = [
      ["tasks:\n  api:\n    name: API\n", 1, /gantry/],
      ["gantry: 1\ntasks: [a]\n", 2, /object/],
      ["gantry: 1\ntasks:\n  New API:\n    name: API\n", 3, /New API/],
      ["gantry: 1\ntasks:\n  api:\n    effort: 5d\n", 3, /name/],
      ["gantry: 1\ntasks:\n  api:\n    name: API\n    effort: 5 days\n", 5, /30m, 4h, 5d, 2w, 1mo/],
      ["gantry: 1\ntasks:\n  api:\n    name: API\n    deadline: tomorrow\n", 5, /2027-02-01/],
      ["gantry: 1\ntasks:\n  api:\n    name: API\n    schedule: soon\n", 5, /"early", "late"/],
      ["gantry: 1\ntasks:\n  api:\n    name: API\n    priority: high\n", 5, /whole number from 0 to 1000/],
      ["gantry: 1\ntasks:\n  api:\n    name: API\n    after: [Interviews]\n", 5, /id/],
      ["gantry: 1\ntasks:\n  api:\n    name: API\n    who: chen 50\n", 5, /chen 50%/],
      ["gantry: 1\ntasks:\n  api:\n    name: API\n    tasks:\n      draft: later\n", 6, /task/],
      ["gantry: 1\nrisks:\n  late:\n    name: Late\n    probability: 9\n", 5, /5/],
      ["gantry: 1\nfunding:\n  first:\n    name: First\n    amount: a lot\n", 5, /1200/],
      ["gantry: 1\ncalendars:\n  c:\n    name: C\n    holidays:\n      Epiphany: 2027-01-06\n", 6, /Epiphany/],
      ["gantry: 1\nprogress:\n  - {task: api, done: 40%}\n", 3, /at/],
      ["gantry: 1\nmethod: agile\n", 2, /waterfall/],
    ];
    for (const [text, line, message] of wrong) {
      const found = await messages(text);
      assert.ok(
        found.some((each) => each.startsWith(`${line}: `) && message.test(each)),
        `${text}\n${found.join("\n")}`,
      );
      assert.notEqual(unite([readSlice("gantry.yaml", text)], "x").problems.size, 0, text);
    }
  });

  it("finds no mistake in examples that Gantry only informs about", async () => {
    const { example } = problemGuide["unknown-key"];
    assert.deepEqual(await messages(example ?? ""), []);
  });

  it("offers sections, fields, words and new records, each with its meaning", async () => {
    const top = await completions("gantry: 1\n|");
    for (const name of sectionNames) assert.ok(top.get(name)?.startsWith(sectionOf(name).about), name);

    const fields = await completions("gantry: 1\ntasks:\n  api:\n    name: API\n    |");
    assert.match(fields.get("effort") ?? "", /^A person's time for it/);
    assert.match(fields.get("start-no-earlier") ?? "", /For example: 2027-02-01$/);
    for (const name of Object.keys(sectionOf("tasks").fields)) {
      if (name !== "name") assert.ok(fields.has(name), name);
    }

    const inner = await completions("gantry: 1\ntasks:\n  stage:\n    name: S\n    tasks:\n      api:\n        dur|");
    assert.match(inner.get("duration") ?? "", /^Working time it takes/);

    const words = await completions("gantry: 1\nrisks:\n  late:\n    name: Late\n    strategy: |");
    assert.equal(words.get("mitigate"), "Make it less likely or less harmful.");
    assert.equal(words.size, 8);

    const records = await completions("gantry: 1\nrisks:\n  |");
    assert.equal(records.get("new risk"), sectionOf("risks").about);
  });

  for (const name of sectionNames) {
    it(`writes a new record of ${name} that reads without a problem`, async () => {
      const before = `gantry: 1\n${name}:\n  `;
      const slice = document(before);
      const { items } = await service.doComplete(slice, slice.positionAt(before.length), false);
      const snippet = items.find(({ label }) => label.startsWith("new "));
      const text = (snippet?.textEdit?.newText ?? snippet?.insertText ?? "")
        .replaceAll(/\$\{\d+:((?:\\.|[^}\\])*)\}/g, "$1")
        .replaceAll(/\\([$}\\])/g, "$1")
        .replaceAll("\n", "\n  ");
      assert.ok(text.length > 10, text);
      assert.deepEqual(await messages(before + text), [], text);
      const problems = [...unite([readSlice("gantry.yaml", before + text)], "x").problems.values()].flat();
      const codes = new Set(problems.map(({ code }) => code));
      codes.delete("unknown-reference");
      assert.deepEqual([...codes], [], before + text);
    });
  }

  it("shows the meaning of a field under the mouse", async () => {
    const slice = document("gantry: 1\nrisks:\n  late:\n    name: Late\n    probability: 3\n");
    const hover = await service.doHover(slice, slice.positionAt(slice.getText().indexOf("probability") + 3));
    assert.match(JSON.stringify(hover?.contents), /How likely it is, from 1/);
  });

  it("is found by the line at the top of a file", async () => {
    const byLine = startService(false);
    for (const [written, address] of [
      ["../schemas/slice.schema.json", "file:///team/schemas/slice.schema.json"],
      ["/home/ana/slice.schema.json", "file:///home/ana/slice.schema.json"],
      ["file:///home/bo/slice.schema.json", "file:///home/bo/slice.schema.json"],
    ]) {
      asked.length = 0;
      const text = `# yaml-language-server: $schema=${written}\ngantry: 1\nrisks:\n  late:\n    name: Late\n    impact: 9\n`;
      assert.deepEqual(await messages(text, byLine), ["6: Value is above the maximum of 5."]);
      assert.deepEqual(asked, [address]);
      assert.deepEqual([...unite([readSlice("gantry.yaml", text.replace("9", "5"))], "x").problems], []);
    }
  });
});

describe("Both schemas", () => {
  for (const [name, whole] of [
    ["slices", sliceSchema()],
    ["documents", documentSchema()],
  ] as const) {
    it(`of ${name}: every pattern is one, every reference leads somewhere, every definition is used`, () => {
      const definitions = new Set(Object.keys(whole.definitions as object));
      const used = new Set<string>();
      const walk = (value: unknown): void => {
        if (value === null || typeof value !== "object") return;
        for (const [key, inner] of Object.entries(value)) {
          if (key === "pattern") assert.doesNotThrow(() => new RegExp(inner, "u"), inner);
          if (key === "patternProperties") for (const pattern of Object.keys(inner)) new RegExp(pattern, "u");
          if (key === "$ref") used.add(inner.replace("#/definitions/", ""));
          walk(inner);
        }
      };
      walk(whole);
      assert.deepEqual([...used].sort(), [...definitions].sort());
    });
  }
});

describe("The schema of documents", () => {
  it("knows the words and what is required", () => {
    const { properties, required } = documentSchema() as {
      readonly properties: Readonly<Record<string, { readonly enum?: readonly string[] }>>;
      readonly required: readonly string[];
    };
    assert.deepEqual(required, ["title", "document"]);
    assert.ok(properties.status?.enum?.includes("superseded"));
  });

  it("has nothing to say about the front matter of the templates", async () => {
    const documents = getLanguageService({
      schemaRequestService: async () => readFileSync("schemas/document.schema.json", "utf8"),
      workspaceContext: { resolveRelativePath: (relative, base) => new URL(relative, base).toString() },
    });
    const schemas = [{ uri: "file:///extension/schemas/document.schema.json", fileMatch: ["*.yaml"] }];
    documents.configure({ validate: true, schemas, yamlVersion: "1.2" });
    let count = 0;
    for (const kind of kinds) {
      const files = asFiles(planProject(library, answersWith({ kind }), someHolidays).files);
      for (const [path, text] of Object.entries({ ...files, ...filesBelow("templates/sample") })) {
        const matter = path.endsWith(".md") ? /^---\n([\s\S]*?\n)---\n/.exec(text)?.[1] : undefined;
        if (matter === undefined) continue;
        assert.deepEqual(await messages(matter, documents), [], path);
        count++;
      }
    }
    assert.ok(count > 100, String(count));
    assert.notDeepEqual(await messages("title: Charter\nstatus: nearly\n", documents), []);
  });
});
