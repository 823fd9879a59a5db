import assert from "node:assert/strict";
import { readMarkers, resolveMarkers, sideOf } from "../../src/core/text/merge/index.ts";

const conflict = (ours: string, theirs: string, base?: string): string =>
  `<<<<<<< HEAD\n${ours}${base === undefined ? "" : `||||||| 1234567\n${base}`}=======\n${theirs}>>>>>>> topic\n`;
const head = "gantry: 1\n\ntasks:\n  api:\n    name: API\n";
const tail = "\n  refunds:\n    name: Refunds\n";

describe("texts with conflict markers", () => {
  it("are taken apart, with the base where it is shown", () => {
    const text = `${head}${conflict("    effort: 2d\n", "    effort: 3d\n", "    effort: 1d\n")}${tail}${conflict("    cost: 1\n", "", "")}`;
    const marked = readMarkers(text);
    assert.ok(marked);
    assert.equal(sideOf(marked, "ours"), `${head}    effort: 2d\n${tail}    cost: 1\n`);
    assert.equal(sideOf(marked, "base"), `${head}    effort: 1d\n${tail}`);
    assert.equal(sideOf(marked, "theirs"), `${head}    effort: 3d\n${tail}`);
    assert.deepEqual(marked.labels, { ours: "HEAD", theirs: "topic" });
  });

  it("have no base when the markers show none", () => {
    const marked = readMarkers(`${head}${conflict("    effort: 2d\n", "    effort: 3d\n")}`);
    assert.ok(marked);
    assert.equal(sideOf(marked, "base"), undefined);
  });

  it("may have other line ends, longer markers and no labels", () => {
    assert.ok(readMarkers("<<<<<<< a\r\nx\r\n=======\r\ny\r\n>>>>>>> b\r\n"));
    assert.equal(readMarkers("<<<<<<<<< a\nx\n=======\ny\n=========\nz\n>>>>>>>>> b\n")?.markerSize, 9);
    assert.ok(readMarkers("<<<<<<< a\nx\n=======\ny\n>>>>>>>"));
  });

  it("are not taken apart when markers are missing, in another order or within each other", () => {
    for (const text of [
      "gantry: 1\n",
      "<<<<<<< a\nx\n",
      "<<<<<<< a\nx\n=======\ny\n",
      "<<<<<<< a\nx\n>>>>>>> b\n",
      ">>>>>>> b\n<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n",
      "<<<<<<< a\n<<<<<<< b\nx\n=======\ny\n>>>>>>> b\n=======\ny\n>>>>>>> a\n",
    ]) {
      assert.equal(readMarkers(text), undefined, text);
    }
  });
});

describe("resolving conflicts of a plan", () => {
  it("settles what both added in the same place, without knowing what both come from", () => {
    const text = `${head}${conflict("\n  mine:\n    name: Mine\n", "\n  yours:\n    name: Yours\n")}${tail}`;
    const result = resolveMarkers(text, "plan.yaml", undefined);
    assert.equal(
      result.kind === "merged" && result.text,
      `${head}\n  mine:\n    name: Mine\n\n  yours:\n    name: Yours\n${tail}`,
    );
    assert.deepEqual(result.kind === "merged" && [result.before, result.left], [1, []]);
  });

  it("settles neighbouring fields with the base that the markers show, or that git knows", () => {
    const [ours, theirs, base] = [
      "    effort: 2d\n    who: ana\n",
      "    effort: 1d\n    who: bo\n",
      "    effort: 1d\n    who: ana\n",
    ];
    for (const result of [
      resolveMarkers(`${head}${conflict(ours, theirs, base)}${tail}`, "plan.yaml", undefined),
      resolveMarkers(`${head}${conflict(ours, theirs)}${tail}`, "plan.yaml", `${head}${base}${tail}`),
    ]) {
      assert.equal(result.kind === "merged" && result.text, `${head}    effort: 2d\n    who: bo\n${tail}`);
    }
  });

  it("leaves each field that differs as a conflict of its own when nobody knows the base", () => {
    const text = `${head}${conflict("    effort: 2d\n    who: ana\n    cost: 5\n", "    effort: 2d\n    who: bo\n")}${tail}`;
    const result = resolveMarkers(text, "plan.yaml", undefined);
    assert.equal(
      result.kind === "merged" && result.text,
      `${head}    effort: 2d\n${conflict("    who: ana\n", "    who: bo\n")}${conflict("    cost: 5\n", "")}${tail}`,
    );
    assert.deepEqual(result.kind === "merged" && result.left.map(({ message }) => message), [
      "Both sides changed “who”: ours to ana, theirs to bo.",
      "Only ours has “cost”.",
    ]);
  });

  it("does without a base that does not read", () => {
    const text = `${head}${conflict("\n  mine:\n    name: Mine\n", "\n  yours:\n    name: Yours\n", "    [\n")}${tail}`;
    assert.equal(resolveMarkers(text, "plan.yaml", undefined).kind, "merged");
  });

  it("says why it can't, and that there is nothing to settle", () => {
    assert.deepEqual(resolveMarkers(head, "plan.yaml", undefined), { kind: "no-markers" });
    const broken = resolveMarkers(`${head}${conflict("    who: [ana\n", "    who: bo\n")}`, "plan.yaml", undefined);
    assert.deepEqual(broken, { kind: "failed", reason: "our version has mistakes in its syntax" });
    const open = resolveMarkers(`${head}<<<<<<< HEAD\n`, "plan.yaml", undefined);
    assert.deepEqual(open, { kind: "failed", reason: "its conflict markers don't belong together" });
  });
});
