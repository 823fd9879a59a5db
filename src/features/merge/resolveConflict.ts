import { type LogOutputChannel, l10n, Range, Selection, TextEditorRevealType, Uri, window, workspace } from "vscode";
import { hasMarkers, type Resolution, resolveMarkers } from "../../core/text/merge/index.ts";
import { applyTextChanges, pathBelow, readText, UserMessage, withoutLinks } from "../../platform/index.ts";
import type { ProjectStore } from "../../services/index.ts";
import { mergeBase } from "./mergeBase.ts";

/**
 * Merges the file with conflict markers by its records, as one undoable edit, and says what is left.
 * @param wanted the address of the file, or what menus hand over for it; else the active editor's file is meant
 */
export async function resolveConflict(wanted: unknown, projects: ProjectStore, log: LogOutputChannel): Promise<void> {
  const uri = addressOf(wanted) ?? window.activeTextEditor?.document.uri;
  if (uri === undefined) throw new UserMessage(l10n.t("Open the file with the conflict first."));
  await projects.ready;
  const name = workspace.asRelativePath(uri);
  // A merge can bring a project in that nobody has seen yet.
  if (projects.projectOf(uri) === undefined) await projects.refresh();
  const project = projects.projectOf(uri);
  if (project === undefined || !/\.ya?ml$/i.test(uri.path)) {
    throw new UserMessage(
      l10n.t("{0} is no plan or register of a project; its conflicts are for VS Code's merge editor.", name),
    );
  }
  const text = await readText(uri);
  if (!hasMarkers(text)) {
    void window.showInformationMessage(l10n.t("{0} has no conflict markers.", withoutLinks(name)));
    return;
  }
  const path = pathBelow(project.folder, uri) ?? name;
  tell(await settle(uri, text, path, log), uri, name);
}

async function settle(uri: Uri, text: string, path: string, log: LogOutputChannel): Promise<Resolution> {
  const resolution = resolveMarkers(text, path, await mergeBase(uri, log));
  if (resolution.kind === "merged" && resolution.text !== text) {
    await applyTextChanges([{ uri, expected: text, edits: [difference(text, resolution.text)] }]);
  }
  return resolution;
}

/** The one stretch in which two texts differ. */
function difference(before: string, after: string): { start: number; end: number; newText: string } {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  // A line end of two characters is one.
  if (before[start - 1] === "\r") start--;
  let same = 0;
  while (same < most - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  if (same > 0 && before[before.length - same] === "\n") same--;
  return { start, end: before.length - same, newText: after.slice(start, after.length - same) };
}

function tell(resolution: Resolution, uri: Uri, name: string): void {
  const goToFirst = l10n.t("Go to First");
  const show = (message: string): void => {
    void window.showWarningMessage(withoutLinks(message), goToFirst).then((choice) => {
      if (choice === goToFirst) return reveal(uri);
      return undefined;
    });
  };
  if (resolution.kind === "failed") {
    show(l10n.t("{0} can't be merged by its records: {1}. Settle its conflicts by hand.", name, resolution.reason));
  }
  if (resolution.kind !== "merged") return;
  const { before, left, notes } = resolution;
  if (left.length > 0) {
    const first = left[0]?.message ?? "";
    show(
      left.length === 1
        ? l10n.t("One contradiction is left in {0}. {1}", name, first)
        : l10n.t("{0} contradictions are left in {1}. The first: {2}", left.length, name, first),
    );
    return;
  }
  const settled =
    before === 1
      ? l10n.t("The conflict in {0} is settled. Look at it before you stage the file.", name)
      : l10n.t("All {0} conflicts in {1} are settled. Look at them before you stage the file.", before, name);
  void window.showInformationMessage(withoutLinks([settled, ...notes.slice(0, 2)].join(" ")));
}

async function reveal(uri: Uri): Promise<void> {
  const editor = await window.showTextDocument(await workspace.openTextDocument(uri));
  const found = /^<{7,} /m.exec(editor.document.getText());
  if (found === null) return;
  const place = editor.document.positionAt(found.index);
  editor.selection = new Selection(place, place);
  editor.revealRange(new Range(place, place), TextEditorRevealType.InCenter);
}

/** An address as such, or as the editor's and the source control's menus hand it over. */
function addressOf(wanted: unknown): Uri | undefined {
  if (wanted instanceof Uri) return wanted;
  const resource = (wanted as { readonly resourceUri?: unknown } | undefined)?.resourceUri;
  return resource instanceof Uri ? resource : undefined;
}
