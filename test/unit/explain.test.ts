import assert from "node:assert/strict";
import fc from "fast-check";
import { compareDates, Explainer, explain, type Schedule, waysForward } from "../../src/core/schedule/index.ts";
import { countingOf, shortAmount } from "../../src/core/schedule/words.ts";
import { planTexts } from "./support/planTexts.ts";
import { everything, planFiles, randomPlan } from "./support/randomPlans.ts";
import { scheduleOf, workOf } from "./support/schedules.ts";

const runs = Number(process.env.GANTRY_RUNS ?? 100);

const head = `name: P
start: 2027-01-04

people:
  ana:
    name: Ana
    leave:
      - 2027-01-13 / 2027-01-15

  bo:
    name: Bo
    capacity: 50%

  dev:
    name: Developer
    count: 3

calendars:
  standard:
    name: Standard
    holidays:
      2027-01-06: Epiphany

tasks:
`;

function planned(tasks: string, extra = ""): Schedule {
  return scheduleOf(`${extra}${head}${tasks}`, "2027-01-04");
}

function start(made: Schedule, id: string): string {
  return new Explainer(made).start(workOf(made, id).row).text;
}

function finish(made: Schedule, id: string): string {
  return new Explainer(made).finish(workOf(made, id).row).text;
}

function textAt(made: Schedule, place: { path: string; start: number; end: number } | undefined): string {
  assert.ok(place, "there is a place");
  const slice = made.reading.slices.find(({ path }) => path === place.path);
  return slice?.text.slice(place.start, place.end) ?? "";
}

