import assert from "node:assert/strict";
import { commands, EndOfLine, Range, type TextDocument, Uri, WorkspaceEdit, window, workspace } from "vscode";
import { ContextKeys, type Project, type ProjectChange, ProjectStore } from "../../src/services/index.ts";
import { OpenProject } from "../../src/services/openProject.ts";
import * as core from "../../src/services/projectCore.ts";
import { findFiles } from "../../src/services/projectFiles.ts";
import { MemoryFiles } from "./support/memoryFiles.ts";
import { MemoryMemento } from "./support/memoryMemento.ts";
import { eventually, freshFolder, write } from "./support/workspace.ts";

const log = window.createOutputChannel("Gantry tests: projects", { log: true });

const plan = `gantry: 1

tasks:
  build:
    name: Build
    tasks:
      api:
        name: New API
        effort: 5d
        who: ana

      tests:
        name: Test it
        effort: 2d
        after: api
`;

async function replace(uri: Uri, before: string, after: string): Promise<TextDocument> {
  const document = await workspace.openTextDocument(uri);
  const start = document.getText().indexOf(before);
  assert.ok(start >= 0, `“${before}” is not in ${uri.path}`);
  const edit = new WorkspaceEdit();
  edit.replace(uri, new Range(document.positionAt(start), document.positionAt(start + before.length)), after);
  assert.ok(await workspace.applyEdit(edit));
  return document;
}

