import type { LocalTime } from "../../calendar/index.ts";
import { nodeKinds } from "../network.ts";
import { type MeanAndDeviation, normalQuantile, normalShare, pertFigures, type ThreePoint } from "./distributions.ts";
import { ForwardRun } from "./forwardRun.ts";
import { modes as modeNames, type SimulationModel } from "./model.ts";

/**
 * Mean and standard deviation of tasks one after another, each taken for itself: E = ΣE, σ = √Σσ². What its percentiles say is too good
 * where other paths are nearly as long, since it does not see that the latest of several counts (merge bias).
 */
export function seriesFigures(estimates: readonly ThreePoint[]): MeanAndDeviation {
  let mean = 0;
  let variance = 0;
  for (const estimate of estimates) {
    const own = pertFigures(estimate);
    mean += own.mean;
    variance += own.deviation ** 2;
  }
  return { mean, deviation: Math.sqrt(variance) };
}

/** E + z·σ: what is not exceeded with that probability, when the sum is normally distributed. */
export function normalPercentile({ mean, deviation }: MeanAndDeviation, percent: number): number {
  return mean + normalQuantile(percent / 100) * deviation;
}

/** Φ((D - E) / σ): how probable it is that a value is not exceeded. */
export function normalProbability({ mean, deviation }: MeanAndDeviation, value: number): number {
  if (deviation === 0) return value >= mean ? 1 : 0;
  return normalShare((value - mean) / deviation);
}

/** PERT figures of the critical path: what could be reckoned by hand, beside the simulation. */
export interface CriticalPathFigures {
  /** Rows of the tasks on the path, the first one first. */
  readonly rows: readonly number[];
  /** The finish of the project when every task takes its mean, (O + 4M + P) / 6. */
  readonly expected: LocalTime;
  /** From the start of the project, or the status date, in seconds of the project's working time. */
  readonly mean: number;
  /** √Σσ² along the path, σ = (P - O) / 6, in seconds of working time. */
  readonly deviation: number;
  readonly p50: LocalTime;
  readonly p80: LocalTime;
  readonly p90: LocalTime;
  readonly p95: LocalTime;
}

/**
 * The critical path when every task takes its mean, with the spread along it. Of several equally long paths the one with the largest
 * spread counts.
 */
export function criticalPathFigures(model: SimulationModel): CriticalPathFigures {
  const forward = new ForwardRun(model);
  const { size, variable, optimistic, pessimistic, rate, kinds, rows, resume, projectStart } = model;
  const variance = new Float64Array(size);
  for (let index = 0; index < variable.length; index++) {
    const node = variable[index] as number;
    const estimate = {
      optimistic: optimistic[index] as number,
      likely: forward.amount[node] as number,
      pessimistic: pessimistic[index] as number,
    };
    const { mean, deviation } = pertFigures(estimate);
    forward.amount[node] = Math.round(mean);
    variance[node] = (deviation / (rate[node] as number)) ** 2;
  }
  forward.run();
  const path = longestPath(forward, variance);
  const time = forward.projectTime;
  const deviation = Math.sqrt(path.reduce((sum, node) => sum + (variance[node] as number), 0));
  const from = time.workUntil(Math.max(projectStart, resume ?? projectStart));
  const finish = time.workUntil(forward.finish);
  const at = (percent: number): LocalTime =>
    time.earliestAt(Math.round(finish + normalQuantile(percent / 100) * deviation));
  return {
    rows: path.filter((node) => kinds[node] === nodeKinds.activity).map((node) => rows[node] as number),
    expected: forward.finish,
    mean: finish - from,
    deviation,
    p50: forward.finish,
    p80: at(80),
    p90: at(90),
    p95: at(95),
  };
}

/** Back from the finish along what each start comes from; nodes in their order of waiting. */
function longestPath(forward: ForwardRun, variance: Float64Array): readonly number[] {
  const { size, modes } = forward.model;
  const spread = new Float64Array(size).fill(-1);
  const next = new Int32Array(size).fill(-1);
  let first = -1;
  forward.eachLast((node) => {
    spread[node] = variance[node] as number;
  });
  // Backwards, so that all that comes behind a node is known before what comes before it.
  for (let node = size - 1; node >= 0; node--) {
    const own = spread[node] as number;
    if (own < 0) continue;
    let isFirst = true;
    forward.eachDriver(node, (one) => {
      if (modes[one] === modeNames.settled) return;
      isFirst = false;
      const sum = own + (variance[one] as number);
      if (sum <= (spread[one] as number)) return;
      spread[one] = sum;
      next[one] = node;
    });
    if (isFirst && (first < 0 || own > (spread[first] as number))) first = node;
  }
  const path: number[] = [];
  for (let node = first; node >= 0; node = next[node] as number) path.push(node);
  return path;
}
