/**
 * Generated plans as one TaskJuggler project, each a task of its own with the plan's tasks inside. What TaskJuggler has no word for is
 * put together from what it has:
 *
 * - Each assignment is a resource of its own with the person's hours, leave and share (`efficiency`), so nothing is levelled.
 * - `duration` is an `effort` of a resource that has the task's calendar; with people, a stage with one such effort for each. A `length`
 *   is used where nothing asks when it begins, since TaskJuggler begins one at 17:00 where everyone else says the next morning.
 * - A lag on another calendar than the project's is such an effort between the two tasks, and a start-no-earlier a milestone.
 * - FF and SF are written by an ALAP task before a milestone; there the generator sees to it that nothing else places the task.
 */
import { formatDate, parseDate } from "../../src/core/model/date.ts";
import { formatWorkingDay, type WorkingDay, weekdayNames } from "../../src/core/model/workingHours.ts";
import { firstDay, horizon } from "./generate.ts";
import {
  calendarOf,
  everyTask,
  type GeneratedPlan,
  type PlanCalendar,
  type PlanLink,
  type PlanPerson,
  type PlanTask,
} from "./plan.ts";
import { hoursOn, textOf } from "./workingTime.ts";

export const slotMinutes = 30;

const dayAfter = (date: string): string => formatDate((parseDate(date) as number) + 1);

function hoursText(hours: WorkingDay): string {
  return formatWorkingDay(hours).replaceAll("-", " - ");
}

function weekText(calendar: PlanCalendar): string {
  return calendar.hours
    .map((hours, index) => `workinghours ${weekdayNames[index]?.slice(0, 3)} ${hoursText(hours)}`)
    .join(" ");
}

/** A moment as TaskJuggler writes one. */
function momentText(moment: string): string {
  return moment.replace("T", "-");
}

/** The project file and the resources of all plans, their tasks and the report `answer.csv`. The plans share
 * their start and first calendar; an undefined one is left out, and the others keep their prefixes. */
export function taskjugglerText(
  plans: readonly (GeneratedPlan | undefined)[],
  { days = horizon, minutes = slotMinutes }: { readonly days?: number; readonly minutes?: number } = {},
): string {
  const first = plans.find((plan) => plan !== undefined);
  if (first === undefined) throw new Error("No plans.");
  const {
    start,
    calendars: [calendar],
  } = first;
  const writer = new Writer(calendar);
  plans.forEach((plan, index) => {
    if (plan !== undefined) writer.plan(plan, prefixOf(index));
  });
  return [
    `project p "P" ${start} +${days}d {`,
    '  timezone "UTC"',
    `  timingresolution ${minutes}min`,
    "  dailyworkinghours 8",
    `  ${weekText(calendar)}`,
    "}",
    ...calendar.holidays.map((date) => `leaves holiday "Holiday" ${date} +1d`),
    ...writer.shifts,
    ...writer.resources,
    ...writer.tasks,
    'resource nobody "Nobody" { resource none "None" }',
    'taskreport tasks "answer" {',
    "  formats csv",
    "  columns id, start, end",
    // Else it looks through every slot of every resource for each task.
    "  resourceroot nobody",
    '  timeformat "%Y-%m-%dT%H:%M"',
    "}",
    "",
  ].join("\n");
}

class Writer {
  readonly shifts: string[] = [];
  /** By the text of their hours: a resource that inherits them costs TaskJuggler a fraction. */
  readonly #resources = new Map<string, string[]>();
  readonly tasks: string[] = [];
  readonly #shiftIds = new Map<string, string>();
  readonly #projectHolidays: ReadonlySet<string>;
  /** Tasks between tasks, outside of their plan's task: inside, TaskJuggler sees loops that are none. */
  readonly #pending: string[] = [];
  #helpers = 0;
  #resourceCount = 0;

  constructor(project: PlanCalendar) {
    this.#projectHolidays = new Set(project.holidays);
  }

