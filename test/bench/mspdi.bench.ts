/**
 * Plans that Microsoft Project saved as XML, imported, scheduled and compared, cell by cell, with the dates and floats that it stored.
 * Moments are compared in working time: 17:00 and 08:00 of the next working day are the same instant.
 */

import { clock, formatLocalTime, type WorkingTime } from "../../src/core/calendar/index.ts";
import { writeProject } from "../../src/core/exchange/index.ts";
import { formatOf } from "../../src/core/exchange/msproject/durations.ts";
import { readMsProject } from "../../src/core/exchange/msproject/index.ts";
import { numberOf, timeOf, wholeNumber } from "../../src/core/exchange/msproject/values.ts";
import { readXml } from "../../src/core/exchange/xml/readXml.ts";
import type { XmlElement } from "../../src/core/exchange/xml/xmlElement.ts";
import type { Task } from "../../src/core/model/index.ts";
import { type Schedule, type ScheduledWork, schedule } from "../../src/core/schedule/index.ts";
import { readSlice, unite } from "../../src/core/text/reading/index.ts";

export const taskClasses = ["automatic", "with progress", "manual", "summary"] as const;
export type TaskClass = (typeof taskClasses)[number];

const momentFields = ["start", "finish", "earlyStart", "earlyFinish", "lateStart", "lateFinish"] as const;
const floatFields = ["totalFloat", "freeFloat"] as const;
export const fields = [...momentFields, ...floatFields, "critical"] as const;
export type Field = (typeof fields)[number];

/** What they are called in the file. */
const stored: Readonly<Record<Field, string>> = {
  start: "Start",
  finish: "Finish",
  earlyStart: "EarlyStart",
  earlyFinish: "EarlyFinish",
  lateStart: "LateStart",
  lateFinish: "LateFinish",
  totalFloat: "TotalSlack",
  freeFloat: "FreeSlack",
  critical: "Critical",
};

export interface Difference {
  readonly taskClass: TaskClass;
  readonly task: string;
  readonly field: Field;
  readonly stored: string;
  readonly ours: string;
  /** Why it is so, where that can be told from the file. */
  readonly cause: Cause | undefined;
}

/** What is known of a difference. */
export const causes = {
  brokenLinks: "the file was not scheduled: stored dates break its own links",
  staleLate: "stored late dates are out of date: nothing waits for the task, and they are not the project's finish",
  elapsedFloat: "Project counts the float of an elapsed duration by the clock",
  manualLate: "Project has rules of its own for the late dates and the criticality of manual tasks",
} as const;
export type Cause = keyof typeof causes;

/** What is stored is not a schedule of the file: such cells say nothing about a scheduler. */
export const noScheduleOfTheirFile: readonly Cause[] = ["brokenLinks", "staleLate"];

export interface Comparison {
  readonly file: string;
  readonly refusal?: string;
  /** Problems that the imported text has; there should be none. */
  readonly problems: number;
  readonly counts: Readonly<
    Record<TaskClass, { readonly tasks: number; readonly cells: number; readonly exact: number }>
  >;
  readonly differences: readonly Difference[];
}

/** Imports a file, schedules it and compares. Never throws for what the file says. */
export function compareWithStored(file: string, text: string): Comparison {
  const counts = Object.fromEntries(taskClasses.map((name) => [name, { tasks: 0, cells: 0, exact: 0 }])) as Record<
    TaskClass,
    { tasks: number; cells: number; exact: number }
  >;
  const result = readMsProject(text);
  if ("refusal" in result) return { file, refusal: result.refusal, problems: 0, counts, differences: [] };
  const slices = writeProject(result.project, result).map((slice) => readSlice(slice.path, slice.text));
  const reading = unite(slices, file);
  const problems = [...reading.problems.values()].reduce((sum, all) => sum + all.length, 0);
  const project = readXml(text);
  const day = (
    project.peek("StatusDate") ??
    project.peek("LastSaved") ??
    project.peek("StartDate") ??
    "2000-01-01"
  ).slice(0, 10);
  const dates = schedule(reading, { today: reading.project.header.statusDate ?? day });
  const byUid = new Map<string, ScheduledWork>();
  for (let row = 0; row < dates.rows.length; row++) {
    const { record } = dates.rows[row] as (typeof dates.rows)[number];
    const uid = (record as Task).links?.get("msproject");
    if (uid !== undefined) byUid.set(uid, dates.at(row));
  }
  const differences: Difference[] = [];
  const isUnscheduled = breaksLinks(project);
  const waitedFor = new Set(
    project
      .records("Tasks", "Task")
      .flatMap((task) => task.all("PredecessorLink").map((link) => link.peek("PredecessorUID"))),
  );
  for (const element of project.records("Tasks", "Task")) {
    const work = byUid.get(String(wholeNumber(element.peek("UID"))));
    if (work === undefined || element.peek("IsNull") === "1") continue;
    const taskClass = classOf(element, work);
    const count = counts[taskClass];
    count.tasks++;
    for (const field of fields) {
      const text = element.peek(stored[field]);
      if (text === undefined) continue;
      const ours = cellOf(field, element, work, dates);
      if (ours === undefined) continue;
      count.cells++;
      if (ours === true) count.exact++;
      else {
        const cause = isUnscheduled ? "brokenLinks" : causeOf(field, element, taskClass, project, waitedFor);
        differences.push({ taskClass, task: element.peek("Name") ?? "", field, stored: text, ours, cause });
      }
    }
  }
  return { file, problems, counts, differences };
}

