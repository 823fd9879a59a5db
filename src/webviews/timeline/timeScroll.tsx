import { useLayoutEffect, useRef } from "preact/hooks";
import type { Timeline, TimeScale } from "../../core/timeline/index.ts";
import type { TimelineController } from "./timelineController.ts";

interface TimeScrollProps {
  readonly controller: TimelineController;
  readonly timeline: Timeline;
  readonly scale: TimeScale;
  readonly left: number;
  readonly width: number;
}

/** Browsers draw nothing wider than this many pixels. */
const widest = 10_000_000;
const secondsPerDay = 86_400;

/** The scroll bar of time: it reaches from before the first bar to behind the last one, and to wherever one has gone. */
export function TimeScroll({ controller, timeline, scale, left, width }: TimeScrollProps) {
  const bar = useRef<HTMLDivElement>(null);
  const seen = width / scale.pixelsPerSecond;
  const around = Math.max(seen * 0.1, 7 * secondsPerDay);
  const first = Math.min(timeline.start - around, scale.origin);
  const last = Math.max(timeline.finish + around, scale.origin + seen);
  const pixels = (last - first) * scale.pixelsPerSecond;
  const shrink = Math.min(1, widest / pixels);
  const place = (scale.origin - first) * scale.pixelsPerSecond * shrink;
  const drawnWidth = useRef(0);
  useLayoutEffect(() => {
    const element = bar.current;
    if (element === null) return;
    if (Math.abs(element.scrollLeft - place) >= 1) element.scrollLeft = place;
    drawnWidth.current = element.clientWidth;
  });
  const onScroll = (): void => {
    const element = bar.current;
    // In a window that has just become another one, the browser scrolls: nobody wanted to go anywhere, and the next picture puts it right.
    if (element === null || element.clientWidth !== drawnWidth.current) return;
    const at = element.scrollLeft;
    if (Math.abs(at - place) >= 1) controller.panTo(first + at / scale.pixelsPerSecond / shrink);
  };
  return (
    <div
      class="time-scroll"
      aria-hidden="true"
      tabIndex={-1}
      ref={bar}
      onScroll={onScroll}
      style={{ marginLeft: `${left}px` }}
    >
      <div style={{ width: `${Math.max(pixels * shrink, 1)}px` }} />
    </div>
  );
}
