import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { parse } from "yaml";
import { type QuestionSet, responsibilitiesOf, skillsOf } from "../../src/core/practice/assessment/index.ts";
import {
  newTargetsText,
  readTargets,
  type TargetsChange,
  targetsEdit,
} from "../../src/core/practice/assessment/targetsFile.ts";
import { applyEdits } from "../../src/core/text/editing/index.ts";

const set = parse(
  readFileSync(path.join(process.cwd(), "media", "practice", "assessment", "questions.yaml"), "utf8"),
) as QuestionSet;
const fresh = newTargetsText('O"Neil');

function changed(text: string, change: TargetsChange): string {
  const plan = targetsEdit(set, "targets.yaml", text, change);
  assert.equal(plan.refusal, undefined);
  return applyEdits(text, plan.edits ?? []);
}

describe("the file of what a person aims at", () => {
  it("says nothing at first, and then what was chosen, in a fixed order", () => {
    assert.deepEqual(parse(fresh), { targets: 1, person: 'O"Neil' });
    assert.deepEqual(readTargets(set, fresh), {
      targets: { levels: {}, wants: [] },
      problems: [],
      canEdit: true,
    });
    let text = changed(fresh, { kind: "want", responsibility: "resp-financial-management", wanted: true });
    text = changed(text, { kind: "level", skill: "skill-mentoring", level: 4 });
    text = changed(text, { kind: "level", skill: "skill-technical", level: 2 });
    text = changed(text, { kind: "profile", profile: "senior" });
    assert.deepEqual(text.split("\n").slice(2), [
      'person: "O\\"Neil"',
      "profile: senior",
      "levels:",
      "  skill-technical: 2",
      "  skill-mentoring: 4",
      "wants:",
      "  resp-financial-management: wanted",
      "",
    ]);
    text = changed(text, { kind: "level", skill: "skill-technical" });
    text = changed(text, { kind: "want", responsibility: "resp-financial-management", wanted: false });
    assert.deepEqual(readTargets(set, text).targets, {
      profile: "senior",
      levels: { "skill-mentoring": 4 },
      wants: [],
    });
  });

  it("keeps what stands in it besides, and says what is wrong with its line", () => {
    const byHand = "targets: 1 # mine\r\nwhy: later\r\nlevels: { skill-analytical: 5 } # bold\r\n";
    const text = changed(byHand, { kind: "level", skill: "skill-technical", level: 3 });
    assert.ok(text.startsWith("targets: 1 # mine\r\nwhy: later\r\nlevels: {"));
    assert.ok(text.includes("# bold\r\n"));
    const inWords = "targets: 1\nwants:\n  resp-implementation: yes\n  resp-task-designation: no\n";
    assert.deepEqual(readTargets(set, inWords).targets.wants, ["resp-implementation"]);
    for (const [damaged, message, line] of [
      ["", /does not begin/, 1],
      ["assessment: 1\n", /does not begin/, 1],
      ["targets: 2\n", /does not begin/, 1],
      ["targets: 1\nprofile: boss\n", /no profile of that name/, 2],
      ["targets: 1\nlevels:\n  skill-technical: 7\n", /1 to 5/, 3],
      ["targets: 1\nlevels:\n  skill-juggling: 3\n", /no skill/, 3],
      ["targets: 1\nwants:\n  resp-implementation: perhaps\n", /wanted, or no/, 3],
      ["targets: 1\nwants:\n  resp-fun: yes\n", /no responsibility/, 3],
      ["targets: 1\nlevels:\n\tskill-technical: 3\n", /./, 3],
    ] as const) {
      const { problems } = readTargets(set, damaged);
      assert.match(problems[0]?.message ?? "", message, damaged);
      assert.equal(problems[0]?.line, line, damaged);
    }
    const tab = "targets: 1\nlevels:\n\tskill-technical: 3\n";
    assert.match(targetsEdit(set, "t", tab, { kind: "profile", profile: "senior" }).refusal ?? "", /^Line 3: /);
    assert.ok(targetsEdit(set, "t", "gantry: 1\n", { kind: "profile", profile: "senior" }).refusal !== undefined);
  });

  it("says after any changes what was changed last", () => {
    const change: fc.Arbitrary<TargetsChange> = fc.oneof(
      fc.constantFrom(...set.profiles.map(({ id }): TargetsChange => ({ kind: "profile", profile: id }))),
      fc.record({
        kind: fc.constant("level" as const),
        skill: fc.constantFrom(...skillsOf(set)),
        level: fc.integer({ min: 1, max: 5 }),
      }),
      fc.record({ kind: fc.constant("level" as const), skill: fc.constantFrom(...skillsOf(set)) }),
      fc.record({
        kind: fc.constant("want" as const),
        responsibility: fc.constantFrom(...responsibilitiesOf(set)),
        wanted: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(fc.array(change, { maxLength: 20 }), (changes) => {
        let text = fresh;
        let profile: string | undefined;
        const levels: Record<string, number> = {};
        const wants = new Set<string>();
        for (const one of changes) {
          text = changed(text, one);
          if (one.kind === "profile") profile = one.profile;
          else if (one.kind === "want") wants[one.wanted ? "add" : "delete"](one.responsibility);
          else if (one.level === undefined) delete levels[one.skill];
          else levels[one.skill] = one.level;
        }
        const { targets, problems } = readTargets(set, text);
        assert.deepEqual(problems, []);
        assert.equal(targets.profile, profile);
        assert.deepEqual(targets.levels, levels);
        assert.deepEqual([...targets.wants].sort(), [...wants].sort());
      }),
    );
  });
});
