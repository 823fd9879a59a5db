// @ts-check
/**
 * npm run bench -- psplib <folder> [--schedules 5000] [--seed 1]: levels every .sm file in the folder and below it. Prints
 * `instance, makespan, ms`, then averages above the bounds of the nearest bounds.tsv. Ends with 1 when a schedule is shorter than a bound allows.
 */
import path from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import * as esbuild from "esbuild";
import { fromRoot } from "../harness/paths.mjs";

/** @param {readonly string[]} args */
export async function benchPsplib(args) {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { schedules: { type: "string", default: "5000" }, seed: { type: "string", default: "1" } },
  });
  const schedules = Number(values.schedules);
  const seed = Number(values.seed);
  const folder = positionals[0];
  if (folder === undefined || !Number.isInteger(schedules) || schedules < 1 || !Number.isInteger(seed)) {
    console.error("npm run bench -- psplib <folder> [--schedules 5000] [--seed 1]");
    return false;
  }
  const outfile = fromRoot("out", "bench", "psplib.bench.mjs");
  await esbuild.build({
    entryPoints: [fromRoot("test", "bench", "psplib.bench.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    logLevel: "warning",
  });
  const bench = await import(pathToFileURL(outfile).href);
  return bench.benchPsplib(path.resolve(folder), schedules, seed);
}
