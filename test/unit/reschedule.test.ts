import assert from "node:assert/strict";
import fc from "fast-check";
import { type LocalTime, secondsPerHour, startOfDay } from "../../src/core/calendar/index.ts";
import { formatDate } from "../../src/core/model/date.ts";
import { consequence } from "../../src/core/plan/consequence.ts";
import { droppedFinish, droppedStart, shownDay } from "../../src/core/plan/dropped.ts";
import { linkRows, unlinkRows } from "../../src/core/plan/linkRows.ts";
import { factSentence, moveTo } from "../../src/core/plan/moveStart.ts";
import { outlineOf } from "../../src/core/plan/planOutline.ts";
import type { Alternative, Rescheduling } from "../../src/core/plan/reschedule.ts";
import { resizeTo } from "../../src/core/plan/resize.ts";
import { hoursOf, workRow } from "../../src/core/plan/workRow.ts";
import type { Schedule } from "../../src/core/schedule/index.ts";
import { schedule } from "../../src/core/schedule/index.ts";
import { applyEdits, type EditPlan, invertEdits, type TextEdit } from "../../src/core/text/editing/index.ts";
import { readSlice, unite } from "../../src/core/text/reading/index.ts";
import { randomPlan, textOf } from "./support/randomPlans.ts";
import { filesOf, randomProject } from "./support/randomProjects.ts";
import { scheduleOf, shown } from "./support/schedules.ts";

const runs = Number(process.env.GANTRY_RUNS ?? 60);
const zero = startOfDay("2027-01-04");
const at = (moment: string): LocalTime => startOfDay(moment.slice(0, 10)) + Number(moment.slice(11, 13) || 0) * 3600;

/** The schedule of the files as an edit leaves them, read anew; what the edit says is held against the rules for all edits. */
function readAfter(made: Schedule, plan: EditPlan): Schedule {
  assert.equal(plan.refusal, undefined);
  const files = made.reading.slices.map(({ path, text }) => {
    const own = (plan.edits ?? []).filter((edit) => edit.path === path);
    const changed = applyEdits(text, own);
    assert.equal(applyEdits(changed, invertEdits(text, own)), text, "the inverse restores every byte");
    return readSlice(path, changed);
  });
  const added = (plan.newFiles ?? []).map(({ path, text }) => readSlice(path, text));
  const reading = unite([...files, ...added], made.reading.project.header.name);
  for (const slice of reading.slices) assert.equal(slice.tree.problemCount, 0);
  return schedule(reading, { today: made.today });
}

/** Lines that an edit takes away and puts in. */
function changedLines(
  made: Schedule,
  plan: EditPlan,
): { readonly gone: readonly string[]; readonly added: readonly string[] } {
  const lines = (texts: readonly string[]): string[] => texts.flatMap((text) => text.split("\n"));
  const before = lines(made.reading.slices.map(({ text }) => text));
  const now = lines(readAfter(made, plan).reading.slices.map(({ text }) => text));
  const without = (all: readonly string[], others: readonly string[]): readonly string[] => {
    const counts = new Map<string, number>();
    for (const line of others) counts.set(line, (counts.get(line) ?? 0) + 1);
    return all.filter((line) => {
      const left = counts.get(line) ?? 0;
      counts.set(line, left - 1);
      return left <= 0;
    });
  };
  return { gone: without(before, now), added: without(now, before) };
}

function planOf(outcome: Rescheduling): EditPlan {
  assert.equal(outcome.kind, "plan");
  return outcome.kind === "plan" ? outcome.plan : { refusal: "" };
}

function refusalOf(outcome: Rescheduling): string {
  return planOf(outcome).refusal ?? "";
}

function choicesOf(outcome: Rescheduling): readonly Alternative[] {
  assert.equal(outcome.kind, "choice");
  return outcome.kind === "choice" ? outcome.alternatives : [];
}

function allPlans(outcome: Rescheduling): readonly EditPlan[] {
  return outcome.kind === "plan" ? [outcome.plan] : outcome.alternatives.map(({ plan }) => plan());
}

