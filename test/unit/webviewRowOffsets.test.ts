import assert from "node:assert/strict";
import fc from "fast-check";
import { RowOffsets } from "../../src/webviews/shell/rowOffsets.ts";

describe("the offsets of rows of different heights", () => {
  it("agree with adding up, after any changes", () => {
    const change = fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 90 }));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.array(change, { maxLength: 40 }), (count, changes) => {
        const offsets = new RowOffsets(count, 22);
        const heights = Array.from({ length: count }, () => 22);
        for (const [row, height] of changes) {
          const before = heights[row];
          const difference = offsets.setHeight(row, height);
          assert.equal(difference, before === undefined ? 0 : height - before);
          if (before !== undefined) heights[row] = height;
        }
        let top = 0;
        for (const [row, height] of heights.entries()) {
          assert.equal(offsets.offsetOf(row), top);
          assert.equal(offsets.rowAt(top), row);
          assert.equal(offsets.rowAt(top + height - 1), row);
          top += height;
        }
        assert.equal(offsets.total, top);
        assert.equal(offsets.offsetOf(count), top);
        assert.equal(offsets.rowAt(top + 1_000), count - 1);
        assert.equal(offsets.rowAt(-5), 0);
      }),
    );
  });

  it("hold nothing for no rows", () => {
    const offsets = new RowOffsets(0, 22);
    assert.deepEqual([offsets.total, offsets.rowAt(10), offsets.offsetOf(3)], [0, 0, 0]);
  });
});
