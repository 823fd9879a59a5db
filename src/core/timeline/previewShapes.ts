import type { LocalTime } from "../calendar/localTime.ts";
import { cut, everywhere, type PixelRange, withMargin } from "./measure.ts";
import { leastBarWidth, rowBox } from "./rowBox.ts";
import { diamondPath, rectangle } from "./rowShapes.ts";
import { type Shape, type TimeScale, xOf } from "./shapes.ts";
import { rowKinds } from "./timeline.ts";

export interface PreviewOptions extends Partial<PixelRange> {
  /** The row's kind, one of `rowKinds`; a task unless given. */
  readonly kind?: number;
  /** Whether this is the one that is held: filled, with a handle at its end, instead of an outline. */
  readonly isHeld?: boolean;
}

/** Where a row would lie after an edit: an outline that is taller than a bar, a diamond for a milestone. */
export function previewShapes(
  start: LocalTime,
  finish: LocalTime,
  scale: TimeScale,
  height = 22,
  options: PreviewOptions = {},
): readonly Shape[] {
  if (!Number.isFinite(start) || !Number.isFinite(finish)) return [];
  const { fromX = everywhere.fromX, toX = everywhere.toX, kind = rowKinds.task, isHeld = false } = options;
  const range = withMargin({ fromX, toX });
  const box = rowBox(height);
  const end = xOf(scale, finish);
  const name = isHeld ? "preview is-held" : "preview";
  if (kind === rowKinds.milestone) {
    if (end < range.fromX || end > range.toX) return [];
    return [{ kind: "path", d: diamondPath(end, box.middle + 1, box.diamond), class: name }];
  }
  const begin = xOf(scale, start);
  const left = cut(begin, range);
  const right = cut(Math.max(end, begin + leastBarWidth), range);
  if (right <= left) return [];
  const width = Math.max(right - left - 1, 1);
  if (!isHeld) return [rectangle(left + 0.5, box.top - 1.5, width, box.height + 3, name)];
  const handle = rectangle(right - 1.5, box.top - 2, 3, box.height + 4, "preview-handle");
  return [rectangle(left + 0.5, box.top, width, box.height, name), ...(end <= range.toX ? [handle] : [])];
}
