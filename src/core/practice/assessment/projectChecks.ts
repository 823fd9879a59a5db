import { startOfDay } from "../../calendar/index.ts";
import { parseDate } from "../../model/date.ts";
import type { Task } from "../../model/records.ts";
import { outlookOf } from "../../schedule/outlook.ts";
import { overallocations } from "../../schedule/overallocation.ts";
import type { Schedule } from "../../schedule/schedule.ts";
import type { Problem } from "../../text/reading/index.ts";
import type { ProjectEvidence } from "./evidence.ts";

/** So many days without an entry, while work is under way, are a stale log. */
const staleAfterDays = 14;
/** Of the tasks, so many may stand without a link; the schedule check that is usual asks the same. */
const looseShare = 0.05;

/**
 * What a project's files show of how its work is planned and followed, each with the questions it says something about. What can't be told,
 * because there is nothing of the kind in the files, is left out.
 */
export function projectChecks(
  schedule: Schedule,
  problems: ReadonlyMap<string, readonly Problem[]>,
): readonly ProjectEvidence[] {
  return [
    ...linksCheck(schedule, problems),
    ...loadCheck(schedule),
    ...ownersCheck(schedule),
    ...rangesCheck(schedule),
    ...lateCheck(schedule),
    ...logCheck(schedule),
    ...filesCheck(problems),
    ...risksCheck(schedule),
  ];
}

function linksCheck(schedule: Schedule, problems: ReadonlyMap<string, readonly Problem[]>): readonly ProjectEvidence[] {
  const works = leaves(schedule);
  if (works.length < 2) return [];
  const questions = ["q17"];
  const isCircle = [...problems.values()].some((some) => some.some(({ code }) => code === "dependency-circle"));
  if (isCircle) return [{ id: "links", questions, holds: false, text: "Tasks wait for each other in a circle" }];
  const awaited = new Set<string>();
  for (const { record } of schedule.rows) for (const { on } of record.after ?? []) awaited.add(on);
  const loose = looseAmong(schedule.reading.project.tasks, awaited);
  const holds = loose <= works.length * looseShare;
  return [
    {
      id: "links",
      questions,
      holds,
      text:
        loose === 0
          ? "Every task waits for something or is waited for"
          : `${loose} of ${works.length} tasks wait for nothing, and nothing waits for them`,
    },
  ];
}

function loadCheck(schedule: Schedule): readonly ProjectEvidence[] {
  const people = schedule.reading.project.people.length;
  if (people === 0 || leaves(schedule).every(({ who }) => (who ?? []).length === 0)) return [];
  const names = [...new Set(overallocations(schedule).map(({ person }) => person.name))];
  const text =
    names.length === 0
      ? "Nobody has more to do than they can"
      : names.length === 1
        ? `${names[0]} has more to do than fits`
        : `${names.length} people or roles have more to do than fits`;
  return [{ id: "load", questions: ["q10", "q19"], holds: names.length === 0, text }];
}

function ownersCheck(schedule: Schedule): readonly ProjectEvidence[] {
  const works = leaves(schedule);
  if (works.length === 0) return [];
  const without = works.filter(({ who }) => (who ?? []).length === 0).length;
  const text =
    without === 0 ? "Every task has somebody who does it" : `${without} of ${works.length} tasks have nobody`;
  return [{ id: "owners", questions: ["q09"], holds: without === 0, text }];
}

function rangesCheck(schedule: Schedule): readonly ProjectEvidence[] {
  const estimates = leaves(schedule).flatMap(({ effort, duration }) => effort ?? duration ?? []);
  if (estimates.length === 0) return [];
  const ranges = estimates.filter(({ pessimistic }) => pessimistic !== undefined).length;
  const text = ranges === 0 ? "No estimate is a range" : `${ranges} of ${estimates.length} estimates are ranges`;
  return [{ id: "ranges", questions: ["q18", "q02"], holds: ranges > 0, text }];
}

function lateCheck(schedule: Schedule): readonly ProjectEvidence[] {
  if (schedule.rows.length === 0) return [];
  const now = startOfDay(schedule.today);
  let overdue = 0;
  schedule.rows.forEach((_, row) => {
    const { isStage, isDone, finish } = schedule.at(row);
    if (!isStage && !isDone && finish <= now) overdue++;
  });
  const broken = outlookOf(schedule)?.broken.length ?? 0;
  const faults = [
    ...(overdue > 0 ? [`${overdue === 1 ? "a task is" : `${overdue} tasks are`} overdue`] : []),
    ...(broken > 0 ? [`${broken === 1 ? "a deadline breaks" : `${broken} deadlines break`}`] : []),
  ].join(", ");
  const text =
    faults === "" ? "Nothing is overdue, and no deadline breaks" : faults.replace(/^./, (one) => one.toUpperCase());
  return [{ id: "late", questions: ["q17", "q20"], holds: faults === "", text }];
}

function logCheck(schedule: Schedule): readonly ProjectEvidence[] {
  const { start, today, rows } = schedule;
  const { progress } = schedule.reading.project;
  const isLeft = rows.some((_, row) => !schedule.at(row).isDone);
  // Once something was logged, what is not done lies ahead of today, however late it is.
  if (!isLeft || (progress.length === 0 && start >= startOfDay(today))) return [];
  const questions = ["q11", "q20"];
  const days = progress.flatMap(({ at }) => parseDate(at.slice(0, 10)) ?? []);
  if (days.length === 0)
    return [{ id: "log", questions, holds: false, text: "Work has begun, and no progress is logged" }];
  // A loop: a log of many years has more entries than a call takes arguments.
  const ago = Math.max(0, (parseDate(today) ?? 0) - days.reduce((latest, day) => Math.max(latest, day)));
  const text =
    ago === 0 ? "Progress was logged today" : `Progress was last logged ${ago === 1 ? "a day" : `${ago} days`} ago`;
  return [{ id: "log", questions, holds: ago <= staleAfterDays, text }];
}

function filesCheck(problems: ReadonlyMap<string, readonly Problem[]>): readonly ProjectEvidence[] {
  const errors = [...problems.values()].reduce(
    (sum, some) => sum + some.filter(({ severity }) => severity === "error").length,
    0,
  );
  const text =
    errors === 0
      ? "The project's files read without an error"
      : `The project's files have ${errors === 1 ? "an error" : `${errors} errors`}; see Problems`;
  return [{ id: "files", questions: ["q11"], holds: errors === 0, text }];
}

function risksCheck({ reading }: Schedule): readonly ProjectEvidence[] {
  const open = reading.project.risks.filter(({ status }) => status !== "closed");
  if (open.length === 0) return [];
  const partly = open.filter(
    ({ probability, impact, owner }) => probability === undefined || impact === undefined || owner === undefined,
  ).length;
  const text =
    partly === 0
      ? "Every open risk has a probability, an impact and an owner"
      : `${partly} of ${open.length} open risks lack probability, impact or owner`;
  return [{ id: "risks", questions: ["q22"], holds: partly === 0, text }];
}

/** How many tasks neither wait for anything nor are waited for; a link of their stage is one of theirs. */
function looseAmong(tasks: readonly Task[], awaited: ReadonlySet<string>): number {
  let loose = 0;
  for (const { id, after, isStage, tasks: inner } of tasks) {
    if ((after ?? []).length > 0 || awaited.has(id)) continue;
    loose += isStage ? looseAmong(inner, awaited) : 1;
  }
  return loose;
}

/** The tasks that hold no others. */
function leaves({ rows }: Schedule): readonly Task[] {
  return rows.filter(({ isStage, isMilestone }) => !isStage && !isMilestone).map(({ record }) => record as Task);
}
