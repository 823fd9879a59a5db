import { commands, l10n, Uri, window, workspace } from "vscode";
import { exists, explainFileError, UserMessage } from "../../platform/index.ts";
import { checklistFolder, type Services } from "../../services/index.ts";

/** A checklist that was just made, or was there already. */
export interface NewChecklist {
  readonly uri: Uri;
  /** False when a file of that name was there: it is left as it is. */
  readonly isNew: boolean;
}

/**
 * Asks for a name and makes a Markdown file with a first item, in the current project or, without one, where the person
 * says. Nothing is ever overwritten.
 * @returns nothing when the person left a question.
 */
export async function newChecklist({ projects }: Services): Promise<NewChecklist | undefined> {
  await projects.ready;
  const base = projects.current?.folder ?? (await placeWithoutProject());
  if (base === undefined) return undefined;
  const name = (
    await window.showInputBox({
      title: l10n.t("New Checklist"),
      prompt: l10n.t(
        "What is it for? It becomes a Markdown file in {0}.",
        `${workspace.asRelativePath(base)}/${checklistFolder}`,
      ),
      placeHolder: l10n.t("for example Release day"),
      validateInput: (value) => {
        if (value.trim() === "") return l10n.t("A checklist needs a name.");
        return slugOf(value) === "" ? l10n.t("The name needs a letter or a digit.") : undefined;
      },
    })
  )?.trim();
  if (!name) return undefined;
  const uri = Uri.joinPath(base, checklistFolder, `${slugOf(name)}.md`);
  if (await exists(uri)) {
    void window.showInformationMessage(
      l10n.t("{0} is there already; it was opened as it is.", workspace.asRelativePath(uri)),
    );
    return { uri, isNew: false };
  }
  const text = `# ${name.replace(/\s+/g, " ")}\n\n- [ ] ${l10n.t("First item")}\n`;
  try {
    await workspace.fs.createDirectory(Uri.joinPath(base, checklistFolder));
    await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  } catch (error) {
    const path = workspace.asRelativePath(uri);
    throw new UserMessage(l10n.t("{0} could not be made: {1}.", path, explainFileError(error)));
  }
  return { uri, isNew: true };
}

async function placeWithoutProject(): Promise<Uri | undefined> {
  const folders = workspace.workspaceFolders ?? [];
  if (folders.length === 0) {
    const open = l10n.t("Open Folder…");
    const message = l10n.t("A checklist is a file in a folder, and no folder is open.");
    if ((await window.showInformationMessage(message, open)) === open) {
      await commands.executeCommand("workbench.action.files.openFolder");
    }
    return undefined;
  }
  const project = l10n.t("New Project…");
  const file = l10n.t("Only a Checklist");
  const question = l10n.t("There is no project in this workspace yet. A checklist can stand in one, or by itself.");
  const choice = await window.showInformationMessage(question, project, file);
  if (choice === project) await commands.executeCommand("gantry.scaffold.newProject");
  if (choice !== file) return undefined;
  return folders.length === 1 ? folders[0]?.uri : (await window.showWorkspaceFolderPick())?.uri;
}

/** A file name from words: letters, digits and hyphens, at most 60 characters. */
function slugOf(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .slice(0, 60)
    .replace(/^-+|-+$/g, "");
}
