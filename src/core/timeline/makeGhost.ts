import { compareDates } from "../schedule/compare.ts";
import type { ComparisonSide, FrozenSchedule, Move } from "../schedule/comparison.ts";
import type { Row } from "../schedule/network.ts";
import { Schedule } from "../schedule/schedule.ts";
import type { TimelineGhost } from "./timeline.ts";

/**
 * The dates of another schedule, or of a baseline, beside those of now.
 * @param name what it is, in a few words: `baseline of 22 Jan`
 */
export function ghostOf(schedule: Schedule, before: ComparisonSide, name: string): TimelineGhost {
  const { rows } = schedule;
  const start = new Float64Array(rows.length).fill(Number.NaN);
  const finish = new Float64Array(rows.length).fill(Number.NaN);
  const slip = new Float64Array(rows.length);
  const isFrozen = !(before instanceof Schedule);
  if (isFrozen) setStated(schedule, before, start, finish);
  else {
    for (let row = 0; row < rows.length; row++) {
      start[row] = schedule.at(row).start;
      finish[row] = schedule.at(row).finish;
    }
  }
  const { moves, summary } = compareDates(before, schedule);
  for (const move of moves) setMove(move, start, finish, slip);
  if (isFrozen) setStages(schedule, start, finish, slip);
  return { name, start, finish, slip, summary };
}

/** What a baseline knows is where it is now, until the comparison says otherwise. */
function setStated(schedule: Schedule, { tasks }: FrozenSchedule, start: Float64Array, finish: Float64Array): void {
  for (const [id, dates] of tasks) {
    const work = schedule.find(id);
    if (work === undefined) continue;
    if (dates.finish !== undefined) finish[work.row] = work.finish;
    if (dates.start !== undefined) start[work.row] = work.start;
    // A point in time has one date.
    else if (work.isMilestone && dates.finish !== undefined) start[work.row] = work.finish;
  }
}

function setMove(
  { kind, row, isMilestone, start: began, finish: ended }: Move,
  start: Float64Array,
  finish: Float64Array,
  slip: Float64Array,
): void {
  if (kind === "removed" || row < 0) return;
  if (kind === "added") {
    start[row] = Number.NaN;
    finish[row] = Number.NaN;
    return;
  }
  if (began !== undefined) start[row] = began.before;
  if (ended !== undefined) {
    finish[row] = ended.before;
    slip[row] = ended.by;
    if (isMilestone) start[row] = ended.before;
  }
}

/** A baseline that says nothing of a stage says it by what the stage holds. */
function setStages(schedule: Schedule, start: Float64Array, finish: Float64Array, slip: Float64Array): void {
  const { rows } = schedule;
  for (let row = rows.length - 1; row >= 0; row--) {
    const { isStage, end } = rows[row] as Row;
    if (!isStage || !Number.isNaN(finish[row] as number)) continue;
    for (let inside = row + 1; inside < end; inside = (rows[inside] as Row).end) {
      start[row] = joined(start[row] as number, start[inside] as number, Math.min);
      finish[row] = joined(finish[row] as number, finish[inside] as number, Math.max);
    }
    const ended = finish[row] as number;
    if (!Number.isNaN(ended))
      slip[row] = Math.round(schedule.floatTime(row).workBetween(ended, schedule.at(row).finish));
  }
}

function joined(a: number, b: number, of: (a: number, b: number) => number): number {
  return Number.isNaN(a) ? b : Number.isNaN(b) ? a : of(a, b);
}
