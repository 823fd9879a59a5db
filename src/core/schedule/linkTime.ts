import { clock, type LocalTime, type WorkingTime, within } from "../calendar/index.ts";
import { fromStart, hoursOf, lagKinds, type Network, nodeKinds, ontoFinish } from "./network.ts";
import type { Dates } from "./passes.ts";

type EarlyDates = Pick<Dates, "earlyStart" | "earlyFinish">;

/** What a link allows, seen from the early dates that are known: for the passes, and for those who ask about a schedule afterwards. */
export class LinkTimes {
  readonly #network: Network;
  readonly #dates: EarlyDates;

  constructor(network: Network, dates: EarlyDates) {
    this.#network = network;
    this.#dates = dates;
  }

  /** The moment a link's predecessor gives, before its lag. */
  given(link: number): LocalTime {
    const from = this.#network.linkFrom[link] as number;
    const isStart = ((this.#network.linkType[link] as number) & fromStart) !== 0;
    return (isStart ? this.#dates.earlyStart[from] : this.#dates.earlyFinish[from]) as number;
  }

  /** The moment before which the successor's start (or finish) can't lie. */
  bound(link: number, node: number): LocalTime {
    return this.withLag(link, node, this.given(link));
  }

  /** Whether the successor could not be any earlier: nothing lies between in working time. */
  isTight(link: number, node: number): boolean {
    const onto = ((this.#network.linkType[link] as number) & ontoFinish) !== 0;
    const own = (onto ? this.#dates.earlyFinish[node] : this.#dates.earlyStart[node]) as number;
    const bound = this.bound(link, node);
    return bound >= own || (this.#network.floatTimes[node] as WorkingTime).workBetween(bound, own) < 1;
  }

  withLag(link: number, node: number, moment: LocalTime): LocalTime {
    const lag = this.#lengthOf(link);
    if (lag === 0) return moment;
    const time = this.#timeOf(link, node);
    return within(lag > 0 ? time.add(moment, lag) : time.subtract(moment, -lag));
  }

  /** The latest moment that, with the lag, is not behind this one. */
  withoutLag(link: number, node: number, moment: LocalTime): LocalTime {
    const lag = this.#lengthOf(link);
    if (lag === 0) return moment;
    const time = this.#timeOf(link, node);
    return within(time.latestAt(time.workUntil(moment) - lag));
  }

  /** What a lag is counted in: the hours of the successor, or the clock. */
  #timeOf(link: number, node: number): WorkingTime {
    const { linkLagKind, linkFrom, times } = this.#network;
    const kind = linkLagKind[link];
    const isClock =
      kind === lagKinds.elapsed || (kind === lagKinds.percent && times[linkFrom[link] as number] === clock);
    return isClock ? clock : hoursOf(this.#network, node);
  }

  /** How long a lag is, in seconds; one in per cent is of how long the predecessor takes. */
  #lengthOf(link: number): number {
    const { linkLag, linkLagKind, linkFrom, times, work } = this.#network;
    const lag = linkLag[link] as number;
    if (linkLagKind[link] !== lagKinds.percent) return linkLagKind[link] === lagKinds.none ? 0 : lag;
    const from = linkFrom[link] as number;
    return Math.round(lag * (times[from] === clock ? (work[from] as number) : this.#durationOf(from)));
  }

  /** How long a node takes, in seconds of working time. */
  #durationOf(node: number): number {
    const { kinds, floatTimes, rows, rowOfNode, nodeOfRow } = this.#network;
    const finish = this.#dates.earlyFinish[node] as number;
    let start = this.#dates.earlyStart[node] as number;
    if (kinds[node] === nodeKinds.stageFinish) {
      start = finish;
      const row = rowOfNode[node] as number;
      const end = rows[row]?.end ?? row;
      for (let inside = row + 1; inside < end; inside++) {
        const at = nodeOfRow[inside] as number;
        if (kinds[at] === nodeKinds.activity) start = Math.min(start, this.#dates.earlyStart[at] as number);
      }
    }
    return (floatTimes[node] as WorkingTime).workBetween(start, finish);
  }
}
