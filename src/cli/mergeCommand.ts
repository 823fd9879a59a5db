import { type MergeResult, mergeTexts, readMarkers } from "../core/text/merge/index.ts";
import type { Answer, Command, ExitCode } from "./command.ts";
import { FileProblem, type Io, UsageProblem } from "./io.ts";
import { plain } from "./plainText.ts";

/** A larger file is left to git. */
const largestFile = 50_000_000;

/** `gantry merge`, as git calls it: three files, the path they stand for, and the length of markers. */
export const merge: Command = {
  name: "merge",
  usage: "<base> <ours> <theirs> [<path>]",
  about: "Merge two versions of a project's file by records and fields.",
  details: [
    "Git calls it for files whose .gitattributes say merge=gantry. The result is written to <ours>, with git's markers",
    "where both sides changed the same field to different values; then the exit code is 1. What can't be merged by its",
    "records (a file that does not read, a record that may have moved to another file) is merged by git line by line.",
    "“Gantry: Install Command Line” in VS Code sets it up; by hand:",
    "  git config merge.gantry.driver 'gantry merge %O %A %B %P --marker-size %L'",
  ],
  examples: ["gantry merge base.yaml ours.yaml theirs.yaml project/plan.yaml"],
  takes: [3, 4],
  options: { "marker-size": { value: "number", about: "How many characters a conflict marker has; 7 if left out." } },
  run: ({ positional, options }, io) => runMerge([...positional, ...sizeOf(options["marker-size"])], io),
};

function sizeOf(size: string | undefined): readonly string[] {
  return size === undefined ? [] : ["-L", size];
}

/**
 * Merges `theirs` into the file `ours`. What there is to say goes to the error stream, beside what git itself says there.
 * @param args base, ours and theirs, then the path they stand for; `-L` and a number for the length of markers
 * @throws UsageProblem, and FileProblem when a file can't be read or written
 */
export async function runMerge(args: readonly string[], io: Io): Promise<Answer> {
  const { files, path, markerSize } = takeApart(args);
  const [base, ours, theirs] = files.map((file) => io.resolve(file)) as [string, string, string];
  const name = path ?? io.shown(ours);
  let result: MergeResult;
  let before: string;
  try {
    const [from, our, their] = await Promise.all([base, ours, theirs].map((file) => io.readText(file, largestFile)));
    before = our ?? "";
    result = mergeTexts({ base: from ?? "", ours: before, theirs: their ?? "", path: name, markerSize });
  } catch (error) {
    if (!(error instanceof FileProblem) || (await io.kindOf(error.path)) !== "file") throw error;
    return mergeByLines({ base, ours, theirs, name, markerSize }, `one of its versions ${error.what}`, io);
  }
  const reason = reasonForGit(result);
  if (reason !== undefined) return mergeByLines({ base, ours, theirs, name, markerSize }, reason, io);
  if (result.text !== before) {
    await io.writeFiles(io.parent(ours), [{ path: io.nameOf(ours), before, after: result.text }]);
  }
  const conflicts = result.conflicts.map(({ message, start }) => ({ line: lineOf(result.text, start), message }));
  const lines = [
    ...conflicts.map(({ line, message }) => `${plain(name)}:${line}: ${plain(message)}`),
    ...result.notes.map((note) => `${plain(name)}: After the merge: ${plain(note)}`),
  ];
  const exitCode: ExitCode = conflicts.length > 0 ? 1 : 0;
  const json = { path: name, merged: "by-records", conflicts, notes: result.notes };
  return { exitCode, text: "", errors: lines.map((line) => `gantry: ${line}\n`).join(""), json };
}

function takeApart(args: readonly string[]): {
  readonly files: readonly string[];
  readonly path: string | undefined;
  readonly markerSize: number;
} {
  const at = args.indexOf("-L");
  const size = at < 0 ? "7" : (args[at + 1] ?? "");
  if (!/^[1-9]\d{0,2}$/.test(size)) throw new UsageProblem(`“${plain(size)}” is no length of a marker.`);
  const rest = at < 0 ? args : [...args.slice(0, at), ...args.slice(at + 2)];
  if (rest.length < 3 || rest.length > 4) {
    throw new UsageProblem(`Usage: gantry merge ${merge.usage} [-L <size>]`);
  }
  return { files: rest.slice(0, 3), path: rest[3], markerSize: Math.max(7, Number(size)) };
}

/** Why git has to merge, or undefined. One file does not show whether a record is gone or has moved to another one. */
function reasonForGit({ fallback, conflicts }: MergeResult): string | undefined {
  if (fallback !== undefined) return fallback;
  const removal = conflicts.find(({ isRemoval }) => isRemoval);
  if (removal === undefined) return undefined;
  return `a merge of one file can't see whether a record has moved to another one. ${removal.message}`;
}

interface Files {
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
  readonly name: string;
  readonly markerSize: number;
}

/** Git's own merge, which writes into the file. */
async function mergeByLines({ base, ours, theirs, name, markerSize }: Files, reason: string, io: Io): Promise<Answer> {
  const labels = ["-L", "ours", "-L", "base", "-L", "theirs"];
  const folder = io.parent(ours);
  const isClean =
    (await io.git(folder, "merge-file", "-q", `--marker-size=${markerSize}`, ...labels, ours, base, theirs)) !==
    undefined;
  const said = `${plain(name)}: Merged line by line, as git does it: ${plain(reason)}${/[.!?]$/.test(reason) ? "" : "."}`;
  const json = { path: name, merged: "by-lines", reason, isClean };
  // Other programs' YAML below a project is none of Gantry's business: git merges it as ever, and that is no news.
  const isForeign = reason.endsWith("is no file of a project");
  if (isClean) return { exitCode: 0, text: "", errors: isForeign ? "" : `gantry: ${said}\n`, json };
  // Git gives the number of conflicts as its exit code, so a conflict looks like a failure until one looks at the file.
  const isMarked = await io.readText(ours, largestFile).then(
    (text) => readMarkers(text) !== undefined || text.includes("<".repeat(markerSize)),
    () => true,
  );
  const failure = `${plain(name)}: Nothing was merged: git is needed for it, and it did not answer.`;
  const errors = isMarked ? `gantry: ${said} There are conflicts left.\n` : `gantry: ${said}\ngantry: ${failure}\n`;
  return { exitCode: 1, text: "", errors, json };
}

function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) line++;
  return line;
}
