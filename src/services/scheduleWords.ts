import { l10n } from "vscode";
import { finishDay, startDay } from "../core/calendar/index.ts";
import { marginOf, type Standing, standingOf } from "../core/schedule/outlook.ts";
import type { Schedule, ScheduledWork } from "../core/schedule/schedule.ts";
import { amountText, countingOf, dateText, rangeText, shortAmount } from "../core/schedule/words.ts";

/** Dates and float of a record in a few words, the same wherever they stand. */
export interface DateWords {
  readonly standing: Standing;
  /** `28 Jan → 5 Feb`; of a milestone its day. */
  readonly dates: string;
  /** `6d float`, `only 1d float`, `critical`, `late by 2d`; empty for what is done. */
  readonly room: string;
  /** All of it as one says it. */
  readonly spoken: string;
}

/** What there is to say about the dates of a record. */
export function dateWords(schedule: Schedule, work: ScheduledWork): DateWords {
  const { today } = schedule;
  const finish = finishDay(work.finish);
  // What starts at the very end of a day, such as a milestone, is of that day.
  const start = work.isMilestone || work.start >= work.finish ? finish : startDay(work.start);
  const standing = standingOf(schedule, work);
  const days =
    start === finish ? dateText(finish, today) : l10n.t("{0} to {1}", dateText(start, today), dateText(finish, today));
  const spokenRoom = spokenRoomOf(schedule, work, standing);
  return {
    standing,
    dates: rangeText(start, finish, today, "→"),
    room: roomOf(schedule, work, standing),
    spoken: spokenRoom === "" ? days : `${days}, ${spokenRoom}`,
  };
}

/** `6d`, `−2d`, `3ed`: the float of a record with its sign, as short as it can be. */
export function shortFloat(schedule: Schedule, { row, totalFloat }: ScheduledWork): string {
  return `${totalFloat < 0 ? "−" : ""}${shortAmount(totalFloat, countingOf(schedule, row))}`;
}

function roomOf(schedule: Schedule, work: ScheduledWork, standing: Standing): string {
  if (work.isEndless) return l10n.t("never ends");
  const amount = shortFloat(schedule, work);
  switch (standing) {
    case "done":
      return "";
    case "late":
      return l10n.t("late by {0}", shortAmount(marginOf(schedule, work) ?? 0, countingOf(schedule, work.row)));
    case "critical":
      // Negative: what comes after it is late for something.
      return work.totalFloat < 0 ? l10n.t("critical, {0} float", amount) : l10n.t("critical");
    case "near-critical":
      return l10n.t("only {0} float", amount);
    case "free":
      return l10n.t("{0} float", amount);
  }
}

function spokenRoomOf(schedule: Schedule, work: ScheduledWork, standing: Standing): string {
  if (work.isEndless) return l10n.t("never ends");
  const amount = amountText(work.totalFloat, countingOf(schedule, work.row));
  switch (standing) {
    case "done":
      return "";
    case "late": {
      const late = amountText(marginOf(schedule, work) ?? 0, countingOf(schedule, work.row));
      const due = dateText(finishDay(work.deadline ?? work.finish), schedule.today);
      return l10n.t("late by {0} for its deadline on {1}", late, due);
    }
    case "critical":
      return work.totalFloat < 0
        ? l10n.t("critical, {0} too late for what depends on it", amount)
        : l10n.t("critical: no float is left");
    case "near-critical":
      return l10n.t("nearly critical, only {0} of float", amount);
    case "free":
      return l10n.t("{0} of float", amount);
  }
}
