import assert from "node:assert/strict";
import {
  canStep,
  currentEntry,
  noHistory,
  readHistory,
  step,
  visit,
  withScroll,
} from "../../src/webviews/practice/readingHistory.ts";

const ids = ["skill-a", "skill-b", "skill-c"];
const read = ids.reduce((history, id) => visit(history, { id }), noHistory);

describe("the way back through practice pages", () => {
  it("goes back and forward, and stays where there is nothing", () => {
    assert.equal(currentEntry(step(read, -1))?.id, "skill-b");
    assert.equal(currentEntry(step(step(read, -1), 1))?.id, "skill-c");
    assert.equal(step(read, 1), read);
    assert.deepEqual([canStep(read, -1), canStep(read, 1), canStep(noHistory, -1)], [true, false, false]);
  });

  it("drops what lay ahead when another page is opened", () => {
    const turned = visit(step(step(read, -1), -1), { id: "skill-d" });
    assert.deepEqual(
      turned.entries.map(({ id }) => id),
      ["skill-a", "skill-d"],
    );
  });

  it("does not enter the shown place twice, but does enter another section of the page", () => {
    assert.equal(visit(read, { id: "skill-c" }), read);
    assert.equal(visit(read, { id: "skill-c", section: "checklist" }).entries.length, 4);
  });

  it("remembers how far down each page was read", () => {
    const scrolled = withScroll(step(withScroll(read, 700), -1), 40);
    assert.deepEqual(
      scrolled.entries.map(({ scroll }) => scroll),
      [undefined, 40, 700],
    );
  });

  it("forgets the oldest of very many", () => {
    let history = noHistory;
    for (let n = 0; n < 80; n += 1) history = visit(history, { id: `skill-${n}` });
    assert.deepEqual([history.entries.length, currentEntry(history)?.id], [50, "skill-79"]);
    assert.deepEqual(readHistory(JSON.parse(JSON.stringify(history))), history);
  });

  it("takes in only what it kept itself", () => {
    const entries = [{ id: "skill-a" }];
    assert.deepEqual(readHistory({ entries, position: 0 }), { entries, position: 0 });
    const odd = [
      undefined,
      1,
      [],
      {},
      { entries, position: 1 },
      { entries, position: "0" },
      { entries: [1], position: 0 },
    ];
    const bent = [
      { entries: [{ id: 1 }], position: 0 },
      { entries: [{ id: "a", scroll: "x" }], position: 0 },
    ];
    for (const kept of [...odd, ...bent]) assert.equal(readHistory(kept), noHistory);
  });
});
