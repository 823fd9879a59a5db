import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { latestTime } from "../../src/core/calendar/index.ts";
import { explain } from "../../src/core/schedule/index.ts";
import { datesOf, days, scheduleOf, shown, workOf } from "./support/schedules.ts";

const header = "name: P\nstart: 2027-01-04\n";
const plan = (tasks: string, more = ""): string => `${header}${more}tasks:\n${tasks}`;

interface Activity {
  readonly id: string;
  readonly duration?: number;
  readonly optimistic?: number;
  readonly likely?: number;
  readonly pessimistic?: number;
  readonly predecessors: readonly string[];
}

interface Arrow {
  readonly from: number;
  readonly to: number;
  readonly duration: number;
}

interface Case {
  readonly id: string;
  readonly kind: string;
  readonly activities?: readonly (Activity & Arrow)[];
  readonly arcs?: readonly (Activity & Arrow)[];
  readonly expected: {
    readonly duration: number;
    readonly critical?: readonly string[];
    readonly totalFloat: Readonly<Record<string, number>>;
    readonly freeFloat?: Readonly<Record<string, number>>;
    readonly earlyStart?: Readonly<Record<string, number>>;
    readonly earlyFinish?: Readonly<Record<string, number>>;
    readonly lateStart?: Readonly<Record<string, number>>;
    readonly lateFinish?: Readonly<Record<string, number>>;
  };
}

const { cases } = JSON.parse(readFileSync("test/fixtures/textbook/cpm-pert-evm.json", "utf8")) as {
  readonly cases: readonly Case[];
};

/** Days of work since the beginning. */
function offset(made: ReturnType<typeof scheduleOf>, time: number): number {
  return days(made.network.calendars.project.workBetween(made.network.start, time));
}

const near = (actual: number, expected: number, what: string): void =>
  assert.ok(
    Math.abs(actual - expected) <= 1e-4 * Math.max(1, Math.abs(expected)),
    `${what}: ${actual}, not ${expected}`,
  );

describe("textbook cases", () => {
  for (const { id, kind, arcs, activities = arcs ?? [], expected } of cases) {
    if (kind === "evm") continue;
    it(`${id}, ${kind}`, () => {
      const isArrow = kind === "cpm-aoa";
      const name = ({ id: own, from, to }: Activity & Arrow): string =>
        isArrow ? `t${from}-${to}` : own.toLowerCase();
      const lines = activities.flatMap((activity) => {
        const { duration, optimistic = 0, likely = 0, pessimistic = 0 } = activity;
        const length = duration ?? (optimistic + 4 * likely + pessimistic) / 6;
        const before = isArrow
          ? activities.filter(({ to }) => to === activity.from).map(name)
          : activity.predecessors.map((other) => other.toLowerCase());
        return [
          `  ${name(activity)}:`,
          `    name: ${name(activity)}`,
          `    duration: ${length.toFixed(7)}d`,
          ...(before.length > 0 ? [`    after: [${before.join(", ")}]`] : []),
        ];
      });
      const made = scheduleOf(plan(`${lines.join("\n")}\n`));
      assert.equal(made.problems.size, 0);
      near(offset(made, made.finish), expected.duration, "duration");
      const key = (own: string): string => (isArrow ? `t${own}` : own.toLowerCase());
      for (const [own, value] of Object.entries(expected.totalFloat)) {
        const work = workOf(made, key(own));
        near(days(work.totalFloat), value, `total float of ${own}`);
        assert.equal(work.isCritical, value === 0, `critical ${own}`);
      }
      for (const [own, value] of Object.entries(expected.freeFloat ?? {})) {
        near(days(workOf(made, key(own)).freeFloat), value, `free float of ${own}`);
      }
      for (const field of ["earlyStart", "earlyFinish", "lateStart", "lateFinish"] as const) {
        for (const [own, value] of Object.entries(expected[field] ?? {})) {
          near(offset(made, workOf(made, key(own))[field]), value, `${field} of ${own}`);
        }
      }
    });
  }

  it("vector B of the practice", () => {
    const made = scheduleOf(
      plan(`  a: {name: A, duration: 3d}
  b: {name: B, duration: 5d, after: a}
  c: {name: C, duration: 2d, after: a}
  d: {name: D, duration: 4d, after: b}
  e: {name: E, duration: 6d, after: c}
  f: {name: F, duration: 2d, after: [d, e]}
`),
    );
    assert.equal(offset(made, made.finish), 14);
    const floats = (field: "totalFloat" | "freeFloat") => [..."abcdef"].map((id) => days(workOf(made, id)[field]));
    assert.deepEqual(floats("totalFloat"), [0, 0, 1, 0, 1, 0]);
    assert.deepEqual(floats("freeFloat"), [0, 0, 0, 0, 1, 0]);
  });
});

