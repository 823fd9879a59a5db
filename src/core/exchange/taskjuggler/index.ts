/**
 * TaskJuggler's .tjp files. `tokens` takes them apart and expands macros, `phrases` and `statements` know what may stand where,
 * `readSource` follows braces and skips what is not understood; `calendars`, `resources` and `tasks` make a project of it.
 */

import { formatDate } from "../../model/date.ts";
import { isCurrency } from "../../model/money.ts";
import type { ProgressEntry, Project } from "../../model/records.ts";
import { isTimeZone } from "../../model/timeZone.ts";
import { type Schedule, schedule } from "../../schedule/index.ts";
import { readSlice, unite } from "../../text/reading/index.ts";
import { Account } from "../account.ts";
import { IdMaker } from "../ids.ts";
import { type ImportedProject, type ImportResult, Unreadable } from "../imported.ts";
import { writeProject } from "../writeProject.ts";
import { finishMoment, hoursPerDay, startMoment } from "./amounts.ts";
import { Calendars } from "./calendars.ts";
import { readSource } from "./readSource.ts";
import { People } from "./resources.ts";
import type { SourcePlan } from "./source.ts";
import { Work } from "./tasks.ts";

const system = "taskjuggler";

/**
 * A .tjp file as a project. TaskJuggler levels while it schedules and knows limits of work per day, which a plan's dates don't:
 * they come out of `Level Resources`. Never throws; a file that is no plan at all is refused.
 */
export function readTaskjuggler(text: string): ImportResult {
  const account = new Account();
  try {
    const plan = readSource(text, account);
    const calendars = new Calendars(plan, account, new IdMaker());
    const people = new People(plan, account, new IdMaker(), calendars, system);
    const work = new Work(plan, account, { ids: new IdMaker(), calendars, people, system });
    const project: ImportedProject = {
      header: headerOf(plan, account),
      calendars: calendars.all,
      people: people.all,
      tasks: work.all,
    };
    const progress = progressOf(plan, work, project);
    return {
      system,
      project: progress.length > 0 ? { ...project, progress } : project,
      kept: [...people.kept, ...work.kept],
      mapped: account.mappedCounts,
      losses: account.losses,
    };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { refusal: error.message, ...(error.line !== undefined && { line: error.line }) };
  }
}

function headerOf(plan: SourcePlan, account: Account): ImportedProject["header"] {
  const { currency, timeZone, now, start } = plan;
  if (currency !== undefined && !isCurrency(currency)) {
    account.leftOut("project currency", `${currency.slice(0, 20)} is not the code of a currency, such as EUR.`);
  }
  if (timeZone !== undefined && !isTimeZone(timeZone)) {
    account.leftOut("project timezone", `${timeZone.slice(0, 40)} is not the name of a time zone.`);
  }
  const hours = hoursPerDay(plan);
  if (hours === undefined) account.changed("project dailyworkinghours", "Days are written in minutes.");
  if (plan.scenarios.length > 1) account.leftOut("scenarios", "Only the first scenario is taken over.");
  return {
    name: plan.name || plan.id || "TaskJuggler plan",
    ...(start !== undefined && { start: startMoment(start) }),
    ...(now !== undefined && { statusDate: formatDate(Math.floor(now / 1440)) }),
    // As TaskJuggler, which moves nothing to after today.
    unfinished: "stays",
    ...(timeZone !== undefined && isTimeZone(timeZone) && { timeZone }),
    ...(currency !== undefined && isCurrency(currency) && { currency }),
    ...(hours !== undefined && hours !== 8 && { units: { hoursPerDay: hours } }),
  };
}

/**
 * `complete` says how far a task is; it stood so at the plan's own now. When a complete task was finished, TaskJuggler does not say and
 * takes it as it was planned; so does this, but never later than that now.
 */
function progressOf(plan: SourcePlan, work: Work, planned: ImportedProject): Project["progress"] {
  const now = plan.now ?? plan.start ?? 0;
  const at = `${formatDate(Math.floor(now / 1440))}T00:00:00Z`;
  const complete = [...plan.tasks.values()].filter((task) => task.complete !== undefined && task.tasks.length === 0);
  const dates = complete.some((task) => (task.complete ?? 0) >= 100) ? datesOf(planned) : undefined;
  return complete.map((task): ProgressEntry => {
    const id = work.idOf(task);
    const entry = { at, task: id, log: `progress/${system}.yaml` };
    const minutes = (dates?.find(id)?.finish ?? Number.NaN) / 60;
    if ((task.complete ?? 0) < 100 || !Number.isFinite(minutes))
      return { ...entry, done: Math.min(100, task.complete ?? 0) };
    return { ...entry, finish: finishMoment(Math.round(Math.min(minutes, Math.max(now, plan.start ?? now)))) };
  });
}

/** When things happen in a plan of which nothing is done. */
function datesOf(planned: ImportedProject): Schedule {
  const slices = writeProject(planned).map(({ path, text }) => readSlice(path, text));
  return schedule(unite(slices, planned.header.name), { today: planned.header.start?.slice(0, 10) ?? "1970-01-01" });
}
