/**
 * The timeline: a view on the plan as bars over time. What is done in it becomes minimal edits of the project's files, and what is
 * typed in the files shows in it. Nothing but its commands is loaded before it is opened.
 */
import { commands, type Disposable, l10n, Uri, ViewColumn, window } from "vscode";
import { DisposableStore, registerCommand, UserMessage } from "../../platform/index.ts";
import type { Project, Services } from "../../services/index.ts";
import { TimelinePanels } from "./timelinePanels.ts";

export function register(services: Services): Disposable {
  const { log } = services;
  const disposables = new DisposableStore();
  const panels = disposables.add(new TimelinePanels(services, (command) => commands.executeCommand(command)));
  disposables.add(registerCommand("gantry.timeline.open", log, (wanted) => open(wanted, services, panels)));
  disposables.add(registerCommand("gantry.timeline.undo", log, () => panels.active?.step("undo")));
  disposables.add(registerCommand("gantry.timeline.redo", log, () => panels.active?.step("redo")));
  disposables.add(registerCommand("gantry.timeline.zoomIn", log, () => panels.active?.command("zoom-in")));
  disposables.add(registerCommand("gantry.timeline.zoomOut", log, () => panels.active?.command("zoom-out")));
  disposables.add(registerCommand("gantry.timeline.showAll", log, () => panels.active?.command("fit")));
  disposables.add(registerCommand("gantry.timeline.goToToday", log, () => panels.active?.command("today")));
  disposables.add(registerCommand("gantry.timeline.find", log, () => panels.active?.command("find")));
  disposables.add(registerCommand("gantry.timeline.compareWith", log, () => compareWith(services, panels)));
  disposables.add(registerCommand("gantry.timeline.export", log, (wish) => exportTimeline(wish, services, panels)));
  return disposables;
}

/** Beside the text, where one of the project's files is being edited. @param wanted the address of a file, as menus of editors give it */
async function open(wanted: unknown, { projects }: Services, panels: TimelinePanels): Promise<void> {
  await projects.ready;
  const uri = wanted instanceof Uri ? wanted : undefined;
  const project = (uri && projects.projectOf(uri)) ?? projects.current;
  if (project === undefined) {
    await offerProject();
    return;
  }
  const edited = window.activeTextEditor && projects.sliceAt(window.activeTextEditor.document.uri);
  await panels.open(project, edited?.project === project ? ViewColumn.Beside : ViewColumn.Active);
}

async function offerProject(): Promise<void> {
  const create = l10n.t("New Project…");
  const message = l10n.t("There is no project in this workspace yet, so there is no timeline to open.");
  if ((await window.showInformationMessage(message, create)) === create) {
    await commands.executeCommand("gantry.scaffold.newProject");
  }
}

async function compareWith({ projects }: Services, panels: TimelinePanels): Promise<void> {
  await projects.ready;
  const active = panels.active;
  const project: Project | undefined = active?.project ?? projects.current;
  if (project === undefined) throw new UserMessage(l10n.t("There is no project in this workspace yet."));
  const { askComparedWith } = await import("./compareWith.ts");
  const chosen = await askComparedWith(project);
  if (chosen === undefined) return;
  const panel = active ?? (await panels.open(project));
  await panel.compareWith(chosen.with);
}

/** Of the timeline in front, with what it is compared with, else of the current project. */
async function exportTimeline(wish: unknown, { projects }: Services, panels: TimelinePanels): Promise<Uri | undefined> {
  await projects.ready;
  const { active } = panels;
  const exporting = await import("./exportTimeline.ts");
  const project = active?.project ?? projects.current;
  return exporting.exportTimeline(project, exporting.exportWish(wish), () => active?.ghost());
}
