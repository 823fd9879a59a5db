/** The levelling problem: activities that wait for each other and share resources of limited capacity. */

/** What an activity is, in whole units of time on one common axis. */
export interface ActivityInput {
  /** Units of time, 0 or more. */
  readonly duration: number;
  /** The earliest start; 0 where it is left out. */
  readonly release?: number;
  /** How much of which resource it takes from start to finish. */
  readonly demands?: readonly { readonly resource: number; readonly amount: number }[];
  /** When it ought to be finished; lateness counts after the makespan. */
  readonly due?: number;
  /** What one unit of lateness costs; 1 where it is left out. */
  readonly latenessWeight?: number;
  /** The lower the number, the earlier it is placed where nothing else decides. */
  readonly priority?: number;
}

/** `to` starts no earlier than `weight` units after the start of `from`. A finish-to-start link has the duration of `from` as weight. */
export interface PrecedenceInput {
  readonly from: number;
  readonly to: number;
  readonly weight: number;
}

export interface LevellingInput {
  readonly activities: readonly ActivityInput[];
  readonly precedences: readonly PrecedenceInput[];
  /** How much of each resource there is at every time. */
  readonly capacities: readonly number[];
}

/** For each activity a stretch of `targets`, from `offsets[activity]` up to `offsets[activity + 1]`, with a weight each. */
export interface WeightedLists {
  readonly offsets: Int32Array;
  readonly targets: Int32Array;
  readonly weights: Int32Array;
}

export interface LevellingProblem {
  readonly activityCount: number;
  readonly durations: Int32Array;
  readonly releases: Int32Array;
  /** By activity, what it waits for: the start of `target` plus `weight` is the earliest start. */
  readonly predecessors: WeightedLists;
  /** By activity, what waits for it. */
  readonly successors: WeightedLists;
  readonly capacities: Int32Array;
  /** By activity, the resources it takes and how much of each. Without duration nothing is taken. */
  readonly demands: WeightedLists;
  /** All activities, predecessors first. */
  readonly topologicalOrder: Int32Array;
  /** No schedule of a serial pass ends after this. */
  readonly horizon: number;
  /** Where one activity at least has a due date or a priority. */
  readonly secondary: SecondaryTerms | undefined;
}

/** What counts between schedules of the same makespan: the sum over all activities of both terms. */
export interface SecondaryTerms {
  /** Units of time; the horizon where there is no due date. */
  readonly dues: Float64Array;
  readonly latenessWeights: Float64Array;
  /** What one unit of a later start costs; higher for lower priority numbers, 0 for all where no priority is given. */
  readonly startWeights: Float64Array;
}

/** Why something can't be levelled. `activities`: those it is about; of a cycle the whole path, in order. */
export interface LevellingFault {
  readonly kind: "number" | "reference" | "demand" | "cycle" | "horizon";
  readonly activities: readonly number[];
  readonly message: string;
}

/** Times stay below this, so that sums of two fit into 32 bits. */
const longestHorizon = 2 ** 30;

/** Checks the input and puts it into rows of numbers. Reports every number, reference or demand that can't be, and cycles. */
export function makeLevellingProblem(
  input: LevellingInput,
):
  | { readonly problem: LevellingProblem; readonly faults?: undefined }
  | { readonly problem?: undefined; readonly faults: readonly LevellingFault[] } {
  const faults = findFaults(input);
  if (faults.length > 0) return { faults };
  const { activities, precedences, capacities } = input;
  const activityCount = activities.length;
  const successors = weightedLists(
    activityCount,
    precedences.map(({ from, to, weight }) => ({ owner: from, target: to, weight })),
  );
  const predecessors = weightedLists(
    activityCount,
    precedences.map(({ from, to, weight }) => ({ owner: to, target: from, weight })),
  );
  const topologicalOrder = sortTopologically(activityCount, predecessors, successors);
  if (topologicalOrder.length < activityCount) {
    const cycle = findCycle(activityCount, predecessors, topologicalOrder);
    return { faults: [{ kind: "cycle", activities: cycle, message: "These activities wait for each other." }] };
  }
  const durations = Int32Array.from(activities, ({ duration }) => duration);
  const releases = Int32Array.from(activities, ({ release = 0 }) => release);
  const horizon =
    releases.reduce((latest, release) => Math.max(latest, release), 0) +
    Math.max(lengthInRow(durations, predecessors, true), lengthInRow(durations, successors, false));
  if (horizon > longestHorizon) {
    const message = `All activities one after the other take more than ${longestHorizon} units of time; use a longer unit.`;
    return { faults: [{ kind: "horizon", activities: [], message }] };
  }
  const demands = weightedLists(
    activityCount,
    activities.flatMap(({ demands = [], duration }, owner) =>
      duration === 0 ? [] : [...sumByResource(demands)].map(([target, weight]) => ({ owner, target, weight })),
    ),
  );
  return {
    problem: {
      activityCount,
      durations,
      releases,
      predecessors,
      successors,
      capacities: Int32Array.from(capacities),
      demands,
      topologicalOrder,
      horizon,
      secondary: secondaryTerms(activities, horizon),
    },
  };
}