describe("the project store", () => {
  let store: ProjectStore;
  const folder = freshFolder("store");
  const at = (...path: string[]): Uri => Uri.joinPath(folder, ...path);
  const projectFile = at("gantry.yaml");

  before(async () => {
    await write(
      projectFile,
      "gantry: 1\nname: Harbour\nmethod: scrum\nphase: executing\nstart: 2027-01-04\npeople:\n  ana:\n    name: Ana\n",
    );
    await write(at("plan.yaml"), plan);
    await write(at("progress", "ana.yaml"), "gantry: 1\n\nprogress: []\n");
    await write(at("deployment.yaml"), "kind: Deployment\n");
    await write(at("inner", "gantry.yaml"), "gantry: 1\nname: Inner\n");
    await write(at("inner", "plan.yaml"), "gantry: 1\n");
    store = new ProjectStore(new MemoryMemento(), new ContextKeys(), log);
    await store.ready;
  });

  after(async () => {
    store.dispose();
  });

  const named = (name: string): Project | undefined => store.all.find(({ header }) => header.name === name);
  const harbour = (): Project => {
    const project = store.all.find((candidate) => candidate.folder.path === folder.path);
    assert.ok(project);
    return project;
  };
  const task = (id: string) => harbour().reading.index.find("work", id);
  const pathsOf = (project: Project): readonly string[] => project.reading.slices.map(({ path }) => path);

  /** What the store tells of a project while something is done, up to the reading with as many slices as are to change. */
  async function changesDuring(act: () => PromiseLike<unknown>, slices = 1): Promise<readonly ProjectChange[]> {
    const changes: ProjectChange[] = [];
    const listener = store.onDidChange((change) => changes.push(change));
    try {
      await act();
      // VS Code may tell of each document in a turn of its own.
      await eventually(() => {
        const paths = changes.flatMap((change) => (change.kind === "reading" ? [...change.paths] : []));
        return new Set(paths).size >= slices;
      });
      return changes;
    } finally {
      listener.dispose();
    }
  }

  it("finds projects and reads their heads", () => {
    assert.deepEqual(harbour().header, {
      version: 1,
      name: "Harbour",
      method: "scrum",
      phase: "executing",
      start: "2027-01-04",
    });
  });

  it("puts the slices of a project together and leaves other YAML alone", () => {
    assert.deepEqual(pathsOf(harbour()), ["gantry.yaml", "plan.yaml", "progress/ana.yaml"]);
    assert.equal(task("api")?.parent?.record.name, "Build");
    assert.deepEqual([...harbour().reading.problems.values()].flat(), []);
    assert.equal(harbour().reading, harbour().reading, "nothing is put together twice");
  });

  it("says which file is which slice", () => {
    const found = store.sliceAt(at("plan.yaml"));
    assert.equal(found?.path, "plan.yaml");
    assert.equal(found?.project, harbour());
    assert.equal(found?.slice.text, plan);
    assert.equal(store.uriOf(harbour(), "progress/ana.yaml").toString(), at("progress", "ana.yaml").toString());
    for (const other of ["deployment.yaml", "none.yaml", "notes.md"]) assert.equal(store.sliceAt(at(other)), undefined);
    assert.equal(store.sliceAt(at("plan.yaml").with({ scheme: "git" })), undefined);
  });

  it("counts the files of an inner project to the inner one only", async () => {
    assert.deepEqual(await store.files(harbour()), [
      "deployment.yaml",
      "gantry.yaml",
      "plan.yaml",
      "progress/ana.yaml",
    ]);
    assert.equal(store.projectOf(at("inner", "plan.yaml"))?.header.name, "Inner");
    assert.equal(store.projectOf(at("plan.yaml"))?.header.name, "Harbour");
    assert.equal(store.sliceAt(at("inner", "plan.yaml"))?.project.header.name, "Inner");
  });

  it("has taken unsaved text over before anyone else hears of it", async () => {
    const seen: boolean[] = [];
    const listener = workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (document.uri.path !== at("plan.yaml").path || contentChanges.length === 0) return;
      seen.push(store.sliceAt(document.uri)?.slice.text === document.getText());
      seen.push(task("api")?.record.name === "Newer API");
    });
    const before = harbour().reading;
    const document = await replace(at("plan.yaml"), "New API", "Newer API");
    listener.dispose();
    assert.deepEqual(seen, [true, true]);
    assert.ok(document.isDirty);
    assert.notEqual(harbour().reading, before);
    assert.equal(harbour().reading.project.people[0], before.project.people[0], "what did not change stays the same");
    assert.equal(task("tests")?.record, before.index.find("work", "tests")?.record);
    await document.save();
  });

  it("reads every keystroke as if the whole file were read again", async () => {
    const uri = at("plan.yaml");
    const document = await workspace.openTextDocument(uri);
    const steps: readonly [number, number, string][] = [
      [0, 0, "# a comment\n"],
      [40, 45, ""],
      [30, 30, "\t"],
      [60, 90, "x: [1,\r\n"],
      [10, 200, "tasks:\n  a:\n"],
      [0, 12, ""],
      [5, 9, "\n\n\n"],
    ];
    for (const [start, end, text] of steps) {
      const edit = new WorkspaceEdit();
      edit.replace(uri, new Range(document.positionAt(start), document.positionAt(end)), text);
      await workspace.applyEdit(edit);
      const slice = store.sliceAt(uri)?.slice;
      if (slice === undefined) continue;
      assert.equal(slice.text, document.getText());
      assert.deepEqual(slice.tree, core.readSlice("plan.yaml", document.getText()).tree);
    }
    const edit = new WorkspaceEdit();
    const whole = new Range(0, 0, document.lineCount, 0);
    edit.replace(uri, whole, plan);
    await workspace.applyEdit(edit);
    await document.save();
    assert.deepEqual(store.sliceAt(uri)?.slice.tree, core.readSlice("plan.yaml", plan).tree);
  });

  it("takes several places changed at once, and other line endings", async () => {
    const uri = at("plan.yaml");
    const document = await workspace.openTextDocument(uri);
    const edit = new WorkspaceEdit();
    for (const [from, to] of [
      ["New API", "The new API"],
      ["Test it", "Test"],
      ["Build", "Building"],
    ] as const) {
      const start = document.getText().indexOf(from);
      edit.replace(uri, new Range(document.positionAt(start), document.positionAt(start + from.length)), to);
    }
    await workspace.applyEdit(edit);
    assert.deepEqual(
      ["build", "api", "tests"].map((id) => task(id)?.record.name),
      ["Building", "The new API", "Test"],
    );
    const editor = await window.showTextDocument(document);
    await editor.edit((builder) => builder.setEndOfLine(EndOfLine.CRLF));
    await eventually(() => store.sliceAt(uri)?.slice.text === document.getText());
    assert.match(store.sliceAt(uri)?.slice.text ?? "", /\r\n/);
    await commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await eventually(() => store.sliceAt(uri)?.slice.text === plan);
  });

  it("tells once of an edit of several files", async () => {
    const documents = await Promise.all([projectFile, at("plan.yaml")].map((uri) => workspace.openTextDocument(uri)));
    // A late word of a watcher has the workspace looked through; what the edit itself is told as comes in one turn.
    let isTelling = false;
    let saysMore = false;
    const listener = store.onDidChange(({ kind }) => {
      if (kind === "projects" && isTelling) saysMore = true;
      if (kind !== "reading") return;
      isTelling = true;
      queueMicrotask(() => {
        isTelling = false;
      });
    });
    const changes = await changesDuring(() => {
      const edit = new WorkspaceEdit();
      for (const { uri } of documents) edit.insert(uri, new Range(1, 0, 1, 0).start, "# changed\n");
      return workspace.applyEdit(edit);
    }, documents.length);
    const readings = changes.filter((change) => change.kind === "reading");
    const told = new Set(readings.flatMap(({ paths }) => [...paths]));
    assert.deepEqual([...told].sort(), ["gantry.yaml", "plan.yaml"]);
    assert.ok(readings.length <= 2);
    assert.ok(readings.every(({ project }) => project === harbour()));
    listener.dispose();
    assert.ok(!saysMore, "the project says of itself what it said before");
    for (const document of documents) await document.save();
  });

  it("tells when a project says something else of itself", async () => {
    const heard: string[] = [];
    const listener = store.onDidChange(({ kind }) => kind === "projects" && heard.push(harbour().header.name));
    const document = await replace(projectFile, "Harbour", "Lighthouse");
    assert.equal(harbour().header.name, "Lighthouse");
    await eventually(() => heard.length > 0);
    assert.equal(heard[0], "Lighthouse");
    await replace(projectFile, "Lighthouse", "Harbour");
    await document.save();
    listener.dispose();
  });

  it("says nothing of files that are no project's slices", async () => {
    const heard: ProjectChange[] = [];
    const listener = store.onDidChange((change) => change.kind === "reading" && heard.push(change));
    const reading = harbour().reading;
    const document = await replace(at("deployment.yaml"), "Deployment", "Service");
    await document.save();
    await replace(at("plan.yaml"), "Test it", "Try it");
    await eventually(() => heard.length > 0);
    listener.dispose();
    assert.deepEqual(
      heard.flatMap((change) => (change.kind === "reading" ? [...change.paths] : [])),
      ["plan.yaml"],
    );
    assert.notEqual(harbour().reading, reading);
    await replace(at("plan.yaml"), "Try it", "Test it");
    await (await workspace.openTextDocument(at("plan.yaml"))).save();
  });

  it("keeps a slice whose first line is damaged, and says so", async () => {
    await replace(at("plan.yaml"), "gantry: 1", "antry: 1");
    assert.equal(harbour().reading.project.tasks.length, 1);
    assert.deepEqual(
      harbour()
        .problems.get("plan.yaml")
        ?.map(({ code }) => code),
      ["no-version"],
    );
    const document = await replace(at("plan.yaml"), "antry: 1", "gantry: 1");
    assert.deepEqual(harbour().problems.get("plan.yaml") ?? [], []);
    await document.save();
  });

  it("takes a file in when its text says it is a slice, and drops it when it no longer does", async () => {
    const document = await replace(at("deployment.yaml"), "kind:", "gantry: 1\nx-kind:");
    assert.ok(pathsOf(harbour()).includes("deployment.yaml"));
    assert.ok(store.sliceAt(document.uri));
    await replace(at("deployment.yaml"), "gantry: 1\nx-kind:", "kind:");
    assert.ok(!pathsOf(harbour()).includes("deployment.yaml"));
    assert.equal(store.sliceAt(document.uri), undefined);
    await document.save();
  });

  it("follows files that others write, make, move and delete", async () => {
    await write(at("risks.yaml"), "gantry: 1\n\nrisks:\n  storm:\n    name: A storm\n");
    await eventually(() => harbour().reading.project.risks.length === 1);
    await write(at("risks.yaml"), "gantry: 1\n\nrisks:\n  storm:\n    name: A storm\n  fog:\n    name: Fog\n");
    await eventually(() => harbour().reading.project.risks.length === 2);
    await workspace.fs.rename(at("risks.yaml"), at("registers", "risks.yaml"));
    await eventually(() => pathsOf(harbour()).includes("registers/risks.yaml"));
    await eventually(() => !pathsOf(harbour()).includes("risks.yaml"));
    await workspace.fs.rename(at("registers"), at("books"));
    await eventually(() => pathsOf(harbour()).includes("books/risks.yaml"));
    await eventually(() => !pathsOf(harbour()).includes("registers/risks.yaml"));
    await workspace.fs.delete(at("books"), { recursive: true });
    await eventually(() => harbour().reading.project.risks.length === 0);
  });

  it("keeps the unsaved text of a file that is deleted", async () => {
    const uri = at("issues.yaml");
    await write(uri, "gantry: 1\n\nissues:\n  leak:\n    name: A leak\n");
    await window.showTextDocument(uri);
    await replace(uri, "A leak", "Two leaks");
    await workspace.fs.delete(uri);
    await replace(uri, "Two leaks", "Three leaks");
    assert.equal(harbour().reading.project.issues[0]?.name, "Three leaks");
    await commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await eventually(() => harbour().reading.project.issues.length === 0);
  });

  it("follows the active editor and falls back to the last used project", async () => {
    await window.showTextDocument(at("inner", "plan.yaml"));
    await eventually(() => store.current?.header.name === "Inner");
    store.select(folder);
    assert.equal(store.current, harbour());
    await store.refresh();
    assert.equal(store.current, harbour(), "a look at the workspace leaves the choice alone");
  });

  it("takes a new project for the current one when its text is being edited already", async () => {
    // Other suites leave projects in this workspace, so it is told by its folder.
    const path = at("later").path;
    await write(at("later", "gantry.yaml"), "gantry: 1\nname: Later\n");
    await window.showTextDocument(at("later", "gantry.yaml"));
    await eventually(() => store.current?.folder.path === path);
    await commands.executeCommand("workbench.action.closeActiveEditor");
    await workspace.fs.delete(at("later"), { recursive: true });
    await eventually(() => !store.all.some((project) => project.folder.path === path));
    store.select(folder);
  });

  it("stays the same project when the workspace is looked through again", async () => {
    const project = harbour();
    const { reading } = project;
    await store.refresh();
    assert.equal(harbour(), project);
    assert.equal(harbour().reading, reading);
  });

  it("takes a team's template for what it is, and another tool's file of that name for nothing", async () => {
    await write(at("templates", "ours", "gantry.yaml"), 'gantry: 1\nname: "{{name}}"\n');
    await write(at("templates", "ours", "plan.yaml"), "gantry: 1\n\ntasks:\n  a:\n    name: A\n");
    await write(at("templates", "ours", "template.yaml"), "template: 1\nname: Ours\n");
    await write(at("cloud", "gantry.yaml"), "gantry: 1\nname: Cloud\n");
    await write(at("cloud", "template.yaml"), "Resources: {}\n");
    await store.refresh();
    await eventually(() => named("Cloud"));
    assert.equal(store.all.filter((project) => project.folder.path.endsWith("/ours")).length, 0);
    assert.equal(store.sliceAt(at("templates", "ours", "plan.yaml")), undefined);
    assert.ok(!pathsOf(harbour()).some((path) => path.startsWith("templates/")));
  });

  it("gives slices to a project that begins within another one", async () => {
    await write(at("part", "plan.yaml"), "gantry: 1\n\ntasks:\n  part:\n    name: Part\n");
    await eventually(() => task("part"));
    await write(at("part", "gantry.yaml"), "gantry: 1\nname: Part\n");
    await eventually(() => named("Part"));
    assert.equal(task("part"), undefined);
    assert.equal(named("Part")?.reading.project.tasks.length, 1);
    await workspace.fs.delete(at("part", "gantry.yaml"));
    await eventually(() => task("part"));
    await workspace.fs.delete(at("part"), { recursive: true });
    await eventually(() => task("part") === undefined);
  });

  it("forgets a project whose folder is deleted", async () => {
    await write(at("nested", "gone", "gantry.yaml"), "gantry: 1\nname: Gone\n");
    await eventually(() => named("Gone"));
    await workspace.fs.delete(at("nested"), { recursive: true });
    await eventually(() => named("Gone") === undefined);
  });

  it("forgets a project whose own folder is deleted", async () => {
    await write(at("alone", "gantry.yaml"), "gantry: 1\nname: Alone\n");
    await write(at("alone", "plan.yaml"), "gantry: 1\n");
    const project = await eventually(() => store.all.find(({ header }) => header.name === "Alone"));
    assert.ok(project instanceof OpenProject);
    await eventually(() => project.slice("plan.yaml") !== undefined);
    // Of a whole folder that goes, VS Code tells the folder alone.
    assert.deepEqual([...project.pathsAt(at("alone"))].sort(), ["gantry.yaml", "plan.yaml"]);
    assert.deepEqual(project.pathsAt(at("alone-too")), []);
    await workspace.fs.delete(at("alone"), { recursive: true });
    await eventually(() => named("Alone") === undefined);
  });

  it("gives what a file says again when a change was not saved", async () => {
    const file = at("cloud", "gantry.yaml");
    await window.showTextDocument(file);
    await replace(file, "Cloud", "Fog");
    assert.ok(named("Fog"));
    await commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await eventually(() => named("Cloud"));
  });

  it("gives what a file said before when an edit is undone", async () => {
    await window.showTextDocument(at("plan.yaml"));
    await replace(at("plan.yaml"), "Test it", "Prove it");
    assert.equal(task("tests")?.record.name, "Prove it");
    await commands.executeCommand("undo");
    await eventually(() => task("tests")?.record.name === "Test it");
    await (await workspace.openTextDocument(at("plan.yaml"))).save();
  });

  it("reads half a file and says what is wrong", async () => {
    const text = "gantry: 1\nname: [Broken\nphase: planning\n";
    await write(at("broken", "gantry.yaml"), text);
    await store.refresh();
    const broken = await eventually(() => store.all.find((project) => project.folder.path.endsWith("/broken")));
    const problems = broken.reading.problems.get("gantry.yaml") ?? [];
    assert.ok(problems.some(({ severity, start }) => severity === "error" && start >= text.indexOf("name")));
    assert.equal(broken.header.version, 1);
  });

  it("says of a newer project that it is one", async () => {
    await write(at("newer", "gantry.yaml"), "gantry: 2\nname: Newer\n");
    await store.refresh();
    const newer = await eventually(() => named("Newer"));
    assert.equal(newer.reading.isNewer, true);
  });
});

