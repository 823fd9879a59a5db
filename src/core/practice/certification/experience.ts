import { civil, type DayNumber, dayNumber } from "../../model/date.ts";

/** What counts towards what: leading a project, agile work, work with risk, work in construction. */
export type ExperienceKind = "leading" | "agile" | "risk" | "construction";

/** Time on a project. */
export interface Experience {
  readonly project: string;
  readonly from: DayNumber;
  /** The last day; absent while it goes on. */
  readonly to?: DayNumber;
  readonly kinds: readonly ExperienceKind[];
}

/** A stretch of days, both ends included. */
interface Span {
  readonly from: DayNumber;
  readonly to: DayNumber;
}

/** An amount of time: whole months, and days that are left over. */
export interface Months {
  readonly months: number;
  readonly days: number;
}

/** How much of an entry counts, and why not all of it. */
export interface CountedEntry {
  readonly project: string;
  /** By itself, within the window. */
  readonly own: Months;
  /** What it adds to the entries before it: what overlaps counts once. */
  readonly added: Months;
  /** Whether some of it lies before the window. */
  readonly isCut: boolean;
}

export interface CountedMonths {
  /** Whole months; thirty-one left-over days make one more. */
  readonly total: number;
  /** By entry, earliest first; those of another kind are left out. */
  readonly entries: readonly CountedEntry[];
}

/** Days left over from several entries: none of them is a month by itself, whichever month it was. */
const daysOfMonth = 31;

/**
 * Months of experience of one kind that count on a day: entries are joined, so that a day counts once, and only what lies within the
 * last `window` months counts. A month is one from a day to the day before its like in the next month; days that are left over are
 * added up, and thirty-one of them are a month. An entry that goes on counts up to the day.
 */
export function monthsOn(
  entries: readonly Experience[],
  kind: ExperienceKind,
  window: number,
  day: DayNumber,
): CountedMonths {
  const begin = addMonths(day, -window);
  const clipped = entries
    .filter(({ kinds }) => kinds.includes(kind))
    .map(({ project, from, to = day }) => ({
      project,
      span: { from: Math.max(from, begin), to: Math.min(to, day) },
      isCut: from < begin,
    }))
    .filter(({ span }) => span.from <= span.to)
    .sort((a, b) => a.span.from - b.span.from || a.span.to - b.span.to);
  const counted: CountedEntry[] = [];
  const joined: Span[] = [];
  for (const { project, span, isCut } of clipped) {
    const before = sum(joined);
    join(joined, span);
    counted.push({ project, own: lengthOf(span), added: difference(sum(joined), before), isCut });
  }
  const { months, days } = sum(joined);
  return { total: months + Math.floor(days / daysOfMonth), entries: counted };
}

/** Puts a span that begins no earlier than the ones before it among them; what touches is one. */
function join(spans: Span[], span: Span): void {
  const last = spans[spans.length - 1];
  if (last !== undefined && span.from <= last.to + 1) {
    spans[spans.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
  } else spans.push(span);
}

function sum(spans: readonly Span[]): Months {
  let [months, days] = [0, 0];
  for (const span of spans) {
    const length = lengthOf(span);
    months += length.months;
    days += length.days;
  }
  return { months, days };
}

function difference(a: Months, b: Months): Months {
  let [months, days] = [a.months - b.months, a.days - b.days];
  while (days < 0 && months > 0) {
    months--;
    days += daysOfMonth;
  }
  return { months, days: Math.max(0, days) };
}

/** Whole months from the first day on, and the days behind them. */
function lengthOf({ from, to }: Span): Months {
  const end = to + 1;
  const [a, b] = [civil(from), civil(end)];
  let months = (b.year - a.year) * 12 + b.month - a.month;
  if (addMonths(from, months) > end) months--;
  return { months, days: end - addMonths(from, months) };
}

/** The same day so many months on; the last one of a month that is shorter. */
export function addMonths(day: DayNumber, months: number): DayNumber {
  const { year, month, dayOfMonth } = civil(day);
  const index = year * 12 + month - 1 + months;
  const [toYear, toMonth] = [Math.floor(index / 12), (index % 12) + 1];
  const next = toMonth === 12 ? dayNumber(toYear + 1, 1, 1) : dayNumber(toYear, toMonth + 1, 1);
  return Math.min(dayNumber(toYear, toMonth, 1) + dayOfMonth - 1, next - 1);
}
