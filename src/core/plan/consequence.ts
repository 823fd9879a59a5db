import type { LocalTime } from "../calendar/index.ts";
import { compareDates } from "../schedule/compare.ts";
import type { Move } from "../schedule/comparison.ts";
import { type Schedule, schedule as scheduleProject } from "../schedule/schedule.ts";
import { inWorkingDays } from "../schedule/words.ts";
import type { EditPlan } from "../text/editing/edit.ts";
import { readingAfter } from "../text/editing/readingAfter.ts";
import type { ProjectReading } from "../text/reading/unite.ts";
import { outlineOf, type WorkKey } from "./planOutline.ts";

/** What an edit that is not made yet would do. */
export interface EditConsequence {
  /** Why it can't be done; the rest is empty then. */
  readonly refusal?: string;
  /** One sentence: `Finish 12 → 19 Mar (+5d); “Beta” misses its deadline by 2d.` */
  readonly summary: string;
  /** The project's finish before and after, and how far that is in seconds of working time. */
  readonly finish?: [LocalTime, LocalTime, number];
  /** Rows whose dates are others then: key, start, finish. */
  readonly moves: [WorkKey, LocalTime, LocalTime][];
  /** Float of the edited row after it, in seconds of working time, as a timeline has it. */
  readonly float?: number;
  readonly isCritical?: boolean;
  /** Deadlines that are missed then, or by more: name, and by how many seconds of working time. */
  readonly broken: [string, number][];
  /** The first line that would be written, such as `plan.yaml:41`, and its text. */
  readonly place?: string;
  readonly text?: string;
}

/**
 * What an edit would do: the project is read and scheduled with it, and nothing is written.
 * @param key the row that is edited
 */
export function consequence(schedule: Schedule, plan: EditPlan, key?: WorkKey): EditConsequence {
  if (plan.refusal !== undefined) return { refusal: plan.refusal, summary: plan.refusal, moves: [], broken: [] };
  if (plan.edits.length + plan.newFiles.length === 0) return { summary: "Nothing moves.", moves: [], broken: [] };
  const reading = readingAfter(schedule.reading, plan);
  const then = scheduleProject(reading, { today: reading.project.header.statusDate ?? schedule.today });
  const { summary, moves, deadlines, finish } = compareDates(schedule, then);
  const place = key === undefined ? undefined : (reading.index.find("work", key) ?? outlineOf(reading).place(key));
  const work = place && then.of(place.record);
  return {
    summary,
    finish: [schedule.finish, then.finish, finish?.by ?? 0],
    moves: moves.flatMap((move) => movedRow(then, move)),
    ...(work !== undefined && { float: inWorkingDays(then, work.row, work.totalFloat), isCritical: work.isCritical }),
    broken: deadlines.flatMap(({ record, row, before, after }): [string, number][] =>
      after > (before ?? 0) ? [[record.name, inWorkingDays(then, row, after)]] : [],
    ),
    ...firstLine(schedule.reading, reading, plan),
  };
}

function movedRow(then: Schedule, { kind, row, record, start, finish }: Move): [WorkKey, LocalTime, LocalTime][] {
  if (kind === "removed" || (kind === "moved" && start === undefined && finish === undefined)) return [];
  const { index } = then.reading;
  const own = index.find("work", record.id);
  const other =
    own?.record === record ? undefined : (index.placeOf("tasks", record) ?? index.placeOf("milestones", record));
  const key = other === undefined ? record.id : (outlineOf(then.reading).keyOf(other) ?? record.id);
  const work = then.at(row);
  return [[key, work.start, work.finish]];
}

/** The first line that differs, as it would read; of lines that only go, where they stood. */
function firstLine(
  before: ProjectReading,
  after: ProjectReading,
  { edits = [], newFiles = [] }: EditPlan,
): { readonly place?: string; readonly text?: string } {
  const path = edits[0]?.path ?? newFiles[0]?.path;
  if (path === undefined) return {};
  const text = after.slices.find((slice) => slice.path === path)?.text ?? "";
  const old = before.slices.find((slice) => slice.path === path)?.text;
  // In a new file what counts stands at its end.
  let at =
    old === undefined ? Math.max(0, text.trimEnd().lastIndexOf("\n") + 1) : lineStart(text, edits[0]?.start ?? 0);
  // What is put in behind a line begins with its end.
  while (old !== undefined && at < text.length && lineAt(text, at) === lineAt(old, at)) at = nextLine(text, at);
  let line = 0;
  for (let next = text.indexOf("\n"); next >= 0 && next < at; next = text.indexOf("\n", next + 1)) line++;
  const isGone = old !== undefined && text.length < old.length && old.endsWith(text.slice(at));
  return { place: `${path}:${line + 1}`, ...(!isGone && { text: lineAt(text, at).trim() }) };
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

function nextLine(text: string, start: number): number {
  const end = text.indexOf("\n", start);
  return end < 0 ? text.length : end + 1;
}

function lineAt(text: string, start: number): string {
  const end = text.indexOf("\n", start);
  return text.slice(start, end < 0 ? text.length : end);
}
