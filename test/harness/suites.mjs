// @ts-check
/** The suites of `npm test`, in their order, and how each is run. */
import { existsSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { getBrowser } from "./browser.mjs";
import { runHostTests } from "./hostTests.mjs";
import { npm } from "./npm.mjs";
import { fromRoot, manifest, packedExtension, removeScratchFolder, root, scratchFolder } from "./paths.mjs";
import { cleanEnvironment, runProcess } from "./processes.mjs";
import { say, seconds } from "./progress.mjs";
import { withSecondAttempt } from "./secondAttempt.mjs";
import { total } from "./totals.mjs";
import { getWebVSCode } from "./vscodeWeb.mjs";

/** @typedef {import("./hostLines.mjs").Counts} Counts */

/**
 * @typedef {object} Suite
 * @property {string} name for `--only`; the part before a hyphen names all that share it
 * @property {string} title
 * @property {readonly ("build" | "package" | "vscode")[]} needs
 * @property {() => Promise<Counts>} run throws when it did not come to its end
 */

/** @type {readonly Suite[]} */
export const suites = [
  { name: "check", title: "types and style", needs: [], run: checkCommands },
  {
    name: "unit",
    title: "unit tests",
    needs: ["build"],
    run: () => inShares("unit.mjs", 30_000, 420_000),
  },
  { name: "manifest", title: "manifest", needs: ["build"], run: () => mochaSuite("manifest.mjs", 30_000, 120_000) },
  {
    name: "host-node",
    title: "extension host, Node",
    needs: ["build", "vscode"],
    run: () => runHostTests({ kind: "node" }),
  },
  {
    name: "webviews",
    title: "webviews outside VS Code",
    needs: ["build", "vscode"],
    run: () => withSecondAttempt((groups) => mochaSuite("webviews.mjs", 60_000, 420_000, { groups })),
  },
  {
    name: "host-web",
    title: "extension host, web worker",
    needs: ["build", "vscode"],
    run: () => runHostTests({ kind: "web" }),
  },
  {
    name: "workbench",
    title: "workbench",
    needs: ["build", "package", "vscode"],
    run: () => withSecondAttempt((groups) => mochaSuite("workbench.mjs", 120_000, 1_200_000, { groups })),
  },
  { name: "start", title: "npm start", needs: ["vscode"], run: startCommand },
];

/** The gate of the design for the packed extension, in bytes. */
const largestPackage = 1_000_000;

/** What suites need: each is made ready once, before the first suite that asks for it. */
export const needs = {
  /** Gantry and its tests, built as for users. */
  build: async () => {
    const begun = performance.now();
    rmSync(fromRoot("out", "screenshots"), { recursive: true, force: true });
    const built = await runProcess(process.execPath, [fromRoot("esbuild.js"), "--production", "--tests"], {
      cwd: root,
    });
    if (built.code !== 0) throw new Error(`Gantry could not be built:\n${built.output.trim()}`);
    if (process.env.GANTRY_VERBOSE) say(built.output.trim());
    say(`Built Gantry and its tests in ${seconds(begun)}.`);
  },
  /** The packed extension, by the command that packs it for users. */
  package: async () => {
    const begun = performance.now();
    const packed = await npm(["run", "package"], { cwd: root, limit: 180_000 });
    if (packed.code !== 0 || !existsSync(packedExtension)) {
      throw new Error(`Gantry could not be packed:\n${packed.output.trim().slice(-3000)}`);
    }
    const bytes = statSync(packedExtension).size;
    if (bytes > largestPackage) throw new Error(`The package is too large: ${bytes} of ${largestPackage} bytes.`);
    say(`Packed ${path.basename(packedExtension)}, ${Math.round(bytes / 1000)} kB, in ${seconds(begun)}.`);
  },
  /** A VS Code and a browser; `NotAvailable` when one of them can't be had. */
  vscode: async () => {
    await getWebVSCode();
    say(`VS Code from the cache, in ${await getBrowser()}.`);
  },
};

/**
 * Each command of `npm run check` is one test.
 * @returns {Promise<Counts>}
 */
async function checkCommands() {
  /** @type {import("./hostLines.mjs").Failure[]} */
  const failures = [];
  const counts = { passed: 0, failed: 0, skipped: 0, failures };
  const tools = `${fromRoot("node_modules", ".bin")}${path.delimiter}${process.env.PATH ?? process.env.Path ?? ""}`;
  for (const command of (manifest.scripts.check ?? "").split("&&")) {
    const line = command.trim();
    const begun = performance.now();
    const { code, output } = await runProcess(line, [], {
      cwd: root,
      shell: true,
      limit: 180_000,
      env: cleanEnvironment({ PATH: tools }),
    });
    if (code === 0) counts.passed++;
    else counts.failed++;
    say(`  ${code === 0 ? "✓" : "✗"} ${line} (${seconds(begun)})`);
    if (code !== 0) {
      failures.push({ title: line, message: output });
      say(`    ${output.trim().split("\n").slice(-60).join("\n    ")}`);
    }
  }
  return counts;
}

/**
 * Runs a compiled mocha suite in a process of its own.
 * @param {string} name of the file in `out/test`
 * @param {number} testLimit milliseconds a test may take
 * @param {number} limit milliseconds the suite may take
 * @param {{ shared?: string, groups?: readonly string[] | undefined, tell?: (text: string) => void }} [options] a folder by which it shares
 *   the suite with another process; the outermost groups that run, where not all do; what takes its output in the end, else it is shown as it comes
 * @returns {Promise<Counts>}
 */
async function mochaSuite(name, testLimit, limit, { shared = "", groups, tell } = {}) {
  const file = fromRoot("out", "test", name);
  if (!existsSync(file)) throw new Error(`it has no tests: ${path.relative(root, file)} was not built`);
  /** @type {Counts | undefined} */
  let counts;
  const { code, output, timedOut } = await runProcess(
    process.execPath,
    ["--enable-source-maps", fromRoot("test", "harness", "mochaRun.mjs"), file, String(testLimit), shared],
    {
      cwd: root,
      show: tell === undefined,
      limit,
      ...(groups === undefined ? {} : { env: cleanEnvironment({ GANTRY_GROUPS: JSON.stringify(groups) }) }),
      onMessage: (message) => {
        counts = /** @type {Counts} */ (message);
      },
    },
  );
  tell?.(output);
  if (timedOut) throw new Error(`it took longer than ${limit / 1000} s and was killed`);
  if (counts === undefined) throw new Error(`it ended with ${code} and without a result`);
  // The other process may have been quicker with all that was asked for.
  return shared === "" ? some(counts) : counts;
}

/** @param {Counts} counts */
function some(counts) {
  if (counts.passed + counts.failed + counts.skipped === 0) throw new Error("it has no tests");
  return counts;
}

/**
 * Runs a suite that waits for nothing in two processes, since one uses one core only. Nothing else runs meanwhile.
 * @param {string} name
 * @param {number} testLimit
 * @param {number} limit
 * @returns {Promise<Counts>}
 */
async function inShares(name, testLimit, limit) {
  let held = "";
  const shared = scratchFolder("shares");
  const second = mochaSuite(name, testLimit, limit, {
    shared,
    tell: (text) => {
      held = text;
    },
  });
  second.catch(() => {}); // heard of below, when the first one is through
  const first = await mochaSuite(name, testLimit, limit, { shared });
  try {
    return some(total([first, await second]));
  } finally {
    process.stdout.write(held);
    removeScratchFolder(shared);
  }
}

/**
 * `npm start`, as far as it can be tried without a person.
 * @returns {Promise<Counts>}
 */
async function startCommand() {
  const { code, output } = await npm(["start", "--", "--smoke"], { cwd: root, limit: 180_000 });
  const title = "opens VS Code with Gantry in the sample project";
  say(`  ${code === 0 ? "✓" : "✗"} ${title}`);
  if (code === 0) return { passed: 1, failed: 0, skipped: 0 };
  say(`    ${output.trim().split("\n").slice(-30).join("\n    ")}`);
  return { passed: 0, failed: 1, skipped: 0, failures: [{ title, message: output }] };
}
