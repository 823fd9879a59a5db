import { type Handlers, MessageHandler, type Messages } from "../../protocol/messageHandler.ts";
import type { LogMessage } from "../../protocol/shell.ts";

/** What VS Code gives a webview, once. */
export interface ViewApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

/** The event by which a view outside VS Code hands its messages to the page around it. */
export const messageFromView = "gantry-message-from-view";

let api: ViewApi | undefined;

/** The one instance of the API; outside VS Code a stand-in that keeps state for the tab and posts DOM events. */
export function viewApi(): ViewApi {
  api ??= acquire() ?? standIn();
  return api;
}

function acquire(): ViewApi | undefined {
  const given: unknown = Reflect.get(globalThis, "acquireVsCodeApi");
  return typeof given === "function" ? (given() as ViewApi) : undefined;
}

function standIn(): ViewApi {
  const key = `gantry-view-state:${location.pathname}${location.search}`;
  return {
    postMessage: (message) => window.dispatchEvent(new CustomEvent(messageFromView, { detail: message })),
    getState: () => {
      try {
        return JSON.parse(sessionStorage.getItem(key) ?? "null") ?? undefined;
      } catch {
        return undefined;
      }
    },
    setState: (state) => sessionStorage.setItem(key, JSON.stringify(state ?? null)),
  };
}

/** One view's line to the host. */
export interface HostConnection<Outgoing extends Messages> {
  readonly send: MessageHandler<Messages, Outgoing>["send"];
  readonly request: MessageHandler<Messages, Outgoing>["request"];
  /** What {@link setState} kept, also after the view was hidden or the window reloaded. Check its shape. */
  getState(): unknown;
  setState(state: unknown): void;
}

/**
 * Connects a view to the host. Call it once, before {@link mountView}; the view then sends its own `ready`.
 * @param incoming schemas of what the host may say, and `handlers` what to do with it.
 */
export function connect<Incoming extends Messages, Outgoing extends Messages>(
  incoming: Incoming,
  handlers: Handlers<Incoming>,
): HostConnection<Outgoing> {
  const view = viewApi();
  const handler = new MessageHandler<Incoming, Outgoing>(
    incoming,
    handlers,
    (message) => view.postMessage(message),
    (reason) => logToHost("warning", reason),
  );
  window.addEventListener("message", (event) => void handler.receive(event.data));
  return {
    send: handler.send.bind(handler),
    request: handler.request.bind(handler),
    getState: () => view.getState(),
    setState: (state) => view.setState(state),
  };
}

/** Puts a line into the host's log; the protocol of every view spreads `shellToHost` for it. */
export function logToHost(level: LogMessage["level"], message: string): void {
  viewApi().postMessage({ kind: "event", type: "log", payload: { level, message: message.slice(0, 20_000) } });
}
