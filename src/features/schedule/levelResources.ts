import { type CancellationToken, commands, l10n, type Progress, ProgressLocation, window } from "vscode";
import { finishDay } from "../../core/calendar/index.ts";
import type { IsoDate } from "../../core/model/moment.ts";
import { consequenceOf } from "../../core/schedule/compare.ts";
import { type LevelledPlan, PlanLevelling, whatStays } from "../../core/schedule/levelling/planLevelling.ts";
import { usualSchedules } from "../../core/schedule/levelling/searchBudget.ts";
import { writeDelays } from "../../core/schedule/levelling/writeDelays.ts";
import { overallocations } from "../../core/schedule/overallocation.ts";
import { type Schedule, schedule } from "../../core/schedule/schedule.ts";
import { dateText } from "../../core/schedule/words.ts";
import { type EditPlan, readingAfter } from "../../core/text/editing/index.ts";
import { applyEditPlan, UserMessage } from "../../platform/index.ts";
import type { Services } from "../../services/index.ts";
import { type MoveItem, moveItems, under } from "./moveItems.ts";

/** Short enough that nobody notices, with everybody else's turn in between. */
const turn = 12;

/** Moves tasks so that nobody has more to do than they can: shows what that would do, and writes it when the person says so. */
export async function levelResources({ projects }: Services): Promise<void> {
  const project = projects.current;
  if (project === undefined) throw new UserMessage(l10n.t("There is no project in this workspace yet."));
  if (project.reading.isNewer) {
    throw new UserMessage(l10n.t("This project was made by a newer version of Gantry and is read-only here."));
  }
  // What is shown and written is about the texts as they are now; if they change meanwhile, nothing is written.
  const { folder, reading, schedule: before } = project;
  const usual = usualSchedules(before.network.size);
  const levelling = new PlanLevelling(before, { expectedSchedules: usual });
  for (let total = usual; ; total *= 2) {
    const mayImprove = await search(levelling, total, before.today);
    const levelled = levelling.best;
    const plan = writeDelays(reading, levelled);
    if (plan.refusal !== undefined) throw new UserMessage(plan.refusal);
    if (plan.edits.length === 0) {
      void window.showInformationMessage(
        overallocations(before).length === 0
          ? l10n.t("Nobody has more to do than they can: nothing has to move.")
          : l10n.t("Nothing can be moved. {0}", whatStays),
      );
      return;
    }
    const after = schedule(readingAfter(reading, plan), { today: before.today });
    const decision = await decide(before, after, levelled, plan, mayImprove);
    if (decision === "search") continue;
    if (decision === "write") {
      await applyEditPlan({ folder, reading }, plan);
      void window.showInformationMessage(
        l10n.t("Levelled. {0} Undo in the file takes it back.", consequenceOf(before, after).summary),
      );
    }
    return;
  }
}

/**
 * Goes on until so many schedules were tried, or the person has seen enough: then with what was found by then.
 * @returns whether there may be a better plan
 */
function search(levelling: PlanLevelling, total: number, today: IsoDate): Thenable<boolean> {
  return window.withProgress(
    { location: ProgressLocation.Notification, title: l10n.t("Levelling resources"), cancellable: true },
    (progress, token) => searchOn(levelling, total, today, progress, token),
  );
}

async function searchOn(
  levelling: PlanLevelling,
  total: number,
  today: IsoDate,
  progress: Progress<{ readonly message?: string; readonly increment: number }>,
  token: CancellationToken,
): Promise<boolean> {
  const begun = levelling.schedules;
  let atOnce = 1;
  let mayImprove = true;
  while (mayImprove && levelling.schedules < total && !token.isCancellationRequested) {
    const before = { schedules: levelling.schedules, time: performance.now() };
    mayImprove = levelling.step(Math.min(atOnce, total - levelling.schedules));
    const taken = performance.now() - before.time;
    atOnce = Math.max(1, Math.floor(atOnce * Math.min(2, turn / Math.max(taken, 1))));
    const { schedules, finishSoFar } = levelling;
    const increment = ((schedules - before.schedules) * 100) / (total - begun);
    if (finishSoFar !== undefined) {
      const message = l10n.t("ends {0} so far. Cancel to see that plan", dateText(finishDay(finishSoFar), today));
      progress.report({ message, increment });
    }
    await new Promise((resolve) => {
      setTimeout(resolve, 0);
    });
  }
  return mayImprove;
}

type Decision = "write" | "search";

interface Choice extends MoveItem {
  readonly decision?: Decision;
}

/** Shows what moves and what it costs; one choice writes it, one leaves it, one looks for a better plan, and a task leads to its line. */
async function decide(
  before: Schedule,
  after: Schedule,
  levelled: LevelledPlan,
  plan: Extract<EditPlan, { readonly refusal?: undefined }>,
  mayImprove: boolean,
): Promise<Decision | undefined> {
  const comparison = consequenceOf(before, after);
  const files = [...new Set(plan.edits.map(({ path }) => path))];
  const delayed = levelled.tasks.filter(({ delay }) => delay !== undefined).length;
  const choices: Choice[] = [
    {
      label: l10n.t("$(check) Write the delays"),
      description:
        delayed === 1
          ? l10n.t("1 delay in {0}", files.join(", "))
          : l10n.t("{0} delays in {1}", delayed, files.join(", ")),
      detail: comparison.summary,
      decision: "write",
    },
    {
      label: l10n.t("$(close) Leave the plan as it is"),
      description: boundText(levelled, after),
    },
    ...(mayImprove && levelled.gap > 0
      ? [{ label: l10n.t("$(sync) Look for a better plan"), decision: "search" } as const]
      : []),
    ...under(l10n.t("what moves"), moveItems(after, comparison)),
  ];
  const chosen = await window.showQuickPick(choices, {
    title: l10n.t("Level Resources"),
    placeHolder:
      overallocations(after).length === 0
        ? l10n.t("Nothing is written yet")
        : l10n.t("Nothing is written yet. Somebody still has too much to do: {0}", whatStays),
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  if (chosen?.id !== undefined) await commands.executeCommand("gantry.plan.openItem", chosen.id);
  return chosen?.decision;
}

/** How much better it could be at most. */
function boundText({ finish, earliestFinish, gap }: LevelledPlan, { today }: Schedule): string {
  if (finish <= earliestFinish) return l10n.t("no levelled plan ends earlier");
  const day = dateText(finishDay(earliestFinish), today);
  return l10n.t("no levelled plan ends before {0}: at most {1} % are left to gain", day, Math.max(1, Math.round(gap)));
}
