import { linkPath, previewShapes, rowBox, rowKinds, xOf } from "../../core/timeline/index.ts";
import { baseOf, boxOf, type ChartProps, near } from "./chart.tsx";
import { movesByRow } from "./consequenceMoves.ts";
import { Shapes } from "./shapeView.tsx";
import { rowOfKey } from "./visibleRows.ts";

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

/** A link that is not made yet, as it would lie; from a held bar to the pointer while that is over no other one. */
function LinkBeingDrawn({ screen, timeline, rows, scale, width, window, dragging }: ChartProps) {
  const { rowHeight } = window;
  const base = baseOf(window.first);
  const edit = screen.pending?.edit;
  if (edit?.kind === "link") {
    const ends = [edit.from, edit.to].map((key) => {
      const row = rowOfKey(timeline, key);
      const place = rows.placeOf(row);
      return row < 0 || place < 0 ? undefined : boxOf(timeline, row, scale, near((place - base) * rowHeight));
    });
    const [from, to] = ends;
    if (from === undefined || to === undefined) return null;
    const { line, head } = linkPath(edit.type, from, to, { rowHeight, fromX: 0, toX: width });
    const { middle } = rowBox(rowHeight);
    const dots = [
      { box: from, x: edit.type.startsWith("S") ? from.left : from.right },
      { box: to, x: edit.type.endsWith("S") ? to.left : to.right },
    ];
    return (
      <g>
        <path class="link-drawn" d={line} />
        <path class="link-drawn-end" d={head} />
        {dots.map(({ box, x }) => (
          <circle key={box.top} class="link-drawn-end" cx={x} cy={box.top + middle} r={3.5} />
        ))}
      </g>
    );
  }
  const { link } = dragging;
  if (link === undefined) return null;
  const { start, finish } = timeline.rows;
  const y = (rows.placeOf(link.row) - base) * rowHeight + rowBox(rowHeight).middle;
  const x = xOf(scale, (link.end === "S" ? start : finish)[link.row] as number);
  return <path class="link-drawn" d={`M${x} ${y}L${link.x} ${link.y}`} />;
}
