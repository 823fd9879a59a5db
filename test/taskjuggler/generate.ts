/**
 * Seeded random plans of what both sides can express. Lengths are whole hours and efforts are chosen so that dates fall on
 * TaskJuggler's slots of half an hour.
 */
import { formatDate, parseDate } from "../../src/core/model/date.ts";
import type { DateSpan, IsoDate, Moment } from "../../src/core/model/moment.ts";
import { parseWorkingDay, type WorkingDay } from "../../src/core/model/workingHours.ts";
import { below, oneOf, randomFrom } from "../unit/support/random.ts";
import type { GeneratedPlan, PlanCalendar, PlanKind, PlanLag, PlanLink, PlanPerson, PlanTask } from "./plan.ts";
import { hoursOn, minutesFrom, textOf } from "./workingTime.ts";

/** The Monday on which the first of all plans start. */
export const firstDay: IsoDate = "2027-01-04";
const firstDayNumber = parseDate(firstDay) as number;
/** The day that late plans end with; after it nothing is placed. */
const lateDay = 150;
/** Days of the project in TaskJuggler. */
export const horizon = 280;
/** A task that finishes after others starts at least so long after the project's start, so that only that link places it. */
const roomBefore = 56;

type Random = () => number;

const day = (text: string): WorkingDay => parseWorkingDay(text) as WorkingDay;
const week = (...days: readonly [count: number, hours: string][]): readonly WorkingDay[] =>
  days.flatMap(([count, hours]) => Array.from({ length: count }, () => day(hours)));

const usualWeek = week([5, "08:00-12:00, 13:00-17:00"], [2, "off"]);
const projectWeeks = [
  usualWeek,
  usualWeek,
  week([5, "09:00-17:00"], [2, "off"]),
  week([4, "08:00-12:00, 13:00-18:00"], [1, "08:00-12:00"], [2, "off"]),
  week([6, "07:00-15:00"], [1, "off"]),
];
const ownWeeks = [
  week([7, "00:00-06:00, 22:00-24:00"]),
  week([7, "09:00-17:00"]),
  week([3, "08:00-12:00"], [4, "off"]),
  week([4, "07:00-12:00, 13:00-18:00"], [3, "off"]),
  week([7, "00:00-24:00"]),
  week([1, "off"], [5, "12:00-20:00"], [1, "10:00-14:00"]),
];

function someDay(random: Random): number {
  // Early plans live in the first months, late ones in the last before their end.
  return random() < 0.6 ? below(random, 60) : lateDay - below(random, 60);
}

const dateOf = (offset: number): IsoDate => formatDate(firstDayNumber + offset);

/** What a TaskJuggler file has once. */
export interface Batch {
  readonly start: IsoDate;
  readonly calendar: PlanCalendar;
}

/** What the plans of a batch share. */
export function generateBatch(seed: number): Batch {
  const random = randomFrom(seed);
  const start = dateOf(random() < 0.5 ? 0 : below(random, 7));
  const holidays = Array.from({ length: below(random, 9) }, () => dateOf(someDay(random)));
  const calendar = { id: "standard", hours: oneOf(random, projectWeeks), holidays: unique(holidays), exceptions: [] };
  return { start, calendar };
}

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];

function ownCalendar(random: Random, id: string, project: PlanCalendar): PlanCalendar {
  const own = Array.from({ length: below(random, 3) }, () => dateOf(someDay(random)));
  const holidays = unique([...project.holidays, ...own]);
  const exceptions: [IsoDate, WorkingDay][] = [];
  for (let count = below(random, 3); count > 0; count -= 1) {
    const date = dateOf(someDay(random));
    if (holidays.includes(date) || exceptions.some(([when]) => when === date)) continue;
    exceptions.push([date, day(oneOf(random, ["09:00-13:00", "10:00-12:00, 13:00-20:00", "off"]))]);
  }
  return { id, hours: oneOf(random, ownWeeks), holidays, exceptions };
}

