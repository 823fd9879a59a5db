import assert from "node:assert/strict";
import {
  assign,
  assignedTo,
  leavesOf,
  markDone,
  markNotDone,
  moveBy,
  moveIn,
  moveOnto,
  moveOut,
  outermost,
  removeAll,
} from "../../src/core/plan/planEdits.ts";
import { outlineOf } from "../../src/core/plan/planOutline.ts";
import type { EditPlan } from "../../src/core/text/editing/edit.ts";
import { applyEdits } from "../../src/core/text/editing/index.ts";
import type { ProjectReading } from "../../src/core/text/reading/index.ts";
import { reading, sampleFiles } from "./support/languageProject.ts";

const plan = `gantry: 1

tasks:
  # About a.
  a:
    name: A
    effort: 1d

  b:
    name: B
    tasks:
      b1:
        name: B1

      b2:
        name: B2 # kept
        after: b1

  c:
    name: C

  d:
    name: D
    after: c
`;
const files = { "gantry.yaml": "gantry: 1\nname: Test\n", "plan.yaml": plan };

function edited(project: ProjectReading, edit: EditPlan): ProjectReading {
  assert.equal(edit.refusal, undefined);
  const texts = Object.fromEntries(
    project.slices.map(({ path, text }) => [
      path,
      applyEdits(text, edit.edits?.filter((one) => one.path === path) ?? []),
    ]),
  );
  for (const { path, text } of edit.newFiles ?? []) texts[path] = text;
  return reading(texts);
}

/** The plan as `a b(b1 b2) c`. */
function shape(project: ProjectReading): string {
  const outline = outlineOf(project);
  const words = (keys: readonly string[]): string =>
    keys.map((key) => (outline.children(key).length > 0 ? `${key}(${words(outline.children(key))})` : key)).join(" ");
  return words(outline.top);
}

