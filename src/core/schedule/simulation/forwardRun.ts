import {
  clock,
  earliestTime,
  type LocalTime,
  latestTime,
  secondsPerDay,
  type WorkingTime,
  within,
} from "../../calendar/index.ts";
import { type Constraint, fromStart, lagKinds, nodeKinds, ontoFinish } from "../network.ts";
import { reasons } from "../passes.ts";
import { type Begun, linkBits, modes, moments, type SimulationModel } from "./model.ts";
import { timesOf } from "./times.ts";

/**
 * The way forward through a schedule, once for each run: the same rules and the same dates as `ForwardPass`, but made to be repeated. Where a
 * node and what it waits for have one calendar, it counts in that calendar's working time and asks for no moment of the wall clock.
 */
export class ForwardRun {
  /** Work by node, in seconds, of what has begun what is left: likely at first, to be set before each run. */
  readonly amount: Float64Array;
  /** The finish of the last one of all. */
  finish: LocalTime = -Infinity;
  readonly model: SimulationModel;
  readonly #times: readonly WorkingTime[];
  readonly #time: readonly WorkingTime[];
  readonly #floatTime: readonly WorkingTime[];
  readonly #calendar: readonly WorkingTime[];
  readonly #projectTime: WorkingTime;
  /** Starts at even, finishes at odd places: moments, and working time in the calendar of the node. */
  readonly #moments: Float64Array;
  readonly #counted: Float64Array;
  /** Where a link takes its bound from, in either. */
  readonly #linkSource: Int32Array;
  /** General nodes: the latest bound, and what the start comes from, as in `passes`. */
  readonly #reached: Float64Array;
  readonly #driver: Int32Array;
  /** By calendar: the last finish among the nodes that may be the last ones. */
  readonly #lastCounted: Float64Array;
  readonly #stack: Int32Array;

