import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { parse } from "yaml";
import type { CertificationData } from "../../src/core/practice/certification/index.ts";
import {
  type Criterion,
  contactHoursAsked,
  decisionMatrix,
  type EducationComparison,
  type EducationData,
  hoursOf,
  missingIn,
  type Programme,
} from "../../src/core/practice/education/index.ts";

const criterion = (id: string, weight: number): Criterion => ({ id, name: id.toUpperCase(), weight });
const programme = (id: string, ...ratings: readonly (number | undefined)[]): Programme => ({
  id,
  name: id.toUpperCase(),
  ratings: Object.fromEntries(
    ratings.flatMap((rating, at) => (rating === undefined ? [] : [[`c${at + 1}`, rating] as const])),
  ),
});
const weighted = (...weights: readonly number[]): readonly Criterion[] =>
  weights.map((weight, at) => criterion(`c${at + 1}`, weight));
const comparison = (criteria: readonly Criterion[], ...programmes: readonly Programme[]): EducationComparison => ({
  criteria,
  programmes,
  decision: {},
});
const round = (score: number | undefined): number | undefined => score && Math.round(score * 1e4) / 1e4;

const anyComparison = fc
  .record({
    weights: fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 6 }),
    ratings: fc.array(
      fc.array(fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined }), { minLength: 6, maxLength: 6 }),
      { maxLength: 6 },
    ),
  })
  .map(({ weights, ratings }) =>
    comparison(weighted(...weights), ...ratings.map((own, at) => programme(`p${at}`, ...own.slice(0, weights.length)))),
  );

describe("the decision matrix", () => {
  it("is the weighted sum: the example of the practice", () => {
    // 0.40 × 4 + 0.35 × 3 + 0.25 × 5 = 3.90
    const made = comparison(weighted(40, 35, 25), programme("a", 4, 3, 5), programme("b", 3, 5, 3));
    const { scores, best, weights, turns } = decisionMatrix(made);
    assert.deepEqual(
      scores.map(({ score }) => round(score)),
      [3.9, 3.7],
    );
    assert.deepEqual([weights, best.map(({ id }) => id)], [100, ["a"]]);
    // With a's second rating a point lower it is 3.55, and b leads; the heaviest criterion turns it first.
    assert.deepEqual(
      [turns?.criterion.id, turns?.programme.id, turns?.from, turns?.to, turns?.rival.id],
      ["c1", "a", 4, 3, "b"],
    );
    const lower = decisionMatrix(comparison(weighted(40, 35, 25), programme("a", 4, 2, 5), programme("b", 3, 5, 3)));
    assert.deepEqual([round(lower.scores[0]?.score), lower.best.map(({ id }) => id)], [3.55, ["b"]]);
  });

  it("says a tie: scores are equal when they look equal", () => {
    const tie = decisionMatrix(comparison(weighted(50, 50), programme("a", 4, 3), programme("b", 3, 4)));
    assert.deepEqual([tie.best.map(({ id }) => id), tie.turns], [["a", "b"], undefined]);
    // 3.3333… by thirds that no number holds exactly.
    const thirds = decisionMatrix(comparison(weighted(1, 1, 1), programme("a", 5, 4, 1), programme("b", 1, 5, 4)));
    assert.deepEqual(
      thirds.best.map(({ id }) => id),
      ["a", "b"],
    );
  });

  it("gives no score while a rating is missing, but what it can still become", () => {
    const made = decisionMatrix(
      comparison(weighted(60, 40), programme("a", 3, 3), programme("b", 4), programme("c", 0)),
    );
    const [a, b, c] = made.scores;
    assert.deepEqual([round(a?.score), b?.score, round(b?.least), round(b?.most)], [3, undefined, 2.4, 4.4]);
    assert.deepEqual(
      b?.missing.map(({ id }) => id),
      ["c2"],
    );
    assert.deepEqual(round(c?.most), 2);
    // With everything for what is missing, b would lead; c never could.
    assert.deepEqual([made.best.map(({ id }) => id), made.open.map(({ id }) => id)], [["a"], ["b"]]);
  });

  it("counts weights as shares of what they add up to, and leaves out criteria without one", () => {
    const half = decisionMatrix(comparison([...weighted(20, 30), criterion("c3", 0)], programme("a", 5, 0)));
    assert.deepEqual([half.weights, round(half.scores[0]?.score)], [50, 2]);
    const none = decisionMatrix(comparison(weighted(0), programme("a", 5)));
    assert.deepEqual([none.weights, none.scores[0]?.score, none.best], [0, undefined, []]);
  });

  it("turns by one rating exactly where it says so", () => {
    fc.assert(
      fc.property(anyComparison, (made) => {
        const { scores, best, open, turns } = decisionMatrix(made);
        for (const { score, least, most } of scores) {
          assert.ok(0 <= least && least <= most && most <= 5 + 1e-9);
          if (score !== undefined) assert.ok(score >= 0 && score <= 5);
        }
        assert.ok(open.every((one) => !best.includes(one)));
        const top = (changed: EducationComparison): readonly string[] =>
          decisionMatrix(changed).best.map(({ id }) => id);
        const changedBy = (id: string, of: string, to: number): EducationComparison => ({
          ...made,
          programmes: made.programmes.map((one) =>
            one.id === id ? { ...one, ratings: { ...one.ratings, [of]: to } } : one,
          ),
        });
        if (turns !== undefined) {
          const then = top(changedBy(turns.programme.id, turns.criterion.id, turns.to));
          assert.equal(Math.abs(turns.to - turns.from), 1);
          assert.ok(then.includes(turns.rival.id), JSON.stringify(turns));
        } else if (best.length === 1) {
          const [winner] = best;
          for (const { programme: one, score } of scores) {
            if (score === undefined) continue;
            for (const { id, weight } of made.criteria) {
              const rating = one.ratings[id];
              if (weight === 0 || rating === undefined) continue;
              const to = one === winner ? rating - 1 : rating + 1;
              if (to < 0 || to > 5) continue;
              assert.deepEqual(top(changedBy(one.id, id, to)), [winner?.id]);
            }
          }
        }
      }),
      { numRuns: Number(process.env.GANTRY_RUNS ?? 300) },
    );
  });

  it("is the same in whatever order the programmes stand", () => {
    fc.assert(
      fc.property(anyComparison, (made) => {
        const turned = decisionMatrix({ ...made, programmes: [...made.programmes].reverse() });
        const { scores, best } = decisionMatrix(made);
        assert.deepEqual([...turned.best].reverse(), best);
        assert.deepEqual([...turned.scores].reverse(), scores);
      }),
    );
  });
});