function moved(edit: (project: ProjectReading) => EditPlan): string {
  const project = reading(files);
  const result = edited(project, edit(project));
  const text = result.slices.find(({ path }) => path === "plan.yaml")?.text ?? "";
  assert.match(text, /# About a\.\n +a:/, "a comment goes along");
  assert.match(text, /name: B2 # kept/);
  return shape(result);
}

describe("the outline of a plan", () => {
  it("is stages and tasks in their order, with the milestones apart", () => {
    const outline = outlineOf(reading(sampleFiles));
    assert.deepEqual(outline.top, ["discovery", "build"]);
    assert.deepEqual(outline.children("discovery"), ["interviews", "findings"]);
    assert.deepEqual(outline.milestones, ["pilot"]);
    assert.equal(outline.parent("api"), "build");
  });

  it("tells records of one id apart", () => {
    const text = "gantry: 1\ntasks:\n  a:\n    name: A\n  b:\n    name: B\n    tasks:\n      a:\n        name: Other\n";
    const outline = outlineOf(reading({ ...files, "plan.yaml": text }));
    assert.deepEqual([...outline.keys], ["a", "b", "a#2"]);
    assert.equal(outline.place("a#2")?.record.name, "Other");
  });
});

describe("moving in the plan", () => {
  it("goes up and down among the neighbours, and no further", () => {
    assert.equal(
      moved((project) => moveBy(project, ["c"], "up")),
      "a c b(b1 b2) d",
    );
    assert.equal(
      moved((project) => moveBy(project, ["a"], "down")),
      "b(b1 b2) a c d",
    );
    assert.equal(
      moved((project) => moveBy(project, ["a"], "up")),
      "a b(b1 b2) c d",
    );
    assert.equal(
      moved((project) => moveBy(project, ["b2"], "down")),
      "a b(b1 b2) c d",
    );
  });

  it("moves several as a block", () => {
    assert.equal(
      moved((project) => moveBy(project, ["c", "d"], "up")),
      "a c d b(b1 b2)",
    );
    assert.equal(
      moved((project) => moveBy(project, ["a", "b", "b1"], "down")),
      "c a b(b1 b2) d",
    );
    assert.equal(
      moved((project) => moveBy(project, ["a", "b"], "up")),
      "a b(b1 b2) c d",
    );
  });

  it("goes into what stands before it and out again", () => {
    assert.equal(
      moved((project) => moveIn(project, ["c", "d"])),
      "a b(b1 b2 c d) d".replace(") d", ")"),
    );
    assert.equal(
      moved((project) => moveIn(project, ["d"])),
      "a b(b1 b2) c(d)",
    );
    assert.equal(
      moved((project) => moveIn(project, ["a"])),
      "a b(b1 b2) c d",
    );
    assert.equal(
      moved((project) => moveOut(project, ["b1"])),
      "a b(b2) b1 c d",
    );
    assert.equal(moved((project) => moveOut(project, ["b1", "b2"])).replace("b()", "b"), "a b b1 b2 c d");
  });

  it("drops into a stage, behind a task, or at the end", () => {
    assert.equal(
      moved((project) => moveOnto(project, ["d", "a"], "b")),
      "b(b1 b2 a d) c",
    );
    assert.equal(
      moved((project) => moveOnto(project, ["b1", "a"], "c")),
      "b(b2) c a b1 d",
    );
    assert.equal(
      moved((project) => moveOnto(project, ["a"], undefined)),
      "b(b1 b2) c d a",
    );
    assert.equal(
      moved((project) => moveOnto(project, ["c"], "c")),
      "a b(b1 b2) c d",
    );
  });

  it("refuses what can't be", () => {
    const project = reading(files);
    assert.match(moveOnto(project, ["b"], "b1").refusal ?? "", /into itself/);
    const sample = reading(sampleFiles);
    assert.ok(moveOnto(sample, ["api"], "pilot").refusal);
  });
});

describe("what is chosen in the plan", () => {
  it("is what stands in no other chosen stage, in the plan's order", () => {
    const outline = outlineOf(reading(files));
    assert.deepEqual(outermost(outline, ["d", "b1", "b", "a", "gone"]), ["a", "b", "d"]);
    assert.deepEqual(leavesOf(outline, ["b", "b1", "c"]), ["b1", "b2", "c"]);
  });
});

describe("people and progress in the plan", () => {
  it("assigns several at once, and nobody", () => {
    const project = reading(sampleFiles);
    const result = edited(project, assign(project, ["load", "findings"], ["ana", "chen 50%"]));
    const outline = outlineOf(result);
    for (const key of ["load", "findings"]) {
      const place = outline.place(key);
      assert.deepEqual(place && assignedTo(place), ["ana", "chen 50%"]);
    }
    const nobody = edited(result, assign(result, ["load"], []));
    const place = outlineOf(nobody).place("load");
    assert.deepEqual(place && assignedTo(place), []);
    const owned = edited(project, assign(project, ["pilot"], ["ana"]));
    const pilot = outlineOf(owned).place("pilot");
    assert.deepEqual(pilot && assignedTo(pilot), ["ana"]);
  });

  it("logs a finish for what is open, and takes it back", () => {
    const project = reading(sampleFiles);
    const moment = { writer: "chen", at: "2027-01-15T10:00:00Z", today: "2027-01-15" };
    const finished = edited(project, markDone(project, ["interviews", "api"], moment));
    assert.equal(
      finished.slices.find(({ path }) => path === "progress/chen.yaml")?.text,
      "gantry: 1\n\nprogress:\n" +
        "  - {at: 2027-01-15T10:00:00Z, task: interviews, finish: 2027-01-15}\n" +
        "  - {at: 2027-01-15T10:00:00Z, task: api, finish: 2027-01-15}\n",
    );
    const again = markDone(finished, ["interviews"], moment);
    assert.deepEqual([again.edits, again.newFiles], [[], []]);
    const back = edited(
      finished,
      markNotDone(finished, ["interviews", "api"], { ...moment, at: "2027-01-15T10:00:00Z" }),
    );
    const outline = outlineOf(back);
    const states = ["interviews", "api"].map((key) => {
      const place = outline.place(key);
      const progress = place && outline.progressOf(place);
      return [progress?.state, progress?.done];
    });
    assert.deepEqual(states, [
      ["in-work", 60],
      ["not-begun", 0],
    ]);
  });
});

describe("deleting from the plan", () => {
  it("says what still refers to it, and takes that along when told to", () => {
    const project = reading(files);
    assert.match(removeAll(project, ["c"], false).refusal ?? "", /“d” refers to “c”/);
    const cut = edited(project, removeAll(project, ["c"], true));
    assert.equal(shape(cut), "a b(b1 b2) d");
    assert.doesNotMatch(cut.slices.map(({ text }) => text).join(), /after: c/);
  });

  it("takes several with what is in them as one edit", () => {
    const project = reading(files);
    assert.equal(shape(edited(project, removeAll(project, ["b", "b1", "d"], false))), "a c");
  });
});