function somePerson(random: Random, id: string, calendars: readonly PlanCalendar[], isLate: boolean): PlanPerson {
  const spans: DateSpan[] = Array.from({ length: random() < 0.5 ? 0 : 1 + below(random, 2) }, () => {
    const start = someDay(random);
    return { start: dateOf(start), finish: dateOf(start + below(random, 5)) };
  });
  const bound = random() < 0.1;
  return {
    id,
    ...(calendars.length > 1 && random() < 0.4 ? { calendar: oneOf(random, calendars.slice(1)).id } : {}),
    ...(random() < 0.2 ? { capacity: 50 } : {}),
    leave: spans.filter(({ start, finish }, at) => {
      return spans.findIndex((other) => other.start === start && other.finish === finish) === at;
    }),
    ...(bound && !isLate ? { from: dateOf(below(random, 40)) } : {}),
    ...(bound && isLate ? { until: dateOf(lateDay - below(random, 40)) } : {}),
    ...(random() < 0.2 ? { count: 2 + below(random, 2) } : {}),
  };
}

/** The end of the project's working time on or before the last day, so that no one has to say what a fixed date at night means. */
function endOf(project: PlanCalendar): Moment {
  for (let offset = lateDay; ; offset -= 1) {
    const last = hoursOn(project, firstDayNumber + offset).at(-1);
    if (last !== undefined) return textOf((firstDayNumber + offset) * 1440 + last.finish);
  }
}

interface Draft extends PlanTask {
  readonly stages: readonly Draft[];
  readonly after: PlanLink[];
  readonly tasks: Draft[];
  /** Days after the project's start before which it certainly does not start. */
  room: number;
  isClosed: boolean;
  /**
   * It starts and finishes in working time whoever looks. A milestone after something that ends at night does not: here it moves to the
   * project's working time, as in Microsoft Project, and TaskJuggler leaves it at night. Such a one is compared, but nothing follows it.
   */
  isSound: boolean;
}

/** The plan of a seed, in a batch. */
export function generatePlan(seed: number, { start, calendar: project }: Batch): GeneratedPlan {
  const random = randomFrom(seed);
  const isLate = random() < 0.3;
  const calendars: [PlanCalendar, ...PlanCalendar[]] = [project];
  for (let count = below(random, 3); count > 0; count -= 1) {
    calendars.push(ownCalendar(random, `calendar-${calendars.length}`, project));
  }
  const people = Array.from({ length: 1 + below(random, 6) }, (_, index) =>
    somePerson(random, `person-${index + 1}`, calendars, isLate),
  );
  const plan = { seed, start, ...(isLate ? { lateUntil: endOf(project) } : {}), calendars, people };
  const size = 1 + Math.floor(59 * random() ** 2);
  return { ...plan, tasks: new Builder(random, plan).build(size) };
}

class Builder {
  readonly #random: Random;
  readonly #plan: Omit<GeneratedPlan, "tasks">;
  readonly #isLate: boolean;
  readonly #made: Draft[] = [];
  #mixedTeams = 0;

  constructor(random: Random, plan: Omit<GeneratedPlan, "tasks">) {
    this.#random = random;
    this.#plan = plan;
    this.#isLate = plan.lateUntil !== undefined;
  }

  build(size: number): readonly PlanTask[] {
    const random = this.#random;
    const top: Draft[] = [];
    const open: Draft[] = [];
    while (this.#made.length < size) {
      const stage = open.at(-1);
      if (stage !== undefined && stage.tasks.length > 0 && random() < 0.25) {
        close(stage);
        open.pop();
        continue;
      }
      const inLinked = this.#isLate && open.some(({ after }) => after.length > 0);
      const wanted = this.#kind();
      const inWorkingLag = open.some(({ after }) => after.some(({ lag }) => lag !== undefined && !isByClock(lag)));
      const isOut = (inLinked && wanted === "milestone") || (inWorkingLag && wanted === "elapsed");
      const ordinary = isOut ? "working" : wanted;
      const kind = open.length < 3 && size - this.#made.length > 2 && random() < 0.15 ? "stage" : ordinary;
      const draft = this.#draft(kind, [...open]);
      (stage?.tasks ?? top).push(draft);
      this.#made.push(draft);
      if (kind === "stage") open.push(draft);
      else draft.isClosed = true;
    }
    for (const stage of open.reverse()) close(stage);
    return top.map((draft) => finished(draft));
  }

