import { l10n, window } from "vscode";
import { consequence } from "../../core/plan/consequence.ts";
import type { WorkKey } from "../../core/plan/planOutline.ts";
import type { Alternative } from "../../core/plan/reschedule.ts";
import type { Schedule } from "../../core/schedule/schedule.ts";

/** Asks how something is to be written down, each way with its line and what it would do; undefined when the person left the question. */
export async function chooseAlternative(
  schedule: Schedule,
  alternatives: readonly Alternative[],
  key: WorkKey | undefined,
): Promise<Alternative | undefined> {
  const items = alternatives.flatMap((alternative) => {
    const { refusal, place, text, summary } = consequence(schedule, alternative.plan(), key);
    const line = [place, text].filter((part) => part !== undefined && part !== "").join("  ");
    if (refusal !== undefined) return [];
    return {
      label: alternative.label,
      description: summary,
      detail: [line, alternative.detail].filter((part) => part !== "").join(" — "),
      alternative,
    };
  });
  const chosen = await window.showQuickPick(items, {
    title: l10n.t("How Is It Meant?"),
    placeHolder: l10n.t("Each of these puts it there; Esc leaves everything as it is"),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return chosen?.alternative;
}
