import assert from "node:assert/strict";
import { commands, Uri, window, workspace } from "vscode";
import {
  backgroundEdit,
  newBackgroundText,
  readBackground,
} from "../../src/core/practice/certification/backgroundFile.ts";
import { PrivateFolder } from "../../src/services/privateFolder.ts";
import { eventually, freshFolder, read } from "./support/workspace.ts";

describe("a private file", () => {
  it("comes with its folder, which keeps itself out of version control, and takes edits of what it says unsaved", async () => {
    const folder = freshFolder("background");
    const files = new PrivateFolder(folder, "background.yaml");
    try {
      const plan = backgroundEdit("background.yaml", newBackgroundText, { kind: "education", education: "bachelor" });
      await files.edit("background.yaml", newBackgroundText, plan.edits ?? []);
      const uri = files.uriOf("background.yaml");
      assert.equal(await read(Uri.joinPath(folder, ".gantry-private", ".gitignore")), "*\n");
      const text = (await files.read("background.yaml")) ?? "";
      assert.equal(readBackground(text).entries.education, "bachelor");

      const document = await workspace.openTextDocument(uri);
      await window.showTextDocument(document);
      await window.activeTextEditor?.edit((edit) =>
        edit.insert(document.positionAt(document.getText().length), "# mine\n"),
      );
      const unsaved = (await files.read("background.yaml")) ?? "";
      assert.match(unsaved, /# mine\n$/);
      const more = backgroundEdit("background.yaml", unsaved, { kind: "accredited", isAccredited: true });
      await files.edit("background.yaml", unsaved, more.edits ?? []);
      // Who has not saved yet saves when they want to.
      assert.equal(await read(uri), text);
      await document.save();
      assert.equal(await read(uri), unsaved.replace("education: bachelor\n", "education: bachelor\naccredited: yes\n"));
      await assert.rejects(files.edit("background.yaml", unsaved, more.edits ?? []));
    } finally {
      files.dispose();
      await commands.executeCommand("workbench.action.closeAllEditors");
    }
  });
});

describe("certifications", () => {
  it("are opened by their commands, in one view", async () => {
    const shown = (): number =>
      window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(({ label }) => label === "Certifications").length;
    try {
      await commands.executeCommand("gantry.practice.compareCertifications");
      await eventually(() => shown() === 1);
      await commands.executeCommand("gantry.practice.checkEligibility");
      await eventually(() => shown() === 1);
    } finally {
      await commands.executeCommand("workbench.action.closeAllEditors");
    }
  });
});
