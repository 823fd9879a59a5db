import type { LocalTime } from "../../calendar/index.ts";
import type { Instant } from "../../model/moment.ts";
import type { ProgressEntry, Task } from "../../model/records.ts";
import type { XmlElement } from "../xml/xmlElement.ts";
import type { SourceCalendars } from "./calendars.ts";
import { constraintsOf } from "./constraints.ts";
import { type DurationFormat, type DurationWriter, formatOf } from "./durations.ts";
import { assignmentsOf, type Estimates, type SourceAssignment, type TaskEstimate } from "./estimates.ts";
import type { Keeper } from "./keptFields.ts";
import { dependenciesOf } from "./links.ts";
import { manualStartOf, standsBeforeItsLinks } from "./manual.ts";
import { startMoment } from "./moments.ts";
import type { Outline, OutlineRow } from "./outline.ts";
import { progressOf } from "./progress.ts";
import { hyperlinkOf, type SourceResources } from "./resources.ts";
import { loseUnreadable } from "./unreadable.ts";
import { isTrue, moneyOf, prose, secondsOf, tenthsOf, timeOf, wholeNumber } from "./values.ts";

/** What a task that names none has, there; the plan states none then. */
const usualPriority = 500;
/** Among the types of constraints. */
const startNoEarlierThan = "4";

/** What is needed to read tasks. */
export interface TaskContext {
  readonly calendars: SourceCalendars;
  readonly resources: SourceResources;
  readonly outline: Outline;
  readonly estimates: Estimates;
  readonly writer: DurationWriter;
  readonly keeper: Keeper;
  /** Assignments by the UID of their task. */
  readonly assignments: ReadonlyMap<number, readonly XmlElement[]>;
  /** When the log says that it was written. */
  readonly at: Instant;
  /** When the project starts; tasks that nothing else holds back start then. */
  readonly start: LocalTime | undefined;
  /** Whether something starts before the project does, so that the others have to say that they don't. */
  readonly hasEarlier: boolean;
}

/** The tasks of a file and what is logged of them. */
export class TaskReader {
  readonly progress: ProgressEntry[] = [];
  readonly #context: TaskContext;

  constructor(context: TaskContext) {
    this.#context = context;
  }

