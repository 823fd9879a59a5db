import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { readAssessment } from "../../src/core/practice/assessment/assessmentFile.ts";
import { colleagueCopy, readColleagueAnswers } from "../../src/core/practice/assessment/colleagueCopy.ts";
import type { QuestionSet } from "../../src/core/practice/assessment/index.ts";

const set = parse(
  readFileSync(path.join(process.cwd(), "media", "practice", "assessment", "questions.yaml"), "utf8"),
) as QuestionSet;
const copy = colleagueCopy(set, { person: 'Ana "A" Kovač', by: "Chen: Li", date: "2027-02-10" }, (id) => `<${id}>`);

describe("the copy for a colleague", () => {
  it("asks every question with all its levels, and holds no answer", () => {
    for (const { id, ask, levels } of set.questions) {
      assert.ok(copy.includes(`  # ${ask}\n`), ask);
      for (const [at, text] of levels.entries()) assert.ok(copy.includes(`  #   ${at + 1} ${text}\n`), text);
      assert.ok(copy.includes(`\n  ${id}:\n`));
    }
    const { answers, ...head } = parse(copy) as { answers: Record<string, unknown> };
    assert.deepEqual(head, { assessment: 1, person: 'Ana "A" Kovač', date: "2027-02-10", by: "Chen: Li" });
    assert.deepEqual(
      Object.entries(answers),
      set.questions.map(({ id }) => [id, null]),
    );
    const { assessment, problems, canEdit } = readAssessment(set, copy);
    assert.deepEqual([assessment?.answers.size, problems, canEdit], [0, [], true]);
  });

  it("says nothing of its own in its first lines, whatever a name looks like", () => {
    const odd = colleagueCopy(
      set,
      { person: "A\nassessment: 9", by: "B\r\nanswers: {q01: 5}", date: "2027-02-10" },
      String,
    );
    assert.equal(readAssessment(set, odd).assessment?.answers.size, 0);
    assert.equal((parse(odd) as { person: string }).person, "A\nassessment: 9");
  });

  it("is read back when it is filled in, by hand", () => {
    const filled = copy.replace("\n  q01:\n", "\n  q01: 4\n").replace("\n  q02:\n", "\n  q02: 0 # never saw it\n");
    const taken = readColleagueAnswers(set, filled, { person: 'Ana "A" Kovač' });
    assert.ok("reading" in taken);
    assert.deepEqual(
      [...taken.reading.assessment.answers],
      [
        ["q01", { level: 4 }],
        ["q02", { level: 0 }],
      ],
    );
    assert.equal(taken.reading.assessment.by, "Chen: Li");
  });

  it("is taken when it names the person by the id, or as they were called when it was written", () => {
    const filled = copy.replace("\n  q01:\n", "\n  q01: 4\n");
    assert.ok("reading" in readColleagueAnswers(set, filled, { person: "Ana Silva", id: 'Ana "A" Kovač' }));
    assert.ok("problem" in readColleagueAnswers(set, filled, { person: "Ana Silva", id: "ana" }));
  });

  it("is not taken when it is of somebody else, by nobody, empty or damaged, and says in which line", () => {
    const filled = copy.replace("\n  q01:\n", "\n  q01: 4\n");
    const lineOf = (text: string, start: string): number =>
      text.split("\n").findIndex((one) => one.startsWith(start)) + 1;
    const damaged = filled.replace("\n  q09:\n", "\n  q09: four\n");
    const unsigned = filled.replace(/^by: .*$/m, "by:");
    for (const [text, person, message, line] of [
      [filled, "Bo", /not about “Bo”/, lineOf(filled, "person:")],
      [unsigned, 'Ana "A" Kovač', /who answered/, lineOf(unsigned, "by:")],
      [copy, 'Ana "A" Kovač', /No question has an answer/, lineOf(copy, "answers:")],
      [damaged, 'Ana "A" Kovač', /level of q09/, lineOf(damaged, "  q09:")],
      ["hello", "Ana", /./, 1],
    ] as const) {
      const taken = readColleagueAnswers(set, text, { person });
      assert.ok("problem" in taken, text.slice(0, 40));
      assert.match(taken.problem.message, message);
      assert.equal(taken.problem.line, line);
    }
  });
});
