import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import * as v from "valibot";
import { parse } from "yaml";
import { formatDate, parseDate } from "../../src/core/model/date.ts";
import { educationEdit, newEducationText, readEducation } from "../../src/core/practice/education/educationFile.ts";
import {
  accreditations,
  deliveries,
  type EducationChange,
  type EducationData,
} from "../../src/core/practice/education/index.ts";
import { applyEdits } from "../../src/core/text/editing/index.ts";
import { educationToHost } from "../../src/protocol/education.ts";

const path = "education.yaml";
const day = (text: string): number => parseDate(text) ?? assert.fail(text);
const { criteria } = parse(readFileSync("media/practice/education/education.yaml", "utf8")) as EducationData;
const fresh = newEducationText(criteria);

function changed(text: string, ...changes: readonly EducationChange[]): string {
  return changes.reduce((now, change) => {
    assert.equal(v.is(educationToHost.change, { change }), true, "the view may ask for it");
    const plan = educationEdit(path, now, change);
    assert.equal(plan.refusal, undefined);
    return applyEdits(now, plan.edits ?? []);
  }, text);
}

const written = `# Mine.
education: 1
criteria:
  fit: {name: Fits my week, weight: 60}
  price:
    name: Price
    weight: 40   # less would be a lie
programmes:
  Kurs_1:
    name: Abendkurs
    kind: edu-atp-course
    cost: 1900 EUR
    hours-a-week: 4
    final-project: no
    start: 2027-03-01
    colour: green   # nobody here knows this key
    ratings:
      fit: 4
      price: 3.5
decision:
  programme: Kurs_1
  budget: 2100 EUR
`;

