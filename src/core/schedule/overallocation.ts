import { dayOf, type LocalTime, secondsPerDay, secondsPerMinute, type WorkCalendar } from "../calendar/index.ts";
import type { Assignment } from "../model/assignment.ts";
import { minutesOf, usualUnits } from "../model/duration.ts";
import type { Person, Task } from "../model/records.ts";
import type { Schedule } from "./schedule.ts";

/** A stretch of time in which more is asked of somebody than there is of them. */
export interface Overallocation {
  readonly person: Person;
  readonly start: LocalTime;
  readonly finish: LocalTime;
  /** What is asked at its height, and what there is: 1 is all of one person's working time. */
  readonly demand: number;
  readonly capacity: number;
  /** Working time that is too much, of all of them together, in seconds. */
  readonly excess: number;
  /** Rows of the tasks that ask for it, in the order of the plan; of very many the first hundred to start. */
  readonly rows: readonly number[];
  /** How many tasks ask for it. */
  readonly tasks: number;
}

/** What a task asks of somebody: a constant part of their working time, from its start to its finish. */
export interface Demand {
  readonly row: number;
  readonly start: LocalTime;
  readonly finish: LocalTime;
  readonly rate: number;
  /** When they work at it: in their own time, or in the task's. */
  readonly time: WorkCalendar;
}

/** Stretches with tasks in different calendars are looked at day by day, up to here. */
const mostDays = 4000;
/** More of them help nobody. */
const mostFound = 10_000;
const mostRows = 100;
const tolerance = 1e-6;

/**
 * Where people and roles have more to do than they can, to the second: what is asked of them by all tasks that are not done, in
 * working time of their own, against their `capacity` and, of a role, its `count`. A sweep over starts and finishes: n log n.
 */
export function overallocations(schedule: Schedule): readonly Overallocation[] {
  const found: Overallocation[] = [];
  for (const [person, demands] of demandsByPerson(schedule)) {
    if (found.length < mostFound) found.push(...overallocationsOf(person, demands));
  }
  return found.slice(0, mostFound);
}

/** Where one of them has more to do than they can, given all that is asked of them. */
export function overallocationsOf(person: Person, demands: readonly Demand[]): readonly Overallocation[] {
  return new Sweep(person, demands).run();
}

/** In per cent: the project has all of somebody's working time, if nothing else is stated. */
const wholeCapacity = 100;

/** How much of a person, or of a role, the project has: 1 is all of one person's working time. */
export function capacityOf({ capacity, count }: Person): number {
  return ((capacity ?? wholeCapacity) / 100) * (count ?? 1);
}

/**
 * What the tasks that are not done ask of people, by person in the order of the plan. An effort is shared as the engine shares it:
 * each gives the part of their time that is stated, never more than they have. With effort and duration the parts follow from both.
 * Of a begun task, what is left counts.
 */
export function demandsByPerson(schedule: Schedule): ReadonlyMap<Person, readonly Demand[]> {
  const demands = new Map<Person, Demand[]>();
  const { network, actuals, reading, resume } = schedule;
  const { index, project } = reading;
  const units = { ...usualUnits, ...project.header.units };
  for (let row = 0; row < network.rows.length; row++) {
    const { record, isStage, isMilestone } = network.rows[row] as (typeof network.rows)[number];
    const task = record as Task;
    if (isStage || isMilestone || task.who === undefined || task.who.length === 0) continue;
    const node = network.nodeOfRow[row] as number;
    const actual = actuals.get(node);
    if (actual?.isDone === true || (actual !== undefined && actual.left === 0)) continue;
    const work = schedule.at(row);
    const start = actual === undefined ? work.start : Math.max(work.start, resume ?? work.start);
    for (const assignment of task.who) {
      const person = index.resolve("people", assignment.who)?.record as Person | undefined;
      if (person === undefined) continue;
      const time = network.calendars.ofPerson(person, task.calendar);
      const isFixed = task.duration !== undefined && !task.duration.likely.isElapsed;
      // Each works as long as the task is stated to take, in their own time; the last one ends it.
      const whole = network.work[node] as number;
      const finish = isFixed && actual === undefined ? Math.min(work.finish, time.add(start, whole)) : work.finish;
      const rate = rateOfAssignment(task, assignment, person, (duration) => minutesOf(duration, units));
      if (!(finish > start) || !(rate > 0)) continue;
      let list = demands.get(person);
      if (list === undefined) {
        list = [];
        demands.set(person, list);
      }
      list.push({ row, start, finish, rate, time });
    }
  }
  return demands;
}

/**
 * How much of somebody a task asks for: 1 is all of one person's working time.
 * @param minutes of a duration, by the project's constants
 */
export function rateOfAssignment(
  task: Task,
  assignment: Assignment,
  person: Person,
  minutes: (duration: NonNullable<Task["effort"]>["likely"]) => number,
): number {
  const scale = scaleOf(task, minutes);
  return scale === undefined ? rateOf(assignment, person) : (assignment.units * assignment.count * scale) / 100;
}

/** What is asked of somebody's time, as far as the project has it: 1 is all of one person's working time. */
export function rateOf({ units, count }: Assignment, person: Person | undefined): number {
  return (Math.min(units, person?.capacity ?? wholeCapacity) * count) / 100;
}

