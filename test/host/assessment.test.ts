import assert from "node:assert/strict";
import { ConfigurationTarget, commands, FileType, Uri, window, workspace } from "vscode";
import { answerEdit, fitEdit } from "../../src/core/practice/assessment/assessmentFile.ts";
import type { Answer, QuestionSet } from "../../src/core/practice/assessment/index.ts";
import { AssessmentFiles } from "../../src/features/assessment/assessmentFiles.ts";
import { handOverCopy } from "../../src/features/assessment/colleague.ts";
import { privateHome } from "../../src/services/privateFolder.ts";
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
  fit: [{ id: "fit-a", ask: "?", talk: "?" }],
  complexity: { factors: [], ranges: [] },
} satisfies QuestionSet;

type Edit = Parameters<AssessmentFiles["change"]>[1];

function answering(question: string, answer: Answer): Edit {
  return (questions, path, text) => answerEdit(questions, path, text, question, answer);
}

/** The paths of all files below a folder. */
async function namesBelow(folder: Uri, prefix = ""): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [name, type] of await workspace.fs.readDirectory(folder)) {
    const path = `${prefix}${name}`;
    if (type === FileType.Directory) found.push(...(await namesBelow(Uri.joinPath(folder, name), `${path}/`)));
    else found.push(path);
  }
  return found.sort();
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

  it("are the person's whatever they are called now, in files named by the id", async () => {
    const folder = freshFolder("assessment-renamed");
    const before = new AssessmentFiles(set, { folder, person: "ana" });
    const after = new AssessmentFiles(set, { folder, person: "Ana Silva", id: "ana" });
    const later = new AssessmentFiles(set, { folder, person: "Ana Costa", id: "ana" });
    try {
      await before.change(await before.newPath(), answering("q01", { level: 2 }));
      await before.aim({ kind: "level", skill: "skill-technical", level: 4 });
      assert.equal((await after.all()).length, 1);
      assert.deepEqual((await after.targets())?.targets.levels, { "skill-technical": 4 });
      await after.change(await after.newPath(), answering("q01", { level: 3 }));
      assert.equal((await later.all()).length, 2);
      assert.deepEqual(await new AssessmentFiles(set, { folder, person: "Ana Silva", id: "bo" }).all(), []);
    } finally {
      for (const files of [before, after, later]) files.dispose();
    }
  });

  it("are not written where the folder would be committed, and get the rule that is missing", async () => {
    const folder = freshFolder("assessment-ignored");
    const ignore = Uri.joinPath(folder, ".gantry-private", ".gitignore");
    const files = new AssessmentFiles(set, { folder, person: "ana" });
    try {
      const path = await files.newPath();
      await files.change(path, answering("q01", { level: 2 }));
      await workspace.fs.delete(ignore);
      await files.change(path, answering("q01", { level: 3 }));
      assert.equal(await read(ignore), "*\n");
      for (const rules of ["", "*\n!assessments/\n"]) {
        await write(ignore, rules);
        await assert.rejects(files.change(path, answering("q01", { level: 4 })), /version control/);
        assert.equal(await read(ignore), rules);
      }
      assert.doesNotMatch(await read(files.uriOf(path)), /level: 4/);
    } finally {
      files.dispose();
    }
  });

  it("stay where they are, whichever project is current", async () => {
    const folder = freshFolder("assessment-home");
    const [first, second] = ["a", "b"].map((name) => ({ folder: Uri.joinPath(folder, name) }));
    const homeWith = async (current: typeof first): Promise<string | undefined> => {
      const projects = { ready: Promise.resolve(), all: [first, second], current };
      return (await privateHome({ projects } as unknown as Parameters<typeof privateHome>[0]))?.path;
    };
    assert.equal(await homeWith(first), first?.folder.path);
    assert.equal(await homeWith(second), second?.folder.path);
    await write(Uri.joinPath(folder, "b", ".gantry-private", "pdus.yaml"), "pdus: 1\n");
    assert.equal(await homeWith(first), second?.folder.path);
    assert.equal(await homeWith(second), second?.folder.path);
  });

  it("keep what is aimed at in a file of its own, and report a damaged one", async () => {
    const folder = freshFolder("assessment-targets");
    const files = new AssessmentFiles(set, { folder, person: "ana" });
    try {
      assert.equal(await files.targets(), undefined);
      await files.aim({ kind: "level", skill: "skill-technical", level: 4 });
      assert.deepEqual((await files.targets())?.targets, { levels: { "skill-technical": 4 }, wants: [] });
      assert.equal(await read(Uri.joinPath(folder, ".gantry-private", ".gitignore")), "*\n");
      // It is no assessment, and nothing else was made.
      assert.deepEqual(await files.all(), []);
      const uri = files.uriOf(await files.targetsPath());
      await write(uri, "targets: 1\nlevels:\n\tskill-technical: 4\n");
      await eventually(async () => (await files.targets())?.problems[0]?.line === 3);
      await assert.rejects(files.aim({ kind: "level", skill: "skill-technical", level: 2 }), /Line 3/);
      assert.equal(await read(uri), "targets: 1\nlevels:\n\tskill-technical: 4\n");
    } finally {
      files.dispose();
    }
  });

  it("hand over a copy that holds nothing of the person's answers, only where they say, and take it back", async () => {
    const folder = freshFolder("assessment-colleague");
    const place = { folder, person: "Ana Kovač" };
    const files = new AssessmentFiles(set, place);
    try {
      const path = await files.newPath();
      await files.change(path, answering("q01", { level: 5, evidence: "secret-evidence.md" }));
      await files.change(path, (questions, file, text) =>
        fitEdit(questions, file, text, "fit-a", { answer: "no", note: "secret-note" }),
      );
      const before = await namesBelow(folder);
      const target = Uri.joinPath(folder, "handed-over", "for-chen.yaml");
      const written = await handOverCopy(set, place, (id) => id, { by: "Chen", target });
      assert.equal(written?.toString(), target.toString());
      const copy = await read(target);
      assert.ok(!copy.includes("secret") && !copy.includes("level: 5"));
      assert.match(copy, /^by: "Chen"$/m);
      assert.deepEqual(await namesBelow(folder), [...before, "handed-over/for-chen.yaml"].sort());

      await assert.rejects(files.keepColleague(copy), /No question has an answer/);
      await assert.rejects(files.keepColleague(copy.replace("\n  q01:", "\n  q01: ten")), /Line \d+: The level of q01/);
      assert.equal((await files.all()).length, 1);
      const filled = copy.replace("\n  q01:", "\n  q01: 2");
      assert.equal(await files.keepColleague(filled), "Chen");
      // Once more changes nothing; another one of the same day is kept beside it.
      await files.keepColleague(filled);
      const others = async () => (await files.all()).filter(({ isOther }) => isOther);
      assert.deepEqual(
        (await others()).map(({ path: kept }) => kept),
        [path.replace(".yaml", "-by-chen.yaml")],
      );
      await files.keepColleague(filled.replace("q01: 2", "q01: 3"));
      assert.equal((await others()).length, 2);
      const [own] = (await files.all()).filter(({ isOther }) => !isOther);
      assert.deepEqual(own?.reading.assessment?.answers.get("q01"), { level: 5, evidence: "secret-evidence.md" });
      // All of it in the private folder, but for the copy.
      for (const name of await namesBelow(folder))
        assert.ok(name.startsWith(".gantry-private/") || name === "handed-over/for-chen.yaml", name);
    } finally {
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
