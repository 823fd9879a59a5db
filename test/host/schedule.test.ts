import assert from "node:assert/strict";
import {
  type CodeAction,
  type CodeLens,
  ConfigurationTarget,
  commands,
  type Diagnostic,
  extensions,
  type Hover,
  type InlayHint,
  languages,
  type MarkdownString,
  Range,
  Selection,
  type TextDocument,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from "vscode";
import { LanguageHints } from "../../src/features/language/inlayHints.ts";
import { PlanTree } from "../../src/features/plan/planTree.ts";
import { finishText } from "../../src/features/schedule/finishItem.ts";
import {
  ContextKeys,
  type Project,
  type ProjectChange,
  ProjectStore,
  type Services,
} from "../../src/services/index.ts";
import { hostLineMark } from "../harness/hostLines.mjs";
import { MemoryMemento } from "./support/memoryMemento.ts";
import { eventually, freshFolder, write } from "./support/workspace.ts";

const log = window.createOutputChannel("Gantry tests: schedule", { log: true });

const head = "gantry: 1\nname: Harbour\nstart: 2027-01-04\nstatus-date: 2027-01-04\n";
const plan = `gantry: 1

tasks:
  build:
    name: Build
    tasks:
      api: # the long one
        name: New API
        duration: 10d

      manual:
        name: Manual
        duration: 9d

  party:
    name: Party
    duration: 1d

milestones:
  live:
    name: Live
    after: build
    deadline: 2027-01-19
`;

async function replace(document: TextDocument, before: string, after: string): Promise<void> {
  const start = document.getText().indexOf(before);
  assert.ok(start >= 0, `“${before}” is not there`);
  const edit = new WorkspaceEdit();
  edit.replace(document.uri, new Range(document.positionAt(start), document.positionAt(start + before.length)), after);
  assert.ok(await workspace.applyEdit(edit));
}

describe("dates of a project in the store", () => {
  const folder = freshFolder("schedule-store");
  let now = new Date("2027-01-04T10:00:00Z");
  let store: ProjectStore;

  before(async () => {
    await write(
      Uri.joinPath(folder, "gantry.yaml"),
      head.replace("status-date: 2027-01-04", "time-zone: Europe/Vienna"),
    );
    await write(Uri.joinPath(folder, "plan.yaml"), plan);
    await write(
      Uri.joinPath(folder, "progress", "ana.yaml"),
      "gantry: 1\n\nprogress:\n  - {at: 2027-01-04T09:00:00Z, task: manual, done: 0%}\n",
    );
    store = new ProjectStore(new MemoryMemento(), new ContextKeys(), log, () => now);
    await eventually(() => store.all.some((project) => project.folder.path === folder.path));
    await eventually(() => harbour().reading.slices.length === 3);
  });

  after(() => store.dispose());

  const harbour = (): Project => store.all.find((project) => project.folder.path === folder.path) ?? assert.fail();

  it("are made once, and anew after a change of the text or of the day", async () => {
    const before = harbour().schedule;
    assert.equal(harbour().schedule, before);
    assert.equal(before.today, "2027-01-04");
    assert.equal(harbour().problems, harbour().problems);
    const changes: ProjectChange[] = [];
    const listener = store.onDidChange((change) => changes.push(change));
    store.lookAtDay();
    assert.deepEqual(changes, [], "it is the same day");
    now = new Date("2027-01-05T23:30:00Z");
    store.lookAtDay();
    store.lookAtDay();
    assert.deepEqual(changes, [{ kind: "day", project: harbour() }], "told once");
    const next = harbour().schedule;
    assert.notEqual(next, before);
    assert.equal(next.today, "2027-01-06", "the day of its own zone");
    assert.equal(next.reading, before.reading, "its files are not read again");
    assert.ok(next.finish > before.finish, "work that is not done does not lie in the past");
    listener.dispose();

    const document = await workspace.openTextDocument(Uri.joinPath(folder, "plan.yaml"));
    await replace(document, "duration: 10d", "duration: 20d");
    assert.ok(harbour().schedule.finish > next.finish, "at once, with what is on screen");
    await replace(document, "duration: 20d", "duration: 10d");
    await document.save();
  });

  it("are told in the status bar, with what is left to the deadline", async () => {
    const document = await workspace.openTextDocument(Uri.joinPath(folder, "plan.yaml"));
    now = new Date("2027-01-04T10:00:00Z");
    store.lookAtDay();
    const said = finishText(harbour());
    assert.equal(said?.text, "$(calendar) 15 Jan · 2d float");
    assert.equal(said?.isLate, false);
    assert.equal(said?.spoken, "Harbour finishes on 15 Jan, 2 days before the deadline of Live");
    assert.match(said?.tooltip ?? "", /^\*\*Harbour\*\*\n\nFinishes on 15 Jan · 1 critical task\n/);
    assert.match(said?.tooltip ?? "", /\| Live \| 15 Jan \| 19 Jan \| 2d \|/);
    await replace(document, "duration: 10d", "duration: 14d");
    const late = finishText(harbour());
    assert.equal(late?.text, "$(warning) 21 Jan · late by 2d");
    assert.equal(late?.isLate, true);
    assert.match(late?.spoken ?? "", /Live is late by 2 days/);
    await replace(document, "    deadline: 2027-01-19\n", "");
    assert.equal(finishText(harbour())?.text, "$(calendar) 21 Jan");
    await commands.executeCommand("workbench.action.files.revert");
    await replace(document, document.getText(), plan);
    await document.save();
  });

  it("stand in the lines of the Plan view, in words for who can't see shapes", () => {
    store.select(folder);
    const tree = new PlanTree({ projects: store } as unknown as Services, () => true);
    const line = (key: string) => tree.getTreeItem(tree.node(key));
    assert.equal(line("api").description, "critical · 4 → 15 Jan");
    assert.equal(
      line("api").accessibilityInformation?.label,
      "New API, task, not begun, 4 Jan to 15 Jan, critical: no float is left, 10d",
    );
    assert.equal(line("manual").description, "only 1d float · 4 → 14 Jan");
    assert.equal(line("party").description, "9d float · 4 Jan");
    assert.equal(line("build").description, "critical · 4 → 15 Jan");
    assert.equal(line("live").description, "critical · due 19 Jan · 15 Jan");
    const icon = (key: string): string => (line(key).iconPath as { readonly id: string }).id;
    assert.deepEqual(["api", "manual", "party"].map(icon), ["debug-stop", "issue-draft", "circle-large"]);
    tree.dispose();
  });
});

describe("dates in the editor", () => {
  const folder = freshFolder("schedule-editor");
  const file = Uri.joinPath(folder, "plan.yaml");
  let document: TextDocument;

  before(async () => {
    await write(Uri.joinPath(folder, "gantry.yaml"), head);
    await write(file, plan);
    await extensions.getExtension("gantry.gantry")?.activate();
    document = await workspace.openTextDocument(file);
    await window.showTextDocument(document, { preview: false });
    await eventually(async () => (await hints()).length > 0);
  });

  after(async () => {
    await set("on");
    await commands.executeCommand("workbench.action.closeAllEditors");
  });

  const set = (value: string): Thenable<void> =>
    workspace
      .getConfiguration("gantry")
      .update("inlayHints", value === "on" ? undefined : value, ConfigurationTarget.Global);
  const hints = (range = new Range(0, 0, document.lineCount, 0)): Thenable<InlayHint[]> =>
    commands.executeCommand<InlayHint[]>("vscode.executeInlayHintProvider", file, range).then((found) => found ?? []);
  const shown = async (range?: Range): Promise<readonly string[]> =>
    (await hints(range)).map(({ label, position }) => `${position.line + 1}: ${String(label)}`);
  const ours = (): readonly Diagnostic[] => languages.getDiagnostics(file).filter(({ source }) => source === "Gantry");
  const hover = async (text: string): Promise<string> => {
    const at = document.positionAt(document.getText().indexOf(text) + 1);
    const found = await commands.executeCommand<Hover[]>("vscode.executeHoverProvider", file, at);
    return found.flatMap(({ contents }) => contents.map((content) => (content as MarkdownString).value)).join("\n\n");
  };

  it("stand behind each task, behind its comment too, and only where one looks", async () => {
    assert.deepEqual(await shown(), [
      "4: 4 → 15 Jan · critical",
      "7: 4 → 15 Jan · critical",
      "11: 4 → 14 Jan · only 1d float",
      "15: 4 Jan · 9d float",
      "20: 15 Jan · critical",
    ]);
    const [, api] = await hints();
    assert.equal(api?.position.character, "      api: # the long one".length);
    assert.deepEqual(await shown(new Range(10, 0, 12, 0)), ["11: 4 → 14 Jan · only 1d float"]);
  });

  it("stand behind the task at the cursor alone, or nowhere, if one wishes so", async () => {
    await set("off");
    await eventually(async () => (await hints()).length === 0);
    const editor = await window.showTextDocument(document);
    editor.selection = new Selection(12, 4, 12, 4);
    await set("atCursor");
    await eventually(async () => (await shown()).join() === "11: 4 → 14 Jan · only 1d float");
    editor.selection = new Selection(0, 0, 0, 0);
    await eventually(async () => (await hints()).length === 0);
    await set("on");
    await eventually(async () => (await hints()).length === 5);
  });

  it("are explained where one points at a task's id, name, estimate or deadline", async () => {
    for (const text of ["api: #", "New API", "duration: 10d"]) {
      const said = await hover(text);
      assert.match(said, /\*\*4 → 15 Jan\*\* · critical/, text);
      assert.match(said, /Starts on 4 Jan/, text);
    }
    assert.match(await hover("build\n    deadline"), /why it is called|Build/);
    const live = await hover("deadline: 2027-01-19");
    assert.match(live, /\*\*15 Jan\*\* · critical/);
    assert.match(live, /Goes back to \[Build\]\(command:gantry\.plan\.openItem/);
    assert.doesNotMatch(await hover("tasks:\n  build"), /Goes back to/);
  });

  it("are compared with the saved ones while something is unsaved", async () => {
    const lenses = async (): Promise<readonly string[]> => {
      const found = await commands.executeCommand<CodeLens[]>("vscode.executeCodeLensProvider", file, 10);
      return found.flatMap(({ command }) => (command?.command.startsWith("gantry.") ? [command.title] : []));
    };
    assert.deepEqual(await lenses(), []);
    await replace(document, "duration: 10d", "duration: 13d");
    assert.deepEqual(await lenses(), [
      "$(warning) Unsaved: finish 15 → 20 Jan (+3d); “Live” misses its deadline by 1d",
    ]);
    await replace(document, "name: Party", "name: Great party");
    assert.equal((await lenses()).length, 1);
    await document.save();
    await eventually(async () => (await lenses()).length === 0);
    await replace(document, document.getText(), plan);
    assert.deepEqual(await lenses(), [
      "$(git-compare) Unsaved: finish 20 → 15 Jan (−3d); “Live” meets its deadline again",
    ]);
    await document.save();
  });

  it("tell of circles with all places, and a fix takes the link out", async () => {
    await replace(document, "duration: 10d", "duration: 10d\n        after: [party, manual]");
    await replace(document, "duration: 9d", "duration: 9d\n        after: api");
    const [problem] = await eventually(() => {
      const found = ours().filter(({ code }) => code === "dependency-circle");
      return found.length === 1 && found;
    });
    assert.match(problem?.message ?? "", /wait for each other in a circle/);
    assert.equal(problem?.relatedInformation?.length, 1);
    const range = problem?.range ?? new Range(0, 0, 0, 0);
    const actions = await commands.executeCommand<CodeAction[]>("vscode.executeCodeActionProvider", file, range);
    const fix = actions.find(({ title }) => title === "Remove this link");
    assert.ok(fix?.edit && (await workspace.applyEdit(fix.edit)));
    await eventually(() => ours().length === 0);
    await replace(document, document.getText(), plan);
    await document.save();
  });
});

describe("dates of ten thousand tasks", () => {
  it("are there, with their problems and the hints on screen, soon after a letter is typed", async function () {
    this.timeout(60_000);
    const folder = freshFolder("schedule-large");
    const file = Uri.joinPath(folder, "plan.yaml");
    const stages = Array.from({ length: 100 }, (_, stage) => {
      const tasks = Array.from({ length: 100 }, (_unused, number) => {
        const after = number === 0 ? "" : `        after: t${stage}-${number - 1}\n`;
        return `      t${stage}-${number}:\n        name: Task ${stage}.${number}\n        effort: 3d\n${after}`;
      });
      return `  s${stage}:\n    name: Stage ${stage}\n    tasks:\n${tasks.join("\n")}`;
    });
    await write(Uri.joinPath(folder, "gantry.yaml"), head);
    await write(file, `gantry: 1\n\ntasks:\n${stages.join("\n")}`);
    let begin = 0;
    // Asked first of all, so that reading is counted too.
    const first = workspace.onDidChangeTextDocument(({ document: changed }) => {
      if (changed.uri.toString() === file.toString()) begin = performance.now();
    });
    const store = new ProjectStore(new MemoryMemento(), new ContextKeys(), log);
    const project = (): Project | undefined => store.all.find((one) => one.folder.path === folder.path);
    await eventually(() => (project()?.reading.index.places.length ?? 0) > 10_000);
    const document = await workspace.openTextDocument(file);
    const provider = new LanguageHints(store);
    const times: number[] = [];
    for (let stroke = 0; stroke < 7; stroke++) {
      const line = 5 + ((stroke * 1367) % 40_000);
      const { range } = document.lineAt(line);
      const answer = new Promise<number>((resolve) => {
        const listener = workspace.onDidChangeTextDocument(({ document: changed }) => {
          if (changed !== document) return;
          listener.dispose();
          const isThere = (project()?.problems.size ?? -1) >= 0 && (project()?.schedule.finish ?? 0) > 0;
          const visible = new Range(Math.max(0, line - 40), 0, line + 40, 0);
          const found = provider.provideInlayHints(document, visible)?.length ?? 0;
          resolve(isThere && found > 5 ? performance.now() - begin : Number.NaN);
        });
      });
      const edit = new WorkspaceEdit();
      edit.insert(file, range.end, " ");
      await workspace.applyEdit(edit);
      times.push(await answer);
    }
    assert.ok(!times.includes(Number.NaN), "everything was there");
    console.log(`${hostLineMark}    (${times.map((time) => time.toFixed(0)).join(", ")} ms from the event to dates)`);
    first.dispose();
    store.dispose();
  });
});
