import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { parse } from "yaml";
import {
  type Answer,
  againFrom,
  changesBetween,
  complexityOf,
  confidenceOf,
  differencesBetween,
  doubtsOf,
  gapsOf,
  isTimeAgain,
  profileWith,
  type QuestionSet,
  responsibilitiesOf,
  scoresOf,
  skillsOf,
} from "../../src/core/practice/assessment/index.ts";

const set = parse(
  readFileSync(path.join(process.cwd(), "media", "practice", "assessment", "questions.yaml"), "utf8"),
) as QuestionSet;

/** Levels for the questions of a skill or a responsibility, in their order. */
function answersTo(id: string, levels: readonly number[]): Map<string, Answer> {
  const own = set.questions.filter(({ skill, responsibilities }) => skill === id || responsibilities.includes(id));
  return new Map(
    own.flatMap((question, at) => (levels[at] === undefined ? [] : [[question.id, { level: levels[at] }]])),
  );
}

const everything = (level: (at: number) => number): Map<string, Answer> =>
  new Map(set.questions.map(({ id }, at) => [id, { level: level(at) }]));

const randomAnswers = (): fc.Arbitrary<Map<string, Answer>> =>
  fc
    .array(fc.option(fc.integer({ min: 0, max: 5 })), { minLength: 32, maxLength: 32 })
    .map(
      (levels) =>
        new Map(set.questions.flatMap(({ id }, at) => (levels[at] == null ? [] : [[id, { level: levels[at] }]]))),
    );

describe("the scores of a self-assessment", () => {
  it("are means of a skill's answers, and where that lies between 1 and 5", () => {
    const score = scoresOf(set, answersTo("skill-technical", [3, 4, 2, 3])).skills.get("skill-technical");
    assert.deepEqual(score, { mean: 3, percent: 50, answered: 4, never: 0, asked: 4 });
  });

  it("are means of all answers about a responsibility", () => {
    const id = "resp-financial-management";
    const levels = [3, 2, 3, 2, 3, 2, 3, 3];
    assert.equal(
      levels.reduce((sum, level) => sum + level),
      21,
    );
    const score = scoresOf(set, answersTo(id, levels)).responsibilities.get(id);
    assert.equal(score?.mean, 2.625);
    assert.equal(score?.percent?.toFixed(1), "40.6");
    assert.equal(score?.asked, 8);
  });

  it("count as many questions for each responsibility as the practice says", () => {
    const { responsibilities } = scoresOf(set, new Map());
    assert.deepEqual(Object.fromEntries([...responsibilities].map(([id, { asked }]) => [id, asked])), {
      "resp-communication-collaboration": 12,
      "resp-implementation": 11,
      "resp-task-designation": 8,
      "resp-financial-management": 8,
      "resp-timeline-scheduling": 7,
      "resp-project-ideation": 6,
      "resp-project-planning": 6,
    });
  });

  it("are none where fewer than three of four were answered; never done does not count, and is told", () => {
    const score = scoresOf(set, answersTo("skill-mentoring", [4, 0, 4])).skills.get("skill-mentoring");
    assert.deepEqual(score, { answered: 2, never: 1, asked: 4 });
    const enough = scoresOf(set, answersTo("skill-mentoring", [4, 0, 4, 5])).skills.get("skill-mentoring");
    assert.equal(enough?.mean, 13 / 3);
  });

  it("weigh each skill the same, and have no overall mean while a skill has none", () => {
    assert.equal(
      scoresOf(
        set,
        everything((at) => 1 + (at % 5)),
      ).overall !== undefined,
      true,
    );
    const partly = everything(() => 3);
    partly.delete("q01");
    assert.equal(scoresOf(set, partly).overall, 3);
    partly.delete("q02");
    assert.equal(scoresOf(set, partly).overall, undefined);
  });

  it("stay between 1 and 5, whatever is answered", () => {
    fc.assert(
      fc.property(randomAnswers(), (answers) => {
        const { skills, responsibilities, overall } = scoresOf(set, answers);
        for (const { mean, percent, answered, never, asked } of [...skills.values(), ...responsibilities.values()]) {
          assert.ok(answered + never <= asked);
          if (mean === undefined) continue;
          assert.ok(mean >= 1 && mean <= 5 && percent !== undefined && percent >= 0 && percent <= 100);
        }
        if (overall !== undefined) assert.ok(overall >= 1 && overall <= 5);
      }),
    );
  });
});

