import assert from "node:assert/strict";
import { openWorkbench, until, type Workbench } from "../harness/workbench.mjs";

for (const kind of ["node", "web"] as const) {
  describe(`the outlook of the sample project in the ${kind} host`, () => {
    let workbench: Workbench;
    before(async () => {
      workbench = await openWorkbench({
        folder: "templates/sample",
        used: true,
        ...(kind === "web" ? { kind, developmentPath: process.cwd() } : {}),
      });
      await workbench.activityBar();
      await workbench.tree("Plan").find("Build");
    });
    after(() => workbench.close());

    it("says with what confidence it is finished when", async () => {
      await workbench.runCommand("Gantry: Simulate Finish…");
      await workbench.quickInput.waitForTitle("Simulate Finish");
      await until("the two ways, and nothing of the palette", async () => {
        const labels = await workbench.quickInput.labels();
        return labels.length === 2 && labels.every((label) => label.includes("vary"));
      });
      await workbench.quickInput.accept();
      const report = await workbench.webview(/Simulation of Payments migration/);
      await report.getByText("with a confidence of 80 %").first().waitFor();
      await report.getByRole("heading", { name: "What drives the finish" }).waitFor();
      await workbench.screenshot(`simulation-${kind}`);
    });

    if (kind === "node") levelsResources(() => workbench);
  });
}

function levelsResources(opened: () => Workbench): void {
  it("is levelled: shows what moves, writes it when told to, and undo takes it back", async () => {
    const workbench = opened();
    const { page, quickInput } = workbench;
    const before = workbench.readFile("plan.yaml");

    await workbench.runCommand("Gantry: Level Resources…");
    await quickInput.waitForTitle("Level Resources");
    // Names and, below the first one, what it does.
    const shown = (await quickInput.labels()).slice(0, 3);
    assert.deepEqual(shown, ["Write the delays", "3 tasks moved; the finish stays.", "Leave the plan as it is"]);
    await workbench.screenshot("levelling");
    await quickInput.dismiss();
    assert.equal(workbench.readFile("plan.yaml"), before, "nothing is written before one says so");

    await workbench.runCommand("Gantry: Level Resources…");
    await quickInput.waitForTitle("Level Resources");
    await quickInput.accept();
    const after = await workbench.waitForFile("plan.yaml", (text) => text !== before);
    const added = after.split("\n").filter((line) => !before.split("\n").includes(line));
    assert.match(added.join("\n"), /^\s+delay: [\d.]+[mhd]$/m);
    assert.ok(
      added.every((line) => line.trim().startsWith("delay:")),
      "nothing but delays",
    );

    await workbench.openFile("plan.yaml");
    await page.locator(".editor-instance .view-lines").first().click();
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+s");
    await until("the plan as it was", () => workbench.readFile("plan.yaml") === before);
  });
}
