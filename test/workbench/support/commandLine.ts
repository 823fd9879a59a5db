import assert from "node:assert/strict";
import path from "node:path";
import { until, type Workbench } from "../../harness/workbench.mjs";

/** The command's name in the palette. */
export const installTitle = "Gantry: Install Command Line…";

/** Answers where the command goes with a folder of the test's own. */
export async function installCommandLine(workbench: Workbench, folder: string): Promise<void> {
  await workbench.runCommand(installTitle);
  await workbench.quickInput.waitForTitle("Install Command Line");
  assert.ok((await workbench.quickInput.labels()).some((label) => label.includes("~/.local/bin")));
  await workbench.screenshot("install-command-line");
  await workbench.quickInput.pick("Another Folder…");
  await workbench.quickInput.waitForTitle("Folder of the Command");
  // VS Code's own dialog lists folders while one types, puts its own folder in when that comes late, and takes no answer
  // meanwhile: then it is told again.
  const wanted = `${folder}${path.sep}`;
  const { quickInput } = workbench;
  for (let attempt = 0; attempt < 5 && (await quickInput.box.isVisible()); attempt += 1) {
    await until("the folder to be listed", async () => {
      if ((await quickInput.value()) !== wanted) await quickInput.type(wanted);
      return (await quickInput.rows.count()) <= 1;
    });
    await quickInput.accept({ stay: true });
    await quickInput.box.waitFor({ state: "hidden", timeout: 3_000 }).catch(() => undefined);
  }
  await workbench.quickInput.waitForClosed();
}