  get resources(): readonly string[] {
    return [...this.#resources].flatMap(([hours, members], index) => [
      `resource g${index} "g${index}" { ${hours}`,
      ...members,
      "}",
    ]);
  }

  plan(plan: GeneratedPlan, prefix: string): void {
    const outline = everyTask(plan.tasks);
    const paths = new Map(outline.map(({ task, stages }) => [task.id, pathOf(prefix, task, stages)]));
    const askedFor = new Set<string>();
    for (const { task } of outline) {
      for (const { on, type, lag } of task.after) {
        // A lead is counted from the start.
        const isLead = lag !== undefined && "sign" in lag && lag.sign < 0;
        if (type === "SS" || type === "SF" || isLead) askedFor.add(on);
        // Its own end is tied to something; who follows has to wait until it is known.
        if (type === "SF" || type === "FF") askedFor.add(task.id);
      }
    }
    this.tasks.push(`# Plan ${plan.seed}`);
    if (plan.lateUntil !== undefined)
      this.tasks.push(`task ${prefix}end "End" { milestone end ${momentText(plan.lateUntil)} }`);
    const context: Context = { plan, prefix, paths, askedFor, outline };
    for (const task of plan.tasks) this.#task(context, task, [], "");
    this.tasks.push(...this.#pending.splice(0));
  }

  #task(context: Context, task: PlanTask, stages: readonly PlanTask[], indent: string): void {
    const { plan } = context;
    const dependencies =
      plan.lateUntil !== undefined ? this.#precedes(context, task, stages) : this.#depends(context, task, stages);
    const isLate = plan.lateUntil !== undefined;
    const id = stages.length === 0 ? pathOf(context.prefix, task, []) : name(task.id);
    const lateness = isLate && stages.length === 0 ? " scheduling alap" : "";
    this.tasks.push(
      `${indent}task ${id} "${task.id}" {${lateness}`,
      ...dependencies.map((line) => `${indent}  ${line}`),
    );
    if (task.kind === "stage") {
      for (const inner of task.tasks) this.#task(context, inner, [...stages, task], `${indent}  `);
    } else if (task.kind === "milestone") this.tasks.push(`${indent}  milestone`);
    else if (task.kind === "elapsed") this.tasks.push(`${indent}  duration ${task.minutes}min`);
    else if (task.kind === "effort") {
      const team = task.who.flatMap(({ who, count, units }) => {
        const person = plan.people.find(({ id }) => id === who);
        const calendar = calendarOf(plan, task.calendar ?? person?.calendar);
        const efficiency = Math.min(units, person?.capacity ?? 100) / 100;
        return Array.from({ length: count }, () => this.#resource(calendar, person, efficiency));
      });
      this.#effort(context, task, team.join(", "), indent);
    } else if (task.who.length > 0) {
      task.who.forEach(({ who }, index) => {
        const person = plan.people.find(({ id }) => id === who);
        const resource = this.#resource(calendarOf(plan, task.calendar ?? person?.calendar), person, 1);
        this.tasks.push(`${indent}  task w${index} "${who}" { effort ${task.minutes}min allocate ${resource} }`);
      });
    } else if (mayBeLength(context, task, stages)) this.tasks.push(`${indent}  length ${task.minutes}min`);
    else this.#effort(context, task, this.#resource(calendarOf(plan, task.calendar), undefined, 1), indent);
    this.tasks.push(`${indent}}`);
  }

  /** An effort begins when its people do, which TaskJuggler finds out late: who asks for its start gets a stage, which waits. */
  #effort({ askedFor }: Context, task: PlanTask, team: string, indent: string): void {
    const effort = `effort ${task.minutes}min allocate ${team}`;
    this.tasks.push(`${indent}  ${askedFor.has(task.id) ? `task w "w" { ${effort} }` : effort}`);
  }

  #resource(calendar: PlanCalendar, person: PlanPerson | undefined, efficiency: number): string {
    this.#resourceCount += 1;
    const id = `r${this.#resourceCount}`;
    const parts: string[] = [];
    const leaves = (person?.leave ?? []).map(({ start, finish }) => `annual ${start} - ${dayAfter(finish)}`);
    if (person?.from !== undefined && person.from > firstDay) leaves.push(`annual ${firstDay} - ${person.from}`);
    const end = formatDate((parseDate(firstDay) as number) + horizon);
    if (person?.until !== undefined) leaves.push(`annual ${dayAfter(person.until)} - ${end}`);
    const own = calendar.holidays
      .filter((date) => !this.#projectHolidays.has(date))
      .map((date) => `annual ${date} +1d`);
    if (own.length + leaves.length > 0) parts.push(`leaves ${[...leaves, ...own].join(", ")}`);
    const isAway = (date: string): boolean =>
      (person?.leave ?? []).some(({ start, finish }) => start <= date && date <= finish) ||
      (person?.from ?? date) > date ||
      (person?.until ?? date) < date;
    const shifts = calendar.exceptions
      .filter(([date]) => !isAway(date))
      .map(([date, hours]) => `${this.#shift(hours)} ${date} +1d`);
    parts.push(...shifts.map((shift) => `shifts ${shift}`));
    if (efficiency !== 1) parts.push(`efficiency ${efficiency}`);
    const hours = weekText(calendar);
    const group = this.#resources.get(hours) ?? [];
    this.#resources.set(hours, group);
    group.push(`  resource ${id} "${id}" { ${parts.join(" ")} }`);
    return id;
  }

  /** The hours of one day, over everything else. */
  #shift(hours: WorkingDay): string {
    const text = hoursText(hours);
    const known = this.#shiftIds.get(text);
    if (known !== undefined) return known;
    const id = `s${this.#shiftIds.size}`;
    this.#shiftIds.set(text, id);
    this.shifts.push(`shift ${id} "${id}" { workinghours mon - sun ${text} replace }`);
    return id;
  }

  #helper(context: Context, body: string): string {
    this.#helpers += 1;
    const id = `${context.prefix}h${this.#helpers}`;
    this.#pending.push(
      `task ${id} "${id}" { ${context.plan.lateUntil === undefined ? "" : "scheduling alap "}${body} }`,
    );
    return id;
  }

  #depends(context: Context, task: PlanTask, stages: readonly PlanTask[]): string[] {
    const { plan } = context;
    const placing =
      task.kind === "milestone" ? undefined : task.after.find(({ type }) => type === "FF" || type === "SF");
    if (placing !== undefined) {
      const milestone = this.#helper(context, `milestone depends ${this.#wait(context, task, placing)}`);
      return [`scheduling alap precedes ${milestone}`];
    }
    const inherited = new Set(stages.flatMap(({ after }) => after.map(({ on }) => on)));
    const waits = task.after.map((link) => {
      const wait = this.#wait(context, task, link);
      return inherited.has(link.on) ? this.#helper(context, `milestone depends ${wait}`) : wait;
    });
    const lines: string[] = [];
    const from = task.startNoEarlier ?? task.mustStart;
    if (from !== undefined) {
      const date = from.slice(0, 10) < plan.start ? plan.start : from;
      // A plain date is the first hour of work of that day, as in Microsoft Project; for TaskJuggler midnight.
      const isPlain = task.kind === "elapsed" && date.length === 10;
      const moment = isPlain ? firstHour(plan.calendars[0], date) : date;
      waits.push(this.#helper(context, `milestone start ${momentText(moment)}`));
    }
    const isTied = [task, ...stages].some(
      ({ after, startNoEarlier }) => after.length > 0 || startNoEarlier !== undefined,
    );
    if (task.kind === "elapsed" && !isTied && from === undefined) {
      // So it is with the day on which the project starts.
      waits.push(this.#helper(context, `milestone start ${momentText(firstHour(plan.calendars[0], plan.start))}`));
    }
    if (waits.length > 0) lines.push(`depends ${waits.join(", ")}`);
    return lines;
  }

  /** A dependency of a task that starts when the link lets it. */
  #wait(context: Context, task: PlanTask, link: PlanLink): string {
    const path = context.paths.get(link.on) ?? "";
    const start = link.type === "SS" || link.type === "SF" ? "onstart" : "";
    const { lag } = link;
    if (lag === undefined) return start === "" ? path : `${path} { ${start} }`;
    if (!("percent" in lag) && lag.isElapsed) return `${path} { ${start} gapduration ${lag.minutes}min }`;
    const before = everyTask(context.plan.tasks).find(({ task: { id } }) => id === link.on)?.task.minutes ?? 0;
    const isLead = !("percent" in lag) && lag.sign < 0;
    // A lead before the end is a lag after the start, the predecessor's own duration being known.
    const minutes = "percent" in lag ? (before * lag.percent) / 100 : isLead ? before - lag.minutes : lag.minutes;
    const anchor = isLead ? "onstart" : start;
    if (minutes === 0) return anchor === "" ? path : `${path} { ${anchor} }`;
    if (task.calendar === undefined) return `${path} { ${anchor} gaplength ${minutes}min }`;
    const resource = this.#resource(calendarOf(context.plan, task.calendar), undefined, 1);
    const from = anchor === "" ? path : `${path} { ${anchor} }`;
    return this.#helper(context, `depends ${from} effort ${minutes}min allocate ${resource}`);
  }

  /** What a task comes before, in a plan that is written from its end. */
  #precedes(context: Context, task: PlanTask, stages: readonly PlanTask[]): string[] {
    const inherited = new Set(
      context.outline
        .filter(({ task: { after } }) => after.some(({ on }) => stages.some(({ id }) => id === on)))
        .map(({ task: { id } }) => id),
    );
    const lines = context.outline.flatMap(({ task: successor }) =>
      successor.after
        .filter(({ on }) => on === task.id)
        .map((link) => this.#before(context, successor, link, inherited)),
    );
    if (stages.length === 0) lines.push(`${context.prefix}end`);
    return lines.length > 0 ? [`precedes ${lines.join(", ")}`] : [];
  }

  #before(context: Context, successor: PlanTask, link: PlanLink, inherited: ReadonlySet<string>): string {
    const path = context.paths.get(successor.id) ?? "";
    const end = link.type === "FF" ? "onend" : "";
    const before = everyTask(context.plan.tasks).find(({ task: { id } }) => id === link.on)?.task.minutes ?? 0;
    const { lag } = link;
    const isElapsed = lag !== undefined && !("percent" in lag) && lag.isElapsed;
    const minutes = lag === undefined ? 0 : "percent" in lag ? (before * lag.percent) / 100 : lag.minutes;
    const options = `${end} ${minutes === 0 ? "" : `${isElapsed ? "gapduration" : "gaplength"} ${minutes}min`}`.trim();
    const written = options === "" ? path : `${path} { ${options} }`;
    if (minutes > 0 && !isElapsed && successor.calendar !== undefined) {
      const resource = this.#resource(calendarOf(context.plan, successor.calendar), undefined, 1);
      const target = end === "" ? path : `${path} { ${end} }`;
      return this.#helper(context, `precedes ${target} effort ${minutes}min allocate ${resource}`);
    }
    return inherited.has(successor.id) ? this.#helper(context, `milestone precedes ${written}`) : written;
  }
}