  /** From the last row to the first, so that a stage finds its tasks made. */
  read(): readonly Task[] {
    const { outline } = this.#context;
    const made = new Map<OutlineRow, Task>();
    const logged = new Map<OutlineRow, ProgressEntry>();
    const take = (rows: readonly OutlineRow[]): readonly Task[] => rows.flatMap((row) => made.get(row) ?? []);
    for (let index = outline.rows.length - 1; index >= 0; index--) {
      const row = outline.rows[index] as OutlineRow;
      made.set(row, row.children.length > 0 ? this.#stage(row, take(row.children)) : this.#leaf(row, logged));
    }
    for (const row of outline.rows) {
      const entry = logged.get(row);
      if (entry !== undefined) this.progress.push(entry);
    }
    return take(outline.top);
  }

  #stage(row: OutlineRow, tasks: readonly Task[]): Task {
    const { element, name } = row;
    const { calendars, writer, outline } = this.#context;
    loseUnreadable(element, name);
    element.settle("Type", "Duration", "DurationFormat", "Estimated", "Milestone", "PercentComplete");
    element.settle("ActualStart", "ActualFinish", "ActualDuration", "RemainingDuration", "ActualWork", "RemainingWork");
    if (isTrue(element.peek("Manual"))) {
      const why = "A stage reaches from the first to the last of its tasks; dates of its own are not in the plan.";
      for (const field of ["Manual", "ManualStart", "ManualFinish", "ManualDuration"]) {
        element.lose(field, "left-out", why, name);
      }
    }
    element.settle("Manual", "ManualStart", "ManualFinish", "ManualDuration", "IgnoreResourceCalendar");
    if (calendars.idOf(wholeNumber(element.take("CalendarUID"))) !== undefined) {
      element.lose("CalendarUID", "left-out", "A stage has no calendar; its tasks have.", name);
    }
    for (const assignment of this.#assignmentsOf(row)) {
      if (this.#context.resources.byUid(wholeNumber(assignment.peek("ResourceUID"))) === undefined) continue;
      assignment.loseAll("left-out", "People work on tasks, not on stages.", name);
    }
    const after = dependenciesOf(row, outline, writer);
    return {
      id: row.id,
      name,
      ...(after.length > 0 && { after }),
      ...constraintsOf(element, [calendars.timeOf(undefined)], name),
      ...this.#common(row),
      tasks,
      isStage: true,
    };
  }

  #leaf(row: OutlineRow, logged: Map<OutlineRow, ProgressEntry>): Task {
    const { element, name } = row;
    const { resources, estimates, writer, outline, at } = this.#context;
    const elements = this.#assignmentsOf(row);
    for (const one of [element, ...elements]) loseUnreadable(one, name);
    const assignments = assignmentsOf(elements, (uid) => resources.byUid(uid));
    for (const { element: assignment } of assignments) assignment.settle("ResourceUID", "TaskUID", "UID");
    const format = formatOf(element.take("DurationFormat"));
    const isManual = isTrue(element.take("Manual"));
    const planned = isManual
      ? this.#manualEstimate(element, format, assignments)
      : estimates.of(element, format, elements, assignments);
    const estimate = isManual ? planned : estimates.interrupted(element, format, planned);
    const isMilestone = this.#isMilestone(element, estimate, name);
    const after = dependenciesOf(row, outline, writer);
    const constraints = isManual ? this.#manualStart(row, estimate) : constraintsOf(element, estimate.times, name);
    const entry = progressOf(row, at, estimate, format, assignments, writer);
    if (entry !== undefined) logged.set(row, entry);
    const delay = tenthsOf(element.take("LevelingDelay")) ?? 0;
    const isEstimated = format.isEstimated || isTrue(element.take("Estimated"));
    const { effort, duration, who, calendar } = estimate;
    if (delay !== 0) element.settle("LevelingDelayFormat");
    return {
      id: row.id,
      name,
      ...(!isMilestone && effort !== undefined && { effort }),
      ...(!isMilestone && duration !== undefined && { duration }),
      ...(who !== undefined && { who }),
      ...(after.length > 0 && { after }),
      ...(isMilestone && { milestone: true }),
      ...this.#notBeforeStart(estimate, after.length > 0 || isManual || entry?.start !== undefined, constraints),
      ...constraints,
      ...(calendar !== undefined && { calendar }),
      ...(delay > 0 && { delay: this.#delay(element, delay) }),
      ...(isEstimated && !isMilestone && { confidence: "low" as const }),
      ...this.#common(row),
      tasks: [],
      isStage: false,
    };
  }

  #assignmentsOf({ uid }: OutlineRow): readonly XmlElement[] {
    return this.#context.assignments.get(uid) ?? [];
  }

  /** Its own dates, whatever people's calendars say. */
  #manualEstimate(element: XmlElement, format: DurationFormat, assignments: readonly SourceAssignment[]): TaskEstimate {
    const { calendars, estimates } = this.#context;
    const start = timeOf(element.peek("ManualStart"));
    const finish = timeOf(element.peek("ManualFinish"));
    const stated = secondsOf(element.take("ManualDuration"));
    const time = calendars.timeOf(calendars.idOf(wholeNumber(element.peek("CalendarUID"))) ?? calendars.projectId);
    const between =
      start === undefined || finish === undefined || format.isElapsed ? 0 : time.workBetween(start, finish);
    return estimates.fixed(element, format, between > 0 ? between : stated, assignments);
  }

