/**
 * When is it finished, with what confidence? `buildModel` prepares a schedule (a form that can be handed to a worker), `forwardRun` goes
 * through it once for each run, `random`, `betaPert` and `sampler` draw how long things take, `simulation` adds up what comes out, and
 * `pert` is what can be reckoned by hand.
 */
export { type ModelOptions, simulationModel } from "./buildModel.ts";
export {
  type Distribution,
  distributions,
  type MeanAndDeviation,
  nearestRank,
  normalShare,
  pertFigures,
  type ThreePoint,
  triangularFigures,
} from "./distributions.ts";
export type { SimulationModel } from "./model.ts";
export {
  type CriticalPathFigures,
  criticalPathFigures,
  normalPercentile,
  normalProbability,
  seriesFigures,
} from "./pert.ts";
export { simulationReport } from "./report.ts";
export type { FinishFigures, HistogramBar, Influence, SimulationResult, TargetFigures } from "./result.ts";
export { mostRuns, Simulation, type SimulationOptions, usualRuns, usualSeed } from "./simulation.ts";
