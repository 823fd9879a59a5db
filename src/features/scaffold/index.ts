/** New projects and documents from templates: asked for, shown first, written whole or not at all. */
import type { Disposable } from "vscode";
import { DisposableStore, registerCommand } from "../../platform/index.ts";
import type { Services } from "../../services/index.ts";
import { newDocument } from "./newDocument.ts";
import { newProject } from "./newProject.ts";
import { ProposedContents } from "./proposedContents.ts";
import { openSampleProject } from "./sampleProject.ts";
import { saveAsTemplate } from "./saveAsTemplate.ts";

export function register(services: Services): Disposable {
  const { log } = services;
  const disposables = new DisposableStore();
  const proposed = disposables.add(new ProposedContents());
  const add = (disposable: Disposable): Disposable => disposables.add(disposable);
  add(registerCommand("gantry.scaffold.newProject", log, () => newProject(services, proposed)));
  add(registerCommand("gantry.scaffold.newPlan", log, () => newDocument(services, proposed, "plan")));
  add(registerCommand("gantry.scaffold.newTimeline", log, () => newDocument(services, proposed, "timeline")));
  add(registerCommand("gantry.scaffold.newBudget", log, () => newDocument(services, proposed, "budget")));
  add(
    registerCommand("gantry.scaffold.newDocument", log, (id) =>
      newDocument(services, proposed, typeof id === "string" ? id : undefined),
    ),
  );
  add(registerCommand("gantry.scaffold.saveAsTemplate", log, () => saveAsTemplate(services, proposed)));
  add(registerCommand("gantry.scaffold.openSampleProject", log, () => openSampleProject(services, proposed)));
  return disposables;
}
