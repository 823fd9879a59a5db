// @ts-check
/** npm run bench: speed, size and growth. Medians; ratios to a peer in the same run; nothing here is a test. */
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import * as esbuild from "esbuild";
import { npm } from "../harness/npm.mjs";
import { fromRoot, packedExtension, root } from "../harness/paths.mjs";
import { closeAll } from "../harness/workbench.mjs";
import { activationTimes } from "./activation.mjs";

/** @typedef {import("./measure.ts").Row} Row */

/** @returns {Promise<readonly Row[]>} */
async function coreRows() {
  const outfile = fromRoot("out", "bench", "core.mjs");
  await esbuild.build({
    entryPoints: [fromRoot("test", "bench", "core.bench.ts")],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    packages: "external",
    logLevel: "warning",
  });
  return (await import(pathToFileURL(outfile).href)).coreRows();
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

await npm(["run", "package"], { cwd: root });
const rows = [...sizeRows(), ...(await coreRows()), ...(await activationRows())];
await closeAll();
for (const { what, value, unit, limit, peer } of rows) {
  const figure = `${value.toFixed(value < 10 ? 2 : 1)} ${unit}`.padStart(12);
  const gate = limit === undefined ? "" : `of ${limit} ${unit}${value > limit ? "  OVER" : ""}`;
  console.log(`${what.padEnd(58)} ${figure}  ${[gate, peer].filter(Boolean).join("; ")}`);
}
mkdirSync(fromRoot("out"), { recursive: true });
writeFileSync(fromRoot("out", "bench.json"), `${JSON.stringify(rows, null, 2)}\n`);
