import assert from "node:assert/strict";
import fc from "fast-check";
import type { Schedule } from "../../src/core/schedule/index.ts";
import { nodeKinds } from "../../src/core/schedule/network.ts";
import { simulationModel } from "../../src/core/schedule/simulation/buildModel.ts";
import { ForwardRun } from "../../src/core/schedule/simulation/forwardRun.ts";
import { everything, planFiles, randomPlan } from "./support/randomPlans.ts";
import { filesOf, randomProject } from "./support/randomProjects.ts";
import { scheduleOf, shown } from "./support/schedules.ts";

const runs = Number(process.env.GANTRY_RUNS ?? 160);

/** The dates of a run have to be the early dates of a schedule with the same rows. */
function same(forward: ForwardRun, made: Schedule): void {
  const { model } = forward;
  const { network, dates } = made;
  for (let node = 0; node < model.size; node++) {
    if (model.kinds[node] !== nodeKinds.activity) continue;
    const row = model.rows[node] as number;
    const own = network.nodeOfRow[row] as number;
    const expected = dates.earlyFinish[own] as number;
    const found = forward.finishOf(node);
    const time = network.times[own];
    const isSame = network.work[own] === 0 ? time?.workBetween(expected, found) === 0 : found === expected;
    assert.ok(isSame, `${network.rows[row]?.record.id}: ${shown(found)}, not ${shown(expected)}`);
  }
  assert.equal(shown(forward.finish), shown(dates.projectFinish), "finish of the project");
}

describe("a run of the simulation", () => {
  it("with the likely durations has the dates of the schedule", () => {
    fc.assert(
      fc.property(randomPlan(everything), (plan) => {
        const made = scheduleOf(planFiles(plan));
        const forward = new ForwardRun(simulationModel(made));
        forward.run();
        same(forward, made);
      }),
      { numRuns: runs },
    );
  });

  it("has the dates that the schedule would have if things took as long", () => {
    let compared = 0;
    fc.assert(
      fc.property(
        randomProject(),
        fc.array(
          fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 10 }), fc.integer({ min: 0, max: 10 })),
          { minLength: 14, maxLength: 14 },
        ),
        (project, amounts) => {
          const hours = (index: number): readonly [number, number, number] => amounts[index] ?? [1, 0, 0];
          const made = scheduleOf(
            filesOf(project, ({ unit }, index) => {
              const [low, more, most] = hours(index);
              return `${low}${unit} / ${low + more}${unit} / ${low + more + most}${unit}`;
            }),
          );
          if (made.dates.endless.size > 0) return;
          const model = structuredClone(simulationModel(made));
          const forward = new ForwardRun(model);
          forward.run();
          same(forward, made);
          // Now everything that varies takes as long as it can, or as short.
          for (const [bounds, length] of [
            [model.pessimistic, (index: number) => hours(index)[0] + hours(index)[1] + hours(index)[2]],
            [model.optimistic, (index: number) => hours(index)[0]],
          ] as const) {
            // What was logged depends on the estimate, so the files would not say the same.
            if (project.tasks.some(({ log }) => log !== undefined)) return;
            for (const [index, node] of model.variable.entries()) forward.amount[node] = bounds[index] as number;
            forward.run();
            const other = scheduleOf(filesOf(project, ({ unit }, index) => `${length(index)}${unit}`));
            same(forward, other);
            compared++;
          }
        },
      ),
      { numRuns: runs / 4 },
    );
    assert.ok(compared > runs / 8, `${compared}`);
  });
});
