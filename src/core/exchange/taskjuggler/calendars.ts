import { formatDate, weekday } from "../../model/date.ts";
import type { Id } from "../../model/identifier.ts";
import { type DateSpan, formatDateSpan } from "../../model/moment.ts";
import type { Calendar } from "../../model/records.ts";
import { type Shift, type WorkingDay, weekdayNames } from "../../model/workingHours.ts";
import type { Account } from "../account.ts";
import type { IdMaker } from "../ids.ts";
import type { Interval, Leave, ShiftUse, SourcePlan, SourceResource } from "./source.ts";

/** A shift for a limited time becomes days with other hours, one by one; longer than this it is left out. */
const longestShiftUse = 400;

export const projectCalendar: Id = "standard";

/** What days off mean for a calendar: whole days, and days with fewer hours than usual. */
interface DaysOff {
  readonly whole: readonly { readonly span: DateSpan; readonly name: string }[];
  readonly partly: readonly { readonly day: number; readonly from: number; readonly until: number }[];
}

/** The calendars of a plan: the project's, one for each shift that is used, one for each resource with hours of its own. */
export class Calendars {
  readonly #plan: SourcePlan;
  readonly #account: Account;
  readonly #ids: IdMaker;
  readonly #made: Calendar[] = [];
  readonly #known = new Map<string, Id>();

  constructor(plan: SourcePlan, account: Account, ids: IdMaker) {
    this.#plan = plan;
    this.#account = account;
    this.#ids = ids;
    ids.take(projectCalendar, projectCalendar);
    const { whole, partly } = daysOff(plan.leaves);
    const holidays = new Map(whole.map(({ span, name }) => [formatDateSpan(span), name]));
    const exceptions = reduced(partly, (day) => this.#usual(day));
    this.#made.push({
      id: projectCalendar,
      name: "Working time",
      hours: hoursOf(plan.hours),
      ...(holidays.size > 0 && { holidays }),
      ...(exceptions.size > 0 && { exceptions }),
    });
  }

  get all(): readonly Calendar[] {
    return this.#made;
  }

  /** A resource's own calendar, if it has one, and the whole days that it is away. */
  of(resource: SourceResource): { readonly calendar: Id | undefined; readonly leave: readonly DateSpan[] } {
    const { whole, partly } = daysOff(resource.leaves);
    const leave = whole.map(({ span }) => span);
    const isOwn = resource.hours.some((day) => day !== undefined);
    if (!isOwn && partly.length === 0 && resource.shifts.length === 0) return { calendar: undefined, leave };
    const only = !isOwn && partly.length === 0 ? this.#wholeShift(resource.shifts) : undefined;
    if (only !== undefined) return { calendar: only, leave };
    const hours = resource.hours.slice();
    const exceptions = new Map<string, WorkingDay>();
    for (const use of resource.shifts) this.#use(use, hours, exceptions);
    const usual = (day: number): WorkingDay =>
      exceptions.get(formatDate(day)) ?? hours[weekday(day) % 7] ?? this.#usual(day);
    for (const [date, day] of reduced(partly, usual)) exceptions.set(date, day);
    return { calendar: this.#make(`hours of ${resource.name}`, resource.path, hours, exceptions), leave };
  }

  /** The calendar of a task's shifts. */
  ofShifts(uses: readonly ShiftUse[]): Id | undefined {
    if (uses.length === 0) return undefined;
    const whole = this.#wholeShift(uses);
    if (whole !== undefined) return whole;
    const hours: (WorkingDay | undefined)[] = new Array(7).fill(undefined);
    const exceptions = new Map<string, WorkingDay>();
    for (const use of uses) this.#use(use, hours, exceptions);
    const isOwn = exceptions.size > 0 || hours.some((day) => day !== undefined);
    const name = uses.map(({ shift }) => shift).join(" ");
    return isOwn ? this.#make(name, name, hours, exceptions) : undefined;
  }

  /** The calendar of a shift that is used all the time. */
  #wholeShift(uses: readonly ShiftUse[]): Id | undefined {
    const [use] = uses;
    if (use === undefined || uses.length > 1 || use.interval !== undefined) return undefined;
    const shift = this.#plan.shifts.get(use.shift);
    if (shift === undefined) {
      this.#account.leftOut("shifts", "There is no shift of that name.", `line ${use.line}`);
      return undefined;
    }
    const { whole, partly } = daysOff(shift.leaves);
    const usual = (day: number): WorkingDay => shift.hours[weekday(day) % 7] ?? this.#usual(day);
    const exceptions = reduced(partly, usual);
    return this.#make(shift.name, shift.id, shift.hours, exceptions, whole);
  }

  #use(use: ShiftUse, hours: (WorkingDay | undefined)[], exceptions: Map<string, WorkingDay>): void {
    const shift = this.#plan.shifts.get(use.shift);
    const place = `line ${use.line}`;
    if (shift === undefined) {
      this.#account.leftOut("shifts", "There is no shift of that name.", place);
      return;
    }
    if (use.interval === undefined) {
      shift.hours.forEach((day, index) => {
        if (day !== undefined) hours[index] = day;
      });
      return;
    }
    const from = Math.floor(use.interval.start / 1440);
    const until = Math.ceil(use.interval.end / 1440);
    if (until - from > longestShiftUse) {
      this.#account.leftOut(
        "shifts",
        "A shift for more than 400 days is not taken over; give the person a calendar.",
        place,
      );
      return;
    }
    for (let day = from; day < until; day += 1) {
      exceptions.set(formatDate(day), shift.hours[weekday(day) % 7] ?? this.#usual(day));
    }
  }

  /** The project's hours of a weekday. */
  #usual(day: number): WorkingDay {
    return this.#plan.hours[weekday(day) % 7] ?? [];
  }

  #make(
    name: string,
    wanted: string,
    hours: readonly (WorkingDay | undefined)[],
    exceptions: ReadonlyMap<string, WorkingDay>,
    holidays: DaysOff["whole"] = [],
  ): Id {
    const key = JSON.stringify([hours, [...exceptions], holidays]);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const id = this.#ids.take(wanted, "hours");
    this.#known.set(key, id);
    const days = new Map(holidays.map((one) => [formatDateSpan(one.span), one.name]));
    this.#made.push({
      id,
      name,
      basedOn: projectCalendar,
      ...(hours.some((day) => day !== undefined) && { hours: hoursOf(hours) }),
      ...(days.size > 0 && { holidays: days }),
      ...(exceptions.size > 0 && { exceptions }),
    });
    return id;
  }
}

