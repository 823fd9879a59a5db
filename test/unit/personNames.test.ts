import assert from "node:assert/strict";
import fc from "fast-check";
import { editCell } from "../../src/core/plan/cellEdits.ts";
import { listedIn, PersonNames } from "../../src/core/plan/personNames.ts";
import { makeRows } from "../../src/core/timeline/makeRows.ts";
import { scheduleOf } from "./support/schedules.ts";

type People = ConstructorParameters<typeof PersonNames>[0];

/** What each is called, in their order. */
function shown(...people: readonly (readonly [id: string, name: string, count?: number])[]): readonly string[] {
  const names = new PersonNames(people.map(([id, name, count]) => ({ id, name, ...(count && { count }) })) as People);
  return people.map(([id]) => names.textOf({ who: id, count: 1, units: 100 }));
}

describe("what people are called in a cell", () => {
  it("is the first name, the whole one where that is shared, and a role's own", () => {
    assert.deepEqual(shown(["ana", "Ana Kovač"], ["chen", "Chen Wei"]), ["Ana", "Chen"]);
    assert.deepEqual(shown(["a", "Ana Kovač"], ["b", "ana  Lima"]), ["Ana Kovač", "ana Lima"]);
    assert.deepEqual(shown(["dev", "Senior developer", 3]), ["Senior developer"]);
    assert.deepEqual(shown(["a", "Ana Kovač"], ["b", "Ana"]), ["Ana Kovač", "Ana"]);
  });

  it("is the id where the name would mean somebody else, or nobody", () => {
    assert.deepEqual(shown(["a", "Ana Kovač"], ["b", "Ana Kovač"]), ["a", "b"], "of the same name");
    assert.deepEqual(shown(["a", "Ana", 2], ["b", "Ana", 2], ["c", "Ana Lima"]), ["a", "b", "Ana Lima"]);
    assert.deepEqual(shown(["ana", "Chen"], ["chen", "Ana"]), ["ana", "chen"], "called as another's id");
    assert.deepEqual(shown(["k", "Kovač, Ana"], ["m", "3M"], ["t", "2 Fast"]), ["k", "m", "t"]);
    assert.deepEqual(shown(["h", "Half 50%"], ["n", "Ana [x]"], ["q", "[Ana]"], ["e", " "]), ["Half", "Ana", "q", "e"]);
    assert.deepEqual(shown(["p", "100%"], ["r", "Half 50%", 2]), ["p", "r"]);
  });

  it("reads back as the same, whatever people are called", () => {
    const id = fc.constantFrom("a", "b", "ana", "chen", "ana-2", "dev", "k");
    const word = fc.constantFrom("Ana", "ANA", "ana", "Chen", "dev", "a", "k", "3", "50%", "2", "12 %", "%", "[", "]");
    const piece = fc.oneof(word, fc.constantFrom(" ", "  ", ",", ", ", "\t", "\u00a0", "-", "İ", "ß"), fc.string());
    const name = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(""));
    const count = fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined });
    const person = fc.record({ id, name, count, was: fc.option(fc.array(id, { maxLength: 2 }), { nil: undefined }) });
    const share = fc.record({
      count: fc.integer({ min: 1, max: 9999 }),
      units: fc.oneof(
        fc.constant(100),
        fc.integer({ min: 1, max: 9_999_999 }).map((number) => number / 1000),
      ),
    });
    fc.assert(
      fc.property(
        fc.array(person, { maxLength: 6 }),
        fc.array(fc.tuple(fc.nat(), fc.boolean(), share), { maxLength: 5 }),
        (people, wanted) => {
          const names = new PersonNames(people as unknown as People);
          const ids = [...new Set(people.flatMap((one) => [one.id, ...(one.was ?? [])]))];
          const assignments = wanted.flatMap(([number, isWhole, { count: each, units }]) => {
            const who = ids[number % Math.max(ids.length, 1)];
            if (who === undefined) return [];
            return [isWhole ? { who, count: 1, units: 100 } : { who, count: each, units }];
          });
          const cell = assignments.map((one) => names.textOf(one)).join(", ");
          assert.deepEqual(
            listedIn(cell).map((part) => names.parse(part)),
            assignments,
            cell,
          );
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it("is what the rows of a timeline show, and typing it changes nothing", () => {
    const made = scheduleOf(`
people:
  a: {name: Ana Kovač}
  b: {name: Ana Kovač}
  c: {name: "Chen, Wei"}
  d: {name: Gone}
tasks:
  one: {name: One, effort: 3d, who: [a, b 50%, c]}
  two: {name: Two, effort: 3d, who: gone}
milestones:
  end: {name: End, owner: b, date: 2027-03-01}
`);
    const rows = makeRows(made);
    assert.deepEqual(rows.who, ["a, b 50%, c", "gone", "b"]);
    for (const [row, key] of rows.keys.entries()) {
      const outcome = editCell(made, key, "who", rows.who[row] ?? "");
      assert.ok(outcome.kind === "plan");
      assert.deepEqual(outcome.plan, { edits: [], newFiles: [] }, key);
    }
  });
});
