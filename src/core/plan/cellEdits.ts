import { finishDay, secondsPerDay, startDay, startingTime } from "../calendar/index.ts";
import { formatAssignment } from "../model/assignment.ts";
import { formatDependency, parseDependency } from "../model/dependency.ts";
import { type Estimate, formatEstimate, longestInstead, parseEstimate } from "../model/duration.ts";
import type { Milestone } from "../model/records.ts";
import { type Schedule, schedule as scheduleProject } from "../schedule/schedule.ts";
import { named } from "../schedule/words.ts";
import type { EditPlan } from "../text/editing/edit.ts";
import { logProgress } from "../text/editing/logProgress.ts";
import { readingAfter } from "../text/editing/readingAfter.ts";
import { setField } from "../text/editing/setField.ts";
import { atFinish, atStart, finishOnDay, onDay } from "./dropped.ts";
import { factSentence, moveRow } from "./moveStart.ts";
import { listedIn, personNames } from "./personNames.ts";
import type { LogMoment } from "./planEdits.ts";
import { outlineOf, type WorkKey } from "./planOutline.ts";
import { planned, type Rescheduling, refused } from "./reschedule.ts";
import { resizeRow } from "./resize.ts";
import { dateWordsHint, dayAndTime } from "./typedDates.ts";
import { writtenWaits } from "./waiting.ts";
import { gone, type WorkRow, workRow } from "./workRow.ts";

/** Columns of which a cell can be typed into. */
export type CellColumn = "name" | "who" | "size" | "start" | "finish" | "done" | "after" | "deadline";

/**
 * A cell was typed into.
 * @param moment who logs progress and when; only asked for where it is needed
 */
export function editCell(
  schedule: Schedule,
  key: WorkKey,
  column: CellColumn,
  typed: string,
  moment?: LogMoment,
): Rescheduling {
  const row = workRow(schedule, key);
  if (row === undefined) return refused(gone);
  const text = typed.trim().replace(/\s+/g, " ");
  switch (column) {
    case "name":
      return planned(text === "" ? { refusal: "It needs a name." } : set(row, "name", text));
    case "who":
      return planned(editWho(row, text));
    case "size":
      return planned(editSize(row, text));
    case "start":
      return editStart(row, text);
    case "finish":
      return editFinish(row, text);
    case "done":
      return planned(editDone(row, text, moment));
    case "after":
      return planned(editAfter(row, text));
    case "deadline":
      return planned(editDeadline(row, text));
  }
}

function set({ schedule, place }: WorkRow, field: string, value: string | readonly string[] | undefined): EditPlan {
  return setField(schedule.reading, place, field, value);
}

function editWho(row: WorkRow, text: string): EditPlan {
  const { schedule, place, work, task, record } = row;
  if (work.isStage) return { refusal: `Who works on ${named(work.record)} is said at its tasks.` };
  const isMilestone = place.section === "milestones";
  const { people } = schedule.reading.project;
  const names = personNames(people);
  const { owner } = record as Milestone;
  const written = isMilestone ? (owner === undefined ? [] : [{ who: owner, count: 1, units: 100 }]) : (task.who ?? []);
  const kept = new Map(written.map((assignment) => [names.textOf(assignment), assignment]));
  const found: string[] = [];
  for (const part of listedIn(text)) {
    const standing = kept.get(part);
    if (standing !== undefined) {
      // What stands there stays, whoever it means.
      found.push(isMilestone ? standing.who : formatAssignment(standing));
      continue;
    }
    const assignment = names.parse(part);
    if (assignment === undefined) {
      return {
        refusal: `“${part}” is nobody: write an id or a name, with a share if needed, such as ${exampleOf(people)}.`,
      };
    }
    if (people.length > 0 && schedule.reading.index.resolve("people", assignment.who) === undefined) {
      return { refusal: `There is no person or role “${assignment.who}”. There is ${exampleOf(people)}.` };
    }
    found.push(isMilestone ? assignment.who : formatAssignment(assignment));
  }
  if (new Set(found).size < found.length) return { refusal: "Somebody stands there twice." };
  if (!isMilestone) return set(row, "who", found.length > 1 ? found : found[0]);
  return found.length > 1 ? { refusal: "One person answers for a milestone." } : set(row, "owner", found[0]);
}

function exampleOf(people: readonly { readonly id: string }[]): string {
  const shown = people.slice(0, 3).map(({ id }) => id);
  return shown.length === 0 ? "ana or chen 50%" : shown.join(", ");
}

/** What is written already stays what it is, effort or duration; what is new is effort where somebody works on it. */
function editSize(row: WorkRow, text: string): EditPlan {
  const { task, work } = row;
  if (work.isMilestone) return { refusal: "A milestone takes no time." };
  if (work.isStage) return { refusal: "A stage takes what its tasks take." };
  const present = task.effort !== undefined ? "effort" : task.duration !== undefined ? "duration" : undefined;
  if (text === "") return present === undefined ? { edits: [], newFiles: [] } : set(row, present, undefined);
  const estimate = parseEstimate(text);
  if (estimate === undefined) {
    const most = longestInstead(text);
    if (most !== undefined) return { refusal: `“${text}” is too long: at most ${most}.` };
    return {
      refusal: `“${text}” is no amount: write a number with a unit (30m, 4h, 5d, 2w, 1mo), or three: 8d / 12d / 20d.`,
    };
  }
  const field =
    present ?? (task.who !== undefined && task.who.length > 0 && !isElapsed(estimate) ? "effort" : "duration");
  if (field === "effort" && isElapsed(estimate))
    return { refusal: "Effort is a person's time: it can't be elapsed time." };
  return set(row, field, formatEstimate(estimate));
}

