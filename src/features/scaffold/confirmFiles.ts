import { l10n, QuickPickItemKind, ThemeIcon, Uri } from "vscode";
import { type Choice, runSteps, type Step, type StepInput } from "../../platform/index.ts";
import type { ProposedContents } from "./proposedContents.ts";
import { findExisting, type NewFile } from "./writeFiles.ts";

/** The answer that is no file's path. */
const goOn = "";

/** Shows what will be written and what already stands there, before anything is written. Throws when given up. */
export async function confirmFiles(
  input: StepInput,
  folder: Uri,
  folderName: string,
  files: readonly NewFile[],
  proposed: ProposedContents,
): Promise<void> {
  const existing = await findExisting(folder, files);
  const fresh = files.filter((file) => !existing.has(file.path));
  const kept = files.filter((file) => existing.has(file.path));
  const compareButton = { iconPath: new ThemeIcon("diff"), tooltip: l10n.t("Compare with the template") };
  const summary: Choice<string> =
    fresh.length > 0
      ? {
          label: `$(check) ${fresh.length === 1 ? l10n.t("Create 1 file") : l10n.t("Create {0} files", fresh.length)}`,
          description: l10n.t("in {0}", folderName),
          value: goOn,
          alwaysShow: true,
        }
      : {
          label: `$(check) ${l10n.t("Nothing to create: every file is already there")}`,
          value: goOn,
          alwaysShow: true,
        };
  const separator = (label: string): Choice<string> => ({ label, kind: QuickPickItemKind.Separator });
  const line = (file: NewFile, icon: string): Choice<string> => ({
    label: `$(${icon}) ${file.path}`,
    value: file.path,
  });
  const look = async (path: string | undefined): Promise<void> => {
    const file = files.find((candidate) => candidate.path === path);
    if (file === undefined) return;
    const uri = Uri.joinPath(folder, file.path);
    if (existing.has(file.path)) await proposed.compare(uri, file.contents);
    else await proposed.show(uri, file.contents);
  };
  for (;;) {
    const choice = await input.pick<string>({
      placeholder: l10n.t("These files will be written. Nothing that exists is changed."),
      choices: [
        summary,
        ...(fresh.length > 0 ? [separator(l10n.t("New"))] : []),
        ...fresh.map((file) => line(file, "new-file")),
        ...(kept.length > 0 ? [separator(l10n.t("Already there, left alone"))] : []),
        ...kept.map((file) => ({ ...line(file, "lock"), buttons: [compareButton] })),
      ],
      selected: goOn,
      onButton: ({ item }) => void look(item.value),
    });
    if (choice === goOn) return;
    await look(choice);
  }
}

/** The same list as the only question of a command. Returns whether to go on. */
export async function confirmFilesAlone(
  title: string,
  folder: Uri,
  folderName: string,
  files: readonly NewFile[],
  proposed: ProposedContents,
): Promise<boolean> {
  const step: Step<object> = { ask: (_state, input) => confirmFiles(input, folder, folderName, files, proposed) };
  return (await runSteps(title, {}, [step])) !== undefined;
}
