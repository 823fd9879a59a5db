import assert from "node:assert/strict";
import { ConfigurationTarget, commands, Uri, window, workspace } from "vscode";
import { PlanTree } from "../../src/features/plan/planTree.ts";
import { ContextKeys, ProjectStore, type Services } from "../../src/services/index.ts";
import { MemoryMemento } from "./support/memoryMemento.ts";
import { eventually, freshFolder, read, write } from "./support/workspace.ts";

const log = window.createOutputChannel("Gantry tests: plan", { log: true });

const plan = `gantry: 1

tasks:
  build:
    name: Build
    tasks:
      # Comes first.
      api:
        name: New API
        effort: 5d

      load:
        name: Load tests
        after: api

  launch:
    name: Launch
`;

describe("the Plan view's commands", () => {
  const folder = freshFolder("plan");
  const file = Uri.joinPath(folder, "plan.yaml");
  const journal = Uri.joinPath(folder, "progress", "ana.yaml");

  before(async () => {
    await workspace.getConfiguration("gantry").update("me", "ana", ConfigurationTarget.Global);
    await write(Uri.joinPath(folder, "gantry.yaml"), "gantry: 1\nname: Harbour\nstatus-date: 2027-01-20\n");
    await write(file, plan);
    await window.showTextDocument(file);
    // Gantry's own host finds the project in its own time; then it is that of the active editor.
    await eventually(async () => {
      await window.showTextDocument(Uri.joinPath(folder, "gantry.yaml"));
      await window.showTextDocument(file);
      await commands.executeCommand("gantry.plan.moveUp", "launch");
      return (await read(file)) !== plan;
    });
    await commands.executeCommand("gantry.plan.moveDown", "launch");
    assert.equal(await read(file), plan, "there and back again is the same file, byte for byte");
  });

  after(async () => {
    await workspace.getConfiguration("gantry").update("me", undefined, ConfigurationTarget.Global);
    await commands.executeCommand("workbench.action.closeAllEditors");
  });

  it("moves a task with its comment, and undo in the file takes it back", async () => {
    await commands.executeCommand("gantry.plan.moveDown", "api");
    const moved = await read(file);
    assert.ok(moved.indexOf("load:") < moved.indexOf("# Comes first.\n      api:"), moved);
    await window.showTextDocument(file);
    await commands.executeCommand("undo");
    const document = await workspace.openTextDocument(file);
    await eventually(() => document.getText() === plan);
    await document.save();
  });

  it("logs a finish and takes it back, in one's own log", async () => {
    await commands.executeCommand("gantry.plan.markDone", "api");
    assert.match(await read(journal), /\{at: [0-9TZ:-]+, task: api, finish: 2027-01-20\}\n$/);
    await commands.executeCommand("gantry.plan.markNotDone", "api");
    assert.match(await read(journal), /task: api, done: 0%\}\n$/);
    assert.equal(await read(file), plan, "progress never stands in the plan");
  });

  it("opens a task's file with its name selected, and its log at the line", async () => {
    await commands.executeCommand("gantry.plan.openItem", "load");
    const editor = await eventually(() => {
      const active = window.activeTextEditor;
      return active?.document.getText(active.selection) === "Load tests" ? active : undefined;
    });
    assert.equal(editor.document.uri.toString(), file.toString());
    await commands.executeCommand("gantry.plan.openLog", "api");
    await eventually(() => {
      const active = window.activeTextEditor;
      return (
        active?.document.uri.toString() === journal.toString() && active.document.getText(active.selection) === "api"
      );
    });
  });

  it("counts unsaved text, and leaves it unsaved", async () => {
    const document = await workspace.openTextDocument(file);
    const editor = await window.showTextDocument(document);
    await editor.edit((edit) =>
      edit.insert(document.positionAt(document.getText().length), "\n  party:\n    name: Party\n"),
    );
    await commands.executeCommand("gantry.plan.moveUp", "party");
    assert.ok(document.getText().indexOf("party:") < document.getText().indexOf("launch:"));
    assert.ok(document.isDirty);
    await commands.executeCommand("workbench.action.files.revert");
    await eventually(() => document.getText() === plan);
  });
});

describe("the lines of the Plan view", () => {
  const folder = freshFolder("plan-lines");
  const file = Uri.joinPath(folder, "plan.yaml");
  let projects: ProjectStore;
  let tree: PlanTree;

  before(async () => {
    await write(Uri.joinPath(folder, "gantry.yaml"), "gantry: 1\nname: Harbour\n");
    await write(file, plan);
    projects = new ProjectStore(new MemoryMemento(), new ContextKeys(), log);
    await eventually(() => projects.all.some((project) => project.folder.path === folder.path));
    projects.select(folder);
    tree = new PlanTree({ projects } as unknown as Services, () => true);
  });

  after(() => {
    tree.dispose();
    projects.dispose();
  });

  /** Draws all lines, as the view does with all of them open. */
  function draw(): readonly string[] {
    const visit = (nodes: ReturnType<PlanTree["getChildren"]>): readonly string[] =>
      nodes.flatMap((node) => [String(tree.getTreeItem(node).label), ...visit(tree.getChildren(node))]);
    return visit(tree.getChildren());
  }

  it("are those of the file; after a change only those that say something else are drawn again", async () => {
    assert.deepEqual(draw(), ["Build", "New API", "Load tests", "Launch"]);
    const events: (readonly unknown[] | undefined)[] = [];
    const subscription = tree.onDidChangeTreeData((nodes) => events.push(nodes));
    await write(file, plan.replace("Load tests", "Load tests at night"));
    await eventually(() => events.length > 0);
    assert.deepEqual(events, [[tree.node("load")]]);
    events.length = 0;
    await write(file, plan.replace("effort: 5d", "effort: 5d # checked").replace("Load tests", "Load tests at night"));
    await write(file, `${plan}\n  party:\n    name: Party\n`);
    await eventually(() => events.length > 0 && draw().includes("Party"));
    assert.ok(events.every((nodes) => nodes === undefined || nodes.length <= 1));
    subscription.dispose();
    assert.equal(tree.getParent(tree.node("api")), tree.node("build"));
  });

  it("stay quick with ten thousand tasks", async () => {
    const tasks = Array.from({ length: 100 }, (_, stage) => {
      const inner = Array.from(
        { length: 100 },
        (_unused, number) => `      t${stage}-${number}:\n        name: Task ${stage}.${number}\n        effort: 3d\n`,
      );
      return `  s${stage}:\n    name: Stage ${stage}\n    tasks:\n${inner.join("\n")}`;
    });
    await write(file, `gantry: 1\n\ntasks:\n${tasks.join("\n")}`);
    await eventually(() => tree.getChildren().length === 100);
    const begin = performance.now();
    assert.equal(draw().length, 10_100);
    const drawn = performance.now();
    tree.refresh();
    const refreshed = performance.now();
    log.info(
      `10,000 lines drawn in ${(drawn - begin).toFixed(0)} ms, compared in ${(refreshed - drawn).toFixed(0)} ms`,
    );
    const tip = await tree.resolveTreeItem(tree.getTreeItem(tree.node("t7-7")), tree.node("t7-7"));
    assert.match(String((tip.tooltip as { value: string }).value), /Task 7/);
  });
});
