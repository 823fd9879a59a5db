import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { Schedule } from "../../src/core/schedule/index.ts";
import { betaPertTable, quantileIn, tableSize } from "../../src/core/schedule/simulation/betaPert.ts";
import {
  criticalPathFigures,
  nearestRank,
  normalPercentile,
  normalProbability,
  normalShare,
  pertFigures,
  Simulation,
  type SimulationOptions,
  type SimulationResult,
  seriesFigures,
  simulationModel,
  type ThreePoint,
  triangularFigures,
} from "../../src/core/schedule/simulation/index.ts";
import { Random } from "../../src/core/schedule/simulation/random.ts";
import { days, scheduleOf, shown, workOf } from "./support/schedules.ts";

const plan = (tasks: string, more = ""): string => `name: P\nstart: 2027-01-04\n${more}\ntasks:\n${tasks}`;

function simulate(made: Schedule, options: SimulationOptions = {}): SimulationResult {
  const simulation = new Simulation(simulationModel(made), options);
  simulation.step();
  return simulation.result();
}

const near = (actual: number, expected: number, tolerance: number, what = ""): void =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what} ${actual}, not ${expected} ± ${tolerance}`);

const bytes = (result: SimulationResult): string => JSON.stringify({ ...result, criticality: [...result.criticality] });

describe("random numbers", () => {
  it("are those of xoshiro128**", () => {
    // Two states with what the authors' C program gives, as other implementations print it.
    for (const [state, expected] of [
      [[0x964d4a0c, 0xd40ab895, 0xad7fdecb, 0x3006f0f0], [0xf1391922]],
      [
        [1, 2, 3, 4],
        [11520, 0, 5927040, 70819200],
      ],
    ] as const) {
      const numbers = new Uint32Array(expected.length);
      new Random(state).fill(numbers);
      assert.deepEqual([...numbers], [...expected]);
    }
  });

  it("are spread evenly, and differ from seed to seed", () => {
    const streams = [0, 1, 2, 2 ** 32, 2 ** 40 + 1].map((seed) => {
      const numbers = new Uint32Array(10_000);
      Random.of(seed).fill(numbers);
      return numbers;
    });
    for (const numbers of streams) {
      near(numbers.reduce((sum, value) => sum + value / 2 ** 32, 0) / numbers.length, 0.5, 0.015);
    }
    assert.equal(new Set(streams.map((numbers) => numbers[0])).size, streams.length);
  });
});

describe("distributions", () => {
  const vectorA: readonly ThreePoint[] = [
    [2, 3, 5],
    [5, 8, 14],
    [3, 4, 6],
    [1, 2, 3],
  ].map(([optimistic = 0, likely = 0, pessimistic = 0]) => ({ optimistic, likely, pessimistic }));

  it("vector A: PERT of tasks in a row", () => {
    const own = vectorA.map(pertFigures);
    assert.deepEqual(
      own.map(({ mean, deviation }) => [mean.toFixed(4), deviation.toFixed(4)]),
      [
        ["3.1667", "0.5000"],
        ["8.5000", "1.5000"],
        ["4.1667", "0.5000"],
        ["2.0000", "0.3333"],
      ],
    );
    const path = seriesFigures(vectorA);
    near(path.mean, 17.833333, 1e-6);
    near(path.deviation ** 2, 2.861111, 1e-6);
    near(path.deviation, 1.691482, 1e-6);
    near(normalPercentile(path, 80), 19.25692, 1e-5);
    near(normalPercentile(path, 85), 19.586441, 1e-5);
    near(normalPercentile(path, 95), 20.615574, 1e-5);
    near(normalPercentile(path, 2.5), 14.518, 5e-4);
    near(normalPercentile(path, 97.5), 21.149, 5e-4);
    near(normalProbability(path, 20), 0.899891, 1e-6);
    const build = triangularFigures(vectorA[1] as ThreePoint);
    near(build.mean, 9, 1e-12);
    near(build.deviation, 1.8708, 5e-5);
  });

  it("the normal distribution, against its tables", () => {
    for (const [z, share] of [
      [0, 0.5],
      [0.8416212335729143, 0.8],
      [1.2815515655446004, 0.9],
      [-1.6448536269514729, 0.05],
      [3, 0.9986501019683699],
      [-6, 9.865876450376981e-10],
    ] as const) {
      near(normalShare(z), share, 1e-13, `Φ(${z})`);
    }
    assert.equal(normalShare(-40), 0);
    assert.equal(normalShare(40), 1);
  });

  it("vector F: nearest rank", () => {
    const sorted = [6, 6, 7, 7, 7, 7, 7, 8, 8, 9];
    assert.deepEqual(
      [50, 85, 95, 100, 1].map((percent) => nearestRank(sorted, percent)),
      [7, 8, 9, 9, 6],
    );
  });

  it("quantiles of beta-PERT are those of its density", () => {
    for (const place of [0, 0.013, 0.2, 1 / 3, 0.5, 0.77, 0.9, 1]) {
      const table = betaPertTable(place);
      assert.equal(table.length, tableSize);
      const count = 200_000;
      let [mean, square, before] = [0, 0, -1];
      for (let index = 0; index < count; index++) {
        const value = quantileIn(table, 0, Math.floor(((index + 0.5) / count) * 2 ** 32));
        assert.ok(value >= before && value >= 0 && value <= 1);
        before = value;
        mean += value / count;
        square += (value * value) / count;
      }
      const [alpha, beta] = [1 + 4 * place, 5 - 4 * place];
      near(mean, alpha / 6, 4e-5, `mean at ${place}`);
      near(square - mean * mean, (alpha * beta) / (36 * 7), 5e-5, `variance at ${place}`);
      // The share below a quantile, summed up another way: by small steps over the density.
      for (const share of [0.001, 0.01, 0.1, 0.5, 0.9, 0.99, 0.999]) {
        near(betaShare(alpha, beta, quantileIn(table, 0, share * 2 ** 32)), share, 4e-4, `share at ${place}`);
      }
    }
  });

  it("samples of a task are spread as its distribution is", () => {
    const made = scheduleOf(plan("  a: {name: A, duration: 5d / 8d / 14d}\n"));
    const work = made.network.calendars.project;
    for (const distribution of ["beta-pert", "triangular"] as const) {
      const runs = 100_000;
      const simulation = new Simulation(simulationModel(made), { runs, distribution });
      simulation.step();
      const { finish } = simulation.result();
      const taken = (moment: number): number => days(work.workBetween(made.network.start, moment));
      const share =
        distribution === "triangular"
          ? (x: number) => (x <= 8 ? (x - 5) ** 2 / (9 * 3) : 1 - (14 - x) ** 2 / (9 * 6))
          : (x: number) => betaShare(1 + (4 * 3) / 9, 1 + (4 * 6) / 9, (x - 5) / 9);
      // By Kolmogorov and Smirnov, one in a thousand samples would be further away.
      for (const [percent, moment] of [
        [10, finish.p10],
        [50, finish.p50],
        [80, finish.p80],
        [90, finish.p90],
      ] as const) {
        near(share(taken(moment)), percent / 100, 1.95 / Math.sqrt(runs), distribution);
      }
      const exact = distribution === "triangular" ? triangularFigures : beta;
      const { mean, deviation } = exact({ optimistic: 5, likely: 8, pessimistic: 14 });
      near(taken(finish.mean), mean, (4 * deviation) / Math.sqrt(runs));
      near(days(finish.deviation), deviation, 0.02);
    }
  });
});

/** Of the beta distribution itself, of which PERT's (P - O) / 6 is a simplification. */
function beta({ optimistic: o, likely: m, pessimistic: p }: ThreePoint): { mean: number; deviation: number } {
  const [a, b] = [1 + (4 * (m - o)) / (p - o), 1 + (4 * (p - m)) / (p - o)];
  return { mean: (o + 4 * m + p) / 6, deviation: (p - o) * Math.sqrt((a * b) / (36 * 7)) };
}

function betaShare(alpha: number, b: number, x: number): number {
  const steps = 20_000;
  const density = (at: number): number => at ** (alpha - 1) * (1 - at) ** (b - 1);
  let [below, all] = [0, 0];
  for (let step = 0; step < steps; step++) {
    all += density((step + 0.5) / steps) / steps;
    below += density(((step + 0.5) / steps) * x) * (x / steps);
  }
  return below / all;
}

interface Activity extends ThreePoint {
  readonly id: string;
  readonly predecessors: readonly string[];
}

const textbook = (
  JSON.parse(readFileSync("test/fixtures/textbook/cpm-pert-evm.json", "utf8")) as {
    readonly cases: readonly {
      readonly id: string;
      readonly activities: readonly Activity[];
      readonly expected: {
        readonly durationPrinted: number;
        readonly variancePrinted: number;
        readonly sdPrinted: number;
        readonly critical: readonly string[];
      };
    }[];
  }
).cases.find(({ id }) => id === "T1");

describe("textbook case T1", () => {
  assert.ok(textbook);
  const { activities, expected } = textbook;
  /** @param ofLast what is said of the last activity besides */
  const textOf = (ofLast = ""): string =>
    plan(
      activities
        .map(({ id, optimistic, likely, pessimistic, predecessors }) => {
          const facts = [`name: ${id}`, `duration: ${optimistic}d / ${likely}d / ${pessimistic}d`];
          if (predecessors.length > 0) facts.push(`after: [${predecessors.join(", ").toLowerCase()}]`);
          if (id === "N" && ofLast !== "") facts.push(ofLast);
          return `  ${id.toLowerCase()}: {${facts.join(", ")}}\n`;
        })
        .join(""),
    );
  const made = scheduleOf(textOf());

  it("PERT figures to the printed digit", () => {
    const figures = criticalPathFigures(simulationModel(made));
    assert.equal(days(figures.mean).toFixed(2), expected.durationPrinted.toFixed(2));
    assert.equal((days(figures.deviation) ** 2).toFixed(3), expected.variancePrinted.toFixed(3));
    assert.equal(days(figures.deviation).toFixed(3), expected.sdPrinted.toFixed(3));
    assert.deepEqual(
      figures.rows.map((row) => made.at(row).record.name),
      expected.critical,
    );
    const path = { mean: days(figures.mean), deviation: days(figures.deviation) };
    assert.equal(normalProbability(path, 53).toFixed(3), "0.741");
    // The source prints 0.894, by a table of z to two digits.
    near(normalProbability(path, 55), 0.8935, 5e-5);
  });

  it("the simulation of triangular durations finds what PERT does not see", () => {
    const work = made.network.calendars.project;
    const limit = work.earliestAt(work.workUntil(made.network.start) + 53 * 28_800);
    const simulation = new Simulation(simulationModel(made), { runs: 100_000, distribution: "triangular" });
    simulation.step();
    const { finish, histogram } = simulation.result();
    near(days(work.workBetween(made.network.start, finish.mean)), 52.63, 0.05);
    // Bars are whole days, so the share is taken from a deadline.
    const text = textOf(`deadline: ${shown(limit)}`);
    const { targets } = simulate(scheduleOf(text), { runs: 100_000, distribution: "triangular" });
    near(targets[0]?.deadlineShare ?? 0, 0.546, 0.01);
    assert.equal(
      histogram.reduce((sum, { runs }) => sum + runs, 0),
      100_000,
    );
  });
});

describe("a simulation", () => {
  const two = scheduleOf(
    plan(`  a: {name: A, duration: 10d}
  b: {name: B, duration: 4d / 9d / 20d}
  c: {name: C, duration: 2d / 3d / 5d, after: [a, b]}
  d: {name: D, duration: 1d / 1d / 2d}
