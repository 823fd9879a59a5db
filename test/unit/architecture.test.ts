import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { importsOf, refusal } from "./support/arrows.ts";

const source = path.join(process.cwd(), "src");

function sourceFiles(): readonly string[] {
  return readdirSync(source, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(source, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"));
}

describe("the architecture", () => {
  it("has arrows in one direction only", () => {
    const files = sourceFiles();
    assert.ok(files.length > 20);
    const refused = files
      .flatMap((file) => importsOf(file, readFileSync(path.join(source, file), "utf8")))
      .flatMap((entry) => refusal(entry) ?? []);
    assert.deepEqual(refused, []);
  });

  it("refuses what the design refuses", () => {
    const wrong: readonly [string, string][] = [
      ["core/text/a.ts", "vscode"],
      ["core/text/a.ts", "node:fs"],
      ["core/text/a.ts", "../../services/index.ts"],
      ["platform/a.ts", "../protocol/b.ts"],
      ["webviews/checklist/a.tsx", "../../services/index.ts"],
      ["services/a.ts", "../features/checklist/index.ts"],
      ["features/checklist/a.ts", "../practice/index.ts"],
      ["other/a.ts", "./b.ts"],
    ];
    for (const [file, target] of wrong) assert.ok(refusal({ file, target }), `${file} → ${target}`);
  });

  it("sees every way to write an import", () => {
    const text =
      'import { a } from "./a.ts";\nimport type {\n  B,\n} from "./b.ts";\nexport { c } from "./c.ts";\nconst d = await import("./d.ts");\nimport "./e.css";';
    assert.deepEqual(
      importsOf("x.ts", text).map(({ target }) => target),
      ["./a.ts", "./b.ts", "./c.ts", "./d.ts", "./e.css"],
    );
  });

  it("keeps the composition root under 80 lines", () => {
    assert.ok(readFileSync(path.join(source, "extension.ts"), "utf8").split("\n").length < 80);
  });
});
