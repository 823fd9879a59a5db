import type { ExtensionContext, LogOutputChannel } from "vscode";
import type { DisposableStore } from "../platform/index.ts";
import { BundledData } from "./bundledData.ts";
import { ChecklistStore } from "./checklistStore.ts";
import { ContextKeys } from "./contextKeys.ts";
import { createLog } from "./log.ts";
import { ProjectStore } from "./projectStore.ts";

/** What features share: each is made once, by {@link createServices}, and handed to every feature's `register`. */
export interface Services {
  readonly extension: ExtensionContext;
  readonly log: LogOutputChannel;
  readonly context: ContextKeys;
  readonly bundled: BundledData;
  readonly projects: ProjectStore;
  readonly checklists: ChecklistStore;
}

/** Makes the services and puts what must be let go into the store. */
export function createServices(extension: ExtensionContext, disposables: DisposableStore): Services {
  const log = disposables.add(createLog());
  const context = new ContextKeys();
  const projects = disposables.add(new ProjectStore(extension.workspaceState, context, log));
  const checklists = disposables.add(new ChecklistStore(projects, log));
  return { extension, log, context, bundled: new BundledData(extension.extensionUri), projects, checklists };
}

export { BundledData } from "./bundledData.ts";
export { type ChecklistChange, type ChecklistDocument, ChecklistStore, checklistFolder } from "./checklistStore.ts";
export { type ContextKey, ContextKeys, contextKeys } from "./contextKeys.ts";
export { askWhoIAm, whoAmI } from "./me.ts";
export { type Project, type ProjectChange, ProjectStore, type SlicePlace } from "./projectStore.ts";
export { settings } from "./settings.ts";
