import fc from "fast-check";

/** A link in hours: `lag` working ones of the successor, `elapsed` ones of the clock, or a part of the predecessor's. */
export interface PlannedLink {
  readonly on: string;
  readonly type: "FS" | "SS" | "FF" | "SF";
  readonly lag: number;
  readonly unit: "h" | "eh" | "%";
}

export interface PlannedTask {
  readonly id: string;
  readonly stage: number;
  readonly hours: number;
  readonly isMilestone: boolean;
  readonly calendar: number;
  readonly links: readonly PlannedLink[];
  /** Hours after the beginning, on a full day. */
  readonly notBefore?: number;
  /** Stated dates, as days after the beginning. */
  readonly dates?: Readonly<Partial<Record<DateField, number>>>;
  readonly who?: readonly string[];
  /** It takes effort, not duration. */
  readonly isEffort?: boolean;
  /** What was logged, without the braces. */
  readonly log?: string;
}

export type DateField =
  | "start-no-later"
  | "finish-no-earlier"
  | "finish-no-later"
  | "must-start"
  | "must-finish"
  | "deadline";

/** A plan in whole hours, small enough to be scheduled hour by hour. */
export interface RandomPlan {
  readonly tasks: readonly PlannedTask[];
  /** For each stage, the ones that it waits for. */
  readonly stages: readonly (readonly number[])[];
  readonly holidays: readonly number[];
  /** As a day after the beginning. */
  readonly status?: number;
}

/** What there may be in a plan; dates, people and progress only where they are asked for. */
export interface Parts {
  readonly percent?: boolean;
  readonly holidays?: boolean;
  readonly notBefore?: boolean;
  /** Constraints and deadlines. */
  readonly dates?: boolean;
  readonly people?: boolean;
  /** Logs and a status date. */
  readonly progress?: boolean;
}

/** All that there may be. */
export const everything: Parts = { dates: true, people: true, progress: true };

const calendarNames = ["usual", "early", "weekend"] as const;
/** Working hours of a day by calendar and weekday, Monday first. */
const patterns: readonly (readonly (readonly (readonly [number, number])[])[])[] = [
  [
    ...Array(5).fill([
      [8, 12],
      [13, 17],
    ]),
    [],
    [],
  ],
  [...Array(4).fill([[6, 14]]), [[6, 10]], [], []],
  [
    [[9, 12]],
    [],
    [
      [9, 12],
      [18, 22],
    ],
    [],
    [[9, 12]],
    [[8, 16]],
    [[8, 16]],
  ],
];