const small = `gantry: 1

name: P
start: 2027-01-04

people:
  ana:
    name: Ana
  chen:
    name: Chen

tasks:
  a:
    name: A
    effort: 3d # kept
    who: ana

  b:
    name: B
    duration: 2d
    after: a

  c:
    name: C
    effort: 8d / 12d / 20d
    who: [ana, chen 50%]
    start-no-earlier: 2027-02-01

  s:
    name: S
    tasks:
      x:
        duration: 1d
      y:
        duration: 1d
        after: x

milestones:
  m:
    name: M
    date: 2027-03-05

  n:
    name: N
    after: b
`;

describe("moving the start of a bar", () => {
  const made = scheduleOf(small, "2027-01-01");
  const lines = (outcome: Rescheduling): readonly string[] =>
    changedLines(made, planOf(outcome)).added.map((line) => line.trim());

  it("states a date where nothing but the project's start held it", () => {
    assert.deepEqual(lines(moveTo(made, "a", at("2027-01-07T09"))), ["start-no-earlier: 2027-01-07"]);
    assert.deepEqual(changedLines(made, planOf(moveTo(made, "a", at("2027-01-07T09")))).gone, []);
    assert.deepEqual(
      lines(moveTo(made, "a", at("2027-01-09T09"))),
      ["start-no-earlier: 2027-01-11"],
      "Saturday is Monday",
    );
  });

  it("changes a date that is stated, in its own form", () => {
    assert.deepEqual(lines(moveTo(made, "c", at("2027-02-03T08"))), ["start-no-earlier: 2027-02-03"]);
    assert.deepEqual(lines(moveTo(made, "c", at("2027-01-20T08"))), ["start-no-earlier: 2027-01-20"]);
    assert.deepEqual(lines(moveTo(made, "m", at("2027-03-09T17"))), ["date: 2027-03-09"]);
    const timed = scheduleOf(small.replace("2027-02-01", "2027-02-01T13:00"));
    const plan = planOf(moveTo(timed, "c", at("2027-02-02T14")));
    assert.deepEqual(changedLines(timed, plan).added, ["    start-no-earlier: 2027-02-02T14:00"]);
  });

  it("leaves the choice where it waits for others", () => {
    const later = choicesOf(moveTo(made, "b", at("2027-01-11T08")));
    assert.deepEqual(
      later.map(({ label }) => label),
      ["Start no earlier than 11 Jan", "Wait 2 days longer for “A”"],
    );
    assert.deepEqual(
      later.map(({ plan }) => changedLines(made, plan()).added.map((line) => line.trim())),
      [["start-no-earlier: 2027-01-11"], ["after: a FS+2d"]],
    );
    const earlier = choicesOf(moveTo(made, "b", at("2027-01-05T08")));
    assert.deepEqual(
      earlier.map(({ label }) => label),
      ["Overlap with “A” by 2 days", "No longer wait for “A”"],
    );
    assert.deepEqual(
      earlier.map(({ plan }) => changedLines(made, plan()).added.map((line) => line.trim())),
      [["after: a FS-2d"], ["start-no-earlier: 2027-01-05"]],
    );
  });

  it("gives a milestone that waits a date or a longer wait", () => {
    const [fixed, longer] = choicesOf(moveTo(made, "n", at("2027-01-12T17")));
    assert.ok(fixed && longer);
    assert.deepEqual(changedLines(made, fixed.plan()).added, ["    date: 2027-01-12"]);
    assert.deepEqual(changedLines(made, longer.plan()).added, ["    after: b FS+2d"]);
    assert.equal(shown(readAfter(made, longer.plan()).find("n")?.start ?? 0), "2027-01-12T17:00");
  });

  it("offers no wait of a stage that can't end where the bar was put", () => {
    const plan = `gantry: 1
start: 2027-01-04
calendar: usual
calendars:
  usual:
    name: Usual
    hours: {monday: 08:00-16:00, tuesday: 08:00-16:00, wednesday: 08:00-16:00, thursday: 08:00-16:00, friday: 08:00-16:00}
  six:
    name: Six days
    hours: {monday: 08:00-16:00, tuesday: 08:00-16:00, wednesday: 08:00-16:00, thursday: 08:00-16:00, friday: 08:00-16:00, saturday: 08:00-16:00}
tasks:
  first:
    duration: 2h
  s:
    name: S
    after: first
    tasks:
      x:
        duration: 2h
        calendar: six
`;
    const two = scheduleOf(plan, "2027-01-01");
    assert.equal(shown(two.find("x")?.start ?? 0), "2027-01-04T10:00");
    const on = (moment: string): readonly string[] =>
      allPlans(moveTo(two, "x", at(moment))).map((edit) => shown(readAfter(two, edit).find("x")?.start ?? 0));
    // On a Friday the stage works, and a longer wait does it as well; on a Saturday it does not.
    assert.deepEqual(on("2027-01-08T09"), ["2027-01-08T09:00", "2027-01-08T09:00"]);
    assert.deepEqual(on("2027-01-09T09"), ["2027-01-09T09:00"]);
  });

  it("states the date of a stage on the stage", () => {
    assert.deepEqual(lines(moveTo(made, "s", at("2027-01-06T08"))), ["start-no-earlier: 2027-01-06"]);
    const moved = readAfter(made, planOf(moveTo(made, "s", at("2027-01-06T08"))));
    assert.equal(shown(moved.find("x")?.start ?? 0), "2027-01-06T08:00");
  });

  it("refuses in a sentence", () => {
    assert.match(refusalOf(moveTo(made, "a", at("2027-01-01T08"))), /^Nothing starts before the project/);
    const log =
      "progress:\n  - {at: 2027-01-05T10:00:00Z, task: a, start: 2027-01-04}\n  - {at: 2027-01-05T10:00:00Z, task: x, finish: 2027-01-04}\n";
    const begun = scheduleOf({ "gantry.yaml": small, "progress/ana.yaml": log }, "2027-01-05");
    assert.equal(
      refusalOf(moveTo(begun, "a", at("2027-01-07T08"))),
      "It began on 4 Jan: its start is a fact in the log.",
    );
    assert.match(refusalOf(moveTo(begun, "x", at("2027-01-07T08"))), /^It was finished on 4 Jan/);
    assert.match(refusalOf(moveTo(begun, "s", at("2027-01-07T08"))), /^Work in “S” has begun/);
    assert.match(refusalOf(moveTo(begun, "nobody", at("2027-01-07T08"))), /not there any more/);
  });

  it("moves any row of any plan to where it was put, or says why not", () => {
    let exact = 0;
    let counted = 0;
    const check = (made: Schedule, pick: number, hour: number): void => {
      const keys = [...outlineOf(made.reading).keys];
      const key = keys[pick % keys.length] ?? "";
      const row = workRow(made, key);
      assert.ok(row);
      const time = zero + hour * secondsPerHour;
      const to = droppedStart(row, time);
      const outcome = moveTo(made, key, time);
      for (const plan of allPlans(outcome)) {
        if (plan.refusal !== undefined) {
          assert.match(plan.refusal, /[.]$/);
          continue;
        }
        if (to === undefined || plan.edits.length === 0) continue;
        const { gone, added } = changedLines(made, plan);
        assert.ok(gone.length <= 4 && added.length <= 5, JSON.stringify({ gone, added }));
        const then = readAfter(made, plan);
        const moved = workRow(then, key);
        assert.ok(moved);
        assert.equal(then.order.circles.length, made.order.circles.length);
        const off = hoursOf(moved).workBetween(to.moment, moved.work.start);
        counted++;
        // A plain date puts a milestone anywhere on its day.
        const isThere = Math.abs(off) < 60 || (moved.work.isMilestone && formatDate(shownDay(moved)) === to.text);
        if (isThere) exact++;
        else if (!row.work.isStage && to.moment > row.work.start) {
          assert.fail(
            `${key}: to ${shown(to.moment)}, at ${shown(moved.work.start)}, was ${shown(row.work.start)}: ${added.join(";")}`,
          );
        }
      }
    };
    fc.assert(
      fc.property(randomPlan(), fc.nat(), fc.integer({ min: -48, max: 600 }), (plan, pick, hour) => {
        check(scheduleOf(textOf(plan)), pick, hour);
      }),
      // So many that the share below is one.
      { numRuns: Math.max(runs, 600) },
    );
    assert.ok(exact / counted > 0.9, `${exact} of ${counted}`);
  });

  it("never breaks a project with people, progress and constraints", () => {
    fc.assert(
      fc.property(randomProject(), fc.nat(), fc.integer({ min: -48, max: 600 }), (project, pick, hour) => {
        const made = scheduleOf(
          filesOf(project, ({ unit }, index) => `${2 + index}${unit}`),
          "2027-01-11",
        );
        const keys = [...outlineOf(made.reading).keys];
        const key = keys[pick % keys.length] ?? "";
        const row = workRow(made, key);
        const fact = row && factSentence(row);
        const outcome = moveTo(made, key, zero + hour * secondsPerHour);
        if (fact !== undefined) assert.equal(refusalOf(outcome), fact);
        for (const plan of allPlans(outcome)) {
          if (plan.refusal !== undefined) continue;
          const { gone, added } = changedLines(made, plan);
          assert.ok(gone.length <= 5 && added.length <= 6, JSON.stringify({ gone, added }));
          const said = consequence(made, plan, key);
          assert.equal(said.refusal, undefined);
        }
      }),
      { numRuns: runs },
    );
  });
});

