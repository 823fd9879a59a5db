import { useLayoutEffect, useRef } from "preact/hooks";
import type { Timeline } from "../../core/timeline/index.ts";
import { ConsequenceTip } from "./consequenceTip.tsx";
import type { TimelineScreen } from "./timelineController.ts";
import { rowOfKey, type VisibleRows } from "./visibleRows.ts";
import { finishText, spokenRow, startText } from "./words.ts";

interface TipProps {
  readonly screen: TimelineScreen;
  readonly timeline: Timeline;
  readonly rows: VisibleRows;
  readonly hovered: { readonly row: number; readonly x: number; readonly y: number } | undefined;
  readonly left: number;
  readonly boxElement: { readonly current: HTMLDivElement | null };
}

/**
 * What an edit does, else what a bar is; above its row or below it, wherever there is room, never under the pointer. Of a link, on the
 * side on which the other row is not.
 */
export function Tip({ screen, timeline, rows, hovered, left, boxElement }: TipProps) {
  const { pending, choices } = screen;
  const element = useRef<HTMLDivElement>(null);
  const row = pending === undefined ? (hovered?.row ?? -1) : rowOfKey(timeline, pending.key);
  const place = rows.placeOf(row);
  const edit = pending?.edit;
  const comesFromAbove = edit?.kind === "link" && rows.placeOf(rowOfKey(timeline, edit.from)) < place;
  useLayoutEffect(() => {
    const [tip, box] = [element.current, boxElement.current];
    const line = box?.querySelector(`[role="row"][aria-rowindex="${place + 1}"]`);
    if (tip === null || box === null || line === undefined || line === null) return;
    const around = box.getBoundingClientRect();
    const of = line.getBoundingClientRect();
    const { width, height } = tip.getBoundingClientRect();
    const above = of.top - around.top - height - 6;
    const below = of.bottom - around.top + 6;
    const lowest = around.height - height - 4;
    const isBelow = above < 4 || (comesFromAbove && below <= lowest);
    tip.style.top = `${isBelow ? Math.min(below, lowest) : above}px`;
    const wanted = pending === undefined ? (hovered?.x ?? 0) - around.left + 12 : around.width - width - 12;
    tip.style.left = `${Math.max(4, Math.min(Math.max(wanted, left + 8), around.width - width - 4))}px`;
  });
  if (row < 0 || place < 0) return null;
  return (
    <div class={pending === undefined ? "hover tip is-quiet" : "hover tip"} ref={element}>
      {pending !== undefined ? (
        <ConsequenceTip timeline={timeline} pending={pending} />
      ) : (
        <div class="hover-body">
          <b class="strong">{timeline.rows.names[row]}</b>
          <p>
            {startText(timeline, timeline.rows.start[row] as number)} →{" "}
            {finishText(timeline, timeline.rows.finish[row] as number)}
          </p>
          <p class="dim">{spokenRow(timeline, row, choices.ghost).split(", ").slice(1).join(", ")}</p>
        </div>
      )}
    </div>
  );
}