export function randomPlan({
  percent = true,
  holidays = true,
  notBefore = true,
  dates = false,
  people = false,
  progress = false,
}: Parts = {}): fc.Arbitrary<RandomPlan> {
  const none = fc.constant(undefined);
  const day = fc.integer({ min: 0, max: 20 });
  const datesArbitrary = fc
    .tuple(
      fc.constantFrom<DateField>(
        "start-no-later",
        "finish-no-earlier",
        "finish-no-later",
        "must-start",
        "must-finish",
        "deadline",
      ),
      day,
      fc.option(day, { nil: undefined }),
    )
    .map(([field, at, deadline]) => ({ ...(deadline !== undefined && { deadline }), [field]: at }));
  const logArbitrary = fc.oneof(
    fc.integer({ min: 0, max: 12 }).map((at) => `start: ${dateOf(at)}`),
    fc
      .tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 1, max: 99 }))
      .map(([at, done]) => `start: ${dateOf(at)}, done: ${done}%`),
    fc.integer({ min: 1, max: 99 }).map((done) => `done: ${done}%`),
    fc
      .tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 }))
      .map(([at, days]) => `start: ${dateOf(at)}, finish: ${dateOf(at + days)}`),
    fc.integer({ min: 0, max: 12 }).map((at) => `finish: ${dateOf(at)}`),
  );
  const taskArbitrary = fc.record({
    stage: fc.nat(3),
    hours: fc.oneof(
      { weight: 1, arbitrary: fc.constant(0) },
      { weight: 6, arbitrary: fc.integer({ min: 1, max: 15 }).map((half) => 2 * half) },
    ),
    calendar: fc.constantFrom(0, 0, 1, 2),
    links: fc.array(
      fc.record({
        on: fc.nat(),
        type: fc.constantFrom("FS", "FS", "FS", "SS", "FF", "SF"),
        lag: fc.oneof(
          { weight: 2, arbitrary: fc.constant(0) },
          { weight: 1, arbitrary: fc.integer({ min: -10, max: 20 }) },
        ),
        unit: fc.constantFrom("h", "h", "eh", ...(percent ? ["%"] : [])),
      }),
      { maxLength: 3 },
    ),
    notBefore: fc.option(fc.integer({ min: 0, max: 12 }), { nil: undefined, freq: 5 }),
    dates: dates ? fc.option(datesArbitrary, { nil: undefined, freq: 2 }) : none,
    who: people ? fc.option(fc.constantFrom(["ana"], ["bo 50%"], ["ana", "bo"], ["chen"]), { nil: undefined }) : none,
    isEffort: people ? fc.boolean() : fc.constant(false),
    log: progress ? fc.option(logArbitrary, { nil: undefined }) : none,
  });
  return fc
    .record({
      tasks: fc.array(taskArbitrary, { minLength: 1, maxLength: 14 }),
      stageLinks: fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { maxLength: 2 }),
      status: progress ? fc.integer({ min: 0, max: 14 }) : none,
      holidays: holidays ? fc.uniqueArray(fc.integer({ min: 0, max: 20 }), { maxLength: 3 }) : fc.constant([]),
    })
    .map(({ tasks, stageLinks, status, holidays: free }) => {
      // By stages, so that whatever comes later may wait for what comes earlier, stages too.
      const sorted = [...tasks].sort((a, b) => a.stage - b.stage);
      const planned = sorted.map((task, index): PlannedTask => {
        const links = index === 0 ? [] : task.links.map((link) => linkOf(link, index));
        return {
          id: `t${index}`,
          stage: task.stage,
          hours: task.hours,
          isMilestone: task.hours === 0,
          calendar: task.hours === 0 ? 0 : task.calendar,
          links: links.filter((link, at) => links.findIndex(({ on }) => on === link.on) === at),
          ...(notBefore && task.notBefore !== undefined && { notBefore: task.notBefore * 24 }),
          ...(task.dates !== undefined && { dates: task.dates }),
          ...(task.hours > 0 && task.who !== undefined && { who: task.who, isEffort: task.isEffort }),
          ...(task.log !== undefined && { log: task.log }),
        };
      });
      const stages = [0, 1, 2, 3].map((stage) =>
        stageLinks.filter(([from, to]) => to === stage && from < to).map(([from]) => from),
      );
      return { tasks: planned, stages, holidays: free, ...(status !== undefined && { status }) };
    });
}

function linkOf(
  { on, type, lag, unit }: { readonly on: number; readonly type: string; readonly lag: number; readonly unit: string },
  index: number,
): PlannedLink {
  const amount = unit === "%" ? Math.sign(lag) * 50 : lag;
  return { on: `t${on % index}`, type: type as PlannedLink["type"], lag: amount, unit: unit as PlannedLink["unit"] };
}

/** The plan as its text. A stage that holds nothing is left out. */
export function textOf({ tasks, stages, holidays, status }: RandomPlan): string {
  const lines = ["gantry: 1", "", "name: P", "start: 2027-01-04", "calendar: usual"];
  if (status !== undefined) lines.push(`status-date: ${dateOf(status)}`);
  if (tasks.some(({ who }) => who !== undefined)) lines.push("", ...people);
  lines.push("", "calendars:");
  for (const [index, name] of calendarNames.entries()) {
    lines.push(`  ${name}:`, `    name: ${name}`, "    hours:");
    for (const [day, shifts] of (patterns[index] ?? []).entries()) {
      const hours = shifts.map(([from, to]) => `${from}:00-${to}:00`).join(", ") || "off";
      lines.push(`      ${weekdays[day]}: ${hours}`);
    }
    if (holidays.length > 0) lines.push("    holidays:", ...holidays.map((day) => `      ${dateOf(day)}: Holiday`));
  }
  lines.push("", "tasks:");
  const used = [...new Set(tasks.map(({ stage }) => stage))];
  for (const stage of used) {
    lines.push(`  s${stage}:`, `    name: Stage ${stage}`);
    const waits = (stages[stage] ?? []).filter((other) => used.includes(other));
    if (waits.length > 0) lines.push(`    after: [${waits.map((other) => `s${other}`).join(", ")}]`);
    lines.push("    tasks:");
    for (const task of tasks.filter((one) => one.stage === stage)) lines.push(...linesOf(task));
  }
  return `${lines.join("\n")}\n`;
}

