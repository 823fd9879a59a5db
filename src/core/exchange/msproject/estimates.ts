import type { LocalTime, WorkingTime } from "../../calendar/index.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { Estimate } from "../../model/duration.ts";
import type { Id } from "../../model/identifier.ts";
import type { XmlElement } from "../xml/xmlElement.ts";
import type { SourceCalendars } from "./calendars.ts";
import type { DurationFormat, DurationWriter } from "./durations.ts";
import type { SourceResource } from "./resources.ts";
import { isTrue, numberOf, secondsOf, tenthsOf, timeOf, wholeNumber } from "./values.ts";

/** The work of a person at a task. */
export interface SourceAssignment {
  readonly element: XmlElement;
  readonly resource: SourceResource;
  /** 1 for all of one person's time. */
  readonly units: number;
  /** In seconds, without overtime. */
  readonly regularWork: number;
  readonly work: number;
}

/** How long a task takes, as the plan says it. */
export interface TaskEstimate {
  readonly effort?: Estimate;
  readonly duration?: Estimate;
  readonly who?: readonly Assignment[];
  readonly calendar?: Id;
  /** Seconds of the estimate that counts: of duration, else of effort. */
  readonly seconds: number;
  /** Seconds of working time that it takes, on the time that counts for it. */
  readonly span: number;
  /** What is left of it is counted in people's work or in its own duration. */
  readonly remainder: "work" | "duration";
  /** When the task is worked on. */
  readonly times: readonly WorkingTime[];
}

/** In seconds; what is shorter comes from rounding. */
const shortestGap = 60;

/** Fixed duration, among the types of tasks. */
const fixedDuration = "1";

/** The assignments of people to a task, those to nobody and to materials left out. */
export function assignmentsOf(
  elements: readonly XmlElement[],
  resourceOf: (uid: number | undefined) => SourceResource | undefined,
): readonly SourceAssignment[] {
  const found: SourceAssignment[] = [];
  for (const element of elements) {
    const resource = resourceOf(wholeNumber(element.peek("ResourceUID")));
    if (resource?.kind !== "work") continue;
    const units = numberOf(element.take("Units")) ?? 1;
    const work = secondsOf(element.take("Work")) ?? 0;
    const overtime = secondsOf(element.peek("OvertimeWork")) ?? 0;
    const regularWork = secondsOf(element.take("RegularWork")) ?? Math.max(0, work - overtime);
    if (units <= 0) {
      element.loseAll("left-out", "Someone with none of their time does not work on it.", resource.name);
      continue;
    }
    found.push({ element, resource, units, work, regularWork });
  }
  return found;
}

/**
 * How long a task takes. Microsoft Project lets each person work off their own work on their own calendar, the last one ends the task;
 * tasks of a fixed duration, and those without people, go by their own calendar. Effort, in the plan, is worked off by all together.
 * So a task gets `effort` where both come to the same, else the duration of what ends it, on the calendar of what ends it.
 */
export class Estimates {
  readonly #calendars: SourceCalendars;
  readonly #writer: DurationWriter;

  constructor(calendars: SourceCalendars, writer: DurationWriter) {
    this.#calendars = calendars;
    this.#writer = writer;
  }

