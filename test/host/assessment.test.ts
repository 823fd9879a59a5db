import assert from "node:assert/strict";
import { ConfigurationTarget, commands, Uri, window, workspace } from "vscode";
import { answerEdit } from "../../src/core/practice/assessment/assessmentFile.ts";
import type { Answer, QuestionSet } from "../../src/core/practice/assessment/index.ts";
import { AssessmentFiles } from "../../src/features/assessment/assessmentFiles.ts";
import { eventually, freshFolder, read, watchedFolder, write } from "./support/workspace.ts";

const set = {
  version: 1,
  levels: [],
  questions: ["q01", "q02", "q03"].map((id) => ({
    id,
    skill: "skill-technical",
    responsibilities: [],
    ask: "?",
    levels: ["", "", "", "", ""],
    evidence: "",
  })),
  profiles: [],
  fit: [],
  complexity: { factors: [], ranges: [] },
} satisfies QuestionSet;

type Edit = Parameters<AssessmentFiles["change"]>[1];

function answering(question: string, answer: Answer): Edit {
  return (questions, path, text) => answerEdit(questions, path, text, question, answer);
}

describe("assessments in their folder", () => {
  it("come with the first answer, in a folder that keeps itself out of version control", async () => {
    const folder = freshFolder("assessment-new");
    const files = new AssessmentFiles(set, { folder, person: "Ana Kovač" });
    try {
      assert.deepEqual(await files.all(), []);
      const path = await files.newPath();
      assert.match(path, /^assessments\/\d{4}-\d\d-\d\d-ana-kova[a-z]*\.yaml$/);
      await files.change(path, answering("q02", { level: 3, evidence: "docs/a.md" }));
      assert.equal(await read(Uri.joinPath(folder, ".gantry-private", ".gitignore")), "*\n");
      await files.change(path, answering("q01", { level: 1 }));
      const [file, ...others] = await files.all();
      assert.deepEqual(others, []);
      assert.deepEqual(Object.fromEntries(file?.reading.assessment?.answers ?? []), {
        q01: { level: 1 },
        q02: { level: 3, evidence: "docs/a.md" },
      });
      assert.notEqual(await files.newPath(), path);
    } finally {
      files.dispose();
    }
  });

  it("are told of when somebody else writes, and are never written over when they are damaged", async () => {
    const folder = freshFolder("assessment-damaged");
    const uri = Uri.joinPath(folder, ".gantry-private", "assessments", "2027-02-10-ana.yaml");
    const damaged = "assessment: 1\nperson: ana\ndate: 2027-02-10\nanswers:\n\tq01: 3\n";
    await watchedFolder(Uri.joinPath(uri, ".."));
    await write(uri, damaged);
    const files = new AssessmentFiles(set, { folder, person: "ana" });
    let changes = 0;
    const listening = files.onDidChange(() => {
      changes++;
    });
    try {
      const [file] = await files.all();
      assert.equal(file?.reading.problems[0]?.line, 5);
      await assert.rejects(files.change(file?.path ?? "", answering("q02", { level: 2 })), /Line 5/);
      assert.equal(await read(uri), damaged);
      await write(uri, damaged.replace("\t", "  "));
      await eventually(() => changes > 0);
      await files.change(file?.path ?? "", answering("q02", { level: 2 }));
      assert.ok((await read(uri)).includes("  q02:"));
    } finally {
      listening.dispose();
      files.dispose();
    }
  });

  it("are opened by a command, once the person is known", async () => {
    await workspace.getConfiguration("gantry").update("me", "ana", ConfigurationTarget.Global);
    try {
      await commands.executeCommand("gantry.practice.assess");
      await eventually(() =>
        window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label === "Self-Assessment")),
      );
    } finally {
      await workspace.getConfiguration("gantry").update("me", undefined, ConfigurationTarget.Global);
      await commands.executeCommand("workbench.action.closeAllEditors");
    }
  });
});
