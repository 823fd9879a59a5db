import type { ComplexityFactors } from "./questionSet.ts";

/** How complex a project is by the seven factors of the CIFTER (GAPPS). */
export interface Complexity {
  /** 7 to 28; absent until all factors are rated. */
  readonly sum?: number;
  /** What the sum means, such as `Global 1`. */
  readonly range?: string;
  readonly rated: number;
  /** The level that evidence from such a project supports at most; absent where it limits nothing. */
  readonly supportsUpTo?: number;
}

/** Below this sum a project is too simple to show more than level 3. */
const simple = 11;

export function complexityOf({ factors, ranges }: ComplexityFactors, ratings: ReadonlyMap<string, number>): Complexity {
  const values = factors.flatMap(({ id }) => ratings.get(id) ?? []);
  if (values.length < factors.length) return { rated: values.length };
  const sum = values.reduce((total, value) => total + value, 0);
  const range = ranges.find(({ upTo }) => sum <= upTo)?.name;
  return {
    sum,
    rated: values.length,
    ...(range !== undefined && { range }),
    ...(sum <= simple && { supportsUpTo: 3 }),
  };
}
