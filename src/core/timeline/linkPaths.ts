import type { DependencyType } from "../model/dependency.ts";
import { cut, type PixelRange, tenth, withMargin } from "./measure.ts";
import { rowBox } from "./rowBox.ts";

/** An end of a link, in pixels of the chart. */
export interface LinkBox {
  /** Of its start and its finish; the same for a milestone. */
  readonly left: number;
  readonly right: number;
  /** Of its row. */
  readonly top: number;
  readonly isMilestone?: boolean;
}

/** A line and the head at its end, each as the `d` of a path. */
export interface LinkPath {
  readonly line: string;
  readonly head: string;
}

export interface LinkOptions extends Partial<PixelRange> {
  /** Of a row, in pixels; 22 unless given. */
  readonly rowHeight?: number;
}

const clearance = 6;
const corner = 3;
/** Of an arrow head: how long it is, and half of how wide. */
const headLength = 4;
const headHalf = 3;

/**
 * A link of right angles. Finish-to-start goes out at the right, down (or up) and into the bar a little behind its start; when
 * that lies behind the way, it goes around between the rows. The other types go in from the side that they tie.
 */
export function linkPath(type: DependencyType, from: LinkBox, to: LinkBox, options: LinkOptions = {}): LinkPath {
  const { rowHeight = 22 } = options;
  const [a, b] = [within(from, options), within(to, options)];
  const box = rowBox(rowHeight);
  const y1 = a.top + box.middle;
  const y2 = b.top + box.middle + (b.isMilestone ? 1 : 0);
  const reach = b.isMilestone ? box.diamond : 0;
  // The line between two rows nearest to the target, on the side from which one comes.
  const gap = b.top >= a.top ? b.top : b.top + rowHeight;
  switch (type) {
    case "FS":
      return finishToStart(a, b, y1, box, gap);
    case "SS": {
      const x = Math.min(a.left, b.left - reach) - clearance - headLength;
      return sideways(a.left, x, y1, y2, b.left - reach, 1);
    }
    case "FF": {
      const x = Math.max(a.right, b.right + reach) + clearance + headLength;
      return sideways(a.right, x, y1, y2, b.right + reach, -1);
    }
    case "SF": {
      const target = b.right + reach;
      const turn = a.left - clearance;
      if (target + headLength + corner <= turn) return sideways(a.left, turn, y1, y2, target, -1);
      const back = target + clearance + headLength;
      const line = [`M${tenth(a.left)} ${tenth(y1)}H${tenth(turn)}V${tenth(gap)}H${tenth(back)}`];
      line.push(`V${tenth(y2)}H${tenth(target + headLength)}`);
      return { line: line.join(""), head: sideHead(target, y2, -1) };
    }
  }
}

function finishToStart(a: LinkBox, b: LinkBox, y1: number, box: ReturnType<typeof rowBox>, gap: number): LinkPath {
  const isDown = b.top >= a.top;
  const way = isDown ? 1 : -1;
  const middle = b.top + box.middle + (b.isMilestone ? 1 : 0);
  const half = b.isMilestone ? box.diamond : box.height / 2;
  // The tip touches the bar's edge.
  const tip = middle - way * half;
  const base = tip - way * headLength;
  const out = a.isMilestone ? a.right + 1 : a.right;
  const into = b.isMilestone ? b.left : b.left + Math.min(5, Math.max((b.right - b.left) / 2, 1));
  let x = into;
  let line: string;
  if (into - out > 2) {
    const bend = Math.min(corner, into - out);
    line = `M${tenth(out)} ${tenth(y1)}H${tenth(into - bend)}q${tenth(bend)} 0 ${tenth(bend)} ${tenth(way * bend)}V${tenth(base)}`;
  } else if (!b.isMilestone && out + 5 <= Math.max(b.right - 1, into) && into - out > -8) {
    // A small overlap: down right behind the end, into the bar a little later.
    x = out + 5;
    line = `M${tenth(out)} ${tenth(y1)}h3q2 0 2 ${2 * way}V${tenth(base)}`;
  } else if (b.isMilestone && into - out > -2) {
    // A milestone at the very moment that it waits for: straight on.
    x = into;
    line = `M${tenth(into)} ${tenth(y1)}V${tenth(base)}`;
  } else {
    line = `M${tenth(out)} ${tenth(y1)}h4V${tenth(gap)}H${tenth(into)}V${tenth(base)}`;
  }
  const head = `M${tenth(x - headHalf)} ${tenth(base)}h${2 * headHalf}l${-headHalf} ${way * headLength}z`;
  return { line, head };
}

/** Out to `x`, up or down, and to the target; `way` is 1 for an arrow to the right. */
function sideways(out: number, x: number, y1: number, y2: number, target: number, way: 1 | -1): LinkPath {
  const line = `M${tenth(out)} ${tenth(y1)}H${tenth(x)}V${tenth(y2)}H${tenth(target - way * headLength)}`;
  return { line, head: sideHead(target, y2, way) };
}

function sideHead(x: number, y: number, way: 1 | -1): string {
  return `M${tenth(x - way * headLength)} ${tenth(y - headHalf)}v${2 * headHalf}l${way * headLength} ${-headHalf}z`;
}

/** A box with ends far outside of the window brought near it: what is seen of a right-angled line stays the same. */
function within(box: LinkBox, { fromX, toX }: LinkOptions): LinkBox {
  if (fromX === undefined || toX === undefined) return box;
  const range = withMargin({ fromX, toX });
  return { ...box, left: cut(box.left, range), right: cut(box.right, range) };
}
