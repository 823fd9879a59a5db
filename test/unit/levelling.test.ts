import assert from "node:assert/strict";
import * as fc from "fast-check";
import { Crossover } from "../../src/core/schedule/levelling/crossover.ts";
import {
  AxisDecoder,
  criticalPathLength,
  type Direction,
  type LevelledSchedule,
  type LevellingInput,
  LevellingSearch,
  lowerBound,
  makeLevellingProblem,
  priorityRules,
} from "../../src/core/schedule/levelling/index.ts";
import { OrderBuilder } from "../../src/core/schedule/levelling/orders.ts";
import { mirrorProblem } from "../../src/core/schedule/levelling/problem.ts";
import { packResources, SlotPass } from "../../src/core/schedule/levelling/slotPass.ts";
import { StepPass } from "../../src/core/schedule/levelling/stepPass.ts";
import { SeededRandom } from "../../src/core/schedule/random.ts";
import { assertFeasible, levellingInputs, problemOf } from "./support/levelling.ts";
import { randomFrom } from "./support/random.ts";

const anyInput = levellingInputs({ most: 14, leads: true, releases: true });
const plainInput = levellingInputs({ most: 14 });
const runs = { seed: 7, numRuns: 400 };

/** An order that keeps precedence, by chance. */
function randomOrder(input: LevellingInput, seed: number, direction: Direction = "forward"): Int32Array {
  const forward = problemOf(input);
  const { activityCount, predecessors, successors } = direction === "forward" ? forward : mirrorProblem(forward);
  const random = randomFrom(seed);
  const order = new Int32Array(activityCount);
  const keys = Float64Array.from({ length: activityCount }, random);
  new OrderBuilder(activityCount, predecessors, successors).byKeys(keys, order);
  return order;
}

function makespanOf(starts: Int32Array, input: LevellingInput): number {
  return input.activities.reduce(
    (latest, { duration }, activity) => Math.max(latest, (starts[activity] ?? 0) + duration),
    0,
  );
}

describe("Levelling: decoding", () => {
  it("makes only schedules that keep precedence, releases and capacities, both ways, again and again", () => {
    fc.assert(
      fc.property(anyInput, fc.integer(), (input, seed) => {
        const decoder = new AxisDecoder(problemOf(input));
        let list = randomOrder(input, seed);
        const starts = new Float64Array(list.length);
        for (const direction of ["forward", "backward", "forward", "backward"] as const) {
          const next = new Int32Array(list.length);
          const makespan = decoder.pass(direction, list, next);
          decoder.readStarts(starts);
          assertFeasible(input, starts, makespan);
          assert.deepEqual(
            [...next].sort((a, b) => a - b),
            [...next.keys()],
          );
          const place = new Map([...next].map((activity, index) => [activity, index]));
          for (const { from, to } of input.precedences) {
            const isInOrder = (place.get(from) ?? 0) < (place.get(to) ?? 0);
            assert.equal(isInOrder, direction === "backward");
          }
          list = next;
        }
      }),
      runs,
    );
  });

  it("gives the same schedule on slots, packed in one word or several, and on steps", () => {
    fc.assert(
      fc.property(anyInput, fc.integer(), (input, seed) => {
        const problem = problemOf(input);
        const packing = packResources(problem.capacities);
        assert.ok(packing);
        const apart = {
          words: Math.max(1, problem.capacities.length),
          word: Int32Array.from(problem.capacities.keys()),
          shift: new Int32Array(problem.capacities.length),
        };
        const passes = [new SlotPass(problem, packing), new SlotPass(problem, apart), new StepPass(problem)];
        for (const order of [randomOrder(input, seed), randomOrder(input, seed + 1)]) {
          const ends = passes.map((pass) => pass.place(order));
          assert.deepEqual(ends, Array(3).fill(makespanOf((passes[0] as SlotPass).starts, input)));
          for (const pass of passes) assert.deepEqual(pass.starts, (passes[0] as SlotPass).starts);
        }
      }),
      runs,
    );
  });

  it("backwards is forwards in the mirror", () => {
    fc.assert(
      fc.property(levellingInputs({ most: 14, leads: true }), fc.integer(), (input, seed) => {
        const problem = problemOf(input);
        const order = randomOrder(input, seed, "backward");
        const there = new AxisDecoder(problem);
        const mirror = new AxisDecoder(mirrorProblem(problem));
        const next = new Int32Array(order.length);
        const makespan = there.pass("backward", order, next);
        assert.equal(mirror.pass("forward", order, next), makespan);
        const starts = new Float64Array(order.length);
        const mirrored = new Float64Array(order.length);
        there.readStarts(starts);
        mirror.readStarts(mirrored);
        input.activities.forEach(({ duration }, activity) => {
          assert.equal(starts[activity], makespan - (mirrored[activity] ?? 0) - duration);
        });
      }),
      runs,
    );
  });

  it("never gets longer by justification where every activity waits for the end of another", () => {
    fc.assert(
      fc.property(plainInput, fc.integer(), (input, seed) => {
        const decoder = new AxisDecoder(problemOf(input));
        let list = randomOrder(input, seed);
        let last = Number.POSITIVE_INFINITY;
        for (const direction of ["forward", "backward", "forward", "backward"] as const) {
          const next = new Int32Array(list.length);
          const makespan = decoder.pass(direction, list, next);
          assert.ok(makespan <= last);
          last = makespan;
          list = next;
        }
      }),
      runs,
    );
  });
});

