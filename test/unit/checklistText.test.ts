import assert from "node:assert/strict";
import fc from "fast-check";
import {
  applyTextEdits,
  EditHistory,
  firstLink,
  inlineParts,
  itemFilter,
  plainLine,
  type TextEdit,
  translateTextEdits,
} from "../../src/core/checklist/index.ts";

describe("one line of Markdown", () => {
  it("becomes words, code, strong words and links; other marks stay", () => {
    assert.deepEqual(
      inlineParts("Run `npm **x**`, **now**, see [the *plan*](../plan.yaml#api) or https://example.org/a_(b)."),
      [
        { kind: "text", text: "Run " },
        { kind: "code", text: "npm **x**" },
        { kind: "text", text: ", " },
        { kind: "strong", text: "now" },
        { kind: "text", text: ", see " },
        { kind: "link", text: "the *plan*", target: "../plan.yaml#api" },
        { kind: "text", text: " or " },
        { kind: "link", text: "https://example.org/a_(b", target: "https://example.org/a_(b" },
        { kind: "text", text: ")." },
      ],
    );
    assert.deepEqual(inlineParts("a * b < c"), [{ kind: "text", text: "a * b < c" }]);
    assert.equal(
      plainLine("\\[not\\] a [**link**](x) and <https://example.org>"),
      "[not] a link and https://example.org",
    );
  });

  it("gives its first link", () => {
    assert.equal(firstLink("see [a](b.md) and [c](d.md)"), "b.md");
    assert.equal(firstLink("[empty]() and nothing"), undefined);
  });

  it("loses no words, whatever it is", () => {
    const piece = fc.constantFrom("[", "]", "(", ")", "`", "**", "__", "<", ">", "https://", "x", " ", "\\", "a b");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const source = pieces.join("");
        const shown = plainLine(source);
        assert.ok((shown.match(/x/g) ?? []).length <= (source.match(/x/g) ?? []).length);
        assert.ok(inlineParts(source).every((part) => part.text !== "" || source === ""));
      }),
    );
  });

  it("takes long hostile lines in no time", () => {
    for (const piece of ["[", "[a](", "`", "**", "https://", "\\", "[[]"]) {
      assert.ok(inlineParts(piece.repeat(5_000 / piece.length)).length > 0, piece);
    }
  });
});

describe("a filter", () => {
  const item = {
    id: "pla-07",
    text: "Walk the **critical** path",
    done: false,
    who: ["ana", "Bo Li"],
    details: [{ text: "note" }],
  };
  const cases: readonly (readonly [string, boolean])[] = [
    ["", true],
    ["critical", true],
    ["PATH walk", true],
    ["pla-07", true],
    ["@an", true],
    ["@bo @ana", true],
    ["@chen", false],
    ["note", true],
    ["critical missing", false],
    ["@", true],
  ];
  for (const [query, expected] of cases) {
    it(`“${query}” ${expected ? "finds" : "does not find"} the item`, () =>
      assert.equal(itemFilter({ open: false, me: undefined, query })(item), expected));
  }

  it("knows open items and one's own", () => {
    assert.equal(itemFilter({ open: true, me: undefined, query: "" })({ ...item, done: true }), false);
    assert.equal(itemFilter({ open: true, me: "ANA", query: "" })(item), true);
    assert.equal(itemFilter({ open: false, me: "an", query: "" })(item), false);
  });
});

describe("edits for a text with other line breaks", () => {
  it("do the same there", () => {
    const part = fc.constantFrom("a", "bc", "\n");
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 20 }),
        fc.nat(),
        fc.nat(),
        fc.array(fc.constantFrom("\n", "\r\n")),
        (parts, first, second, breaks) => {
          const from = parts.join("");
          let used = 0;
          const to = from.replace(/\n/g, () => breaks[used++ % Math.max(1, breaks.length)] ?? "\n");
          const [start = 0, end = 0] = [first % (from.length + 1), second % (from.length + 1)].sort((a, b) => a - b);
          const edits: readonly TextEdit[] = [{ start, end, newText: "X" }];
          const translated = translateTextEdits(edits, from, to);
          assert.ok(translated);
          const same = (text: string): string => text.replace(/\r\n?/g, "\n");
          assert.equal(same(applyTextEdits(to, translated)), applyTextEdits(from, edits));
        },
      ),
    );
  });

  it("are refused where the texts differ in more", () => {
    assert.equal(translateTextEdits([{ start: 0, end: 1, newText: "" }], "a\nb", "a\r\nc"), undefined);
    assert.equal(translateTextEdits([], "a", "a\n"), undefined);
  });
});

