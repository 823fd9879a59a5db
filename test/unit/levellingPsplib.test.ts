import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { AxisDecoder, LevellingSearch } from "../../src/core/schedule/levelling/index.ts";
import { findInstances, readBounds } from "../bench/psplib.bench.ts";
import { readPsplib } from "../bench/psplib.ts";
import { fromRoot } from "../harness/paths.mjs";
import { assertFeasible, problemOf } from "./support/levelling.ts";

const folder = fromRoot("..", "shared", "data", "psplib");

describe("Levelling: PSPLIB", () => {
  it("reads an instance", () => {
    const stars = "*".repeat(72);
    const text = [
      "PRECEDENCE RELATIONS:",
      "jobnr.    #modes  #successors   successors",
      "   1        1          2           2   3",
      "   2        1          1           3",
      "   3        1          0        ",
      stars,
      "REQUESTS/DURATIONS:",
      "jobnr. mode duration  R 1  R 2",
      "-".repeat(72),
      "  1      1     0       0    0",
      "  2      1     4       2    1",
      "  3      1     0       0    0",
      stars,
      "RESOURCEAVAILABILITIES:",
      "  R 1  R 2",
      "   12    4",
      stars,
    ];
    const input = readPsplib(text.join("\r\n"));
    assert.deepEqual(input.capacities, [12, 4]);
    assert.deepEqual(
      input.activities.map(({ duration, demands = [] }) => [duration, ...demands.map(({ amount }) => amount)]),
      [
        [0, 0, 0],
        [4, 2, 1],
        [0, 0, 0],
      ],
    );
    assert.deepEqual(input.precedences, [
      { from: 0, to: 1, weight: 0 },
      { from: 0, to: 2, weight: 0 },
      { from: 1, to: 2, weight: 4 },
    ]);
    assert.throws(() => readPsplib("nothing"), /There is no/);
  });

  it("on a sample, keeps the rules and all bounds and comes near the best known with few schedules", function () {
    if (!existsSync(folder)) {
      console.log("      skipped: the instances of PSPLIB are not in ../shared/data/psplib");
      return this.skip();
    }
    const bounds = readBounds(folder);
    let above = 0;
    const sample = findInstances(folder).filter((_, index) => index % 12 === 5);
    for (const file of sample) {
      const input = readPsplib(readFileSync(file, "utf8"));
      const bound = bounds.get(file.replace(/^.*[\\/](.*)\.sm$/, "$1"));
      assert.ok(bound);
      const search = new LevellingSearch(new AxisDecoder(problemOf(input)), { expectedSchedules: 600 });
      search.step(600);
      const best = search.best;
      assert.ok(best);
      assertFeasible(input, best.starts, best.makespan);
      assert.ok(best.makespan >= bound.lowerBound, `${file}: ${best.makespan} is shorter than can be`);
      assert.ok(search.lowerBound <= bound.bestKnown, `${file}: our bound is ${search.lowerBound}`);
      above += best.makespan / bound.bestKnown - 1;
    }
    // A plain genetic algorithm needs 1,000 schedules for 1.6 % on the average of the four sets.
    assert.ok(above / sample.length < 0.025, `${((100 * above) / sample.length).toFixed(2)} % above the best known`);
  });
});
