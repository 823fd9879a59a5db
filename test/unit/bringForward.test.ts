import assert from "node:assert/strict";
import fc from "fast-check";
import { waysForward } from "../../src/core/schedule/index.ts";
import { applyEdits } from "../../src/core/text/editing/index.ts";
import { planTexts } from "./support/planTexts.ts";
import { everything, randomPlan, textOf } from "./support/randomPlans.ts";
import { days, scheduleOf, workOf } from "./support/schedules.ts";

const runs = Number(process.env.GANTRY_RUNS ?? 40);

const plan = `gantry: 1

name: P
start: 2027-01-04

people:
  ana:
    name: Ana
    role: Developer
    leave:
      - 2027-01-20 / 2027-01-21

  bo:
    name: Bo
    role: Developer

calendars:
  standard:
    name: Standard
    holidays:
      2027-01-06: Epiphany

tasks:
  a:
    name: Analysis
    duration: 2d / 5d / 9d

  b:
    name: Build
    effort: 6d
    who: ana 50%
    after: [a, x]

  c:
    name: Check
    duration: 2d
    after: b FS+1d

  x:
    name: Other
    duration: 3d
`;

describe("the ways to bring something forward", () => {
  it("are tried by scheduling again, and sorted by what they take and bring", () => {
    const made = scheduleOf(plan, "2027-01-04");
    const ways = waysForward(made, workOf(made, "c").row);
    assert.equal(
      ways.filter(({ change }) => change.kind === "link" && change.part === "all")[0]?.text,
      "Let “Check” go on without waiting for “Build”: 20 days earlier; the project ends 3 days earlier.",
    );
    const texts = ways.map(({ text }) => text).join("\n");
    assert.match(texts, /Give “Build” to ana instead of ana 50%: \d+ days earlier, and so is the project\./);
    assert.match(texts, /Give “Build” to ana 50%, bo instead of ana 50%/);
    assert.match(texts, /Do “Analysis” in its optimistic 2d instead of 5d: 2 days earlier, and so is the project\./);
    assert.match(
      texts,
      /Let “Build” go on without waiting for “Analysis”: 2 days earlier, and so is the project; then it waits for “Other”\./,
    );
    assert.match(texts, /Leave out the lag between “Build” and “Check”: 1 day earlier, and so is the project\./);
    assert.match(texts, /Move the leave of Ana \(20–21 Jan\): 2 days earlier/);
    assert.match(texts, /Work through Epiphany \(6 Jan\): 1 day earlier/);
    const kinds = ways.map(({ change }) => (change.kind === "link" ? change.part : change.kind));
    assert.deepEqual(kinds, ["people", "shorten", "people", "leave", "lag", "holiday", "all", "all"]);
    const last = ways.filter(({ change }) => change.kind === "link" && change.part === "all");
    assert.ok(last.every(({ gain }, index) => index === 0 || gain <= (last[index - 1]?.gain ?? 0)));
  });

  it("say what more of people's time costs, where rates are known", () => {
    const rated = plan
      .replace("    name: Ana\n", "    name: Ana\n    rate: 80 EUR/h\n")
      .replace("    name: Bo\n", "    name: Bo\n    rate: 800 EUR/d\n");
    const made = scheduleOf(rated, "2027-01-04");
    const ways = waysForward(made, workOf(made, "c").row);
    const more = ways.find(({ change }) => change.kind === "people" && change.after === "ana 50%, bo");
    // 48 hours: of three, Bo does two, for 100 instead of 80 EUR.
    assert.deepEqual(more?.cost, { amount: 640, currency: "EUR" });
    assert.match(more.text, /; it costs 640 EUR more\.$/);
    assert.equal(ways.find(({ change }) => change.kind === "people" && change.after === "ana")?.cost, undefined);
  });

  it("say when something ends that never ends as it is", () => {
    const made = scheduleOf(`name: P
start: 2027-01-04

people:
  ana: {name: Ana, until: 2027-01-05}

tasks:
  n: {name: N, effort: 5d, who: ana}
  m: {name: M, duration: 1d, after: n}
`);
    const [way] = waysForward(made, workOf(made, "m").row);
    assert.match(way?.text ?? "", /^Let “M” go on without waiting for “N”: it ends on 4 Jan 2027 then\.$/);
    assert.ok(way?.ends !== undefined);
  });

  it("carry the edits that make them, and gain what they say", () => {
    const made = scheduleOf(plan);
    const { row, finish } = workOf(made, "c");
    for (const { edits, gain, text } of waysForward(made, row)) {
      if (edits === undefined) continue;
      const changed = scheduleOf(applyEdits(plan, edits));
      assert.equal(days(made.floatTime(row).workBetween(workOf(changed, "c").finish, finish)), days(gain), text);
    }
  });

  it("name stated dates and delays, and keep to the number of tries", () => {
    const made = scheduleOf(`name: P
start: 2027-01-04

tasks:
  a: {name: A, duration: 1d, start-no-earlier: 2027-01-11}
  b: {name: B, duration: 1d, after: a, delay: 2d}
`);
    const { row } = workOf(made, "b");
    assert.deepEqual(
      waysForward(made, row).map(({ text }) => text),
      [
        "Take start-no-earlier from “A”: 5 days earlier, and so is the project.",
        "Take the delay of 2d from “B”: 2 days earlier, and so is the project.",
        "Let “B” go on without waiting for “A”: 6 days earlier; the project ends 3 days earlier.",
      ],
    );
    assert.equal(waysForward(made, row, { tries: 1 }).length, 1);
  });

  it("are the same each time, and never throw", () => {
    const check = (text: string): void => {
      const made = scheduleOf({ "plan.yaml": text });
      const row = made.rows.length - 1;
      if (row < 0) return;
      const ways = waysForward(made, row);
      assert.ok(ways.length <= 12 && ways.every(({ gain }) => gain > 0));
      assert.deepEqual(
        waysForward(scheduleOf({ "plan.yaml": text }), row).map(({ text: one }) => one),
        ways.map(({ text: one }) => one),
      );
    };
    fc.assert(
      fc.property(randomPlan(everything), (one) => check(textOf(one))),
      { numRuns: runs },
    );
    fc.assert(fc.property(planTexts, check), { numRuns: runs });
  });
});
