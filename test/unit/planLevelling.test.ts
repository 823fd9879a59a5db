import assert from "node:assert/strict";
import fc from "fast-check";
import { overallocations, schedule } from "../../src/core/schedule/index.ts";
import { PlanLevelling } from "../../src/core/schedule/levelling/planLevelling.ts";
import { writeDelays } from "../../src/core/schedule/levelling/writeDelays.ts";
import { applyEdits } from "../../src/core/text/editing/index.ts";
import { readSlice, unite } from "../../src/core/text/reading/index.ts";
import { datesOf, scheduleOf, shown } from "./support/schedules.ts";

const runs = Number(process.env.GANTRY_RUNS ?? 24);

const header = `name: P
start: 2027-01-04
people:
  ana: {name: Ana, leave: [2027-01-07]}
  bo: {name: Bo, capacity: 50%}
  dev: {name: Developer, count: 2}
  eve: {name: Eve, calendar: late}
calendars:
  late:
    name: Late
    hours: {monday: 12:00-20:00, tuesday: 12:00-20:00, wednesday: 12:00-20:00, friday: 12:00-20:00}
`;

/** The plan with the delays written into it, scheduled again. */
function levelled(text: string, schedules = 1, keepsDates = true) {
  const before = scheduleOf({ "plan.yaml": text });
  const levelling = new PlanLevelling(before, { seed: 7 });
  levelling.step(schedules);
  const { best, finishSoFar = 0 } = levelling;
  // Delays are whole minutes, so that each task can start a little later than the search has it.
  // What can't keep its date is not moved in the end, so that the project may end earlier than the search has it.
  assert.ok(
    (!keepsDates || best.finish >= finishSoFar - 60) && best.finish - finishSoFar <= 5 * 86_400,
    shown(finishSoFar),
  );
  const plan = writeDelays(before.reading, best);
  assert.equal(plan.refusal, undefined);
  const old = before.reading.slices[0]?.text ?? "";
  const written = applyEdits(old, plan.edits ?? []);
  const after = schedule(unite([readSlice("plan.yaml", written)], "p"), { today: before.today });
  return { before, best, written, after, schedules: levelling.schedules };
}

