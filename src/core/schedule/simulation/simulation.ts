import { type LocalTime, latestTime, secondsPerDay } from "../../calendar/index.ts";
import { nodeKinds } from "../network.ts";
import { type Distribution, nearestRank } from "./distributions.ts";
import { ForwardRun } from "./forwardRun.ts";
import type { SimulationModel, Target } from "./model.ts";
import { Random } from "./random.ts";
import type { FinishFigures, HistogramBar, Influence, SimulationResult, TargetFigures } from "./result.ts";
import { Sampler } from "./sampler.ts";

export interface SimulationOptions {
  /** 10,000 unless stated; bounded by {@link mostRuns}. */
  readonly runs?: number;
  /** A whole number from 0 up. The same one gives the same result, to the last bit, on every machine. */
  readonly seed?: number;
  readonly distribution?: Distribution;
}

export const usualRuns = 10_000;
export const mostRuns = 1_000_000;
export const usualSeed = 1;
/** Finishes that are kept: of all targets in all runs. */
const mostKept = 20_000_000;
/** The tenths of the runs in which a task is shortest and longest. */
const lowTenth = Math.floor(2 ** 32 / 10);
const highTenth = 2 ** 32 - lowTenth;
/** A histogram has about so many bars. */
const bars = 20;

/**
 * Monte Carlo simulation of a schedule: in each run every task takes as long as a random draw from its estimate says, and the critical
 * path method gives the finish. It goes on in steps of any size, and a step may be the last one; what comes out depends on the number of
 * runs and the seed alone.
 *
 * A task is critical in a run when the finish of the project depends on it: it is met when one goes back from the finish along what each
 * start comes from. Ties count for all of them. That is the longest path of a schedule; where there is one calendar and no stated date, it
 * is the same as having no float.
 */
export class Simulation {
  /** How many runs are wanted. */
  readonly runs: number;
  readonly #model: SimulationModel;
  readonly #seed: number;
  readonly #distribution: Distribution;
  readonly #forward: ForwardRun;
  readonly #random: Random;
  readonly #sampler: Sampler;
  readonly #targets: readonly Target[];
  readonly #likely: Float64Array;
  #done = 0;

  readonly #bits: Uint32Array;
  readonly #durations: Float64Array;
  readonly #finishes: Float64Array;
  readonly #targetFinishes: readonly Float64Array[];
  readonly #critical: Int32Array;
  readonly #marks: Int32Array;

  /** Sums over the runs; finishes as seconds of the project's working time after the scheduled finish, durations after the likely ones. */
  readonly #scheduledWork: number;
  #finishSum = 0;
  #finishSquares = 0;
  readonly #durationSum: Float64Array;
  readonly #durationSquares: Float64Array;
  readonly #products: Float64Array;
  readonly #lowSum: Float64Array;
  readonly #lowCount: Int32Array;
  readonly #highSum: Float64Array;
  readonly #highCount: Int32Array;

  constructor(model: SimulationModel, options: SimulationOptions = {}) {
    const { runs = usualRuns, seed = usualSeed, distribution = "beta-pert" } = options;
    this.runs = Math.max(1, Math.min(Math.floor(runs), mostRuns));
    this.#model = model;
    this.#seed = seed;
    this.#distribution = distribution;
    this.#forward = new ForwardRun(model);
    this.#random = Random.of(seed);
    this.#likely = Float64Array.from(model.variable, (node) => this.#forward.amount[node] as number);
    this.#sampler = new Sampler(model, this.#likely, distribution);
    const room = Math.max(1, Math.floor(mostKept / this.runs));
    this.#targets = model.targets.slice(0, room);
    const { size } = model;
    const varying = model.variable.length;
    this.#bits = new Uint32Array(varying);
    this.#durations = new Float64Array(varying);
    this.#finishes = new Float64Array(this.runs);
    this.#targetFinishes = this.#targets.map(() => new Float64Array(this.runs));
    this.#critical = new Int32Array(size);
    this.#marks = new Int32Array(size);
    this.#scheduledWork = this.#forward.projectTime.workUntil(model.scheduledFinish);
    this.#durationSum = new Float64Array(varying);
    this.#durationSquares = new Float64Array(varying);
    this.#products = new Float64Array(varying);
    this.#lowSum = new Float64Array(varying);
    this.#lowCount = new Int32Array(varying);
    this.#highSum = new Float64Array(varying);
    this.#highCount = new Int32Array(varying);
  }

  /** How many runs are made. */
  get done(): number {
    return this.#done;
  }

  get isComplete(): boolean {
    return this.#done >= this.runs;
  }

