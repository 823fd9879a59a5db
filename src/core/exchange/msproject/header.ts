import { dayOf, formatLocalTime, type LocalTime } from "../../calendar/index.ts";
import { formatDate } from "../../model/date.ts";
import type { WorkingUnits } from "../../model/duration.ts";
import type { Instant, IsoDate } from "../../model/moment.ts";
import { isCurrency } from "../../model/money.ts";
import type { ImportedProject } from "../imported.ts";
import type { XmlElement } from "../xml/xmlElement.ts";
import type { SourceCalendars } from "./calendars.ts";
import type { Keeper } from "./keptFields.ts";
import { startMoment } from "./moments.ts";
import type { SourceResources } from "./resources.ts";
import { isTrue, oneLine, prose, timeOf, wholeNumber } from "./values.ts";

/** What a day, a week and a month of work are, as far as the plan can say it. */
export interface SourceUnits {
  /** For writing durations; undefined when a day is no whole number of hours. */
  readonly known: Partial<WorkingUnits> | undefined;
  readonly stated: Partial<WorkingUnits>;
}

export function unitsOf(project: XmlElement): SourceUnits {
  const perDay = wholeNumber(project.take("MinutesPerDay")) ?? 480;
  const perWeek = wholeNumber(project.take("MinutesPerWeek")) ?? 5 * perDay;
  const perMonth = wholeNumber(project.take("DaysPerMonth")) ?? 20;
  const hours = perDay / 60;
  const isDay = Number.isInteger(hours) && hours >= 1 && hours <= 24;
  const week = perWeek / perDay;
  const isWeek = Number.isInteger(week) && week >= 1 && week <= 7;
  const isMonth = perMonth >= 1 && perMonth <= 31;
  if (!isDay) {
    const why = "A day is a whole number of hours in the plan; durations are written in hours instead.";
    project.lose("MinutesPerDay", "changed", why);
  }
  if (!isWeek) {
    const why = "A week is a whole number of days in the plan; durations are written in days or hours instead.";
    project.lose("MinutesPerWeek", "changed", why);
  }
  if (!isMonth) project.lose("DaysPerMonth", "changed", "A month has 1 to 31 days of work in the plan.");
  if (!isDay) return { known: undefined, stated: {} };
  const known = {
    hoursPerDay: hours,
    ...(isWeek && { daysPerWeek: week }),
    ...(isMonth && { daysPerMonth: perMonth }),
  };
  const usual: WorkingUnits = { hoursPerDay: 8, daysPerWeek: 5, daysPerMonth: 20 };
  const isUsual = (Object.keys(known) as (keyof WorkingUnits)[]).every((key) => known[key] === usual[key]);
  return { known, stated: isUsual ? {} : known };
}

/** When the file was written, for the log: the status date, else the last time it was saved. It has no zone and is taken for UTC. */
export function loggedAt(project: XmlElement): { readonly at: Instant; readonly day: IsoDate } {
  const time =
    timeOf(project.peek("StatusDate")) ??
    timeOf(project.peek("LastSaved")) ??
    timeOf(project.peek("CurrentDate")) ??
    timeOf(project.peek("CreationDate")) ??
    timeOf(project.peek("StartDate")) ??
    0;
  project.settle("LastSaved");
  return { at: `${formatLocalTime(time)}Z`, day: formatDate(dayOf(time)) };
}

/** Names of files say less than titles. */
function nameOf(project: XmlElement, summary: XmlElement | undefined): string {
  const title = oneLine(project.take("Title") ?? "");
  const row = oneLine(summary?.take("Name") ?? "");
  const file = oneLine(project.take("Name") ?? "").replace(/\.(?:xml|mpp|mpx)$/i, "");
  return title || row || file || "Imported project";
}

/**
 * The project's own facts.
 * @param start when the plan has to start, with the working times that say whether its date is enough
 */
export function headerOf(
  project: XmlElement,
  summary: XmlElement | undefined,
  calendars: SourceCalendars,
  resources: SourceResources,
  keeper: Keeper,
  units: SourceUnits,
  start: LocalTime | undefined,
  hasElapsed: boolean,
): ImportedProject["header"] {
  const status = timeOf(project.take("StatusDate"));
  const currency = project.take("CurrencyCode");
  const purpose = prose(summary?.take("Notes") ?? project.take("Subject") ?? "");
  const manager = oneLine(project.peek("Manager") ?? "");
  const managerId = manager === "" ? undefined : resources.idByName(manager);
  if (managerId !== undefined) project.settle("Manager");
  keeper.keep(undefined, project, "Subject", "Category", "Company", "Manager", "Author", "Keywords");
  if (project.child("ScheduleFromStart") !== undefined && !isTrue(project.take("ScheduleFromStart"))) {
    const why =
      "Planned backwards from its finish there; here from the start that it came to, as late as possible where tasks say so.";
    project.lose("ScheduleFromStart", "changed", why);
    project.lose("FinishDate", "left-out", why);
  }
  if (currency !== undefined && !isCurrency(currency)) {
    project.lose("CurrencyCode", "left-out", "A currency is a code of three capital letters.");
  }
  const times = hasElapsed ? [] : calendars.records.map(({ id }) => calendars.timeOf(id));
  return {
    name: nameOf(project, summary),
    ...(purpose !== "" && { purpose }),
    ...(start !== undefined && {
      start: startMoment(start, times.length > 0 || hasElapsed ? times : [calendars.timeOf(undefined)]),
    }),
    ...(status !== undefined && { statusDate: formatDate(dayOf(status)) }),
    unfinished: "stays",
    ...(currency !== undefined && isCurrency(currency) && { currency }),
    ...(calendars.projectId !== undefined && { calendar: calendars.projectId }),
    ...(managerId !== undefined && { manager: managerId }),
    ...(Object.keys(units.stated).length > 0 && { units: units.stated }),
  };
}
