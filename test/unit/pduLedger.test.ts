import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { parse } from "yaml";
import { formatDate, parseDate } from "../../src/core/model/date.ts";
import type { CertificationData } from "../../src/core/practice/certification/index.ts";
import { newPduText, pduEdit, readPdus } from "../../src/core/practice/certification/pduFile.ts";
import {
  cycleEnd,
  type PduChange,
  type PduCycle,
  type PduEntry,
  pduKinds,
  pduProblem,
  pduSides,
  pdusIn,
  pdusOn,
} from "../../src/core/practice/certification/pduLedger.ts";
import { applyEdits } from "../../src/core/text/editing/index.ts";

const { renewals } = parse(
  readFileSync("media/practice/certification/certifications.yaml", "utf8"),
) as CertificationData;
const rule = renewals.find(({ certifications }) => certifications.includes("pmp")) ?? assert.fail();
const day = (text: string): number => parseDate(text) ?? assert.fail(text);
const cycle: PduCycle = { certification: "pmp", from: day("2026-05-01"), to: day("2029-04-30") };
let number = 0;
const entry = (kind: PduEntry["kind"], pdus: number, date = "2027-02-10", side?: PduEntry["side"]): PduEntry => ({
  id: `e${++number}`,
  title: "T",
  date: day(date),
  kind,
  ...(side && { side }),
  pdus,
});

const taughtOnce = entry("education", 2, "2027-02-10", "power-skills");
const anyEntry: fc.Arbitrary<PduEntry> = fc.record({
  id: fc.string({ minLength: 6, maxLength: 6, unit: fc.constantFrom("a", "b", "c", "d", "e") }),
  title: fc.constant("T"),
  date: fc.integer({ min: cycle.from - 5, max: cycle.to + 5 }),
  kind: fc.constantFrom(...pduKinds),
  side: fc.constantFrom(...pduSides),
  pdus: fc.integer({ min: 1, max: 80 }).map((quarters) => quarters / 4),
});

