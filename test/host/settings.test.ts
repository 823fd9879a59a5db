import assert from "node:assert/strict";
import { ConfigurationTarget, workspace } from "vscode";
import { settings } from "../../src/services/index.ts";

describe("settings of a workspace", () => {
  const folder = () => {
    const found = workspace.workspaceFolders?.[0];
    assert.ok(found);
    return found.uri;
  };
  const set = (key: string, value: unknown) =>
    workspace.getConfiguration("gantry").update(key, value, ConfigurationTarget.Workspace);

  after(async () => {
    for (const key of ["projectFolder", "templatesFolder"]) await set(key, undefined);
  });

  it("name folders below the workspace folder and nothing else", async () => {
    for (const outside of ["../elsewhere", "/etc", "a\\..\\..\\b", "C:/x"]) {
      await set("projectFolder", outside);
      await set("templatesFolder", outside);
      assert.throws(() => settings.projectFolder(folder()), /gantry\.projectFolder must name a folder below/);
      assert.throws(() => settings.templatesFolder(folder()), /gantry\.templatesFolder must name a folder below/);
    }
  });

  it("have their usual value when they are empty or no text", async () => {
    for (const odd of ["", "  ", 5, null, ["project"]]) {
      await set("projectFolder", odd);
      await set("templatesFolder", odd);
      assert.equal(settings.projectFolder(folder()), "project");
      assert.equal(settings.templatesFolder(folder()), ".gantry/templates");
    }
  });

  it("may name the workspace folder itself, or one that hides", async () => {
    await set("projectFolder", ".");
    assert.equal(settings.projectFolder(folder()), ".");
    await set("projectFolder", "./docs/.plan/");
    assert.equal(settings.projectFolder(folder()), "docs/.plan");
  });
});
