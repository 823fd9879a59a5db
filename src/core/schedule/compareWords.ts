import { finishDay, type LocalTime, startDay } from "../calendar/index.ts";
import type { Cause, Comparison, DeadlineChange, Move, Shift } from "./comparison.ts";
import { personName } from "./progressFacts.ts";
import type { Schedule } from "./schedule.ts";
import {
  byTheClock,
  countingOf,
  dateText,
  listed,
  named,
  plainName,
  rangeText,
  shortAmount,
  signedAmount,
} from "./words.ts";

/** `Finish 23 → 26 Mar (+3d); “Beta” misses its deadline by 1d.` */
export function summarySentence(schedule: Schedule, comparison: Omit<Comparison, "summary">): string {
  const { finish, moves, deadlines } = comparison;
  const parts: string[] = [];
  if (finish !== undefined) parts.push(`Finish ${shiftText(schedule, finish, finishDay)}`);
  parts.push(...deadlineTexts(schedule, deadlines));
  const moved = moves.filter((move) => move.start !== undefined || move.finish !== undefined);
  if (finish === undefined && moved.length > 0) {
    const milestones = moved.filter(({ isMilestone }) => isMilestone);
    const [first] = milestones;
    if (first?.finish !== undefined) {
      const others = milestones.length > 1 ? ` and ${milestones.length - 1} more` : "";
      parts.push(`${named(first.record)} ${shiftText(schedule, first.finish, finishDay)}${others}`);
    } else parts.push(`${count(moved.filter(({ isStage }) => !isStage).length, "task")} moved`);
    parts.push("the finish stays");
  }
  for (const kind of ["added", "removed"] as const) {
    const some = moves.filter((move) => move.kind === kind);
    if (some.length > 0)
      parts.push(
        `${kind} ${listed(
          some.map(({ record }) => named(record)),
          2,
        )}`,
      );
  }
  if (parts.length === 0) {
    const floats = moves.filter(({ totalFloat }) => totalFloat !== undefined).length;
    return floats > 0 ? `No date moves; the float of ${count(floats, "task")} differs.` : "Nothing moves.";
  }
  const text = parts.join("; ");
  return capital(`${text}.`);
}

/** `23 → 26 Mar (+3d)`; within a day, by how much alone. */
export function shiftText(schedule: Schedule, shift: Shift, day: (time: LocalTime) => string): string {
  const [before, after] = [day(shift.before), day(shift.after)];
  const { today } = schedule;
  const by = signedAmount(shift.by, shift.isElapsed === true ? byTheClock : schedule);
  return before === after ? `${dateText(after, today)} (${by})` : `${arrowText(before, after, today)} (${by})`;
}

/** What a row's dates were and are, for a list: the finish, and of what starts elsewhere the start. */
export function moveText(schedule: Schedule, { start, finish }: Move): string {
  if (finish !== undefined) return shiftText(schedule, finish, finishDay);
  return start === undefined ? "" : `starts ${shiftText(schedule, start, startDay)}`;
}

/** `Effort of “API” 5d → 8d (Ana): moves it, 29 others and the finish.` */
export function causeSentence(schedule: Schedule, cause: Omit<Cause, "text">): string {
  const by = cause.by === undefined ? "" : ` (${plainName(personName(schedule.reading, cause.by))})`;
  return capital(`${whatText(cause, schedule.today)}${by}: ${effectText(schedule, cause)}.`);
}

function whatText({ kind, record, field = "", before, after }: Omit<Cause, "text">, today: string): string {
  const name = record === undefined ? "the project" : named(record);
  switch (kind) {
    case "added":
      return `${name} was added`;
    case "removed":
      return `${name} was removed`;
    case "progress":
      return after === undefined ? `${name}: logged no more: ${before ?? ""}` : `Progress of ${name}: ${after}`;
    case "status-date":
      return before !== undefined && after !== undefined
        ? `The status date went from ${dateText(before, today)} to ${dateText(after, today)}`
        : after === undefined
          ? "No status date counts any more"
          : `The status date ${dateText(after, today)} counts now`;
    default: {
      const change =
        before === undefined
          ? `: ${after ?? "changed"}`
          : after === undefined
            ? ` taken out, was ${before}`
            : ` ${before} → ${after}`;
      return `${field} of ${name}${change}`;
    }
  }
}

function effectText(schedule: Schedule, { record, rows, movesFinish, kind }: Omit<Cause, "text">): string {
  const tasks = rows.filter((row) => schedule.rows[row]?.isStage === false);
  const own = tasks.filter((row) => schedule.rows[row]?.record === record);
  const others = tasks.length - own.length;
  const things: string[] = [];
  if (own.length > 0 && kind !== "added") things.push("it");
  if (others > 0) {
    const one = tasks.find((row) => !own.includes(row));
    const only = others === 1 && one !== undefined ? schedule.rows[one]?.record : undefined;
    things.push(only ? named(only) : own.length > 0 && kind !== "added" ? `${others} others` : `${others} tasks`);
  }
  if (movesFinish) things.push("the finish");
  return things.length === 0 ? "moves nothing else" : `moves ${listed(things)}`;
}

function deadlineTexts(schedule: Schedule, deadlines: readonly DeadlineChange[]): readonly string[] {
  const missed = deadlines.filter(({ before, after }) => after > (before ?? 0));
  const met = deadlines.filter(({ before, after }) => after === 0 && (before ?? 0) > 0);
  const texts = missed
    .slice(0, 2)
    .map(
      ({ record, row, after }) =>
        `${named(record)} misses its deadline by ${shortAmount(after, countingOf(schedule, row))}`,
    );
  if (missed.length > 2) texts.push(`${missed.length - 2} more miss theirs`);
  if (met.length > 0)
    texts.push(
      `${listed(
        met.map(({ record }) => named(record)),
        2,
      )} ${met.length === 1 ? "meets its" : "meet their"} deadline again`,
    );
  return texts;
}

function arrowText(before: string, after: string, today: string): string {
  // Backwards in time too: the month that both have stands behind the second one.
  return before <= after || before.slice(0, 7) === after.slice(0, 7)
    ? rangeText(before, after, today, "→")
    : `${dateText(before, today)} → ${dateText(after, today)}`;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}
