import type { DayNumber } from "../model/date.ts";
import { lastAtOrBefore, lastBefore } from "../model/search.ts";
import type { WorkingDay } from "../model/workingHours.ts";
import { dayOf, type LocalTime, secondsPerDay, secondsPerMinute } from "./localTime.ts";
import { WorkingTime } from "./workingTime.ts";

/** Days with other hours than the week says, both ends included. */
export interface DayRange {
  readonly first: DayNumber;
  readonly last: DayNumber;
  readonly hours: WorkingDay;
}

/** Monday to Friday, 08:00 to 12:00 and 13:00 to 17:00: what holds where no calendar says anything else. */
export const usualDay: WorkingDay = [
  { start: 8 * 60, finish: 12 * 60 },
  { start: 13 * 60, finish: 17 * 60 },
];
export const usualWeek: readonly WorkingDay[] = [usualDay, usualDay, usualDay, usualDay, usualDay, [], []];

/** 1970-01-05, a Monday. */
const firstMonday = 4;

/**
 * Weekly hours with exceptions. A conversion costs a look at a table of days and at the shifts of one; for days that are centuries
 * away, a binary search among the exceptions in place of the table.
 */
export class WorkCalendar extends WorkingTime {
  /** Hours by weekday, Monday first. */
  readonly week: readonly WorkingDay[];
  /** Exceptions, in the order of their days, none overlapping another. */
  readonly exceptions: readonly DayRange[];
  readonly #days: readonly Day[];
  readonly #weekWork: number;
  /** Work of the week before each weekday, Monday first. */
  readonly #beforeWeekday: readonly number[];
  readonly #firsts: readonly DayNumber[];
  readonly #ranges: readonly Range[];
  /** Work until the beginning of each exception. */
  readonly #workAtFirsts: readonly number[];
  #table: DayTable | undefined;

  /** @param exceptions of two that overlap the later one in this order holds */
  constructor(week: readonly WorkingDay[], exceptions: readonly DayRange[] = []) {
    super();
    this.week = week;
    this.exceptions = disjoint(exceptions);
    const days = week.map((hours) => new Day(hours));
    this.#days = days;
    const before: number[] = [];
    let sum = 0;
    for (const day of days) {
      before.push(sum);
      sum += day.work;
    }
    this.#beforeWeekday = before;
    this.#weekWork = sum;
    const ranges: Range[] = [];
    let difference = 0;
    for (const { first, last, hours } of this.exceptions) {
      const day = new Day(hours);
      const after = difference + (last + 1 - first) * day.work - (this.#weekly(last + 1) - this.#weekly(first));
      ranges.push({ first, last, day, before: this.#weekly(first) + difference, difference: after });
      difference = after;
    }
    this.#ranges = ranges;
    this.#firsts = ranges.map(({ first }) => first);
    this.#workAtFirsts = ranges.map(({ before: work }) => work);
  }

  /** Whether the week holds any working time at all. */
  get hasWeeklyHours(): boolean {
    return this.#weekWork > 0;
  }

  /** The shifts of a day. */
  hoursOn(day: DayNumber): WorkingDay {
    return this.#dayAt(day).hours;
  }

  override workUntil(time: LocalTime): number {
    const day = dayOf(time);
    const table = this.#tableFor(day);
    const rest = time - day * secondsPerDay;
    if (table === undefined) return this.#workUntilDay(day) + this.#dayAt(day).until(rest);
    const index = day - table.first;
    return (table.before[index] as number) + (table.days[index] as Day).until(rest);
  }

  override earliestAt(work: number): LocalTime {
    const table = this.#table;
    if (table !== undefined) {
      const index = table.indexBefore(work);
      if (index >= 0) {
        const rest = work - (table.before[index] as number);
        return (table.first + index) * secondsPerDay + (table.days[index] as Day).earliest(rest);
      }
    }
    return this.#earliestFarAway(work);
  }

  override latestAt(work: number): LocalTime {
    const table = this.#table;
    if (table !== undefined) {
      const index = table.indexUpTo(work);
      if (index >= 0) {
        const rest = work - (table.before[index] as number);
        return (table.first + index) * secondsPerDay + (table.days[index] as Day).latest(rest);
      }
    }
    return this.#latestFarAway(work);
  }

  /** The table when it holds a day, grown as far as that is sensible. */
  #tableFor(day: DayNumber): DayTable | undefined {
    const table = this.#table;
    if (table !== undefined && day >= table.first && day < table.first + table.length) return table;
    const grown = this.#grow(day);
    if (grown !== undefined) this.#table = grown;
    return grown;
  }

  #grow(day: DayNumber): DayTable | undefined {
    if (!(Math.abs(day) < 4e6)) return undefined;
    const before = this.#table;
    const first = before === undefined ? day - daysBehind : day < before.first ? day - daysBehind : before.first;
    const end = Math.max(day + daysAhead, before === undefined ? day : before.first + before.length);
    // Doubled, so that growing costs no more in all than the table itself.
    const length = Math.max(end - first, before === undefined ? 0 : 2 * before.length);
    if (length > longestTable) return undefined;
    const work = new Float64Array(length + 1);
    const days: Day[] = [];
    let sum = this.#workUntilDay(first);
    for (let index = 0; index < length; index++) {
      const own = this.#dayAt(first + index);
      days.push(own);
      work[index] = sum;
      sum += own.work;
    }
    work[length] = sum;
    return new DayTable(first, work, days);
  }

  /** Work until the beginning of a day. */
  #workUntilDay(day: DayNumber): number {
    const range = this.#ranges[this.#ranges.length === 0 ? -1 : lastAtOrBefore(this.#firsts, day)];
    if (range !== undefined && day <= range.last) return range.before + (day - range.first) * range.day.work;
    return this.#weekly(day) + (range === undefined ? 0 : range.difference);
  }

