import assert from "node:assert/strict";
import { FileSystemError, Uri, workspace } from "vscode";
import type { EditPlan } from "../../src/core/text/editing/index.ts";
import { readSlice, unite } from "../../src/core/text/reading/index.ts";
import { ViewHistory } from "../../src/features/timeline/viewHistory.ts";
import { PartlyApplied } from "../../src/platform/index.ts";
import { MemoryFiles } from "./support/memoryFiles.ts";

const longer = "gantry: 1\n\ntasks:\n  api: {name: API, duration: 9d}\n";
const shorter = longer.replace("9d", "4d");

/** Files that can be changed, but now and then not be written or deleted. */
class LockedFiles extends MemoryFiles {
  isLocked = false;

  override writeFile(uri: Uri, content: Uint8Array): void {
    if (this.isLocked) throw FileSystemError.NoPermissions("locked");
    super.writeFile(uri, content);
  }

  override delete(uri: Uri): void {
    if (this.isLocked) throw FileSystemError.NoPermissions("locked");
    super.delete(uri);
  }
}

describe("a view's own undo of files that can't be written", () => {
  const files = new LockedFiles();
  const folder = Uri.from({ scheme: "gantry-test-locked", path: "/" });
  const registration = files.register(folder.scheme, false);
  let uri: Uri;
  let path: string;
  let number = 0;
  let history: ViewHistory;

  const textNow = async (): Promise<string> => (await workspace.openTextDocument(uri)).getText();
  /** The project as it reads with a text. */
  const read = (text: string) => ({ folder, reading: unite([readSlice(path, text)], "p") });
  const step = async (direction: "undo" | "redo"): Promise<boolean> =>
    (await history.step(read(await textNow()), direction)).isFileGone;
  const shorten = (): EditPlan => {
    const start = longer.indexOf("9d");
    return { edits: [{ path, start, end: start + 2, text: "4d" }], newFiles: [] };
  };

  after(async () => {
    registration.dispose();
  });

  beforeEach(() => {
    number += 1;
    path = `plan-${number}.yaml`;
    uri = Uri.joinPath(folder, path);
    files.isLocked = false;
    files.writeFile(uri, new TextEncoder().encode(longer));
    history = new ViewHistory();
  });

  afterEach(async () => {
    files.isLocked = false;
    await (await workspace.openTextDocument(uri)).save();
  });

  it("takes back what was changed and could not be saved", async () => {
    const { reading } = read(longer);
    files.isLocked = true;
    await assert.rejects(history.apply({ folder }, reading, shorten()), PartlyApplied);
    assert.equal(await textNow(), shorter);
    await step("undo");
    assert.equal(await textNow(), longer);
    await assert.rejects(step("undo"), /nothing to undo/);
  });

  it("is a step further when the text is, saved or not", async () => {
    await history.apply({ folder }, read(longer).reading, shorten());
    files.isLocked = true;
    await assert.rejects(step("undo"), PartlyApplied);
    assert.equal(await textNow(), longer);
    await assert.rejects(step("undo"), /nothing to undo/);
    await step("redo");
    assert.equal(await textNow(), shorter);
  });

  it("can be tried again when nothing was changed", async () => {
    await history.apply({ folder }, read(longer).reading, shorten());
    const document = await workspace.openTextDocument(uri);
    files.writeFile(uri, new TextEncoder().encode("gantry: 1\n"));
    await assert.rejects(step("undo"), /has changed meanwhile/);
    files.writeFile(uri, new TextEncoder().encode(shorter));
    await step("undo");
    assert.equal(document.getText(), longer);
  });

  it("keeps a file that can't be deleted, and the step with it", async () => {
    const own = path;
    path = `log-${number}.yaml`;
    const plan: EditPlan = { edits: [], newFiles: [{ path, text: "gantry: 1\n\nprogress: []\n" }] };
    uri = Uri.joinPath(folder, path);
    await history.apply({ folder }, unite([readSlice(own, longer)], "p"), plan);
    files.isLocked = true;
    await assert.rejects(step("undo"), /could not be deleted/);
    files.isLocked = false;
    assert.equal(await step("undo"), true);
    assert.equal(files.files.has(uri.path), false);
    files.writeFile(uri, new TextEncoder().encode("gantry: 1\n"));
  });
});
