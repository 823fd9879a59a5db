import { type LocalTime, type WorkingTime, within } from "../calendar/index.ts";
import { LinkTimes } from "./linkTime.ts";
import { fromStart, nodeKinds, ontoFinish } from "./network.ts";
import type { Schedule } from "./schedule.ts";

/** A chain of work from where it begins to where it ends, as rows of the schedule in the order of doing. Stages are left out. */
export interface CriticalPath {
  readonly rows: readonly number[];
  readonly start: LocalTime;
  readonly finish: LocalTime;
}

/** So many steps are looked at, however many ways there are. */
const mostSteps = 200_000;

/**
 * The critical paths of a project: chains of critical work in which nothing lies between one and the next. There may be very many;
 * the first ones are given, longest in time first among those found.
 */
export function criticalPaths(schedule: Schedule, most = 20): readonly CriticalPath[] {
  const { network } = schedule;
  const ends: number[] = [];
  for (let row = 0; row < network.rows.length; row++) {
    const work = schedule.at(row);
    if (!work.isStage && work.isCritical) ends.push(network.nodeOfRow[row] as number);
  }
  const critical = new Set(ends);
  return new PathFinder(schedule, most, (node) => critical.has(node)).find(ends);
}

/** The path that drives a row's finish: what it waits for, and what that waits for, back to where it begins. */
export function drivingPath(schedule: Schedule, row: number): CriticalPath {
  const { network, dates } = schedule;
  const rows: number[] = [];
  const seen = new Set<number>();
  for (let node = network.nodeOfRow[row] as number; node >= 0 && !seen.has(node); ) {
    seen.add(node);
    if (network.kinds[node] === nodeKinds.activity) rows.push(network.rowOfNode[node] as number);
    const driver = dates.driver[node] as number;
    node = driver < 0 ? -1 : (network.linkFrom[driver] as number);
  }
  rows.reverse();
  return pathOf(schedule, rows);
}

/** What leads to a row, with how much later each may be finished before that row is; in seconds of working time, by row. */
export interface PathsToTarget {
  readonly target: number;
  readonly driving: CriticalPath;
  /** Of each row that the target waits for, directly or not; of the target itself, 0. */
  readonly floats: ReadonlyMap<number, number>;
  /** Those without float towards it, in the order of the plan. */
  readonly critical: readonly number[];
  /** Those with little of it, in the order of the plan. */
  readonly nearCritical: readonly number[];
}

/**
 * The critical path to any task, stage or milestone: floats from a pass backward that begins at it alone, as if nothing else had to
 * be finished. Stated dates don't count in it; work that is done has no float. Linear in nodes and links.
 */
export function pathsTo(schedule: Schedule, row: number): PathsToTarget {
  const { network, order, dates, actuals, resume } = schedule;
  const links = new LinkTimes(network, dates);
  const lateStart = new Float64Array(network.size).fill(Infinity);
  const lateFinish = new Float64Array(network.size).fill(Infinity);
  const target = network.nodeOfRow[row] as number;
  lateFinish[target] = dates.finish[target] as number;
  const floats = new Map<number, number>();
  const { nodes } = order;
  for (let at = nodes.length - 1; at >= 0; at--) {
    const node = nodes[at] as number;
    let end = lateFinish[node] as number;
    let start = lateStart[node] as number;
    if (end === Infinity && start === Infinity) continue;
    const actual = actuals.get(node);
    if (actual?.isDone === true) {
      if (network.kinds[node] === nodeKinds.activity) floats.set(network.rowOfNode[node] as number, 0);
      continue;
    }
    if (network.kinds[node] === nodeKinds.activity) {
      // Only its start is waited for, and it has begun.
      if (end === Infinity && actual !== undefined) continue;
      const time = network.floatTimes[node] as WorkingTime;
      const latest = latestDates(schedule, node, start, end);
      const atFinish = time.workBetween(dates.finish[node] as number, latest.finish);
      const atStart = actual === undefined ? time.workBetween(dates.start[node] as number, latest.start) : Infinity;
      floats.set(network.rowOfNode[node] as number, Math.max(0, Math.round(Math.min(atFinish, atStart))));
      if (actual !== undefined && resume === undefined) continue;
      start = latest.start;
      // A finish at 17:00 lets others finish until work goes on at 08:00.
      end = latest.goesOn;
    } else {
      start = Math.min(start, end);
      end = start;
    }
    for (let link = network.firstLink[node] as number; link < (network.firstLink[node + 1] as number); link++) {
      if (order.isLeftOut[link] === 1) continue;
      const type = network.linkType[link] as number;
      const from = network.linkFrom[link] as number;
      const late = links.withoutLag(link, node, (type & ontoFinish) !== 0 ? end : start);
      // Of a stage only the first thing in it holds up what waits for its start.
      if (network.kinds[node] === nodeKinds.stageFirst && dates.driver[node] !== link) continue;
      if ((type & fromStart) !== 0) lateStart[from] = Math.min(lateStart[from] as number, late);
      else lateFinish[from] = Math.min(lateFinish[from] as number, late);
    }
  }
  const sorted = [...floats.keys()].sort((a, b) => a - b);
  return {
    target: row,
    driving: drivingPath(schedule, row),
    floats,
    critical: sorted.filter((one) => floats.get(one) === 0 && !schedule.at(one).isDone),
    nearCritical: sorted.filter((one) => {
      const room = floats.get(one) ?? 0;
      return room > 0 && room <= schedule.nearCriticalFloat;
    }),
  };
}

interface LatestDates {
  readonly start: LocalTime;
  readonly finish: LocalTime;
  /** When work would go on after the finish. */
  readonly goesOn: LocalTime;
}

