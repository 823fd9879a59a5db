/** Generated plans through both schedulers, in batches. */
import { compare, type Difference } from "./compare.ts";
import { generateBatch, generatePlan } from "./generate.ts";
import { everyTask, type GeneratedPlan } from "./plan.ts";
import { askTaskjuggler } from "./runTaskjuggler.ts";
import { shrink } from "./shrink.ts";
import { prefixOf } from "./taskjugglerText.ts";

export interface Outcome {
  readonly compared: number;
  readonly tasks: number;
  readonly dates: number;
  readonly refused: readonly { readonly plan: GeneratedPlan; readonly message: string }[];
  readonly differing: readonly { readonly plan: GeneratedPlan; readonly differences: readonly Difference[] }[];
}

/** Compares a batch of plans. */
export function runBatch(batchSeed: number, size: number): Outcome {
  const batch = generateBatch(batchSeed);
  const plans = Array.from({ length: size }, (_, index) => generatePlan(batchSeed * 1000 + index, batch));
  const { dates, refused } = askTaskjuggler(plans);
  // It sees loops through milestones where there are none (the generator only links to what it made before). Anything else it refuses
  // would be our writer's mistake.
  const mistake = refused.find(({ message }) => !message.includes("Dependency loop"));
  if (mistake !== undefined) throw new Error(`Plan ${mistake.plan.seed}: ${mistake.message}`);
  const differing: { plan: GeneratedPlan; differences: readonly Difference[] }[] = [];
  let compared = 0;
  let tasks = 0;
  let leafDates = 0;
  plans.forEach((plan, index) => {
    if (refused.some((one) => one.plan === plan)) return;
    compared += 1;
    const all = everyTask(plan.tasks);
    tasks += all.length;
    leafDates += all.length * (plan.lateUntil === undefined ? 2 : 4);
    const differences = compare(plan, prefixOf(index), dates);
    if (differences.length > 0) differing.push({ plan, differences });
  });
  return { compared, tasks, dates: leafDates, refused, differing };
}

/** The smallest plan that still shows a difference, with what differs. */
export function minimal(
  plan: GeneratedPlan,
  task: string,
): { readonly plan: GeneratedPlan; readonly differences: readonly Difference[] } {
  const differencesOf = (plans: readonly GeneratedPlan[]): readonly (readonly Difference[])[] => {
    const { dates, refused } = askTaskjuggler(plans);
    return plans.map((one, index) => {
      if (refused.some((other) => other.plan === one)) return [];
      try {
        return compare(one, prefixOf(index), dates);
      } catch {
        // A step that makes no plan.
        return [];
      }
    });
  };
  const smallest = shrink(plan, task, (plans) => differencesOf(plans).map((differences) => differences.length > 0));
  return { plan: smallest, differences: differencesOf([smallest])[0] ?? [] };
}
