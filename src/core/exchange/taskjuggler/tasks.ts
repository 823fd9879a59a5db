import { parseDecimal, toNumber } from "../../model/decimal.ts";
import type { Dependency, Lag } from "../../model/dependency.ts";
import type { Duration } from "../../model/duration.ts";
import type { Id } from "../../model/identifier.ts";
import type { Money } from "../../model/money.ts";
import type { Task } from "../../model/records.ts";
import type { Account } from "../account.ts";
import type { IdMaker } from "../ids.ts";
import type { KeptFields } from "../imported.ts";
import { elapsedDuration, finishMoment, startMoment, workingDuration } from "./amounts.ts";
import { type Calendars, projectCalendar } from "./calendars.ts";
import type { People } from "./resources.ts";
import type { Link, SourcePlan, SourceTask } from "./source.ts";

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** TaskJuggler's tasks as stages, tasks and milestones. */
export class Work {
  readonly #plan: SourcePlan;
  readonly #account: Account;
  readonly #calendars: Calendars;
  readonly #people: People;
  readonly #system: string;
  readonly #ids = new Map<SourceTask, Id>();
  readonly #after = new Map<SourceTask, Map<string, Dependency>>();
  readonly #made = new Map<SourceTask, Task>();
  readonly kept: KeptFields[] = [];
  readonly all: readonly Task[];

  constructor(
    plan: SourcePlan,
    account: Account,
    { ids, calendars, people, system }: { ids: IdMaker; calendars: Calendars; people: People; system: string },
  ) {
    this.#plan = plan;
    this.#account = account;
    this.#calendars = calendars;
    this.#people = people;
    this.#system = system;
    const sources = [...plan.tasks.values()];
    for (const source of sources) {
      const last = source.path.slice(source.path.lastIndexOf(".") + 1);
      this.#ids.set(source, ids.take(last.replaceAll("_", "-"), "task"));
    }
    for (const source of sources) {
      for (const link of source.depends) this.#depend(source, link);
      for (const link of source.precedes) this.#precede(source, link);
    }
    // What stands inside comes later in the file, so backwards it is there when it is needed.
    for (const source of sources.reverse()) this.#made.set(source, this.#task(source));
    this.kept.reverse();
    this.all = plan.topTasks.map((source) => this.#made.get(source) as Task);
  }

  idOf(source: SourceTask): Id {
    return this.#ids.get(source) ?? "";
  }

  #depend(source: SourceTask, link: Link): void {
    const on = this.#resolve(source, link);
    if (on !== undefined) this.#link(source, on, link.onEnd ? "FS" : "SS", link);
  }

