import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import type { Imported, ImportResult } from "../../src/core/exchange/index.ts";
import { writeProject } from "../../src/core/exchange/index.ts";
import { readTaskjuggler } from "../../src/core/exchange/taskjuggler/index.ts";
import { formatDependency, formatEstimate, type Task } from "../../src/core/model/index.ts";
import { type Schedule, schedule } from "../../src/core/schedule/index.ts";
import { type ProjectReading, readSlice, unite } from "../../src/core/text/reading/index.ts";
import type { PlanCalendar } from "../taskjuggler/plan.ts";
import { minutesFrom, textOf, workBetween } from "../taskjuggler/workingTime.ts";

const fixture = (name: string): string => readFileSync(`test/fixtures/taskjuggler/${name}`, "utf8");

function imported(result: ImportResult): Imported {
  assert.ok(!("refusal" in result), "refusal" in result ? result.refusal : "");
  return result;
}

const read = (text: string): Imported => imported(readTaskjuggler(text));
const header = 'project p "P" 2027-01-04 +3m\n';

function everyTask(tasks: readonly Task[]): readonly Task[] {
  return tasks.flatMap((task) => [task, ...everyTask(task.tasks)]);
}

function taskOf({ project }: Imported, path: string): Task {
  const found = everyTask(project.tasks ?? []).find(({ links }) => links?.get("taskjuggler") === path);
  assert.ok(found, `no task ${path}`);
  return found;
}

function readBack({ project, ...foreign }: Imported): ProjectReading {
  return unite(
    writeProject(project, foreign).map(({ path, text }) => readSlice(path, text)),
    "folder",
  );
}

function scheduled(result: Imported): Schedule {
  const reading = readBack(result);
  assert.deepEqual(
    [...reading.problems.values()].flat().map(({ message }) => message),
    [],
  );
  return schedule(reading, { today: "2026-03-10" });
}

const afterOf = (task: Task): readonly string[] => (task.after ?? []).map(formatDependency);

interface Facts {
  readonly tasks: number;
  readonly containers: number | readonly string[];
  readonly resources: number | Readonly<Record<string, readonly string[]>>;
  readonly links: readonly {
    readonly from: string;
    readonly to: string;
    readonly type: string;
    readonly lag?: string;
  }[];
  readonly milestones?: readonly string[];
  readonly effortDays?: Readonly<Record<string, number>>;
  readonly vacations?: readonly string[];
  readonly answer: string;
}
const facts = JSON.parse(fixture("expected.json")) as Readonly<Record<string, Facts>>;

/** TaskJuggler's usual hours. */
function usualHours(holidays: readonly string[]): PlanCalendar {
  const day = [{ start: 540, finish: 1020 }];
  return { id: "standard", hours: [day, day, day, day, day, [], []], holidays, exceptions: [] };
}

