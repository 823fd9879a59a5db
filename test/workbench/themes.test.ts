import assert from "node:assert/strict";
import { openWorkbench, themes, until } from "../harness/workbench.mjs";
import { openPage } from "./support/practicePage.ts";

/** The sample project in each theme: what a person sees of it, and that nobody is shut out. */
describe("the sample project", () => {
  for (const theme of Object.keys(themes) as (keyof typeof themes)[]) {
    it(`has no accessibility fault in ${theme}`, async () => {
      const workbench = await openWorkbench({ folder: "templates/sample", theme });
      await workbench.activityBar();
      const documents = workbench.tree("Documents");
      await documents.find("Project plan");
      assert.deepEqual(
        (await documents.rows())
          .filter(({ level }) => level === 1)
          .map(({ label }) => label)
          .slice(0, 2),
        ["Missing in this phase", "Plan and money"],
      );
      await workbench.runCommand("Gantry: Open Checklist");
      const checklist = await workbench.webview("Checklist: Payments migration");
      await checklist.locator("[role=row].item").first().waitFor();
      assert.deepEqual(await workbench.axe(checklist), []);
      await workbench.screenshot("checklist");
      assert.deepEqual(await workbench.axe(await openPage(workbench)), []);
      await workbench.screenshot("practice");
      await workbench.close();
    });
  }

  it("shows a tick in the tree of documents", async () => {
    const workbench = await openWorkbench({ folder: "templates/sample" });
    await workbench.activityBar();
    const documents = workbench.tree("Documents");
    assert.equal(await documents.description("Planning checklist"), "14/18");
    await documents.click("Planning checklist");
    const view = await workbench.webview(/^Checklist/);
    const open = view.locator("[role=row].item", { hasText: "Every deliverable has acceptance criteria" });
    await open.getByRole("checkbox").click();
    await until("the count in the tree", async () => (await documents.description("Planning checklist")) === "15/18");
    await workbench.close();
  });
});
