/** How short a schedule can be at best. Every bound here is a proof; none looks at a schedule. */
import { headsAndTails } from "./priorityRules.ts";
import type { LevellingProblem } from "./problem.ts";

/** Problems above this many activities get the bounds that grow little with their number. */
const mostForDestruction = 200;
const mostForWorkSteps = 256;

/** The longest chain of precedence, with releases. */
export function criticalPathLength(problem: LevellingProblem): number {
  const { heads, tails } = headsAndTails(problem);
  return longest(heads, tails);
}

/**
 * The best of three bounds: the critical path; the work a resource has to do between what must come before and what must come after
 * it; and, for small problems, the shortest makespan that is not refuted (destructive improvement, Klein and Scholl 1999, with pairs
 * that can't overlap and energetic reasoning, Baptiste, Le Pape and Nuijten 1999).
 */
export function lowerBound(problem: LevellingProblem): number {
  const { heads, tails } = headsAndTails(problem);
  let bound = Math.max(longest(heads, tails), workBound(problem, heads, tails));
  if (problem.activityCount > mostForDestruction) return bound;
  const refuter = new Refuter(problem, heads, tails);
  // Steps grow until a makespan isn't refuted, then they are halved.
  let open = Number.POSITIVE_INFINITY;
  for (let step = 1; bound < open; step = Number.isFinite(open) ? Math.ceil((open - bound) / 2) : step * 2) {
    const makespan = bound + step - 1;
    if (refuter.refutes(makespan)) bound = makespan + 1;
    else open = makespan;
  }
  return bound;
}

function longest(heads: Int32Array, tails: Int32Array): number {
  return heads.reduce((most, head, activity) => Math.max(most, head + (tails[activity] as number)), 0);
}

/**
 * Of the activities on a resource with a head of `head` or more and `tail` or more behind them: head + their work / capacity + tail.
 * Where there are many of them, only some heads are tried.
 */
function workBound(problem: LevellingProblem, heads: Int32Array, tails: Int32Array): number {
  const { durations, capacities } = problem;
  let bound = 0;
  for (const [resource, users] of usersByResource(problem).entries()) {
    const capacity = capacities[resource] as number;
    const behind = (activity: number): number => (tails[activity] as number) - (durations[activity] as number);
    const byTail = users.toSorted((one, other) => behind(other.activity) - behind(one.activity));
    const headValues = [...new Set(users.map(({ activity }) => heads[activity] as number))].sort((a, b) => a - b);
    const every = Math.ceil(headValues.length / mostForWorkSteps);
    for (let at = 0; at < headValues.length; at += every) {
      const head = headValues[at] as number;
      let work = 0;
      for (const { activity, amount } of byTail) {
        if ((heads[activity] as number) < head) continue;
        work += amount * (durations[activity] as number);
        bound = Math.max(bound, head + Math.ceil(work / capacity) + behind(activity));
      }
    }
  }
  return bound;
}

interface User {
  readonly activity: number;
  readonly amount: number;
}

function usersByResource({ activityCount, capacities, demands }: LevellingProblem): readonly (readonly User[])[] {
  const users: User[][] = Array.from(capacities, () => []);
  for (let activity = 0; activity < activityCount; activity += 1) {
    const end = demands.offsets[activity + 1] as number;
    for (let at = demands.offsets[activity] as number; at < end; at += 1) {
      users[demands.targets[at] as number]?.push({ activity, amount: demands.weights[at] as number });
    }
  }
  return users;
}

/** Shows of a makespan that no schedule has it, by narrowing when each activity can start until one can't at all. */
class Refuter {
  readonly #problem: LevellingProblem;
  readonly #users: readonly (readonly User[])[];
  /** Pairs of activities that can't overlap, one behind the other. */
  readonly #pairs: readonly number[];
  readonly #firstHeads: Int32Array;
  readonly #firstTails: Int32Array;
  readonly #heads: Int32Array;
  /** Least time from the start to the end of all. */
  readonly #tails: Int32Array;

  constructor(problem: LevellingProblem, heads: Int32Array, tails: Int32Array) {
    this.#problem = problem;
    this.#users = usersByResource(problem);
    this.#pairs = exclusivePairs(this.#users, problem.capacities, problem.activityCount);
    this.#firstHeads = heads;
    this.#firstTails = tails;
    this.#heads = heads.slice();
    this.#tails = tails.slice();
  }

