import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { parse } from "yaml";
import { dayNumber, formatDate, parseDate } from "../../src/core/model/date.ts";
import {
  addMonths,
  type Background,
  backgroundOf,
  type CertificationRecord,
  conditionText,
  type Experience,
  eligibilityOn,
  eligibilityText,
  monthsOn,
  outlookText,
} from "../../src/core/practice/certification/index.ts";

const { certifications } = parse(
  readFileSync(path.join(process.cwd(), "media", "practice", "certification", "certifications.yaml"), "utf8"),
) as { readonly certifications: readonly CertificationRecord[] };

const record = (id: string): CertificationRecord => certifications.find((one) => one.id === id) ?? assert.fail(id);
const day = (text: string): number => parseDate(text) ?? assert.fail(text);

/** Months are given as `2023-03`, both included; days as they are. */
function led(from: string, to?: string, kinds: Experience["kinds"] = ["leading"]): Experience {
  const last = (text: string): number => (text.length > 7 ? day(text) : addMonths(day(`${text}-01`), 1) - 1);
  return {
    project: `${from} to ${to ?? "now"}`,
    from: day(from.length > 7 ? from : `${from}-01`),
    ...(to !== undefined && { to: last(to) }),
    kinds,
  };
}

const person = (background: Partial<Background>): Background => ({
  education: "bachelor",
  isAccredited: false,
  experience: [],
  hours: {},
  certifications: [],
  ...background,
});

describe("months of experience", () => {
  const total = (entries: readonly Experience[], on = "2026-12-31", window = 120): number =>
    monthsOn(entries, "leading", window, day(on)).total;

  it("count a calendar month once", () => {
    assert.equal(total([led("2025-01", "2025-08"), led("2025-05", "2025-12")]), 12);
    assert.equal(total([led("2023-03", "2024-10"), led("2024-07", "2025-06")]), 28);
  });

  it("say of each entry what it adds", () => {
    const { entries } = monthsOn(
      [led("2024-07", "2025-06"), led("2023-03", "2024-10")],
      "leading",
      120,
      day("2026-12-31"),
    );
    assert.deepEqual(
      entries.map(({ own, added }) => [own.months, added.months]),
      [
        [20, 20],
        [12, 8],
      ],
    );
  });

  it("count nested entries once, and entries that touch as one", () => {
    assert.equal(total([led("2024-01", "2024-12"), led("2024-03", "2024-05")]), 12);
    assert.equal(total([led("2024-01-15", "2024-02-14"), led("2024-02-15", "2024-03-14")]), 2);
    assert.equal(total([led("2024-01-15", "2024-02-13"), led("2024-02-15", "2024-03-13")]), 1);
  });

  it("leave out what lies before the window, to the day", () => {
    // On 15 March 2026 the window of 24 months begins on 15 March 2024.
    const on = "2026-03-15";
    assert.equal(total([led("2024-03-15", "2024-04-14")], on, 24), 1);
    assert.equal(total([led("2024-03-14", "2024-04-13")], on, 24), 0);
    assert.equal(total([led("2024-03-14", "2024-04-14")], on, 24), 1);
    assert.equal(total([led("2024-02-14", "2024-03-14")], on, 24), 0);
    assert.equal(monthsOn([led("2024-02-14", "2024-03-14")], "leading", 24, day(on)).entries.length, 0);
  });

  it("know leap days", () => {
    // The day like it is the last one of February.
    assert.equal(total([led("2024-02-29", "2025-02-26")]), 11);
    assert.equal(total([led("2024-02-29", "2025-02-27")]), 12);
    assert.equal(formatDate(addMonths(day("2024-02-29"), -12)), "2023-02-28");
    assert.equal(formatDate(addMonths(day("2024-01-31"), 1)), "2024-02-29");
  });

  it("go on up to the day where an entry has no end, and don't count what is still to come", () => {
    assert.equal(total([led("2026-07-01")], "2026-12-31"), 6);
    assert.equal(total([led("2026-07-01", "2027-12-31")], "2026-12-31"), 6);
    assert.equal(total([led("2027-01-01")], "2026-12-31"), 0);
  });

  it("are never more than the days they cover, and more entries never make less", () => {
    const entry = fc.record({
      from: fc.integer({ min: dayNumber(2012, 1, 1), max: dayNumber(2026, 6, 1) }),
      length: fc.integer({ min: 0, max: 2000 }),
    });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 8 }), fc.integer({ min: 1, max: 180 }), (entries, window) => {
        const on = day("2026-12-31");
        const all = entries.map(
          ({ from, length }, at): Experience => ({
            project: String(at),
            from,
            to: from + length,
            kinds: ["leading"],
          }),
        );
        const begin = addMonths(on, -window);
        const days = new Set<number>();
        for (const { from, to = from } of all)
          for (let one = Math.max(from, begin); one <= Math.min(to, on); one++) days.add(one);
        const { total, entries: counted } = monthsOn(all, "leading", window, on);
        assert.ok(total <= days.size / 28 + 1e-9, `${total} months in ${days.size} days`);
        // A month has up to 31 days, and less than thirty days may be left over.
        assert.ok(total >= Math.floor(days.size / 31) - all.length, `${total} months in ${days.size} days`);
        assert.ok(total <= window + 1);
        const shuffled = monthsOn([...all].reverse(), "leading", window, on);
        assert.equal(shuffled.total, total);
        assert.equal(counted.length, shuffled.entries.length);
        assert.ok(monthsOn(all.slice(1), "leading", window, on).total <= total + 1);
      }),
      { numRuns: 400 },
    );
  });
});

