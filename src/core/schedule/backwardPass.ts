import { type LocalTime, type WorkingTime, within } from "../calendar/index.ts";
import type { ForwardPass } from "./forwardPass.ts";
import { type Constraint, fromStart, lagKinds, type Network, nodeKinds, ontoFinish, type Part } from "./network.ts";
import { NodeTimes, special } from "./nodeTimes.ts";
import type { Order } from "./order.ts";
import { type Dates, type PassOptions, type Resources, reasons } from "./passes.ts";
import type { Actual } from "./progress.ts";

/** Late dates and floats: each node as late as what waits for it allows. */
export class BackwardPass extends NodeTimes {
  readonly #forward: ForwardPass;
  readonly #resources: Resources | undefined;
  readonly #endless: ReadonlySet<number>;
  readonly #start: Float64Array;
  readonly #finish: Float64Array;
  readonly #lateStart: Float64Array;
  readonly #lateFinish: Float64Array;
  /** How late it can be without moving anything that waits for it. */
  readonly #startLimit: Float64Array;
  readonly #finishLimit: Float64Array;
  readonly #totalFloat: Float64Array;
  readonly #freeFloat: Float64Array;

  constructor(network: Network, order: Order, options: PassOptions, forward: ForwardPass) {
    super(network, order, options);
    this.#forward = forward;
    this.#resources = options.resources;
    this.#endless = new Set(forward.endless);
    const { size } = network;
    // What is planned as late as possible is moved from its early dates; without any such work they are the dates.
    const isMoved = network.late.size > 0;
    this.#start = isMoved ? forward.earlyStart.slice() : forward.earlyStart;
    this.#finish = isMoved ? forward.earlyFinish.slice() : forward.earlyFinish;
    this.#lateStart = new Float64Array(size).fill(Infinity);
    this.#lateFinish = new Float64Array(size).fill(forward.projectFinish);
    this.#startLimit = new Float64Array(size).fill(Infinity);
    this.#finishLimit = new Float64Array(size).fill(Infinity);
    this.#totalFloat = new Float64Array(size);
    this.#freeFloat = new Float64Array(size);
    const { nodes } = order;
    for (let at = nodes.length - 1; at >= 0; at--) this.#backward(nodes[at] as number);
  }

  get lateStart(): Float64Array {
    return this.#lateStart;
  }

  dates(): Dates {
    const { earlyStart, earlyFinish, driver, projectFinish } = this.#forward;
    return {
      earlyStart,
      earlyFinish,
      lateStart: this.#lateStart,
      lateFinish: this.#lateFinish,
      start: this.#start,
      finish: this.#finish,
      totalFloat: this.#totalFloat,
      freeFloat: this.#freeFloat,
      driver,
      projectFinish,
      endless: this.#endless,
    };
  }