describe("links", () => {
  const linked = (link: string): ReturnType<typeof scheduleOf> =>
    scheduleOf(plan(`  a: {name: A, duration: 3d}\n  b: {name: B, duration: 2d, after: ${link}}\n`));

  it("of all four types, with lag and lead", () => {
    assert.equal(datesOf(linked("a"), "b"), "2027-01-07T08:00 2027-01-08T17:00");
    assert.equal(datesOf(linked("a FS+1d"), "b"), "2027-01-08T08:00 2027-01-11T17:00");
    assert.equal(datesOf(linked("a FS-1d"), "b"), "2027-01-06T08:00 2027-01-07T17:00");
    assert.equal(datesOf(linked("a SS+4h"), "b"), "2027-01-04T13:00 2027-01-06T12:00");
    assert.equal(datesOf(linked("a FF"), "b"), "2027-01-05T08:00 2027-01-06T17:00");
    assert.equal(datesOf(linked("a FF+1d"), "b"), "2027-01-06T08:00 2027-01-07T17:00");
    assert.equal(datesOf(linked("a SF+3d"), "b"), "2027-01-05T08:00 2027-01-06T17:00");
  });

  it("with elapsed lag go by the clock, with per cent by the predecessor", () => {
    // From Wednesday 17:00, three days of the clock are Saturday 17:00.
    assert.equal(datesOf(linked("a FS+3ed"), "b"), "2027-01-11T08:00 2027-01-12T17:00");
    assert.equal(datesOf(linked("a FS+50%"), "b"), "2027-01-08T13:00 2027-01-12T12:00");
    assert.equal(datesOf(linked("a FS-50%"), "b"), "2027-01-05T13:00 2027-01-07T12:00");
  });

  it("leave what goes by the clock its float by the clock", () => {
    const made = scheduleOf(plan("  a: {name: A, duration: 5d}\n  b: {name: B, duration: 1ed}\n"));
    assert.equal(datesOf(made, "b"), "2027-01-04T08:00 2027-01-05T08:00");
    // Up to Friday 17:00.
    assert.equal(workOf(made, "b").totalFloat / 3600, 3 * 24 + 9);
  });

  it("never lead before the project", () => {
    assert.equal(datesOf(linked("a FS-10d"), "b"), "2027-01-04T08:00 2027-01-05T17:00");
    assert.equal(datesOf(linked("a SF"), "b"), "2027-01-04T08:00 2027-01-05T17:00");
  });

  it("count a lag on the calendar of the successor", () => {
    const made = scheduleOf(
      plan(
        "  a: {name: A, duration: 5d}\n  b: {name: B, duration: 8h, after: a FS+8h, calendar: always}\n",
        `calendars:
  always:
    name: Always
    hours: {monday: 00:00-24:00, tuesday: 00:00-24:00, wednesday: 00:00-24:00, thursday: 00:00-24:00, friday: 00:00-24:00, saturday: 00:00-24:00, sunday: 00:00-24:00}
`,
      ),
    );
    assert.equal(datesOf(made, "b"), "2027-01-09T01:00 2027-01-09T09:00");
  });

  it("from and onto stages bound all that is inside", () => {
    const made = scheduleOf(
      plan(`  one:
    name: One
    tasks:
      a: {name: A, duration: 2d}
      b: {name: B, duration: 3d}
  two:
    name: Two
    after: one
    tasks:
      c: {name: C, duration: 1d}
      d: {name: D, duration: 1d, after: c}
  e: {name: E, duration: 1d, after: two SS}
  three:
    name: Three
    after: one FF+2d
    tasks:
      f: {name: F, duration: 1d}
      g: {name: G, duration: 1d, after: f}
`),
    );
    assert.equal(datesOf(made, "c"), "2027-01-07T08:00 2027-01-07T17:00");
    assert.equal(datesOf(made, "two"), "2027-01-07T08:00 2027-01-08T17:00");
    assert.equal(datesOf(made, "e"), "2027-01-07T08:00 2027-01-07T17:00");
    // The finish of a stage waits, so the last thing in it does, not the first.
    assert.equal(datesOf(made, "f"), "2027-01-04T08:00 2027-01-04T17:00");
    assert.equal(datesOf(made, "g"), "2027-01-08T08:00 2027-01-08T17:00");
    assert.equal(days(workOf(made, "a").totalFloat), 1);
    assert.equal(days(workOf(made, "a").freeFloat), 1);
    assert.equal(workOf(made, "b").isCritical, true);
  });
});

