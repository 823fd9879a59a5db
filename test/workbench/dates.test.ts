import assert from "node:assert/strict";
import { openWorkbench, themes, until, type Workbench } from "../harness/workbench.mjs";

const opening = { folder: "templates/sample", used: true };

/** What the status bar says of the project; empty while it says nothing. */
async function finishOf({ page }: Workbench): Promise<string> {
  const item = page.locator('[id="gantry.gantry.gantry.finish"], .statusbar-item[id$="gantry.finish"]').first();
  return (await item.count()) === 0 ? "" : ((await item.textContent()) ?? "").trim();
}

/** Dates behind the tasks that are on screen. */
async function hintsOf({ page }: Workbench): Promise<readonly string[]> {
  const texts = await page.locator(".editor-instance .view-line span[class*=dyn-rule]").allTextContents();
  return texts.map((text) => text.replaceAll("\u00A0", " ").trim()).filter((text) => text.includes("→"));
}

/** Opens a task's line from the Plan view, so that its dates are on screen. */
async function openTask(workbench: Workbench, label: string): Promise<void> {
  await workbench.activityBar();
  await workbench.tree("Plan").click(label);
  await workbench.waitForTab("plan.yaml");
}

/** Shows what VS Code says of the id of a task in its plan. */
async function showHover(workbench: Workbench, id: string, text: string): Promise<string> {
  const { page, quickInput } = workbench;
  const line = workbench.readFile("plan.yaml").split("\n").indexOf(`      ${id}:`) + 1;
  assert.ok(line > 0, id);
  await page.keyboard.press("Control+g");
  await quickInput.input.waitFor();
  await quickInput.input.fill(`:${line}:9`);
  await quickInput.rows
    .filter({ hasText: `line ${line}` })
    .first()
    .waitFor();
  await quickInput.accept();
  await quickInput.waitForClosed();
  const hover = page.locator(".monaco-hover:visible", { hasText: text }).first();
  await until(`the hover with ${text}`, async () => {
    await page.keyboard.press("Control+k");
    await page.keyboard.press("Control+i");
    return hover.waitFor({ timeout: 3_000 }).then(
      () => true,
      () => false,
    );
  });
  return (await hover.textContent()) ?? "";
}

describe("dates of the sample project", () => {
  for (const kind of ["node", "web"] as const) {
    it(`stand in the Plan view, the status bar and the editor of the ${kind} host`, async () => {
      const workbench = await openWorkbench(
        kind === "web" ? { ...opening, kind, developmentPath: process.cwd() } : opening,
      );
      await openTask(workbench, "Payments API, refunds and idempotency");
      const tree = workbench.tree("Plan");
      assert.match(
        await tree.description("Payments API, refunds and idempotency"),
        /^critical · 8 → 12 Feb · 50% · chen$/,
      );
      await until("the finish", async () => (await finishOf(workbench)).includes("23 Mar · 5d float"));
      await until("the hints", async () =>
        (await hintsOf(workbench)).some((hint) => hint.includes("8 → 12 Feb · critical")),
      );
      const said = await showHover(workbench, "pilot", "Goes back to");
      assert.match(said, /15 → 24 Feb · critical/);
      await workbench.page.keyboard.press("Escape");

      // A click on the finish leads to the timeline.
      await workbench.page.locator(".statusbar-item", { hasText: "23 Mar" }).first().click();
      await workbench.waitForTab("Timeline: Payments migration");
      await workbench.close();
    });
  }

  it("follow what is typed, and say when a deadline breaks", async () => {
    const workbench = await openWorkbench(opening);
    await openTask(workbench, "Pilot with five merchants");
    await until("the finish", async () => (await finishOf(workbench)).includes("5d float"));
    const text = workbench.readFile("plan.yaml");
    await workbench.writeUntil(
      "plan.yaml",
      text.replace(/( pilot:\n[\s\S]*?duration: )8d/, (_, before: string) => `${before}18d`),
      (timeout) => until("the new finish", async () => (await finishOf(workbench)).includes("late by"), timeout),
    );
    await until("the late task", async () =>
      (await workbench.tree("Plan").description("Pilot with five merchants")).includes("late by"),
    );
    await workbench.screenshot("dates-late");
    await workbench.close();
  });

  it("are legible in every theme", async () => {
    const workbench = await openWorkbench(opening);
    for (const theme of Object.keys(themes) as (keyof typeof themes)[]) {
      await workbench.switchTheme(theme);
      await openTask(workbench, "Payments API, refunds and idempotency");
      await until("the hints", async () => (await hintsOf(workbench)).length > 3);
      await until("the finish", async () => (await finishOf(workbench)) !== "");
      await workbench.screenshot("dates");
      await showHover(workbench, "pilot", "Goes back to");
      await workbench.screenshot("dates-hover");
      await workbench.page.keyboard.press("Escape");
    }
    await workbench.close();
  });
});
