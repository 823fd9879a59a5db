// @ts-check
/**
 * Runs the compiled host suite inside VS Code's extension host, on Node and in a web worker, through the web workbench in a
 * browser without a window. Alone: `node test/harness/hostTests.mjs [node|web]`, after a build with `--tests`.
 */
import { cpSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { getBrowser, launchBrowser } from "./browser.mjs";
import { readHostLine } from "./hostLines.mjs";
import { extensionId, fromRoot, removeScratchFolder, root, scratchFolder } from "./paths.mjs";
import { say } from "./progress.mjs";
import { getWebVSCode, quietSettings, startWebServer } from "./vscodeWeb.mjs";

/** @typedef {import("./hostLines.mjs").Counts} Counts */

/**
 * @typedef {object} HostRun
 * @property {"node" | "web"} kind the extension host
 * @property {string} [extension] the unpacked extension; the repository when not given
 * @property {string} [entry] the compiled entry, a CommonJS file inside that folder; the host suite when not given
 * @property {string} [workspace] a folder that is copied and opened; an almost empty one when not given
 * @property {Record<string, unknown>} [settings] user settings besides the usual ones
 * @property {string} [id] the extension's id, when it is not Gantry's
 * @property {number} [limit] milliseconds after which all is killed and the run has failed
 */

/**
 * Runs a suite in one extension host and shows its lines.
 * @param {HostRun} run
 * @returns {Promise<Counts>}
 * @throws {Error} when the suite did not come to its end: it crashed, VS Code did, or it took too long
 */
export async function runHostTests({
  kind,
  extension = root,
  entry,
  workspace,
  settings,
  id = extensionId,
  limit = 300_000,
}) {
  const suite = entry ?? fromRoot("out", "test", kind === "web" ? "host.web.cjs" : "host.cjs");
  if (!existsSync(suite)) throw new Error(`The host suite is not built: ${path.relative(root, suite)} is missing.`);
  const [vscode, executable] = [await getWebVSCode(), await getBrowser()];
  const scratch = scratchFolder(`host-${kind}`);
  const folder = path.join(scratch, "workspace");
  mkdirSync(folder);
  if (workspace) cpSync(workspace, folder, { recursive: true });
  else writeFileSync(path.join(folder, "notes.md"), "# Notes\n");

  const server = await startWebServer(vscode, {
    dataFolder: path.join(scratch, "data"),
    forHostTests: true,
    settings: {
      ...quietSettings,
      "security.workspace.trust.enabled": false,
      // This is what makes VS Code load the `browser` entry, in its web worker.
      ...(kind === "web" ? { "remote.extensionKind": { [id]: ["web"] } } : {}),
      ...(process.env.GANTRY_GREP ? { "gantryTests.grep": process.env.GANTRY_GREP } : {}),
      ...settings,
    },
  });
  const browser = await launchBrowser(executable);
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  try {
    const page = await browser.newPage();
    /** @type {Counts | undefined} */
    let counts;
    /** @type {string[]} */
    const unmarked = [];
    /** @type {Promise<number>} */
    const ended = new Promise((resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`it took longer than ${limit / 1000} s and was killed`)), limit);
      page.once("crash", () => reject(new Error("the browser's page crashed")));
      browser.once("disconnected", () => reject(new Error("the browser ended")));
      void server.ended.then(() => reject(new Error(`VS Code's server ended: ${server.output().slice(-500)}`)));
      void page.exposeFunction("codeAutomationExit", (/** @type {number} */ code) => resolve(code));
    });
    ended.catch(() => {}); // it may be settled before anyone waits for it
    await page.exposeFunction("codeAutomationLog", (/** @type {string} */ type, /** @type {unknown[]} */ args) => {
      const text = args.map((part) => (typeof part === "string" ? part : JSON.stringify(part))).join(" ");
      const read = readHostLine(text);
      if (read === undefined) unmarked.push(`${type}: ${text}`);
      else if ("line" in read) say(read.line);
      else counts = read.counts;
      if (read === undefined && process.env.GANTRY_VERBOSE) say(`    ${type}: ${text.slice(0, 2000)}`);
    });
    await page.goto(
      server.address(folder, [
        ["extensionDevelopmentPath", server.remote(extension)],
        ["extensionTestsPath", server.remote(suite)],
      ]),
    );
    const code = await ended;
    // The result is written to the console just before the exit, by another way; it may be a moment behind.
    for (let wait = 0; counts === undefined && wait < 20; wait++) await page.waitForTimeout(100);
    if (counts === undefined) {
      throw new Error(`it ended with ${code} and without a result:\n${unmarked.slice(-15).join("\n").slice(-3000)}`);
    }
    if (code !== 0 && counts.failed === 0) throw new Error(`it ended with ${code}, though no test failed`);
    return counts;
  } finally {
    clearTimeout(timer);
    await browser.close().catch(() => {});
    await server.stop();
    removeScratchFolder(scratch);
  }
}

async function main() {
  const kinds = /** @type {("node" | "web")[]} */ (process.argv.length > 2 ? process.argv.slice(2) : ["node", "web"]);
  let failed = 0;
  for (const kind of kinds) {
    const counts = await runHostTests({ kind });
    say(`${kind}: ${JSON.stringify(counts)}`);
    failed += counts.failed;
  }
  return failed === 0 ? 0 : 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  main().then(
    (code) => process.exit(code),
    (error) => {
      say(error instanceof Error ? error.message : String(error));
      process.exit(1);
    },
  );
}
