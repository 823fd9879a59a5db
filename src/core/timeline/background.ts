import { secondsPerDay } from "../calendar/localTime.ts";
import { axisOf, todayX } from "./axis.ts";
import { cut, firstPairAfter, type PixelRange, tenth } from "./measure.ts";
import { pixelsPerDay } from "./scale.ts";
import { type Shape, type TimeScale, timeAt, xOf } from "./shapes.ts";
import { fitText } from "./textWidth.ts";
import type { Timeline } from "./timeline.ts";

export interface BackgroundOptions extends PixelRange {
  /** Of the labels, in pixels; 11 unless given. */
  readonly fontSize?: number;
}

/**
 * What lies under the rows of a chart of some height: days off, lines of the axis and, in front, today. All cut off at the window.
 */
export function backgroundShapes(
  timeline: Timeline,
  scale: TimeScale,
  height: number,
  range: BackgroundOptions,
): readonly Shape[] {
  return [
    ...daysOffShapes(timeline, scale, height, range),
    ...gridShapes(scale, height, range),
    ...todayShapes(timeline, scale, height, range),
  ];
}

/** Columns for days without work; none while a day is narrower than two pixels. */
export function daysOffShapes(
  { daysOff }: Timeline,
  scale: TimeScale,
  height: number,
  range: PixelRange,
): readonly Shape[] {
  if (pixelsPerDay(scale) < 2) return [];
  const shapes: Shape[] = [];
  const end = timeAt(scale, range.toX);
  for (let at = firstPairAfter(daysOff, timeAt(scale, range.fromX)); 2 * at + 1 < daysOff.length; at++) {
    const begin = daysOff[2 * at] as number;
    if (begin >= end) break;
    const left = tenth(cut(xOf(scale, begin), range));
    const width = tenth(cut(xOf(scale, daysOff[2 * at + 1] as number), range) - left);
    if (width > 0) shapes.push({ kind: "rect", x: left, y: 0, width, height, class: "day-off" });
  }
  return shapes;
}

/** Thin lines where the lower band of the axis is divided. */
export function gridShapes(scale: TimeScale, height: number, { fromX, toX }: PixelRange): readonly Shape[] {
  return axisOf(scale, fromX, toX)
    .lower.filter(({ isCut }) => !isCut)
    .map(({ x }) => ({ kind: "path", d: `M${x} 0V${height}`, class: "grid" }));
}

/** A line in the middle of the day it is, and the day as a column where it is wide; another line for the real day beside a status date. */
export function todayShapes(
  { today, now }: Timeline,
  scale: TimeScale,
  height: number,
  range: PixelRange,
): readonly Shape[] {
  const shapes: Shape[] = [];
  const x = todayX(scale, today);
  // Where a day is as wide as this, a line alone would name an hour.
  if (pixelsPerDay(scale) >= 120) {
    const left = tenth(cut(xOf(scale, today), range));
    const width = tenth(cut(xOf(scale, today + secondsPerDay), range) - left);
    if (width > 0) shapes.push({ kind: "rect", x: left, y: 0, width, height, class: "today-column" });
  }
  if (x >= range.fromX && x <= range.toX) {
    shapes.push({ kind: "path", d: `M${tenth(x)} 0V${height}`, class: "today" });
  }
  const real = now === undefined ? Number.NaN : todayX(scale, now);
  if (real >= range.fromX && real <= range.toX) {
    shapes.push({ kind: "path", d: `M${tenth(real)} 0V${height}`, class: "now" });
  }
  return shapes;
}

/** A band of some height for each iteration: a line at its beginning and end, every other one shaded, its name where it fits. */
export function iterationShapes(
  { iterations }: Timeline,
  scale: TimeScale,
  height: number,
  range: BackgroundOptions,
): readonly Shape[] {
  const shapes: Shape[] = [];
  const { fontSize = 11 } = range;
  iterations.forEach(({ name, start, finish }, index) => {
    const left = tenth(cut(xOf(scale, start), range));
    const width = tenth(cut(xOf(scale, finish), range) - left);
    if (!(width > 0)) return;
    const isEven = index % 2 === 0;
    shapes.push({ kind: "rect", x: left, y: 0, width, height, class: isEven ? "iteration" : "iteration is-odd" });
    const text = fitText(name, width - 8, fontSize);
    if (text !== "") {
      const y = tenth(height / 2 + fontSize * 0.36);
      shapes.push({ kind: "text", x: tenth(left + 4), y, text, class: "iteration-label" });
    }
  });
  return shapes;
}