describe("constraints", () => {
  const held = (constraint: string, before = "3d"): ReturnType<typeof scheduleOf> =>
    scheduleOf(
      plan(
        `  a: {name: A, duration: ${before}}\n  b: {name: B, duration: 2d, after: a, ${constraint}}\n  z: {name: Z, duration: 10d}\n`,
      ),
    );

  it("hold back", () => {
    assert.equal(datesOf(held("start-no-earlier: 2027-01-11"), "b"), "2027-01-11T08:00 2027-01-12T17:00");
    assert.equal(datesOf(held("finish-no-earlier: 2027-01-12"), "b"), "2027-01-11T08:00 2027-01-12T17:00");
    assert.equal(datesOf(held("start-no-earlier: 2027-01-05"), "b"), "2027-01-07T08:00 2027-01-08T17:00");
  });

  it("fix", () => {
    assert.equal(datesOf(held("must-start: 2027-01-12"), "b"), "2027-01-12T08:00 2027-01-13T17:00");
    assert.equal(datesOf(held("must-finish: 2027-01-13"), "b"), "2027-01-12T08:00 2027-01-13T17:00");
    assert.equal(datesOf(held("must-start: 2027-01-12T10:00"), "b"), "2027-01-12T10:00 2027-01-14T10:00");
    const made = held("must-start: 2027-01-05");
    assert.equal(datesOf(made, "b"), "2027-01-05T08:00 2027-01-06T17:00");
    assert.equal(days(workOf(made, "a").totalFloat), -2);
    assert.equal(workOf(made, "a").isCritical, true);
  });

  it("that what comes before does not allow are told, at their place", () => {
    for (const [constraint, words] of [
      ["must-start: 2027-01-05", "has to start on 2027-01-05"],
      ["must-finish: 2027-01-06", "has to finish on 2027-01-06"],
      ["start-no-later: 2027-01-06", "has to start by 2027-01-06"],
      ["finish-no-later: 2027-01-07", "has to finish by 2027-01-07"],
    ] as const) {
      const made = held(constraint);
      const [problem] = made.problems.get("plan.yaml") ?? [];
      assert.equal(problem?.code, "constraint-conflict", constraint);
      assert.ok(problem.message.includes(words) && problem.message.includes("“A”"), problem.message);
      const text = made.reading.slices[0]?.text ?? "";
      assert.equal(text.slice(problem.start, problem.end), constraint);
      assert.ok(workOf(made, "a").totalFloat < 0, constraint);
    }
    for (const constraint of ["must-start: 2027-01-07", "finish-no-later: 2027-01-08", "start-no-later: 2027-01-07"]) {
      assert.equal(held(constraint).problems.size, 0, constraint);
    }
  });

  it("on which something has to finish are told where it ends before them", () => {
    const people = "people:\n  ana: {name: Ana, leave: [2027-01-12 / 2027-01-13]}\n";
    const toldOf = (text: string): readonly string[] =>
      (scheduleOf(plan(`  a: {name: A, ${text}}\n`, people)).problems.get("plan.yaml") ?? []).map((one) => one.message);
    assert.deepEqual(toldOf("duration: 2d, must-start: 2027-01-12, must-finish: 2027-01-15"), [
      "“A” has to finish on 2027-01-15, but ends on 2027-01-13 already, 2 days earlier: it has to start on 2027-01-12. Change one of the two dates.",
    ]);
    assert.match(
      toldOf("effort: 2d, who: ana, must-finish: 2027-01-12").join(),
      /ends on 2027-01-11 already, 1 day earlier: nobody who works on it is there from then on/,
    );
    for (const holds of [
      "effort: 2d, who: ana, must-finish: 2027-01-15",
      "effort: 2d, who: ana, must-finish: 2027-01-17",
      "duration: 2d, must-start: 2027-01-12, must-finish: 2027-01-13",
      "milestone: true, must-finish: 2027-01-12",
    ]) {
      assert.deepEqual(toldOf(holds), [], holds);
    }
  });

  it("of somebody are never given beyond what the project has of them", () => {
    const made = scheduleOf(
      plan(
        "  a: {name: A, effort: 4d, who: ana 200%}\n  b: {name: B, effort: 4d, who: bo 200%}\n  c: {name: C, effort: 4d, who: 2 dev}\n",
        "people:\n  ana: {name: Ana}\n  bo: {name: Bo, capacity: 100%}\n  dev: {name: Developer, count: 3}\n",
      ),
    );
    assert.deepEqual(
      ["a", "b", "c"].map((id) => days(workOf(made, id).duration)),
      [4, 4, 2],
    );
  });

  it("of what follows a delay leave what comes before it no more float than there is", () => {
    const made = scheduleOf(
      plan(
        "  c: {name: C, duration: 2d}\n  d: {name: D, duration: 2d, delay: 2d, after: c}\n  e: {name: E, duration: 1d}\n",
      ),
    );
    assert.deepEqual([workOf(made, "c").totalFloat, workOf(made, "c").isCritical], [0, true]);
    assert.equal(workOf(made, "c").freeFloat, 0);
    assert.equal(days(workOf(made, "e").totalFloat), 5);
    // A delayed stage as well.
    const stage = scheduleOf(
      plan(
        "  c: {name: C, duration: 2d}\n  s:\n    name: S\n    delay: 2d\n    after: c\n    tasks:\n      d: {name: D, duration: 2d}\n",
      ),
    );
    assert.equal(workOf(stage, "c").totalFloat, 0);
  });

  it("of what waits for its start do not hold the finish of what has begun", () => {
    const made = scheduleOf({
      "plan.yaml": plan(
        "  a: {name: A, duration: 3d}\n  b: {name: B, duration: 8d, after: a SS}\n",
        "status-date: 2027-01-06\n",
      ),
      "progress/ana.yaml":
        "gantry: 1\n\nprogress:\n  - {at: 2027-01-05T08:00:00Z, task: a, start: 2027-01-04, done: 50%}\n",
    });
    const [a, b] = [workOf(made, "a"), workOf(made, "b")];
    assert.deepEqual([a.isCritical, b.isCritical], [false, true]);
    assert.equal(a.lateFinish, b.finish);
    assert.ok(days(a.totalFloat) > 5, String(days(a.totalFloat)));
  });

  it("on days when nobody who works on it is there are told, when others work then", () => {
    const people =
      "people:\n  ana: {name: Ana, leave: [2027-01-11 / 2027-01-13]}\n  bo: {name: Bo}\n  late: {name: Late, calendar: late}\ncalendars:\n  late:\n    name: Late\n    hours: {tuesday: 13:00-21:00, wednesday: 13:00-21:00}\n";
    const toldOf = (text: string): readonly string[] => {
      const made = scheduleOf(plan(`  a: {name: A, effort: 2d, ${text}}\n`, people));
      return (made.problems.get("plan.yaml") ?? []).map(({ message }) => message);
    };
    assert.deepEqual(toldOf("who: ana, must-start: 2027-01-12"), [
      "“A” has to start on 2027-01-12, but can't before 2027-01-14, 2 days later: nobody who works on it is there earlier. Change the date, or who works on it.",
    ]);
    assert.match(
      toldOf("who: ana, start-no-earlier: 2027-01-11, start-no-later: 2027-01-12").join(),
      /has to start by 2027-01-12, but can't before 2027-01-14, 2 days later: nobody/,
    );
    for (const holds of [
      "who: [ana, bo], must-start: 2027-01-12",
      "who: ana, must-start: 2027-01-14",
      "who: ana, start-no-later: 2027-01-12",
      // Nobody works on a Saturday, and everybody goes on when the week begins.
      "who: bo, must-start: 2027-01-09",
      "who: late, must-start: 2027-01-12",
    ]) {
      assert.deepEqual(toldOf(holds), [], holds);
    }
  });

  it("that can't hold are told, each at its field, with by how much", () => {
    const task = (text: string): string => `  x: {name: X, ${text}}\n`;
    const a = "  a: {name: A, duration: 3d}\n";
    const stage = (field: string, inside: string): string =>
      `  x:\n    name: X\n    ${field}\n    tasks:\n      i: {name: I, ${inside}}\n  z: {name: Z, duration: 60d}\n`;
    for (const [text, field, words, float] of [
      [task("duration: 10d, finish-no-later: 2027-01-08"), "finish-no-later: 2027-01-08", "5 days later", -5],
      [`${a}${task("duration: 1d, after: a FS+1d, must-start: 2027-01-06")}`, "must-start: 2027-01-06", "2 days later"],
      [
        `${a}${task("duration: 1d, after: a SS+5d, start-no-later: 2027-01-06")}`,
        "start-no-later: 2027-01-06",
        "before 2027-01-11, 3 days later: “A”, which it waits for, starts on 2027-01-04, plus 5d.",
      ],
      [
        `${a}milestones:\n  x: {name: X, after: a FS+1d, date: 2027-01-06}\n`,
        "date: 2027-01-06",
        "has the fixed date 2027-01-06, but can't be reached before 2027-01-07",
      ],
      [
        task("duration: 1d, start-no-earlier: 2027-02-10, start-no-later: 2027-02-03"),
        "start-no-later: 2027-02-03",
        "5 days later: it must not start before 2027-02-10.",
      ],
      [
        task("duration: 10d, must-start: 2027-02-01, must-finish: 2027-02-03"),
        "must-finish: 2027-02-03",
        "7 days later: it has to start on 2027-02-01.",
        -7,
      ],
      [stage("finish-no-later: 2027-01-12", "duration: 10d"), "finish-no-later: 2027-01-12", "“I”, the last in it", -3],
      [
        stage("must-start: 2027-01-12", "duration: 1d, start-no-earlier: 2027-01-14"),
        "must-start: 2027-01-12",
        "2 days later: “I”, the first in it, starts then.",
        -2,
      ],
      [
        stage("finish-no-earlier: 2027-01-12", "duration: 5d"),
        "finish-no-earlier: 2027-01-12",
        "but ends on 2027-01-08 already, 2 days earlier",
      ],
      [stage("must-finish: 2027-01-12", "duration: 5d"), "must-finish: 2027-01-12", "ends on 2027-01-08 already"],
      [
        stage("start-no-earlier: 2027-01-12", "duration: 5d, must-start: 2027-01-05"),
        "must-start: 2027-01-05",
        "its stage “X” must not start before 2027-01-12.",
      ],
      [task("effort: 1d, delay: 3d, start-no-later: 2027-01-06"), "start-no-later: 2027-01-06", "delays it by 3d"],
    ] as const) {
      const made = scheduleOf(plan(text));
      const problems = made.problems.get("plan.yaml") ?? [];
      assert.deepEqual(
        problems.map(({ code, start, end }) => `${code} ${made.reading.slices[0]?.text.slice(start, end)}`),
        [`constraint-conflict ${field}`],
        text,
      );
      assert.ok(problems[0]?.message.includes(words), problems[0]?.message);
      if (float !== undefined) assert.equal(days(workOf(made, "x").totalFloat), float, text);
    }
  });

  it("never lead back before the project or the status date", () => {
    const made = (task: string, more = ""): string =>
      datesOf(scheduleOf(plan(`  x: {name: X, duration: 10d, ${task}}\n`, more)), "x").slice(0, 16);
    for (const field of ["finish-no-later", "start-no-later"]) {
      assert.equal(made(`${field}: 2027-01-01`), "2027-01-04T08:00");
      assert.equal(made(`${field}: 2027-01-08`, "status-date: 2027-01-13\n"), "2027-01-13T08:00");
    }
    assert.equal(made("must-finish: 2027-01-08"), "2026-12-28T08:00");
    // A point in time takes no time of the project.
    const dated = scheduleOf(`${header}milestones:\n  m: {name: M, date: 2026-12-01}\n`);
    assert.equal(dated.problems.size, 0);
  });

  it("as late as possible delay nothing that follows", () => {
    const made = scheduleOf(
      plan(`  a: {name: A, duration: 1d, schedule: late}
  b: {name: B, duration: 2d, after: a}
  c: {name: C, duration: 5d}
  d: {name: D, duration: 1d, after: [b, c]}
  e: {name: E, duration: 1d, schedule: late}
  f: {name: F, duration: 1d, schedule: late, after: a}
`),
    );
    assert.equal(datesOf(made, "b"), "2027-01-05T08:00 2027-01-06T17:00");
    assert.equal(datesOf(made, "a"), "2027-01-04T08:00 2027-01-04T17:00");
    assert.equal(datesOf(made, "e"), "2027-01-11T08:00 2027-01-11T17:00");
    assert.equal(datesOf(made, "f"), "2027-01-11T08:00 2027-01-11T17:00");
    assert.equal(workOf(made, "f").totalFloat, 0);
  });

  it("of deadlines move nothing and make float negative", () => {
    const made = held("deadline: 2027-01-07");
    assert.equal(datesOf(made, "b"), "2027-01-07T08:00 2027-01-08T17:00");
    assert.equal(days(workOf(made, "b").totalFloat), -1);
    assert.equal(days(workOf(made, "a").totalFloat), -1);
    assert.equal(made.problems.size, 0);
  });

  it("of stages hold for what is inside", () => {
    const made = scheduleOf(
      plan(`  s:
    name: S
    start-no-earlier: 2027-01-06
    deadline: 2027-01-08
    tasks:
      a: {name: A, duration: 2d}
      b: {name: B, duration: 1d}
  z: {name: Z, duration: 20d}
`),
    );
    assert.equal(datesOf(made, "a"), "2027-01-06T08:00 2027-01-07T17:00");
    assert.equal(days(workOf(made, "a").totalFloat), 1);
    assert.equal(days(workOf(made, "b").totalFloat), 2);
  });
});

