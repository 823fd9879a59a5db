/**
 * xoshiro128** (Blackman and Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 47(4), 2021; the authors put it into the
 * public domain): 32 bits at a time, period 2^128 - 1. The same seed gives the same numbers everywhere.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  /** @param state four whole numbers of 32 bits, not all of them 0 */
  constructor([a, b, c, d]: readonly [number, number, number, number]) {
    this.#a = a | 0;
    this.#b = b | 0;
    this.#c = c | 0;
    this.#d = d | 0;
  }

  /** Begins where a seed says. Seeds that are near each other give streams that have nothing to do with each other. */
  static of(seed: number): Random {
    let low = seed >>> 0;
    // Seeds above 2^32 count too.
    let high = Math.floor(seed / 2 ** 32) >>> 0;
    const next = (): number => {
      low = (low + 0x9e3779b9) >>> 0;
      high = (Math.imul(high ^ low, 0x85ebca6b) + 0x6a09e667) >>> 0;
      // The finalizer of MurmurHash3 (Appleby, public domain).
      let mixed = low ^ high;
      mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
      mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
      return mixed ^ (mixed >>> 16);
    };
    const state = [next(), next(), next(), next()] as const;
    return new Random(state.every((word) => word === 0) ? [1, 2, 3, 4] : state);
  }

  /** Fills with whole numbers from 0 up to 2^32, each as likely as any other. */
  fill(numbers: Uint32Array): void {
    let a = this.#a;
    let b = this.#b;
    let c = this.#c;
    let d = this.#d;
    for (let index = 0; index < numbers.length; index++) {
      const five = Math.imul(b, 5);
      numbers[index] = Math.imul((five << 7) | (five >>> 25), 9);
      const shifted = b << 9;
      c ^= a;
      d ^= b;
      b ^= c;
      a ^= d;
      c ^= shifted;
      d = (d << 11) | (d >>> 21);
    }
    this.#a = a;
    this.#b = b;
    this.#c = c;
    this.#d = d;
  }
}
