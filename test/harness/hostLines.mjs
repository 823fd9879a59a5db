// @ts-check
/** How the suite inside an extension host marks its own lines among all that VS Code writes. */

export const hostLineMark = "[gantry-test] ";
export const hostResultMark = "[gantry-result] ";

/**
 * A test that failed.
 * @typedef {object} Failure
 * @property {string} title with those of the groups it is in
 * @property {string} message
 * @property {string} [group] the outermost group it is in
 */

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {readonly Failure[]} [failures] as many as could be named
 * @property {Readonly<Record<string, { passed: number, failed: number, skipped: number }>>} [byGroup] of each outermost group
 * @property {readonly string[]} [secondAttempts] tests that failed and then passed, run once more
 */

/**
 * Reads one text that the extension host wrote to its console.
 * @param {string} text
 * @returns {{ line: string } | { counts: Counts } | undefined} nothing when it is not the suite's
 */
export function readHostLine(text) {
  if (text.startsWith(hostLineMark)) return { line: text.slice(hostLineMark.length) };
  if (!text.startsWith(hostResultMark)) return undefined;
  const { passed, failed, skipped, failures } = JSON.parse(text.slice(hostResultMark.length));
  return { counts: { passed: Number(passed), failed: Number(failed), skipped: Number(skipped), failures } };
}
