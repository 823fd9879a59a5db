import type { Timeline } from "../../core/timeline/index.ts";
import type { TimelineConsequence } from "../../protocol/timeline.ts";
import { rowOfKey } from "./visibleRows.ts";

type Moves = ReadonlyMap<number, TimelineConsequence["moves"][number]>;

const known = new WeakMap<TimelineConsequence, { readonly timeline: Timeline; readonly moves: Moves }>();

/** What moves, by row: made once for an answer, since every row in sight asks with every step of a pointer. */
export function movesByRow(timeline: Timeline, consequence: TimelineConsequence): Moves {
  let found = known.get(consequence);
  if (found?.timeline !== timeline) {
    const moves = new Map(consequence.moves.map((move) => [rowOfKey(timeline, move[0]), move]));
    found = { timeline, moves };
    known.set(consequence, found);
  }
  return found.moves;
}
