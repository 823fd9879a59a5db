import type { Instant, IsoDate } from "./moment.ts";
import type { ProjectHeader } from "./records.ts";

/** The day it is in a time zone, or in UTC where there is no such zone. */
export function dayIn(timeZone: string, now: Date): IsoDate {
  try {
    const parts = new Intl.DateTimeFormat("en", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
    const found = new Map(parts.formatToParts(now).map(({ type, value }) => [type, value]));
    return `${found.get("year")?.padStart(4, "0")}-${found.get("month")}-${found.get("day")}`;
  } catch {
    return now.toISOString().slice(0, 10);
  }
}

/**
 * Milliseconds until the next day begins in a time zone, as if no clock were changed until then.
 * @returns at least one second, so that who waits for it is past midnight
 */
export function untilMidnight(timeZone: string, now: Date): number {
  const wall = (zone: string): string =>
    new Intl.DateTimeFormat("en", { timeZone: zone, timeStyle: "medium", hourCycle: "h23" }).format(now);
  let text: string;
  try {
    text = wall(timeZone);
  } catch {
    text = wall("UTC");
  }
  const [hours = 0, minutes = 0, seconds = 0] = text.split(":").map(Number);
  return (86_400 - (hours * 60 + minutes) * 60 - seconds) * 1000;
}

/**
 * The day it is for a project: its pinned status date, else the day in its time zone.
 * @param ownZone of this machine, for a project that names none
 */
export function projectToday({ statusDate, timeZone }: ProjectHeader, now: Date, ownZone = "UTC"): IsoDate {
  return statusDate ?? dayIn(timeZone ?? ownZone, now);
}

/** A moment in whole seconds of UTC, as logs state it. */
export function instantOf(now: Date): Instant {
  return `${now.toISOString().slice(0, 19)}Z`;
}
