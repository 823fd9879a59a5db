import { clock, type LocalTime, type ProjectCalendars, type WorkingTime } from "../calendar/index.ts";
import type { DependencyType } from "../model/dependency.ts";
import type { WorkRecord } from "../model/taskProgress.ts";

/** A record of the work in the order of the plan: stages before what they hold, milestones behind the tasks. */
export interface Row {
  readonly record: WorkRecord;
  readonly parent: number;
  /** How many stages it lies in. */
  readonly depth: number;
  readonly isStage: boolean;
  readonly isMilestone: boolean;
  /** The row behind the last one that it holds. */
  readonly end: number;
}

/** What is stated about a record's dates. Starts and finishes as moments of the wall clock. */
export interface Constraint {
  readonly startNoEarlier?: LocalTime;
  readonly startNoLater?: LocalTime;
  readonly finishNoEarlier?: LocalTime;
  readonly finishNoLater?: LocalTime;
  readonly mustStart?: LocalTime;
  readonly mustFinish?: LocalTime;
  readonly deadline?: LocalTime;
}

/** One of several who each work for themselves until theirs is done; the last one ends the task. */
export interface Part {
  readonly time: WorkingTime;
  /** In seconds. */
  readonly work: number;
}

/** What a node of the network is. */
export const nodeKinds = {
  activity: 0,
  /** The bound that a stage sets to the starts of all it holds. */
  stageStart: 1,
  /** The end of the last thing that a stage holds. */
  stageFinish: 2,
  /** The start of the first thing that a stage holds. */
  stageFirst: 3,
} as const;

/** Which end of which: the type of a link, with the lower bit for the predecessor's start and the higher one for the successor's finish. */
export const linkTypes: Readonly<Record<DependencyType, number>> = { FS: 0, SS: 1, FF: 2, SF: 3 };
export const fromStart = 1;
export const ontoFinish = 2;

/** What the lag of a link is counted in. */
export const lagKinds = { none: 0, working: 1, elapsed: 2, percent: 3 } as const;

/**
 * A project as the passes see it: nodes with work and the time it is done in, links as lists by successor. Everything in whole seconds.
 * A stage is a node before and one behind what it holds.
 */
export interface Network {
  readonly rows: readonly Row[];
  /** The row of a record of the reading it was made of. */
  readonly rowOf: { readonly get: (record: WorkRecord) => number | undefined };
  readonly calendars: ProjectCalendars;
  readonly start: LocalTime;

  /** How many nodes there are. */
  readonly size: number;
  readonly kinds: Uint8Array;
  readonly rowOfNode: Int32Array;
  /** Of a row: the stage it lies in, as {@link Row} has it, side by side for whoever goes through all of them; -1 for what lies in none. */
  readonly parentOfRow: Int32Array;
  /** Of a row: its activity, or the finish of a stage. */
  readonly nodeOfRow: Int32Array;
  /** Of a row: the start of a stage; -1 for what is none. */
  readonly stageStartOfRow: Int32Array;
  /** Work in seconds, in the counting of the node's time. */
  readonly work: Float64Array;
  /** When it is worked on. */
  readonly times: readonly WorkingTime[];
  /** What its float is counted in: its own calendar, else the project's. */
  readonly floatTimes: readonly WorkingTime[];
  /** Nodes with several people on calendars of their own. */
  readonly parts: ReadonlyMap<number, readonly Part[]>;
  readonly constraints: ReadonlyMap<number, Constraint>;
  /** By how much levelling moved a node, and what that is counted in. */
  readonly delays: ReadonlyMap<number, Part>;
  /** Nodes that are planned as late as possible. */
  readonly late: ReadonlySet<number>;

  /** The links onto a node are those from its first up to the first of the next node. */
  readonly firstLink: Int32Array;
  readonly linkFrom: Int32Array;
  readonly linkType: Uint8Array;
  readonly linkLag: Float64Array;
  readonly linkLagKind: Uint8Array;
  /**
   * Which of the dependencies that its row states it is; -1 for what a stage and the things in it are to each other; from -2 downwards,
   * as -2 - index, the dependency of a stage whose finish waits.
   */
  readonly linkIndex: Int32Array;
}

/** The working hours of a node: its own calendar's, the project's for what goes by the clock. */
export function hoursOf({ floatTimes, calendars }: Network, node: number): WorkingTime {
  const time = floatTimes[node] as WorkingTime;
  return time === clock ? calendars.project : time;
}