describe("a comparison of programmes", () => {
  it("says what is missing until it is whole, and until the choice is", () => {
    const nothing = missingIn(comparison([]));
    assert.deepEqual(nothing.comparison, ["3 programmes are a comparison; there are none.", "There is no criterion."]);
    assert.deepEqual(nothing.decision.length, 3);
    const half = missingIn({
      criteria: weighted(60, 30),
      programmes: [programme("a", 3, 3), programme("b", 4)],
      decision: { programme: "b", start: 1 },
    });
    assert.deepEqual(half, {
      comparison: [
        "3 programmes are a comparison; there are 2.",
        "The weights add up to 90, not to 100.",
        "One rating is missing.",
      ],
      decision: ["The choice has no budget."],
    });
    const whole = missingIn({
      criteria: weighted(60, 40),
      programmes: [programme("a", 3, 3), programme("b", 4, 1), programme("c", 0, 0)],
      decision: { programme: "c", start: 1, budget: "4200 EUR" },
    });
    assert.deepEqual(whole, { comparison: [], decision: [] });
    // A weight of a third each is as good as it can be written.
    const thirds = weighted(33.3, 33.3, 33.4);
    assert.deepEqual(missingIn(comparison(thirds)).comparison.length, 1);
  });

  it("counts the hours a programme takes: 8 a week for half a year are 208", () => {
    assert.equal(hoursOf({ name: "A", months: 6, hoursAWeek: 8 }), 208);
    assert.equal(hoursOf({ name: "A", months: 6 }), undefined);
  });

  it("knows what certifications ask of education: 23 hours for the CAPM, 35 for the PMP", () => {
    const data = parse(readFileSync("media/practice/certification/certifications.yaml", "utf8")) as CertificationData;
    const asked = contactHoursAsked(data);
    const hours = (name: string): number | undefined =>
      asked.find(({ certification }) => certification.includes(name))?.hours;
    assert.deepEqual([hours("(CAPM)"), hours("(PMP)")], [23, 35]);
    assert.ok(asked.every((one, at) => at === 0 || (asked[at - 1]?.hours ?? 0) <= one.hours));
  });

  it("begins with weights that add up to 100", () => {
    const { criteria, routes, facts } = parse(
      readFileSync("media/practice/education/education.yaml", "utf8"),
    ) as EducationData;
    assert.equal(
      criteria.reduce((sum, { weight }) => sum + weight, 0),
      100,
    );
    assert.ok(routes.length >= 14 && facts.length >= 3);
    for (const { id, sources, checked } of [...routes, ...facts]) {
      assert.ok(sources.length > 0, id);
      assert.match(checked, /^\d{4}-\d{2}-\d{2}$/, id);
    }
    assert.deepEqual(
      [
        "edu-bs-project-management",
        "edu-ms-project-management",
        "edu-mba-pm",
        "edu-doctorate",
        "edu-atp-course",
      ].filter((id) => !routes.some((route) => route.id === id)),
      [],
    );
  });
});