describe("exchange: TaskJuggler", () => {
  for (const [file, expected] of Object.entries(facts)) {
    it(`reads what ${file} states`, () => {
      const result = read(fixture(file));
      const { tasks = [], people = [] } = result.project;
      const all = everyTask(tasks);
      const stages = all.filter(({ isStage }) => isStage).map(({ links }) => links?.get("taskjuggler"));
      assert.equal(all.length, expected.tasks + (typeof expected.containers === "number" ? expected.containers : 0));
      assert.deepEqual(stages, expected.containers === 0 ? [] : expected.containers);
      const members = typeof expected.resources === "number" ? [] : Object.values(expected.resources).flat();
      assert.deepEqual(
        people.map(({ id }) => id),
        members,
      );
      const links = all.flatMap((task) =>
        (task.after ?? []).map(({ on, type, lag }) => ({ from: on, to: task.id, type, hasLag: lag !== undefined })),
      );
      const wanted = expected.links.map(({ from, to, type, lag }) => ({
        from: from.split(".").at(-1),
        to: to.split(".").at(-1),
        type,
        hasLag: lag !== undefined,
      }));
      const inOrder = <T>(list: readonly T[]): readonly string[] => list.map((one) => JSON.stringify(one)).sort();
      assert.deepEqual(inOrder(links), inOrder(wanted));
      for (const path of expected.milestones ?? []) assert.equal(taskOf(result, path).milestone, true);
      for (const [path, days] of Object.entries(expected.effortDays ?? {})) {
        const { effort } = taskOf(result, path);
        assert.equal(effort && formatEstimate(effort), `${days}d`);
      }
      const [calendar] = result.project.calendars ?? [];
      assert.deepEqual([...(calendar?.holidays?.keys() ?? [])], expected.vacations ?? []);
    });

    it(`gives ${file} the dates that TaskJuggler gave it`, () => {
      const result = read(fixture(file));
      const ours = scheduled(result);
      const calendar = usualHours(expected.vacations ?? []);
      const different: string[] = [];
      for (const line of fixture(expected.answer).trim().split("\n").slice(1)) {
        const [path = "", , start = "", finish = ""] = line.split(";").map((cell) => cell.replaceAll('"', ""));
        const work = ours.find(taskOf(result, path).id);
        assert.ok(work, path);
        const theirs = [start, finish].map((moment) => minutesFrom(moment.replace(/-(\d\d:\d\d)$/, "T$1")));
        const apart = [work.start, work.finish].map((at, index) =>
          workBetween(at / 60, theirs[index] ?? 0, [{ calendar }]),
        );
        if (apart.some((minutes) => minutes > 0)) different.push(`${path} ${textOf(work.finish / 60)}`);
      }
      // Chen may work 6 hours a day at most: a limit is no date of a plan, levelling would have to keep it. So does what she works on.
      const limited = ["bridge.design 2026-03-11T17:00", "bridge.design.calc 2026-03-10T17:00"];
      assert.deepEqual(different, file === "synthetic-tutorial.tjp" ? limited : []);
    });
  }

  it("expands macros with arguments, and those in the middle of a word", () => {
    const result = read(`${header}
macro work [ effort \${1} allocate \${2} ]
macro number [7]
resource ana "Ana" # a person
task a\${number} "Seven \${number}" { \${work "3d" "ana"} } // done
/* nothing */
task b "B" { depends a\${number} \${?nothing} length 2d }
`);
    const task = taskOf(result, "a7");
    assert.equal(task.name, "Seven 7");
    assert.equal(task.effort && formatEstimate(task.effort), "3d");
    assert.deepEqual(task.who, [{ who: "ana", count: 1, units: 100 }]);
    assert.deepEqual(afterOf(taskOf(result, "b")), ["a7"]);
    assert.deepEqual(result.losses, []);
  });

  it("follows paths of ids, relative and from the top, forwards and backwards", () => {
    const result = read(`${header}
task s "S" {
  task a "A" { length 1d }
  task t "T" {
    task b "B" { length 1d depends !!a { gapduration 4h } }
    task c "C" { length 1d depends s.a { onstart gaplength 2h }, !b }
  }
  task late "Late" { length 1d precedes !t.c { onend }, e { gaplength 1d } }
}
task e "E" { length 1d depends s.t }
supplement task s.t.b { note "Later" priority 700 }
`);
    assert.deepEqual(afterOf(taskOf(result, "s.t.b")), ["a FS+4eh"]);
    assert.deepEqual(afterOf(taskOf(result, "s.t.c")), ["a SS+2h", "b", "late FF"]);
    assert.deepEqual(afterOf(taskOf(result, "e")), ["late FS+1d", "t"]);
    assert.equal(taskOf(result, "s.t.b").note, "Later");
    assert.equal(taskOf(result, "s.t.b").priority, 300);
    assert.equal(taskOf(result, "s.late").schedule, "late");
  });

  it("takes over hours, days off, shifts, rates and efficiency", () => {
    const result = read(`project p "P" 2027-01-04 - 2027-12-31 {
  timezone "Europe/Vienna"
  currency "EUR"
  dailyworkinghours 7
  workinghours mon - thu 8:00 - 12:00, 13:00 - 16:00
  workinghours fri, sat off
}
rate 310
leaves holiday "Epiphany" 2027-01-06, holiday "Easter" 2027-03-26 +4d
leaves holiday "Half day" 2027-12-23-12:00 - 2027-12-24
shift night "Night" { workinghours mon - sun 22:00 - 24:00, 0:00 - 5:00 }
resource team "Team" {
  resource ana "Ana" { efficiency 0.5 workinghours fri 8:00 - 12:00 vacation 2027-02-01 - 2027-02-06 }
  resource crew "Crew" { efficiency 3 rate 900.50 shifts night }
}
task a "A" { effort 2w allocate team charge 1500 onend shifts night }
`);
    const { header: facts, calendars = [], people = [] } = result.project;
    assert.deepEqual(facts, {
      name: "P",
      start: "2027-01-04",
      unfinished: "stays",
      timeZone: "Europe/Vienna",
      currency: "EUR",
      units: { hoursPerDay: 7 },
    });
    const [standard, own, night] = calendars;
    assert.deepEqual(
      [...(standard?.holidays ?? [])],
      [
        ["2027-01-06", "Epiphany"],
        ["2027-03-26 / 2027-03-29", "Easter"],
      ],
    );
    assert.deepEqual([...(standard?.exceptions ?? [])], [["2027-12-23", [{ start: 480, finish: 720 }]]]);
    assert.deepEqual(own?.hours, { friday: [{ start: 480, finish: 720 }] });
    assert.equal(own?.basedOn, "standard");
    assert.equal(night?.id, "night");
    assert.deepEqual(
      people.map(({ id, calendar, count, leave, rate }) => ({
        id,
        calendar,
        count,
        leave,
        rate: rate?.amount.coefficient,
      })),
      [
        {
          id: "ana",
          calendar: "ana",
          count: undefined,
          leave: [{ start: "2027-02-01", finish: "2027-02-05" }],
          rate: 310,
        },
        { id: "crew", calendar: "night", count: 3, leave: undefined, rate: 90_050 },
      ],
    );
    const task = taskOf(result, "a");
    // 4 days of 7 hours are a week of work here, as the project works.
    assert.equal(task.effort && formatEstimate(task.effort), "3360m");
    assert.deepEqual(task.who, [
      { who: "ana", count: 1, units: 50 },
      { who: "crew", count: 3, units: 100 },
    ]);
    assert.equal(task.calendar, "night");
    assert.equal(task.cost?.amount.coefficient, 1500);
    scheduled(result);
  });

  it("lists what is not understood, with its line", () => {
    const result = read(`${header}
include "more.tji"
taskreport "x" { formats html columns name { title "A" }, start }
resource ana "Ana" { limits { dailymax 6h weeklymax 20h } }
task a "A" {
  flabbergast 12 "x" { inside }
  effort 3 parsecs
  length 2d
  depends nobody
  booking ana 2027-01-04 +8h
}
`);
    const losses = result.losses.map(({ source, fate, places }) => [source, fate, ...places].join(" "));
    assert.deepEqual(losses, [
      "include left-out line 3",
      "taskreport left-out line 4",
      "resource limits kept line 5",
      "task flabbergast kept line 7",
      "task effort left-out line 8",
      "task booking kept line 11",
      "dependencies left-out line 10",
    ]);
    assert.deepEqual(
      result.kept.map(({ of, fields }) => [of?.id, ...fields.keys()]),
      [
        ["ana", "limits"],
        ["a", "flabbergast", "booking"],
      ],
    );
    scheduled(result);
  });

  it("takes what TaskJuggler plans from its end", () => {
    const result = read(`${header}
task m "M" { milestone end 2027-02-01-12:00 }
task a "A" { length 2d end 2027-02-05 }
task b "B" { scheduling alap length 2d }
task c "C" { start 2027-01-11 end 2027-01-13 }
task d "D" { start 2027-01-11 milestone }
task e "E" { length 1d minstart 2027-01-12 maxend 2027-01-20 depends d }
`);
    assert.equal(taskOf(result, "m").mustFinish, "2027-02-01T12:00");
    assert.equal(taskOf(result, "a").mustFinish, "2027-02-04");
    assert.equal(taskOf(result, "b").mustFinish, "2027-04-05T06:00");
    assert.equal(taskOf(result, "c").mustStart, "2027-01-11");
    assert.equal(taskOf(result, "d").startNoEarlier, "2027-01-11");
    assert.equal(taskOf(result, "e").startNoEarlier, "2027-01-12");
    assert.equal(taskOf(result, "e").deadline, "2027-01-19");
  });

  it("refuses what is no plan, too deep or too much, and says where", () => {
    const refusal = (text: string): string => {
      const result = readTaskjuggler(text);
      return "refusal" in result ? result.refusal : "";
    };
    assert.match(refusal(""), /no line that begins with `project`/);
    assert.match(refusal('task a "A" { }'), /no line that begins with `project`/);
    assert.match(refusal(`${header}task a "A`), /has no end/);
    assert.match(refusal(header + 'task a "A" {'.repeat(5000)), /nested more than/);
    const doubling = Array.from({ length: 40 }, (_, n) => `macro m${n + 1} [ \${m${n}} \${m${n}} ]`).join("\n");
    assert.match(refusal(`${header}macro m0 [ task ]\n${doubling}\n\${m28}`), /100,000 times/);
    const itself = read(`${header}macro a [ x\${a} \${a} ]\ntask t "T" { \${a} }`);
    assert.ok(itself.losses.some(({ source }) => source === "macro a"));
  });

  it("makes something readable of anything", () => {
    const words = [
      ..."task resource shift effort length duration allocate depends precedes start end milestone macro supplement".split(
        " ",
      ),
      ..."leaves vacation workinghours limits charge scheduling alap onstart gaplength priority complete note".split(
        " ",
      ),
      ...'a b !a !!a.b "A" "" 2027-01-04 2027-01-04-10:00 2027-02-30 5d 2.5h 3 1e9d +1w - , { } [ ] : ; 8:00 mon off'.split(
        " ",
      ),
      "$" + "{a}",
      "$" + "{",
      "-8<-",
      "->8-",
      "#",
      "\n",
      "'",
      "/*",
      "\u{1f600}",
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 120 }), (parts) => {
        const result = readTaskjuggler(`${header}macro a [ b ]\ntask a "A" { length 1d }\n${parts.join(" ")}`);
        if ("refusal" in result) return;
        const errors = [...readBack(result).problems.values()].flat().filter(({ severity }) => severity === "error");
        assert.deepEqual(errors, []);
      }),
      { seed: 20_270_104, numRuns: 500 },
    );
  });
});
