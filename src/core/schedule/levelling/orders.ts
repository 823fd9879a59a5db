import type { SeededRandom } from "../random.ts";
import type { Precedence } from "./decoder.ts";
import type { PriorityRule } from "./priorityRules.ts";

/** A draw from more activities than this costs too much on large plans. */
const mostLookedAt = 64;

/** Makes orders of activities that keep precedence. Nothing is allocated after it was made. */
export class OrderBuilder {
  readonly #count: number;
  readonly #predecessors: Precedence;
  readonly #successors: Precedence;
  readonly #waiting: Int32Array;
  readonly #heap: Int32Array;
  readonly #placed: Uint8Array;
  readonly #chances = new Float64Array(mostLookedAt);

  constructor(count: number, predecessors: Precedence, successors: Precedence) {
    this.#count = count;
    this.#predecessors = predecessors;
    this.#successors = successors;
    this.#waiting = new Int32Array(count);
    this.#heap = new Int32Array(count);
    this.#placed = new Uint8Array(count);
  }

  /** Of the activities whose predecessors are placed the one with the lowest key comes next; of equal ones the one with the lower number. */
  byKeys(keys: Float64Array, into: Int32Array): void {
    const { offsets, targets } = this.#successors;
    const waiting = this.#waiting;
    let size = this.#begin((activity, at) => this.#push(keys, at, activity));
    for (let position = 0; size > 0; position += 1) {
      const activity = this.#heap[0] as number;
      size = this.#pop(keys, size);
      into[position] = activity;
      const end = offsets[activity + 1] as number;
      for (let at = offsets[activity] as number; at < end; at += 1) {
        const successor = targets[at] as number;
        const left = (waiting[successor] as number) - 1;
        waiting[successor] = left;
        if (left === 0) size = this.#push(keys, size, successor);
      }
    }
  }

  /**
   * Of the activities whose predecessors are placed the next one is drawn, with the probability (regret + 1)^`bias`, the regret being how
   * far its key is below the highest in units of the rule (Drexl 1991). 0 is pure chance. Of many, only some are looked at.
   */
  draw({ keys, unit }: PriorityRule, bias: number, random: SeededRandom, into: Int32Array): void {
    const { offsets, targets } = this.#successors;
    const waiting = this.#waiting;
    const eligible = this.#heap;
    const chances = this.#chances;
    let size = this.#begin((activity, at) => {
      eligible[at] = activity;
    });
    for (let position = 0; size > 0; position += 1) {
      const seen = Math.min(size, mostLookedAt);
      let highest = Number.NEGATIVE_INFINITY;
      for (let at = 0; at < seen; at += 1) {
        if (size > seen) this.#swap(at, at + random.below(size - at));
        highest = Math.max(highest, keys[eligible[at] as number] as number);
      }
      let whole = 0;
      for (let at = 0; at < seen; at += 1) {
        const regret = (highest - (keys[eligible[at] as number] as number)) / unit;
        const chance = (regret + 1) ** bias;
        chances[at] = chance;
        whole += chance;
      }
      let rest = random.unit() * whole;
      let drawn = 0;
      while (drawn < seen - 1) {
        rest -= chances[drawn] as number;
        if (rest < 0) break;
        drawn += 1;
      }
      const activity = eligible[drawn] as number;
      size -= 1;
      eligible[drawn] = eligible[size] as number;
      into[position] = activity;
      const end = offsets[activity + 1] as number;
      for (let at = offsets[activity] as number; at < end; at += 1) {
        const successor = targets[at] as number;
        const left = (waiting[successor] as number) - 1;
        waiting[successor] = left;
        if (left !== 0) continue;
        eligible[size] = successor;
        size += 1;
      }
    }
  }

  /** Moves what stands before something it waits for behind it and leaves the rest in its order. */
  repair(list: Int32Array, waitsFor: Precedence): void {
    const { offsets, targets } = waitsFor;
    const placed = this.#placed.fill(0);
    const stack = this.#heap;
    const order = this.#waiting;
    let length = 0;
    for (const first of list) {
      if (placed[first] === 1) continue;
      let depth = 1;
      stack[0] = first;
      while (depth > 0) {
        const activity = stack[depth - 1] as number;
        const end = offsets[activity + 1] as number;
        let at = offsets[activity] as number;
        while (at < end && placed[targets[at] as number] === 1) at += 1;
        if (at < end) {
          stack[depth] = targets[at] as number;
          depth += 1;
          continue;
        }
        depth -= 1;
        placed[activity] = 1;
        order[length] = activity;
        length += 1;
      }
    }
    list.set(order);
  }

  /** Counts what each activity waits for and hands over those that wait for nothing. Returns their number. */
  #begin(visit: (activity: number, at: number) => void): number {
    const { offsets } = this.#predecessors;
    let size = 0;
    for (let activity = 0; activity < this.#count; activity += 1) {
      const number = (offsets[activity + 1] as number) - (offsets[activity] as number);
      this.#waiting[activity] = number;
      if (number > 0) continue;
      visit(activity, size);
      size += 1;
    }
    return size;
  }

  #swap(one: number, other: number): void {
    const activity = this.#heap[one] as number;
    this.#heap[one] = this.#heap[other] as number;
    this.#heap[other] = activity;
  }

  #isBefore(keys: Float64Array, one: number, other: number): boolean {
    const difference = (keys[one] as number) - (keys[other] as number);
    return difference < 0 || (difference === 0 && one < other);
  }

  #push(keys: Float64Array, size: number, activity: number): number {
    const heap = this.#heap;
    let at = size;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#isBefore(keys, activity, heap[parent] as number)) break;
      heap[at] = heap[parent] as number;
      at = parent;
    }
    heap[at] = activity;
    return size + 1;
  }

  #pop(keys: Float64Array, size: number): number {
    const heap = this.#heap;
    const left = size - 1;
    const moved = heap[left] as number;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= left) break;
      if (child + 1 < left && this.#isBefore(keys, heap[child + 1] as number, heap[child] as number)) child += 1;
      if (!this.#isBefore(keys, heap[child] as number, moved)) break;
      heap[at] = heap[child] as number;
      at = child;
    }
    heap[at] = moved;
    return left;
  }
}
