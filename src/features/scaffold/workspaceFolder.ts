import { commands, l10n, Uri, type WorkspaceFolder, window, workspace } from "vscode";
import { slug } from "../../core/documents/catalogue.ts";
import { projectFileName } from "../../core/model/project.ts";
import { exists } from "../../platform/index.ts";
import { settings } from "../../services/index.ts";

/** The folder to begin with; without any it offers to open one and returns nothing. */
export async function startingFolder(): Promise<WorkspaceFolder | undefined> {
  const active = window.activeTextEditor?.document.uri;
  const folder = (active && workspace.getWorkspaceFolder(active)) ?? workspace.workspaceFolders?.[0];
  if (folder !== undefined) return folder;
  const open = l10n.t("Open Folder");
  const choice = await window.showInformationMessage(
    l10n.t("A project is a folder of files. Open the folder it should live in, then try again."),
    open,
  );
  if (choice === open) await commands.executeCommand("vscode.openFolder");
  return undefined;
}

/** Where a new project goes: the usual place, or one named after the project when the usual one holds a project. */
export async function findPlace(
  folder: Uri,
  name: string,
): Promise<{ readonly place: string; readonly isTaken: boolean }> {
  const usual = settings.projectFolder(folder);
  if (!(await exists(Uri.joinPath(folder, usual, projectFileName)))) return { place: usual, isTaken: false };
  const base = `projects/${slug(name) || "project"}`;
  for (let number = 1; ; number += 1) {
    const place = number === 1 ? base : `${base}-${number}`;
    if (!(await exists(Uri.joinPath(folder, place)))) return { place, isTaken: true };
  }
}