describe("the gaps to a profile", () => {
  const profile = (id: string) => set.profiles.find((one) => one.id === id) ?? assert.fail(id);

  it("are those of the practice: for a first role, technical 3, leadership 2 and so on", () => {
    assert.deepEqual(Object.values(profile("aspiring").targets), [2, 2, 2, 2, 2, 2, 2, 2]);
    assert.deepEqual(Object.values(profile("first-role").targets), [3, 2, 3, 3, 3, 3, 2, 3]);
    assert.deepEqual(Object.values(profile("senior").targets), [4, 4, 4, 4, 4, 4, 3, 4]);
  });

  it("come widest first, weighed by what the person wants to do", () => {
    const answers = everything(() => 3);
    for (const [id, level] of [
      ["q13", 2],
      ["q14", 2],
      ["q15", 2],
      ["q16", 2],
      ["q17", 1],
      ["q18", 1],
      ["q19", 2],
      ["q20", 2],
    ] as const) {
      answers.set(id, { level });
    }
    const scores = scoresOf(set, answers);
    const all = gapsOf(set, scores, profile("first-role"));
    assert.deepEqual(
      all.filter(({ gap }) => gap > 0).map(({ skill, gap }) => [skill, gap]),
      [
        ["skill-time-management", 1.5],
        ["skill-communication", 1],
      ],
    );
    // Who wants to work with people rather than with dates closes the other gap first.
    const [first] = gapsOf(set, scores, profile("first-role"), ["resp-communication-collaboration"]);
    assert.equal(first?.skill, "skill-communication");
  });

  it("are to the levels a person changed, and to the profile's where they changed nothing", () => {
    const changed = profileWith(set, { profile: "senior", levels: { "skill-mentoring": 5 }, wants: [] });
    assert.deepEqual(changed.targets, { ...profile("senior").targets, "skill-mentoring": 5 });
    assert.deepEqual(profileWith(set, { levels: {}, wants: [] }).targets, profile("first-role").targets);
    assert.equal(profileWith(set, { profile: "none of ours", levels: {}, wants: [] }).id, set.profiles[0]?.id);
    const [widest] = gapsOf(
      set,
      scoresOf(
        set,
        everything(() => 3),
      ),
      changed,
    );
    assert.deepEqual([widest?.skill, widest?.gap], ["skill-mentoring", 2]);
  });

  it("are none for a skill that can't be told", () => {
    assert.deepEqual(gapsOf(set, scoresOf(set, new Map()), profile("senior")), []);
  });
});

describe("how sure a self-assessment is", () => {
  it("goes by the share of high ratings that name evidence", () => {
    const answers = new Map<string, Answer>([
      ["q01", { level: 3, evidence: "docs/context.md" }],
      ["q02", { level: 4, evidence: "  " }],
      ["q03", { level: 2 }],
    ]);
    assert.deepEqual(confidenceOf(set, answers), { high: 2, shown: 1, share: 0.5, isConfirmed: true });
    answers.set("q04", { level: 5 });
    assert.equal(confidenceOf(set, answers).isConfirmed, false);
    assert.deepEqual(confidenceOf(set, new Map()), { high: 0, shown: 0, isConfirmed: true });
    // Answers to what is not asked any more say nothing.
    const older = new Map<string, Answer>([
      ["q01", { level: 3, evidence: "docs/context.md" }],
      ["q98", { level: 5 }],
    ]);
    assert.deepEqual(confidenceOf(set, older), { high: 1, shown: 1, share: 1, isConfirmed: true });
  });

  const failing = (...questions: readonly string[]) => [{ id: "a", questions, holds: false, text: "Not so" }];

  it("is doubted, gently, where all is alike", () => {
    assert.deepEqual(
      doubtsOf(
        set,
        everything(() => 4),
      ),
      [{ kind: "all-alike", level: 4 }],
    );
    assert.deepEqual(doubtsOf(set, new Map([["q01", { level: 3 }]])), []);
  });

  it("is doubted where a question is rated 4 or more while what the files show of it fails", () => {
    const answers = everything((at) => 1 + (at % 3));
    const evidence = failing("q17", "q25");
    assert.deepEqual(doubtsOf(set, answers, evidence), []);
    answers.set("q17", { level: 5 });
    assert.deepEqual(doubtsOf(set, answers, evidence), [
      { kind: "against-the-files", skill: "skill-time-management", failing: evidence },
    ]);
    // Another question of the skill is rated high; what fails is not about that one.
    answers.set("q17", { level: 3 });
    answers.set("q18", { level: 5 });
    assert.deepEqual(doubtsOf(set, answers, evidence), []);
    // But the skill as a whole is.
    for (const id of ["q18", "q19", "q20"]) answers.set(id, { level: 5 });
    assert.equal(doubtsOf(set, answers, evidence).length, 1);
    assert.deepEqual(doubtsOf(set, answers, [{ id: "a", questions: ["q17"], holds: true, text: "So" }]), []);
  });

  it("is doubted where evidence comes from a project that is too simple for it", () => {
    const answers = everything((at) => 1 + (at % 3));
    assert.deepEqual(doubtsOf(set, answers, [], 3), []);
    answers.set("q01", { level: 4 });
    assert.deepEqual(doubtsOf(set, answers, [], 3), [{ kind: "simple-project", upTo: 3, higher: 1 }]);
  });

  it("is doubted without any answer being changed, whatever it is", () => {
    fc.assert(
      fc.property(randomAnswers(), fc.subarray(set.questions.map(({ id }) => id)), (answers, questions) => {
        const before = JSON.stringify([...answers]);
        const doubts = doubtsOf(set, answers, failing(...questions), 3);
        assert.equal(JSON.stringify([...answers]), before);
        for (const doubt of doubts) {
          if (doubt.kind !== "against-the-files") continue;
          assert.ok(set.questions.some(({ id, skill }) => skill === doubt.skill && questions.includes(id)));
        }
      }),
    );
  });
});

