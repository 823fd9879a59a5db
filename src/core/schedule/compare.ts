import {
  clock,
  finishDay,
  finishingTime,
  type LocalTime,
  startDay,
  startingTime,
  type WorkingTime,
} from "../calendar/index.ts";
import type { Moment } from "../model/moment.ts";
import type { NamedRecord } from "../model/records.ts";
import type { WorkRecord } from "../model/taskProgress.ts";
import { CauseFinder, type FoundCause, type RowShift } from "./compareCauses.ts";
import { FactComparison } from "./compareFacts.ts";
import { causeSentence, summarySentence } from "./compareWords.ts";
import type { Cause, Comparison, ComparisonSide, DeadlineChange, FrozenSchedule, Move, Shift } from "./comparison.ts";
import { type FactPlace, placeOfWork } from "./factPlace.ts";
import type { Row } from "./network.ts";
import { Schedule, type ScheduledWork } from "./schedule.ts";

/** Who last wrote what stands at a place, as the caller knows it: from git, for instance. */
export type AuthorOf = (place: FactPlace, side: Cause["side"]) => string | undefined;

/**
 * What differs between two schedules of a project: what moved, by how much working time, why and by whom. Against a baseline, which
 * keeps nothing but dates, the why is left out. Two equal schedules have nothing to say: no moves, no causes.
 */
export function compare(before: ComparisonSide, after: Schedule): Comparison {
  return before instanceof Schedule ? new Comparing(before, after).run() : compareWithFrozen(before, after);
}

/** What moved and by how much, without the why: for who asks again with every step of a pointer. Linear in the rows. */
export function compareDates(before: ComparisonSide, after: Schedule): Comparison {
  return before instanceof Schedule ? new Comparing(before, after).dates() : compareWithFrozen(before, after);
}

/** What an edit does: {@link compare}, whose `summary` is the one sentence for whoever makes it. */
export function consequenceOf(before: Schedule, after: Schedule): Comparison {
  return compare(before, after);
}

/** The comparison with the people who made the changes, as far as the caller knows them. */
export function withAuthors(comparison: Comparison, after: Schedule, authorOf: AuthorOf): Comparison {
  const causes = comparison.causes.map((cause): Cause => {
    const by = cause.by ?? (cause.place && authorOf(cause.place, cause.side));
    if (by === undefined || by === cause.by) return cause;
    const named = { ...cause, by };
    return { ...named, text: causeSentence(after, named) };
  });
  return { ...comparison, causes };
}

/** A cause with its number among those that were found. */
interface ToldCause {
  readonly index: number;
  readonly cause: Cause;
}

class Comparing {
  readonly #before: Schedule;
  readonly #after: Schedule;
  readonly #facts: FactComparison;
  readonly #shifts = new Map<number, RowShift>();
  /** Rows before that are found again: 1. */
  readonly #matched: Uint8Array;

  constructor(before: Schedule, after: Schedule) {
    this.#before = before;
    this.#after = after;
    this.#matched = new Uint8Array(before.rows.length);
    this.#facts = new FactComparison(before.reading, after.reading);
  }

