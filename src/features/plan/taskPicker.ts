import { l10n, type QuickPickItem, window } from "vscode";
import { kindOf, type PlanOutline, type WorkKey } from "../../core/plan/planOutline.ts";

interface TaskItem extends QuickPickItem {
  readonly key: WorkKey;
}

/**
 * Asks for one of the records of a plan by its name or id.
 * @param accepts which of them are offered
 * @param first the one that Enter takes
 * @returns nothing when the person left the question
 */
export async function pickTask(
  outline: PlanOutline,
  title: string,
  accepts: (key: WorkKey) => boolean,
  first: WorkKey | undefined,
): Promise<WorkKey | undefined> {
  const items: TaskItem[] = [];
  for (const key of outline.keys) {
    const place = outline.place(key);
    if (place === undefined || !accepts(key)) continue;
    const stages: string[] = [];
    for (let above = place.parent; above !== undefined; above = above.parent) stages.unshift(above.record.name);
    const kind = kindOf(place);
    const icon = kind === "stage" ? "layers" : kind === "milestone" ? "milestone" : "circle-large";
    items.push({
      key,
      label: `$(${icon}) ${place.record.name}`,
      description: [place.record.id, ...(stages.length > 0 ? [stages.join(" › ")] : [])].join(" · "),
    });
  }
  const before = items.findIndex(({ key }) => key === first);
  // A list begins with what is meant most likely.
  if (before > 0) items.unshift(...items.splice(before, 1));
  const chosen = await window.showQuickPick(items, {
    title,
    placeHolder: l10n.t("A task by its name or id"),
    matchOnDescription: true,
  });
  return chosen?.key;
}
