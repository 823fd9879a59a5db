import { nodeKinds, type Row } from "./network.ts";
import type { Schedule } from "./schedule.ts";

/** What drives the start of a task or milestone, seen through the bounds of the stages it lies in. */
export interface Driver {
  /** A link that was stated, or one of the `reasons` of the passes. */
  readonly driver: number;
  /** The node it drives: the row's own, or the start of a stage around it. */
  readonly node: number;
  /** The row of that node. */
  readonly row: number;
}

/** Goes up through the starts of stages, as far as they are what holds a row back. Not for stages themselves. */
export function driverOf(schedule: Schedule, row: number): Driver {
  const node = schedule.network.nodeOfRow[row] as number;
  return driverAt(schedule, node, schedule.dates.driver[node] as number);
}

/** The same from a node on, for one of its links as if that drove it. */
export function driverAt({ network, dates }: Schedule, ofNode: number, by: number): Driver {
  let node = ofNode;
  let driver = by;
  let at = network.rowOfNode[node] as number;
  while (driver >= 0) {
    const before = network.linkFrom[driver] as number;
    const isBound = network.linkIndex[driver] === -1 && network.kinds[before] === nodeKinds.stageStart;
    if (!isBound) break;
    node = before;
    at = network.rowOfNode[node] as number;
    driver = dates.driver[node] as number;
  }
  return { driver, node, row: at };
}

/** The first row inside a stage that starts with it, or ends with it; undefined where there is none. */
export function edgeOfStage(schedule: Schedule, row: number, end: "start" | "finish"): number | undefined {
  const { rows } = schedule;
  const own = schedule.at(row);
  const { end: behind } = rows[row] as Row;
  for (let inside = row + 1; inside < behind; inside++) {
    if ((rows[inside] as Row).isStage) continue;
    const one = schedule.at(inside);
    if (end === "start" ? one.start === own.start : one.finish === own.finish) return inside;
  }
  return undefined;
}