interface Context {
  readonly plan: GeneratedPlan;
  readonly prefix: string;
  readonly paths: ReadonlyMap<string, string>;
  /** The tasks to whose start, or in a late plan end, others are tied. */
  readonly askedFor: ReadonlySet<string>;
  readonly outline: readonly { readonly task: PlanTask; readonly stages: readonly PlanTask[] }[];
}

function mayBeLength({ plan, askedFor }: Context, task: PlanTask, stages: readonly PlanTask[]): boolean {
  const isAsked = [task, ...stages].some(({ id }) => askedFor.has(id));
  const isPlaced = task.after.some(({ type }) => type === "FF" || type === "SF");
  return task.calendar === undefined && plan.lateUntil === undefined && !isAsked && !isPlaced;
}

/** The first moment of a day at which the project works; its midnight when nobody does. */
function firstHour(calendar: PlanCalendar, date: string): string {
  const day = parseDate(date) as number;
  const [shift] = hoursOn(calendar, day);
  return textOf(day * 1440 + (shift?.start ?? 0));
}

/** An id as TaskJuggler takes one. */
function name(id: string): string {
  return id.replaceAll("-", "_");
}

/** What TaskJuggler, and its report, calls a task of the plan with that prefix. */
export function pathOf(prefix: string, task: PlanTask, stages: readonly PlanTask[]): string {
  return [...stages, task].map(({ id }, depth) => (depth === 0 ? `${prefix}${name(id)}` : name(id))).join(".");
}

/** The prefix of the plan at a place in the batch. */
export function prefixOf(index: number): string {
  return `p${index}_`;
}