milestones:
  done: {name: Done, after: c, deadline: 2027-01-22}
`),
  );
  const row = (id: string): number => workOf(two, id).row;

  it("says how often each of two paths is critical", () => {
    const result = simulate(two, { runs: 40_000, distribution: "triangular" });
    // The share of B above 10 days: (20 - 10)² / (16 · 11).
    const above = 100 / 176;
    near(result.criticality[row("b")] as number, above, 0.008);
    near(result.criticality[row("a")] as number, 1 - above, 0.008);
    assert.equal(result.criticality[row("c")], 1);
    assert.equal(result.criticality[row("done")], 1);
    assert.equal(result.criticality[row("d")], 0);
    assert.deepEqual(
      result.influences.map(({ row: own }) => own),
      [row("b"), row("c"), row("d")],
    );
    const [b, , d] = result.influences;
    assert.ok(b && b.correlation > 0.8 && b.shortest < b.longest);
    assert.ok(d && Math.abs(d.correlation) < 0.02);
  });

  it("counts ties for both paths", () => {
    const made = scheduleOf(
      plan(`  a: {name: A, duration: 5d}
  b: {name: B, duration: 5d}
  c: {name: C, duration: 2d / 3d / 5d, after: [a, b]}
  d: {name: D, duration: 1d, after: a}
