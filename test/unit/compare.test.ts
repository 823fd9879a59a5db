import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type Comparison,
  compare,
  consequenceOf,
  frozenSchedule,
  type Schedule,
  withAuthors,
} from "../../src/core/schedule/index.ts";
import { planTexts } from "./support/planTexts.ts";
import { type RandomPlan, randomPlan, textOf } from "./support/randomPlans.ts";
import { days, scheduleOf } from "./support/schedules.ts";

const runs = Number(process.env.GANTRY_RUNS ?? 80);
const today = "2027-01-04";

const plan = `gantry: 1

name: P
start: 2027-01-04

people:
  ana:
    name: Ana

calendars:
  standard:
    name: Standard
    holidays:
      2027-01-06: Epiphany

tasks:
  api:
    name: API
    effort: 5d
    who: ana

  build:
    name: Build
    after: api
    tasks:
      screens: {name: Screens, duration: 3d}
      server: {name: Server, duration: 2d}

  docs: {name: Docs, duration: 2d, after: server, start-no-earlier: 2027-01-20}

milestones:
  beta: {name: Beta, after: build, deadline: 2027-01-15}
  live: {name: Live, after: [beta, docs]}
`;

const made = (text: string, files: Readonly<Record<string, string>> = {}): Schedule =>
  scheduleOf({ "plan.yaml": text, ...files }, today);

function diff(change: (text: string) => string, files: Readonly<Record<string, string>> = {}): Comparison {
  const after = change(plan);
  assert.ok(after !== plan || Object.keys(files).length > 0);
  return compare(made(plan), made(after, files));
}

const causes = (comparison: Comparison): readonly string[] => comparison.causes.map(({ text }) => text);
const ids = (comparison: Comparison): string => comparison.moves.map(({ record }) => record.id).join(" ");

