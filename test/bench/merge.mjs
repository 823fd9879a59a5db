// @ts-check
/** npm run bench -- merge [trials]: conflicts and wrong merges, with real git. Ends with 1 when a gate is missed. */
import path from "node:path";
import { pathToFileURL } from "node:url";
import * as esbuild from "esbuild";
import { fromRoot } from "../harness/paths.mjs";

/** @param {number} trials merges a row */
export async function benchMerges(trials) {
  const shared = /** @type {const} */ ({ bundle: true, platform: "node", logLevel: "warning" });
  const program = fromRoot("out", "bench", "cli", "gantry.cjs");
  await esbuild.build({ ...shared, entryPoints: [fromRoot("src", "cli", "main.ts")], outfile: program, format: "cjs" });
  await esbuild.build({
    ...shared,
    entryPoints: [fromRoot("test", "bench", "merge.bench.ts")],
    outfile: fromRoot("out", "bench", "merge.bench.mjs"),
    format: "esm",
    packages: "external",
  });
  /** @param {string} text */
  const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;
  const driver = `${quoted(process.execPath)} ${quoted(program)}`;
  const bench = await import(pathToFileURL(fromRoot("out", "bench", "merge.bench.mjs")).href);
  return await bench.benchMerges(trials, driver);
}

if (process.argv[1] !== undefined && path.resolve(process.argv[1]) === fromRoot("test", "bench", "merge.mjs")) {
  const holds = await benchMerges(Number(process.argv[2] ?? 1000));
  process.exitCode = holds ? 0 : 1;
}
