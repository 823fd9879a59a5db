import assert from "node:assert/strict";
import { type MergeInput, mergeTexts, readMarkers, resolveMarkers, sideOf } from "../../src/core/text/merge/index.ts";
import { readTree } from "../../src/core/text/tree/index.ts";
import { mergeByRecords } from "../bench/merge.bench.ts";
import { factsOf, judge, type Mixture, read, trialOf } from "../bench/mergeSimulation.ts";
import { damage, hostileText } from "./support/damagedTexts.ts";
import { below, oneOf, randomFrom } from "./support/random.ts";
import { library } from "./support/templateFiles.ts";

const mixture: Mixture = { tasks: 60, edits: 12, moves: "anywhere", clash: false };
const slices = (): readonly string[] =>
  Object.entries(library.files).flatMap(([path, text]) => (path.endsWith(".yaml") ? [text] : []));

const merge = (base: string | undefined, ours: string, theirs: string): ReturnType<typeof mergeTexts> =>
  mergeTexts({ base, ours, theirs, path: "plan.yaml" } satisfies MergeInput);

/** Changes lines here and there, as someone does who does not know about the other one. */
function disturbed(text: string, random: () => number, who: string): string {
  const lines = text.split(/(?<=\n)/);
  for (let edit = 0; edit < 4; edit += 1) {
    const at = below(random, lines.length);
    const line = lines[at] ?? "";
    const indent = /^ */.exec(line)?.[0] ?? "";
    switch (below(random, 6)) {
      case 0:
        lines.splice(at, 0, `${indent}# ${who} says ${edit}\n`);
        break;
      case 1:
        lines.splice(at, 0, `\n${indent}# ${who} writes ${edit}\n\n`);
        break;
      case 2:
        if (/: \w/.test(line)) lines[at] = line.replace(/\n$/, `  # ${who} adds ${edit}\n`);
        break;
      case 3:
        lines.splice(at, 1);
        break;
      case 4:
        lines[at] = line.replace(/: (\w+)/, `: $1 ${who}`);
        break;
      default: {
        // A whole record goes elsewhere.
        const end = lines.findIndex(
          (other, index) => index > at && (/^ */.exec(other)?.[0] ?? "").length <= indent.length && other.trim() !== "",
        );
        if (indent.length === 0 || end < 0) break;
        const block = lines.splice(at, end - at);
        const targets = lines.flatMap((other, index) =>
          other.startsWith(indent) && /^\s*[a-z-]+:/.test(other) && other[indent.length] !== " " ? [index] : [],
        );
        lines.splice(targets.length > 0 ? oneOf(random, targets) : at, 0, ...block);
      }
    }
  }
  return lines.join("");
}

const commentsOf = (text: string): ReadonlySet<string> =>
  new Set([...text.matchAll(/# \w+ (?:says|writes|adds) \d/g)].map(([comment]) => comment));

describe("any merge", () => {
  it("gives the changed text, byte for byte, when only one side changed it, or both in the same way", () => {
    const random = randomFrom(11);
    for (const base of slices()) {
      const changed = damage(base, random);
      assert.equal(merge(base, changed, base).text, changed);
      assert.equal(merge(base, base, changed).text, changed);
      assert.equal(merge(base, changed, changed).text, changed);
    }
  });

  it("carries disjoint edits of both sides, and means the same whichever side is ours", () => {
    for (let seed = 0; seed < 60; seed += 1) {
      const trial = trialOf(seed, mixture);
      const swapped = { ...trial, ours: trial.theirs, theirs: trial.ours };
      const [merged, other] = [mergeByRecords(trial), mergeByRecords(swapped)];
      assert.equal(judge(trial, merged), trial.clash === undefined ? "right" : "clash told", `seed ${seed}`);
      if (merged === undefined || other === undefined) continue;
      assert.deepEqual(
        new Map([...factsOf(read(other))].sort()),
        new Map([...factsOf(read(merged))].sort()),
        `seed ${seed}`,
      );
    }
  });

  it("keeps every line that a side wrote, with and without moves", () => {
    for (let seed = 100; seed < 140; seed += 1) {
      const trial = trialOf(seed, mixture);
      const lines = (text: string): readonly string[] => text.split("\n").map((line) => line.trim());
      const [base, ours, theirs] = [trial.base, trial.ours, trial.theirs].map((files) => files["plan.yaml"] ?? "") as [
        string,
        string,
        string,
      ];
      const { text, conflicts } = merge(base, ours, theirs);
      if (conflicts.length > 0) continue;
      const [known, written] = [new Set(lines(base)), new Set(lines(text))];
      for (const line of [...lines(ours), ...lines(theirs)])
        assert.ok(known.has(line) || written.has(line), `seed ${seed}: ${line}`);
      assert.equal(lines(text).length, lines(ours).length + lines(theirs).length - lines(base).length, `seed ${seed}`);
    }
  });

  it("keeps every comment, gives a text that reads, and shows both sides of what is left", () => {
    const random = randomFrom(12);
    let merged = 0;
    for (let round = 0; round < 12; round += 1) {
      for (const base of slices()) {
        const ours = disturbed(base, random, "ann");
        const theirs = disturbed(base, random, "bob");
        const result = merge(base, ours, theirs);
        if (result.fallback !== undefined) {
          assert.equal(result.text, ours);
          continue;
        }
        merged += 1;
        const comments = commentsOf(result.text);
        for (const comment of [...commentsOf(ours), ...commentsOf(theirs)]) assert.ok(comments.has(comment), comment);
        const marked = readMarkers(result.text);
        assert.equal(marked === undefined, result.conflicts.length === 0);
        const sides = marked === undefined ? [result.text] : [sideOf(marked, "ours"), sideOf(marked, "theirs")];
        for (const side of sides) assert.equal(readTree(side).problemCount, 0);
      }
    }
    assert.ok(merged > 100, `${merged} merged`);
  });

  it("never throws, whatever the texts are", () => {
    const random = randomFrom(13);
    const all = slices();
    for (let round = 0; round < 400; round += 1) {
      const base = oneOf(random, all);
      const make = (): string =>
        oneOf(random, [() => damage(base, random), () => disturbed(base, random, "ann"), () => base])();
      const [from, ours, theirs] = [make(), make(), make()];
      const { text, conflicts, fallback } = merge(round % 5 === 0 ? undefined : from, ours, theirs);
      if (fallback !== undefined) assert.equal(text, ours);
      for (const { start, end } of conflicts) assert.ok(start >= 0 && start < end && end <= text.length);
      resolveMarkers(`${text.slice(0, 50)}<<<<<<< a\n${ours}=======\n${theirs}>>>>>>> b\n`, "plan.yaml", from);
    }
    for (let round = 0; round < 40; round += 1) {
      const hostile = hostileText(random);
      merge(hostileText(random), hostile, `${hostile}x`);
      merge("gantry: 1\n", `gantry: 1\n${hostile}`, `gantry: 1\na: b\n${hostile}`);
      resolveMarkers(`<<<<<<< a\n${hostile}\n=======\n${hostile}`, "plan.yaml", undefined);
    }
  });
});
