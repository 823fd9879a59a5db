import { clock, earliestTime, type LocalTime, latestTime, type WorkingTime, within } from "../calendar/index.ts";
import { LinkTimes } from "./linkTime.ts";
import { type Constraint, fromStart, lagKinds, type Network, nodeKinds, ontoFinish } from "./network.ts";
import { NodeTimes, special } from "./nodeTimes.ts";
import type { Order } from "./order.ts";
import { type PassOptions, type Resources, reasons } from "./passes.ts";
import type { Actual } from "./progress.ts";

/** Early dates: each node as soon as all it waits for allows it. */
export class ForwardPass extends NodeTimes {
  readonly earlyStart: Float64Array;
  readonly earlyFinish: Float64Array;
  /** A link, or one of {@link reasons}. */
  readonly driver: Int32Array;
  /** Working time up to the starts of activities with one time of their own: it is needed again on the way back. */
  readonly startWork: Float64Array;
  /** Nodes on which nobody ever works as long as they need. */
  readonly endless: number[] = [];
  projectFinish: LocalTime = -Infinity;
  readonly links: LinkTimes;
  readonly #resources: Resources | undefined;

  constructor(network: Network, order: Order, options: PassOptions) {
    super(network, order, options);
    this.earlyStart = new Float64Array(network.size);
    this.earlyFinish = new Float64Array(network.size);
    this.driver = new Int32Array(network.size);
    this.startWork = new Float64Array(network.size);
    this.links = new LinkTimes(network, this);
    this.#resources = options.resources;
    const { nodes } = order;
    for (let at = 0; at < nodes.length; at++) this.#forward(nodes[at] as number);
    if (this.projectFinish === -Infinity) this.projectFinish = network.start;
  }