/** The plan with its log. */
export function planFiles(plan: RandomPlan): Readonly<Record<string, string>> {
  const entries = plan.tasks.flatMap(({ id, log }) =>
    log === undefined ? [] : [`  - {at: 2027-01-20T10:00:00Z, task: ${id}, ${log}}`],
  );
  return {
    "plan.yaml": textOf(plan),
    ...(entries.length > 0 && { "progress/ana.yaml": `gantry: 1\n\nprogress:\n${entries.join("\n")}\n` }),
  };
}

const people = [
  "people:",
  "  ana: {name: Ana, leave: [2027-01-12 / 2027-01-13]}",
  "  bo: {name: Bo, calendar: weekend}",
  "  chen: {name: Chen, capacity: 40%, from: 2027-01-06}",
];

function linesOf(task: PlannedTask): readonly string[] {
  const { id, hours, isMilestone, calendar, links, notBefore, dates = {}, who, isEffort } = task;
  const after = links.map(({ on, type, lag, unit }) =>
    lag === 0 ? `${on} ${type}` : `${on} ${type}${lag < 0 ? "-" : "+"}${Math.abs(lag)}${unit}`,
  );
  return [
    `      ${id}:`,
    `        name: ${id}`,
    isMilestone ? "        milestone: true" : `        ${isEffort === true ? "effort" : "duration"}: ${hours}h`,
    ...(who === undefined ? [] : [`        who: [${who.join(", ")}]`]),
    ...Object.entries(dates).map(([field, day]) => `        ${field}: ${dateOf(day)}`),
    ...(calendar === 0 ? [] : [`        calendar: ${calendarNames[calendar]}`]),
    ...(after.length > 0 ? [`        after: [${after.join(", ")}]`] : []),
    ...(notBefore === undefined ? [] : [`        start-no-earlier: ${dateOf(notBefore / 24)}`]),
  ];
}

const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

function dateOf(day: number): string {
  return new Date(Date.UTC(2027, 0, 4 + day)).toISOString().slice(0, 10);
}

export interface HourDates {
  earlyStart: number;
  earlyFinish: number;
  lateStart: number;
  lateFinish: number;
  totalFloat: number;
  /** Its earliest start by all but the dates that hold it fast or keep it early. */
  naturalStart: number;
}

/** Schedules a plan by looking at every hour of half a year and going over all links until nothing moves any more. */
export class HourGrid {
  readonly #plan: RandomPlan;
  /** For each calendar: the working hours before each hour, from two months before the beginning. */
  readonly #before: readonly (readonly number[])[];
  readonly #dates = new Map<string, HourDates>();