describe("moving the finish of a bar", () => {
  const made = scheduleOf(small, "2027-01-01");
  const lines = (outcome: Rescheduling): readonly string[] =>
    changedLines(made, planOf(outcome)).added.map((line) => line.trim());

  it("makes a task longer or shorter, in the unit and the shape that is written", () => {
    assert.deepEqual(lines(resizeTo(made, "b", at("2027-01-12T17"))), ["duration: 4d"]);
    assert.deepEqual(lines(resizeTo(made, "a", at("2027-01-05T17"))), ["effort: 2d # kept"]);
    assert.deepEqual(lines(resizeTo(made, "a", at("2027-01-01T17"))), ["effort: 1d # kept"], "a day at least");
    // Ana and half of Chen: a day and a half each day.
    assert.deepEqual(lines(resizeTo(made, "c", at("2027-02-12T17"))), ["effort: 8d / 15d / 20d"]);
    assert.deepEqual(lines(resizeTo(made, "c", at("2027-02-19T17"))), ["effort: 8d / 22.5d / 22.5d"]);
    assert.deepEqual(lines(resizeTo(made, "c", at("2027-02-03T17"))), ["effort: 4.5d / 4.5d / 20d"]);
  });

  it("never goes on to the next day for the rest of a minute", () => {
    // At 30 % and from 13:45 until 14:00 it is 4.5 minutes of work: 5 would need 16.7 minutes of the clock.
    const early = "monday: 06:00-14:00\n      tuesday: 06:00-14:00";
    const plan = `gantry: 1
start: 2027-01-04
people:
  bo:
    name: Bo
    calendar: early
calendars:
  early:
    name: Early
    hours:
      ${early}
tasks:
  a:
    effort: 2h
    who: bo 30%
    start-no-earlier: 2027-01-04T13:45
`;
    const short = scheduleOf(plan, "2027-01-01");
    const edit = planOf(resizeTo(short, "a", at("2027-01-04T14")));
    assert.deepEqual(changedLines(short, edit).added, ["    effort: 4m"]);
    assert.equal(shown(readAfter(short, edit).find("a")?.finish ?? 0), "2027-01-04T13:58");
  });

  it("refuses what has no length of its own", () => {
    assert.match(refusalOf(resizeTo(made, "m", at("2027-01-12T17"))), /takes no time/);
    assert.match(refusalOf(resizeTo(made, "s", at("2027-01-12T17"))), /ends when the last thing in it does/);
  });

  it("puts the finish of any task of any plan where it was dropped", () => {
    fc.assert(
      fc.property(randomPlan(), fc.nat(), fc.integer({ min: 0, max: 600 }), (plan, pick, hour) => {
        const made = scheduleOf(textOf(plan));
        const keys = [...outlineOf(made.reading).keys];
        const key = keys[pick % keys.length] ?? "";
        const row = workRow(made, key);
        assert.ok(row);
        const time = zero + hour * secondsPerHour;
        const to = droppedFinish(row, time);
        const edit = planOf(resizeTo(made, key, time));
        if (edit.refusal !== undefined || edit.edits.length === 0) return;
        const { gone, added } = changedLines(made, edit);
        assert.ok(gone.length === 1 && added.length === 1);
        const moved = readAfter(made, edit).find(key);
        assert.equal(shown(moved?.finish ?? 0), shown(to?.moment ?? 0));
        assert.equal(moved?.start, row.work.start);
      }),
      { numRuns: runs },
    );
  });

  it("ends on the day it was dropped on, whoever works on it", () => {
    fc.assert(
      fc.property(randomProject(), fc.nat(), fc.integer({ min: 0, max: 600 }), (project, pick, hour) => {
        const made = scheduleOf(
          filesOf(project, ({ unit }, index) => `${2 + index}${unit}`),
          "2027-01-11",
        );
        const keys = [...outlineOf(made.reading).keys];
        const key = keys[pick % keys.length] ?? "";
        const row = workRow(made, key);
        assert.ok(row);
        const time = zero + hour * secondsPerHour;
        const to = droppedFinish(row, time);
        const edit = planOf(resizeTo(made, key, time));
        if (edit.refusal !== undefined || edit.edits.length === 0 || to === undefined) return;
        const moved = readAfter(made, edit).find(key);
        // Several who work for themselves can't end at just any time; a begun task is rounded.
        if (row.actual === undefined && !made.network.parts.has(row.node)) {
          const off = hoursOf(row).workBetween(to.moment, moved?.finish ?? 0);
          assert.ok(
            Math.abs(off) <= 240,
            `${key} to ${shown(to.moment)}, is ${shown(moved?.finish ?? 0)}: ${changedLines(made, edit).added}`,
          );
        }
      }),
      { numRuns: runs },
    );
  });
});

