import assert from "node:assert/strict";
import { openWorkbench, themes, until, type Workbench } from "../harness/workbench.mjs";
import { openPage } from "./support/practicePage.ts";

/** The sample project in each theme: what a person sees of it, and that nobody is shut out. */
describe("the sample project", () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await openWorkbench({ folder: "templates/sample", used: true });
    await workbench.activityBar();
  });
  after(() => workbench.close());

  it("shows its documents, those that are missing first", async () => {
    const documents = workbench.tree("Documents");
    await documents.find("Project plan");
    assert.deepEqual(
      (await documents.rows())
        .filter(({ level }) => level === 1)
        .map(({ label }) => label)
        .slice(0, 2),
      ["Missing in this phase", "Plan and money"],
    );
  });

  for (const theme of Object.keys(themes) as (keyof typeof themes)[]) {
    it(`has no accessibility fault in ${theme}`, async () => {
      await workbench.switchTheme(theme);
      await workbench.tree("Plan").find("Design");
      await workbench.screenshot("plan");
      await workbench.runCommand("Gantry: Open Checklist");
      const checklist = await workbench.webview("Checklist: Payments migration");
      await checklist.locator("[role=row].item").first().waitFor();
      await checklist.locator(`body[data-vscode-theme-id="${themes[theme].name}"]`).waitFor();
      assert.deepEqual(await workbench.axe(checklist), []);
      await workbench.screenshot("checklist");
      const page = await openPage(workbench);
      await page.locator(`body[data-vscode-theme-id="${themes[theme].name}"]`).waitFor();
      assert.deepEqual(await workbench.axe(page), []);
      await workbench.screenshot("practice");
    });
  }

  it("shows a tick in the tree of documents", async () => {
    const documents = workbench.tree("Documents");
    assert.equal(await documents.description("Planning checklist"), "14/18");
    await documents.click("Planning checklist");
    const view = await workbench.webview(/^Checklist/);
    const open = view.locator("[role=row].item", { hasText: "Every deliverable has acceptance criteria" });
    await open.getByRole("checkbox").click();
    await until("the count in the tree", async () => (await documents.description("Planning checklist")) === "15/18");
  });
});