describe("Levelling: orders", () => {
  it("by keys or drawn, keep precedence; drawn without bias, every order comes up", () => {
    const random = new SeededRandom(3);
    const isInOrder = (input: LevellingInput, order: Int32Array): boolean =>
      input.precedences.every(({ from, to }) => order.indexOf(from) < order.indexOf(to));
    fc.assert(
      fc.property(levellingInputs({ most: 100, leads: true }), (input) => {
        const problem = problemOf(input);
        const orders = new OrderBuilder(problem.activityCount, problem.predecessors, problem.successors);
        const order = new Int32Array(problem.activityCount);
        for (const rule of priorityRules(problem)) {
          orders.byKeys(rule.keys, order);
          assert.ok(isInOrder(input, order));
          orders.draw(rule, 2, random, order);
          assert.ok(isInOrder(input, order));
          assert.deepEqual(
            [...order].sort((a, b) => a - b),
            [...order.keys()],
          );
        }
      }),
      { ...runs, numRuns: 100 },
    );
    const three = problemOf({ capacities: [], activities: Array(3).fill({ duration: 1 }), precedences: [] });
    const orders = new OrderBuilder(3, three.predecessors, three.successors);
    const seen = new Map<string, number>();
    for (let draw = 0; draw < 600; draw += 1) {
      const order = new Int32Array(3);
      orders.draw({ name: "", keys: Float64Array.of(1, 2, 3), unit: 1 }, 0, random, order);
      seen.set(order.join(), (seen.get(order.join()) ?? 0) + 1);
    }
    assert.equal(seen.size, 6);
    assert.ok([...seen.values()].every((times) => times > 60));
  });

  it("crossed and mutated, keep precedence in lists of both directions", () => {
    fc.assert(
      fc.property(anyInput, fc.integer(), (input, seed) => {
        const { activityCount, successors } = problemOf(input);
        const crossover = new Crossover(activityCount, successors, new SeededRandom(seed));
        for (const direction of ["forward", "backward"] as const) {
          const child = new Int32Array(activityCount);
          crossover.cross(randomOrder(input, seed, direction), randomOrder(input, seed + 1, direction), child);
          crossover.mutate(child, 0.5);
          assert.deepEqual(
            [...child].sort((a, b) => a - b),
            [...child.keys()],
          );
          for (const { from, to } of input.precedences) {
            assert.equal(child.indexOf(from) < child.indexOf(to), direction === "forward");
          }
        }
      }),
      runs,
    );
  });
});

