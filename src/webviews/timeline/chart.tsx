import { Component } from "preact";
import { useState } from "preact/hooks";
import {
  backgroundShapes,
  type LinkBox,
  type LinkIndex,
  linkPath,
  linksOfRow,
  linkTypeNames,
  rowBox,
  rowKinds,
  rowShapes,
  type Timeline,
  type TimeScale,
  visibleLinks,
  xOf,
} from "../../core/timeline/index.ts";
import type { RowWindow } from "../shell/index.ts";
import { type BarDragging, endWidth, type LinkEnd } from "./barDragging.ts";
import { Shapes } from "./shapeView.tsx";
import type { TimelineScreen } from "./timelineController.ts";
import type { TimelineRow, VisibleRows } from "./visibleRows.ts";

/** More lines than these are a tangle: of a larger number only those of the selected row are drawn. */
const mostLinks = 400;
/** Links are drawn for rows so far above and below those in sight; the rest lead out of it anyway. */
const farAway = 20_000;

export interface ChartProps {
  readonly screen: TimelineScreen;
  readonly canEdit: boolean;
  readonly timeline: Timeline;
  readonly rows: VisibleRows;
  readonly scale: TimeScale;
  readonly width: number;
  /** Of the table beside it, in pixels. */
  readonly left: number;
  readonly window: RowWindow;
  readonly links: LinkIndex | undefined;
  readonly dragging: BarDragging;
  /** The row at a place in the window; -1 for none. */
  readonly rowAt: (clientX: number, clientY: number) => number;
  /** The pointer is over a bar, or over none any more. */
  readonly onHover: (row: number | undefined, event: PointerEvent) => void;
  /** The menu of a row is asked for at its bar. */
  readonly onMenu: (rowKey: string, event: MouseEvent) => void;
  /** A bar was pressed twice. */
  readonly onOpen: (row: number) => void;
}

/** What lies behind the rows, whichever are in sight: days without work, the lines of the axis, today. */
export class ChartBack extends Component<Pick<ChartProps, "timeline" | "scale" | "width" | "left">> {
  override shouldComponentUpdate(next: ChartBack["props"]): boolean {
    const { timeline, scale, width, left } = this.props;
    return timeline !== next.timeline || scale !== next.scale || width !== next.width || left !== next.left;
  }

  override render({ timeline, scale, width, left }: ChartBack["props"]) {
    if (width <= 0) return null;
    const shapes = backgroundShapes(timeline, scale, tallest, { fromX: 0, toX: width });
    return (
      <svg class="chart chart-back" aria-hidden="true" width={width} height="100%" style={{ left: `${left}px` }}>
        <Shapes shapes={shapes} />
      </svg>
    );
  }
}

/** The bars of the rows in sight, the links between them, and what an edit would do to them. */
export function Chart(props: ChartProps) {
  const { screen, timeline, rows, scale, width, left, window, dragging } = props;
  const { first, last, rowHeight, slotOf } = window;
  // The row that the pointer is over shows what it can be taken hold of by.
  const [pointed, setPointed] = useState("");
  if (last < first || width <= 0) return null;
  const { choices, path, pending, later } = screen;
  const base = baseOf(first);
  const held = dragging.row;
  const { canEdit } = props;
  const bars = [];
  for (let index = first; index <= last; index++) {
    const line = rows.at(index);
    if (line === undefined || line.row < 0) continue;
    const isFaint = path !== undefined && !path.has(line.id);
    bars.push(
      <Bar
        key={slotOf(line.key)}
        timeline={timeline}
        rowKey={line.key}
        row={line.row}
        scale={scale}
        height={rowHeight}
        y={(index - base) * rowHeight}
        width={width}
        isGhostShown={choices.ghost}
        isFaint={isFaint}
        isHeld={held === line.row}
      />,
    );
  }
  const lineOf = (element: Element | null): TimelineRow | undefined =>
    rows.at(rows.indexOf(element?.closest("[data-row]")?.getAttribute("data-row") ?? ""));
  // What is pressed is held by the chart, which a click then goes to.
  const lineAt = ({ clientX, clientY }: MouseEvent): TimelineRow | undefined =>
    lineOf(document.elementFromPoint(clientX, clientY));
  const onPointer = (event: PointerEvent): void => {
    const line = lineOf(event.target as Element);
    props.onHover(line?.row, event);
    if (!dragging.isTaken) setPointed(line?.key ?? "");
  };
  return (
    <svg
      class={`chart chart-bars${pending?.by === "pointer" || dragging.isHolding ? " is-dragging" : ""}${canEdit ? " can-edit" : ""}`}
      aria-hidden="true"
      width={width}
      height={(baseRows + mostInSight) * rowHeight}
      style={{ left: `${left}px`, top: `${base * rowHeight}px` }}
      onPointerDown={(event) => {
        const target = event.target as Element;
        const line = lineOf(target);
        const end = target.closest(".link-handle")?.getAttribute("data-end") as LinkEnd | null | undefined;
        if (line !== undefined) dragging.take(event, line.row, line.key, end ?? undefined);
      }}
      onPointerMove={(event) => {
        dragging.move(event, props.rowAt);
        onPointer(event);
      }}
      onPointerLeave={onPointer}
      onContextMenu={(event) => {
        const line = lineAt(event);
        if (line !== undefined) props.onMenu(line.key, event);
      }}
      onDblClick={(event) => {
        const line = lineAt(event);
        if (line !== undefined) props.onOpen(line.row);
      }}
    >
      {bars}
      {choices.links || path !== undefined ? <Links {...props} /> : null}
      {canEdit && pointed !== "" ? <Handles {...props} rowKey={pointed} /> : null}
      {later === undefined ? null : <later.Previews {...props} />}
    </svg>
  );
}

