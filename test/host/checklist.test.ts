import assert from "node:assert/strict";
import {
  commands,
  Range,
  type Tab,
  TabInputText,
  TabInputWebview,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from "vscode";
import { applyTextChanges, UserMessage } from "../../src/platform/index.ts";
import { type ChecklistDocument, ChecklistStore, ContextKeys, ProjectStore } from "../../src/services/index.ts";
import { MemoryMemento } from "./support/memoryMemento.ts";
import { eventually, freshFolder, write } from "./support/workspace.ts";

const log = window.createOutputChannel("Gantry tests: checklists", { log: true });

async function bytes(uri: Uri): Promise<string> {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(await workspace.fs.readFile(uri));
}

/** Ticks the first open box of a text as the view does. */
function tick(uri: Uri, expected: string): Promise<void> {
  const start = expected.indexOf("[ ]") + 1;
  return applyTextChanges([{ uri, expected, edits: [{ start, end: start + 1, newText: "x" }] }]);
}

function checklistTabs(): readonly Tab[] {
  return window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof TabInputWebview && input.viewType.endsWith("gantry.checklist"));
}

describe("writing edits to a file", () => {
  const folder = freshFolder("edits");
  const file = (name: string): Uri => Uri.joinPath(folder, name);

  it("saves a clean file at once: one character has changed on the disk, and no tab has opened", async () => {
    const uri = file("clean.md");
    await write(uri, "- [ ] a\n");
    await tick(uri, "- [ ] a\n");
    assert.equal(await bytes(uri), "- [x] a\n");
    const isOpen = (tab: Tab): boolean =>
      tab.input instanceof TabInputText && tab.input.uri.toString() === uri.toString();
    assert.ok(!window.tabGroups.all.some(({ tabs }) => tabs.some(isOpen)));
  });

  it("leaves a file with unsaved text unsaved", async () => {
    const uri = file("dirty.md");
    await write(uri, "- [ ] a\n");
    const document = await workspace.openTextDocument(uri);
    const typing = new WorkspaceEdit();
    typing.insert(uri, document.positionAt(8), "typed");
    await workspace.applyEdit(typing);
    await tick(uri, "- [ ] a\ntyped");
    assert.equal(document.getText(), "- [x] a\ntyped");
    assert.ok(document.isDirty);
    assert.equal(await bytes(uri), "- [ ] a\n");
    await document.save();
  });

  it("keeps a byte order mark and mixed line breaks", async () => {
    const uri = file("mixed.md");
    const text = "\ufeff- [x] a\r\n- [ ] b\n- [ ] c\r\n";
    await write(uri, text);
    await tick(uri, text.slice(1));
    assert.equal(await bytes(uri), text.replace("- [ ] b", "- [x] b"));
    const document = await workspace.openTextDocument(uri);
    await tick(uri, document.getText());
    assert.equal(
      await bytes(uri),
      text.replaceAll("[ ]", "[x]"),
      "also while VS Code holds the text with its own line breaks",
    );
  });

  it("refuses when the text has changed meanwhile, and writes nothing", async () => {
    const uri = file("other.md");
    await write(uri, "- [ ] a\n- [ ] b\n");
    await assert.rejects(tick(uri, "- [ ] a\n"), UserMessage);
    assert.equal(await bytes(uri), "- [ ] a\n- [ ] b\n");
  });

  it("changes two files in one step", async () => {
    const [one, two] = [file("one.md"), file("two.md")];
    await write(one, "- [ ] a\n");
    await write(two, "- [ ] b\n");
    await applyTextChanges([
      { uri: one, expected: "- [ ] a\n", edits: [{ start: 0, end: 8, newText: "" }] },
      { uri: two, expected: "- [ ] b\n", edits: [{ start: 8, end: 8, newText: "- [ ] a\n" }] },
    ]);
    assert.equal(await bytes(one), "");
    assert.equal(await bytes(two), "- [ ] b\n- [ ] a\n");
  });
});

