// @ts-check
/** Measures plans of several sizes, each in a process of its own: what a larger heap costs the next one is no growth. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** @typedef {import("./measure.ts").Row} Row */
/** @typedef {import("./measure.ts").SizeRows} SizeRows */

/**
 * @param {string} bench the address of a module that has `rowsOfSize`
 * @param {readonly number[]} sizes
 * @returns {Promise<readonly Row[]>} with the growth from each size to the next one, from 1,000 tasks on
 */
export async function rowsBySize(bench, sizes) {
  /** @type {Row[]} */
  const rows = [];
  /** @type {Row[]} */
  const growth = [];
  /** @type {{ readonly size: number, readonly growing: SizeRows["growing"] } | undefined} */
  let smaller;
  for (const size of sizes) {
    const { rows: own, growing, growthLimit } = await rowsOf(bench, size);
    rows.push(...own);
    for (const [what, time] of Object.entries(smaller?.growing ?? {})) {
      const [from, to] = [smaller?.size ?? 0, size];
      if (from < 1_000) continue;
      growth.push({
        what: `growth of ${what} from ${from.toLocaleString("en")} to ${to.toLocaleString("en")} tasks, per task`,
        value: (growing[what] ?? Number.NaN) / time / (to / from),
        unit: "×",
        limit: growthLimit,
      });
    }
    smaller = { size, growing };
  }
  return [...rows, ...growth];
}

/**
 * @param {string} bench
 * @param {number} size
 * @returns {Promise<SizeRows>}
 */
async function rowsOf(bench, size) {
  const program = `const { rowsOfSize } = await import(${JSON.stringify(bench)}); console.log(JSON.stringify(rowsOfSize(${size})));`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program]);
  return JSON.parse(stdout);
}
