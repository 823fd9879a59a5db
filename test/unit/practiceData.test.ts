import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { toJsonSchema } from "@valibot/to-json-schema";
import { isScalar, parse, parseDocument, visit } from "yaml";
import { getLanguageService, type LanguageService, TextDocument } from "yaml-language-server";
import { printSchema } from "../../src/core/model/reference/index.ts";
import { practiceFiles, readPracticeFile } from "../../src/core/practice/data/index.ts";
import { filesBelow } from "./support/projectFiles.ts";

type SliceDocument = Parameters<LanguageService["doValidation"]>[0];

const folder = "media/practice";
const dataOf = (source: string): string => readFileSync(`${folder}/${source}`, "utf8");

function problemsIn(schema: Parameters<typeof readPracticeFile>[0], value: unknown): readonly string[] {
  const read = readPracticeFile(schema, value);
  return "problems" in read ? read.problems : [];
}

describe("the data of the practice", () => {
  it("is all known to the build", () => {
    const files = Object.keys(filesBelow(folder)).filter((file) => file.endsWith(".yaml"));
    assert.deepEqual(files.sort(), practiceFiles.map(({ source }) => source).sort());
  });

  for (const { source, name, schema } of practiceFiles) {
    it(`in ${source} is as its schema says, for the build and for editors`, async () => {
      const text = dataOf(source);
      assert.deepEqual(problemsIn(schema, parse(text)), []);
      assert.match(text.split("\n")[0] ?? "", new RegExp(`\\$schema=\\.\\./schemas/${name}\\.schema\\.json$`));
      const written = readFileSync(`${folder}/schemas/${name}.schema.json`, "utf8");
      assert.equal(written, printSchema({ ...toJsonSchema(schema) }), "npm run generate writes it");

      const service = getLanguageService({
        schemaRequestService: async () => written,
        workspaceContext: { resolveRelativePath: (relative, base) => new URL(relative, base).toString() },
      });
      service.configure({ validate: true, yamlVersion: "1.2" });
      let version = 0;
      const check = async (content: string): Promise<readonly string[]> => {
        version++;
        const document = TextDocument.create(`file:///practice/${source}`, "yaml", version, content);
        return (await service.doValidation(document as SliceDocument, false)).map(({ message }) => message);
      };
      assert.deepEqual(await check(text), []);
      assert.deepEqual(await check(`${text}\nunheard: 1\n`), ["Property unheard is not allowed."]);
    });
  }

  it("holds no words that a comma has torn: what has a space stands in quotes where commas part values", () => {
    const torn = (text: string): readonly string[] => {
      const found: string[] = [];
      visit(parseDocument(text), {
        Seq: (_, { flow, items }) => {
          if (flow !== true) return;
          for (const item of items) {
            if (isScalar(item) && item.type === "PLAIN" && /\s/.test(String(item.value)))
              found.push(String(item.value));
          }
        },
      });
      return found;
    };
    assert.deepEqual(torn("a: [Advised, not asked for]\nb: [x, y]\nc: ['Advised, not asked for']\n"), [
      "not asked for",
    ]);
    for (const { source } of practiceFiles) assert.deepEqual(torn(dataOf(source)), [], source);
    // In braces the rest would be a key of its own, which no schema knows.
    const { schema } = practiceFiles.find(({ name }) => name === "certification") ?? assert.fail();
    const braces = dataOf("certification/certifications.yaml").replace("note: one listing", "note: one, maybe two");
    assert.match(problemsIn(schema, parse(braces)).join("\n"), /maybe two/);
  });

  it("is refused with a typo, an id that stands twice, or a value that can't be", () => {
    const { schema } = practiceFiles.find(({ name }) => name === "certification") ?? assert.fail();
    const source = dataOf("certification/certifications.yaml");
    assert.match(problemsIn(schema, parse(source.replace("issuer:", "isuer:"))).join("\n"), /certifications\.0\.i/);
    assert.match(problemsIn(schema, parse(source.replace("id: capm", "id: pmp"))).join("\n"), /pmp stands twice/);
    assert.match(problemsIn(schema, parse(source.replace("2026-11-23", "23/11"))).join("\n"), /0\.checked/);
  });
});
