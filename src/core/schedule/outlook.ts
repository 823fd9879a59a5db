import type { LocalTime } from "../calendar/index.ts";
import { nodeKinds } from "./network.ts";
import type { Schedule, ScheduledWork } from "./schedule.ts";

/** How pressing a record is, in one word. Late is what is finished after its deadline. */
export type Standing = "done" | "late" | "critical" | "near-critical" | "free";

/** How pressing a record of a schedule is. */
export function standingOf(schedule: Schedule, work: ScheduledWork): Standing {
  if (work.isDone) return "done";
  if ((marginOf(schedule, work) ?? 0) < 0) return "late";
  return work.isCritical ? "critical" : work.isNearCritical ? "near-critical" : "free";
}

/** Seconds of working time from the finish of a record to its deadline, negative when it is late; undefined without one. */
export function marginOf(schedule: Schedule, { row, finish, deadline }: ScheduledWork): number | undefined {
  return deadline === undefined ? undefined : Math.round(schedule.floatTime(row).workBetween(finish, deadline));
}

/** A record that is not done and has a deadline. */
export interface Deadline {
  readonly work: ScheduledWork;
  readonly date: LocalTime;
  /** Working time left between its finish and the date, in seconds; negative when it is late. */
  readonly margin: number;
}

/** Where a project is heading. */
export interface Outlook {
  readonly finish: LocalTime;
  /** Tasks that are not done and have no float; stages and milestones are not counted. */
  readonly criticalTasks: number;
  /** In the order of their dates. */
  readonly deadlines: readonly Deadline[];
  /** Those that break, the worst first. */
  readonly broken: readonly Deadline[];
  /** The deadline that the project's own float is counted to: of what is finished last. */
  readonly last: Deadline | undefined;
}

const outlooks = new WeakMap<Schedule, Outlook>();

/** Where a project is heading; undefined while nothing is planned. Made once for each schedule. */
export function outlookOf(schedule: Schedule): Outlook | undefined {
  if (schedule.rows.length === 0) return undefined;
  let outlook = outlooks.get(schedule);
  if (outlook === undefined) {
    outlook = lookAhead(schedule);
    outlooks.set(schedule, outlook);
  }
  return outlook;
}

function lookAhead(schedule: Schedule): Outlook {
  const { network, dates, actuals } = schedule;
  let criticalTasks = 0;
  for (let row = 0; row < network.rows.length; row++) {
    const node = network.nodeOfRow[row] as number;
    if (network.kinds[node] !== nodeKinds.activity || network.rows[row]?.isMilestone) continue;
    if ((dates.totalFloat[node] as number) <= 0 && actuals.get(node)?.isDone !== true) criticalTasks++;
  }
  const deadlines: Deadline[] = [];
  for (const [node, { deadline: date }] of network.constraints) {
    const row = network.rowOfNode[node];
    if (date === undefined || row === undefined || network.nodeOfRow[row] !== node) continue;
    const work = schedule.at(row);
    if (!work.isDone) deadlines.push({ work, date, margin: marginOf(schedule, work) ?? 0 });
  }
  deadlines.sort((a, b) => a.date - b.date || a.work.row - b.work.row);
  const last = deadlines.reduce<Deadline | undefined>((best, one) => {
    const isLater = best === undefined || one.work.finish > best.work.finish;
    return isLater || (one.work.finish === best.work.finish && one.margin < best.margin) ? one : best;
  }, undefined);
  return {
    finish: schedule.finish,
    criticalTasks,
    deadlines,
    broken: deadlines.filter(({ margin }) => margin < 0).sort((a, b) => a.margin - b.margin),
    last,
  };
}