  #backward(node: number): void {
    if (this.#endless.size > 0 && this.#endless.has(node)) {
      this.#lateStart[node] = this.#start[node] as number;
      this.#lateFinish[node] = this.#finish[node] as number;
      return;
    }
    const actual = this.is(node, special.actual) ? this.actuals.get(node) : undefined;
    switch (this.network.kinds[node]) {
      case nodeKinds.activity:
        if (actual?.isDone) {
          this.#lateStart[node] = this.#start[node] as number;
          this.#lateFinish[node] = this.#finish[node] as number;
        } else this.#activity(node, actual);
        return;
      case nodeKinds.stageFinish:
        this.#stageFinish(node);
        return;
      case nodeKinds.stageStart:
        this.#stageStart(node);
        return;
      default:
        this.#stageFirst(node);
    }
  }

  #activity(node: number, actual: Actual | undefined): void {
    const { network } = this;
    const work = actual === undefined ? (network.work[node] as number) : actual.left;
    const time = network.times[node] as WorkingTime;
    let end = this.#lateFinish[node] as number;
    const latest = this.#lateStart[node] as number;
    // When it began is a fact: what waits for its start does not hold its finish.
    if (latest < Infinity && actual === undefined) end = Math.min(end, this.finishFor(node, latest, work));
    const constraint = this.is(node, special.constraint) ? network.constraints.get(node) : undefined;
    if (constraint !== undefined) end = this.#latestFinish(node, constraint, end, work, actual !== undefined);
    /** The start that predecessors have to allow for: of what is left, when it has begun. */
    let start: LocalTime;
    let until = Number.NaN;
    if (this.is(node, special.parts)) {
      const parts = network.parts.get(node) as readonly Part[];
      end = Math.max(...parts.map((part) => part.time.previousFinish(end)));
      start = this.startFor(node, end, work);
    } else if (work === 0) {
      end = this.#settledBack(time, end, this.#forward.earlyFinish[node] as number);
      start = end;
    } else {
      until = time.workUntil(end);
      end = Math.min(end, time.earliestAt(until));
      start = time.latestAt(until - work);
    }
    if (this.#resources !== undefined && work > 0) {
      const isFixed = constraint?.mustStart !== undefined || constraint?.mustFinish !== undefined;
      const held = isFixed ? end : this.#resources.holdBack(node, end, (finish) => this.startFor(node, finish, work));
      if (held !== end) {
        end = held;
        start = this.startFor(node, end, work);
        until = Number.NaN;
      }
      this.#resources.take(node, start, end);
    }
    end = within(end);
    start = Math.min(within(start), end);
    this.#lateFinish[node] = end;
    this.#lateStart[node] = actual === undefined ? start : (this.#start[node] as number);
    const isLate = actual === undefined && this.is(node, special.late);
    if (isLate) this.#shift(node, end, work);
    const isPlain = actual === undefined && !isLate && !Number.isNaN(until) && network.floatTimes[node] === time;
    // Where float is counted as the work is, it is the difference of the two counts.
    const total = isPlain
      ? Math.round(until - work - (this.#forward.startWork[node] as number))
      : this.#totalOf(node, actual);
    this.#totalFloat[node] = total;
    this.#freeFloat[node] = Math.max(0, this.#freeOf(node, total, isPlain ? work : undefined, actual !== undefined));
    if (actual !== undefined && this.resume === undefined) {
      this.#tell(node, start, end, Infinity, Infinity);
      return;
    }
    const [limit, finishLimit] = [this.#start[node] as number, this.#finish[node] as number];
    const delay = actual === undefined && this.is(node, special.delay) ? network.delays.get(node) : undefined;
    if (delay === undefined || constraint?.mustStart !== undefined || constraint?.mustFinish !== undefined) {
      this.#tell(node, start, end, limit, finishLimit);
      return;
    }
    // What it waits for has to allow for its delay as well.
    const [lateBound, bound] = [before(delay, start), before(delay, limit)];
    this.#tell(node, lateBound, this.finishFor(node, lateBound, work), bound, this.finishFor(node, bound, work));
  }

  #stageFinish(node: number): void {
    const constraint = this.is(node, special.constraint) ? this.network.constraints.get(node) : undefined;
    let end = this.#lateFinish[node] as number;
    if (constraint?.finishNoLater !== undefined) end = Math.min(end, constraint.finishNoLater);
    if (constraint?.deadline !== undefined) end = Math.min(end, constraint.deadline);
    this.#lateFinish[node] = end;
    this.#lateStart[node] = end;
    const limit = this.#finishLimit[node] as number;
    const time = this.network.floatTimes[node] as WorkingTime;
    this.#freeFloat[node] = limit === Infinity ? -1 : Math.max(0, between(time, this.#finish[node] as number, limit));
    this.#tell(node, end, end, limit, limit);
  }

  #stageStart(node: number): void {
    const constraint = this.is(node, special.constraint) ? this.network.constraints.get(node) : undefined;
    let start = this.#lateStart[node] as number;
    if (constraint?.startNoLater !== undefined) {
      start = Math.min(start, (this.network.floatTimes[node] as WorkingTime).nextStart(constraint.startNoLater));
    }
    this.#lateStart[node] = start;
    this.#lateFinish[node] = start;
    const limit = this.#startLimit[node] as number;
    const delay = this.is(node, special.delay) ? this.network.delays.get(node) : undefined;
    const [late, bound] = delay === undefined ? [start, limit] : [before(delay, start), before(delay, limit)];
    this.#tell(node, late, late, bound, bound);
  }

  /** Only the first of all that a stage holds holds up what waits for the start of the stage. */
  #stageFirst(node: number): void {
    const start = this.#lateStart[node] as number;
    this.#lateFinish[node] = start;
    const driver = this.#forward.driver[node] as number;
    if (driver < 0) return;
    const first = this.network.linkFrom[driver] as number;
    lower(this.#lateStart, first, start);
    lower(this.#startLimit, first, this.#startLimit[node] as number);
  }

  /** Tells what a node waits for how late it may be: late dates by late dates, limits by the dates as they are. */
  #tell(node: number, lateStart: LocalTime, lateFinish: LocalTime, start: LocalTime, finish: LocalTime): void {
    const { firstLink, linkFrom, linkType, linkLagKind, kinds } = this.network;
    const { isLeftOut } = this.order;
    const isActivity = kinds[node] === nodeKinds.activity;
    const end = firstLink[node + 1] as number;
    for (let link = firstLink[node] as number; link < end; link++) {
      if (isLeftOut[link] === 1) continue;
      const type = linkType[link] as number;
      let late = lateStart;
      let limit = start;
      if ((type & ontoFinish) !== 0) {
        // A finish at 17:00 lets others finish until work goes on at 08:00: it is the same instant here.
        late = isActivity ? this.nextStart(node, lateFinish) : lateFinish;
        limit = isActivity && finish < Infinity ? this.nextStart(node, finish) : finish;
      }
      if (linkLagKind[link] !== lagKinds.none) {
        // A stage in which all is done has no bounds.
        if (late < Infinity) late = this.#forward.links.withoutLag(link, node, late);
        if (limit < Infinity) limit = this.#forward.links.withoutLag(link, node, limit);
      }
      const from = linkFrom[link] as number;
      const isStart = (type & fromStart) !== 0;
      lower(isStart ? this.#lateStart : this.#lateFinish, from, late);
      lower(isStart ? this.#startLimit : this.#finishLimit, from, limit);
    }
  }

  #latestFinish(node: number, constraint: Constraint, from: LocalTime, work: number, isBegun: boolean): LocalTime {
    const { startNoLater, finishNoLater, mustStart, mustFinish, deadline } = constraint;
    let end = from;
    // Once it has begun, a date for its start means nothing any more.
    const isHeld = mustStart !== undefined && !isBegun;
    if (isHeld) end = this.finishFor(node, this.statedStart(node, mustStart), work);
    if (mustFinish !== undefined) {
      const fixed = work === 0 ? this.endOfStatedDay(node, mustFinish) : mustFinish;
      end = isHeld ? Math.min(end, fixed) : fixed;
    }
    if (startNoLater !== undefined && !isBegun) {
      end = Math.min(end, this.finishFor(node, this.statedStart(node, startNoLater), work));
    }
    if (finishNoLater !== undefined) end = Math.min(end, finishNoLater);
    if (deadline !== undefined) end = Math.min(end, deadline);
    return end;
  }

  /** The late moment of a milestone, at the end of a working period when its early one is; where both are the same instant, it is one. */
  #settledBack(time: WorkingTime, moment: LocalTime, early: LocalTime): LocalTime {
    if (moment === early) return moment;
    if (Math.abs(time.workBetween(early, moment)) < 1e-3) return early;
    return time.previousFinish(moment);
  }

  /** Moves what is planned as late as possible to where it delays nothing that follows. */
  #shift(node: number, lateEnd: LocalTime, work: number): void {
    let end = Math.min(lateEnd, this.#finishLimit[node] as number);
    const limit = this.#startLimit[node] as number;
    if (limit < Infinity) end = Math.min(end, this.finishFor(node, limit, work));
    const finish = work === 0 ? end : (this.network.times[node] as WorkingTime).previousFinish(end);
    if (finish <= (this.#finish[node] as number)) return;
    this.#finish[node] = finish;
    this.#start[node] = this.startFor(node, finish, work);
    this.#forward.driver[node] = reasons.late;
  }

  #totalOf(node: number, actual: Actual | undefined): number {
    const time = this.network.floatTimes[node] as WorkingTime;
    const atFinish = between(time, this.#finish[node] as number, this.#lateFinish[node] as number);
    // Once it has begun, only its finish can be late.
    if (actual !== undefined) return atFinish;
    return Math.min(atFinish, between(time, this.#start[node] as number, this.#lateStart[node] as number));
  }

  /** @param work of a node whose float is counted as its work is */
  #freeOf(node: number, total: number, work: number | undefined, isBegun: boolean): number {
    const finishLimit = this.#finishLimit[node] as number;
    const startLimit = isBegun ? Infinity : (this.#startLimit[node] as number);
    if (finishLimit === Infinity && startLimit === Infinity) return total;
    const time = this.network.floatTimes[node] as WorkingTime;
    const limit = Math.min(finishLimit, this.#forward.projectFinish);
    let free =
      work === undefined
        ? between(time, this.#finish[node] as number, limit)
        : Math.round(time.workUntil(limit) - work - (this.#forward.startWork[node] as number));
    if (startLimit < Infinity) free = Math.min(free, between(time, this.#start[node] as number, startLimit));
    return free;
  }
}

/** The latest moment that a delay moves to the given one. */
function before({ time, work }: Part, moment: LocalTime): LocalTime {
  return moment === Infinity ? moment : time.subtract(moment, work);
}

function lower(values: Float64Array, index: number, value: number): void {
  if (value < (values[index] as number)) values[index] = value;
}

/** In whole seconds of working time. */
function between(time: WorkingTime, from: LocalTime, to: LocalTime): number {
  return from === to ? 0 : Math.round(time.workBetween(from, to));
}
