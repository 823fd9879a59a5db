import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { type Imported, writeProject } from "../../src/core/exchange/index.ts";
import { readMsProject } from "../../src/core/exchange/msproject/index.ts";
import { formatAssignment } from "../../src/core/model/assignment.ts";
import { parseDate } from "../../src/core/model/date.ts";
import { formatDuration } from "../../src/core/model/duration.ts";
import { formatDependency, formatEstimate, type Task } from "../../src/core/model/index.ts";
import { parseDateSpan } from "../../src/core/model/moment.ts";
import { formatWorkingDay } from "../../src/core/model/workingHours.ts";
import { type ProjectReading, readSlice, unite } from "../../src/core/text/reading/index.ts";
import { type ProjectParts, projectXml, weekDays } from "./support/msprojectText.ts";

const fixtures = "test/fixtures/msproject";
const shared = "../shared/data/mspdi";

function imported(text: string): Imported {
  const result = readMsProject(text);
  assert.ok(!("refusal" in result), "refusal" in result ? result.refusal : "");
  return result;
}

function tasksOf({ project }: Imported): readonly Task[] {
  const all: Task[] = [];
  const open = [...(project.tasks ?? [])].reverse();
  for (let task = open.pop(); task !== undefined; task = open.pop()) {
    all.push(task);
    open.push(...[...task.tasks].reverse());
  }
  return all;
}

function taskOf(result: Imported, name: string): Task {
  const task = tasksOf(result).find((one) => one.name === name);
  assert.ok(task !== undefined, `no task ${name}`);
  return task;
}

/** What a task says of how long it takes, as it stands in the file. */
function estimateOf({ effort, duration, who, calendar }: Task): string {
  const parts = [
    effort && `effort ${formatEstimate(effort)}`,
    duration && `duration ${formatEstimate(duration)}`,
    who && `who ${who.map(formatAssignment).join(", ")}`,
    calendar && `calendar ${calendar}`,
  ];
  return parts.filter((part) => part !== undefined).join("; ");
}

function reread(result: Imported): ProjectReading {
  return unite(
    writeProject(result.project, result).map(({ path: file, text }) => readSlice(file, text)),
    "folder",
  );
}

function problemsOf(reading: ProjectReading): readonly string[] {
  return [...reading.problems.values()].flat().map(({ path: file, message }) => `${file}: ${message}`);
}

/** Counted without the reader: elements that hold text or nothing. */
function leavesIn(text: string): number {
  const bare = text.replace(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[[\s\S]*?\]\]>/g, "");
  return [...bare.matchAll(/<([\w:.-]+)(?:\s[^<>]*)?(?:\/>|(?<!\/)>[^<]*<\/\1\s*>)/g)].length;
}

function accounted({ mapped, losses }: Imported): number {
  return [...mapped, ...losses].reduce((sum, { count }) => sum + count, 0);
}

function checkFile(text: string): Imported {
  const result = imported(text);
  assert.equal(accounted(result), leavesIn(text));
  const reading = reread(result);
  assert.deepEqual(problemsOf(reading), []);
  assert.deepEqual(reading.project.tasks, result.project.tasks);
  assert.deepEqual(imported(text), result);
  return result;
}

