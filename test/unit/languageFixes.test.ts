import assert from "node:assert/strict";
import { type Fix, fixAllOf, fixesFor } from "../../src/core/language/fixes/index.ts";
import { applyEdits, type EditPlan } from "../../src/core/text/editing/index.ts";
import type { ProblemCode, ProjectReading } from "../../src/core/text/reading/index.ts";
import { reading, sampleFiles, sliceOf } from "./support/languageProject.ts";

type Files = Readonly<Record<string, string>>;

function problemOf(project: ProjectReading, path: string, code: ProblemCode) {
  const problem = project.problems.get(path)?.find((candidate) => candidate.code === code);
  assert.ok(problem, `no ${code} among ${JSON.stringify(project.problems.get(path))}`);
  return problem;
}

function fixesIn(files: Files, path: string, code: ProblemCode): readonly Fix[] {
  const project = reading(files);
  return fixesFor(project, problemOf(project, path, code));
}

function applied(files: Files, plan: EditPlan): Files {
  assert.ok(plan.edits, plan.refusal);
  const after: Record<string, string> = {};
  for (const [path, text] of Object.entries(files))
    after[path] = applyEdits(
      text,
      plan.edits.filter((edit) => edit.path === path),
    );
  for (const { path, text } of plan.newFiles) after[path] = text;
  return after;
}

function planOf({ action }: Fix): EditPlan {
  if (action.kind === "edit") return action.plan;
  assert.equal(action.kind, "log");
  return action.plan("ana", "2027-01-20T10:00:00Z");
}

/** The only file after the first fix, which has to leave no such problem. */
function fixed(text: string, code: ProblemCode, title?: string): string {
  const files = { "gantry.yaml": text };
  const fixes = fixesIn(files, "gantry.yaml", code);
  const fix = title === undefined ? fixes[0] : fixes.find((candidate) => candidate.title === title);
  assert.ok(fix, `no fix among ${fixes.map((candidate) => candidate.title).join(", ")}`);
  const after = applied(files, planOf(fix));
  const left = reading(after).problems.get("gantry.yaml") ?? [];
  assert.ok(!left.some((problem) => problem.code === code), JSON.stringify(left));
  return after["gantry.yaml"] ?? "";
}

const plan = (lines: string): string => `gantry: 1
name: P

people:
  ana:
    name: Ana

  bo:
    name: Bo

tasks:
${lines}`;

describe("fixes of ids", () => {
  it("change an unknown id to the nearest one, or add the record", () => {
    const text = plan("  api:\n    name: API\n    who: anna\n");
    assert.match(fixed(text, "unknown-reference", "Change to “ana”"), /who: ana\n/);
    assert.match(fixed(text, "unknown-reference", "Add the person “anna”"), / {2}anna:\n {4}name: Anna\n/);
  });

  it("do not take a short id for another one", () => {
    const titles = (id: string) =>
      fixesIn(
        { "gantry.yaml": plan(`  t1:\n    name: T\n    after: ${id}\n`) },
        "gantry.yaml",
        "unknown-reference",
      ).map(({ title, isPreferred }) => `${title}${isPreferred ? " (preferred)" : ""}`);
    assert.deepEqual(titles("x"), ["Add the task “x” (preferred)"]);
    assert.deepEqual(titles("t2"), ["Add the task “t2” (preferred)"]);
  });

  it("change an old id to the new one", () => {
    const text = plan("  new:\n    name: N\n    was: [old]\n\n  b:\n    name: B\n    after: old\n");
    assert.match(fixed(text, "old-reference"), /after: new\n/);
  });

  it("give the second of two equal ids a free one", () => {
    const text = plan("  api:\n    name: API\n\n  api-2:\n    name: Other\n\n  api:\n    name: API again\n");
    assert.match(fixed(text, "duplicate-id"), / {2}api-3:\n {4}name: API again/);
  });

  it("make an id of what can't be one", () => {
    assert.match(fixed(plan('  "New API":\n    name: API\n'), "bad-id"), / {2}new-api:\n/);
  });

  it("take out what waits for itself", () => {
    assert.match(
      fixed(plan("  b:\n    name: B\n\n  a:\n    name: A\n    after: [a, b]\n"), "self-reference"),
      /after: \[?b\]?\n/,
    );
    assert.doesNotMatch(fixed(plan("  a:\n    name: A\n    after: a\n"), "self-reference"), /after/);
  });
});

