import type { LevellingProblem } from "./problem.ts";

/** What is free of one resource: from `times[i]` up to `times[i + 1]` (the last one without end) there is `free[i]`. */
class StepProfile {
  times = new Int32Array(16);
  free = new Int32Array(16);
  length = 1;
  readonly #capacity: number;

  constructor(capacity: number) {
    this.#capacity = capacity;
    this.clear();
  }

  clear(): void {
    this.length = 1;
    this.times[0] = 0;
    this.free[0] = this.#capacity;
  }

  /** The first time from `start` on from which `amount` is free for `duration`. */
  firstFit(start: number, duration: number, amount: number): number {
    const times = this.times;
    const free = this.free;
    const length = this.length;
    let begin = start;
    let step = this.#stepAt(start);
    for (;;) {
      if ((free[step] as number) < amount) {
        step += 1;
        begin = times[step] as number;
        continue;
      }
      step += 1;
      if (step >= length || (times[step] as number) >= begin + duration) return begin;
    }
  }

  take(start: number, end: number, amount: number): void {
    const first = this.#split(start);
    const last = this.#split(end);
    for (let step = first; step < last; step += 1) this.free[step] = (this.free[step] as number) - amount;
    this.#joinAt(last);
    this.#joinAt(first);
  }

  /** The step that holds `time`. */
  #stepAt(time: number): number {
    const times = this.times;
    let low = 0;
    let high = this.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((times[middle] as number) <= time) low = middle;
      else high = middle;
    }
    return low;
  }

  /** The step that begins at `time`; it is made where there is none. */
  #split(time: number): number {
    const step = this.#stepAt(time);
    if (this.times[step] === time) return step;
    if (this.length === this.times.length) this.#grow();
    this.times.copyWithin(step + 2, step + 1, this.length);
    this.free.copyWithin(step + 2, step + 1, this.length);
    this.times[step + 1] = time;
    this.free[step + 1] = this.free[step] as number;
    this.length += 1;
    return step + 1;
  }

  #joinAt(step: number): void {
    if (step === 0 || this.free[step] !== this.free[step - 1]) return;
    this.times.copyWithin(step, step + 1, this.length);
    this.free.copyWithin(step, step + 1, this.length);
    this.length -= 1;
  }

  #grow(): void {
    const times = new Int32Array(2 * this.times.length);
    times.set(this.times);
    this.times = times;
    const free = new Int32Array(times.length);
    free.set(this.free);
    this.free = free;
  }
}

/**
 * Serial schedule generation in one direction on a row of steps for each resource. Its cost doesn't depend on how long the units and
 * the plan are, nor on how many resources there are, but on how often what is free changes.
 */
export class StepPass {
  readonly starts: Int32Array;
  readonly #problem: LevellingProblem;
  readonly #profiles: readonly StepProfile[];

  constructor(problem: LevellingProblem) {
    this.starts = new Int32Array(problem.activityCount);
    this.#problem = problem;
    this.#profiles = Array.from(problem.capacities, (capacity) => new StepProfile(capacity));
  }

  /** Places all activities in the order of `list`, each as early as it can. Returns the latest finish. */
  place(list: Int32Array): number {
    const { durations, releases, predecessors } = this.#problem;
    const starts = this.starts;
    for (const profile of this.#profiles) profile.clear();
    let makespan = 0;
    for (const activity of list) {
      let start = releases[activity] as number;
      const last = predecessors.offsets[activity + 1] as number;
      for (let at = predecessors.offsets[activity] as number; at < last; at += 1) {
        const predecessor = predecessors.targets[at] as number;
        start = Math.max(start, (starts[predecessor] as number) + (predecessors.weights[at] as number));
      }
      const duration = durations[activity] as number;
      start = this.#take(activity, start, duration);
      starts[activity] = start;
      makespan = Math.max(makespan, start + duration);
    }
    return makespan;
  }

  #take(activity: number, earliest: number, duration: number): number {
    const { offsets, targets, weights } = this.#problem.demands;
    const first = offsets[activity] as number;
    const last = offsets[activity + 1] as number;
    let start = earliest;
    // Each resource may move the start on; it stands when all agree one after the other.
    let agreed = 0;
    for (let at = first; agreed < last - first; at = at + 1 < last ? at + 1 : first) {
      const profile = this.#profiles[targets[at] as number] as StepProfile;
      const fit = profile.firstFit(start, duration, weights[at] as number);
      agreed = fit === start ? agreed + 1 : 1;
      start = fit;
    }
    for (let at = first; at < last; at += 1) {
      const profile = this.#profiles[targets[at] as number] as StepProfile;
      profile.take(start, start + duration, weights[at] as number);
    }
    return start;
  }
}
