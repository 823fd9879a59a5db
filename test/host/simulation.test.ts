import assert from "node:assert/strict";
import { extensions } from "vscode";
import { schedule } from "../../src/core/schedule/index.ts";
import { Simulation, simulationModel } from "../../src/core/schedule/simulation/index.ts";
import { readSlice, unite } from "../../src/core/text/reading/index.ts";
import { simulate } from "../../src/services/simulation/index.ts";
import { simulationWorker } from "../../src/services/simulation/script.ts";

const plan = `gantry: 1

name: Harbour
start: 2027-01-04

tasks:
  api: {name: API, effort: 4d / 9d / 20d}
  load: {name: Load tests, duration: 2d / 3d / 8d, after: api}
`;

describe("a simulation beside this extension host", () => {
  it("runs in a worker and has the result that it would have here", async () => {
    const extension = extensions.all.find(({ packageJSON }) => packageJSON.name === "gantry");
    assert.ok(extension);
    const made = schedule(unite([readSlice("gantry.yaml", plan)], "harbour"), { today: "2027-01-04" });
    const model = simulationModel(made);
    const options = { runs: 1_000 };
    const here = new Simulation(model, options);
    here.step();
    const script = simulationWorker(extension.extensionUri);
    const reasons: string[] = [];
    const found = await simulate(script, model, options, { onFallback: (reason) => reasons.push(reason) });
    assert.deepEqual(reasons, [], String(script.uri));
    assert.deepEqual(JSON.stringify(found), JSON.stringify(here.result()));
  });
});