describe("a colleague's view", () => {
  it("is compared question by question where both could answer: self less other", () => {
    const own = new Map([
      ["q01", { level: 4 }],
      ["q02", { level: 0 }],
      ["q03", { level: 2 }],
      ["q04", { level: 3 }],
    ]);
    const other = new Map([
      ["q01", { level: 2 }],
      ["q02", { level: 3 }],
      ["q03", { level: 5 }],
    ]);
    assert.deepEqual(differencesBetween(set, own, other), [
      { question: "q01", own: 4, other: 2, by: 2 },
      { question: "q03", own: 2, other: 5, by: -3 },
    ]);
  });

  it("differs the other way round by the same", () => {
    fc.assert(
      fc.property(randomAnswers(), randomAnswers(), (own, other) => {
        assert.deepEqual(
          differencesBetween(set, own, other).map(({ question, by }) => [question, by]),
          differencesBetween(set, other, own).map(({ question, by }) => [question, 0 - by]),
        );
        assert.ok(differencesBetween(set, own, own).every(({ by }) => by === 0));
      }),
    );
  });
});

describe("what changed between two assessments", () => {
  it("is real from half a level on", () => {
    const before = { answers: answersTo("skill-technical", [2, 2, 2, 2]) };
    const now = { answers: answersTo("skill-technical", [3, 3, 2, 2]) };
    const [technical, leadership] = changesBetween(set, before, now);
    assert.deepEqual(technical, { skill: "skill-technical", before: 2, now: 2.5, by: 0.5, isReal: true });
    assert.deepEqual(leadership, { skill: "skill-leadership", isReal: false });
    const less = { answers: answersTo("skill-technical", [3, 2, 2, 2]) };
    assert.equal(changesBetween(set, before, less)[0]?.isReal, false);
  });

  it("is worth asking again after 90 days", () => {
    assert.equal(againFrom("2027-02-10"), "2027-05-11");
    assert.equal(isTimeAgain("2027-02-10", "2027-05-10"), false);
    assert.equal(isTimeAgain("2027-02-10", "2027-05-11"), true);
    assert.equal(isTimeAgain("some day", "2027-05-11"), false);
  });
});

describe("the complexity of a project", () => {
  const rated = (values: readonly number[]) =>
    complexityOf(set.complexity, new Map(set.complexity.factors.map(({ id }, at) => [id, values[at] ?? 0])));

  it("is the sum of seven ratings from 1 to 4", () => {
    assert.equal(set.complexity.factors.length, 7);
    assert.ok(set.complexity.factors.every(({ ratings }) => ratings.length === 4));
    for (const [values, sum, range] of [
      [[1, 1, 1, 1, 1, 1, 1], 7, "below Global 1"],
      [[2, 2, 2, 2, 1, 1, 1], 11, "below Global 1"],
      [[2, 2, 2, 2, 2, 1, 1], 12, "Global 1"],
      [[3, 3, 3, 3, 2, 2, 2], 18, "Global 1"],
      [[3, 3, 3, 3, 3, 2, 2], 19, "Global 2"],
      [[4, 4, 4, 4, 3, 3, 3], 25, "Global 2"],
      [[4, 4, 4, 4, 4, 3, 3], 26, "above Global 2"],
      [[4, 4, 4, 4, 4, 4, 4], 28, "above Global 2"],
    ] as const) {
      const { sum: got, range: name } = rated(values);
      assert.deepEqual([got, name], [sum, range]);
    }
  });

  it("limits what a simple project can show, and is none until all is rated", () => {
    assert.equal(rated([2, 2, 2, 2, 1, 1, 1]).supportsUpTo, 3);
    assert.equal(rated([2, 2, 2, 2, 2, 1, 1]).supportsUpTo, undefined);
    assert.deepEqual(complexityOf(set.complexity, new Map([["stability", 2]])), { rated: 1 });
  });
});

describe("the questions", () => {
  it("are 32, four for each of the eight skills, with a sentence for each level", () => {
    assert.equal(set.questions.length, 32);
    assert.deepEqual(
      set.questions.map(({ id }) => id),
      Array.from({ length: 32 }, (_, at) => `q${String(at + 1).padStart(2, "0")}`),
    );
    assert.equal(skillsOf(set).length, 8);
    assert.equal(responsibilitiesOf(set).length, 7);
    for (const skill of skillsOf(set)) assert.equal(set.questions.filter((one) => one.skill === skill).length, 4);
    const sentences = set.questions.flatMap(({ levels }) => levels);
    assert.equal(new Set(sentences).size, 160);
    for (const sentence of sentences) assert.match(sentence, /^[A-Z].*[.]$/);
  });

  it("end in a question mark and name what would show it", () => {
    for (const { ask, evidence } of set.questions) {
      assert.match(ask, /\?$/);
      assert.ok(evidence.length > 0);
    }
    assert.equal(set.fit.length, 6);
    for (const { ask, talk } of set.fit) assert.ok(ask.endsWith("?") && talk.endsWith("?"));
  });
});
