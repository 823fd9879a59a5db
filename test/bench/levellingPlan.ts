import type { LevellingInput } from "../../src/core/schedule/levelling/index.ts";
import { below, randomFrom } from "../unit/support/random.ts";

/**
 * A plan of the usual kind in quarters of an hour: each activity takes one to ten days of one or two people, wholly or in part, and
 * waits for up to three of the fifty before it.
 */
export function levellingPlan(activityCount: number, resourceCount: number, seed = 1): LevellingInput {
  const random = randomFrom(seed);
  const quartersADay = 32;
  const activities = Array.from({ length: activityCount }, () => ({
    duration: below(random, 20) === 0 ? 0 : quartersADay * (1 + below(random, 10)) - 8 * below(random, 4),
    demands: Array.from({ length: 1 + below(random, 2) }, () => ({
      resource: below(random, resourceCount),
      amount: 50 * (1 + below(random, 2)),
    })).filter(({ resource }, index, all) => all.findIndex((other) => other.resource === resource) === index),
  }));
  const precedences = activities.flatMap((_, to) =>
    Array.from({ length: below(random, 4) }, () => to - 1 - below(random, 50))
      .filter((from) => from >= 0)
      .map((from) => ({ from, to, weight: activities[from]?.duration ?? 0 })),
  );
  return { activities, precedences, capacities: Array.from({ length: resourceCount }, () => 100) };
}
