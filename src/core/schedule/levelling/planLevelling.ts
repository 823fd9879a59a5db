import { clock, type LocalTime } from "../../calendar/index.ts";
import type { Duration } from "../../model/duration.ts";
import type { Task } from "../../model/records.ts";
import { WorkCompiler } from "../compiledWork.ts";
import { ForwardPass } from "../forwardPass.ts";
import { type Network, nodeKinds, type Part } from "../network.ts";
import type { Resources } from "../passes.ts";
import type { Schedule } from "../schedule.ts";
import { breachAt, PlanDecoder } from "./planDecoder.ts";
import type { PlanResources } from "./planResources.ts";
import { LevellingSearch, type SearchOptions } from "./search.ts";

/** What levelling does to one task. */
export interface LevelledTask {
  readonly row: number;
  readonly task: Task;
  readonly startBefore: LocalTime;
  readonly finishBefore: LocalTime;
  readonly start: LocalTime;
  readonly finish: LocalTime;
  /** The delay to be written; absent when there is to be none, also where one stands now. */
  readonly delay?: Duration;
}

/** Why somebody may still have too much to do in a levelled plan. */
export const whatStays =
  "What has begun, has a date that holds it or is planned as late as possible stays where it is.";

/** A plan in which nobody has more to do than they can, as far as tasks may be moved. */
export interface LevelledPlan {
  /** When the project ends now, and when it would. */
  readonly finishBefore: LocalTime;
  readonly finish: LocalTime;
  /** No levelled plan ends before this moment. */
  readonly earliestFinish: LocalTime;
  /** How much longer than the least possible it takes, in per cent of the time from the project's start to there; at most so much is left to gain. */
  readonly gap: number;
  /** Tasks that move, or whose delay changes, in the order of the plan. */
  readonly tasks: readonly LevelledTask[];
}

/**
 * Levels a plan: at once by priority rules, then better and better, as long as it is asked to. The same seed and number of schedules give
 * the same plan. Tasks that have begun, are fixed to a date or planned as late as possible stay where they
 * are, and no other is moved behind a date by which it has to start or finish. Delays that an earlier levelling wrote are
 * thought anew.
 */
export class PlanLevelling {
  readonly #schedule: Schedule;
  readonly #decoder: PlanDecoder;
  readonly #search: LevellingSearch;

  constructor(schedule: Schedule, options: SearchOptions = {}) {
    this.#schedule = schedule;
    this.#decoder = new PlanDecoder(schedule);
    this.#search = new LevellingSearch(this.#decoder, options);
  }

  /** Tries so many more schedules. Returns whether there may be a better one. */
  step(schedules: number): boolean {
    return this.#search.step(schedules);
  }

  /** How many schedules were tried. */
  get schedules(): number {
    return this.#search.schedules;
  }

  /** About when the best plan so far ends: to the second once it is written as delays, which are whole minutes. */
  get finishSoFar(): LocalTime | undefined {
    const { shortest } = this.#search;
    return shortest === undefined ? undefined : this.#decoder.network.start + shortest;
  }

