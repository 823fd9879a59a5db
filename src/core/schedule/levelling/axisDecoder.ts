import { type Decoder, type Direction, opposite, type Precedence } from "./decoder.ts";
import { criticalPathLength, lowerBound } from "./lowerBound.ts";
import { OrderBuilder } from "./orders.ts";
import { type PriorityRule, priorityRules } from "./priorityRules.ts";
import { type LevellingProblem, mirrorProblem, type WeightedLists } from "./problem.ts";
import { packResources, SlotPass } from "./slotPass.ts";
import { StepPass } from "./stepPass.ts";

/** Places activities in one direction on some kind of profile. */
interface Pass {
  readonly starts: Int32Array;
  place(list: Int32Array): number;
}

/** Up to this many words a profile in slots is small enough for the processor's caches, and faster than one in steps. */
const mostSlotWords = 65_536;

/**
 * Decodes on one common axis of time in whole units. The backward pass is the forward pass of the mirrored problem, set against the
 * earliest end that all releases allow.
 */
export class AxisDecoder implements Decoder {
  readonly activityCount: number;
  readonly predecessors: Precedence;
  readonly successors: Precedence;
  readonly rules: readonly PriorityRule[];
  readonly hasSecondaryTerms: boolean;
  readonly #problem: LevellingProblem;
  readonly #forward: Pass;
  readonly #backward: Pass;
  /** Whether a list sorted by starts can have an activity before one it waits for, by the direction the list is for. */
  readonly #needsRepair: Readonly<Record<Direction, boolean>>;
  readonly #hasReleases: boolean;
  readonly #orders: OrderBuilder;
  /** By activity: how much of what there is of all resources it takes, scarce ones counting more, times its duration. */
  readonly #work: Float64Array;
  readonly #wholeWork: number;
  /** By activity, of the last pass: the way from where the pass ended to where the activity did. */
  readonly #keys: Int32Array;
  #counts = new Int32Array(0);
  #sortable = new Float64Array(0);
  #direction: Direction = "forward";
  #makespan = 0;
  #spread = 0;

  constructor(problem: LevellingProblem) {
    this.#problem = problem;
    this.activityCount = problem.activityCount;
    this.predecessors = problem.predecessors;
    this.successors = problem.successors;
    this.rules = priorityRules(problem);
    this.hasSecondaryTerms = problem.secondary !== undefined;
    const mirrored = mirrorProblem(problem);
    const packing = packResources(problem.capacities);
    if (packing !== undefined && (problem.horizon + 1) * packing.words <= mostSlotWords) {
      this.#forward = new SlotPass(problem, packing);
      this.#backward = new SlotPass(mirrored, packing);
    } else {
      this.#forward = new StepPass(problem);
      this.#backward = new StepPass(mirrored);
    }
    this.#needsRepair = { forward: hasLeads(problem.predecessors), backward: hasLeads(mirrored.predecessors) };
    this.#hasReleases = problem.releases.some((release) => release > 0);
    this.#orders = new OrderBuilder(problem.activityCount, problem.predecessors, problem.successors);
    this.#work = workByActivity(problem);
    this.#wholeWork = this.#work.reduce((sum, work) => sum + work, 0);
    this.#keys = new Int32Array(problem.activityCount);
  }

