import {
  clock,
  finishingTime,
  type LocalTime,
  ProjectCalendars,
  type Share,
  sharedTime,
  startingTime,
  type WorkCalendar,
  type WorkingTime,
} from "../calendar/index.ts";
import type { Assignment } from "../model/assignment.ts";
import type { Dependency, Lag } from "../model/dependency.ts";
import { type Duration, minutesOf, usualUnits, type WorkingUnits } from "../model/duration.ts";
import type { Id } from "../model/identifier.ts";
import type { Calendar, Milestone, Person, Task } from "../model/records.ts";
import type { WorkRecord } from "../model/taskProgress.ts";
import type { ProjectReading } from "../text/reading/index.ts";
import { type Constraint, lagKinds, linkTypes, type Part } from "./network.ts";
import { rateOf } from "./overallocation.ts";

/** What a record of the work says for the network, apart from where it stands and what its ids mean. */
export interface CompiledWork {
  /** In seconds; 0 for milestones and stages. */
  readonly work: number;
  readonly time: WorkingTime;
  readonly floatTime: WorkingTime;
  readonly parts?: readonly Part[];
  readonly constraint?: Constraint;
  readonly delay?: Part;
  readonly links: readonly CompiledLink[];
  /** Whether it says of itself that it is planned as late, or as early as possible. */
  readonly isLate?: boolean;
}

export interface CompiledLink {
  /** Taken over from the record it means: the very same text is found again several times faster than an equal one. */
  on: Id;
  /** One of {@link linkTypes}. */
  readonly type: number;
  /** In seconds, or a share of how long the predecessor takes; negative for a lead. */
  readonly lag: number;
  /** One of {@link lagKinds}. */
  readonly lagKind: number;
}

/**
 * People, calendars and constants, and what the records say by them. The records of a project are the same objects from one reading to
 * the next, as long as nobody changes them; so what they say is kept as long as people, calendars and constants stay what they are.
 */
export class WorkCompiler {
  readonly calendars: ProjectCalendars;
  readonly #reading: ProjectReading;
  readonly #units: WorkingUnits;
  readonly #shared = new Map<string, WorkingTime>();
  readonly #compiled = new WeakMap<WorkRecord, CompiledWork>();

  private constructor(reading: ProjectReading) {
    const { project, index } = reading;
    this.#reading = reading;
    this.#units = { ...usualUnits, ...project.header.units };
    const find = (id: Id) => index.resolve("calendars", id)?.record as Calendar | undefined;
    this.calendars = new ProjectCalendars(project, find);
  }

  /** The one that was used for this project before, if people, calendars and constants are still the same. */
  static of(reading: ProjectReading): WorkCompiler {
    const known = recent.find((compiler) => compiler.#holdsFor(reading));
    if (known !== undefined) return known;
    const compiler = new WorkCompiler(reading);
    recent.unshift(compiler);
    if (recent.length > mostRecent) recent.pop();
    return compiler;
  }

  #holdsFor({ project }: ProjectReading): boolean {
    const own = this.#reading.project;
    const { calendar, units } = own.header;
    return (
      calendar === project.header.calendar &&
      sameUnits(units, project.header.units) &&
      sameRecords(own.people, project.people) &&
      sameRecords(own.calendars, project.calendars)
    );
  }

  /** What a record says. */
  of(record: WorkRecord, isStage: boolean, isMilestone: boolean): CompiledWork {
    let compiled = this.#compiled.get(record);
    if (compiled === undefined) {
      compiled = this.#compile(record, isStage, isMilestone);
      this.#compiled.set(record, compiled);
    }
    return compiled;
  }

