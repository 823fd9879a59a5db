import type { LocalTime } from "../calendar/index.ts";
import type { Assignment } from "../model/assignment.ts";
import type { Dependency } from "../model/dependency.ts";
import type { Duration } from "../model/duration.ts";
import type { IsoDate, Moment } from "../model/moment.ts";
import type { Person, ProgressEntry } from "../model/records.ts";
import type { WorkRecord } from "../model/taskProgress.ts";
import type { FactPlace } from "./factPlace.ts";
import type { FreeDays } from "./freeDays.ts";
import type { LateLimit } from "./lateLimit.ts";
import type { ScheduledWork } from "./schedule.ts";

/** The fields that state a date which fixes or holds back a task; `date` is a milestone's. */
export type ConstraintField =
  | "start-no-earlier"
  | "start-no-later"
  | "finish-no-earlier"
  | "finish-no-later"
  | "must-start"
  | "must-finish"
  | "date";

/** What a date follows from before all else. */
export type Reason =
  /** What it waits for. */
  | {
      readonly kind: "predecessor";
      readonly predecessor: ScheduledWork;
      /** The end of the predecessor that counts, and when it is. */
      readonly from: "start" | "finish";
      readonly moment: LocalTime;
      /** The end of this task that is bound by it. */
      readonly onto: "start" | "finish";
      readonly dependency: Dependency;
      /** This task, or the stage it lies in that states the dependency. */
      readonly statedBy: WorkRecord;
      readonly place?: FactPlace;
    }
  /** Of a stage: the first or the last thing in it. */
  | { readonly kind: "inside"; readonly work: ScheduledWork }
  | { readonly kind: "project-start"; readonly moment: LocalTime; readonly place?: FactPlace }
  | {
      readonly kind: "constraint";
      readonly field: ConstraintField;
      readonly date: Moment;
      /** This task, or the stage it lies in. */
      readonly statedBy: WorkRecord;
      readonly place?: FactPlace;
    }
  /** Work that is not done can't lie before the status date. */
  | { readonly kind: "status-date"; readonly date: IsoDate; readonly isPinned: boolean; readonly place?: FactPlace }
  /** What was logged. */
  | {
      readonly kind: "progress";
      readonly fact: "start" | "finish" | "done" | "left";
      readonly entry?: ProgressEntry;
      readonly writer?: string;
      readonly place?: FactPlace;
    }
  /** As late as possible; the successor is what it has to be ready for. */
  | { readonly kind: "late"; readonly successor?: ScheduledWork; readonly place?: FactPlace }
  /** Of a finish: how long it takes from its start, or from where it goes on. */
  | {
      readonly kind: "work";
      readonly basis: "effort" | "duration" | "unestimated" | "none";
      readonly amount?: Duration;
      /** Of a begun task: seconds of work that are left, and from when they are done. */
      readonly left?: number;
      readonly resumes?: LocalTime;
      /** What that waits for, where it does not go on at once. */
      readonly waits?: Reason;
      readonly place?: FactPlace;
    };

/** What adds to the reason: the days between, the people, a lag, a delay. */
export type Influence =
  | ({ readonly kind: "free" } & FreeDays)
  | { readonly kind: "lag"; readonly dependency: Dependency; readonly place?: FactPlace }
  /** Levelling moved it. */
  | { readonly kind: "delay"; readonly delay: Duration; readonly statedBy: WorkRecord; readonly place?: FactPlace }
  /** Who works on it with how much of their time. */
  | {
      readonly kind: "person";
      readonly assignment: Assignment;
      readonly person?: Person;
      /** Of one person's working time, after their capacity: 0.5 for half of it, 2 for two of a role. */
      readonly rate: number;
      /** The project does not have all of the time that is asked for. */
      readonly isCapped: boolean;
      readonly place?: FactPlace;
    };

/** Why a start or a finish is when it is. */
export interface DateExplanation {
  readonly moment: LocalTime;
  readonly reason: Reason;
  readonly influences: readonly Influence[];
  /** One or two plain sentences. */
  readonly text: string;
}

/** How much room is left behind a task. Amounts in seconds of working time. */
export interface SlackExplanation {
  readonly totalFloat: number;
  readonly freeFloat: number;
  readonly deadline?: {
    readonly date: Moment;
    readonly moment: LocalTime;
    /** From the finish to the deadline; negative when it is missed. */
    readonly left: number;
    readonly place?: FactPlace;
  };
  /** What leaves it no room, or too little; absent where it has float. */
  readonly limit?: LateLimit;
  readonly text: string;
}

/** One link of the chain that leads back to where a date comes from. */
export interface ChainStep {
  readonly work: ScheduledWork;
  readonly reason: Reason;
  readonly influences: readonly Influence[];
  readonly text: string;
}

/** Why a task, stage or milestone lies where it lies. */
export interface Explanation {
  readonly work: ScheduledWork;
  readonly start: DateExplanation;
  readonly finish: DateExplanation;
  readonly slack: SlackExplanation;
  /** From the task itself back to the start of the project, a stated date or something that happened. */
  readonly chain: readonly ChainStep[];
  /** All of it in a few sentences, without the chain. */
  readonly text: string;
}