  /** @param elements all assignments of the task, those to nobody too */
  of(
    task: XmlElement,
    format: DurationFormat,
    elements: readonly XmlElement[],
    people: readonly SourceAssignment[],
  ): TaskEstimate {
    const stated = secondsOf(task.take("Duration")) ?? 0;
    const calendar = this.#calendars.idOf(wholeNumber(task.take("CalendarUID")));
    const ignoresPeople = isTrue(task.take("IgnoreResourceCalendar"));
    const isFixed = task.take("Type") === fixedDuration;
    const base = people.length === 0 ? {} : { who: whoOf(people) };
    if (format.isElapsed) return this.fixed(task, format, stated, people);
    const work = people.reduce((sum, one) => sum + one.work, 0);
    const effort = work > 0 ? { effort: { likely: this.#writer.write(work, format.unit) } } : {};
    const spans = people.map((one) => this.#spanOf(one, task, calendar, ignoresPeople));
    const isUnworked = spans.every(({ seconds }) => seconds === 0);
    if (people.length === 0 || isFixed || isUnworked || stated === 0) {
      const time = this.#calendars.timeOf(calendar ?? this.#calendars.projectId);
      const seconds = elements.some(hasGap) ? this.#withGaps(task, time, stated) : stated;
      return this.fixed(task, format, seconds, people);
    }
    const [first] = spans as [Span];
    const isAlike = spans.every(({ seconds }) => Math.abs(seconds - first.seconds) <= 1);
    const isOneTime = spans.every(({ calendar: id }) => id === first.calendar);
    // The people's own calendars hold where the task names none.
    const asPeople = spans.every(
      ({ calendar: id, assignment }) => id === (assignment.resource.calendar ?? this.#calendars.projectId),
    );
    const isPlain = people.every(({ units, work: all, regularWork, resource }) => {
      return all === regularWork && units * 100 <= resource.capacity + 1e-6;
    });
    if (isAlike && isOneTime && isPlain && spans.every(({ isFlat }) => isFlat) && work > 0) {
      return {
        ...base,
        ...effort,
        ...(!asPeople && first.calendar !== undefined && { calendar: first.calendar }),
        seconds: work,
        span: first.seconds,
        remainder: "work",
        times: [this.#calendars.timeOf(first.calendar)],
      };
    }
    const last = this.#lastOf(spans, timeOf(task.peek("Start")));
    const holds = asPeople && (isOneTime || isAlike) ? undefined : last.calendar;
    return {
      ...base,
      ...effort,
      duration: { likely: this.#writer.write(last.seconds, format.unit) },
      ...(holds !== undefined && { calendar: holds }),
      seconds: last.seconds,
      span: last.seconds,
      remainder: "duration",
      times: [...new Set(spans.map(({ calendar: id }) => this.#calendars.timeOf(holds ?? id)))],
    };
  }

  /** A task that takes so long by its own calendar, or the project's, whoever works on it. */
  fixed(
    task: XmlElement,
    format: DurationFormat,
    seconds: number | undefined,
    people: readonly SourceAssignment[],
  ): TaskEstimate {
    task.settle("Type", "IgnoreResourceCalendar");
    const stated = secondsOf(task.take("Duration")) ?? 0;
    const work = people.reduce((sum, one) => sum + one.work, 0);
    const calendar = this.#calendars.idOf(wholeNumber(task.take("CalendarUID")));
    const id = calendar ?? this.#calendars.projectId;
    const isOwn = calendar !== undefined || people.some(({ resource }) => resource.calendar !== undefined);
    const length = seconds ?? stated;
    return {
      ...(people.length > 0 && { who: whoOf(people) }),
      ...(work > 0 && length > 0 && { effort: { likely: this.#writer.write(work, format.unit) } }),
      duration: { likely: this.#writer.write(length, format.unit, format.isElapsed) },
      ...(isOwn && id !== undefined && !format.isElapsed && { calendar: id }),
      seconds: length,
      span: length,
      remainder: "duration",
      times: format.isElapsed ? [] : [this.#calendars.timeOf(id)],
    };
  }

  /** A task that was begun and goes on later: the gap counts as a part of its duration. */
  interrupted(task: XmlElement, format: DurationFormat, estimate: TaskEstimate): TaskEstimate {
    const stopped = timeOf(task.peek("Stop"));
    const resumed = timeOf(task.peek("Resume"));
    const [time] = estimate.times;
    if (timeOf(task.peek("ActualStart")) === undefined || timeOf(task.peek("ActualFinish")) !== undefined)
      return estimate;
    if (stopped === undefined || resumed === undefined || time === undefined) return estimate;
    const gap = time.workBetween(stopped, resumed);
    if (gap < shortestGap || estimate.span === 0) return estimate;
    task.lose("Resume", "changed", "It was interrupted; the gap counts as a part of its duration.", labelOfTask(task));
    const seconds = estimate.span + gap;
    const duration = { likely: this.#writer.write(seconds, format.unit) };
    return { ...estimate, duration, seconds, span: seconds, remainder: "duration" };
  }

  /** A split task, from its first part to its last. */
  #withGaps(task: XmlElement, time: WorkingTime, stated: number): number {
    const start = timeOf(task.peek("Start"));
    const finish = timeOf(task.peek("Finish"));
    const between = start === undefined || finish === undefined ? 0 : time.workBetween(start, finish);
    if (between <= stated) return stated;
    task.lose("Duration", "changed", "The task is split; its gaps count as a part of its duration.", labelOfTask(task));
    return between;
  }

  /** How long one person needs, on the calendar that counts for them at this task. */
  #spanOf(assignment: SourceAssignment, task: XmlElement, calendar: Id | undefined, ignoresPeople: boolean): Span {
    const { element, resource, units, regularWork } = assignment;
    const own = resource.calendar ?? this.#calendars.projectId;
    const id =
      calendar === undefined
        ? own
        : ignoresPeople || own === undefined
          ? calendar
          : this.#calendars.both(calendar, own);
    const flat = Math.round(regularWork / units);
    const delay = tenthsOf(element.peek("Delay")) ?? 0;
    const start = timeOf(element.peek("Start"));
    const finish = timeOf(element.peek("Finish"));
    if (isUneven(element, task) && start !== undefined && finish !== undefined) {
      const time = this.#calendars.timeOf(id);
      const between = time.workBetween(Math.min(timeOf(task.peek("Start")) ?? start, start), finish);
      if (between > flat) {
        const why = "Work that is spread unevenly or split takes as long as it did; its shape is not in the plan.";
        element.lose(element.peek("WorkContour") === "0" ? "Work" : "WorkContour", "changed", why, labelOfTask(task));
        return { assignment, calendar: id, seconds: between, isFlat: false };
      }
    }
    if (delay > 0) {
      const why = "Everybody begins with the task; it takes so much longer where that person ends it.";
      element.lose("Delay", "changed", why, labelOfTask(task));
    }
    return { assignment, calendar: id, seconds: flat + delay, isFlat: delay === 0 };
  }

  /** The one that ends the task, when all begin at a moment. */
  #lastOf(spans: readonly Span[], start: LocalTime | undefined): Span {
    const finish = ({ calendar, seconds }: Span): number => {
      return start === undefined ? seconds : this.#calendars.timeOf(calendar).add(start, seconds);
    };
    return spans.reduce((last, span) => (finish(span) > finish(last) ? span : last));
  }
}

/** How long one person needs. */
interface Span {
  readonly assignment: SourceAssignment;
  readonly calendar: Id | undefined;
  readonly seconds: number;
  /** Work in equal parts from the beginning of the task on. */
  readonly isFlat: boolean;
}

function labelOfTask(task: XmlElement): string {
  return task.peek("Name") ?? task.peek("ID") ?? "";
}

/** Work to come, among time-phased data. */
const plannedWork = "1";

/** Whether work is spread by a contour or by hand, or has gaps. */
function isUneven(assignment: XmlElement, task: XmlElement): boolean {
  const contour = assignment.peek("WorkContour");
  if (contour !== undefined && contour !== "0") return true;
  if (assignment.all("Split").length > 0 || task.all("Split").length > 0) return true;
  return hasGap(assignment);
}

/** Whether planned work has a stretch of some length without any work in it. */
function hasGap(assignment: XmlElement): boolean {
  return assignment.all("TimephasedData").some((data) => {
    return data.peek("Type") === plannedWork && data.peek("Value") !== undefined && secondsOf(data.peek("Value")) === 0;
  });
}

/** Who works on it, each once, with their share of time; so many of a role where it is a whole number. */
function whoOf(assignments: readonly SourceAssignment[]): readonly Assignment[] {
  const units = new Map<SourceResource, number>();
  for (const { resource, units: share } of assignments) units.set(resource, (units.get(resource) ?? 0) + share);
  return [...units].map(([resource, share]) => {
    const percent = Math.min(9_999, Math.max(0.001, Math.round(share * 100_000) / 1000));
    const whole = Math.round(share);
    const isWhole = resource.count > 1 && Math.abs(share - whole) < 1e-6 && whole >= 1;
    return isWhole ? { who: resource.id, count: whole, units: 100 } : { who: resource.id, count: 1, units: percent };
  });
}