describe("PDUs in a cycle", () => {
  it("are those of three years, both ends included", () => {
    assert.equal(formatDate(cycleEnd(day("2026-05-01"))), "2029-04-30");
    assert.equal(formatDate(cycleEnd(day("2028-02-29"))), "2031-02-27");
    const at = (date: string): number => pdusIn([entry("education", 3, date, "power-skills")], cycle, rule).counted;
    assert.deepEqual(["2026-04-30", "2026-05-01", "2029-04-30", "2029-05-01"].map(at), [0, 3, 3, 0]);
  });

  it("count working up to 8 and that with giving back up to 25, the rest is told", () => {
    const result = pdusIn([entry("working", 10), entry("giving-back", 20), entry("giving-back", 2)], cycle, rule);
    assert.deepEqual([result.working, result.givingBack, result.counted], [8, 25, 25]);
    assert.deepEqual(
      result.cut.map(({ counts, why, entry: { pdus } }) => [pdus, counts, why]),
      [
        [10, 8, "working"],
        [20, 17, "giving-back"],
        [2, 0, "giving-back"],
      ],
    );
    assert.equal(result.missing, 35);
  });

  it("are missing by what asks for most: all, education, or its sides", () => {
    const sided = (pdus: number, side: PduEntry["side"]): PduEntry => entry("education", pdus, "2027-02-10", side);
    const all = [sided(20, "ways-of-working"), sided(20, "power-skills"), sided(20, "business-acumen")];
    assert.equal(pdusIn(all, cycle, rule).missing, 0);
    // 60 hours of one side do not renew it: 8 in each of the two others are missing.
    const one = pdusIn([sided(60, "ways-of-working")], cycle, rule);
    assert.deepEqual([one.counted, one.missingEducation, one.missing], [60, 0, 16]);
    assert.equal(pdusIn([], cycle, rule).missing, 60);
  });

  it("never count more than the limits, and the same in whatever order they stand", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(anyEntry, { maxLength: 25, selector: ({ id }) => id }),
        fc.constantFrom(...renewals),
        (entries, some) => {
          const result = pdusIn(entries, cycle, some);
          assert.ok(result.working <= some.working && result.givingBack <= some.givingBack);
          assert.ok(Math.abs(result.counted - result.education - result.givingBack) < 1e-9);
          const given = entries.reduce((sum, { pdus }) => sum + pdus, 0);
          const lost = result.cut.reduce((sum, { entry: { pdus }, counts }) => sum + pdus - counts, 0);
          assert.ok(Math.abs(given - lost - result.counted) < 1e-9);
          assert.deepEqual(pdusIn([...entries].reverse(), cycle, some), result);
          // What is missing is enough when it is learned in the sides that lack it.
          const more = pduSides.map((side) => ({
            ...entry("education", result.missingSides[side] || 1e-9, "2029-04-30", side),
            id: `z${side}`,
          }));
          const inSides = pduSides.reduce((sum, side) => sum + result.missingSides[side], 0);
          const rest = {
            ...entry("education", result.missing - inSides || 1e-9, "2029-04-30", "power-skills"),
            id: "zz",
          };
          assert.ok(pdusIn([...entries, ...more, rest], cycle, some).missing < 1e-6);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("PDUs on a day", () => {
  const today = day("2027-03-01");
  const taught = (pdus: number, date: string, side: PduEntry["side"]): PduEntry => entry("education", pdus, date, side);

  it("are those earned by then; what is planned is told apart", () => {
    const done = taught(20, "2027-03-01", "ways-of-working");
    const later = taught(20, "2027-03-02", "power-skills");
    const last = taught(20, "2029-04-30", "business-acumen");
    const beyond = taught(20, "2029-05-01", "business-acumen");
    const result = pdusOn([last, done, beyond, later], cycle, rule, today);
    assert.deepEqual([result.counted, result.missing, result.plannedCounts, result.missingThen], [20, 40, 40, 0]);
    assert.deepEqual(result.planned, [later, last]);
    assert.deepEqual(
      result.cut.map(({ entry: one }) => one),
      [beyond],
    );
    assert.deepEqual(result.sides["power-skills"], 0);
  });

  it("add no more by plans than the limits leave", () => {
    const result = pdusOn([entry("working", 6), entry("working", 6, "2028-01-10")], cycle, rule, today);
    assert.deepEqual([result.counted, result.plannedCounts, result.cut.length], [6, 2, 0]);
  });

  it("are whole where decimals add up to it", () => {
    const parts = Array.from({ length: 30 }, () => taught(0.1, "2027-02-10", "ways-of-working"));
    const { counted, sides } = pdusOn(parts, cycle, rule, today);
    assert.deepEqual([counted, sides["ways-of-working"]], [3, 3]);
  });
});

describe("the ledger's file", () => {
  const changed = (text: string, ...changes: readonly PduChange[]): string =>
    changes.reduce((now, change) => {
      const plan = pduEdit("pdus.yaml", now, change);
      assert.equal(plan.refusal, undefined);
      return applyEdits(now, plan.edits ?? []);
    }, text);

  it("reads back what was put into it", () => {
    fc.assert(
      fc.property(fc.array(anyEntry, { maxLength: 6 }), (entries) => {
        const text = changed(
          newPduText,
          { kind: "cycle", certification: "pmp", from: cycle.from },
          ...entries.map(({ id: _, ...rest }) => ({ kind: "entry", entry: rest }) as const),
        );
        const { ledger, problems } = readPdus(text);
        assert.deepEqual(problems, []);
        assert.deepEqual(ledger.cycles, [cycle]);
        assert.deepEqual(
          ledger.entries.map(({ id: _, ...rest }) => rest),
          entries.map(({ id: _, side, ...rest }) => ({ ...rest, ...(rest.kind === "education" && { side }) })),
        );
        const emptied = changed(text, ...ledger.entries.map(({ id }) => ({ kind: "remove", id }) as const));
        assert.deepEqual(readPdus(emptied).ledger.entries, []);
      }),
      { numRuns: 60 },
    );
  });

  it("takes away a last day that was written by hand when the first one changes, and not otherwise", () => {
    const text =
      "pdus: 1\ncycles:\n  pmp:\n    from: 2023-05-01\n    to: 2026-04-30 # as PMI says\n  capm: {from: 2024-01-01, to: 2027-06-30}\n";
    const renewed = changed(text, { kind: "cycle", certification: "pmp", from: day("2026-05-01") });
    const { ledger, problems } = readPdus(renewed);
    assert.deepEqual(problems, []);
    assert.deepEqual(ledger.cycles[0], cycle);
    assert.equal(ledger.cycles.length, 2);
    assert.match(renewed, /capm: \{from: 2024-01-01, to: 2027-06-30\}/);
    const inBraces = changed(text, { kind: "cycle", certification: "capm", from: day("2027-01-01") });
    assert.equal(formatDate(readPdus(inBraces).ledger.cycles[1]?.to ?? 0), "2029-12-31");
    assert.equal(changed(text, { kind: "cycle", certification: "pmp", from: day("2023-05-01") }), text);
    // A cycle that was lost that way before comes back.
    const lost = "pdus: 1\ncycles:\n  pmp:\n    from: 2026-05-01\n    to: 2026-04-30\n";
    assert.equal(readPdus(lost).ledger.cycles.length, 0);
    assert.deepEqual(readPdus(changed(lost, { kind: "cycle", certification: "pmp", from: cycle.from })).ledger.cycles, [
      cycle,
    ]);
  });

  it("takes no hours that are no number", () => {
    const { id: _, ...good } = taughtOnce;
    for (const pdus of [Number.NaN, 0, -1, 1001, Number.POSITIVE_INFINITY]) {
      const said = pduProblem({ kind: "entry", entry: { ...good, pdus } });
      assert.equal(said, "PDUs are a number up to 1000.");
      assert.equal(pduEdit("pdus.yaml", newPduText, { kind: "entry", entry: { ...good, pdus } }).refusal, said);
    }
  });

  it("tells what can't be read by its line, and is not written over when it is damaged", () => {
    const text = `pdus: 1
cycles:
  pmp: {from: soon}
entries:
  talk: {title: Talk, date: 2027-02-10, kind: education, pdus: 1}
  book: {title: Book, date: 2027-02-10, kind: reading, pdus: 1}
  job: {title: Job, date: 2027-02-10, kind: working, pdus: much}
`;
    const { ledger, problems, canEdit } = readPdus(text);
    assert.deepEqual(
      problems.map(({ line }) => line),
      [3, 5, 6, 7],
    );
    assert.deepEqual([ledger.cycles.length, ledger.entries.length, canEdit], [0, 1, true]);
    const damaged = "pdus: 1\nentries:\n\ta: 1\n";
    assert.match(pduEdit("pdus.yaml", damaged, { kind: "remove", id: "a" }).refusal ?? "", /^Line 3: /);
    assert.match(pduEdit("pdus.yaml", "pdus: 2\n", { kind: "remove", id: "a" }).refusal ?? "", /newer version/);
  });
});