  /** `precedes` ties the end of the one to the start of the other, or to its end. */
  #precede(source: SourceTask, link: Link): void {
    const successor = this.#resolve(source, link);
    if (successor !== undefined) this.#link(successor, source, link.onEnd ? "FF" : "FS", link);
  }

  #link(successor: SourceTask, on: SourceTask, type: Dependency["type"], link: Link): void {
    const lag = this.#lag(link);
    const after = this.#after.get(successor) ?? new Map<string, Dependency>();
    this.#after.set(successor, after);
    const id = this.idOf(on);
    after.set(`${id} ${type}`, { on: id, type, ...(lag !== undefined && { lag }) });
  }

  #lag({ gapDuration, gapLength, line }: Link): Lag | undefined {
    const working = gapLength && workingDuration(gapLength, this.#plan);
    const elapsed = gapDuration && elapsedDuration(gapDuration);
    if (working !== undefined && elapsed !== undefined) {
      this.#account.changed(
        "gaplength and gapduration",
        "A link has one lag; the working time is taken.",
        `line ${line}`,
      );
    }
    const duration = working ?? elapsed;
    return duration === undefined || toNumber(duration.amount) === 0 ? undefined : { sign: 1, duration };
  }

  /** `!a` is a task beside this one, `!!a` one beside the stage around it, `a.b` a full path. */
  #resolve(source: SourceTask, link: Link): SourceTask | undefined {
    const rest = link.to.replace(/^!+/, "");
    let around: SourceTask | undefined = source;
    for (let up = link.to.length - rest.length; up > 0; up -= 1) around = around?.parent;
    const isRelative = rest.length < link.to.length;
    const found = this.#plan.tasks.get(isRelative && around !== undefined ? `${around.path}.${rest}` : rest);
    const place = `line ${link.line}`;
    if (found === undefined) {
      this.#account.leftOut("dependencies", `There is no task ${link.to}.`, place);
      return undefined;
    }
    if (isInside(found, source) || isInside(source, found)) {
      this.#account.leftOut("dependencies", "A task can't wait for itself, or for a stage it is in.", place);
      return undefined;
    }
    return found;
  }

  #task(source: SourceTask): Task {
    const id = this.idOf(source);
    const isStage = source.tasks.length > 0;
    const task: Writable<Task> = {
      id,
      name: source.name,
      isStage,
      tasks: source.tasks.map((inner) => this.#made.get(inner) as Task),
    };
    const after = this.#after.get(source);
    if (after !== undefined) task.after = [...after.values()];
    if (isStage) this.#bounds(source, task);
    else this.#leaf(source, task);
    this.#facts(source, task);
    if (source.kept.size > 0) this.kept.push({ of: { section: "tasks", id }, fields: source.kept });
    return task;
  }

  /** What holds of stages and tasks alike. */
  #facts(source: SourceTask, task: Writable<Task>): void {
    const place = `line ${source.line}`;
    if (source.minStart !== undefined) this.#latest(task, "startNoEarlier", startMoment(source.minStart));
    if (source.maxStart !== undefined) task.startNoLater = startMoment(source.maxStart);
    if (source.minEnd !== undefined) task.finishNoEarlier = finishMoment(source.minEnd);
    if (source.maxEnd !== undefined) task.deadline = finishMoment(source.maxEnd);
    if (source.minStart !== undefined || source.maxStart !== undefined || source.minEnd !== undefined) {
      this.#account.changed("minstart, maxstart, minend", "TaskJuggler only checks them; here they hold.", place);
    }
    // Theirs: 1000 comes first, 500 is usual. Ours: 0 comes first.
    if (source.tasks.length === 0 && source.priority !== 500) {
      task.priority = Math.min(1000, Math.max(0, 1000 - Math.round(source.priority)));
    }
    if (source.note !== undefined) task.note = source.note;
    const [owner, ...others] = source.responsible
      .map((one) => this.#people.find(one))
      .filter((one) => one !== undefined);
    if (owner !== undefined) task.owner = owner;
    if (others.length > 0) this.#account.changed("responsible", "One person answers for a task: the first.", place);
    this.#charge(source, task);
    task.links = new Map([[this.#system, source.path]]);
  }

  #charge(source: SourceTask, task: Writable<Task>): void {
    let cost = 0;
    for (const { amount, mode, line } of source.charges) {
      if (mode === "onstart" || mode === "onend") cost += Number(amount);
      else {
        source.kept.set("charge", `${amount} ${mode}`);
        this.#account.kept("charge", "A cost that grows with time has no field.", `line ${line}`);
      }
    }
    const money: Money["amount"] | undefined =
      cost === 0 ? undefined : parseDecimal(String(Math.round(cost * 1e6) / 1e6));
    if (money !== undefined) task.cost = { amount: money };
  }

  #bounds(source: SourceTask, task: Writable<Task>): void {
    if (source.start !== undefined) task.startNoEarlier = startMoment(source.start);
    if (source.end === undefined) return;
    task.deadline = finishMoment(source.end);
    this.#account.changed("end of a stage", "It is watched as a deadline.", `line ${source.line}`);
  }

  #leaf(source: SourceTask, task: Writable<Task>): void {
    const { effort, length, duration } = source;
    const place = `line ${source.line}`;
    const who = this.#people.assignments(source.allocations, effort !== undefined);
    const amount = this.#amount(source);
    if ((effort ?? length ?? duration) !== undefined && amount === undefined) {
      this.#account.leftOut("effort, length, duration", "It is more than a million units.", place);
    }
    if (effort !== undefined && amount !== undefined) task.effort = { likely: amount };
    else if (amount !== undefined) task.duration = { likely: amount };
    if (amount !== undefined && who.length > 0) task.who = who;
    const shifts = this.#calendars.ofShifts(source.shifts);
    if (shifts !== undefined) task.calendar = shifts;
    else if (length !== undefined && who.length > 0) {
      // A length counts the project's working time, whoever is allocated.
      task.calendar = projectCalendar;
      this.#account.changed(
        "length with allocations",
        "Leave of the people moves its end, which it does not in TaskJuggler.",
        place,
      );
    }
    this.#dates(source, task, amount);
  }

  #amount({ effort, length, duration }: SourceTask): Duration | undefined {
    if (effort !== undefined) return workingDuration(effort, this.#plan);
    if (length !== undefined) return workingDuration(length, this.#plan);
    return duration && elapsedDuration(duration);
  }

  #dates(source: SourceTask, task: Writable<Task>, amount: Duration | undefined): void {
    const { start, end, isForward } = source;
    const place = `line ${source.line}`;
    if (amount === undefined && !source.isMilestone && start !== undefined && end !== undefined && end > start) {
      // From a date to a date: that long by the clock, wherever work lies.
      task.mustStart = startMoment(start);
      task.duration = { likely: { amount: { coefficient: end - start, decimals: 0 }, unit: "m", isElapsed: true } };
      this.#account.changed("start and end", "A task from a date to a date lasts that long by the clock.", place);
      return;
    }
    if (amount === undefined) task.milestone = true;
    if (isForward) {
      if (start !== undefined) this.#latest(task, "startNoEarlier", startMoment(start));
      else if (end !== undefined && amount === undefined && !this.#hasLinks(source, "depends"))
        task.mustFinish = finishMoment(end);
      else if (end !== undefined) this.#watch(task, end, place);
      return;
    }
    const last = end ?? this.#endAround(source);
    if (end === undefined || last === undefined) task.schedule = "late";
    if (last !== undefined) task.mustFinish = finishMoment(last);
    if (start !== undefined) this.#latest(task, "startNoEarlier", startMoment(start));
  }

  #watch(task: Writable<Task>, end: number, place: string): void {
    task.deadline = finishMoment(end);
    this.#account.changed("end", "The task is planned from its start; its end is watched as a deadline.", place);
  }

  /** Where a task ends that is planned from its end, and nothing follows: with the stage around it, or the project. */
  #endAround(source: SourceTask): number | undefined {
    if (this.#hasLinks(source, "precedes") || this.#isWaitedFor(source)) return undefined;
    for (let stage = source.parent; stage !== undefined; stage = stage.parent) {
      if (stage.end !== undefined) return stage.end;
      if (this.#isWaitedFor(stage)) return undefined;
    }
    return this.#plan.end;
  }

  #hasLinks(source: SourceTask, kind: "depends" | "precedes"): boolean {
    for (let task: SourceTask | undefined = source; task !== undefined; task = task.parent) {
      if (task[kind].length > 0) return true;
    }
    return false;
  }

  #waitedFor: ReadonlySet<Id> | undefined;

  #isWaitedFor(source: SourceTask): boolean {
    this.#waitedFor ??= new Set([...this.#after.values()].flatMap((links) => [...links.values()].map(({ on }) => on)));
    return this.#waitedFor.has(this.idOf(source));
  }

  #latest(task: Writable<Task>, field: "startNoEarlier", moment: string): void {
    const before = task[field];
    if (before === undefined || moment > before) task[field] = moment;
  }
}

function isInside(one: SourceTask, other: SourceTask): boolean {
  for (let task: SourceTask | undefined = one; task !== undefined; task = task.parent) if (task === other) return true;
  return false;
}