describe("a view's own undo", () => {
  const tick = (text: string): readonly TextEdit[] => [
    { start: text.indexOf("[ ]") + 1, end: text.indexOf("[ ]") + 2, newText: "x" },
  ];

  function setUp() {
    const files = new Map([["a", "- [ ] 1\n- [ ] 2\n"]]);
    const history = new EditHistory();
    const edit = (file: string, edits: readonly TextEdit[]): void => {
      const before = files.get(file) ?? "";
      history.add([{ file, before, edits }]);
      files.set(file, applyTextEdits(before, edits));
    };
    const step = (direction: "undo" | "redo"): string => {
      const outcome = history[direction]((file) => files.get(file));
      if ("missing" in outcome) return outcome.missing;
      for (const { file, edits } of outcome.steps) files.set(file, applyTextEdits(files.get(file) ?? "", edits));
      outcome.settle();
      return "done";
    };
    return { files, history, edit, step };
  }

  it("takes back step by step and makes them again", () => {
    const { files, edit, step } = setUp();
    edit("a", tick(files.get("a") ?? ""));
    edit("a", tick(files.get("a") ?? ""));
    assert.equal(files.get("a"), "- [x] 1\n- [x] 2\n");
    assert.deepEqual([step("undo"), step("undo"), step("undo")], ["done", "done", "empty"]);
    assert.equal(files.get("a"), "- [ ] 1\n- [ ] 2\n");
    assert.deepEqual([step("redo"), step("redo"), step("redo")], ["done", "done", "empty"]);
    assert.equal(files.get("a"), "- [x] 1\n- [x] 2\n");
  });

  it("does nothing once the text was changed otherwise, and again when it is back", () => {
    const { files, edit, step } = setUp();
    edit("a", tick(files.get("a") ?? ""));
    files.set("a", "- [x] 1\n- [ ] 2\ntyped\n");
    assert.equal(step("undo"), "changed");
    files.set("a", "- [x] 1\r\n- [ ] 2\r\n");
    assert.equal(step("undo"), "done");
  });

  it("forgets what was taken back when something new is done", () => {
    const { files, edit, step } = setUp();
    edit("a", tick(files.get("a") ?? ""));
    step("undo");
    edit("a", [{ start: 0, end: 0, newText: "new\n" }]);
    assert.equal(step("redo"), "empty");
  });

  it("keeps a step that was not taken in the end", () => {
    const { files, history, edit, step } = setUp();
    edit("a", tick(files.get("a") ?? ""));
    assert.ok("steps" in history.undo((file) => files.get(file)));
    assert.deepEqual(
      history.redo((file) => files.get(file)),
      { missing: "empty" },
    );
    assert.deepEqual([step("undo"), step("undo")], ["done", "empty"]);
    const again = history.redo((file) => files.get(file));
    assert.ok("steps" in again);
    assert.deepEqual([step("redo"), step("redo")], ["done", "empty"]);
    again.settle();
    assert.deepEqual([step("redo"), step("undo"), step("undo")], ["empty", "done", "empty"], "one step counts once");
  });

  it("forgets a step that something new came before", () => {
    const { files, history, edit, step } = setUp();
    edit("a", tick(files.get("a") ?? ""));
    step("undo");
    const late = history.redo((file) => files.get(file));
    assert.ok("steps" in late);
    edit("a", [{ start: 0, end: 0, newText: "new\n" }]);
    late.settle();
    assert.deepEqual([step("redo"), step("undo"), step("undo")], ["empty", "done", "empty"]);
  });

  it("gives back what was said of a step", () => {
    const history = new EditHistory<string>();
    history.add([{ file: "a", before: "", edits: [{ start: 0, end: 0, newText: "x" }] }], "an x");
    const undone = history.undo(() => "x");
    assert.ok("steps" in undone);
    assert.equal(undone.about, "an x");
    undone.settle();
    const redone = history.redo(() => "");
    assert.equal("steps" in redone && redone.about, "an x");
  });
});
