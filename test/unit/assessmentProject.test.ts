import assert from "node:assert/strict";
import { projectChecks } from "../../src/core/practice/assessment/projectChecks.ts";
import { scheduleOf } from "./support/schedules.ts";

const head = "name: Harbour\nstart: 2027-01-04\n";
const people = "people:\n  ana:\n    name: Ana\n  ben:\n    name: Ben\n";

function checksOf(
  files: Readonly<Record<string, string>>,
  today = "2027-01-04",
): ReadonlyMap<string, readonly [boolean, string]> {
  const made = scheduleOf({ "gantry.yaml": `${head}${people}`, ...files }, today);
  const problems = new Map([...made.reading.problems, ...made.problems]);
  return new Map(projectChecks(made, problems).map(({ id, holds, text }) => [id, [holds, text]]));
}

const linked = `tasks:
  build:
    name: Build
    tasks:
      api:
        name: API
        effort: 3d / 5d / 9d
        who: ana
      manual:
        name: Manual
        effort: 2d
        who: ben
milestones:
  live:
    name: Live
    after: build
`;

describe("what a project's files show of a skill", () => {
  it("holds where tasks are linked, owned, estimated in ranges and fit those who do them", () => {
    assert.deepEqual(Object.fromEntries(checksOf({ "plan.yaml": linked })), {
      links: [true, "Every task waits for something or is waited for"],
      load: [true, "Nobody has more to do than they can"],
      owners: [true, "Every task has somebody who does it"],
      ranges: [true, "1 of 2 estimates are ranges"],
      late: [true, "Nothing is overdue, and no deadline breaks"],
      files: [true, "The project's files read without an error"],
    });
  });

  it("fails where links, people and estimates are missing, and somebody has too much to do", () => {
    const checks = checksOf({
      "plan.yaml":
        "tasks:\n  a: {name: A, duration: 5d, who: ana}\n  b: {name: B, duration: 5d, who: ana}\n  c: {name: C, duration: 2d}\n",
    });
    assert.deepEqual(checks.get("links"), [false, "3 of 3 tasks wait for nothing, and nothing waits for them"]);
    assert.deepEqual(checks.get("load"), [false, "Ana has more to do than fits"]);
    assert.deepEqual(checks.get("owners"), [false, "1 of 3 tasks have nobody"]);
    assert.deepEqual(checks.get("ranges"), [false, "No estimate is a range"]);
  });

  it("lets a few tasks in a hundred stand alone, and no circle", () => {
    const chain = Array.from(
      { length: 40 },
      (_, at) => `  t${at}: {name: T${at}, duration: 1d${at > 0 ? `, after: t${at - 1}` : ""}}`,
    );
    const alone = (count: number): readonly string[] =>
      Array.from({ length: count }, (_, at) => `  x${at}: {name: X${at}, duration: 1d}`);
    const plan = (count: number): string => ["tasks:", ...chain, ...alone(count), ""].join("\n");
    assert.equal(checksOf({ "plan.yaml": plan(2) }).get("links")?.[0], true);
    assert.equal(checksOf({ "plan.yaml": plan(3) }).get("links")?.[0], false);
    const circle = "tasks:\n  a: {name: A, duration: 1d, after: b}\n  b: {name: B, duration: 1d, after: a}\n";
    assert.deepEqual(checksOf({ "plan.yaml": circle }).get("links"), [false, "Tasks wait for each other in a circle"]);
  });

  it("fails where work is overdue, a deadline breaks or the log is stale, and tells how far", () => {
    const plan = "tasks:\n  a: {name: A, duration: 5d}\n  b: {name: B, duration: 5d, after: a, deadline: 2027-01-12}\n";
    const log = "progress:\n  - {at: 2027-01-05T16:00:00Z, task: b, left: 9d}\n";
    assert.deepEqual(checksOf({ "plan.yaml": plan }, "2027-01-12").get("late"), [
      false,
      "A task is overdue, a deadline breaks",
    ]);
    assert.deepEqual(checksOf({ "plan.yaml": plan }, "2027-01-12").get("log"), [
      false,
      "Work has begun, and no progress is logged",
    ]);
    const logged = { "plan.yaml": plan, "progress/ana.yaml": log };
    assert.deepEqual(checksOf(logged, "2027-01-19").get("log"), [true, "Progress was last logged 14 days ago"]);
    assert.deepEqual(checksOf(logged, "2027-01-20").get("log"), [false, "Progress was last logged 15 days ago"]);
    assert.equal(checksOf({ "plan.yaml": plan }, "2027-01-04").has("log"), false);
  });

  it("fails where files have errors and risks are half described", () => {
    const checks = checksOf({
      "plan.yaml": "tasks:\n  a: {name: A, duration: 5d, after: nothing}\n",
      "risks.yaml":
        "risks:\n  r1: {name: R1, probability: 3, impact: 4, owner: ana}\n  r2: {name: R2, probability: 3}\n  r3: {name: R3, status: closed}\n",
    });
    assert.equal(checks.get("files")?.[0], false);
    assert.deepEqual(checks.get("risks"), [false, "1 of 2 open risks lack probability, impact or owner"]);
  });

  it("says nothing of an empty project but that its files read", () => {
    assert.deepEqual([...checksOf({}).keys()], ["files"]);
  });
});
