/** New projects and documents from templates: asked for, shown first, written whole or not at all. */
import type { Disposable } from "vscode";
import { DisposableStore, registerCommand } from "../../platform/index.ts";
import type { Services } from "../../services/index.ts";
import { ProposedContents } from "./proposedContents.ts";

export function register(services: Services): Disposable {
  const { log } = services;
  const disposables = new DisposableStore();
  const proposed = disposables.add(new ProposedContents());
  // Loaded when first used: at activation only the names of the commands are needed.
  const newDocument = async (id?: string): Promise<void> =>
    (await import("./newDocument.ts")).newDocument(services, proposed, id);
  const add = (disposable: Disposable): Disposable => disposables.add(disposable);
  add(
    registerCommand("gantry.scaffold.newProject", log, async () =>
      (await import("./newProject.ts")).newProject(services, proposed),
    ),
  );
  add(registerCommand("gantry.scaffold.newPlan", log, () => newDocument("plan")));
  add(registerCommand("gantry.scaffold.newTimeline", log, () => newDocument("timeline")));
  add(registerCommand("gantry.scaffold.newBudget", log, () => newDocument("budget")));
  add(
    registerCommand("gantry.scaffold.newDocument", log, (id) => newDocument(typeof id === "string" ? id : undefined)),
  );
  add(
    registerCommand("gantry.scaffold.saveAsTemplate", log, async () =>
      (await import("./saveAsTemplate.ts")).saveAsTemplate(services, proposed),
    ),
  );
  add(
    registerCommand("gantry.scaffold.openSampleProject", log, async () =>
      (await import("./sampleProject.ts")).openSampleProject(services, proposed),
    ),
  );
  add(
    registerCommand("gantry.practice.planCertification", log, async (id) =>
      (await import("./newStudyPlan.ts")).newStudyPlan(services, proposed, typeof id === "string" ? id : undefined),
    ),
  );
  return disposables;
}
