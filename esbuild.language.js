/**
 * The parts of the language's description that follow from its table of fields: `npm run generate` writes the JSON Schemas and the
 * generated parts of `docs/language.md`, so that nobody copies a field by hand. A unit test fails when one of them is stale.
 */
import { readFile, writeFile } from "node:fs/promises";
import { toJsonSchema } from "@valibot/to-json-schema";
import * as esbuild from "esbuild";

const { outputFiles } = await esbuild.build({
  stdin: {
    contents: `
      export * from "./src/core/model/reference/index.ts";
      export { practiceFiles } from "./src/core/practice/data/index.ts";
      export { problemReference } from "./src/core/text/reading/problemGuide.ts";`,
    resolveDir: import.meta.dirname,
    loader: "ts",
  },
  bundle: true,
  format: "esm",
  platform: "neutral",
  write: false,
});
const source = outputFiles[0]?.text ?? "";
const language = await import(`data:text/javascript;base64,${Buffer.from(source).toString("base64")}`);

const written = [
  await write("schemas/slice.schema.json", () => language.printSchema(language.sliceSchema())),
  await write("schemas/document.schema.json", () => language.printSchema(language.documentSchema())),
  await write("docs/language.md", (text) =>
    language.withGenerated(text, {
      values: language.valueReference(),
      fields: language.fieldReference(),
      problems: language.problemReference(),
    }),
  ),
  ...(await Promise.all(
    language.practiceFiles.map(({ name, schema }) =>
      write(`media/practice/schemas/${name}.schema.json`, () => language.printSchema(toJsonSchema(schema))),
    ),
  )),
];
console.log(written.filter((path) => path !== undefined).join("\n") || "Everything was up to date.");

/**
 * @param {string} path
 * @param {(text: string) => string} make
 * @returns {Promise<string | undefined>} the path when the file changed
 */
async function write(path, make) {
  const before = await readFile(path, "utf8").catch(() => "");
  const after = make(before);
  if (after === before) return undefined;
  await writeFile(path, after);
  return path;
}