describe("the checklist store", () => {
  const folder = freshFolder("checklists");
  const planning = Uri.joinPath(folder, "checklists", "planning.md");
  const other = Uri.joinPath(folder, "notes.md");
  let projects: ProjectStore;
  let store: ChecklistStore;

  before(async () => {
    await write(Uri.joinPath(folder, "gantry.yaml"), "gantry: 1\nname: Harbour\n");
    await write(Uri.joinPath(folder, "checklists", "closing.md"), "- [ ] c\n");
    await write(planning, "# Planning\n\n- [x] a\n- [ ] b <!-- pla-02 -->\n");
    await write(Uri.joinPath(folder, "checklists", "audit.md"), "- [ ] d\n");
    await write(other, "- [ ] e\n");
    projects = new ProjectStore(new MemoryMemento(), new ContextKeys(), log);
    store = new ChecklistStore(projects, log);
    await projects.ready;
  });

  after(() => {
    store.dispose();
    projects.dispose();
  });

  const project = () => projects.all.find((one) => one.folder.path === folder.path);
  const done = ({ checklist }: ChecklistDocument): string =>
    checklist?.items.map((item) => (item.done ? "x" : "o")).join("") ?? "";

  it("lists a project's checklists, those of the phases first", async () => {
    const harbour = await eventually(project);
    const names = (await store.filesOf(harbour)).map((uri) => uri.path.split("/").at(-1));
    assert.deepEqual(names, ["planning.md", "closing.md", "audit.md"]);
    assert.ok(store.isChecklist(planning));
    assert.ok(!store.isChecklist(other));
    assert.deepEqual(await store.progressOf(planning), { done: 1, total: 2 });
  });

  it("gives the same reading until the text changes", async () => {
    assert.equal(await store.get(planning), await store.get(planning));
  });

  it("counts unsaved text, and the file's own again after it was thrown away", async () => {
    const { version } = await store.get(planning);
    const document = await workspace.openTextDocument(planning);
    const line = document.getText().split("\n").indexOf("- [ ] b <!-- pla-02 -->");
    const typing = new WorkspaceEdit();
    typing.replace(planning, new Range(line, 3, line, 4), "x");
    await workspace.applyEdit(typing);
    const unsaved = await store.get(planning);
    assert.equal(done(unsaved), "xx");
    assert.ok(unsaved.version > version);
    await window.showTextDocument(document);
    await commands.executeCommand("workbench.action.files.revert");
    await eventually(async () => done(await store.get(planning)) === "xo");
  });

  it("follows what is written past VS Code, and says so once the file is gone", async () => {
    const following = store.follow(other);
    assert.equal(done(await store.get(other)), "o");
    await write(other, "- [x] e\n");
    await eventually(async () => done(await store.get(other)) === "x");
    await workspace.fs.delete(other);
    await eventually(async () => (await store.get(other)).unavailable?.includes("is not there any more"));
    following.dispose();
  });

  it("tells of checklists that come and go", async () => {
    const harbour = await eventually(project);
    let changes = 0;
    const subscription = store.onDidChange((change) => {
      if (change.kind === "project") changes += 1;
    });
    const added = Uri.joinPath(folder, "checklists", "release.md");
    await write(added, "- [ ] f\n");
    await eventually(async () => changes > 0 && (await store.filesOf(harbour)).length === 4);
    await workspace.fs.delete(added);
    await eventually(async () => (await store.filesOf(harbour)).length === 3);
    subscription.dispose();
  });
});

describe("opening a checklist", () => {
  const folder = freshFolder("open-checklist");
  const file = Uri.joinPath(folder, "release-day.md");

  before(() => write(file, "# Release day\n\n- [ ] a\n"));

  after(async () => {
    await window.tabGroups.close(checklistTabs());
  });

  it("opens a Markdown file by its address, once", async () => {
    await commands.executeCommand("gantry.checklist.open", file);
    await eventually(() => checklistTabs().some((tab) => tab.label === "Checklist: release-day"));
    await commands.executeCommand("gantry.checklist.open", file.toString());
    assert.equal(checklistTabs().filter((tab) => tab.label === "Checklist: release-day").length, 1);
  });

  it("opens a file that is not there: the tab says so instead of an error", async () => {
    await commands.executeCommand("gantry.checklist.open", Uri.joinPath(folder, "missing.md"));
    await eventually(() => checklistTabs().some((tab) => tab.label === "Checklist: missing"));
  });
});

describe("a project made by a newer version", () => {
  it("has checklists that can be read and not changed", async () => {
    const folder = freshFolder("newer");
    await write(Uri.joinPath(folder, "gantry.yaml"), "gantry: 2\nname: Later\n");
    const uri = Uri.joinPath(folder, "checklists", "planning.md");
    await write(uri, "- [ ] a\n");
    const projects = new ProjectStore(new MemoryMemento(), new ContextKeys(), log);
    const store = new ChecklistStore(projects, log);
    try {
      await eventually(() => projects.projectOf(uri));
      const document = await store.get(uri);
      assert.equal(document.readOnly, true);
      assert.equal(document.checklist?.items.length, 1);
    } finally {
      store.dispose();
      projects.dispose();
    }
  });
});
