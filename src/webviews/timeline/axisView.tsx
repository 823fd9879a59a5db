import {
  axisOf,
  daysOffShapes,
  iterationShapes,
  type Timeline,
  type TimeScale,
  type TodayFlag,
} from "../../core/timeline/index.ts";
import { Enlarged } from "./enlarged.tsx";
import { Shapes } from "./shapeView.tsx";

const height = 40;
const half = height / 2;

interface AxisViewProps {
  readonly timeline: Timeline;
  readonly scale: TimeScale;
  readonly width: number;
  readonly fontScale: number;
}

/** The two bands of time over the chart, with today as a flag. */
export function AxisView({ timeline, scale, width, fontScale }: AxisViewProps) {
  if (width <= 0) return null;
  return (
    <Enlarged class="axis" {...{ scale, width, height, fontScale }}>
      {(scale, width) => {
        const { upper, lower, today, now } = axisOf(scale, 0, width, timeline);
        return (
          <>
            <g transform={`translate(0 ${half})`}>
              <Shapes shapes={daysOffShapes(timeline, scale, half, { fromX: 0, toX: width })} />
            </g>
            {upper.map(({ x, label, isCut, time }) => (
              <g key={`u${time}`}>
                {isCut ? null : <path class="axis-line" d={`M${x} 2V${height}`} />}
                <text class="axis-upper" x={x + 5} y={14}>
                  {label}
                </text>
              </g>
            ))}
            {lower.map(({ x, label, isCut, time }) => (
              <g key={`l${time}`}>
                {isCut ? null : <path class="axis-tick" d={`M${x} 22V${height}`} />}
                {label === "" || isCut ? null : (
                  <text x={x + 4} y={34}>
                    {label}
                  </text>
                )}
              </g>
            ))}
            <Flag flag={now} name="now" />
            <Flag flag={today} name="today" />
          </>
        );
      }}
    </Enlarged>
  );
}

function Flag({ flag, name }: { readonly flag: TodayFlag | undefined; readonly name: string }) {
  if (flag === undefined) return null;
  const { x, left, width, label } = flag;
  return (
    <g>
      <path class={name} d={`M${x} ${half}V${height}`} />
      <rect class={`${name}-flag`} x={left} y={22} width={width} height={15} />
      <text class={`${name}-text`} x={left + width / 2} y={33} text-anchor="middle">
        {label}
      </text>
    </g>
  );
}

/** The iterations, as a band under the axis. */
export function IterationBand({ timeline, scale, width, fontScale }: AxisViewProps) {
  if (timeline.iterations.length === 0 || width <= 0) return null;
  return (
    <Enlarged class="iterations" {...{ scale, width, height: 18, fontScale }}>
      {(scale, width) => <Shapes shapes={iterationShapes(timeline, scale, 18, { fromX: 0, toX: width })} />}
    </Enlarged>
  );
}