describe("the file of a comparison of programmes", () => {
  it("is read as it was written by hand", () => {
    const { comparison, problems, canEdit } = readEducation(written);
    assert.deepEqual([problems, canEdit], [[], true]);
    assert.deepEqual(comparison, {
      criteria: [
        { id: "fit", name: "Fits my week", weight: 60 },
        { id: "price", name: "Price", weight: 40 },
      ],
      programmes: [
        {
          id: "Kurs_1",
          name: "Abendkurs",
          kind: "edu-atp-course",
          cost: "1900 EUR",
          hoursAWeek: 4,
          finalProject: false,
          start: day("2027-03-01"),
          ratings: { fit: 4, price: 3.5 },
        },
      ],
      decision: { programme: "Kurs_1", budget: "2100 EUR" },
    });
  });

  it("begins with what is weighed, and nothing to rate", () => {
    const { comparison, problems } = readEducation(fresh);
    assert.deepEqual([comparison, problems], [{ criteria, programmes: [], decision: {} }, []]);
  });

  it("changes only the lines that are meant", () => {
    const lines = (text: string): Set<string> => new Set(text.split("\n"));
    const difference = (...changes: readonly EducationChange[]): readonly (readonly string[])[] => {
      const then = changed(written, ...changes);
      return [
        [...lines(written)].filter((line) => !lines(then).has(line)),
        [...lines(then)].filter((line) => !lines(written).has(line)),
      ];
    };
    assert.deepEqual(difference({ kind: "rating", programme: "Kurs_1", criterion: "fit", rating: 2 }), [
      ["      fit: 4"],
      ["      fit: 2"],
    ]);
    assert.deepEqual(difference({ kind: "rating", programme: "Kurs_1", criterion: "fit" }), [["      fit: 4"], []]);
    assert.deepEqual(difference({ kind: "criterion", id: "price", name: "Price", weight: 35 }), [
      ["    weight: 40   # less would be a lie"],
      ["    weight: 35   # less would be a lie"],
    ]);
    const { programmes } = readEducation(written).comparison;
    const { id, ratings: _, ...facts } = programmes[0] ?? assert.fail();
    assert.deepEqual(difference({ kind: "programme", id, facts: { ...facts, months: 3 } }), [[], ["    months: 3"]]);
    const { provider: _none, ...rest } = { provider: "", ...facts };
    assert.deepEqual(difference({ kind: "programme", id, facts: { ...rest, delivery: "both" } }), [
      [],
      ["    delivery: both"],
    ]);
    assert.deepEqual(
      difference({
        kind: "decision",
        decision: { programme: "Kurs_1", budget: "2100 EUR", start: day("2027-03-01"), reason: "Cheap: and near" },
      }),
      [[], ["  start: 2027-03-01", '  reason: "Cheap: and near"']].map((one) => [...one].sort()),
    );
  });

  it("takes ratings along with their criterion, and the choice with its programme", () => {
    const without = changed(written, { kind: "remove", section: "criteria", id: "fit" });
    assert.deepEqual(readEducation(without).problems, []);
    assert.deepEqual(readEducation(without).comparison.programmes[0]?.ratings, { price: 3.5 });
    const none = changed(written, { kind: "remove", section: "programmes", id: "Kurs_1" });
    assert.deepEqual(readEducation(none).problems, []);
    assert.deepEqual(readEducation(none).comparison.decision, { budget: "2100 EUR" });
  });

  it("keeps Windows' line ends", () => {
    const text = changed(fresh.replaceAll("\n", "\r\n"), { kind: "programme", facts: { name: "MSc", months: 24 } });
    assert.equal(text.replaceAll("\r\n", "").includes("\n"), false);
    assert.equal(readEducation(text).comparison.programmes[0]?.months, 24);
  });

  it("tells what it can't read by its line, and reads the rest", () => {
    const text = written
      .replace("weight: 60", "weight: heavy")
      .replace("1900 EUR", "cheap")
      .replace("final-project: no", "final-project: perhaps")
      .replace("start: 2027-03-01", "start: soon")
      .replace("fit: 4", "fat: 4")
      .replace("price: 3.5", "price: 6")
      .replace("programme: Kurs_1", "programme: another");
    const { comparison, problems, canEdit } = readEducation(text);
    assert.deepEqual(
      problems.map(({ line }) => line),
      [4, 12, 14, 15, 18, 19, 21],
    );
    assert.match(problems.map(({ message }) => message).join("\n"), /“fat”, which is no criterion here/);
    assert.equal(canEdit, true);
    assert.deepEqual(comparison.programmes[0]?.ratings, {});
    assert.deepEqual(comparison.decision, { budget: "2100 EUR" });
  });

  it("is not written over when it is damaged, of a newer version, or none", () => {
    for (const [text, says] of [
      ["education: 1\nprogrammes:\n\ta: 1\n", /^Line 3: /],
      ["education: 2\n", /newer version/],
      ["hello: 1\n", /no comparison/],
      ["", /no comparison/],
    ] as const) {
      const plan = educationEdit(path, text, { kind: "criterion", name: "Price", weight: 10 });
      assert.match(plan.refusal ?? "", says);
      assert.equal(plan.edits, undefined);
    }
  });

  it("refuses what can't be true", () => {
    const refused = (change: EducationChange): string => educationEdit(path, written, change).refusal ?? "";
    assert.match(refused({ kind: "criterion", name: " ", weight: 10 }), /Name the criterion/);
    assert.match(refused({ kind: "criterion", name: "Price", weight: Number.NaN }), /from 0 to 100/);
    assert.match(refused({ kind: "programme", facts: { name: "" } }), /Name the programme/);
    assert.match(refused({ kind: "programme", facts: { name: "A", cost: "12,000 €" } }), /“12,000 €” is no amount/);
    assert.match(refused({ kind: "programme", facts: { name: "A", months: -1 } }), /Months/);
    assert.match(refused({ kind: "programme", facts: { name: "A", hoursAWeek: 169 } }), /168/);
    assert.match(refused({ kind: "programme", facts: { name: "A", technical: 6 } }), /from 0 to 5/);
    assert.match(refused({ kind: "rating", programme: "Kurs_1", criterion: "fit", rating: 5.5 }), /from 0 to 5/);
    assert.match(refused({ kind: "rating", programme: "gone", criterion: "fit", rating: 5 }), /not in the file/);
    assert.match(refused({ kind: "decision", decision: { programme: "gone" } }), /one of the programmes/);
    assert.match(refused({ kind: "decision", decision: { budget: "much" } }), /no amount/);
  });

  it("reads back whatever was put into it, in any order, and is YAML that others read alike", () => {
    const text = fc.string({ minLength: 1, maxLength: 30, unit: "grapheme" }).filter((one) => one.trim() !== "");
    const maybe = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(one, { nil: undefined });
    const quarter = (most: number): fc.Arbitrary<number> => fc.integer({ min: 0, max: 4 * most }).map((one) => one / 4);
    const known = <T extends object>(value: T) =>
      Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined));
    const programme = fc
      .record({
        provider: maybe(text),
        accreditation: maybe(fc.constantFrom(...accreditations)),
        delivery: maybe(fc.constantFrom(...deliveries)),
        cost: maybe(fc.constantFrom("0", "1900 EUR", "12000.50 USD")),
        months: maybe(quarter(240)),
        hoursAWeek: maybe(quarter(60)),
        contactHours: maybe(quarter(400)),
        finalProject: maybe(fc.boolean()),
        technical: maybe(quarter(5)),
        requires: maybe(text),
        start: maybe(fc.integer({ min: day("1990-01-01"), max: day("2060-01-01") })),
        source: maybe(text),
        name: text,
      })
      .map(({ name, ...facts }) => ({ kind: "programme" as const, facts: { name, ...known(facts) } }));
    const criterion = fc.record({ kind: fc.constant("criterion" as const), name: text, weight: quarter(100) });
    const trimmed = (value: object) =>
      Object.fromEntries(Object.entries(value).map(([key, one]) => [key, typeof one === "string" ? one.trim() : one]));
    fc.assert(
      fc.property(fc.array(fc.oneof(programme, criterion), { maxLength: 6 }), fc.integer(), (changes, pick) => {
        const made = changed(fresh, ...changes);
        const { comparison, problems } = readEducation(made);
        assert.deepEqual(problems, []);
        const told = changes.filter((one) => one.kind === "programme");
        assert.deepEqual(
          comparison.programmes.map(({ id: _, ratings: _ratings, ...facts }) => facts),
          told.map(({ facts }) => trimmed(facts)),
        );
        assert.deepEqual(
          comparison.criteria.slice(criteria.length).map(({ name, weight }) => [name, weight]),
          changes.flatMap((one) => (one.kind === "criterion" ? [[one.name.trim(), one.weight]] : [])),
        );
        const theirs = parse(made) as { programmes?: Record<string, { name: string; start?: string }> };
        assert.deepEqual(
          Object.values(theirs.programmes ?? {}).map(({ name, start }) => [name, start]),
          comparison.programmes.map(({ name, start }) => [name, start === undefined ? undefined : formatDate(start)]),
        );
        // Rated by everything and taken back, it is what it was.
        const [one] = comparison.programmes;
        const by = comparison.criteria[Math.abs(pick) % comparison.criteria.length];
        if (one !== undefined && by !== undefined) {
          const rated = changed(made, { kind: "rating", programme: one.id, criterion: by.id, rating: 3 });
          assert.deepEqual(readEducation(rated).comparison.programmes[0]?.ratings, { [by.id]: 3 });
        }
        const emptied = changed(
          made,
          ...comparison.programmes.map(({ id }) => ({ kind: "remove", section: "programmes", id }) as const),
          ...comparison.criteria
            .slice(criteria.length)
            .map(({ id }) => ({ kind: "remove", section: "criteria", id }) as const),
        );
        assert.deepEqual(readEducation(emptied).comparison, readEducation(fresh).comparison);
      }),
      { numRuns: Number(process.env.GANTRY_RUNS ?? 60) },
    );
  });

  it("never throws, whatever stands in it", () => {
    const piece = fc.constantFrom(
      "education: 1\n",
      "criteria:\n",
      "programmes:\n",
      "decision: ",
      "  a:\n",
      "    weight: ",
      "    ratings: ",
      "2024-01-01\n",
      "[",
      "{",
      "\t",
      "- ",
      "5\n",
      "? ",
      "|\n",
      "&a ",
      "\n",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const text = pieces.join("");
        const { canEdit } = readEducation(text);
        const plan = educationEdit(path, text, { kind: "criterion", name: "Price", weight: 10 });
        if (!canEdit) assert.notEqual(plan.refusal, undefined);
      }),
      { numRuns: 500 },
    );
  });
});
