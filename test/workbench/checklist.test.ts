import assert from "node:assert/strict";
import { openWorkbench, until, type Workbench } from "../harness/workbench.mjs";
import { chooseRow, checklistFile as file, checklistFiles as files, planning, selected } from "./support/checklist.ts";

const kinds = ["node", "web"] as const;

/** A file that is just being written is empty for a moment. */
const changedFrom =
  (before: string) =>
  (text: string): boolean =>
    text !== "" && text !== before;

for (const kind of kinds) {
  // A window of its own: one that is used may never hear of what others write into folders that came after it.
  const opening = kind === "web" ? { kind, developmentPath: process.cwd(), files } : { kind, files };

  describe(`the checklist in the ${kind} host`, () => {
    let workbench: Workbench;
    before(async () => {
      workbench = await openWorkbench(opening);
    });
    after(() => workbench.close());

    it("shows what another program writes, and says when the file is gone", async () => {
      await workbench.openFile(file);
      await workbench.runCommand("Gantry: Open Checklist");
      const view = await workbench.webview("Checklist: Harbour");
      await chooseRow(view, "Every task has an owner");
      await workbench.writeUntil(
        file,
        planning.replace("# Planning checklist\n", "# Planning checklist\n\n- [ ] A new one\n"),
        (timeout) => view.getByText("A new one").waitFor({ timeout }),
      );
      assert.match(await selected(view), /^Every task has an owner/);
      await workbench.writeUntil(
        file,
        planning.replace("- [x]", "<<<<<<< HEAD\n- [x]").replace("- [ ] Every", "=======\n- [ ] Every") +
          ">>>>>>> other\n",
        (timeout) => view.getByText(/hold two versions that git could not unite/).waitFor({ timeout }),
      );
      await workbench.writeUntil(file, planning, (timeout) =>
        view.getByText(/hold two versions/).waitFor({ state: "detached", timeout }),
      );
    });

    it("ticks by keyboard, takes it back, and comes back after a reload", async () => {
      await workbench.runCommand("Gantry: Open Checklist");
      await workbench.waitForTab("Checklist: Harbour");
      let view = await workbench.webview("Checklist: Harbour");
      await chooseRow(view, "Every task has an owner");
      await workbench.screenshot(`checklist-${kind}`);

      await workbench.page.keyboard.press("Space");
      const ticked = planning.replace("- [ ] Every", "- [x] Every");
      assert.equal(await workbench.waitForFile(file, changedFrom(planning)), ticked);
      await until("the new progress", async () =>
        ((await view.locator('[role="row"].group').first().textContent()) ?? "").includes("2 of 3"),
      );

      await workbench.page.keyboard.press("Control+z");
      assert.equal(await workbench.waitForFile(file, changedFrom(ticked)), planning);
      await workbench.page.keyboard.press("Control+Shift+z");
      await workbench.waitForFile(file, (text) => text === ticked);
      assert.ok(!(await workbench.tabs()).some((tab) => tab.startsWith("●")), "no file is left unsaved");

      await view.getByRole("textbox", { name: "Filter items" }).fill("owner");
      await until("the filter", async () => (await view.locator('[role="row"].item').count()) === 1);
      await workbench.reload();
      view = await workbench.webview("Checklist: Harbour");
      await until("the filtered list", async () => (await view.locator('[role="row"].item').count()) === 1);
      assert.equal(await view.getByRole("textbox", { name: "Filter items" }).inputValue(), "owner");
      assert.match((await view.locator('[role="row"].item').first().getAttribute("aria-label")) ?? "", /, ticked/);
      assert.deepEqual(await workbench.axe(view), []);
    });
  });
}

describe("the checklist", () => {
  it("opens any Markdown file from its editor, edits it there and follows its links", async () => {
    const workbench = await openWorkbench({
      files: { "notes.md": "Hello\n\n* [ ] one\n* [ ] see [the other](other.md)\n", "other.md": "# Other\n" },
    });
    await workbench.openFile("notes.md");
    await workbench.runCommand("Gantry: Open Checklist");
    const view = await workbench.webview("Checklist: notes");
    await chooseRow(view, "one");
    await workbench.page.keyboard.press("F2");
    await view.getByRole("textbox", { name: "Text of the item" }).fill("First");
    await workbench.page.keyboard.press("Enter");
    await workbench.waitForFile("notes.md", (text) => text.includes("* [ ] First\n"));
    await until("the focus on the item", async () => (await selected(view)).startsWith("First"));

    // While a word is being typed, undo is about the word.
    await workbench.page.keyboard.press("F2");
    await workbench.page.keyboard.type("Typed");
    await workbench.page.keyboard.press("Control+z");
    const field = view.getByRole("textbox", { name: "Text of the item" });
    await until("the typing to be taken back", async () => (await field.inputValue()) === "First");
    assert.match(workbench.readFile("notes.md"), /First/);
    await workbench.page.keyboard.press("Escape");

    await workbench.page.keyboard.press("Shift+ArrowDown");
    await workbench.waitForFile("notes.md", (text) => text.endsWith("* [ ] see [the other](other.md)\n* [ ] First\n"));
    await chooseRow(view, "see the other");
    await workbench.page.keyboard.press("Enter");
    await workbench.waitForTab("other.md");
    await workbench.close();
  });

  it("says how to get one where there is none", async () => {
    const workbench = await openWorkbench({ files: { "gantry.yaml": "gantry: 1\nname: Bare\n" } });
    await workbench.runCommand("Gantry: Open Checklist");
    const view = await workbench.webview("Checklist: Bare");
    await view.getByText("No checklist yet").waitFor();
    await view.getByRole("button", { name: "New Checklist", exact: true }).click();
    await workbench.quickInput.waitForTitle("New Checklist");
    await workbench.quickInput.type("Release day");
    await workbench.quickInput.accept();
    assert.equal(
      await workbench.waitForFile("checklists/release-day.md", changedFrom("")),
      "# Release day\n\n- [ ] First item\n",
    );
    const text = view.getByRole("textbox", { name: "Text of the item" });
    await text.fill("Everybody knows when");
    await text.press("Enter");
    await workbench.waitForFile("checklists/release-day.md", (words) => words.includes("- [ ] Everybody knows when\n"));
    await workbench.close();
  });
});