  #forward(node: number): void {
    const { kinds, firstLink, linkFrom, linkType, linkLagKind, start: projectStart } = this.network;
    const { isLeftOut } = this.order;
    const kind = kinds[node] as number;
    if (kind === nodeKinds.stageFirst) {
      this.#forwardFirst(node);
      return;
    }
    const actual = this.is(node, special.actual) ? this.actuals.get(node) : undefined;
    if (actual?.start !== undefined && actual.finish !== undefined) {
      const began = this.startOfStatedDay(node, actual.start);
      this.#set(node, began, Math.max(began, this.endOfStatedDay(node, actual.finish)), reasons.actual);
      return;
    }
    let start = kind === nodeKinds.stageFinish ? -Infinity : projectStart;
    let driver: number = reasons.projectStart;
    const isRemainder = actual?.start !== undefined && !actual.isDone;
    if (isRemainder) start = -Infinity;
    const work = isRemainder ? actual.left : (this.network.work[node] as number);
    const end = firstLink[node + 1] as number;
    for (let link = firstLink[node] as number; link < end; link++) {
      if (isLeftOut[link] === 1) continue;
      const type = linkType[link] as number;
      const from = linkFrom[link] as number;
      let bound = ((type & fromStart) !== 0 ? this.earlyStart[from] : this.earlyFinish[from]) as number;
      if (linkLagKind[link] !== lagKinds.none) bound = this.links.withLag(link, node, bound);
      if ((type & ontoFinish) !== 0 && kind === nodeKinds.activity) bound = this.startFor(node, bound, work);
      if (bound > start) {
        start = bound;
        driver = link;
      }
    }
    if (kind !== nodeKinds.activity) {
      this.#forwardStage(node, kind, start, driver);
      return;
    }
    if (isRemainder) {
      this.#forwardRemainder(node, actual, start, driver);
      return;
    }
    this.#forwardActivity(node, actual, start, driver, work);
  }

  #forwardActivity(node: number, actual: Actual | undefined, from: LocalTime, by: number, work: number): void {
    let start = from;
    let driver = by;
    // A milestone is no work: it is reached when what it waits for is done.
    if (this.resume !== undefined && actual === undefined && start < this.resume && work > 0) {
      start = this.resume;
      driver = reasons.statusDate;
    }
    const time = this.network.times[node] as WorkingTime;
    // The clock knows no mornings: what starts with a day starts when the project works on it.
    if (time === clock && driver < 0) start = this.startOfStatedDay(node, start);
    const constraint = this.is(node, special.constraint) ? this.network.constraints.get(node) : undefined;
    if (constraint !== undefined) {
      const held = this.#heldBack(node, constraint, start, work);
      if (this.#isLater(node, start, held)) driver = reasons.constraint;
      start = held;
    }
    /** Where it would start if levelling had not moved it. */
    const bound = start;
    const delay = this.is(node, special.delay) ? this.network.delays.get(node) : undefined;
    if (delay !== undefined) start = delay.time.add(delay.time.nextStart(start), delay.work);
    let finish: LocalTime | undefined;
    if (constraint !== undefined) {
      const floor = this.#floor(node, actual === undefined && work > 0);
      const held = this.#heldTo(node, constraint, start, work, floor);
      if (isFixed(constraint) || this.#isLater(node, held, start)) driver = reasons.constraint;
      start = held;
      if (constraint.mustFinish !== undefined && work === 0) finish = start;
    }
    const parts = this.is(node, special.parts) ? this.network.parts.get(node) : undefined;
    if (parts !== undefined) {
      start = Math.min(...parts.map((part) => part.time.nextStart(start)));
      finish = Math.max(...parts.map((part) => part.time.add(start, part.work)));
    } else if (work === 0) {
      start = finish ?? this.settled(time, start);
      this.startWork[node] = time.workUntil(start);
      finish = start;
    } else {
      const until = time.workUntil(start);
      start = time.latestAt(until);
      finish = time.earliestAt(until + work);
      this.startWork[node] = until;
    }
    if (actual?.isDone) {
      // It is done; when it began was not said, or when it ended.
      finish = actual.finish === undefined ? finish : this.endOfStatedDay(node, actual.finish);
      start =
        actual.start === undefined
          ? Math.min(start, this.startFor(node, finish, work))
          : this.startOfStatedDay(node, actual.start);
      finish = Math.max(start, finish);
      driver = reasons.actual;
    } else if (actual !== undefined) {
      // Begun, nobody said when: as planned, but not later than now.
      const began = this.resume === undefined ? start : Math.min(start, this.resume);
      this.#forwardRemainder(node, { ...actual, start: began }, start, driver);
      return;
    } else if (this.#resources !== undefined && work > 0) {
      // What is fixed, or planned as late as possible, is not moved.
      const isHeld = !(constraint !== undefined && isFixed(constraint)) && !this.is(node, special.late);
      const held = isHeld ? this.#resources.hold(node, start, (one) => this.finishFor(node, one, work), bound) : start;
      if (held !== start) {
        start = held;
        finish = this.finishFor(node, held, work);
      }
      this.#resources.take(node, start, finish);
    }
    this.#set(node, start, finish, driver);
  }

  /** What is left of a begun task: it goes on after the status date, when all it waits for allows it; else as it was begun. */
  #forwardRemainder(node: number, actual: Actual, bound: LocalTime, by: number): void {
    const began = this.startOfStatedDay(node, actual.start as LocalTime);
    const { left, total } = actual;
    if (this.resume === undefined) {
      this.#set(node, began, this.finishFor(node, began, total), reasons.actual);
      return;
    }
    const from = Math.max(began, this.resume, bound);
    const finish = left === 0 ? Math.max(began, bound) : this.finishFor(node, from, left);
    if (left > 0) this.#resources?.take(node, from, finish);
    this.#set(node, began, Math.max(began, finish), bound > Math.max(began, this.resume) ? by : reasons.actual);
  }

  #forwardStage(node: number, kind: number, from: LocalTime, by: number): void {
    let start = from;
    let driver = by;
    const constraint = this.is(node, special.constraint) ? this.network.constraints.get(node) : undefined;
    if (
      kind === nodeKinds.stageStart &&
      constraint?.startNoEarlier !== undefined &&
      constraint.startNoEarlier > start
    ) {
      start = constraint.startNoEarlier;
      driver = reasons.constraint;
    }
    const delay = this.is(node, special.delay) ? this.network.delays.get(node) : undefined;
    if (delay !== undefined) start = delay.time.add(delay.time.nextStart(start), delay.work);
    if (start === -Infinity) start = this.network.start;
    this.#set(node, start, start, driver);
  }

  /** The start of a stage is that of the first thing in it. */
  #forwardFirst(node: number): void {
    const { firstLink, linkFrom } = this.network;
    let first = Infinity;
    let driver: number = reasons.projectStart;
    const end = firstLink[node + 1] as number;
    for (let link = firstLink[node] as number; link < end; link++) {
      if (this.order.isLeftOut[link] === 1) continue;
      const start = this.earlyStart[linkFrom[link] as number] as number;
      if (start < first) {
        first = start;
        driver = link;
      }
    }
    if (first === Infinity) first = this.network.start;
    this.#set(node, first, first, driver);
  }

  #set(node: number, start: LocalTime, finish: LocalTime, driver: number): void {
    let end = finish;
    const begin = within(start);
    const isEndless = begin !== start || end >= latestTime;
    if (isEndless) {
      this.endless.push(node);
      end = Math.max(begin, within(end));
    }
    this.earlyStart[node] = begin;
    this.earlyFinish[node] = end;
    this.driver[node] = driver;
    // One that never ends says nothing of the end of all others.
    if (end > this.projectFinish && !isEndless) this.projectFinish = end;
  }

  /** Whether work lies between two moments, and not only a night. */
  #isLater(node: number, one: LocalTime, other: LocalTime): boolean {
    return other > one && (this.network.times[node] as WorkingTime).workBetween(one, other) > 0;
  }

  /** Before this moment nothing is planned, whatever date it has to be ready by. */
  #floor(node: number, isOpen: boolean): LocalTime {
    const { start } = this.network;
    return this.#dated(node, isOpen && this.resume !== undefined ? Math.max(start, this.resume) : start);
  }

  /** A stated start, not yet moved to where somebody works. */
  #dated(node: number, start: LocalTime): LocalTime {
    return this.network.times[node] === clock ? this.startOfStatedDay(node, start) : start;
  }

  /** The start, as dates hold it back. Microsoft Project's rules, where tasks always honour their constraint dates. */
  #heldBack(node: number, { startNoEarlier, finishNoEarlier }: Constraint, from: LocalTime, work: number): LocalTime {
    let start = from;
    if (startNoEarlier !== undefined && startNoEarlier > start) start = this.#dated(node, startNoEarlier);
    if (finishNoEarlier !== undefined) start = Math.max(start, this.startFor(node, finishNoEarlier, work));
    return start;
  }

  /** The start, as dates hold it fast or keep it from being later. */
  #heldTo(node: number, constraint: Constraint, from: LocalTime, work: number, floor: LocalTime): LocalTime {
    const { startNoLater, finishNoLater, mustStart, mustFinish } = constraint;
    if (mustStart !== undefined) return this.#dated(node, mustStart);
    if (mustFinish !== undefined) {
      if (work === 0) return this.endOfStatedDay(node, mustFinish);
      const latest = this.startFor(node, mustFinish, work);
      // Nobody who works on it is there before that date.
      return latest < earliestTime ? from : latest;
    }
    let start = from;
    if (startNoLater !== undefined) start = Math.min(start, this.statedStart(node, startNoLater));
    if (finishNoLater !== undefined) start = Math.min(start, this.startFor(node, finishNoLater, work));
    // No such date leads back before the project, nor before what is not done can lie.
    return start < from ? Math.max(start, Math.min(from, floor)) : start;
  }
}

function isFixed({ mustStart, mustFinish }: Constraint): boolean {
  return mustStart !== undefined || mustFinish !== undefined;
}
