/** Where things stand in a row, in pixels from its top. */
export interface RowBox {
  /** Of bars. */
  readonly top: number;
  readonly height: number;
  /** Of bars and diamonds. */
  readonly middle: number;
  /** Half of a diamond's height. */
  readonly diamond: number;
  /** Of the rule that shows earlier dates. */
  readonly ghostTop: number;
  /** Of labels. */
  readonly baseline: number;
}

/** What a row of 22 pixels looks like, and others by it. */
export function rowBox(height: number): RowBox {
  const bar = Math.min(Math.max(Math.round(height - 12), 3), 16);
  const top = Math.max(Math.round((height - bar - 4) / 2), 0);
  const middle = top + bar / 2;
  return {
    top,
    height: bar,
    middle,
    diamond: Math.min(Math.max(bar / 2 + 1, 3), 8),
    ghostTop: top + bar + 2,
    baseline: middle + 4,
  };
}

/** The narrowest that a bar is drawn, in pixels. */
export const leastBarWidth = 3;
