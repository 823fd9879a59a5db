import { finishDay, finishingTime, type LocalTime, startDay, startingTime } from "../calendar/index.ts";
import type { Dependency } from "../model/dependency.ts";
import { formatDuration } from "../model/duration.ts";
import type { Moment } from "../model/moment.ts";
import type { Milestone, Task } from "../model/records.ts";
import type { WorkRecord } from "../model/taskProgress.ts";
import { driverAt, edgeOfStage } from "./drivers.ts";
import type { ConstraintField } from "./explanation.ts";
import { LinkTimes } from "./linkTime.ts";
import { fromStart, hoursOf, nodeKinds, ontoFinish, type Row } from "./network.ts";
import { NodeTimes } from "./nodeTimes.ts";
import { reasons } from "./passes.ts";
import type { Schedule, ScheduledWork } from "./schedule.ts";
import { amountText, constraintWords, countingOf } from "./words.ts";

/** A stated date that can't hold. */
export interface ConstraintConflict {
  readonly record: WorkRecord;
  readonly field: ConstraintField;
  readonly message: string;
  /** Whose dates don't allow it. */
  readonly other?: WorkRecord;
}

/** The stated dates that can't hold, given what their tasks wait for, how long these take and what else is stated of them. */
export function constraintConflicts(schedule: Schedule): readonly ConstraintConflict[] {
  return schedule.network.constraints.size === 0 ? [] : new ConflictFinder(schedule).find();
}

/** What keeps a task from starting or finishing any earlier. */
interface Cause {
  readonly text: string;
  readonly advice: string;
  readonly other?: WorkRecord;
}

interface Earliest {
  readonly moment: LocalTime;
  readonly cause: () => Cause;
}

/** Looks at each task as the way forward does, but without the dates that hold it fast or keep it early. */
class ConflictFinder extends NodeTimes {
  readonly #schedule: Schedule;
  readonly #links: LinkTimes;
  readonly #found: ConstraintConflict[] = [];

  constructor(schedule: Schedule) {
    const { network, order, actuals, resume, dates } = schedule;
    super(network, order, { actuals, ...(resume !== undefined && { resume }) });
    this.#schedule = schedule;
    this.#links = new LinkTimes(network, dates);
  }

  find(): readonly ConstraintConflict[] {
    const { network, dates } = this.#schedule;
    const rows = new Set<number>();
    const { endless } = dates;
    for (const [node, constraint] of network.constraints) {
      // A stage has its own dates on either node; a deadline alone holds nothing.
      const isDeadline = constraint.deadline !== undefined && Object.keys(constraint).length === 1;
      const isStage = network.kinds[node] !== nodeKinds.activity;
      if (!endless.has(node) && (isStage || !isDeadline)) rows.add(network.rowOfNode[node] as number);
    }
    for (const row of [...rows].sort((a, b) => a - b)) {
      const work = this.#schedule.at(row);
      if (work.isDone) continue;
      if (work.isStage) this.#lookAtStage(work);
      else if (this.actuals.has(network.nodeOfRow[row] as number)) this.#lookAtBegun(work);
      else this.#lookAt(work);
    }
    return this.#found;
  }

  #lookAt(work: ScheduledWork): void {
    const node = this.network.nodeOfRow[work.row] as number;
    const amount = this.network.work[node] as number;
    const task = work.record as Task;
    const [finishField, mustFinish] = fixedFinish(work.record);
    const natural = this.#earliestStart(work, node, amount);
    this.#checkStart(work, node, "must-start", task.mustStart, natural);
    const held = task.mustStart;
    let start: Earliest =
      held === undefined
        ? natural
        : { moment: this.statedStart(node, startingTime(held)), cause: () => ownDate("must-start", held) };
    let finish: Earliest = { moment: this.finishFor(node, start.moment, amount), cause: start.cause };
    this.#checkFinish(work, node, finishField, mustFinish, finish);
    this.#checkEarlyFinish(work, node, finishField, mustFinish);
    if (mustFinish !== undefined && held === undefined) {
      const end = finishingTime(mustFinish);
      const cause = (): Cause => ownDate(finishField, mustFinish);
      const begin = amount === 0 ? this.endOfStatedDay(node, end) : this.startFor(node, end, amount);
      if (begin > start.moment) start = { moment: begin, cause };
      if (end > finish.moment) finish = { moment: end, cause };
    }
    // A point in time may lie before the project on a date of its own only.
    const first = { moment: this.network.start, cause: () => this.#projectStart() };
    if (start.moment < first.moment && mustFinish === undefined) [start, finish] = [first, first];
    this.#checkStart(work, node, "start-no-later", task.startNoLater, start);
    this.#checkFinish(work, node, "finish-no-later", task.finishNoLater, finish);
  }

