/** Makes a plan that shows a difference as small as it gets while it still shows one. */
import { everyTask, type GeneratedPlan, type PlanTask } from "./plan.ts";

type Change = (task: PlanTask) => PlanTask | undefined;

/** The plan with one task changed, or taken out with everything in it and every link to it. */
function changed(plan: GeneratedPlan, id: string, change: Change): GeneratedPlan {
  const gone = new Set<string>();
  const drop = (task: PlanTask): void => {
    gone.add(task.id);
    task.tasks.forEach(drop);
  };
  const visit = (tasks: readonly PlanTask[]): readonly PlanTask[] =>
    tasks.flatMap((task) => {
      const after = task.id === id ? change(task) : task;
      if (after === undefined) {
        drop(task);
        return [];
      }
      const inner = visit(after.tasks);
      if (after.kind === "stage" && inner.length === 0) {
        drop(after);
        return [];
      }
      return [{ ...after, tasks: inner }];
    });
  const unlink = (tasks: readonly PlanTask[]): readonly PlanTask[] =>
    tasks.map((task) => ({
      ...task,
      after: task.after.filter(({ on }) => !gone.has(on)),
      tasks: unlink(task.tasks),
    }));
  return { ...plan, tasks: unlink(visit(plan.tasks)) };
}

/** All plans that are a step smaller. */
function smaller(plan: GeneratedPlan): readonly GeneratedPlan[] {
  const steps: GeneratedPlan[] = [];
  const flat = (tasks: readonly PlanTask[]): readonly PlanTask[] =>
    tasks.flatMap((task) => [task, ...flat(task.tasks)]);
  const tasks = flat(plan.tasks);
  const byWeight = [...tasks].sort((a, b) => flat(b.tasks).length - flat(a.tasks).length);
  for (const { id } of byWeight) steps.push(changed(plan, id, () => undefined));
  for (const task of tasks) {
    const set = (fields: Partial<PlanTask>): void =>
      void steps.push(changed(plan, task.id, (one) => ({ ...one, ...fields })));
    if (task.kind === "stage") {
      // Its tasks without it.
      const lift = (list: readonly PlanTask[]): readonly PlanTask[] =>
        list.flatMap((one) => (one.id === task.id ? one.tasks : [{ ...one, tasks: lift(one.tasks) }]));
      const without = (list: readonly PlanTask[]): readonly PlanTask[] =>
        list.map((one) => ({ ...one, after: one.after.filter(({ on }) => on !== task.id), tasks: without(one.tasks) }));
      steps.push({ ...plan, tasks: without(lift(plan.tasks)) });
    }
    task.after.forEach((link, index) => {
      set({ after: task.after.filter((_, other) => other !== index) });
      if (link.lag === undefined) return;
      const { lag: _lag, ...plain } = link;
      set({ after: task.after.map((one, other) => (other === index ? plain : one)) });
    });
    if (task.calendar !== undefined) {
      const { calendar: _calendar, ...plain } = task;
      steps.push(changed(plan, task.id, () => plain));
    }
    if (task.startNoEarlier !== undefined && task.kind !== "milestone") {
      const { startNoEarlier: _moment, ...plain } = task;
      steps.push(changed(plan, task.id, () => plain));
    }
    if (task.who.length > 1) for (const one of task.who) set({ who: [one] });
    if (task.kind === "effort") set({ kind: "working", who: [] });
    if (task.minutes > 120) set({ minutes: 120 });
  }
  plan.people.forEach((person, index) => {
    const replace = (people: GeneratedPlan["people"][number]): void =>
      void steps.push({ ...plan, people: plan.people.map((one, other) => (other === index ? people : one)) });
    const { capacity: _capacity, calendar: _calendar, ...rest } = person;
    if (person.leave.length > 0) replace({ ...person, leave: [] });
    if (person.calendar !== undefined) replace({ ...rest, ...(person.capacity && { capacity: person.capacity }) });
    if (person.capacity !== undefined) replace({ ...rest, ...(person.calendar && { calendar: person.calendar }) });
  });
  plan.calendars.forEach((calendar, index) => {
    if (index > 0 && calendar.exceptions.length > 0) {
      const [first, ...others] = plan.calendars;
      steps.push({
        ...plan,
        calendars: [first, ...others.map((one) => (one === calendar ? { ...one, exceptions: [] } : one))],
      });
    }
  });
  return steps;
}

/** What can move a task: what it waits for, in a late plan what waits for it, and the stages around and inside those. */
function around(plan: GeneratedPlan, task: string): GeneratedPlan {
  const all = everyTask(plan.tasks);
  const kept = new Set<string>();
  const open = [task];
  const isLate = plan.lateUntil !== undefined;
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (kept.has(id)) continue;
    kept.add(id);
    const found = all.find((one) => one.task.id === id);
    if (found === undefined) continue;
    open.push(...found.stages.map((stage) => stage.id));
    if (isLate) open.push(...all.filter((one) => one.task.after.some(({ on }) => on === id)).map((one) => one.task.id));
    else open.push(...found.task.after.map(({ on }) => on));
  }
  // A stage that is linked to brings what is in it.
  const isInside = ({ task: { id }, stages }: (typeof all)[number]): boolean =>
    kept.has(id) ||
    stages.some(
      (stage) =>
        kept.has(stage.id) &&
        all.some((one) => kept.has(one.task.id) && one.task.after.some(({ on }) => on === stage.id)),
    );
  const inside = all.filter(isInside).map((one) => one.task.id);
  return all
    .filter((one) => !inside.includes(one.task.id))
    .reduce((less, one) => changed(less, one.task.id, () => undefined), plan);
}

/**
 * The smallest plan found. `differing` says for many plans at once which of them still differ, since each start of the other program
 * costs a second.
 */
export function shrink(
  plan: GeneratedPlan,
  task: string,
  differing: (plans: readonly GeneratedPlan[]) => readonly boolean[],
  rounds = 25,
): GeneratedPlan {
  const near = around(plan, task);
  let best = differing([near])[0] === true ? near : plan;
  for (let round = 0; round < rounds; round += 1) {
    const candidates = smaller(best)
      .filter(({ tasks }) => tasks.length > 0)
      .slice(0, 40);
    const verdicts = differing(candidates);
    const next = candidates.find((_, index) => verdicts[index] === true);
    if (next === undefined) return withoutTheUnused(best);
    best = next;
  }
  return withoutTheUnused(best);
}

function withoutTheUnused(plan: GeneratedPlan): GeneratedPlan {
  const used = new Set<string>();
  const visit = (tasks: readonly PlanTask[]): void => {
    for (const task of tasks) {
      for (const { who } of task.who) used.add(who);
      if (task.calendar !== undefined) used.add(task.calendar);
      visit(task.tasks);
    }
  };
  visit(plan.tasks);
  const people = plan.people.filter(({ id }) => used.has(id));
  for (const { calendar } of people) if (calendar !== undefined) used.add(calendar);
  const [project, ...own] = plan.calendars;
  return { ...plan, people, calendars: [project, ...own.filter(({ id }) => used.has(id))] };
}
