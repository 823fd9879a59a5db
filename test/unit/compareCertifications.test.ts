import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { parse } from "yaml";
import { formatDate, parseDate } from "../../src/core/model/date.ts";
import {
  type Background,
  type CertificationColumn,
  type CertificationData,
  conditionText,
  costOf,
  eligibilityOn,
  eligibilityText,
  feeText,
  filterCertifications,
  hoursAsked,
  monthsAsked,
  pathText,
  shortName,
  sortCertifications,
} from "../../src/core/practice/certification/index.ts";
import { isOld } from "../../src/core/practice/sourced.ts";

const data = parse(readFileSync("media/practice/certification/certifications.yaml", "utf8")) as CertificationData;
const { certifications, paths, renewals } = data;
const known = new Map(certifications.map((record) => [record.id, record]));
const record = (id: string) => known.get(id) ?? assert.fail(id);
const ids = (found: readonly { readonly id: string }[]): readonly string[] => found.map(({ id }) => id);
const nameOf = (id: string): string => shortName(record(id).name);

describe("the data of certifications", () => {
  it("names only certifications that it holds, in paths and as what stands in for something", () => {
    for (const { id, steps } of paths) {
      const all = steps.flat();
      for (const step of all) assert.ok(known.has(step), `${id}: ${step}`);
      assert.equal(new Set(all).size, all.length, id);
    }
    for (const { id, eligibility } of certifications) {
      for (const { experience, hours, holds = [] } of eligibility.paths) {
        for (const other of [...(experience?.unless ?? []), ...(hours?.unless ?? []), ...holds]) {
          assert.ok(known.has(other), `${id}: ${other}`);
        }
      }
    }
  });

  it("has an exam or something in its place, and a cost of another attempt only where there is an exam", () => {
    for (const { id, exam, insteadOfExam, retake } of certifications) {
      assert.notEqual(exam === undefined, insteadOfExam === undefined, id);
      assert.ok(exam !== undefined || retake === undefined, id);
    }
    assert.equal(record("csm").retake?.amount, 25);
  });

  it("keeps what is only advised out of what is asked for", () => {
    const { eligibility } = record("project-plus");
    assert.deepEqual([eligibility.paths, eligibility.courses, eligibility.unknown], [[], undefined, undefined]);
    assert.equal(eligibility.advice?.length, 1);
  });

  it("asks for what the practice says", () => {
    const asked = (id: string): readonly (readonly [number | undefined, number | undefined, number | undefined])[] =>
      record(id).eligibility.paths.map(({ experience, hours }) => [
        experience?.months,
        experience?.window,
        hours?.need,
      ]);
    assert.deepEqual(asked("pmp"), [
      [24, 120, 35],
      [36, 120, 35],
      [48, 120, 35],
      [60, 120, 35],
    ]);
    assert.deepEqual(asked("capm"), [[undefined, undefined, 23]]);
    assert.deepEqual(asked("pmi-acp"), [[24, 60, 28]]);
    assert.deepEqual(asked("pmi-rmp"), [
      [24, 60, 30],
      [36, 60, 40],
    ]);
    const rule = (id: string): readonly number[] => {
      const { pdus, education, eachSide, givingBack, working } =
        renewals.find(({ certifications: all }) => all.includes(id)) ?? assert.fail(id);
      return [pdus, education, eachSide, givingBack, working];
    };
    assert.deepEqual(rule("pmp"), [60, 35, 8, 25, 8]);
    assert.deepEqual(rule("pmi-acp"), [30, 18, 4, 12, 4]);
    assert.deepEqual(rule("capm"), [15, 9, 2, 6, 2]);
  });

  it("says who says what: of renewals, of exams, of fees, and of each thing in which sources differ", () => {
    const cites = (id: string, name: RegExp): boolean => record(id).sources.some((source) => name.test(source.name));
    for (const { id, certifications: all, sources, checked } of renewals) {
      assert.ok(sources.length > 0 && parseDate(checked) !== undefined, id);
      for (const one of all) assert.ok(cites(one, /Project Victor/), one);
    }
    for (const id of ["safe-sm", "safe-sa"]) {
      assert.ok(cites(id, /Enablers/) && cites(id, /low trust/) && cites(id, /Scaled Agile/), id);
    }
    assert.ok(cites("pmi-cp", /Test Prep Training/) && cites("pmi-cp", /Yassine/));
    assert.ok(cites("project-plus", /Exam Grit/) && cites("project-plus", /Pass-It/));
    assert.deepEqual(
      record("project-plus").conflicts?.map(({ values }) => values[1]),
      ["3 years (one listing)", "up to 95 (one source)", "no"],
    );
  });

  it("holds nothing as a fact of what could not be looked up", () => {
    for (const id of ["agile-hybrid-project-pro", "pmi-cpmai", "pmi-pmocp", "pm2"]) {
      const { level, fee, domains, eligibility, reliability } = record(id);
      assert.deepEqual(
        [level, fee, domains, eligibility.paths, reliability],
        [undefined, undefined, undefined, [], "low"],
      );
      assert.notEqual(eligibility.unknown, undefined, id);
    }
  });
});

