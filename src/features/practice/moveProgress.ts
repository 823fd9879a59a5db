import { l10n, Uri, window, workspace } from "vscode";
import { exportProgress, type ProgressMerge, readExportedProgress } from "../../core/practice/progress.ts";
import { explainFileError, UserMessage } from "../../platform/index.ts";
import type { PracticeStore } from "./practiceStore.ts";

const filters = { JSON: ["json"] };
const fileName = "gantry-practice.json";

/**
 * Writes the person's ticks to a file.
 * @param target is asked for when left out.
 * @returns where it was written; nothing when the person gave up.
 */
export async function exportToFile(store: PracticeStore, target: Uri | undefined): Promise<Uri | undefined> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const uri =
    target ??
    (await window.showSaveDialog({
      title: l10n.t("Export Practice Progress"),
      filters,
      ...(folder && { defaultUri: Uri.joinPath(folder, fileName) }),
    }));
  if (uri === undefined) return undefined;
  const { progress } = store;
  const text = exportProgress(progress, new Date().toISOString());
  try {
    await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  } catch (error) {
    throw new UserMessage(l10n.t("The progress could not be written: {0}.", explainFileError(error)));
  }
  if (target === undefined) {
    const count = progress.ticks.size;
    void window.showInformationMessage(
      count === 1
        ? l10n.t("1 tick was written to {0}.", workspace.asRelativePath(uri))
        : l10n.t("{0} ticks were written to {1}.", count, workspace.asRelativePath(uri)),
    );
  }
  return uri;
}

/**
 * Adds the ticks of an exported file to the person's own. Says what it would do and asks first, unless the caller has
 * named the file.
 * @returns how many ticks were added; nothing when the person gave up.
 */
export async function importFromFile(store: PracticeStore, source: Uri | undefined): Promise<number | undefined> {
  const uri = source ?? (await askForFile());
  if (uri === undefined) return undefined;
  const reading = readExportedProgress(await read(uri));
  if ("problem" in reading) throw new UserMessage(reading.problem);
  const preview = await store.preview(reading.ticks);
  if (source !== undefined) return (await store.add(reading.ticks)).added;
  if (preview.added === 0) {
    void window.showInformationMessage(l10n.t("Nothing to add: every tick of this file is here already."));
    return 0;
  }
  const add = l10n.t("Add");
  const choice = await window.showInformationMessage(
    preview.added === 1
      ? l10n.t("Add 1 tick to your practice progress?")
      : l10n.t("Add {0} ticks to your practice progress?", preview.added),
    { modal: true, detail: details(preview, reading.refused) },
    add,
  );
  if (choice !== add) return undefined;
  const { added } = await store.add(reading.ticks);
  void window.showInformationMessage(added === 1 ? l10n.t("1 tick added.") : l10n.t("{0} ticks added.", added));
  return added;
}

async function askForFile(): Promise<Uri | undefined> {
  const chosen = await window.showOpenDialog({ title: l10n.t("Import Practice Progress"), filters });
  return chosen?.[0];
}

const maximumBytes = 8_000_000;

async function read(uri: Uri): Promise<string> {
  try {
    // A file of any size can be chosen; only one that may be ours is read.
    const { size } = await workspace.fs.stat(uri);
    if (size > maximumBytes) throw new UserMessage(l10n.t("This file is too large to hold practice progress."));
    return new TextDecoder().decode(await workspace.fs.readFile(uri));
  } catch (error) {
    if (error instanceof UserMessage) throw error;
    throw new UserMessage(l10n.t("The file could not be read: {0}.", explainFileError(error)));
  }
}

function details({ already, unknown }: ProgressMerge, refused: number): string {
  const lines = [l10n.t("No tick is taken back.")];
  if (already > 0) lines.push(l10n.t("Here already: {0}.", already));
  if (unknown > 0) lines.push(l10n.t("For pages that this version does not have, kept all the same: {0}.", unknown));
  if (refused > 0) lines.push(l10n.t("Damaged and left out: {0}.", refused));
  return lines.join("\n");
}
