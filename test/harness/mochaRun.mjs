// @ts-check
/**
 * Runs one compiled suite with mocha in a process of its own: `node mochaRun.mjs <file> <milliseconds for a test> [<folder>]`. Tells
 * the parent what came of it by a message; no message means that it crashed. Processes that are given the same folder run beside each
 * other and share the suite: each takes the next group of tests that nobody has taken, by a file in there.
 */
import { closeSync, openSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import Mocha from "mocha";

const [file = "", timeout = "5000", shared = ""] = process.argv.slice(2);

// What is random is the same in each run, so that a run says something about a change; `GANTRY_RUNS` tries more, and others each time.
if (process.env.GANTRY_RUNS === undefined) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 20_270_104 });

// A test alone is chosen by `--grep`; an `only` left in a file would silence all others.
const mocha = new Mocha({ ui: "bdd", reporter: "spec", timeout: Number(timeout), forbidOnly: true });
if (process.env.GANTRY_GREP) mocha.fgrep(process.env.GANTRY_GREP);
mocha.addFile(file);
await mocha.loadFilesAsync();
/** Those groups alone, where some are named. */
const only = process.env.GANTRY_GROUPS === undefined ? undefined : JSON.parse(process.env.GANTRY_GROUPS);
if (only !== undefined) mocha.suite.suites = mocha.suite.suites.filter(({ title }) => only.includes(title));
if (shared !== "") {
  const groups = mocha.suite.suites;
  /** @typedef {(this: Mocha.Runner, suite: Mocha.Suite, done: () => void) => void} RunSuite */
  // Mocha has no public way to choose the next group while it runs.
  const runner = /** @type {{ runSuite: RunSuite }} */ (/** @type {unknown} */ (Mocha.Runner.prototype));
  const { runSuite } = runner;
  runner.runSuite = function (suite, done) {
    const index = groups.indexOf(suite);
    if (index >= 0 && !take(String(index))) done();
    else runSuite.call(this, suite, done);
  };
}

/** @param {string} group */
function take(group) {
  try {
    closeSync(openSync(path.join(shared, group), "wx"));
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

/** @type {import("./hostLines.mjs").Failure[]} */
const failed = [];
/** @type {Record<string, { passed: number, failed: number, skipped: number }>} */
const byGroup = {};
/** @param {Mocha.Runnable} test @param {"passed" | "failed" | "skipped"} what */
function count(test, what) {
  const group = test.titlePath()[0] ?? "";
  byGroup[group] ??= { passed: 0, failed: 0, skipped: 0 };
  byGroup[group][what]++;
  return group;
}
const runner = mocha.run(() => {
  const { passes = 0, failures = 0, pending = 0 } = runner.stats ?? {};
  const counts = { passed: passes, failed: failures, skipped: pending, failures: failed, byGroup };
  // What a test left open would keep the process alive; what it started ends with it.
  process.send?.(counts, () => process.exit(failures > 0 ? 1 : 0));
});
runner.on("fail", (test, error) => {
  const message = error instanceof Error ? error.message : String(error);
  failed.push({ title: test.titlePath().join(" › "), message, group: count(test, "failed") });
});
runner.on("pass", (test) => count(test, "passed"));
runner.on("pending", (test) => count(test, "skipped"));