describe("fixes of keys and fields", () => {
  it("change an unknown key to the nearest one, or keep it in silence", () => {
    const text = plan("  a:\n    name: A\n    efort: 5d\n");
    assert.match(fixed(text, "unknown-key", "Change to “effort”"), / {4}effort: 5d\n/);
    assert.match(fixed(text, "unknown-key", "Change to “x-efort”"), / {4}x-efort: 5d\n/);
  });

  it("do not make a key stand twice", () => {
    const titles = fixesIn(
      { "gantry.yaml": plan("  a:\n    name: A\n    effort: 5d\n    efort: 5d\n") },
      "gantry.yaml",
      "unknown-key",
    ).map(({ title }) => title);
    assert.deepEqual(titles, ["Change to “x-efort”"]);
  });

  it("remove a field that stands twice", () => {
    assert.equal(
      fixed(plan("  a:\n    name: A\n    effort: 5d\n    effort: 5d\n"), "duplicate-key"),
      plan("  a:\n    name: A\n    effort: 5d\n"),
    );
    assert.match(
      fixed("gantry: 1\nname: P\nrules:\n  gates: {before: 5d, before: 5d}\n", "duplicate-key"),
      /\{before: 5d\}/,
    );
  });

  it("move the records of a section that stands twice to the first", () => {
    const text =
      "gantry: 1\n\ntasks:\n  a:\n    name: A\n\n# People\npeople:\n  ana:\n    name: Ana\n\n# More\ntasks:\n  # First\n  b:\n    name: B\n\nname: P\n";
    assert.equal(
      fixed(text, "duplicate-key"),
      "gantry: 1\n\ntasks:\n  a:\n    name: A\n\n  # First\n  b:\n    name: B\n\n# People\npeople:\n  ana:\n    name: Ana\n\n# More\n\nname: P\n",
    );
    assert.equal(
      fixed("gantry: 1\nname: P\ntasks:\ntasks:\n  b:\n    name: B", "duplicate-key"),
      "gantry: 1\nname: P\ntasks:\n  b:\n    name: B\n",
    );
    const stage =
      "gantry: 1\nname: P\ntasks:\n  s:\n    name: S\n    tasks:\n      a:\n        name: A\n    tasks:\n      b:\n        name: B\n";
    assert.equal(
      fixed(stage, "duplicate-key"),
      "gantry: 1\nname: P\ntasks:\n  s:\n    name: S\n    tasks:\n      a:\n        name: A\n\n      b:\n        name: B\n",
    );
  });

  it("drop no records of a section that stands twice", () => {
    for (const second of ["tasks: # more\n  b:\n    name: B\n", "tasks:\n    b:\n      name: B\n"]) {
      const files = { "gantry.yaml": `gantry: 1\nname: P\ntasks:\n  a:\n    name: A\n\n${second}` };
      assert.deepEqual(fixesIn(files, "gantry.yaml", "duplicate-key"), []);
    }
  });

  it("write down a name that is missing", () => {
    assert.match(fixed(plan("  write-it-up:\n    effort: 5d\n"), "missing-field"), /name: Write it up\n/);
  });

  it("add another field that is missing, with a place to type", () => {
    const [fix] = fixesIn(
      { "gantry.yaml": "gantry: 1\nname: P\n\nfunding:\n  first:\n    name: First\n    from: 2027-01-04\n" },
      "gantry.yaml",
      "missing-field",
    );
    assert.equal(fix?.title, "Add “amount”");
    assert.ok(fix?.action.kind === "snippet");
    assert.equal(fix.action.snippet, "\n    amount: $0");
  });

  it("begin a file with its version", () => {
    assert.equal(fixed("name: P\n", "no-version"), "gantry: 1\n\nname: P\n");
    assert.equal(fixed("\uFEFFname: P\n", "no-version"), "\uFEFFgantry: 1\n\nname: P\n");
  });
});

