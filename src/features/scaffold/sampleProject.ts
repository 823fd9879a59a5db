import { commands, l10n, Uri, window, workspace } from "vscode";
import type { TemplateLibrary } from "../../core/documents/templateLibrary.ts";
import { exists, UserMessage } from "../../platform/index.ts";
import type { Services } from "../../services/index.ts";
import { confirmFilesAlone } from "./confirmFiles.ts";
import type { ProposedContents } from "./proposedContents.ts";
import { writeFiles } from "./writeFiles.ts";

const folderName = "gantry-sample";

/** Writes a project that is halfway through to a folder the person chooses, and shows it. */
export async function openSampleProject(services: Services, proposed: ProposedContents): Promise<void> {
  const parent = await chooseParent();
  if (parent === undefined) return;
  const folder = await freeFolder(parent);
  const library = await services.bundled.read<TemplateLibrary>("templates.json");
  const { planSampleProject } = await import("../../core/documents/index.ts");
  const { files, problems } = planSampleProject(library);
  if (files.length === 0) throw new UserMessage(problems.map(({ message }) => message).join(" "));
  const isInWorkspace = workspace.getWorkspaceFolder(folder) !== undefined;
  const shownAs = workspace.asRelativePath(folder);
  const title = l10n.t("Sample Project");
  if (!(await confirmFilesAlone(title, folder, shownAs, files, proposed))) return;
  await writeFiles(folder, files, services.log);
  if (isInWorkspace) {
    await services.projects.refresh();
    services.projects.select(folder);
    await window.showTextDocument(Uri.joinPath(folder, "plan.yaml"));
    return;
  }
  const open = l10n.t("Open Folder");
  const choice = await window.showInformationMessage(l10n.t("The sample project is in {0}.", shownAs), open);
  if (choice === open) await commands.executeCommand("vscode.openFolder", folder, { forceNewWindow: true });
}

async function chooseParent(): Promise<Uri | undefined> {
  const folders = workspace.workspaceFolders ?? [];
  const elsewhere = { label: l10n.t("Another folder…"), uri: undefined };
  const places = folders.map((folder) => ({
    label: l10n.t("In {0}", folder.name),
    description: `${folderName}/`,
    uri: folder.uri,
  }));
  const choice =
    places.length === 0
      ? elsewhere
      : await window.showQuickPick([...places, elsewhere], {
          title: l10n.t("Sample Project"),
          placeHolder: l10n.t("Where should the sample project be written?"),
        });
  if (choice === undefined || choice.uri !== undefined) return choice?.uri;
  const picked = await window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    openLabel: l10n.t("Write the Sample Here"),
    title: l10n.t("Where should the sample project be written?"),
  });
  return picked?.[0];
}

/** A folder of its own each time, so that an earlier sample keeps what was changed in it. */
async function freeFolder(parent: Uri): Promise<Uri> {
  for (let number = 1; ; number += 1) {
    const folder = Uri.joinPath(parent, number === 1 ? folderName : `${folderName}-${number}`);
    if (!(await exists(folder))) return folder;
  }
}
