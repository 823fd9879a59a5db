import type { Checklist } from "./checklist.ts";

/** How many boxes are ticked, and how many there are. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}

/** Every box of a checklist counts, nested ones too. */
export function progressOf(checklist: Checklist): Progress {
  let done = 0;
  for (const item of checklist.items) if (item.done) done += 1;
  return { done, total: checklist.items.length };
}

/**
 * Each heading with all headings below it.
 * @param parents for each heading the index of the one above it, which comes earlier; -1 for none.
 * @returns by index.
 */
export function progressOfGroups(
  parents: readonly number[],
  items: Iterable<{ readonly group: number; readonly done: boolean }>,
): readonly Progress[] {
  const sums = parents.map(() => ({ done: 0, total: 0 }));
  for (const item of items) {
    const sum = sums[item.group];
    if (sum === undefined) continue;
    sum.total += 1;
    if (item.done) sum.done += 1;
  }
  for (let index = sums.length - 1; index > 0; index -= 1) {
    const sum = sums[index];
    const above = sums[parents[index] ?? -1];
    if (sum === undefined || above === undefined) continue;
    above.done += sum.done;
    above.total += sum.total;
  }
  return sums;
}
