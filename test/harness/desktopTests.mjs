// @ts-check
/**
 * `npm run test:desktop`: the compiled host suite in a desktop VS Code, by @vscode/test-electron. It takes the installed VS
 * Code, else a downloaded one, and says so when neither can be had. The last line and the exit status are those of `npm test`.
 */
import { existsSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { runTests } from "@vscode/test-electron";
import { downloadDesktop, findDesktop, hasDisplay } from "./desktop.mjs";
import { readHostLine } from "./hostLines.mjs";
import { fromRoot, root, scratchFolder } from "./paths.mjs";
import { cleanEnvironment, runProcess, startProcess, stopProcess } from "./processes.mjs";
import { say } from "./progress.mjs";
import { closingLine, exitStatus } from "./totals.mjs";

const limit = 240_000;
const suite = fromRoot("out", "test", "host.cjs");

/** @typedef {import("./hostLines.mjs").Counts} Counts */

/** @returns {Promise<Counts>} */
async function desktopTests() {
  const built = await runProcess(process.execPath, [fromRoot("esbuild.js"), "--production", "--tests"], { cwd: root });
  if (built.code !== 0 || !existsSync(suite)) {
    say(`Gantry could not be built:\n${built.output.trim()}`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const screen = hasDisplay() ? [] : virtualScreen();
  if (screen === undefined) {
    say("A desktop VS Code needs a display, and there is neither one nor xvfb-run here. Skipped.");
    return { passed: 0, failed: 0, skipped: 1 };
  }
  const desktop = (await findDesktop()) ?? (await downloadDesktop());
  if (desktop === undefined) {
    say("There is no desktop VS Code here, and none could be downloaded. Skipped.");
    return { passed: 0, failed: 0, skipped: 1 };
  }
  say(`The host suite in the desktop VS Code ${desktop.version}:`);
  return runInside(desktop.program, screen);
}

/** @returns {string[] | undefined} the command that lends a display */
function virtualScreen() {
  for (const folder of (process.env.PATH ?? "").split(path.delimiter)) {
    const program = path.join(folder, "xvfb-run");
    if (folder && existsSync(program)) return [program, "-a"];
  }
  return undefined;
}

/**
 * Starts this file again as the process that holds VS Code, so that a time limit can end all of it.
 * @param {string} program
 * @param {readonly string[]} screen
 * @returns {Promise<Counts>}
 */
async function runInside(program, screen) {
  const [command = "", ...args] = [...screen, process.execPath, fileURLToPath(import.meta.url), "--inside", program];
  const child = startProcess(command, args, { env: cleanEnvironment(), stdio: ["ignore", "pipe", "pipe"] });
  /** @type {Counts | undefined} */
  let counts;
  /** @type {string[]} */
  const unmarked = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    createInterface({ input: stream }).on("line", (line) => {
      const read = readHostLine(line);
      if (read === undefined) unmarked.push(line);
      else if ("line" in read) say(read.line);
      else counts = read.counts;
    });
  }
  const timer = setTimeout(() => {
    say(`It took longer than ${limit / 1000} s and was killed.`);
    void stopProcess(child);
  }, limit);
  const code = await new Promise((resolve) => child.once("close", resolve).once("error", () => resolve(-1)));
  clearTimeout(timer);
  if (counts !== undefined && (code === 0 || counts.failed > 0)) return counts;
  say(
    `VS Code ended with ${code} and ${counts ? "no failed test" : "without a result"}:\n${unmarked.slice(-20).join("\n")}`,
  );
  return { passed: counts?.passed ?? 0, failed: 1, skipped: counts?.skipped ?? 0 };
}

/** @param {string} program */
async function holdVSCode(program) {
  const workspace = scratchFolder("desktop-workspace");
  const profile = scratchFolder("desktop-profile");
  return runTests({
    vscodeExecutablePath: program,
    extensionDevelopmentPath: root,
    extensionTestsPath: suite,
    launchArgs: [
      workspace,
      "--disable-extensions",
      `--user-data-dir=${path.join(profile, "user")}`,
      `--extensions-dir=${path.join(profile, "extensions")}`,
    ],
  });
}

const inside = process.argv.indexOf("--inside");
if (inside > 0) {
  holdVSCode(process.argv[inside + 1] ?? "").then(
    (code) => process.exit(code),
    (error) => {
      say(error instanceof Error ? error.message : String(error));
      process.exit(1);
    },
  );
} else {
  desktopTests().then(
    (counts) => {
      say(closingLine(counts));
      process.exit(exitStatus(counts));
    },
    (error) => {
      say(error instanceof Error ? (error.stack ?? error.message) : String(error));
      say(closingLine({ passed: 0, failed: 1, skipped: 0 }));
      process.exit(1);
    },
  );
}
