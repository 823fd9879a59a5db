import assert from "node:assert/strict";
import { Uri, window, workspace } from "vscode";
import { type NewFile, writeFiles } from "../../src/features/scaffold/writeFiles.ts";
import { exists } from "../../src/platform/index.ts";
import { MemoryFiles } from "./support/memoryFiles.ts";
import { eventually, freshFolder, read, write } from "./support/workspace.ts";

const log = window.createOutputChannel("Gantry tests", { log: true });
const files: readonly NewFile[] = [
  { path: "gantry.yaml", contents: "gantry: 1\n" },
  { path: "checklists/planning.md", contents: "# Planning\n" },
  { path: "plan.yaml", contents: "gantry: 1\ntasks:\n" },
];

describe("writing scaffolded files", () => {
  it("makes all files and the folders they need", async () => {
    const folder = freshFolder("all");
    const outcome = await writeFiles(folder, files, log);
    assert.equal(outcome.created.length, 3);
    for (const file of files) assert.equal(await read(Uri.joinPath(folder, file.path)), file.contents);
    assert.deepEqual(
      workspace.textDocuments.filter((document) => document.isDirty && document.uri.path.startsWith(folder.path)),
      [],
    );
  });

  it("leaves what exists as it is and says so", async () => {
    const folder = freshFolder("existing");
    const plan = Uri.joinPath(folder, "plan.yaml");
    await write(plan, "mine\r\n");
    const outcome = await writeFiles(folder, files, log);
    assert.equal(await read(plan), "mine\r\n");
    assert.deepEqual(
      outcome.leftAlone.map(({ uri, proposed }) => [uri.toString(), proposed]),
      [[plan.toString(), "gantry: 1\ntasks:\n"]],
    );
    assert.equal(outcome.created.length, 2);
  });

  it("writes nothing when one file can't be written, and names it", async () => {
    const folder = freshFolder("blocked");
    await write(Uri.joinPath(folder, "checklists"), "a file where a folder is needed");
    await assert.rejects(writeFiles(folder, files, log), (error: Error) => {
      assert.match(error.message, /Nothing was written/);
      assert.match(error.message, /checklists\/planning\.md/);
      return true;
    });
    assert.equal(await exists(Uri.joinPath(folder, "gantry.yaml")), false);
    assert.equal(await exists(Uri.joinPath(folder, "plan.yaml")), false);
    assert.equal(await read(Uri.joinPath(folder, "checklists")), "a file where a folder is needed");
  });

  it("removes the folders it made when it fails", async () => {
    const folder = freshFolder("folders");
    await write(Uri.joinPath(folder, "b"), "a file");
    const nested = [
      { path: "a/deep/x.md", contents: "x" },
      { path: "b/y.md", contents: "y" },
    ];
    await assert.rejects(writeFiles(folder, nested, log), /b\/y\.md/);
    assert.equal(await exists(Uri.joinPath(folder, "a")), false);
  });

  it("works on a virtual file system", async () => {
    const memory = new MemoryFiles();
    const registration = memory.register("gantry-memory", false);
    try {
      const folder = Uri.from({ scheme: "gantry-memory", path: "/team/project" });
      await writeFiles(folder, files, log);
      assert.deepEqual([...memory.files.keys()].sort(), files.map(({ path }) => `/team/project/${path}`).sort());
    } finally {
      registration.dispose();
    }
  });

  it("says that a file system is read-only before it tries", async () => {
    const memory = new MemoryFiles();
    const registration = memory.register("gantry-locked", true);
    try {
      await eventually(() => workspace.fs.isWritableFileSystem("gantry-locked") === false);
      const folder = Uri.from({ scheme: "gantry-locked", path: "/project" });
      await assert.rejects(writeFiles(folder, files, log), /read-only/);
      assert.equal(memory.files.size, 0);
    } finally {
      registration.dispose();
    }
  });
});
