// @ts-check
/** npm run bench -- mspdi <folder>: plans that Microsoft Project saved, imported, scheduled and compared with the dates it stored. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fromRoot } from "../harness/paths.mjs";

/** @typedef {typeof import("./mspdi.bench.ts")} Bench */
/** @typedef {import("./mspdi.bench.ts").Comparison} Comparison */

const mostDifferences = 8;

/**
 * @param {Bench} bench
 * @param {string} [given] of XML files; the development data when nothing is said
 * @returns {boolean} whether there was anything to compare
 */
export function compareFolder(bench, given) {
  const folder = given ?? fromRoot("..", "shared", "data", "mspdi");
  if (!existsSync(folder)) {
    console.log(`There is no folder ${folder}: nothing was compared.`);
    return false;
  }
  const files = readdirSync(folder).filter((name) => name.toLowerCase().endsWith(".xml"));
  const all = files.map((file) => bench.compareWithStored(file, readFileSync(path.join(folder, file), "utf8")));
  for (const comparison of all) printFile(bench, comparison);
  printTotals(bench, all);
  return files.length > 0;
}

/**
 * @param {Bench} bench
 * @param {Comparison} comparison
 */
function printFile({ taskClasses }, { file, refusal, problems, counts, differences }) {
  const parts = taskClasses.flatMap((name) => {
    const { tasks, cells, exact } = counts[name];
    return tasks === 0 ? [] : [`${name}: ${tasks} tasks, ${exact} of ${cells} cells`];
  });
  const trouble = problems > 0 ? [`${problems} problems in the imported text`] : [];
  console.log(`${file}: ${refusal ?? [...parts, ...trouble].join("; ")}`);
  for (const { taskClass, task, field, stored, ours } of differences.slice(0, mostDifferences)) {
    console.log(`    ${taskClass}, “${task}”: ${field} ${stored} is ${ours} here`);
  }
  if (differences.length > mostDifferences) console.log(`    and ${differences.length - mostDifferences} more`);
}

/**
 * @param {Bench} bench
 * @param {readonly Comparison[]} all
 */
function printTotals({ taskClasses, fields, causes, noScheduleOfTheirFile }, all) {
  const refused = all.filter(({ refusal }) => refusal !== undefined).length;
  console.log(`\n${all.length} files, ${refused} refused.`);
  for (const name of taskClasses) {
    const sum = { tasks: 0, cells: 0, exact: 0 };
    for (const { counts } of all) {
      sum.tasks += counts[name].tasks;
      sum.cells += counts[name].cells;
      sum.exact += counts[name].exact;
    }
    if (sum.tasks === 0) continue;
    const share = ((100 * sum.exact) / Math.max(1, sum.cells)).toFixed(2);
    console.log(`${name}: ${sum.tasks} tasks, ${sum.exact} of ${sum.cells} cells exact, ${share} %`);
    const wrong = fields.flatMap((field) => {
      const count = all.reduce((found, { differences }) => {
        return found + differences.filter((one) => one.taskClass === name && one.field === field).length;
      }, 0);
      return count === 0 ? [] : [`${field} ${count}`];
    });
    if (wrong.length > 0) console.log(`    different: ${wrong.join(", ")}`);
    const found = all.flatMap(({ differences }) => differences.filter((one) => one.taskClass === name));
    for (const [cause, meaning] of [...Object.entries(causes), [undefined, "of unknown cause"]]) {
      const count = found.filter((one) => one.cause === cause).length;
      if (count > 0) console.log(`    ${count} ${meaning}`);
    }
    const untrue = found.filter(({ cause }) => cause !== undefined && noScheduleOfTheirFile.includes(cause)).length;
    if (untrue > 0) {
      const real = sum.cells - untrue;
      console.log(`    of the ${real} cells that are a schedule of their file, ${sum.exact} are exact`);
    }
  }
}
