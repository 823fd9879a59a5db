import type { WorkingTime } from "../calendar/index.ts";
import type { CompiledWork } from "./compiledWork.ts";
import type { Constraint, Network, Part } from "./network.ts";

/** What is known of nodes, beside their links. */
export interface Figures {
  readonly work: Float64Array;
  readonly times: WorkingTime[];
  readonly floatTimes: WorkingTime[];
  readonly parts: Map<number, readonly Part[]>;
  readonly constraints: Map<number, Constraint>;
  readonly delays: Map<number, Part>;
}

/** What a record says, at its node. */
export function setNode(
  into: Figures,
  { nodeOfRow, stageStartOfRow }: Pick<Network, "nodeOfRow" | "stageStartOfRow">,
  row: number,
  { work, time, floatTime, parts, constraint, delay }: CompiledWork,
  isStage: boolean,
): void {
  const node = nodeOfRow[row] as number;
  const first = isStage ? (stageStartOfRow[row] as number) : node;
  into.work[node] = work;
  into.times[node] = time;
  into.floatTimes[node] = floatTime;
  put(into.parts, node, parts);
  put(into.delays, first, delay);
  if (!isStage) {
    put(into.constraints, node, constraint);
    return;
  }
  const [start, finish] = constraint === undefined ? [undefined, undefined] : constraintsOfStage(constraint);
  put(into.constraints, first, start);
  put(into.constraints, node, finish);
}

function put<V>(map: Map<number, V>, node: number, value: V | undefined): void {
  if (value !== undefined) map.set(node, value);
  else if (map.size > 0) map.delete(node);
}

/**
 * The start of a stage bounds what it holds; what it holds has to be finished by its finish. A stage ends with the last thing in it,
 * so that `finish-no-earlier` moves nothing there: `constraintConflicts` tells where it does not hold.
 */
function constraintsOfStage(constraint: Constraint): readonly [Constraint, Constraint] {
  const { startNoEarlier, startNoLater, finishNoLater, mustStart, mustFinish, deadline } = constraint;
  const earliest = Math.max(startNoEarlier ?? -Infinity, mustStart ?? -Infinity);
  const latest = Math.min(startNoLater ?? Infinity, mustStart ?? Infinity);
  const end = Math.min(finishNoLater ?? Infinity, mustFinish ?? Infinity);
  return [
    { ...(earliest > -Infinity && { startNoEarlier: earliest }), ...(latest < Infinity && { startNoLater: latest }) },
    { ...(end < Infinity && { finishNoLater: end }), ...(deadline !== undefined && { deadline }) },
  ];
}
