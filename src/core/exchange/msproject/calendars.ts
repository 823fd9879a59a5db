import { type DayRange, dayOf, ProjectCalendars, usualWeek, WorkCalendar } from "../../calendar/index.ts";
import { type DayNumber, formatDate, weekday } from "../../model/date.ts";
import type { Id } from "../../model/identifier.ts";
import { formatDateSpan } from "../../model/moment.ts";
import type { Calendar } from "../../model/records.ts";
import { type Shift, type WeekdayName, type WorkingDay, weekdayNames } from "../../model/workingHours.ts";
import { emptyProject } from "../emptyProject.ts";
import { IdMaker } from "../ids.ts";
import type { XmlElement } from "../xml/xmlElement.ts";
import { mostOccurrences, occurrencesOf } from "./recurrence.ts";
import { isTrue, labelOf, oneLine, secondOfDay, timeOf, wholeNumber } from "./values.ts";

/** More exceptions of one calendar than this are cut off. */
const mostRanges = 4_000;

/** Days with other hours, and their name. */
interface NamedRange extends DayRange {
  readonly name: string | undefined;
}

/** The calendars of a file: as records of the plan, and compiled, for what has to be asked of them while reading. */
export class SourceCalendars {
  readonly #records = new Map<Id, Calendar>();
  /** UID → id of the record. */
  readonly #ids = new Map<number, Id>();
  readonly #idMaker = new IdMaker();
  /** The calendar that holds where no other is named. */
  readonly projectId: Id | undefined;
  #compiled: ProjectCalendars | undefined;

  constructor(project: XmlElement) {
    const elements = project.records("Calendars", "Calendar");
    const stated = wholeNumber(project.take("CalendarUID"));
    const byUid = new Map<number, XmlElement>();
    for (const element of elements) {
      const uid = wholeNumber(element.peek("UID"));
      if (uid !== undefined && !byUid.has(uid)) byUid.set(uid, element);
    }
    const made: { readonly element: XmlElement; readonly id: Id; readonly base: number | undefined }[] = [];
    for (const [uid, element] of byUid) {
      const base = wholeNumber(element.peek("BaseCalendarUID"));
      const hasBase = base !== undefined && base !== uid && byUid.has(base);
      if (uid !== stated && !isTrue(element.peek("IsBaseCalendar")) && saysNothing(element)) continue;
      const name = oneLine(element.peek("Name") ?? "");
      const id = this.#idMaker.take(name, `calendar-${Math.abs(uid)}`);
      this.#ids.set(uid, id);
      made.push({ element, id, base: hasBase ? base : undefined });
    }
    // A file that names none means the one that is called so.
    const usual = made.find(({ element }) => element.peek("Name") === "Standard") ?? made[0];
    this.projectId = (stated === undefined ? undefined : this.#ids.get(stated)) ?? usual?.id;
    for (const [uid, element] of byUid) {
      const id = this.#ids.has(uid) ? undefined : this.#baseOf(uid, element, byUid);
      if (id !== undefined) this.#ids.set(uid, id);
    }
    for (const { element, id, base } of made)
      this.#records.set(id, readCalendar(element, id, this.#basedOn(id, base, element)));
    for (const element of elements) {
      element.settle("UID", "Name", "IsBaseCalendar", "BaseCalendarUID");
      if (!made.some((one) => one.element === element)) element.settleAll();
    }
  }

  /** In the order of the file, those that were made while reading behind them. */
  get records(): readonly Calendar[] {
    return [...this.#records.values()];
  }

  idOf(uid: number | undefined): Id | undefined {
    return uid === undefined ? undefined : this.#ids.get(uid);
  }

  /** The working time of a calendar; the project's without an id. */
  timeOf(id: Id | undefined): WorkCalendar {
    this.#compiled ??= new ProjectCalendars(
      {
        ...emptyProject,
        calendars: this.records,
        header: { ...emptyProject.header, ...(this.projectId !== undefined && { calendar: this.projectId }) },
      },
      () => undefined,
    );
    return id === undefined ? this.#compiled.project : this.#compiled.byId(id);
  }

  /** The calendar in which both work, which is made when there is none; one of the two where it makes no difference. */
  both(first: Id, second: Id): Id {
    if (first === second) return first;
    const known = [...this.#records.values()].find(
      ({ name }) => name === jointName(this.#nameOf(first), this.#nameOf(second)),
    );
    if (known !== undefined) return known.id;
    const [a, b] = [this.timeOf(first), this.timeOf(second)];
    const week = a.week.map((hours, index) => overlap(hours, b.week[index] ?? []));
    const exceptions = jointExceptions(a, b);
    const isLike = (one: WorkCalendar): boolean =>
      sameWeek(week, one.week) && JSON.stringify(exceptions) === JSON.stringify(one.exceptions);
    if (isLike(a)) return first;
    if (isLike(b)) return second;
    const name = jointName(this.#nameOf(first), this.#nameOf(second));
    const id = this.#idMaker.take(name, "both");
    const ranges = exceptions.map((range) => ({ ...range, name: undefined }));
    this.#records.set(id, { id, name, hours: hoursOfWeek(week), ...datedFields(ranges) });
    this.#compiled = undefined;
    return id;
  }

  #nameOf(id: Id): string {
    return this.#records.get(id)?.name ?? id;
  }

  /** Of a calendar that changes nothing, the one it is based on; the project's, where the file does not hold that. */
  #baseOf(uid: number, element: XmlElement, byUid: ReadonlyMap<number, XmlElement>): Id | undefined {
    let at: XmlElement | undefined = element;
    for (let steps = 0; at !== undefined && steps < 50; steps++) {
      const base = wholeNumber(at.peek("BaseCalendarUID"));
      if (base === undefined || base === uid) break;
      const id = this.#ids.get(base);
      if (id !== undefined) return id;
      at = byUid.get(base);
    }
    return this.projectId;
  }

  #basedOn(id: Id, base: number | undefined, element: XmlElement): Id | undefined {
    const found = base === undefined ? undefined : this.#ids.get(base);
    if (found !== undefined && found !== id) return found;
    // A person's calendar without a base is the project's with changes.
    return isTrue(element.peek("IsBaseCalendar")) || this.projectId === id ? undefined : this.projectId;
  }
}

