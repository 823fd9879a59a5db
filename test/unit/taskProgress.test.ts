import assert from "node:assert/strict";
import type { Task } from "../../src/core/model/index.ts";
import { type TaskProgress, WorkProgress } from "../../src/core/model/taskProgress.ts";
import { instantOf, projectToday } from "../../src/core/model/today.ts";
import type { ProjectReading } from "../../src/core/text/reading/index.ts";
import { reading } from "./support/languageProject.ts";

const plan = `gantry: 1

tasks:
  build:
    name: Build
    tasks:
      api:
        name: API
        effort: 6d / 9d / 20d

      forms:
        name: Forms
        duration: 1w
        was: [pages]

      inner:
        name: Inner
        tasks:
          docs:
            name: Documentation

          shown:
            name: Shown
            milestone: true

  gates:
    name: Gates
    tasks:
      first:
        name: First gate
        milestone: true

      second:
        name: Second gate
        milestone: true

  empty:
    name: Empty
    tasks:

milestones:
  pilot:
    name: Pilot
`;

function project(logs: Readonly<Record<string, readonly string[]>>, text = plan): ProjectReading {
  const files = Object.entries(logs).map(([writer, lines]) => {
    return [`progress/${writer}.yaml`, `gantry: 1\n\nprogress:\n${lines.map((line) => `  - {${line}}\n`).join("")}`];
  });
  const result = reading({ "gantry.yaml": "gantry: 1\nname: Test\n", "plan.yaml": text, ...Object.fromEntries(files) });
  assert.deepEqual(
    [...result.problems.values()].flat().filter(({ severity }) => severity === "error"),
    [],
  );
  return result;
}

function progressOf(id: string, logs: Readonly<Record<string, readonly string[]>>, text?: string): TaskProgress {
  const { project: read, index } = project(logs, text);
  const progress = new WorkProgress(read, (name) => index.resolve("work", name)?.record);
  return progress.of(index.find("work", id)?.record as Task);
}

const day = (number: number, time = "10:00:00"): string => `at: 2027-01-${String(number).padStart(2, "0")}T${time}Z`;

describe("the progress of a task", () => {
  it("is not begun while nothing was logged", () => {
    assert.deepEqual(progressOf("api", {}), { state: "not-begun", done: 0 });
  });

  it("takes the last entry by its time for each field, whichever log and line it stands in", () => {
    const found = progressOf("api", {
      ana: [`${day(14)}, task: api, done: 60%`, `${day(12)}, task: api, done: 20%, spent: 1d`],
      chen: [`${day(13)}, task: api, done: 40%, left: 4d`],
    });
    assert.deepEqual([found.state, found.done], ["in-work", 60]);
    assert.deepEqual([found.spent?.amount.coefficient, found.left?.amount.coefficient], [1, 4]);
    assert.deepEqual(found.last, { at: "2027-01-14T10:00:00Z", log: "progress/ana.yaml" });
  });

  it("takes the later line of entries of the same moment, and knows fractions of a second", () => {
    assert.equal(
      progressOf("api", { ana: [`${day(14)}, task: api, done: 60%`, `${day(14)}, task: api, done: 30%`] }).done,
      30,
    );
    const fractions = [`${day(14, "10:00:00.5")}, task: api, done: 60%`, `${day(14)}, task: api, done: 30%`];
    assert.equal(progressOf("api", { ana: fractions }).done, 60);
  });

  it("follows an id that the task had before", () => {
    assert.equal(progressOf("forms", { ana: [`${day(14)}, task: pages, done: 30%`] }).done, 30);
  });

  it("is done once a finish was logged, whatever was said before", () => {
    const found = progressOf("api", {
      ana: [`${day(13)}, task: api, done: 40%`, `${day(14)}, task: api, finish: 2027-01-14`],
    });
    assert.deepEqual([found.state, found.done, found.finish, found.doneBefore], ["done", 100, "2027-01-14", 40]);
  });

  it("is open again once less than all is said later, and done again by a later finish", () => {
    const reopened = [`${day(13)}, task: api, finish: 2027-01-13`, `${day(14)}, task: api, done: 80%`];
    assert.deepEqual(
      [progressOf("api", { ana: reopened }).state, progressOf("api", { ana: reopened }).finish],
      ["in-work", undefined],
    );
    const again = [...reopened, `${day(15)}, task: api, finish: 2027-01-15`];
    assert.deepEqual(progressOf("api", { ana: again }).finish, "2027-01-15");
  });

  it("is done at 100 %, also without a finish, and not by 99.6 %", () => {
    assert.equal(progressOf("api", { ana: [`${day(13)}, task: api, done: 100%`] }).state, "done");
    assert.deepEqual(progressOf("api", { ana: [`${day(13)}, task: api, done: 99.6%`] }).done, 99);
  });

  it("is the spent part of all the work, where only that is known", () => {
    assert.equal(progressOf("api", { ana: [`${day(13)}, task: api, spent: 1d, left: 24h`] }).done, 25);
    assert.deepEqual(progressOf("api", { ana: [`${day(13)}, task: api, spent: 1d`] }).done, 0);
    assert.equal(progressOf("api", { ana: [`${day(13)}, task: api, spent: 1d`] }).state, "in-work");
  });

  it("is blocked until it goes on or is done", () => {
    const blocked = `${day(13)}, task: api, blocked: Waiting for the contract`;
    assert.deepEqual(
      [progressOf("api", { ana: [blocked] }).state, progressOf("api", { ana: [blocked] }).blocked],
      ["blocked", "Waiting for the contract"],
    );
    assert.equal(progressOf("api", { ana: [blocked, `${day(14)}, task: api, blocked: no`] }).state, "not-begun");
    assert.equal(progressOf("api", { ana: [blocked, `${day(14)}, task: api, finish: 2027-01-14`] }).state, "done");
  });

  it("is that of a milestone too", () => {
    assert.equal(progressOf("pilot", { ana: [`${day(13)}, task: pilot, finish: 2027-01-13`] }).state, "done");
  });
});

