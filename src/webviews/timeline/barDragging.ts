import { rowKinds, type Timeline, type TimeScale, timeAt, xOf } from "../../core/timeline/index.ts";
import type { TimelineController } from "./timelineController.ts";

/** What is done to a bar by pointer: moved, made longer or shorter, or linked to another one. */
type Grip = "move" | "resize" | "link";

/** An end of a bar, as link types name it: `S` and `F` make `SF`. */
export type LinkEnd = "S" | "F";

interface Held {
  readonly grip: Grip;
  /** The end that a link goes out from. */
  readonly end: LinkEnd;
  readonly row: number;
  /** The picture it was taken hold of in: in another one, the row may be another. */
  readonly timeline: Timeline;
  readonly fromX: number;
  readonly fromY: number;
  hasMoved: boolean;
}

/** So many pixels are a slip of the hand. */
const slip = 3;
const secondsPerDay = 86_400;
const secondsPerHour = 3600;
/** At the end of a bar so many pixels hold its end. */
export const endWidth = 7;

/** Follows a pointer that holds a bar; what would come of letting go is shown meanwhile, and nothing is written before. */
export class BarDragging {
  readonly #controller: TimelineController;
  #held: Held | undefined;
  /** The end that a link is drawn from, and where to, in pixels of the chart. */
  link: { readonly row: number; readonly end: LinkEnd; readonly x: number; readonly y: number } | undefined;
  onChange: () => void = () => {};

  constructor(controller: TimelineController) {
    this.#controller = controller;
  }

  /** Whether a bar was pressed; it may not have moved yet. */
  get isTaken(): boolean {
    return this.#held !== undefined;
  }

  get isHolding(): boolean {
    return this.#held?.hasMoved === true;
  }

  /** The row whose bar is held. */
  get row(): number | undefined {
    return this.#held?.hasMoved === true ? this.#held.row : undefined;
  }

  /**
   * Takes hold of a bar as its place says; its row is selected.
   * @param end whose handle for links is taken hold of instead
   */
  take(event: PointerEvent, row: number, rowKey: string, end: LinkEnd | undefined): void {
    const { timeline } = this.#controller.screen;
    const { scale } = this.#controller;
    if (event.button === 0) {
      this.#controller.activate(rowKey);
      this.#controller.onReveal(rowKey, { focus: true });
    }
    if (event.button !== 0 || timeline === undefined || scale === undefined || !this.#controller.canEdit) return;
    const chart = event.currentTarget as Element;
    const x = event.clientX - chart.getBoundingClientRect().left;
    const { kind, start, finish } = timeline.rows;
    const isTask = kind[row] === rowKinds.task;
    const [from, to] = [xOf(scale, start[row] as number), xOf(scale, finish[row] as number)];
    const isAtEnd = isTask && to - x <= Math.min(endWidth, Math.max(2, (to - from) / 3));
    this.#held = {
      grip: end !== undefined ? "link" : isAtEnd ? "resize" : "move",
      end: end ?? "F",
      row,
      timeline,
      fromX: event.clientX,
      fromY: event.clientY,
      hasMoved: false,
    };
    chart.setPointerCapture(event.pointerId);
    event.preventDefault();
  }

  /** @param rowAt the row of the timeline at a place in the window; -1 for none */
  move(event: PointerEvent, rowAt: (clientX: number, clientY: number) => number): void {
    const held = this.#held;
    const { timeline } = this.#controller.screen;
    const { scale } = this.#controller;
    if (held === undefined || timeline === undefined || scale === undefined) return;
    // Let go where nobody saw it, or the dates are others meanwhile.
    if ((event.buttons & 1) === 0 || held.timeline !== timeline) {
      this.cancel();
      return;
    }
    const [dx, dy] = [event.clientX - held.fromX, event.clientY - held.fromY];
    if (!held.hasMoved && Math.hypot(dx, dy) < slip) return;
    held.hasMoved = true;
    const { keys, start, finish } = timeline.rows;
    const key = keys[held.row] as string;
    const [from, to] = [start[held.row] as number, finish[held.row] as number];
    if (held.grip === "link") {
      const box = (event.currentTarget as Element).getBoundingClientRect();
      const x = event.clientX - box.left;
      this.link = { row: held.row, end: held.end, x, y: event.clientY - box.top };
      const to = rowAt(event.clientX, event.clientY);
      if (to < 0 || to === held.row) this.#controller.drop();
      else {
        const type = `${held.end}${endAt(timeline, to, scale, x)}` as const;
        this.#controller.proposeLink(key, keys[to] as string, type, "pointer");
      }
      this.onChange();
    } else if (held.grip === "resize") {
      const end = Math.max(snapped(scale, to, dx), from + shortest(scale));
      this.#controller.propose({ kind: "resize", key, finish: end }, key, from, end, "pointer");
    } else {
      const begin = snapped(scale, from, dx);
      this.#controller.propose({ kind: "move", key, start: begin }, key, begin, begin + (to - from), "pointer");
    }
  }

  /** Lets go: what is shown is made. */
  drop(): void {
    const held = this.#held;
    const { timeline } = this.#controller.screen;
    this.#held = undefined;
    this.link = undefined;
    this.onChange();
    if (held === undefined || !held.hasMoved || timeline === undefined) return;
    if (held.timeline === timeline) void this.#controller.commit();
    else this.#controller.drop();
  }

  /** Lets go without doing anything. */
  cancel(): void {
    if (this.#held === undefined) return;
    this.#held = undefined;
    this.link = undefined;
    this.#controller.drop();
    this.onChange();
  }
}

/** The end of a bar that a place means: that of its half. The two ends of a milestone are the same; over the table it is the start. */
function endAt({ rows }: Timeline, row: number, scale: TimeScale, x: number): LinkEnd {
  const middle = xOf(scale, ((rows.start[row] as number) + (rows.finish[row] as number)) / 2);
  return x < 0 || x < middle || rows.kind[row] === rowKinds.milestone ? "S" : "F";
}

/** The step in which bars move: days, or hours where an hour can be seen. */
function stepOf({ pixelsPerSecond }: TimeScale): number {
  return pixelsPerSecond * secondsPerHour >= 6 ? secondsPerHour : secondsPerDay;
}

function shortest(scale: TimeScale): number {
  return stepOf(scale) === secondsPerHour ? secondsPerHour : secondsPerHour * 4;
}

function snapped(scale: TimeScale, time: number, pixels: number): number {
  const step = stepOf(scale);
  const moved = timeAt(scale, xOf(scale, time) + pixels) - time;
  return time + Math.round(moved / step) * step;
}

/** A working day further, or one back. */
export function workingDayFrom({ daysOff }: Timeline, time: number, way: 1 | -1): number {
  let day = time;
  for (let tries = 0; tries < 400; tries++) {
    day += way * secondsPerDay;
    if (!isOff(daysOff, day)) return day;
  }
  return day;
}

/** Whether a moment lies in one of the pairs; ends belong to the day before. */
function isOff(pairs: Float64Array, time: number): boolean {
  let low = 0;
  let high = pairs.length / 2 - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (time < (pairs[middle * 2] as number)) high = middle - 1;
    else if (time >= (pairs[middle * 2 + 1] as number)) low = middle + 1;
    else return true;
  }
  return false;
}
