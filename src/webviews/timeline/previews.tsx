import { previewShapes, rowBox, rowKinds, xOf } from "../../core/timeline/index.ts";
import { baseOf, type ChartProps } from "./chart.tsx";
import { movesByRow } from "./consequenceMoves.ts";
import { Shapes } from "./shapeView.tsx";

/** What an edit that is not made yet would do, over the bars. */
export function Previews(props: ChartProps) {
  return (
    <>
      <Moves {...props} />
      <LinkBeingDrawn {...props} />
    </>
  );
}

/** Where the edited row would lie, and all that moves with it. */
function Moves({ screen, timeline, rows, scale, width, window }: ChartProps) {
  const { pending } = screen;
  if (pending === undefined) return null;
  const { first, last, rowHeight } = window;
  const base = baseOf(first);
  const range = { fromX: 0, toX: width };
  const moved = pending.consequence && movesByRow(timeline, pending.consequence);
  const moves = [];
  let own = -1;
  for (let place = first; place <= last; place++) {
    const line = rows.at(place);
    if (line === undefined || line.row < 0) continue;
    if (line.id === pending.key) own = place;
    const move = moved?.get(line.row);
    const kind = timeline.rows.kind[line.row] as number;
    if (move === undefined || line.id === pending.key || kind === rowKinds.stage) continue;
    moves.push(
      <g key={window.slotOf(line.key)} transform={`translate(0 ${(place - base) * rowHeight})`}>
        <Shapes shapes={previewShapes(move[1], move[2], scale, rowHeight, { ...range, kind })} />
      </g>,
    );
  }
  const ownRow = rows.at(own)?.row ?? 0;
  const kind = timeline.rows.kind[ownRow] as number;
  // A held bar goes with the pointer; otherwise it lies where it would come to lie.
  const move = pending.by === "pointer" && pending.edit.kind !== "link" ? undefined : moved?.get(ownRow);
  const [start, finish] = move === undefined ? [pending.start, pending.finish] : [move[1], move[2]];
  return (
    <g class="previews">
      {moves}
      {own < 0 ? null : (
        <g transform={`translate(0 ${(own - base) * rowHeight})`}>
          <Shapes shapes={previewShapes(start, finish, scale, rowHeight, { ...range, kind, isHeld: true })} />
        </g>
      )}
    </g>
  );
}

/** The line from the held bar to the pointer. */
function LinkBeingDrawn({ timeline, rows, scale, window, dragging }: ChartProps) {
  const { link } = dragging;
  if (link === undefined) return null;
  const place = rows.placeOf(link.row);
  const y = (place - baseOf(window.first)) * window.rowHeight + rowBox(window.rowHeight).middle;
  const x = xOf(scale, timeline.rows.finish[link.row] as number);
  return <path class="link-drawn" d={`M${x} ${y}L${link.x} ${link.y}`} />;
}