describe("work that goes by the clock", () => {
  const made = (task: string): ReturnType<typeof scheduleOf> =>
    scheduleOf(plan(`  a: {name: A, duration: 5d}\n  d: {name: D, duration: 3ed, ${task}}\n`));

  it("starts a stated day when the project does, and has the float of that", () => {
    for (const field of ["must-start", "start-no-later", "start-no-earlier"]) {
      const one = made(field === "start-no-later" ? `after: a, ${field}: 2027-01-05` : `${field}: 2027-01-11`);
      const start = field === "start-no-later" ? "2027-01-05T08:00" : "2027-01-11T08:00";
      assert.equal(datesOf(one, "d").slice(0, 16), start, field);
    }
    assert.equal(workOf(made("must-start: 2027-01-11"), "d").totalFloat, 0);
    // The end of the project waits for it alone.
    assert.equal(workOf(made("after: a SS, start-no-later: 2027-01-04"), "d").totalFloat, 0);
  });

  it("is delayed from there", () => {
    assert.equal(datesOf(made("delay: 4eh"), "d"), "2027-01-04T12:00 2027-01-07T12:00");
    assert.equal(datesOf(made("delay: 4h"), "d"), "2027-01-04T12:00 2027-01-07T12:00");
    assert.equal(datesOf(made("delay: 16eh"), "d"), "2027-01-05T00:00 2027-01-08T00:00");
  });

  it("waits with a lag in the hours of the project", () => {
    const one = made("after: a FS+1d");
    assert.equal(datesOf(one, "d"), "2027-01-11T17:00 2027-01-14T17:00");
    assert.equal(workOf(one, "a").totalFloat, 0);
  });
});