describe("levelling a plan", () => {
  it("puts one after the other what one person can't do at once, and writes it as a delay", () => {
    const text = `${header}tasks:
  a:
    name: A
    effort: 2d
    who: ana  # only she can

  b:
    name: B
    effort: 3d
    who: ana
  c:
    name: C
    effort: 1d
    after: b
`;
    const { before, best, written, after } = levelled(text, 20);
    assert.equal(overallocations(before).length, 1);
    assert.deepEqual(overallocations(after), []);
    assert.equal(shown(best.finish), shown(after.finish));
    // B is longer and something waits for it, so it comes first; the 7th is Ana's leave.
    assert.equal(datesOf(after, "b"), "2027-01-04T08:00 2027-01-06T17:00");
    assert.equal(datesOf(after, "a"), "2027-01-08T08:00 2027-01-11T17:00");
    assert.deepEqual(
      written.split("\n").filter((line) => !before.reading.slices[0]?.text.includes(line)),
      ["    delay: 3d"],
    );
    assert.ok(written.includes("who: ana  # only she can"));
    assert.deepEqual(
      best.tasks.map(({ task }) => task.id),
      ["a"],
    );
  });

  it("leaves alone what needs nothing, and takes out delays that are not needed any more", () => {
    const fine = levelled(`${header}tasks:\n  a:\n    name: A\n    effort: 2d\n    who: ana\n`);
    assert.deepEqual(fine.best.tasks, []);
    assert.equal(fine.best.gap, 0);
    const { written } = levelled(`${header}tasks:\n  a:\n    name: A\n    effort: 2d\n    who: ana\n    delay: 5d\n`);
    assert.ok(!written.includes("delay"));
  });

  it("moves nothing that is fixed or has begun", () => {
    const text = `${header}tasks:
  a: {name: A, effort: 2d, who: ana}
  b: {name: B, effort: 1d, who: ana, must-start: 2027-01-04}
  c: {name: C, effort: 1d, who: ana}
progress:
  - {at: 2027-01-04T09:00:00Z, task: c, start: 2027-01-04}
`;
    const { after } = levelled(`${text}status-date: 2027-01-04\n`);
    assert.equal(datesOf(after, "b"), "2027-01-04T08:00 2027-01-04T17:00");
    assert.equal(datesOf(after, "c"), "2027-01-04T08:00 2027-01-04T17:00");
    assert.equal(datesOf(after, "a"), "2027-01-05T08:00 2027-01-06T17:00");
  });

  it("goes by priorities, the lower number first", () => {
    const text = `${header}tasks:
  a: {name: A, effort: 1d, who: ana, priority: 20}
  b: {name: B, effort: 1d, who: ana, priority: 10}
  c: {name: C, effort: 1d, after: a}
`;
    assert.equal(datesOf(levelled(text).after, "b"), "2027-01-04T08:00 2027-01-04T17:00");
  });

  it("uses a role up to its number", () => {
    const text = `${header}tasks:\n${[..."abcde"].map((id) => `  ${id}: {name: ${id}, effort: 1d, who: dev}\n`).join("")}`;
    const { after } = levelled(text);
    assert.equal(shown(after.finish), "2027-01-06T17:00");
    assert.deepEqual(overallocations(after), []);
  });

  it("gets better with time, never worse, and the same every time", () => {
    const tasks = Array.from({ length: 24 }, (_, index) => {
      const after = index > 3 ? `, after: [t${(index * 7) % (index - 1)}, t${(index * 3) % (index - 2)}]` : "";
      const who = ["ana", "[ana, bo]", "dev", "eve", "2 dev", "bo"][(index * 5) % 6];
      return `  t${index}: {name: T, effort: ${1 + ((index * 11) % 5)}d, who: ${who}${after}}\n`;
    });
    const text = `${header}tasks:\n${tasks.join("")}`;
    const [quick, long, again] = [levelled(text, 1), levelled(text, 400), levelled(text, 400)];
    assert.ok(long.best.finish <= quick.best.finish);
    assert.ok(long.best.finish >= long.best.earliestFinish);
    assert.equal(long.written, again.written);
    assert.ok(long.schedules >= 400 || long.best.gap === 0);
    assert.deepEqual(overallocations(long.after), []);
  });

  it("of any plan leaves nobody with too much, and its dates are those of the text", () => {
    const task = fc.record({
      effort: fc.boolean(),
      hours: fc.integer({ min: 1, max: 40 }),
      who: fc.subarray(["ana", "ana 50%", "bo 30%", "dev", "2 dev", "eve"], { maxLength: 2 }),
      after: fc.array(fc.tuple(fc.nat(), fc.constantFrom("FS", "SS", "FF", "FS+3h", "SS+1d")), { maxLength: 2 }),
      notBefore: fc.option(fc.integer({ min: 4, max: 20 }), { freq: 5, nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(task, { minLength: 1, maxLength: 10 }), (tasks) => {
        const lines = tasks.map(({ effort, hours, who, after, notBefore }, index) => {
          // Nobody is asked for more than there is of them in one task: no levelling would help.
          const people = who.filter(
            (one, at) => at === 0 || one.split(" ").at(-1) !== "dev" || !who[0]?.endsWith("dev"),
          );
          if (people[1] === "ana 50%") people.pop();
          const links = index === 0 ? [] : after.map(([on, type]) => `t${on % index} ${type}`);
          return [
            `  t${index}:\n    name: T\n    ${effort ? "effort" : "duration"}: ${hours}h\n`,
            people.length > 0 ? `    who: [${people.join(", ")}]\n` : "",
            links.length > 0 ? `    after: [${[...new Set(links)].join(", ")}]\n` : "",
            notBefore === undefined ? "" : `    start-no-earlier: 2027-01-${String(notBefore).padStart(2, "0")}\n`,
          ].join("");
        });
        const { after, best } = levelled(`${header}tasks:\n${lines.join("")}`, 3);
        assert.deepEqual(overallocations(after), []);
        assert.equal(after.finish, best.finish);
        for (const { task: moved, start, finish } of best.tasks) {
          assert.equal(datesOf(after, moved.id), `${shown(start)} ${shown(finish)}`);
        }
      }),
      { numRuns: runs },
    );
  });

  it("keeps dates by which something has to start or finish, and moves the others", () => {
    for (const date of ["finish-no-later: 2027-01-06", "start-no-later: 2027-01-05"]) {
      const text = `${header}tasks:
  v:
    name: V
    effort: 3d
    who: ana

  w:
    name: W
    effort: 2d
    who: ana
    ${date}
`;
      const { best, after } = levelled(text, 20);
      assert.deepEqual(overallocations(after), [], date);
      assert.equal(after.problems.size, 0, date);
      assert.deepEqual(
        best.tasks.map(({ task }) => task.id),
        ["v"],
        date,
      );
    }
  });

  it("does not move what can't keep its date any more, nor what is planned as late as possible, nor others for it in vain", () => {
    const two = (field: string): string =>
      `${header}tasks:\n  v:\n    name: V\n    effort: 3d\n    who: ana\n    ${field}\n\n  w:\n    name: W\n    effort: 2d\n    who: ana\n    ${field}\n`;
    const late = levelled(two("schedule: late"), 20);
    assert.deepEqual(late.best.tasks, []);
    assert.equal(late.after.finish, late.before.finish);
    const tight = levelled(two("finish-no-later: 2027-01-06"), 20, false);
    assert.deepEqual(tight.after.problems, tight.before.problems);
    assert.equal(overallocations(tight.after).length, 1);
    for (const { start, task } of tight.best.tasks) assert.equal(start, tight.after.find(task.id)?.start);
  });
});