describe("certifications side by side", () => {
  it("are found by words, issuer, level, and what is asked for", () => {
    assert.deepEqual(ids(filterCertifications(certifications, { words: "scrum master" })), [
      "csm",
      "psm-1",
      "safe-sm",
      "safe-asm",
    ]);
    assert.deepEqual(ids(filterCertifications(certifications, { issuer: "Scrum.org" })), ["psm-1"]);
    const without = filterCertifications(certifications, { noExperience: true });
    assert.ok(without.every((one) => monthsAsked(one) === 0));
    for (const id of ["pgmp", "pfmp", "pmi-sp", "pmi-pba", "pmi-cpmai", "pmi-pmocp", "ipma-c", "pm2"]) {
      assert.ok(
        !ids(without).includes(id),
        `nobody knows what ${id} asks for, so it is not among those that ask for nothing`,
      );
      assert.deepEqual([monthsAsked(record(id)), hoursAsked(record(id))], [undefined, undefined], id);
    }
    // A course has hours too, and where nobody says how many, that is not none.
    assert.deepEqual([monthsAsked(record("csm")), hoursAsked(record("csm"))], [0, 16]);
    assert.deepEqual([monthsAsked(record("pmi-cp")), hoursAsked(record("pmi-cp"))], [36, undefined]);
    assert.equal(hoursAsked(record("safe-sm")), undefined);
    const short = ids(filterCertifications(certifications, { mostHours: 16 }));
    assert.ok(short.includes("csm") && !short.includes("safe-sm") && !short.includes("pgmp"));
    const easy = filterCertifications(certifications, { noExperience: true, mostHours: 0, level: "entry" });
    assert.ok(easy.length > 3 && easy.every((one) => monthsAsked(one) === 0 && hoursAsked(one) === 0));
    assert.ok(!ids(easy).includes("capm") && !ids(easy).includes("pmp"));
    const cheap = filterCertifications(certifications, { mostCost: 200 });
    assert.ok(ids(cheap).includes("psm-1") && !ids(cheap).includes("pmp"));
    assert.ok(ids(cheap).includes("ipma-d"), "nobody knows what it costs, so it stays");
  });

  it("stand in the order of a column; what has no value comes last both ways", () => {
    const columns: readonly CertificationColumn[] = ["name", "issuer", "level", "experience", "hours", "cost"];
    fc.assert(
      fc.property(fc.constantFrom(...columns), fc.boolean(), (column, isDescending) => {
        const sorted = sortCertifications(certifications, column, isDescending);
        assert.deepEqual([...ids(sorted)].sort(), [...ids(certifications)].sort());
      }),
    );
    for (const isDescending of [false, true]) {
      const costs = sortCertifications(certifications, "cost", isDescending).map(({ fee }) => fee?.from);
      const stated = costs.filter((cost) => cost !== undefined);
      assert.deepEqual(costs.slice(0, stated.length), stated);
      assert.deepEqual(
        stated,
        [...stated].sort((a, b) => (isDescending ? b - a : a - b)),
      );
    }
    assert.equal(sortCertifications(certifications, "experience", true)[0]?.eligibility.paths.length !== 0, true);
  });

  it("cost together what each costs, with those nobody knows counted", () => {
    const some = [[record("psm-1")], [record("project-plus")], [record("ipma-d")]];
    assert.deepEqual(costOf(some), { from: 150 + 329, to: 200 + 369, unknown: 1 });
  });

  it("cost on a path what one of each step costs, not all that could be chosen", () => {
    const cost = (id: string) => {
      const path = paths.find((one) => one.id === id) ?? assert.fail(id);
      return costOf(path.steps.map((choices) => choices.map(record)));
    };
    // The Google certificate, CAPM or Project+, then CSM or PSM I.
    assert.deepEqual(cost("no-experience"), { from: 49 + 150, to: 369 + 1200, unknown: 0 });
    assert.deepEqual(cost("developer"), { from: 150 + 329 + 405, to: 200 + 369 + 675, unknown: 0 });
    assert.deepEqual(cost("specialist"), { from: 499, to: 670, unknown: 0 });
    assert.deepEqual(cost("scaled"), { from: 150, to: 1200, unknown: 1 });
  });

  it("lead developers to what PMP asks for with whatever degree", () => {
    const months = record("pmp").eligibility.paths.map(({ experience }) => experience?.months ?? 0);
    const { why } = paths.find(({ id }) => id === "developer") ?? assert.fail();
    assert.ok(why.includes(`${Math.min(...months)} to ${Math.max(...months)} months`), why);
  });

  it("are old on the day after the 180th", () => {
    const checked = parseDate(record("pmp").checked) ?? 0;
    assert.deepEqual(
      [179, 180, 181].map((days) => isOld(record("pmp"), checked + days)),
      [false, false, true],
    );
  });

  it("say in words what they ask for and what is missing", () => {
    const [, bachelor] = record("pmp").eligibility.paths;
    assert.equal(
      bachelor && pathText(bachelor, nameOf),
      "a bachelor's degree, 36 months of leading projects within 10 years, 35 hours of education in project management (or CAPM)",
    );
    assert.equal(feeText(record("pmp")), "405 to 675 USD");
    assert.equal(feeText(record("ipma-d")), "not stated");
    const today = parseDate("2027-01-31") ?? 0;
    const person: Background = {
      education: "bachelor",
      isAccredited: false,
      experience: [{ project: "P", from: parseDate("2024-10-01") ?? 0, kinds: ["leading"] }],
      hours: { "project-management": 20 },
      certifications: [],
    };
    const pmp = eligibilityOn(record("pmp"), person, today);
    assert.equal(eligibilityText(pmp, nameOf), "8 months and 15 hours missing");
    assert.deepEqual(
      pmp.conditions.map((condition) => conditionText(condition, nameOf)),
      [
        "Education: a bachelor's degree",
        "28 of 36 months of experience, 8 missing",
        "20 of 35 hours in project management, 15 missing",
      ],
    );
    assert.equal(pmp.earliest === undefined ? "" : formatDate(pmp.earliest), "2027-09-30");
    const said = (id: string, of = person): string => eligibilityText(eligibilityOn(record(id), of, today), nameOf);
    assert.equal(said("csm"), "a course is asked for");
    assert.equal(said("pgmp"), "not known: see the issuer");
    assert.equal(said("capm", { ...person, education: "none" }), "a secondary degree missing");
    // The months were counted: what can't be is the course.
    const builder: Background = {
      ...person,
      experience: [{ project: "Harbour", from: parseDate("2021-01-01") ?? 0, kinds: ["construction"] }],
    };
    assert.equal(said("pmi-cp", builder), "what counts here is met; a course is asked for");
    assert.equal(said("prince2-practitioner"), "PRINCE2 7 Foundation missing");
    assert.equal(said("prince2-practitioner", { ...person, certifications: ["prince2-foundation"] }), "met");
  });
});
