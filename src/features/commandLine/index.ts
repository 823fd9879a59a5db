/** Gantry in the terminal: makes `gantry` a command there and, if wished, git's merges use it. */
import type { Disposable } from "vscode";
import { registerCommand } from "../../platform/index.ts";
import type { Services } from "../../services/index.ts";

export function register(services: Services): Disposable {
  return registerCommand("gantry.commandLine.install", services.log, async () =>
    (await import("./installCommandLine.ts")).installCommandLine(services),
  );
}