  /**
   * A manually scheduled task stands where it was put, whatever it waits for. That is a fixed date only where its links would move it:
   * a fixed date has no float, and such a task has some, there.
   */
  #manualStart(row: OutlineRow, { times }: TaskEstimate): Partial<Task> {
    const { element, name } = row;
    const { outline, calendars } = this.#context;
    for (const field of ["StartText", "FinishText", "DurationText"]) {
      element.lose(field, "left-out", "A date or a duration in words can't be planned with.", name);
    }
    if (wholeNumber(element.peek("ConstraintType")) ?? 0) {
      element.lose("ConstraintType", "left-out", "A manually scheduled task stands where it was put.", name);
    }
    const { deadline } = constraintsOf(element, times, name);
    const start = manualStartOf(row);
    element.settle("ManualStart", "ManualFinish");
    const due = deadline === undefined ? {} : { deadline };
    if (start === undefined) return due;
    const moment = startMoment(start, times);
    if (standsBeforeItsLinks(row, outline, times[0] ?? calendars.timeOf(undefined)))
      return { ...due, mustStart: moment };
    const why = "It does not start before its date; unlike there, it moves when what it waits for ends later.";
    element.lose("Manual", "changed", why, name);
    return { ...due, startNoEarlier: moment };
  }

  #isMilestone(element: XmlElement, { seconds, duration }: TaskEstimate, place: string): boolean {
    const isMarked = isTrue(element.take("Milestone"));
    const isPoint = duration !== undefined && seconds === 0;
    if (isMarked && !isPoint) {
      element.lose("Milestone", "left-out", "A milestone takes no time; this one is a task.", place);
    }
    return isMarked && isPoint;
  }

  /** Where the project has to start earlier than the file says, what nothing holds back says when it starts. */
  #notBeforeStart(estimate: TaskEstimate, isHeld: boolean, constraints: Partial<Task>): Partial<Task> {
    const { start, hasEarlier } = this.#context;
    if (!hasEarlier || start === undefined || isHeld) return {};
    const { mustStart, mustFinish, startNoEarlier, finishNoEarlier } = constraints;
    if ((mustStart ?? mustFinish ?? startNoEarlier ?? finishNoEarlier) !== undefined) return {};
    return { startNoEarlier: startMoment(start, estimate.times) };
  }

  /** Levelling there counts by the clock, whatever unit it is shown in. */
  #delay(element: XmlElement, seconds: number): NonNullable<Task["delay"]> {
    const { writer } = this.#context;
    const format = formatOf(element.peek("LevelingDelayFormat") ?? "8");
    if (format.isElapsed) return writer.write(seconds, format.unit, true);
    const working = writer.write(seconds, format.unit);
    return { ...working, isElapsed: true };
  }

  #common({ element, id, uid }: OutlineRow): Partial<Task> {
    const { keeper } = this.#context;
    const of = { section: "tasks", id } as const;
    const priority = wholeNumber(element.take("Priority")) ?? usualPriority;
    const cost = moneyOf(element.take("FixedCost"));
    const note = prose(element.take("Notes") ?? "");
    const address = hyperlinkOf(element);
    if (element.peek("WBS") === element.peek("OutlineNumber")) element.settle("WBS");
    else keeper.keep(of, element, "WBS");
    keeper.keep(of, element, "Contact", "SubprojectName");
    keeper.keepOwnFields("tasks", id, element);
    return {
      // There 1000 comes first, here the lower number.
      ...(priority !== usualPriority && priority >= 0 && priority <= 1000 && { priority: 1000 - priority }),
      ...(cost !== undefined && { cost }),
      ...(note !== "" && { note }),
      links: new Map<string, string>([
        ["msproject", String(uid)],
        ...(address === undefined ? [] : [["web", address] as const]),
      ]),
    };
  }
}

/**
 * The earliest date before which some task is not to start, where that is what sets its start: such a task may start before its
 * project, there.
 */
export function earliestOf(outline: Outline): LocalTime | undefined {
  let earliest: LocalTime | undefined;
  for (const row of outline.rows) {
    const { element, children } = row;
    if (children.length > 0 || element.child("PredecessorLink") !== undefined) continue;
    const isHeld = element.peek("ConstraintType") === startNoEarlierThan;
    const time = isTrue(element.peek("Manual"))
      ? manualStartOf(row)
      : isHeld
        ? timeOf(element.peek("ConstraintDate"))
        : undefined;
    if (time !== undefined && (earliest === undefined || time < earliest)) earliest = time;
  }
  return earliest;
}
