import type { ProjectHeader } from "../../core/model/project.ts";

/** The day it is at this machine, as an ISO date. */
export function today(now: Date = new Date()): string {
  const pad = (value: number): string => String(value).padStart(2, "0");
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}

/** The day it is for a project: its pinned status date, else today in its zone, else at this machine. */
export function projectToday({ statusDate, timeZone }: ProjectHeader, now: Date = new Date()): string {
  if (statusDate !== undefined) return statusDate;
  try {
    const parts = new Intl.DateTimeFormat("en", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
    const found = new Map(parts.formatToParts(now).map(({ type, value }) => [type, value]));
    return `${found.get("year")}-${found.get("month")}-${found.get("day")}`;
  } catch {
    // What stands there is no time zone.
    return today(now);
  }
}

/** The IANA name of this machine's zone. */
export function ownTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}
