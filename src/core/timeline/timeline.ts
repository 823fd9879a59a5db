import type { LocalTime } from "../calendar/index.ts";
import type { DependencyType } from "../model/dependency.ts";

/** What a row is. */
export const rowKinds = { task: 0, stage: 1, milestone: 2 } as const;

/** How pressing a row is, in the words of `schedule/outlook.ts`, by their index here. */
export const standings = ["free", "near-critical", "critical", "late", "done"] as const;

/** How a link ties its ends, by their index here. */
export const linkTypeNames: readonly DependencyType[] = ["FS", "SS", "FF", "SF"];

/**
 * A schedule as a picture needs it: rows as columns, since there may be a million of them, and typed arrays, since those cross from
 * one process to another at no cost. Moments are those of the project's wall clock; what is absent in a typed array is NaN.
 */
export interface Timeline {
  readonly name: string;
  /** The day it is for the project, at its beginning. */
  readonly today: LocalTime;
  /** Whether `today` is a status date that the project states. */
  readonly isStatusDate: boolean;
  /** The day it really is, at its beginning, where the status date is another one; only what is looked at on that day has it. */
  readonly now?: LocalTime;
  readonly start: LocalTime;
  readonly finish: LocalTime;
  /** Of a working day, in seconds. */
  readonly daySeconds: number;
  readonly rows: TimelineRows;
  readonly links: TimelineLinks;
  /** Whole days on which the project's calendar has no work, as pairs: first day's beginning, last day's end. Ascending. */
  readonly daysOff: Float64Array;
  readonly iterations: readonly TimelineSpan[];
  readonly load: readonly TimelineLoad[];
  /** What the rows are compared with. */
  readonly ghost?: TimelineGhost;
}

/** Tasks, stages and milestones in the order of the plan, stages before what they hold. */
export interface TimelineRows {
  readonly count: number;
  /** Names a row over all readings; of a record whose id is taken, `id#2`. */
  readonly keys: readonly string[];
  readonly names: readonly string[];
  /** How many stages it lies in. */
  readonly depth: Uint8Array;
  /** The row of its stage; -1 at the top. */
  readonly parent: Int32Array;
  /** The row behind the last one that it holds. */
  readonly end: Int32Array;
  /** One of {@link rowKinds}. */
  readonly kind: Uint8Array;
  /** An index into {@link standings}. */
  readonly standing: Uint8Array;
  readonly start: Float64Array;
  readonly finish: Float64Array;
  /** Up to where it may slip without moving the end; the end of its float. */
  readonly lateFinish: Float64Array;
  /** Float in seconds of working time, negative when it is late for something. Of what goes by the clock, 24 hours are one day here too. */
  readonly totalFloat: Float64Array;
  readonly deadline: Float64Array;
  /** Per cent, 0 to 100. */
  readonly done: Uint8Array;
  /** Up to where its bar is done; NaN where nothing was logged. */
  readonly doneUntil: Float64Array;
  /** Who works on it, as one reads it: `Ana, Chen 50%`. */
  readonly who: readonly string[];
  /** Its size as it is written: `8d / 12d / 20d`, `2d`; empty for stages and milestones. */
  readonly size: readonly string[];
  /** What it waits for, as it is written: `api, beta SS+1d`. */
  readonly after: readonly string[];
  readonly cost: readonly string[];
}

/** What waits for what; both ends are rows. */
export interface TimelineLinks {
  readonly count: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** An index into {@link linkTypeNames}. */
  readonly type: Uint8Array;
  /** 1 where both ends are critical and this link drives the second one. */
  readonly isCritical: Uint8Array;
}

/** An iteration. */
export interface TimelineSpan {
  readonly name: string;
  readonly start: LocalTime;
  readonly finish: LocalTime;
}

/**
 * What is asked of a person or a role over time: steps with the same demand and capacity, ascending, without those of no demand. A
 * night ends no step; whole days on which nobody of them works lie between steps, as long as there are not too many.
 */
export interface TimelineLoad {
  readonly id: string;
  readonly name: string;
  /** How many of that role there are; 1 for a person. */
  readonly count: number;
  readonly from: Float64Array;
  readonly to: Float64Array;
  /** 1 is all of one person's working time. */
  readonly demand: Float64Array;
  readonly capacity: Float64Array;
  /** Stretches with more than there is of them, with the rows that ask for it. */
  readonly over: readonly {
    readonly from: LocalTime;
    readonly to: LocalTime;
    readonly demand: number;
    readonly rows: readonly number[];
  }[];
}

/** The dates of a baseline, a revision or the saved text beside those of now. NaN for rows that it does not know. */
export interface TimelineGhost {
  /** What it is, in a few words: `baseline of 22 Jan`. */
  readonly name: string;
  readonly start: Float64Array;
  readonly finish: Float64Array;
  /** By how much a row's finish moved since, in seconds of working time; 0 where it did not. */
  readonly slip: Float64Array;
  /** One sentence. */
  readonly summary: string;
}