describe("links between bars", () => {
  const made = scheduleOf(small, "2027-01-01");

  it("adds what is waited for, and takes it out", () => {
    assert.deepEqual(changedLines(made, linkRows(made, "b", "c", "FS")).added, ["    after: b"]);
    assert.deepEqual(changedLines(made, linkRows(made, "c", "b", "SS")).added, [
      "    after:",
      "      - a",
      "      - c SS",
    ]);
    assert.deepEqual(changedLines(made, unlinkRows(made, "a", "b")), { gone: ["    after: a"], added: [] });
  });

  it("changes how something waits where it does already, with its lag and its neighbours' words", () => {
    const plan = scheduleOf(
      `tasks:
  a: { name: A, duration: 2d }
  b: { name: B, duration: 3d }
  c:
    name: C
    duration: 1d
    after:
      - a FS+2d # the paint dries
      - b
  d: { name: D, duration: 1d, after: [a SS, a FF, b] }
`,
      "2027-01-01",
    );
    assert.deepEqual(changedLines(plan, linkRows(plan, "b", "c", "SS")), {
      gone: ["      - b"],
      added: ["      - b SS"],
    });
    assert.deepEqual(changedLines(plan, linkRows(plan, "a", "c", "FF")), {
      gone: ["      - a FS+2d # the paint dries"],
      added: ["      - a FF+2d # the paint dries"],
    });
    assert.equal(linkRows(plan, "a", "c", "FS").refusal, "“C” waits for “A” already.");
    assert.equal(linkRows(plan, "a", "d", "SS").refusal, "“D” waits for “A” already.");
    assert.equal(
      linkRows(plan, "a", "d", "FS").refusal,
      "“D” waits for “A” in 2 ways. Say in its text which one changes.",
    );
  });

  it("refuses circles and what is there, in sentences", () => {
    const no = (from: string, to: string): string => linkRows(made, from, to, "FS").refusal ?? "";
    assert.equal(no("a", "a"), "“A” can't wait for itself.");
    assert.equal(no("a", "b"), "“B” waits for “A” already.");
    assert.equal(no("b", "a"), "That would be a circle: “B” waits for “A” already.");
    assert.equal(no("n", "a"), "That would be a circle: “N” waits for “A” already, by way of “B”.");
    assert.match(no("x", "s"), /is a part of “S”/);
    assert.match(no("s", "x"), /is a part of “S”/);
    assert.match(unlinkRows(made, "b", "a").refusal ?? "", /does not wait/);
  });

  it("never makes a circle, and what is linked is linked", () => {
    const types = ["FS", "SS", "FF", "SF"] as const;
    fc.assert(
      fc.property(randomPlan(), fc.nat(), fc.nat(), fc.constantFrom(...types), (plan, one, two, type) => {
        const made = scheduleOf(textOf(plan));
        const keys = [...outlineOf(made.reading).keys];
        const from = keys[one % keys.length] ?? "";
        const to = keys[two % keys.length] ?? "";
        const edit = linkRows(made, from, to, type);
        if (edit.refusal !== undefined) return;
        const then = readAfter(made, edit);
        assert.equal(then.order.circles.length, 0);
        const waits = workRow(then, to)?.record.after ?? [];
        assert.ok(waits.some(({ on, type: kind }) => on === from && kind === type));
        const back = unlinkRows(then, from, to);
        assert.equal(
          readAfter(then, back).reading.slices[0]?.text.includes(`${from} ${type}`),
          made.reading.slices[0]?.text.includes(`${from} ${type}`) ?? false,
        );
      }),
      { numRuns: runs },
    );
  });
});