describe("import from Microsoft Project: files", () => {
  for (const file of readdirSync(fixtures).filter((name) => name.endsWith(".xml"))) {
    it(`reads ${file} and accounts for every field`, () => {
      checkFile(readFileSync(path.join(fixtures, file), "utf8"));
    });
  }

  it("reads what the files of the development data say, without an exception or a problem", function () {
    if (!existsSync(shared)) {
      console.log(`      ${shared} is not here; only the files in the repository were read.`);
      this.skip();
    }
    const files = readdirSync(shared).filter((name) => name.endsWith(".xml"));
    assert.ok(files.length > 40);
    for (const file of files) checkFile(readFileSync(path.join(shared, file), "utf8"));
  });

  it("finds in the synthetic file what stands beside it", () => {
    const expected = JSON.parse(readFileSync(`${fixtures}/synthetic-gaps.expected.json`, "utf8"));
    const result = imported(readFileSync(`${fixtures}/synthetic-gaps.xml`, "utf8"));
    assert.equal(tasksOf(result).length, expected.tasks);
    const fields: Readonly<Record<string, keyof Task>> = {
      ALAP: "schedule",
      MSO: "mustStart",
      MFO: "mustFinish",
      SNET: "startNoEarlier",
      SNLT: "startNoLater",
      FNET: "finishNoEarlier",
      FNLT: "finishNoLater",
    };
    for (const [name, constraint] of Object.entries<string>(expected.constraints)) {
      const field = fields[constraint] as keyof Task;
      assert.ok(taskOf(result, name)[field] !== undefined, name);
      for (const other of Object.values(fields)) {
        if (other !== field) assert.equal(taskOf(result, name)[other], undefined, `${name} ${other}`);
      }
    }
    for (const [name, time] of Object.entries<string>(expected.deadline)) {
      assert.equal(taskOf(result, name).deadline, time.slice(0, 10));
    }
    const lags: Readonly<Record<string, string>> = {
      "Lag FS 1 day": "base FS+1d",
      "Lag FS -1 day (lead)": "base FS-1d",
      "Lag FS 1 elapsed day": "base FS+1ed",
      "Lag FS 2 elapsed hours": "base FS+2eh",
      "Lag FS 50 %": "base FS+50%",
      "Lag SS 25 elapsed %": "base SS+25%",
      "Lag FF 1 week": "base FF+1w",
      "Lag SF 30 minutes": "base SF+30m",
      "Lag FS 1 estimated day": "base FS+1d",
    };
    assert.deepEqual(Object.keys(lags), Object.keys(expected.lags));
    for (const [name, text] of Object.entries(lags)) {
      assert.deepEqual(taskOf(result, name).after?.map(formatDependency), [text], name);
    }
    for (const name of Object.keys(expected.crossProject)) {
      assert.equal(taskOf(result, name).after, undefined);
      assert.ok(result.losses.some(({ places }) => places.includes("Cross project ← other.mpp\\7")));
    }
    assert.equal(tasksOf(result).filter(({ milestone }) => milestone).length, expected.milestones);
    assert.equal(estimateOf(taskOf(result, "Elapsed 2 days")), "duration 2ed");
    assert.deepEqual(
      tasksOf(result).flatMap(({ name, confidence }) => (confidence === "low" ? [name] : [])),
      expected.estimated,
    );
  });

  it("expands recurring exceptions to the days that Project itself wrote down", function () {
    const file = `${shared}/calendar-recurring-exceptions-project2016-mspdi.xml`;
    if (!existsSync(file)) {
      console.log("      The file with recurring exceptions is not here.");
      this.skip();
    }
    const text = readFileSync(file, "utf8");
    const daysOf = (source: string): readonly number[] => {
      const calendar = imported(source).project.calendars?.[0];
      const spans = [...(calendar?.holidays?.keys() ?? []), ...(calendar?.exceptions?.keys() ?? [])];
      const days = spans.flatMap((span) => {
        const { start, finish } = parseDateSpan(span) ?? assert.fail(span);
        const [first, last] = [parseDate(start) ?? 0, parseDate(finish) ?? 0];
        return Array.from({ length: last - first + 1 }, (_, index) => first + index);
      });
      return [...new Set(days)].sort((a, b) => a - b);
    };
    const expanded = daysOf(text);
    assert.ok(expanded.length > 100);
    assert.deepEqual(expanded, daysOf(text.replace(/<Exceptions>[\s\S]*<\/Exceptions>/, "")));
  });
});

