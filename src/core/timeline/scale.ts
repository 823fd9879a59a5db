import { type LocalTime, secondsPerDay } from "../calendar/localTime.ts";
import { type TimeScale, timeAt } from "./shapes.ts";
import type { Timeline } from "./timeline.ts";

/** Names of zoom levels and how many pixels a day has in each. Everything in between is possible too. */
export const zoomLevels = [
  { name: "hour", pixelsPerDay: 960 },
  { name: "day", pixelsPerDay: 48 },
  { name: "week", pixelsPerDay: 10 },
  { name: "month", pixelsPerDay: 3 },
  { name: "quarter", pixelsPerDay: 1 },
  { name: "year", pixelsPerDay: 0.25 },
] as const;

export type ZoomLevel = (typeof zoomLevels)[number]["name"];

/** 400 years are 350 pixels. */
export const leastPixelsPerDay = 0.0024;
/** A minute is 40 pixels. */
export const mostPixelsPerDay = 57_600;

export function pixelsPerDay({ pixelsPerSecond }: TimeScale): number {
  return pixelsPerSecond * secondsPerDay;
}

/** The level whose size is nearest to that of a scale, by ratio. */
export function nearestZoomLevel(scale: TimeScale): ZoomLevel {
  const distance = (size: number): number => Math.abs(Math.log(size / pixelsPerDay(scale)));
  return zoomLevels.reduce((best, level) => (distance(level.pixelsPerDay) < distance(best.pixelsPerDay) ? level : best))
    .name;
}

/** A scale with `origin` at x = 0; its size is brought within the limits. */
export function scaleOf(origin: LocalTime, wantedPixelsPerDay: number): TimeScale {
  const size = Number.isFinite(wantedPixelsPerDay) ? wantedPixelsPerDay : mostPixelsPerDay;
  return {
    origin,
    pixelsPerSecond: Math.min(Math.max(size, leastPixelsPerDay), mostPixelsPerDay) / secondsPerDay,
  };
}

/** All of a timeline in `width` pixels, with some air: on the right more, for labels. An empty one shows four weeks from today. */
export function fitScale(timeline: Timeline, width: number): TimeScale {
  const { start, finish, today } = timeline;
  const isEmpty = !(Number.isFinite(start) && Number.isFinite(finish)) || timeline.rows.count === 0;
  const from = isEmpty ? today : Math.min(start, finish);
  // A single milestone is a plan too.
  const seconds = isEmpty ? 28 * secondsPerDay : Math.max(Math.abs(finish - start), 3600);
  const pixels = Math.max(width, 40);
  const left = Math.min(12, pixels * 0.05);
  const right = Math.min(80, pixels * 0.15);
  const scale = scaleOf(from, ((pixels - left - right) / seconds) * secondsPerDay);
  return { ...scale, origin: from - left / scale.pixelsPerSecond };
}

/** `factor` times as many pixels per second, within the limits; the moment at `x` stays where it is. */
export function scaleAround(scale: TimeScale, x: number, factor: number): TimeScale {
  const fixed = timeAt(scale, x);
  const zoomed = scaleOf(scale.origin, pixelsPerDay(scale) * factor);
  return { ...zoomed, origin: fixed - x / zoomed.pixelsPerSecond };
}
