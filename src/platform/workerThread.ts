import type { Disposable, Uri } from "vscode";

/** A script that runs beside the extension host. Disposing of it stops it, whatever it is doing. */
export interface WorkerThread extends Disposable {
  post(message: unknown): void;
}

export interface WorkerEvents {
  onMessage(message: unknown): void;
  /** It could not be loaded, or threw. Not every host tells. */
  onError(reason: string): void;
}

/** A script that ships with the extension. It needs nothing but itself. */
export interface WorkerScript {
  readonly uri: Uri;
  /** Its bytes, by way of the file system of VS Code. */
  read(): PromiseLike<Uint8Array>;
}

/**
 * Starts a script as a thread of Node's, or as a web worker where the host is one itself; undefined where neither can be had.
 *
 * A web host starts workers from where the extension lies on the web. An extension that is installed remotely lies where no worker can
 * look (microsoft/vscode#144235), so its script is read and handed over as text, which hosts may refuse. Since not every failure is told,
 * wait for a first message, but not for long.
 */
export async function startWorker(script: WorkerScript, events: WorkerEvents): Promise<WorkerThread | undefined> {
  try {
    return startNodeWorker(script, events) ?? (await startWebWorker(script, events));
  } catch {
    return undefined;
  }
}

/** What of Node's worker threads is used. The host's code is the same in a browser, so it can't import them. */
interface NodeWorkers {
  readonly Worker: new (
    file: string,
  ) => {
    postMessage(message: unknown): void;
    terminate(): Promise<number>;
    on(event: "message" | "error", listener: (value: unknown) => void): void;
    unref(): void;
  };
}

function startNodeWorker({ uri }: WorkerScript, { onMessage, onError }: WorkerEvents): WorkerThread | undefined {
  const { process } = globalThis as {
    readonly process?: { readonly getBuiltinModule?: (name: string) => unknown };
  };
  const workers = process?.getBuiltinModule?.("node:worker_threads") as NodeWorkers | undefined;
  if (workers === undefined || uri.scheme !== "file") return undefined;
  const worker = new workers.Worker(uri.fsPath);
  worker.unref();
  worker.on("message", onMessage);
  worker.on("error", (error) => onError(String(error)));
  return { post: (message) => worker.postMessage(message), dispose: () => void worker.terminate() };
}

/** Places of an extension that VS Code makes a worker look at. */
const reachable: ReadonlySet<string> = new Set(["http", "https", "file"]);

async function startWebWorker(
  script: WorkerScript,
  { onMessage, onError }: WorkerEvents,
): Promise<WorkerThread | undefined> {
  if (typeof Worker !== "function") return undefined;
  const { uri } = script;
  const copy = reachable.has(uri.scheme)
    ? undefined
    : URL.createObjectURL(new Blob([new Uint8Array(await script.read())], { type: "text/javascript" }));
  const worker = new Worker(copy ?? uri.toString(true));
  worker.onmessage = ({ data }) => onMessage(data);
  worker.onerror = ({ message }) => onError(message);
  worker.onmessageerror = () => onError("A message could not be read.");
  return {
    post: (message) => worker.postMessage(message),
    dispose: () => {
      worker.terminate();
      if (copy !== undefined) URL.revokeObjectURL(copy);
    },
  };
}
