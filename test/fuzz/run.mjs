// @ts-check
import { pathToFileURL } from "node:url";
import * as esbuild from "esbuild";
import { fromRoot } from "../harness/paths.mjs";

const outfile = fromRoot("out", "fuzz", "main.mjs");
await esbuild.build({
  entryPoints: [fromRoot("test", "fuzz", "main.ts")],
  outfile,
  bundle: true,
  format: "esm",
  platform: "node",
  packages: "external",
  logLevel: "warning",
});
await import(pathToFileURL(outfile).href);
