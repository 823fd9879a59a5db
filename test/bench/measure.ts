/** Times one piece of work: warms up, repeats it and gives the median in milliseconds. */
export function median(runs: number, work: () => unknown): number {
  for (let warm = 0; warm < Math.max(2, runs / 4); warm += 1) work();
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const before = performance.now();
    work();
    times.push(performance.now() - before);
  }
  return middle(times);
}

/** The middle of some figures. */
export function middle(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** A figure with its unit, its limit where it has one, and what it is compared with. */
export interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: "ms" | "kB" | "×";
  readonly limit?: number;
  readonly peer?: string;
}

/** What was measured with a plan of one size, and what may grow with the size: milliseconds by what takes them. */
export interface SizeRows {
  readonly rows: readonly Row[];
  readonly growing: Readonly<Record<string, number>>;
  /** So many times as long each task of a plan of ten times the size may take. */
  readonly growthLimit: number;
}