describe("import from Microsoft Project: refusals", () => {
  const refusalOf = (text: string): { readonly refusal: string; readonly line?: number } => {
    const result = readMsProject(text);
    assert.ok("refusal" in result);
    return result;
  };

  it("refuses what is no plan, with a sentence and the line", () => {
    assert.match(refusalOf("").refusal, /not XML/);
    assert.match(refusalOf("D0 CF 11 E0").refusal, /not XML/);
    assert.match(refusalOf("<html></html>").refusal, /begins with <html>/);
    assert.match(refusalOf("<Project><Tasks></Project>").refusal, /well-formed/);
  });

  it("refuses entities before anything is expanded", () => {
    const bomb = `<?xml version="1.0"?>\n<!DOCTYPE Project [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>\n<Project><Name>&b;</Name></Project>`;
    const { refusal, line } = refusalOf(bomb);
    assert.match(refusal, /document type/);
    assert.equal(line, 2);
  });

  it("leaves entities alone that nobody declared", () => {
    assert.equal(imported(projectXml({}).replace("Test.xml", "A &b; &amp; &#66;")).project.header.name, "A &b; & B");
  });

  it("refuses elements nested without end, and files that were cut off", () => {
    assert.match(refusalOf(`<Project>${"<a>".repeat(50)}${"</a>".repeat(50)}</Project>`).refusal, /deep/);
    assert.match(refusalOf("<a>".repeat(100_000)).refusal, /deep/);
    const text = readFileSync(`${fixtures}/synthetic-gaps.xml`, "utf8");
    for (const share of [0.2, 0.5, 0.9, 0.999]) {
      assert.match(refusalOf(text.slice(0, Math.floor(text.length * share))).refusal, /cut off|well-formed/);
    }
    assert.match(refusalOf(`<Project>${"<!--".repeat(10_000)}`).refusal, /cut off/);
  });

  it("flattens an outline that is deeper than a plan may be, and says so", () => {
    const tasks = Array.from({ length: 60 }, (_, index) => ({ Name: `Level ${index + 1}`, OutlineLevel: index + 1 }));
    const result = checkFile(projectXml({ tasks }));
    assert.equal(tasksOf(result).length, 60);
    assert.ok(result.losses.some(({ source, fate }) => source === "Task/OutlineLevel" && fate === "changed"));
  });

  it("reads names and texts of any kind", () => {
    const names = [
      "",
      "a: b # c",
      "- x",
      "!!tag",
      "審査",
      "ünï",
      "a\nb",
      "__proto__",
      "constructor",
      "x".repeat(5000),
      "\u202Eabc",
    ];
    const tasks = names.flatMap((name) => [{ Name: name, Notes: name }, { Name: name }]);
    const result = checkFile(projectXml({ tasks, resources: names.map((Name) => ({ Name })) }));
    assert.equal(tasksOf(result).length, tasks.length);
  });

  it("survives numbers, dates and references of any kind", () => {
    const odd = fc.constantFrom(
      "",
      "x",
      "-1",
      "0",
      "1",
      "7",
      "99999999999999999999",
      "1e400",
      "NaN",
      "PT8H0M0S",
      "PT",
      "P1D",
      "2026-03-02T08:00:00",
      "2026-02-30T25:61:00",
      "0001-01-01T00:00:00",
      "9999-12-31T23:59:59",
    );
    const task = fc.dictionary(
      fc.constantFrom(
        "UID",
        "OutlineLevel",
        "Duration",
        "DurationFormat",
        "ConstraintType",
        "ConstraintDate",
        "CalendarUID",
        "Milestone",
        "Manual",
        "ManualStart",
        "ManualDuration",
        "PercentComplete",
        "ActualStart",
        "ActualFinish",
        "Priority",
        "LevelingDelay",
        "FixedCost",
        "Type",
        "Deadline",
        "IsNull",
        "Active",
      ),
      odd,
    );
    const baseline = fc.dictionary(fc.constantFrom("Number", "Start", "Finish", "Work", "Cost"), odd);
    const assignment = fc.dictionary(
      fc.constantFrom(
        "TaskUID",
        "ResourceUID",
        "Units",
        "Work",
        "RegularWork",
        "Delay",
        "WorkContour",
        "Start",
        "Finish",
      ),
      odd,
    );
    fc.assert(
      fc.property(
        fc.array(task, { maxLength: 5 }),
        fc.array(baseline, { maxLength: 2 }),
        fc.array(assignment, { maxLength: 4 }),
        odd,
        (rows, baselines, assignments, value) => {
          const tasks = rows.map((row) => ({ ...row, Baseline: baselines }));
          const header = {
            MinutesPerDay: value,
            StartDate: value,
            CalendarUID: value,
            StatusDate: value,
            CurrencyCode: value,
          };
          checkFile(
            projectXml({
              tasks,
              assignments,
              header,
              resources: [{ Name: "Ana", MaxUnits: value, StandardRate: value }],
            }),
          );
        },
      ),
      { seed: 5, numRuns: 300 },
    );
  });
});

