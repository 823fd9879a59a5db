/** What a .tjp file says, before it is made into a project: its own words, ids as full paths, moments in minutes. */
import type { WorkingDay } from "../../model/workingHours.ts";

/** Minutes since 1970-01-01T00:00 on the wall clock. */
export type Minutes = number;

export interface Amount {
  /** As written: `2.5`. */
  readonly number: string;
  readonly unit: "min" | "h" | "d" | "w" | "m" | "y";
}

export interface Interval {
  readonly start: Minutes;
  /** Not included. */
  readonly end: Minutes;
}

export interface Leave extends Interval {
  readonly name: string | undefined;
}

export interface SourceCalendar {
  /** Sunday first, as TaskJuggler counts; undefined where it is as around it. */
  readonly hours: (WorkingDay | undefined)[];
  readonly leaves: Leave[];
}

export interface SourceShift extends SourceCalendar {
  readonly id: string;
  readonly name: string;
  readonly line: number;
}

export interface ShiftUse {
  readonly shift: string;
  readonly interval: Interval | undefined;
  readonly line: number;
}

interface Node {
  /** The full path of ids. */
  readonly path: string;
  readonly name: string;
  readonly line: number;
  /** Statements that have no place in a plan, as written. */
  readonly kept: Map<string, string>;
}

export interface SourceResource extends Node, SourceCalendar {
  readonly parent: SourceResource | undefined;
  readonly resources: SourceResource[];
  rate: string | undefined;
  email: string | undefined;
  efficiency: number;
  shifts: ShiftUse[];
}

export interface Link {
  /** As written, and the task it is written in. */
  readonly to: string;
  readonly line: number;
  /** The end of the other task that counts. */
  onEnd: boolean;
  gapDuration: Amount | undefined;
  gapLength: Amount | undefined;
}

export interface Allocation {
  readonly resource: string;
  readonly line: number;
}

export interface SourceTask extends Node {
  readonly parent: SourceTask | undefined;
  readonly tasks: SourceTask[];
  effort: Amount | undefined;
  length: Amount | undefined;
  duration: Amount | undefined;
  start: Minutes | undefined;
  end: Minutes | undefined;
  minStart: Minutes | undefined;
  maxStart: Minutes | undefined;
  minEnd: Minutes | undefined;
  maxEnd: Minutes | undefined;
  isMilestone: boolean;
  /** As soon as possible; else as late as possible. */
  isForward: boolean;
  priority: number;
  complete: number | undefined;
  note: string | undefined;
  charges: { readonly amount: string; readonly mode: string; readonly line: number }[];
  responsible: string[];
  allocations: Allocation[];
  shifts: ShiftUse[];
  readonly depends: Link[];
  readonly precedes: Link[];
}

export interface SourcePlan extends SourceCalendar {
  id: string;
  name: string;
  start: Minutes | undefined;
  end: Minutes | undefined;
  now: Minutes | undefined;
  timeZone: string | undefined;
  currency: string | undefined;
  dailyWorkingHours: number;
  yearlyWorkingDays: number;
  rate: string | undefined;
  readonly scenarios: string[];
  readonly shifts: Map<string, SourceShift>;
  /** By their ids: TaskJuggler's resources have one namespace. */
  readonly resources: Map<string, SourceResource>;
  readonly topResources: SourceResource[];
  /** By their full paths. */
  readonly tasks: Map<string, SourceTask>;
  readonly topTasks: SourceTask[];
}

/** A plan about which nothing is said yet. Work is Monday to Friday, 9 to 17, as TaskJuggler has it. */
export function emptyPlan(): SourcePlan {
  const usual: WorkingDay = [{ start: 540, finish: 1020 }];
  return {
    id: "",
    name: "",
    start: undefined,
    end: undefined,
    now: undefined,
    timeZone: undefined,
    currency: undefined,
    dailyWorkingHours: 8,
    yearlyWorkingDays: 260.714,
    rate: undefined,
    hours: [[], usual, usual, usual, usual, usual, []],
    leaves: [],
    scenarios: [],
    shifts: new Map(),
    resources: new Map(),
    topResources: [],
    tasks: new Map(),
    topTasks: [],
  };
}

export function emptyTask(path: string, name: string, line: number, parent: SourceTask | undefined): SourceTask {
  return {
    path,
    name,
    line,
    kept: new Map(),
    parent,
    tasks: [],
    effort: undefined,
    length: undefined,
    duration: undefined,
    start: undefined,
    end: undefined,
    minStart: undefined,
    maxStart: undefined,
    minEnd: undefined,
    maxEnd: undefined,
    isMilestone: false,
    // TaskJuggler hands these down to what stands inside, as far as they are said before it.
    isForward: parent?.isForward ?? true,
    priority: parent?.priority ?? 500,
    responsible: [...(parent?.responsible ?? [])],
    allocations: [...(parent?.allocations ?? [])],
    shifts: [...(parent?.shifts ?? [])],
    complete: undefined,
    note: undefined,
    charges: [],
    depends: [],
    precedes: [],
  };
}

export function emptyResource(
  path: string,
  name: string,
  line: number,
  parent: SourceResource | undefined,
): SourceResource {
  return {
    path,
    name,
    line,
    kept: new Map(),
    parent,
    resources: [],
    hours: parent?.hours.slice() ?? new Array(7).fill(undefined),
    leaves: parent?.leaves.slice() ?? [],
    rate: parent?.rate,
    email: undefined,
    efficiency: parent?.efficiency ?? 1,
    shifts: parent?.shifts.slice() ?? [],
  };
}