function hoursOf(hours: readonly (WorkingDay | undefined)[]): NonNullable<Calendar["hours"]> {
  // TaskJuggler's week begins on Sunday.
  const days = weekdayNames.map((name, index) => [name, hours[(index + 1) % 7]] as const);
  return Object.fromEntries(days.filter(([, day]) => day !== undefined)) as NonNullable<Calendar["hours"]>;
}

function daysOff(leaves: readonly Leave[]): DaysOff {
  const whole: { span: DateSpan; name: string }[] = [];
  const partly: { day: number; from: number; until: number }[] = [];
  for (const leave of leaves) {
    if (leave.end <= leave.start) continue;
    const first = Math.ceil(leave.start / 1440);
    const last = Math.floor(leave.end / 1440) - 1;
    if (first <= last)
      whole.push({ span: { start: formatDate(first), finish: formatDate(last) }, name: leave.name ?? "Holiday" });
    partly.push(...edges(leave, first, last));
  }
  return { whole, partly };
}

/** The parts of days at both ends of an interval. */
function edges({ start, end }: Interval, first: number, last: number): DaysOff["partly"] {
  const day = Math.floor(start / 1440);
  if (Math.floor(end / 1440) === day) return [{ day, from: start - day * 1440, until: end - day * 1440 }];
  return [
    ...(day < first ? [{ day, from: start - day * 1440, until: 1440 }] : []),
    ...(end > (last + 1) * 1440 ? [{ day: last + 1, from: 0, until: end - (last + 1) * 1440 }] : []),
  ];
}

/** Days with what is left of their hours, where something is missing. */
function reduced(partly: DaysOff["partly"], usual: (day: number) => WorkingDay): Map<string, WorkingDay> {
  const days = new Map<string, WorkingDay>();
  for (const { day, from, until } of partly) {
    const date = formatDate(day);
    const before = days.get(date) ?? usual(day);
    const after = before.flatMap((shift): readonly Shift[] => [
      ...(shift.start < from ? [{ start: shift.start, finish: Math.min(shift.finish, from) }] : []),
      ...(shift.finish > until ? [{ start: Math.max(shift.start, until), finish: shift.finish }] : []),
    ]);
    if (JSON.stringify(before) !== JSON.stringify(after)) days.set(date, after);
  }
  return days;
}