describe("a project on a virtual file system", () => {
  const ignore = (): void => {};

  it("is read, and follows what is typed and what lies there when the text is not saved", async () => {
    const memory = new MemoryFiles();
    const registration = memory.register("gantry-store", false);
    try {
      const folder = Uri.from({ scheme: "gantry-store", path: "/team" });
      const uri = Uri.joinPath(folder, "plan.yaml");
      memory.folders.add("/team");
      await write(Uri.joinPath(folder, "gantry.yaml"), "gantry: 1\nname: Far away\n");
      await write(uri, plan);
      const project = new OpenProject(folder, core, () => new Date());
      const paths = await project.load(await findFiles(folder, ignore), ignore);
      assert.deepEqual([...paths].sort(), ["gantry.yaml", "plan.yaml"]);
      assert.equal(project.header.name, "Far away");
      const listener = workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        const path = project.pathOf(document.uri);
        if (path !== undefined) project.change(path, document, contentChanges);
      });
      await replace(uri, "New API", "Far API");
      listener.dispose();
      assert.equal(project.reading.index.find("work", "api")?.record.name, "Far API");
      assert.equal(await project.look("plan.yaml", ignore), false, "what an editor holds counts, not the file");
      memory.delete(Uri.joinPath(folder, "gantry.yaml"));
      assert.equal(await project.look("gantry.yaml", ignore), true);
      assert.equal(project.header.name, "team");
      await (await workspace.openTextDocument(uri)).save();
    } finally {
      registration.dispose();
    }
  });

  it("reads changes that are not what was told from the document", async () => {
    const document = await workspace.openTextDocument({ language: "yaml", content: plan });
    const project = new OpenProject(Uri.from({ scheme: "gantry-none", path: "/p" }), core, () => new Date());
    assert.equal(project.take("plan.yaml", document), true);
    const wrong = { range: new Range(0, 0, 0, 0), rangeOffset: 3, rangeLength: 1, text: "z" };
    assert.equal(project.change("plan.yaml", document, [wrong]), false);
    assert.equal(project.slice("plan.yaml")?.text, plan);
    assert.deepEqual(project.slice("plan.yaml")?.tree, core.readSlice("plan.yaml", plan).tree);
  });
});
