import { dayOf, finishDay, type LocalTime } from "../calendar/index.ts";
import { type DayNumber, parseDate, weekday } from "../model/date.ts";
import type { Id } from "../model/identifier.ts";
import { type IsoDate, parseDateSpan } from "../model/moment.ts";
import type { Calendar, Person, Task } from "../model/records.ts";
import type { WorkRecord } from "../model/taskProgress.ts";
import { type FactPlace, factOf } from "./factPlace.ts";
import type { Schedule } from "./schedule.ts";
import { dayText } from "./words.ts";

/** Days on which nobody works at a task, with the fact that says so. */
export interface FreeDays {
  readonly because:
    | "weekend"
    /** A weekday that the calendar's week leaves out. */
    | "day-off"
    | "holiday"
    | "exception"
    | "leave"
    /** Before a person's first day, after their last one. */
    | "not-yet"
    | "no-longer";
  readonly first: IsoDate;
  readonly last: IsoDate;
  /** How many days; of weekends and days off all those in the stretch together. */
  readonly days: number;
  /** Of a holiday. */
  readonly name?: string;
  /** Whose leave or days off. */
  readonly person?: Person;
  readonly calendar?: Calendar;
  /** The key of the holiday or the leave as it is written. */
  readonly span?: string;
  readonly place?: FactPlace;
}

/** Longer stretches are looked at up to here; what holds a task up for years shows in the first ones. */
const mostDays = 1500;
const longestChain = 50;
const usualCalendarId = "standard";

type Reason = Omit<FreeDays, "first" | "last" | "days">;

interface Span {
  readonly first: DayNumber;
  readonly last: DayNumber;
  readonly text: string;
  /** Undefined where the day has hours. */
  readonly reason: "holiday" | "exception" | undefined;
  readonly name?: string;
}

/** Says why nobody works at a task on a day: the holiday, the leave, the weekend. */
export class FreeDayFinder {
  readonly #schedule: Schedule;
  readonly #spans = new Map<Calendar, readonly Span[]>();
  readonly #leave = new Map<Person, readonly { first: DayNumber; last: DayNumber; text: string }[]>();

  constructor(schedule: Schedule) {
    this.#schedule = schedule;
  }

  /** The people of a task that has some; a role counts as one. */
  peopleOf(record: WorkRecord): readonly Person[] {
    const { who } = record as Task;
    const { index } = this.#schedule.reading;
    const people = (who ?? []).flatMap(({ who: id }) => index.resolve("people", id)?.record ?? []);
    return [...new Set(people)] as unknown as readonly Person[];
  }

  /** Days between a moment and a later start on which none of a task's people works. */
  between(record: WorkRecord, from: LocalTime, start: LocalTime): readonly FreeDays[] {
    const first = dayOf(from - 1) + 1;
    const last = dayOf(start) - 1;
    return this.#find(record, first, last, true);
  }

  /** Days from a start to a finish on which one of a task's people does not work. */
  during(record: WorkRecord, start: LocalTime, finish: LocalTime): readonly FreeDays[] {
    return this.#find(record, dayOf(start), parseDate(finishDay(finish)) ?? dayOf(finish), false);
  }

