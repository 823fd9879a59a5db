/**
 * Plans that both Gantry and TaskJuggler can be told: neither language, only what a plan means. `gantryText.ts` and
 * `taskjugglerText.ts` write them down.
 */
import type { Assignment } from "../../src/core/model/assignment.ts";
import type { DependencyType } from "../../src/core/model/dependency.ts";
import type { DateSpan, IsoDate, Moment } from "../../src/core/model/moment.ts";
import type { WorkingDay } from "../../src/core/model/workingHours.ts";

/** A calendar with everything it takes over from the project's already in it. */
export interface PlanCalendar {
  readonly id: string;
  /** Monday first. */
  readonly hours: readonly WorkingDay[];
  readonly holidays: readonly IsoDate[];
  readonly exceptions: readonly (readonly [day: IsoDate, hours: WorkingDay])[];
}

export interface PlanPerson {
  readonly id: string;
  readonly calendar?: string;
  /** Per cent. */
  readonly capacity?: number;
  readonly leave: readonly DateSpan[];
  readonly from?: IsoDate;
  readonly until?: IsoDate;
  readonly count?: number;
}

export type PlanLag =
  | { readonly sign: 1 | -1; readonly minutes: number; readonly isElapsed: boolean }
  | { readonly percent: number };

export interface PlanLink {
  readonly on: string;
  readonly type: DependencyType;
  readonly lag?: PlanLag;
}

/**
 * - `effort`: minutes of people's time. - `working`: minutes of working time, whoever works. - `elapsed`: minutes of the clock. -
 * `stage`: what its tasks take.
 */
export type PlanKind = "stage" | "milestone" | "effort" | "working" | "elapsed";

export interface PlanTask {
  readonly id: string;
  readonly kind: PlanKind;
  readonly minutes: number;
  readonly who: readonly Assignment[];
  readonly calendar?: string;
  readonly after: readonly PlanLink[];
  readonly startNoEarlier?: Moment;
  readonly mustStart?: Moment;
  readonly tasks: readonly PlanTask[];
}

export interface GeneratedPlan {
  readonly seed: number;
  readonly start: IsoDate;
  /** All tasks as early as possible, or all as late as possible before a moment at which the project's work ends. */
  readonly lateUntil?: Moment;
  /** The first is the project's. */
  readonly calendars: readonly [PlanCalendar, ...PlanCalendar[]];
  readonly people: readonly PlanPerson[];
  readonly tasks: readonly PlanTask[];
}

/** All tasks and stages, each with the stages it lies in, outermost first. */
export function everyTask(
  tasks: readonly PlanTask[],
): { readonly task: PlanTask; readonly stages: readonly PlanTask[] }[] {
  const found: { task: PlanTask; stages: readonly PlanTask[] }[] = [];
  const visit = (list: readonly PlanTask[], stages: readonly PlanTask[]): void => {
    for (const task of list) {
      found.push({ task, stages });
      visit(task.tasks, [...stages, task]);
    }
  };
  visit(tasks, []);
  return found;
}

/** The calendar of that id, else the project's. */
export function calendarOf(plan: GeneratedPlan, id: string | undefined): PlanCalendar {
  return plan.calendars.find((calendar) => calendar.id === id) ?? plan.calendars[0];
}
