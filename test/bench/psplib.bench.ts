import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import {
  AxisDecoder,
  criticalPathLength,
  LevellingSearch,
  makeLevellingProblem,
} from "../../src/core/schedule/levelling/index.ts";
import { readPsplib } from "./psplib.ts";

export interface PsplibBound {
  readonly set: string;
  readonly lowerBound: number;
  readonly bestKnown: number;
}

/** What one instance came to. */
export interface PsplibResult {
  readonly instance: string;
  readonly makespan: number;
  readonly lowerBound: number;
  readonly criticalPath: number;
  readonly schedules: number;
  readonly milliseconds: number;
}

/** The bounds of the nearest `bounds.tsv` in the folder or above it, by instance. */
export function readBounds(folder: string): ReadonlyMap<string, PsplibBound> {
  let place = folder;
  while (!existsSync(path.join(place, "bounds.tsv"))) {
    if (path.dirname(place) === place) return new Map();
    place = path.dirname(place);
  }
  const rows = readFileSync(path.join(place, "bounds.tsv"), "utf8").trim().split(/\r?\n/).slice(1);
  return new Map(
    rows.map((row) => {
      const [set = "", instance = "", lowerBound, bestKnown] = row.split("\t");
      return [instance, { set, lowerBound: Number(lowerBound), bestKnown: Number(bestKnown) }];
    }),
  );
}

/** All `.sm` files in the folder and below it, sorted as people count. */
export function findInstances(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".sm"))
    .sort((one, other) => one.localeCompare(other, "en", { numeric: true }))
    .map((name) => path.join(folder, name));
}

/** Reads and levels one file. The time is that of the levelling, from the problem to the best schedule. */
export function levelInstance(file: string, schedules: number, seed: number): PsplibResult {
  const { problem, faults } = makeLevellingProblem(readPsplib(readFileSync(file, "utf8")));
  if (problem === undefined) throw new Error(`${file}: ${faults[0]?.message}`);
  const before = performance.now();
  const search = new LevellingSearch(new AxisDecoder(problem), { seed, expectedSchedules: schedules });
  search.step(schedules);
  const milliseconds = performance.now() - before;
  return {
    instance: path.basename(file, ".sm"),
    makespan: search.best?.makespan ?? Number.NaN,
    lowerBound: search.lowerBound,
    criticalPath: criticalPathLength(problem),
    schedules: search.schedules,
    milliseconds,
  };
}

/** Levels all and prints what came of it. Returns false when a schedule is shorter than a bound allows. */
export function benchPsplib(folder: string, schedules: number, seed: number): boolean {
  const bounds = readBounds(folder);
  const bySet = new Map<string, PsplibResult[]>();
  let holds = true;
  for (const file of findInstances(folder)) {
    const result = levelInstance(file, schedules, seed);
    const { instance, makespan, milliseconds } = result;
    console.log(`${instance}, ${makespan}, ${milliseconds.toFixed(1)}`);
    const bound = bounds.get(instance);
    const set = bound?.set ?? path.basename(path.dirname(file));
    bySet.set(set, [...(bySet.get(set) ?? []), result]);
    if (
      makespan < Math.max(result.lowerBound, bound?.lowerBound ?? 0) ||
      result.lowerBound > (bound?.bestKnown ?? makespan)
    ) {
      console.log(`${instance}: WRONG, the makespan is below a lower bound or ours is above the best known`);
      holds = false;
    }
  }
  for (const [set, results] of bySet) console.log(summary(set, results, bounds));
  return holds;
}

function summary(set: string, results: readonly PsplibResult[], bounds: ReadonlyMap<string, PsplibBound>): string {
  const mean = (figure: (result: PsplibResult) => number): number =>
    results.reduce((sum, result) => sum + figure(result), 0) / results.length;
  const above = (reference: (result: PsplibResult) => number): string =>
    `${(100 * mean((result) => result.makespan / reference(result) - 1)).toFixed(3)} %`;
  const bestKnown = ({ instance }: PsplibResult): number => bounds.get(instance)?.bestKnown ?? Number.NaN;
  const parts = [
    `${set}: ${results.length} instances`,
    ...(results.every((result) => bounds.has(result.instance))
      ? [
          `${above(bestKnown)} above best known`,
          `${results.filter((result) => result.makespan <= bestKnown(result)).length} equal to it`,
        ]
      : []),
    `${above(({ criticalPath }) => criticalPath)} above the critical path`,
    `${above(({ lowerBound }) => lowerBound)} above our lower bound`,
    `${results.filter(({ makespan, lowerBound }) => makespan === lowerBound).length} proved`,
    `${mean((result) => result.schedules).toFixed(0)} schedules`,
    `${mean((result) => result.milliseconds).toFixed(1)} ms, at most ${Math.max(...results.map((result) => result.milliseconds)).toFixed(0)} ms`,
  ];
  return parts.join("; ");
}
