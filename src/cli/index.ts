/**
 * Gantry in a terminal and in CI: `gantry new`, `check`, `show`, `schedule`, `explain`, `diff`, `log`, `rename`, `merge` and others, over the same core as in the editor.
 *
 * `run.ts` takes the arguments apart and hands them to a command in `commands/`; a command answers with a text for people and JSON
 * that says the same. What they need of the machine is the interface `Io`; `nodeIo.ts` is the one over Node, and `main.ts` the
 * program. `install/` writes the small script that makes `gantry` a command, for the editor's *Install Command Line*.
 */
export type { Answer, Command, ExitCode } from "./command.ts";
export { ChangedMeanwhile, type FileChange, FileProblem, type Io, Refusal, UsageProblem } from "./io.ts";
export { nodeIo } from "./nodeIo.ts";
export { commands, commonOptions, type Outcome, runGantry } from "./run.ts";