  #compile(record: WorkRecord, isStage: boolean, isMilestone: boolean): CompiledWork {
    const task = record as Task;
    const own = isStage ? this.calendars.project : this.calendars.byId(task.calendar);
    const links = (record.after ?? []).map((dependency) => this.#linkOf(dependency));
    const constraint = constraintOf(record);
    const { work, time, parts } = isStage || isMilestone ? { work: 0, time: own } : this.#workOf(task, own);
    const { delay } = task;
    return {
      work,
      time,
      // As in Microsoft Project, what goes by the clock has its float by the clock.
      floatTime: time === clock ? clock : own,
      links,
      ...(parts !== undefined && { parts }),
      ...(constraint !== undefined && { constraint }),
      ...(delay !== undefined && {
        delay: { time: delay.isElapsed ? clock : this.delayTime(record), work: this.#seconds(delay) },
      }),
      ...(task.schedule !== undefined && { isLate: task.schedule === "late" }),
    };
  }

  #workOf(task: Task, own: WorkingTime): Pick<CompiledWork, "work" | "time" | "parts"> {
    const { effort, duration, who = [] } = task;
    if (duration === undefined && effort !== undefined) {
      return { work: this.#seconds(effort.likely), time: this.#sharedTime(task) };
    }
    // What has no estimate is taken for a day, so that it is seen; a stage that holds nothing yet is nothing.
    const likely = duration?.likely;
    const day = task.isStage ? 0 : this.#units.hoursPerDay * 3600;
    const work = likely === undefined ? day : this.#seconds(likely);
    if (likely?.isElapsed) return { work, time: clock };
    // Each works as long as the task takes, in their own time.
    const times = [...new Set(who.map((assignment) => this.#personTime(assignment.who, task)))];
    const [first = own] = times;
    return times.length > 1
      ? { work, time: first, parts: times.map((time) => ({ time, work })) }
      : { work, time: first };
  }

  /** What a delay of a record is counted in: the hours of whoever works on it, where these are the same for all, else its own. */
  delayTime(record: WorkRecord): WorkCalendar {
    const task = record as Task;
    const times = new Set((task.who ?? []).map(({ who }) => this.#personTime(who, task)));
    const [first] = times;
    return times.size === 1 && first !== undefined ? first : this.calendars.byId(task.calendar);
  }

  #personTime(who: Id | undefined, task: Task): WorkCalendar {
    const person = this.#person(who);
    return person === undefined ? this.calendars.byId(task.calendar) : this.calendars.ofPerson(person, task.calendar);
  }

  /** The joined time of those who share an effort; without anyone, of one who works all the time. */
  #sharedTime(task: Task): WorkingTime {
    const { who } = task;
    if (who === undefined || who.length === 0) return this.#personTime(undefined, task);
    const key = `${task.calendar ?? ""}|${who.map(({ who: id, units, count }) => `${id} ${units} ${count}`).join()}`;
    let time = this.#shared.get(key);
    if (time === undefined) {
      time = sharedTime(who.map((assignment) => this.#shareOf(assignment, task)));
      this.#shared.set(key, time);
    }
    return time;
  }

  #shareOf(assignment: Assignment, task: Task): Share {
    const { who } = assignment;
    return { time: this.#personTime(who, task), rate: rateOf(assignment, this.#person(who)) };
  }

  #person(id: Id | undefined): Person | undefined {
    return id === undefined ? undefined : (this.#reading.index.resolve("people", id)?.record as Person | undefined);
  }

  #seconds(duration: Duration): number {
    return Math.round(minutesOf(duration, this.#units) * 60);
  }

  #linkOf({ on, type, lag }: Dependency): CompiledLink {
    const [amount, lagKind] = this.#lagOf(lag);
    return { on, type: linkTypes[type], lag: amount, lagKind };
  }

  #lagOf(lag: Lag | undefined): readonly [number, number] {
    if (lag === undefined) return [0, lagKinds.none];
    if ("percent" in lag) return [(lag.sign * lag.percent) / 100, lagKinds.percent];
    const seconds = lag.sign * this.#seconds(lag.duration);
    return [seconds, seconds === 0 ? lagKinds.none : lag.duration.isElapsed ? lagKinds.elapsed : lagKinds.working];
  }
}

/** Several projects are open at a time, and a comparison has two sides. */
const mostRecent = 6;
const recent: WorkCompiler[] = [];

function sameRecords(one: readonly object[], other: readonly object[]): boolean {
  return one.length === other.length && one.every((record, index) => record === other[index]);
}

function sameUnits(one: object | undefined, other: object | undefined): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

function constraintOf(record: WorkRecord): Constraint | undefined {
  const { deadline, date } = record as Milestone;
  const task = record as Task;
  const stated: { -readonly [K in keyof Constraint]?: LocalTime } = {};
  if (deadline !== undefined) stated.deadline = finishingTime(deadline);
  if (date !== undefined) stated.mustFinish = finishingTime(date);
  if (task.startNoEarlier !== undefined) stated.startNoEarlier = startingTime(task.startNoEarlier);
  if (task.startNoLater !== undefined) stated.startNoLater = startingTime(task.startNoLater);
  if (task.finishNoEarlier !== undefined) stated.finishNoEarlier = finishingTime(task.finishNoEarlier);
  if (task.finishNoLater !== undefined) stated.finishNoLater = finishingTime(task.finishNoLater);
  if (task.mustStart !== undefined) stated.mustStart = startingTime(task.mustStart);
  if (task.mustFinish !== undefined) stated.mustFinish = finishingTime(task.mustFinish);
  for (const _ in stated) return stated;
  return undefined;
}
