/** Runs TaskJuggler and reads its report. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { GeneratedPlan } from "./plan.ts";
import { prefixOf, taskjugglerText } from "./taskjugglerText.ts";
import { type Minutes, minutesFrom } from "./workingTime.ts";

export interface Dates {
  readonly start: Minutes;
  readonly finish: Minutes;
}

export interface Answers {
  /** By TaskJuggler's own ids. */
  readonly dates: ReadonlyMap<string, Dates>;
  /** Plans that it would not schedule, with its words. They are left out. */
  readonly refused: readonly { readonly plan: GeneratedPlan; readonly message: string }[];
}

/** The version of the `tj3` that is installed; undefined when there is none. */
export function taskjugglerVersion(): string | undefined {
  const { stdout, status } = spawnSync("tj3", ["--version"], { encoding: "utf8" });
  return status === 0 ? /\d+(?:\.\d+)+/.exec(stdout)?.[0] : undefined;
}

/** Runs `tj3` on a file in a folder of its own; gives its report `answer.csv`, or what it says instead, and how long it took. */
export function runTaskjuggler(text: string): {
  readonly report?: string;
  readonly message: string;
  readonly milliseconds: number;
} {
  const folder = mkdtempSync(path.join(tmpdir(), "gantry-tj3-"));
  try {
    writeFileSync(path.join(folder, "plan.tjp"), text);
    const before = performance.now();
    const { stdout, stderr, status, error } = spawnSync("tj3", ["--silent", "--no-color", "plan.tjp"], {
      cwd: folder,
      encoding: "utf8",
      timeout: 600_000,
    });
    const milliseconds = performance.now() - before;
    const message = `${stdout ?? ""}${stderr ?? ""}${error?.message ?? ""}`;
    if (status !== 0) return { message, milliseconds };
    return { report: readFileSync(path.join(folder, "answer.csv"), "utf8"), message, milliseconds };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The dates by ids of a report with the columns id, start, end. */
export function readReport(report: string): ReadonlyMap<string, Dates> {
  const dates = new Map<string, Dates>();
  for (const line of report.split("\n").slice(1)) {
    const [id, start, finish] = line.split(";").map((cell) => cell.replaceAll('"', ""));
    if (id && start && finish) dates.set(id, { start: minutesFrom(start), finish: minutesFrom(finish) });
  }
  return dates;
}

/** TaskJuggler's dates of some plans of one batch, from as few starts of it as it needs. */
export function askTaskjuggler(plans: readonly GeneratedPlan[]): Answers {
  const refused: { plan: GeneratedPlan; message: string }[] = [];
  for (;;) {
    const left = plans.map((plan) => (refused.some((one) => one.plan === plan) ? undefined : plan));
    if (left.every((plan) => plan === undefined || plan.tasks.length === 0)) return { dates: new Map(), refused };
    const text = taskjugglerText(left);
    const { report, message } = runTaskjuggler(text);
    if (report !== undefined) return { dates: readReport(report), refused };
    // The last error is the one that ended it; it stands at a task whose id begins with the plan's prefix.
    const [line] = [...message.matchAll(/^plan\.tjp:(\d+): (?:Error|Warning|Fatal)/gm)]
      .map(([, number]) => Number(number))
      .slice(-1);
    const upTo = text.split("\n").slice(0, line).reverse();
    const prefix = upTo.map((one) => /^task (p\d+_)/.exec(one)?.[1]).find((found) => found !== undefined);
    const plan = plans.find((_, index) => prefixOf(index) === prefix);
    if (line === undefined || plan === undefined || refused.some((one) => one.plan === plan)) {
      throw new Error(`TaskJuggler stopped: ${message.slice(0, 2000)}`);
    }
    refused.push({
      plan,
      message: message.split("\n").find((one) => /Warning: Dependency loop|Error/.test(one)) ?? message.slice(0, 300),
    });
  }
}
