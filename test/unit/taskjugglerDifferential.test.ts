import assert from "node:assert/strict";
import { runBatch } from "../taskjuggler/differential.ts";
import { taskjugglerVersion } from "../taskjuggler/runTaskjuggler.ts";

/** A sample; `npm run bench -- taskjuggler` compares a thousand plans and shows the smallest that differs. */
const batches = [101, 102];
const size = 20;

describe("schedule: the same as TaskJuggler", () => {
  before(function () {
    if (taskjugglerVersion() !== undefined) return;
    console.log("      skipped: there is no tj3 here (apt-get install -y --no-install-recommends tj3)");
    this.skip();
  });

  for (const batch of batches) {
    it(`on ${size} generated plans of seed ${batch}`, function () {
      // One start of another program, which shares the machine with everything else.
      this.timeout(180_000);
      const { compared, refused, differing } = runBatch(batch, size);
      assert.deepEqual(
        differing.map(({ plan, differences }) => [plan.seed, differences]),
        [],
      );
      assert.equal(compared + refused.length, size);
      assert.ok(refused.length <= size / 5, refused.map(({ message }) => message).join("\n"));
    });
  }
});
