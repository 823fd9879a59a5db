// @ts-check
/** The sums of a run, its last line and its exit status. */

/** @typedef {import("./hostLines.mjs").Counts} Counts */

/**
 * @param {readonly Counts[]} all
 * @returns {Counts}
 */
export function total(all) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const { passed, failed, skipped } of all) {
    sum.passed += passed;
    sum.failed += failed;
    sum.skipped += skipped;
  }
  return {
    ...sum,
    failures: all.flatMap(({ failures }) => failures ?? []),
    secondAttempts: all.flatMap(({ secondAttempts }) => secondAttempts ?? []),
  };
}

/** Lines of a failure's message that stand at the end of a run; the whole of it stands where it happened. */
const mostLines = 6;

/**
 * What failed, once more, for who reads only the end of a long run; empty when nothing did.
 * @param {Counts} counts
 */
export function failureList({ failures = [] }) {
  const one = failures.map(({ title, message }) => {
    const lines = message.split("\n").filter((line) => line.trim() !== "");
    return [`  ✗ ${title}`, ...lines.slice(0, mostLines).map((line) => `      ${line.slice(0, 300)}`)].join("\n");
  });
  return one.length === 0 ? "" : `\nWhat failed:\n${one.join("\n")}`;
}

/**
 * What passed only when it was run once more; empty when nothing had to be.
 * @param {Counts} counts
 */
export function secondAttemptList({ secondAttempts = [] }) {
  if (secondAttempts.length === 0) return "";
  return `\nPassed on the second attempt only:\n${secondAttempts.map((title) => `  ${title}`).join("\n")}`;
}

/**
 * The line a run ends with.
 * @param {Counts} counts
 */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/**
 * The exit status that agrees with the closing line: 0 when nothing failed. A desktop or a browser
 * that can't be had makes a skip, which is no failure; a run in which nothing at all was tried is one.
 * @param {Counts} counts
 */
export function exitStatus({ passed, failed, skipped }) {
  return failed === 0 && passed + skipped > 0 ? 0 : 1;
}
