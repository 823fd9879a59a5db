import assert from "node:assert/strict";
import { schedule } from "../../src/core/schedule/schedule.ts";
import { Simulation, simulationModel, simulationReport } from "../../src/core/schedule/simulation/index.ts";
import { readSlice, unite } from "../../src/core/text/reading/index.ts";

const text = `gantry: 1
name: Harbour | quay
start: 2027-01-04

tasks:
  api:
    name: "[New](https://example.com) API"
    duration: 5d / 10d / 25d

  load:
    name: Load tests
    duration: 3d
    after: api

milestones:
  live:
    name: Live
    after: load
    deadline: 2027-01-25
`;

describe("the report of a simulation", () => {
  const plan = schedule(unite([readSlice("gantry.yaml", text)], "harbour"), { today: "2027-01-04" });
  const simulation = new Simulation(simulationModel(plan), { runs: 2_000 });
  simulation.step();
  const report = simulationReport(plan, simulation.result());

  it("says when it is finished, with what confidence, and what the plan says", () => {
    assert.match(report, /^# When is “Harbour \\\| quay” finished\?\n/);
    assert.match(
      report,
      /\*\*By \d+ (?:Jan|Feb), with a confidence of 80 %\.\*\* The plan says 20 Jan; \d+ % of the runs/,
    );
    for (const share of ["10 %", "50 %", "80 %", "90 %"]) assert.ok(report.includes(`| ${share} | `), share);
    assert.match(report, /2,000 runs, beta-PERT, seed `1`.*1 tasks vary, 1 are taken as they stand/);
  });

  it("says what becomes of deadlines, and which tasks drive the finish", () => {
    assert.match(report, /\| Live \| 20 Jan \| \d+ (?:Jan|Feb) \| \d+ (?:Jan|Feb) \| 25 Jan \| \d+ % \|/);
    assert.match(report, /API \| 100 % \| 1\.00 \|/);
  });

  it("takes nothing in a file for markup", () => {
    assert.ok(!report.includes("](https://example.com)"));
    for (const line of report.split("\n").filter((one) => one.startsWith("| "))) {
      assert.ok(line.endsWith(" |"), line);
    }
  });
});
