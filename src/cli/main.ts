#!/usr/bin/env node
/** The program `gantry`. The files it needs lie beside it, as the build puts them. */
import path from "node:path";
import { nodeIo } from "./nodeIo.ts";
import { runGantry } from "./run.ts";

// Set by a wrapper that runs this with VS Code's own program; what is started from here should not inherit it.
delete process.env.ELECTRON_RUN_AS_NODE;

// A reader that has seen enough closes the pipe; nobody has to hear of that.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") process.exitCode = 1;
  });
}

async function main(): Promise<void> {
  const { exitCode, output, errors } = await runGantry(process.argv.slice(2), nodeIo(path.join(__dirname, "..")));
  // The exit code is set, not called for: what was written last still has to get through the pipe.
  process.exitCode = exitCode;
  if (output !== "") process.stdout.write(output);
  if (errors !== "") process.stderr.write(errors);
}

main().catch((error: unknown) => {
  // The folder one is in may have gone, for instance.
  process.stderr.write(`gantry: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