function classOf(element: XmlElement, work: ScheduledWork): TaskClass {
  if (work.isStage) return "summary";
  if (element.peek("Manual") === "1") return "manual";
  const hasBegun =
    (numberOf(element.peek("PercentComplete")) ?? 0) > 0 || timeOf(element.peek("ActualStart")) !== undefined;
  return hasBegun ? "with progress" : "automatic";
}

/** True when it is the same; undefined when the file does not really say it; else what we have. */
function cellOf(field: Field, element: XmlElement, work: ScheduledWork, dates: Schedule): string | true | undefined {
  const text = element.peek(stored[field]);
  if (field === "critical") return (text === "1") === work.isCritical ? true : String(work.isCritical);
  const node = dates.network.nodeOfRow[work.row] as number;
  if (field === "totalFloat" || field === "freeFloat") {
    const tenths = numberOf(text);
    if (tenths === undefined) return undefined;
    const ours = work[field] / 6;
    return Math.abs(ours - tenths) <= 1 ? true : String(Math.round(ours));
  }
  const time = timeOf(text);
  if (time === undefined) return undefined;
  const times: readonly WorkingTime[] = [
    ...(dates.network.parts.get(node)?.map((part) => part.time) ?? [dates.network.times[node] as WorkingTime]),
  ];
  const isSame = time === work[field] || times.some((own) => own !== clock && own.workBetween(time, work[field]) === 0);
  return isSame ? true : formatLocalTime(work[field]);
}

/** Whether an automatic task that has not begun starts before one that it waits for is finished, without a lead or a fixed date. */
function breaksLinks(project: XmlElement): boolean {
  const tasks = project.records("Tasks", "Task");
  const byUid = new Map(tasks.map((task) => [task.peek("UID"), task]));
  return tasks.some((task) => {
    const isFree = ["0", "4", undefined].includes(task.peek("ConstraintType")) && task.peek("Manual") !== "1";
    const start = timeOf(task.peek("Start"));
    if (!isFree || start === undefined || timeOf(task.peek("ActualStart")) !== undefined) return false;
    return task.all("PredecessorLink").some((link) => {
      const before = timeOf(byUid.get(link.peek("PredecessorUID"))?.peek("Finish"));
      const isPlain = link.peek("Type") === "1" && (numberOf(link.peek("LinkLag")) ?? 0) >= 0;
      return isPlain && before !== undefined && start < before;
    });
  });
}

function causeOf(
  field: Field,
  element: XmlElement,
  taskClass: TaskClass,
  project: XmlElement,
  waitedFor: ReadonlySet<string | undefined>,
): Cause | undefined {
  const isLate = field === "lateStart" || field === "lateFinish" || field === "critical";
  const isFloat = field === "totalFloat" || field === "freeFloat";
  if (!isLate && !isFloat) return undefined;
  if (taskClass === "manual") return "manualLate";
  if (isFloat && formatOf(element.peek("DurationFormat")).isElapsed) return "elapsedFloat";
  const isBounded =
    timeOf(element.peek("Deadline")) !== undefined || !["0", "4", "6"].includes(element.peek("ConstraintType") ?? "0");
  const late = timeOf(element.peek("LateFinish"));
  const finish = timeOf(project.peek("FinishDate"));
  const isLast = !waitedFor.has(element.peek("UID")) && !isBounded;
  // More than a weekend apart is no question of working time.
  return isLast && late !== undefined && finish !== undefined && finish - late > 2 * 86_400 ? "staleLate" : undefined;
}