describe("whether somebody may apply", () => {
  it("is the practice's example: 28 of 36 months, and there at the end of August", () => {
    const experience = [led("2023-03", "2024-10"), led("2024-07", "2025-06")];
    const now = day("2026-11-27");
    const result = eligibilityOn(record("pmp"), person({ experience, hours: { "project-management": 35 } }), now);
    assert.equal(result.isMet, false);
    const months = result.conditions.find(({ kind }) => kind === "months");
    assert.ok(months?.kind === "months");
    assert.deepEqual([months.need, months.have, months.missing], [36, 28, 8]);
    assert.equal(result.earliest, undefined);

    const again = [...experience, led("2027-01-01")];
    const later = eligibilityOn(record("pmp"), person({ experience: again, hours: { "project-management": 35 } }), now);
    assert.equal(later.earliest === undefined ? "" : formatDate(later.earliest), "2027-08-31");
  });

  it("never says that one could apply where nobody knows what is asked for, or a course is", () => {
    const nobody = person({ education: "none" });
    const now = day("2026-11-27");
    const nameOf = (id: string): string => record(id).name;
    for (const one of certifications) {
      const result = eligibilityOn(one, nobody, now);
      const { paths, courses = [], unknown } = one.eligibility;
      assert.equal(result.isMet, paths.length === 0 && courses.length === 0 && unknown === undefined, one.id);
      assert.equal(/You could apply now/.test(outlookText(result, nameOf)), result.isMet, one.id);
    }
    for (const id of ["pgmp", "pfmp", "pmi-sp", "pmi-pba", "ipma-c", "csm", "safe-sm"]) {
      const { isMet, isOpen } = eligibilityOn(record(id), nobody, now);
      assert.deepEqual([isMet, isOpen], [false, true], id);
    }
    assert.match(outlookText(eligibilityOn(record("pgmp"), nobody, now), nameOf), /see the issuer/);
    assert.match(outlookText(eligibilityOn(record("csm"), nobody, now), nameOf), /once the course is taken/);
  });

  it("names what is missing: the degree, a certification, the experience or the hours", () => {
    const now = day("2026-11-27");
    const outlook = (id: string, background: Partial<Background>): string =>
      outlookText(eligibilityOn(record(id), person(background), now), (other) => record(other).name);
    assert.equal(outlook("capm", { education: "none" }), "The degree is missing.");
    assert.equal(outlook("pmp", { education: "none", experience: [led("2015-01")] }), "The degree is missing.");
    assert.equal(outlook("capm", {}), "What is missing can be learned at any time.");
    assert.equal(outlook("prince2-practitioner", { education: "none" }), "PRINCE2 7 Foundation comes first.");
    assert.equal(outlook("prince2-practitioner", { certifications: ["prince2-foundation"] }), outlook("psm-1", {}));
    assert.match(outlook("pmp", {}), /not enough to get there within fifteen years/);
    assert.match(outlook("pmp", { experience: [led("2025-01")] }), /the experience is there on 31 Dec(ember)? 2027/);
    assert.match(outlook("pmp", { experience: [led("2020-01")] }), /^The experience is there; what else/);
  });

  it("goes by the education: 60, 48, 36 and 24 months for PMP", () => {
    for (const [education, isAccredited, need] of [
      ["secondary", false, 60],
      ["associate", false, 48],
      ["bachelor", false, 36],
      ["bachelor", true, 24],
      // An accredited degree is a bachelor's at least.
      ["secondary", true, 60],
    ] as const) {
      const { path: chosen } = eligibilityOn(record("pmp"), person({ education, isAccredited }), day("2026-11-27"));
      assert.equal(chosen?.experience?.months, need);
    }
    const none = eligibilityOn(record("pmp"), person({ education: "none" }), day("2026-11-27"));
    assert.deepEqual([none.isMet, none.conditions[0]], [false, { kind: "education", need: "secondary", isMet: false }]);
  });

  it("takes a certification instead of hours or months where the record says so", () => {
    const experience = [led("2022-01", "2024-12")];
    const on = day("2026-11-27");
    assert.equal(eligibilityOn(record("pmp"), person({ experience }), on).isMet, false);
    assert.equal(eligibilityOn(record("pmp"), person({ experience, certifications: ["capm"] }), on).isMet, true);
    const agile = person({ certifications: ["pmp"], hours: { agile: 28 } });
    assert.equal(eligibilityOn(record("pmi-acp"), agile, on).isMet, true);
  });

  it("has no tails behind sums of hours", () => {
    const nameOf = (id: string): string => record(id).name;
    const withHours = (...all: readonly number[]) => {
      const hours = all.map((each, at) => ({
        id: `c${at}`,
        title: "C",
        topic: "project-management" as const,
        hours: each,
      }));
      const entries = {
        education: "bachelor",
        isAccredited: false,
        experience: [],
        certifications: [],
        hours,
      } as const;
      return eligibilityOn(record("capm"), backgroundOf(entries), day("2026-11-27"));
    };
    const some = withHours(7.6, 7.6, 7.5);
    const [, hours = assert.fail()] = some.conditions;
    assert.equal(conditionText(hours, nameOf), "22.7 of 23 hours in project management, 0.3 missing");
    assert.equal(eligibilityText(some, nameOf), "0.3 hours missing");
    // Ten times 0.1 is one.
    assert.equal(withHours(...Array.from({ length: 10 }, () => 0.1), 22).isMet, true);
  });

  it("takes the way that fits better where there are two", () => {
    const experience = [led("2023-01", "2025-06", ["risk"])];
    const result = eligibilityOn(record("pmi-rmp"), person({ experience, hours: { risk: 30 } }), day("2026-11-27"));
    assert.equal(result.path?.education, "bachelor");
    assert.equal(result.isMet, true);
  });

  it("loses months at the far end of the window while new ones come", () => {
    // Led for 36 months, ten years ago and since: day by day an old one goes and a new one comes.
    const experience = [led("2016-12-01", "2018-11-30"), led("2026-06-01")];
    const hours = { "project-management": 35 } as const;
    const on = day("2026-11-27");
    const { earliest, isMet } = eligibilityOn(record("pmp"), person({ experience, hours }), on);
    assert.equal(isMet, false);
    assert.ok(earliest !== undefined);
    const at = (date: number): boolean => eligibilityOn(record("pmp"), person({ experience, hours }), date).isMet;
    assert.ok(at(earliest) && !at(earliest - 1), formatDate(earliest));
  });

  it("is met on the earliest day and not on the one before, whatever was done", () => {
    const entry = fc.record({
      from: fc.integer({ min: dayNumber(2017, 1, 1), max: dayNumber(2027, 6, 1) }),
      length: fc.option(fc.integer({ min: 20, max: 900 })),
    });
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 4 }), (entries) => {
        const experience = entries.map(
          ({ from, length }, at): Experience => ({
            project: String(at),
            from,
            ...(length !== null && { to: from + length }),
            kinds: ["leading"],
          }),
        );
        const who = person({ experience, hours: { "project-management": 35 } });
        const on = day("2026-11-27");
        const { isMet, earliest } = eligibilityOn(record("pmp"), who, on);
        assert.equal(earliest === on, isMet);
        if (earliest === undefined || isMet) return;
        assert.equal(eligibilityOn(record("pmp"), who, earliest).isMet, true);
        assert.equal(eligibilityOn(record("pmp"), who, earliest - 1).isMet, false);
      }),
      { numRuns: 60 },
    );
  });

  it("is open to everyone where nothing is asked, and names what nothing here can count", () => {
    const on = day("2026-11-27");
    assert.deepEqual(eligibilityOn(record("psm-1"), person({ education: "none" }), on), {
      isMet: true,
      isOpen: false,
      conditions: [],
      earliest: on,
    });
    const csm = eligibilityOn(record("csm"), person({}), on);
    assert.deepEqual(
      csm.conditions.map(({ kind }) => kind),
      ["course"],
    );
  });
});

describe("the certifications", () => {
  it("each have an issuer, sources and the day they were looked at", () => {
    assert.equal(new Set(certifications.map(({ id }) => id)).size, certifications.length);
    for (const { id, name, issuer, sources, checked, exam, renewal, fee } of certifications) {
      assert.ok(name !== "" && issuer !== "" && exam !== "" && renewal !== "", id);
      assert.ok(sources.length > 0 && sources.every((source) => source.name !== ""), id);
      assert.ok(parseDate(checked) !== undefined, id);
      if (fee !== undefined) assert.ok(fee.from <= fee.to, id);
    }
  });
});
