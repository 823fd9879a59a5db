// @ts-check
/** npm run pictures: the screenshots of README and docs, from the packed extension in the real workbench, in four themes. */
import { copyFileSync, mkdirSync } from "node:fs";
import { npm } from "./npm.mjs";
import { fromRoot, root } from "./paths.mjs";
import { closeAll, openWorkbench, themes } from "./workbench.mjs";

const target = fromRoot("docs", "pictures");
mkdirSync(target, { recursive: true });

/**
 * @param {import("./workbench.mjs").Workbench} workbench
 * @param {string} name
 */
async function keep(workbench, name) {
  await workbench.page.mouse.move(640, 790);
  const file = await workbench.screenshot(name);
  copyFileSync(file, fromRoot("docs", "pictures", `${name}-${workbench.theme}.png`));
}

await npm(["run", "package"], { cwd: root });
for (const theme of /** @type {(keyof typeof themes)[]} */ (Object.keys(themes))) {
  const workbench = await openWorkbench({ folder: "templates/sample", theme });
  await workbench.activityBar();
  await workbench.tree("Documents").find("Project plan");

  await workbench.runCommand("Gantry: Open Checklist");
  const checklist = await workbench.webview(/^Checklist/);
  await checklist.locator("[role=row].item").first().waitFor();
  await keep(workbench, "checklist");

  await workbench.tree("Documents").click("Project plan");
  await workbench.waitForTab("plan.yaml");
  await workbench.runCommand("View: Split Editor Right");
  await workbench.runCommand("Gantry: Open Checklist");
  await (await workbench.webview(/^Checklist/)).locator("[role=row].item").first().waitFor();
  await keep(workbench, "overview");
  await workbench.runCommand("View: Close All Editors");

  await workbench.tree("Practice").expand("Skills");
  await workbench.tree("Practice").click("Time management");
  const page = await workbench.webview("Time management");
  await page.locator("h1").waitFor();
  await keep(workbench, "practice");
  await workbench.close();

  const empty = await openWorkbench({ theme });
  await empty.activityBar();
  await empty.runCommand("Gantry: New Project…");
  await empty.quickInput.waitForTitle("(1/10)");
  await empty.quickInput.type("Payments migration");
  await empty.quickInput.accept();
  await empty.quickInput.waitForTitle("(2/10)");
  await keep(empty, "new-project");
  for (let step = 2; step < 10; step += 1) {
    await empty.quickInput.waitForTitle(`(${step}/10)`);
    await empty.quickInput.accept();
  }
  await empty.quickInput.waitForTitle("(10/10)");
  await keep(empty, "new-project-files");
  await empty.close();
  console.log(`Pictures in ${theme} are made.`);
}
await closeAll();
