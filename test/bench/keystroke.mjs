// @ts-check
/** npm run bench -- keystroke: what a keystroke costs inside VS Code's extension host. */
import * as esbuild from "esbuild";
import { runHostTests } from "../harness/hostTests.mjs";
import { fromRoot } from "../harness/paths.mjs";

/** @returns {Promise<boolean>} whether the gates hold */
export async function benchKeystroke() {
  const entry = fromRoot("out", "bench", "keystroke.cjs");
  await esbuild.build({
    entryPoints: [fromRoot("test", "bench", "keystroke.host.ts")],
    outfile: entry,
    bundle: true,
    minify: true,
    format: "cjs",
    platform: "node",
    external: ["vscode"],
    logLevel: "warning",
  });
  const { failed } = await runHostTests({ kind: "node", entry });
  return failed === 0;
}
