/** Conflicts of a merge in a project's files: settles what only looks like one, and shows what is left. */
import type { Disposable } from "vscode";
import { registerCommand } from "../../platform/index.ts";
import type { Services } from "../../services/index.ts";

export function register({ log, projects }: Services): Disposable {
  return registerCommand("gantry.merge.resolve", log, async (wanted) => {
    const { resolveConflict } = await import("./resolveConflict.ts");
    await resolveConflict(wanted, projects, log);
  });
}