describe("the consequence of an edit", () => {
  it("says what moves, and the line that would be written", () => {
    const made = scheduleOf(small, "2027-01-01");
    const said = consequence(made, planOf(moveTo(made, "a", at("2027-01-07T08"))), "a");
    assert.deepEqual(said.moves.map(([key]) => key).sort(), ["a", "b", "n"]);
    assert.equal(said.place, "plan.yaml:17");
    assert.equal(said.text, "start-no-earlier: 2027-01-07");
    assert.deepEqual(said.finish, [made.finish, made.finish, 0]);
    assert.equal(typeof said.float, "number");
    assert.equal(consequence(made, { refusal: "No." }).refusal, "No.");
  });
});

describe("any sequence of edits", () => {
  it("can be taken back to the last byte", () => {
    const step = fc.record({
      kind: fc.constantFrom("move", "move", "resize", "link", "unlink"),
      one: fc.nat(),
      two: fc.nat(),
      hour: fc.integer({ min: 0, max: 600 }),
    });
    fc.assert(
      fc.property(randomPlan(), fc.array(step, { minLength: 2, maxLength: 6 }), (plan, steps) => {
        let now = scheduleOf(textOf(plan));
        const original = now.reading.slices.map(({ text }) => text);
        const inverses: (readonly TextEdit[])[] = [];
        for (const { kind, one, two, hour } of steps) {
          const keys = [...outlineOf(now.reading).keys];
          const key = keys[one % keys.length] ?? "";
          const other = keys[two % keys.length] ?? "";
          const time = zero + hour * secondsPerHour;
          const edits =
            kind === "move"
              ? allPlans(moveTo(now, key, time))
              : kind === "resize"
                ? allPlans(resizeTo(now, key, time))
                : [kind === "link" ? linkRows(now, key, other, "FS") : unlinkRows(now, key, other)];
          const edit = edits[two % edits.length];
          if (edit === undefined || edit.refusal !== undefined) continue;
          const text = now.reading.slices[0]?.text ?? "";
          inverses.push(invertEdits(text, edit.edits));
          now = readAfter(now, edit);
          assert.deepEqual([...outlineOf(now.reading).keys], keys, "no row comes or goes");
        }
        let text = now.reading.slices[0]?.text ?? "";
        for (const inverse of inverses.reverse()) text = applyEdits(text, inverse);
        assert.deepEqual([text], original);
      }),
      { numRuns: runs },
    );
  });
});
