import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { schedule } from "../../src/core/schedule/index.ts";
import { readPlan } from "../taskjuggler/compare.ts";
import { minimal, type Outcome, runBatch } from "../taskjuggler/differential.ts";
import { gantryFiles } from "../taskjuggler/gantryText.ts";
import { firstDay, generateBatch } from "../taskjuggler/generate.ts";
import type { GeneratedPlan, PlanPerson, PlanTask } from "../taskjuggler/plan.ts";
import { runTaskjuggler, taskjugglerVersion } from "../taskjuggler/runTaskjuggler.ts";
import { taskjugglerText } from "../taskjuggler/taskjugglerText.ts";
import { below, randomFrom } from "../unit/support/random.ts";
import { median, middle } from "./measure.ts";

const batchSize = 30;

/**
 * npm run bench -- taskjuggler [--plans 1000] [--seed 1] [--times]: generated plans scheduled by TaskJuggler and by us, with every
 * difference and the smallest plan that shows it; with --times instead how long both take. False when they differ.
 */
export function benchTaskjuggler(words: readonly string[], program: string): boolean {
  const version = taskjugglerVersion();
  if (version === undefined) {
    console.log("There is no tj3 here: apt-get install -y --no-install-recommends tj3");
    return false;
  }
  if (words.includes("--times")) {
    console.log(`TaskJuggler ${version}`);
    for (const size of [500, 2000]) for (const kind of ["working", "effort"] as const) time(size, kind, program);
    return true;
  }
  const option = (name: string, otherwise: number): number => {
    const at = words.indexOf(name);
    return at < 0 ? otherwise : Number(words[at + 1]);
  };
  return compareMany(version, option("--plans", 1000), option("--seed", 1));
}

function compareMany(version: string, wanted: number, seed: number): boolean {
  const outcomes: Outcome[] = [];
  let shown = 0;
  for (let batch = 0; sum(outcomes, "compared") < wanted; batch += 1) {
    const outcome = runBatch(seed + batch, Math.min(batchSize, wanted - sum(outcomes, "compared")));
    outcomes.push(outcome);
    for (const { plan, message } of outcome.refused)
      console.log(`plan ${plan.seed} refused by TaskJuggler: ${message}`);
    for (const { plan, differences } of outcome.differing) {
      console.log(`plan ${plan.seed}: ${differences.length} dates differ`);
      shown += 1;
      if (shown > 3) continue;
      const small = minimal(plan, differences[0]?.task ?? "");
      console.log([...gantryFiles(small.plan).values(), taskjugglerText([small.plan])].join("\n"));
      for (const { task, date, ours, theirs } of small.differences) {
        console.log(`  ${task} ${date}: ours ${ours}, TaskJuggler's ${theirs}`);
      }
    }
    if ((batch + 1) % 5 === 0) console.log(`${sum(outcomes, "compared")} plans compared`);
  }
  const refused = outcomes.reduce((total, one) => total + one.refused.length, 0);
  const differing = outcomes.reduce((total, one) => total + one.differing.length, 0);
  console.log(
    `TaskJuggler ${version}: ${sum(outcomes, "compared")} plans with ${sum(outcomes, "tasks")} tasks, ${sum(outcomes, "dates")} dates; ${differing} plans differ; ${refused} refused by it.`,
  );
  return differing === 0;
}

function sum(outcomes: readonly Outcome[], what: "compared" | "tasks" | "dates"): number {
  return outcomes.reduce((total, one) => total + one[what], 0);
}

/** Layers of 20 tasks, each waiting for two of the layer before, of 1 to 10 days. */
function layered(size: number, kind: "working" | "effort"): GeneratedPlan {
  const random = randomFrom(size);
  const { calendar } = generateBatch(1);
  const people: PlanPerson[] = Array.from({ length: 20 }, (_, index) => ({ id: `person-${index}`, leave: [] }));
  const tasks = Array.from({ length: size }, (_, index): PlanTask => {
    const layer = Math.floor(index / 20);
    const before = layer === 0 ? [] : [below(random, 20), below(random, 20)].map((one) => (layer - 1) * 20 + one);
    return {
      id: `task-${index}`,
      kind,
      minutes: 480 * (1 + below(random, 10)),
      who: kind === "effort" ? [{ who: `person-${index % 20}`, count: 1, units: 100 }] : [],
      after: [...new Set(before)].map((one) => ({ on: `task-${one}`, type: "FS" })),
      tasks: [],
    };
  });
  return { seed: size, start: firstDay, calendars: [{ ...calendar, holidays: [] }], people, tasks };
}

function time(size: number, kind: "working" | "effort", program: string): void {
  const plan = layered(size, kind);
  const days = Math.ceil(size / 20) * 16 + 60;
  const text = taskjugglerText([plan], { days, minutes: 60 });
  const folder = mkdtempSync(path.join(tmpdir(), "gantry-bench-"));
  try {
    for (const [file, content] of gantryFiles(plan)) writeFileSync(path.join(folder, file), content);
    const theirs: number[] = [];
    const ours: number[] = [];
    for (let run = 0; run < 3; run += 1) {
      const { report, message, milliseconds } = runTaskjuggler(text);
      if (report === undefined) throw new Error(message);
      theirs.push(milliseconds);
      const before = performance.now();
      const { status, stderr } = spawnSync(process.execPath, [program, folder], { encoding: "utf8" });
      ours.push(performance.now() - before);
      if (status !== 0) throw new Error(stderr);
    }
    const reading = readPlan(plan);
    const warm = median(9, () => schedule(reading, { today: firstDay }));
    const [them, us] = [middle(theirs), middle(ours)];
    console.log(
      `${size.toLocaleString("en")} tasks with ${kind === "effort" ? "effort" : "a length"}: tj3 ${(them / 1000).toFixed(2)} s; our process ${us.toFixed(0)} ms (${(them / us).toFixed(0)} × as fast); schedule() alone ${warm.toFixed(2)} ms (${(them / warm).toFixed(0)} ×)`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