describe("the progress of a stage", () => {
  it("is that of its tasks, weighed by likely effort, else duration, else as a day", () => {
    // 9 days of the API, 5 of the forms, one of the documentation; the milestone weighs nothing.
    const found = progressOf("build", {
      ana: [`${day(13)}, task: api, finish: 2027-01-13`, `${day(13)}, task: docs, done: 50%`],
    });
    assert.equal(found.done, Math.round((100 * 9.5) / 15));
    assert.deepEqual(found.parts, { total: 4, done: 1, blocked: 0 });
    assert.equal(found.state, "in-work");
  });

  it("is done when all in it is, and never before", () => {
    const all = ["api", "forms", "docs"].map((id) => `${day(13)}, task: ${id}, finish: 2027-01-13`);
    assert.deepEqual(
      [progressOf("build", { ana: all }).done, progressOf("build", { ana: all }).state],
      [99, "in-work"],
      "the milestone is still open",
    );
    const found = progressOf("build", { ana: [...all, `${day(14)}, task: shown, finish: 2027-01-14`] });
    assert.deepEqual([found.done, found.state], [100, "done"]);
  });

  it("counts the milestones where there is nothing else", () => {
    assert.equal(progressOf("gates", { ana: [`${day(13)}, task: first, finish: 2027-01-13`] }).done, 50);
  });

  it("counts what is blocked in it, and can be blocked itself", () => {
    const found = progressOf("build", { ana: [`${day(13)}, task: api, blocked: Contract`] });
    assert.deepEqual([found.parts?.blocked, found.state], [1, "in-work"]);
    assert.equal(progressOf("build", { ana: [`${day(13)}, task: build, blocked: Money`] }).state, "blocked");
  });

  it("counts elapsed time for the working time in it", () => {
    const text =
      "gantry: 1\n\ntasks:\n  a:\n    name: A\n    tasks:\n      b:\n        name: B\n        duration: 7ed\n\n      c:\n        name: C\n        duration: 5d\n";
    assert.equal(progressOf("a", { ana: [`${day(13)}, task: b, finish: 2027-01-13`] }, text).done, 50);
  });

  it("without tasks is read as a task", () => {
    assert.equal(progressOf("empty", { ana: [`${day(13)}, task: empty, done: 30%`] }).done, 30);
  });
});

describe("the day it is for a project", () => {
  const late = new Date("2027-01-13T23:30:00.250Z");
  const header = { version: 1, name: "Test" };

  it("is its status date, else the day in its time zone, else in UTC", () => {
    assert.equal(projectToday({ ...header, statusDate: "2027-02-01", timeZone: "Asia/Tokyo" }, late), "2027-02-01");
    assert.equal(projectToday({ ...header, timeZone: "Asia/Tokyo" }, late), "2027-01-14");
    assert.equal(projectToday(header, late), "2027-01-13");
    assert.equal(projectToday({ ...header, timeZone: "Nowhere/Here" }, late), "2027-01-13");
  });

  it("has moments in whole seconds", () => {
    assert.equal(instantOf(late), "2027-01-13T23:30:00Z");
  });
});
