import assert from "node:assert/strict";
import fc from "fast-check";
import { criticalPaths, drivingPath, pathsTo, type Schedule } from "../../src/core/schedule/index.ts";
import { randomPlan, textOf } from "./support/randomPlans.ts";
import { days, scheduleOf, workOf } from "./support/schedules.ts";

const runs = Number(process.env.GANTRY_RUNS ?? 100);

const ids = (made: Schedule, rows: readonly number[]): string => rows.map((row) => made.at(row).record.id).join(" ");

describe("critical paths", () => {
  const made = scheduleOf(`name: P
start: 2027-01-04

tasks:
  a: {name: A, duration: 3d}
  b: {name: B, duration: 3d}
  s:
    name: Stage
    after: [a, b]
    tasks:
      c: {name: C, duration: 2d}
      d: {name: D, duration: 1d}
  e: {name: E, duration: 4d, after: s}
  f: {name: F, duration: 1d, after: d}
  g: {name: G, duration: 9d}

milestones:
  end: {name: End, after: [e, g]}
  early: {name: Early, after: f}
`);

  it("gives all of them, seen through stages", () => {
    const paths = criticalPaths(made).map(({ rows }) => ids(made, rows));
    assert.deepEqual(paths.sort(), ["a c e end", "b c e end", "g end"]);
    assert.equal(criticalPaths(made, 2).length, 2);
  });

  it("lead through a lag onto what goes by the clock", () => {
    const one = scheduleOf(`name: P
start: 2027-01-04

tasks:
  a: {name: A, duration: 5d}
  ed: {name: Ed, duration: 3ed, after: a FS+1d}
`);
    assert.deepEqual(
      criticalPaths(one).map(({ rows }) => ids(one, rows)),
      ["a ed"],
    );
    const { floats } = pathsTo(one, workOf(one, "ed").row);
    assert.equal(floats.get(workOf(one, "a").row), 0);
  });

  it("gives the one that drives a milestone, with floats towards it", () => {
    const { row } = workOf(made, "early");
    const { driving, floats, critical } = pathsTo(made, row);
    assert.equal(ids(made, driving.rows), "a d f early");
    assert.equal(ids(made, critical), "a b s d f early".replace(" s", ""));
    assert.equal(floats.has(workOf(made, "g").row), false);
    assert.equal(floats.has(workOf(made, "c").row), false);
    const target = pathsTo(made, workOf(made, "e").row);
    assert.equal(days(target.floats.get(workOf(made, "d").row) ?? -1), 1);
    assert.equal(ids(made, target.nearCritical), "d");
  });

  it("agrees with total float towards the last thing of a plan without stated dates", () => {
    fc.assert(
      fc.property(randomPlan({ percent: false }), (plan) => {
        // A lead lets something end later than the target: total float ends with the project, this does not.
        fc.pre(plan.tasks.every(({ links }) => links.every(({ lag }) => lag >= 0)));
        // One milestone that waits for everything is the target.
        const all = plan.tasks.map(({ id }) => id).join(", ");
        const whole = scheduleOf(`${textOf(plan)}\nmilestones:\n  end: {name: End, after: [${all}]}\n`);
        const { floats, critical } = pathsTo(whole, workOf(whole, "end").row);
        for (const { id } of plan.tasks) {
          const { row, totalFloat } = workOf(whole, id);
          assert.equal(floats.get(row), totalFloat, id);
          assert.equal(critical.includes(row), totalFloat === 0);
        }
        const paths = criticalPaths(whole);
        assert.ok(paths.length > 0);
        for (const { rows } of paths) assert.ok(rows.every((row) => whole.at(row).isCritical));
        // Not each of them: what is critical on its own calendar may end before the last one of all does.
        assert.ok(paths.some(({ rows }) => ids(whole, rows).endsWith("end")));
        for (const { id } of plan.tasks) {
          const { row } = workOf(whole, id);
          assert.equal(drivingPath(whole, row).rows.at(-1), row);
        }
      }),
      { numRuns: runs },
    );
  });
});