`),
    );
    const { criticality } = simulate(made, { runs: 100 });
    assert.deepEqual(
      ["a", "b", "c", "d"].map((id) => criticality[workOf(made, id).row]),
      [1, 1, 1, 0],
    );
  });

  it("gives the chance to meet each deadline, and percentiles in their order", () => {
    const { targets, finish, histogram } = simulate(two, { runs: 20_000, distribution: "triangular" });
    assert.equal(targets.length, 1);
    const [done] = targets;
    assert.ok(done?.deadlineShare !== undefined && done.deadlineShare > 0.3 && done.deadlineShare < 0.8);
    const rising = [finish.earliest, finish.p10, finish.p50, finish.p80, finish.p90, finish.latest];
    assert.deepEqual(
      rising,
      [...rising].sort((x, y) => x - y),
    );
    assert.equal(finish.scheduled, two.finish);
    assert.ok(finish.scheduledShare < 0.4);
    assert.equal(
      histogram.reduce((sum, { runs }) => sum + runs, 0),
      20_000,
    );
    assert.ok(histogram.length <= 20);
  });

  it("is the same to the last bit, in steps of any size and after a transfer", () => {
    const whole = simulate(two, { runs: 1_000, seed: 7 });
    const stepwise = new Simulation(structuredClone(simulationModel(two)), { runs: 1_000, seed: 7 });
    for (let size = 1; !stepwise.isComplete; size = (size * 3) % 101) stepwise.step(size);
    assert.equal(bytes(stepwise.result()), bytes(whole));
    assert.notEqual(bytes(simulate(two, { runs: 1_000, seed: 8 })), bytes(whole));
  });

  it("can be stopped, and then says what the runs so far say", () => {
    const stopped = new Simulation(simulationModel(two), { runs: 1_000 });
    stopped.step(300);
    assert.equal(stopped.done, 300);
    assert.equal(stopped.isComplete, false);
    assert.equal(bytes(stopped.result()), bytes(simulate(two, { runs: 300 })));
  });

  it("leaves what is done, and varies what is left of what has begun", () => {
    const made = scheduleOf({
      "plan.yaml": plan(
        `  a: {name: A, duration: 5d / 10d / 20d}
  b: {name: B, duration: 5d / 10d / 20d, after: a}
  c: {name: C, duration: 1d, after: b}
