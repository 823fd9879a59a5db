import assert from "node:assert/strict";
import { openWorkbench, type Workbench } from "../harness/workbench.mjs";

describe("Export Timeline…", () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await openWorkbench({ folder: "templates/sample", used: true });
  });
  after(() => workbench.close());

  it("asks what and in which colours, then where, and writes it there", async () => {
    const { page, quickInput } = workbench;
    await workbench.activityBar();
    await workbench.tree("Documents").find("Project plan");
    await workbench.runCommand("Gantry: Export Timeline…");
    await quickInput.waitForTitle("Export Timeline (1/2)");
    assert.deepEqual(
      (await quickInput.labels()).map((label) => label.replace(/\).*/, ")")),
      ["Picture (SVG)", "Page (HTML)"],
    );
    await workbench.screenshot("export-timeline-form");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await quickInput.waitForTitle("Export Timeline (2/2)");
    assert.equal((await quickInput.labels()).length, 4);
    await page.keyboard.press("Enter");
    await quickInput.waitForTitle("Export Timeline");
    await workbench.screenshot("export-timeline-where");
    await quickInput.accept();
    const html = await workbench.waitForFile("timeline.html", (text) => text.endsWith("</html>\n"));
    assert.match(html, /Payments migration/);
    await page.locator(".notification-list-item", { hasText: "The timeline was written to timeline.html." }).waitFor();
    await workbench.screenshot("export-timeline-written");
    await page.locator(".notification-list-item .monaco-button", { hasText: "Open" }).first().click();
    await workbench.waitForTab("timeline.html");
  });
});
