import assert from "node:assert/strict";
import fc from "fast-check";
import { startOfDay } from "../../src/core/calendar/index.ts";
import { outlineOf } from "../../src/core/plan/planOutline.ts";
import { frozenSchedule, type Schedule, schedule } from "../../src/core/schedule/index.ts";
import { standingOf } from "../../src/core/schedule/outlook.ts";
import { inWorkingDays } from "../../src/core/schedule/words.ts";
import { linkTypeNames, rowKinds, standings, type Timeline } from "../../src/core/timeline/index.ts";
import { ghostOf } from "../../src/core/timeline/makeGhost.ts";
import { makeTimeline } from "../../src/core/timeline/makeTimeline.ts";
import { filesBelow, readProject } from "./support/projectFiles.ts";
import { everything, planFiles, randomPlan, textOf } from "./support/randomPlans.ts";
import { filesOf, randomProject } from "./support/randomProjects.ts";
import { scheduleOf, shown } from "./support/schedules.ts";

const runs = Number(process.env.GANTRY_RUNS ?? 80);

function sample(): Schedule {
  const reading = readProject(filesBelow("templates/sample"));
  return schedule(reading, { today: reading.project.header.statusDate ?? "2027-02-10" });
}

/** `api → load FS` of every link. */
function linkWords({ rows, links }: Timeline): readonly string[] {
  return Array.from({ length: links.count }, (_, link) => {
    const [from, to] = [rows.keys[links.from[link] ?? -1], rows.keys[links.to[link] ?? -1]];
    return `${from} → ${to} ${linkTypeNames[links.type[link] ?? 0]}${links.isCritical[link] === 1 ? "!" : ""}`;
  });
}

function sameAsSchedule(made: Schedule): void {
  const { rows } = makeTimeline(made);
  const outline = outlineOf(made.reading);
  assert.equal(rows.count, made.rows.length);
  assert.equal(new Set(rows.keys).size, rows.count);
  for (let row = 0; row < rows.count; row++) {
    const work = made.at(row);
    const place = outline.place(rows.keys[row] ?? "");
    assert.equal(place?.record, work.record);
    assert.equal(rows.start[row], work.start);
    assert.equal(rows.finish[row], work.finish);
    assert.equal(rows.lateFinish[row], work.lateFinish);
    assert.equal(rows.totalFloat[row], inWorkingDays(made, row, work.totalFloat));
    assert.deepEqual(rows.deadline[row], work.deadline ?? Number.NaN);
    assert.equal(standings[rows.standing[row] ?? -1], standingOf(made, work));
    assert.equal(rows.done[row], place && outline.progressOf(place).done);
    const kind = work.isStage ? rowKinds.stage : work.isMilestone ? rowKinds.milestone : rowKinds.task;
    assert.equal(rows.kind[row], kind);
    const { parent, depth, end } = made.rows[row] ?? { parent: 0, depth: 0, end: 0 };
    assert.deepEqual([rows.parent[row], rows.depth[row], rows.end[row]], [parent, depth, end]);
    const until = rows.doneUntil[row] ?? 0;
    assert.ok(Number.isNaN(until) || (until >= work.start && until <= work.finish), `${rows.keys[row]} done until`);
  }
}

