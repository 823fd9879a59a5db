import assert from "node:assert/strict";
import { folderProblem, pathProblem } from "../../src/core/documents/filePaths.ts";

describe("paths from outside", () => {
  it("lets files and folders below the folder pass", () => {
    for (const path of ["plan.yaml", "checklists/planning.md", "prüfung/a b.md"]) {
      assert.equal(pathProblem(path), undefined);
      assert.equal(folderProblem(path), undefined);
    }
  });

  it("refuses whatever could lead out on some system", () => {
    const hostile = [
      "",
      "..",
      "../x",
      "a/../../x",
      ".",
      "/etc",
      "\\x",
      "a\\..\\..\\x",
      "C:/x",
      "c:x",
      "a//b",
      "a/.. /b",
    ];
    for (const path of hostile) {
      assert.ok(pathProblem(path), path);
      assert.ok(folderProblem(path), path);
    }
  });

  it("refuses hidden files, and takes hidden folders that a setting names", () => {
    assert.ok(pathProblem(".git/hooks"));
    assert.ok(pathProblem("a/.env"));
    assert.equal(folderProblem(".gantry/templates"), undefined);
  });
});