  lowerBound(thorough: boolean): number {
    return thorough ? lowerBound(this.#problem) : criticalPathLength(this.#problem);
  }

  pass(direction: Direction, list: Int32Array, next: Int32Array): number {
    const pass = direction === "forward" ? this.#forward : this.#backward;
    this.#direction = direction;
    let makespan = pass.place(list);
    if (direction === "backward" && this.#hasReleases) {
      const { durations, releases } = this.#problem;
      for (let activity = 0; activity < this.activityCount; activity += 1) {
        const end = (pass.starts[activity] as number) + (durations[activity] as number);
        makespan = Math.max(makespan, (releases[activity] as number) + end);
      }
    }
    this.#makespan = makespan;
    this.#readKeys(pass.starts);
    if (makespan <= 16 * this.activityCount + 1024) this.#sortByCounting(list, next);
    else this.#sortByKeys(list, next);
    if (this.#needsRepair[opposite(direction)]) {
      this.#orders.repair(next, direction === "forward" ? this.successors : this.predecessors);
    }
    return makespan;
  }

  get spread(): number {
    return this.#spread;
  }

  get penalty(): number {
    const { secondary, durations } = this.#problem;
    if (secondary === undefined) return 0;
    let penalty = 0;
    for (let activity = 0; activity < this.activityCount; activity += 1) {
      const start = this.#startOf(activity);
      const late = start + (durations[activity] as number) - (secondary.dues[activity] as number);
      if (late > 0) penalty += late * (secondary.latenessWeights[activity] as number);
      penalty += start * (secondary.startWeights[activity] as number);
    }
    return penalty;
  }

  readStarts(into: Float64Array): void {
    for (let activity = 0; activity < this.activityCount; activity += 1) into[activity] = this.#startOf(activity);
  }

  #startOf(activity: number): number {
    return this.#direction === "forward"
      ? (this.#forward.starts[activity] as number)
      : (this.#keys[activity] as number);
  }

  #readKeys(starts: Int32Array): void {
    const durations = this.#problem.durations;
    const keys = this.#keys;
    const work = this.#work;
    const makespan = this.#makespan;
    let moment = 0;
    for (let activity = 0; activity < keys.length; activity += 1) {
      const start = starts[activity] as number;
      const duration = durations[activity] as number;
      keys[activity] = makespan - start - duration;
      moment += (work[activity] as number) * (start + duration / 2);
    }
    this.#spread = makespan === 0 || this.#wholeWork === 0 ? 0 : moment / (this.#wholeWork * makespan);
  }

  /** By rising keys; of equal ones what stands last in `list` comes first, so that no activity stands before what it waits for. */
  #sortByCounting(list: Int32Array, next: Int32Array): void {
    const keys = this.#keys;
    const makespan = this.#makespan;
    if (this.#counts.length < makespan + 2) this.#counts = new Int32Array(2 * makespan + 2);
    const counts = this.#counts;
    counts.fill(0, 0, makespan + 2);
    for (let activity = 0; activity < keys.length; activity += 1) {
      const above = (keys[activity] as number) + 1;
      counts[above] = (counts[above] as number) + 1;
    }
    for (let key = 1; key <= makespan; key += 1) counts[key] = (counts[key] as number) + (counts[key - 1] as number);
    for (let position = list.length - 1; position >= 0; position -= 1) {
      const activity = list[position] as number;
      const key = keys[activity] as number;
      const at = counts[key] as number;
      counts[key] = at + 1;
      next[at] = activity;
    }
  }

  /** The same order where the makespan is too long to count. */
  #sortByKeys(list: Int32Array, next: Int32Array): void {
    const count = list.length;
    if (this.#sortable.length < count) this.#sortable = new Float64Array(count);
    const sortable = this.#sortable;
    for (let position = 0; position < count; position += 1) {
      const key = this.#keys[list[position] as number] as number;
      sortable[position] = key * count + (count - 1 - position);
    }
    sortable.sort();
    for (let position = 0; position < count; position += 1) {
      next[position] = list[count - 1 - ((sortable[position] as number) % count)] as number;
    }
  }
}

/** Whether an activity may start before one it waits for. */
function hasLeads(predecessors: WeightedLists): boolean {
  return predecessors.weights.some((weight) => weight < 0);
}

function workByActivity({ activityCount, capacities, demands, durations }: LevellingProblem): Float64Array {
  const load = new Float64Array(capacities.length);
  const share = (at: number): number => {
    const resource = demands.targets[at] as number;
    return (demands.weights[at] as number) / (capacities[resource] as number);
  };
  const eachDemand = (visit: (activity: number, at: number, resource: number) => void): void => {
    for (let activity = 0; activity < activityCount; activity += 1) {
      const end = demands.offsets[activity + 1] as number;
      for (let at = demands.offsets[activity] as number; at < end; at += 1) {
        visit(activity, at, demands.targets[at] as number);
      }
    }
  };
  eachDemand((activity, at, resource) => {
    load[resource] = (load[resource] as number) + share(at) * (durations[activity] as number);
  });
  const highest = load.reduce((one, other) => Math.max(one, other), 0);
  const work = new Float64Array(activityCount);
  eachDemand((activity, at, resource) => {
    const scarcity = (load[resource] as number) / highest;
    work[activity] = (work[activity] as number) + share(at) * (durations[activity] as number) * scarcity;
  });
  return work;
}
