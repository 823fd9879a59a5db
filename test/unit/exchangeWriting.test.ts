import assert from "node:assert/strict";
import fc from "fast-check";
import { Account, deepestStages, IdMaker, type ImportedProject, writeProject } from "../../src/core/exchange/index.ts";
import type { Task } from "../../src/core/model/index.ts";
import { isId } from "../../src/core/model/index.ts";
import { formatSlice } from "../../src/core/text/editing/index.ts";
import { type ProjectReading, readSlice, unite } from "../../src/core/text/reading/index.ts";
import { anyProject } from "./support/projectArbitrary.ts";

function readBack(project: ImportedProject, kept?: Parameters<typeof writeProject>[1]): ProjectReading {
  const files = writeProject(project, kept);
  return unite(
    files.map(({ path, text }) => readSlice(path, text)),
    "folder",
  );
}

function problemsOf(reading: ProjectReading): readonly string[] {
  return [...reading.problems.values()].flat().map(({ path, message }) => `${path}: ${message}`);
}

/** Baselines stand in the order of their files. */
function inOrder(project: ImportedProject): ImportedProject {
  return { ...project, baselines: [...(project.baselines ?? [])].sort((a, b) => (a.id < b.id ? -1 : 1)) };
}

const task = (id: string, more: Partial<Task> = {}): Task => ({ id, name: id, tasks: [], isStage: false, ...more });

describe("exchange: writing a project", () => {
  it("gives files that read as the same project, without a problem", () => {
    fc.assert(
      fc.property(anyProject, (project) => {
        const reading = readBack(project);
        assert.deepEqual(problemsOf(reading), []);
        const { header, ...sections } = reading.project;
        const { version, ...facts } = header;
        assert.equal(version, 1);
        assert.deepEqual(inOrder({ header: facts, ...sections }), inOrder(project));
      }),
      { seed: 20_270_104, numRuns: 100 },
    );
  });

  it("is laid out as the formatter would leave it", () => {
    fc.assert(
      fc.property(anyProject, (project) => {
        for (const { path, text } of writeProject(project)) {
          const plan = formatSlice(readSlice(path, text));
          assert.deepEqual(plan, [], `${path}\n${text}`);
        }
      }),
      { seed: 7, numRuns: 50 },
    );
  });

  it("writes as a careful person would", () => {
    const project: ImportedProject = {
      header: { name: "Payments", start: "2027-01-04", units: { hoursPerDay: 7 } },
      tasks: [
        task("build", {
          name: "Build",
          isStage: true,
          tasks: [
            task("api", {
              name: "New API: payments",
              duration: { likely: { amount: { coefficient: 5, decimals: 0 }, unit: "d", isElapsed: false } },
              who: [{ who: "ana", count: 1, units: 50 }],
              links: new Map([["msproject", "12"]]),
            }),
            task("test", {
              after: [
                { on: "api", type: "FS" },
                { on: "live", type: "SS" },
              ],
            }),
          ],
        }),
      ],
      milestones: [{ id: "live", name: "Live", date: "2027-03-01" }],
      people: [{ id: "ana", name: "Ana" }],
      progress: [
        { log: "progress/import.yaml", at: "2027-01-13T15:10:00Z", task: "api", done: 40, note: "Half, or so" },
      ],
    };
    const files = writeProject(project, {
      system: "msproject",
      kept: [{ of: { section: "tasks", id: "api" }, fields: new Map([["Text 1", "yes"]]) }],
    });
    assert.deepEqual(
      files.map(({ path, text }) => `== ${path}\n${text}`).join(""),
      `== gantry.yaml
gantry: 1

name: Payments
start: 2027-01-04
units: {hours-per-day: 7}

people:
  ana:
    name: Ana
== plan.yaml
gantry: 1

tasks:
  build:
    name: Build
    tasks:
      api:
        name: "New API: payments"
        duration: 5d
        who: ana 50%
        links: {msproject: "12"}
        x-msproject:
          Text 1: "yes"

      test:
        name: test
        after:
          - api
          - live SS
== timeline.yaml
gantry: 1

milestones:
  live:
    name: Live
    date: 2027-03-01
== progress/import.yaml
gantry: 1

progress:
  - {at: 2027-01-13T15:10:00Z, task: api, done: 40%, note: "Half, or so"}
`,
    );
  });

  it("can be read as deep as stages may go", () => {
    let tasks: readonly Task[] = [task("leaf")];
    for (let level = 0; level < deepestStages; level++) tasks = [task(`stage-${level}`, { tasks, isStage: true })];
    const reading = readBack({ header: { name: "Deep" }, tasks });
    assert.deepEqual(problemsOf(reading), []);
    assert.deepEqual(reading.project.tasks, tasks);
  });
});

describe("exchange: ids of an import", () => {
  it("are slugs of the names, each once, the same for the same names", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom("Review", "review", "審査", "1", "r".repeat(90)), fc.string())),
        (names) => {
          const make = (): readonly string[] => {
            const ids = new IdMaker();
            return names.map((name, index) => ids.take(name, `task-${index}`));
          };
          const ids = make();
          assert.deepEqual(
            ids.filter((id) => !isId(id)),
            [],
          );
          assert.equal(new Set(ids).size, ids.length);
          assert.deepEqual(make(), ids);
        },
      ),
      { seed: 1 },
    );
    const ids = new IdMaker();
    assert.deepEqual(
      ["API", "API", "api 2", "審査"].map((name) => ids.take(name, "task-7")),
      ["api", "api-2", "api-2-2", "task-7"],
    );
  });

  it("cost the same for a hundred thousand records of one name", () => {
    const ids = new IdMaker();
    for (let index = 0; index < 100_000; index++) ids.take("Task", "task");
    assert.equal(ids.take("Task", "task"), "task-100001");
  });
});

describe("exchange: the account of an import", () => {
  it("counts what is mapped, and losses by source, fate and reason", () => {
    const account = new Account();
    account.mapped("Task/Name", 2);
    account.mapped("Task/Name");
    for (const place of ["a", "b", "a"]) account.leftOut("Task/Contact", "There is no field for it.", place);
    account.kept("Task/Contact", "Kept.", "c");
    assert.deepEqual(account.mappedCounts, [{ source: "Task/Name", count: 3 }]);
    assert.deepEqual(account.losses, [
      { source: "Task/Contact", fate: "left-out", why: "There is no field for it.", count: 3, places: ["a", "b"] },
      { source: "Task/Contact", fate: "kept", why: "Kept.", count: 1, places: ["c"] },
    ]);
  });
});
