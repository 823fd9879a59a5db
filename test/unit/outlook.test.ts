import assert from "node:assert/strict";
import { finishDay } from "../../src/core/calendar/index.ts";
import { workAt, workWithin } from "../../src/core/language/index.ts";
import { outlookOf, standingOf } from "../../src/core/schedule/outlook.ts";
import { type Schedule, schedule } from "../../src/core/schedule/schedule.ts";
import { readSlice, unite } from "../../src/core/text/reading/index.ts";

const plan = `gantry: 1

tasks:
  build:
    name: Build
    tasks:
      api:
        name: New API
        duration: 10d

      manual:
        name: Manual
        duration: 9d
        deadline: 2027-01-20

  party:
    name: Party
    duration: 1d

milestones:
  live:
    name: Live
    after: build
    deadline: 2027-01-19

  closed:
    name: Closed
    after: live
`;

const headText = "gantry: 1\nname: Harbour\nstart: 2027-01-04\n";

function planned(text: string, ...others: readonly (readonly [string, string])[]): Schedule {
  const slices = [["gantry.yaml", headText] as const, ["plan.yaml", text] as const, ...others];
  const reading = unite(
    slices.map(([path, content]) => readSlice(path, content)),
    "harbour",
  );
  return schedule(reading, { today: "2027-01-04" });
}

const standings = (of: Schedule): Readonly<Record<string, string>> =>
  Object.fromEntries(of.rows.map(({ record }, row) => [record.id, standingOf(of, of.at(row))]));

describe("the outlook of a schedule", () => {
  it("says of each record how pressing it is", () => {
    assert.deepEqual(standings(planned(plan)), {
      build: "critical",
      api: "critical",
      manual: "near-critical",
      party: "free",
      live: "critical",
      closed: "critical",
    });
  });

  it("counts the critical tasks, and the float to the deadline of what is finished last", () => {
    const outlook = outlookOf(planned(plan)) ?? assert.fail();
    assert.equal(finishDay(outlook.finish), "2027-01-15");
    assert.equal(outlook.criticalTasks, 1, "neither stages nor milestones");
    assert.deepEqual(
      outlook.deadlines.map(({ work, margin }) => [work.record.id, margin / 28_800]),
      [
        ["live", 2],
        ["manual", 4],
      ],
    );
    assert.equal(outlook.last?.work.record.id, "live");
    assert.deepEqual(outlook.broken, []);
  });

  it("names the deadlines that break, the worst first", () => {
    const late = planned(plan.replace("2027-01-19", "2027-01-13").replace("2027-01-20", "2027-01-08"));
    assert.deepEqual(
      outlookOf(late)?.broken.map(({ work, margin }) => [work.record.id, margin / 28_800]),
      [
        ["manual", -4],
        ["live", -2],
      ],
    );
    assert.equal(standings(late).live, "late");
    assert.equal(standings(late).build, "critical");
  });

  it("leaves out what is done", () => {
    const log = "gantry: 1\n\nprogress:\n  - {at: 2027-01-04T15:00:00Z, task: manual, finish: 2027-01-04}\n";
    const now = planned(plan.replace("2027-01-20", "2027-01-01"), ["progress/ana.yaml", log]);
    assert.equal(standings(now).manual, "done");
    assert.deepEqual(
      outlookOf(now)?.deadlines.map(({ work }) => work.record.id),
      ["live"],
    );
  });

  it("has nothing to say where nothing is planned", () => {
    assert.equal(outlookOf(planned("gantry: 1\n")), undefined);
  });
});

describe("the work at a place of a slice", () => {
  const { reading } = planned(plan);
  const slice = reading.slices.find(({ path }) => path === "plan.yaml") ?? assert.fail();
  const idAt = (text: string): string | undefined =>
    workAt(reading, slice, plan.indexOf(text) + Math.min(text.length, 1))?.place.record.id;

  it("is found by its id, where that stands and where it is referred to, and in what dates follow from", () => {
    assert.equal(idAt("api:"), "api");
    assert.equal(idAt("New API"), "api");
    assert.equal(idAt("duration: 10d"), "api");
    assert.equal(idAt("deadline: 2027-01-20"), "manual");
    assert.equal(idAt("build\n    deadline"), "build");
    assert.equal(idAt("live\n"), "live");
    assert.equal(idAt("tasks:"), undefined);
    assert.equal(idAt("gantry: 1"), undefined);
  });

  it("is listed for a stretch of the text", () => {
    const within = (from: string, to: string): readonly string[] =>
      workWithin(reading, "plan.yaml", plan.indexOf(from), plan.indexOf(to)).map(({ record }) => record.id);
    assert.deepEqual(within("gantry", "\n  closed"), ["build", "api", "manual", "party", "live"]);
    assert.deepEqual(within("api:", "manual:"), ["api", "manual"]);
    assert.deepEqual(within("duration: 10d", "manual:"), ["manual"]);
    assert.deepEqual(workWithin(reading, "gantry.yaml", 0, 10), []);
  });
});
