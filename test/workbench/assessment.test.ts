import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { axeFaults } from "../harness/axe.mjs";
import { openWorkbench, until, type Workbench } from "../harness/workbench.mjs";

const folder = ".gantry-private/assessments";
type View = Awaited<ReturnType<Workbench["webview"]>>;

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
    async function assess(): Promise<View> {
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

    /** Presses Tab until what has the focus in the view is called so. */
    async function tabTo(view: View, name: string): Promise<void> {
      await until(`the focus on “${name}”`, async () => {
        await workbench.page.keyboard.press("Tab");
        return view.evaluate((wanted) => {
          const focused = document.activeElement;
          const named = focused?.getAttribute("aria-label") ?? focused?.textContent ?? "";
          const own = focused instanceof HTMLInputElement ? `${focused.name} ${focused.value}` : "";
          return named.includes(wanted) || own.startsWith(wanted);
        }, name);
      });
    }

    it("is answered to its end by keyboard alone, with what one would want and what the project is", async () => {
      const view = await workbench.webview("Self-Assessment");
      const { page } = workbench;
      for (let number = 2; number <= 32; number++) {
        await view.getByText(`question ${number} of 32`).waitFor();
        await page.keyboard.press(String(1 + (number % 5)));
        await view.locator(".option.is-chosen kbd", { hasText: String(1 + (number % 5)) }).waitFor();
        // Out of the line for evidence, where digits are text: Enter goes on from anywhere.
        await page.keyboard.press("Enter");
      }
      await view.locator(".result .scores").waitFor();
      await until("all answers", () => Object.keys(answers()).length === 32);
      await tabTo(view, "Would I want to?");
      await page.keyboard.press("Enter");
      await view.getByRole("heading", { name: "Would I want to?" }).waitFor();
      await tabTo(view, "fit-money");
      await page.keyboard.press("Space");
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("Tab");
      await page.keyboard.type("2 contracts, both read late");
      await page.keyboard.press("Enter");
      await view.getByText("You noted: 2 contracts, both read late").waitFor();
      await page.keyboard.press("Shift+Tab");
      for (let back = 0; back < 40; back++) {
        const isThere = await view.evaluate(
          () => document.activeElement?.textContent?.startsWith("My project") === true,
        );
        if (isThere) break;
        await page.keyboard.press("Shift+Tab");
      }
      await page.keyboard.press("Enter");
      for (const factor of ["stability", "methods", "implications", "finance", "strategy", "cohesion", "interfaces"]) {
        await tabTo(view, factor);
        await page.keyboard.press("Space");
        await view.locator(`input[name=${factor}]:checked`).waitFor();
      }
      await view.getByText("7 of 28: below Global 1.").waitFor();
      await until("all of it in the file", () => workbench.readFile(file).includes("interfaces: 1"));
      const said = parse(workbench.readFile(file)) as { fit: unknown; complexity: Record<string, number> };
      assert.deepEqual(said.fit, { "fit-money": { answer: "no", note: "2 contracts, both read late" } });
      assert.equal(Object.values(said.complexity).length, 7);
      await workbench.screenshot(`assessment-project-${kind}`);
    });

    it("keeps what is aimed at in a private file, and says what the project's files show", async () => {
      const view = await workbench.webview("Self-Assessment");
      await view.locator("nav").getByRole("button", { name: "What I aim at" }).click();
      await view.getByLabel("Level of Leadership").selectOption("5");
      await view.getByText("instead of 2").waitFor();
      await view.getByRole("checkbox", { name: "Implementation" }).click();
      const aimed = await until("the targets", () => {
        const name = files().find((one) => one.startsWith("targets-"));
        const text = name === undefined ? "" : workbench.readFile(`${folder}/${name}`);
        return text.includes("resp-implementation: wanted") ? text : undefined;
      });
      assert.match(aimed, /^ {2}skill-leadership: 5$/m);
      await view.locator("nav").getByRole("button", { name: "What it comes to" }).click();
      await view.getByText("Next, by gap and by what you want to do").waitFor();
      await view.getByRole("heading", { name: "Worth a second look" }).waitFor();
      await view.getByText("evidence shows level 3 at most").waitFor();
      assert.deepEqual(await axeFaults(view), []);
      await workbench.screenshot(`assessment-result-${kind}`);

      await view.getByRole("button", { name: "Plan the Gaps" }).press("Enter");
      const plan = await workbench.waitForFile(".gantry-private/gap-plan.md", (text) => text.includes("# Gap plan"));
      assert.equal(plan.match(/^- \[ \] By \d{4}-\d\d-\d\d: \S/gm)?.length, 3);
      await workbench.waitForTab("gap-plan.md");
      await workbench.runCommand("View: Close Editor");
    });

    if (kind === "node") {
      it("hands over a copy without the person's answers, and shows the colleague's beside them", async () => {
        const view = await workbench.webview("Self-Assessment");
        const { quickInput } = workbench;
        const copy = `${workbench.folder}/for-chen.yaml`;
        await view.getByRole("button", { name: "Make a Copy…" }).press("Enter");
        await quickInput.waitForTitle("A Colleague's View");
        await quickInput.type("Chen");
        await quickInput.accept();
        await quickInput.waitForTitle("Where Does the Copy for Chen Go?");
        await quickInput.answerPath(copy);
        const text = await workbench.waitForFile("for-chen.yaml", (one) => one.includes("q32:"));
        assert.ok(!text.includes("level: ") && !text.includes("plan.yaml: estimates") && !text.includes("read late"));
        workbench.writeFile(
          "for-chen.yaml",
          text.replace(/^ {2}(q\d\d):$/gm, (_, id: string) => `  ${id}: ${id === "q07" ? "seven" : "2"}`),
        );
        const readBack = async (): Promise<void> => {
          // By keyboard, since what VS Code tells of the copy lies over it.
          await view.getByRole("button", { name: "Read Their Answers…" }).press("Enter");
          await quickInput.waitForTitle("Which Answers Did Your Colleague Hand Back?");
          await quickInput.answerPath(copy);
        };
        await readBack();
        // One that is damaged is told of with its line, and not kept.
        await view.getByText(/Line \d+: The level of q07/).waitFor();
        assert.ok(!files().some((name) => name.includes("-by-chen")));
        workbench.writeFile("for-chen.yaml", workbench.readFile("for-chen.yaml").replace("seven", "2"));
        await readBack();
        await until("the colleague's file", () => files().some((name) => name.endsWith("-by-chen.yaml")));
        await view.getByText("Question by question with Chen").click();
        const rows = view.getByRole("table", { name: "Question by question with Chen" }).locator("tbody tr");
        assert.equal(await rows.count(), 32);
        await workbench.screenshot("assessment-colleague");
      });
    }

    it("says what is wrong with a file that was damaged by hand, and never writes over it", async () => {
      const view = await workbench.webview("Self-Assessment");
      const damaged = workbench.readFile(file).replace(/^ {2}q03:$/m, "\tq03:");
      assert.ok(damaged.includes("\tq03:"));
      const line = damaged.split("\n").findIndex((one) => one.startsWith("\tq03:")) + 1;
      await workbench.writeUntil(file, damaged, (timeout) =>
        view.getByRole("button", { name: `Line ${line}` }).waitFor({ timeout }),
      );
      await view.getByText("until then nothing is written").waitFor();
      assert.equal(workbench.readFile(file), damaged);
    });
  });
}
