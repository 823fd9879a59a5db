import assert from "node:assert/strict";
import fc from "fast-check";
import { RowSlots } from "../../src/webviews/shell/rowSlots.js";

const numbered = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, offset) => `row-${from + offset}`);

const slotsOf = (slots: RowSlots, keys: readonly string[]): number[] => keys.map((key) => slots.of(key));

describe("the elements that rows are drawn in", () => {
  it("stay with the rows that are still drawn", () => {
    const slots = new RowSlots();
    slots.assign(numbered(0, 30));
    const before = slotsOf(slots, numbered(10, 30));
    slots.assign(numbered(10, 40));
    assert.deepEqual(slotsOf(slots, numbered(10, 30)), before);
  });

  it("go from rows that left to rows that came", () => {
    const slots = new RowSlots();
    slots.assign(numbered(0, 30));
    slots.assign(numbered(10, 40));
    assert.deepEqual(slotsOf(slots, numbered(30, 40)), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it("keep their order when all rows are others", () => {
    const slots = new RowSlots();
    slots.assign(numbered(0, 30));
    slots.assign(numbered(500, 530));
    assert.deepEqual(
      slotsOf(slots, numbered(500, 530)),
      Array.from({ length: 30 }, (_, slot) => slot),
    );
  });

  it("are none for a row that is not drawn", () => {
    const slots = new RowSlots();
    slots.assign(numbered(0, 3));
    assert.equal(slots.of("row-3"), -1);
    slots.assign([]);
    assert.equal(slots.of("row-0"), -1);
  });

  it("are never shared, never moved under a row that stays, and never more than rows were drawn at once", () => {
    const windows = fc.array(fc.uniqueArray(fc.nat(60), { maxLength: 25 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(windows, (drawn) => {
        const slots = new RowSlots();
        let before = new Map<string, number>();
        let most = 0;
        for (const rows of drawn) {
          const keys = rows.map(String);
          most = Math.max(most, keys.length);
          slots.assign(keys);
          const now = new Map(keys.map((key) => [key, slots.of(key)]));
          assert.equal(new Set(now.values()).size, keys.length);
          for (const [key, slot] of now) {
            assert.ok(slot >= 0 && slot < most);
            if (before.has(key)) assert.equal(slot, before.get(key));
          }
          before = now;
        }
      }),
    );
  });
});
