import assert from "node:assert/strict";
import { namespaces } from "../../src/core/model/fields/index.ts";
import { type ProjectReading, readSlice, type Slice, unite, updateSlice } from "../../src/core/text/reading/index.ts";
import { below, oneOf, randomFrom } from "./support/random.ts";
import { randomEdit } from "./support/treeArbitraries.ts";

const plan = `gantry: 1

people:
  ana: {name: Ana}
  bo: {name: Bo}

tasks:
  design:
    name: Design
    was: [sketch]
    tasks:
      wires: {name: Wires, effort: 2d, who: ana}
      text: {name: Text, effort: 1d, who: bo, after: wires}
  build:
    name: Build
    tasks:
      api: {name: API, effort: 3d, who: [ana, bo], after: design}
      page: {name: Page, effort: 2d, after: [text, api SS+1d]}

milestones:
  live: {name: Live, after: page}
`;
const registers = `gantry: 1

risks:
  slow: {name: Slow, owner: ana, tasks: [api, sketch]}
  gone: {name: Gone, owner: nobody}
`;

/** What a reading says, without the objects it says it with. */
function saysOf({ project, problems, index, looseReferences }: ProjectReading): unknown {
  return {
    project,
    problems: [...problems],
    places: index.places.map(({ section, record, start, parent, position }) => {
      return [section, record.id, start, parent?.position, position];
    }),
    ids: namespaces.map((name) => [...index.idsOf(name)].map((id) => [id, index.find(name, id)?.position])),
    old: ["sketch", "api", "wires"].map((id) => index.resolve("work", id)?.record.id),
    loose: looseReferences.map(({ path, start, end }) => [path, start, end]),
  };
}

/** Ids and references change as well as letters: most of what the reading before is used for goes wrong there. */
const words = ["ana", "bo", "api", "page", "text", "wires", "design", "build", "live", "sketch", "was", "tasks"];

function edit(slice: Slice, random: () => number): Slice {
  if (below(random, 2) === 0) return updateSlice(slice, [randomEdit(slice.text, random)]);
  const found = [...slice.text.matchAll(new RegExp(`\\b(${words.join("|")})\\b`, "g"))];
  if (found.length === 0) return slice;
  const { index, 0: word } = oneOf(random, found);
  return updateSlice(slice, [{ start: index, end: index + word.length, text: oneOf(random, words) }]);
}

describe("uniting a project again after an edit", () => {
  it("gives what uniting it for the first time gives, over thousands of edits", () => {
    const runs = Number(process.env.GANTRY_RUNS ?? 300);
    const random = randomFrom(7);
    let kept = 0;
    for (let run = 0; run < runs; run++) {
      let slices: readonly [Slice, Slice] = [readSlice("plan.yaml", plan), readSlice("risks.yaml", registers)];
      let reading = unite(slices, "p");
      for (let step = 0; step < 10; step++) {
        const [tasks, risks] = slices;
        slices = below(random, 4) === 0 ? [tasks, edit(risks, random)] : [edit(tasks, random), risks];
        const next = unite(slices, "p", reading);
        if (next.index.ids === reading.index.ids) kept++;
        assert.deepEqual(saysOf(next), saysOf(unite(slices, "p")), slices.map(({ text }) => text).join("\n"));
        reading = next;
      }
    }
    assert.ok(kept > runs, "the table of ids is used again");
  });

  it("tells of a reference that leads nowhere as long as it does", () => {
    const risks = readSlice("risks.yaml", registers);
    const tasks = readSlice("plan.yaml", plan);
    const first = unite([tasks, risks], "p");
    const at = plan.indexOf("Wires");
    const second = unite([updateSlice(tasks, [{ start: at, end: at + 5, text: "Wire" }]), risks], "p", first);
    assert.equal(second.index.ids, first.index.ids);
    assert.deepEqual(second.problems.get("risks.yaml"), first.problems.get("risks.yaml"));
    assert.match(
      second.problems
        .get("risks.yaml")
        ?.map(({ message }) => message)
        .join() ?? "",
      /“nobody”/,
    );
  });
});