describe("milestones", () => {
  it("stand where what they wait for ends", () => {
    const made = scheduleOf({
      "plan.yaml": plan(
        "  a: {name: A, duration: 5d}\n  gate: {name: Gate, milestone: true, after: a}\n  b: {name: B, duration: 1d, after: gate}\n",
      ),
      "timeline.yaml":
        "milestones:\n  live: {name: Live, after: b, deadline: 2027-01-11}\n  fair: {name: Fair, date: 2027-01-09}\n  talk: {name: Talk, date: 2027-01-06T14:30}\n",
    });
    assert.equal(datesOf(made, "gate"), "2027-01-08T17:00 2027-01-08T17:00");
    assert.equal(datesOf(made, "b"), "2027-01-11T08:00 2027-01-11T17:00");
    assert.equal(datesOf(made, "live"), "2027-01-11T17:00 2027-01-11T17:00");
    assert.equal(workOf(made, "live").totalFloat, 0);
    // On a Saturday, whole.
    assert.equal(datesOf(made, "fair"), "2027-01-10T00:00 2027-01-10T00:00");
    assert.equal(datesOf(made, "talk"), "2027-01-06T14:30 2027-01-06T14:30");
  });
});

describe("effort", () => {
  const people = `people:
  ana: {name: Ana}
  bo: {name: Bo, capacity: 50%}
  chen: {name: Chen, leave: 2027-01-05}
  dev: {name: Developer, count: 4}
  night: {name: Night, calendar: night}
calendars:
  night:
    name: Night
    hours: {monday: 20:00-24:00, tuesday: 20:00-24:00}
`;
  const finishOf = (task: string): string =>
    datesOf(scheduleOf(plan(`  a: {name: A, ${task}}\n`, people)), "a").slice(17);

  it("takes as long as who works on it needs", () => {
    assert.equal(finishOf("effort: 4d, who: ana"), "2027-01-07T17:00");
    assert.equal(finishOf("effort: 4d, who: ana 50%"), "2027-01-13T17:00");
    assert.equal(finishOf("effort: 4d, who: bo"), "2027-01-13T17:00");
    assert.equal(finishOf("effort: 4d, who: 2 dev"), "2027-01-05T17:00");
    assert.equal(finishOf("effort: 4d, who: [ana, dev]"), "2027-01-05T17:00");
    assert.equal(finishOf("effort: 4d, who: [ana, bo 50%]"), "2027-01-06T14:20");
    assert.equal(finishOf("effort: 4d"), "2027-01-07T17:00");
  });

  it("goes by leave and hours of its people", () => {
    assert.equal(finishOf("effort: 2d, who: chen"), "2027-01-06T17:00");
    // Ana works alone on the 5th.
    assert.equal(finishOf("effort: 4d, who: [ana, chen]"), "2027-01-06T12:00");
    assert.equal(finishOf("effort: 8h, who: night"), "2027-01-06T00:00");
    assert.equal(finishOf("effort: 8h, who: [ana, night]"), "2027-01-04T17:00");
    assert.equal(finishOf("effort: 9h, who: [ana, night]"), "2027-01-04T21:00");
    assert.equal(finishOf("effort: 8h, who: ana, calendar: night"), "2027-01-06T00:00");
  });

  it("is not duration: each works as long as it takes", () => {
    assert.equal(finishOf("duration: 2d, who: [ana 20%, dev]"), "2027-01-05T17:00");
    assert.equal(finishOf("duration: 2d, who: [ana, chen]"), "2027-01-06T17:00");
    assert.equal(finishOf("duration: 3ed"), "2027-01-07T08:00");
    assert.equal(finishOf("effort: 1d, duration: 3d, who: ana"), "2027-01-06T17:00");
  });
});

