import { dayOf, finishDay, type LocalTime, startDay } from "../calendar/index.ts";
import { minutesOf } from "../model/duration.ts";
import type { Milestone, Task } from "../model/records.ts";
import { driverOf } from "../schedule/drivers.ts";
import { Explainer } from "../schedule/explain.ts";
import type { ConstraintField, Reason } from "../schedule/explanation.ts";
import { placeOfWork } from "../schedule/factPlace.ts";
import type { Row } from "../schedule/network.ts";
import type { Schedule } from "../schedule/schedule.ts";
import { schedule as scheduleProject } from "../schedule/schedule.ts";
import { amountText, byTheClock, dateText, listed, named, startText } from "../schedule/words.ts";
import type { EditPlan } from "../text/editing/edit.ts";
import { readingAfter } from "../text/editing/readingAfter.ts";
import { setField } from "../text/editing/setField.ts";
import { amountWords } from "./amountWords.ts";
import { type Dropped, droppedStart, isInDays, withTime } from "./dropped.ts";
import { type EditStep, inOneStep } from "./planEdits.ts";
import type { WorkKey } from "./planOutline.ts";
import { type Alternative, nothing, planned, type Rescheduling, refused } from "./reschedule.ts";
import { changeWaits, unitsOf, type Wait, waitsBehind, waitUntil } from "./waiting.ts";
import { finishFrom, gone, hoursOf, type WorkRow, workRow } from "./workRow.ts";

/**
 * The start of a bar was put to a moment. Where a date of the row says when it starts, that date changes; where nothing but the
 * beginning of the project does, it gets one; where it waits for others, there are several ways to say it.
 */
export function moveTo(schedule: Schedule, key: WorkKey, start: LocalTime): Rescheduling {
  const row = workRow(schedule, key);
  return row === undefined ? refused(gone) : moveRow(row, droppedStart(row, start));
}

/** The same with a start that is settled already; nothing where it is there. */
export function moveRow(row: WorkRow, to: Dropped | undefined): Rescheduling {
  const fact = factSentence(row);
  if (fact !== undefined) return refused(fact);
  if (to === undefined) return nothing;
  return new Mover(row, to).result();
}

/** Why the start of a row can't be changed in the plan at all. */
export function factSentence({ schedule, work, actual, row }: WorkRow): string | undefined {
  const { today, network, actuals } = schedule;
  if (work.isStage) {
    if (work.isDone) return `All of ${named(work.record)} is done: its dates are facts in the log.`;
    const { end } = network.rows[row] as Row;
    for (let inside = row + 1; inside < end; inside++) {
      if (actuals.has(network.nodeOfRow[inside] as number)) {
        return `Work in ${named(work.record)} has begun: its start is a fact in the log.`;
      }
    }
    return undefined;
  }
  if (work.isDone) {
    return `It was finished on ${dateText(finishDay(work.finish), today)}: its dates are facts in the log.`;
  }
  if (actual === undefined) return undefined;
  return actual.start === undefined
    ? "It has begun: its start is a fact in the log."
    : `It began on ${dateText(startDay(work.start), today)}: its start is a fact in the log.`;
}

class Mover {
  readonly #row: WorkRow;
  readonly #to: Dropped;
  readonly #isLater: boolean;

  constructor(row: WorkRow, to: Dropped) {
    this.#row = row;
    this.#to = to;
    this.#isLater = to.moment > row.work.start;
  }

