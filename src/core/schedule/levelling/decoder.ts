import type { PriorityRule } from "./priorityRules.ts";

/** Which way a pass goes: from the start, each activity as early as it can; or from the end, each as late as it can. */
export type Direction = "forward" | "backward";

export function opposite(direction: Direction): Direction {
  return direction === "forward" ? "backward" : "forward";
}

/** Who waits for whom, by activity: a stretch of `targets` from `offsets[activity]` up to `offsets[activity + 1]`. */
export interface Precedence {
  readonly offsets: Int32Array;
  readonly targets: Int32Array;
}

/**
 * Makes a schedule of an order of activities (serial schedule generation). The search knows nothing else of time, calendars and
 * resources; whoever knows them otherwise writes another decoder.
 */
export interface Decoder {
  readonly activityCount: number;
  /** Without cycles. */
  readonly predecessors: Precedence;
  readonly successors: Precedence;
  /** Orders worth beginning with, the best known rule first; one at least. */
  readonly rules: readonly PriorityRule[];
  /** Whether schedules of the same makespan differ in worth, so that the search goes on when the makespan can't be shorter. */
  readonly hasSecondaryTerms: boolean;
  /** No schedule is shorter than this. `thorough` may take as long as some hundred passes. */
  lowerBound(thorough: boolean): number;
  /**
   * One schedule. `list`: every activity once, forwards predecessors first, backwards successors first. Writes into `next`, which may
   * not be `list`, the list for a pass the other way that keeps what this one has found. Returns the makespan.
   */
  pass(direction: Direction, list: Int32Array, next: Int32Array): number;
  /** Of the last pass: by how much dates are broken that have to be kept; nothing shorter is worth that. 0 where it is absent. */
  readonly breach?: number;
  /** Of the last pass: what counts between schedules of the same makespan; less is better. */
  readonly penalty: number;
  /**
   * Of the last pass: how far from where it began the work lies on the average, from 0 up to 1 as a share of the makespan. Of two
   * schedules of the same makespan, the denser one is closer to a shorter one.
   */
  readonly spread: number;
  /** Writes the starts of the last pass, in the decoder's own units. */
  readStarts(into: Float64Array): void;
}
