import { clock, type LocalTime, RatedTime, WorkCalendar, type WorkingTime } from "../../calendar/index.ts";
import { type Estimate, minutesOf, usualUnits } from "../../model/duration.ts";
import type { Task } from "../../model/records.ts";
import { type Constraint, fromStart, lagKinds, nodeKinds, ontoFinish, type Row } from "../network.ts";
import type { Schedule } from "../schedule.ts";
import { type Begun, linkBits, modes, moments, type SimulationModel, type Target } from "./model.ts";
import { TimeCollector } from "./times.ts";

/** What is simulated, beside the schedule. */
export interface ModelOptions {
  /** Lets tasks without a range vary by that part of their likely work, 0.2 for ±20 %. Otherwise they don't. */
  readonly assumedSpread?: number;
}

/** More dates than this are not looked at by themselves: every one of them is kept from every run. */
const mostTargets = 500;

/** Prepares a schedule for simulation. Linear in nodes and links. */
export function simulationModel(schedule: Schedule, options: ModelOptions = {}): SimulationModel {
  return new Builder(schedule, options).build();
}

class Builder {
  readonly #schedule: Schedule;
  readonly #spread: number | undefined;
  readonly #times = new TimeCollector();
  /** By nodes of the network: their place among those that are kept; -1 for the others. */
  readonly #placeOf: Int32Array;
  /** By nodes of the network. */
  readonly #isSettled: Uint8Array;
  readonly #isTarget: Uint8Array;
  readonly #modes: Uint8Array;
  readonly #needsMoment: Uint8Array;
  readonly #ranges = new Map<number, readonly [number, number]>();

  constructor(schedule: Schedule, { assumedSpread }: ModelOptions) {
    const { size } = schedule.network;
    this.#schedule = schedule;
    this.#spread = assumedSpread;
    this.#placeOf = new Int32Array(size).fill(-1);
    this.#isSettled = new Uint8Array(size);
    this.#isTarget = new Uint8Array(size);
    this.#modes = new Uint8Array(size);
    this.#needsMoment = new Uint8Array(size);
  }

