/**
 * Where the project is heading: its finish in the status bar, what unsaved edits do to it at the top of the file, how sure it is, by
 * simulation, and levelling. Nothing but this file is loaded before there is a project, and each of the others when it is used.
 */
import { type Disposable, type DocumentSelector, EventEmitter, languages, workspace } from "vscode";
import { DisposableStore, registerCommand } from "../../platform/index.ts";
import type { Services } from "../../services/index.ts";
import type { Consequence } from "./consequence.ts";
import type { Reports } from "./reports.ts";

const yaml: DocumentSelector = { language: "yaml" };

export function register(services: Services): Disposable {
  const disposables = new DisposableStore();
  const { projects, log } = services;
  let isAsked = false;
  const start = async (): Promise<void> => {
    if (isAsked || projects.current === undefined) return;
    isAsked = true;
    try {
      const { FinishItem } = await import("./finishItem.ts");
      disposables.add(new FinishItem(projects));
    } catch (error) {
      log.error("The status bar item could not be loaded", error instanceof Error ? error : String(error));
    }
  };
  disposables.add(projects.onDidChange(() => void start()));
  void projects.ready.then(start);

  let loading: Promise<Consequence> | undefined;
  const consequence = (): Promise<Consequence> => {
    loading ??= import("./consequence.ts").then(({ Consequence }) => disposables.add(new Consequence(projects)));
    return loading;
  };
  const changed = disposables.add(new EventEmitter<void>());
  // What is typed in the file itself VS Code knows.
  disposables.add(workspace.onDidSaveTextDocument(({ uri }) => projects.sliceAt(uri) && changed.fire()));
  disposables.add(projects.onDidChange(({ kind }) => (kind === "reading" || kind === "day") && changed.fire()));
  disposables.add(
    languages.registerCodeLensProvider(yaml, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses: async (document) =>
        document.isDirty && projects.sliceAt(document.uri) !== undefined
          ? (await consequence()).provideCodeLenses(document)
          : [],
    }),
  );
  disposables.add(registerCommand("gantry.schedule.showConsequence", log, async () => (await consequence()).show()));

  let reports: Promise<Reports> | undefined;
  const shownReports = (): Promise<Reports> => {
    reports ??= import("./reports.ts").then(({ Reports }) => disposables.add(new Reports()));
    return reports;
  };
  disposables.add(
    registerCommand("gantry.schedule.simulateFinish", log, async () => {
      const { simulateFinish } = await import("./simulateFinish.ts");
      await simulateFinish(services, await shownReports());
    }),
  );
  disposables.add(
    registerCommand("gantry.schedule.levelResources", log, async () => {
      const { levelResources } = await import("./levelResources.ts");
      await levelResources(services);
    }),
  );
  return disposables;
}
