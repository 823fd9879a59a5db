import type { LocalTime } from "../../calendar/index.ts";
import { BackwardPass } from "../backwardPass.ts";
import { ForwardPass } from "../forwardPass.ts";
import type { Constraint, Network } from "../network.ts";
import type { Order } from "../order.ts";
import { type Dates, type PassOptions, passThrough } from "../passes.ts";
import type { Schedule } from "../schedule.ts";
import type { Decoder, Direction, Precedence } from "./decoder.ts";
import { OrderBuilder } from "./orders.ts";
import { PeopleProfile } from "./peopleProfile.ts";
import { PlanNeeds, PlanResources } from "./planResources.ts";
import type { PriorityRule } from "./priorityRules.ts";

/**
 * Schedules the nodes of a plan in a given order, each as early as its links, dates and people allow: the passes of the schedule itself,
 * with the people's time taken by what was placed before. Times are seconds from the project's start.
 */
export class PlanDecoder implements Decoder {
  readonly activityCount: number;
  readonly predecessors: Precedence;
  readonly successors: Precedence;
  readonly rules: readonly PriorityRule[];
  readonly hasSecondaryTerms: boolean;
  /** The network without the delays that an earlier levelling wrote. */
  readonly network: Network;
  readonly needs: PlanNeeds;
  /** Dates without regard to people. */
  readonly free: Dates;
  readonly #order: Order;
  readonly #options: PassOptions;
  readonly #orders: OrderBuilder;
  /** People as those tasks take them that are not moved. */
  readonly #fixed: readonly PeopleProfile[];
  readonly #isFixed: Uint8Array;
  #starts: Float64Array;
  #finishes: Float64Array;
  #end: LocalTime;
  #penalty = 0;
  #breach = 0;
  /** What breaks dates whoever works when. */
  readonly #freeBreach: number;
  #spread = 0;