function jointName(first: string, second: string): string {
  return `${first} and ${second}`;
}

function saysNothing(element: XmlElement): boolean {
  return ["WeekDays", "Exceptions", "WorkWeeks"].every((name) => (element.child(name)?.children.length ?? 0) === 0);
}

function readCalendar(element: XmlElement, id: Id, basedOn: Id | undefined): Calendar {
  const label = labelOf(element);
  const hours: Partial<Record<WeekdayName, WorkingDay>> = {};
  for (const day of element.records("WeekDays", "WeekDay")) {
    const type = wholeNumber(day.peek("DayType"));
    if (type === undefined || type < 1 || type > 7) continue;
    // Days are counted from Sunday.
    const name = weekdayNames[(type + 5) % 7];
    if (name !== undefined) hours[name] = hoursOf(day, label);
    day.settle("DayType");
  }
  const exceptions = element.records("Exceptions", "Exception");
  const ranges: NamedRange[] = [...workWeeks(element, label)];
  if (exceptions.length > 0) {
    // Recurring ones give way to single days.
    const read = exceptions.map((exception) => readException(exception, label));
    ranges.push(...read.filter(({ isRecurring }) => isRecurring).flatMap((one) => one.ranges));
    ranges.push(...read.filter(({ isRecurring }) => !isRecurring).flatMap((one) => one.ranges));
  }
  for (const day of element.records("WeekDays", "WeekDay")) {
    if (day.peek("DayType") !== "0") continue;
    // Newer versions state exceptions twice: here for older ones.
    if (exceptions.length > 0) day.settleAll();
    else ranges.push(...readDays(day, undefined, label));
    day.settle("DayType");
  }
  if (ranges.length > mostRanges) {
    for (const exception of exceptions)
      exception.loseAll("changed", `Only the first ${mostRanges} days of a calendar come over.`, label);
  }
  const name = oneLine(element.peek("Name") ?? "");
  return {
    id,
    name: name === "" ? id : name,
    ...(basedOn !== undefined && { basedOn }),
    ...(Object.keys(hours).length > 0 && { hours: inOrder(hours) }),
    ...datedFields(ranges.slice(0, mostRanges)),
  };
}

type WeeklyHours = NonNullable<Calendar["hours"]>;

function inOrder(hours: Partial<Record<WeekdayName, WorkingDay>>): WeeklyHours {
  return Object.fromEntries(weekdayNames.flatMap((name) => (hours[name] === undefined ? [] : [[name, hours[name]]])));
}

function hoursOfWeek(week: readonly WorkingDay[]): WeeklyHours {
  return Object.fromEntries(weekdayNames.map((name, index) => [name, week[index] ?? []]));
}

/** Free days with their names, and days with other hours: each day once, since a date can stand once only. */
function datedFields(ranges: readonly NamedRange[]): Pick<Calendar, "holidays" | "exceptions"> {
  // Hours of their own for each range, so that a range is known by them.
  const own = ranges.map((range) => ({ ...range, hours: [...range.hours] }));
  const nameOf = new Map<WorkingDay, string | undefined>(own.map(({ hours, name }) => [hours, name]));
  const holidays = new Map<string, string>();
  const exceptions = new Map<string, WorkingDay>();
  for (const { first, last, hours } of new WorkCalendar(usualWeek, own).exceptions) {
    const span = formatDateSpan({ start: formatDate(first), finish: formatDate(last) });
    const name = nameOf.get(hours);
    if (hours.length === 0 && name !== undefined) holidays.set(span, name);
    else exceptions.set(span, hours);
  }
  return { ...(holidays.size > 0 && { holidays }), ...(exceptions.size > 0 && { exceptions }) };
}

