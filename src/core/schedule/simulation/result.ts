import type { LocalTime } from "../../calendar/index.ts";
import type { Distribution } from "./distributions.ts";

/** When something is finished, over all runs. Moments of the wall clock; percentiles by nearest rank. */
export interface FinishFigures {
  /** As scheduled, with the likely durations. */
  readonly scheduled: LocalTime;
  /** The share of runs that finish by then, 0 to 1. */
  readonly scheduledShare: number;
  readonly earliest: LocalTime;
  readonly p10: LocalTime;
  readonly p50: LocalTime;
  readonly p80: LocalTime;
  readonly p90: LocalTime;
  readonly latest: LocalTime;
}

/** Of a milestone, or of what has a deadline. */
export interface TargetFigures extends FinishFigures {
  readonly row: number;
  readonly deadline?: LocalTime;
  /** The share of runs that meet the deadline, 0 to 1. */
  readonly deadlineShare?: number;
}

/** What a task that varies does to the finish of the project. */
export interface Influence {
  readonly row: number;
  /**
   * Pearson's correlation of how long it takes with the finish of the project in working time: the cruciality index (Williams,
   * "Criticality in stochastic networks", J. Opl Res. Soc. 43(4), 1992). Its square is the part of the variance that goes along with it.
   */
  readonly correlation: number;
  /** The mean finish of the project in the tenth of the runs in which the task is shortest, and in which it is longest: its bar in a tornado. */
  readonly shortest: LocalTime;
  readonly longest: LocalTime;
  /** From the one to the other, in seconds of the project's working time. */
  readonly swing: number;
}

export interface HistogramBar {
  /** The first and the last day on which these runs finish, as moments: from the beginning of the one to the end of the other. */
  readonly from: LocalTime;
  readonly until: LocalTime;
  readonly runs: number;
}

/** What the runs so far say. Durations were taken as independent of each other. */
export interface SimulationResult {
  readonly runs: number;
  readonly seed: number;
  readonly distribution: Distribution;
  /** Tasks without a range were taken to vary by that part of their likely work; absent where they didn't. */
  readonly assumedSpread?: number;
  /** How many tasks are done, vary, or are taken as they stand. */
  readonly counts: { readonly done: number; readonly varying: number; readonly fixed: number };
  readonly finish: FinishFigures & {
    readonly mean: LocalTime;
    /** In seconds of the project's working time. */
    readonly deviation: number;
  };
  /** Milestones and what has a deadline, in the order of the plan. */
  readonly targets: readonly TargetFigures[];
  readonly targetsLeftOut: number;
  /** By row: the share of runs in which the task was critical, 0 to 1. */
  readonly criticality: Float64Array;
  /** Tasks that vary, the one with the largest correlation first. */
  readonly influences: readonly Influence[];
  readonly histogram: readonly HistogramBar[];
  /** Runs in which something was never finished, since nobody works as long as it takes. Their finish is the last day there is. */
  readonly endlessRuns: number;
}
