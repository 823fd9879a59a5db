import assert from "node:assert/strict";
import * as fc from "fast-check";
import {
  type LevellingInput,
  type LevellingProblem,
  makeLevellingProblem,
} from "../../../src/core/schedule/levelling/index.ts";

export function problemOf(input: LevellingInput): LevellingProblem {
  const { problem, faults } = makeLevellingProblem(input);
  assert.ok(problem, JSON.stringify(faults));
  return problem;
}

/** Precedence, releases and capacities at every instant, checked against the input and nothing of ours. */
export function assertFeasible(input: LevellingInput, starts: ArrayLike<number>, makespan: number): void {
  const startOf = (activity: number): number => starts[activity] ?? Number.NaN;
  const durationOf = (activity: number): number => input.activities[activity]?.duration ?? Number.NaN;
  for (const { from, to, weight } of input.precedences) {
    assert.ok(startOf(to) >= startOf(from) + weight, `${to} starts at ${startOf(to)}, ${from} at ${startOf(from)}`);
  }
  input.activities.forEach(({ release = 0, duration }, activity) => {
    assert.ok(startOf(activity) >= release, `${activity} starts before its release`);
    assert.ok(startOf(activity) + duration <= makespan, `${activity} ends after the makespan`);
  });
  input.capacities.forEach((capacity, resource) => {
    // What is taken rises only where an activity starts.
    for (let instant = 0; instant < input.activities.length; instant += 1) {
      const time = startOf(instant);
      const taken = input.activities.reduce((sum, { demands = [] }, activity) => {
        if (startOf(activity) > time || startOf(activity) + durationOf(activity) <= time) return sum;
        return sum + demands.reduce((own, demand) => own + (demand.resource === resource ? demand.amount : 0), 0);
      }, 0);
      assert.ok(taken <= capacity, `${taken} of ${capacity} taken of resource ${resource} at ${time}`);
    }
  });
}

/**
 * Random problems that can be levelled. `leads`: links that let an activity start before the one it waits for; otherwise all links are
 * finish-to-start with lag.
 */
export function levellingInputs(options: {
  readonly most: number;
  readonly leads?: boolean;
  readonly releases?: boolean;
}): fc.Arbitrary<LevellingInput> {
  const { most, leads = false, releases = false } = options;
  return fc
    .record({
      capacities: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 0, maxLength: 3 }),
      rows: fc.array(
        fc.record({
          duration: fc.integer({ min: 0, max: 6 }),
          release: fc.integer({ min: 0, max: releases ? 12 : 0 }),
          shares: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 3, maxLength: 3 }),
          links: fc.array(
            fc.record({ back: fc.integer({ min: 1, max: 5 }), lag: fc.integer({ min: leads ? -8 : 0, max: 3 }) }),
            { maxLength: 2 },
          ),
        }),
        { minLength: 1, maxLength: most },
      ),
    })
    .map(({ capacities, rows }) => ({
      capacities,
      activities: rows.map(({ duration, release, shares }) => ({
        duration,
        release,
        demands: capacities.map((capacity, resource) => ({
          resource,
          amount: Math.floor(((shares[resource] ?? 0) * capacity) / 9),
        })),
      })),
      precedences: rows.flatMap(({ links }, to) =>
        links
          .filter(({ back }) => back <= to)
          .map(({ back, lag }) => ({ from: to - back, to, weight: (rows[to - back]?.duration ?? 0) + lag })),
      ),
    }));
}
