import { type LocalTime, secondsPerDay } from "../calendar/localTime.ts";
import { rangeWords } from "./dateWords.ts";
import { cut, firstAfter, type PixelRange, tenth } from "./measure.ts";
import { type Shape, type TimeScale, timeAt, xOf } from "./shapes.ts";
import { textWidth } from "./textWidth.ts";
import type { TimelineLoad } from "./timeline.ts";

export interface LoadOptions extends PixelRange {
  /** What lies before it is drawn weaker. */
  readonly today?: LocalTime;
  /** Whether stretches with too much are named; they are unless false. */
  readonly labels?: boolean;
  /** Of the labels, in pixels; 11 unless given. */
  readonly fontSize?: number;
}

/** A stretch with the same demand on the picture. */
interface Block {
  left: number;
  right: number;
  demand: number;
  capacity: number;
  isPast: boolean;
}

/**
 * What is asked of a person or a role, as a histogram over the bottom of a row: blocks up to what there is, a dotted line at all of
 * it, and what is above it apart. In pixels from the top of the row; cut off at the window.
 */
export function loadShapes(
  load: TimelineLoad,
  scale: TimeScale,
  height: number,
  options: LoadOptions,
): readonly Shape[] {
  const shapes: Shape[] = [];
  const bottom = height - 1;
  const count = Math.max(load.count, 1);
  const unit = tenth(bottom * 0.55);
  const line = tenth(bottom - unit);
  // What goes beyond the row is cut off there: the label says how much it is.
  const most = (bottom - 2) / unit;
  for (const { left, right, demand, capacity, isPast } of blocks(load, scale, options)) {
    const [asked, has] = [Math.min(demand / count, most), Math.min(capacity / count, most)];
    const x = tenth(left);
    const width = Math.max(tenth(right - left), 0.5);
    const low = tenth(Math.min(asked, has) * unit);
    const past = isPast ? " is-past" : "";
    if (low > 0) {
      shapes.push({ kind: "rect", x, y: tenth(bottom - low), width, height: low, class: `load${past}` });
    }
    const high = tenth((asked - has) * unit);
    // Rounding of a person's share is not too much.
    if (demand - capacity > 1e-6 && high > 0) {
      shapes.push({ kind: "rect", x, y: tenth(bottom - low - high), width, height: high, class: `load-over${past}` });
    }
  }
  const { fromX, toX } = options;
  shapes.push({ kind: "path", d: `M${tenth(fromX)} ${line}H${tenth(toX)}`, class: "capacity" });
  if (options.labels !== false) shapes.push(...labels(load, scale, line - 4, options));
  return shapes;
}

/** Steps within the window; those that would fall on the same pixel are one, with the most of each. */
function* blocks(load: TimelineLoad, scale: TimeScale, options: LoadOptions): Generator<Block> {
  const { from, to, demand, capacity } = load;
  const end = timeAt(scale, options.toX);
  let block: Block | undefined;
  for (let at = firstAfter(to, timeAt(scale, options.fromX)); at < from.length; at++) {
    const begin = from[at] as number;
    if (begin >= end) break;
    const left = cut(xOf(scale, begin), options);
    const right = cut(xOf(scale, to[at] as number), options);
    const [asked, has] = [demand[at] as number, capacity[at] as number];
    const isPast = options.today !== undefined && (to[at] as number) <= options.today;
    if (block !== undefined && right - block.left < 1) {
      block.right = right;
      block.isPast &&= isPast;
      if (asked - has > block.demand - block.capacity) {
        block.demand = asked;
        block.capacity = has;
      }
      continue;
    }
    const isSame = block?.demand === asked && block.capacity === has && block.isPast === isPast;
    if (block !== undefined && isSame && left - block.right < 0.5) {
      block.right = right;
      continue;
    }
    if (block !== undefined) yield block;
    block = { left, right, demand: asked, capacity: has, isPast };
  }
  if (block !== undefined) yield block;
}

/** A time in which there is too much to do, nights and free days between included. */
export interface OverStretch {
  readonly from: LocalTime;
  readonly to: LocalTime;
  /** At its height. */
  readonly demand: number;
  readonly rows: readonly number[];
}

/** What lies no further apart than a weekend with its nights is one stretch, as one speaks of it. */
const together = 3.5 * secondsPerDay;

const known = new WeakMap<TimelineLoad, readonly OverStretch[]>();

/** When somebody has too much to do, in as few stretches as one would name. Looked for once for each load. */
export function overStretches(load: TimelineLoad): readonly OverStretch[] {
  let stretches = known.get(load);
  if (stretches === undefined) {
    stretches = findStretches(load);
    known.set(load, stretches);
  }
  return stretches;
}

function findStretches({ over }: TimelineLoad): readonly OverStretch[] {
  const stretches: { from: LocalTime; to: LocalTime; demand: number; rows: Set<number> }[] = [];
  for (const { from, to, demand, rows } of over) {
    const last = stretches.at(-1);
    if (last === undefined || from - last.to > together) stretches.push({ from, to, demand, rows: new Set(rows) });
    else {
      last.to = Math.max(last.to, to);
      last.demand = Math.max(last.demand, demand);
      for (const row of rows) last.rows.add(row);
    }
  }
  return stretches.map((stretch) => ({ ...stretch, rows: [...stretch.rows] }));
}

/**
 * `150 %, 8–15 Feb` behind each stretch with too much, as far as there is room. Stretches that a label would cover are told together
 * with the one before: from the first to the last, with the most of all.
 */
function labels(load: TimelineLoad, scale: TimeScale, y: number, options: LoadOptions): readonly Shape[] {
  const shapes: Shape[] = [];
  const gap = 4;
  let free = Number.NEGATIVE_INFINITY;
  const over = overStretches(load);
  for (let at = 0; at < over.length; ) {
    const { from } = over[at] as OverStretch;
    const left = xOf(scale, from);
    if (left > options.toX) break;
    let [to, most, text, width, right] = [from, 0, "", 0, left];
    do {
      const next = over[at++] as OverStretch;
      to = next.to;
      most = Math.max(most, next.demand);
      const share = Math.round((most / Math.max(load.count, 1)) * 100);
      text = `${share} %, ${rangeWords(from, to, options.today)}`;
      width = textWidth(text, options.fontSize);
      right = xOf(scale, to);
    } while (at < over.length && xOf(scale, over[at]?.from ?? 0) < right + width + 2 * gap);
    if (right < options.fromX || left < free) continue;
    const isBehind = right + gap + width <= options.toX;
    const x = isBehind ? right + gap : left - gap - width;
    if (x < options.fromX || x < free) continue;
    free = isBehind ? x + width + gap : right;
    shapes.push({ kind: "text", x: tenth(x), y: tenth(y), text, class: "load-label" });
  }
  return shapes;
}
