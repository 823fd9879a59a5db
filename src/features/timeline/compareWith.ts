import { l10n, type QuickPickItem, QuickPickItemKind, window } from "vscode";
import type { Project } from "../../services/index.ts";
import { baselineName, type ComparedWith, revisionWith } from "./comparedWith.ts";
import { revisionsOf, scheduleAt } from "./gitRevisions.ts";

interface Item extends QuickPickItem {
  readonly choose?: () => Promise<Chosen | undefined>;
}

/** What a person chose; `with` is absent for nothing. */
export interface Chosen {
  readonly with?: ComparedWith;
}

/** Asks what the timeline of a project is compared with; undefined when the person left the question. */
export async function askComparedWith(project: Project): Promise<Chosen | undefined> {
  const baselines = project.reading.project.baselines.map((baseline): Item => {
    return {
      label: `$(bookmark) ${baseline.name}`,
      description: baselineName(baseline, project.today),
      choose: async () => ({ with: { kind: "baseline", id: baseline.id } }),
    };
  });
  const items: readonly Item[] = [
    { label: `$(circle-slash) ${l10n.t("Nothing")}`, choose: async () => ({}) },
    {
      label: `$(save) ${l10n.t("The Saved Text")}`,
      description: l10n.t("what unsaved edits do"),
      choose: async () => ({ with: { kind: "saved" } }),
    },
    ...(baselines.length > 0 ? [{ label: l10n.t("baselines"), kind: QuickPickItemKind.Separator }, ...baselines] : []),
    { label: l10n.t("history"), kind: QuickPickItemKind.Separator },
    { label: `$(git-commit) ${l10n.t("A Git Revision…")}`, choose: () => askRevision(project) },
  ];
  const chosen = await window.showQuickPick(items, {
    title: l10n.t("Compare the Timeline With"),
    matchOnDescription: true,
  });
  return chosen?.choose?.();
}

async function askRevision(project: Project): Promise<Chosen | undefined> {
  const items = revisionsOf(project).then((revisions) =>
    revisions.map(({ hash, title, author, date }) => ({
      label: title,
      description: [hash.slice(0, 8), author, date?.toISOString().slice(0, 10) ?? ""].filter(Boolean).join(" · "),
      hash,
    })),
  );
  // Where Git can't be asked, that is said instead of an empty list.
  await items;
  const chosen = await window.showQuickPick(items, {
    title: l10n.t("Compare the Timeline With a Revision"),
    placeHolder: l10n.t("Revisions that changed the project's folder"),
    matchOnDescription: true,
  });
  if (chosen === undefined) return undefined;
  return { with: revisionWith(chosen.hash, await scheduleAt(project, chosen.hash)) };
}
