import type { LevellingProblem } from "./problem.ts";

/** How the capacities of all resources lie in 32-bit words: each resource has bits for its capacity and a guard bit above them. */
interface Packing {
  readonly words: number;
  /** By resource. */
  readonly word: Int32Array;
  readonly shift: Int32Array;
}

const bitsOfWord = 32;

/** `undefined` where a capacity is too large for a word. */
export function packResources(capacities: Int32Array): Packing | undefined {
  const word = new Int32Array(capacities.length);
  const shift = new Int32Array(capacities.length);
  let words = 0;
  let used = bitsOfWord;
  for (let resource = 0; resource < capacities.length; resource += 1) {
    const bits = bitsOfWord - Math.clz32(capacities[resource] as number) + 1;
    if (bits > bitsOfWord) return undefined;
    if (used + bits > bitsOfWord) {
      words += 1;
      used = 0;
    }
    word[resource] = words - 1;
    shift[resource] = used;
    used += bits;
  }
  return { words: Math.max(1, words), word, shift };
}

/**
 * Serial schedule generation in one direction on slots of one unit: what is free of all resources lies packed in a word or some words
 * a slot, so that a slot is tried with one subtraction. For short horizons and few resources.
 */
export class SlotPass {
  readonly starts: Int32Array;
  readonly #durations: Int32Array;
  readonly #releases: Int32Array;
  readonly #offsets: Int32Array;
  readonly #targets: Int32Array;
  readonly #weights: Int32Array;
  readonly #words: number;
  /** By activity and word. */
  readonly #demands: Int32Array;
  readonly #needs: Uint8Array;
  readonly #full: Int32Array;
  readonly #guards: Int32Array;
  /** By slot and word. */
  readonly #free: Int32Array;
  /** Slots up to here may hold something of the pass before. */
  #touched = 0;

  constructor(problem: LevellingProblem, packing: Packing) {
    const { activityCount, capacities, demands } = problem;
    this.starts = new Int32Array(activityCount);
    this.#durations = problem.durations;
    this.#releases = problem.releases;
    this.#offsets = problem.predecessors.offsets;
    this.#targets = problem.predecessors.targets;
    this.#weights = problem.predecessors.weights;
    const words = packing.words;
    this.#words = words;
    this.#full = new Int32Array(words);
    this.#guards = new Int32Array(words);
    for (let resource = 0; resource < capacities.length; resource += 1) {
      const capacity = capacities[resource] as number;
      const word = packing.word[resource] as number;
      const shift = packing.shift[resource] as number;
      const guard = 1 << (shift + bitsOfWord - Math.clz32(capacity));
      this.#guards[word] = (this.#guards[word] as number) | guard;
      this.#full[word] = (this.#full[word] as number) | guard | (capacity << shift);
    }
    this.#demands = new Int32Array(activityCount * words);
    this.#needs = new Uint8Array(activityCount);
    for (let activity = 0; activity < activityCount; activity += 1) {
      const end = demands.offsets[activity + 1] as number;
      for (let at = demands.offsets[activity] as number; at < end; at += 1) {
        const resource = demands.targets[at] as number;
        const place = activity * words + (packing.word[resource] as number);
        const amount = (demands.weights[at] as number) << (packing.shift[resource] as number);
        this.#demands[place] = (this.#demands[place] as number) | amount;
        this.#needs[activity] = 1;
      }
    }
    this.#free = new Int32Array((problem.horizon + 1) * words);
    this.#touched = problem.horizon + 1;
  }

  /** Places all activities in the order of `list`, each as early as it can. Returns the latest finish. */
  place(list: Int32Array): number {
    this.#clear();
    const makespan = this.#words === 1 ? this.#placeInOneWord(list) : this.#placeInWords(list);
    this.#touched = makespan;
    return makespan;
  }

  #clear(): void {
    const words = this.#words;
    if (words === 1) {
      this.#free.fill(this.#full[0] as number, 0, this.#touched);
      return;
    }
    for (let slot = 0; slot < this.#touched; slot += 1) this.#free.set(this.#full, slot * words);
  }

  #placeInOneWord(list: Int32Array): number {
    const starts = this.starts;
    const durations = this.#durations;
    const releases = this.#releases;
    const offsets = this.#offsets;
    const targets = this.#targets;
    const weights = this.#weights;
    const demands = this.#demands;
    const free = this.#free;
    const guard = this.#guards[0] as number;
    let makespan = 0;
    for (let position = 0; position < list.length; position += 1) {
      const activity = list[position] as number;
      let start = releases[activity] as number;
      const last = offsets[activity + 1] as number;
      for (let at = offsets[activity] as number; at < last; at += 1) {
        const earliest = (starts[targets[at] as number] as number) + (weights[at] as number);
        if (earliest > start) start = earliest;
      }
      const duration = durations[activity] as number;
      let end = start + duration;
      const demand = demands[activity] as number;
      if (demand !== 0) {
        // From the end of the window back: a slot without room moves the window behind it; what was tried is not tried again.
        let tried = start;
        let slot = end - 1;
        while (slot >= tried) {
          if ((((free[slot] as number) - demand) & guard) === guard) {
            slot -= 1;
            continue;
          }
          tried = end;
          end = slot + 1 + duration;
          slot = end - 1;
        }
        start = end - duration;
        for (let slot = start; slot < end; slot += 1) free[slot] = (free[slot] as number) - demand;
      }
      starts[activity] = start;
      if (end > makespan) makespan = end;
    }
    return makespan;
  }

  #placeInWords(list: Int32Array): number {
    const starts = this.starts;
    const offsets = this.#offsets;
    const words = this.#words;
    const demands = this.#demands;
    const free = this.#free;
    const guards = this.#guards;
    let makespan = 0;
    for (let position = 0; position < list.length; position += 1) {
      const activity = list[position] as number;
      let start = this.#releases[activity] as number;
      const last = offsets[activity + 1] as number;
      for (let at = offsets[activity] as number; at < last; at += 1) {
        const predecessor = this.#targets[at] as number;
        const earliest = (starts[predecessor] as number) + (this.#weights[at] as number);
        if (earliest > start) start = earliest;
      }
      const duration = this.#durations[activity] as number;
      let end = start + duration;
      if (this.#needs[activity] === 1) {
        const base = activity * words;
        let tried = start;
        let slot = end - 1;
        while (slot >= tried) {
          let word = 0;
          while (word < words) {
            const guard = guards[word] as number;
            const rest = (free[slot * words + word] as number) - (demands[base + word] as number);
            if ((rest & guard) !== guard) break;
            word += 1;
          }
          if (word === words) {
            slot -= 1;
            continue;
          }
          tried = end;
          end = slot + 1 + duration;
          slot = end - 1;
        }
        start = end - duration;
        for (let slot = start; slot < end; slot += 1) {
          for (let word = 0; word < words; word += 1) {
            const place = slot * words + word;
            free[place] = (free[place] as number) - (demands[base + word] as number);
          }
        }
      }
      starts[activity] = start;
      if (end > makespan) makespan = end;
    }
    return makespan;
  }
}
