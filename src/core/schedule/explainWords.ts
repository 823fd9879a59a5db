import { type LocalTime, latestTime, startDay, type WorkingTime } from "../calendar/index.ts";
import type { Dependency } from "../model/dependency.ts";
import { formatDuration } from "../model/duration.ts";
import type { Person } from "../model/records.ts";
import type { Influence, Reason, SlackExplanation } from "./explanation.ts";
import type { FreeDays } from "./freeDays.ts";
import type { LateLimit } from "./lateLimit.ts";
import { personName } from "./progressFacts.ts";
import type { Schedule, ScheduledWork } from "./schedule.ts";
import {
  amountText,
  constraintWords,
  countingOf,
  dateText,
  finishText,
  isOne,
  listed,
  named,
  plainName,
  rangeText,
  startText,
} from "./words.ts";

/** Turns reasons into sentences. */

type Logged = Extract<Reason, { kind: "progress" }>;
type Predecessor = Extract<Reason, { kind: "predecessor" }>;

/** `Starts on 15 Feb because “Beta”, which it waits for, ends on 12 Feb; the weekend lies between.` */
export function startSentence(
  schedule: Schedule,
  work: ScheduledWork,
  reason: Reason,
  influences: readonly Influence[],
): string {
  if (work.start >= latestTime) {
    return `${work.isMilestone ? "Is never reached" : "Never starts"}${because(schedule, work, reason)}.`;
  }
  const when = work.isMilestone ? endOf(schedule, work) : startOf(schedule, work);
  if (!work.isMilestone && reason.kind === "progress" && reason.fact !== "start")
    return takenText(schedule, work, reason);
  const verb = work.isMilestone ? (work.isDone ? "Was reached" : "Is reached") : startVerb(schedule, work);
  return `${verb} on ${when}${because(schedule, work, reason)}${afterthoughts(schedule, influences)}.`;
}