function readException(
  exception: XmlElement,
  calendar: string,
): { readonly ranges: readonly NamedRange[]; readonly isRecurring: boolean } {
  const name = oneLine(exception.peek("Name") ?? "");
  const [range] = readDays(exception, name === "" ? undefined : name, calendar);
  if (range === undefined) return { ranges: [], isRecurring: false };
  if (range.hours.length === 0) exception.settle("Name");
  else exception.lose("Name", "left-out", "Days with other hours have no names.", calendar);
  const days = occurrencesOf(exception, range.first, range.last);
  if (days === undefined) return { ranges: [range], isRecurring: false };
  if (days.length >= mostOccurrences) {
    exception.loseAll(
      "changed",
      `Only the first ${mostOccurrences} days of a recurring exception come over.`,
      calendar,
    );
  }
  return { ranges: days.map((day) => ({ ...range, first: day, last: day })), isRecurring: true };
}

function readDays(element: XmlElement, name: string | undefined, calendar: string): readonly NamedRange[] {
  const period = element.child("TimePeriod");
  const from = dayOfText(period?.take("FromDate"));
  const to = dayOfText(period?.take("ToDate"));
  const hours = hoursOf(element, calendar);
  if (from === undefined || to === undefined || to < from) {
    element.loseAll("left-out", "It names no days.", calendar);
    return [];
  }
  return [{ first: from, last: to, hours, name }];
}

/** The day of a moment. That of 2000-01-01 is one here. */
function dayOfText(text: string | undefined): DayNumber | undefined {
  const time = timeOf(text?.slice(0, 10));
  return time === undefined ? undefined : dayOf(time);
}

/** Weeks with other hours between two dates, day by day, neighbours of the same hours together. */
function workWeeks(element: XmlElement, calendar: string): readonly NamedRange[] {
  const ranges: NamedRange[] = [];
  for (const week of element.records("WorkWeeks", "WorkWeek")) {
    const period = week.child("TimePeriod");
    const first = dayOfText(period?.take("FromDate"));
    const last = dayOfText(period?.take("ToDate"));
    const byDay = new Map<number, WorkingDay>();
    for (const day of week.records("WeekDays", "WeekDay")) {
      const type = wholeNumber(day.take("DayType")) ?? 0;
      byDay.set(((type + 5) % 7) + 1, hoursOf(day, calendar));
    }
    week.lose("Name", "left-out", "Days with other hours have no names.", calendar);
    if (first === undefined || last === undefined || last - first > mostRanges) {
      week.loseAll("left-out", "It names no days, or too many.", calendar);
      continue;
    }
    for (let day = first; day <= last; day++) {
      const hours = byDay.get(weekday(day));
      const before = ranges.at(-1);
      if (hours === undefined) continue;
      if (before !== undefined && before.last === day - 1 && JSON.stringify(before.hours) === JSON.stringify(hours)) {
        ranges[ranges.length - 1] = { ...before, last: day };
      } else ranges.push({ first: day, last: day, hours, name: undefined });
    }
  }
  return ranges;
}

/** The shifts of a day; a working day without any has none. */
function hoursOf(day: XmlElement, calendar: string): WorkingDay {
  const isWorking = isTrue(day.take("DayWorking"));
  const shifts: Shift[] = [];
  for (const time of day.records("WorkingTimes", "WorkingTime")) {
    const from = secondOfDay(time.take("FromTime"));
    const to = secondOfDay(time.take("ToTime"));
    if (from === undefined || to === undefined || !isWorking) continue;
    if (from % 60 !== 0 || to % 60 !== 0) time.loseAll("changed", "Working hours are whole minutes.", calendar);
    const start = Math.round(from / 60);
    const finish = to === 0 ? 1440 : Math.round(to / 60);
    if (start < finish) shifts.push({ start, finish });
  }
  shifts.sort((a, b) => a.start - b.start);
  const joined: Shift[] = [];
  for (const shift of shifts) {
    const before = joined.at(-1);
    if (before !== undefined && shift.start <= before.finish && shift.start < before.finish) {
      joined[joined.length - 1] = { start: before.start, finish: Math.max(before.finish, shift.finish) };
    } else joined.push(shift);
  }
  return joined;
}

function overlap(a: WorkingDay, b: WorkingDay): WorkingDay {
  return a.flatMap((one) =>
    b.flatMap((other) => {
      const start = Math.max(one.start, other.start);
      const finish = Math.min(one.finish, other.finish);
      return start < finish ? [{ start, finish }] : [];
    }),
  );
}

function sameWeek(a: readonly WorkingDay[], b: readonly WorkingDay[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Where one has an exception, both count there. A range of days with hours is taken day by day, since the other one's may differ. */
function jointExceptions(a: WorkCalendar, b: WorkCalendar): readonly DayRange[] {
  const ranges: DayRange[] = [];
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const) {
    for (const { first, last, hours } of one.exceptions) {
      if (hours.length === 0) {
        ranges.push({ first, last, hours });
        continue;
      }
      for (let day = first; day <= last && ranges.length < mostRanges; day++) {
        ranges.push({ first: day, last: day, hours: overlap(hours, other.hoursOn(day)) });
      }
    }
  }
  return new WorkCalendar(usualWeek, ranges).exceptions;
}