describe("why here?", () => {
  it("names what a start waits for and what lies between", () => {
    const made = planned(`
  a: {name: A, duration: 5d}
  b: {name: B, duration: 1d, after: a}
  c: {name: C, duration: 1d, after: a FS+1d}
  d: {name: D, duration: 1d, after: a SS+2d}
  e: {name: E, duration: 2d, after: a FF}
  f: {name: F, duration: 1d, after: a FS-1d}
  g: {name: G, duration: 1d, after: a FS+50%}
`);
    assert.equal(start(made, "a"), "Starts on 4 Jan, with the project: nothing holds it up.");
    assert.equal(finish(made, "a"), "Ends on 11 Jan: it takes 5d; Epiphany (6 Jan) lies on the way.");
    assert.equal(start(made, "b"), "Starts on 12 Jan because “A”, which it waits for, ends on 11 Jan.");
    assert.equal(start(made, "c"), "Starts on 13 Jan because “A”, which it waits for, ends on 11 Jan, plus 1d of lag.");
    assert.equal(
      start(made, "d"),
      "Starts on 7 Jan because “A”, whose start it waits for, starts on 4 Jan, plus 2d of lag; Epiphany (6 Jan) lies between.",
    );
    assert.equal(start(made, "e"), "Starts on 8 Jan so that it does not end before “A” ends, on 11 Jan.");
    assert.match(start(made, "f"), /, less 1d of lead/);
    assert.match(start(made, "g"), /, plus a lag of 50% of the length of “A”\.$/);
  });

  it("counts what goes by the clock by the clock", () => {
    const made = planned(`
  p: {name: P, duration: 1d}
  d: {name: D, duration: 3ed, after: p, deadline: 2027-01-12}
  h: {name: H, duration: 33eh}
  e: {name: E, duration: 1d, after: d}
`);
    const slack = (id: string): string => new Explainer(made).slack(workOf(made, id).row).text;
    assert.match(slack("d"), /^Its deadline of 12 Jan leaves 5\.3 elapsed days\./);
    assert.match(slack("h"), /^It may slip by 3 elapsed days before/);
    assert.equal(countingOf(made, workOf(made, "p").row), made);
    assert.equal(shortAmount(15 * 3600, countingOf(made, workOf(made, "h").row)), "15eh");
    assert.equal(shortAmount(0, countingOf(made, workOf(made, "h").row)), "0d");
    const later = planned(`
  p: {name: P, duration: 1d}
  d: {name: D, duration: 5ed, after: p, deadline: 2027-01-08}
  h: {name: H, duration: 33eh}
  e: {name: E, duration: 1d, after: d}
`);
    assert.match(compareDates(made, later).summary, /“D” misses its deadline by 17eh/);
    assert.match(
      waysForward(later, workOf(later, "d").row)
        .map(({ text }) => text)
        .join(),
      /elapsed/,
    );
  });

  it("names the weekend, the holiday and the leave that push a start", () => {
    const made = planned(`
  a: {name: A, duration: 2d}
  b: {name: B, duration: 3d, after: a}
  c: {name: C, effort: 1d, who: ana, after: b}
  d: {name: D, effort: 1d, who: ana, after: c FS+1d}
`);
    assert.equal(
      start(made, "b"),
      "Starts on 7 Jan because “A”, which it waits for, ends on 5 Jan; Epiphany (6 Jan) lies between.",
    );
    assert.equal(start(made, "c"), "Starts on 12 Jan because “B”, which it waits for, ends on 11 Jan.");
    assert.equal(
      start(made, "d"),
      "Starts on 18 Jan because “C”, which it waits for, ends on 12 Jan, plus 1d of lag; the leave of Ana (14–15 Jan) and the weekend lie between.",
    );
  });

  it("speaks of several days as several", () => {
    const made = scheduleOf(
      `name: P
start: 2027-01-04

calendars:
  standard:
    name: Standard
    exceptions:
      2027-01-11 / 2027-01-12: off
  fridays:
    name: Fridays
    hours: {friday: 08:00-16:00}

tasks:
  a: {name: A, duration: 5d}
  b: {name: B, duration: 1d, after: a, start-no-earlier: 2027-01-11}
  c: {name: C, duration: 1d, calendar: fridays}
`,
      "2027-01-04",
    );
    assert.match(start(made, "b"), /days off \(11–12 Jan\) lie between\.$/);
    assert.match(start(made, "c"), /; 4 days off \(4–7 Jan\) lie between\.$/);
  });

  it("says where the holiday and the leave are written", () => {
    const made = planned(`
  a: {name: A, effort: 7d, who: ana}
`);
    const { influences } = new Explainer(made).finish(workOf(made, "a").row);
    const free = influences.flatMap((one) => (one.kind === "free" ? [one] : []));
    assert.deepEqual(
      free.map(({ because, days, place }) => [because, days, textAt(made, place)]),
      [
        ["holiday", 1, "2027-01-06: Epiphany"],
        ["leave", 3, "2027-01-13 / 2027-01-15"],
      ],
    );
    assert.equal(
      finish(made, "a"),
      "Ends on 18 Jan: 7d of work by Ana takes 10 days; Epiphany (6 Jan) and the leave of Ana (13–15 Jan) lie on the way.",
    );
  });

  it("says who works with how much of their time", () => {
    const made = planned(`
  a: {name: A, effort: 2d, who: ana 50%}
  b: {name: B, effort: 2d, who: bo}
  c: {name: C, effort: 6d, who: 3 dev}
  d: {name: D, effort: 2d, who: [ana, bo]}
  e: {name: E, name-2: x}
`);
    assert.match(finish(made, "a"), /2d of work by Ana at 50% takes 4 days; Epiphany \(6 Jan\) lies on the way/);
    assert.match(finish(made, "b"), /2d of work by Bo at 50% \(all there is\) takes 4 days/);
    assert.match(finish(made, "c"), /6d of work by 3 × Developer takes 2 days/);
    assert.match(finish(made, "d"), /2d of work by Ana and Bo at 50%/);
    assert.equal(finish(made, "e"), "Ends on 4 Jan: it has no estimate and is taken for a day.");
  });

  it("names the stated date, of the task or of its stage", () => {
    const made = planned(`
  a: {name: A, duration: 1d, start-no-earlier: 2027-01-09}
  b: {name: B, duration: 1d, must-start: 2027-01-12}
  c: {name: C, duration: 2d, finish-no-earlier: 2027-01-14}
  s:
    name: Stage
    start-no-earlier: 2027-02-01
    tasks:
      in:
        name: Inner
        duration: 1d
`);
    assert.equal(
      start(made, "a"),
      "Starts on 11 Jan because it must not start before 9 Jan; the weekend lies between.",
    );
    assert.equal(start(made, "b"), "Starts on 12 Jan because it has to start on 12 Jan.");
    assert.equal(start(made, "c"), "Starts on 13 Jan because it must not finish before 14 Jan.");
    assert.equal(start(made, "in"), "Starts on 1 Feb because its stage “Stage” must not start before 1 Feb.");
    const { reason } = new Explainer(made).start(workOf(made, "in").row);
    assert.equal(reason.kind, "constraint");
    if (reason.kind === "constraint") assert.equal(textAt(made, reason.place), "start-no-earlier: 2027-02-01");
  });

  it("names the date of a stage that holds back what is in it, and none that only says by when", () => {
    for (const other of ["must-finish: 2027-01-20", "must-start: 2027-01-11", "finish-no-later: 2027-01-13"]) {
      const made = planned(`
  st:
    name: Stage
    ${other}
    start-no-earlier: 2027-01-12
    tasks:
      x: {name: X, duration: 2d}
`);
      assert.equal(start(made, "x"), "Starts on 12 Jan because its stage “Stage” must not start before 12 Jan.");
      const { reason } = new Explainer(made).start(workOf(made, "x").row);
      assert.equal(reason.kind === "constraint" && reason.field, "start-no-earlier");
    }
    const made = planned(`
  st:
    name: Stage
    must-start: 2027-01-13
    start-no-earlier: 2027-01-12
    tasks:
      x: {name: X, duration: 2d}
`);
    assert.match(start(made, "x"), /because its stage “Stage” has to start on 13 Jan/);
  });

  it("sees through stages, in both directions", () => {
    const made = planned(`
  s:
    name: First
    tasks:
      a: {name: A, duration: 1d}
      b: {name: B, duration: 2d}
  t:
    name: Second
    after: s
    tasks:
      c: {name: C, duration: 1d}
`);
    assert.equal(
      start(made, "c"),
      "Starts on 7 Jan because “First”, which its stage “Second” waits for, ends on 5 Jan; Epiphany (6 Jan) lies between.",
    );
    const chain = explain(made, workOf(made, "c").row).chain.map(({ text }) => text);
    assert.deepEqual(chain.slice(1), [
      "“First” ends on 5 Jan with “B”.",
      "“B” starts on 4 Jan, with the project: nothing holds it up.",
    ]);
  });

  it("tells what was logged, by whom, and what is left", () => {
    const files = {
      "gantry.yaml": `gantry: 1\n\nstatus-date: 2027-01-11\n\n${head}
  a: {name: A, effort: 4d, who: ana}
  b: {name: B, duration: 1d}
  c: {name: C, effort: 2d}
`,
      "progress/ana.yaml": `gantry: 1

progress:
  - {at: 2027-01-04T10:00:00Z, task: a, start: 2027-01-04}
  - {at: 2027-01-08T10:00:00Z, task: a, done: 75%}
  - {at: 2027-01-07T10:00:00Z, task: c, start: 2027-01-05, finish: 2027-01-07}
`,
    };
    const made = scheduleOf(files);
    assert.equal(start(made, "a"), "Began on 4 Jan, as Ana logged on 4 Jan.");
    assert.equal(
      finish(made, "a"),
      "Ends on 11 Jan: 1 day of work by Ana is left and goes on from the status date, 11 Jan.",
    );
    assert.equal(start(made, "b"), "Starts on 11 Jan because it has not begun by the status date, 11 Jan.");
    assert.equal(finish(made, "c"), "Was finished on 7 Jan, as Ana logged on 7 Jan.");
    const { reason } = new Explainer(made).start(workOf(made, "a").row);
    assert.ok(reason.kind === "progress" && reason.writer === "ana");
    assert.match(textAt(made, reason.place), /^\{at: 2027-01-04T10:00:00Z, task: a,.*\}$/);
  });

  it("tells what the rest of begun work waits for, and what nobody logged", () => {
    const tasks = `name: X
start: 2027-01-04
status-date: 2027-01-13

tasks:
  a: {name: A, duration: 10d}
  b: {name: B, duration: 5d, after: a}
  f: {name: F, duration: 4d, after: a FF}
  e: {name: E, duration: 5d, after: a SS+2d}
  s:
    name: S
    after: a
    tasks:
      i: {name: I, duration: 5d}
`;
    const made = scheduleOf({
      "plan.yaml": tasks,
      "progress/ana.yaml": `progress:
  - {at: 2027-01-05T15:00:00Z, task: a, start: 2027-01-05, done: 40%}
  - {at: 2027-01-06T15:00:00Z, task: b, start: 2027-01-06, done: 20%}
  - {at: 2027-01-06T15:00:00Z, task: f, start: 2027-01-04, done: 50%}
  - {at: 2027-01-06T15:00:00Z, task: e, done: 60%}
  - {at: 2027-01-06T15:00:00Z, task: i, done: 60%}
`,
    });
    assert.equal(start(made, "b"), "Began on 6 Jan, as ana logged on 6 Jan.");
    assert.equal(
      finish(made, "b"),
      "Ends on 26 Jan: 4 days of work are left and go on from 21 Jan because “A”, which it waits for, ends on 20 Jan.",
    );
    assert.match(finish(made, "f"), /go on from 19 Jan so that it does not end before “A” ends, on 20 Jan\.$/);
    assert.match(finish(made, "i"), /go on from 21 Jan because “A”, which its stage “S” waits for, ends on 20 Jan\.$/);
    assert.equal(
      start(made, "e"),
      "Is taken to have begun on 7 Jan: ana logged on 6 Jan that it has begun, but not when it began.",
    );
    const chain = explain(made, workOf(made, "b").row).chain.map(({ text }) => text);
    assert.deepEqual(chain, [
      "What is left of “B” goes on from 21 Jan because “A”, which it waits for, ends on 20 Jan.",
      "“A” began on 5 Jan, as ana logged on 5 Jan.",
    ]);
    const ways = waysForward(made, workOf(made, "b").row);
    assert.match(ways.map(({ text }) => text).join(" "), /Let “B” go on without waiting for “A”/);
  });

  it("names the date that leaves no room", () => {
    const made = planned(
      `
  a: {name: A, duration: 2d}
  b: {name: B, duration: 1d, after: a, must-start: 2027-01-07}
  c: {name: C, duration: 1d, after: a, deadline: 2027-01-07}
  d: {name: D, duration: 3d, start-no-later: 2027-01-04}
  e: {name: E, duration: 20d}
  f: {name: F, duration: 2d}
  s:
    name: S
    finish-no-later: 2027-01-07
    tasks:
      i: {name: I, duration: 1d, after: f}
      j: {name: J, duration: 3d}
      k: {name: K, duration: 2d, after: f}
`,
      "status-date: 2027-01-04\n",
    );
    const slack = (id: string): string => new Explainer(made).slack(workOf(made, id).row).text;
    assert.equal(slack("a"), "It is critical: “B” has to start on 7 Jan and leaves no room.");
    assert.equal(slack("b"), "It is critical: it has to start on 7 Jan and leaves no room.");
    assert.equal(slack("c"), "It just meets its deadline of 7 Jan.");
    assert.equal(slack("d"), "It is critical: it has to start by 4 Jan and leaves no room.");
    assert.equal(slack("e"), "It is critical: when it slips, the end slips.");
    assert.equal(slack("j"), "It is critical: “S” has to finish by 7 Jan and leaves no room.");
    assert.equal(slack("f"), "It is 1 day too late: “S” has to finish by 7 Jan.");
  });

  it("tells of deadlines, float, delays and what is planned late", () => {
    const made = planned(`
  a: {name: A, duration: 1d, deadline: 2027-01-08}
  b: {name: B, duration: 5d, deadline: 2027-01-08}
  c: {name: C, duration: 1d, delay: 2d}
  d: {name: D, duration: 1d, schedule: late}
  e: {name: E, duration: 1d, after: [b, d]}
`);
    const slack = (id: string): string => new Explainer(made).slack(workOf(made, id).row).text;
    assert.equal(slack("a"), "Its deadline of 8 Jan leaves 3 days.");
    assert.equal(slack("b"), "It ends 1 day after its deadline of 8 Jan.");
    assert.match(start(made, "c"), /; levelling moved it by 2d\.$/);
    assert.equal(start(made, "d"), "Starts on 11 Jan, as late as possible: it has to be ready for “E”.");
  });

  it("never throws, and always leads back to a beginning", () => {
    const check = (made: Schedule): void => {
      const explainer = new Explainer(made);
      for (let row = 0; row < made.rows.length; row++) {
        const { text, chain, start: own } = explainer.explain(row);
        assert.ok(text.length > 0 && own.text.endsWith("."));
        assert.doesNotMatch(text, /undefined|NaN|Infinity/);
        const last = chain.at(-1);
        assert.ok(last !== undefined && chain[0]?.work.row === row);
        assert.notEqual(last.reason.kind, "work");
        if (made.order.circles.length === 0) {
          assert.ok(last.reason.kind !== "predecessor" && last.reason.kind !== "inside", `${row}: ${last.text}`);
        }
      }
    };
    fc.assert(
      fc.property(randomPlan(everything), (plan) => check(scheduleOf(planFiles(plan)))),
      { numRuns: runs },
    );
    fc.assert(
      fc.property(planTexts, (text) => check(scheduleOf({ "plan.yaml": text }))),
      { numRuns: runs },
    );
  });
});