/** The same with the name of the task, for a list of steps. */
export function chainText(
  schedule: Schedule,
  work: ScheduledWork,
  reason: Reason,
  influences: readonly Influence[],
  isFinish: boolean,
): string {
  if (reason.kind === "inside" && isFinish && work.isEndless) {
    return `${named(work.record)} never ends: ${named(reason.work.record)} in it never does.`;
  }
  if (reason.kind === "inside") {
    const verb = isFinish ? `ends on ${endOf(schedule, work)}` : `starts on ${startOf(schedule, work)}`;
    return `${named(work.record)} ${verb} with ${named(reason.work.record)}.`;
  }
  const sentence = startSentence(schedule, work, reason, influences);
  return `${named(work.record)} ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;
}

/** Of a task that has begun: what is left of it, when that goes on, and why not before. */
export interface Remainder {
  readonly reason: Reason;
  /** In seconds of work. */
  readonly left: number;
  readonly resumes: LocalTime;
}

/** `What is left of “Beta” goes on from 21 Jan because “Alpha”, which it waits for, ends on 20 Jan.` */
export function remainderText(schedule: Schedule, work: ScheduledWork, { reason, left, resumes }: Remainder): string {
  const why = because(schedule, work, reason);
  if (left === 0) return `Nothing is left of ${named(work.record)}, but it waits${why}.`;
  const from = startText(resumes, timeOf(schedule, work), schedule.today);
  return `What is left of ${named(work.record)} goes on from ${from}${why}.`;
}

/** `Ends on 24 Feb: 8d of work by Ana at 50% takes 16 days.` */
export function finishSentence(
  schedule: Schedule,
  work: ScheduledWork,
  reason: Reason,
  influences: readonly Influence[],
): string {
  const when = endOf(schedule, work);
  if (work.isMilestone) return startSentence(schedule, work, reason, influences);
  if (work.isEndless && reason.kind !== "inside") {
    return work.start >= latestTime ? "" : "Never ends: nobody works on it as long as it needs.";
  }
  switch (reason.kind) {
    case "inside":
      if (work.isEndless) return `Never ends: ${named(reason.work.record)} in it never does.`;
      return `Ends on ${when} with ${named(reason.work.record)}, the last in it.`;
    case "progress":
      return `Was finished on ${when}${because(schedule, work, reason)}.`;
    case "work":
      return `Ends on ${when}: ${workText(schedule, work, reason, influences)}${freeText(schedule, influences, "lies", "lie", "on the way")}.`;
    default:
      return `Ends on ${when}.`;
  }
}

/** `Its deadline of 1 Mar leaves 3 days.` */
export function slackSentence(
  schedule: Schedule,
  work: ScheduledWork,
  { totalFloat, deadline, limit }: Omit<SlackExplanation, "text">,
): string {
  const { today } = schedule;
  const counted = countingOf(schedule, work.row);
  const amount = (seconds: number): string => amountText(seconds, counted);
  const lines: string[] = [];
  if (deadline !== undefined && !work.isEndless) {
    const date = dateText(deadline.date.slice(0, 10), today);
    const verb = work.isMilestone ? "is reached" : "ends";
    if (deadline.left < 0) lines.push(`It ${verb} ${amount(deadline.left)} after its deadline of ${date}.`);
    else if (deadline.left === 0) lines.push(`It just meets its deadline of ${date}.`);
    else lines.push(`Its deadline of ${date} leaves ${amount(deadline.left)}.`);
  }
  if (work.isDone || work.isEndless) return lines.join(" ");
  const isSaid = deadline !== undefined && totalFloat === deadline.left;
  const held = limit?.kind === "date" ? limitText(work, limit, today) : undefined;
  if (totalFloat < 0 && !isSaid) {
    lines.push(
      held === undefined
        ? `It is ${amount(totalFloat)} too late for a date that follows from it.`
        : `It is ${amount(totalFloat)} too late: ${held}.`,
    );
  } else if (totalFloat === 0 && !isSaid) {
    const isEnd = limit === undefined || limit.kind === "end";
    lines.push(isEnd ? "It is critical: when it slips, the end slips." : `It is critical: ${held} and leaves no room.`);
  }
  if (totalFloat > 0 && !isSaid) lines.push(`It may slip by ${amount(totalFloat)} before anything that counts does.`);
  return lines.join(" ");
}

/** `“Live” has its deadline on 19 Mar`. */
function limitText(work: ScheduledWork, limit: Extract<LateLimit, { kind: "date" }>, today: string): string {
  const date = dateText(limit.date.slice(0, 10), today);
  const who = limit.record === work.record ? "it" : named(limit.record);
  return limit.field === "deadline"
    ? `${who} has its deadline on ${date}`
    : `${who} ${constraintWords[limit.field]} ${date}`;
}

/** Somebody logged how far it is, but nobody when it began. */
function takenText(schedule: Schedule, work: ScheduledWork, { entry, writer }: Logged): string {
  const { reading, today } = schedule;
  const who = writer === undefined ? "it was" : plainName(personName(reading, writer));
  const when = entry === undefined ? "" : ` on ${dateText(entry.at.slice(0, 10), today)}`;
  const what = work.isDone ? "that it is done" : "that it has begun";
  return `Is taken to have begun on ${startOf(schedule, work)}: ${who} logged${when} ${what}, but not when it began.`;
}

function startVerb(schedule: Schedule, work: ScheduledWork): string {
  const actual = schedule.actuals.get(schedule.network.nodeOfRow[work.row] as number);
  return work.isDone || actual?.start !== undefined ? "Began" : "Starts";
}

function startOf(schedule: Schedule, work: ScheduledWork): string {
  return startText(work.start, timeOf(schedule, work), schedule.today);
}

function endOf(schedule: Schedule, work: ScheduledWork): string {
  return finishText(work.finish, timeOf(schedule, work), schedule.today);
}

/** The time a row is worked in, so that the day's first and last moments need no clock time. */
function timeOf({ network }: Schedule, { row }: ScheduledWork): WorkingTime {
  const node = network.nodeOfRow[row] as number;
  return network.times[node] as WorkingTime;
}

function because(schedule: Schedule, work: ScheduledWork, reason: Reason): string {
  const { today } = schedule;
  switch (reason.kind) {
    case "predecessor":
      return ` ${reason.onto === "finish" ? finishLinkText(schedule, reason) : startLinkText(schedule, work, reason)}`;
    case "inside":
      return ` with ${named(reason.work.record)}, the first in it`;
    case "project-start":
      return reason.place === undefined ? ", as early as it can" : ", with the project: nothing holds it up";
    case "constraint":
      return ` because ${constraintText(work, reason, today)}`;
    case "status-date":
      return reason.isPinned
        ? ` because it has not begun by the status date, ${dateText(reason.date, today)}`
        : " because it has not begun yet and can't start before today";
    case "late":
      return reason.successor === undefined
        ? ", as late as possible"
        : `, as late as possible: it has to be ready for ${named(reason.successor.record)}`;
    case "progress":
      return loggedText(schedule, reason);
    case "work":
      return "";
  }
}

function loggedText({ reading, today }: Schedule, { entry, writer }: Logged): string {
  if (entry === undefined || writer === undefined) return ", as was logged";
  return `, as ${plainName(personName(reading, writer))} logged on ${dateText(entry.at.slice(0, 10), today)}`;
}

function startLinkText(schedule: Schedule, work: ScheduledWork, reason: Predecessor): string {
  const subject = reason.statedBy === work.record ? "it waits" : `its stage ${named(reason.statedBy)} waits`;
  const { predecessor, dependency } = reason;
  const name = named(predecessor.record);
  const lag = lagText(dependency, name);
  if (reason.moment >= latestTime) return `because ${name}, which ${subject} for, never ${neverVerb(reason)}`;
  if (reason.from === "start") {
    return `because ${name}, whose start ${subject} for, starts on ${momentOf(schedule, predecessor, "start", reason.moment)}${lag}`;
  }
  const verb = predecessor.isMilestone ? "is reached" : "ends";
  return `because ${name}, which ${subject} for, ${verb} on ${momentOf(schedule, predecessor, "finish", reason.moment)}${lag}`;
}

function neverVerb({ from, predecessor }: Predecessor): string {
  return from === "start" ? "starts" : predecessor.isMilestone ? "comes" : "ends";
}

function finishLinkText(schedule: Schedule, reason: Predecessor): string {
  const { predecessor, dependency } = reason;
  const name = named(predecessor.record);
  const verb = reason.from === "start" ? "starts" : "ends";
  if (reason.moment >= latestTime) return `because ${name} never ${verb}`;
  const when = momentOf(schedule, predecessor, reason.from, reason.moment);
  return `so that it does not end before ${name} ${verb}, on ${when}${lagText(dependency, name)}`;
}

function momentOf(schedule: Schedule, work: ScheduledWork, end: "start" | "finish", moment: LocalTime): string {
  const time = timeOf(schedule, work);
  const isStart = end === "start" && !work.isMilestone;
  return isStart ? startText(moment, time, schedule.today) : finishText(moment, time, schedule.today);
}

function lagText({ lag }: Dependency, name: string): string {
  if (lag === undefined) return "";
  if ("percent" in lag) {
    return `, ${lag.sign < 0 ? "less a lead" : "plus a lag"} of ${lag.percent}% of the length of ${name}`;
  }
  return `, ${lag.sign < 0 ? "less" : "plus"} ${formatDuration(lag.duration)} of ${lag.sign < 0 ? "lead" : "lag"}`;
}

function constraintText(work: ScheduledWork, reason: Extract<Reason, { kind: "constraint" }>, today: string): string {
  const date = dateText(reason.date.slice(0, 10), today);
  const who = reason.statedBy === work.record ? "it" : `its stage ${named(reason.statedBy)}`;
  return `${who} ${constraintWords[reason.field]} ${date}`;
}

function afterthoughts(schedule: Schedule, influences: readonly Influence[]): string {
  const parts: string[] = [];
  for (const influence of influences) {
    if (influence.kind === "delay") parts.push(`; levelling moved it by ${formatDuration(influence.delay)}`);
  }
  return `${freeText(schedule, influences, "lies", "lie", "between")}${parts.join("")}`;
}

/** `; the weekend and Epiphany (6 Jan) lie between`. */
function freeText(
  schedule: Schedule,
  influences: readonly Influence[],
  one: string,
  many: string,
  where: string,
): string {
  const free = influences.filter((influence) => influence.kind === "free");
  if (free.length === 0) return "";
  const things = free.map((days) => freeDaysText(days, schedule.today));
  const isSingle = free.length === 1 && free[0] !== undefined && !isPlural(free[0]);
  return `; ${listed(things)} ${isSingle ? one : many} ${where}`;
}

/** Whether {@link freeDaysText} speaks of several things. */
function isPlural({ because: why, days }: FreeDays): boolean {
  return why === "exception" || (why === "weekend" && days > 2) || (why === "day-off" && days > 1);
}

function freeDaysText({ because: why, name, person, first, last, days }: FreeDays, today: string): string {
  const range = rangeText(first, last, today);
  switch (why) {
    case "weekend":
      return days > 2 ? "weekends" : "the weekend";
    case "holiday":
      return `${name === undefined || name === "" ? "a holiday" : plainName(name)} (${range})`;
    case "leave":
      return `the leave of ${nameOf(person)} (${range})`;
    case "not-yet":
      return `the time before ${nameOf(person)} joins (until ${dateText(last, today)})`;
    case "no-longer":
      return `the time after ${nameOf(person)} has left (from ${dateText(first, today)})`;
    case "exception":
      return `days off (${range})`;
    case "day-off": {
      const what = days > 1 ? `${days} days off` : "a day off";
      return person === undefined ? `${what} (${range})` : `${what} of ${nameOf(person)} (${range})`;
    }
  }
}

function nameOf(person: Person | undefined): string {
  return person === undefined ? "somebody" : plainName(person.name);
}

function workText(
  schedule: Schedule,
  work: ScheduledWork,
  reason: Extract<Reason, { kind: "work" }>,
  influences: readonly Influence[],
): string {
  const { today } = schedule;
  const people = influences.flatMap((influence) => (influence.kind === "person" ? [personText(influence)] : []));
  const by = people.length === 0 ? "" : ` by ${listed(people)}`;
  if (reason.left !== undefined) {
    const from = reason.resumes ?? work.start;
    const day = startText(from, timeOf(schedule, work), today);
    const isNow = startDay(from) === today && schedule.resume !== undefined;
    const word = schedule.reading.project.header.statusDate === undefined ? "today" : "the status date";
    const on = isNow ? `${word}, ${day}` : day;
    const why = reason.waits === undefined ? "" : because(schedule, work, reason.waits);
    if (reason.left === 0) return why === "" ? "nothing of it is left" : `nothing of it is left, but it waits${why}`;
    const counted = countingOf(schedule, work.row);
    return `${amountText(reason.left, counted)} of work${by} ${isOne(reason.left, counted) ? "is left and goes" : "are left and go"} on from ${on}${why}`;
  }
  const amount = reason.amount === undefined ? "" : formatDuration(reason.amount);
  switch (reason.basis) {
    case "effort": {
      const length = amountText(work.duration, countingOf(schedule, work.row));
      return by === "" ? `${amount} of work` : `${amount} of work${by} takes ${length}`;
    }
    case "duration":
      return `it takes ${amount}${reason.amount?.isElapsed === true ? " of the clock" : ""}${by}`;
    case "unestimated":
      return "it has no estimate and is taken for a day";
    case "none":
      return "it takes no work";
  }
}

function personText({ assignment, person, rate, isCapped }: Extract<Influence, { kind: "person" }>): string {
  const name = plainName(person?.name ?? assignment.who);
  const each = Math.round((rate / assignment.count) * 1000) / 10;
  const share = each === 100 ? "" : isCapped ? ` at ${each}% (all there is)` : ` at ${each}%`;
  return assignment.count === 1 ? `${name}${share}` : `${assignment.count} × ${name}${share}`;
}
