import assert from "node:assert/strict";
import { completionsAt } from "../../src/core/language/index.ts";
import { readSlice, unite } from "../../src/core/text/reading/index.ts";
import { originalTexts } from "../fuzz/originals.ts";
import { probes } from "../fuzz/probes.ts";
import { fuzz } from "../fuzz/readDamaged.ts";

describe("damaged, random and hostile files", () => {
  it("give problems, never an exception, a wrong reading or a lost byte (a sample of npm run fuzz)", () => {
    // The suite's own limit of time stands for a hang: a test does not time the clock.
    const originals = originalTexts(["templates", "test/fixtures"]);
    const failures = fuzz(originals, 120, 7_001, probes, undefined, Number.POSITIVE_INFINITY);
    assert.deepEqual(
      failures.map(({ seed, what }) => `${seed}: ${what}`),
      [],
    );
  }).timeout(120_000);

  it("may begin with a blank line", () => {
    const slice = readSlice("plan.yaml", "\n\ngantry: 1\n\ntasks:\n  a");
    const reading = unite([slice], "x");
    const when = { today: "2027-02-10", now: "2027-02-10T10:00:00Z" };
    for (let offset = 0; offset <= slice.text.length; offset += 1) completionsAt(reading, slice, offset, when);
  });
});
