import { Component } from "preact";
import {
  loadShapes,
  type OverStretch,
  overStretches,
  type Timeline,
  type TimelineLoad,
  type TimeScale,
} from "../../core/timeline/index.ts";
import { Button, Icon } from "../shell/index.ts";
import { Enlarged } from "./enlarged.tsx";
import { Shapes } from "./shapeView.tsx";
import type { TimelineController } from "./timelineController.ts";
import { finishText, startText } from "./words.ts";

const rowHeight = 32;

interface LoadViewProps {
  readonly controller: TimelineController;
  readonly timeline: Timeline;
  readonly scale: TimeScale;
  readonly left: number;
  readonly width: number;
  readonly fontScale: number;
}

/** Each person and role against what there is of them; drawn anew when the dates or the scale are others. */
export class LoadView extends Component<LoadViewProps> {
  override shouldComponentUpdate(next: LoadViewProps): boolean {
    return (Object.keys(next) as (keyof LoadViewProps)[]).some((name) => this.props[name] !== next[name]);
  }

  override render({ controller, timeline, scale, left, width, fontScale }: LoadViewProps) {
    return (
      <section class="load" aria-label="Load">
        <ul>
          {timeline.load.map((load) => (
            <li key={load.id} class="load-row">
              <LoadHead controller={controller} timeline={timeline} load={load} left={left} />
              {width <= 0 ? null : (
                <Enlarged {...{ scale, width, height: rowHeight, fontScale }}>
                  {(scale, width) => (
                    <>
                      <Shapes
                        shapes={loadShapes(load, scale, rowHeight, { fromX: 0, toX: width, today: timeline.today })}
                      />
                      {overStretches(load).map(({ from, to, rows }) => (
                        // biome-ignore lint/a11y/noStaticElementInteractions: the button beside the name does the same.
                        <rect
                          key={from}
                          class="load-grip"
                          x={(from - scale.origin) * scale.pixelsPerSecond}
                          y={0}
                          width={Math.max((to - from) * scale.pixelsPerSecond, 6)}
                          height={rowHeight}
                          onClick={() => goToRows(controller, timeline, rows)}
                        />
                      ))}
                    </>
                  )}
                </Enlarged>
              )}
            </li>
          ))}
        </ul>
      </section>
    );
  }
}

interface LoadHeadProps {
  readonly controller: TimelineController;
  readonly timeline: Timeline;
  readonly load: TimelineLoad;
  readonly left: number;
}

function LoadHead({ controller, timeline, load, left }: LoadHeadProps) {
  const worst = worstStretch(load);
  return (
    <div class="load-head" style={{ width: `${left}px` }}>
      <span class={worst === undefined ? "load-name ellipsis" : "load-name ellipsis strong"}>{load.name}</span>
      {worst === undefined ? (
        <span class="dim ellipsis only-wide">
          {load.from.length === 0 ? "nothing ahead" : "never over what there is"}
        </span>
      ) : (
        <>
          <Button
            kind="link"
            title="Go to the tasks that ask for it"
            onClick={() => goToRows(controller, timeline, worst.rows)}
          >
            <Icon name="warning" class="t-critical" /> {Math.round((worst.demand / Math.max(load.count, 1)) * 100)} %
            <span class="only-wide"> {whenText(timeline, worst)}</span>
          </Button>
          <span class="push only-wide">
            <Button kind="link" onClick={() => controller.run("gantry.schedule.levelResources")}>
              Level…
            </Button>
          </span>
        </>
      )}
    </div>
  );
}

/** When somebody has the most too much. */
export function worstStretch(load: TimelineLoad): OverStretch | undefined {
  return overStretches(load).reduce<OverStretch | undefined>(
    (best, one) => (best === undefined || one.demand > best.demand ? one : best),
    undefined,
  );
}

function whenText(timeline: Timeline, { from, to }: OverStretch): string {
  const [first, last] = [startText(timeline, from), finishText(timeline, to)];
  return first === last ? `on ${first}` : `from ${first} to ${last}`;
}

/** To the first of the tasks; when one of them is selected, to the next. */
export function goToRows(controller: TimelineController, timeline: Timeline, rows: readonly number[]): void {
  const at = rows.indexOf(controller.activeRow);
  const row = rows[(at + 1) % rows.length];
  const key = row === undefined ? undefined : timeline.rows.keys[row];
  if (key !== undefined) controller.goToRow(key);
}
