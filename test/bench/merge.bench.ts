/** How often two people's edits conflict or merge wrongly, with git alone and with Gantry's merge. */
import { mergeDriverSetup } from "../../src/cli/mergeDriver.ts";
import { mergeTexts } from "../../src/core/text/merge/index.ts";
import { gitVersion, TrialRepository } from "./mergeGit.ts";
import { type Files, judge, type Mixture, type Result, type Trial, trialOf } from "./mergeSimulation.ts";

/** Gates of the design, in per cent of merges. */
const gates = { alone: { still: 4, moved: 13 }, driver: 0, wrong: 0 } as const;
const alone = "git alone";
/** With fewer merges chance decides about git's share of conflicts: at 12 % it is good for a point either way at 1,000. */
const fewest = 500;
/** Merges by the real driver in a working tree take some 100 ms each. */
const inWorkingTree = 40;

interface Row {
  readonly edits: string;
  readonly by: string;
  readonly results: readonly Result[];
  readonly mostConflicts: number | undefined;
}

/** Merges each file of a trial by its records, as the driver does for files that both changed. */
export function mergeByRecords(trial: Trial): Files | undefined {
  const merged: Record<string, string> = {};
  for (const [path, ours] of Object.entries(trial.ours)) {
    const result = mergeTexts({ base: trial.base[path] ?? "", ours, theirs: trial.theirs[path] ?? "", path });
    if (result.conflicts.length > 0 || result.fallback !== undefined) return undefined;
    merged[path] = result.text;
  }
  return merged;
}

/**
 * Prints the table.
 * @param driver how a shell starts the program
 * @returns whether all gates hold
 */
export async function benchMerges(trials: number, driver: string): Promise<boolean> {
  const version = gitVersion();
  if (version === undefined) throw new Error("There is no git here, so nothing can be compared with it.");
  const plain = { tasks: 200, edits: 10, clash: false };
  const mixtures: readonly (readonly [string, Mixture, number | undefined])[] = [
    ["no reorders", { ...plain, moves: "never" }, gates.alone.still],
    ["1 in 10 a reorder", { ...plain, moves: "within their stage" }, gates.alone.moved],
    ["1 in 10 a move anywhere", { ...plain, moves: "anywhere" }, undefined],
    ["and the same id chosen twice", { ...plain, moves: "anywhere", clash: true }, undefined],
  ];
  const rows: Row[] = [];
  for (const [edits, mixture, most] of mixtures) {
    const count = mixture.clash ? Math.ceil(trials / 5) : trials;
    rows.push(...(await benchMixture(edits, mixture, most, count, driver)));
  }
  console.log(`Two people, 10 edits each, 200 tasks; ${trials} merges a row, seeds 0 to ${trials - 1}; ${version}`);
  console.log(
    "| edits | merged by | merges | conflicts % | wrong, but reported as a problem % | silently wrong % | same id chosen twice: told / untold |",
  );
  console.log("|---|---|---|---|---|---|---|");
  let holds = true;
  for (const row of rows) {
    const { line, isRight } = tell(row);
    console.log(line);
    holds &&= isRight;
  }
  return holds;
}

async function benchMixture(
  edits: string,
  mixture: Mixture,
  most: number | undefined,
  count: number,
  driver: string,
): Promise<readonly Row[]> {
  const trials = Array.from({ length: count }, (_, seed) => trialOf(seed, mixture));
  const paths = Object.keys(trials[0]?.base ?? {});
  const repository = new TrialRepository();
  try {
    await repository.load(trials);
    const byGit: Result[] = [];
    for (let start = 0; start < count; start += 2) {
      const pair = trials.slice(start, start + 2);
      byGit.push(
        ...(await Promise.all(
          pair.map(async (trial, at) => judge(trial, await repository.mergeTree(start + at, paths))),
        )),
      );
    }
    const byRecords = trials.map((trial) => judge(trial, mergeByRecords(trial)));
    const { settings, attributes } = mergeDriverSetup(["project"], "gantry");
    const own = settings.map(({ key, value }) => ({ key, value: value.replace(/^gantry /, `${driver} `) }));
    await repository.setUp(own, attributes);
    const sample: Result[] = [];
    for (let index = 0; index < Math.min(inWorkingTree, count); index += 1) {
      sample.push(judge(trials[index] as Trial, await repository.merge(index, paths)));
    }
    const none = mixture.clash ? undefined : gates.driver;
    return [
      { edits, by: alone, results: byGit, mostConflicts: count < fewest ? undefined : most },
      { edits, by: "Gantry", results: byRecords, mostConflicts: none },
      { edits, by: "Gantry, as driver of `git merge`", results: sample, mostConflicts: none },
    ];
  } finally {
    repository.remove();
  }
}

function tell({ edits, by, results, mostConflicts }: Row): { readonly line: string; readonly isRight: boolean } {
  const count = (wanted: Result): number => results.filter((result) => result === wanted).length;
  const share = (wanted: Result): number => (100 * count(wanted)) / results.length;
  const [conflicts, reported, wrong, untold] = [
    share("conflict"),
    share("reported"),
    share("wrong"),
    count("clash untold"),
  ];
  const isOver = mostConflicts !== undefined && conflicts > mostConflicts;
  const isWrong = wrong > gates.wrong || untold > 0;
  const isReported = by !== alone && reported > gates.wrong;
  const gate = mostConflicts === undefined ? "" : ` of ${mostConflicts}${isOver ? " OVER" : ""}`;
  const cells = [
    edits,
    by,
    String(results.length),
    `${conflicts.toFixed(1)}${gate}`,
    `${reported.toFixed(1)}${isReported ? " OVER" : ""}`,
    `${wrong.toFixed(1)}${isWrong ? " OVER" : ""}`,
    `${count("clash told")} / ${untold}`,
  ];
  return { line: `| ${cells.join(" | ")} |`, isRight: !isOver && !isWrong && !isReported };
}
