import { betaPertTable, quantileIn, tableSize } from "./betaPert.ts";
import type { Distribution } from "./distributions.ts";
import type { SimulationModel } from "./model.ts";

/**
 * Durations from random numbers, by the inverse of the distribution's function; in whole seconds of work. A larger random number gives
 * a longer duration.
 */
export class Sampler {
  readonly #low: Float64Array;
  readonly #range: Float64Array;
  /** Triangular: where in the range the likely value lies. */
  readonly #place: Float64Array;
  /** Beta-PERT: all tables one behind another, and where each task's begins. */
  readonly #tables: Float32Array | undefined;
  readonly #offset: Int32Array;

  /** @param likely of each of the variable nodes */
  constructor({ optimistic, pessimistic }: SimulationModel, likely: Float64Array, distribution: Distribution) {
    this.#low = optimistic;
    this.#range = pessimistic.map((high, index) => high - (optimistic[index] as number));
    this.#place = likely.map((value, index) => {
      const range = this.#range[index] as number;
      return range === 0 ? 0 : Math.min(Math.max((value - (optimistic[index] as number)) / range, 0), 1);
    });
    this.#offset = new Int32Array(likely.length);
    if (distribution === "triangular") return;
    const offsets = new Map<number, number>();
    for (const [index, place] of this.#place.entries()) {
      const known = offsets.get(place);
      const offset = known ?? offsets.size * tableSize;
      if (known === undefined) offsets.set(place, offset);
      this.#offset[index] = offset;
    }
    const tables = new Float32Array(offsets.size * tableSize);
    for (const [place, offset] of offsets) tables.set(betaPertTable(place), offset);
    this.#tables = tables;
  }

  /** @param bits from 0 up to 2^32 each */
  sample(bits: Uint32Array, durations: Float64Array): void {
    const low = this.#low;
    const range = this.#range;
    const tables = this.#tables;
    if (tables === undefined) {
      const place = this.#place;
      for (let index = 0; index < bits.length; index++) {
        const share = ((bits[index] as number) + 0.5) / 2 ** 32;
        const top = place[index] as number;
        const at = share < top ? Math.sqrt(share * top) : 1 - Math.sqrt((1 - share) * (1 - top));
        durations[index] = Math.round((low[index] as number) + (range[index] as number) * at);
      }
      return;
    }
    const offset = this.#offset;
    for (let index = 0; index < bits.length; index++) {
      const at = quantileIn(tables, offset[index] as number, bits[index] as number);
      durations[index] = Math.round((low[index] as number) + (range[index] as number) * at);
    }
  }
}
