import type { Workbench } from "../../harness/workbench.mjs";

/** Presses Enter through New Project…, as somebody in a hurry does; answers, by step, come first. */
export async function enterThroughNewProject(
  workbench: Workbench,
  answers: Readonly<Record<string, (workbench: Workbench) => Promise<void>>> = {},
): Promise<readonly string[]> {
  const seen: string[] = [];
  await workbench.runCommand("Gantry: New Project…");
  for (;;) {
    const title = await workbench.quickInput.waitForTitle("New Project");
    const [, step, steps] = /\((\d+)\/(\d+)\)/.exec(title) ?? [];
    seen.push(title);
    await answers[step ?? ""]?.(workbench);
    if (step === steps) return seen;
    await workbench.quickInput.accept();
  }
}

/** Accepts the last step: the list of files. */
export async function createFiles(workbench: Workbench): Promise<void> {
  await workbench.quickInput.accept();
  await workbench.quickInput.waitForClosed();
}