/**
 * Rows are placed from the last row of a round number, not from the first one in sight: while one scrolls on, what is drawn already
 * stays as it is.
 */
const baseRows = 256;
const mostInSight = 256;

/** The row from which those in sight are placed. */
export function baseOf(first: number): number {
  return first - (first % baseRows);
}

/** Pixels: higher than any screen, so that the background need not know how high it is. */
const tallest = 8_000;

interface BarProps {
  readonly timeline: Timeline;
  /** Of the row in the grid. */
  readonly rowKey: string;
  readonly row: number;
  readonly scale: TimeScale;
  readonly height: number;
  readonly y: number;
  readonly width: number;
  readonly isGhostShown: boolean;
  readonly isFaint: boolean;
  readonly isHeld: boolean;
}

/** One row of the chart; while others scroll past, it stays as it is. */
class Bar extends Component<BarProps> {
  override shouldComponentUpdate(next: BarProps): boolean {
    return isOther(this.props, next);
  }

  override render({ timeline, row, rowKey, scale, height, y, width, isGhostShown, isFaint, isHeld }: BarProps) {
    const { from, to } = reachOf(timeline, row, scale, height);
    const isInSight = to >= -20 && from <= width + 20;
    const begin = Math.max(from, -50);
    return (
      <g class={`row${isFaint ? " is-faint" : ""}${isHeld ? " is-held" : ""}`} transform={`translate(0 ${y})`}>
        <Shapes shapes={rowShapes(timeline, row, scale, height, { fromX: 0, toX: width, ghost: isGhostShown })} />
        {isInSight ? (
          <rect
            class="grip"
            data-row={rowKey}
            x={begin}
            width={Math.max(Math.min(to, width + 50) - begin, 1)}
            height={height}
          />
        ) : null}
      </g>
    );
  }
}

function isOther<Props extends object>(now: Partial<Props>, next: Props): boolean {
  return (Object.keys(now) as (keyof Props)[]).some((name) => now[name] !== next[name]);
}

/** From where to where a bar can be taken hold of, in pixels of the chart. */
function reachOf({ rows }: Timeline, row: number, scale: TimeScale, height: number) {
  const [from, to] = [xOf(scale, rows.start[row] as number), xOf(scale, rows.finish[row] as number)];
  const reach = rows.kind[row] === rowKinds.milestone ? rowBox(height).diamond + 2 : 0;
  return { from: from - reach, to: Math.max(to, from + 6) + reach };
}

/** What a bar can be made longer by, at its end, and linked by, at both. */
function Handles({ timeline, rows, scale, window, width, rowKey }: ChartProps & { readonly rowKey: string }) {
  const place = rows.indexOf(rowKey);
  const line = rows.at(place);
  if (line === undefined) return null;
  const { rowHeight } = window;
  const kind = timeline.rows.kind[line.row];
  const { from, to } = reachOf(timeline, line.row, scale, rowHeight);
  const room = Math.min(endWidth, to - Math.max(from, -50));
  const handle = (end: LinkEnd, x: number) =>
    x < -20 || x > width ? null : (
      <g class="link-handle" data-end={end}>
        <rect x={end === "S" ? x - 14 : x + 1} width={13} height={rowHeight} />
        <circle cx={end === "S" ? x - 8 : x + 8} cy={rowBox(rowHeight).middle} r={3.5} />
      </g>
    );
  return (
    <g data-row={rowKey} transform={`translate(0 ${(place - baseOf(window.first)) * rowHeight})`}>
      {kind === rowKinds.task && to >= -20 && to <= width ? (
        <rect class="grip-end" x={to - room} width={room} height={rowHeight} />
      ) : null}
      {kind === rowKinds.milestone ? null : handle("S", from)}
      {handle("F", to)}
    </g>
  );
}

