import type { LocalTime } from "../calendar/index.ts";

/** Where time lies on a picture: linear on the wall clock. */
export interface TimeScale {
  /** The moment at x = 0. */
  readonly origin: LocalTime;
  readonly pixelsPerSecond: number;
}

/**
 * Something drawn, in pixels from the left edge of the chart and from the top of its row. What it means is its class: style sheets
 * and exports give it colours.
 */
export type Shape =
  | {
      readonly kind: "rect";
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly radius?: number;
      readonly class: string;
    }
  | { readonly kind: "path"; readonly d: string; readonly class: string }
  | {
      readonly kind: "text";
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly anchor?: "start" | "middle" | "end";
      readonly class: string;
    };

/** The x of a moment. */
export function xOf({ origin, pixelsPerSecond }: TimeScale, time: LocalTime): number {
  return (time - origin) * pixelsPerSecond;
}

/** The moment at an x. */
export function timeAt({ origin, pixelsPerSecond }: TimeScale, x: number): LocalTime {
  return origin + x / pixelsPerSecond;
}
