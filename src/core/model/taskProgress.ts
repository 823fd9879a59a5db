import { type Duration, minutesOf, usualUnits, type WorkingUnits } from "./duration.ts";
import type { Id } from "./identifier.ts";
import type { Instant, Moment } from "./moment.ts";
import type { Money } from "./money.ts";
import type { Milestone, NamedRecord, ProgressEntry, Project, Task } from "./records.ts";

/** How far a piece of work is, in one word. */
export type WorkState = "not-begun" | "in-work" | "blocked" | "done";

/** How far a task, stage or milestone is, by what was logged. */
export interface TaskProgress {
  readonly state: WorkState;
  /** Per cent, 0 to 100, in whole numbers; of a stage weighed by the size of its tasks. */
  readonly done: number;
  readonly start?: Moment;
  /** Only while it counts as done. */
  readonly finish?: Moment;
  /** Of one that is done: the per cent that were stated before it was, if less than all. */
  readonly doneBefore?: number;
  readonly spent?: Duration;
  readonly left?: Duration;
  /** What it waits for; absent when it goes on. */
  readonly blocked?: string;
  readonly paid?: Money;
  readonly note?: string;
  /** When something was logged about it last, and the log that says so. */
  readonly last?: { readonly at: Instant; readonly log: string };
  /** Of a stage: its tasks and milestones, those of its stages included. */
  readonly parts?: { readonly total: number; readonly done: number; readonly blocked: number };
}

/** A record of the work: `tasks` and `milestones` are one namespace. */
export type WorkRecord = Task | Milestone;

const notBegun: TaskProgress = { state: "not-begun", done: 0 };

type LoggedField = "start" | "finish" | "done" | "spent" | "left" | "blocked" | "paid" | "note";
const loggedFields: readonly LoggedField[] = ["start", "finish", "done", "spent", "left", "blocked", "paid", "note"];

/** A field's last entry and its rank in the order of all entries. */
type Logged = { -readonly [F in LoggedField]?: { readonly value: ProgressEntry[F]; readonly rank: number } } & {
  last?: { readonly at: Instant; readonly log: string };
};

/**
 * How far the work of a project is, out of its logs. The last entry by `at` counts, field by field; of entries logged at the same
 * moment the later one in the order of files and lines. A finish means done, until a later entry says that less than all is done.
 * Without a stated `done`, spent ÷ (spent + left) is it, where both are known.
 *
 * A stage is as far as its tasks are: the average of their per cent, weighed by likely effort, else by likely duration, in working
 * time; elapsed time counts for the working time in it. A task without either weighs as much as a day. Milestones weigh nothing,
 * unless a stage has nothing else. A stage is done when all in it is done, and begun when anything in it is. A stage without tasks is
 * read as a task.
 */
export class WorkProgress {
  readonly #logged = new Map<NamedRecord, Logged>();
  readonly #known = new Map<NamedRecord, TaskProgress>();
  readonly #units: WorkingUnits;

  /** @param find the record an id of a log means, also by an id it had before */
  constructor(project: Project, find: (id: Id) => NamedRecord | undefined) {
    this.#units = { ...usualUnits, ...project.header.units };
    inOrderOfTime(project.progress).forEach((entry, rank) => {
      const record = entry.task === undefined ? undefined : find(entry.task);
      if (record !== undefined) this.#log(record, entry, rank);
    });
  }

  /** How far a record is; for one that is not of this project, not begun. */
  of(record: WorkRecord): TaskProgress {
    let progress = this.#known.get(record);
    if (progress === undefined) {
      const tasks = "tasks" in record ? record.tasks : [];
      const logged = this.#logged.get(record);
      progress = tasks.length > 0 ? this.#stage(tasks, logged) : logged === undefined ? notBegun : this.#leaf(logged);
      this.#known.set(record, progress);
    }
    return progress;
  }

