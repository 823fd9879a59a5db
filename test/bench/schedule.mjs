// @ts-check
/** Schedules of plans of several sizes, each in a process of its own: what a larger heap costs the next one is no growth. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** @typedef {import("./measure.ts").Row} Row */

/**
 * @param {string} bench the address of the module that schedules a plan of one size
 * @param {readonly number[]} sizes
 * @returns {Promise<readonly Row[]>}
 */
export async function benchSchedules(bench, sizes) {
  /** @type {Row[]} */
  const rows = [];
  /** @type {{ readonly size: number, readonly warm: number } | undefined} */
  let smaller;
  /** @type {Row[]} */
  const growth = [];
  for (const size of sizes) {
    const own = await rowsOf(bench, size);
    rows.push(...own);
    const warm = own[0]?.value ?? Number.NaN;
    if (smaller !== undefined) {
      growth.push({
        what: `growth of scheduling from ${smaller.size.toLocaleString("en")} to ${size.toLocaleString("en")} tasks, per task`,
        value: warm / smaller.warm / (size / smaller.size),
        unit: "×",
        limit: 3,
      });
    }
    smaller = { size, warm };
  }
  return [...rows, ...growth];
}

/**
 * @param {string} bench
 * @param {number} size
 * @returns {Promise<readonly Row[]>}
 */
async function rowsOf(bench, size) {
  const program = `const { scheduleRows } = await import(${JSON.stringify(bench)}); console.log(JSON.stringify(scheduleRows(${size})));`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program]);
  return JSON.parse(stdout);
}