  constructor(model: SimulationModel) {
    this.model = model;
    const times = timesOf(model.times);
    this.#times = times;
    const pick = (indices: Int32Array): readonly WorkingTime[] => Array.from(indices, (at) => times[at] as WorkingTime);
    this.#time = pick(model.time);
    this.#floatTime = pick(model.floatTime);
    this.#calendar = pick(model.calendar);
    this.#projectTime = times[model.projectTime] as WorkingTime;
    this.amount = model.work.slice();
    for (const [node, { left }] of model.begun) this.amount[node] = left;
    this.#moments = new Float64Array(2 * model.size);
    this.#counted = new Float64Array(2 * model.size);
    this.#linkSource = model.linkFrom.map(
      (from, link) => 2 * from + (((model.linkBits[link] as number) & fromStart) !== 0 ? 0 : 1),
    );
    this.#reached = new Float64Array(model.size);
    this.#driver = new Int32Array(model.size);
    this.#lastCounted = new Float64Array(times.length);
    this.#stack = new Int32Array(model.size);
    for (let node = 0; node < model.size; node++) {
      if (model.modes[node] !== modes.settled) continue;
      this.#moments[2 * node] = model.start[node] as number;
      this.#moments[2 * node + 1] = model.finish[node] as number;
    }
  }

  /** The project's working time. */
  get projectTime(): WorkingTime {
    return this.#projectTime;
  }

  /** Goes through all nodes with the amounts as they are. */
  run(): void {
    const { size, modes: mode, firstLink, linkLag, earliest, rate, needsMoment } = this.model;
    const counted = this.#counted;
    const source = this.#linkSource;
    const amount = this.amount;
    for (let node = 0; node < size; node++) {
      const how = mode[node];
      if (how === modes.settled) continue;
      if (how === modes.general) {
        this.#general(node);
        continue;
      }
      let start: number;
      const work = amount[node] as number;
      const share = rate[node] as number;
      const length = share === 1 ? work : Math.ceil(work / share - tolerance);
      if (how === modes.simple) {
        start = earliest[node] as number;
        const end = firstLink[node + 1] as number;
        for (let link = firstLink[node] as number; link < end; link++) {
          const bound = (counted[source[link] as number] as number) + (linkLag[link] as number);
          if (bound > start) start = bound;
        }
      } else start = this.#countedStart(node, length);
      counted[2 * node] = start;
      counted[2 * node + 1] = start + length;
      const needed = needsMoment[node] as number;
      if (needed === 0) continue;
      const calendar = this.#calendar[node] as WorkingTime;
      if ((needed & moments.start) !== 0) this.#moments[2 * node] = within(calendar.latestAt(start));
      if ((needed & moments.finish) !== 0) this.#moments[2 * node + 1] = within(calendar.earliestAt(start + length));
    }
    this.#findFinish();
  }

  /** The finish of a node in the last run; of a milestone whose moment nobody asked for, the same working instant. */
  finishOf(node: number): LocalTime {
    const { modes: mode, needsMoment } = this.model;
    const isKnown =
      ((needsMoment[node] as number) & moments.finish) !== 0 ||
      mode[node] === modes.general ||
      mode[node] === modes.settled;
    if (isKnown) return this.#moments[2 * node + 1] as number;
    return within((this.#calendar[node] as WorkingTime).earliestAt(this.#counted[2 * node + 1] as number));
  }

  #findFinish(): void {
    const { ends, modes: mode, calendar, settledFinish, projectStart } = this.model;
    const last = this.#lastCounted.fill(-Infinity);
    let finish = settledFinish;
    for (let at = 0; at < ends.length; at++) {
      const node = ends[at] as number;
      if (mode[node] === modes.general) finish = Math.max(finish, this.#moments[2 * node + 1] as number);
      else {
        const own = calendar[node] as number;
        last[own] = Math.max(last[own] as number, this.#counted[2 * node + 1] as number);
      }
    }
    for (let own = 0; own < last.length; own++) {
      const work = last[own] as number;
      if (work > -Infinity) finish = Math.max(finish, within((this.#times[own] as WorkingTime).earliestAt(work)));
    }
    this.finish = finish === -Infinity ? projectStart : finish;
  }

  /**
   * The nodes on which the finish of the project depended in the last run: those that end with it, and from each the ones that its start
   * comes from. Where several bound a start, or end, at the same working instant, all of them count.
   * @param marks by node; those found get the value of `mark`
   * @param counts by node; those found get one more
   */
  countCritical(marks: Int32Array, mark: number, counts: Int32Array): void {
    const { modes: mode } = this.model;
    let depth = 0;
    const take = (node: number): void => {
      if (marks[node] === mark || mode[node] === modes.settled) return;
      marks[node] = mark;
      this.#stack[depth++] = node;
      counts[node] = (counts[node] as number) + 1;
    };
    this.eachLast(take);
    while (depth > 0) this.eachDriver(this.#stack[--depth] as number, take);
  }

  /** Hands over the nodes that end with the project, after a run. */
  eachLast(take: (node: number) => void): void {
    const { ends, modes: mode, calendar } = this.model;
    const project = this.#projectTime;
    const finish = project.workUntil(this.finish);
    const last = this.#lastCounted;
    for (let own = 0; own < last.length; own++) {
      const work = last[own] as number;
      if (work === -Infinity) continue;
      const moment = within((this.#times[own] as WorkingTime).earliestAt(work));
      if (project.workUntil(moment) < finish) last[own] = Infinity;
    }
    for (let at = 0; at < ends.length; at++) {
      const node = ends[at] as number;
      const isLast =
        mode[node] === modes.general
          ? project.workUntil(this.#moments[2 * node + 1] as number) >= finish
          : (this.#counted[2 * node + 1] as number) >= (last[calendar[node] as number] as number);
      if (isLast) take(node);
    }
  }

  /** Hands over the nodes that the start of a node came from, after a run; what is settled may be among them. */
  eachDriver(node: number, take: (node: number) => void): void {
    const mode = this.model.modes[node];
    if (mode === modes.general) this.#traceGeneral(node, take);
    else if (mode !== modes.settled) this.#traceCounted(node, take);
  }

  #traceCounted(node: number, take: (node: number) => void): void {
    const { firstLink, linkFrom, delay, constraints } = this.model;
    const start = this.#counted[2 * node] as number;
    const length = (this.#counted[2 * node + 1] as number) - start;
    const waited = start - (delay[node] as number);
    const constraint = constraints.size === 0 ? undefined : constraints.get(node);
    // Where a stated date holds it, nothing that it waits for does.
    if (constraint !== undefined && (isFixed(constraint) || this.#waitedStart(node, length) !== waited)) return;
    const end = firstLink[node + 1] as number;
    for (let link = firstLink[node] as number; link < end; link++) {
      if (this.#countedBound(link, node, length) >= waited) take(linkFrom[link] as number);
    }
  }

  #traceGeneral(node: number, take: (node: number) => void): void {
    const { firstLink, linkFrom, kinds } = this.model;
    if ((this.#driver[node] as number) < 0) return;
    const time = this.#time[node] as WorkingTime;
    const reached = time.workUntil(this.#reached[node] as number);
    const isFirst = kinds[node] === nodeKinds.stageFirst;
    const end = firstLink[node + 1] as number;
    for (let link = firstLink[node] as number; link < end; link++) {
      const bound = isFirst
        ? (this.#moments[this.#linkSource[link] as number] as number)
        : this.#bound(link, node, this.#boundWork(node));
      const at = time.workUntil(bound);
      if (isFirst ? at <= reached : at >= reached) take(linkFrom[link] as number);
    }
  }

  #countedStart(node: number, length: number): number {
    const { constraints, delay } = this.model;
    const waited = this.#waitedStart(node, length);
    const constraint = constraints.size === 0 ? undefined : constraints.get(node);
    if (constraint === undefined) return waited + (delay[node] as number);
    const held = this.#countedBack(node, constraint, waited, length);
    return this.#countedTo(node, constraint, held + (delay[node] as number), length);
  }

  /** Before delays and constraints. */
  #waitedStart(node: number, length: number): number {
    const { firstLink, earliest, linkBits: bits, linkLag, linkLagKind } = this.model;
    const source = this.#linkSource;
    let start = earliest[node] as number;
    // Of moments the last one is turned into working time, not each.
    let moment = -Infinity;
    const end = firstLink[node + 1] as number;
    for (let link = firstLink[node] as number; link < end; link++) {
      const type = bits[link] as number;
      if ((type & ontoFinish) === 0) {
        if ((type & linkBits.moment) === 0) {
          const bound = (this.#counted[source[link] as number] as number) + (linkLag[link] as number);
          if (bound > start) start = bound;
          continue;
        }
        if (linkLagKind[link] === lagKinds.none) {
          const bound = this.#moments[source[link] as number] as number;
          if (bound > moment) moment = bound;
          continue;
        }
      }
      const bound = this.#countedBound(link, node, length);
      if (bound > start) start = bound;
    }
    return moment === -Infinity ? start : Math.max(start, (this.#calendar[node] as WorkingTime).workUntil(moment));
  }

  #countedBound(link: number, node: number, length: number): number {
    const { linkBits: bits, linkLag } = this.model;
    const type = bits[link] as number;
    const source = this.#linkSource[link] as number;
    const bound =
      (type & linkBits.moment) === 0
        ? (this.#counted[source] as number) + (linkLag[link] as number)
        : (this.#calendar[node] as WorkingTime).workUntil(this.#withLag(link, node, this.#moments[source] as number));
    return (type & ontoFinish) === 0 ? bound : bound - length;
  }

  #countedBack(node: number, { startNoEarlier, finishNoEarlier }: Constraint, from: number, length: number): number {
    const calendar = this.#calendar[node] as WorkingTime;
    let start = from;
    if (startNoEarlier !== undefined) start = Math.max(start, calendar.workUntil(startNoEarlier));
    if (finishNoEarlier !== undefined) start = Math.max(start, calendar.workUntil(finishNoEarlier) - length);
    return start;
  }

  #countedTo(node: number, constraint: Constraint, from: number, length: number): number {
    const calendar = this.#calendar[node] as WorkingTime;
    const { startNoLater, finishNoLater, mustStart, mustFinish } = constraint;
    if (mustStart !== undefined) return calendar.workUntil(mustStart);
    if (mustFinish !== undefined) {
      const latest = calendar.workUntil(mustFinish) - length;
      return calendar.latestAt(latest) < earliestTime ? from : latest;
    }
    let start = from;
    if (startNoLater !== undefined) start = Math.min(start, calendar.workUntil(startNoLater));
    if (finishNoLater !== undefined) start = Math.min(start, calendar.workUntil(finishNoLater) - length);
    if (start >= from) return start;
    return Math.max(start, Math.min(from, calendar.workUntil(this.#floor(length > 0))));
  }

  /** As the schedule's own `ForwardPass` does it. */
  #general(node: number): void {
    const { kinds, firstLink, begun, projectStart } = this.model;
    const kind = kinds[node] as number;
    if (kind === nodeKinds.stageFirst) {
      this.#generalFirst(node);
      return;
    }
    const actual = begun.get(node);
    const isRemainder = actual?.start !== undefined;
    let start = kind === nodeKinds.stageFinish || isRemainder ? -Infinity : projectStart;
    let driver: number = reasons.projectStart;
    const work = this.#boundWork(node);
    const end = firstLink[node + 1] as number;
    for (let link = firstLink[node] as number; link < end; link++) {
      const bound = this.#bound(link, node, work);
      if (bound > start) {
        start = bound;
        driver = link;
      }
    }
    this.#reached[node] = start;
    if (kind !== nodeKinds.activity) this.#generalStage(node, kind, start, driver);
    else if (isRemainder) this.#generalRemainder(node, actual, actual.start as LocalTime, start, driver);
    else this.#generalActivity(node, actual, start, driver, work);
  }

  /** The work by which links onto a finish are counted back. */
  #boundWork(node: number): number {
    const actual = this.model.begun.get(node);
    return actual !== undefined && actual.start === undefined
      ? (this.model.work[node] as number)
      : (this.amount[node] as number);
  }

  #generalActivity(node: number, actual: Begun | undefined, from: LocalTime, by: number, work: number): void {
    const { resume, delays, constraints, parts } = this.model;
    let start = from;
    let driver = by;
    if (resume !== undefined && actual === undefined && start < resume && work > 0) {
      start = resume;
      driver = reasons.statusDate;
    }
    const time = this.#time[node] as WorkingTime;
    if (time === clock && driver < 0) start = this.#startOfStatedDay(node, start);
    const constraint = constraints.get(node);
    if (constraint !== undefined) {
      const held = this.#heldBack(node, constraint, start, work);
      if (this.#isLater(node, start, held)) driver = reasons.constraint;
      start = held;
    }
    const delay = delays.get(node);
    if (delay !== undefined) {
      const delayTime = this.#times[delay.time] as WorkingTime;
      start = delayTime.add(delayTime.nextStart(start), delay.work);
    }
    let finish: LocalTime | undefined;
    if (constraint !== undefined) {
      const floor = this.#floor(actual === undefined && work > 0);
      const held = this.#heldTo(node, constraint, start, work, this.#dated(node, floor));
      if (isFixed(constraint) || this.#isLater(node, held, start)) driver = reasons.constraint;
      start = held;
      if (constraint.mustFinish !== undefined && work === 0) finish = start;
    }
    const several = parts.get(node);
    if (several !== undefined) {
      finish = this.#finishFor(node, start, work);
      start = this.#nextStart(node, start);
    } else if (work === 0) {
      start = finish ?? settled(time, start);
      finish = start;
    } else {
      const until = time.workUntil(start);
      start = time.latestAt(until);
      finish = time.earliestAt(until + work);
    }
    if (actual !== undefined) {
      const began = resume === undefined ? start : Math.min(start, resume);
      this.#generalRemainder(node, actual, began, start, driver);
      return;
    }
    this.#set(node, start, finish, driver);
  }

  #generalRemainder(node: number, { left, total }: Begun, start: LocalTime, bound: LocalTime, by: number): void {
    const { resume } = this.model;
    const began = this.#startOfStatedDay(node, start);
    const remaining = this.amount[node] as number;
    if (resume === undefined) {
      this.#set(node, began, this.#finishFor(node, began, total - left + remaining), reasons.actual);
      return;
    }
    const from = Math.max(began, resume, bound);
    const finish = remaining === 0 ? Math.max(began, bound) : this.#finishFor(node, from, remaining);
    this.#set(node, began, Math.max(began, finish), bound > Math.max(began, resume) ? by : reasons.actual);
  }

  #generalStage(node: number, kind: number, from: LocalTime, by: number): void {
    const { constraints, delays, projectStart } = this.model;
    let start = from;
    let driver = by;
    const { startNoEarlier } = constraints.get(node) ?? {};
    if (kind === nodeKinds.stageStart && startNoEarlier !== undefined && startNoEarlier > start) {
      start = startNoEarlier;
      driver = reasons.constraint;
    }
    const delay = delays.get(node);
    if (delay !== undefined) {
      const delayTime = this.#times[delay.time] as WorkingTime;
      start = delayTime.add(delayTime.nextStart(start), delay.work);
    }
    if (start === -Infinity) start = projectStart;
    this.#set(node, start, start, driver);
  }

  #generalFirst(node: number): void {
    const { firstLink } = this.model;
    let first = Infinity;
    let driver: number = reasons.projectStart;
    const end = firstLink[node + 1] as number;
    for (let link = firstLink[node] as number; link < end; link++) {
      const start = this.#moments[this.#linkSource[link] as number] as number;
      if (start < first) {
        first = start;
        driver = link;
      }
    }
    if (first === Infinity) first = this.model.projectStart;
    this.#reached[node] = first;
    this.#set(node, first, first, driver);
  }

  #set(node: number, start: LocalTime, finish: LocalTime, driver: number): void {
    const begin = within(start);
    this.#moments[2 * node] = begin;
    this.#moments[2 * node + 1] = begin !== start || finish > latestTime ? Math.max(begin, within(finish)) : finish;
    this.#driver[node] = driver;
  }

  #bound(link: number, node: number, work: number): LocalTime {
    const bound = this.#withLag(link, node, this.#moments[this.#linkSource[link] as number] as number);
    const isOntoFinish = ((this.model.linkBits[link] as number) & ontoFinish) !== 0;
    return isOntoFinish && this.model.kinds[node] === nodeKinds.activity ? this.#startFor(node, bound, work) : bound;
  }

  #withLag(link: number, node: number, moment: LocalTime): LocalTime {
    const { linkLag, linkLagKind, linkFrom, time: times } = this.model;
    const kind = linkLagKind[link];
    if (kind === lagKinds.none) return moment;
    let time = this.#hoursOf(node);
    let lag = linkLag[link] as number;
    if (kind === lagKinds.elapsed) time = clock;
    else if (kind === lagKinds.percent) {
      const from = linkFrom[link] as number;
      if (this.#times[times[from] as number] === clock) {
        time = clock;
        lag = Math.round(lag * this.#wholeWork(from));
      } else lag = Math.round(lag * this.#durationOf(from));
    }
    if (lag === 0) return moment;
    return within(lag > 0 ? time.add(moment, lag) : time.subtract(moment, -lag));
  }

  #wholeWork(node: number): number {
    const { begun, modes: mode, work } = this.model;
    return (begun.has(node) || mode[node] === modes.settled ? work[node] : this.amount[node]) as number;
  }

  #durationOf(node: number): number {
    const finish = this.#moments[2 * node + 1] as number;
    let start = this.#moments[2 * node] as number;
    if (this.model.kinds[node] === nodeKinds.stageFinish) {
      start = finish;
      for (const inside of this.model.inside.get(node) ?? [])
        start = Math.min(start, this.#moments[2 * inside] as number);
    }
    return (this.#floatTime[node] as WorkingTime).workBetween(start, finish);
  }

  /** Whether work lies between two moments, and not only a night. */
  #isLater(node: number, one: LocalTime, other: LocalTime): boolean {
    return other > one && (this.#time[node] as WorkingTime).workBetween(one, other) > 0;
  }

  #dated(node: number, start: LocalTime): LocalTime {
    return this.#time[node] === clock ? this.#startOfStatedDay(node, start) : start;
  }

  #heldBack(node: number, { startNoEarlier, finishNoEarlier }: Constraint, from: LocalTime, work: number): LocalTime {
    let start = from;
    if (startNoEarlier !== undefined && startNoEarlier > start) start = this.#dated(node, startNoEarlier);
    if (finishNoEarlier !== undefined) start = Math.max(start, this.#startFor(node, finishNoEarlier, work));
    return start;
  }

  /** Before this moment nothing is planned, whatever date it has to be ready by. */
  #floor(isOpen: boolean): LocalTime {
    const { projectStart, resume } = this.model;
    return isOpen && resume !== undefined ? Math.max(projectStart, resume) : projectStart;
  }

  #heldTo(node: number, constraint: Constraint, from: LocalTime, work: number, floor: LocalTime): LocalTime {
    const { startNoLater, finishNoLater, mustStart, mustFinish } = constraint;
    if (mustStart !== undefined) return this.#dated(node, mustStart);
    if (mustFinish !== undefined) {
      if (work === 0) return this.#endOfStatedDay(node, mustFinish);
      const latest = this.#startFor(node, mustFinish, work);
      return latest < earliestTime ? from : latest;
    }
    let start = from;
    if (startNoLater !== undefined) {
      const latest = this.#time[node] === clock ? this.#dated(node, startNoLater) : this.#nextStart(node, startNoLater);
      start = Math.min(start, latest);
    }
    if (finishNoLater !== undefined) start = Math.min(start, this.#startFor(node, finishNoLater, work));
    return start < from ? Math.max(start, Math.min(from, floor)) : start;
  }

  /** The working hours of a node: its own calendar's, the project's for what goes by the clock. */
  #hoursOf(node: number): WorkingTime {
    const time = this.#floatTime[node] as WorkingTime;
    return time === clock ? this.#projectTime : time;
  }

  #dayTime(node: number): WorkingTime {
    const time = this.#time[node] as WorkingTime;
    return time === clock ? this.#hoursOf(node) : time;
  }

  #endOfStatedDay(node: number, end: LocalTime): LocalTime {
    if (end % secondsPerDay !== 0) return end;
    const finish = this.#dayTime(node).previousFinish(end);
    return end - finish < secondsPerDay ? finish : end;
  }

  #startOfStatedDay(node: number, start: LocalTime): LocalTime {
    if (start % secondsPerDay !== 0) return start;
    const first = this.#dayTime(node).nextStart(start);
    return first - start < secondsPerDay ? first : start;
  }

  #nextStart(node: number, moment: LocalTime): LocalTime {
    const parts = this.model.parts.get(node);
    if (parts === undefined) return (this.#time[node] as WorkingTime).nextStart(moment);
    let next = Infinity;
    for (const part of parts) next = Math.min(next, (this.#times[part] as WorkingTime).nextStart(moment));
    return next;
  }

  #startFor(node: number, finish: LocalTime, work: number): LocalTime {
    const parts = this.model.parts.get(node);
    if (parts === undefined) return (this.#time[node] as WorkingTime).subtract(finish, work);
    let start = Infinity;
    for (const part of parts) start = Math.min(start, (this.#times[part] as WorkingTime).subtract(finish, work));
    return start;
  }

  #finishFor(node: number, start: LocalTime, work: number): LocalTime {
    const parts = this.model.parts.get(node);
    if (parts === undefined) return (this.#time[node] as WorkingTime).add(start, work);
    let finish = -Infinity;
    for (const part of parts) finish = Math.max(finish, (this.#times[part] as WorkingTime).add(start, work));
    return finish;
  }
}

function isFixed({ mustStart, mustFinish }: Constraint): boolean {
  return mustStart !== undefined || mustFinish !== undefined;
}

/** What arithmetic leaves of a second, as in the calendars. */
const tolerance = 1e-3;

/** A point in time may stand at the end of a working period, else it belongs into one. */
function settled(time: WorkingTime, moment: LocalTime): LocalTime {
  const next = time.nextStart(moment);
  return next === moment || time.previousFinish(moment) === moment ? moment : next;
}
