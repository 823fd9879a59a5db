import { schedule } from "../../src/core/schedule/index.ts";
import { Simulation, simulationModel } from "../../src/core/schedule/simulation/index.ts";
import { readSlice, unite } from "../../src/core/text/reading/index.ts";
import { middle, type Row } from "./measure.ts";

/** Which calendars the tasks of a plan are worked in. */
type Kind = "one calendar" | "people with leave of their own";

/** Layers of twenty, two predecessors each, ten stages; every task has a range of its own. */
function planOf(tasks: number, kind: Kind): string {
  let state = 42;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const lines = ["gantry: 1", "", "name: Bench", "start: 2027-01-04", ""];
  if (kind !== "one calendar") {
    lines.push("people:");
    for (let person = 0; person < 20; person++) {
      const day = String(10 + (person % 18)).padStart(2, "0");
      lines.push(`  p${person}:`, `    name: P${person}`, `    leave: [2027-02-${day} / 2027-02-${day}]`);
    }
  }
  lines.push("tasks:");
  const perStage = Math.ceil(tasks / 10);
  for (let index = 0; index < tasks; index++) {
    if (index % perStage === 0) lines.push(`  s${index}:`, `    name: Stage ${index}`, "    tasks:");
    const low = 4 + next(40);
    const likely = low + next(40);
    const layer = Math.floor(index / 20);
    const on = (): string => `t${(layer - 1) * 20 + next(20)}`;
    lines.push(
      `      t${index}:`,
      `        name: T${index}`,
      `        effort: ${low}h / ${likely}h / ${likely + 1 + next(80)}h`,
    );
    if (layer > 0) lines.push(`        after: [${[...new Set([on(), on()])].join(", ")}]`);
    if (kind !== "one calendar") lines.push(`        who: p${next(20)}${next(3) === 0 ? " 50%" : ""}`);
  }
  return `${lines.join("\n")}\n`;
}

/** 10,000 runs of a plan of 1,000 tasks, with everything that is reported of them. */
export function simulationRows(repeats = 5): readonly Row[] {
  const rows: Row[] = [];
  for (const kind of ["one calendar", "people with leave of their own"] as const) {
    const reading = unite([readSlice("gantry.yaml", planOf(1_000, kind))], "bench");
    const made = schedule(reading, { today: "2027-01-04" });
    for (const distribution of ["beta-pert", "triangular"] as const) {
      const times: number[] = [];
      for (let repeat = 0; repeat < repeats; repeat++) {
        const before = performance.now();
        const simulation = new Simulation(simulationModel(made), { runs: 10_000, seed: repeat + 1, distribution });
        simulation.step();
        simulation.result();
        times.push(performance.now() - before);
      }
      const value = middle(times);
      rows.push({
        what: `10,000 runs × 1,000 tasks, ${kind}, ${distribution}`,
        value,
        unit: "ms",
        limit: 2_000,
        peer: `${(value / 10).toFixed(0)} ns for each task of a run`,
      });
    }
  }
  return rows;
}
