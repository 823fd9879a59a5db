import { formatLocalTime, type LocalTime } from "../../../src/core/calendar/index.ts";
import { type Schedule, type ScheduledWork, schedule } from "../../../src/core/schedule/index.ts";
import { readSlice, unite } from "../../../src/core/text/reading/index.ts";

/** The schedule of a project whose files are given; `gantry.yaml` may go without its first lines. */
export function scheduleOf(files: Readonly<Record<string, string>> | string, today = "2026-01-01"): Schedule {
  const all = typeof files === "string" ? { "plan.yaml": files } : files;
  const slices = Object.entries(all).map(([path, text]) =>
    readSlice(path, text.startsWith("gantry:") ? text : `gantry: 1\n\n${text}`),
  );
  const reading = unite(slices, "project");
  return schedule(reading, { today: reading.project.header.statusDate ?? today });
}

export function workOf(made: Schedule, id: string): ScheduledWork {
  const work = made.find(id);
  if (work === undefined) throw new Error(`There is no ${id}.`);
  return work;
}

/** `2027-01-04T08:00`. */
export const shown = (time: LocalTime): string => formatLocalTime(time).slice(0, 16);

/** `2027-01-04T08:00 2027-01-08T17:00`. */
export function datesOf(made: Schedule, id: string): string {
  const { start, finish } = workOf(made, id);
  return `${shown(start)} ${shown(finish)}`;
}

/** In days of eight hours. */
export const days = (seconds: number): number => seconds / 28_800;