/**
 * The same problem with time running backwards: what was a successor is a predecessor. A start in it is the time between a finish and
 * the end. Releases are left out: they bound the end, not the start.
 */
export function mirrorProblem(problem: LevellingProblem): LevellingProblem {
  const { durations, predecessors, successors, activityCount } = problem;
  const turned = (lists: WeightedLists): WeightedLists => {
    const weights = new Int32Array(lists.weights.length);
    for (let activity = 0; activity < activityCount; activity += 1) {
      const end = lists.offsets[activity + 1] as number;
      for (let at = lists.offsets[activity] as number; at < end; at += 1) {
        // From start_j ≥ start_i + w follows, with s' = −s − d: s'_i ≥ s'_j + w + d_j − d_i.
        const other = durations[lists.targets[at] as number] as number;
        const own = durations[activity] as number;
        weights[at] = (lists.weights[at] as number) + (lists === successors ? other - own : own - other);
      }
    }
    return { ...lists, weights };
  };
  return {
    ...problem,
    releases: new Int32Array(activityCount),
    predecessors: turned(successors),
    successors: turned(predecessors),
    topologicalOrder: problem.topologicalOrder.slice().reverse(),
    secondary: undefined,
  };
}

function findFaults({ activities, precedences, capacities }: LevellingInput): readonly LevellingFault[] {
  const faults: LevellingFault[] = [];
  const whole = (value: number, least: number): boolean =>
    Number.isInteger(value) && value >= least && value <= longestHorizon;
  capacities.forEach((capacity, resource) => {
    if (whole(capacity, 0)) return;
    faults.push({
      kind: "number",
      activities: [],
      message: `Capacity of resource ${resource}: a whole number from 0.`,
    });
  });
  activities.forEach(({ duration, release = 0, demands = [], due = 0, latenessWeight = 1, priority = 0 }, activity) => {
    const fault = (kind: LevellingFault["kind"], message: string): void => {
      faults.push({ kind, activities: [activity], message });
    };
    if (!whole(duration, 0)) fault("number", "Duration: a whole number from 0.");
    if (!whole(release, 0)) fault("number", "Release: a whole number from 0.");
    if (![due, latenessWeight, priority].every(Number.isFinite) || latenessWeight < 0) {
      fault("number", "Due date, its weight and priority: finite numbers, the weight not below 0.");
    }
    for (const { resource, amount } of demands) {
      if (capacities[resource] === undefined) fault("reference", `There is no resource ${resource}.`);
      else if (!whole(amount, 0)) fault("number", `Demand for resource ${resource}: a whole number from 0.`);
    }
    for (const [resource, amount] of sumByResource(demands)) {
      if (duration === 0 || amount <= (capacities[resource] ?? amount)) continue;
      fault("demand", `It takes ${amount} of resource ${resource}, of which there are ${capacities[resource]}.`);
    }
  });
  for (const { from, to, weight } of precedences) {
    if (activities[from] === undefined || activities[to] === undefined) {
      faults.push({ kind: "reference", activities: [], message: `There is no activity ${from} or ${to}.` });
    } else if (!whole(Math.abs(weight), 0)) {
      faults.push({ kind: "number", activities: [from, to], message: "Weight of a precedence: a whole number." });
    }
  }
  return faults;
}

function sumByResource(demands: NonNullable<ActivityInput["demands"]>): ReadonlyMap<number, number> {
  const sums = new Map<number, number>();
  for (const { resource, amount } of demands) {
    if (amount !== 0) sums.set(resource, (sums.get(resource) ?? 0) + amount);
  }
  return sums;
}

