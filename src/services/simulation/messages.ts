import type { SimulationModel, SimulationOptions, SimulationResult } from "../../core/schedule/simulation/index.ts";

/** What the worker is asked: once. */
export interface SimulationRequest {
  readonly model: SimulationModel;
  readonly options: SimulationOptions;
}

/** What it says: that it lives, how many runs are made, and at last the result. */
export type SimulationReply =
  | { readonly kind: "ready" }
  | { readonly kind: "progress"; readonly done: number }
  | { readonly kind: "result"; readonly result: SimulationResult };