  build(): SimulationModel {
    const { network, dates, actuals, resume } = this.#schedule;
    const { targets, leftOut } = this.#findTargets();
    this.#settle();
    this.#estimate();
    const kept = this.#keep();
    this.#chooseModes(kept);
    const size = kept.length;
    for (const [place, node] of kept.entries()) this.#placeOf[node] = place;
    const links = this.#links(kept);
    const pick = <T>(from: (node: number) => T | undefined): ReadonlyMap<number, T> => {
      const found = new Map<number, T>();
      for (const [place, node] of kept.entries()) {
        const value = from(node);
        if (value !== undefined) found.set(place, value);
      }
      return found;
    };
    const numbers = (from: (node: number) => number): Float64Array => Float64Array.from(kept, from);
    const time = Int32Array.from(kept, (node) => this.#times.add(network.times[node] as WorkingTime));
    const floatTime = Int32Array.from(kept, (node) => this.#times.add(network.floatTimes[node] as WorkingTime));
    const calendar = Int32Array.from(kept, (node) => this.#times.add(calendarOf(network.times[node] as WorkingTime)));
    const variable = kept.flatMap((node, place) => (this.#ranges.has(node) ? [place] : []));
    const bounds = variable.map((place) => this.#ranges.get(kept[place] as number) as readonly [number, number]);
    let settledFinish = -Infinity;
    for (let node = 0; node < network.size; node++) {
      if (this.#isSettled[node] === 1) settledFinish = Math.max(settledFinish, dates.earlyFinish[node] as number);
    }
    const done = [...actuals.values()].filter(({ isDone }) => isDone).length;
    let open = 0;
    for (const node of kept) {
      const isTask = network.kinds[node] === nodeKinds.activity && (network.work[node] as number) > 0;
      if (isTask && this.#isSettled[node] === 0) open++;
    }
    return {
      size,
      rowCount: network.rows.length,
      rows: Int32Array.from(kept, (node) => network.rowOfNode[node] as number),
      kinds: Uint8Array.from(kept, (node) => network.kinds[node] as number),
      modes: Uint8Array.from(kept, (node) => this.#modes[node] as number),
      times: this.#times.data,
      time,
      floatTime,
      calendar,
      projectTime: this.#times.add(network.calendars.project),
      rate: numbers((node) => rateOf(network.times[node] as WorkingTime)),
      work: numbers((node) => network.work[node] as number),
      ...links,
      delay: numbers((node) => (this.#isCounted(node) ? (network.delays.get(node)?.work ?? 0) : 0)),
      needsMoment: Uint8Array.from(kept, (node) => this.#needsMoment[node] as number),
      start: numbers((node) => dates.earlyStart[node] as number),
      finish: numbers((node) => dates.earlyFinish[node] as number),
      begun: pick((node) => this.#begunOf(node)),
      constraints: pick((node) => {
        const constraint = network.constraints.get(node);
        return isBinding(constraint) ? constraint : undefined;
      }),
      parts: pick((node) => network.parts.get(node)?.map((part) => this.#times.add(part.time))),
      delays: pick((node) => {
        const delay = this.#isCounted(node) ? undefined : network.delays.get(node);
        return delay && { time: this.#times.add(delay.time), work: delay.work };
      }),
      inside: this.#inside(kept),
      projectStart: network.start,
      ...(resume !== undefined && { resume }),
      ends: this.#ends(kept),
      settledFinish,
      variable: Int32Array.from(variable),
      optimistic: Float64Array.from(bounds, ([low]) => low),
      pessimistic: Float64Array.from(bounds, ([, high]) => high),
      targets: targets.map((target) => ({ ...target, node: this.#placeOf[target.node] as number })),
      targetsLeftOut: leftOut,
      scheduledFinish: this.#schedule.finish,
      counts: { done, varying: variable.length, fixed: Math.max(0, open - variable.length) },
      ...(this.#spread !== undefined && { assumedSpread: this.#spread }),
    };
  }

  #findTargets(): { readonly targets: readonly Target[]; readonly leftOut: number } {
    const { network, dates } = this.#schedule;
    const found: Target[] = [];
    for (const [row, { isMilestone }] of network.rows.entries()) {
      const node = network.nodeOfRow[row] as number;
      const deadline = network.constraints.get(node)?.deadline;
      const { isDone, isEndless } = this.#schedule.at(row);
      if ((!isMilestone && deadline === undefined) || isDone || isEndless) continue;
      const finish = dates.earlyFinish[node] as number;
      found.push({ row, node, finish, ...(deadline !== undefined && { deadline }) });
    }
    // Those with a deadline first, when there are too many.
    const sorted = found.length <= mostTargets ? found : found.sort((a, b) => rank(a) - rank(b) || a.row - b.row);
    const targets = sorted.slice(0, mostTargets);
    for (const { node } of targets) this.#isTarget[node] = 1;
    return { targets, leftOut: found.length - targets.length };
  }

  /** What is done stays as it is, and so does the frame around it. */
  #settle(): void {
    const { network, order, actuals } = this.#schedule;
    for (const node of order.nodes) {
      if (network.kinds[node] === nodeKinds.activity) {
        if (actuals.get(node)?.isDone === true) this.#isSettled[node] = 1;
      } else if (this.#linksOf(node).every(({ from }) => this.#isSettled[from] === 1)) {
        this.#isSettled[node] = 1;
      }
    }
  }

  /** What is not done varies between its optimistic and its pessimistic duration; of what has begun, what is left of it does. */
  #estimate(): void {
    const { network, actuals } = this.#schedule;
    for (let node = 0; node < network.size; node++) {
      if (network.kinds[node] !== nodeKinds.activity || this.#isSettled[node] === 1) continue;
      const { record, isMilestone } = network.rows[network.rowOfNode[node] as number] as Row;
      if (isMilestone) continue;
      const range = this.#rangeOf((record as Task).duration ?? (record as Task).effort, network.work[node] as number);
      if (range === undefined) continue;
      const actual = actuals.get(node);
      const likely = network.work[node] as number;
      const part = actual === undefined ? 1 : likely > 0 ? actual.left / likely : 0;
      // What is work stays work, be it for a second.
      const least = likely > 0 && part > 0 ? 1 : 0;
      const low = Math.max(least, Math.round(range[0] * part));
      const high = Math.max(low, Math.round(range[1] * part));
      if (high > low) this.#ranges.set(node, [low, high]);
    }
  }

  #rangeOf(estimate: Estimate | undefined, likely: number): readonly [number, number] | undefined {
    const units = { ...usualUnits, ...this.#schedule.reading.project.header.units };
    if (estimate?.optimistic !== undefined && estimate.pessimistic !== undefined) {
      const low = Math.round(minutesOf(estimate.optimistic, units) * 60);
      const high = Math.round(minutesOf(estimate.pessimistic, units) * 60);
      // Whatever the order they are written in, the likely one lies between them.
      return [Math.min(low, high, likely), Math.max(low, high, likely)];
    }
    if (this.#spread === undefined || likely === 0) return undefined;
    return [likely * Math.max(0, 1 - this.#spread), likely * (1 + this.#spread)];
  }

  /** In the order of waiting, without stages for which nothing waits and whose dates nobody asked for. */
  #keep(): readonly number[] {
    const { network, order } = this.#schedule;
    const isKept = new Uint8Array(network.size);
    for (let at = order.nodes.length - 1; at >= 0; at--) {
      const node = order.nodes[at] as number;
      if (network.kinds[node] === nodeKinds.activity || this.#isTarget[node] === 1) isKept[node] = 1;
      if (isKept[node] === 0) continue;
      for (const { from } of this.#linksOf(node)) isKept[from] = 1;
    }
    return [...order.nodes].filter((node) => isKept[node] === 1);
  }

  #chooseModes(kept: readonly number[]): void {
    const { network } = this.#schedule;
    for (const node of kept) {
      this.#modes[node] =
        this.#isSettled[node] === 1 ? modes.settled : this.#canCount(node) ? modes.counted : modes.general;
      if (this.#isTarget[node] === 1) this.#needsMoment[node] = moments.finish;
    }
    for (let at = kept.length - 1; at >= 0; at--) {
      const node = kept[at] as number;
      const mode = this.#modes[node];
      if (mode === modes.settled) continue;
      // What is no work passes on the moments of what it waits for, which working time does not know.
      const passesOn = network.kinds[node] !== nodeKinds.activity || network.work[node] === 0;
      if (mode === modes.counted && passesOn && this.#needsMoment[node] !== 0) this.#modes[node] = modes.general;
      for (const { link, from } of this.#linksOf(node)) {
        if (this.#modes[node] === modes.counted && this.#sharesCalendar(link, from, node)) continue;
        this.#need(from, isFromStart(network.linkType[link]) ? moments.start : moments.finish);
        if (network.linkLagKind[link] !== lagKinds.percent) continue;
        for (const measured of [from, ...this.#activitiesIn(from)])
          this.#need(measured, moments.start | moments.finish);
      }
    }
    for (const node of kept) {
      if (this.#modes[node] !== modes.counted || isBinding(network.constraints.get(node))) continue;
      const isSimple = this.#linksOf(node).every(
        ({ link, from }) =>
          (this.#isFolded(link) || this.#isCountedLink(link, from, node)) && !isOntoFinish(network.linkType[link]),
      );
      if (isSimple && network.delays.get(node) === undefined) this.#modes[node] = modes.simple;
    }
  }

  #need(node: number, which: number): void {
    this.#needsMoment[node] = (this.#needsMoment[node] as number) | which;
  }

  #isCounted(node: number): boolean {
    return this.#modes[node] === modes.counted || this.#modes[node] === modes.simple;
  }

  /** Whether a node can be gone through in the working time of one calendar, whatever it waits for. */
  #canCount(node: number): boolean {
    const { network, actuals } = this.#schedule;
    const time = network.times[node] as WorkingTime;
    const calendar = calendarOf(time);
    if (!(calendar instanceof WorkCalendar) || !calendar.hasWeeklyHours) return false;
    if (network.kinds[node] === nodeKinds.stageFirst || actuals.has(node) || network.parts.has(node)) return false;
    const hasWork = (network.work[node] as number) > 0;
    const isBound = isBinding(network.constraints.get(node));
    if (!hasWork && (this.#ranges.has(node) || isBound || network.delays.has(node))) return false;
    const delay = network.delays.get(node);
    if (delay !== undefined && delay.time !== calendar) return false;
    const isWhole = time === calendar;
    if (!isWhole && isBound) return false;
    return this.#linksOf(node).every(
      ({ link }) =>
        network.linkLagKind[link] !== lagKinds.percent && (isWhole || !isOntoFinish(network.linkType[link])),
    );
  }

  /** Whether both ends of a link, and its lag, are counted in one calendar. */
  #sharesCalendar(link: number, from: number, node: number): boolean {
    const { network } = this.#schedule;
    if (this.#isSettled[from] === 1 || this.#modes[from] === modes.general) return false;
    const calendar = calendarOf(network.times[node] as WorkingTime);
    if (calendarOf(network.times[from] as WorkingTime) !== calendar) return false;
    const kind = network.linkLagKind[link];
    return kind === lagKinds.none || (kind === lagKinds.working && network.floatTimes[node] === calendar);
  }

  #isCountedLink(link: number, from: number, node: number): boolean {
    return this.#isCounted(node) && this.#isCounted(from) && this.#sharesCalendar(link, from, node);
  }

  /** Links from what is settled bound the start once and for all. */
  #isFolded(link: number): boolean {
    const { network } = this.#schedule;
    return this.#isSettled[network.linkFrom[link] as number] === 1 && !isOntoFinish(network.linkType[link]);
  }

  #links(
    kept: readonly number[],
  ): Pick<SimulationModel, "firstLink" | "linkFrom" | "linkBits" | "linkLag" | "linkLagKind" | "earliest"> {
    const { network } = this.#schedule;
    const firstLink = new Int32Array(kept.length + 1);
    const from: number[] = [];
    const bits: number[] = [];
    const lags: number[] = [];
    const lagKind: number[] = [];
    const earliest = new Float64Array(kept.length);
    for (const [place, node] of kept.entries()) {
      firstLink[place] = from.length;
      const isCounted = this.#isCounted(node);
      if (this.#modes[node] === modes.settled) continue;
      if (isCounted) earliest[place] = this.#earliest(node);
      for (const { link, from: source } of this.#linksOf(node)) {
        if (isCounted && this.#isFolded(link)) continue;
        const type = network.linkType[link] as number;
        from.push(this.#placeOf[source] as number);
        bits.push(type | (this.#isCountedLink(link, source, node) ? 0 : linkBits.moment));
        lags.push(network.linkLag[link] as number);
        lagKind.push(network.linkLagKind[link] as number);
      }
    }
    firstLink[kept.length] = from.length;
    return {
      firstLink,
      linkFrom: Int32Array.from(from),
      linkBits: Uint8Array.from(bits),
      linkLag: Float64Array.from(lags),
      linkLagKind: Uint8Array.from(lagKind),
      earliest,
    };
  }

  /** In the working time of the node's calendar: the start of the project, the status date, and what is done that it waits for. */
  #earliest(node: number): number {
    const { network, dates, resume } = this.#schedule;
    const calendar = calendarOf(network.times[node] as WorkingTime);
    let moment = network.start;
    if (resume !== undefined && (network.work[node] as number) > 0) moment = Math.max(moment, resume);
    let isBound = network.kinds[node] !== nodeKinds.stageFinish;
    let earliest = isBound ? calendar.workUntil(moment) : -Infinity;
    for (const { link, from } of this.#linksOf(node)) {
      if (!this.#isFolded(link)) {
        isBound = true;
        continue;
      }
      isBound = true;
      const dated = isFromStart(network.linkType[link]) ? dates.earlyStart[from] : dates.earlyFinish[from];
      const lag = network.linkLag[link] as number;
      const kind = network.linkLagKind[link];
      const time = kind === lagKinds.elapsed ? clock : (network.floatTimes[node] as WorkingTime);
      const bound = lag >= 0 ? time.add(dated as number, lag) : time.subtract(dated as number, -lag);
      earliest = Math.max(earliest, calendar.workUntil(bound));
    }
    return isBound ? earliest : calendar.workUntil(network.start);
  }

  /** What may be the last one: nothing waits for it that can't but finish later. */
  #ends(kept: readonly number[]): Int32Array {
    const { network, dates } = this.#schedule;
    const isOutlasted = new Uint8Array(network.size);
    for (const node of kept) {
      // What never ends says nothing of the end of all others.
      if (dates.endless.has(node)) continue;
      if (!this.#isCounted(node) || pullsBack(network.constraints.get(node))) continue;
      for (const { link, from } of this.#linksOf(node)) {
        const isLater = !isFromStart(network.linkType[link]) && (network.linkLag[link] as number) >= 0;
        if (isLater && this.#isCountedLink(link, from, node)) isOutlasted[from] = 1;
      }
    }
    const places = kept.flatMap((node, place) =>
      isOutlasted[node] === 0 && this.#isSettled[node] === 0 && !dates.endless.has(node) ? [place] : [],
    );
    return Int32Array.from(places);
  }

  #begunOf(node: number): Begun | undefined {
    const actual = this.#schedule.actuals.get(node);
    if (actual === undefined || actual.isDone) return undefined;
    const { start, left, total } = actual;
    return { left, total, ...(start !== undefined && { start }) };
  }

  #inside(kept: readonly number[]): ReadonlyMap<number, Int32Array> {
    const { network } = this.#schedule;
    const inside = new Map<number, Int32Array>();
    for (const node of kept) {
      for (const { link, from } of this.#linksOf(node)) {
        if (network.linkLagKind[link] !== lagKinds.percent || network.kinds[from] === nodeKinds.activity) continue;
        const place = this.#placeOf[from] as number;
        if (inside.has(place)) continue;
        inside.set(
          place,
          Int32Array.from(this.#activitiesIn(from), (one) => this.#placeOf[one] as number),
        );
      }
    }
    return inside;
  }

  /** Of the finish of a stage: the activities in it. Of anything else: none. */
  #activitiesIn(node: number): readonly number[] {
    const { network } = this.#schedule;
    if (network.kinds[node] !== nodeKinds.stageFinish) return [];
    const row = network.rowOfNode[node] as number;
    const found: number[] = [];
    for (let inside = row + 1; inside < (network.rows[row] as Row).end; inside++) {
      const one = network.nodeOfRow[inside] as number;
      if (network.kinds[one] === nodeKinds.activity) found.push(one);
    }
    return found;
  }

  #linksOf(node: number): readonly { readonly link: number; readonly from: number }[] {
    const { firstLink, linkFrom } = this.#schedule.network;
    const { isLeftOut } = this.#schedule.order;
    const links: { link: number; from: number }[] = [];
    for (let link = firstLink[node] as number; link < (firstLink[node + 1] as number); link++) {
      if (isLeftOut[link] !== 1) links.push({ link, from: linkFrom[link] as number });
    }
    return links;
  }
}

function rank({ deadline }: Target): number {
  return deadline === undefined ? 1 : 0;
}

/** The calendar that a person who gives a part of their time works by. */
function calendarOf(time: WorkingTime): WorkingTime {
  return time instanceof RatedTime ? time.share.time : time;
}

function rateOf(time: WorkingTime): number {
  return time instanceof RatedTime ? time.share.rate : 1;
}

function isOntoFinish(type: number | undefined): boolean {
  return ((type ?? 0) & ontoFinish) !== 0;
}

function isFromStart(type: number | undefined): boolean {
  return ((type ?? 0) & fromStart) !== 0;
}

/** Whether more than a deadline is stated. */
function isBinding(constraint: Constraint | undefined): boolean {
  return constraint !== undefined && Object.keys(constraint).some((name) => name !== "deadline");
}

/** Whether a stated date may pull something before what it waits for. */
function pullsBack(constraint: Constraint | undefined): boolean {
  if (constraint === undefined) return false;
  const { startNoLater, finishNoLater, mustStart, mustFinish } = constraint;
  return [startNoLater, finishNoLater, mustStart, mustFinish].some(
    (moment): moment is LocalTime => moment !== undefined,
  );
}