  run(): Comparison {
    if (this.#before === this.#after) return this.#nothing();
    const { moves, deadlines } = this.#changes();
    const { causes, byRow, ofFinish } = new CauseFinder(this.#before, this.#after, this.#facts, this.#shifts).find();
    const told = this.#told(causes, ofFinish);
    // Causes are told in another order than they were found in.
    const places = new Map(told.map(({ index }, place) => [index, place]));
    const causesOf = ({ kind, row }: Omit<Move, "causes">): readonly number[] =>
      kind === "removed" ? [] : (byRow.get(row) ?? []).flatMap((index) => places.get(index) ?? []);
    return finished(
      this.#after,
      {
        ...projectShifts(this.#before, this.#after),
        moves: moves.map((move) => ({ ...move, causes: causesOf(move) })),
        deadlines,
      },
      told.map(({ cause }) => cause),
    );
  }

  dates(): Comparison {
    if (this.#before === this.#after) return this.#nothing();
    const { moves, deadlines } = this.#changes();
    const told = moves.map((move): Move => ({ ...move, causes: [] }));
    return finished(this.#after, { ...projectShifts(this.#before, this.#after), moves: told, deadlines }, []);
  }

  #changes(): { readonly moves: readonly Omit<Move, "causes">[]; readonly deadlines: readonly DeadlineChange[] } {
    const moves: Omit<Move, "causes">[] = [];
    const deadlines: DeadlineChange[] = [];
    const hasDeadline = deadlineRows(this.#after);
    const hadDeadline = deadlineRows(this.#before);
    for (let row = 0; row < this.#after.rows.length; row++) {
      const then = this.#rowBefore(row);
      if (then !== undefined) this.#matched[then] = 1;
      const move = this.#moveOf(row, then);
      if (move !== undefined) moves.push(move);
      if (!hasDeadline.has(row) && (then === undefined || !hadDeadline.has(then))) continue;
      const deadline = this.#deadlineOf(row, then);
      if (deadline !== undefined) deadlines.push(deadline);
    }
    for (let row = 0; row < this.#before.rows.length; row++) {
      const { record, isStage, isMilestone } = this.#before.rows[row] as Row;
      if (this.#matched[row] === 0) moves.push({ kind: "removed", record, row, isStage, isMilestone });
    }
    return { moves, deadlines };
  }

  #nothing(): Comparison {
    return finished(this.#after, { moves: [], deadlines: [] }, []);
  }

  #moveOf(row: number, rowBefore: number | undefined): Omit<Move, "causes"> | undefined {
    const { record, isStage, isMilestone } = this.#after.rows[row] as Row;
    if (rowBefore === undefined) {
      this.#shifts.set(row, { start: 0, finish: 0, isMove: true });
      return { kind: "added", record, row, isStage, isMilestone };
    }
    // Mostly, nothing is different.
    const isSame =
      this.#before.rows[rowBefore]?.record === record && this.#after.isSameAt(row, this.#before, rowBefore);
    if (isSame) return undefined;
    const [then, after] = [this.#before.at(rowBefore), this.#after.at(row)];
    const time = this.#after.floatTime(row);
    const timeBefore = this.#before.floatTime(then.row);
    const start = shiftOf(time, then.start, after.start, timeBefore);
    const finish = shiftOf(time, then.finish, after.finish, timeBefore);
    if (then.start !== after.start || then.finish !== after.finish) {
      this.#shifts.set(row, {
        ...(then.start !== after.start && { start: start?.by ?? Math.sign(after.start - then.start) }),
        ...(then.finish !== after.finish && { finish: finish?.by ?? Math.sign(after.finish - then.finish) }),
        isMove: start !== undefined || finish !== undefined,
      });
    }
    const isRenamed = then.record.id !== record.id;
    const hasFloat = then.totalFloat !== after.totalFloat;
    const hasLength = Math.abs(then.duration - after.duration) >= 1;
    const isOther = then.isCritical !== after.isCritical;
    if (start === undefined && finish === undefined && !isRenamed && !hasFloat && !hasLength && !isOther)
      return undefined;
    return {
      kind: "moved",
      record,
      row,
      isStage,
      isMilestone,
      ...(isRenamed && { was: then.record.id }),
      ...(start && { start }),
      ...(finish && { finish }),
      ...(hasLength && { duration: { before: then.duration, after: after.duration } }),
      ...(hasFloat && { totalFloat: { before: then.totalFloat, after: after.totalFloat } }),
      ...(isOther && { isCritical: after.isCritical }),
    };
  }

  /** The row that was this one. */
  #rowBefore(row: number): number | undefined {
    const { record } = this.#after.rows[row] as Row;
    if (this.#before.rows[row]?.record === record) return row;
    const before = this.#facts.before(record);
    return before && this.#before.of(before)?.row;
  }

  #deadlineOf(row: number, rowBefore: number | undefined): DeadlineChange | undefined {
    const { record } = this.#after.rows[row] as Row;
    const after = missedBy(this.#after, row) ?? 0;
    const before = rowBefore === undefined ? undefined : missedBy(this.#before, rowBefore);
    if (after === (before ?? 0)) return undefined;
    return { record, row, before, after };
  }

  #told(causes: readonly FoundCause[], ofFinish: ReadonlySet<number>): readonly ToldCause[] {
    const hasFinish = projectShifts(this.#before, this.#after).finish !== undefined;
    return causes
      .map(({ kind, change: { spans: _, ...change }, rows }, index) => {
        const { record } = change;
        const own =
          record && (kind === "added" || kind === "removed") && this.#placeOf(record as WorkRecord, change.side);
        const cause = {
          kind,
          ...change,
          ...(own && { place: own }),
          rows: [...rows].sort((a, b) => a - b),
          movesFinish: hasFinish && ofFinish.has(index),
        };
        return { index, cause: { ...cause, text: causeSentence(this.#after, cause) } };
      })
      .filter(({ cause }) => cause.rows.length > 0 || cause.movesFinish)
      .sort(
        ({ cause: a }, { cause: b }) => Number(b.movesFinish) - Number(a.movesFinish) || b.rows.length - a.rows.length,
      );
  }

  #placeOf(record: WorkRecord, side: Cause["side"]): FactPlace | undefined {
    const place = placeOfWork((side === "after" ? this.#after : this.#before).reading, record);
    const key = place?.entry.key;
    return place && key && { path: place.slice.path, start: place.start + key.start, end: place.start + key.end };
  }
}

/** Against dates alone: plain ones are days, so what moved within its day did not move. */
function compareWithFrozen({ tasks }: FrozenSchedule, after: Schedule): Comparison {
  const moves: Omit<Move, "causes">[] = [];
  const { index } = after.reading;
  const seen = new Set<NamedRecord>();
  let [first, last] = [Infinity, -Infinity];
  for (const [id, dates] of tasks) {
    const record = index.resolve("work", id)?.record as WorkRecord | undefined;
    const work = record && after.of(record);
    if (record === undefined || work === undefined || seen.has(record)) continue;
    seen.add(record);
    const time = after.floatTime(work.row);
    const was = startOf(dates.start, work, time);
    const end = finishOf(dates.finish, work, time);
    if (was !== undefined) first = Math.min(first, was);
    if (end !== undefined) last = Math.max(last, end);
    const start = was === undefined || work.isMilestone ? undefined : shiftOf(time, was, work.start);
    const finish = end === undefined ? undefined : shiftOf(time, end, work.finish);
    const isRenamed = record.id !== id;
    if (start === undefined && finish === undefined && !isRenamed) continue;
    const { row, isStage, isMilestone } = work;
    moves.push({
      kind: "moved",
      record,
      row,
      isStage,
      isMilestone,
      ...(isRenamed && { was: id }),
      ...(start && { start }),
      ...(finish && { finish }),
    });
  }
  for (let row = 0; row < after.rows.length; row++) {
    const { record, isStage, isMilestone } = after.rows[row] as Row;
    if (!seen.has(record) && !isStage) moves.push({ kind: "added", record, row, isStage, isMilestone });
  }
  for (const [id] of tasks) {
    if (index.resolve("work", id) !== undefined) continue;
    moves.push({
      kind: "removed",
      record: { id, name: id } as WorkRecord,
      row: -1,
      isStage: false,
      isMilestone: false,
    });
  }
  const { project } = after.network.calendars;
  const start = first < Infinity ? shiftOf(project, first, sameDay(first, after.start, startDay)) : undefined;
  const finish = last > -Infinity ? shiftOf(project, last, sameDay(last, after.finish, finishDay)) : undefined;
  return finished(
    after,
    {
      ...(start && { start }),
      ...(finish && { finish }),
      moves: moves.map((move) => ({ ...move, causes: [] })),
      deadlines: [],
    },
    [],
  );
}

function startOf(stated: Moment | undefined, { start }: ScheduledWork, time: WorkingTime): LocalTime | undefined {
  if (stated === undefined) return undefined;
  if (stated.length === 10 && startDay(start) === stated) return start;
  return time.nextStart(startingTime(stated));
}

function finishOf(stated: Moment | undefined, { finish }: ScheduledWork, time: WorkingTime): LocalTime | undefined {
  if (stated === undefined) return undefined;
  if (stated.length === 10 && finishDay(finish) === stated) return finish;
  return time.previousFinish(finishingTime(stated));
}

function sameDay(then: LocalTime, now: LocalTime, day: (time: LocalTime) => string): LocalTime {
  return day(then) === day(now) ? then : now;
}

function projectShifts(before: Schedule, after: Schedule): { readonly start?: Shift; readonly finish?: Shift } {
  const { project } = after.network.calendars;
  const { project: then } = before.network.calendars;
  const start = shiftOf(project, before.start, after.start, then);
  const finish = shiftOf(project, before.finish, after.finish, then);
  return { ...(start && { start }), ...(finish && { finish }) };
}

/**
 * Two moments between which nothing is worked are the same instant.
 * @param then the time before, where that may be another: a new holiday moves what lies on it, although it is no working time now
 */
function shiftOf(time: WorkingTime, before: LocalTime, after: LocalTime, then = time): Shift | undefined {
  if (before === after) return undefined;
  const by = Math.round(time.workBetween(before, after));
  if (Math.abs(by) >= 1) return { before, after, by, ...(time === clock && { isElapsed: true }) };
  const once = then === time ? 0 : Math.round(then.workBetween(before, after));
  return Math.abs(once) < 1 ? undefined : { before, after, by: once, ...(then === clock && { isElapsed: true }) };
}

/** Rows that have a deadline. */
function deadlineRows({ network }: Schedule): ReadonlySet<number> {
  const rows = new Set<number>();
  for (const [node, { deadline }] of network.constraints) {
    if (deadline !== undefined) rows.add(network.rowOfNode[node] as number);
  }
  return rows;
}

/** By how much a deadline is missed, in seconds of working time; 0 when it is met, undefined when there is none. */
function missedBy(schedule: Schedule, row: number): number | undefined {
  const { deadline, finish } = schedule.at(row);
  if (deadline === undefined) return undefined;
  return Math.max(0, Math.round(schedule.floatTime(row).workBetween(deadline, finish)));
}

function finished(
  after: Schedule,
  facts: Omit<Comparison, "causes" | "summary">,
  causes: readonly Cause[],
): Comparison {
  const rank = ({ kind, isMilestone }: Move): number => (kind === "removed" ? 2 : isMilestone ? 0 : 1);
  const moves = [...facts.moves].sort((a, b) => rank(a) - rank(b) || a.row - b.row);
  const comparison = { ...facts, moves, causes };
  return { ...comparison, summary: summarySentence(after, comparison) };
}
