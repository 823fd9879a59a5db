import { type LocalTime, latestTime, startingTime, startOfDay, type WorkingTime } from "../calendar/index.ts";
import type { Dependency } from "../model/dependency.ts";
import type { Milestone, NamedRecord, Person, ProgressEntry, Task } from "../model/records.ts";
import type { WorkRecord } from "../model/taskProgress.ts";
import { driverOf, edgeOfStage } from "./drivers.ts";
import {
  chainText,
  finishSentence,
  type Remainder,
  remainderText,
  slackSentence,
  startSentence,
} from "./explainWords.ts";
import type {
  ChainStep,
  ConstraintField,
  DateExplanation,
  Explanation,
  Influence,
  Reason,
  SlackExplanation,
} from "./explanation.ts";
import { type FactPlace, factOfLog, factOfProject, factOfWork } from "./factPlace.ts";
import { FreeDayFinder } from "./freeDays.ts";
import { LateLimits } from "./lateLimit.ts";
import { LinkTimes } from "./linkTime.ts";
import { nodeKinds, ontoFinish, type Row } from "./network.ts";
import { reasons } from "./passes.ts";
import { writerOf } from "./progressFacts.ts";
import type { Schedule, ScheduledWork } from "./schedule.ts";

/** Longer chains are cut; nobody reads them. */
const longestChain = 10_000;

/** Says of any task, stage or milestone of a schedule why it lies where it lies. Keeps what several questions share. */
export class Explainer {
  readonly #schedule: Schedule;
  readonly #links: LinkTimes;
  readonly #freeDays: FreeDayFinder;
  readonly #limits: LateLimits;
  #entries: ReadonlyMap<NamedRecord, readonly ProgressEntry[]> | undefined;

  constructor(schedule: Schedule) {
    this.#schedule = schedule;
    this.#links = new LinkTimes(schedule.network, schedule.dates);
    this.#freeDays = new FreeDayFinder(schedule);
    this.#limits = new LateLimits(schedule);
  }

  /** Why a row starts and finishes when it does, with the whole chain back to where that comes from. Linear in the chain. */
  explain(row: number): Explanation {
    const work = this.#schedule.at(row);
    const start = this.start(row);
    const finish = this.finish(row);
    const slack = this.slack(row);
    const lines = work.isMilestone ? [start.text, slack.text] : [start.text, finish.text, slack.text];
    return {
      work,
      start,
      finish,
      slack,
      chain: this.chain(row),
      text: lines.filter((line) => line !== "").join(" "),
    };
  }