describe("a timeline", () => {
  it("has what the schedule and the files say of the sample project", () => {
    const made = sample();
    const timeline = makeTimeline(made);
    sameAsSchedule(made);
    const { rows } = timeline;
    assert.equal(timeline.name, "Payments migration");
    assert.equal(timeline.isStatusDate, true);
    assert.equal(timeline.today, startOfDay("2027-02-10"));
    const row = (key: string): number => rows.keys.indexOf(key);
    assert.equal(rows.who[row("interviews")], "Ana, Chen 50%");
    assert.equal(rows.size[row("target")], "4d / 6d / 9d");
    assert.equal(rows.after[row("provider")], "interviews, volumes");
    assert.equal(rows.size[row("discovery")], "");
    assert.equal(rows.who[row("scope-agreed")], "Ida", "who answers for a milestone");
    assert.equal(rows.done[row("interviews")], 100);
    assert.equal(rows.doneUntil[row("interviews")], rows.finish[row("interviews")]);
    assert.ok(Number.isNaN(rows.doneUntil[row("closed")] ?? 0));
    assert.deepEqual(
      timeline.iterations.slice(0, 1).map(({ name, start, finish }) => [name, shown(start), shown(finish)]),
      [["Iteration 1", "2027-01-25T00:00", "2027-02-06T00:00"]],
    );
    const words = linkWords(timeline).map((word) => word.replace("!", ""));
    assert.ok(words.includes("interviews → provider FS"));
    assert.ok(words.includes("scope-agreed → design FS"), "onto a stage");
    assert.ok(words.includes("switch → live FS"), "onto a milestone");
  });

  it("is the schedule, row by row, for any plan and any project", () => {
    fc.assert(
      fc.property(randomPlan(everything), (plan) => sameAsSchedule(scheduleOf(planFiles(plan)))),
      { numRuns: runs },
    );
    fc.assert(
      fc.property(randomProject(), (project) => {
        sameAsSchedule(
          scheduleOf(
            filesOf(project, ({ unit }, index) => `${2 + index}${unit}`),
            "2027-01-11",
          ),
        );
      }),
      { numRuns: runs },
    );
  });

  it("has each dependency that is stated once, between rows", () => {
    fc.assert(
      fc.property(randomPlan(), (plan) => {
        const made = scheduleOf(textOf(plan));
        const expected = made.rows.flatMap(({ record }) =>
          (record.after ?? []).map(({ on, type }) => `${on} → ${record.id} ${type}`),
        );
        const found = linkWords(makeTimeline(made)).map((word) => word.replace("!", ""));
        assert.deepEqual([...found].sort(), [...expected].sort());
      }),
      { numRuns: runs },
    );
  });

  it("says which links are critical: both ends are, and the second one starts with it", () => {
    const made = scheduleOf(`name: P
start: 2027-01-04
tasks:
  a:
    duration: 3d
  b:
    duration: 1d
  c:
    duration: 2d
    after: [a, b]
  d:
    duration: 1d
    after: [b]
  last:
    after: [c, d]
    tasks:
      e:
        duration: 1d
      f:
        duration: 4h
        after: e
  g:
    duration: 3d
    after: b FF
`);
    assert.deepEqual(linkWords(makeTimeline(made)), [
      "a → c FS!",
      "b → c FS",
      "b → d FS",
      "c → last FS!",
      "d → last FS",
      "e → f FS!",
      "b → g FF",
    ]);
  });

  it("gives a link onto the finish of a stage once", () => {
    const made = scheduleOf(`name: P
start: 2027-01-04
tasks:
  a:
    duration: 9d
  s:
    after: a FF
    tasks:
      x:
        duration: 1d
      y:
        duration: 1d
`);
    assert.deepEqual(linkWords(makeTimeline(made)), ["a → s FF!"]);
  });

  it("knows the days off, weekends and holidays as one stretch", () => {
    const made = scheduleOf(`name: P
start: 2027-03-22
calendar: office
calendars:
  office:
    hours: {monday: 08:00-16:00, tuesday: 08:00-16:00, wednesday: 08:00-16:00, thursday: 08:00-16:00, friday: 08:00-16:00}
    holidays:
      2027-03-29: Easter Monday
tasks:
  a:
    duration: 9d
`);
    const { daysOff } = makeTimeline(made);
    assert.equal(daysOff.length % 2, 0);
    const easter = startOfDay("2027-03-27");
    const at = daysOff.indexOf(easter);
    assert.ok(at >= 0);
    assert.equal(daysOff[at + 1], startOfDay("2027-03-30"));
    for (let index = 1; index < daysOff.length; index++) {
      assert.ok((daysOff[index] ?? 0) > (daysOff[index - 1] ?? 0), "ascending");
    }
    assert.ok((daysOff[0] ?? 0) < startOfDay("2025-12-01"), "with a margin before");
    assert.ok((daysOff.at(-1) ?? 0) > startOfDay("2028-12-01"), "and behind");
    const endless = makeTimeline(scheduleOf("name: P\nstart: 2027-01-04\ntasks:\n  a:\n    duration: 900mo\n"));
    assert.ok(endless.daysOff.length / 2 < 20_000 / 7 + 2);
  });

  it("adds up what is asked of people, with who asks for too much", () => {
    const made = scheduleOf(`name: P
start: 2027-01-04
people:
  bo:
    name: Bo
  ana:
    name: Ana
  dev:
    name: Developer
    count: 2
tasks:
  a:
    duration: 5d
    who: ana
  b:
    duration: 2d
    who: [ana 50%, dev]
  c:
    duration: 5d
    who: ana
    after: a
`);
    const { load, rows } = makeTimeline(made);
    assert.deepEqual(
      load.map(({ id, count }) => [id, count]),
      [
        ["ana", 1],
        ["dev", 2],
      ],
    );
    const [ana, dev] = load;
    assert.deepEqual([...(ana?.demand ?? [])], [1.5, 1, 1], "a night ends no step, days off do");
    assert.deepEqual([...(ana?.from ?? [])].map(shown), ["2027-01-04T08:00", "2027-01-05T17:00", "2027-01-11T00:00"]);
    assert.deepEqual([...(ana?.to ?? [])].map(shown), ["2027-01-05T17:00", "2027-01-09T00:00", "2027-01-15T17:00"]);
    assert.deepEqual(
      ana?.over.map(({ demand, rows: asking }) => [demand, asking.map((row) => rows.keys[row])]),
      [[1.5, ["a", "b"]]],
    );
    assert.deepEqual([...(dev?.demand ?? [])], [1]);
    assert.deepEqual([...(dev?.capacity ?? [])], [2]);
    assert.deepEqual(dev?.over, []);
  });

  it("leaves gaps on days off of those who work, holidays and leave included", () => {
    const made = scheduleOf(`name: P
start: 2027-01-04
people:
  ana:
    name: Ana
    leave: 2027-01-12
  bo:
    name: Bo
calendars:
  standard:
    name: Standard
    holidays:
      2027-01-06: Epiphany
  always:
    name: Always
    hours:
      monday: 08:00-17:00
      tuesday: 08:00-17:00
      wednesday: 08:00-17:00
      thursday: 08:00-17:00
      friday: 08:00-17:00
      saturday: 08:00-17:00
      sunday: off
tasks:
  a:
    duration: 6d
    who: ana
  b:
    duration: 4d
    who: bo
  c:
    duration: 12d
    who: [bo 50%]
    calendar: always
`);
    const [ana, bo] = makeTimeline(made).load;
    const stretches = (one: typeof ana): readonly string[] =>
      [...(one?.from ?? [])].map((from, at) => `${shown(from)} ${shown(one?.to[at] ?? 0)} ${one?.demand[at]}`);
    assert.deepEqual(stretches(ana), [
      "2027-01-04T08:00 2027-01-06T00:00 1",
      "2027-01-07T00:00 2027-01-09T00:00 1",
      "2027-01-11T00:00 2027-01-12T00:00 1",
      "2027-01-13T00:00 2027-01-13T17:00 1",
    ]);
    assert.deepEqual(
      stretches(bo),
      [
        "2027-01-04T08:00 2027-01-08T17:00 1.5",
        "2027-01-08T17:00 2027-01-10T00:00 0.5",
        "2027-01-11T00:00 2027-01-15T14:00 0.5",
      ],
      "Bo works on the holiday and on Saturdays",
    );
  });

  it("has a bounded number of steps, however long one works", () => {
    const made = scheduleOf(`name: P
start: 2027-01-04
people: {ana: {name: Ana}, bo: {name: Bo}}
tasks:
  a: {duration: 60000d, who: ana}
  b: {duration: 400d, who: bo}
`);
    const begin = performance.now();
    const [ana, bo] = makeTimeline(made).load;
    assert.ok((ana?.from.length ?? 0) > 1_000 && (ana?.from.length ?? 0) <= 5_000, String(ana?.from.length));
    assert.equal(ana?.to.at(-1), made.finish);
    assert.equal(bo?.from.length, 80);
    assert.ok(performance.now() - begin < 1_000);
  });

  it("takes ids that stand twice apart", () => {
    const { rows } = makeTimeline(scheduleOf("name: P\ntasks:\n  a:\n    duration: 1d\n  a:\n    duration: 2d\n"));
    assert.deepEqual(rows.keys, ["a", "a#2"]);
  });
});

