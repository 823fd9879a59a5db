import type { LocalTime } from "../calendar/index.ts";
import type { Id } from "../model/identifier.ts";
import type { Moment } from "../model/moment.ts";
import type { Baseline, NamedRecord } from "../model/records.ts";
import type { WorkRecord } from "../model/taskProgress.ts";
import type { FactPlace } from "./factPlace.ts";
import type { Schedule } from "./schedule.ts";

/** The frozen dates of a baseline, as one side of a comparison. */
export interface FrozenSchedule {
  readonly name: string;
  readonly tasks: ReadonlyMap<Id, { readonly start?: Moment; readonly finish?: Moment }>;
}

/** What a baseline says of its tasks. */
export function frozenSchedule({ name, tasks }: Baseline): FrozenSchedule {
  return { name, tasks: new Map(tasks ?? []) };
}

export type ComparisonSide = Schedule | FrozenSchedule;

/** A moment that is another one now. */
export interface Shift {
  readonly before: LocalTime;
  readonly after: LocalTime;
  /** In seconds of working time, of what goes by the clock in those of the clock; negative when it is earlier now. */
  readonly by: number;
  /** It is counted by the clock. */
  readonly isElapsed?: boolean;
}

/** An amount of working time that is another one now, in seconds. */
export interface AmountChange {
  readonly before: number;
  readonly after: number;
}

/** What differs about a task, stage or milestone. What does not differ is left out. */
export interface Move {
  readonly kind: "moved" | "added" | "removed";
  /** As it is after; of one that was removed, as it was before. */
  readonly record: WorkRecord;
  /** Its row after, or before for one that was removed. */
  readonly row: number;
  readonly isStage: boolean;
  readonly isMilestone: boolean;
  /** The id it had before. */
  readonly was?: Id;
  readonly start?: Shift;
  readonly finish?: Shift;
  readonly duration?: AmountChange;
  readonly totalFloat?: AmountChange;
  /** Whether it is critical now; absent when that did not change. */
  readonly isCritical?: boolean;
  /** Which of the causes moved it, the main one first. Empty where nothing but its float changed, and against a baseline. */
  readonly causes: readonly number[];
}

/** What was changed, and what that moved. */
export interface Cause {
  readonly kind: "field" | "added" | "removed" | "progress" | "status-date" | "project" | "person" | "calendar";
  /** The record that was changed, as it is after; before for one that was removed. */
  readonly record?: NamedRecord;
  readonly field?: string;
  /** Values as they are written. */
  readonly before?: string;
  readonly after?: string;
  /** Where it stands: in the files after; before for what was removed. */
  readonly place?: FactPlace;
  readonly side: "before" | "after";
  /** Who did it: the writer of the log, or whom the caller names for the place. */
  readonly by?: string;
  /** Rows of the moves, in the order of the plan after. */
  readonly rows: readonly number[];
  /** Whether it moved what the project ends with. */
  readonly movesFinish: boolean;
  /** One sentence. */
  readonly text: string;
}

/** A deadline that is missed now and was not, is missed by more or less, or is met again. */
export interface DeadlineChange {
  readonly record: WorkRecord;
  readonly row: number;
  /** By how much it is missed, in seconds of working time; 0 when it is met. Before: undefined where there was none. */
  readonly before: number | undefined;
  readonly after: number;
}

/** What differs between two schedules. */
export interface Comparison {
  /** Of the project; absent where it is the same instant, or not known. */
  readonly start?: Shift;
  readonly finish?: Shift;
  /** Milestones first, then in the order of the plan; what was removed last. */
  readonly moves: readonly Move[];
  readonly deadlines: readonly DeadlineChange[];
  /** Those that moved most first. */
  readonly causes: readonly Cause[];
  /** One sentence: `Finish 23 → 26 Mar (+3d); “Beta” misses its deadline by 1d.` */
  readonly summary: string;
}
