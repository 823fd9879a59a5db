import { type LogOutputChannel, window } from "vscode";

/** The Output channel *Gantry*: what was done, what failed and why. Never file contents. */
export function createLog(): LogOutputChannel {
  return window.createOutputChannel("Gantry", { log: true });
}