function isElapsed({ likely, optimistic, pessimistic }: Estimate): boolean {
  return [likely, optimistic, pessimistic].some((one) => one?.isElapsed === true);
}

function editStart(row: WorkRow, text: string): Rescheduling {
  const { task, record, work } = row;
  if (text === "") {
    const fields = [
      task.startNoEarlier !== undefined && "start-no-earlier",
      task.mustStart !== undefined && "must-start",
      (record as Milestone).date !== undefined && "date",
    ];
    const field = fields.find((one) => one !== false);
    const fact = factSentence(row);
    if (fact !== undefined) return refused(fact);
    return typeof field === "string"
      ? planned(set(row, field, undefined))
      : refused("It states no date that could be taken out.");
  }
  const wanted = dayAndTime(text, startDay(work.start));
  if (wanted === undefined) return refused(dateWordsHint(text));
  return moveRow(row, wanted.hasTime ? atStart(row, startingTime(wanted.moment)) : onDay(row, wanted.day));
}

function editFinish(row: WorkRow, text: string): Rescheduling {
  const { work, task } = row;
  if (work.isMilestone) return editStart(row, text);
  const wanted = dayAndTime(text, finishDay(work.finish));
  if (wanted === undefined) return refused(dateWordsHint(text));
  const isByClock = task.duration?.likely.isElapsed === true;
  if (!work.isStage && wanted.day * secondsPerDay + secondsPerDay <= work.start) {
    return refused("It can't be finished before it starts.");
  }
  const to = wanted.hasTime ? atFinish(row, startingTime(wanted.moment), isByClock) : finishOnDay(row, wanted.day);
  return resizeRow(row, to);
}

function editDone(row: WorkRow, text: string, moment: LogMoment | undefined): EditPlan {
  const { schedule, place, work, record } = row;
  if (work.isStage) return { refusal: "A stage is as far as its tasks are." };
  const progress = outlineOf(schedule.reading).progressOf(place);
  const words = text.toLowerCase();
  const number = /^(\d{1,3})(?:\.\d+)?\s*%?$/.exec(words)?.[1];
  const share = words === "done" ? 100 : words === "" ? 0 : number === undefined ? Number.NaN : Number(number);
  if (!(share >= 0 && share <= 100)) return { refusal: "Write how much is done as a number from 0 to 100." };
  if (share === progress.done) return { edits: [], newFiles: [] };
  if (moment === undefined) return { refusal: "Nobody knows who logs it." };
  const { writer, at, today } = moment;
  const said = share === 100 ? { finish: today } : { done: `${share}%` };
  return logProgress(schedule.reading, writer, { at, task: record.id, ...said });
}

function editAfter(row: WorkRow, text: string): EditPlan {
  const { schedule, place } = row;
  const { index } = schedule.reading;
  const wanted = listedIn(text);
  const written = new Map(writtenWaits(place).map((item) => [item.text, item]));
  const items: string[] = [];
  const seen = new Set<unknown>();
  for (const part of wanted) {
    const dependency =
      parseDependency(part) ?? parseDependency(part.replace(/\s+(fs|ss|ff|sf)\b/i, (word) => word.toUpperCase()));
    if (dependency === undefined) {
      return {
        refusal: `“${part}” is nothing to wait for: write an id, with a type and a lag if needed: api, beta SS+1d.`,
      };
    }
    const other = index.resolve("work", dependency.on);
    if (other === undefined) return { refusal: `There is no task, stage or milestone “${dependency.on}”.` };
    if (other.record === row.record) return { refusal: `${named(row.record)} can't wait for itself.` };
    if (seen.has(other.record)) return { refusal: `“${dependency.on}” stands there twice.` };
    for (let stage = place.parent; stage !== undefined; stage = stage.parent) {
      if (stage === other)
        return { refusal: `${named(row.record)} is a part of ${named(other.record)} and can't wait for all of it.` };
    }
    for (let stage = other.parent; stage !== undefined; stage = stage.parent) {
      if (stage === place)
        return { refusal: `${named(other.record)} is a part of ${named(row.record)}, which can't wait for it.` };
    }
    seen.add(other.record);
    // What stands there stays as it was written.
    items.push(written.has(part) ? part : formatDependency(dependency));
  }
  const plan = set(row, "after", items);
  if (plan.refusal !== undefined || items.length === 0) return plan;
  const then = scheduleProject(readingAfter(schedule.reading, plan), { today: schedule.today });
  if (then.order.circles.length <= schedule.order.circles.length) return plan;
  return { refusal: `That would be a circle: something of it waits for ${named(row.record)} already.` };
}

function editDeadline(row: WorkRow, text: string): EditPlan {
  if (text === "") return set(row, "deadline", undefined);
  const { work, schedule } = row;
  const wanted = dayAndTime(text, work.deadline === undefined ? schedule.today : finishDay(work.deadline));
  return wanted === undefined ? { refusal: dateWordsHint(text) } : set(row, "deadline", wanted.moment);
}
