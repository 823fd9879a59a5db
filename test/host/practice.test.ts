import assert from "node:assert/strict";
import { commands, extensions, type Tab, TabInputWebview, Uri, window, workspace } from "vscode";

const at = "2027-01-13T15:10:00.000Z";

function practiceTab(): Tab | undefined {
  return window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .find(({ input }) => input instanceof TabInputWebview && input.viewType.endsWith("gantry.practice"));
}

/** Resolves once the practice tab bears this title, which it gets from the view when the page is drawn. */
function titled(title: string): Promise<void> {
  return new Promise((resolve) => {
    const look = (): boolean => practiceTab()?.label === title;
    const subscription = window.tabGroups.onDidChangeTabs(() => {
      if (look()) done();
    });
    const done = (): void => {
      subscription.dispose();
      resolve();
    };
    if (look()) done();
  });
}

function file(name: string): Uri {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  assert.ok(folder, "The suite runs in a folder.");
  return Uri.joinPath(folder, name);
}

async function write(uri: Uri, value: unknown): Promise<void> {
  await workspace.fs.writeFile(uri, new TextEncoder().encode(JSON.stringify(value)));
}

async function exportedTicks(): Promise<Readonly<Record<string, string>>> {
  const target = file("exported-practice.json");
  await commands.executeCommand("gantry.practice.exportProgress", target);
  const text = new TextDecoder().decode(await workspace.fs.readFile(target));
  await workspace.fs.delete(target);
  return (JSON.parse(text) as { ticks: Record<string, string> }).ticks;
}

describe("the practice", () => {
  before(async () => {
    await extensions.getExtension("gantry.gantry")?.activate();
  });

  after(async () => {
    const tab = practiceTab();
    if (tab !== undefined) await window.tabGroups.close(tab);
  });

  it("opens a page, and going on uses the same tab", async () => {
    await commands.executeCommand("gantry.practice.openPage", "skill-time-management");
    await titled("Time management");
    await commands.executeCommand("gantry.practice.openPage", "step-1-understand");
    await titled("Understand the work");
    const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
    assert.equal(tabs.filter(({ input }) => input instanceof TabInputWebview).length, 1);
  });

  it("opens the page on which something without a page of its own stands", async () => {
    await commands.executeCommand("gantry.practice.openPage", "aspect-budgeting");
    await titled("Technical project management");
  });

  it("takes a node of the tree for its page", async () => {
    await commands.executeCommand("gantry.practice.openPage", { kind: "page", id: "method-kanban" });
    await titled("Kanban");
  });

  it("leaves the shown page alone when there is no page of that name", async () => {
    await commands.executeCommand("gantry.practice.openPage", "skill-juggling");
    assert.equal(practiceTab()?.label, "Kanban");
  });

  it("shows a page in the tree", async () => {
    await commands.executeCommand("gantry.practice.reveal", "fig-88m");
    await commands.executeCommand("gantry.practice.reveal", "skills");
  });

  it("adds the ticks of an exported file and takes none back", async () => {
    const source = file("import-practice.json");
    const ticks = { "skill-time-management-01": at, "from-another-version-01": at };
    await write(source, { format: "gantry-practice-progress", version: 1, exported: at, ticks });
    assert.equal(await commands.executeCommand("gantry.practice.importProgress", source), 2);
    assert.equal(await commands.executeCommand("gantry.practice.importProgress", source), 0);
    await write(source, { format: "gantry-practice-progress", version: 1, exported: at, ticks: {} });
    assert.equal(await commands.executeCommand("gantry.practice.importProgress", source), 0);
    await workspace.fs.delete(source);
    const exported = await exportedTicks();
    for (const [id, instant] of Object.entries(ticks)) assert.equal(exported[id], instant);
  });

  it("refuses a file that holds no progress and keeps what was there", async () => {
    const before = await exportedTicks();
    const source = file("not-practice.json");
    await write(source, { ticks: "all of them" });
    assert.equal(await commands.executeCommand("gantry.practice.importProgress", source), undefined);
    assert.equal(await commands.executeCommand("gantry.practice.importProgress", file("missing.json")), undefined);
    await workspace.fs.delete(source);
    assert.deepEqual(await exportedTicks(), before);
  });
});
