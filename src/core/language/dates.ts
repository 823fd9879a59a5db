import { formatDate, formatWeek, nextMonday, parseDate, weekday } from "../model/date.ts";
import type { IsoDate } from "../model/moment.ts";
import { weekdayNames } from "../model/workingHours.ts";
import type { ProjectReading } from "../text/reading/index.ts";
import { capitalised } from "./markdown.ts";

/** A date that means something in a project. */
export interface KnownDate {
  readonly date: IsoDate;
  readonly what: string;
}

/** Registers can hold thousands of dates; the first ones are enough. */
const mostDates = 60;

/** Dates one might want to write: today, next Monday, the project's start, its milestones, its iterations. Each date once. */
export function knownDates({ project }: ProjectReading, today: IsoDate): readonly KnownDate[] {
  const found = new Map<IsoDate, string>();
  const add = (date: string | undefined, what: string): void => {
    const day = date?.slice(0, 10);
    if (day === undefined || found.size >= mostDates || parseDate(day) === undefined) return;
    const others = found.get(day);
    found.set(day, others === undefined ? what : `${others}; ${what}`);
  };
  const { statusDate, start } = project.header;
  const now = parseDate(today);
  add(today, today === statusDate ? "Status date" : "Today");
  if (now !== undefined) add(formatDate(nextMonday(now)), "Next Monday");
  add(start, "Start of the project");
  for (const milestone of project.milestones) {
    add(milestone.date, milestone.name);
    add(milestone.deadline, `Deadline of ${milestone.name}`);
  }
  for (const iteration of project.iterations) {
    add(iteration.start, `${iteration.name} starts`);
    add(iteration.finish, `${iteration.name} ends`);
  }
  return [...found].map(([date, what]) => ({ date, what: `${weekdayOf(date)} · ${what}` }));
}

function weekdayOf(date: IsoDate): string {
  const day = parseDate(date);
  return day === undefined ? "" : capitalised(weekdayNames[weekday(day) - 1]?.slice(0, 3) ?? "");
}

/** A date in words: `Monday, week 2027-W05`. Undefined when it is none. */
export function dateInWords(text: string): string | undefined {
  const day = parseDate(text);
  if (day === undefined) return undefined;
  return `${capitalised(weekdayNames[weekday(day) - 1] ?? "")}, week ${formatWeek(day)}`;
}
