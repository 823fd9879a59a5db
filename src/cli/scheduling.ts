/** What the commands about dates have in common: which project, at which revision, on which day. */
import { finishDay, formatLocalTime, type LocalTime, latestTime, secondsPerDay } from "../core/calendar/index.ts";
import { isDate } from "../core/model/moment.ts";
import { projectToday } from "../core/model/today.ts";
import type { Schedule } from "../core/schedule/index.ts";
import { schedule as scheduleProject } from "../core/schedule/index.ts";
import type { ProjectReading } from "../core/text/reading/index.ts";
import type { OptionDescription, Request } from "./command.ts";
import { type Io, UsageProblem } from "./io.ts";
import { findProject, type OpenProject, openProject } from "./openProject.ts";
import { plain } from "./plainText.ts";
import { openProjectAt } from "./revision.ts";

export const atOption: OptionDescription = {
  value: "revision",
  about: "The project as git has it there: a hash, a branch, a tag, HEAD~3.",
};

export const statusDateOption: OptionDescription = {
  value: "date",
  about: "Stands for the project's status date: what is not done lies on that day or later.",
};

/** Opens a project as it lies in its folder, or at the revision that `--at` names. */
export async function openAt(io: Io, given: string | undefined, { options }: Request): Promise<OpenProject> {
  return options.at === undefined
    ? openProject(io, given)
    : openProjectAt(io, await findProject(io, given), options.at);
}

/** Schedules a project on its day, or on the day of `--status-date`. @throws UsageProblem for what is no date */
export function scheduleOf(io: Io, reading: ProjectReading, statusDate: string | undefined): Schedule {
  if (statusDate === undefined) {
    return scheduleProject(reading, { today: projectToday(reading.project.header, io.now, io.timeZone) });
  }
  if (!isDate(statusDate)) {
    throw new UsageProblem(`--status-date: “${plain(statusDate)}” is not a date. Write it like 2027-02-10.`);
  }
  const header = { ...reading.project.header, statusDate };
  return scheduleProject({ ...reading, project: { ...reading.project, header } }, { today: statusDate });
}

/** `2027-02-01 08:00`: for people; `never` for what never comes. */
export function momentText(time: LocalTime): string {
  if (time >= latestTime) return "never";
  return formatLocalTime(time).slice(0, 16).replace("T", " ");
}

/** The same of a finish: at midnight it is the end of the day that ends, `2027-02-06 24:00`. */
export function finishText(time: LocalTime): string {
  return isMidnight(time) ? `${finishDay(time)} 24:00` : momentText(time);
}

/** A finish for programs: at midnight the last second of the day that ends, which all of them read, and as that day. */
export function finishMoment(time: LocalTime): string {
  return formatLocalTime(isMidnight(time) ? time - 1 : time);
}

/** A finish as JSON has it; nothing for one that never comes. */
export function finishJson<Key extends string>(key: Key, time: LocalTime): { readonly [K in Key]?: string } {
  return momentJson(key, time, finishMoment);
}

function isMidnight(time: LocalTime): boolean {
  return time % secondsPerDay === 0 && time < latestTime;
}

/** A moment as JSON has it; nothing for one that never comes. */
export function momentJson<Key extends string>(
  key: Key,
  time: LocalTime,
  format: (time: LocalTime) => string = formatLocalTime,
): { readonly [K in Key]?: string } {
  return (time >= latestTime ? {} : { [key]: format(time) }) as { readonly [K in Key]?: string };
}

/** Seconds of working time as minutes; a fraction only where there are seconds. */
export function minutes(seconds: number): number {
  return Math.round((seconds / 60) * 100) / 100;
}
