import type { LocalTime } from "../../calendar/index.ts";
import type { Constraint } from "../network.ts";
import type { TimeData } from "./times.ts";

/** How a node is gone through in each run. */
export const modes = {
  /** Its dates are known and stay: what is done, and what only waits for that. */
  settled: 0,
  /** All it waits for is counted in its own calendar: no moment of the wall clock is needed. */
  simple: 1,
  /** One calendar, but with bounds that come from others, or with constraints. */
  counted: 2,
  /** Gone through in moments of the wall clock, as the passes of a schedule do. */
  general: 3,
} as const;

/** What a link does, as bits. */
export const linkBits = {
  fromStart: 1,
  ontoFinish: 2,
  /** The bound is a moment of the wall clock; otherwise it counts in the calendar that both ends have. */
  moment: 4,
} as const;

/** Which moments of a node somebody asks for, as bits. */
export const moments = { start: 1, finish: 2 } as const;

/** A task that has begun and is not done. */
export interface Begun {
  readonly start?: LocalTime;
  /** Work that is left, and all of it, in seconds, when things go as they are likely to. */
  readonly left: number;
  readonly total: number;
}

/** A date that is of interest by itself: of a milestone, or of what has a deadline. */
export interface Target {
  readonly row: number;
  readonly node: number;
  readonly deadline?: LocalTime;
  /** As scheduled. */
  readonly finish: LocalTime;
}

/**
 * A schedule as the simulation runs through it: its nodes in the order of waiting, without those that bear on nothing, links by
 * successor. Typed arrays and plain objects, so that it can be handed to a worker; typed arrays by node, unless they say otherwise.
 */
export interface SimulationModel {
  readonly size: number;
  /** How many rows the schedule has, and which one a node belongs to. */
  readonly rowCount: number;
  readonly rows: Int32Array;
  readonly kinds: Uint8Array;
  readonly modes: Uint8Array;
  readonly times: readonly TimeData[];
  /** Indices into the times: what it is worked in, what its lags are counted in, the calendar its own time is a share of. */
  readonly time: Int32Array;
  readonly floatTime: Int32Array;
  readonly calendar: Int32Array;
  readonly projectTime: number;
  /** How much work is done in a second of the calendar; 1 but for people who give a part of their time. */
  readonly rate: Float64Array;
  /** Likely work in seconds, of what has begun too. */
  readonly work: Float64Array;
  /** Counted nodes: working time in the node's calendar before which it can't start, whatever it waits for. */
  readonly earliest: Float64Array;
  /** Counted nodes: a delay that levelling set, in seconds of the node's calendar. */
  readonly delay: Float64Array;
  /** Counted nodes: sums of {@link moments}. */
  readonly needsMoment: Uint8Array;
  /** Settled nodes: their dates. */
  readonly start: Float64Array;
  readonly finish: Float64Array;
  readonly begun: ReadonlyMap<number, Begun>;
  readonly constraints: ReadonlyMap<number, Constraint>;
  /** The times of several who each work for themselves. */
  readonly parts: ReadonlyMap<number, readonly number[]>;
  /** General nodes: delays, with what they are counted in. */
  readonly delays: ReadonlyMap<number, { readonly time: number; readonly work: number }>;
  /** Of stages on whose duration a lag depends: the activities in them. */
  readonly inside: ReadonlyMap<number, Int32Array>;

  /** The links onto a node are those from its first up to the first of the next node. */
  readonly firstLink: Int32Array;
  readonly linkFrom: Int32Array;
  /** Sums of {@link linkBits}. */
  readonly linkBits: Uint8Array;
  readonly linkLag: Float64Array;
  readonly linkLagKind: Uint8Array;

  readonly projectStart: LocalTime;
  readonly resume?: LocalTime;
  /** Nodes that may be the last ones to finish. */
  readonly ends: Int32Array;
  /** The last finish of what is settled; -Infinity where nothing is. */
  readonly settledFinish: LocalTime;

  /** Nodes whose durations vary, with the bounds of what is left of them, in seconds of work. */
  readonly variable: Int32Array;
  readonly optimistic: Float64Array;
  readonly pessimistic: Float64Array;
  readonly targets: readonly Target[];
  /** Targets beyond the most that are looked at. */
  readonly targetsLeftOut: number;
  /** As scheduled. */
  readonly scheduledFinish: LocalTime;
  /** How many tasks are done, vary, or are taken as they stand. */
  readonly counts: { readonly done: number; readonly varying: number; readonly fixed: number };
  /** The part by which tasks without a range were taken to vary; absent where they don't. */
  readonly assumedSpread?: number;
}