  #earliestFarAway(work: number): LocalTime {
    // The last exception before whose beginning less than this was done.
    const index = this.#ranges.length === 0 ? -1 : lastBefore(this.#workAtFirsts, work);
    const range = this.#ranges[index];
    if (range !== undefined) {
      const inside = work - range.before;
      if (inside <= (range.last + 1 - range.first) * range.day.work) {
        const days = Math.ceil(inside / range.day.work) - 1;
        return (range.first + days) * secondsPerDay + range.day.earliest(inside - days * range.day.work);
      }
    }
    const weekly = work - (range === undefined ? 0 : range.difference);
    if (this.#weekWork === 0) return weekly <= 0 ? -Infinity : Infinity;
    const week = Math.ceil(weekly / this.#weekWork) - 1;
    const inWeek = weekly - week * this.#weekWork;
    let weekday = 6;
    while (weekday > 0 && (this.#beforeWeekday[weekday] as number) >= inWeek) weekday--;
    const rest = inWeek - (this.#beforeWeekday[weekday] as number);
    return (firstMonday + week * 7 + weekday) * secondsPerDay + (this.#days[weekday] as Day).earliest(rest);
  }

  #latestFarAway(work: number): LocalTime {
    // The last exception before whose beginning not more than this was done.
    const index = this.#ranges.length === 0 ? -1 : lastAtOrBefore(this.#workAtFirsts, work);
    const range = this.#ranges[index];
    if (range !== undefined) {
      const inside = work - range.before;
      if (inside < (range.last + 1 - range.first) * range.day.work) {
        const days = Math.floor(inside / range.day.work);
        return (range.first + days) * secondsPerDay + range.day.latest(inside - days * range.day.work);
      }
    }
    const weekly = work - (range === undefined ? 0 : range.difference);
    if (this.#weekWork === 0) return weekly < 0 ? -Infinity : Infinity;
    const week = Math.floor(weekly / this.#weekWork);
    const inWeek = weekly - week * this.#weekWork;
    let weekday = 6;
    while (weekday > 0 && ((this.#beforeWeekday[weekday] as number) > inWeek || this.#workOf(weekday) === 0)) weekday--;
    while (this.#workOf(weekday) === 0) weekday++;
    const rest = inWeek - (this.#beforeWeekday[weekday] as number);
    return (firstMonday + week * 7 + weekday) * secondsPerDay + (this.#days[weekday] as Day).latest(rest);
  }

  #workOf(weekday: number): number {
    return (this.#days[weekday] as Day).work;
  }

  /** Work until the beginning of a day, by the week alone. */
  #weekly(day: DayNumber): number {
    const week = Math.floor((day - firstMonday) / 7);
    return week * this.#weekWork + (this.#beforeWeekday[day - firstMonday - week * 7] as number);
  }

  #weekdayOf(day: DayNumber): Day {
    const index = (day - firstMonday) % 7;
    return this.#days[index < 0 ? index + 7 : index] as Day;
  }

  #dayAt(day: DayNumber): Day {
    const range = this.#ranges[lastAtOrBefore(this.#firsts, day)];
    return range !== undefined && day <= range.last ? range.day : this.#weekdayOf(day);
  }
}

interface Range {
  readonly first: DayNumber;
  readonly last: DayNumber;
  readonly day: Day;
  /** Work until its beginning. */
  readonly before: number;
  /** What it and the exceptions before it add to the work of the weeks; mostly negative. */
  readonly difference: number;
}

/** A table holds the days around the first one that is asked for, and grows. Longer ones are not worth their memory. */
const daysBehind = 366;
const daysAhead = 1098;
const longestTable = 100_000;

/** The work before each of some days in a row: one look instead of a search. */
class DayTable {
  readonly first: DayNumber;
  readonly length: number;
  /** One more than there are days. */
  readonly before: Float64Array;
  readonly days: readonly Day[];
  readonly #workBefore: number;
  readonly #workAfter: number;
  readonly #daysPerWork: number;

  constructor(first: DayNumber, before: Float64Array, days: readonly Day[]) {
    this.first = first;
    this.length = days.length;
    this.before = before;
    this.days = days;
    this.#workBefore = before[0] as number;
    this.#workAfter = before[days.length] as number;
    this.#daysPerWork = days.length / Math.max(1, this.#workAfter - this.#workBefore);
  }

  /** The day in which less than so much is done before it and so much after it; -1 when it is none of these. */
  indexBefore(work: number): number {
    if (work <= this.#workBefore || work > this.#workAfter) return -1;
    const { before } = this;
    let index = ((work - this.#workBefore) * this.#daysPerWork) | 0;
    if (index >= this.length) index = this.length - 1;
    while ((before[index] as number) >= work) index--;
    while ((before[index + 1] as number) < work) index++;
    return index;
  }

  /** The day in which not more than so much is done before it and more after it; -1 when it is none of these. */
  indexUpTo(work: number): number {
    if (work < this.#workBefore || work >= this.#workAfter) return -1;
    const { before } = this;
    let index = ((work - this.#workBefore) * this.#daysPerWork) | 0;
    if (index >= this.length) index = this.length - 1;
    while ((before[index] as number) > work) index--;
    while ((before[index + 1] as number) <= work) index++;
    return index;
  }
}

/** The shifts of a day, in seconds. */
class Day {
  readonly hours: WorkingDay;
  readonly work: number;
  readonly #count: number;
  readonly #starts: Int32Array;
  readonly #finishes: Int32Array;
  readonly #befores: Int32Array;

  constructor(hours: WorkingDay) {
    this.hours = hours;
    this.#count = hours.length;
    this.#starts = Int32Array.from(hours, ({ start }) => start * secondsPerMinute);
    this.#finishes = Int32Array.from(hours, ({ finish }) => finish * secondsPerMinute);
    this.#befores = new Int32Array(hours.length);
    let work = 0;
    for (let shift = 0; shift < hours.length; shift++) {
      this.#befores[shift] = work;
      work += (this.#finishes[shift] as number) - (this.#starts[shift] as number);
    }
    this.work = work;
  }

  /** Work until a second of the day. */
  until(second: number): number {
    for (let shift = 0; shift < this.#count; shift++) {
      const start = this.#starts[shift] as number;
      if (second <= start) return this.#befores[shift] as number;
      if (second < (this.#finishes[shift] as number)) return (this.#befores[shift] as number) + second - start;
    }
    return this.work;
  }

  /** The first second by which more than nothing and up to all of the day's work is done. */
  earliest(work: number): number {
    for (let shift = 0; shift < this.#count; shift++) {
      const second = work - (this.#befores[shift] as number) + (this.#starts[shift] as number);
      if (second <= (this.#finishes[shift] as number)) return Math.ceil(second - tolerance);
    }
    return secondsPerDay;
  }

  /** The last second by which less than all of the day's work is done. */
  latest(work: number): number {
    for (let shift = 0; shift < this.#count; shift++) {
      const second = work - (this.#befores[shift] as number) + (this.#starts[shift] as number);
      if (second < (this.#finishes[shift] as number)) {
        return Math.max(this.#starts[shift] as number, Math.ceil(second - tolerance));
      }
    }
    return secondsPerDay;
  }
}

/** Shares of people's time leave remainders of floating-point arithmetic; a second is never missed by them. */
const tolerance = 1e-3;

/** The same days with every one of them in one range only: that of the last one in the order given. */
function disjoint(ranges: readonly DayRange[]): readonly DayRange[] {
  const sorted = ranges
    .map((range, order) => ({ range, order }))
    .sort((a, b) => a.range.first - b.range.first || a.order - b.order);
  const overlaps = sorted.some(({ range }, index) => (sorted[index + 1]?.range.first ?? Infinity) <= range.last);
  if (!overlaps) return sorted.map(({ range }) => range);
  return new Painter(ranges).paint();
}

/** Walks through the days at which something begins or ends, with the ranges that hold there in a heap, the last one on top. */
class Painter {
  readonly #ranges: readonly DayRange[];
  readonly #heap: number[] = [];
  readonly #result: DayRange[] = [];

  constructor(ranges: readonly DayRange[]) {
    this.#ranges = ranges;
  }

  paint(): readonly DayRange[] {
    const starts = this.#ranges.map((_, index) => index).sort((a, b) => this.#first(a) - this.#first(b));
    const cuts = [...new Set(this.#ranges.flatMap(({ first, last }) => [first, last + 1]))].sort((a, b) => a - b);
    let next = 0;
    for (let index = 0; index + 1 < cuts.length; index++) {
      const day = cuts[index] as number;
      for (; next < starts.length && this.#first(starts[next] as number) <= day; next++)
        this.#push(starts[next] as number);
      while (this.#heap.length > 0 && this.#last(this.#heap[0] as number) < day) this.#pop();
      const top = this.#heap[0];
      if (top !== undefined) this.#put(day, (cuts[index + 1] as number) - 1, top);
    }
    return this.#result;
  }

  #first(index: number): number {
    return (this.#ranges[index] as DayRange).first;
  }

  #last(index: number): number {
    return (this.#ranges[index] as DayRange).last;
  }

  #put(first: number, last: number, index: number): void {
    const { hours } = this.#ranges[index] as DayRange;
    const before = this.#result.at(-1);
    if (before !== undefined && before.last === first - 1 && before.hours === hours) {
      this.#result[this.#result.length - 1] = { ...before, last };
    } else this.#result.push({ first, last, hours });
  }

  #push(value: number): void {
    const heap = this.#heap;
    let at = heap.push(value) - 1;
    for (; at > 0; ) {
      const parent = (at - 1) >> 1;
      if ((heap[parent] as number) >= value) break;
      heap[at] = heap[parent] as number;
      at = parent;
    }
    heap[at] = value;
  }

  #pop(): void {
    const heap = this.#heap;
    const value = heap.pop() as number;
    if (heap.length === 0) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && (heap[child + 1] as number) > (heap[child] as number)) child++;
      if ((heap[child] as number) <= value) break;
      heap[at] = heap[child] as number;
      at = child;
    }
    heap[at] = value;
  }
}
