/**
 * Sends the state of generated rows from a thread of its own, as VS Code's host has a process of its own: what making them costs, and
 * what is left of it in memory, is no burden of the page that is looked at.
 */
import { packTimeline } from "../../src/core/timeline/index.ts";
import { generatedTimeline } from "./generatedTimeline.ts";

const thread = self as unknown as {
  onmessage: (event: MessageEvent<{ readonly count: number; readonly state: object }>) => void;
  postMessage(message: unknown): void;
};

thread.onmessage = ({ data: { count, state } }) => {
  const timeline = generatedTimeline(count);
  thread.postMessage({
    kind: "event",
    type: "state",
    payload: { ...state, name: timeline.name, timeline: packTimeline(timeline) },
  });
};
