/**
 * Gantry's dates against TaskJuggler's, in working time. What is known of TaskJuggler and is no difference of opinion about the plan is
 * taken out here, and nowhere else:
 *
 * 1. 17:00 and the next 08:00 are one working instant. TaskJuggler begins a `length` at the end of what it waits for, and a milestone
 *    stands where its predecessor ended. So dates are the same when nobody who works on the task could work between them; for a
 *    milestone, nobody of the project.
 * 2. What counts by the clock (an elapsed duration) has to be the same minute. Where a plain date starts it, that is the first hour of
 *    work of that day, as in Microsoft Project; `taskjugglerText.ts` says so to TaskJuggler, for which it would be midnight.
 * 3. TaskJuggler's dates lie on slots of half an hour. Where a team's rate makes a finish fall between two of them, its date is the next
 *    slot, and what follows may be as much later: such plans may differ by a slot for each such finish. The generator avoids them.
 * 4. What would need a normalisation of more than one date is not generated, each with its reason there: what follows a milestone at
 *    night; in a plan from its end FF between calendars, two people on one duration, a milestone behind other calendars or the clock.
 * 5. A stage takes what its tasks take: its dates are compared with those of its tasks, each as in 1, not with TaskJuggler's of its own.
 */
import { type Schedule, schedule } from "../../src/core/schedule/index.ts";
import { type ProjectReading, readSlice, unite } from "../../src/core/text/reading/index.ts";
import { gantryFiles } from "./gantryText.ts";
import { calendarOf, everyTask, type GeneratedPlan, type PlanTask } from "./plan.ts";
import type { Dates } from "./runTaskjuggler.ts";
import { pathOf, slotMinutes } from "./taskjugglerText.ts";
import { type Availability, textOf, workBetween } from "./workingTime.ts";

export interface Difference {
  readonly task: string;
  readonly date: "start" | "finish" | "lateStart" | "lateFinish";
  readonly ours: string;
  readonly theirs: string;
}

export function readPlan(plan: GeneratedPlan): ProjectReading {
  return unite(
    [...gantryFiles(plan)].map(([path, text]) => readSlice(path, text)),
    "plan",
  );
}

/** What Gantry says of a plan. Throws when it finds a problem in its text, which would be the generator's. */
export function schedulePlan(plan: GeneratedPlan): Schedule {
  const reading = readPlan(plan);
  for (const [file, problems] of reading.problems) {
    for (const { severity, message } of problems) {
      if (severity === "error") throw new Error(`${file} of plan ${plan.seed}: ${message}`);
    }
  }
  return schedule(reading, { today: plan.start });
}

function availability(plan: GeneratedPlan, task: PlanTask): Availability {
  if (task.who.length === 0) return [{ calendar: calendarOf(plan, task.calendar) }];
  return task.who.map(({ who }) => {
    const person = plan.people.find(({ id }) => id === who);
    return {
      calendar: calendarOf(plan, task.calendar ?? person?.calendar),
      ...(person === undefined ? {} : { person }),
    };
  });
}

/** Where Gantry and TaskJuggler differ. `theirs` are TaskJuggler's dates of the batch in which the plan has that prefix. */
export function compare(
  plan: GeneratedPlan,
  prefix: string,
  theirs: ReadonlyMap<string, Dates>,
): readonly Difference[] {
  const ours = schedulePlan(plan);
  const found: Difference[] = [];
  const leaves = everyTask(plan.tasks).filter(({ task }) => task.kind !== "stage");
  const ofTask = (task: PlanTask) => {
    const work = ours.find(task.id);
    if (work === undefined) throw new Error(`Plan ${plan.seed} has no dates for ${task.id}.`);
    return work;
  };
  const isOff = (at: number): boolean => (at / 60) % slotMinutes !== 0;
  const offSlot = leaves.filter(({ task }) => isOff(ofTask(task).start) || isOff(ofTask(task).finish)).length;
  const tolerance = offSlot * slotMinutes;
  for (const { task, stages } of leaves) {
    const work = ofTask(task);
    const their = theirs.get(pathOf(prefix, task, stages));
    if (their === undefined) throw new Error(`TaskJuggler's report has no ${pathOf(prefix, task, stages)}.`);
    const check = (date: Difference["date"], our: number, them: number): void => {
      const minutes = our / 60;
      const apart =
        task.kind === "elapsed" ? Math.abs(minutes - them) : workBetween(minutes, them, availability(plan, task));
      if (apart > tolerance || !Number.isFinite(minutes)) {
        found.push({
          task: task.id,
          date,
          ours: Number.isFinite(minutes) ? textOf(minutes) : String(our),
          theirs: textOf(them),
        });
      }
    };
    check("start", work.start, their.start);
    check("finish", work.finish, their.finish);
    if (plan.lateUntil === undefined) continue;
    check("lateStart", work.lateStart, their.start);
    check("lateFinish", work.lateFinish, their.finish);
  }
  for (const { task } of everyTask(plan.tasks)) {
    if (task.kind !== "stage") continue;
    const stage = ofTask(task);
    const inner = everyTask(task.tasks)
      .filter(({ task: { kind } }) => kind !== "stage")
      .map((one) => ofTask(one.task));
    const start = Math.min(...inner.map((one) => one.start));
    const finish = Math.max(...inner.map((one) => one.finish));
    if (stage.start !== start)
      found.push({ task: task.id, date: "start", ours: textOf(stage.start / 60), theirs: textOf(start / 60) });
    if (stage.finish !== finish) {
      found.push({ task: task.id, date: "finish", ours: textOf(stage.finish / 60), theirs: textOf(finish / 60) });
    }
  }
  return found;
}
