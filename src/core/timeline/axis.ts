import { dayOf, type LocalTime, secondsPerDay } from "../calendar/localTime.ts";
import { civil } from "../model/date.ts";
import { type AxisUnit, lowerUnits, unitAbove } from "./axisUnits.ts";
import { dayWords, shortWeekdayName } from "./dateWords.ts";
import { tenth } from "./measure.ts";
import { type TimeScale, timeAt, xOf } from "./shapes.ts";
import { firstThatFits, textWidth } from "./textWidth.ts";

/** One division of a band, in pixels of the chart. */
export interface Tick {
  readonly x: number;
  readonly width: number;
  /** What fits; may be empty. */
  readonly label: string;
  /** When it begins, which may lie before its `x` when the window cuts it off. */
  readonly time: LocalTime;
  /** Whether it began before the window, so that no line stands at its `x`. */
  readonly isCut: boolean;
}

/** The day it is, as a flag on the lower band over a line. */
export interface TodayFlag {
  /** Of the line. */
  readonly x: number;
  readonly left: number;
  readonly width: number;
  readonly label: string;
}

/** Two bands of divisions; each covers the window, ascending and without gaps. */
export interface Axis {
  readonly upper: readonly Tick[];
  readonly lower: readonly Tick[];
  /** What the bands count in: `month` over `week`. */
  readonly upperUnit: string;
  readonly lowerUnit: string;
  readonly today?: TodayFlag;
  readonly now?: TodayFlag;
}

export interface AxisOptions {
  readonly today?: LocalTime;
  /** Whether that is a status date, which its flag then says. */
  readonly isStatusDate?: boolean;
  /** The day it really is, where that is another one. */
  readonly now?: LocalTime;
  /** Of the labels, in pixels; 11 unless given. */
  readonly fontSize?: number;
}

const labelIndent = { upper: 5, lower: 4 } as const;

/** The axis of a window of the chart. English names; weeks begin on Monday. */
export function axisOf(scale: TimeScale, fromX: number, toX: number, options: AxisOptions = {}): Axis {
  const { today, isStatusDate = false, now, fontSize = 11 } = options;
  const unit = unitFor(scale, fontSize);
  const above = unitAbove(unit);
  const flagOf = (day: LocalTime | undefined, word: string) =>
    day === undefined ? undefined : flagFor(scale, day, word, fromX, toX, fontSize);
  const flag = flagOf(today, isStatusDate ? "Status" : "");
  const other = flagOf(now, "Today");
  // Two flags that lie upon each other say nothing; the lines are there anyhow.
  const isCovered =
    flag !== undefined &&
    other !== undefined &&
    other.left < flag.left + flag.width &&
    flag.left < other.left + other.width;
  const flags = [flag, isCovered ? undefined : other].filter((one) => one !== undefined);
  return {
    upper: upperTicks(above, scale, fromX, toX, fontSize),
    lower: lowerTicks(unit, scale, fromX, toX, fontSize, flags),
    upperUnit: above.name,
    lowerUnit: unit.name,
    ...(flag !== undefined && { today: flag }),
    ...(other !== undefined && !isCovered && { now: other }),
  };
}

/** The x of the line that stands for a day: its middle. */
export function todayX(scale: TimeScale, today: LocalTime): number {
  return xOf(scale, today + secondsPerDay / 2);
}

/** The finest unit whose labels can be read. */
function unitFor({ pixelsPerSecond }: TimeScale, fontSize: number): AxisUnit {
  const wide = (unit: AxisUnit): boolean => unit.seconds * pixelsPerSecond >= (unit.leastWidth * fontSize) / 11;
  return lowerUnits.find(wide) ?? (lowerUnits[lowerUnits.length - 1] as AxisUnit);
}

function* beginnings(unit: AxisUnit, scale: TimeScale, fromX: number, toX: number): Generator<[LocalTime, LocalTime]> {
  const end = timeAt(scale, toX);
  for (let time = unit.floor(timeAt(scale, fromX)); time < end; ) {
    const next = unit.next(time);
    yield [time, next];
    time = next;
  }
}

function lowerTicks(
  unit: AxisUnit,
  scale: TimeScale,
  fromX: number,
  toX: number,
  fontSize: number,
  flags: readonly TodayFlag[],
): readonly Tick[] {
  const ticks: Tick[] = [];
  for (const [time, next] of beginnings(unit, scale, fromX, toX)) {
    const x = tenth(xOf(scale, time));
    const width = tenth(tenth(xOf(scale, next)) - x);
    const fitting = firstThatFits(unit.label(time), width - labelIndent.lower - 1, fontSize);
    const labelEnd = x + labelIndent.lower + textWidth(fitting, fontSize) + 2;
    const isUnderFlag = flags.some((flag) => labelEnd > flag.left && x < flag.left + flag.width);
    ticks.push({ x, width, label: isUnderFlag ? "" : fitting, time, isCut: x < fromX });
  }
  return ticks;
}

/** The first one is cut off at the window, so that its label stays in sight. */
function upperTicks(unit: AxisUnit, scale: TimeScale, fromX: number, toX: number, fontSize: number): readonly Tick[] {
  const ticks: Tick[] = [];
  let labelledYear: number | undefined;
  for (const [time, next] of beginnings(unit, scale, fromX, toX)) {
    const begin = xOf(scale, time);
    const x = tenth(Math.max(begin, fromX));
    const width = tenth(tenth(Math.min(xOf(scale, next), toX)) - x);
    if (width <= 0) continue;
    const room = width - labelIndent.upper - 1;
    const { year } = civil(dayOf(time));
    const isNewYear = unit.name === "month" && year !== labelledYear;
    const plain = unit.label(time);
    const wordings = isNewYear ? [...plain.map((name) => `${name} ${year}`), ...plain] : plain;
    const label = firstThatFits(wordings, room, fontSize);
    if (label.endsWith(String(year))) labelledYear = year;
    ticks.push({ x, width, label, time, isCut: begin < fromX });
  }
  return ticks;
}

function flagFor(
  scale: TimeScale,
  time: LocalTime,
  word: string,
  fromX: number,
  toX: number,
  fontSize: number,
): TodayFlag | undefined {
  const x = tenth(todayX(scale, time));
  if (x < fromX || x > toX) return undefined;
  const day = dayOf(time);
  const label = `${word || (toX - fromX < 480 ? "" : shortWeekdayName(day))} ${dayWords(day)}`.trim();
  const width = Math.ceil(textWidth(label, fontSize)) + 12;
  // At the ends of the window the flag stays inside and the line stands off its middle.
  const left = tenth(Math.max(fromX, Math.min(x - width / 2, toX - width)));
  return { x, left, width, label };
}