  /** Makes so many more runs, up to the number wanted. */
  step(runs = this.runs): void {
    const until = Math.min(this.#done + Math.max(0, Math.floor(runs)), this.runs);
    while (this.#done < until) this.#run();
  }

  #run(): void {
    const { variable } = this.#model;
    const bits = this.#bits;
    const durations = this.#durations;
    const forward = this.#forward;
    this.#random.fill(bits);
    this.#sampler.sample(bits, durations);
    for (let index = 0; index < variable.length; index++) {
      forward.amount[variable[index] as number] = durations[index] as number;
    }
    forward.run();
    const run = this.#done++;
    this.#finishes[run] = forward.finish;
    for (let index = 0; index < this.#targets.length; index++) {
      (this.#targetFinishes[index] as Float64Array)[run] = forward.finishOf((this.#targets[index] as Target).node);
    }
    forward.countCritical(this.#marks, run + 1, this.#critical);
    this.#addUp(forward.projectTime.workUntil(forward.finish) - this.#scheduledWork);
  }

  #addUp(finish: number): void {
    const bits = this.#bits;
    const durations = this.#durations;
    const likely = this.#likely;
    const durationSum = this.#durationSum;
    const durationSquares = this.#durationSquares;
    const products = this.#products;
    this.#finishSum += finish;
    this.#finishSquares += finish * finish;
    for (let index = 0; index < bits.length; index++) {
      const duration = (durations[index] as number) - (likely[index] as number);
      durationSum[index] = (durationSum[index] as number) + duration;
      durationSquares[index] = (durationSquares[index] as number) + duration * duration;
      products[index] = (products[index] as number) + duration * finish;
      const drawn = bits[index] as number;
      if (drawn < lowTenth) {
        this.#lowSum[index] = (this.#lowSum[index] as number) + finish;
        this.#lowCount[index] = (this.#lowCount[index] as number) + 1;
      } else if (drawn >= highTenth) {
        this.#highSum[index] = (this.#highSum[index] as number) + finish;
        this.#highCount[index] = (this.#highCount[index] as number) + 1;
      }
    }
  }

  /** What the runs so far say; after at least one. */
  result(): SimulationResult {
    const { counts, assumedSpread, targets, targetsLeftOut, scheduledFinish } = this.#model;
    if (this.#done === 0) this.step(1);
    const sorted = this.#finishes.slice(0, this.#done).sort();
    const mean = this.#finishSum / this.#done;
    return {
      runs: this.#done,
      seed: this.#seed,
      distribution: this.#distribution,
      ...(assumedSpread !== undefined && { assumedSpread }),
      counts,
      finish: {
        ...figuresOf(sorted, scheduledFinish),
        mean: this.#moment(mean),
        deviation: Math.sqrt(Math.max(0, this.#finishSquares / this.#done - mean * mean)),
      },
      targets: this.#targets.map((target, index) =>
        targetFigures((this.#targetFinishes[index] as Float64Array).slice(0, this.#done).sort(), target),
      ),
      targetsLeftOut: targetsLeftOut + targets.length - this.#targets.length,
      criticality: this.#criticality(),
      influences: this.#influences(mean),
      histogram: histogramOf(sorted),
      endlessRuns: sorted.length - countUpTo(sorted, latestTime - 1),
    };
  }

  #moment(work: number): LocalTime {
    return this.#forward.projectTime.earliestAt(Math.round(this.#scheduledWork + work));
  }

  #criticality(): Float64Array {
    const { rows, kinds, rowCount } = this.#model;
    const shares = new Float64Array(rowCount);
    for (let node = 0; node < rows.length; node++) {
      if (kinds[node] === nodeKinds.activity)
        shares[rows[node] as number] = (this.#critical[node] as number) / this.#done;
    }
    return shares;
  }

  #influences(mean: number): readonly Influence[] {
    const { variable, rows } = this.#model;
    const runs = this.#done;
    const finishVariance = this.#finishSquares / runs - mean * mean;
    const found = Array.from(variable, (node, index): Influence => {
      const durationMean = (this.#durationSum[index] as number) / runs;
      const variance = (this.#durationSquares[index] as number) / runs - durationMean * durationMean;
      const covariance = (this.#products[index] as number) / runs - durationMean * mean;
      const scale = Math.sqrt(variance * finishVariance);
      const tenth = (sum: Float64Array, count: Int32Array): number =>
        (count[index] as number) > 0 ? (sum[index] as number) / (count[index] as number) : mean;
      const low = tenth(this.#lowSum, this.#lowCount);
      const high = tenth(this.#highSum, this.#highCount);
      return {
        row: rows[node] as number,
        correlation: scale > 0 ? Math.max(-1, Math.min(1, covariance / scale)) : 0,
        shortest: this.#moment(low),
        longest: this.#moment(high),
        swing: high - low,
      };
    });
    return found.sort((a, b) => Math.abs(b.correlation) - Math.abs(a.correlation) || a.row - b.row);
  }
}

function figuresOf(sorted: Float64Array, scheduled: LocalTime): FinishFigures {
  const at = (percent: number): LocalTime => nearestRank(sorted, percent);
  return {
    scheduled,
    scheduledShare: countUpTo(sorted, scheduled) / sorted.length,
    earliest: sorted[0] as number,
    p10: at(10),
    p50: at(50),
    p80: at(80),
    p90: at(90),
    latest: sorted.at(-1) as number,
  };
}

function targetFigures(sorted: Float64Array, { row, deadline, finish }: Target): TargetFigures {
  return {
    row,
    ...figuresOf(sorted, finish),
    ...(deadline !== undefined && { deadline, deadlineShare: countUpTo(sorted, deadline) / sorted.length }),
  };
}

/** How many are not greater. */
function countUpTo(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** By whole days, as many to a bar as make about twenty bars. What ends at midnight belongs to the day before. */
function histogramOf(sorted: Float64Array): readonly HistogramBar[] {
  const first = Math.floor(((sorted[0] as number) - 1) / secondsPerDay);
  const last = Math.floor(((sorted.at(-1) as number) - 1) / secondsPerDay);
  const days = Math.ceil((last + 1 - first) / bars);
  const found: HistogramBar[] = [];
  let before = 0;
  for (let day = first; day <= last; day += days) {
    const until = (day + days) * secondsPerDay;
    const upTo = countUpTo(sorted, until);
    found.push({ from: day * secondsPerDay, until, runs: upTo - before });
    before = upTo;
  }
  return found;
}
