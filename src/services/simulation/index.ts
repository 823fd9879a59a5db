/**
 * Simulations beside the extension host, so that thousands of runs hold up nobody who types. `worker` is what runs there, `messages` what
 * is said; where no worker can be had, the runs are made here, a few at a time.
 */
import type { CancellationToken } from "vscode";
import {
  Simulation,
  type SimulationModel,
  type SimulationOptions,
  type SimulationResult,
} from "../../core/schedule/simulation/index.ts";
import { startWorker, type WorkerScript, type WorkerThread } from "../../platform/workerThread.ts";
import type { SimulationReply, SimulationRequest } from "./messages.ts";
import { TimedSteps } from "./timedSteps.ts";

/** Where the script lies in the folder of the extension; `script.ts` hands it over. */
export const simulationScript = ["dist", "workers", "simulation.js"] as const;

export interface SimulationControl {
  /** Stops it; there is no result then. */
  readonly token?: CancellationToken;
  /** Is told now and then how many runs are made. */
  readonly onProgress?: (done: number) => void;
  /** Where no worker can be had: why, as far as it is known. */
  readonly onFallback?: (reason: string) => void;
}

/** A worker that has not said anything by then is taken for one that never will. */
const patience = 5_000;
/** In the extension host: short enough that nobody notices, with everybody else's turn in between. */
const slice = 12;

/**
 * Simulates; the result is the same wherever it is made.
 * @param script of the worker
 * @returns undefined when it was stopped
 */
export async function simulate(
  script: WorkerScript,
  model: SimulationModel,
  options: SimulationOptions = {},
  control: SimulationControl = {},
): Promise<SimulationResult | undefined> {
  const { token } = control;
  if (token?.isCancellationRequested) return undefined;
  const outcome = await inWorker(script, { model, options }, control);
  if (typeof outcome !== "string") return outcome.result;
  control.onFallback?.(outcome);
  return inSlices(new Simulation(model, options), control);
}

/** The result, or why there is none. */
function inWorker(
  script: WorkerScript,
  request: SimulationRequest,
  { token, onProgress }: SimulationControl,
): Promise<string | { readonly result: SimulationResult | undefined }> {
  return new Promise((resolve) => {
    let worker: WorkerThread | undefined;
    let hasEnded = false;
    const end = (outcome: string | { readonly result: SimulationResult | undefined }): void => {
      hasEnded = true;
      clearTimeout(timer);
      stopping?.dispose();
      worker?.dispose();
      resolve(outcome);
    };
    const timer = setTimeout(() => end("The worker did not begin."), patience);
    const stopping = token?.onCancellationRequested(() => end({ result: undefined }));
    let isReady = false;
    const ask = (): void => {
      if (isReady) worker?.post(request);
    };
    const onMessage = (reply: SimulationReply): void => {
      if (hasEnded) return;
      if (reply.kind === "ready") {
        clearTimeout(timer);
        isReady = true;
        ask();
      } else if (reply.kind === "progress") onProgress?.(reply.done);
      else end({ result: reply.result });
    };
    const events = { onMessage: (message: unknown) => onMessage(message as SimulationReply), onError: end };
    void startWorker(script, events).then((started) => {
      if (started === undefined) end("There are no workers here.");
      else if (hasEnded) started.dispose();
      else {
        worker = started;
        ask();
      }
    });
  });
}

/** Here, with turns for everybody else in between. */
export async function inSlices(
  simulation: Simulation,
  { token, onProgress }: SimulationControl = {},
): Promise<SimulationResult | undefined> {
  const steps = new TimedSteps(simulation, slice);
  while (!simulation.isComplete) {
    if (token?.isCancellationRequested) return undefined;
    steps.step();
    onProgress?.(simulation.done);
    await new Promise((resolve) => {
      setTimeout(resolve, 0);
    });
  }
  return token?.isCancellationRequested ? undefined : simulation.result();
}