/** The latest dates of an activity that limits of its start and finish leave, settled as the passes settle them. */
function latestDates(
  { network, actuals, dates }: Schedule,
  node: number,
  startLimit: LocalTime,
  finishLimit: LocalTime,
): LatestDates {
  const whole = network.work[node] as number;
  const work = actuals.get(node)?.left ?? whole;
  const time = network.times[node] as WorkingTime;
  const parts = network.parts.get(node) ?? [{ time, work: whole }];
  const share = (part: number): number => (part === whole ? work : whole === 0 ? 0 : (part * work) / whole);
  const last = (moment: (part: (typeof parts)[number]) => LocalTime): LocalTime => Math.max(...parts.map(moment));
  const first = (moment: (part: (typeof parts)[number]) => LocalTime): LocalTime => Math.min(...parts.map(moment));
  let finish = finishLimit;
  if (startLimit < Infinity)
    finish = Math.min(
      finish,
      last((part) => part.time.add(startLimit, share(part.work))),
    );
  if (work > 0) finish = last((part) => part.time.previousFinish(finish));
  else finish = settledBack(time, finish, dates.earlyFinish[node] as number);
  const start = first((part) => part.time.subtract(finish, share(part.work)));
  return { start: within(Math.min(start, finish)), finish, goesOn: first((part) => part.time.nextStart(finish)) };
}

/** Of a point in time: at the end of a working period, unless it is the same instant as its early one. */
function settledBack(time: WorkingTime, moment: LocalTime, early: LocalTime): LocalTime {
  return Math.abs(time.workBetween(early, moment)) < 1e-3 ? early : time.previousFinish(moment);
}

class PathFinder {
  readonly #schedule: Schedule;
  readonly #most: number;
  readonly #isOnPath: (node: number) => boolean;
  readonly #links: LinkTimes;
  readonly #paths: CriticalPath[] = [];
  readonly #known = new Set<string>();
  readonly #kept = new Map<number, readonly number[]>();
  #steps = 0;

  constructor(schedule: Schedule, most: number, isOnPath: (node: number) => boolean) {
    this.#schedule = schedule;
    this.#most = most;
    this.#isOnPath = isOnPath;
    this.#links = new LinkTimes(schedule.network, schedule.dates);
  }

  /** Backward from those that nothing else on a path waits for; without recursion, since chains are as long as people make them. */
  find(ends: readonly number[]): readonly CriticalPath[] {
    const before = new Map<number, readonly number[]>();
    const isWaitedFor = new Set<number>();
    for (const node of ends) {
      const own = this.#before(node);
      before.set(node, own);
      for (const one of own) isWaitedFor.add(one);
    }
    const { dates } = this.#schedule;
    const last = ends
      .filter((node) => !isWaitedFor.has(node))
      .sort((a, b) => (dates.finish[b] as number) - (dates.finish[a] as number) || a - b);
    for (const end of last) {
      const stack: { readonly node: number; next: number }[] = [{ node: end, next: 0 }];
      for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
        if (this.#paths.length >= this.#most || this.#steps++ > mostSteps) return this.#sorted();
        const own = before.get(top.node) ?? [];
        const next = own[top.next++];
        if (next !== undefined) stack.push({ node: next, next: 0 });
        else {
          if (own.length === 0) this.#add(stack.map(({ node }) => this.#schedule.network.rowOfNode[node] as number));
          stack.pop();
        }
      }
    }
    return this.#sorted();
  }

  #add(rows: readonly number[]): void {
    const path = [...rows].reverse();
    const key = path.join();
    if (this.#known.has(key)) return;
    this.#known.add(key);
    this.#paths.push(pathOf(this.#schedule, path));
  }

  #sorted(): readonly CriticalPath[] {
    return this.#paths
      .map((path, order) => ({ path, order }))
      .sort((a, b) => b.path.finish - a.path.finish || a.path.start - b.path.start || a.order - b.order)
      .map(({ path }) => path);
  }

  /** The activities on a path right before a node, seen through the nodes of stages. */
  #before(node: number): readonly number[] {
    const { kinds } = this.#schedule.network;
    const found = new Set<number>();
    const seen = new Set<number>([node]);
    const open = [node];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      for (const from of this.#tight(next)) {
        if (seen.has(from)) continue;
        seen.add(from);
        if (kinds[from] === nodeKinds.activity) found.add(from);
        else open.push(from);
      }
    }
    return [...found].sort((a, b) => a - b);
  }

  /** What leads to a node without anything between, as far as it is on a path or belongs to a stage. Kept for stages: many may wait for one. */
  #tight(node: number): readonly number[] {
    const { network, order } = this.#schedule;
    let tight = this.#kept.get(node);
    if (tight === undefined) {
      const list: number[] = [];
      for (let link = network.firstLink[node] as number; link < (network.firstLink[node + 1] as number); link++) {
        const from = network.linkFrom[link] as number;
        if (order.isLeftOut[link] === 1 || !this.#links.isTight(link, node)) continue;
        if (network.kinds[from] !== nodeKinds.activity || this.#isOnPath(from)) list.push(from);
      }
      tight = list;
      if (network.kinds[node] !== nodeKinds.activity) this.#kept.set(node, tight);
    }
    return tight;
  }
}

function pathOf(schedule: Schedule, rows: readonly number[]): CriticalPath {
  let start = Infinity;
  let finish = -Infinity;
  for (const row of rows) {
    const work = schedule.at(row);
    start = Math.min(start, work.start);
    finish = Math.max(finish, work.finish);
  }
  return { rows, start, finish };
}