  #log(record: NamedRecord, entry: ProgressEntry, rank: number): void {
    let logged = this.#logged.get(record);
    if (logged === undefined) {
      logged = {};
      this.#logged.set(record, logged);
    }
    const facts = logged as Record<LoggedField, { readonly value: unknown; readonly rank: number }>;
    for (const field of loggedFields) {
      const value = entry[field];
      if (value !== undefined) facts[field] = { value, rank };
    }
    logged.last = { at: entry.at, log: entry.log };
  }

  #leaf(logged: Logged): TaskProgress {
    const spent = logged.spent?.value;
    const left = logged.left?.value;
    const stated = logged.done?.value ?? this.#share(spent, left);
    const isReopened =
      logged.done !== undefined && (logged.done.value ?? 0) < 100 && logged.done.rank > (logged.finish?.rank ?? -1);
    const isDone = (logged.finish !== undefined && !isReopened) || (logged.done?.value ?? 0) >= 100;
    const done = isDone ? 100 : Math.min(99, Math.round(stated ?? 0));
    const reason = logged.blocked?.value;
    const isBlocked = !isDone && reason !== undefined && reason.toLowerCase() !== "no";
    const isBegun = logged.start !== undefined || done > 0 || (spent !== undefined && minutesOf(spent) > 0);
    const state = isDone ? "done" : isBlocked ? "blocked" : isBegun ? "in-work" : "not-begun";
    const finish = isDone ? logged.finish?.value : undefined;
    const doneBefore = isDone && stated !== undefined && stated < 100 ? Math.round(stated) : undefined;
    return {
      state,
      done,
      ...(logged.start?.value !== undefined && { start: logged.start.value }),
      ...(finish !== undefined && { finish }),
      ...(doneBefore !== undefined && { doneBefore }),
      ...(spent !== undefined && { spent }),
      ...(left !== undefined && { left }),
      ...(isBlocked && { blocked: reason }),
      ...(logged.paid?.value !== undefined && { paid: logged.paid.value }),
      ...(logged.note?.value !== undefined && { note: logged.note.value }),
      ...(logged.last !== undefined && { last: logged.last }),
    };
  }

  #share(spent: Duration | undefined, left: Duration | undefined): number | undefined {
    if (spent === undefined || left === undefined) return undefined;
    const [did, toDo] = [minutesOf(spent, this.#units), minutesOf(left, this.#units)];
    return did + toDo > 0 ? (100 * did) / (did + toDo) : undefined;
  }

  #stage(tasks: readonly Task[], own: Logged | undefined): TaskProgress {
    const sums = { total: 0, done: 0, blocked: 0, weight: 0, weighed: 0, begun: 0 };
    const add = (task: Task): void => {
      if (task.tasks.length > 0) {
        task.tasks.forEach(add);
        return;
      }
      const { state, done } = this.of(task);
      const weight = task.milestone ? 0 : this.#weight(task);
      sums.total++;
      sums.weight += weight;
      sums.weighed += weight * done;
      if (state === "done") sums.done++;
      if (state === "blocked") sums.blocked++;
      if (state !== "not-begun") sums.begun++;
    };
    tasks.forEach(add);
    const { total, done, blocked } = sums;
    const isDone = done === total;
    const share = sums.weight > 0 ? sums.weighed / sums.weight : (100 * done) / total;
    const reason = own?.blocked?.value;
    const isBlocked = !isDone && reason !== undefined && reason.toLowerCase() !== "no";
    return {
      state: isDone ? "done" : isBlocked ? "blocked" : sums.begun > 0 ? "in-work" : "not-begun",
      done: isDone ? 100 : Math.min(99, Math.round(share)),
      parts: { total, done, blocked },
      ...(isBlocked && { blocked: reason }),
      ...(own?.note?.value !== undefined && { note: own.note.value }),
      ...(own?.last !== undefined && { last: own.last }),
    };
  }

  /** In minutes of work. */
  #weight({ effort, duration }: Task): number {
    const likely = (effort ?? duration)?.likely;
    if (likely === undefined) return this.#units.hoursPerDay * 60;
    const minutes = minutesOf(likely, this.#units);
    const { hoursPerDay, daysPerWeek } = this.#units;
    return likely.isElapsed ? (minutes * hoursPerDay * daysPerWeek) / (24 * 7) : minutes;
  }
}

/** Sorting keeps the order of files and lines where moments are the same. */
function inOrderOfTime(entries: readonly ProgressEntry[]): readonly ProgressEntry[] {
  const keys = entries.map(({ at }) => timeKey(at));
  const key = (index: number): string => keys[index] ?? "";
  if (keys.every((_, index) => index === 0 || key(index - 1) <= key(index))) return entries;
  const order = entries.map((_, index) => index).sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
  return order.flatMap((index) => entries[index] ?? []);
}

/** Instants compare as texts once they end without their zone and without zeros that say nothing. */
function timeKey(at: Instant): string {
  const bare = at.slice(0, -1);
  return bare.includes(".") ? bare.replace(/\.?0+$/, "") : bare;
}