describe("progress", () => {
  const log = (...lines: string[]): string =>
    `progress:\n${lines.map((line) => `  - {at: 2027-01-06T15:00:00Z, ${line}}`).join("\n")}\n`;
  const tasks = "  a: {name: A, duration: 4d}\n  b: {name: B, duration: 2d, after: a}\n  c: {name: C, duration: 1d}\n";
  const made = (logged: string, more = "status-date: 2027-01-07\n"): ReturnType<typeof scheduleOf> =>
    scheduleOf({ "plan.yaml": plan(tasks, more), "progress/ana.yaml": logged });

  it("fixes what happened, and puts what is left behind the status date", () => {
    const begun = made(log("task: a, start: 2027-01-05, done: 50%"));
    assert.equal(datesOf(begun, "a"), "2027-01-05T08:00 2027-01-08T17:00");
    assert.equal(datesOf(begun, "b"), "2027-01-11T08:00 2027-01-12T17:00");
    assert.equal(datesOf(begun, "c"), "2027-01-07T08:00 2027-01-07T17:00");
    const done = made(log("task: a, start: 2027-01-04, finish: 2027-01-05"));
    assert.equal(datesOf(done, "a"), "2027-01-04T08:00 2027-01-05T17:00");
    assert.equal(datesOf(done, "b"), "2027-01-07T08:00 2027-01-08T17:00");
    assert.equal(workOf(done, "a").isCritical, false);
    assert.equal(workOf(done, "a").isDone, true);
    const left = made(log("task: a, start: 2027-01-05, left: 3d"));
    assert.equal(datesOf(left, "a"), "2027-01-05T08:00 2027-01-11T17:00");
  });

  it("adds what is left to what was done, where unfinished work stays where it was planned", () => {
    // 13 % of 4 days are 4 hours and 9 minutes; three days are left.
    const stays = made(log("task: a, start: 2027-01-04, done: 13%, left: 3d"), "unfinished: stays\n");
    assert.equal(datesOf(stays, "a"), "2027-01-04T08:00 2027-01-07T13:09");
    assert.equal(datesOf(stays, "b"), "2027-01-07T13:09 2027-01-11T13:09");
    assert.equal(datesOf(stays, "c"), "2027-01-04T08:00 2027-01-04T17:00");
  });

  it("takes no notice of a date for the start of what has begun", () => {
    const begun = scheduleOf({
      "plan.yaml": plan("  a: {name: A, duration: 4d, must-start: 2027-01-04}\n", "unfinished: stays\n"),
      "progress/ana.yaml": log("task: a, start: 2027-01-05, left: 3d, done: 25%"),
    });
    assert.equal(workOf(begun, "a").totalFloat, 0);
  });

  it("keeps what is left behind what it waits for, though it was begun before", () => {
    const early = made(log("task: b, start: 2027-01-05, done: 50%"));
    assert.equal(datesOf(early, "a"), "2027-01-07T08:00 2027-01-12T17:00");
    assert.equal(datesOf(early, "b"), "2027-01-05T08:00 2027-01-13T17:00");
  });

  it("leaves a begun stage the float of its finish", () => {
    const begun = scheduleOf({
      "plan.yaml": plan(
        "  s:\n    name: S\n    tasks:\n      a: {name: A, duration: 4d}\n      b: {name: B, duration: 1d}\n  z: {name: Z, duration: 10d}\n",
        "status-date: 2027-01-05\n",
      ),
      "progress/ana.yaml": log("task: a, start: 2027-01-04, done: 25%"),
    });
    assert.equal(days(workOf(begun, "a").totalFloat), 7);
    assert.equal(days(workOf(begun, "s").totalFloat), 7);
  });

  it("lets a stage in which all is done hold up nothing", () => {
    const stages = scheduleOf({
      "plan.yaml": plan(
        "  one:\n    name: One\n    tasks:\n      a: {name: A, duration: 4d}\n  two:\n    name: Two\n    after: one SS+2h\n    tasks:\n      b: {name: B, duration: 2d}\n",
        "status-date: 2027-01-07\n",
      ),
      "progress/ana.yaml": log("task: b, start: 2027-01-04, finish: 2027-01-05"),
    });
    assert.equal(datesOf(stages, "a"), "2027-01-07T08:00 2027-01-12T17:00");
    assert.equal(workOf(stages, "a").totalFloat, 0);
  });

  it("moves nothing in a plan that has none, whatever day it is", () => {
    const plain = scheduleOf(plan(tasks), "2027-06-01");
    assert.equal(datesOf(plain, "a"), "2027-01-04T08:00 2027-01-07T17:00");
  });

  it("reaches a milestone when what it waits for is done", () => {
    const reached = scheduleOf({
      "plan.yaml": plan(`${tasks}  gate: {name: Gate, milestone: true, after: a}\n`, "status-date: 2027-02-01\n"),
      "progress/ana.yaml": log("task: a, start: 2027-01-04, finish: 2027-01-07"),
    });
    assert.equal(datesOf(reached, "gate"), "2027-01-07T17:00 2027-01-07T17:00");
  });
});

