/** The Documents view: what the project has, what its method still lacks in this phase, one click to open or create. */
import { commands, type Disposable, l10n, window, workspace } from "vscode";
import { projectFileName } from "../../core/model/project.ts";
import { DisposableStore, registerCommand, UserMessage, withoutLinks } from "../../platform/index.ts";
import type { Project, Services } from "../../services/index.ts";
import type { DocumentNode } from "./documentNodes.ts";
import { DocumentsTree } from "./documentsTree.ts";

/** Milliseconds without a change after which the view says what is wrong with the project's file. */
const typingPause = 500;

export function register(services: Services): Disposable {
  const { log, projects } = services;
  const disposables = new DisposableStore();
  const tree = disposables.add(new DocumentsTree(services));
  const view = disposables.add(
    window.createTreeView("gantry.documents", { treeDataProvider: tree, showCollapseAll: true }),
  );

  const describe = (): void => {
    const project = projects.current;
    if (project === undefined) {
      view.description = "";
      // Nothing instead of a text lets the welcome view show.
      setMessage(view, undefined);
      return;
    }
    const { method, phase } = tree.assumptions(project);
    view.description = `${project.header.name}, ${phase}`;
    setMessage(view, messageFor(project, method, phase));
  };
  // A message that comes and goes with every letter of a half-typed line would make the list jump.
  let pause: ReturnType<typeof setTimeout> | undefined;
  disposables.add({ dispose: () => clearTimeout(pause) });
  disposables.add(
    projects.onDidChange(({ kind }) => {
      if (kind === "file") return;
      clearTimeout(pause);
      if (kind === "reading") pause = setTimeout(describe, typingPause);
      else describe();
    }),
  );
  describe();

  disposables.add(registerCommand("gantry.documents.refresh", log, () => projects.refresh()));
  disposables.add(registerCommand("gantry.documents.openItem", log, (node) => openItem(node, tree)));
  disposables.add(
    registerCommand("gantry.documents.createItem", log, (node) => {
      if (!isNode(node) || node.kind !== "missing") throw new UserMessage(l10n.t("There is nothing to create here."));
      return commands.executeCommand("gantry.scaffold.newDocument", node.description.id);
    }),
  );
  disposables.add(registerCommand("gantry.project.select", log, () => selectProject(services)));
  return disposables;
}

function setMessage(view: { message?: string | undefined }, message: string | undefined): void {
  const text = message === undefined ? undefined : withoutLinks(message);
  if (view.message !== text) view.message = text;
}

function messageFor(project: Project, method: string, phase: string): string | undefined {
  const problem = project.reading.problems.get(projectFileName)?.find(({ severity }) => severity === "error");
  if (problem !== undefined) {
    const text = project.reading.slices.find(({ path }) => path === projectFileName)?.text ?? "";
    const line = text.slice(0, problem.start).split("\n").length;
    return l10n.t("gantry.yaml, line {0}: {1}", line, problem.message);
  }
  if (project.header.method === undefined) return l10n.t("gantry.yaml names no method; shown as for {0}.", method);
  if (project.header.phase === undefined) return l10n.t("gantry.yaml names no phase; shown as for {0}.", phase);
  return undefined;
}

function isNode(value: unknown): value is DocumentNode {
  return typeof value === "object" && value !== null && "kind" in value && "id" in value;
}

async function openItem(node: unknown, tree: DocumentsTree): Promise<void> {
  const uri = isNode(node) && node.kind === "present" ? tree.addressOf(node) : undefined;
  if (!isNode(node) || node.kind !== "present" || uri === undefined) {
    throw new UserMessage(l10n.t("There is nothing to open here."));
  }
  if (node.isChecklist) await commands.executeCommand("gantry.checklist.open", uri);
  else await commands.executeCommand("vscode.open", uri, { preview: true });
}

async function selectProject({ projects }: Services): Promise<void> {
  await projects.ready;
  if (projects.all.length === 0) {
    throw new UserMessage(l10n.t('There is no project in this workspace yet. "Gantry: New Project…" makes one.'));
  }
  const choice = await window.showQuickPick(
    projects.all.map((project) => ({
      label: project.header.name,
      description: workspace.asRelativePath(project.folder),
      picked: project === projects.current,
      folder: project.folder,
    })),
    { title: l10n.t("Select Project"), placeHolder: l10n.t("Views and commands speak of this project") },
  );
  if (choice !== undefined) projects.select(choice.folder);
}