describe("fixes of values", () => {
  const field = (line: string): string => plan(`  a:\n    name: A\n    ${line}\n`);

  it("change a word to the nearest one", () => {
    assert.match(fixed(field("schedule: lat"), "wrong-value"), /schedule: late\n/);
  });

  it("put the figures of a range in order, but not without a look", () => {
    const text = plan(
      "  api:\n    name: API\n    effort: 20d / 8d / 12d\n\n  b:\n    name: B\n    effort: 2d / 1d / 3d\n",
    );
    assert.match(fixed(text.replace("2d / 1d", "1d / 2d"), "wrong-value"), /effort: 8d \/ 12d \/ 20d\n/);
    assert.equal(fixAllOf(reading({ "gantry.yaml": text }), "gantry.yaml", "wrong-value"), undefined);
  });

  it("write a list for commas", () => {
    assert.match(fixed(field("who: ana, bo 50%"), "wrong-value"), /who: \[ana, bo 50%\]\n/);
  });

  it("write what was meant in the language's way", () => {
    const cases: Readonly<Record<string, string>> = {
      "effort: 5 days": "effort: 5d",
      "effort: 3": "effort: 3d",
      "effort: 8d - 12d - 20d": "effort: 8d / 12d / 20d",
      "deadline: 2027/2/5": "deadline: 2027-02-05",
      "deadline: 5.2.2027": "deadline: 2027-02-05",
      "cost: €1,500": "cost: 1500 EUR",
      "cost: 1.500,50 EUR": "cost: 1500.50 EUR",
      "milestone: Yes": "milestone: yes",
      "after: b ss": "after: b SS",
      "who: 50% ana": "who: ana 50%",
      "schedule: Late": "schedule: late",
    };
    for (const [wrong, right] of Object.entries(cases)) {
      const after = fixed(`${field(wrong)}\n  b:\n    name: B\n`, "wrong-value");
      assert.ok(after.includes(`    ${right}\n`), `${wrong} became ${after}`);
    }
  });

  it("leave alone what could mean two things", () => {
    for (const line of ["deadline: 5/2/2027", "effort: soon", "cost: much"]) {
      assert.deepEqual(fixesIn({ "gantry.yaml": field(line) }, "gantry.yaml", "wrong-value"), [], line);
    }
  });

  it("take the only value out of a list where one belongs", () => {
    assert.match(fixed(field("owner: [ana]"), "wrong-shape"), /owner: ana\n/);
  });
});

describe("fixes of estimates", () => {
  it("keep one of two", () => {
    const text = plan("  a:\n    name: A\n    effort: 5d\n    duration: 5d\n");
    assert.equal(fixed(text, "two-estimates"), plan("  a:\n    name: A\n    effort: 5d\n"));
    assert.equal(fixed(text, "two-estimates", "Remove “effort”"), plan("  a:\n    name: A\n    duration: 5d\n"));
  });

  it("move a stage's to its first task without one, or remove it", () => {
    const text = plan("  s:\n    name: S\n    effort: 5d\n    tasks:\n      a:\n        name: A\n");
    assert.match(fixed(text, "stage-estimate", "Move it to “A”"), / {8}name: A\n {8}effort: 5d\n/);
    assert.doesNotMatch(fixed(text, "stage-estimate", "Remove “effort”"), /effort/);
  });

  it("let a milestone be one, or a task", () => {
    const text = plan("  a:\n    name: A\n    milestone: true\n    effort: 5d\n");
    assert.doesNotMatch(fixed(text, "milestone-work", "Remove “effort”"), /effort/);
    assert.doesNotMatch(fixed(text, "milestone-work", "Remove “milestone”"), /milestone/);
  });
});

