/** How durations between optimistic and pessimistic are spread. */
export type Distribution = "beta-pert" | "triangular";

export const distributions: readonly Distribution[] = ["beta-pert", "triangular"];

/** A three-point estimate, in whatever it is counted in. */
export interface ThreePoint {
  readonly optimistic: number;
  readonly likely: number;
  readonly pessimistic: number;
}

export interface MeanAndDeviation {
  readonly mean: number;
  readonly deviation: number;
}

/** E = (O + 4M + P) / 6, σ = (P - O) / 6 (Malcolm, Roseboom, Clark and Fazar 1959). */
export function pertFigures({ optimistic, likely, pessimistic }: ThreePoint): MeanAndDeviation {
  return { mean: (optimistic + 4 * likely + pessimistic) / 6, deviation: (pessimistic - optimistic) / 6 };
}

/** (O + M + P) / 3, and the exact standard deviation of the triangular distribution. */
export function triangularFigures({ optimistic: o, likely: m, pessimistic: p }: ThreePoint): MeanAndDeviation {
  return {
    mean: (o + m + p) / 3,
    deviation: Math.sqrt(Math.max(0, o * o + m * m + p * p - o * m - o * p - m * p) / 18),
  };
}

/** The share of the standard normal distribution below z. By the series of Marsaglia (J. Stat. Software 11(4), 2004), to about 1e-15. */
export function normalShare(z: number): number {
  if (z < -8) return 0;
  if (z > 8) return 1;
  let sum = z;
  let term = z;
  for (let odd = 3; sum !== sum + term || odd < 5; odd += 2) {
    term *= (z * z) / odd;
    sum += term;
    if (odd > 1000) break;
  }
  return 0.5 + sum * Math.exp(-(z * z) / 2) * 0.3989422804014327;
}

/** The z below which that share of the standard normal distribution lies: 0.8 → 0.8416. By halving, since it is seldom asked. */
export function normalQuantile(share: number): number {
  let low = -8;
  let high = 8;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (normalShare(middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * The smallest value that so many in a hundred do not exceed: nearest rank, index ceil(p·N) counted from 1.
 * @param sorted from the smallest on
 */
export function nearestRank(sorted: ArrayLike<number>, percent: number): number {
  const rank = Math.ceil((percent * sorted.length) / 100 - 1e-9);
  return sorted[Math.max(1, Math.min(sorted.length, rank)) - 1] ?? Number.NaN;
}
