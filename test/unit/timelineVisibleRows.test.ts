import assert from "node:assert/strict";
import { type Choices, usualChoices } from "../../src/webviews/timeline/choices.ts";
import { peopleIn, VisibleRows } from "../../src/webviews/timeline/visibleRows.ts";
import { generatedTimeline } from "../preview/generatedTimeline.ts";

const timeline = generatedTimeline(200);
const rowsFor = (choices: Partial<Choices>): VisibleRows => new VisibleRows(timeline, { ...usualChoices, ...choices });
const keysOf = (rows: VisibleRows): readonly string[] =>
  Array.from({ length: rows.length }, (_, index) => rows.at(index)?.key ?? "");

describe("the rows of a timeline that are shown", () => {
  it("are found where they are, in every order", () => {
    for (const choices of [{}, { groupBy: "person" }, { query: "task 1" }, { folded: ["t0", "t40"] }] as const) {
      const rows = rowsFor({ ...choices, folded: "folded" in choices ? [...choices.folded] : [] });
      const keys = keysOf(rows);
      assert.equal(new Set(keys).size, keys.length, "no key stands twice");
      for (const [index, key] of keys.entries()) assert.equal(rows.indexOf(key), index);
      for (let index = 0; index < rows.length; index++) {
        const { row = -1 } = rows.at(index) ?? {};
        if (row >= 0) assert.equal(rows.at(rows.placeOf(row))?.row, row);
      }
    }
  });

  it("leave out what a stage holds when it is folded, and point to the stage for it", () => {
    const rows = rowsFor({ folded: ["t20"] });
    assert.equal(rows.length, 200 - 19);
    assert.equal(rows.at(rows.placeOf(25))?.key, "t20");
    assert.equal(rows.indexOf("t25"), -1);
  });

  it("show all that a filter finds with its stages, which can't be folded then", () => {
    const rows = rowsFor({ query: "task 27 t27", folded: ["t20"] });
    assert.deepEqual(keysOf(rows), ["t20", "t27"]);
    assert.equal(rows.matches, 1);
    assert.equal(rows.at(0)?.expanded, undefined);
  });

  it("keep the keys of groups whoever else has something to do", () => {
    const all = rowsFor({ groupBy: "person" });
    const [, second] = peopleIn(timeline);
    assert.ok(second);
    const one = rowsFor({ groupBy: "person", person: second });
    const shared = keysOf(one).filter((key) => key === `@${second}` || key.endsWith(`@${second}`));
    assert.ok(shared.length > 1);
    for (const key of shared) assert.ok(all.indexOf(key) >= 0, key);
    const folded = rowsFor({ groupBy: "person", folded: [`@${second}`] });
    assert.equal(folded.at(folded.indexOf(`@${second}`))?.expanded, false);
  });
});
