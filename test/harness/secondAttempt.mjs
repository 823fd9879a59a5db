// @ts-check
/**
 * Tests in a real window can be overtaken by a busy machine: a list that is drawn anew under a click, a file that VS Code has not
 * heard of in time. The group of such a test runs once more, alone, and what passes then counts as passed; that it took two
 * attempts is said at the end of the run. What fails twice has failed.
 */
import { say } from "./progress.mjs";

/** @typedef {import("./hostLines.mjs").Counts} Counts */

/** More groups than these that fail are no accident. */
const mostGroups = 4;

/**
 * @param {(groups?: readonly string[]) => Promise<Counts>} run runs all groups, or those alone
 * @returns {Promise<Counts>}
 */
export async function withSecondAttempt(run) {
  const first = await run();
  const { failures = [], byGroup = {} } = first;
  const groups = [...new Set(failures.map(({ group }) => group))];
  const named = groups.filter((group) => group !== undefined && byGroup[group] !== undefined);
  if (first.failed === 0 || groups.length > mostGroups || named.length < groups.length) return first;
  if (failures.length < first.failed) return first;
  const again = /** @type {string[]} */ (named);
  say(`\nOnce more, alone: ${again.join(", ")}`);
  const second = await run(again);
  /** @param {"passed" | "skipped"} what */
  const others = (what) => first[what] - again.reduce((sum, group) => sum + (byGroup[group]?.[what] ?? 0), 0);
  const stillFail = new Set((second.failures ?? []).map(({ title }) => title));
  return {
    passed: others("passed") + second.passed,
    failed: second.failed,
    skipped: others("skipped") + second.skipped,
    failures: second.failures ?? [],
    secondAttempts: failures.map(({ title }) => title).filter((title) => !stillFail.has(title)),
  };
}