  constructor(plan: RandomPlan) {
    this.#plan = plan;
    const free = new Set(plan.holidays);
    this.#before = patterns.map((week) => {
      const counts: number[] = [];
      let count = 0;
      for (let at = -offset; at < size; at++) {
        counts.push(count);
        const day = Math.floor(at / 24);
        const shifts = free.has(day) ? [] : (week[((day % 7) + 7) % 7] ?? []);
        if (shifts.some(([from, to]) => from <= at - day * 24 && at - day * 24 < to)) count++;
      }
      return counts;
    });
  }

  schedule(): ReadonlyMap<string, HourDates> {
    for (const { id } of this.#plan.tasks) {
      this.#dates.set(id, {
        earlyStart: 0,
        earlyFinish: 0,
        lateStart: 0,
        lateFinish: 0,
        totalFloat: 0,
        naturalStart: 0,
      });
    }
    for (let isMoving = true; isMoving; ) {
      isMoving = false;
      for (const task of this.#plan.tasks) if (this.#forward(task)) isMoving = true;
    }
    const end = Math.max(...[...this.#dates.values()].map(({ earlyFinish }) => earlyFinish));
    for (const dates of this.#dates.values()) dates.lateFinish = Infinity;
    for (let isMoving = true; isMoving; ) {
      isMoving = false;
      for (const task of [...this.#plan.tasks].reverse()) if (this.#backward(task, end)) isMoving = true;
    }
    for (const { id, calendar } of this.#plan.tasks) {
      const dates = this.#of(id);
      dates.totalFloat = Math.min(
        this.#work(calendar, dates.lateStart) - this.#work(calendar, dates.earlyStart),
        this.#work(calendar, dates.lateFinish) - this.#work(calendar, dates.earlyFinish),
      );
    }
    return this.#dates;
  }

  #of(id: string): HourDates {
    const dates = this.#dates.get(id);
    if (dates === undefined) throw new Error(id);
    return dates;
  }

  #task(id: string): PlannedTask {
    const task = this.#plan.tasks.find((one) => one.id === id);
    if (task === undefined) throw new Error(id);
    return task;
  }

  #work(calendar: number, at: number): number {
    return this.#before[calendar]?.[at + offset] as number;
  }

  /** The first hour by which so many are worked. */
  #earliest(calendar: number, work: number): number {
    return (this.#before[calendar] as readonly number[]).findIndex((count) => count >= work) - offset;
  }

  /** The last hour before which not more are worked. */
  #latest(calendar: number, work: number): number {
    return (this.#before[calendar] as readonly number[]).findLastIndex((count) => count <= work) - offset;
  }

  #add(calendar: number, at: number, hours: number): number {
    if (hours === 0) return at;
    const work = this.#work(calendar, at) + hours;
    return hours > 0 ? this.#earliest(calendar, work) : this.#latest(calendar, work);
  }

  /** With a lag, or the latest hour that has this one with its lag, when the sign is -1. */
  #lagged({ lag, unit, on }: PlannedLink, successor: PlannedTask, at: number, sign: 1 | -1): number {
    if (unit === "eh") return at + sign * lag;
    if (unit === "h") return this.#move(successor.calendar, at, lag, sign);
    const before = this.#task(on);
    const { earlyStart, earlyFinish } = this.#of(on);
    const taken = this.#work(before.calendar, earlyFinish) - this.#work(before.calendar, earlyStart);
    return this.#move(successor.calendar, at, (lag * taken) / 100, sign);
  }

  #move(calendar: number, at: number, lag: number, sign: 1 | -1): number {
    if (sign === 1 || lag === 0) return this.#add(calendar, at, lag);
    return this.#latest(calendar, this.#work(calendar, at) - lag);
  }

  #forward(task: PlannedTask): boolean {
    const { id, hours, calendar, links, notBefore } = task;
    let start = 0;
    for (const link of links) {
      const other = this.#of(link.on);
      const at = this.#lagged(
        link,
        task,
        link.type === "FS" || link.type === "FF" ? other.earlyFinish : other.earlyStart,
        1,
      );
      start = Math.max(start, link.type === "FS" || link.type === "SS" ? at : this.#add(calendar, at, -hours));
    }
    for (const stage of this.#plan.stages[task.stage] ?? []) {
      for (const other of this.#plan.tasks) {
        if (other.stage === stage) start = Math.max(start, this.#of(other.id).earlyFinish);
      }
    }
    start = Math.max(start, notBefore ?? 0);
    const { "finish-no-earlier": notEndedBefore, "must-finish": fixedEnd, ...held } = task.dates ?? {};
    if (notEndedBefore !== undefined) start = Math.max(start, this.#add(calendar, endOf(notEndedBefore), -hours));
    const natural = hours === 0 ? this.#settled(calendar, start) : this.#next(calendar, start);
    if (held["must-start"] !== undefined) start = held["must-start"] * 24;
    else if (fixedEnd !== undefined) {
      start = hours === 0 ? this.#endOfDay(calendar, fixedEnd) : this.#add(calendar, endOf(fixedEnd), -hours);
    } else {
      const from = start;
      if (held["start-no-later"] !== undefined)
        start = Math.min(start, this.#next(calendar, held["start-no-later"] * 24));
      if (held["finish-no-later"] !== undefined) {
        start = Math.min(start, this.#add(calendar, endOf(held["finish-no-later"]), -hours));
      }
      // Not before the project.
      if (start < from) start = Math.max(start, 0);
    }
    let finish: number;
    if (hours === 0) {
      if (fixedEnd === undefined || held["must-start"] !== undefined) start = this.#settled(calendar, start);
      finish = start;
    } else {
      start = this.#latest(calendar, this.#work(calendar, start));
      finish = this.#add(calendar, start, hours);
    }
    const dates = this.#of(id);
    const isMoved = dates.earlyStart !== start || dates.earlyFinish !== finish || dates.naturalStart !== natural;
    dates.naturalStart = natural;
    dates.earlyStart = start;
    dates.earlyFinish = finish;
    return isMoved;
  }

  #next(calendar: number, at: number): number {
    return this.#latest(calendar, this.#work(calendar, at));
  }

  /** A point in time stands at the end of a working period, or in one. */
  #settled(calendar: number, at: number): number {
    return this.#earliest(calendar, this.#work(calendar, at)) === at ? at : this.#next(calendar, at);
  }

  /** The end of the working time of a day; of a free one, of the day. */
  #endOfDay(calendar: number, day: number): number {
    const last = this.#earliest(calendar, this.#work(calendar, endOf(day)));
    return endOf(day) - last < 24 ? last : endOf(day);
  }

  /** By which date a task has to start or end, and whether it can't. */
  isInConflict({ id, calendar, hours, dates = {} }: PlannedTask): boolean {
    const { naturalStart } = this.#of(id);
    const fixedStart = dates["must-start"];
    const start = fixedStart === undefined ? naturalStart : this.#next(calendar, 24 * fixedStart);
    const finish = this.#add(calendar, start, hours);
    const starts = [fixedStart, dates["start-no-later"]].filter((day) => day !== undefined);
    const finishes = [dates["must-finish"], dates["finish-no-later"]].filter((day) => day !== undefined);
    return (
      starts.some((day) => this.#work(calendar, naturalStart) > this.#work(calendar, 24 * day)) ||
      finishes.some((day) => this.#work(calendar, finish) > this.#work(calendar, endOf(day)))
    );
  }

  #backward(task: PlannedTask, last: number): boolean {
    const { id, hours, calendar } = task;
    let finish = last;
    for (const other of this.#plan.tasks) {
      for (const link of other.links) {
        if (link.on !== id) continue;
        const { lateStart, lateFinish } = this.#of(other.id);
        if (lateFinish === Infinity) continue;
        // Up to the hour at which work goes on, it is the same instant for the successor.
        const end = this.#latest(other.calendar, this.#work(other.calendar, lateFinish));
        const at = this.#lagged(link, other, link.type === "FS" || link.type === "SS" ? lateStart : end, -1);
        finish = Math.min(finish, link.type === "FS" || link.type === "FF" ? at : this.#add(calendar, at, hours));
      }
      if ((this.#plan.stages[other.stage] ?? []).includes(task.stage) && this.#of(other.id).lateFinish < Infinity) {
        finish = Math.min(finish, this.#of(other.id).lateStart);
      }
    }
    const stated = task.dates ?? {};
    const ended = (day: number): number => this.#add(calendar, this.#next(calendar, 24 * day), hours);
    if (stated["must-start"] !== undefined) finish = ended(stated["must-start"]);
    else if (stated["must-finish"] !== undefined) {
      finish = hours === 0 ? this.#endOfDay(calendar, stated["must-finish"]) : endOf(stated["must-finish"]);
    }
    if (stated["start-no-later"] !== undefined) finish = Math.min(finish, ended(stated["start-no-later"]));
    if (stated["finish-no-later"] !== undefined) finish = Math.min(finish, endOf(stated["finish-no-later"]));
    if (stated.deadline !== undefined) finish = Math.min(finish, endOf(stated.deadline));
    const dates = this.#of(id);
    const early = dates.earlyFinish;
    if (hours > 0 || finish !== early) {
      const isSame = hours === 0 && this.#work(calendar, finish) === this.#work(calendar, early);
      finish = isSame ? early : this.#earliest(calendar, this.#work(calendar, finish));
    }
    const start = this.#add(calendar, finish, -hours);
    const isMoved = dates.lateFinish !== finish || dates.lateStart !== start;
    dates.lateFinish = finish;
    dates.lateStart = start;
    return isMoved;
  }
}

/** Of a day, in hours after the beginning. */
const endOf = (day: number): number => 24 * (day + 1);

const offset = 24 * 60;
const size = 24 * 400;