describe("import from Microsoft Project: meaning", () => {
  it("makes stages of outline levels, skips empty rows and row 0, keeps ids", () => {
    const result = checkFile(
      projectXml({
        tasks: [
          { UID: 0, ID: 0, Name: "The plan", OutlineLevel: 0, Summary: 1, Notes: "Why" },
          { UID: 7, Name: "Build", Summary: 1 },
          { UID: 3, Name: "API", OutlineLevel: 2 },
          { UID: 4, ID: 4, IsNull: 1 },
          { UID: 9, Name: "API", OutlineLevel: 2, PredecessorLink: [{ PredecessorUID: 3, Type: 3 }] },
          {
            UID: 5,
            Name: "Live",
            Duration: "PT0H0M0S",
            Milestone: 1,
            PredecessorLink: [{ PredecessorUID: 7, Type: 1 }],
          },
        ],
      }),
    );
    assert.equal(result.project.header.name, "The plan");
    assert.equal(result.project.header.purpose, "Why");
    const [build, live] = result.project.tasks ?? [];
    assert.deepEqual(
      build?.tasks.map(({ id, links }) => [id, links?.get("msproject")]),
      [
        ["api", "3"],
        ["api-2", "9"],
      ],
    );
    assert.deepEqual(build?.tasks[1]?.after?.map(formatDependency), ["api SS"]);
    assert.deepEqual(live?.after?.map(formatDependency), ["build"]);
    assert.equal(live?.milestone, true);
    assert.equal(live?.duration, undefined);
  });

  it("writes durations as they were typed", () => {
    const cases: readonly (readonly [string, number, string])[] = [
      ["PT0H30M0S", 3, "30m"],
      ["PT4H0M0S", 5, "4h"],
      ["PT12H0M0S", 7, "1.5d"],
      ["PT40H0M0S", 9, "1w"],
      ["PT160H0M0S", 11, "1mo"],
      ["PT48H0M0S", 8, "2ed"],
      ["PT90M0S", 4, "90em"],
      ["PT168H0M0S", 10, "1ew"],
      ["PT720H0M0S", 12, "1emo"],
      ["PT8H0M0S", 39, "1d"],
      ["PT8H0M0S", 53, "1d"],
      ["PT8H0M0S", 21, "1d"],
      ["PT7H59M5S", 7, "479.083333m"],
      ["PT100H0M0S", 9, "2.5w"],
      ["PT5H20M0S", 7, "320m"],
    ];
    const result = checkFile(
      projectXml({
        tasks: cases.map(([Duration, DurationFormat], index) => ({ Name: `T${index}`, Duration, DurationFormat })),
      }),
    );
    assert.deepEqual(
      cases.map((_, index) => estimateOf(taskOf(result, `T${index}`))),
      cases.map(([, , text]) => `duration ${text}`),
    );
  });

  it("writes hours where a day is no whole number of them, and tells", () => {
    const result = checkFile(
      projectXml({
        header: { MinutesPerDay: 450, MinutesPerWeek: 2250, DaysPerMonth: 20 },
        tasks: [{ Name: "A", Duration: "PT75H0M0S" }],
      }),
    );
    assert.equal(estimateOf(taskOf(result, "A")), "duration 75h");
    assert.equal(result.project.header.units, undefined);
    assert.ok(result.losses.some(({ source, fate }) => source === "Project/MinutesPerDay" && fate === "changed"));
    const round = checkFile(projectXml({ header: { MinutesPerDay: 1440, MinutesPerWeek: 10_080, DaysPerMonth: 30 } }));
    assert.deepEqual(round.project.header.units, { hoursPerDay: 24, daysPerWeek: 7, daysPerMonth: 30 });
  });

  it("leaves a time of day out where nobody works before or after it", () => {
    const tasks = [
      { Name: "A", ConstraintType: 4, ConstraintDate: "2026-03-10T08:00:00", Deadline: "2026-03-20T17:00:00" },
      { Name: "B", ConstraintType: 4, ConstraintDate: "2026-03-10T10:00:00", Deadline: "2026-03-20T16:57:42" },
      { Name: "C", ConstraintType: 0, ConstraintDate: "2000-01-01T00:00:00", Deadline: "2000-01-01T00:00:00" },
    ];
    const result = checkFile(projectXml({ tasks }));
    const dates = tasks
      .map(({ Name }) => taskOf(result, Name))
      .map(({ startNoEarlier, deadline }) => [startNoEarlier, deadline]);
    assert.deepEqual(dates, [
      ["2026-03-10", "2026-03-20"],
      ["2026-03-10T10:00", "2026-03-20T16:57:42"],
      [undefined, undefined],
    ]);
    assert.equal(result.project.header.start, "2026-03-02");
    const late = checkFile(projectXml({ header: { StartDate: "2026-03-02T09:00:00" }, tasks: [{ Name: "A" }] }));
    assert.equal(late.project.header.start, "2026-03-02T09:00");
  });

  it("starts tasks before the project where a date alone holds them", () => {
    const tasks = [
      { Name: "A", ConstraintType: 4, ConstraintDate: "2026-01-05T08:00:00" },
      { Name: "B" },
      { Name: "C", PredecessorLink: [{ PredecessorUID: 2, Type: 1 }] },
    ];
    const result = checkFile(projectXml({ tasks }));
    assert.equal(result.project.header.start, "2026-01-05");
    assert.equal(taskOf(result, "B").startNoEarlier, "2026-03-02");
    assert.equal(taskOf(result, "C").startNoEarlier, undefined);
  });

  describe("estimates", () => {
    const partTime = `<Calendar><UID>2</UID><Name>Bo</Name><IsBaseCalendar>0</IsBaseCalendar><BaseCalendarUID>1</BaseCalendarUID>${weekDays([["08:00", "12:00"]])}</Calendar>`;
    const nights = `<Calendar><UID>3</UID><Name>Nights</Name><IsBaseCalendar>1</IsBaseCalendar><BaseCalendarUID>-1</BaseCalendarUID>${weekDays([["10:00", "14:00"]])}</Calendar>`;
    const resources = [
      { Name: "Ana", MaxUnits: "1" },
      { Name: "Bo", MaxUnits: "1.00", CalendarUID: 2 },
      { Name: "Paint", Type: 0 },
      { Name: "Developer", MaxUnits: "3", IsGeneric: 1 },
    ];
    const estimate = (task: ProjectParts["tasks"], assignments: ProjectParts["assignments"]): string => {
      const result = checkFile(
        projectXml({ calendars: partTime + nights, resources, tasks: task ?? [], assignments: assignments ?? [] }),
      );
      return estimateOf(taskOf(result, "A"));
    };
    const work = (ResourceUID: number, Work: string, Units = "1", more = {}) => ({
      TaskUID: 1,
      ResourceUID,
      Work,
      Units,
      ...more,
    });
    const long = { Name: "A", Duration: "PT80H0M0S" };

    it("are effort for one person, with their share of time", () => {
      assert.equal(estimate([long], [work(1, "PT40H0M0S", "0.5")]), "effort 5d; who ana 50%");
      assert.equal(estimate([long], [work(4, "PT160H0M0S", "2")]), "effort 20d; who 2 developer");
      assert.equal(estimate([long], [work(2, "PT40H0M0S")]), "effort 5d; who bo");
    });

    it("are durations where nobody works on it, or materials alone", () => {
      assert.equal(estimate([long], [work(-65535, "PT80H0M0S")]), "duration 10d");
      assert.equal(estimate([long], [work(3, "PT4H0M0S", "4")]), "duration 10d");
    });

    it("are durations where people don't finish together, or on calendars of their own", () => {
      const two = [work(1, "PT40H0M0S"), work(4, "PT40H0M0S")];
      assert.equal(estimate([long], two), "effort 10d; who ana, developer");
      const uneven = [work(1, "PT40H0M0S"), work(4, "PT8H0M0S")];
      assert.equal(estimate([long], uneven), "effort 6d; duration 5d; who ana, developer");
      const apart = [work(1, "PT40H0M0S"), work(2, "PT40H0M0S")];
      assert.equal(estimate([long], apart), "effort 10d; duration 5d; who ana, bo");
    });

    it("are the duration of the one who ends it, on that one's calendar, where both differ", () => {
      const task = { ...long, Start: "2026-03-02T08:00:00" };
      const both = [work(1, "PT80H0M0S"), work(2, "PT8H0M0S")];
      assert.equal(estimate([task], both), "effort 11d; duration 10d; who ana, bo; calendar standard");
      const other = [work(1, "PT40H0M0S"), work(2, "PT32H0M0S")];
      assert.equal(estimate([task], other), "effort 9d; duration 4d; who ana, bo; calendar bo");
    });

    it("are fixed durations on the project's calendar, whoever works on it", () => {
      assert.equal(estimate([{ ...long, Type: 1 }], [work(1, "PT80H0M0S")]), "effort 10d; duration 10d; who ana");
      assert.equal(
        estimate([{ ...long, Type: 1 }], [work(2, "PT80H0M0S")]),
        "effort 10d; duration 10d; who bo; calendar standard",
      );
    });

    it("have the task's calendar, or the hours that it has in common with the person's", () => {
      const nightly = { ...long, CalendarUID: 3 };
      assert.equal(estimate([nightly], []), "duration 10d; calendar nights");
      assert.equal(
        estimate([{ ...nightly, IgnoreResourceCalendar: 1 }], [work(1, "PT8H0M0S")]),
        "effort 1d; who ana; calendar nights",
      );
      assert.equal(estimate([nightly], [work(2, "PT8H0M0S")]), "effort 1d; who bo; calendar nights-and-bo");
    });

    it("give overtime and overload no time", () => {
      assert.equal(
        estimate([long], [work(1, "PT40H0M0S", "1", { RegularWork: "PT32H0M0S", OvertimeWork: "PT8H0M0S" })]),
        "effort 5d; duration 4d; who ana",
      );
      assert.equal(estimate([long], [work(1, "PT80H0M0S", "2")]), "effort 10d; duration 5d; who ana 200%");
    });

    it("take as long as split or contoured work did", () => {
      const span = { Start: "2026-03-02T08:00:00", Finish: "2026-03-06T17:00:00" };
      assert.equal(
        estimate([{ ...long, ...span }], [work(1, "PT24H0M0S", "1", { ...span, WorkContour: 1 })]),
        "effort 3d; duration 5d; who ana",
      );
      const gap = { TimephasedData: [{ Type: 1, UID: 1, Unit: 2, Value: "PT0H0M0S" }] };
      assert.equal(
        estimate([{ ...long, Duration: "PT24H0M0S", ...span }], [work(-65535, "PT24H0M0S", "1", gap)]),
        "duration 5d",
      );
    });
  });

  it("keeps manual tasks where they were put: by a fixed date only where their links would move them", () => {
    const manual = {
      Manual: 1,
      ManualStart: "2026-03-04T08:00:00",
      ManualFinish: "2026-03-05T17:00:00",
      ManualDuration: "PT16H0M0S",
    };
    const waits = (uid: number, more = {}) => ({ PredecessorLink: [{ PredecessorUID: uid, Type: 1, ...more }] });
    const early = { Start: "2026-03-02T08:00:00", Finish: "2026-03-03T17:00:00" };
    const late = { Start: "2026-03-04T08:00:00", Finish: "2026-03-04T17:00:00" };
    const result = checkFile(
      projectXml({
        tasks: [
          { Name: "Early", ...early },
          { Name: "Late", ...late },
          { Name: "A", ...manual, ...waits(1) },
          { Name: "B", ...manual, ...waits(2) },
          { Name: "C", ...manual, ...waits(1, { LinkLag: 4800, LagFormat: 7 }) },
          { Name: "D", ...manual, ...waits(2, { Type: 3 }) },
          { Name: "E", Manual: 1, StartText: "soon", Duration: "PT8H0M0S" },
        ],
      }),
    );
    const dates = ["A", "B", "C", "D", "E"].map((name) => {
      const { startNoEarlier, mustStart, duration } = taskOf(result, name);
      return [startNoEarlier, mustStart, duration && formatEstimate(duration)];
    });
    assert.deepEqual(dates, [
      ["2026-03-04", undefined, "2d"],
      [undefined, "2026-03-04", "2d"],
      [undefined, "2026-03-04", "2d"],
      ["2026-03-04", undefined, "2d"],
      [undefined, undefined, "1d"],
    ]);
  });

  it("tells of values that it can't read, and does not count them as come over", () => {
    const result = checkFile(
      projectXml({
        tasks: [
          { Name: "A", Duration: "PTXH", ConstraintType: 9, ConstraintDate: "2026-03-10T08:00:00", Deadline: "soon" },
          { Name: "B", ConstraintType: 4, ConstraintDate: "2026-13-40", ActualStart: "yesterday" },
          { Name: "C", PredecessorLink: [{ PredecessorUID: 1, Type: 7, LinkLag: "much" }] },
        ],
      }),
    );
    const lost = result.losses
      .filter(({ fate }) => fate === "left-out")
      .map(({ source, places }) => `${source} ${places.join()}`);
    for (const one of [
      "Task/Duration A",
      "Task/ConstraintType A",
      "Task/ConstraintDate A",
      "Task/Deadline A",
      "Task/ConstraintDate B",
      "Task/ConstraintType B",
      "Task/ActualStart B",
      "Task/PredecessorLink/Type C",
      "Task/PredecessorLink/LinkLag C",
    ]) {
      assert.ok(
        lost.some((loss) => loss === one || loss.startsWith(`${one},`)),
        `${one} in\n${lost.join("\n")}`,
      );
    }
    assert.equal(taskOf(result, "A").deadline, undefined);
  });

  it("leaves inactive tasks out, with the links onto them", () => {
    const result = checkFile(
      projectXml({
        tasks: [
          { Name: "C", Active: 0 },
          { Name: "D", PredecessorLink: [{ PredecessorUID: 1, Type: 1 }] },
        ],
      }),
    );
    assert.equal(tasksOf(result).length, 1);
    assert.equal(taskOf(result, "D").after, undefined);
    assert.ok(result.losses.some(({ why, places }) => why.includes("inactive") && places.includes("C")));
    assert.ok(
      result.losses.some(({ source, places }) => source.startsWith("Task/PredecessorLink") && places.includes("D")),
    );
  });

  it("counts the gap of interrupted work as a part of its duration", () => {
    const result = checkFile(
      projectXml({
        tasks: [
          {
            Name: "A",
            Duration: "PT24H0M0S",
            ActualStart: "2026-03-02T08:00:00",
            PercentComplete: 33,
            ActualDuration: "PT8H0M0S",
            RemainingDuration: "PT16H0M0S",
            Stop: "2026-03-02T17:00:00",
            Resume: "2026-03-05T08:00:00",
          },
        ],
      }),
    );
    assert.equal(estimateOf(taskOf(result, "A")), "duration 5d");
    assert.ok(result.losses.some(({ source, fate }) => source === "Task/Resume" && fate === "changed"));
  });

  it("logs what happened", () => {
    const result = checkFile(
      projectXml({
        header: { StatusDate: "2026-03-06T17:00:00" },
        tasks: [
          {
            Name: "A",
            ActualStart: "2026-03-02T08:00:00",
            ActualFinish: "2026-03-02T16:57:42",
            PercentComplete: 100,
            ActualDuration: "PT8H0M0S",
          },
          {
            Name: "B",
            ActualStart: "2026-03-03T08:00:00",
            PercentComplete: 25,
            ActualDuration: "PT2H0M0S",
            RemainingDuration: "PT6H0M0S",
          },
          { Name: "C", ActualStart: "2000-01-01T00:00:00", PercentComplete: 0 },
          {
            Name: "D",
            ActualStart: "2026-03-03T08:00:00",
            PercentComplete: 50,
            ActualWork: "PT2H0M0S",
            RemainingWork: "PT6H0M0S",
          },
        ],
        resources: [{ Name: "Ana" }],
        assignments: [{ TaskUID: 4, ResourceUID: 1, Units: 1, Work: "PT8H0M0S" }],
      }),
    );
    const entries = (result.project.progress ?? []).map(({ log, at, spent, left, ...rest }) => ({
      ...rest,
      ...(spent && { spent: formatDuration(spent) }),
      ...(left && { left: formatDuration(left) }),
    }));
    assert.deepEqual(entries, [
      { task: "a", start: "2026-03-02", finish: "2026-03-02T16:57:42", spent: "1d" },
      { task: "b", start: "2026-03-03", done: 25, spent: "0.25d" },
      // Work and duration say different things; the work counts.
      { task: "d", start: "2026-03-03", spent: "0.25d", left: "0.75d" },
    ]);
    assert.equal(result.project.progress?.[0]?.at, "2026-03-06T17:00:00Z");
    assert.equal(result.project.header.statusDate, "2026-03-06");
    assert.equal(result.project.header.unfinished, "stays");
  });

  it("turns priorities round, brings levelling delays, costs, links and own fields", () => {
    const text = projectXml({
      tasks: [
        {
          Name: "A",
          Priority: 800,
          LevelingDelay: 14_400,
          LevelingDelayFormat: 8,
          FixedCost: 12_050,
          HyperlinkAddress: "https://x.y/",
          Contact: "Mara",
          ExtendedAttribute: [{ FieldID: "188743731", Value: "yes" }],
          Baseline: [
            {
              Number: 0,
              Start: "2026-03-02T08:00:00",
              Finish: "2026-03-03T17:00:00",
              Work: "PT16H0M0S",
              Cost: "10000",
            },
          ],
        },
      ],
      resources: [{ Name: "Concrete", Type: 0, MaterialLabel: "t" }],
      assignments: [{ TaskUID: 1, ResourceUID: 1, Units: "3", Cost: "30000" }],
    }).replace(
      "<Calendars>",
      "<ExtendedAttributes><ExtendedAttribute><FieldID>188743731</FieldID><FieldName>Text1</FieldName><Alias>Checked</Alias></ExtendedAttribute></ExtendedAttributes><Calendars>",
    );
    const result = checkFile(text);
    const files = new Map(writeProject(result.project, result).map((file) => [file.path, file.text]));
    assert.equal(
      files.get("plan.yaml"),
      `gantry: 1

tasks:
  a:
    name: A
    duration: 1d
    priority: 200
    delay: 1ed
    cost: 120.5
    links: {msproject: "1", web: https://x.y/}
    x-msproject:
      Contact: Mara
      Checked: "yes"
`,
    );
    assert.match(
      files.get("budget.yaml") ?? "",
      /type: material\n {4}amount: 300\n {4}quantity: 3\n {4}unit: t\n {4}task: a\n/,
    );
    const baseline = [...files].find(([file]) => file.startsWith("baselines/"))?.[1] ?? "";
    assert.match(baseline, /a: \{start: 2026-03-02, finish: 2026-03-03, cost: 100, work: 16h\}/);
  });

  it("leaves the finish of a baseline out that lies before its start, and tells", () => {
    const dates = { Start: "2026-03-03T08:00:00", Finish: "2026-03-02T17:00:00" };
    const result = checkFile(projectXml({ tasks: [{ Name: "A", Baseline: [{ Number: 1, ...dates }] }] }));
    assert.deepEqual(result.project.baselines?.[0]?.tasks?.get("a"), { start: "2026-03-03" });
    assert.ok(
      result.losses.some(({ source, why }) => source === "Task/Baseline/Finish" && /before the start/.test(why)),
      JSON.stringify(result.losses),
    );
  });

  it("reads work weeks as days with other hours, under the exceptions", () => {
    const period = (from: string, to: string): string => {
      return `<TimePeriod><FromDate>${from}T00:00:00</FromDate><ToDate>${to}T23:59:00</ToDate></TimePeriod>`;
    };
    const weeks = `<WorkWeeks><WorkWeek>${period("2026-07-06", "2026-07-17")}<Name>Summer</Name>${weekDays([["07:00", "13:00"]])}</WorkWeek></WorkWeeks>`;
    const free = `<Exceptions><Exception>${period("2026-07-08", "2026-07-08")}<Name>Outing</Name><Type>1</Type><DayWorking>0</DayWorking></Exception></Exceptions>`;
    const calendar = `<Calendar><UID>2</UID><Name>Site</Name><IsBaseCalendar>1</IsBaseCalendar>${weekDays([["08:00", "16:00"]])}${free}${weeks}</Calendar>`;
    const { project } = checkFile(projectXml({ calendars: calendar }));
    const site = project.calendars?.find(({ id }) => id === "site");
    assert.deepEqual([...(site?.holidays ?? [])], [["2026-07-08", "Outing"]]);
    assert.deepEqual(
      [...(site?.exceptions ?? [])].map(([span, hours]) => `${span}: ${formatWorkingDay(hours)}`),
      [
        "2026-07-06 / 2026-07-07: 07:00-13:00",
        "2026-07-09 / 2026-07-10: 07:00-13:00",
        "2026-07-11 / 2026-07-12: off",
        "2026-07-13 / 2026-07-17: 07:00-13:00",
      ],
    );
  });

  it("reads calendars: hours past midnight, days without hours, exceptions of both kinds, bases", () => {
    const nights = `<Calendar><UID>2</UID><Name>Nights</Name><IsBaseCalendar>1</IsBaseCalendar>${weekDays([
      ["23:00", "00:00"],
      ["00:00", "03:00"],
    ])}</Calendar>`;
    const clock = `<Calendar><UID>3</UID><Name>24 Hours</Name><IsBaseCalendar>1</IsBaseCalendar>${weekDays([["00:00", "00:00"]])}</Calendar>`;
    const exception = (fields: string): string => `<Exception>${fields}</Exception>`;
    const period = (from: string, to: string): string =>
      `<TimePeriod><FromDate>${from}T00:00:00</FromDate><ToDate>${to}T23:59:00</ToDate></TimePeriod>`;
    const derived = `<Calendar><UID>4</UID><Name>Ana</Name><IsBaseCalendar>0</IsBaseCalendar><BaseCalendarUID>1</BaseCalendarUID><Exceptions>${exception(`${period("2026-04-06", "2026-04-06")}<Name>Easter Monday</Name><Type>1</Type><DayWorking>0</DayWorking>`)}${exception(`${period("2026-05-01", "2026-05-31")}<Name>Fridays</Name><Type>6</Type><Period>2</Period><DaysOfWeek>32</DaysOfWeek><DayWorking>0</DayWorking>`)}</Exceptions></Calendar>`;
    const old = `<Calendar><UID>5</UID><Name>Old</Name><IsBaseCalendar>0</IsBaseCalendar><BaseCalendarUID>1</BaseCalendarUID><WeekDays><WeekDay><DayType>0</DayType><DayWorking>0</DayWorking>${period("2026-12-24", "2026-12-31")}</WeekDay></WeekDays></Calendar>`;
    const nothing = `<Calendar><UID>6</UID><Name>Same</Name><IsBaseCalendar>0</IsBaseCalendar><BaseCalendarUID>2</BaseCalendarUID></Calendar>`;
    const result = checkFile(
      projectXml({
        calendars: nights + clock + derived + old + nothing,
        resources: [
          { Name: "Ana", CalendarUID: 4 },
          { Name: "Bo", CalendarUID: 6 },
          { Name: "Cy", CalendarUID: 1 },
        ],
      }),
    );
    const files = new Map(writeProject(result.project, result).map((file) => [file.path, file.text]));
    const timeline = files.get("timeline.yaml") ?? "";
    assert.match(timeline, /nights:\n {4}name: Nights\n {4}hours:\n {6}monday: 00:00-03:00, 23:00-24:00\n/);
    assert.match(timeline, /24-hours|hours:\n {4}name: 24 Hours\n {4}hours:\n {6}monday: 00:00-24:00\n/);
    assert.match(
      timeline,
      /ana:\n {4}name: Ana\n {4}based-on: standard\n {4}holidays:\n {6}2026-04-06: Easter Monday\n {6}2026-05-01: Fridays\n {6}2026-05-15: Fridays\n {6}2026-05-29: Fridays\n/,
    );
    assert.match(
      timeline,
      /old:\n {4}name: Old\n {4}based-on: standard\n {4}exceptions:\n {6}2026-12-24 \/ 2026-12-31: off\n/,
    );
    assert.deepEqual(
      result.project.people?.map(({ id, calendar }) => [id, calendar]),
      [
        ["ana", "ana"],
        ["bo", "nights"],
        ["cy", undefined],
      ],
    );
  });
});