  #kind(): PlanKind {
    const value = this.#random();
    if (value < 0.45) return "effort";
    if (value < 0.8) return "working";
    return value < 0.9 ? "milestone" : "elapsed";
  }

  #draft(kind: PlanKind, stages: readonly Draft[]): Draft {
    const random = this.#random;
    const own = this.#plan.calendars.slice(1);
    const calendar =
      (kind === "effort" || kind === "working") && own.length > 0 && random() < 0.15 ? oneOf(random, own) : undefined;
    const draft: Draft = {
      id: `task-${this.#made.length + 1}`,
      kind,
      ...this.#amount(kind, calendar?.id),
      ...(calendar === undefined ? {} : { calendar: calendar.id }),
      after: [],
      tasks: [],
      stages,
      room: Math.max(0, ...stages.map(({ room }) => room)),
      isClosed: false,
      isSound: true,
    };
    this.#link(draft);
    if (!this.#isLate) this.#fix(draft);
    if (kind === "milestone") draft.isSound = this.#isSound(draft);
    return draft;
  }

  #amount(kind: PlanKind, calendar: string | undefined): Pick<PlanTask, "minutes" | "who"> {
    const random = this.#random;
    if (kind === "stage" || kind === "milestone") return { minutes: 0, who: [] };
    if (kind === "elapsed") return { minutes: 60 * (1 + below(random, 96)), who: [] };
    const minutes = 60 * (1 + below(random, random() < 0.7 ? 16 : 40));
    if (kind === "working") {
      const person = random() < 0.25 ? oneOf(random, this.#plan.people) : undefined;
      // From its end, two people who are not there at the same time would begin apart; here they begin together.
      const other = !this.#isLate && random() < 0.3 ? oneOf(random, this.#plan.people) : undefined;
      const team = person === undefined ? [] : unique([person, ...(other === undefined ? [] : [other])]);
      return { minutes, who: team.map(({ id }) => ({ who: id, count: 1, units: 100 })) };
    }
    return this.#effort(minutes, calendar);
  }

  /** Effort and people, so that the finish falls on a slot: teams whose rate changes get whole pairs of hours. */
  #effort(minutes: number, calendar: string | undefined): Pick<PlanTask, "minutes" | "who"> {
    const random = this.#random;
    const person = oneOf(random, this.#plan.people);
    const count = person.count !== undefined && random() < 0.5 ? person.count : 1;
    const units = random() < 0.25 ? 50 : 100;
    const one = { who: person.id, count, units };
    const rateOfOne = (count * Math.min(units, person.capacity ?? 100)) / 100;
    if (random() < 0.7 || this.#plan.people.length === 1) return { minutes: minutes * rateOfOne, who: [one] };
    const second = oneOf(
      random,
      this.#plan.people.filter(({ id }) => id !== person.id),
    );
    const two = { who: second.id, count: 1, units: 100 };
    const isSteady =
      [person, second].every(
        ({ leave, from, until }) => leave.length === 0 && from === undefined && until === undefined,
      ) &&
      (calendar !== undefined || person.calendar === second.calendar);
    if (isSteady) return { minutes: minutes * (rateOfOne + (second.capacity ?? 100) / 100), who: [one, two] };
    if (this.#mixedTeams > 1) return { minutes: minutes * rateOfOne, who: [one] };
    this.#mixedTeams += 1;
    // Half rates and whole ones together make thirds; those stay out.
    const isEven = person.capacity === second.capacity;
    if (!isEven) return { minutes: minutes * rateOfOne, who: [one] };
    return { minutes: 120 * (1 + below(random, 20)), who: [{ ...one, count: 1, units: 100 }, two] };
  }

  #isSound(milestone: Draft): boolean {
    // In a late plan it stands where its successors say; there the links to it see to it.
    if (this.#isLate) return true;
    const all = [milestone, ...milestone.stages];
    return all.every(({ after, startNoEarlier }) => {
      const isDay = startNoEarlier !== undefined && !this.#worksAt(startNoEarlier);
      return (
        !isDay &&
        after.every(({ on, lag }) => {
          const other = this.#made.find(({ id }) => id === on);
          const isElapsed = lag !== undefined && isByClock(lag);
          return (
            other !== undefined && !isElapsed && (isOrdinary(other) || (other.kind === "milestone" && other.isSound))
          );
        })
      );
    });
  }

  /** An hour of the project's work on or after a day. */
  #workingMoment(offset: number): Moment {
    for (let day = firstDayNumber + offset; ; day += 1) {
      const [shift] = hoursOn(this.#plan.calendars[0], day);
      if (shift !== undefined) return textOf(day * 1440 + shift.start + 60 * below(this.#random, 3));
    }
  }

  /** Whether the project works at that time of that day. */
  #worksAt(moment: Moment): boolean {
    if (moment.length === 10) return false;
    const at = minutesFrom(moment);
    const day = Math.floor(at / 1440);
    return hoursOn(this.#plan.calendars[0], day).some(
      ({ start, finish }) => start <= at - day * 1440 && at - day * 1440 < finish,
    );
  }

  /** Whether a link from the one to the other says the same to both programs. */
  #mayFollow(draft: Draft, other: Draft): boolean {
    if (!other.isClosed || !other.isSound) return false;
    if (!this.#isLate) return true;
    // A late milestone stands at 17:00 here and at 08:00 the next day in TaskJuggler: the same to what keeps the project's hours.
    if (draft.kind === "milestone") return isOrdinary(other);
    const milestones = [other, ...everyDraft(other.tasks)].filter(({ kind }) => kind === "milestone");
    const isFree = milestones.every(
      ({ after, stages }) => after.length === 0 && stages.every((stage) => stage.after.length === 0),
    );
    return isFree || isOrdinary(draft);
  }

  #link(draft: Draft): void {
    const random = this.#random;
    const wanted = random() < 0.75 ? 1 + below(random, random() < 0.7 ? 1 : 3) : 0;
    for (let count = wanted; count > 0; count -= 1) {
      // Mostly near ones, so that chains grow.
      const near = random() < 0.7 ? this.#made.slice(-6) : this.#made;
      const free = near.filter(
        (other) =>
          this.#mayFollow(draft, other) && !draft.after.some(({ on }) => on === other.id) && !isAround(draft, other),
      );
      if (free.length === 0) return;
      const other = oneOf(random, free);
      const link = this.#linkTo(draft, other);
      draft.after.push(link);
      if (link.type === "FS" || link.type === "SS") draft.room = Math.max(draft.room, other.room);
      else if (draft.kind !== "milestone" && !this.#isLate) return;
    }
  }

  #linkTo(draft: Draft, other: Draft): PlanLink {
    const random = this.#random;
    const on = other.id;
    const value = random();
    if (this.#isLate) {
      // A late finish at 17:00 lets others finish until the next 08:00, the same working instant; TaskJuggler says until 17:00. On one
      // calendar that is the same.
      if (value > 0.25 || !isOrdinary(draft) || !isOrdinary(other))
        return { on, type: "FS", ...this.#lag(draft, other, "FS") };
      const { lag } = this.#lag(draft, other, "FF");
      return { on, type: "FF", ...(lag !== undefined && !isByClock(lag) && { lag }) };
    }
    if (value < 0.55) return { on, type: "FS", ...this.#lag(draft, other, "FS") };
    const isAlone =
      draft.after.length === 0 && draft.stages.every(({ after, room }) => after.length === 0 && room === 0);
    const people = this.#plan.people.filter(({ id }) => draft.who.some(({ who }) => who === id));
    // Two people who each take that long would end together for TaskJuggler; here they begin together.
    const isTeam = draft.kind === "working" && draft.who.length > 1;
    const isSmall = !isTeam && draft.minutes <= 720 && people.every(({ from }) => from === undefined);
    const mayFinish =
      draft.kind === "milestone" ||
      ((draft.kind === "effort" || draft.kind === "working") && isAlone && isSmall && other.room >= roomBefore);
    if (value < 0.75 || !mayFinish) return { on, type: "SS", ...this.#lag(draft, other, "SS") };
    const type = value < 0.9 ? "FF" : "SF";
    return { on, type, ...this.#lag(draft, other, type) };
  }

  #lag(draft: Draft, other: Draft, type: PlanLink["type"]): { readonly lag?: PlanLag } {
    const random = this.#random;
    const value = random();
    if (value < 0.55) return {};
    // By the clock a milestone would come to lie at night.
    const isMilestone = [draft.kind, other.kind].some((kind) => kind === "milestone" || kind === "stage");
    // What goes by the clock would have to know whether a lag of work ends at 17:00 or at 08:00.
    const isWorking = value < 0.75 && draft.kind !== "elapsed";
    if (isWorking || (this.#isLate && isMilestone))
      return { lag: { sign: 1, minutes: 30 * (1 + below(random, 32)), isElapsed: false } };
    if (value < 0.87) return { lag: { sign: 1, minutes: 60 * (1 + below(random, 96)), isElapsed: true } };
    const isPlain = other.kind === "working" && other.who.length === 0 && type !== "SF";
    if (value < 0.93 && isPlain && draft.kind !== "elapsed" && other.minutes % 240 === 0) {
      return { lag: { percent: oneOf(random, [25, 50, 100, 150]) } };
    }
    if (draft.kind === "elapsed") return {};
    const canLead = isPlain && type === "FS" && !this.#isLate && other.calendar === draft.calendar;
    if (!canLead) return {};
    return { lag: { sign: -1, minutes: 30 * (1 + below(random, other.minutes / 30)), isElapsed: false } };
  }

  #fix(draft: Draft): Draft {
    const random = this.#random;
    if (draft.after.some(({ type }) => type === "FF" || type === "SF") && draft.kind !== "milestone") return draft;
    const isFree = draft.after.length === 0;
    const around = [draft, ...draft.stages].flatMap(({ after }) => after);
    // By the clock it makes a difference whether a project starts at midnight or with its first hour; a start that is tied to it would tell.
    const isTied = draft.kind === "elapsed" && around.some(({ type }) => type === "SS");
    const needs = draft.kind === "milestone" && isFree;
    const value = random();
    if (!needs && !isTied && value > 0.2) return draft;
    const isFar = value < 0.08;
    const offset = parseDate(this.#plan.start) as number;
    const days =
      (isTied ? 1 : 0) + offset - firstDayNumber + (isFar ? roomBefore + below(random, 20) : below(random, 50));
    // Not midnight, which a plain date is too.
    const hour = `T${String(1 + below(random, 23)).padStart(2, "0")}:00`;
    const isPlain = draft.kind !== "stage" && random() < 0.5 && (draft.kind !== "elapsed" || around.length === 0);
    const moment = needs ? this.#workingMoment(days) : `${dateOf(days)}${isPlain ? "" : hour}`;
    draft.room = Math.max(draft.room, days);
    const isInner = draft.stages.some(({ after, room }) => after.length > 0 || room > 0);
    const isLeaf = draft.kind !== "stage" && draft.kind !== "milestone";
    const field = isFree && isLeaf && !isInner && random() < 0.3 ? "mustStart" : "startNoEarlier";
    return Object.assign(draft, { [field]: moment });
  }
}

function isByClock(lag: PlanLag): boolean {
  return "isElapsed" in lag && lag.isElapsed;
}

function everyDraft(drafts: readonly Draft[]): readonly Draft[] {
  return drafts.flatMap((draft) => [draft, ...everyDraft(draft.tasks)]);
}

function close(stage: Draft): void {
  stage.isClosed = true;
  stage.isSound = stage.tasks.every(({ isSound }) => isSound);
}

/** Its dates are those of the project's calendar. */
function isOrdinary(draft: Draft): boolean {
  return draft.kind === "working" && draft.who.length === 0 && draft.calendar === undefined;
}

function isAround(draft: Draft, other: Draft): boolean {
  return draft.stages.includes(other);
}

function finished({
  stages: _stages,
  room: _room,
  isClosed: _isClosed,
  isSound: _isSound,
  tasks,
  ...task
}: Draft): PlanTask {
  return { ...task, tasks: tasks.map((inner) => finished(inner)) };
}