function weightedLists(
  count: number,
  entries: readonly { readonly owner: number; readonly target: number; readonly weight: number }[],
): WeightedLists {
  const offsets = new Int32Array(count + 1);
  for (const { owner } of entries) offsets[owner + 1] = (offsets[owner + 1] as number) + 1;
  for (let owner = 0; owner < count; owner += 1) {
    offsets[owner + 1] = (offsets[owner + 1] as number) + (offsets[owner] as number);
  }
  const next = offsets.slice();
  const targets = new Int32Array(entries.length);
  const weights = new Int32Array(entries.length);
  for (const { owner, target, weight } of entries) {
    const at = next[owner] as number;
    next[owner] = at + 1;
    targets[at] = target;
    weights[at] = weight;
  }
  return { offsets, targets, weights };
}

/** All activities with predecessors first; without those that are in a cycle or behind one. */
function sortTopologically(count: number, predecessors: WeightedLists, successors: WeightedLists): Int32Array {
  const waiting = new Int32Array(count);
  const order = new Int32Array(count);
  let length = 0;
  for (let activity = 0; activity < count; activity += 1) {
    const number = (predecessors.offsets[activity + 1] as number) - (predecessors.offsets[activity] as number);
    waiting[activity] = number;
    if (number === 0) order[length++] = activity;
  }
  for (let read = 0; read < length; read += 1) {
    const activity = order[read] as number;
    const end = successors.offsets[activity + 1] as number;
    for (let at = successors.offsets[activity] as number; at < end; at += 1) {
      const successor = successors.targets[at] as number;
      waiting[successor] = (waiting[successor] as number) - 1;
      if (waiting[successor] === 0) order[length++] = successor;
    }
  }
  return order.subarray(0, length);
}

/** One cycle, each activity before the one that waits for it. There is one, since `sorted` leaves activities out. */
function findCycle(count: number, predecessors: WeightedLists, sorted: Int32Array): readonly number[] {
  const isSorted = new Uint8Array(count);
  for (const activity of sorted) isSorted[activity] = 1;
  const unsortedPredecessor = (activity: number): number => {
    let at = predecessors.offsets[activity] as number;
    while (isSorted[predecessors.targets[at] as number] === 1) at += 1;
    return predecessors.targets[at] as number;
  };
  // What is left out has a predecessor that is left out: going back from any, the way must come round.
  const place = new Map<number, number>();
  const way: number[] = [];
  let activity = isSorted.indexOf(0);
  while (!place.has(activity)) {
    place.set(activity, way.length);
    way.push(activity);
    activity = unsortedPredecessor(activity);
  }
  return way.slice(place.get(activity)).reverse();
}

/** The longest a serial pass can get: all activities one behind the other, each after its longest wait. */
function lengthInRow(durations: Int32Array, waitedFor: WeightedLists, isForward: boolean): number {
  let sum = 0;
  for (let activity = 0; activity < durations.length; activity += 1) {
    const own = durations[activity] as number;
    let longestWait = 0;
    const end = waitedFor.offsets[activity + 1] as number;
    for (let at = waitedFor.offsets[activity] as number; at < end; at += 1) {
      const first = isForward ? (durations[waitedFor.targets[at] as number] as number) : own;
      longestWait = Math.max(longestWait, (waitedFor.weights[at] as number) - first);
    }
    sum += own + longestWait;
  }
  return sum;
}

function secondaryTerms(activities: readonly ActivityInput[], horizon: number): SecondaryTerms | undefined {
  const priorities = activities.flatMap(({ priority }) => (priority === undefined ? [] : [priority]));
  if (priorities.length === 0 && activities.every(({ due }) => due === undefined)) return undefined;
  const last = priorities.reduce((highest, priority) => Math.max(highest, priority), 0);
  const ranks = new Map(
    [...new Set([...priorities, last + 1])].sort((a, b) => b - a).map((value, rank) => [value, rank]),
  );
  return {
    dues: Float64Array.from(activities, ({ due = horizon }) => due),
    latenessWeights: Float64Array.from(activities, ({ latenessWeight = 1 }) => latenessWeight),
    startWeights: Float64Array.from(activities, ({ priority = last + 1 }) => ranks.get(priority) ?? 0),
  };
}
