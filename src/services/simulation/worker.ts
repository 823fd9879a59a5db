/** The script of the worker: a file of its own, the same for Node's threads and for web workers. Nothing imports it. */
import { Simulation } from "../../core/schedule/simulation/index.ts";
import type { SimulationReply, SimulationRequest } from "./messages.ts";
import { TimedSteps } from "./timedSteps.ts";

/** Between two messages about progress. */
const milliseconds = 100;

interface NodePort {
  postMessage(message: unknown): void;
  once(event: "message", listener: (message: unknown) => void): void;
}

function serve(post: (reply: SimulationReply) => void, { model, options }: SimulationRequest): void {
  const simulation = new Simulation(model, options);
  const steps = new TimedSteps(simulation, milliseconds);
  while (!simulation.isComplete) {
    steps.step();
    post({ kind: "progress", done: simulation.done });
  }
  post({ kind: "result", result: simulation.result() });
}

const { process } = globalThis as { readonly process?: { readonly getBuiltinModule?: (name: string) => unknown } };
const threads = process?.getBuiltinModule?.("node:worker_threads") as
  | { readonly parentPort: NodePort | null }
  | undefined;
const port = threads?.parentPort;
if (port) {
  const post = (reply: SimulationReply): void => port.postMessage(reply);
  port.once("message", (request) => serve(post, request as SimulationRequest));
  post({ kind: "ready" });
} else {
  const post = (reply: SimulationReply): void => self.postMessage(reply);
  self.onmessage = ({ data }: MessageEvent<SimulationRequest>) => serve(post, data);
  post({ kind: "ready" });
}
