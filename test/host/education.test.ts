import assert from "node:assert/strict";
import { commands, Uri, window, workspace } from "vscode";
import { eventually, write } from "./support/workspace.ts";

describe("education", () => {
  const folder = workspace.workspaceFolders?.[0]?.uri ?? assert.fail("The suite runs in a folder.");
  const file = Uri.joinPath(folder, ".gantry-private", "education.yaml");

  after(async () => {
    await commands.executeCommand("workbench.action.closeAllEditors");
    await workspace.fs.delete(file).then(undefined, () => undefined);
  });

  it("is compared in one view, also when its file is damaged, which stays as it is", async () => {
    const shown = (): number =>
      window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(({ label }) => label === "Education").length;
    const damaged = "education: 1\nprogrammes:\n\ta: 1\n";
    await write(file, damaged);
    await commands.executeCommand("gantry.practice.compareEducation");
    await eventually(() => shown() === 1);
    await commands.executeCommand("gantry.practice.openPage", "step-3-education");
    await commands.executeCommand("gantry.practice.compareEducation");
    await eventually(() => shown() === 1);
    assert.equal(new TextDecoder().decode(await workspace.fs.readFile(file)), damaged);
  });
});
