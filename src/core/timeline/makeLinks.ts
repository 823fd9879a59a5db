import { driverOf } from "../schedule/drivers.ts";
import { LinkTimes } from "../schedule/linkTime.ts";
import { linkTypes, ontoFinish, type Row } from "../schedule/network.ts";
import { reasons } from "../schedule/passes.ts";
import type { Schedule } from "../schedule/schedule.ts";
import type { TimelineLinks } from "./timeline.ts";

/** What the records of a schedule say they wait for, as links between rows, by the rows that wait. */
export function makeLinks(schedule: Schedule): TimelineLinks {
  const { network, rows, order, dates } = schedule;
  const { firstLink, linkFrom, linkType, linkIndex, rowOfNode } = network;
  const most = linkFrom.length;
  const from = new Int32Array(most);
  const to = new Int32Array(most);
  const type = new Uint8Array(most);
  const isCritical = new Uint8Array(most);
  const times = new LinkTimes(network, dates);
  const drives = criticalNodes(schedule);
  let count = 0;
  const add = (source: number, row: number, kind: number, critical: boolean): void => {
    from[count] = source;
    to[count] = row;
    type[count] = kind;
    isCritical[count] = critical ? 1 : 0;
    count++;
  };
  for (let row = 0; row < rows.length; row++) {
    const { isStage, record } = rows[row] as Row;
    const node = (isStage ? network.stageStartOfRow[row] : network.nodeOfRow[row]) as number;
    const end = firstLink[node + 1] as number;
    for (let link = firstLink[node] as number; link < end; link++) {
      if ((linkIndex[link] as number) < 0) continue;
      const source = rowOfNode[linkFrom[link] as number] as number;
      // The tie with what drives it, and with what would in its place.
      const critical =
        drives[node] === 1 &&
        order.isLeftOut[link] === 0 &&
        schedule.at(source).isCritical &&
        schedule.at(row).isCritical &&
        times.isTight(link, node);
      add(source, row, linkType[link] as number, critical);
    }
    if (isStage && record.after !== undefined) addOntoFinish(schedule, row, add);
  }
  return {
    count,
    from: from.slice(0, count),
    to: to.slice(0, count),
    type: type.slice(0, count),
    isCritical: isCritical.slice(0, count),
  };
}

/** The nodes whose links may be what a critical row starts with: its own, or the start of a stage around it that holds it back. */
function criticalNodes(schedule: Schedule): Uint8Array {
  const { network, rows } = schedule;
  const found = new Uint8Array(network.size);
  for (let row = 0; row < rows.length; row++) {
    if ((rows[row] as Row).isStage || !schedule.at(row).isCritical) continue;
    const { driver, node } = driverOf(schedule, row);
    if (driver >= 0 || driver === reasons.late) found[node] = 1;
  }
  return found;
}

/** Where the finish of a stage waits, the network has links onto what it ends with; the record says it once. */
function addOntoFinish(
  schedule: Schedule,
  row: number,
  add: (from: number, to: number, type: number, critical: boolean) => void,
): void {
  const { network, reading, rows, dates } = schedule;
  const { after = [] } = (rows[row] as Row).record;
  after.forEach(({ on, type }, index) => {
    if ((linkTypes[type] & ontoFinish) === 0) return;
    const place = reading.index.resolve("work", on);
    const source = place && network.rowOf.get(place.record as Row["record"]);
    if (source === undefined || source === row) return;
    let critical = false;
    const { end } = rows[row] as Row;
    for (let inside = row + 1; inside < end && !critical; inside++) {
      const driver = dates.driver[network.nodeOfRow[inside] as number] as number;
      critical =
        driver >= 0 &&
        network.linkIndex[driver] === -2 - index &&
        schedule.at(inside).isCritical &&
        schedule.at(source).isCritical;
    }
    add(source, row, linkTypes[type], critical);
  });
}
