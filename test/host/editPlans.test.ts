import assert from "node:assert/strict";
import { commands, Range, Uri, WorkspaceEdit, window, workspace } from "vscode";
import { addRecord, type EditPlan, logProgress, renameRecord, setField } from "../../src/core/text/editing/index.ts";
import type { RecordPlace } from "../../src/core/text/reading/index.ts";
import { applyEditPlan, exists } from "../../src/platform/index.ts";
import { ContextKeys, type Project, ProjectStore, whoAmI } from "../../src/services/index.ts";
import { MemoryMemento } from "./support/memoryMemento.ts";
import { eventually, freshFolder, read, write } from "./support/workspace.ts";

const log = window.createOutputChannel("Gantry tests: edit plans", { log: true });
const plan = `gantry: 1

tasks:
  api:   # the heart of it
    name: New API
    effort: 5d

  tests:
    name: Test it
    effort: 2d
    after: api
`;

describe("an edit plan", () => {
  let store: ProjectStore;
  let folder: Uri;
  const at = (...path: string[]): Uri => Uri.joinPath(folder, ...path);
  const project = (): Project => {
    const found = store.all.find((candidate) => candidate.folder.toString() === folder.toString());
    assert.ok(found);
    return found;
  };
  const task = (id: string): RecordPlace => {
    const place = project().reading.index.find("work", id);
    assert.ok(place);
    return place;
  };

  before(async () => {
    store = new ProjectStore(new MemoryMemento(), new ContextKeys(), log);
    await store.ready;
  });

  after(async () => {
    store.dispose();
  });

  beforeEach(async () => {
    folder = freshFolder("edits");
    await write(at("gantry.yaml"), "gantry: 1\nname: Edits\npeople:\n  ana:\n    name: Ana\n");
    await write(at("plan.yaml"), plan);
    await write(at("charter.md"), "# Charter\n\nWe need the [API](plan.yaml#api).\n");
    await store.refresh();
  });

  it("changes a file nobody has open, saves it, and is heard of at once", async () => {
    await applyEditPlan(project(), setField(project().reading, task("api"), "effort", "8d"));
    assert.equal(await read(at("plan.yaml")), plan.replace("effort: 5d", "effort: 8d"));
    assert.equal(project().reading.project.tasks[0]?.effort?.likely.unit, "d");
    assert.match(store.sliceAt(at("plan.yaml"))?.slice.text ?? "", /effort: 8d/);
    assert.equal(
      workspace.textDocuments.filter(({ isDirty, uri }) => isDirty && uri.path.startsWith(folder.path)).length,
      0,
    );
  });

  it("is undone by the editor's undo", async () => {
    await window.showTextDocument(at("plan.yaml"));
    await applyEditPlan(project(), setField(project().reading, task("api"), "who", "ana"));
    assert.match(await read(at("plan.yaml")), /who: ana/);
    await commands.executeCommand("undo");
    await eventually(() => task("api").slice.text === plan);
    await commands.executeCommand("workbench.action.files.save");
    assert.equal(await read(at("plan.yaml")), plan);
  });

  it("leaves unsaved text unsaved", async () => {
    const document = await workspace.openTextDocument(at("plan.yaml"));
    const edit = new WorkspaceEdit();
    edit.insert(at("plan.yaml"), new Range(1, 0, 1, 0).start, "# not saved\n");
    await workspace.applyEdit(edit);
    await applyEditPlan(project(), setField(project().reading, task("api"), "effort", "8d"));
    assert.ok(document.isDirty);
    assert.equal(await read(at("plan.yaml")), plan);
    assert.match(document.getText(), /# not saved[\s\S]*effort: 8d/);
    await document.save();
  });

  it("makes the files it needs, and a second one is added to at once", async () => {
    const entry = { at: "2027-01-13T15:10:00Z", task: "api", done: "40%" };
    await applyEditPlan(project(), logProgress(project().reading, "ana", entry));
    const second = { ...entry, at: "2027-01-14T15:10:00Z", done: "60%" };
    await applyEditPlan(project(), logProgress(project().reading, "ana", second));
    assert.deepEqual(
      project().reading.project.progress.map(({ done }) => done),
      [40, 60],
    );
    const text = await read(at("progress", "ana.yaml"));
    assert.equal(text.match(/task: api/g)?.length, 2);
  });

  it("changes slices and documents together", async () => {
    const documents = [{ path: "charter.md", text: await read(at("charter.md")) }];
    const { reading } = project();
    await applyEditPlan(project(), renameRecord(reading, task("api"), "payments", documents), { documents });
    assert.match(await read(at("plan.yaml")), /payments: {3}# the heart of it[\s\S]*after: payments/);
    assert.match(await read(at("charter.md")), /plan\.yaml#payments/);
  });

  it("says no, in its own words, when the plan is a refusal", async () => {
    const refused = addRecord(project().reading, { section: "tasks", id: "api", name: "Again", fields: {} });
    await assert.rejects(applyEditPlan(project(), refused), /taken already/);
    assert.equal(await read(at("plan.yaml")), plan);
  });

  it("does nothing when a text is no longer what the plan was made for", async () => {
    const { reading } = project();
    const edit = setField(reading, task("api"), "effort", "8d");
    await applyEditPlan(project(), setField(reading, task("tests"), "effort", "3d"));
    await assert.rejects(applyEditPlan({ folder, reading }, edit), /changed meanwhile/);
    const stale = [{ path: "charter.md", text: "# Charter\n" }];
    const rename: EditPlan = { edits: [{ path: "charter.md", start: 2, end: 9, text: "Deed" }], newFiles: [] };
    await assert.rejects(applyEditPlan(project(), rename, { documents: stale }), /changed meanwhile/);
    assert.match(await read(at("charter.md")), /^# Charter/);
  });

  it("does all of it or nothing", async () => {
    await write(at("taken.yaml"), "mine\n");
    const both: EditPlan = {
      edits: [{ path: "plan.yaml", start: 0, end: 0, text: "# edited\n" }],
      newFiles: [
        { path: "made.yaml", text: "gantry: 1\n" },
        { path: "taken.yaml", text: "gantry: 1\n" },
      ],
    };
    await assert.rejects(applyEditPlan(project(), both), /taken\.yaml/);
    const blocked: EditPlan = {
      edits: [{ path: "plan.yaml", start: 0, end: 0, text: "# edited\n" }],
      newFiles: [
        { path: "made.yaml", text: "gantry: 1\n" },
        { path: "taken.yaml/below.yaml", text: "gantry: 1\n" },
      ],
    };
    await assert.rejects(applyEditPlan(project(), blocked), /could not be changed/);
    assert.equal(await exists(at("made.yaml")), false);
    assert.equal(await read(at("plan.yaml")), plan);
    assert.equal(await read(at("taken.yaml")), "mine\n");
  });
});

describe("who is at this machine", () => {
  it("is what the setting says, as an id; nobody asks while nobody has to", async () => {
    const configuration = workspace.getConfiguration("gantry");
    assert.equal(await whoAmI(undefined, { ask: false }), undefined);
    try {
      await configuration.update("me", "chen", true);
      assert.equal(await whoAmI(undefined, { ask: true }), "chen");
      await configuration.update("me", "../Ana Dimitrova", true);
      assert.equal(await whoAmI(undefined, { ask: true }), "ana-dimitrova");
    } finally {
      await configuration.update("me", undefined, true);
    }
  });
});
