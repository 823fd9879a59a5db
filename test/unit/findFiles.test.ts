import assert from "node:assert/strict";
import { type FolderEntry, findFiles } from "../../src/core/text/findFiles.ts";
import { deepestFolder, mostFiles } from "../../src/core/text/projectFiles.ts";
import { leftOutProblems } from "../../src/core/text/reading/index.ts";

/** A disk of files; what it is asked for is counted. */
function disk(paths: readonly string[]) {
  const asked: string[] = [];
  const list = async (folder: string): Promise<readonly FolderEntry[]> => {
    asked.push(folder);
    const prefix = folder === "" ? "" : `${folder}/`;
    const found = new Map<string, FolderEntry>();
    for (const path of paths) {
      if (!path.startsWith(prefix)) continue;
      const [name = "", ...rest] = path.slice(prefix.length).split("/");
      found.set(name, { name, kind: rest.length > 0 ? "folder" : "file" });
    }
    return [...found.values()].reverse();
  };
  return { list, asked };
}

const find = (paths: readonly string[]) => findFiles(disk(paths).list);
const deep = Array.from({ length: deepestFolder }, (_, index) => `f${index}`).join("/");

describe("finding a project's files", () => {
  it("lists YAML and Markdown, and no folders that hold no part of it", async () => {
    const { paths, inner, leftOut } = await find([
      "gantry.yaml",
      "b/x.md",
      "b/notes.txt",
      "a.yml",
      "node_modules/x/y.yaml",
      "b/.git/x.yaml",
      "inner/gantry.yaml",
      "inner/plan.yaml",
      `${deep}/last.yaml`,
    ]);
    assert.deepEqual(paths, ["a.yml", "b/x.md", `${deep}/last.yaml`, "gantry.yaml"]);
    assert.deepEqual(inner, ["inner"]);
    assert.deepEqual(leftOut, { firstTooMany: undefined, tooDeep: [] });
  });

  it("takes what lies at the top before what lies in folders, and says where it ends", async () => {
    const notes = Array.from({ length: mostFiles }, (_, index) => `docs/${String(index).padStart(5, "0")}.md`);
    const { list, asked } = disk([...notes, "gantry.yaml", "plan.yaml", "zoo/x.yaml"]);
    const { paths, leftOut } = await findFiles(list);
    assert.equal(paths.length, mostFiles);
    assert.ok(paths.includes("plan.yaml"));
    assert.equal(leftOut.firstTooMany, "docs/04998.md");
    assert.ok(!asked.includes("zoo"), "what comes behind is not looked into");
  });

  it("is not short of a project that has exactly as many as it may", async () => {
    const notes = Array.from({ length: mostFiles - 1 }, (_, index) => `docs/${index}.md`);
    const { paths, leftOut } = await find([...notes, "gantry.yaml"]);
    assert.equal(paths.length, mostFiles);
    assert.equal(leftOut.firstTooMany, undefined);
  });

  it("says what lies too deep, after a short look", async () => {
    const { paths, leftOut } = await find([
      "gantry.yaml",
      `${deep}/g/plan.yaml`,
      `${deep}/g/h/notes.md`,
      `${deep}/g/i.png`,
    ]);
    assert.deepEqual(paths, ["gantry.yaml"]);
    assert.deepEqual(leftOut.tooDeep, [`${deep}/g/plan.yaml`, `${deep}/g/h/notes.md`]);
    const many = Array.from({ length: 500 }, (_, index) => `${deep}/g/h${index}/x.md`);
    const { list, asked } = disk(many);
    const { leftOut: cut } = await findFiles(list);
    assert.ok(cut.tooDeep.length > 10 && cut.tooDeep.length <= 50);
    assert.ok(asked.length < 70);
  });
});

describe("what is told of files that are left out", () => {
  const nothing = { firstTooMany: undefined, tooDeep: [], deepSlices: [], tooLarge: [] };

  it("is nothing where nothing is", () => {
    assert.deepEqual(leftOutProblems(nothing, "gantry: 1\n"), []);
  });

  it("stands at the first line of the project's file, with what to do", () => {
    const [problem, ...others] = leftOutProblems(
      { ...nothing, firstTooMany: "docs/x.md" },
      "\uFEFFgantry: 1 \r\nname: P\r\n",
    );
    assert.deepEqual(others, []);
    assert.ok(problem);
    const { code, severity, path, start, end, message } = problem;
    assert.deepEqual([code, severity, path, start, end], ["left-out", "error", "gantry.yaml", 1, 10]);
    assert.match(
      message,
      /more than 5,000 YAML and Markdown files\. “docs\/x\.md” and all behind it are left out\. Move/,
    );
  });

  it("weighs slices more than documents, and more than what may be no part of it", () => {
    const told = (missing: Partial<Parameters<typeof leftOutProblems>[0]>): readonly string[] =>
      leftOutProblems({ ...nothing, ...missing }, "gantry: 1\n").map(
        ({ severity, message }) => `${severity}: ${message}`,
      );
    assert.match(
      told({ tooDeep: ["a/x.md"] })[0] ?? "",
      /^information: “a\/x\.md” lies more than 6 folders deep and is left/,
    );
    const [slices] = told({ tooDeep: ["a/x.md", "a/p.yaml", "a/q.yaml"], deepSlices: ["a/p.yaml", "a/q.yaml"] });
    assert.match(slices ?? "", /^error: “a\/p\.yaml” and 1 other file lie .* Move them up if they are/);
    assert.match(told({ tooLarge: ["big.yaml"] })[0] ?? "", /^warning: “big\.yaml” is too large .* 20 MB/);
  });
});