  /** Once it has begun, only its finish can be late. */
  #lookAtBegun(work: ScheduledWork): void {
    const node = this.network.nodeOfRow[work.row] as number;
    const cause = (): Cause => ({ text: "what is left of it takes until then", advice: "Change the date." });
    const finish = { moment: work.earlyFinish, cause };
    const [finishField, mustFinish] = fixedFinish(work.record);
    this.#checkFinish(work, node, finishField, mustFinish, finish);
    this.#checkFinish(work, node, "finish-no-later", (work.record as Task).finishNoLater, finish);
  }

  /** A stage starts with the first thing in it and ends with the last one: no date moves either of them to an earlier time. */
  #lookAtStage(work: ScheduledWork): void {
    const { mustStart, mustFinish, startNoLater, finishNoLater, finishNoEarlier } = work.record as Task;
    const { row, start: begins, finish: ends } = work;
    const node = this.network.nodeOfRow[row] as number;
    const inside = (end: "start" | "finish") => (): Cause => {
      const at = edgeOfStage(this.#schedule, row, end);
      const one = at === undefined ? undefined : this.#schedule.at(at);
      const words = end === "start" ? ["starts", "first"] : ["ends", "last"];
      return {
        text: one === undefined ? "of what it holds" : `“${one.record.name}”, the ${words[1]} in it, ${words[0]} then`,
        advice: "Change the date, or what the stage holds.",
        ...(one !== undefined && { other: one.record }),
      };
    };
    const isBegun = this.#hasBegun(row);
    if (!isBegun) {
      const start = { moment: begins, cause: inside("start") };
      this.#checkStart(work, node, "must-start", mustStart, start);
      this.#checkStart(work, node, "start-no-later", startNoLater, start);
    }
    const finish = { moment: ends, cause: inside("finish") };
    this.#checkFinish(work, node, "must-finish", mustFinish, finish);
    this.#checkFinish(work, node, "finish-no-later", finishNoLater, finish);
    for (const [field, date] of [
      ["must-finish", mustFinish],
      ["finish-no-earlier", finishNoEarlier],
    ] as const) {
      if (date === undefined) continue;
      const limit = this.endOfStatedDay(node, finishingTime(date));
      if ((this.network.times[node]?.workBetween(ends, limit) ?? 0) < 1) continue;
      this.#add(work, field, date, {
        text: `but ends on ${finishDay(ends)} already${this.#distance(work, ends, limit, "earlier")}: a stage ends with the last thing in it`,
        advice: "State the date of a task in it.",
      });
    }
  }

  #hasBegun(row: number): boolean {
    const { end } = this.network.rows[row] as Row;
    for (let inside = row + 1; inside < end; inside++) {
      if (this.actuals.has(this.network.nodeOfRow[inside] as number)) return true;
    }
    return false;
  }

  #earliestStart(work: ScheduledWork, node: number, amount: number): Earliest {
    const { network, order } = this.#schedule;
    const task = work.record as Task;
    const isPoint = amount === 0;
    // A point in time may lie before the project where its date says so: nothing is worked on then.
    let start = isPoint ? -Infinity : network.start;
    let cause = (): Cause => this.#projectStart();
    const end = network.firstLink[node + 1] as number;
    for (let link = network.firstLink[node] as number; link < end; link++) {
      if (order.isLeftOut[link] === 1) continue;
      const from = network.linkFrom[link] as number;
      const isFrame = network.kinds[from] === nodeKinds.stageStart && network.linkIndex[link] === -1;
      // The frame of a stage that starts with the project says no more than the project does.
      if (isPoint && isFrame && driverAt(this.#schedule, node, link).driver === reasons.projectStart) continue;
      let bound = this.#links.bound(link, node);
      if (((network.linkType[link] as number) & ontoFinish) !== 0) bound = this.startFor(node, bound, amount);
      if (bound <= start) continue;
      start = bound;
      cause = () => this.#ofLink(work, node, link);
    }
    if (this.resume !== undefined && start < this.resume && !isPoint) {
      start = this.resume;
      cause = () => this.#statusDate();
    }
    const { startNoEarlier, finishNoEarlier, delay: stated } = task;
    if (startNoEarlier !== undefined) {
      const held = this.statedStart(node, startingTime(startNoEarlier));
      if (held > start) [start, cause] = [held, () => ownDate("start-no-earlier", startNoEarlier)];
    }
    if (finishNoEarlier !== undefined) {
      const held = this.startFor(node, finishingTime(finishNoEarlier), amount);
      if (held > start) [start, cause] = [held, () => ownDate("finish-no-earlier", finishNoEarlier)];
    }
    const delay = network.delays.get(node);
    if (delay !== undefined && stated !== undefined && start > -Infinity) {
      start = delay.time.add(delay.time.nextStart(start), delay.work);
      const text = `levelling delays it by ${formatDuration(stated)}`;
      cause = () => ({ text, advice: "Change the date or the delay." });
    }
    if (start === -Infinity) return { moment: start, cause };
    const time = network.times[node];
    return { moment: isPoint && time ? this.settled(time, start) : this.nextStart(node, start), cause };
  }

  #checkStart(
    work: ScheduledWork,
    node: number,
    field: ConstraintField,
    date: Moment | undefined,
    { moment, cause }: Earliest,
  ): void {
    if (date === undefined) return;
    const limit = this.statedStart(node, startingTime(date));
    if (moment > limit && this.#workBetween(node, limit, moment) >= 1) {
      this.#tell(work, field, date, startDay(moment), this.#distance(work, limit, moment, "later"), cause());
    } else this.#checkPresence(work, node, field, date, field === "must-start" ? limit : moment);
  }

  /** A date on which the others work, but nobody who works on this, is put off until somebody is there. */
  #checkPresence(work: ScheduledWork, node: number, field: ConstraintField, date: Moment, begins: LocalTime): void {
    const hours = hoursOf(this.network, node);
    const stated = hours.nextStart(startingTime(date));
    if (begins <= stated || startDay(begins) === startDay(stated) || hours.workBetween(stated, begins) < 1) return;
    const distance = this.#distance(work, stated, begins, "later");
    this.#tell(work, field, date, startDay(begins), distance, {
      text: "nobody who works on it is there earlier",
      advice: "Change the date, or who works on it.",
    });
  }

  #checkFinish(
    work: ScheduledWork,
    node: number,
    field: ConstraintField,
    date: Moment | undefined,
    { moment, cause }: Earliest,
  ): void {
    if (date === undefined) return;
    const limit = finishingTime(date);
    if (moment <= limit || this.#workBetween(node, limit, moment) < 1) return;
    this.#tell(work, field, date, finishDay(moment), this.#distance(work, limit, moment, "later"), cause());
  }

  /** What has to finish on a date may end before it: for a date of its start, or because nobody is there to the end. */
  #checkEarlyFinish(work: ScheduledWork, node: number, field: ConstraintField, date: Moment | undefined): void {
    if (date === undefined) return;
    const limit = finishingTime(date);
    if (hoursOf(this.network, node).workBetween(work.finish, limit) < 1) return;
    const { mustStart } = work.record as Task;
    const cause: Cause =
      mustStart === undefined
        ? { text: "nobody who works on it is there from then on", advice: "Change the date, or who works on it." }
        : ownDate("must-start", mustStart);
    const distance = this.#distance(work, work.finish, limit, "earlier");
    const text = `but ends on ${finishDay(work.finish)} already${distance}: ${cause.text}`;
    this.#add(work, field, date, { ...cause, text });
  }

  /** In the time of whichever of several works between. */
  #workBetween(node: number, from: LocalTime, to: LocalTime): number {
    const parts = this.network.parts.get(node);
    if (parts !== undefined) return Math.max(...parts.map(({ time }) => time.workBetween(from, to)));
    return this.network.times[node]?.workBetween(from, to) ?? 0;
  }

  #distance({ row }: ScheduledWork, from: LocalTime, to: LocalTime, word: string): string {
    const seconds = Math.round(this.#schedule.floatTime(row).workBetween(from, to));
    return seconds < 60 ? "" : `, ${amountText(seconds, countingOf(this.#schedule, row))} ${word}`;
  }

  #tell(
    work: ScheduledWork,
    field: ConstraintField,
    date: Moment,
    day: string,
    distance: string,
    { text, ...cause }: Cause,
  ): void {
    const can = work.isMilestone ? "can't be reached" : "can't";
    this.#add(work, field, date, { ...cause, text: `but ${can} before ${day}${distance}: ${text}` });
  }

  #add({ record }: ScheduledWork, field: ConstraintField, date: Moment, { text, advice, other }: Cause): void {
    const message = `“${record.name}” ${constraintWords[field]} ${date.replace("T", " ")}, ${text}. ${advice}`;
    this.#found.push({ record, field, message, ...(other !== undefined && { other }) });
  }

  #projectStart(): Cause {
    return {
      text: `the project starts on ${startDay(this.network.start)}`,
      advice: "Change the date, how long it takes, or the start of the project.",
    };
  }

  #statusDate(): Cause {
    const { today, reading } = this.#schedule;
    const isPinned = reading.project.header.statusDate !== undefined;
    return {
      text: isPinned ? `it has not begun by the status date, ${today}` : `it has not begun, and today is ${today}`,
      advice: "Change the date, or log when it began.",
    };
  }

  #ofLink(work: ScheduledWork, node: number, link: number): Cause {
    const { network, dates } = this.#schedule;
    const { driver, row } = driverAt(this.#schedule, node, link);
    const { record } = network.rows[row] as Row;
    if (driver === reasons.constraint) {
      const { startNoEarlier = "", mustStart = "" } = record as Task;
      const [field, date] =
        mustStart > startNoEarlier
          ? (["must-start", mustStart] as const)
          : (["start-no-earlier", startNoEarlier] as const);
      return { text: `its stage “${record.name}” ${constraintWords[field]} ${date}`, advice: before, other: record };
    }
    if (driver < 0) return this.#projectStart();
    const from = network.linkFrom[driver] as number;
    const other = (network.rows[network.rowOfNode[from] as number] as Row).record;
    const subject = record === work.record ? "it waits" : `its stage “${record.name}” waits`;
    const isStart = ((network.linkType[driver] as number) & fromStart) !== 0;
    const when = isStart
      ? `starts on ${startDay(dates.earlyStart[from] as number)}`
      : `ends on ${finishDay(dates.earlyFinish[from] as number)}`;
    const dependency = record.after?.[network.linkIndex[driver] as number];
    return {
      text: `“${other.name}”, which ${subject} for, ${when}${lagWords(dependency)}`,
      advice: before,
      other,
    };
  }
}

const before = "Change the date, or what comes before it.";

function lagWords(dependency: Dependency | undefined): string {
  const lag = dependency?.lag;
  if (lag === undefined) return "";
  const amount = "percent" in lag ? `${lag.percent}% of its length` : formatDuration(lag.duration);
  return lag.sign < 0 ? `, less ${amount}` : `, plus ${amount}`;
}

function ownDate(field: ConstraintField, date: Moment): Cause {
  return { text: `it ${constraintWords[field]} ${date.replace("T", " ")}`, advice: "Change one of the two dates." };
}

/** A milestone's fixed date is called so; among the tasks it is `must-finish`. */
function fixedFinish(record: WorkRecord): readonly [ConstraintField, Moment | undefined] {
  const { date } = record as Milestone;
  return date === undefined ? ["must-finish", (record as Task).mustFinish] : ["date", date];
}
