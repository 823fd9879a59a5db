import assert from "node:assert/strict";
import { parse } from "yaml";
import { axeFaults } from "../harness/axe.mjs";
import { openWorkbench, until, type Workbench } from "../harness/workbench.mjs";

const file = ".gantry-private/education.yaml";
const step = "Choose your education";

for (const kind of ["node", "web"] as const) {
  describe(`education in the ${kind} host`, () => {
    let workbench: Workbench;
    before(async () => {
      workbench = await openWorkbench({
        folder: "templates/sample",
        used: true,
        ...(kind === "web" ? { kind, developmentPath: process.cwd() } : {}),
      });
    });
    after(() => workbench.close());

    it("is compared from the step's page by keyboard, and what the file shows counts in the page and the tree", async () => {
      const { page } = workbench;
      await workbench.activityBar();
      const tree = workbench.tree("Practice");
      await tree.expand("Steps");
      await until("what files show among all there is", async () => (await tree.description(step)) === "0/7");
      await tree.click(step);
      const reading = await workbench.webview(/.+/);
      const shown = reading.getByRole("list", { name: "Shown by your files" });
      await shown.getByText("There is no comparison in this workspace.").first().waitFor();
      await shown.getByRole("button", { name: "Compare Education" }).first().press("Enter");

      await workbench.waitForTab("Education");
      const view = await workbench.webview("Education");
      await view.getByRole("button", { name: "Add a programme" }).focus();
      await page.keyboard.press("Enter");
      await view.locator('input[name="name"]:focus').waitFor();
      await page.keyboard.type("Evening course");
      await page.keyboard.press("Enter");
      await view.getByRole("combobox", { name: "Closes my gaps: Evening course" }).focus();
      await page.keyboard.type("4");
      await view.getByText("1.20 to 4.70").waitFor();
      const text = await workbench.waitForFile(file, (now) => now.includes("closes-my-gaps: 4"));
      assert.equal(workbench.readFile(".gantry-private/.gitignore"), "*\n");
      assert.deepEqual((parse(text) as { programmes: unknown }).programmes, {
        "evening-course": { name: "Evening course", ratings: { "closes-my-gaps": 4 } },
      });
      assert.deepEqual(await axeFaults(view), []);
      await workbench.screenshot(`education-${kind}`);

      // The rest by hand, as another program would write it.
      const rated = (id: string): string =>
        `  ${id}:\n    name: ${id}\n    ratings: {closes-my-gaps: 3, practice: 3, fits-my-week: 3, price: 3, recognised: 3}\n`;
      const whole = `${text.slice(0, text.indexOf("programmes:"))}programmes:\n${["a", "b", "c"].map(rated).join("")}decision: {programme: a, start: 2027-03-01, budget: 900 EUR}\n`;
      await workbench.writeUntil(file, whole, (timeout) =>
        view.getByText("A tie: a, b and c have 3.00 each.").waitFor({ timeout }),
      );
      await tree.click(step);
      // What was hidden behind the other view is drawn anew.
      const again = await workbench.webview(step);
      await until("both statements", async () => (await again.getByLabel("shown", { exact: true }).count()) === 2);
      await until("the count in the tree", async () => (await tree.description(step)) === "2/7");
      assert.deepEqual(await axeFaults(again), []);
      await workbench.screenshot(`step-education-${kind}`);
    });
  });
}
