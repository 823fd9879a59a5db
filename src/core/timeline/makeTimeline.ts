import { finishingTime, startOfDay } from "../calendar/localTime.ts";
import type { IsoDate } from "../model/moment.ts";
import type { Schedule } from "../schedule/schedule.ts";
import { makeDaysOff } from "./makeDaysOff.ts";
import { makeLinks } from "./makeLinks.ts";
import { makeLoad } from "./makeLoad.ts";
import { makeRows } from "./makeRows.ts";
import type { Timeline, TimelineGhost, TimelineSpan } from "./timeline.ts";

/**
 * A schedule as a picture needs it. Linear in rows and links, but for the sorting of what is asked of each person.
 * @param ghost what it is compared with, made by `ghostOf`
 * @param day on which it is looked at; left out where the picture is kept
 */
export function makeTimeline(schedule: Schedule, ghost?: TimelineGhost, day?: IsoDate): Timeline {
  const { header } = schedule.reading.project;
  return {
    name: header.name,
    today: startOfDay(schedule.today),
    isStatusDate: header.statusDate !== undefined,
    start: schedule.start,
    finish: schedule.finish,
    daySeconds: schedule.daySeconds,
    rows: makeRows(schedule),
    links: makeLinks(schedule),
    daysOff: makeDaysOff(schedule),
    iterations: iterationsOf(schedule),
    load: makeLoad(schedule),
    ...(ghost !== undefined && { ghost }),
    ...(day !== undefined && day !== schedule.today && { now: startOfDay(day) }),
  };
}

/** Those that have both dates, in the right order. */
function iterationsOf({ reading }: Schedule): readonly TimelineSpan[] {
  return reading.project.iterations.flatMap(({ name, start, finish }) => {
    if (start === undefined || finish === undefined || finish < start) return [];
    return [{ name, start: startOfDay(start), finish: finishingTime(finish) }];
  });
}
