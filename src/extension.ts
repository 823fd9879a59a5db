import type { ExtensionContext } from "vscode";
import * as checklist from "./features/checklist/index.ts";
import * as documents from "./features/documents/index.ts";
import * as help from "./features/help/index.ts";
import * as practice from "./features/practice/index.ts";
import * as scaffold from "./features/scaffold/index.ts";
import { DisposableStore } from "./platform/index.ts";
import { createServices } from "./services/index.ts";

/** Composition root: makes the services, then lets each feature register itself. */
export function activate(extension: ExtensionContext): void {
  const disposables = new DisposableStore();
  extension.subscriptions.push(disposables);
  const services = createServices(extension, disposables);
  for (const feature of [scaffold, documents, checklist, practice, help]) {
    disposables.add(feature.register(services));
  }
}
