import assert from "node:assert/strict";
import path from "node:path";
import type { Workbench } from "../../harness/workbench.mjs";

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
  await workbench.quickInput.answerPath(`${folder}${path.sep}`);
  await workbench.quickInput.waitForClosed();
}
