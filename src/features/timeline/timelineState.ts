import { l10n, workspace } from "vscode";
import { finishDay } from "../../core/calendar/localTime.ts";
import { parseDate, weekday } from "../../core/model/date.ts";
import { outlookOf } from "../../core/schedule/outlook.ts";
import type { Schedule } from "../../core/schedule/schedule.ts";
import { countingOf, dateText, shortAmount } from "../../core/schedule/words.ts";
import { packTimeline, type TimelineGhost } from "../../core/timeline/index.ts";
import { makeTimeline } from "../../core/timeline/makeTimeline.ts";
import type { SentTimelineState } from "../../protocol/timeline.ts";
import type { Project } from "../../services/index.ts";

/** More of them nobody reads above a picture. */
const mostProblems = 50;

const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/**
 * Everything the view shows of a project.
 * @param compared what it is compared with, for the view to keep
 */
export function stateOf(
  project: Project,
  version: number,
  ghost: TimelineGhost | undefined,
  compared: string | undefined,
): SentTimelineState {
  const { schedule, folder } = project;
  const finish = finishOf(schedule);
  return {
    folder: folder.toString(),
    name: project.header.name,
    version,
    ...(compared !== undefined && { compared }),
    ...(finish !== undefined && { finish }),
    readOnly: isReadOnly(project),
    problems: problemsOf(project),
    ...(schedule.rows.length > 0 && { timeline: packTimeline(makeTimeline(schedule, ghost, project.day)) }),
  };
}

/** Whether nothing of a project can be written here. */
export function isReadOnly({ folder, reading }: Project): boolean {
  return reading.isNewer || workspace.fs.isWritableFileSystem(folder.scheme) === false;
}

/** When the project is finished, and how much is left to its deadline or missing. */
function finishOf(schedule: Schedule): SentTimelineState["finish"] {
  const outlook = outlookOf(schedule);
  if (outlook === undefined) return undefined;
  const { today } = schedule;
  const day = finishDay(outlook.finish);
  const [worst] = outlook.broken;
  const room =
    worst !== undefined
      ? l10n.t(
          "“{0}” is late by {1}",
          worst.work.record.name,
          shortAmount(worst.margin, countingOf(schedule, worst.work.row)),
        )
      : outlook.last !== undefined
        ? l10n.t(
            "{0} before the deadline",
            shortAmount(outlook.last.margin, countingOf(schedule, outlook.last.work.row)),
          )
        : "";
  const number = parseDate(day);
  const name = number === undefined ? "" : `${weekdays[weekday(number) - 1]} `;
  return { text: `${name}${dateText(day, today)}`, room, isLate: worst !== undefined };
}

/** Errors, with their lines, in the order of files and lines. */
function problemsOf({ problems, reading }: Project): SentTimelineState["problems"] {
  const found: SentTimelineState["problems"] = [];
  for (const [file, own] of problems) {
    const text = reading.slices.find(({ path }) => path === file)?.text ?? "";
    let line = 1;
    let at = 0;
    for (const { message, start, severity } of own) {
      if (severity !== "error") continue;
      if (found.length >= mostProblems) return found;
      // They stand in the order of the text.
      for (let next = text.indexOf("\n", at); next >= 0 && next < start; next = text.indexOf("\n", at)) {
        line++;
        at = next + 1;
      }
      found.push({ text: message, file, line });
    }
  }
  return found;
}