`,
        "status-date: 2027-01-20\n",
      ),
      "progress/ana.yaml":
        "progress:\n  - {at: 2027-01-19T15:00:00Z, task: a, start: 2027-01-04, finish: 2027-01-15}\n  - {at: 2027-01-19T15:00:00Z, task: b, start: 2027-01-18, left: 4d}\n",
    });
    const { counts, finish, criticality } = simulate(made, { runs: 2_000 });
    assert.deepEqual(counts, { done: 1, varying: 1, fixed: 1 });
    // Two to eight days of B are left from the 20th on, and then one of C.
    assert.ok(shown(finish.earliest) >= "2027-01-22T17:00" && shown(finish.latest) <= "2027-02-01T17:00");
    assert.deepEqual(
      ["a", "b", "c"].map((id) => criticality[workOf(made, id).row]),
      [0, 1, 1],
    );
  });

  it("takes tasks without a range as they stand, unless told otherwise", () => {
    const made = scheduleOf(plan("  a: {name: A, duration: 10d}\n"));
    const fixed = simulate(made, { runs: 100 });
    assert.equal(fixed.finish.earliest, fixed.finish.latest);
    assert.equal(fixed.assumedSpread, undefined);
    const simulation = new Simulation(simulationModel(made, { assumedSpread: 0.2 }), { runs: 1_000 });
    simulation.step();
    const { finish, assumedSpread } = simulation.result();
    assert.equal(assumedSpread, 0.2);
    assert.ok(finish.earliest < finish.p50 && finish.p50 < finish.latest);
  });

  it("takes nothing, circles and what nobody ever finishes", () => {
    assert.equal(simulate(scheduleOf("name: P\nstart: 2027-01-04\n"), { runs: 10 }).finish.deviation, 0);
    const circle = scheduleOf(
      plan("  a: {name: A, duration: 1d / 2d / 3d, after: b}\n  b: {name: B, duration: 1d, after: a}\n"),
    );
    assert.equal(simulate(circle, { runs: 10 }).runs, 10);
    const leaving = scheduleOf(
      plan("  a: {name: A, effort: 1d / 4d / 30d, who: ana}\n", "people:\n  ana: {name: Ana, until: 2027-01-12}\n"),
    );
    const { endlessRuns, finish } = simulate(leaving, { runs: 1_000 });
    assert.ok(endlessRuns > 0 && endlessRuns < 1_000);
    assert.ok(finish.p10 < finish.latest);
  });
});