  constructor(schedule: Schedule) {
    const { order, actuals, resume } = schedule;
    this.network = { ...schedule.network, delays: new Map() };
    this.#order = order;
    this.#options = { actuals, ...(resume !== undefined && { resume }) };
    this.needs = new PlanNeeds(schedule);
    const free = passThrough(this.network, order, this.#options);
    this.free = free;
    const { size, constraints, late } = this.network;
    this.activityCount = size;
    const { predecessors, successors } = precedenceOf(this.network, order);
    this.predecessors = predecessors;
    this.successors = successors;
    this.#orders = new OrderBuilder(size, predecessors, successors);
    this.#isFixed = new Uint8Array(size);
    const floating = this.#floating(free);
    const profiles = this.needs.capacities.map((capacity) => new PeopleProfile(capacity));
    const resources = new PlanResources(this.network, this.needs, profiles, () => false);
    for (let node = 0; node < size; node++) {
      const constraint = constraints.get(node);
      const isPlaced = constraint?.mustStart !== undefined || constraint?.mustFinish !== undefined || late.has(node);
      if (!isPlaced || actuals.has(node)) continue;
      this.#isFixed[node] = 1;
      // What moves with the end of the project takes nobody's time at a place that is known.
      if (floating.has(node)) continue;
      resources.add(node, free.start[node] as number, free.finish[node] as number);
    }
    this.#fixed = profiles;
    this.rules = this.#rulesOf(schedule);
    this.hasSecondaryTerms = [...constraints.values()].some(({ deadline }) => deadline !== undefined);
    this.#starts = free.start;
    this.#finishes = free.finish;
    this.#end = free.projectFinish;
    this.#freeBreach = this.#breachOf(free.start, free.finish);
  }

  /** What is planned as late as possible and would be later if the project ended later. */
  #floating(free: Dates): ReadonlySet<number> {
    const { late } = this.network;
    if (late.size === 0) return late;
    const forward = new ForwardPass(this.network, this.#order, this.#options);
    forward.projectFinish = free.projectFinish + week;
    const { finish } = new BackwardPass(this.network, this.#order, this.#options, forward).dates();
    return new Set([...late].filter((node) => finish[node] !== free.finish[node]));
  }

  /** By how many seconds tasks start or finish behind the dates by which they have to. */
  #breachOf(starts: Float64Array, finishes: Float64Array): number {
    let breach = 0;
    for (const [node, constraint] of this.network.constraints) {
      breach += breachAt(this.network, node, constraint, starts[node] as number, finishes[node] as number);
    }
    return breach;
  }

  /** Links and dates alone, or all that somebody has to do one after the other, whichever ends later. */
  lowerBound(): number {
    const { network, free, needs } = this;
    let end = free.projectFinish;
    const work = needs.people.map(() => 0);
    const first = needs.people.map(() => Infinity);
    for (let node = 0; node < network.size; node++) {
      const actual = this.#options.actuals.get(node);
      if (actual !== undefined) continue;
      for (const { person, rate } of needs.of(node) ?? []) {
        const time = this.#personTime(person);
        const start = free.earlyStart[node] as number;
        const capacity = needs.capacities[person] as number;
        if (capacity <= 0) continue;
        const share = Math.min(rate, capacity) / capacity;
        work[person] = (work[person] as number) + share * time.workBetween(start, free.earlyFinish[node] as number);
        first[person] = Math.min(first[person] as number, start);
      }
    }
    work.forEach((seconds, person) => {
      const finish =
        seconds === 0 ? -Infinity : this.#personTime(person).add(first[person] as number, Math.floor(seconds));
      if (Number.isFinite(finish)) end = Math.max(end, finish);
    });
    return end - network.start;
  }

  /** Backwards, the work is first moved as late as it can be, then forwards again in the order this gives. */
  pass(direction: Direction, list: Int32Array, next: Int32Array): number {
    if (direction === "forward") {
      this.#place(list);
      this.#sort(this.#finishes, -1, next);
    } else {
      this.#sort(this.#latestStarts(list), 1, next);
      this.#place(next.slice());
      this.#sort(this.#starts, 1, next);
    }
    return this.#end - this.network.start;
  }

  #place(list: Int32Array): void {
    const order = { ...this.#order, nodes: list };
    const forward = new ForwardPass(this.network, order, { ...this.#options, resources: this.resources() });
    this.#starts = forward.earlyStart;
    this.#finishes = forward.earlyFinish;
    this.#end = forward.projectFinish;
    this.#measure();
  }

  #latestStarts(list: Int32Array): Float64Array {
    const forward = new ForwardPass(this.network, this.#order, this.#options);
    forward.projectFinish = this.#end;
    const order = { ...this.#order, nodes: list.slice().reverse() };
    return new BackwardPass(this.network, order, { ...this.#options, resources: this.resources() }, forward).lateStart;
  }

  /** People who have nothing to do yet but what is not moved. */
  resources(): PlanResources {
    const profiles = this.#fixed.map((profile) => profile.copy());
    return new PlanResources(this.network, this.needs, profiles, (node) => this.#isFixed[node] === 1);
  }

  get penalty(): number {
    return this.#penalty;
  }

  get breach(): number {
    return this.#breach;
  }

  get spread(): number {
    return this.#spread;
  }

  /** Moves what stands before something it waits for behind it. */
  repair(list: Int32Array): void {
    this.#orders.repair(list, this.predecessors);
  }

  /** What a pass goes by, beside people. */
  get options(): PassOptions {
    return this.#options;
  }

  readStarts(into: Float64Array): void {
    into.set(this.#starts);
  }

  #personTime(person: number) {
    return this.network.calendars.ofPerson(this.needs.people[person] as PlanNeeds["people"][number]);
  }

  #measure(): void {
    const { constraints, start, size } = this.network;
    this.#penalty = 0;
    for (const [node, { deadline }] of constraints) {
      if (deadline !== undefined) this.#penalty += Math.max(0, (this.#finishes[node] as number) - deadline);
    }
    this.#breach = Math.max(0, this.#breachOf(this.#starts, this.#finishes) - this.#freeBreach);
    let sum = 0;
    for (let node = 0; node < size; node++) sum += (this.#starts[node] as number) - start;
    const span = Math.max(1, this.#end - start);
    this.#spread = Math.min(1, Math.max(0, sum / (Math.max(1, size) * span)));
  }

  /** Nodes by their times, rising or falling, as far as what waits for what allows. */
  #sort(times: Float64Array, sign: 1 | -1, into: Int32Array): void {
    const nodes = Array.from({ length: this.activityCount }, (_, node) => node);
    nodes.sort((a, b) => sign * ((times[a] as number) - (times[b] as number)) || a - b);
    into.set(nodes);
    this.#orders.repair(into, sign === 1 ? this.predecessors : this.successors);
  }

  /** The usual rules (Kolisch 1996); what has begun comes first, then what people called more urgent. */
  #rulesOf({ network }: Schedule): readonly PriorityRule[] {
    const { free } = this;
    const priorities = new Float64Array(network.size);
    let hasPriorities = false;
    for (let node = 0; node < network.size; node++) {
      const { record } = network.rows[network.rowOfNode[node] as number] as Network["rows"][number];
      const priority = "priority" in record ? record.priority : undefined;
      if (priority !== undefined) hasPriorities = true;
      priorities[node] = this.#options.actuals.has(node) ? -1 : (priority ?? usualPriority);
    }
    const keys = (times: Float64Array, weight: number): Float64Array =>
      times.map(
        (time, node) => ((priorities[node] as number) < 0 ? -1e15 : time) + (priorities[node] as number) * weight,
      );
    // A fifth of what a task takes on the average, nights and weekends included.
    let time = 0;
    let tasks = 0;
    for (let node = 0; node < network.size; node++) {
      if (network.work[node] === 0) continue;
      time += (free.earlyFinish[node] as number) - (free.earlyStart[node] as number);
      tasks++;
    }
    const unit = Math.max(1, time / (5 * Math.max(1, tasks)));
    const rules: PriorityRule[] = [];
    // So much that a day never outweighs a priority.
    if (hasPriorities) rules.push({ name: "priority, then latest finish", keys: keys(free.lateFinish, 1e11), unit });
    rules.push(
      { name: "latest finish", keys: keys(free.lateFinish, 0), unit },
      { name: "latest start", keys: keys(free.lateStart, 0), unit },
      { name: "least float", keys: keys(free.totalFloat, 0), unit },
    );
    return rules;
  }
}

const week = 7 * 86_400;

/** By how many seconds a node starts or finishes behind the dates by which it has to; 0 where it keeps them. */
export function breachAt(
  { times }: Network,
  node: number,
  { startNoLater, finishNoLater }: Constraint,
  start: LocalTime,
  finish: LocalTime,
): number {
  const late = startNoLater === undefined ? 0 : start - (times[node]?.nextStart(startNoLater) ?? startNoLater);
  return Math.max(0, late) + (finishNoLater === undefined ? 0 : Math.max(0, finish - finishNoLater));
}

/** Of what has none: between the more and the less urgent ones of 0 to 1000. */
const usualPriority = 500;

function precedenceOf(
  { size, firstLink, linkFrom }: Network,
  { isLeftOut }: Order,
): { readonly predecessors: Precedence; readonly successors: Precedence } {
  const count = new Int32Array(size + 1);
  const own = { offsets: new Int32Array(size + 1), targets: new Int32Array(linkFrom.length) };
  let at = 0;
  for (let node = 0; node < size; node++) {
    own.offsets[node] = at;
    for (let link = firstLink[node] as number; link < (firstLink[node + 1] as number); link++) {
      if (isLeftOut[link] === 1) continue;
      const from = linkFrom[link] as number;
      own.targets[at++] = from;
      count[from + 1] = (count[from + 1] as number) + 1;
    }
  }
  own.offsets[size] = at;
  for (let node = 0; node < size; node++) count[node + 1] = (count[node + 1] as number) + (count[node] as number);
  const successors = { offsets: count.slice(), targets: new Int32Array(at) };
  const next = count.slice(0, size);
  for (let node = 0; node < size; node++) {
    for (let link = own.offsets[node] as number; link < (own.offsets[node + 1] as number); link++) {
      const from = own.targets[link] as number;
      successors.targets[next[from] as number] = node;
      next[from] = (next[from] as number) + 1;
    }
  }
  return { predecessors: own, successors };
}
