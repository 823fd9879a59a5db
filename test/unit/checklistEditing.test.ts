import assert from "node:assert/strict";
import fc from "fast-check";
import {
  applyTextEdits,
  type ChecklistEdit,
  type ChecklistItem,
  editChecklist,
  invertTextEdits,
  moveBetween,
  readChecklist,
  reanchor,
} from "../../src/core/checklist/index.ts";

/** The text after an edit; fails when it was refused. */
function edited(source: string, edit: ChecklistEdit): string {
  const outcome = editChecklist(readChecklist(source), edit);
  if ("refused" in outcome) assert.fail(outcome.refused);
  const after = applyTextEdits(source, outcome.edits);
  assert.equal(applyTextEdits(after, invertTextEdits(source, outcome.edits)), source, "the inverse takes it back");
  return after;
}

function refusal(source: string, edit: ChecklistEdit): string {
  const outcome = editChecklist(readChecklist(source), edit);
  return "refused" in outcome ? outcome.refused : assert.fail("it was not refused");
}

describe("editing a checklist", () => {
  describe("a tick", () => {
    it("changes exactly one character", () => {
      const source = "\ufeff# H\r\n\r\n- [ ] a  <!-- a-1 -->  \n* [X] b\r- [x] c";
      for (const [item, { done }] of readChecklist(source).items.entries()) {
        const after = edited(source, { kind: "tick", item, done: !done });
        assert.equal(after.length, source.length);
        assert.equal([...after].filter((letter, at) => letter !== source[at]).length, 1);
        assert.equal(readChecklist(after).items[item]?.done, !done);
      }
    });

    it("changes nothing when the box is so already", () => {
      assert.equal(edited("- [X] a", { kind: "tick", item: 0, done: true }), "- [X] a");
    });

    it("is refused while the file holds conflict markers", () => {
      const source = "- [ ] a\n<<<<<<< HEAD\n- [x] b\n=======\n- [ ] b\n>>>>>>> other\n";
      assert.match(refusal(source, { kind: "tick", item: 0, done: true }), /^Lines 2 to 6 hold two versions/);
    });

    it("is refused when the item is gone", () => {
      assert.match(refusal("- [ ] a", { kind: "tick", item: 7, done: true }), /not there any more/);
    });
  });

  describe("text", () => {
    it("replaces the words and keeps everything around them", () => {
      const source = "1. [x] old   <!-- a-1 who:ana -->  \n   why\n";
      assert.equal(
        edited(source, { kind: "text", item: 0, text: "  new\nwords " }),
        "1. [x] new words   <!-- a-1 who:ana -->  \n   why\n",
      );
    });

    it("fits into a box without any", () => {
      assert.equal(edited("- [ ]", { kind: "text", item: 0, text: "a" }), "- [ ] a");
      assert.equal(edited("- [ ] <!-- x -->", { kind: "text", item: 0, text: "a" }), "- [ ] a <!-- x -->");
    });

    it("takes hostile words as words", () => {
      const text = '"><script>alert(1)</script> [x] `';
      assert.equal(edited("- [ ] a\n", { kind: "text", item: 0, text }), `- [ ] ${text}\n`);
    });

    it("is refused when empty or when it would read as something else", () => {
      assert.match(refusal("- [ ] a", { kind: "text", item: 0, text: " \n" }), /needs a few words/);
      assert.match(refusal("- [ ] a", { kind: "text", item: 0, text: "a <!-- b -->" }), /Edit it in the Markdown file/);
    });
  });

  describe("assigning", () => {
    const cases: readonly (readonly [string, readonly string[], string])[] = [
      ["- [ ] a", ["ana"], "- [ ] a <!-- who:ana -->"],
      ["- [ ] a  \r\n", ["ana"], "- [ ] a <!-- who:ana -->  \r\n"],
      ["- [ ] a <!-- pla-07 -->", ["ana", "Bo Li"], '- [ ] a <!-- pla-07 who:ana,"Bo Li" -->'],
      ["- [ ] a <!--pla-07-->", ["ana"], "- [ ] a <!--pla-07 who:ana -->"],
      ["- [ ] a <!-- pla-07 who:ana x:1 -->", ["bo"], "- [ ] a <!-- pla-07 who:bo x:1 -->"],
      ["- [ ] a <!-- pla-07 who:ana -->", [], "- [ ] a <!-- pla-07 -->"],
      ["- [ ] a <!-- who:ana -->\n", [], "- [ ] a\n"],
      ["- [ ] a <!-- ask Ida! -->", ["ana"], "- [ ] a <!-- who:ana --> <!-- ask Ida! -->"],
      ["- [ ] a", ['"><script>--'], '- [ ] a <!-- who:"script -" -->'],
    ];
    for (const [source, who, expected] of cases) {
      it(`${JSON.stringify(source)} to ${who.join(" and ") || "nobody"}`, () =>
        assert.equal(edited(source, { kind: "assign", item: 0, who }), expected));
    }
  });

  describe("a note", () => {
    it("goes below the lines that belong to the item, indented as they are", () => {
      assert.equal(
        edited("- [ ] a\n  why\n  - [ ] b\n", { kind: "note", item: 0, text: "seen" }),
        "- [ ] a\n  why\n  note: seen\n  - [ ] b\n",
      );
      assert.equal(edited("10. [ ] a", { kind: "note", item: 0, text: "seen" }), "10. [ ] a\n    note: seen");
      assert.equal(
        edited("- [ ] a\r\n\twhy\r\n", { kind: "note", item: 0, text: "x" }),
        "- [ ] a\r\n\twhy\r\n\tnote: x\r\n",
      );
    });
  });

  describe("adding", () => {
    it("goes after an item with all that belongs to it, with the same bullet", () => {
      assert.equal(
        edited("* [ ] a\n  why\n  * [ ] b\n\nText\n", { kind: "add", to: { kind: "after", item: 0 }, text: "new" }),
        "* [ ] a\n  why\n  * [ ] b\n* [ ] new\n\nText\n",
      );
      assert.equal(
        edited("* [ ] a\n  * [ ] b", { kind: "add", to: { kind: "after", item: 1 }, text: "new" }),
        "* [ ] a\n  * [ ] b\n  * [ ] new",
      );
      assert.equal(
        edited("9. [ ] a\n", { kind: "add", to: { kind: "after", item: 0 }, text: "n" }),
        "9. [ ] a\n10. [ ] n\n",
      );
    });

    it("keeps the blank lines of a list that has them", () => {
      assert.equal(
        edited("- [ ] a\n\n- [ ] b\n", { kind: "add", to: { kind: "after", item: 1 }, text: "c" }),
        "- [ ] a\n\n- [ ] b\n\n- [ ] c\n",
      );
    });

    it("goes to a group's end, also where the group has no item yet", () => {
      const source = "# T\n\n## One\n\n- [ ] a\n\n## Two\n\nText.\n\n## Three\n";
      assert.equal(
        edited(source, { kind: "add", to: { kind: "end", group: 2 }, text: "b" }),
        source.replace("- [ ] a\n", "- [ ] a\n- [ ] b\n"),
      );
      assert.equal(
        edited(source, { kind: "add", to: { kind: "end", group: 3 }, text: "b" }),
        source.replace("Text.\n", "Text.\n\n- [ ] b\n"),
      );
      assert.equal(edited(source, { kind: "add", to: { kind: "end", group: 4 }, text: "b" }), `${source}\n- [ ] b\n`);
    });

    it("begins a list in an empty file", () => {
      const to = { kind: "end", group: 0 } as const;
      assert.equal(edited("", { kind: "add", to, text: "a" }), "- [ ] a\n");
      assert.equal(edited("\r\n", { kind: "add", to, text: "a" }), "- [ ] a\r\n\r\n");
      assert.equal(edited("---\na: 1\n---\n", { kind: "add", to, text: "a" }), "---\na: 1\n---\n\n- [ ] a\n");
      assert.equal(edited("Text", { kind: "add", to, text: "a" }), "Text\n\n- [ ] a");
    });

    it("does not go into code that is never closed", () => {
      assert.equal(
        edited("# H\n```\ncode\n", { kind: "add", to: { kind: "end", group: 1 }, text: "a" }),
        "# H\n\n- [ ] a\n\n```\ncode\n",
      );
    });
  });

  describe("removing", () => {
    it("takes the item's lines and what is nested in it, and nothing else", () => {
      assert.equal(edited("- [ ] a\n  why\n\n  more\n  - [ ] b\n- [ ] c\n", { kind: "remove", item: 0 }), "- [ ] c\n");
      assert.equal(edited("- [ ] a\r\n- [ ] b", { kind: "remove", item: 1 }), "- [ ] a");
      assert.equal(edited("# H\n\n- [ ] a\n\n# I\n", { kind: "remove", item: 0 }), "# H\n\n# I\n");
    });

    it("is refused where it would turn a text into a heading or take another bullet along", () => {
      assert.match(refusal("Text\n- [ ] a\n---\n", { kind: "remove", item: 0 }), /Edit it in the Markdown file/);
      assert.match(refusal("- - [ ] a\n  - [ ] b\n", { kind: "remove", item: 0 }), /Edit it in the Markdown file/);
    });
  });

  describe("moving", () => {
    const source = "## One\n\n- [ ] a\n  why a\n- [x] b <!-- b-1 -->\n\n## Two\n\n1. [ ] c\n   1. [ ] d\n2. [ ] e";
    it("reorders within a group", () => {
      assert.equal(
        edited(source, { kind: "move", item: 0, to: { kind: "after", item: 1 } }),
        source.replace("- [ ] a\n  why a\n- [x] b <!-- b-1 -->\n", "- [x] b <!-- b-1 -->\n- [ ] a\n  why a\n"),
      );
      assert.equal(
        edited(source, { kind: "move", item: 4, to: { kind: "before", item: 2 } }),
        source.replace("1. [ ] c\n   1. [ ] d\n2. [ ] e", "2. [ ] e\n1. [ ] c\n   1. [ ] d"),
      );
      assert.equal(
        edited(source, { kind: "move", item: 2, to: { kind: "after", item: 4 } }),
        source.replace("1. [ ] c\n   1. [ ] d\n2. [ ] e", "2. [ ] e\n1. [ ] c\n   1. [ ] d"),
      );
    });

    it("takes the bullet and the indentation of the place it goes to", () => {
      const after = edited(source, { kind: "move", item: 0, to: { kind: "after", item: 3 } });
      assert.ok(after.includes("   1. [ ] d\n   2. [ ] a\n      why a\n2. [ ] e"), after);
      const back = edited(source, { kind: "move", item: 2, to: { kind: "before", item: 0 } });
      assert.ok(back.includes("- [ ] c\n  1. [ ] d\n- [ ] a\n"), back);
    });

    it("lifts a nested item out in place", () => {
      assert.equal(
        edited("- [ ] a\n  - [ ] b\n    why\n", { kind: "move", item: 1, to: { kind: "after", item: 0 } }),
        "- [ ] a\n- [ ] b\n  why\n",
      );
    });

    it("changes nothing when the item is there already", () => {
      assert.equal(edited(source, { kind: "move", item: 1, to: { kind: "after", item: 0 } }), source);
      assert.equal(edited(source, { kind: "move", item: 0, to: { kind: "before", item: 1 } }), source);
      assert.equal(edited(source, { kind: "move", item: 1, to: { kind: "end", group: 1 } }), source);
      assert.equal(
        edited("- [ ] a\n\n- [ ] b\n", { kind: "move", item: 1, to: { kind: "after", item: 0 } }),
        "- [ ] a\n\n- [ ] b\n",
      );
    });

    it("is refused into itself", () => {
      assert.match(refusal(source, { kind: "move", item: 2, to: { kind: "after", item: 3 } }), /into itself/);
    });

    it("goes from one file to another with the line breaks of that one", () => {
      const from = readChecklist("- [ ] a <!-- a-1 -->\n  why\n- [ ] b\n");
      const into = readChecklist("## X\r\n\r\n* [x] c\r\n");
      const outcome = moveBetween(from, 0, into, { kind: "end", group: 1 });
      assert.ok("edits" in outcome.from && "edits" in outcome.into);
      assert.equal(applyTextEdits(from.text, outcome.from.edits), "- [ ] b\n");
      assert.equal(
        applyTextEdits(into.text, outcome.into.edits),
        "## X\r\n\r\n* [x] c\r\n* [ ] a <!-- a-1 -->\r\n  why\r\n",
      );
    });
  });

  describe("for any list", () => {
    const lineBreak = fc.constantFrom("\n", "\r\n");
    const word = fc.stringMatching(/^[a-z"<>&*_]{1,8}$/);
    const item = fc.record({
      bullet: fc.constantFrom("-", "*", "+"),
      done: fc.boolean(),
      text: word,
      comment: fc.constantFrom("", " <!-- who:ana -->", " <!-- note to self. -->"),
      details: fc.array(word, { maxLength: 2 }),
      nested: fc.array(word, { maxLength: 2 }),
      gap: fc.boolean(),
    });
    const section = fc.record({ heading: word, intro: fc.boolean(), items: fc.array(item, { maxLength: 4 }) });
    const list = fc
      .tuple(fc.array(section, { minLength: 1, maxLength: 3 }), lineBreak, fc.boolean())
      .map(([sections, end, last]) => {
        const lines = sections.flatMap(({ heading, intro, items }) => [
          `## ${heading}`,
          "",
          ...(intro ? ["Some words.", ""] : []),
          ...items.flatMap((entry) => [
            `${entry.bullet} [${entry.done ? "x" : " "}] ${entry.text}${entry.comment}`,
            ...entry.details.map((detail) => `  ${detail}`),
            ...entry.nested.map((text) => `  - [ ] ${text}`),
            ...(entry.gap ? [""] : []),
          ]),
          "",
        ]);
        return lines.join(end) + (last ? end : "");
      });
    const said = ({ text, done, who, details }: ChecklistItem): string =>
      JSON.stringify([text, done, who, details.map((detail) => detail.text).sort()]);

    it("a tick and its opposite leave the bytes as they were", () => {
      fc.assert(
        fc.property(list, fc.nat(), (source, at) => {
          const { items } = readChecklist(source);
          const index = at % Math.max(1, items.length);
          const target = items[index];
          if (target === undefined) return;
          const once = edited(source, { kind: "tick", item: index, done: !target.done });
          const again = edited(once, { kind: "tick", item: index, done: target.done });
          assert.equal(again, source);
        }),
      );
    });

    it("each edit reads back as the list that was meant, is never refused, and leaves all other lines alone", () => {
      const choice = fc.constantFrom(
        "text",
        "assign",
        "note",
        "add",
        "add-to-group",
        "remove",
        "move",
        "move-to-group",
      );
      fc.assert(
        fc.property(list, choice, fc.nat(), fc.nat(), fc.boolean(), (source, kind, first, second, before) => {
          const checklist = readChecklist(source);
          const { items, groups } = checklist;
          const item = first % Math.max(1, items.length);
          const other = second % Math.max(1, items.length);
          const group = second % groups.length;
          const target = items[item];
          if (target === undefined && kind !== "add-to-group") return;
          const beside = { kind: before ? "before" : "after", item: other } as const;
          const edits: Readonly<Record<string, ChecklistEdit>> = {
            text: { kind: "text", item, text: "changed" },
            assign: { kind: "assign", item, who: ["zoe"] },
            note: { kind: "note", item, text: "changed" },
            add: { kind: "add", to: beside, text: "changed" },
            "add-to-group": { kind: "add", to: { kind: "end", group }, text: "changed" },
            remove: { kind: "remove", item },
            move: { kind: "move", item, to: beside },
            "move-to-group": { kind: "move", item, to: { kind: "end", group } },
          };
          const edit = edits[kind] as ChecklistEdit;
          let block = 1;
          while ((items[item + block]?.level ?? -1) > (target?.level ?? 0)) block += 1;
          if (kind === "move" && other >= item && other < item + block) return;
          const after = edited(source, edit);
          const wordsBefore = items.map(said).sort();
          const wordsAfter = readChecklist(after).items.map(said).sort();
          if (kind.startsWith("move")) assert.deepEqual(wordsAfter, wordsBefore);
          else if (kind.startsWith("add")) assert.equal(wordsAfter.length, wordsBefore.length + 1);
          else if (kind === "remove") assert.equal(wordsAfter.length, wordsBefore.length - block);
          else assert.equal(wordsAfter.filter((entry) => !wordsBefore.includes(entry)).length <= 1, true);
          // Every other line is still there, as it was and in its order.
          const kept = (text: string): readonly string[] =>
            text.split(/\r?\n/).filter((line) => line.trim() !== "" && !/\[[ x]\]|^ /.test(line));
          assert.deepEqual(kept(after), kept(source));
        }),
        { numRuns: 1500 },
      );
    }).timeout(20_000);
  });

  it("never throws on any text, and what it does not refuse leaves the number of items as meant", () => {
    const piece = fc.constantFrom(
      "- [ ] a\n",
      "  - [x] b\n",
      "\t- [ ] c\n",
      "1. [ ] d\n",
      "- - [ ] e\n",
      "    code\n",
      "```\n",
      "<!--\n",
      "-->\n",
      "---\n",
      "===\n",
      "# H\n",
      "text\n",
      "  indented\n",
      "\n",
      "\r\n",
      "\r",
      "<div>\n",
      "- [ ]\n",
      "-\n",
      "- [ ] f <!-- x -->\n",
      "- [ ] end",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), fc.nat(), fc.nat(), (pieces, first, second) => {
        const source = pieces.join("");
        const checklist = readChecklist(source);
        const count = checklist.items.length;
        const item = first % Math.max(1, count);
        const to = { kind: second % 2 === 0 ? "before" : "after", item: second % Math.max(1, count) } as const;
        const end = { kind: "end", group: second % checklist.groups.length } as const;
        const changes: readonly (readonly [ChecklistEdit, number])[] = [
          [{ kind: "add", to, text: "new" }, 1],
          [{ kind: "add", to: end, text: "new" }, 1],
          [{ kind: "move", item, to }, 0],
          [{ kind: "move", item, to: end }, 0],
          [{ kind: "note", item, text: "new" }, 0],
          [{ kind: "assign", item, who: ["a b"] }, 0],
          [{ kind: "text", item, text: "new" }, 0],
        ];
        for (const [edit, more] of changes) {
          const outcome = editChecklist(checklist, edit);
          if ("refused" in outcome) continue;
          assert.equal(readChecklist(applyTextEdits(source, outcome.edits)).items.length, count + more);
        }
      }),
      { numRuns: 1500 },
    );
  }).timeout(20_000);
});

describe("finding an item again in a changed text", () => {
  const older = readChecklist("- [ ] a\n- [ ] b\n- [ ] a\n- [ ] c <!-- c-1 -->\n");
  const find = (index: number, newer: string): number | undefined => reanchor(older, index, readChecklist(newer));

  it("follows words and ids to their new place", () => {
    assert.equal(find(1, "- [ ] new\n- [ ] a\n- [x] b\n"), 2);
    assert.equal(find(3, "- [x] c <!-- c-1 -->\n"), 0);
  });

  it("tells equal items apart only while none came or went", () => {
    assert.equal(find(2, "x\n- [x] a\n- [ ] a\n"), 1);
    assert.equal(find(2, "- [ ] a\n- [ ] a\n- [ ] a\n"), undefined);
  });

  it("gives up on what is gone or reads differently", () => {
    assert.equal(find(1, "- [ ] a\n"), undefined);
    assert.equal(find(3, "- [ ] other words <!-- c-1 -->\n"), undefined);
  });
});