  /** The best plan so far; there is one from the beginning. */
  get best(): LevelledPlan {
    if (this.#search.best === undefined) this.#search.step(1);
    const starts = this.#search.best?.starts ?? this.#decoder.free.start;
    return new PlanWriter(this.#schedule, this.#decoder, starts).plan(this.#search.lowerBound);
  }
}

/** Turns the starts of a levelled plan into delays that can be written, in whole minutes. */
class PlanWriter implements Resources {
  readonly #schedule: Schedule;
  readonly #decoder: PlanDecoder;
  readonly #network: Network;
  readonly #wanted: Float64Array;
  readonly #resources: PlanResources;
  readonly #compiler: WorkCompiler;
  readonly #delays = new Map<number, Part>();

  constructor(schedule: Schedule, decoder: PlanDecoder, wanted: Float64Array) {
    this.#schedule = schedule;
    this.#decoder = decoder;
    this.#network = decoder.network;
    this.#wanted = wanted;
    this.#resources = decoder.resources();
    this.#compiler = WorkCompiler.of(schedule.reading);
  }

  plan(lowerBound: number): LevelledPlan {
    // In the order of their starts, and what waits behind what it waits for.
    const nodes = Int32Array.from({ length: this.#network.size }, (_, node) => node);
    const place = new Float64Array(this.#network.size);
    this.#schedule.order.nodes.forEach((node, at) => {
      place[node] = at;
    });
    nodes.sort(
      (a, b) =>
        (this.#wanted[a] as number) - (this.#wanted[b] as number) || (place[a] as number) - (place[b] as number),
    );
    this.#decoder.repair(nodes);
    const order = { ...this.#schedule.order, nodes };
    const forward = new ForwardPass(this.#network, order, { ...this.#decoder.options, resources: this });
    const { rows, nodeOfRow, kinds, start } = this.#network;
    const tasks: LevelledTask[] = [];
    for (let row = 0; row < rows.length; row++) {
      const node = nodeOfRow[row] as number;
      const { record, isMilestone } = rows[row] as Network["rows"][number];
      if (kinds[node] !== nodeKinds.activity || isMilestone) continue;
      const task = record as Task;
      // What is planned as late as possible goes by what follows it, not by its early dates.
      if (this.#network.late.has(node) && task.delay === undefined) continue;
      const before = this.#schedule.at(row);
      const part = this.#delays.get(node);
      const delay = part && this.#durationOf(part);
      const isMoved = before.start !== forward.earlyStart[node] || before.finish !== forward.earlyFinish[node];
      if (!isMoved && (delay === undefined) === (task.delay === undefined)) continue;
      tasks.push({
        row,
        task,
        startBefore: before.start,
        finishBefore: before.finish,
        start: forward.earlyStart[node] as number,
        finish: forward.earlyFinish[node] as number,
        ...(delay !== undefined && { delay }),
      });
    }
    const finish = forward.projectFinish;
    const earliestFinish = Math.min(start + lowerBound, finish);
    const least = this.#network.calendars.project.workBetween(start, earliestFinish);
    const more = this.#network.calendars.project.workBetween(earliestFinish, finish);
    return {
      finishBefore: this.#schedule.finish,
      finish,
      earliestFinish,
      gap: least > 0 ? (100 * more) / least : 0,
      tasks,
    };
  }

  hold(node: number, from: LocalTime, finishFor: (start: LocalTime) => LocalTime, bound: LocalTime): LocalTime {
    let start = this.#resources.hold(node, Math.max(from, this.#wanted[node] as number), finishFor);
    // A delay counts from where the task would be without it.
    for (let tries = 0; tries < 20 && start > from; tries++) {
      const [time, work] = this.#delayTo(node, bound, start);
      if (work === 0) break;
      const reached = this.#nextStart(node, time.add(time.nextStart(bound), work));
      const free = this.#resources.hold(node, reached, finishFor);
      if (free === reached) {
        // A date by which it has to start or finish holds it where it is, whatever delay is written.
        const breach = (at: LocalTime): number =>
          breachAt(this.#network, node, this.#network.constraints.get(node) ?? {}, at, finishFor(at));
        if (breach(reached) > breach(from)) return from;
        this.#delays.set(node, { time, work });
        return reached;
      }
      start = free;
    }
    return start > from ? start : from;
  }

  holdBack(_: number, finish: LocalTime): LocalTime {
    return finish;
  }

  take(node: number, start: LocalTime, finish: LocalTime): void {
    this.#resources.take(node, start, finish);
  }

  /** The delay from one moment to another, in whole minutes; elapsed time, where the hours of those who work on it don't lead there. */
  #delayTo(node: number, from: LocalTime, to: LocalTime): readonly [Part["time"], number] {
    const { record } = this.#network.rows[this.#network.rowOfNode[node] as number] as Network["rows"][number];
    const time = this.#compiler.delayTime(record);
    const work = Math.ceil(Math.round(time.workBetween(time.nextStart(from), to)) / 60) * 60;
    if (work > 0 && this.#nextStart(node, time.add(time.nextStart(from), work)) >= to) return [time, work];
    return [clock, Math.ceil((to - from) / 60) * 60];
  }

  #nextStart(node: number, moment: LocalTime): LocalTime {
    const parts = this.#network.parts.get(node);
    if (parts !== undefined) return Math.min(...parts.map(({ time }) => time.nextStart(moment)));
    return this.#network.times[node]?.nextStart(moment) ?? moment;
  }

  /** In quarters of days, else in hours, else in minutes. */
  #durationOf({ time, work }: Part): Duration {
    const isElapsed = time === clock;
    const day = isElapsed ? 86_400 : this.#schedule.daySeconds;
    if (work % (day / 4) === 0) {
      const quarters = work / (day / 4);
      const decimals = quarters % 4 === 0 ? 0 : quarters % 2 === 0 ? 1 : 2;
      return { amount: { coefficient: (quarters * 10 ** decimals) / 4, decimals }, unit: "d", isElapsed };
    }
    const [unit, seconds] = work % 3600 === 0 ? (["h", 3600] as const) : (["m", 60] as const);
    return { amount: { coefficient: work / seconds, decimals: 0 }, unit, isElapsed };
  }
}
