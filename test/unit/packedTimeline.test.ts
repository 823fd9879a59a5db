import assert from "node:assert/strict";
import fc from "fast-check";
import type { Timeline } from "../../src/core/timeline/index.ts";
import { isPackedTimeline, packTimeline, unpackTimeline } from "../../src/core/timeline/packedTimeline.ts";
import { generatedTimeline } from "../preview/generatedTimeline.ts";

describe("a timeline on its way to a view", () => {
  it("arrives as it was sent, whatever its texts are", () => {
    const columns = ["keys", "names", "who", "size", "after", "cost"] as const;
    const text = fc.oneof(fc.constantFrom("", "Ana", "Ana, Bo 50%"), fc.string({ unit: "binary" }));
    const texts = fc
      .integer({ min: 0, max: 12 })
      .chain((count) => fc.tuple(...columns.map(() => fc.array(text, { minLength: count, maxLength: count }))));
    fc.assert(
      fc.property(texts, (all) => {
        const base = generatedTimeline(all[0]?.length ?? 0);
        const own = Object.fromEntries(columns.map((column, at) => [column, all[at]]));
        const timeline: Timeline = { ...base, rows: { ...base.rows, ...own } };
        assert.deepEqual(unpackTimeline(structuredClone(packTimeline(timeline))), timeline);
      }),
    );
  });

  it("crosses as a few values, not as one for each text", () => {
    const packed = packTimeline(generatedTimeline(2_000));
    const strings = (value: unknown): number =>
      typeof value === "string"
        ? 1
        : ArrayBuffer.isView(value) || typeof value !== "object" || value === null
          ? 0
          : Object.values(value).reduce<number>((sum, inner) => sum + strings(inner), 0);
    assert.ok(strings(packed) < 20, `${strings(packed)} strings`);
  });

  it("is told from what only looks like it", () => {
    const packed = packTimeline(generatedTimeline(3));
    assert.ok(isPackedTimeline(structuredClone(packed)));
    const { names } = packed.rows;
    for (const value of [
      null,
      "",
      {},
      { rows: null },
      { rows: {} },
      generatedTimeline(3),
      { ...packed, rows: { ...packed.rows, names: { ...names, text: 1 } } },
      { ...packed, rows: { ...packed.rows, names: { ...names, ends: [1, 2] } } },
      { ...packed, rows: { ...packed.rows, who: { ...packed.rows.who, of: "all" } } },
    ]) {
      assert.equal(isPackedTimeline(value), false, JSON.stringify(value)?.slice(0, 80));
    }
  });
});
