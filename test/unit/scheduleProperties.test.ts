import assert from "node:assert/strict";
import fc from "fast-check";
import { secondsPerDay, startOfDay } from "../../src/core/calendar/index.ts";
import { type Schedule, schedule } from "../../src/core/schedule/index.ts";
import { readSlice, unite, updateSlice } from "../../src/core/text/reading/index.ts";
import {
  everything,
  HourGrid,
  type PlannedTask,
  planFiles,
  type RandomPlan,
  randomPlan,
  textOf,
} from "./support/randomPlans.ts";
import { scheduleOf, workOf } from "./support/schedules.ts";

const runs = Number(process.env.GANTRY_RUNS ?? 160);
const zero = startOfDay("2027-01-04");
const hour = 3600;

describe("any plan", () => {
  it("has the dates of a schedule that looks at every hour", () => {
    fc.assert(
      fc.property(randomPlan(), (plan) => {
        const made = scheduleOf(textOf(plan));
        assert.deepEqual([...made.problems.values()], []);
        const expected = new HourGrid(plan).schedule();
        for (const { id } of plan.tasks) {
          const work = workOf(made, id);
          const own = expected.get(id);
          assert.ok(own);
          const hours = [work.earlyStart, work.earlyFinish, work.lateStart, work.lateFinish].map(
            (time) => (time - zero) / hour,
          );
          const { earlyStart, earlyFinish, lateStart, lateFinish } = own;
          assert.deepEqual(hours, [earlyStart, earlyFinish, lateStart, lateFinish], id);
          assert.equal(work.totalFloat / hour, own.totalFloat, `total float of ${id}`);
        }
      }),
      { numRuns: runs },
    );
  });

  it("with constraints and deadlines has the dates of that schedule, and tells which of them can't hold", () => {
    fc.assert(
      fc.property(randomPlan({ dates: true }), (plan) => {
        const made = scheduleOf(textOf(plan));
        const grid = new HourGrid(plan);
        const expected = grid.schedule();
        const text = made.reading.slices[0]?.text ?? "";
        const told = new Set<string>();
        for (const { code, start } of [...made.problems.values()].flat()) {
          assert.equal(code, "constraint-conflict");
          told.add(
            text
              .slice(0, start)
              .match(/^ {6}(t\d+):$/gm)
              ?.at(-1)
              ?.trim()
              .slice(0, -1) ?? "",
          );
        }
        for (const task of plan.tasks) {
          const { id } = task;
          const work = workOf(made, id);
          const own = expected.get(id);
          assert.ok(own);
          const hours = [work.earlyStart, work.earlyFinish, work.lateStart, work.lateFinish].map(
            (time) => (time - zero) / hour,
          );
          const { earlyStart, earlyFinish, lateStart, lateFinish } = own;
          assert.deepEqual(hours, [earlyStart, earlyFinish, lateStart, lateFinish], id);
          assert.equal(work.totalFloat / hour, own.totalFloat, `total float of ${id}`);
          assert.equal(told.has(id), grid.isInConflict(task), `conflict of ${id}`);
        }
      }),
      { numRuns: runs },
    );
  });

  it("with dates, people and progress keeps the identities of float, and what is open lies behind the status date", () => {
    fc.assert(
      fc.property(randomPlan(everything), (plan) => {
        const made = scheduleOf(planFiles(plan));
        const { resume } = made;
        for (const { id, dates = {}, hours } of plan.tasks) {
          const { row, start, finish, lateStart, lateFinish, totalFloat, freeFloat, isCritical, isDone } = workOf(
            made,
            id,
          );
          const time = made.floatTime(row);
          const isBegun = made.actuals.has(made.network.nodeOfRow[row] as number);
          assert.ok(start <= finish, `${id} ends after its start`);
          // Free float is about what waits alone: a date may leave less than that, so that it can be more than total float.
          assert.ok(freeFloat >= 0);
          if (isDone) {
            assert.deepEqual([totalFloat, freeFloat, isCritical], [0, 0, false]);
            continue;
          }
          assert.ok(totalFloat <= Math.round(time.workBetween(finish, lateFinish)), `float of ${id} at its finish`);
          if (!isBegun)
            assert.ok(totalFloat <= Math.round(time.workBetween(start, lateStart)), `float of ${id} at its start`);
          assert.equal(isCritical, totalFloat <= 0);
          const isFixed = dates["must-start"] !== undefined || dates["must-finish"] !== undefined;
          if (resume === undefined || hours === 0 || isFixed) continue;
          if (isBegun) assert.ok(finish >= resume || finish === start, `${id} goes on after the status date`);
          else assert.ok(start >= resume, `${id} starts after the status date`);
        }
      }),
      { numRuns: runs },
    );
  });

  it("without stated dates keeps the identities of float", () => {
    fc.assert(
      fc.property(randomPlan(), (plan) => {
        const made = scheduleOf(textOf(plan));
        for (const { id } of plan.tasks) {
          const { row, start, finish, lateStart, lateFinish, totalFloat, freeFloat, isCritical } = workOf(made, id);
          const time = made.floatTime(row);
          assert.ok(
            totalFloat <= time.workBetween(start, lateStart) && totalFloat <= time.workBetween(finish, lateFinish),
          );
          assert.ok(totalFloat >= 0 && freeFloat >= 0);
          assert.ok(freeFloat <= totalFloat, `${id}: free ${freeFloat}, total ${totalFloat}`);
          assert.equal(isCritical, totalFloat === 0);
          assert.ok(start <= finish && lateStart <= lateFinish);
        }
        assert.ok(
          made.rows.some((_, row) => made.at(row).isCritical),
          "something is critical",
        );
      }),
      { numRuns: runs },
    );
  });

  it("ends no later when a task takes as much longer as it has float, also where levelling delayed what follows", () => {
    const plans = randomPlan({ percent: false, notBefore: false });
    fc.assert(
      fc.property(plans, fc.array(fc.nat(13), { maxLength: 4 }), fc.nat(), ({ tasks, ...rest }, delayed, which) => {
        // By other calendars, or by the clock, the same instant may be another moment, and the last one of a float one too late.
        const inHours = (one: PlannedTask): PlannedTask => ({
          ...one,
          calendar: 0,
          links: one.links.map((link) => ({ ...link, unit: "h" })),
        });
        const plan = { ...rest, tasks: tasks.map(inHours) };
        const text = delayed.reduce(
          (now, index) => now.replace(`name: t${index}\n`, `name: t${index}\n        delay: 5h\n`),
          textOf(plan),
        );
        const made = scheduleOf(text);
        const task = plan.tasks[which % plan.tasks.length];
        if (task === undefined || task.isMilestone) return;
        const hours = Math.floor(workOf(made, task.id).totalFloat / 3600);
        const longer = text.replace(
          new RegExp(`(\\n      ${task.id}:\\n(?:        .*\\n)*?        duration: )\\d+h`),
          (_, before: string) => `${before}${task.hours + hours}h`,
        );
        assert.equal(longer === text, hours === 0);
        assert.ok(scheduleOf(longer).finish <= made.finish, `${task.id} has ${hours}h of float`);
      }),
      { numRuns: runs },
    );
  });

  it("does not depend on the order of its lines", () => {
    fc.assert(
      fc.property(randomPlan(everything), fc.integer(), (plan, seed) => {
        const one = scheduleOf(planFiles(plan));
        const other = scheduleOf(planFiles(shuffled(plan, seed)));
        for (const { id } of plan.tasks) {
          const [a, b] = [workOf(one, id), workOf(other, id)];
          for (const field of ["start", "finish", "lateStart", "lateFinish", "totalFloat", "freeFloat"] as const) {
            assert.equal(a[field], b[field], `${field} of ${id}`);
          }
        }
      }),
      { numRuns: runs / 2 },
    );
  });

  it("never ends later because something takes less time", () => {
    fc.assert(
      fc.property(randomPlan(), fc.nat(), (plan, pick) => {
        const index = pick % plan.tasks.length;
        // Where the finish of one thing holds back another, a shorter one starts later, and so does what waits for its start.
        const onlyStarts = (task: PlannedTask): PlannedTask => ({
          ...task,
          links: task.links.filter(({ type, unit }) => (type === "FS" || type === "SS") && unit !== "%"),
        });
        const before = { ...plan, tasks: plan.tasks.map(onlyStarts) };
        const after = {
          ...before,
          tasks: before.tasks.map((task, at) => (at === index ? { ...task, hours: Math.floor(task.hours / 2) } : task)),
        };
        noneLater(before, after);
      }),
      { numRuns: runs / 2 },
    );
  });

  it("never ends later because something may start earlier", () => {
    fc.assert(
      fc.property(randomPlan(), fc.nat(), (plan, pick) => {
        const index = pick % plan.tasks.length;
        const earlier = plan.tasks.map((task, at) => (at === index ? { ...task, notBefore: 0 } : task));
        noneLater(plan, { ...plan, tasks: earlier });
      }),
      { numRuns: runs / 2 },
    );
  });

  it("is after an edit what it is when it is read for the first time", () => {
    const edits: readonly (readonly [RegExp, string])[] = [
      [/duration: \d+h/g, "duration: 7h"],
      [/duration: \d+h/g, "effort: 9h"],
      [/duration: \d+h/g, "duration: 2ed"],
      [/milestone: true/g, "duration: 3h"],
      [/name: t\d+\n/g, "name: Other\n        start-no-earlier: 2027-01-12\n        deadline: 2027-01-15\n"],
      [/name: t\d+\n/g, "name: Other\n        schedule: late\n"],
      [/name: t\d+\n/g, "name: Other\n        delay: 5h\n        calendar: weekend\n"],
      [/name: Stage \d\n/g, "name: Stage\n    start-no-earlier: 2027-01-11\n    deadline: 2027-01-13\n"],
      [/ FS/g, " SS"],
      [/\+\d+h/g, "+1h"],
      [/ {8}after: .*\n/g, ""],
      [/ {6}t0:\n/g, "      t00:\n"],
    ];
    const steps = fc.array(fc.tuple(fc.nat(edits.length - 1), fc.nat()), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(randomPlan({ dates: true }), steps, (plan, chosen) => {
        let slice = readSlice("plan.yaml", textOf(plan));
        const project = (others = ""): Schedule => {
          // Another person makes Gantry begin anew.
          const people = readSlice("people.yaml", `gantry: 1\n\npeople:\n  ana:\n    name: Ana\n${others}`);
          return schedule(unite([slice, people], "p"), { today: "2027-01-01" });
        };
        project();
        for (const [which, where] of chosen) {
          const [pattern, text] = edits[which] as (typeof edits)[number];
          const found = [...slice.text.matchAll(pattern)];
          const match = found[where % Math.max(1, found.length)];
          if (match === undefined) continue;
          slice = updateSlice(slice, [{ start: match.index, end: match.index + match[0].length, text }]);
          const [adapted, fresh] = [project(), project(`  b${where}:\n    name: B\n`)];
          for (let row = 0; row < fresh.rows.length; row++) {
            assert.deepEqual({ ...adapted.at(row) }, { ...fresh.at(row) });
          }
          assert.deepEqual(adapted.problems, fresh.problems);
        }
      }),
      { numRuns: runs / 2 },
    );
  });

  it("is the same a year of weeks later", () => {
    // 2027-01-04 and 2033-01-03 are Mondays; what differs is only the day.
    fc.assert(
      fc.property(randomPlan({ holidays: false, notBefore: false }), (plan) => {
        const one = scheduleOf(textOf(plan));
        const other = scheduleOf(textOf(plan).replace("start: 2027-01-04", "start: 2033-01-03"));
        const shift = startOfDay("2033-01-03") - zero;
        assert.equal(shift % (7 * secondsPerDay), 0);
        for (const { id } of plan.tasks) assert.equal(workOf(other, id).finish - workOf(one, id).finish, shift);
      }),
      { numRuns: runs / 4 },
    );
  });
});

function noneLater(before: RandomPlan, after: RandomPlan): void {
  const [one, other] = [scheduleOf(textOf(before)), scheduleOf(textOf(after))];
  for (const { id } of before.tasks) {
    assert.ok(workOf(other, id).earlyStart <= workOf(one, id).earlyStart, `start of ${id}`);
    assert.ok(workOf(other, id).earlyFinish <= workOf(one, id).earlyFinish, `finish of ${id}`);
  }
}

function shuffled(plan: RandomPlan, seed: number): RandomPlan {
  let state = seed >>> 0 || 1;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
  const tasks: PlannedTask[] = [...plan.tasks];
  for (let index = tasks.length - 1; index > 0; index--) {
    const other = next(index + 1);
    [tasks[index], tasks[other]] = [tasks[other] as PlannedTask, tasks[index] as PlannedTask];
  }
  return { ...plan, tasks: tasks.map((task) => ({ ...task, links: [...task.links].reverse() })) };
}
