import { l10n, Uri, window, workspace } from "vscode";
import { idFrom } from "../../core/model/identifier.ts";
import { colleagueCopy } from "../../core/practice/assessment/colleagueCopy.ts";
import type { QuestionSet } from "../../core/practice/assessment/index.ts";
import { explainFileError, folderOf, readText, UserMessage, withoutLinks } from "../../platform/index.ts";
import type { PrivatePlace } from "../../services/privateFolder.ts";
import { today } from "./assessmentFiles.ts";

const longestName = 80;
const largestCopy = 1_000_000;

/**
 * Asks which colleague and where to, and writes the questions there. It is the one thing that leaves the private folder, by the person's own
 * act, and holds nothing of their answers.
 * @param skillTitle the name of a skill
 * @returns where it was written; nothing when the person gave up
 */
export async function handOverCopy(
  set: QuestionSet,
  { folder, person }: PrivatePlace,
  skillTitle: (skill: string) => string,
  wish: { readonly by?: string; readonly target?: Uri } = {},
): Promise<Uri | undefined> {
  const by = (wish.by ?? (await askWho(person)))?.trim();
  if (by === undefined || by === "") return undefined;
  const target =
    wish.target ??
    (await window.showSaveDialog({
      title: l10n.t("Where Does the Copy for {0} Go?", by),
      saveLabel: l10n.t("Write Copy"),
      defaultUri: Uri.joinPath(besideAll(folder), `${idFrom(person, "me")}-by-${idFrom(by, "colleague")}.yaml`),
      filters: { YAML: ["yaml"] },
    }));
  if (target === undefined) return undefined;
  const text = colleagueCopy(set, { person, by, date: today() }, skillTitle);
  try {
    await workspace.fs.writeFile(target, new TextEncoder().encode(text));
  } catch (error) {
    throw new UserMessage(l10n.t("The copy was not written: {0}.", explainFileError(error)));
  }
  if (wish.target === undefined) void offerToOpen(target, by);
  return target;
}

/** Asks for the file that was handed back. @returns what it says; nothing when the person gave up */
export async function takeBackCopy({ folder }: PrivatePlace): Promise<string | undefined> {
  const [chosen] =
    (await window.showOpenDialog({
      title: l10n.t("Which Answers Did Your Colleague Hand Back?"),
      openLabel: l10n.t("Read Answers"),
      defaultUri: besideAll(folder),
      filters: { YAML: ["yaml", "yml"] },
    })) ?? [];
  if (chosen === undefined) return undefined;
  try {
    const { size } = await workspace.fs.stat(chosen);
    if (size > largestCopy) throw new UserMessage(l10n.t("The file is too large for an assessment."));
    return await readText(chosen);
  } catch (error) {
    if (error instanceof UserMessage) throw error;
    throw new UserMessage(l10n.t("The answers were not read: {0}.", explainFileError(error)));
  }
}

/** Beside what is open rather than in it, where the copy would be committed with everything else; on a disk, for it is to be handed over. */
function besideAll(folder: Uri): Uri {
  const open = workspace.getWorkspaceFolder(folder)?.uri ?? folder;
  return open.scheme === "file" ? folderOf(open) : open;
}

function askWho(person: string): Thenable<string | undefined> {
  return window.showInputBox({
    title: l10n.t("A Colleague's View"),
    prompt: l10n.t("Who answers the same questions about you? Their copy holds none of your answers."),
    placeHolder: l10n.t("a name, such as Chen Li"),
    validateInput: (value) => {
      const name = value.trim();
      if (name === "") return l10n.t("Give a name.");
      if (name.length > longestName) return l10n.t("Give a shorter name.");
      return name === person ? l10n.t("That is you: somebody else has to answer.") : undefined;
    },
  });
}

async function offerToOpen(target: Uri, by: string): Promise<void> {
  const open = l10n.t("Open");
  const name = target.path.slice(target.path.lastIndexOf("/") + 1);
  const chosen = await window.showInformationMessage(
    withoutLinks(
      l10n.t("{0} holds the questions for {1}, and none of your answers. Read it back when it is filled in.", name, by),
    ),
    open,
  );
  if (chosen === open) await window.showTextDocument(target);
}
