import { l10n, window, workspace } from "vscode";
import type { PlanProblem } from "../../core/documents/templateLibrary.ts";
import { withoutLinks } from "../../platform/index.ts";
import type { ProposedContents } from "./proposedContents.ts";
import type { WriteOutcome } from "./writeFiles.ts";

const mostNames = 5;

/** Says what was left alone and why, and offers the comparison. Silence means: all was written. */
export async function tellOutcome(
  { created, leftAlone }: WriteOutcome,
  problems: readonly PlanProblem[],
  proposed: ProposedContents,
): Promise<void> {
  if (problems.length > 0) {
    const lines = problems.map(({ path, message }) => (path === undefined ? message : `${path}: ${message}`));
    void window.showWarningMessage(withoutLinks(lines.slice(0, 3).join(" ")));
  }
  if (leftAlone.length === 0) return;
  const names = withoutLinks(shortList(leftAlone.map(({ uri }) => workspace.asRelativePath(uri))));
  const compare = l10n.t("Compare…");
  const choice = await window.showInformationMessage(
    created.length === 0
      ? l10n.t("Nothing was written. Already there: {0}", names)
      : l10n.t("{0} files created. Already there and left alone: {1}", created.length, names),
    compare,
  );
  if (choice !== compare) return;
  const [only] = leftAlone;
  const pick =
    leftAlone.length === 1
      ? only
      : await window
          .showQuickPick(
            leftAlone.map((file) => ({ label: workspace.asRelativePath(file.uri), file })),
            { title: l10n.t("Compare with the template") },
          )
          .then((item) => item?.file);
  if (pick !== undefined) await proposed.compare(pick.uri, pick.proposed);
}

/** The first few names; a notification with dozens can't be read. */
function shortList(names: readonly string[]): string {
  const shown = names.slice(0, mostNames).join(", ");
  return names.length > mostNames ? l10n.t("{0} and {1} more", shown, names.length - mostNames) : shown;
}
