import type { LocalTime } from "../calendar/index.ts";
import { BackwardPass } from "./backwardPass.ts";
import { ForwardPass } from "./forwardPass.ts";
import type { Network } from "./network.ts";
import type { Order } from "./order.ts";
import type { Actual } from "./progress.ts";

/** Why something starts when it starts, where no link is the reason (those are numbers from 0). */
export const reasons = {
  projectStart: -1,
  /** A stated date that holds it back or fixes it. */
  constraint: -2,
  /** Work that is not done can't lie before the status date. */
  statusDate: -3,
  /** It began then. */
  actual: -4,
  /** It is planned as late as possible. */
  late: -5,
} as const;

/** All dates of all nodes, as moments of the wall clock. */
export interface Dates {
  readonly earlyStart: Float64Array;
  readonly earlyFinish: Float64Array;
  readonly lateStart: Float64Array;
  readonly lateFinish: Float64Array;
  /** As planned: the early dates, but for what is planned as late as possible. */
  readonly start: Float64Array;
  readonly finish: Float64Array;
  /** Seconds of working time; of activities alone. */
  readonly totalFloat: Float64Array;
  /** As well; of the finish of a stage too, -1 where nothing waits for it. */
  readonly freeFloat: Float64Array;
  /** A link, or one of {@link reasons}. */
  readonly driver: Int32Array;
  /** When the last one of all is finished, of those that are ever finished. */
  readonly projectFinish: LocalTime;
  /** Nodes that are never finished: nobody works on them as long as they need, or they wait for such. They have no float and bound nothing. */
  readonly endless: ReadonlySet<number>;
}

/** What the passes go by, beside the network. */
export interface PassOptions {
  readonly actuals: ReadonlyMap<number, Actual>;
  /** Work that is not done lies on or after this moment; absent where nothing moves. */
  readonly resume?: LocalTime;
  /** Who else has a say in when something starts: levelling, by who is free. */
  readonly resources?: Resources;
}

/** What holds work back beside links and dates. */
export interface Resources {
  /**
   * The start of a node, not before the one that links and dates allow.
   * @param finishFor tells when it would be finished
   * @param bound what a delay counts from: the start before it is moved to where somebody works
   */
  hold(node: number, start: LocalTime, finishFor: (start: LocalTime) => LocalTime, bound: LocalTime): LocalTime;
  /** Of the way back: the finish of a node, not behind the one that links and dates allow. */
  holdBack(node: number, finish: LocalTime, startFor: (finish: LocalTime) => LocalTime): LocalTime;
  /** A node is placed. */
  take(node: number, start: LocalTime, finish: LocalTime): void;
}

/**
 * The critical path method over real calendars: early dates forward, late dates and floats backward (Kelley and Walker 1959; the rules
 * for constraints, calendars and lags are Microsoft Project's). Linear in nodes and links, but for the calendars' binary searches.
 */
export function passThrough(network: Network, order: Order, options: PassOptions): Dates {
  const forward = new ForwardPass(network, order, options);
  return new BackwardPass(network, order, options, forward).dates();
}
