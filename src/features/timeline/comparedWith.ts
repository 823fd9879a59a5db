import { l10n } from "vscode";
import type { Id } from "../../core/model/identifier.ts";
import { type ComparisonSide, frozenSchedule } from "../../core/schedule/comparison.ts";
import type { Schedule } from "../../core/schedule/schedule.ts";
import { dateText } from "../../core/schedule/words.ts";
import type { TimelineGhost } from "../../core/timeline/index.ts";
import { ghostOf } from "../../core/timeline/makeGhost.ts";
import type { Project } from "../../services/index.ts";
import type { SavedSchedules } from "../../services/savedSchedules.ts";

/** What a timeline can be compared with. */
export type ComparedWith =
  | { readonly kind: "saved" }
  | { readonly kind: "baseline"; readonly id: Id }
  /** A revision, whose dates do not change any more. */
  | { readonly kind: "schedule"; readonly name: string; readonly schedule: Schedule; readonly hash?: string };

/** A revision of the project, with its dates. */
export function revisionWith(hash: string, schedule: Schedule): ComparedWith {
  return { kind: "schedule", name: l10n.t("revision {0}", hash.slice(0, 8)), schedule, hash };
}

/** The other dates beside those of now; undefined where there are none: nothing is unsaved, or the baseline is gone. */
export async function ghostFor(
  project: Project,
  compared: ComparedWith,
  saved: SavedSchedules,
): Promise<TimelineGhost | undefined> {
  const { schedule } = project;
  const side = await sideOf(project, compared, saved);
  return side && ghostOf(schedule, side.side, side.name);
}

async function sideOf(
  project: Project,
  compared: ComparedWith,
  saved: SavedSchedules,
): Promise<{ readonly side: ComparisonSide; readonly name: string } | undefined> {
  switch (compared.kind) {
    case "saved": {
      const side = await saved.of(project);
      return side && { side, name: l10n.t("saved text") };
    }
    case "baseline": {
      const baseline = project.reading.project.baselines.find(({ id }) => id === compared.id);
      return baseline && { side: frozenSchedule(baseline), name: baselineName(baseline, project.today) };
    }
    case "schedule":
      return { side: compared.schedule, name: compared.name };
  }
}

/** `baseline of 22 Jan`. */
export function baselineName({ name, date }: { readonly name: string; readonly date?: string }, today: string): string {
  return date === undefined ? l10n.t("baseline “{0}”", name) : l10n.t("baseline of {0}", dateText(date, today));
}