describe("plans that can't be right", () => {
  it("with circles name all of the circle and schedule the rest", () => {
    const made = scheduleOf(
      plan(
        "  a: {name: A, duration: 1d, after: c}\n  b: {name: B, duration: 1d, after: a}\n  c: {name: C, duration: 1d, after: b}\n  d: {name: D, duration: 1d}\n",
      ),
    );
    const problems = [...made.problems.values()].flat();
    assert.equal(problems.length, 1);
    assert.equal(problems[0]?.code, "dependency-circle");
    for (const name of ["A", "B", "C"]) assert.ok(problems[0]?.message.includes(name), problems[0]?.message);
    assert.equal(problems[0]?.related?.length, 2);
    assert.equal(datesOf(made, "d"), "2027-01-04T08:00 2027-01-04T17:00");
  });

  it("where a task waits for its own stage, or a stage for what it holds", () => {
    for (const text of [
      "  s:\n    name: S\n    tasks:\n      a: {name: A, duration: 1d, after: s}\n",
      "  s:\n    name: S\n    after: a\n    tasks:\n      a: {name: A, duration: 1d}\n",
    ]) {
      const problems = [...scheduleOf(plan(text)).problems.values()].flat();
      assert.equal(problems[0]?.code, "dependency-circle", text);
    }
  });

  it("with work that nobody ever does", () => {
    const made = scheduleOf(
      plan(
        "  a: {name: A, effort: 5d, who: ana}\n  b: {name: B, effort: 5d, after: a}\n  c: {name: C, duration: 1d, calendar: none}\n  d: {name: D, duration: 1000000mo}\n",
        "people:\n  ana: {name: Ana, until: 2027-01-06}\ncalendars:\n  none: {name: None, hours: {monday: off}}\n",
      ),
    );
    const problems = [...made.problems.values()].flat();
    assert.deepEqual(
      problems.map(({ code }) => code),
      ["endless-work", "endless-work", "endless-work"],
    );
    // What never ends leaves the others their dates.
    assert.equal(shown(made.finish), "2027-01-04T00:00");
  });

  it("with work that nobody ever ends, the rest has its dates and floats", () => {
    const rest = "  x: {name: X, duration: 3d}\n  y: {name: Y, duration: 1d, after: x}\n  w: {name: W, duration: 1d}\n";
    const made = scheduleOf(
      plan(
        `${rest}  a: {name: A, effort: 5d, who: ana, after: w}\n  s:\n    name: S\n    tasks:\n      b: {name: B, duration: 1d, after: a}\n      c: {name: C, duration: 1d}\nmilestones:\n  m: {name: M, after: s}\n`,
        "people:\n  ana: {name: Ana, until: 2027-01-06}\n",
      ),
    );
    const alone = scheduleOf(plan(rest));
    for (const id of ["x", "y", "w"]) {
      assert.equal(datesOf(made, id), datesOf(alone, id));
      assert.equal(workOf(made, id).totalFloat, workOf(alone, id).totalFloat, id);
      assert.equal(workOf(made, id).isCritical, workOf(alone, id).isCritical, id);
    }
    assert.equal(shown(made.finish), "2027-01-07T17:00");
    for (const id of ["a", "b", "s", "m"]) {
      const { isEndless, isCritical, totalFloat, finish } = workOf(made, id);
      assert.deepEqual(
        { id, isEndless, isCritical, totalFloat, finish },
        {
          id,
          isEndless: true,
          isCritical: false,
          totalFloat: 0,
          finish: latestTime,
        },
      );
    }
    assert.equal(workOf(made, "c").isEndless, false);
    assert.equal([...made.problems.values()].flat().length, 1);
    const text = (id: string): string => explain(made, workOf(made, id).row).text;
    assert.match(
      text("a"),
      /^Starts on 5 Jan 2027 because “W”, .* Never ends: nobody works on it as long as it needs\.$/,
    );
    assert.equal(text("b"), "Never starts because “A”, which it waits for, never ends.");
    assert.equal(text("m"), "Is never reached because “S”, which it waits for, never ends.");
    assert.match(text("s"), /Never ends: “B” in it never does\.$/);
    for (const { row } of ["a", "b", "s", "m"].map((id) => workOf(made, id))) {
      assert.doesNotMatch(
        explain(made, row)
          .chain.map((step) => step.text)
          .join(),
        /never, |on never/,
      );
    }
  });

  it("with a date before anybody is there, behind which others stand with a lag", () => {
    const made = scheduleOf(
      plan(
        `  a: {name: A, effort: 2h, who: [ana, bo]}
  m: {name: M, milestone: true, after: a SF+1h}
  b: {name: B, duration: 2h, who: chen, after: m, start-no-later: 2027-01-04, deadline: 2027-01-04}
  c: {name: C, duration: 2h, who: chen, must-finish: 2027-01-04}
`,
        "people:\n  ana: {name: Ana}\n  bo: {name: Bo, capacity: 50%}\n  chen: {name: Chen, from: 2027-01-06}\n",
      ),
    );
    assert.equal(datesOf(made, "b"), "2027-01-06T08:00 2027-01-06T10:00");
    assert.equal(datesOf(made, "c"), "2027-01-06T08:00 2027-01-06T10:00");
    assert.ok(workOf(made, "a").totalFloat < 0);
    const codes = (made.problems.get("plan.yaml") ?? []).map(({ code }) => code);
    // Neither can start or finish on its day: Chen is not there yet.
    assert.deepEqual(codes, ["constraint-conflict", "constraint-conflict"]);
  });

  it("in the years 1 and 9999", () => {
    const first = scheduleOf("name: P\nstart: 0001-01-01\ntasks:\n  a: {name: A, duration: 5d}\n");
    assert.equal(datesOf(first, "a"), "0001-01-01T08:00 0001-01-05T17:00");
    const last = scheduleOf(
      "name: P\nstart: 9999-12-20\ntasks:\n  a: {name: A, duration: 50d}\n  b: {name: B, duration: 1d, after: a}\n",
    );
    assert.equal(workOf(last, "b").finish, latestTime);
    assert.equal(shown(last.finish), "9999-12-20T00:00");
  });

  it("empty", () => {
    assert.equal(scheduleOf(header).problems.size, 0);
    assert.equal(scheduleOf("").rows.length, 0);
  });

  it("10,000 stages deep: the reader says so, and the rest is scheduled", () => {
    const deep = `${"{s: {name: S, tasks: ".repeat(10_000)}{a: {name: A, duration: 1d}}${"}}".repeat(10_000)}`;
    const made = scheduleOf({ "plan.yaml": plan("  b: {name: B, duration: 2d}\n"), "deep.yaml": `tasks: ${deep}\n` });
    const codes = (made.reading.problems.get("deep.yaml") ?? []).map(({ code }) => code);
    assert.ok(codes.includes("too-deep"), codes.join());
    assert.equal(datesOf(made, "b"), "2027-01-04T08:00 2027-01-05T17:00");
  });

  it("with twenty stages in each other", () => {
    const levels = 20;
    const lines = Array.from({ length: levels }, (_, level) => {
      const indent = " ".repeat(2 + 4 * level);
      return `${indent}s${level}:\n${indent}  name: S\n${indent}  tasks:\n`;
    });
    const made = scheduleOf(plan(`${lines.join("")}${" ".repeat(2 + 4 * levels)}a: {name: A, duration: 1d}\n`));
    assert.equal(datesOf(made, "s0"), "2027-01-04T08:00 2027-01-04T17:00");
  });

  it("with a duration of a billion days", () => {
    for (const [text, longest] of [
      ["duration: 1000000000d", "1000000d"],
      ["effort: 1d / 2d / 2000000ed", "1000000ed"],
      ["after: b FS+2000000w", "1000000w"],
    ] as const) {
      const made = scheduleOf(plan(`  a: {name: A, ${text}}\n  b: {name: B}\n`));
      const [problem] = made.reading.problems.get("plan.yaml") ?? [];
      assert.equal(problem?.code, "wrong-value");
      assert.ok(problem.message.endsWith(`is too long: at most ${longest}.`), problem.message);
      assert.ok(Number.isFinite(made.finish));
    }
    const wrong = scheduleOf(plan("  a: {name: A, duration: 1d / 2000000}\n"));
    assert.match(wrong.reading.problems.get("plan.yaml")?.[0]?.message ?? "", /is not a duration/);
  });
});
