import assert from "node:assert/strict";
import { type CellColumn, editCell } from "../../src/core/plan/cellEdits.ts";
import { addBehind, removeRow, reorder } from "../../src/core/plan/structureEdits.ts";
import { momentFrom } from "../../src/core/plan/typedDates.ts";
import { applyEdits, type EditPlan } from "../../src/core/text/editing/index.ts";
import { scheduleOf } from "./support/schedules.ts";

const plan = `gantry: 1

name: P
start: 2027-01-04

people:
  ana:
    name: Ana Kovač
  chen:
    name: Chen Wei
  dev:
    name: Developer
    count: 3

tasks:
  a:
    name: A
    effort: 3d # kept
    who: ana

  b:
    name: B
    after: a

  s:
    name: S
    tasks:
      x:
        name: X
        duration: 1d
        start-no-earlier: 2027-02-01

milestones:
  m:
    name: M
    date: 2027-03-05
    owner: ana
`;
const made = scheduleOf(plan, "2027-01-04");
const moment = { writer: "ana", at: "2027-01-05T10:00:00Z", today: "2027-01-05" };

/** The lines that differ, as `- old` and `+ new`. */
function changed(edit: EditPlan): readonly string[] {
  assert.equal(edit.refusal, undefined);
  const before = plan.split("\n");
  const edits = edit.edits ?? [];
  const after = applyEdits(plan, edits).split("\n");
  const gone = before.filter((line) => !after.includes(line));
  const added = after.filter((line) => !before.includes(line));
  return [...gone.map((line) => `- ${line.trim()}`), ...added.map((line) => `+ ${line.trim()}`)];
}

function cell(key: string, column: CellColumn, text: string): EditPlan {
  const outcome = editCell(made, key, column, text, moment);
  return outcome.kind === "plan" ? outcome.plan : (outcome.alternatives[0]?.plan() ?? { refusal: "" });
}

const no = (key: string, column: CellColumn, text: string): string => cell(key, column, text).refusal ?? "";

