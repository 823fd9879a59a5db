import assert from "node:assert/strict";
import { parse } from "yaml";
import { axeFaults } from "../harness/axe.mjs";
import { openWorkbench, until, type Workbench } from "../harness/workbench.mjs";

const file = ".gantry-private/background.yaml";

for (const kind of ["node", "web"] as const) {
  describe(`certifications in the ${kind} host`, () => {
    let workbench: Workbench;
    before(async () => {
      workbench = await openWorkbench({
        folder: "templates/sample",
        used: true,
        ...(kind === "web" ? { kind, developmentPath: process.cwd() } : {}),
      });
    });
    after(() => workbench.close());

    it("are compared, and met by what one writes down by keyboard", async () => {
      const { page } = workbench;
      await workbench.activityBar();
      await workbench.runCommand("Gantry: Compare Certifications");
      const view = await workbench.webview("Certifications");
      await view.getByRole("button", { name: "Project Management Professional (PMP)" }).click();
      await view.getByText("60 PDUs in 3 years").waitFor();
      assert.deepEqual(await axeFaults(view), []);

      await workbench.runCommand("Gantry: Check Eligibility");
      await view.getByRole("heading", { name: "Your background" }).waitFor();
      await view.getByRole("button", { name: "Add a course" }).focus();
      await page.keyboard.press("Enter");
      await view.locator('input[name="title"]:focus').waitFor();
      await page.keyboard.type("Fundamentals");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Tab");
      await page.keyboard.type("23");
      await page.keyboard.press("Enter");
      await view.getByText("23 hours, project management").waitFor();
      await until("the file", () => workbench.exists(file));
      assert.equal(workbench.readFile(".gantry-private/.gitignore"), "*\n");
      const said = parse(workbench.readFile(file)) as { hours: Record<string, { title: string; hours: number }> };
      assert.deepEqual(Object.values(said.hours), [{ title: "Fundamentals", topic: "project-management", hours: 23 }]);
      assert.deepEqual(await axeFaults(view), []);
      await workbench.screenshot(`certification-${kind}`);

      await view.getByRole("button", { name: "Compare", exact: true }).click();
      await view.getByRole("button", { name: "Plan the study…" }).click();
      const { quickInput } = workbench;
      for (const step of ["(1/4)", "(2/4)", "(3/4)"]) {
        await quickInput.waitForTitle(step);
        await quickInput.accept();
      }
      await quickInput.waitForTitle("(4/4)");
      await quickInput.pick("Create 3 files");
      const plan = await workbench.waitForFile("projects/study-pmp/plan.yaml", (text) => text !== "");
      assert.match(plan, /name: "Learn: People"/);
    });
  });
}
