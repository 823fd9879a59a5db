// @ts-check
/** npm run bench: speed, size and growth. Medians; ratios to a peer in the same run; nothing here is a test. */
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import * as esbuild from "esbuild";
import { npm } from "../harness/npm.mjs";
import { fromRoot, packedExtension, root } from "../harness/paths.mjs";
import { closeAll } from "../harness/workbench.mjs";
import { activationTimes } from "./activation.mjs";
import { rowsBySize } from "./bySize.mjs";
import { benchKeystroke } from "./keystroke.mjs";
import { benchMerges } from "./merge.mjs";
import { compareFolder } from "./mspdi.mjs";
import { benchPsplib } from "./psplib.mjs";
import { benchTimeline } from "./timeline.mjs";

/** @typedef {import("./measure.ts").Row} Row */

/**
 * @param {"core" | "language" | "levelling" | "mspdi" | "schedule" | "simulation" | "taskjuggler"} name
 * @returns {Promise<any>}
 */
async function load(name) {
  return import(await built(name));
}

/**
 * @param {string} name
 * @returns {Promise<string>} the address of the module
 */
async function built(name) {
  const outfile = fromRoot("out", "bench", `${name}.mjs`);
  await esbuild.build({
    entryPoints: [fromRoot("test", "bench", `${name}.bench.ts`)],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    packages: "external",
    logLevel: "warning",
  });
  return pathToFileURL(outfile).href;
}

/** @returns {readonly Row[]} */
function sizeRows() {
  const sizes = JSON.parse(readFileSync(fromRoot("out", "sizes.json"), "utf8"));
  /** @type {Row[]} */
  const rows = sizes.map((/** @type {{ name: string, bytes: number, limit: number }} */ { name, bytes, limit }) => ({
    what: name,
    value: bytes / 1000,
    unit: "kB",
    limit: limit / 1000,
  }));
  rows.push({ what: "gantry.vsix", value: statSync(packedExtension).size / 1000, unit: "kB", limit: 1000 });
  return rows;
}

/** @returns {Promise<readonly Row[]>} */
async function activationRows() {
  const times = await activationTimes(7);
  const sorted = [...times].sort((a, b) => a - b);
  console.log(`activation in the real extension host, each window: ${times.join(", ")} ms`);
  return [{ what: "load and activate, as VS Code counts it", value: sorted[3] ?? Number.NaN, unit: "ms", limit: 20 }];
}

/** @param {readonly Row[]} rows */
function show(rows) {
  for (const { what, value, unit, limit, peer } of rows) {
    const figure = `${value.toFixed(value < 10 ? 2 : 1)} ${unit}`.padStart(12);
    const gate = limit === undefined ? "" : `of ${limit} ${unit}${value > limit ? "  OVER" : ""}`;
    console.log(`${what.padEnd(58)} ${figure}  ${[gate, peer].filter(Boolean).join("; ")}`);
  }
}

const languageSizes = [100, 1_000, 10_000, 100_000];

/** What can be measured alone, by the word behind `npm run bench --`. Each says whether what has to hold holds. */
const alone = {
  merge: (/** @type {string[]} */ [count]) => benchMerges(Number(count ?? 1000)),
  mspdi: async (/** @type {string[]} */ [folder]) => compareFolder(await load("mspdi"), folder),
  psplib: (/** @type {string[]} */ options) => benchPsplib(options),
  language: async () => {
    show(await rowsBySize(await built("language"), languageSizes));
    return true;
  },
  schedule: async () => {
    show(await rowsBySize(await built("schedule"), [1_000, 10_000, 100_000, 1_000_000]));
    return true;
  },
  simulation: async () => {
    show((await load("simulation")).simulationRows());
    return true;
  },
  taskjuggler: async (/** @type {string[]} */ options) => {
    const { benchTaskjuggler } = await load("taskjuggler");
    const program = fromRoot("out", "bench", "scheduleProcess.cjs");
    const entryPoints = [fromRoot("test", "bench", "scheduleProcess.ts")];
    await esbuild.build({ entryPoints, outfile: program, bundle: true, minify: true, platform: "node", format: "cjs" });
    return benchTaskjuggler(options, program);
  },
  keystroke: () => benchKeystroke(),
  timeline: (/** @type {string[]} */ options) => benchTimeline(options),
};

const [, , chosen, ...options] = process.argv;
if (chosen !== undefined) {
  if (!Object.hasOwn(alone, chosen)) {
    console.error(
      `There is no bench “${chosen}”; there are ${Object.keys(alone).join(", ")}, and all others without a word.`,
    );
    process.exit(2);
  }
  process.exit((await alone[/** @type {keyof typeof alone} */ (chosen)](options)) ? 0 : 1);
}
await npm(["run", "package"], { cwd: root });
const rows = [
  ...sizeRows(),
  ...(await load("core")).coreRows(),
  ...(await rowsBySize(await built("language"), languageSizes)),
  ...(await rowsBySize(await built("schedule"), [1_000, 10_000, 100_000])),
  ...(await load("levelling")).levellingRows(),
  ...(await load("simulation")).simulationRows(),
  ...(await activationRows()),
];
await closeAll();
show(rows);
mkdirSync(fromRoot("out"), { recursive: true });
writeFileSync(fromRoot("out", "bench.json"), `${JSON.stringify(rows, null, 2)}\n`);
