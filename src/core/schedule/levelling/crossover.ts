import type { SeededRandom } from "../random.ts";
import type { Precedence } from "./decoder.ts";

/** Makes new lists of old ones. Nothing is allocated after it was made. */
export class Crossover {
  readonly #random: SeededRandom;
  readonly #successors: Precedence;
  readonly #places: Int32Array;

  constructor(activityCount: number, successors: Precedence, random: SeededRandom) {
    this.#random = random;
    this.#successors = successors;
    this.#places = new Int32Array(activityCount);
  }

  /**
   * A stretch of a tenth to four tenths of `father` as it is; what `father` has before it and behind it, in the order of `mother`. Keeps
   * precedence, since whatever stands before a place of a list that keeps it has all its predecessors there (two-point crossover,
   * Hartmann 1998, cut as by Debels and Vanhoucke 2007).
   */
  cross(mother: Int32Array, father: Int32Array, into: Int32Array): void {
    const count = father.length;
    const length = Math.max(1, Math.floor(count * (0.1 + 0.3 * this.#random.unit())));
    const first = this.#random.below(count - length + 1);
    const last = first + length;
    const places = this.#places;
    for (let place = 0; place < count; place += 1) places[father[place] as number] = place;
    let before = 0;
    let behind = last;
    for (let place = 0; place < count; place += 1) {
      const activity = mother[place] as number;
      const there = places[activity] as number;
      if (there < first) into[before++] = activity;
      else if (there >= last) into[behind++] = activity;
      else into[there] = activity;
    }
  }

  /** Swaps neighbours of which neither waits for the other, whichever way the list goes, each with the probability `rate`. */
  mutate(list: Int32Array, rate: number): void {
    for (let place = 0; place + 1 < list.length; place += 1) {
      if (this.#random.unit() >= rate) continue;
      const first = list[place] as number;
      const second = list[place + 1] as number;
      if (this.#waits(second, first) || this.#waits(first, second)) continue;
      list[place] = second;
      list[place + 1] = first;
    }
  }

  #waits(activity: number, predecessor: number): boolean {
    const { offsets, targets } = this.#successors;
    const end = offsets[predecessor + 1] as number;
    for (let at = offsets[predecessor] as number; at < end; at += 1) {
      if (targets[at] === activity) return true;
    }
    return false;
  }
}