describe("a comparison of two schedules", () => {
  it("says nothing of two that are equal", () => {
    for (const comparison of [
      compare(made(plan), made(plan)),
      diff((text) => text.replace("name: P\n", "name: Q\n")),
    ]) {
      assert.deepEqual(comparison, { moves: [], deadlines: [], causes: [], summary: "Nothing moves." });
    }
  });

  it("puts all that one estimate moves into one sentence", () => {
    const comparison = diff((text) => text.replace("effort: 5d", "effort: 12d"));
    assert.equal(comparison.summary, "Finish 21 → 26 Jan (+3d); “Beta” misses its deadline by 6d.");
    assert.deepEqual(causes(comparison), ["Effort of “API” 5d → 12d: moves it, 5 others and the finish."]);
    assert.equal(ids(comparison), "beta live api build screens server docs");
    const [beta] = comparison.moves;
    assert.equal(days(beta?.finish?.by ?? 0), 7);
    const [cause] = comparison.causes;
    assert.ok(cause?.place);
    assert.equal(plan.replace("5d", "12d").slice(cause.place.start, cause.place.end), "effort: 12d");
  });

  it("goes back as well", () => {
    const longer = plan.replace("effort: 5d", "effort: 12d");
    const comparison = consequenceOf(made(longer), made(plan));
    assert.equal(comparison.summary, "Finish 26 → 21 Jan (−3d); “Beta” meets its deadline again.");
    assert.deepEqual(causes(comparison), ["Effort of “API” 12d → 5d: moves it, 5 others and the finish."]);
  });

  it("tells each kind of change", () => {
    const cases: readonly (readonly [(text: string) => string, readonly string[]])[] = [
      [
        (text) => text.replace("    who: ana\n", "    who: ana 50%\n"),
        ["Who of “API” ana → ana 50%: moves it, 5 others and the finish."],
      ],
      [
        (text) => text.replace("start-no-earlier: 2027-01-20", "start-no-earlier: 2027-01-27"),
        ["Start-no-earlier of “Docs” 2027-01-20 → 2027-01-27: moves it, “Live” and the finish."],
      ],
      [(text) => text.replace("    after: api\n", ""), ["After of “Build” taken out, was api: moves 3 tasks."]],
      [
        (text) => text.replace("    after: api\n", "    after: api FS+4d\n"),
        ["After of “Build” api → api FS+4d: moves 3 tasks."],
      ],
      [
        (text) => text.replace("    name: Ana\n", "    name: Ana\n    leave: 2027-01-07\n"),
        ["Leave of “Ana”: 2027-01-07: moves 4 tasks."],
      ],
      [
        (text) =>
          text.replace("      2027-01-06: Epiphany\n", "      2027-01-06: Epiphany\n      2027-01-07: Bridge\n"),
        ["Holidays of “Standard” 2027-01-06: Epiphany → 2027-01-06: Epiphany, 2027-01-07: Bridge: moves 4 tasks."],
      ],
      [
        (text) => text.replace("start: 2027-01-04\n", "start: 2027-01-11\n"),
        ["Start of the project 2027-01-04 → 2027-01-11: moves 4 tasks."],
      ],
      [
        (text) => text.replace("  docs: {", "  extra: {name: Extra, duration: 30d}\n  docs: {"),
        ["“Extra” was added: moves the finish."],
      ],
      [
        (text) => text.replace("      screens: {name: Screens, duration: 3d}\n", ""),
        ["“Screens” was removed: moves “Beta”."],
      ],
      [
        (text) => text.replace("after: server, start-no-earlier: 2027-01-20", "after: server"),
        ["Start-no-earlier of “Docs” taken out, was 2027-01-20: moves it, “Live” and the finish."],
      ],
    ];
    for (const [change, expected] of cases) assert.deepEqual(causes(diff(change)), expected);
  });

  it("names the writer of a log, and whom the caller knows", () => {
    const progress = `gantry: 1\n\nprogress:\n  - {at: 2027-01-05T10:00:00Z, task: api, start: 2027-01-04, left: 9d}\n`;
    const logged = diff((text) => text, { "progress/ana.yaml": progress });
    assert.deepEqual(causes(logged), ["Progress of “API”: start 2027-01-04, left 9d (Ana): moves it and 3 others."]);
    assert.equal(logged.causes[0]?.by, "ana");
    const after = made(plan.replace("effort: 5d", "effort: 12d"));
    const authored = withAuthors(compare(made(plan), after), after, ({ path }, side) => `${path} ${side}`);
    assert.deepEqual(causes(authored), [
      "Effort of “API” 5d → 12d (plan.yaml after): moves it, 5 others and the finish.",
    ]);
  });

  it("knows a renamed task by what it was, and sees no cause in that", () => {
    const comparison = diff((text) =>
      text.replace("  api:\n", "  payments:\n    was: [api]\n").replace("after: api", "after: payments"),
    );
    assert.deepEqual(
      comparison.moves.map(({ record, was }) => [record.id, was]),
      [["payments", "api"]],
    );
    assert.deepEqual(comparison.causes, []);
  });

  it("shows float and what became critical", () => {
    const free = plan.replace(", deadline: 2027-01-15", "");
    const { moves } = compare(made(free), made(free.replace("2027-01-20", "2027-01-12")));
    const screens = moves.find(({ record }) => record.id === "screens");
    assert.ok(screens !== undefined && screens.finish === undefined && screens.totalFloat !== undefined);
    assert.deepEqual(screens.causes, []);
  });

  it("compares with a baseline by days", () => {
    const after = made(plan.replace("effort: 5d", "effort: 12d"));
    const baseline = `baselines:
  first:
    name: First
    date: 2027-01-04
    tasks:
      api: {start: 2027-01-04, finish: 2027-01-11}
      docs: {start: 2027-01-20, finish: 2027-01-21}
      gone: {start: 2027-01-04, finish: 2027-01-05}
`;
    const kept = made(`${plan}\n${baseline}`).reading.project.baselines[0];
    assert.ok(kept);
    const comparison = compare(frozenSchedule(kept), after);
    assert.equal(comparison.finish && days(comparison.finish.by), 3);
    assert.deepEqual(
      comparison.moves.map(({ kind, record }) => `${kind} ${record.id}`),
      ["added beta", "added live", "moved api", "added screens", "added server", "moved docs", "removed gone"],
    );
    assert.deepEqual(compare(frozenSchedule(kept), made(plan)).finish, undefined);
  });

  it("follows a cause through a row that moves in no working time of its own", () => {
    const weekend = `gantry: 1

name: P
start: 2027-01-08

calendars:
  saturdays:
    name: Saturdays
    hours:
      friday: 08:00-12:00, 13:00-17:00
      saturday: 08:00-17:00

tasks:
  pour:
    name: Pour
    duration: 8h
    calendar: saturdays
  poured:
    name: Poured
    milestone: true
    after: pour
  cure:
    name: Cure
    duration: 2h
    calendar: saturdays
    after: poured
`;
    const comparison = compare(scheduleOf(weekend, today), scheduleOf(weekend.replace("8h", "12h"), today));
    assert.deepEqual(
      comparison.moves.map(({ record, finish, causes: why }) => [record.id, finish !== undefined, why]),
      [
        ["poured", false, []],
        ["pour", true, [0]],
        ["cure", true, [0]],
      ],
    );
  });

  it("is empty for any plan with itself in another order, and finds a cause for each move", () => {
    fc.assert(
      fc.property(randomPlan(), fc.nat(), fc.integer({ min: 1, max: 40 }), fc.nat(2), (random, which, hours, kind) => {
        const before = scheduleOf(textOf(random), today);
        assert.deepEqual(compare(before, scheduleOf(textOf(random), today)).moves, []);
        const index = which % random.tasks.length;
        const changed: RandomPlan = {
          ...random,
          ...(kind === 2 && { holidays: [...new Set([...random.holidays, hours % 12])] }),
          tasks: random.tasks.map((task, at) => {
            if (at !== index) return task;
            if (kind === 1) return { ...task, links: task.links.slice(1) };
            return kind === 0 && !task.isMilestone ? { ...task, hours } : task;
          }),
        };
        const comparison = compare(before, scheduleOf(textOf(changed), today));
        assert.doesNotMatch(comparison.summary, /undefined|NaN/);
        for (const move of comparison.moves) {
          if (move.start === undefined && move.finish === undefined) continue;
          assert.ok(move.causes.length > 0, `${move.record.id}\n${textOf(random)}`);
        }
        for (const cause of comparison.causes) {
          assert.equal(cause.field, ["duration", "after", "holidays"][kind], cause.text);
        }
        assert.ok(comparison.causes.length <= (kind === 2 ? 3 : 1));
      }),
      { numRuns: runs },
    );
  });

  it("never throws, whatever two plans say", () => {
    fc.assert(
      fc.property(planTexts, planTexts, (one, other) => {
        const before = scheduleOf({ "plan.yaml": one }, today);
        const after = scheduleOf({ "plan.yaml": other }, today);
        for (const comparison of [compare(before, after), compare(after, before)]) {
          assert.ok(comparison.summary.endsWith("."));
          assert.doesNotMatch(comparison.causes.map(({ text }) => text).join(), /undefined|NaN/);
        }
        assert.deepEqual(compare(before, scheduleOf({ "plan.yaml": one }, today)).moves, []);
      }),
      { numRuns: runs },
    );
  });
});
