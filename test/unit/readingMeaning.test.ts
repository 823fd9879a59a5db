import assert from "node:assert/strict";
import {
  type Decimal,
  type Duration,
  formatAssignment,
  formatCadence,
  formatDateSpan,
  formatDependency,
  formatDuration,
  formatEstimate,
  formatMoney,
  formatRate,
  formatWorkingDay,
  type Milestone,
  type Money,
  minutesOf,
  type ProgressEntry,
  type Task,
  toNumber,
  type WeekdayName,
} from "../../src/core/model/index.ts";
import { compareSlices, type RecordPlace } from "../../src/core/text/reading/index.ts";
import { filesBelow, problemLines, readProject } from "./support/projectFiles.ts";

// What stands here was counted in the files by other means than Gantry's reader.
const files = filesBelow("test/fixtures/plans/ferry");
const reading = readProject(files);
const { project, index } = reading;
const { header } = project;

const units = { hoursPerDay: 8, daysPerWeek: 5, daysPerMonth: 21 };

function task(id: string): Task {
  const found = index.find("work", id);
  assert.equal(found?.section, "tasks", id);
  return found?.record as Task;
}
function milestone(id: string): Milestone {
  const found = index.find("work", id);
  assert.equal(found?.section, "milestones", id);
  return found?.record as Milestone;
}
function leaves(tasks: readonly Task[]): readonly Task[] {
  return tasks.flatMap((each) => (each.isStage ? leaves(each.tasks) : [each]));
}
function all(tasks: readonly Task[]): readonly Task[] {
  return tasks.flatMap((each) => [each, ...all(each.tasks)]);
}
function depth(tasks: readonly Task[]): number {
  return tasks.length === 0 ? 0 : 1 + Math.max(...tasks.map((each) => depth(each.tasks)));
}
const one = <T extends { readonly id: string }>(records: readonly T[], id: string): T => {
  const found = records.find((record) => record.id === id);
  assert.ok(found, id);
  return found;
};
const nothing = { coefficient: Number.NaN, decimals: 0 };
const format = (duration: Duration | undefined): string =>
  duration === undefined ? "nothing" : formatDuration(duration);
const rateOf = (person: string): string => {
  const { rate } = one(project.people, person);
  return rate === undefined ? "nothing" : formatRate(rate);
};
const hours = (calendar: string, day: WeekdayName): string => {
  const stated = one(project.calendars, calendar).hours?.[day];
  return stated === undefined ? "none" : formatWorkingDay(stated);
};
const entries = (id: string): readonly ProgressEntry[] => project.progress.filter((entry) => entry.task === id);
const entry = (id: string, at: number): ProgressEntry | undefined => entries(id)[at];
const money = (value: Money | undefined): string => (value === undefined ? "nothing" : formatMoney(value));
const decimal = (value: Decimal | undefined): number => toNumber(value ?? nothing);
const backlogItem = (id: string): readonly unknown[] => {
  const { iteration, priority, size, value, class: service } = task(id);
  return [iteration, priority, decimal(size), decimal(value), service];
};
const stakeholderFacts = (id: string): readonly unknown[] => {
  const record = one(project.stakeholders, id);
  return [record.engagementNow, record.engagementWanted, record.cadence && formatCadence(record.cadence)];
};
const riskFigures = (id: string): readonly unknown[] => {
  const { probability, impact, cost, delay, residualProbability, residualImpact } = one(project.risks, id);
  return [probability, impact, money(cost), format(delay), residualProbability, residualImpact];
};
const changeFacts = (id: string): readonly unknown[] => {
  const { decision, decidedBy, time, cost, rebaseline } = one(project.changes, id);
  return [decision, decidedBy, format(time), money(cost), rebaseline];
};
const estimate = (id: string): string => {
  const { effort, duration } = task(id);
  const parts = [effort && `effort ${formatEstimate(effort)}`, duration && `duration ${formatEstimate(duration)}`];
  return parts.filter((part) => part !== undefined).join(", ");
};
const waitsFor = (id: string): readonly string[] => (task(id).after ?? []).map(formatDependency);
const who = (id: string): readonly string[] => (task(id).who ?? []).map(formatAssignment);

