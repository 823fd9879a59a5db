import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { axeFaults } from "../harness/axe.mjs";
import { openWorkbench, until, type Workbench } from "../harness/workbench.mjs";

const folder = ".gantry-private/assessments";

for (const kind of ["node", "web"] as const) {
  describe(`the self-assessment in the ${kind} host`, () => {
    let workbench: Workbench;
    let file = "";
    before(async () => {
      workbench = await openWorkbench({
        folder: "templates/sample",
        ...(kind === "web" ? { kind, developmentPath: process.cwd() } : {}),
      });
    });
    after(() => workbench.close());

    /** Opens the view; who sits here is asked where that is not known yet. */
    async function assess(): Promise<Awaited<ReturnType<Workbench["webview"]>>> {
      await workbench.runCommand("Gantry: Assess My Skills");
      const view = workbench.webview("Self-Assessment");
      const asked = workbench.quickInput
        .waitForTitle("Who Are You?")
        .then(() => workbench.quickInput.pick("Ana Kovač"))
        .catch(() => undefined);
      await Promise.race([view.catch(() => undefined), asked]);
      return workbench.webview("Self-Assessment");
    }

    const files = (): readonly string[] =>
      workbench.exists(folder) ? readdirSync(path.join(workbench.folder, folder)) : [];
    const answers = (): Record<string, { level: number; evidence?: string }> =>
      (parse(workbench.readFile(file)) as { answers: Record<string, { level: number; evidence?: string }> | null })
        .answers ?? {};

    it("writes each answer into a private file, by keyboard", async () => {
      await workbench.activityBar();
      const view = await assess();
      await view.locator("legend").click();
      const { page } = workbench;
      await page.keyboard.press("2");
      await view.locator(".option.is-chosen", { hasText: "Assisted" }).waitFor();
      await page.keyboard.press("Enter");
      await view.getByText("question 2 of 32").waitFor();
      await page.keyboard.press("3");
      await view.getByRole("textbox", { name: "Evidence for a 3" }).fill("plan.yaml: estimates");
      await page.keyboard.press("Enter");
      await view.getByText("question 3 of 32").waitFor();
      await until("the file", () => workbench.exists(".gantry-private/.gitignore"));
      assert.equal(workbench.readFile(".gantry-private/.gitignore"), "*\n");
      await until("the answers", () => files().length > 0);
      assert.equal(files().length, 1);
      file = `${folder}/${files()[0]}`;
      assert.match(file, /\/\d{4}-\d\d-\d\d-ana.*\.yaml$/);
      await until("both answers", () => answers().q02?.evidence !== undefined);
      assert.deepEqual(answers(), { q01: { level: 2 }, q02: { level: 3, evidence: "plan.yaml: estimates" } });
      assert.deepEqual(await axeFaults(view), []);
    });

    it("goes on where it was stopped when the window is loaded again", async () => {
      await workbench.reload();
      await workbench.activityBar();
      // VS Code may have brought the tab back by itself.
      const view = await assess();
      await view.getByText("question 3 of 32").waitFor();
      await view.getByRole("button", { name: "Back", exact: true }).click();
      const evidence = view.getByRole("textbox", { name: "Evidence for a 3" });
      await evidence.waitFor();
      await until("the evidence", async () => (await evidence.inputValue()) === "plan.yaml: estimates");
    });
  });
}