  refutes(makespan: number): boolean {
    this.#heads.set(this.#firstHeads);
    this.#tails.set(this.#firstTails);
    for (;;) {
      if (longest(this.#heads, this.#tails) > makespan) return true;
      const narrowed = this.#separatePairs(makespan);
      if (narrowed === "impossible") return true;
      if (narrowed === "no") break;
      this.#followPrecedence();
    }
    return this.#users.some((users, resource) => this.#isOverloaded(users, resource, makespan));
  }

  #separatePairs(makespan: number): "no" | "yes" | "impossible" {
    const durations = this.#problem.durations;
    const heads = this.#heads;
    const tails = this.#tails;
    let narrowed: "no" | "yes" = "no";
    for (let at = 0; at < this.#pairs.length; at += 2) {
      let first = this.#pairs[at] as number;
      let second = this.#pairs[at + 1] as number;
      const fits = (one: number, other: number): boolean =>
        (heads[one] as number) + (durations[one] as number) + (tails[other] as number) <= makespan;
      const inOrder = fits(first, second);
      const inReverse = fits(second, first);
      if (inOrder && inReverse) continue;
      if (!inOrder && !inReverse) return "impossible";
      if (inReverse) [first, second] = [second, first];
      const head = (heads[first] as number) + (durations[first] as number);
      const tail = (durations[first] as number) + (tails[second] as number);
      if (head > (heads[second] as number)) {
        heads[second] = head;
        narrowed = "yes";
      }
      if (tail > (tails[first] as number)) {
        tails[first] = tail;
        narrowed = "yes";
      }
    }
    return narrowed;
  }

  #followPrecedence(): void {
    const { topologicalOrder, predecessors, successors } = this.#problem;
    for (const activity of topologicalOrder) {
      const end = predecessors.offsets[activity + 1] as number;
      for (let at = predecessors.offsets[activity] as number; at < end; at += 1) {
        const head = (this.#heads[predecessors.targets[at] as number] as number) + (predecessors.weights[at] as number);
        if (head > (this.#heads[activity] as number)) this.#heads[activity] = head;
      }
    }
    for (let position = topologicalOrder.length - 1; position >= 0; position -= 1) {
      const activity = topologicalOrder[position] as number;
      const end = successors.offsets[activity + 1] as number;
      for (let at = successors.offsets[activity] as number; at < end; at += 1) {
        const tail = (this.#tails[successors.targets[at] as number] as number) + (successors.weights[at] as number);
        if (tail > (this.#tails[activity] as number)) this.#tails[activity] = tail;
      }
    }
  }

  /** Whether in some stretch of time more work has to be done than can be, wherever each activity stands in its window. */
  #isOverloaded(users: readonly User[], resource: number, makespan: number): boolean {
    const durations = this.#problem.durations;
    const capacity = this.#problem.capacities[resource] as number;
    const begins = Int32Array.from(users, ({ activity }) => this.#heads[activity] as number);
    const lengths = Int32Array.from(users, ({ activity }) => durations[activity] as number);
    const ends = Int32Array.from(
      users,
      ({ activity }) => makespan - (this.#tails[activity] as number) + (durations[activity] as number),
    );
    const amounts = Int32Array.from(users, ({ amount }) => amount);
    for (const from of new Set(begins)) {
      for (const to of new Set(ends)) {
        if (to <= from) continue;
        let room = capacity * (to - from);
        for (let user = 0; user < lengths.length && room >= 0; user += 1) {
          const length = lengths[user] as number;
          const early = (begins[user] as number) + length - from;
          const late = to - (ends[user] as number) + length;
          const inside = Math.min(length, early, late, to - from);
          if (inside > 0) room -= inside * (amounts[user] as number);
        }
        if (room < 0) return true;
      }
    }
    return false;
  }
}

function exclusivePairs(
  users: readonly (readonly User[])[],
  capacities: Int32Array,
  activityCount: number,
): readonly number[] {
  const found = new Set<number>();
  for (const [resource, list] of users.entries()) {
    for (const [index, one] of list.entries()) {
      for (const other of list.slice(index + 1)) {
        if (one.amount + other.amount > (capacities[resource] as number)) {
          found.add(one.activity * activityCount + other.activity);
        }
      }
    }
  }
  return [...found].flatMap((pair) => [Math.floor(pair / activityCount), pair % activityCount]);
}