describe("fixes of progress in the plan", () => {
  it("put right what they are offered on", () => {
    const project = reading({
      "gantry.yaml": plan("  a:\n    name: A\n    done: 40%\n    status: done\n    spent: 2d\n"),
    });
    const titles = (project.problems.get("gantry.yaml") ?? []).map((problem) => fixesFor(project, problem)[0]?.title);
    assert.deepEqual(titles, [
      "Log “done: 40%” and “spent: 2d” and take it out of the plan",
      "Log “done: 100%” and “spent: 2d” and take it out of the plan",
      "Log “spent: 2d” and “done: 40%” and take it out of the plan",
    ]);
    const files = { "gantry.yaml": plan("  a:\n    name: A\n    status: done\n") };
    const [fix] = fixesIn(files, "gantry.yaml", "progress-in-plan");
    assert.ok(fix);
    assert.equal(reading(applied(files, planOf(fix))).project.progress[0]?.done, 100);
    const unclear = reading({ "gantry.yaml": plan("  a:\n    name: A\n    done: 40%\n    status: nearly\n") });
    const [, second] = unclear.problems.get("gantry.yaml") ?? [];
    assert.ok(second);
    assert.deepEqual(fixesFor(unclear, second), []);
  });

  it("log all of it and take it out", () => {
    const files = {
      "gantry.yaml": plan("  a:\n    name: A\n    done: 40\n    # half way\n    spent: 2d\n    effort: 5d\n"),
    };
    const [fix] = fixesIn(files, "gantry.yaml", "progress-in-plan");
    assert.equal(fix?.title, "Log “done: 40%” and “spent: 2d” and take it out of the plan");
    assert.ok(fix);
    const after = applied(files, planOf(fix));
    assert.equal(after["gantry.yaml"], plan("  a:\n    name: A\n    # half way\n    effort: 5d\n"));
    const { progress } = reading(after).project;
    assert.equal(progress.length, 1);
    assert.equal(progress[0]?.done, 40);
    assert.equal(progress[0]?.log, "progress/ana.yaml");
  });

  it("leave alone what the log does not know", () => {
    assert.deepEqual(
      fixesIn({ "gantry.yaml": plan("  a:\n    name: A\n    status: nearly\n") }, "gantry.yaml", "progress-in-plan"),
      [],
    );
  });
});

describe("fixes of the text", () => {
  it("write spaces for a tab", () => {
    assert.equal(
      fixed("gantry: 1\nname: P\ntasks:\n\ta: {name: A}\n", "tab"),
      "gantry: 1\nname: P\ntasks:\n  a: {name: A}\n",
    );
    const text = "gantry: 1\nname: P\ntasks:\n\ta:\n\t\tname: A\n";
    const project = reading({ "gantry.yaml": text });
    const all = fixAllOf(project, "gantry.yaml", "tab");
    assert.ok(all);
    assert.equal(
      applied({ "gantry.yaml": text }, planOf(all))["gantry.yaml"],
      "gantry: 1\nname: P\ntasks:\n  a:\n    name: A\n",
    );
  });

  it("add the colon that is missing", () => {
    assert.match(fixed(plan("  a:\n    name: A\n    effort\n"), "no-colon"), / {4}effort:\n/);
  });

  it("write out an anchor wherever it is used", () => {
    const text = plan("  a:\n    name: A\n    effort: &e 5d\n  b:\n    name: B\n    effort: *e\n");
    assert.equal(fixed(text, "anchor"), plan("  a:\n    name: A\n    effort: 5d\n  b:\n    name: B\n    effort: 5d\n"));
    assert.equal(fixed(text, "alias"), fixed(text, "anchor"));
  });

  it("write out a map behind an anchor, and a merge key", () => {
    const text =
      "gantry: 1\nname: P\ncalendars:\n  a:\n    name: A\n    hours: &h\n      monday: 09:00-17:00\n  b:\n    name: B\n    hours: *h\n";
    assert.match(
      fixed(text, "anchor"),
      /hours:\n {6}monday: 09:00-17:00\n {2}b:\n {4}name: B\n {4}hours:\n {6}monday: 09:00-17:00\n$/,
    );
    const merged = plan("  a: &a\n    name: A\n    effort: 5d\n  b:\n    <<: *a\n");
    assert.match(fixed(merged, "anchor"), / {2}a:\n {4}name: A\n {4}effort: 5d\n {2}b:\n {4}name: A\n {4}effort: 5d\n/);
  });

  it("remove a tag", () => {
    assert.match(fixed(plan("  a:\n    name: !!str A\n"), "tag"), /name: A\n/);
  });

  it("write a text that begins with one of YAML's signs in quotes", () => {
    assert.match(fixed(plan("  a:\n    name: A\n    note: *agreed with Bo\n"), "alias"), /note: "\*agreed with Bo"\n/);
  });

  it("write a text with a colon in quotes", () => {
    const text = plan("  a:\n    name: Phase 1: API  # first\n");
    assert.equal(fixed(text, "syntax"), plan('  a:\n    name: "Phase 1: API"  # first\n'));
    assert.deepEqual(
      fixesIn({ "gantry.yaml": plan("  a:\n    name: A\n    effort: 5d: 6d\n") }, "gantry.yaml", "syntax"),
      [],
    );
    assert.deepEqual(fixesIn({ "gantry.yaml": plan('  a:\n    name: "A" b\n') }, "gantry.yaml", "syntax"), []);
  });

  it("close what is open", () => {
    assert.match(
      fixed(plan("  a:\n    name: A\n    who: [ana, bo\n    effort: 5d\n"), "unclosed"),
      /who: \[ana, bo\]\n/,
    );
  });
});

