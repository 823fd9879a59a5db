import assert from "node:assert/strict";
import { commands, Range, Uri, WorkspaceEdit, window, workspace } from "vscode";
import { ContextKeys, ProjectStore } from "../../src/services/index.ts";
import { MemoryMemento } from "./support/memoryMemento.ts";
import { eventually, freshFolder, write } from "./support/workspace.ts";

const log = window.createOutputChannel("Gantry tests: projects", { log: true });

describe("the project store", () => {
  let store: ProjectStore;
  const folder = freshFolder("store");
  const projectFile = Uri.joinPath(folder, "gantry.yaml");

  before(async () => {
    await write(projectFile, "gantry: 1\nname: Harbour\nmethod: scrum\nphase: executing\nstart: 2027-01-04\n");
    await write(Uri.joinPath(folder, "plan.yaml"), "gantry: 1\n");
    await write(Uri.joinPath(folder, "inner", "gantry.yaml"), "gantry: 1\nname: Inner\n");
    await write(Uri.joinPath(folder, "inner", "plan.yaml"), "gantry: 1\n");
    store = new ProjectStore(new MemoryMemento(), new ContextKeys(), log);
    await store.ready;
  });

  after(() => store.dispose());

  const harbour = () => store.all.find((project) => project.folder.path === folder.path);

  it("finds projects and reads their heads", async () => {
    await eventually(() => harbour());
    assert.deepEqual(harbour()?.header, {
      version: 1,
      name: "Harbour",
      method: "scrum",
      phase: "executing",
      start: "2027-01-04",
    });
  });

  it("counts the files of an inner project to the inner one only", async () => {
    const project = await eventually(() => harbour());
    assert.deepEqual(await store.files(project), ["gantry.yaml", "plan.yaml"]);
    assert.equal(store.projectOf(Uri.joinPath(folder, "inner", "plan.yaml"))?.header.name, "Inner");
    assert.equal(store.projectOf(Uri.joinPath(folder, "plan.yaml"))?.header.name, "Harbour");
  });

  it("lets unsaved text count", async () => {
    const document = await workspace.openTextDocument(projectFile);
    const edit = new WorkspaceEdit();
    edit.replace(projectFile, new Range(1, 6, 1, 13), "Lighthouse");
    await workspace.applyEdit(edit);
    assert.ok(document.isDirty);
    await eventually(() => harbour()?.header.name === "Lighthouse");
    await document.save();
  });

  it("follows the active editor and falls back to the last used project", async () => {
    await window.showTextDocument(Uri.joinPath(folder, "inner", "plan.yaml"));
    await eventually(() => store.current?.header.name === "Inner");
    store.select(folder);
    assert.equal(store.current?.folder.toString(), folder.toString());
    await store.refresh();
    assert.equal(
      store.current?.folder.toString(),
      folder.toString(),
      "a look at the workspace leaves the choice alone",
    );
  });

  it("takes a team's template for what it is, and another tool's file of that name for nothing", async () => {
    await write(Uri.joinPath(folder, "templates", "ours", "gantry.yaml"), 'gantry: 1\nname: "{{name}}"\n');
    await write(Uri.joinPath(folder, "templates", "ours", "template.yaml"), "template: 1\nname: Ours\n");
    await write(Uri.joinPath(folder, "cloud", "gantry.yaml"), "gantry: 1\nname: Cloud\n");
    await write(Uri.joinPath(folder, "cloud", "template.yaml"), "Resources: {}\n");
    await store.refresh();
    await eventually(() => store.all.some((project) => project.header.name === "Cloud"));
    assert.equal(store.all.filter((project) => project.folder.path.endsWith("/ours")).length, 0);
  });

  it("forgets a project whose folder is deleted", async () => {
    const gone = Uri.joinPath(folder, "nested", "gone");
    await write(Uri.joinPath(gone, "gantry.yaml"), "gantry: 1\nname: Gone\n");
    await eventually(() => store.all.some((project) => project.header.name === "Gone"));
    await workspace.fs.delete(Uri.joinPath(folder, "nested"), { recursive: true });
    await eventually(() => store.all.every((project) => project.header.name !== "Gone"));
  });

  it("gives what a file says again when a change was not saved", async () => {
    const file = Uri.joinPath(folder, "cloud", "gantry.yaml");
    await window.showTextDocument(file);
    const edit = new WorkspaceEdit();
    edit.replace(file, new Range(1, 6, 1, 11), "Fog");
    await workspace.applyEdit(edit);
    await eventually(() => store.all.some((project) => project.header.name === "Fog"));
    await commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await eventually(() => store.all.some((project) => project.header.name === "Cloud"));
  });

  it("reads half a file and says what is wrong", async () => {
    await write(Uri.joinPath(folder, "broken", "gantry.yaml"), "gantry: 1\nname: [Broken\nphase: planning\n");
    await store.refresh();
    const broken = await eventually(() => store.all.find((project) => project.folder.path.endsWith("/broken")));
    assert.ok(broken.problems.length > 0);
    assert.ok((broken.problems[0]?.line ?? 0) >= 2);
  });
});
