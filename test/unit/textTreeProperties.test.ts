import assert from "node:assert/strict";
import fc from "fast-check";
import { type Entry, problemsIn, readTree, updateTree } from "../../src/core/text/tree/index.ts";
import { damage } from "./support/damagedTexts.ts";
import { oneOf, randomFrom } from "./support/random.ts";
import { library } from "./support/templateFiles.ts";
import {
  anyStyleText,
  applyChange,
  blockStyleText,
  checkPlaces,
  isSame,
  looseText,
  meaningByPackage,
  meaningOf,
  randomEdit,
} from "./support/treeArbitraries.ts";

const templates = Object.entries(library.files)
  .filter(([path]) => path.endsWith(".yaml"))
  .map(([, text]) => text);

/** Fails unless the tree says of a text what the `yaml` package says. Returns whether it had anything to say. */
function agree(text: string): "same" | "errors" | "refused" {
  const tree = readTree(text);
  checkPlaces(tree, text);
  const expected = meaningByPackage(text);
  if (expected === undefined) return "refused";
  const problems = problemsIn(tree);
  if ("errors" in expected) {
    assert.ok(problems.length > 0, `an error is reported: ${expected.errors[0]}`);
    return "errors";
  }
  assert.deepEqual(meaningOf(tree.value), expected.meaning);
  // Tabs are the one thing that is legal YAML, means something, and is refused all the same.
  assert.deepEqual(
    problems.filter(({ code }) => code !== "tab"),
    [],
  );
  return "same";
}

function mostAgree(texts: fc.Arbitrary<string>, numRuns: number, least: number): void {
  let same = 0;
  fc.assert(
    fc.property(texts, (text) => {
      if (agree(text) === "same") same += 1;
    }),
    { numRuns, seed: 31 },
  );
  assert.ok(same >= least * numRuns, `the texts are YAML: ${same} of ${numRuns}`);
}

describe("the tree and the yaml package", () => {
  it("agree on files in block style", () => mostAgree(blockStyleText, 300, 0.8));

  it("agree on files that mix all styles", () => mostAgree(anyStyleText, 300, 0.8));

  it("agree on lines put together by chance: on what is right, and that the rest is wrong", () =>
    mostAgree(looseText, 600, 0.1));

  it("agree on every template, which has no problem", () => {
    assert.ok(templates.length > 50);
    for (const text of templates) {
      assert.equal(agree(text), "same");
      assert.deepEqual(problemsIn(readTree(text)), []);
      assert.equal(agree(text.replaceAll("\n", "\r\n")), "same");
    }
  });

  it("agree on templates that were damaged", () => {
    const random = randomFrom(3);
    for (let count = 0; count < 150; count += 1) agree(damage(oneOf(random, templates), random));
  });
});

const editsEach = 20;

/** Edits a text again and again; after each edit the updated tree is that of the whole text. */
function editMany(originals: readonly string[], runs: number, seed: number): number {
  let edits = 0;
  for (let run = 0; run < runs; run += 1) {
    const random = randomFrom(seed + run);
    let text = oneOf(random, originals);
    let tree = readTree(text);
    for (let count = 0; count < editsEach; count += 1) {
      const change = randomEdit(text, random);
      const after = applyChange(text, change);
      const updated = updateTree(tree, change, after);
      const whole = readTree(after);
      const where = (): string => `seed ${seed + run}, ${JSON.stringify(change)} in ${JSON.stringify(text)}`;
      if (!isSame(updated, whole)) assert.deepEqual(updated, whole, where());
      text = after;
      tree = updated;
      edits += 1;
    }
  }
  return edits;
}

describe("updating a tree", () => {
  // 10,500 edits in all, unless more are asked for.
  for (const [name, texts, usual] of [
    ["files in block style", fc.sample(blockStyleText, { numRuns: 150, seed: 11 }), 150],
    ["files that mix all styles", fc.sample(anyStyleText, { numRuns: 150, seed: 12 }), 150],
    ["lines put together by chance", fc.sample(looseText, { numRuns: 200, seed: 13 }), 150],
    ["templates", templates, 75],
  ] as const) {
    it(`gives what reading the whole text gives, over thousands of edits: ${name}`, () => {
      const runs = Math.max(usual, Number(process.env.GANTRY_RUNS ?? 0));
      assert.equal(editMany(texts, runs, 1_000 * runs), runs * editsEach);
    });
  }

  it("brings the same tree back when an edit is undone", () => {
    const random = randomFrom(21);
    for (const text of templates.slice(0, 40)) {
      const tree = readTree(text);
      const change = randomEdit(text, random);
      const after = applyChange(text, change);
      const undo = {
        start: change.start,
        end: change.start + change.text.length,
        text: text.slice(change.start, change.end),
      };
      assert.deepEqual(updateTree(updateTree(tree, change, after), undo, text), tree);
    }
  });

  it("returns the same tree for a change that changes nothing", () => {
    const text = "a: b\n";
    const tree = readTree(text);
    assert.equal(updateTree(tree, { start: 2, end: 2, text: "" }, text), tree);
  });

  it("shares every entry that a keystroke did not touch", () => {
    const text = Array.from({ length: 50 }, (_, index) => `s-${index}:\n  a:\n    b: c\n  d:\n    - e\n    - f\n`).join(
      "",
    );
    const start = text.indexOf("s-20:") + text.slice(text.indexOf("s-20:")).indexOf("c");
    const change = { start, end: start, text: "x" };
    const before = readTree(text);
    const after = updateTree(before, change, applyChange(text, change));
    const children = (entry: Entry | undefined): readonly Entry[] =>
      entry?.value !== undefined && entry.value.kind !== "scalar" ? entry.value.entries : [];
    const isShared = children(after).map((entry, index) => entry === children(before)[index]);
    assert.deepEqual(
      isShared.flatMap((shared, index) => (shared ? [] : [index])),
      [20],
    );
    assert.notEqual(children(children(after)[20])[0], children(children(before)[20])[0]);
    assert.equal(children(children(after)[20])[1], children(children(before)[20])[1]);
  });

  it("shares entries before and behind lines that are put in, taken out or moved to the right", () => {
    const text = Array.from({ length: 30 }, (_, index) => `s-${index}:\n  a: b\n`).join("");
    const at = text.indexOf("s-10:");
    for (const change of [
      { start: at, end: at, text: "new:\n  a: b\n" },
      { start: at, end: text.indexOf("s-12:"), text: "" },
      { start: at, end: at, text: "  " },
    ]) {
      const before = readTree(text);
      const after = updateTree(before, change, applyChange(text, change));
      const old = new Set(before.value?.kind === "map" ? before.value.entries : []);
      const entries = after.value?.kind === "map" ? after.value.entries : [];
      assert.ok(entries.filter((entry) => !old.has(entry)).length <= 3, JSON.stringify(change));
    }
  });
});