describe("A hand-written plan of 200 tasks over five files reads as meant", () => {
  it("without any problem", () => assert.deepEqual(problemLines(files), []));

  it("the same with Windows line ends, with a byte order mark, and with its slices in any order", () => {
    const texts = Object.entries(files);
    for (const changed of [
      texts.map(([path, text]) => [path, text.replaceAll("\n", "\r\n")]),
      texts.map(([path, text]) => [path, `\uFEFF${text}`]),
      texts.toReversed(),
    ]) {
      const again = Object.fromEntries(changed);
      assert.deepEqual(problemLines(again), []);
      assert.deepEqual(readProject(again).project, project);
    }
  });

  it("the same when all of it stands in one file", () => {
    const [sections, facts] = [new Map<string, string[]>(), [] as string[]];
    const inOrder = Object.entries(files).sort(([a], [b]) => compareSlices(a, b));
    for (const [, text] of inOrder) {
      for (const part of text.split(/^(?=[a-z][a-z-]*:)/m)) {
        const name = /^([a-z-]+):[ ]*\n/.exec(part)?.[1];
        if (name === undefined) facts.push(part.startsWith("gantry:") || part.startsWith("#") ? "" : part);
        else sections.set(name, [...(sections.get(name) ?? []), part.slice(part.indexOf("\n") + 1)]);
      }
    }
    const bodies = [...sections].map(([name, parts]) => `${name}:\n${parts.join("\n")}`);
    const whole = { "gantry.yaml": `gantry: 1\n${facts.join("")}${bodies.join("\n")}` };
    assert.deepEqual(problemLines(whole), []);
    const inOneLog = project.progress.map((line) => ({ ...line, log: "gantry.yaml" }));
    assert.deepEqual(readProject(whole).project, { ...project, progress: inOneLog });
  });

  it("200 tasks in 47 stages, four levels, 40 tasks a file", () => {
    assert.equal(all(project.tasks).length, 247);
    assert.equal(leaves(project.tasks).length, 200);
    assert.equal(depth(project.tasks), 4);
    for (const path of ["plan.yaml", "yard.yaml", "shore.yaml", "approval.yaml", "service.yaml"]) {
      const inFile = index.places.filter(
        ({ slice, record, section }) => slice.path === path && section === "tasks" && !(record as Task).isStage,
      );
      assert.equal(inFile.length, 40, path);
    }
  });

  it("stages in the order of the paths and of the lines", () => {
    assert.deepEqual(
      project.tasks.map(({ id }) => id),
      [
        "control-software",
        "class-approval",
        "safety",
        "management",
        "design",
        "trials",
        "crew-training",
        "return-to-service",
        "old-gear",
        "shore",
        "yard-stay",
      ],
    );
    assert.deepEqual(
      task("propulsion-design").tasks.map(({ id, tasks }) => [id, tasks.length]),
      [
        ["battery-room-design", 5],
        ["drive-design", 5],
      ],
    );
    assert.deepEqual(
      task("old-gear").tasks.map(({ id }) => id),
      ["engines-valued", "engines-sold", "tanks-scrapped", "oil-disposed", "diesel-pier", "records-kept"],
    );
  });

  const sums: readonly (readonly [
    stage: string,
    tasks: number,
    days: number,
    withEffort: number,
    withDuration: number,
  ])[] = [
    ["management", 16, 43.75, 13, 4],
    ["start-up", 6, 10.5, 4, 2],
    ["hand-over", 4, 7.25, 4, 0],
    ["design", 24, 105, 23, 0],
    ["naval-architecture", 6, 32, 6, 0],
    ["battery-room-design", 5, 22, 5, 0],
    ["control-design", 8, 29, 7, 0],
    ["yard-stay", 40, 225, 31, 9],
    ["removal", 7, 24, 5, 2],
    ["battery-room-steel", 6, 56, 5, 1],
    ["installation", 17, 110, 15, 2],
    ["cabling", 5, 52, 4, 1],
    ["shore", 40, 41, 11, 29],
    ["foundations-north", 4, 0, 0, 4],
    ["charging-trials", 6, 14, 4, 2],
    ["control-software", 14, 71, 13, 1],
    ["class-approval", 14, 33, 8, 6],
    ["surveys", 6, 3, 1, 5],
    ["safety", 12, 43, 9, 2],
    ["trials", 16, 18, 4, 11],
    ["crew-training", 10, 36, 3, 7],
    ["return-to-service", 8, 14, 4, 4],
    ["old-gear", 6, 3.5, 2, 4],
  ];
  for (const [stage, tasks, days, withEffort, withDuration] of sums) {
    it(`${stage}: ${tasks} tasks, ${days} days of effort`, () => {
      const inside = leaves([task(stage)]);
      const minutes = inside.reduce((sum, { effort }) => sum + (effort ? minutesOf(effort.likely, units) : 0), 0);
      assert.deepEqual(
        [
          inside.length,
          minutes / 480,
          inside.filter(({ effort }) => effort).length,
          inside.filter(({ duration }) => duration).length,
        ],
        [tasks, days, withEffort, withDuration],
      );
    });
  }

  it("every record of every section", () => {
    const counts = Object.fromEntries(
      Object.entries(project)
        .filter(([name]) => name !== "header" && name !== "tasks")
        .map(([name, records]) => [name, (records as readonly unknown[]).length]),
    );
    assert.deepEqual(counts, {
      people: 15,
      milestones: 6,
      iterations: 3,
      calendars: 4,
      funding: 2,
      costs: 6,
      stakeholders: 3,
      risks: 3,
      raci: 2,
      communications: 2,
      issues: 2,
      assumptions: 2,
      dependencies: 2,
      changes: 2,
      actions: 2,
      procurement: 1,
      baselines: 1,
      progress: 14,
    });
  });

  it("every dependency with its type and lag", () => {
    const dependencies = [...all(project.tasks), ...project.milestones].flatMap((record) => record.after ?? []);
    assert.equal(dependencies.length, 257);
    const forms = new Map<string, number>();
    for (const { type, lag } of dependencies) {
      const unit = lag === undefined ? "" : "percent" in lag ? "%" : lag.duration.isElapsed ? "elapsed" : "working";
      const form = lag === undefined ? type : `${type} ${lag.sign < 0 ? "-" : "+"} ${unit}`;
      forms.set(form, (forms.get(form) ?? 0) + 1);
    }
    assert.deepEqual(Object.fromEntries(forms), {
      FS: 211,
      "FS + %": 1,
      "FS + elapsed": 3,
      "FS + working": 7,
      "FS - %": 1,
      "FS - working": 1,
      SS: 4,
      "SS + %": 3,
      "SS + elapsed": 1,
      "SS + working": 6,
      "SS - working": 3,
      FF: 2,
      "FF + %": 2,
      "FF + elapsed": 1,
      "FF + working": 3,
      "FF - working": 3,
      SF: 1,
      "SF + %": 1,
      "SF + elapsed": 1,
      "SF + working": 1,
      "SF - working": 1,
    });
  });

  it("every assignment", () => {
    const assignments = all(project.tasks).flatMap((each) => each.who ?? []);
    assert.equal(assignments.length, 202);
    assert.equal(assignments.filter((each) => each.units !== 100).length, 17);
    const of = (person: string): number => assignments.filter((each) => each.who === person).length;
    assert.deepEqual(
      ["petra", "developer", "jonas", "crew", "fitter", "welder", "arne", "ingrid"].map(of),
      [24, 23, 19, 17, 16, 10, 8, 1],
    );
  });

  it("every reference leads where it should", () => {
    const targets = new Map<string, number>();
    const count = (place: RecordPlace | undefined, id: string): void => {
      assert.ok(place, id);
      targets.set(place.record.id, (targets.get(place.record.id) ?? 0) + 1);
    };
    const ofRecords = index.places.flatMap(({ reading: { references } }) => references);
    const loose = reading.looseReferences.map(({ reference }) => reference);
    const all = [...ofRecords, ...loose];
    const byField = (field: string): number => all.filter((reference) => reference.field === field).length;
    assert.deepEqual(
      ["after", "who", "owner", "task", "affects", "iteration", "calendar", "based-on"].map(byField),
      [257, 202, 48, 18, 7, 10, 10, 3],
    );
    assert.equal(all.length, 582);
    for (const { to, id } of all) {
      count(
        to.map((namespace) => index.resolve(namespace, id)).find((place) => place !== undefined),
        id,
      );
    }
    for (const {
      slice,
      start,
      reading: { references },
    } of index.places) {
      for (const reference of references) {
        assert.equal(slice.text.slice(start + reference.start, start + reference.end), reference.id);
      }
    }
    for (const { path, start, end, reference } of reading.looseReferences) {
      assert.equal(files[path]?.slice(start, end), reference.id);
    }
    assert.deepEqual(
      ["modules-in", "in-service", "undocking", "standard", "sprint-2", "battery-modules"].map((id) => targets.get(id)),
      [5, 3, 4, 3, 4, 1],
    );
  });

  const facts: readonly (readonly [what: string, found: () => unknown, meant: unknown])[] = [
    ["its name", () => header.name, "Ferry Solveig: from diesel to batteries"],
    [
      "its purpose, in two lines",
      () => header.purpose,
      "Solveig runs on batteries from the summer timetable on.\nThe port closes its berths to diesel ferries in September.\n",
    ],
    ["kind, method and phase", () => [header.kind, header.method, header.phase], ["hardware", "hybrid", "executing"]],
    ["start and status date", () => [header.start, header.statusDate], ["2027-03-01", "2027-04-16"]],
    ["zone and currency", () => [header.timeZone, header.currency], ["Europe/Oslo", "EUR"]],
    ["who leads it", () => [header.sponsor, header.manager], ["ingrid", "mira"]],
    ["21 days a month", () => header.units?.daysPerMonth, 21],
    ["the contingency", () => money(header.contingency?.amount), "310000"],
    ["the reserve's basis", () => header.managementReserve?.basis, "Decision of the steering group"],
    ["the dollar in June", () => decimal(header.exchange?.get("USD")?.get("2027-06-01")), 0.905],
    [
      "the gates",
      () => [header.rules?.gates?.approver, header.rules?.gates?.before],
      ["ingrid", "Stage accepted, open risks reviewed"],
    ],
    ["how many items at once", () => header.rules?.workInProgress?.doing, 6],
    ["the class that starts at once", () => header.rules?.classesOfService?.get("expedite")?.limit, 1],
    ["the version", () => header.version, 1],

    [
      "Mira's leave",
      () => one(project.people, "mira").leave?.map(formatDateSpan),
      ["2027-05-18", "2027-07-12 / 2027-07-23"],
    ],
    [
      "Lotte's leave, in a block",
      () => one(project.people, "lotte").leave?.map(formatDateSpan),
      ["2027-04-05", "2027-06-14 / 2027-06-18"],
    ],
    ["Jonas's skills", () => one(project.people, "jonas").skills, ["stability", "class rules", "ballast"]],
    ["Petra's rate with cents", () => rateOf("petra"), "105.50/h"],
    [
      "Petra's hours and her old id",
      () => [one(project.people, "petra").calendar, one(project.people, "petra").was],
      ["part-time", ["petra-l"]],
    ],
    ["Yuki's rate in dollars a day", () => rateOf("yuki"), "900 USD/d"],
    [
      "Oskar's rate a week, and his share",
      () => [rateOf("oskar"), one(project.people, "oskar").capacity],
      ["4200/w", 60],
    ],
    [
      "Arne's rate a month, and his quoted name",
      () => [rateOf("arne"), one(project.people, "arne").name],
      ["13000/mo", 'Arne "the buyer" Sund'],
    ],
    ["a sponsor without a rate", () => one(project.people, "ingrid").rate, undefined],
    [
      "Tomas's first and last day",
      () => [one(project.people, "tomas").from, one(project.people, "tomas").until],
      ["2027-05-03", "2027-09-30"],
    ],
    ["six welders", () => [one(project.people, "welder").count, rateOf("welder")], [6, "62/h"]],
    ["a link", () => one(project.people, "yuki").links?.get("contract"), "C-118"],

    ["a range", () => estimate("floor-steel"), "effort 12d / 16d / 24d"],
    ["hours", () => estimate("lessons"), "effort 10h"],
    ["effort with duration", () => estimate("monthly-review"), "effort 6d, duration 5mo"],
    ["elapsed days", () => estimate("curing-south"), "duration 7ed"],
    ["nothing for a milestone", () => [estimate("safety-accepted"), task("safety-accepted").milestone], ["", true]],
    [
      "people in parts",
      () => who("room-drawings").concat(who("comments-answered")),
      ["petra", "oskar", "jonas 50%", "petra 50%"],
    ],
    ["people of a role", () => who("vent-ducts"), ["2 welder", "fitter"]],
    ["one of a role without a number", () => task("gas-sensors").who, [{ who: "electrician", count: 1, units: 100 }]],
    ["a lag in hours", () => waitsFor("contract-batteries"), ["contract-yard SS+4h"]],
    [
      "a lead in per cent",
      () => task("bulkheads").after,
      [{ on: "floor-steel", type: "FS", lag: { sign: -1, percent: 20 } }],
    ],
    ["elapsed hours", () => waitsFor("failure-test"), ["bench-test SS+24eh"]],
    ["half an hour", () => waitsFor("evacuation-study"), ["hazard-workshop FS+30m"]],
    ["a month", () => waitsFor("diesel-pier"), ["engines-out FS+1mo"]],
    [
      "start to finish",
      () => [waitsFor("night-charge"), waitsFor("berth-drill")],
      [["first-charge SF-2d"], ["hand-shake SF+2ed"]],
    ],
    [
      "several in one line",
      () => waitsFor("final-survey"),
      ["hull-survey", "fire-survey", "battery-survey", "electrical-survey", "endurance"],
    ],
    ["a stage that waits", () => waitsFor("steelwork"), ["removal SS+1w"]],
    ["a stage that waits for a milestone", () => waitsFor("charging-trials"), ["grid-live"]],
    ["start no earlier", () => task("modules-in").startNoEarlier, "2027-06-14"],
    ["start no later", () => task("undocking").startNoLater, "2027-07-01"],
    ["finish no earlier", () => task("energise-north").finishNoEarlier, "2027-06-25"],
    ["finish no later", () => task("endurance").finishNoLater, "2027-08-20"],
    ["must start, with a time", () => task("tow-to-yard").mustStart, "2027-04-19T08:00"],
    ["must finish", () => task("engines-out").mustFinish, "2027-05-14"],
    ["as late as possible", () => task("walkway").schedule, "late"],
    [
      "deadlines of tasks",
      () => [task("general-arrangement").deadline, task("plans-submitted").deadline],
      ["2027-04-30", "2027-05-21"],
    ],
    ["a delay", () => format(task("trial-faults").delay), "2d"],
    ["a calendar of a task", () => task("room-paint").calendar, "night-shift"],
    [
      "costs of tasks",
      () => [money(task("insurance").cost), money(task("tower-north").cost)],
      ["2100.50 EUR", "18500 USD"],
    ],
    [
      "what the estimate rests on",
      () => [task("contract-yard").basis, task("contract-yard").estimator, task("contract-yard").confidence],
      ["Two contracts of this yard", "arne", "medium"],
    ],
    ["an item of the backlog", () => backlogItem("fallback"), ["sprint-3", 90, 8, 13, "expedite"]],
    ["how one sees it is done", () => task("fast-charge").acceptance, "8 minutes are enough for a crossing"],
    ["an owner of a stage", () => task("class-approval").owner, "oskar"],

    [
      "a milestone with a time",
      () => [milestone("dock-free").date, milestone("dock-free").owner],
      ["2027-04-19T06:00", "samir"],
    ],
    [
      "a milestone with lags",
      () => milestone("certified").after?.map(formatDependency),
      ["final-survey", "documents-handed-in FF+1w"],
    ],
    [
      "a milestone's block list",
      () => milestone("grid-live").after?.map(formatDependency),
      ["energise-north", "energise-south FS+1d"],
    ],
    [
      "a fixed date with its deadline",
      () => [milestone("in-service").date, milestone("in-service").deadline, milestone("in-service").was],
      ["2027-09-01", "2027-09-01", ["first-day"]],
    ],
    [
      "an iteration",
      () => [one(project.iterations, "sprint-2").finish, format(one(project.iterations, "sprint-2").capacity)],
      ["2027-04-23", "26d"],
    ],

    ["a Friday", () => hours("standard", "friday"), "07:30-12:00, 12:30-15:30"],
    [
      "the yard's Saturday over its parent",
      () => [one(project.calendars, "yard").basedOn, hours("yard", "saturday"), hours("yard", "monday")],
      ["standard", "07:00-12:00", "none"],
    ],
    ["a night over midnight", () => hours("night-shift", "monday"), "00:00-06:00, 22:00-24:00"],
    ["a free Friday", () => hours("part-time", "friday"), "off"],
    [
      "holidays",
      () => [
        one(project.calendars, "standard").holidays?.size,
        one(project.calendars, "yard").holidays?.get("2027-07-05 / 2027-07-09"),
      ],
      [5, "Yard closed"],
    ],
    [
      "other hours",
      () =>
        [...(one(project.calendars, "yard").exceptions ?? [])].map(([date, day]) => `${date} ${formatWorkingDay(day)}`),
      ["2027-04-24 off", "2027-06-05 / 2027-06-06 08:00-14:00"],
    ],

    ["funding with cents", () => money(one(project.funding, "company-money").amount), "2350000.50"],
    [
      "a cost by pieces",
      () => [
        decimal(one(project.costs, "battery-modules").quantity),
        money(one(project.costs, "battery-modules").unitCost),
        one(project.costs, "battery-modules").unit,
      ],
      [84, "9200.25 USD", "module"],
    ],
    [
      "a cost that recurs",
      () => [format(one(project.costs, "dock-hire").every), one(project.costs, "dock-hire").finish],
      ["1w", "2027-07-02"],
    ],
    ["a cost of another currency", () => money(one(project.costs, "class-fees").amount), "38500 NOK"],
    ["overheads", () => one(project.costs, "office-share").type, "overhead"],

    ["a stakeholder", () => stakeholderFacts("neighbours"), ["resistant", "neutral", "on-demand"]],
    ["a risk's figures", () => riskFigures("late-modules"), [4, 5, "95000", "20d", 2, 4]],
    [
      "what a risk touches",
      () => [one(project.risks, "late-modules").affects, one(project.risks, "rotten-frames").affects],
      [["modules-in", "undocking"], ["floor-steel"]],
    ],
    [
      "an opportunity",
      () => [one(project.risks, "early-grid").type, one(project.risks, "early-grid").strategy],
      ["opportunity", "enhance"],
    ],
    ["who supports", () => one(project.raci, "general-arrangement-drawing").support, ["petra"]],
    [
      "audiences of both kinds",
      () => one(project.communications, "steering-group").audience,
      ["port", "ingrid", "class-society"],
    ],
    ["a closed issue", () => one(project.issues, "crane-broken").resolution, "Hired a mobile crane"],
    ["an assumption", () => one(project.assumptions, "grid-capacity").status, "confirmed"],
    [
      "a dependency given",
      () => [one(project.dependencies, "berth-data").direction, one(project.dependencies, "berth-data").delivered],
      ["give", "2027-04-14"],
    ],
    ["a change that was refused", () => changeFacts("second-mast"), ["reject", "ingrid", "8d", "64000", false]],
    ["a change of no time", () => format(one(project.changes, "quieter-fans").time), "0d"],
    [
      "weights of criteria",
      () => [...(one(project.procurement, "modules").criteria ?? [])],
      [
        ["price", 40],
        ["safety", 35],
        ["delivery", 25],
      ],
    ],
    ["a vendor", () => money(one(project.procurement, "modules").vendors?.get("nordcell")?.price), "741000 EUR"],
    ["a payment", () => money(one(project.procurement, "modules").payments?.get("2027-04-15")), "231846.30 USD"],

    [
      "the baseline",
      () => [
        one(project.baselines, "go").revision,
        one(project.baselines, "go").tasks?.size,
        one(project.baselines, "go").costs?.size,
      ],
      ["9c1e77d", 6, 2],
    ],
    ["what a task was to cost", () => money(one(project.baselines, "go").tasks?.get("engines-out")?.cost), "2672"],
    ["a task that is gone", () => format(one(project.baselines, "go").tasks?.get("old-cooling-study")?.work), "3d"],
    ["planned value", () => money(one(project.baselines, "go").plannedValue?.get("2027-03-12")), "11740.50"],

    [
      "a log's first entry",
      () => [project.progress[0]?.task, project.progress[0]?.log],
      ["weight-survey", "progress/jonas.yaml"],
    ],
    [
      "hours and days in one log",
      () => [format(entry("budget-agreed", 0)?.left), format(entry("budget-agreed", 1)?.spent)],
      ["8h", "2.5d"],
    ],
    ["a finish with a time", () => entry("steering-decision", 0)?.finish, "2027-03-12T11:00"],
    ["an instant with a fraction", () => entry("steering-decision", 0)?.at, "2027-03-12T16:00:00.500Z"],
    [
      "blocked, and going on",
      () => [entry("contract-batteries", 0)?.blocked, entry("contract-batteries", 1)?.blocked],
      ["Waiting for the bank", "no"],
    ],
    [
      "what was paid",
      () => money(project.progress.find(({ cost }) => cost === "battery-modules")?.paid),
      "231846.30 USD",
    ],
    ["a checklist item", () => project.progress.find(({ item }) => item === "ini-10")?.override, "met"],
    [
      "an old id in a log, which stands",
      () => [entry("first-day", 0)?.task, index.resolve("work", "first-day")?.record.id],
      ["first-day", "in-service"],
    ],
  ];
  for (const [what, found, meant] of facts) {
    it(what, () => assert.deepEqual(found(), meant));
  }
});