  #find(record: WorkRecord, first: DayNumber, last: DayNumber, needsAll: boolean): readonly FreeDays[] {
    const people = this.peopleOf(record);
    const task = record as Task;
    if ((task.duration ?? task.effort)?.likely.isElapsed === true) return [];
    const workers: readonly (Person | undefined)[] = people.length === 0 ? [undefined] : people;
    const found = new Found();
    const until = Math.min(last, first + mostDays - 1);
    for (let day = first; day <= until; day++) {
      const reasons: Reason[] = [];
      for (const person of workers) {
        const reason = this.#whyFree(day, task.calendar, person);
        if (reason !== undefined) reasons.push(reason);
        else if (needsAll) break;
      }
      if (needsAll && reasons.length < workers.length) continue;
      for (const reason of reasons) found.add(day, reason);
    }
    return found.list;
  }

  #whyFree(day: DayNumber, taskCalendar: Id | undefined, person: Person | undefined): Reason | undefined {
    if (person !== undefined) {
      const absence = this.#absence(day, person);
      if (absence !== undefined) return absence;
    }
    const stated = taskCalendar ?? person?.calendar;
    const { project } = this.#schedule.reading;
    const calendar =
      this.#calendar(stated) ?? this.#calendar(project.header.calendar) ?? this.#calendar(usualCalendarId);
    let next = calendar;
    for (let step = 0; next !== undefined && step < longestChain; step++) {
      const one: Calendar = next;
      // The later ones hold over the earlier ones.
      const span = this.#spansOf(one).findLast(({ first, last }) => first <= day && day <= last);
      if (span !== undefined) {
        if (span.reason === undefined) return undefined;
        const place = this.#placeIn("calendars", one, span.reason === "holiday" ? "holidays" : "exceptions", span.text);
        return {
          because: span.reason,
          calendar: one,
          span: span.text,
          ...(span.name !== undefined && { name: span.name }),
          ...(place && { place }),
        };
      }
      next = this.#calendar(one.basedOn);
    }
    const { calendars } = this.#schedule.network;
    const week = (calendar === undefined ? calendars.project : calendars.byId(calendar.id)).week;
    if ((week[weekday(day) - 1]?.length ?? 0) > 0) return undefined;
    if (weekday(day) > 5) return { because: "weekend" };
    const owner = person?.calendar !== undefined && taskCalendar === undefined ? person : undefined;
    const place = calendar && this.#placeIn("calendars", calendar, "hours");
    return {
      because: "day-off",
      ...(calendar && { calendar }),
      ...(owner && { person: owner }),
      ...(place && { place }),
    };
  }

  #absence(day: DayNumber, person: Person): Reason | undefined {
    const { from, until } = person;
    const at = (field: string): { place?: FactPlace } => {
      const place = this.#placeIn("people", person, field);
      return place ? { place } : {};
    };
    const leave = this.#leaveOf(person).find(({ first, last }) => first <= day && day <= last);
    if (leave !== undefined) {
      const place = this.#placeIn("people", person, "leave", leave.text);
      return { because: "leave", person, span: leave.text, ...(place && { place }) };
    }
    if (from !== undefined && day < (parseDate(from) ?? -Infinity))
      return { because: "not-yet", person, ...at("from") };
    if (until !== undefined && day > (parseDate(until) ?? Infinity)) {
      return { because: "no-longer", person, ...at("until") };
    }
    return undefined;
  }

  #calendar(id: Id | undefined): Calendar | undefined {
    return id === undefined
      ? undefined
      : (this.#schedule.reading.index.resolve("calendars", id)?.record as Calendar | undefined);
  }

  #spansOf(calendar: Calendar): readonly Span[] {
    let spans = this.#spans.get(calendar);
    if (spans === undefined) {
      const list: Span[] = [];
      const add = (text: string, reason: Span["reason"], name?: string): void => {
        const dates = parseDateSpan(text);
        const first = dates && parseDate(dates.start);
        const last = dates && parseDate(dates.finish);
        if (first !== undefined && last !== undefined) {
          list.push({ first, last, text, reason, ...(name !== undefined && { name }) });
        }
      };
      for (const [text, name] of calendar.holidays ?? []) add(text, "holiday", name);
      for (const [text, hours] of calendar.exceptions ?? []) {
        add(text, hours.length === 0 ? "exception" : undefined);
      }
      spans = list;
      this.#spans.set(calendar, spans);
    }
    return spans;
  }

  #leaveOf(person: Person): readonly { first: DayNumber; last: DayNumber; text: string }[] {
    let spans = this.#leave.get(person);
    if (spans === undefined) {
      spans = (person.leave ?? []).flatMap(({ start, finish }) => {
        const first = parseDate(start);
        const last = parseDate(finish);
        const text = start === finish ? start : `${start} / ${finish}`;
        return first === undefined || last === undefined ? [] : [{ first, last, text }];
      });
      this.#leave.set(person, spans);
    }
    return spans;
  }

  /** The field, or the key or item in it that is written so. */
  #placeIn(
    section: "people" | "calendars",
    record: Person | Calendar,
    field: string,
    text?: string,
  ): FactPlace | undefined {
    const place = this.#schedule.reading.index.placeOf(section, record);
    if (place === undefined) return undefined;
    const { value } = place.entry;
    if (text === undefined || value?.kind !== "map") return factOf(place, field);
    const index = value.entries.findIndex(({ key }) => key?.text === field);
    const inner = value.entries[index]?.value;
    if (inner === undefined || inner.kind === "scalar") return factOf(place, field);
    const base = place.start + (value.starts[index] ?? 0);
    const bare = (written: string): string => written.replace(/\s+/g, "");
    for (let item = 0; item < inner.entries.length; item++) {
      const { key, value: own } = inner.entries[item] ?? {};
      const scalar = key ?? (own?.kind === "scalar" ? own : undefined);
      if (scalar === undefined || bare(scalar.text) !== bare(text)) continue;
      const start = base + (inner.starts[item] ?? 0);
      const end = own?.kind === "scalar" ? own.end : scalar.end;
      return { path: place.slice.path, start: start + scalar.start, end: start + end };
    }
    return factOf(place, field);
  }
}

/** Puts days with the same reason together: those of a holiday or a leave, all weekends. */
class Found {
  readonly #byKey = new Map<string, { reason: Reason; first: DayNumber; last: DayNumber; days: number }>();
  readonly #people = new Map<Person | Calendar, number>();

  add(day: DayNumber, reason: Reason): void {
    const key = [
      reason.because,
      reason.span ?? "",
      this.#number(reason.person),
      reason.because === "weekend" ? "" : this.#number(reason.calendar),
    ].join("|");
    const known = this.#byKey.get(key);
    if (known === undefined) this.#byKey.set(key, { reason, first: day, last: day, days: 1 });
    else if (known.last < day) {
      known.last = day;
      known.days++;
    }
  }

  #number(one: Person | Calendar | undefined): number {
    if (one === undefined) return -1;
    const known = this.#people.get(one) ?? this.#people.size;
    this.#people.set(one, known);
    return known;
  }

  get list(): readonly FreeDays[] {
    return [...this.#byKey.values()].map(({ reason, first, last, days }) => ({
      ...reason,
      first: dayText(first),
      last: dayText(last),
      days,
    }));
  }
}