describe("Levelling: search", () => {
  it("finds the best of all orders on tiny problems, and no lower bound is above it", () => {
    fc.assert(
      fc.property(levellingInputs({ most: 6, releases: true }), (input) => {
        const problem = problemOf(input);
        const optimum = bestOfAllOrders(input);
        assert.ok(criticalPathLength(problem) <= optimum);
        assert.ok(lowerBound(problem) <= optimum, `bound ${lowerBound(problem)}, optimum ${optimum}`);
        const search = new LevellingSearch(new AxisDecoder(problem), { expectedSchedules: 600 });
        search.step(600);
        assert.equal(search.best?.makespan, optimum);
      }),
      { ...runs, numRuns: 150 },
    );
  });

  it("keeps to its bound and to the rules with leads and releases", () => {
    fc.assert(
      fc.property(anyInput, fc.integer(), (input, seed) => {
        const search = new LevellingSearch(new AxisDecoder(problemOf(input)), { seed, expectedSchedules: 60 });
        search.step(90);
        assert.ok(search.best);
        assertFeasible(input, search.best.starts, search.best.makespan);
        assert.ok(search.lowerBound <= search.best.makespan);
      }),
      { ...runs, numRuns: 200 },
    );
  });

  const crowded: LevellingInput = {
    capacities: [3, 2],
    activities: Array.from({ length: 40 }, (_, activity) => ({
      duration: 1 + ((activity * 7) % 5),
      demands: [
        { resource: 0, amount: 1 + (activity % 3) },
        { resource: 1, amount: activity % 2 },
      ],
    })),
    precedences: Array.from({ length: 30 }, (_, from) => ({ from, to: from + 10, weight: 1 + ((from * 7) % 5) })),
  };

  it("makes the same schedules for the same seed, in one go or step by step", () => {
    const whole = new LevellingSearch(new AxisDecoder(problemOf(crowded)), { seed: 5, expectedSchedules: 150 });
    whole.step(400);
    const steps = new LevellingSearch(new AxisDecoder(problemOf(crowded)), { seed: 5, expectedSchedules: 150 });
    for (let step = 0; step < 400; step += 1) steps.step(1);
    assert.deepEqual(steps.best, whole.best);
    assert.equal(steps.schedules, whole.schedules);
  });

  it("has a schedule after the first step, makes as many as it is told, and never loses the best", () => {
    const search = new LevellingSearch(new AxisDecoder(problemOf(crowded)), { expectedSchedules: 100 });
    const best = (): LevelledSchedule | undefined => search.best;
    assert.equal(best(), undefined);
    let last = Number.POSITIVE_INFINITY;
    for (let made = 1; made <= 300; made += 1) {
      const goesOn = search.step(1);
      assert.equal(search.schedules, made);
      last = within(best()?.makespan, last);
      if (!goesOn) break;
    }
    assertFeasible(crowded, best()?.starts ?? [], last);
  });

  it("stops where nothing better can be found", () => {
    const chain = problemOf({
      capacities: [1],
      activities: [3, 2].map((duration) => ({ duration, demands: [{ resource: 0, amount: 1 }] })),
      precedences: [],
    });
    const search = new LevellingSearch(new AxisDecoder(chain));
    assert.equal(search.step(1000), false);
    assert.equal(search.isFinished, true);
    assert.equal(search.best?.makespan, 5);
    assert.ok(search.schedules < 20);
  });

  it("needs no activity", () => {
    const search = new LevellingSearch(new AxisDecoder(problemOf({ capacities: [], activities: [], precedences: [] })));
    assert.equal(search.step(10), false);
    assert.equal(search.best?.makespan, 0);
  });

  it("puts lower priority numbers first, and due dates before the rest, where the makespan is the same", () => {
    const one = (extra: Omit<LevellingInput["activities"][number], "duration">) => ({
      duration: 2,
      demands: [{ resource: 0, amount: 1 }],
      ...extra,
    });
    const starts = (activities: LevellingInput["activities"]): readonly number[] => {
      const search = new LevellingSearch(new AxisDecoder(problemOf({ capacities: [1], activities, precedences: [] })));
      search.step(300);
      return [...(search.best?.starts ?? [])];
    };
    assert.deepEqual(starts([one({ priority: 3 }), one({ priority: 1 }), one({ priority: 2 })]), [4, 0, 2]);
    assert.deepEqual(starts([one({}), one({ due: 2 }), one({})])[1], 0);
    assert.deepEqual(starts([one({ due: 2 }), one({ due: 2, latenessWeight: 5 }), one({ due: 6 })]), [2, 0, 4]);
  });

  it("goes on in steps where the units are too many for slots", () => {
    const long: LevellingInput = {
      ...crowded,
      activities: crowded.activities.map((activity) => ({ ...activity, duration: activity.duration * 100_000 })),
      precedences: crowded.precedences.map((link) => ({ ...link, weight: link.weight * 100_000 })),
    };
    const short = new LevellingSearch(new AxisDecoder(problemOf(crowded)), { expectedSchedules: 150 });
    const search = new LevellingSearch(new AxisDecoder(problemOf(long)), { expectedSchedules: 150 });
    short.step(150);
    search.step(150);
    assert.ok(search.best);
    assertFeasible(long, search.best.starts, search.best.makespan);
    assert.equal(search.best.makespan, 100_000 * (short.best?.makespan ?? 0));
  });
});

