import assert from "node:assert/strict";
import { fixesFor } from "../../src/core/language/fixes/index.ts";
import { schedule } from "../../src/core/schedule/schedule.ts";
import { applyEdits } from "../../src/core/text/editing/index.ts";
import { type ProblemCode, readSlice, unite } from "../../src/core/text/reading/index.ts";

const head = "gantry: 1\nname: Harbour\nstart: 2027-01-04\n";

function problemsOf(text: string) {
  const reading = unite([readSlice("gantry.yaml", head), readSlice("plan.yaml", text)], "harbour");
  const problems = schedule(reading, { today: "2027-01-04" }).problems.get("plan.yaml") ?? [];
  return { reading, problems };
}

/** The plan after the only fix of its only problem, which has to be gone by that. */
function fixed(text: string, code: ProblemCode, title: string): string {
  const { reading, problems } = problemsOf(text);
  const [problem, ...others] = problems;
  assert.equal(problem?.code, code);
  assert.deepEqual(others, []);
  const [fix] = fixesFor(reading, problem);
  assert.equal(fix?.title, title);
  assert.ok(fix?.action.kind === "edit" && fix.action.plan.edits !== undefined);
  const after = applyEdits(text, fix.action.plan.edits);
  assert.deepEqual(problemsOf(after).problems, []);
  return after;
}

const circle = (after: string): string => `gantry: 1

tasks:
  api:
    name: New API
    duration: 5d
    after: load # for the figures

  load:
    name: Load tests
    duration: 2d
${after}`;

describe("fixes for what is wrong with dates", () => {
  it("takes the closing link out of a circle, and leaves the rest of the field", () => {
    assert.equal(
      fixed(
        circle("    after: [check, api SS+1d]\n\n  check:\n    name: Check\n"),
        "dependency-circle",
        "Remove this link",
      ),
      circle("    after: check\n\n  check:\n    name: Check\n"),
    );
    assert.equal(fixed(circle("    after: api\n"), "dependency-circle", "Remove this link"), circle(""));
  });

  it("points at the id of the closing link", () => {
    const text = circle("    after: [check, api SS+1d]\n\n  check:\n    name: Check\n");
    const [problem] = problemsOf(text).problems;
    assert.equal(text.slice(problem?.start, problem?.end), "api");
  });

  it("takes the date of a milestone or a stage away that can't hold", () => {
    const text = `gantry: 1

tasks:
  a:
    name: A
    duration: 5d

milestones:
  m:
    name: M
    after: a FS+1d
    date: 2027-01-06
`;
    assert.doesNotMatch(fixed(text, "constraint-conflict", "Remove “date”"), /date:/);
    const stage = `gantry: 1

tasks:
  s:
    name: S
    finish-no-later: 2027-01-06
    tasks:
      a:
        name: A
        duration: 5d
`;
    assert.doesNotMatch(fixed(stage, "constraint-conflict", "Remove “finish-no-later”"), /no-later/);
  });

  it("takes a date away that what comes before does not allow", () => {
    const text = circle("").replace(
      "    after: load # for the figures\n",
      "    start-no-later: 2027-01-04\n    after: load\n",
    );
    assert.doesNotMatch(fixed(text, "constraint-conflict", "Remove “start-no-later”"), /no-later/);
  });
});