  /** Why a row starts when it does. */
  start(row: number): DateExplanation {
    const work = this.#schedule.at(row);
    const { reason, influences } = this.#whyStart(work);
    return { moment: work.start, reason, influences, text: startSentence(this.#schedule, work, reason, influences) };
  }

  /** Why a row is finished when it is, given its start. */
  finish(row: number): DateExplanation {
    const work = this.#schedule.at(row);
    const { reason, influences } = this.#whyFinish(work);
    return { moment: work.finish, reason, influences, text: finishSentence(this.#schedule, work, reason, influences) };
  }

  /** How much room is left behind a row. */
  slack(row: number): SlackExplanation {
    const work = this.#schedule.at(row);
    const { totalFloat, freeFloat, record, finish } = work;
    const { deadline: date } = record as Task;
    const moment = work.deadline;
    const time = this.#schedule.floatTime(row);
    const limit = work.isDone || work.isEndless || totalFloat > 0 ? undefined : this.#limits.of(row);
    const slack: Omit<SlackExplanation, "text"> = {
      totalFloat,
      freeFloat,
      ...(limit && { limit }),
      ...(date !== undefined &&
        moment !== undefined && {
          deadline: {
            date,
            moment,
            left: Math.round(time.workBetween(finish, moment)),
            ...this.#place(record, "deadline"),
          },
        }),
    };
    return { ...slack, text: slackSentence(this.#schedule, work, slack) };
  }

  /** From a row back along what drives it, the row itself first. */
  chain(row: number): readonly ChainStep[] {
    const steps: ChainStep[] = [];
    const seen = new Set<number>();
    let isFinish = this.#schedule.at(row).isStage || this.#waitOf(this.#schedule.at(row)) !== undefined;
    for (let next: number | undefined = row; next !== undefined && !seen.has(next) && steps.length < longestChain; ) {
      seen.add(next);
      const work = this.#schedule.at(next);
      const wait = isFinish ? this.#waitOf(work) : undefined;
      const { reason, influences } =
        wait !== undefined
          ? { reason: wait.reason, influences: [] }
          : isFinish && work.isStage
            ? this.#whyFinish(work)
            : this.#whyStart(work);
      const text =
        wait !== undefined
          ? remainderText(this.#schedule, work, wait)
          : chainText(this.#schedule, work, reason, influences, isFinish);
      steps.push({ work, reason, influences, text });
      isFinish = reason.kind === "predecessor" ? reason.from === "finish" : isFinish;
      next =
        reason.kind === "predecessor" ? reason.predecessor.row : reason.kind === "inside" ? reason.work.row : undefined;
    }
    return steps;
  }

  #whyStart(work: ScheduledWork): Why {
    if (work.isStage) return this.#whyStage(work, "start");
    const node = this.#schedule.network.nodeOfRow[work.row] as number;
    const { dates } = this.#schedule;
    const driver = dates.driver[node] as number;
    if (driver === reasons.actual) return this.#whyLogged(work, "start");
    if (this.#schedule.actuals.has(node)) return this.#whyLogged(work, "start");
    if (driver === reasons.late) {
      const successor = this.#successorOf(node);
      return {
        reason: { kind: "late", ...(successor && { successor }), ...this.#place(work.record, "schedule") },
        influences: [],
      };
    }
    const { reason, bound } = this.#follow(work);
    const influences: Influence[] = [];
    if (reason.kind === "predecessor" && reason.dependency.lag !== undefined) {
      influences.push({ kind: "lag", dependency: reason.dependency, ...(reason.place && { place: reason.place }) });
    }
    const isOntoFinish = reason.kind === "predecessor" && reason.onto === "finish";
    const { delay } = work.record as Task;
    if (delay !== undefined) {
      influences.push({ kind: "delay", delay, statedBy: work.record, ...this.#place(work.record, "delay") });
    }
    if (bound !== undefined && work.start < latestTime && delay === undefined && !isOntoFinish && !work.isMilestone) {
      for (const days of this.#freeDays.between(work.record, bound, work.start)) {
        influences.push({ kind: "free", ...days });
      }
    }
    return { reason, influences };
  }

  #follow(work: ScheduledWork): { readonly reason: Reason; readonly bound?: LocalTime } {
    const { network, dates } = this.#schedule;
    const { driver, node, row } = driverOf(this.#schedule, work.row);
    const { record } = network.rows[row] as Row;
    if (driver >= 0) return this.#predecessor(work, record, node, driver);
    switch (driver) {
      case reasons.constraint: {
        const reason = this.#constraint(record, node);
        return { reason, ...(reason.kind === "constraint" && boundOf(reason, dates.start[node] as number)) };
      }
      case reasons.statusDate: {
        const { header } = this.#schedule.reading.project;
        const place = factOfProject(this.#schedule.reading, "status-date");
        const reason: Reason = {
          kind: "status-date",
          date: this.#schedule.today,
          isPinned: header.statusDate !== undefined,
          ...(place && { place }),
        };
        return { reason, bound: startOfDay(this.#schedule.today) };
      }
      default: {
        const place = factOfProject(this.#schedule.reading, "start");
        return {
          reason: { kind: "project-start", moment: network.start, ...(place && { place }) },
          bound: network.start,
        };
      }
    }
  }

  #predecessor(
    work: ScheduledWork,
    record: WorkRecord,
    node: number,
    link: number,
  ): { readonly reason: Reason; readonly bound: LocalTime } {
    const { network } = this.#schedule;
    const predecessor = this.#schedule.at(network.rowOfNode[network.linkFrom[link] as number] as number);
    const type = network.linkType[link] as number;
    const { dependency, statedBy } = this.#dependency(record, link, predecessor.record);
    const reason: Reason = {
      kind: "predecessor",
      predecessor,
      from: (type & 1) !== 0 ? "start" : "finish",
      moment: this.#links.given(link),
      onto: (type & ontoFinish) !== 0 && network.kinds[node] === nodeKinds.activity ? "finish" : "start",
      dependency,
      statedBy,
      ...this.#place(statedBy, "after", work.record === statedBy ? undefined : statedBy),
    };
    return { reason, bound: this.#links.bound(link, node) };
  }

  /** The dependency a link was made of, and who states it. */
  #dependency(
    record: WorkRecord,
    link: number,
    predecessor: WorkRecord,
  ): { readonly dependency: Dependency; readonly statedBy: WorkRecord } {
    const { network, reading } = this.#schedule;
    const index = network.linkIndex[link] as number;
    const own = record.after?.[index];
    if (own !== undefined) return { dependency: own, statedBy: record };
    // The finish of a stage waits: the stage is one of those around it.
    const wanted = -2 - index;
    for (let row = network.rowOf.get(record) ?? -1; row >= 0; row = (network.rows[row] as Row).parent) {
      const stage = (network.rows[row] as Row).record;
      const dependency = stage.after?.[wanted];
      if (dependency !== undefined && reading.index.resolve("work", dependency.on)?.record === predecessor) {
        return { dependency, statedBy: stage };
      }
    }
    return { dependency: { on: predecessor.id, type: "FS" }, statedBy: record };
  }

  #constraint(record: WorkRecord, node: number): Reason {
    const { network, dates } = this.#schedule;
    const time = network.floatTimes[node] as WorkingTime;
    const constraint = network.constraints.get(node) ?? {};
    const same = (a: LocalTime | undefined, b: LocalTime): boolean =>
      a !== undefined && Math.abs(time.workBetween(a, b)) < 1;
    const start = dates.earlyStart[node] as number;
    const finish = dates.earlyFinish[node] as number;
    const task = record as Task;
    const { date } = record as Milestone;
    // A stage is held back by two fields alone, and by the later one of them.
    const isBy = (stated: string | undefined): boolean =>
      stated !== undefined && startingTime(stated) === constraint.startNoEarlier;
    const ofStage = [
      ["must-start", task.mustStart, isBy(task.mustStart)],
      ["start-no-earlier", task.startNoEarlier, isBy(task.startNoEarlier)],
    ] as const;
    const ofTask = [
      ["must-start", task.mustStart, true],
      ["must-finish", task.mustFinish, true],
      ["date", date, true],
      ["finish-no-later", task.finishNoLater, same(constraint.finishNoLater, finish)],
      ["start-no-later", task.startNoLater, same(constraint.startNoLater, start)],
      ["finish-no-earlier", task.finishNoEarlier, same(constraint.finishNoEarlier, finish)],
      ["start-no-earlier", task.startNoEarlier, same(constraint.startNoEarlier, start)],
    ] as const;
    const candidates: readonly (readonly [ConstraintField, string | undefined, boolean])[] =
      network.kinds[node] === nodeKinds.activity ? ofTask : ofStage;
    const stated = candidates.filter(([, value]) => value !== undefined);
    const [field, value] = stated.find(([, , holds]) => holds) ?? stated.at(-1) ?? [];
    if (field === undefined || value === undefined) return { kind: "project-start", moment: network.start };
    return { kind: "constraint", field, date: value, statedBy: record, ...this.#place(record, field) };
  }

  #whyFinish(work: ScheduledWork): Why {
    if (work.isStage) return this.#whyStage(work, "finish");
    if (work.isMilestone) return this.#whyStart(work);
    const { network, actuals, resume } = this.#schedule;
    const node = network.nodeOfRow[work.row] as number;
    const task = work.record as Task;
    const actual = actuals.get(node);
    if (work.isDone && actual?.finish !== undefined) return this.#whyLogged(work, "finish");
    const basis = task.duration !== undefined ? "duration" : task.effort !== undefined ? "effort" : "unestimated";
    const amount = (task.duration ?? task.effort)?.likely;
    const influences: Influence[] = [];
    for (const assignment of task.who ?? []) {
      const person = this.#schedule.reading.index.resolve("people", assignment.who)?.record as Person | undefined;
      const units = Math.min(assignment.units, person?.capacity ?? Infinity);
      influences.push({
        kind: "person",
        assignment,
        ...(person && { person }),
        rate: (units * assignment.count) / 100,
        isCapped: units < assignment.units,
        ...this.#place(work.record, "who"),
      });
    }
    if (work.isEndless) return { reason: { kind: "work", basis, ...this.#place(work.record, basis) }, influences: [] };
    const left = actual?.isDone === false ? actual.left : undefined;
    const wait = this.#waitOf(work);
    const from = wait?.resumes ?? (left === undefined ? work.start : Math.max(work.start, resume ?? work.start));
    for (const days of this.#freeDays.during(work.record, from, work.finish)) {
      if (days.because !== "weekend") influences.push({ kind: "free", ...days });
    }
    const isWork = work.finish > work.start || left !== undefined;
    return {
      reason: {
        kind: "work",
        basis: isWork ? basis : "none",
        ...(amount && { amount }),
        ...(left !== undefined && { left, resumes: from }),
        ...(wait !== undefined && { waits: wait.reason }),
        ...this.#place(work.record, basis === "unestimated" ? "name" : basis),
      },
      influences,
    };
  }

  /** What is left of a begun task goes on when what it waits for allows it; undefined where that is at once. */
  #waitOf(work: ScheduledWork): Remainder | undefined {
    const { network, dates, actuals } = this.#schedule;
    const node = network.nodeOfRow[work.row] as number;
    const actual = actuals.get(node);
    const driver = dates.driver[node] as number;
    if (work.isStage || actual === undefined || actual.isDone || driver < 0) return undefined;
    const time = network.times[node] as WorkingTime;
    const isOnto = ((network.linkType[driver] as number) & ontoFinish) !== 0;
    const bound = this.#links.bound(driver, node);
    const resumes = actual.left === 0 ? bound : time.nextStart(isOnto ? time.subtract(bound, actual.left) : bound);
    return { reason: this.#follow(work).reason, left: actual.left, resumes };
  }

  /** A stage starts with the first thing in it and ends with the last one. */
  #whyStage(work: ScheduledWork, end: "start" | "finish"): Why {
    const inside = edgeOfStage(this.#schedule, work.row, end);
    const best = inside === undefined ? undefined : this.#schedule.at(inside);
    if (best === undefined) return { reason: { kind: "project-start", moment: work.start }, influences: [] };
    return { reason: { kind: "inside", work: best }, influences: [] };
  }

  #whyLogged(work: ScheduledWork, end: "start" | "finish"): Why {
    const own = this.#logged(work.record);
    const last = (field: "start" | "finish" | "done" | "left"): ProgressEntry | undefined =>
      own.reduce<ProgressEntry | undefined>(
        (best, entry) => (entry[field] !== undefined && (best === undefined || entry.at >= best.at) ? entry : best),
        undefined,
      );
    const fields = end === "start" ? (["start", "finish", "done", "left"] as const) : (["finish", "done"] as const);
    for (const fact of fields) {
      const entry = last(fact);
      if (entry === undefined) continue;
      const place = factOfLog(this.#schedule.reading, entry);
      const writer = writerOf(this.#schedule.reading, entry.log);
      return { reason: { kind: "progress", fact, entry, writer, ...(place && { place }) }, influences: [] };
    }
    return { reason: { kind: "progress", fact: end }, influences: [] };
  }

  /** The entries of the logs about a record, in the order of files and lines. */
  #logged(record: WorkRecord): readonly ProgressEntry[] {
    if (this.#entries === undefined) {
      const entries = new Map<NamedRecord, ProgressEntry[]>();
      const { project, index } = this.#schedule.reading;
      for (const entry of project.progress) {
        const about = entry.task === undefined ? undefined : index.resolve("work", entry.task)?.record;
        if (about === undefined) continue;
        const known = entries.get(about);
        if (known === undefined) entries.set(about, [entry]);
        else known.push(entry);
      }
      this.#entries = entries;
    }
    return this.#entries.get(record) ?? [];
  }

  /** What one that is planned as late as possible has to be ready for. */
  #successorOf(node: number): ScheduledWork | undefined {
    const { network, dates, order } = this.#schedule;
    const time = network.floatTimes[node] as WorkingTime;
    let best: ScheduledWork | undefined;
    for (let to = 0; to < network.size; to++) {
      for (let link = network.firstLink[to] as number; link < (network.firstLink[to + 1] as number); link++) {
        if (network.linkFrom[link] !== node || order.isLeftOut[link] === 1 || network.linkIndex[link] === -1) continue;
        const type = network.linkType[link] as number;
        const own = ((type & 1) !== 0 ? dates.start[node] : dates.finish[node]) as number;
        const other = ((type & ontoFinish) !== 0 ? dates.finish[to] : dates.start[to]) as number;
        const bound = this.#links.withLag(link, to, own);
        if (Math.abs(time.workBetween(bound, other)) < 1) {
          best ??= this.#schedule.at(network.rowOfNode[to] as number);
        }
      }
    }
    return best;
  }

  #place(record: WorkRecord, field: string, other?: WorkRecord): { readonly place?: FactPlace } {
    const place = factOfWork(this.#schedule.reading, other ?? record, field);
    return place ? { place } : {};
  }
}

interface Why {
  readonly reason: Reason;
  readonly influences: readonly Influence[];
}

/** A start that is held back may fall on free days; then those push it on. */
function boundOf(reason: Extract<Reason, { kind: "constraint" }>, start: LocalTime): { readonly bound?: LocalTime } {
  if (reason.field !== "start-no-earlier" && reason.field !== "must-start") return {};
  const stated = startOfDay(reason.date);
  return stated <= start ? { bound: stated } : {};
}

/** Why a task, stage or milestone lies where it lies. See {@link Explainer} for several questions about one schedule. */
export function explain(schedule: Schedule, row: number): Explanation {
  return new Explainer(schedule).explain(row);
}
