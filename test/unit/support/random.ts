/** A generator of numbers from 0 to 1 that gives the same ones for the same seed (mulberry32, public domain). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A whole number from 0 up to, but without, `below`. */
export function below(random: () => number, limit: number): number {
  return Math.floor(random() * limit);
}

export function oneOf<T>(random: () => number, choices: readonly T[]): T {
  return choices[below(random, choices.length)] as T;
}
