import assert from "node:assert/strict";
import fc from "fast-check";
import { readChecklist } from "../../src/core/checklist/index.ts";
import type { ChecklistState, FileState } from "../../src/protocol/checklist.ts";
import { applyPatch, filePatch, fileState } from "../../src/protocol/checklistState.ts";
import {
  buildModel,
  type Choices,
  noChoices,
  type Row,
  viewItems,
} from "../../src/webviews/checklist/checklistModel.ts";

function file(name: string, text: string, version = 1): FileState {
  const facts = { file: `file:///${name}`, path: name, fallbackTitle: name, version, current: false, readOnly: false };
  return fileState(facts, readChecklist(text));
}

function stateOf(kind: "project" | "file", files: readonly FileState[], me = "ana"): ChecklistState {
  return { kind, subject: "project x", name: "Harbour", me, files: [...files] };
}

function lines(rows: readonly Row[]): readonly string[] {
  return rows.map((row) => {
    const indent = "  ".repeat(row.level - 1);
    if (row.kind === "draft") return `${indent}(${row.draft.kind})`;
    if (row.kind === "group") return `${indent}${row.name} ${row.progress.done}/${row.progress.total}`;
    return `${indent}${row.item.done ? "x" : "o"} ${row.item.text}${row.isContext ? " (context)" : ""}`;
  });
}

const planning = `# Planning checklist

- [x] a <!-- pla-01 who:ana -->
- [ ] b <!-- pla-02 who:bo -->
  - [ ] b1 <!-- who:ana -->

## Money

- [x] c
  why it counts
`;
const closing = "- [ ] d\n";

function rows(choices: Partial<Choices>, pending = new Map<string, boolean>()): readonly string[] {
  const state = stateOf("project", [file("planning.md", planning), file("closing.md", closing)]);
  return lines(buildModel(state, { ...noChoices, ...choices }, pending).rows);
}

describe("the rows of a checklist view", () => {
  it("are files, headings and items, each with all that is below it counted", () => {
    assert.deepEqual(rows({}), [
      "Planning 2/4",
      "  x a",
      "  o b",
      "    o b1",
      "  Money 1/1",
      "    x c",
      "closing.md 0/1",
      "  o d",
    ]);
  });

  it("of one file are its headings, and items without one stand for themselves", () => {
    const state = stateOf("file", [file("x.md", "- [ ] a\n\n# One\n\n- [ ] b\n\n# Two\n\n# Three\n\ntext\n")]);
    assert.deepEqual(lines(buildModel(state, noChoices, new Map()).rows), ["o a", "One 0/1", "  o b", "Two 0/0"]);
  });

  it("filter by state, person and words, and keep what matches lie in", () => {
    assert.deepEqual(rows({ open: true }), ["Planning 2/4", "  o b", "    o b1", "closing.md 0/1", "  o d"]);
    assert.deepEqual(rows({ mine: true }), ["Planning 2/4", "  x a", "  o b (context)", "    o b1"]);
    assert.deepEqual(rows({ query: "@bo" }), ["Planning 2/4", "  o b"]);
    assert.deepEqual(rows({ query: "WHY counts" }), ["Planning 2/4", "  Money 1/1", "    x c"]);
    assert.deepEqual(rows({ query: "pla-02 b" }), ["Planning 2/4", "  o b"]);
    assert.deepEqual(rows({ query: "nothing" }), []);
    assert.deepEqual(rows({ phases: ["file:///closing.md\n"] }), ["closing.md 0/1", "  o d"]);
  });

  it("keep a row that was ticked since the filter was set", () => {
    const key = viewItems(file("closing.md", closing))[0]?.key ?? "";
    const pending = new Map([[key, true]]);
    assert.deepEqual(rows({ open: true, kept: new Set([key]) }, pending).slice(-2), ["closing.md 1/1", "  x d"]);
    assert.deepEqual(rows({ open: true }, pending), ["Planning 2/4", "  o b", "    o b1"]);
  });

  it("fold files, headings and items", () => {
    const nested = viewItems(file("planning.md", planning))[1]?.key ?? "";
    assert.deepEqual(rows({ folded: new Set(["file:///planning.md\n", nested]) }), [
      "Planning 2/4",
      "closing.md 0/1",
      "  o d",
    ]);
    assert.deepEqual(rows({ folded: new Set([nested]) }).slice(0, 4), [
      "Planning 2/4",
      "  x a",
      "  o b",
      "  Money 1/1",
    ]);
  });

  it("hold the line being typed where it will stand", () => {
    const [a, b] = viewItems(file("planning.md", planning));
    assert.deepEqual(rows({ draft: { kind: "add-after", item: b?.key ?? "" } }).slice(0, 6), [
      "Planning 2/4",
      "  x a",
      "  o b",
      "    o b1",
      "  (add-after)",
      "  Money 1/1",
    ]);
    assert.deepEqual(rows({ draft: { kind: "note", item: a?.key ?? "" } }).slice(1, 3), ["  x a", "    (note)"]);
    assert.deepEqual(rows({ draft: { kind: "add-to", group: "file:///closing.md\n" } }).slice(-2), [
      "  o d",
      "  (add-to)",
    ]);
    assert.deepEqual(rows({ draft: { kind: "add-to", group: "file:///planning.md\n" } }).slice(3, 6), [
      "    o b1",
      "  (add-to)",
      "  Money 1/1",
    ]);
  });

  it("have keys that differ, and stay when the text around an item changes", () => {
    const source = "- [ ] a\n- [ ] a\n\n# One\n\n# One\n\n- [ ] b <!-- x -->\n- [ ] c <!-- x -->\n";
    const state = (text: string): readonly Row[] =>
      buildModel(stateOf("file", [file("x.md", text)]), noChoices, new Map()).rows;
    const keys = state(source).map((row) => row.key);
    assert.equal(new Set(keys).size, keys.length);
    const later = state(`Words.\n\n${source}- [ ] d\n`).map((row) => row.key);
    assert.deepEqual(later.slice(0, keys.length), keys);
  });
});

describe("the change of a file that is sent to a view", () => {
  it("leads from any version to any other", () => {
    const line = fc.constantFrom(
      "- [ ] a",
      "- [x] a",
      "- [ ] b <!-- i who:ana -->",
      "  why",
      "  - [ ] c",
      "",
      "# H",
      "text",
    );
    const text = fc.array(line, { maxLength: 12 }).map((all) => all.join("\n"));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const older = file("x.md", before, 1);
        const newer = file("x.md", after, 2);
        const patch = filePatch(older, newer);
        if (patch !== undefined) assert.deepEqual(applyPatch(older, patch), newer);
      }),
    );
  });

  it("of a tick among thousands is one item", () => {
    const text = Array.from({ length: 5_000 }, (_, index) => `- [ ] Item ${index}\n`).join("");
    const patch = filePatch(file("x.md", text, 1), file("x.md", text.replace("[ ] Item 2500", "[x] Item 2500"), 2));
    assert.deepEqual([patch?.start, patch?.removed, patch?.items.length, patch?.groups], [2500, 1, 1, undefined]);
  });

  it("is refused by a view that has another version", () => {
    const older = file("x.md", "- [ ] a\n", 3);
    const patch = filePatch(file("x.md", "- [ ] a\n", 1), file("x.md", "- [x] a\n", 2));
    assert.equal(patch && applyPatch(older, patch), undefined);
  });

  it("names what is left out of a file with more items than anybody reads", () => {
    const state = file("x.md", "- [ ] a\n".repeat(60_000));
    assert.deepEqual([state.items.length, state.left], [50_000, 10_000]);
  });
});