describe("fixes of a whole file", () => {
  it("put all problems of a kind right at once", () => {
    const text = plan(
      "  a:\n    name: A\n    after: olda\n\n  b:\n    name: B\n    was: [olda, oldb]\n\n  c:\n    name: C\n    after: oldb\n",
    );
    const project = reading({ "gantry.yaml": text });
    const fix = fixAllOf(project, "gantry.yaml", "old-reference");
    assert.equal(fix?.title, "Fix all 2 of this kind in the file");
    assert.ok(fix);
    const after = reading(applied({ "gantry.yaml": text }, planOf(fix)));
    assert.deepEqual(after.problems.get("gantry.yaml") ?? [], []);
  });

  it("give each of several equal ids one of its own", () => {
    const text = plan("  a:\n    name: A\n  a:\n    name: A2\n  a:\n    name: A3\n");
    const project = reading({ "gantry.yaml": text });
    const fix = fixAllOf(project, "gantry.yaml", "duplicate-id");
    assert.ok(fix);
    assert.deepEqual(
      [...reading(applied({ "gantry.yaml": text }, planOf(fix))).index.idsOf("work")],
      ["a", "a-2", "a-3"],
    );
  });

  it("are not offered for one problem, nor for what needs a look", () => {
    const once = reading({ "gantry.yaml": plan("  a:\n    name: A\n    efort: 5d\n") });
    assert.equal(fixAllOf(once, "gantry.yaml", "unknown-key"), undefined);
    const guesses = reading({ "gantry.yaml": plan("  a:\n    name: A\n    who: [anna, boo]\n") });
    assert.equal(fixAllOf(guesses, "gantry.yaml", "unknown-reference"), undefined);
  });

  it("are none for a project that a newer version made", () => {
    const project = reading({ "gantry.yaml": "gantry: 2\nname: P\ntasks:\n  a:\n    name: A\n    efort: 5d\n" });
    assert.deepEqual(fixesFor(project, problemOf(project, "gantry.yaml", "unknown-key")), []);
  });

  it("never fail, whatever the text", () => {
    const source = Object.entries(sampleFiles);
    for (const [path, text] of source) {
      for (let cut = 0; cut < text.length; cut += 3) {
        const broken = `${text.slice(0, cut)}${"\t&[{:x"[cut % 6]}${text.slice(cut + (cut % 4))}`;
        const project = reading({ ...sampleFiles, [path]: broken });
        for (const problem of project.problems.get(path) ?? []) {
          for (const fix of fixesFor(project, problem)) {
            if (fix.action.kind !== "snippet")
              applyEdits(sliceOf(project, path).text, planOf(fix).edits?.filter((edit) => edit.path === path) ?? []);
          }
        }
      }
    }
  });
});
