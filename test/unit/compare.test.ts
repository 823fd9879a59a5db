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

  describe("tells what moved a date the way it went, and nothing else", () => {
    const [a, b, c] = [
      "a: {name: A, effort: 3d, who: bob}",
      "b: {name: B, duration: 10d, after: a}",
      "c: {name: C, duration: 2d, after: b}",
    ];
    const planOf = (tasks: readonly string[], bob = "{name: Bob}", header = ""): string =>
      `gantry: 1\nname: X\nstart: 2027-01-04\n${header}people:\n  bob: ${bob}\ntasks:\n  ${tasks.join("\n  ")}\n`;
    const base = planOf([a, b, c]);
    const told = (after: string): readonly string[] => causes(compare(made(base), made(after)));

    it("finds the link that was changed, not the estimate that moves the other way", () => {
      for (const link of ["b SS", "b FS-3d"]) {
        const after = planOf([a.replace("3d", "4d"), b, c.replace("after: b", `after: ${link}`)]);
        const comparison = compare(made(base), made(after));
        assert.ok((comparison.finish?.by ?? 0) < 0);
        assert.deepEqual(causes(comparison), [
          `After of “C” b → ${link}: moves it and the finish.`,
          "Effort of “A” 3d → 4d: moves it and “B”.",
        ]);
        const [back, other] = compare(made(after), made(base)).causes;
        assert.deepEqual(
          [back?.field, back?.movesFinish, other?.field, other?.movesFinish],
          ["after", true, "effort", false],
        );
      }
    });

    it("finds both the link and what it leads to where both are needed", () => {
      const after = planOf([a.replace("3d", "4d"), b, c.replace("after: b", "after: b FS+1d")]);
      assert.deepEqual(told(after), [
        "Effort of “A” 3d → 4d: moves it, 2 others and the finish.",
        "After of “C” b → b FS+1d: moves it and the finish.",
      ]);
    });

    it("blames no leave and no holiday outside of what is worked on", () => {
      const expected = ["Effort of “A” 3d → 4d: moves it, 2 others and the finish."];
      const longer = a.replace("3d", "4d");
      for (const free of [
        "leave: [2028-06-01]",
        "leave: [2027-02-01 / 2028-06-01]",
        "from: 2026-11-02",
        "until: 2028-01-01",
      ]) {
        assert.deepEqual(told(planOf([longer, b, c], `{name: Bob, ${free}}`)), expected, free);
      }
      const calendar = "calendars:\n  standard:\n    name: Standard\n    holidays:\n      2027-03-01: Far\n";
      assert.deepEqual(
        causes(compare(made(base + calendar), made(planOf([longer, b, c]) + calendar.replace("03-01", "04-01")))),
        expected,
      );
      assert.deepEqual(told(planOf([longer, b, c], "{name: Bob, leave: [2027-01-05, 2028-06-01]}")), [
        ...expected,
        "Leave of “Bob”: 2027-01-05, 2028-06-01: moves 3 tasks and the finish.",
      ]);
    });

    it("blames no leave for a finish that is earlier", () => {
      const after = planOf([a.replace("3d", "1d"), b, c], "{name: Bob, leave: [2027-01-04]}");
      assert.deepEqual(told(after), ["Effort of “A” 3d → 1d: moves it, 2 others and the finish."]);
    });

    it("says of what ended the project before, and is earlier now, that it moves the finish", () => {
      const comparison = compare(made(base), made(planOf([a, b, c.replace("after: b", "after: b SS")])));
      assert.equal(days(comparison.finish?.by ?? 0), -2);
      assert.deepEqual(causes(comparison), ["After of “C” b → b SS: moves it and the finish."]);
    });

    it("finds what was removed at the end", () => {
      const comparison = compare(made(base), made(planOf([a, b])));
      assert.equal(days(comparison.finish?.by ?? 0), -2);
      assert.deepEqual(
        comparison.causes.map(({ kind, record, movesFinish, text }) => [kind, record?.id, movesFinish, text]),
        [["removed", "c", true, "“C” was removed: moves the finish."]],
      );
      assert.deepEqual(causes(compare(made(planOf([a, b])), made(base))), ["“C” was added: moves the finish."]);
    });

    it("finds the status date where the progress alone would move it the other way", () => {
      const text = (day: string): string => planOf([a], undefined, `status-date: 2027-01-${day}\n`);
      const log = (done: string): Readonly<Record<string, string>> => ({
        "progress/bob.yaml": `gantry: 1\nprogress:\n  - {at: 2027-01-05T10:00:00Z, task: a, ${done}}\n`,
      });
      const states = (before: Schedule, after: Schedule): readonly string[] => causes(compare(before, after));
      const began = log("start: 2027-01-04");
      const further = log("start: 2027-01-04, done: 30%");
      assert.deepEqual(states(made(text("05"), began), made(text("06"), further)), [
        "The status date went from 5 Jan to 6 Jan: moves “A” and the finish.",
      ]);
      assert.deepEqual(
        states(made(text("05")), made(text("06"), log("done: 30%")))[0],
        "The status date went from 5 Jan to 6 Jan: moves “A” and the finish.",
      );
      assert.deepEqual(states(made(text("05"), began), made(text("05"), further)), [
        "Progress of “A”: done 30% (Bob): moves it and the finish.",
      ]);
      assert.deepEqual(states(made(text("05"), began), made(text("06"), log("start: 2027-01-04, done: 60%"))), [
        "Progress of “A”: done 60% (Bob): moves it and the finish.",
      ]);
    });

    it("finds all that had to be earlier where one alone would not have been enough", () => {
      const two = (first: string, second: string): Schedule =>
        made(
          planOf([
            `t: {name: T, duration: ${first}}`,
            `u: {name: U, duration: ${second}}`,
            "v: {name: V, duration: 1d, after: [t, u]}",
          ]),
        );
      assert.deepEqual(causes(compare(two("5d", "4d"), two("3d", "2d"))), [
        "Duration of “T” 5d → 3d: moves it, “V” and the finish.",
        "Duration of “U” 4d → 2d: moves it, “V” and the finish.",
      ]);
      assert.deepEqual(causes(compare(two("3d", "2d"), two("5d", "4d"))), [
        "Duration of “T” 3d → 5d: moves it, “V” and the finish.",
        "Duration of “U” 2d → 4d: moves it.",
      ]);
    });

    it("does not blame the length of begun work for a finish that something else binds", () => {
      const text = (first: string, second: string): string =>
        planOf(
          [`t: {name: T, duration: ${first}}`, `u: {name: U, duration: ${second}, after: t FF}`],
          undefined,
          "status-date: 2027-01-04\n",
        );
      const log = {
        "progress/bob.yaml": "gantry: 1\nprogress:\n  - {at: 2027-01-04T10:00:00Z, task: u, start: 2027-01-04}\n",
      };
      assert.deepEqual(causes(compare(made(text("4d", "2d"), log), made(text("3d", "1d"), log))), [
        "Duration of “T” 4d → 3d: moves it, “U” and the finish.",
      ]);
    });

    it("follows a predecessor to a stage, and to a task whose fixed date does not hold", () => {
      const stage = (hours: string): string =>
        planOf([`s: {name: S, tasks: {t: {name: T, duration: ${hours}}}}`], undefined, "status-date: 2027-01-04\n");
      const log = {
        "progress/bob.yaml": "gantry: 1\nprogress:\n  - {at: 2027-01-20T10:00:00Z, task: t, finish: 2027-01-04}\n",
      };
      assert.deepEqual(
        compare(made(stage("2h"), log), made(stage("9h"), log)).moves.map(({ record, causes: why }) => [
          record.id,
          why,
        ]),
        [
          ["s", [0]],
          ["t", [0]],
        ],
      );
      const late = (hours: string): string =>
        planOf(
          [
            `t: {name: T, duration: ${hours}}`,
            "u: {name: U, duration: 2h, who: bob, must-finish: 2027-01-04, after: t}",
          ],
          "{name: Bob, from: 2027-01-06}",
        );
      const { moves } = compare(made(late("18h")), made(late("17h")));
      assert.deepEqual(
        moves.map(({ record, causes: why }) => [record.id, why]),
        [
          ["t", [0]],
          ["u", [0]],
        ],
      );
    });

    it("names no estimate as what moved the finish that moves it the other way, whatever else is changed", () => {
      fc.assert(
        fc.property(
          randomPlan(),
          fc.tuple(fc.nat(), fc.nat()),
          fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 })),
          fc.boolean(),
          (random, [one, other], [hours, otherHours], isLink) => {
            const at = one % random.tasks.length;
            const second = other % random.tasks.length;
            fc.pre(at !== second);
            const changed = (first: boolean, both: boolean): Schedule =>
              scheduleOf(
                textOf({
                  ...random,
                  tasks: random.tasks.map((task, index) => {
                    if (first && index === at && !task.isMilestone) return { ...task, hours };
                    if (!both || index !== second) return task;
                    if (isLink) return { ...task, links: task.links.slice(1) };
                    return task.isMilestone ? task : { ...task, hours: otherHours };
                  }),
                }),
                today,
              );
            const [none, alone, rest, all] = [
              changed(false, false),
              changed(true, false),
              changed(false, true),
              changed(true, true),
            ];
            const effects = [alone.finish - none.finish, all.finish - rest.finish];
            const comparison = compare(none, all);
            if (comparison.finish === undefined) return;
            const by = Math.sign(comparison.finish.by);
            const own = comparison.causes.find(({ record, movesFinish }) => movesFinish && record?.id === `t${at}`);
            if (effects.every((effect) => effect * by <= 0))
              assert.equal(own, undefined, `${own?.text}\n${textOf(random)}`);
            assert.ok(
              comparison.causes.some(({ movesFinish }) => movesFinish),
              textOf(random),
            );
          },
        ),
        { numRuns: runs },
      );
    });
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
