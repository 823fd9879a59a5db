// @ts-check
/** How the suite inside an extension host marks its own lines among all that VS Code writes. */

export const hostLineMark = "[gantry-test] ";
export const hostResultMark = "[gantry-result] ";

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 */

/**
 * Reads one text that the extension host wrote to its console.
 * @param {string} text
 * @returns {{ line: string } | { counts: Counts } | undefined} nothing when it is not the suite's
 */
export function readHostLine(text) {
  if (text.startsWith(hostLineMark)) return { line: text.slice(hostLineMark.length) };
  if (!text.startsWith(hostResultMark)) return undefined;
  const { passed, failed, skipped } = JSON.parse(text.slice(hostResultMark.length));
  return { counts: { passed: Number(passed), failed: Number(failed), skipped: Number(skipped) } };
}
