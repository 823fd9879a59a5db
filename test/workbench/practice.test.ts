import assert from "node:assert/strict";
import { openWorkbench, until, type Workbench } from "../harness/workbench.mjs";
import { openPage, page } from "./support/practicePage.ts";

for (const kind of ["node", "web"] as const) {
  describe(`the practice in the ${kind} host`, () => {
    let workbench: Workbench;
    before(async () => {
      workbench = await openWorkbench({
        used: true,
        ...(kind === "web" ? { kind, developmentPath: process.cwd() } : {}),
      });
    });
    after(() => workbench.close());

    it("leads from the sidebar to a page, and a tick changes the count in the tree", async () => {
      await workbench.activityBar();
      const top = (await workbench.tree("Practice").rows()).filter(({ level }) => level === 1);
      assert.ok(top.length > 0 && top.length <= 7);
      const frame = await openPage(workbench);
      const before = await workbench.tree("Practice").description(page);
      assert.match(before, /^0\/\d+$/);
      await frame.getByRole("checkbox").first().click();
      await until("the count of the page", async () => /^1\//.test(await workbench.tree("Practice").description(page)));
      await until("the count of the group", async () =>
        /^1\//.test(await workbench.tree("Practice").description("Skills")),
      );
      assert.equal(workbench.exists("project"), false, "personal ticks are not in the workspace");
    });

    it("keeps the tick when the window is loaded again", async () => {
      await workbench.reload();
      await workbench.activityBar();
      await workbench.tree("Practice").expand("Skills");
      await until("the kept tick", async () => /^1\//.test(await workbench.tree("Practice").description(page)));
    });

    it("finds a page by words in its text", async () => {
      await workbench.runCommand("Gantry: Find Step or Skill…");
      await workbench.quickInput.type("earned value");
      await until("something found", async () => (await workbench.quickInput.rows.count()) > 0);
      await workbench.page.keyboard.press("Enter");
      const frame = await workbench.webview(/.+/);
      await frame.locator("h1").waitFor();
    });

    it("runs a command from a page", async () => {
      // The page opened just before may still take the focus, and with it the search away.
      await until("the page", async () => {
        await workbench.runCommand("Gantry: Find Step or Skill…");
        const { input } = workbench.quickInput;
        const isThere = await input.fill("Timeline and scheduling", { timeout: 3_000 }).then(
          () => true,
          () => false,
        );
        if (!isThere) return false;
        return until(
          "its line",
          async () => (await workbench.quickInput.labels())[0]?.includes("Timeline and scheduling"),
          3_000,
        ).catch(() => false);
      });
      await workbench.quickInput.pick("Timeline and scheduling");
      const frame = await workbench.webview("Timeline and scheduling");
      await frame
        .getByRole("button", { name: /New Timeline/ })
        .first()
        .click();
      await workbench.quickInput.waitForTitle("Timeline");
      await workbench.quickInput.dismiss();
    });
  });
}
