import { dayOf, type LocalTime, secondsPerDay, secondsPerHour, secondsPerMinute } from "../calendar/localTime.ts";
import { civil, dayNumber, startOfWeek } from "../model/date.ts";
import { monthName, shortMonthName, shortWeekdayName } from "./dateWords.ts";

/** A way to divide time on an axis. */
export interface AxisUnit {
  readonly name: string;
  /** About how long one is, in seconds. */
  readonly seconds: number;
  /** How wide one has to be in the lower band, in pixels, for labels to be read. */
  readonly leastWidth: number;
  /** What stands above it. */
  readonly above: string;
  /** The beginning of the one that a moment lies in. */
  floor(time: LocalTime): LocalTime;
  /** The beginning of the next one, from a beginning. */
  next(time: LocalTime): LocalTime;
  /** Wordings, longest first, for the beginning of one. */
  label(time: LocalTime): readonly string[];
}

function even(
  name: string,
  seconds: number,
  leastWidth: number,
  above: string,
  label: (time: LocalTime) => readonly string[],
): AxisUnit {
  return {
    name,
    seconds,
    leastWidth,
    above,
    floor: (time) => Math.floor(time / seconds) * seconds,
    next: (time) => time + seconds,
    label,
  };
}

function months(
  name: string,
  count: number,
  leastWidth: number,
  above: string,
  label: (time: LocalTime) => readonly string[],
): AxisUnit {
  const beginning = (index: number): LocalTime =>
    dayNumber(Math.floor(index / 12), (((index % 12) + 12) % 12) + 1, 1) * secondsPerDay;
  const indexOf = (time: LocalTime): number => {
    const { year, month } = civil(dayOf(time));
    return Math.floor((year * 12 + month - 1) / count) * count;
  };
  return {
    name,
    seconds: count * 30.436_875 * secondsPerDay,
    leastWidth,
    above,
    floor: (time) => beginning(indexOf(time)),
    next: (time) => beginning(indexOf(time) + count),
    label,
  };
}

const clock = (time: LocalTime): readonly string[] => {
  const seconds = time - dayOf(time) * secondsPerDay;
  const two = (value: number): string => String(value).padStart(2, "0");
  const hour = two(Math.floor(seconds / secondsPerHour));
  return [`${hour}:${two(Math.floor(seconds / secondsPerMinute) % 60)}`];
};

const dateOf = (time: LocalTime): ReturnType<typeof civil> => civil(dayOf(time));

const dayOfMonth = (time: LocalTime): readonly string[] => [String(dateOf(time).dayOfMonth)];

const yearOf = (time: LocalTime): readonly string[] => [String(dateOf(time).year)];

const yearsFrom =
  (count: number) =>
  (time: LocalTime): readonly string[] => {
    const { year } = dateOf(time);
    return [`${year}–${year + count - 1}`, `${year}s`];
  };

const fullDay = (time: LocalTime): readonly string[] => {
  const day = dayOf(time);
  const date = civil(day);
  const weekdayAndDay = `${shortWeekdayName(day)} ${date.dayOfMonth}`;
  return [
    `${weekdayAndDay} ${monthName(date.month)} ${date.year}`,
    `${weekdayAndDay} ${shortMonthName(date.month)}`,
    `${date.dayOfMonth} ${shortMonthName(date.month)}`,
    String(date.dayOfMonth),
  ];
};

function weeks(name: string, count: number, leastWidth: number): AxisUnit {
  const length = 7 * count * secondsPerDay;
  // Counted from the Monday of the first week of 1970, so that pairs of weeks do not move with the window.
  const origin = startOfWeek(0) * secondsPerDay;
  return {
    name,
    seconds: length,
    leastWidth,
    above: "month",
    floor: (time) => Math.floor((time - origin) / length) * length + origin,
    next: (time) => time + length,
    label: dayOfMonth,
  };
}

/** What the lower band may count in, finest first. */
export const lowerUnits: readonly AxisUnit[] = [
  even("minute", secondsPerMinute, 40, "day", clock),
  even("5 minutes", 5 * secondsPerMinute, 40, "day", clock),
  even("15 minutes", 15 * secondsPerMinute, 40, "day", clock),
  even("hour", secondsPerHour, 40, "day", clock),
  even("3 hours", 3 * secondsPerHour, 40, "day", clock),
  even("6 hours", 6 * secondsPerHour, 40, "day", clock),
  even("day", secondsPerDay, 20, "month", (time) => [
    `${shortWeekdayName(dayOf(time))} ${dateOf(time).dayOfMonth}`,
    String(dateOf(time).dayOfMonth),
  ]),
  weeks("week", 1, 24),
  weeks("2 weeks", 2, 24),
  months("month", 1, 30, "year", (time) => [shortMonthName(dateOf(time).month)]),
  months("quarter", 3, 26, "year", (time) => [`Q${Math.floor((dateOf(time).month - 1) / 3) + 1}`]),
  months("year", 12, 36, "10 years", yearOf),
  months("5 years", 60, 36, "100 years", yearOf),
  months("10 years", 120, 36, "100 years", yearOf),
  months("20 years", 240, 36, "100 years", yearOf),
  months("50 years", 600, 36, "1000 years", yearOf),
  months("100 years", 1200, 36, "1000 years", yearOf),
];

const upperUnits: readonly AxisUnit[] = [
  even("day", secondsPerDay, 0, "", fullDay),
  // The year is put behind where it changes.
  months("month", 1, 0, "", (time) => [monthName(dateOf(time).month), shortMonthName(dateOf(time).month)]),
  months("year", 12, 0, "", yearOf),
  months("10 years", 120, 0, "", yearsFrom(10)),
  months("100 years", 1200, 0, "", yearsFrom(100)),
  months("1000 years", 12_000, 0, "", yearsFrom(1000)),
];

/** The unit that stands above another one. */
export function unitAbove(lower: AxisUnit): AxisUnit {
  const unit = upperUnits.find(({ name }) => name === lower.above);
  if (unit === undefined) throw new Error(`nothing stands above ${lower.name}`);
  return unit;
}