/** Links with an end in sight. Those of the selected row stand out and the others recede; those alike are one line. */
class Links extends Component<ChartProps> {
  override shouldComponentUpdate(next: ChartProps): boolean {
    const { screen, timeline, rows, scale, window, links, width } = this.props;
    return (
      isOther({ timeline, rows, scale, window, links, width }, next) ||
      screen.path !== next.screen.path ||
      screen.choices !== next.screen.choices
    );
  }

  override render({ screen, timeline, rows, scale, window, links, width }: ChartProps) {
    if (links === undefined) return null;
    const { first, last, rowHeight } = window;
    const base = baseOf(first);
    const { path, choices } = screen;
    const active = choices.active === undefined ? -1 : (rows.at(rows.indexOf(choices.active))?.row ?? -1);
    const { from: starts, to: ends, type, isCritical } = timeline.links;
    const alike = new Map(linkClasses.map((name) => [name, { line: "", head: "" }]));
    for (const link of new Set(chosenLinks(rows, links, first, last, active))) {
      const [from, to] = [starts[link] as number, ends[link] as number];
      const { keys } = timeline.rows;
      const isOnPath = path?.has(keys[from] as string) === true && path.has(keys[to] as string);
      if (path !== undefined && !choices.links && !isOnPath) continue;
      const [a, b] = [rows.placeOf(from), rows.placeOf(to)];
      if (a < 0 || b < 0 || a === b) continue;
      const isPressing = isCritical[link] === 1;
      const isOfActive = from === active || to === active;
      const isFaint = path !== undefined ? !isOnPath : active >= 0 && !isOfActive && !isPressing;
      const name = `link${isPressing ? " is-critical" : ""}${isOfActive ? " is-active" : ""}${isFaint ? " is-faint" : ""}`;
      const drawn = linkPath(
        linkTypeNames[type[link] as number] ?? "FS",
        boxOf(timeline, from, scale, near((a - base) * rowHeight)),
        boxOf(timeline, to, scale, near((b - base) * rowHeight)),
        { rowHeight, fromX: 0, toX: width },
      );
      const paths = alike.get(name) as { line: string; head: string };
      paths.line += drawn.line;
      paths.head += drawn.head;
    }
    return (
      <g class="links">
        {[...alike].map(([name, { line, head }]) =>
          line === "" ? null : (
            <g key={name} class={name}>
              <path class="link-line" d={line} />
              <path class="link-head" d={head} />
            </g>
          ),
        )}
      </g>
    );
  }
}

/** How links look; what comes later lies in front. */
const linkClasses = [
  "link is-faint",
  "link",
  "link is-critical is-faint",
  "link is-critical",
  "link is-active is-faint",
  "link is-active",
  "link is-critical is-active is-faint",
  "link is-critical is-active",
];

/** Brought near what is in sight: the rest of a line leads out of it anyway. */
export function near(pixels: number): number {
  return Math.max(-farAway, Math.min(pixels, farAway));
}

function chosenLinks(
  rows: VisibleRows,
  links: LinkIndex,
  first: number,
  last: number,
  active: number,
): Iterable<number> {
  const found: number[] = [];
  for (let index = first; index <= last; index++) {
    const row = rows.at(index)?.row ?? -1;
    if (row < 0) continue;
    for (const link of visibleLinks(links, row, row)) found.push(link);
    if (found.length > mostLinks) return active < 0 ? [] : linksOfRow(links, active);
  }
  return found;
}

/** Where a link begins or ends at a row. */
export function boxOf({ rows }: Timeline, row: number, scale: TimeScale, top: number): LinkBox {
  return {
    left: xOf(scale, rows.start[row] as number),
    right: xOf(scale, rows.finish[row] as number),
    top,
    isMilestone: rows.kind[row] === rowKinds.milestone,
  };
}
