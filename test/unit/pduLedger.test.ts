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
  pduSides,
  pdusIn,
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
