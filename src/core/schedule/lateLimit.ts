import { finishingTime, type LocalTime, startingTime, type WorkingTime } from "../calendar/index.ts";
import type { Moment } from "../model/moment.ts";
import type { Milestone, Task } from "../model/records.ts";
import type { WorkRecord } from "../model/taskProgress.ts";
import type { ConstraintField } from "./explanation.ts";
import { LinkTimes } from "./linkTime.ts";
import { fromStart, nodeKinds, ontoFinish, type Row } from "./network.ts";
import type { Schedule } from "./schedule.ts";

/** What keeps a task from being any later: a stated date of its own or of what comes after it, or the end of the project. */
export type LateLimit =
  | { readonly kind: "end" }
  | {
      readonly kind: "date";
      readonly record: WorkRecord;
      readonly field: ConstraintField | "deadline";
      readonly date: Moment;
    };

/** Follows late dates forward to what they come from. Keeps the links by predecessor for several questions about one schedule. */
export class LateLimits {
  readonly #schedule: Schedule;
  readonly #links: LinkTimes;
  #successors: { readonly first: Int32Array; readonly links: Int32Array; readonly onto: Int32Array } | undefined;

  constructor(schedule: Schedule) {
    this.#schedule = schedule;
    this.#links = new LinkTimes(schedule.network, schedule.dates);
  }

  /** Of a task, stage or milestone that is not done; undefined where it can't be told. Linear in what comes after it. */
  of(row: number): LateLimit | undefined {
    const { network, dates } = this.#schedule;
    const seen = new Set<number>();
    let node: number | undefined = network.nodeOfRow[row] as number;
    while (node !== undefined && !seen.has(node)) {
      seen.add(node);
      const own = this.#dateOf(node);
      if (own !== undefined) return own;
      const next = this.#bindingSuccessor(node);
      if (next === undefined && this.#isSame(node, dates.lateFinish[node] as number, dates.projectFinish)) {
        return { kind: "end" };
      }
      node = next;
    }
    return undefined;
  }

  /** The stated date at which a node's late dates stand. */
  #dateOf(node: number): LateLimit | undefined {
    const { network, dates, actuals } = this.#schedule;
    if (!network.constraints.has(node)) return undefined;
    const { record } = network.rows[network.rowOfNode[node] as number] as Row;
    const task = record as Task;
    const { date } = record as Milestone;
    const isStart = network.kinds[node] === nodeKinds.stageStart;
    const isFinish = network.kinds[node] === nodeKinds.stageFinish;
    const lateStart = dates.lateStart[node] as number;
    const lateFinish = dates.lateFinish[node] as number;
    const fields: readonly (readonly [ConstraintField | "deadline", Moment | undefined, boolean])[] = [
      ["must-start", task.mustStart, true],
      ["must-finish", task.mustFinish, false],
      ["date", date, false],
      ["start-no-later", task.startNoLater, true],
      ["finish-no-later", task.finishNoLater, false],
      ["deadline", task.deadline, false],
    ];
    for (const [field, stated, isOfStart] of fields) {
      if (stated === undefined || (isOfStart ? isFinish || actuals.has(node) : isStart)) continue;
      const isAt = isOfStart
        ? this.#isSame(node, lateStart, startingTime(stated))
        : this.#isSame(node, lateFinish, finishingTime(stated));
      if (isAt) return { kind: "date", record, field, date: stated };
    }
    return undefined;
  }

  /** What waits for a node and lets it be no later. */
  #bindingSuccessor(node: number): number | undefined {
    const { network, order, dates, actuals } = this.#schedule;
    const { first, links, onto } = this.#bySource();
    for (let at = first[node] as number; at < (first[node + 1] as number); at++) {
      const link = links[at] as number;
      const to = onto[at] as number;
      if (order.isLeftOut[link] === 1 || actuals.get(to)?.isDone === true) continue;
      const type = network.linkType[link] as number;
      if (network.kinds[to] === nodeKinds.stageFirst && dates.driver[to] !== link) continue;
      let late = ((type & ontoFinish) !== 0 ? dates.lateFinish[to] : dates.lateStart[to]) as number;
      if (late === Infinity) continue;
      late = this.#links.withoutLag(link, to, late);
      const own = ((type & fromStart) !== 0 ? dates.lateStart[node] : dates.lateFinish[node]) as number;
      if (this.#isSame(node, own, late)) return to;
    }
    return undefined;
  }

  #isSame(node: number, one: LocalTime, other: LocalTime): boolean {
    return (
      one === other || Math.abs((this.#schedule.network.floatTimes[node] as WorkingTime).workBetween(one, other)) < 1
    );
  }

  #bySource() {
    if (this.#successors !== undefined) return this.#successors;
    const { size, firstLink, linkFrom } = this.#schedule.network;
    const first = new Int32Array(size + 1);
    for (const from of linkFrom) first[from + 1] = (first[from + 1] as number) + 1;
    for (let node = 0; node < size; node++) first[node + 1] = (first[node + 1] as number) + (first[node] as number);
    const next = first.slice(0, size);
    const links = new Int32Array(linkFrom.length);
    const onto = new Int32Array(linkFrom.length);
    for (let node = 0; node < size; node++) {
      for (let link = firstLink[node] as number; link < (firstLink[node + 1] as number); link++) {
        const from = linkFrom[link] as number;
        const at = next[from] as number;
        next[from] = at + 1;
        links[at] = link;
        onto[at] = node;
      }
    }
    this.#successors = { first, links, onto };
    return this.#successors;
  }
}