describe("a cell that was typed into", () => {
  it("renames", () => {
    assert.deepEqual(changed(cell("a", "name", " API: first ")), ["- name: A", '+ name: "API: first"']);
    assert.equal(no("a", "name", " "), "It needs a name.");
  });

  it("assigns people by id or name", () => {
    assert.deepEqual(changed(cell("a", "who", "Ana, Chen 50%")), ["- who: ana", "+ who: [ana, chen 50%]"]);
    assert.deepEqual(changed(cell("b", "who", "2 Developer")), ["+ who: 2 dev"]);
    assert.deepEqual(changed(cell("a", "who", "")), ["- who: ana"]);
    assert.deepEqual(changed(cell("m", "who", "Chen Wei")), ["- owner: ana", "+ owner: chen"]);
    assert.match(no("a", "who", "zoe"), /There is no person or role “zoe”/);
    assert.match(no("a", "who", "50%"), /“50%” is nobody/);
    assert.match(no("s", "who", "ana"), /said at its tasks/);
  });

  it("keeps effort effort and duration duration", () => {
    assert.deepEqual(changed(cell("a", "size", "2d/3d/8d")), ["- effort: 3d # kept", "+ effort: 2d / 3d / 8d # kept"]);
    assert.deepEqual(changed(cell("x", "size", "4h")), ["- duration: 1d", "+ duration: 4h"]);
    assert.deepEqual(changed(cell("b", "size", "2d")), ["+ duration: 2d"]);
    assert.match(no("a", "size", "much"), /is no amount/);
    assert.match(no("a", "size", "3ed"), /can't be elapsed/);
    assert.match(no("m", "size", "1d"), /takes no time/);
    assert.match(no("s", "size", "1d"), /takes what its tasks take/);
  });

  it("moves starts and finishes to dates", () => {
    assert.deepEqual(changed(cell("a", "start", "11 Jan")), ["+ start-no-earlier: 2027-01-11"]);
    assert.deepEqual(changed(cell("x", "start", "2027-02-03")), [
      "- start-no-earlier: 2027-02-01",
      "+ start-no-earlier: 2027-02-03",
    ]);
    assert.deepEqual(changed(cell("x", "start", "")), ["- start-no-earlier: 2027-02-01"]);
    assert.deepEqual(changed(cell("a", "finish", "7 Jan")), ["- effort: 3d # kept", "+ effort: 4d # kept"]);
    assert.deepEqual(changed(cell("m", "finish", "8 Mar 2027")), ["- date: 2027-03-05", "+ date: 2027-03-08"]);
    assert.deepEqual(changed(cell("x", "finish", "1 Feb")), []);
    assert.match(no("a", "start", "soon"), /“soon” is no date/);
    assert.match(no("a", "finish", "2026-12-01"), /before it starts/);
    assert.match(no("a", "start", ""), /states no date/);
  });

  it("sets a deadline and takes it out", () => {
    assert.deepEqual(changed(cell("a", "deadline", "Fri 15 January")), ["+ deadline: 2027-01-15"]);
    assert.deepEqual(changed(cell("a", "deadline", "")), []);
  });

  it("changes what it waits for", () => {
    assert.deepEqual(changed(cell("b", "after", "a ss+1d, x")), ["- after: a", "+ after:", "+ - a SS+1d", "+ - x"]);
    assert.deepEqual(changed(cell("b", "after", "")), ["- after: a"]);
    assert.match(no("a", "after", "b"), /would be a circle/);
    assert.match(no("a", "after", "nobody"), /There is no task/);
    assert.match(no("a", "after", "b FS+"), /nothing to wait for/);
    assert.match(no("x", "after", "s"), /is a part of “S”/);
  });

  it("logs how much is done", () => {
    const files = (text: string): string => cell("a", "done", text).newFiles?.[0]?.text ?? "";
    assert.match(files("40"), /- \{at: 2027-01-05T10:00:00Z, task: a, done: 40%\}/);
    assert.match(files("100%"), /task: a, finish: 2027-01-05\}/);
    assert.deepEqual(cell("a", "done", "0"), { edits: [], newFiles: [] });
    assert.match(no("a", "done", "lots"), /number from 0 to 100/);
    assert.match(no("s", "done", "50"), /as far as its tasks/);
  });
});

describe("dates as people type them", () => {
  it("are understood in a few forms, and nothing else is", () => {
    const near = "2027-01-20";
    assert.equal(momentFrom("2027-02-08", near), "2027-02-08");
    assert.equal(momentFrom("2027-02-08 13:30", near), "2027-02-08T13:30");
    assert.equal(momentFrom("8 Feb", near), "2027-02-08");
    assert.equal(momentFrom("Mon, 8. February 2027", near), "2027-02-08");
    assert.equal(momentFrom("dec 20", near), "2026-12-20");
    for (const wrong of ["", "8", "30 Feb", "8 Foo", "2027-13-01", "tomorrow"]) {
      assert.equal(momentFrom(wrong, near), undefined, wrong);
    }
  });
});

describe("rows of the timeline", () => {
  it("go behind and into others", () => {
    const { reading } = made;
    assert.equal(reorder(reading, "b", "s", true).refusal, undefined);
    assert.equal(reorder(reading, "x", "a", false).refusal, undefined);
    assert.match(reorder(reading, "a", "m", false).refusal ?? "", /can't be moved/);
  });

  it("are added behind a row, or at the end", () => {
    assert.equal(addBehind(made.reading, "New one", "a").addedId, "new-one");
    assert.equal(addBehind(made.reading, "Gate", "m").addedId, "gate");
    assert.deepEqual(changed(addBehind(made.reading, "Last", undefined)), ["+ last:", "+ name: Last"]);
    assert.equal(addBehind(made.reading, " ", undefined).refusal, "It needs a name.");
  });

  it("are deleted, with what refers to them only when a person says so", () => {
    const free = removeRow(made, "b");
    assert.equal(free.kind, "plan");
    const needed = removeRow(made, "a");
    assert.equal(needed.kind, "choice");
    if (needed.kind === "choice") assert.match(needed.alternatives[0]?.detail ?? "", /refers to “a”/);
  });
});
