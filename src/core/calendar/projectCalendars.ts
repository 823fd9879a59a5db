import { parseDate } from "../model/date.ts";
import type { Id } from "../model/identifier.ts";
import { parseDateSpan } from "../model/moment.ts";
import type { Calendar, NamedRecord, Person, Project } from "../model/records.ts";
import { type WorkingDay, weekdayNames } from "../model/workingHours.ts";
import { earliestTime, latestTime, secondsPerDay } from "./localTime.ts";
import { type DayRange, usualWeek, WorkCalendar } from "./workCalendar.ts";

/** The calendar that holds for a project that names none. */
const usualCalendarId = "standard";
/** Longer chains of calendars that are based on each other are taken for a circle. */
const longestChain = 50;

/** Weekly hours with exceptions, before they are compiled. */
interface Hours {
  readonly week: readonly WorkingDay[];
  /** The later ones hold over the earlier ones. */
  readonly exceptions: readonly DayRange[];
}

const usualHours: Hours = { week: usualWeek, exceptions: [] };

/**
 * The calendars of a project, each compiled when it is first asked for. A task's calendar holds over the person's, the person's over
 * the project's; a person's leave and their first and last day count in every case.
 */
export class ProjectCalendars {
  /** The working time that holds where no other is named. */
  readonly project: WorkCalendar;
  /** Calendars that are based on each other in a circle; each is read as far as it goes. */
  readonly circles: readonly Calendar[];
  readonly #calendars: ReadonlyMap<Id, Calendar>;
  readonly #hours = new Map<Id, Hours>();
  readonly #compiled = new Map<Hours, WorkCalendar>();
  readonly #people = new Map<NamedRecord, Map<WorkCalendar, WorkCalendar>>();
  readonly #circles = new Set<Calendar>();
  readonly #projectHours: Hours;

  /** @param find the calendar an id means, also one it had before */
  constructor(project: Project, find: (id: Id) => Calendar | undefined) {
    const calendars = new Map<Id, Calendar>();
    for (const calendar of project.calendars) if (!calendars.has(calendar.id)) calendars.set(calendar.id, calendar);
    const stated = project.header.calendar;
    if (stated !== undefined && !calendars.has(stated)) {
      const renamed = find(stated);
      if (renamed !== undefined) calendars.set(stated, renamed);
    }
    this.#calendars = calendars;
    this.#projectHours = this.#hoursOf(stated) ?? this.#hoursOf(usualCalendarId) ?? usualHours;
    this.project = this.#compile(this.#projectHours);
    for (const { id } of project.calendars) this.#hoursOf(id);
    this.circles = [...this.#circles];
  }

  /** The calendar of that id; the project's, where there is none. */
  byId(id: Id | undefined): WorkCalendar {
    const hours = this.#hoursOf(id);
    return hours === undefined ? this.project : this.#compile(hours);
  }

  /**
   * When a person works.
   * @param taskCalendar the calendar of the task, if it has one of its own
   */
  ofPerson(person: Person, taskCalendar?: Id): WorkCalendar {
    const base = this.byId(taskCalendar ?? person.calendar);
    const { leave, from, until } = person;
    if (leave === undefined && from === undefined && until === undefined) return base;
    let known = this.#people.get(person);
    if (known === undefined) {
      known = new Map();
      this.#people.set(person, known);
    }
    let own = known.get(base);
    if (own === undefined) {
      own = new WorkCalendar(base.week, [...base.exceptions, ...absences(person)]);
      known.set(base, own);
    }
    return own;
  }

  #compile(hours: Hours): WorkCalendar {
    let calendar = this.#compiled.get(hours);
    if (calendar === undefined) {
      calendar = new WorkCalendar(hours.week, hours.exceptions);
      this.#compiled.set(hours, calendar);
    }
    return calendar;
  }

  #hoursOf(id: Id | undefined): Hours | undefined {
    const calendar = id === undefined ? undefined : this.#calendars.get(id);
    if (id === undefined || calendar === undefined) return undefined;
    const known = this.#hours.get(id);
    if (known !== undefined) return known;
    // From the calendar itself down to the one that is based on nothing.
    const chain: Calendar[] = [];
    for (let next: Calendar | undefined = calendar; next !== undefined; ) {
      if (chain.includes(next) || chain.length >= longestChain) {
        const circle = chain.slice(Math.max(0, chain.indexOf(next)));
        this.#circles.add(circle.reduce((least, one) => (one.id < least.id ? one : least)));
        break;
      }
      chain.push(next);
      const base: Id | undefined = next.basedOn;
      next = base === undefined ? undefined : this.#calendars.get(base);
    }
    let hours: Hours | undefined;
    for (const one of chain.reverse()) hours = hoursOver(hours, one);
    const result = hours ?? usualHours;
    this.#hours.set(id, result);
    return result;
  }
}

/** What a calendar states, over what it is based on. */
function hoursOver(base: Hours | undefined, { hours, holidays, exceptions }: Calendar): Hours {
  // A calendar with nothing but holidays has the usual hours.
  const free: readonly WorkingDay[] = base?.week ?? (hours === undefined ? usualWeek : weekdayNames.map(() => []));
  const week = weekdayNames.map((name, index) => hours?.[name] ?? free[index] ?? []);
  const ranges: DayRange[] = [...(base?.exceptions ?? [])];
  for (const span of holidays?.keys() ?? []) add(ranges, span, []);
  for (const [span, day] of exceptions ?? []) add(ranges, span, day);
  return { week, exceptions: ranges };
}

function add(ranges: DayRange[], span: string, hours: WorkingDay): void {
  const dates = parseDateSpan(span);
  const first = dates && parseDate(dates.start);
  const last = dates && parseDate(dates.finish);
  if (first !== undefined && last !== undefined) ranges.push({ first, last, hours });
}

function absences({ leave, from, until }: Person): readonly DayRange[] {
  const ranges: DayRange[] = [];
  for (const { start, finish } of leave ?? []) add(ranges, start === finish ? start : `${start} / ${finish}`, []);
  const first = from === undefined ? undefined : parseDate(from);
  if (first !== undefined) ranges.push({ first: earliestTime / secondsPerDay, last: first - 1, hours: [] });
  const last = until === undefined ? undefined : parseDate(until);
  if (last !== undefined) ranges.push({ first: last + 1, last: latestTime / secondsPerDay, hours: [] });
  return ranges;
}
