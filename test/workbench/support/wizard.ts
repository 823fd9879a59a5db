import type { Workbench } from "../../harness/workbench.mjs";

type Answers = Readonly<Record<string, (workbench: Workbench) => Promise<void>>>;

/** Presses Enter through New Project…, as somebody in a hurry does, up to the list of files. Answers go by step. */
export async function enterThroughNewProject(workbench: Workbench, answers: Answers = {}): Promise<readonly string[]> {
  await workbench.runCommand("Gantry: New Project…");
  return answerRest(workbench, answers);
}

/** From the step that is shown to the list of files. Returns the titles seen. */
export async function answerRest(workbench: Workbench, answers: Answers = {}): Promise<readonly string[]> {
  const seen: string[] = [];
  for (;;) {
    const title = await workbench.quickInput.waitForTitle("New Project");
    const [, step, steps] = /\((\d+)\/(\d+)\)/.exec(title) ?? [];
    seen.push(title);
    await answers[step ?? ""]?.(workbench);
    if (step === steps) return seen;
    await workbench.quickInput.accept();
  }
}

/** Waits for a row of the list that is shown. */
export async function lookFor(workbench: Workbench, label: RegExp): Promise<void> {
  await workbench.quickInput.rows.filter({ hasText: label }).first().waitFor();
}

/** Accepts the last step: the list of files. */
export async function createFiles(workbench: Workbench): Promise<void> {
  await lookFor(workbench, /Create \d+ files?/);
  await workbench.quickInput.accept();
  await workbench.quickInput.waitForClosed();
}
