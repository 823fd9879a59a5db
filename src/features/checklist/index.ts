/** Checklists: a view on the Markdown task lists of a project, or on any other. A tick is one character in the file. */
import { commands, type Disposable, l10n, TabInputText, Uri, ViewColumn, window, workspace } from "vscode";
import { DisposableStore, exists, registerCommand, UserMessage } from "../../platform/index.ts";
import { checklistFolder, type Services } from "../../services/index.ts";
import { ChecklistPanels } from "./checklistPanels.ts";
import { isMarkdown } from "./subject.ts";

export function register(services: Services): Disposable {
  const { log } = services;
  const disposables = new DisposableStore();
  const panels = disposables.add(new ChecklistPanels(services, (command) => commands.executeCommand(command)));
  disposables.add(registerCommand("gantry.checklist.open", log, (wanted) => open(wanted, services, panels)));
  disposables.add(registerCommand("gantry.checklist.new", log, () => makeNew(services, panels)));
  disposables.add(registerCommand("gantry.checklist.undoEdit", log, () => panels.active?.step("undo")));
  disposables.add(registerCommand("gantry.checklist.redoEdit", log, () => panels.active?.step("redo")));
  return disposables;
}

/**
 * @param wanted nothing for the current project's checklists; the id of one of them, which then gets the focus; or the
 * address of a Markdown file, which is shown alone.
 */
async function open(wanted: unknown, services: Services, panels: ChecklistPanels): Promise<void> {
  const { projects } = services;
  const uri = addressOf(wanted);
  if (uri !== undefined) {
    await openFile(uri, panels);
    return;
  }
  await projects.ready;
  const project = projects.current;
  const active = activeFile();
  if (project === undefined) {
    if (active !== undefined && isMarkdown(active)) await openFile(active, panels);
    else await offerChecklist();
    return;
  }
  const panel = await panels.open({ kind: "project", uri: project.folder });
  if (typeof wanted !== "string" || wanted === "") return;
  const file = Uri.joinPath(project.folder, checklistFolder, `${wanted}.md`);
  if (!/^[\w.-]+$/.test(wanted) || !(await exists(file))) {
    const create = l10n.t("Create It");
    const message = l10n.t("The project has no checklist “{0}” yet.", wanted.slice(0, 80));
    void window.showInformationMessage(message, create).then((choice) => {
      if (choice === create) return commands.executeCommand("gantry.scaffold.newDocument", wanted);
      return undefined;
    });
    return;
  }
  await panel.reveal({ uri: file });
}

async function openFile(uri: Uri, panels: ChecklistPanels): Promise<void> {
  if (!isMarkdown(uri)) {
    throw new UserMessage(l10n.t("{0} is not a Markdown file.", workspace.asRelativePath(uri)));
  }
  const isInEditor = activeFile()?.toString() === uri.toString();
  await panels.open({ kind: "file", uri }, isInEditor ? ViewColumn.Beside : ViewColumn.Active);
}

/** The file in the active editor; VS Code shows no text of a very large one, but its tab names it. */
function activeFile(): Uri | undefined {
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  return window.activeTextEditor?.document.uri ?? (input instanceof TabInputText ? input.uri : undefined);
}

/** An address given as such, as text, or in the way VS Code's menus do. */
function addressOf(wanted: unknown): Uri | undefined {
  if (wanted instanceof Uri) return wanted;
  if (typeof wanted === "string" && /^[a-z][a-z0-9+.-]+:/i.test(wanted)) {
    try {
      return Uri.parse(wanted, true);
    } catch {
      throw new UserMessage(l10n.t("{0} is not an address.", wanted.slice(0, 200)));
    }
  }
  return undefined;
}

async function offerChecklist(): Promise<void> {
  const project = l10n.t("New Project…");
  const checklist = l10n.t("New Checklist…");
  const file = l10n.t("Choose a Markdown File…");
  const message = l10n.t("There is no project in this workspace yet, so there is no checklist to open.");
  const choice = await window.showInformationMessage(message, project, checklist, file);
  if (choice === project) await commands.executeCommand("gantry.scaffold.newProject");
  if (choice === checklist) await commands.executeCommand("gantry.checklist.new");
  if (choice !== file) return;
  const found = await workspace.findFiles("**/*.md", "**/node_modules/**", 2_000);
  const picked = await window.showQuickPick(
    found.map((uri) => ({ label: workspace.asRelativePath(uri), uri })).sort((a, b) => (a.label < b.label ? -1 : 1)),
    { title: l10n.t("Open Checklist"), placeHolder: l10n.t("A Markdown file with boxes, for example - [ ] call Ida") },
  );
  if (picked !== undefined) await commands.executeCommand("gantry.checklist.open", picked.uri);
}

async function makeNew(services: Services, panels: ChecklistPanels): Promise<void> {
  const { newChecklist } = await import("./newChecklist.ts");
  const made = await newChecklist(services);
  if (made === undefined) return;
  const project = services.projects.projectOf(made.uri);
  const panel = await panels.open(
    project === undefined ? { kind: "file", uri: made.uri } : { kind: "project", uri: project.folder },
  );
  await panel.reveal(made.isNew ? { uri: made.uri, item: 0, edit: true } : { uri: made.uri });
}
