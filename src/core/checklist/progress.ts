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

/** Each group with all groups below it, by index. */
export function progressOfGroups(checklist: Checklist): readonly Progress[] {
  const sums = checklist.groups.map(() => ({ done: 0, total: 0 }));
  for (const item of checklist.items) {
    const sum = sums[item.group];
    if (sum === undefined) continue;
    sum.total += 1;
    if (item.done) sum.done += 1;
  }
  for (let index = sums.length - 1; index > 0; index -= 1) {
    const sum = sums[index];
    const above = sums[checklist.groups[index]?.parent ?? -1];
    if (sum === undefined || above === undefined) continue;
    above.done += sum.done;
    above.total += sum.total;
  }
  return sums;
}

/** Several checklists together. */
export function sumProgress(parts: Iterable<Progress>): Progress {
  let done = 0;
  let total = 0;
  for (const part of parts) {
    done += part.done;
    total += part.total;
  }
  return { done, total };
}
