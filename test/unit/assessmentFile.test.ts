import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { parse } from "yaml";
import {
  answerEdit,
  complexityEdit,
  fitEdit,
  newAssessmentText,
  readAssessment,
} from "../../src/core/practice/assessment/assessmentFile.ts";
import type { Answer, FitAnswer, QuestionSet } from "../../src/core/practice/assessment/index.ts";
import { applyEdits } from "../../src/core/text/editing/index.ts";

const set = parse(
  readFileSync(path.join(process.cwd(), "media", "practice", "assessment", "questions.yaml"), "utf8"),
) as QuestionSet;
const fresh = newAssessmentText(set, { person: "Ana", date: "2027-02-10" });

function answered(text: string, id: string, answer: Answer | undefined): string {
  const plan = answerEdit(set, "a.yaml", text, id, answer);
  assert.equal(plan.refusal, undefined);
  return applyEdits(text, plan.edits ?? []);
}

const lines = (text: string): readonly string[] => text.split(/\r?\n/);

describe("an assessment's file", () => {
  it("begins with whom and when, and reads back", () => {
    assert.deepEqual(parse(fresh), { assessment: 1, person: "Ana", date: "2027-02-10", answers: null });
    const { assessment, problems, canEdit } = readAssessment(set, fresh);
    assert.deepEqual([problems, canEdit], [[], true]);
    assert.equal(assessment?.person, "Ana");
    const theirs = newAssessmentText(set, { person: 'O"Neil: #1', date: "2027-02-10", by: "Chen" });
    assert.deepEqual(readAssessment(set, theirs).assessment?.by, "Chen");
    assert.deepEqual(readAssessment(set, theirs).assessment?.person, 'O"Neil: #1');
  });

  it("takes answers in the order of the questions, each on lines of its own", () => {
    let text = answered(fresh, "q17", { level: 3, evidence: "timeline.yaml, Jan 2027" });
    text = answered(text, "q02", { level: 0 });
    text = answered(text, "q18", { level: 2 });
    assert.deepEqual(lines(text).slice(lines(text).indexOf("answers:")), [
      "answers:",
      "  q02:",
      "    level: 0",
      "  q17:",
      "    level: 3",
      "    evidence: timeline.yaml, Jan 2027",
      "  q18:",
      "    level: 2",
      "",
    ]);
    text = answered(text, "q17", { level: 4 });
    assert.deepEqual(readAssessment(set, text).assessment?.answers.get("q17"), { level: 4 });
    text = answered(text, "q02", undefined);
    assert.equal(readAssessment(set, text).assessment?.answers.has("q02"), false);
  });

  it("keeps what somebody wrote by hand: comments, order, other keys, brackets, line endings", () => {
    const byHand = [
      "assessment: 1   # the first set",
      "mood: good",
      "person: 'Ana'",
      "date: 2027-02-10",
      "answers:",
      "  q05: { level: 2 } # not sure",
      "  q01: 3",
      "  # later",
      "  q03:",
      "    level: 1",
      "    why: none",
      "",
    ].join("\r\n");
    const reading = readAssessment(set, byHand);
    assert.deepEqual(reading.problems, []);
    assert.deepEqual(
      [...(reading.assessment?.answers ?? [])].map(([id, { level }]) => [id, level]),
      [
        ["q05", 2],
        ["q01", 3],
        ["q03", 1],
      ],
    );
    const changed = answered(answered(byHand, "q05", { level: 4, evidence: "a: b" }), "q03", { level: 2 });
    assert.ok(!changed.replaceAll("\r\n", "").includes("\n"));
    assert.deepEqual(
      lines(changed).filter((line) => !lines(byHand).includes(line)),
      ['  q05: { level: 4, evidence: "a: b" } # not sure', "    level: 2"],
    );
    assert.ok(changed.includes("    why: none"));
  });

  it("takes an answer where somebody wrote one in short", () => {
    const short =
      "assessment: 1\nperson: A\ndate: 2027-02-10\nanswers:\n  q01: 3\n  q02: 1 # so\nfit:\n  fit-money: no\n";
    const text = answered(short, "q01", { level: 4, evidence: "a.md" });
    assert.deepEqual(readAssessment(set, text).assessment?.answers.get("q01"), { level: 4, evidence: "a.md" });
    assert.ok(text.includes("  q02: 1 # so\nfit:\n  fit-money: no\n"));
    const fit = fitEdit(set, "a.yaml", text, "fit-money", { answer: "partly", note: "with help" });
    const after = readAssessment(set, applyEdits(text, fit.edits ?? []));
    assert.deepEqual(after.assessment?.fit.get("fit-money"), { answer: "partly", note: "with help" });
  });

  it("keeps whether one would want the work, and how complex the project is, beside the answers", () => {
    let text = answered(fresh, "q01", { level: 2 });
    const apply = (plan: ReturnType<typeof fitEdit>): void => {
      assert.equal(plan.refusal, undefined);
      text = applyEdits(text, plan.edits ?? []);
    };
    apply(complexityEdit(set, "a.yaml", text, "finance", 2));
    apply(complexityEdit(set, "a.yaml", text, "stability", 4));
    apply(fitEdit(set, "a.yaml", text, "fit-money", { answer: "no", note: "I leave it: to others" }));
    apply(fitEdit(set, "a.yaml", text, "fit-coordinating", { answer: "yes" }));
    assert.deepEqual(parse(text), {
      assessment: 1,
      person: "Ana",
      date: "2027-02-10",
      answers: { q01: { level: 2 } },
      fit: { "fit-coordinating": { answer: "yes" }, "fit-money": { answer: "no", note: "I leave it: to others" } },
      complexity: { stability: 4, finance: 2 },
    });
    const { assessment, problems } = readAssessment(set, text);
    assert.deepEqual(problems, []);
    assert.deepEqual([...(assessment?.complexity ?? [])].sort(), [
      ["finance", 2],
      ["stability", 4],
    ]);
    apply(fitEdit(set, "a.yaml", text, "fit-money", undefined));
    apply(complexityEdit(set, "a.yaml", text, "finance", undefined));
    assert.equal(readAssessment(set, text).assessment?.fit.size, 1);
    assert.equal(readAssessment(set, text).assessment?.complexity.size, 1);
  });

  it("says after any notes what was noted last, and the answers stay", () => {
    const start = answered(fresh, "q01", { level: 3, evidence: "a.md" });
    const step = fc.record({
      at: fc.integer({ min: 0, max: set.fit.length - 1 }),
      answer: fc.constantFrom<FitAnswer>("yes", "partly", "no"),
      note: fc.oneof(fc.constantFrom("", "no", "- x", "a # b", "1", '"'), fc.string({ maxLength: 12 })),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let text = start;
        const wanted = new Map<string, { answer: FitAnswer; note?: string }>();
        for (const { at, answer, note } of steps) {
          const id = set.fit[at]?.id ?? "";
          const plan = fitEdit(set, "a.yaml", text, id, { answer, note });
          // A text that can't stand in the file, such as one with a control character, is refused rather than changed.
          if (plan.refusal !== undefined) continue;
          text = applyEdits(text, plan.edits);
          wanted.set(id, { answer, ...(note.trim() !== "" && { note: note.trim() }) });
        }
        const { assessment, problems } = readAssessment(set, text);
        assert.deepEqual(problems, []);
        assert.deepEqual(new Map([...(assessment?.fit ?? [])].sort()), new Map([...wanted].sort()));
        assert.deepEqual(assessment?.answers.get("q01"), { level: 3, evidence: "a.md" });
      }),
    );
  });

  it("says what is wrong with its line, and is not written to then", () => {
    for (const [text, message, line] of [
      ["", /no assessment/, 1],
      ["gantry: 1\n", /no assessment/, 1],
      ["assessment: one\n", /write 1/, 1],
      ["assessment: 1\nperson: A\ndate: yesterday\n", /2027-02-10/, 3],
      ["assessment: 1\nperson: A\ndate: 2027-02-10\nanswers:\n  q01:\n    level: 9\n", /1 to 5/, 6],
      ["assessment: 1\nperson: A\ndate: 2027-02-10\nanswers:\n  q99: 3\n", /no question q99/, 5],
      ["assessment: 1\ndate: 2027-02-10\nanswers:\n  q01: 3\n  q01: 4\n", /stands twice/, 5],
      ["assessment: 1\ndate: 2027-02-10\nfit:\n  fit-money: maybe\n", /yes, partly or no/, 4],
      ["assessment: 1\ndate: 2027-02-10\ncomplexity:\n  finance: 7\n", /1 to 4/, 4],
      ["assessment: 1\ndate: 2027-02-10\nanswers:\n\tq01: 3\n", /./, 4],
    ] as const) {
      const { problems } = readAssessment(set, text);
      const [first] = problems;
      assert.match(first?.message ?? "", message, text);
      assert.equal(first?.line, line, text);
    }
    const tab = "assessment: 1\ndate: 2027-02-10\nanswers:\n\tq01: 3\n";
    assert.match(answerEdit(set, "a.yaml", tab, "q02", { level: 2 }).refusal ?? "", /^Line 4: /);
    assert.ok(answerEdit(set, "a.yaml", "answers: [", "q02", { level: 2 }).refusal !== undefined);
  });

  it("leaves out an answer to a question that there is not, and what is no list of answers, and says so", () => {
    const odd = "assessment: 1\nperson: A\ndate: 2027-02-10\nanswers:\n  q98: 5\n  q01: 3\n";
    const { assessment, problems } = readAssessment(set, odd);
    assert.deepEqual([...(assessment?.answers.keys() ?? [])], ["q01"]);
    assert.deepEqual(
      problems.map(({ line }) => line),
      [5],
    );
    const listed = readAssessment(set, "assessment: 1\nperson: A\ndate: 2027-02-10\nanswers:\n  - q01: 3\n");
    assert.deepEqual(
      listed.problems.map(({ line, message }) => [line, message.includes("“answers”")]),
      [[4, true]],
    );
  });

  it("of other questions stays readable and is not changed", () => {
    const old = "assessment: 7\nperson: A\ndate: 2027-02-10\nanswers:\n  q01: 3\n  q77: 5\n";
    const { assessment, problems, canEdit } = readAssessment(set, old);
    assert.deepEqual([problems, canEdit, assessment?.answers.size], [[], false, 2]);
    assert.match(answerEdit(set, "a.yaml", old, "q01", { level: 2 }).refusal ?? "", /other questions/);
  });

  it("never throws, whatever is in it", () => {
    const words = fc.constantFrom(
      "assessment: 1\n",
      "answers:\n",
      "  q01:\n",
      "    level: 3\n",
      "{",
      "]",
      "\t",
      "- ",
      ": ",
      "#",
      "'",
      "|\n",
      "é",
      "\r\n",
      "fit: ",
      "&a *a",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(words, fc.string({ maxLength: 6 })), { maxLength: 30 }), (parts) => {
        const text = parts.join("");
        readAssessment(set, text);
        const plan = answerEdit(set, "a.yaml", text, "q05", { level: 3, evidence: "x" });
        if (plan.refusal !== undefined) return;
        const after = readAssessment(set, applyEdits(text, plan.edits));
        assert.deepEqual(after.assessment?.answers.get("q05"), { level: 3, evidence: "x" });
      }),
      { numRuns: 1500 },
    );
  });

  it("says after any answers what was answered last", () => {
    const step = fc.record({
      question: fc.integer({ min: 0, max: 31 }),
      level: fc.option(fc.integer({ min: 0, max: 5 })),
      evidence: fc.constantFrom("", "docs/a.md", "yes", "2027-01-04", "- x", "a # b", 'it\'s: "so"', "\u00e9\u2028x"),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), fc.boolean(), (steps, isWindows) => {
        let text = isWindows ? fresh.replaceAll("\n", "\r\n") : fresh;
        const wanted = new Map<string, Answer>();
        for (const { question, level, evidence } of steps) {
          const id = set.questions[question]?.id ?? "";
          const answer = level === null ? undefined : { level, ...(evidence !== "" && { evidence }) };
          text = answered(text, id, answer);
          if (answer === undefined) wanted.delete(id);
          else wanted.set(id, answer);
        }
        const { assessment, problems } = readAssessment(set, text);
        assert.deepEqual(problems, []);
        assert.deepEqual(new Map([...(assessment?.answers ?? [])].sort()), new Map([...wanted].sort()));
        // Another reader of YAML sees the same.
        const others = (parse(text) as { answers: Record<string, { level: number; evidence?: string }> | null })
          .answers;
        assert.deepEqual(
          Object.entries(others ?? {}).map(([id, { level, evidence }]) => [id, level, evidence]),
          [...wanted].sort().map(([id, { level, evidence }]) => [id, level, evidence]),
        );
      }),
    );
  });
});
