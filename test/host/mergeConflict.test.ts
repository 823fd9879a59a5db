import assert from "node:assert/strict";
import { commands, Uri, window, workspace } from "vscode";
import { eventually, freshFolder, read, write } from "./support/workspace.ts";

const conflict = (ours: string, theirs: string, base?: string): string =>
  `<<<<<<< HEAD\n${ours}${base === undefined ? "" : `||||||| base\n${base}`}=======\n${theirs}>>>>>>> topic\n`;
const head = "gantry: 1\n\ntasks:\n  api:\n    name: API\n    effort: 1d\n";

describe("resolving a conflict in a plan", () => {
  const folder = freshFolder("merge");
  const plan = Uri.joinPath(folder, "plan.yaml");

  before(async () => {
    await write(Uri.joinPath(folder, "gantry.yaml"), "gantry: 1\nname: Merge\n");
  });

  async function resolved(text: string): Promise<string> {
    await write(plan, text);
    const document = await workspace.openTextDocument(plan);
    await eventually(() => document.getText() === text);
    await commands.executeCommand("gantry.merge.resolve", plan);
    return document.getText();
  }

  it("settles what only looks like one, as one edit that can be undone", async () => {
    const text = head + conflict("\n  mine:\n    name: Mine\n", "\n  yours:\n    name: Yours\n");
    const both = `${head}\n  mine:\n    name: Mine\n\n  yours:\n    name: Yours\n`;
    assert.equal(await resolved(text), both);
    assert.equal(await read(plan), both);
    await window.showTextDocument(await workspace.openTextDocument(plan));
    await commands.executeCommand("undo");
    assert.equal((await workspace.openTextDocument(plan)).getText(), text);
    await commands.executeCommand("workbench.action.files.revert");
  });

  it("leaves what both sides changed to different values", async () => {
    const refunds = "\n  refunds:\n    name: Refunds\n";
    const text = `${head}${refunds}${conflict("    effort: 2d\n    cost: 1\n", "    effort: 3d\n", "    effort: 1d\n")}`;
    const left = `${head}${refunds}${conflict("    effort: 2d\n", "    effort: 3d\n")}    cost: 1\n`;
    assert.equal(await resolved(text), left);
  });

  it("leaves a file alone that has no markers, does not read, or is none of a project's", async () => {
    for (const text of [head, `${head}${conflict("    who: [ana\n", "    who: bo\n")}`])
      assert.equal(await resolved(text), text);
    const other = Uri.joinPath(freshFolder("no-project"), "plan.yaml");
    const text = head + conflict("a: 1\n", "a: 2\n");
    await write(other, text);
    await commands.executeCommand("gantry.merge.resolve", other);
    assert.equal(await read(other), text);
  });
});
