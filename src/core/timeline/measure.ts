/** A stretch of the chart in pixels, outside of which nothing needs to be drawn. */
export interface PixelRange {
  readonly fromX: number;
  readonly toX: number;
}

/** All of the chart. */
export const everywhere: PixelRange = { fromX: Number.NEGATIVE_INFINITY, toX: Number.POSITIVE_INFINITY };

/** How far outside of what is seen something cut off still reaches, in pixels: further than any edge, corner or arrow head. */
export const cutMargin = 50;

/** Pixels to a tenth, which is as fine as anyone sees and keeps files small. */
export function tenth(pixels: number): number {
  // Adding 0 turns -0 into 0.
  return Math.round(pixels * 10) / 10 + 0;
}

/** A range with the margin that what is cut off keeps. */
export function withMargin({ fromX, toX }: PixelRange): PixelRange {
  return { fromX: fromX - cutMargin, toX: toX + cutMargin };
}

/** `x`, or the end of the range that it lies beyond. */
export function cut(x: number, { fromX, toX }: PixelRange): number {
  return Math.min(Math.max(x, fromX), toX);
}

/** Index of the first pair in an ascending array of pairs whose end lies behind `time`. */
export function firstPairAfter(pairs: ArrayLike<number>, time: number): number {
  let low = 0;
  let high = pairs.length >> 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pairs[2 * middle + 1] as number) > time) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Index of the first of ascending values that is greater than `time`. */
export function firstAfter(values: ArrayLike<number>, time: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] as number) > time) high = middle;
    else low = middle + 1;
  }
  return low;
}
