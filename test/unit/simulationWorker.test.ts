import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import path from "node:path";
import type { CancellationToken, Uri } from "vscode";
import { Simulation, simulationModel } from "../../src/core/schedule/simulation/index.ts";
import type { WorkerScript } from "../../src/platform/workerThread.ts";
import { inSlices, simulate, simulationScript } from "../../src/services/simulation/index.ts";
import { TimedSteps } from "../../src/services/simulation/timedSteps.ts";
import { scheduleOf } from "./support/schedules.ts";

const made = scheduleOf(`name: P
start: 2027-01-04

people:
  ana: {name: Ana, leave: [2027-01-07 / 2027-01-08]}
  bo: {name: Bo}

tasks:
  a: {name: A, effort: 4d / 9d / 20d, who: [ana, bo 50%]}
  b: {name: B, duration: 2d / 3d / 8d, after: a SS+1d}
  c: {name: C, duration: 3ed, after: b}

milestones:
  done: {name: Done, after: [b, c], deadline: 2027-02-01}
`);
const model = simulationModel(made);
const options = { runs: 2_000, seed: 3 };

const scriptAt = (file: string): WorkerScript => ({
  uri: { scheme: "file", fsPath: file, toString: () => `file://${file}` } as unknown as Uri,
  read: () => assert.fail("Node reads it by itself."),
});
const script = scriptAt(path.resolve(...simulationScript));

/** A token that is told to stop. */
class Stop implements CancellationToken {
  isCancellationRequested = false;
  readonly #listeners = new Set<() => void>();
  readonly onCancellationRequested: CancellationToken["onCancellationRequested"] = (listener) => {
    const own = (): void => void listener(undefined);
    this.#listeners.add(own);
    return { dispose: () => this.#listeners.delete(own) };
  };
  now(): void {
    this.isCancellationRequested = true;
    for (const listener of this.#listeners) listener();
  }
}

function here() {
  const simulation = new Simulation(model, options);
  simulation.step();
  return simulation.result();
}

describe("a simulation beside the host", () => {
  before(function () {
    if (existsSync(path.resolve(...simulationScript))) return;
    console.log("The worker is not built; node esbuild.js builds it.");
    this.skip();
  });

  it("has the same result as one made here", async () => {
    const progress: number[] = [];
    const result = await simulate(script, model, options, {
      onProgress: (done) => progress.push(done),
      onFallback: (reason) => assert.fail(reason),
    });
    assert.deepEqual(result, here());
    assert.equal(progress.at(-1), options.runs);
  });

  it("can be stopped in the middle", async () => {
    const stop = new Stop();
    const result = await simulate(script, model, { runs: 1_000_000 }, { token: stop, onProgress: () => stop.now() });
    assert.equal(result, undefined);
  });
});

describe("a simulation without a worker", () => {
  it("is made here, in slices", async () => {
    const reasons: string[] = [];
    const result = await simulate(scriptAt(path.resolve("nowhere.js")), model, options, {
      onFallback: (reason) => reasons.push(reason),
    });
    assert.deepEqual(result, here());
    assert.equal(reasons.length, 1);
  });

  it("can be stopped between two slices, and before it begins", async () => {
    const stop = new Stop();
    let seen = 0;
    const result = await inSlices(new Simulation(model, { runs: 1_000_000 }), {
      token: stop,
      onProgress: (done) => {
        seen = done;
        stop.now();
      },
    });
    assert.equal(result, undefined);
    assert.ok(seen < 1_000_000);
    assert.equal(await simulate(script, model, options, { token: stop }), undefined);
  });

  it("makes as many runs in a slice as fit", () => {
    let clock = 0;
    const simulation = new Simulation(model, { runs: 100_000 });
    // A run takes half a millisecond.
    const steps = new TimedSteps(simulation, 12, () => clock + simulation.done / 2);
    const sizes = Array.from({ length: 8 }, () => {
      const before = simulation.done;
      steps.step();
      clock += 1;
      return simulation.done - before;
    });
    assert.deepEqual(sizes, [10, 20, 24, 24, 24, 24, 24, 24]);
  });
});
