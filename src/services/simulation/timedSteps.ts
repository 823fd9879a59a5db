import type { Simulation } from "../../core/schedule/simulation/index.ts";

/** Steps that each take about so long, whatever a run costs. */
export class TimedSteps {
  readonly #simulation: Simulation;
  readonly #milliseconds: number;
  readonly #now: () => number;
  #runs = 10;

  constructor(simulation: Simulation, milliseconds: number, now: () => number = () => performance.now()) {
    this.#simulation = simulation;
    this.#milliseconds = milliseconds;
    this.#now = now;
  }

  step(): void {
    const before = this.#now();
    this.#simulation.step(this.#runs);
    const taken = this.#now() - before;
    // Grows slowly and shrinks at once, since the first steps run before the code is compiled.
    const factor = taken <= 0 ? 2 : Math.min(2, this.#milliseconds / taken);
    this.#runs = Math.max(1, Math.floor(this.#runs * factor));
  }
}
