// @ts-check
/**
 * `npm test`: every suite in its order, each with its own lines, and one closing line with the sum of all.
 *   --only unit,host    these suites alone
 *   --grep text         of the mocha suites, the tests alone whose names hold the text
 */
import { parseArgs } from "node:util";
import { stopEverything } from "./processes.mjs";
import { say, seconds } from "./progress.mjs";
import { needs, suites } from "./suites.mjs";
import { closingLine, exitStatus, failureList, secondAttemptList, total } from "./totals.mjs";
import { NotAvailable } from "./vscodeWeb.mjs";

/** Longer than all suites together may take: a run that hangs ends here, as a failed one. */
const overallLimit = 30 * 60_000;

/** @typedef {import("./hostLines.mjs").Counts} Counts */

/** @type {Counts[]} */
const counted = [];

/** @param {unknown} error */
const messageOf = (error) => (error instanceof Error ? error.message : String(error));

function chosenSuites() {
  const { values } = parseArgs({ options: { only: { type: "string" }, grep: { type: "string" } } });
  if (values.grep !== undefined) process.env.GANTRY_GREP = values.grep;
  if (values.only === undefined) return suites;
  const names = values.only.split(",").map((name) => name.trim());
  /** @param {import("./suites.mjs").Suite} suite @param {string} name */
  const isMeant = (suite, name) => suite.name === name || suite.name.startsWith(`${name}-`);
  const unknown = names.filter((name) => !suites.some((suite) => isMeant(suite, name)));
  if (unknown.length > 0) {
    throw new Error(
      `There is no suite ${unknown.join(", ")}; there are ${suites.map((suite) => suite.name).join(", ")}.`,
    );
  }
  return suites.filter((suite) => names.some((name) => isMeant(suite, name)));
}

/** @type {Map<keyof typeof needs, Promise<void>>} */
const madeReady = new Map();

/** @param {keyof typeof needs} need */
function ready(need) {
  let made = madeReady.get(need);
  if (made === undefined) {
    made = needs[need]();
    made.catch(() => {}); // each suite that needs it hears of the failure
    madeReady.set(need, made);
  }
  return made;
}

/**
 * @param {import("./suites.mjs").Suite} suite
 * @returns {Promise<Counts>}
 */
async function runSuite(suite) {
  say(`\n=== ${suite.title}`);
  const begun = performance.now();
  /** @type {Counts} */
  let counts;
  try {
    for (const need of suite.needs) await ready(need);
    counts = await suite.run();
  } catch (error) {
    const unavailable = error instanceof NotAvailable;
    const failures = unavailable ? [] : [{ title: suite.title, message: messageOf(error) }];
    counts = { passed: 0, failed: unavailable ? 0 : 1, skipped: unavailable ? 1 : 0, failures };
    say(unavailable ? `Skipped: ${messageOf(error)}` : `Failed: ${messageOf(error)}`);
  }
  say(`${suite.name}: ${closingLine(counts)} (${seconds(begun)})`);
  return counts;
}

/** @param {number} failures that no suite has counted */
async function finish(failures = 0) {
  await stopEverything();
  const sum = total([...counted, { passed: 0, failed: failures, skipped: 0 }]);
  const failed = failureList(sum);
  for (const list of [secondAttemptList(sum), failed]) if (list !== "") say(list);
  say(`\n${closingLine(sum)}`);
  process.exit(exitStatus(sum));
}

setTimeout(() => {
  say(`\nThe run took longer than ${overallLimit / 60_000} minutes and was ended.`);
  void finish(1);
}, overallLimit).unref();

process.on("uncaughtException", (error) => {
  say(`\nThe harness itself failed: ${error.stack ?? error.message}`);
  void finish(1);
});

try {
  for (const suite of chosenSuites()) counted.push(await runSuite(suite));
  await finish();
} catch (error) {
  say(messageOf(error));
  await finish(1);
}