/** With effort and duration, what is stated of people's time is a proportion: together they do the effort in the duration. */
function scaleOf(
  { effort, duration, who }: Task,
  minutes: (duration: NonNullable<Task["effort"]>["likely"]) => number,
): number | undefined {
  if (effort === undefined || duration === undefined) return undefined;
  const length = minutes(duration.likely);
  const together = (who ?? []).reduce((sum, { units, count }) => sum + (units * count) / 100, 0);
  return length > 0 && together > 0 ? minutes(effort.likely) / (length * together) : undefined;
}

/** Goes through the starts and finishes of what is asked of one person. */
class Sweep {
  readonly #person: Person;
  readonly #capacity: number;
  readonly #demands: readonly Demand[];
  readonly #active = new Set<Demand>();
  readonly #found: Overallocation[] = [];
  /** How many of the active ones are in which calendar. */
  readonly #times = new Map<WorkCalendar, number>();
  #rate = 0;

  constructor(person: Person, demands: readonly Demand[]) {
    this.#person = person;
    this.#capacity = capacityOf(person);
    this.#demands = demands;
  }

  run(): readonly Overallocation[] {
    const events = this.#demands
      .flatMap((demand) => [
        { at: demand.start, demand, isStart: true },
        { at: demand.finish, demand, isStart: false },
      ])
      .sort((a, b) => a.at - b.at);
    let next = 0;
    while (next < events.length && this.#found.length < mostFound) {
      const { at } = events[next] as (typeof events)[number];
      for (; events[next]?.at === at; next++) {
        const { demand, isStart } = events[next] as (typeof events)[number];
        this.#change(demand, isStart);
      }
      const until = events[next]?.at;
      if (until !== undefined && this.#rate > this.#capacity + tolerance) this.#look(at, until);
    }
    return this.#found;
  }

  #change(demand: Demand, isStart: boolean): void {
    const { time, rate } = demand;
    const count = (this.#times.get(time) ?? 0) + (isStart ? 1 : -1);
    if (count === 0) this.#times.delete(time);
    else this.#times.set(time, count);
    if (isStart) this.#active.add(demand);
    else this.#active.delete(demand);
    // Without anyone, no remainder of floating-point arithmetic is left either.
    this.#rate = this.#active.size === 0 ? 0 : this.#rate + (isStart ? rate : -rate);
  }

  #look(from: LocalTime, until: LocalTime): void {
    const [time, ...others] = this.#times.keys();
    if (time === undefined) return;
    if (others.length > 0) {
      this.#lookByDays(from, until);
      return;
    }
    const work = time.workBetween(from, until);
    if (work > 0) this.#add(time.nextStart(from), time.previousFinish(until), this.#rate, work, this.#active);
  }

  /** Not all work at the same hours: each piece of a day has the demand of those who work in it. */
  #lookByDays(from: LocalTime, until: LocalTime): void {
    const last = Math.min(dayOf(until - 1), dayOf(from) + mostDays);
    const active = [...this.#active];
    const times = [...this.#times.keys()];
    for (let day = dayOf(from); day <= last; day++) {
      const base = day * secondsPerDay;
      const cuts = new Set([Math.max(from, base), Math.min(until, base + secondsPerDay)]);
      for (const time of times) {
        for (const { start, finish } of time.hoursOn(day)) {
          for (const cut of [base + start * secondsPerMinute, base + finish * secondsPerMinute]) {
            if (cut > from && cut < until) cuts.add(cut);
          }
        }
      }
      const sorted = [...cuts].sort((a, b) => a - b);
      for (let index = 0; index + 1 < sorted.length; index++) {
        const start = sorted[index] as number;
        const finish = sorted[index + 1] as number;
        const working = new Set(times.filter((time) => time.workBetween(start, finish) > 0));
        const asking = active.filter(({ time }) => working.has(time));
        const rate = asking.reduce((sum, one) => sum + one.rate, 0);
        if (rate > this.#capacity + tolerance) this.#add(start, finish, rate, finish - start, new Set(asking));
      }
    }
  }

  /** One that goes on from the one before with the same tasks is a part of it: a night or a weekend ends nothing. */
  #add(start: LocalTime, finish: LocalTime, demand: number, work: number, asking: ReadonlySet<Demand>): void {
    const shown = new Set<number>();
    let goesOn = true;
    const before = this.#found.at(-1);
    for (const { row, time } of asking) {
      if (shown.size >= mostRows) break;
      shown.add(row);
      goesOn &&= before !== undefined && time.workBetween(before.finish, start) === 0;
    }
    const rows = [...shown].sort((a, b) => a - b);
    const excess = (demand - this.#capacity) * work;
    const isPart =
      before !== undefined && goesOn && Math.abs(before.demand - demand) < tolerance && isSame(before.rows, rows);
    if (isPart) this.#found[this.#found.length - 1] = { ...before, finish, excess: before.excess + excess };
    else
      this.#found.push({
        person: this.#person,
        start,
        finish,
        demand,
        capacity: this.#capacity,
        excess,
        rows,
        tasks: asking.size,
      });
  }
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((row, index) => row === b[index]);
}