describe("what a timeline is compared with", () => {
  const text = (size: string, more = ""): string =>
    `name: P\nstart: 2027-01-04\ntasks:\n  s:\n    tasks:\n      a:\n        duration: ${size}\n${more}      b:\n        duration: 1d\n        after: a\n`;

  it("is the dates of another schedule, and by how much rows slipped", () => {
    const before = scheduleOf(text("2d"));
    const now = scheduleOf(text("4d", "      new:\n        duration: 1d\n"));
    const ghost = ghostOf(now, before, "the saved text");
    const row = (id: string): number => now.find(id)?.row ?? -1;
    assert.equal(ghost.name, "the saved text");
    assert.equal(ghost.finish[row("a")], before.find("a")?.finish);
    assert.equal(ghost.start[row("a")], now.find("a")?.start);
    assert.equal(ghost.start[row("b")], before.find("b")?.start);
    assert.equal(ghost.slip[row("b")], 2 * 28_800);
    assert.ok(Number.isNaN(ghost.start[row("new")] ?? 0));
    assert.match(ghost.summary, /^Finish 6 → 8 Jan/);
  });

  it("finds what was renamed since", () => {
    const now = scheduleOf(
      text("2d").replace("      a:\n", "      first:\n        was: [a]\n").replace("after: a", "after: first"),
    );
    const ghost = ghostOf(
      now,
      { name: "Approved", tasks: new Map([["a", { start: "2027-01-05", finish: "2027-01-07" }]]) },
      "x",
    );
    const row = now.find("first")?.row ?? -1;
    assert.equal(shown(ghost.start[row] ?? 0), "2027-01-05T08:00");
    assert.equal(shown(ghost.finish[row] ?? 0), "2027-01-07T17:00");
    assert.equal(ghost.slip[row], -2 * 28_800);
    assert.ok(Number.isNaN(ghost.start[now.find("b")?.row ?? -1] ?? 0));
    const stage = now.find("s")?.row ?? -1;
    assert.equal(ghost.finish[stage], ghost.finish[row], "a stage is what it holds");
  });

  it("is a baseline of the sample project", () => {
    const made = sample();
    const baseline = made.reading.project.baselines[0];
    assert.ok(baseline);
    const { rows } = makeTimeline(made);
    const ghost = ghostOf(made, frozenSchedule(baseline), "baseline of 22 Jan");
    const row = rows.keys.indexOf("api-refunds");
    assert.equal(shown(ghost.start[row] ?? 0), "2027-02-08T09:00");
    assert.ok([...ghost.slip].some((slip) => slip > 0));
    for (let at = 0; at < rows.count; at++) assert.equal(Number.isNaN(ghost.slip[at] ?? Number.NaN), false);
  });
});