describe("Levelling: what can't be levelled", () => {
  const activity = { duration: 1 };
  const faultsOf = (input: LevellingInput) =>
    makeLevellingProblem(input).faults?.map(({ kind, activities }) => [kind, ...activities]);

  it("is told with the activities it is about; of a cycle with the whole path", () => {
    const activities = Array(6).fill(activity);
    const link = (from: number, to: number) => ({ from, to, weight: 1 });
    const precedences = [link(0, 1), link(1, 2), link(2, 3), link(3, 1), link(3, 4), link(5, 4)];
    const [cycle] = faultsOf({ capacities: [], activities, precedences }) ?? [];
    assert.equal(cycle?.[0], "cycle");
    assert.deepEqual(cycle?.slice(1).sort(), [1, 2, 3]);
    assert.deepEqual(faultsOf({ capacities: [], activities: [activity], precedences: [link(0, 0)] }), [["cycle", 0]]);
    assert.deepEqual(faultsOf({ capacities: [], activities: [activity], precedences: [link(0, 7)] }), [["reference"]]);
  });

  it("is a number that can't be, a demand above the capacity, a plan too long for the units", () => {
    const demand = (resource: number, amount: number) => ({ duration: 1, demands: [{ resource, amount }] });
    const faults = (activities: LevellingInput["activities"]) =>
      faultsOf({ capacities: [2], activities, precedences: [] });
    assert.deepEqual(faults([demand(0, 2), demand(0, 3)]), [["demand", 1]]);
    assert.deepEqual(faults([{ duration: 1, demands: [...demand(0, 2).demands, ...demand(0, 1).demands] }]), [
      ["demand", 0],
    ]);
    assert.deepEqual(faults([demand(1, 1)]), [["reference", 0]]);
    assert.deepEqual(faults([{ duration: 0.5 }, { duration: -1 }, { duration: Number.NaN }, { duration: 2 ** 40 }]), [
      ["number", 0],
      ["number", 1],
      ["number", 2],
      ["number", 3],
    ]);
    assert.deepEqual(faults([{ duration: 2 ** 29 }, { duration: 2 ** 29 }, activity]), [["horizon"]]);
  });
});

function within(makespan: number | undefined, limit: number): number {
  assert.ok(makespan !== undefined && makespan <= limit, `${makespan} above ${limit}`);
  return makespan;
}

/** The shortest makespan of all orders that keep precedence. Without leads, one of them gives the optimum. */
function bestOfAllOrders(input: LevellingInput): number {
  const problem = problemOf(input);
  const pass = new StepPass(problem);
  let best = Number.POSITIVE_INFINITY;
  const order: number[] = [];
  const extend = (): void => {
    if (order.length === problem.activityCount) {
      best = Math.min(best, pass.place(Int32Array.from(order)));
      return;
    }
    for (let activity = 0; activity < problem.activityCount; activity += 1) {
      if (order.includes(activity)) continue;
      if (input.precedences.some(({ from, to }) => to === activity && !order.includes(from))) continue;
      order.push(activity);
      extend();
      order.pop();
    }
  };
  extend();
  return best;
}