  result(): Rescheduling {
    const row = this.#row;
    const { schedule, task, work } = row;
    const before = this.#beforeEverything();
    if (before !== undefined) return refused(before);
    const cap = this.#cap();
    if (cap !== undefined) return refused(cap);
    const fixing = (["mustStart", "mustFinish"] as const).find((field) => task[field] !== undefined);
    if (fixing !== undefined) return planned(this.#set(fixing === "mustStart" ? "must-start" : "must-finish"));
    if ((row.record as Milestone).date !== undefined) return planned(this.#set("date"));
    const inside = this.#fixedInside();
    if (inside !== undefined) return refused(inside);
    const reason = this.#reason();
    const isOwn = reason.kind === "constraint" && reason.statedBy === row.record && !this.#isLate;
    if (isOwn && reason.field.endsWith("-no-later")) return planned(this.#setCap(reason.field));
    if (task.delay !== undefined) return this.#delayed();
    if (isOwn) {
      const isBehind = waitsBehind(row, this.#to.moment).length > 0;
      if (this.#isLater || !isBehind) return planned(this.#set(reason.field));
    }
    if (this.#isLater && task.startNoEarlier !== undefined && !this.#isLate) {
      return planned(this.#set("start-no-earlier"));
    }
    if (this.#isLate) return this.#late();
    if (this.#isLater) return this.#later(reason);
    if (work.isStage && !this.#startsByItself()) {
      const first = this.#first();
      const name = first === undefined ? "" : named((schedule.rows[first] as Row).record);
      return refused(`${named(work.record)} starts with ${name}. Move that one.`);
    }
    return this.#earlier();
  }

  /** Nothing is earlier than the project, and nothing that is to be done than the status date. */
  #beforeEverything(): string | undefined {
    const { schedule, work, task } = this.#row;
    if (this.#isLater || task.mustStart !== undefined || task.mustFinish !== undefined) return undefined;
    if ((this.#row.record as Milestone).date !== undefined) return undefined;
    const hours = hoursOf(this.#row);
    const { start } = schedule.network;
    if (hours.workBetween(this.#to.moment, start) >= 1) {
      const day = dateText(startDay(start), schedule.today);
      return `Nothing starts before the project, which starts on ${day}. That is “start” in gantry.yaml.`;
    }
    const { resume } = schedule;
    if (resume !== undefined && !work.isMilestone && hours.workBetween(this.#to.moment, resume) >= 1) {
      return `What is not done can't start before the status date, ${dateText(startDay(resume), schedule.today)}.`;
    }
    return undefined;
  }

  /** A date by which it has to start or finish keeps it from going later. */
  #cap(): string | undefined {
    const { schedule, task, work } = this.#row;
    if (!this.#isLater || work.isStage) return undefined;
    const reason = this.#reason();
    const isOwn = (field: ConstraintField): boolean =>
      reason.kind === "constraint" && reason.statedBy === this.#row.record && reason.field === field && !this.#isLate;
    const constraint = schedule.network.constraints.get(this.#row.node);
    const { startNoLater, finishNoLater } = constraint ?? {};
    const { today } = schedule;
    if (startNoLater !== undefined && !isOwn("start-no-later") && this.#to.moment > startNoLater) {
      if (hoursOf(this.#row).workBetween(startNoLater, this.#to.moment) >= 1) {
        return `It has to start by ${dateText((task.startNoLater ?? "").slice(0, 10), today)}: that is its “start-no-later”.`;
      }
    }
    if (finishNoLater !== undefined && !isOwn("finish-no-later")) {
      if (finishFrom(this.#row, this.#to.moment) > finishNoLater) {
        return `It has to finish by ${dateText((task.finishNoLater ?? "").slice(0, 10), today)}: that is its “finish-no-later”.`;
      }
    }
    return undefined;
  }

  /** It is planned as late as possible. */
  get #isLate(): boolean {
    return this.#row.schedule.network.late.has(this.#row.node);
  }

  /** A stage can't start later than what is fixed in it. */
  #fixedInside(): string | undefined {
    const { schedule, work, row } = this.#row;
    if (!work.isStage || !this.#isLater) return undefined;
    const { network } = schedule;
    const { end } = network.rows[row] as Row;
    for (let inside = row + 1; inside < end; inside++) {
      const { record, isStage } = network.rows[inside] as Row;
      const constraint = network.constraints.get(network.nodeOfRow[inside] as number);
      if (isStage || constraint === undefined) continue;
      const { mustStart, mustFinish, startNoLater, finishNoLater } = constraint;
      const isFixed = [mustStart, mustFinish, startNoLater, finishNoLater].some((date) => date !== undefined);
      if (!isFixed || schedule.at(inside).start >= this.#to.moment) continue;
      const last = Math.min(startNoLater ?? Infinity, finishNoLater ?? Infinity);
      if (mustStart === undefined && mustFinish === undefined && last >= this.#to.moment) continue;
      return `A date fixes ${named(record)}, which is a part of ${named(work.record)}. Move that one.`;
    }
    return undefined;
  }

  /** What kept it from starting later does so up to where it was put; a date holds it there if nothing else does. */
  #setCap(field: ConstraintField): EditPlan {
    const { schedule, key } = this.#row;
    const plan = this.#set(field);
    if (plan.refusal !== undefined || !this.#isLater) return plan;
    const then = workRow(scheduleOf(readingAfter(schedule.reading, plan), schedule), key);
    if (then === undefined || hoursOf(then).workBetween(then.work.start, this.#to.moment) < 1) return plan;
    return inOneStep(schedule.reading, [() => plan, (now) => this.#startStep(now)]);
  }

  /** Why it starts when it does; of a stage, why the first thing in it does, as far as the stage says so itself. */
  #reason(): Reason {
    const { schedule, work, row } = this.#row;
    const first = work.isStage ? this.#first() : row;
    return new Explainer(schedule).start(first ?? row).reason;
  }

  /** What a stage starts with. */
  #first(): number | undefined {
    const { schedule, row, work } = this.#row;
    const { end } = schedule.rows[row] as Row;
    for (let inside = row + 1; inside < end; inside++) {
      const one = schedule.at(inside);
      if (!one.isStage && one.start === work.start) return inside;
    }
    return undefined;
  }

  /** Whether a stage starts when it does because of itself or what is around it. */
  #startsByItself(): boolean {
    const first = this.#first();
    if (first === undefined) return true;
    const driver = driverOf(this.#row.schedule, first);
    return driver.row <= this.#row.row;
  }

  /** A field that states a date gets the new one, in its own form. */
  #set(field: ConstraintField): EditPlan {
    return setField(this.#row.schedule.reading, this.#row.place, field, this.#dateFor(field));
  }

  #dateFor(field: ConstraintField): string {
    const { task, record, work } = this.#row;
    const stated: Readonly<Record<ConstraintField, string | undefined>> = {
      "start-no-earlier": task.startNoEarlier,
      "start-no-later": task.startNoLater,
      "finish-no-earlier": task.finishNoEarlier,
      "finish-no-later": task.finishNoLater,
      "must-start": task.mustStart,
      "must-finish": task.mustFinish,
      date: (record as Milestone).date,
    };
    const hasTime = (stated[field] ?? "").length > 10;
    if (field.startsWith("start") || field === "must-start") return hasTime ? withTime(this.#to.moment) : this.#to.text;
    const finish = work.isMilestone ? this.#to.moment : finishFrom(this.#row, this.#to.moment);
    // A plain date is the end of its day.
    const isPlain = !hasTime && (isInDays(this.#row.schedule) || this.#endsDay(finish));
    return isPlain ? finishDay(finish) : withTime(finish);
  }

  #endsDay(finish: LocalTime): boolean {
    const end = (dayOf(finish - 1) + 1) * 86_400;
    return hoursOf(this.#row).workBetween(finish, end) < 1;
  }

  /** Levelling moved it: by how much changes, down to nothing; what goes beyond is as if it never had. */
  #delayed(): Rescheduling {
    const { schedule, place, task, node, key, work } = this.#row;
    const delay = schedule.network.delays.get(node);
    if (delay === undefined || task.delay === undefined) return nothing;
    const units = unitsOf(schedule);
    const amount = Math.round(delay.work + delay.time.workBetween(work.start, this.#to.moment));
    if (amount > 0) {
      const { unit, isElapsed } = task.delay;
      const delayed = (seconds: number): EditPlan =>
        setField(schedule.reading, place, "delay", amountWords(Math.max(0, seconds), units, unit, isElapsed));
      const plan = delayed(amount);
      if (plan.refusal !== undefined) return planned(plan);
      // A delay begins where the row would start without it, which may be in the night before.
      const then = workRow(scheduleOf(readingAfter(schedule.reading, plan), schedule), key);
      const off = then === undefined ? 0 : Math.round(delay.time.workBetween(then.work.start, this.#to.moment));
      return planned(Math.abs(off) < 60 ? plan : delayed(amount + off));
    }
    const without = setField(schedule.reading, place, "delay", undefined);
    if (without.refusal !== undefined || minutesOf(task.delay, units) === 0) return planned(without);
    const then = scheduleProject(readingAfter(schedule.reading, without), { today: schedule.today });
    const moved = workRow(then, key);
    if (moved === undefined || hoursOf(moved).workBetween(moved.work.start, this.#to.moment) > -1) {
      return planned(without);
    }
    const rest = new Mover(moved, this.#to).result();
    const both = (plan: EditPlan): EditPlan => inOneStep(schedule.reading, [() => without, () => plan]);
    if (rest.kind === "plan") return planned(both(rest.plan));
    return {
      kind: "choice",
      alternatives: rest.alternatives.map((one) => ({ ...one, plan: () => both(one.plan()) })),
    };
  }

  /** It starts as late as it can: to say when, it has to start early. */
  #late(): Rescheduling {
    const { schedule, place, task, key } = this.#row;
    const early: EditStep = (now) => {
      const present = now === schedule.reading ? place : workRow(scheduleOf(now, schedule), key)?.place;
      return present && setField(now, present, "schedule", task.schedule === "late" ? undefined : "early");
    };
    return choice([
      {
        label: `Start no earlier than ${this.#day}, not as late as possible`,
        detail: "It is planned as late as possible now, so that its start follows from what waits for it.",
        plan: () => inOneStep(schedule.reading, [early, (now) => this.#startStep(now)]),
      },
    ]);
  }

  #later(reason: Reason): Rescheduling {
    const { work } = this.#row;
    const stays: Alternative = {
      label: this.#isPlainMilestone ? `Fix it on ${this.#day}` : `Start no earlier than ${this.#day}`,
      detail: work.isStage
        ? "The stage states the date; nothing in it starts before."
        : "It stays there even if what it waits for is done sooner.",
      plan: () => this.#startStep(this.#row.schedule.reading) ?? { edits: [], newFiles: [] },
    };
    // A stage that starts with what is in it can say when of itself.
    const isWaiting = reason.kind === "predecessor" && (!work.isStage || this.#startsByItself());
    if (!isWaiting) return planned(stays.plan());
    const longer = this.#longer();
    return choice(longer === undefined ? [stays] : [stays, longer]);
  }

  #longer(): Alternative | undefined {
    const { schedule } = this.#row;
    const { start } = this.#row.work;
    // All that hold it at its start, or only nights before it: the last one counts.
    const waits = waitsBehind(this.#row).filter(({ isOfStageFinish }) => !isOfStageFinish);
    const last = waits.reduce<Wait | undefined>(
      (best, one) => (best && best.bound >= one.bound ? best : one),
      undefined,
    );
    if (last === undefined) return undefined;
    const hours = hoursOf(this.#row);
    const { dependency, lag, before, isElapsed, reached } = waitUntil(this.#row, last, this.#to.moment);
    if (hours.workBetween(last.bound, start) >= 1 || lag <= before) return undefined;
    // On a day that its stage does not work, no wait of the stage ends.
    if (Math.abs(hours.workBetween(reached, this.#to.moment)) >= 60) return undefined;
    const amount = amountText(lag - before, isElapsed ? byTheClock : schedule);
    const whole = last.place.record === this.#row.record ? "" : `, with all of ${named(last.place.record)}`;
    return {
      label: `Wait ${amount} longer for ${named(last.predecessor.record)}${whole}`,
      detail: `“after: ${dependency}”: it keeps that distance when ${named(last.predecessor.record)} moves.`,
      plan: () => changeWaits(this.#row, [last], () => dependency),
    };
  }

  /** Against what holds it back: less of a wait, or none; dates that hold it back change along. */
  #earlier(): Rescheduling {
    const { schedule } = this.#row;
    const waits = waitsBehind(this.#row, this.#to.moment);
    const dates = this.#datesBehind();
    if (waits.length === 0 && dates.length === 0) {
      const { text } = new Explainer(schedule).start(this.#row.row);
      return refused(`It can't start then. ${text}`);
    }
    if (waits.length === 0) {
      const names = listed(dates.map(({ record }) => named(record)));
      return choice([
        {
          label: `Let ${names} start on ${this.#day}`,
          detail: `A date that ${names} states holds it back.`,
          plan: () =>
            inOneStep(
              schedule.reading,
              dates.map(({ step }) => step),
            ),
        },
      ]);
    }
    const alternatives: Alternative[] = [];
    const steps = dates.map(({ step }) => step);
    const names = listed([...new Set(waits.map(({ predecessor }) => named(predecessor.record)))]);
    if (waits.every(({ isOfStageFinish }) => !isOfStageFinish)) {
      const changed = new Map(waits.map((wait) => [wait, waitUntil(this.#row, wait, this.#to.moment)]));
      const [only] = [...changed];
      const amount =
        only === undefined || changed.size > 1
          ? ""
          : ` by ${amountText(only[1].lag < 0 ? only[1].lag : only[1].before - only[1].lag, only[1].isElapsed ? byTheClock : schedule)}`;
      const isOverlap = waits.every((wait) => wait.dependency.type === "FS" && (changed.get(wait)?.lag ?? 0) < 0);
      const texts = listed([...changed.values()].map(({ dependency }) => `“${dependency}”`));
      alternatives.push({
        label: isOverlap ? `Overlap with ${names}${amount}` : `Wait less for ${names}${amount}`,
        detail: `It still follows: ${texts}.`,
        plan: () => changeWaits(this.#row, waits, (wait) => changed.get(wait)?.dependency, steps),
      });
    }
    alternatives.push({
      label: `No longer wait for ${names}`,
      detail: "They can go on at the same time.",
      plan: () => this.#withoutWaiting(waits, steps),
    });
    return choice(alternatives);
  }

  /** Where nothing holds it back any more, it would start too early: then it gets a date. */
  #withoutWaiting(waits: readonly Wait[], steps: readonly EditStep[]): EditPlan {
    const { schedule, key } = this.#row;
    const free = changeWaits(this.#row, waits, () => undefined, steps);
    if (free.refusal !== undefined) return free;
    const then = workRow(scheduleOf(readingAfter(schedule.reading, free), schedule), key);
    if (then === undefined || hoursOf(then).workBetween(then.work.start, this.#to.moment) < 1) return free;
    return changeWaits(this.#row, waits, () => undefined, [...steps, (now) => this.#startStep(now)]);
  }

  /** Dates that are stated on the row and on stages around it and hold it back behind where it was put. */
  #datesBehind(): readonly { readonly record: Row["record"]; readonly step: EditStep }[] {
    const { schedule, row } = this.#row;
    const found: { readonly record: Row["record"]; readonly step: EditStep }[] = [];
    for (let at = row; at >= 0; at = (schedule.rows[at] as Row).parent) {
      const { record } = schedule.rows[at] as Row;
      const { startNoEarlier, finishNoEarlier, mustStart } = record as Task;
      const node = at === row ? this.#row.node : (schedule.network.stageStartOfRow[at] as number);
      const constraint = schedule.network.constraints.get(node);
      const isBehind = (moment: LocalTime | undefined): boolean =>
        moment !== undefined && hoursOf(this.#row).workBetween(this.#to.moment, moment) >= 1;
      const set = (field: ConstraintField): EditStep => {
        return (now) => {
          const place = now === schedule.reading ? placeOfWork(now, record) : now.index.resolve("work", record.id);
          const value = at === row ? this.#dateFor(field) : this.#to.text;
          return place && setField(now, place, field, value);
        };
      };
      if (startNoEarlier !== undefined && isBehind(constraint?.startNoEarlier)) {
        found.push({ record, step: set("start-no-earlier") });
      } else if (at !== row && mustStart !== undefined && isBehind(constraint?.startNoEarlier)) {
        found.push({ record, step: set("must-start") });
      }
      const finish = at === row ? constraint?.finishNoEarlier : undefined;
      if (finishNoEarlier !== undefined && finish !== undefined && finishFrom(this.#row, this.#to.moment) < finish) {
        found.push({ record, step: set("finish-no-earlier") });
      }
    }
    return found;
  }

  /** The date that says when it starts. */
  #startStep(now: Schedule["reading"]): EditPlan | undefined {
    const { schedule, place } = this.#row;
    const present = now === schedule.reading ? place : now.index.resolve("work", place.record.id);
    return present && setField(now, present, ...this.#startField);
  }

  get #startField(): readonly [string, string] {
    if (this.#isPlainMilestone) return ["date", this.#dateFor("date")];
    return ["start-no-earlier", this.#dateFor("start-no-earlier")];
  }

  /** A record of the milestones' own section knows no other date. */
  get #isPlainMilestone(): boolean {
    return this.#row.place.section === "milestones";
  }

  get #day(): string {
    const { today, network } = this.#row.schedule;
    const { moment } = this.#to;
    if (this.#row.work.isMilestone) return dateText(this.#to.text.slice(0, 10), today);
    return startText(moment, network.calendars.project, today);
  }
}

function scheduleOf(reading: Schedule["reading"], { today }: Schedule): Schedule {
  return scheduleProject(reading, { today });
}

function choice(alternatives: readonly Alternative[]): Rescheduling {
  return { kind: "choice", alternatives };
}
