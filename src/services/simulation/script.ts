import { Uri, workspace } from "vscode";
import type { WorkerScript } from "../../platform/workerThread.ts";
import { simulationScript } from "./index.ts";

/** The script of the worker. @param extensionUri the folder of the extension */
export function simulationWorker(extensionUri: Uri): WorkerScript {
  const uri = Uri.joinPath(extensionUri, ...simulationScript);
  return { uri, read: () => workspace.fs.readFile(uri) };
}
