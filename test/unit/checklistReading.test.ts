import assert from "node:assert/strict";
import fc from "fast-check";
import { progressOf, progressOfGroups, readChecklist } from "../../src/core/checklist/index.ts";

const texts = (source: string): readonly string[] =>
  readChecklist(source).items.map((item) => `${"  ".repeat(item.level)}${item.done ? "x" : "o"} ${item.text}`);

describe("reading a checklist", () => {
  it("reads boxes with all bullets, numbers and both cases of x", () => {
    assert.deepEqual(texts("- [ ] a\n* [x] b\n+ [X] c\n1. [ ] d\n2) [x] e\n"), ["o a", "x b", "x c", "o d", "x e"]);
  });

  it("reads id and people from the comment at the end of the line", () => {
    const { items } = readChecklist('- [ ] Path reviewed <!-- pla-07 who:ana,"Bo Li" -->\n- [x] b <!-- who:chen -->\n');
    assert.deepEqual(
      items.map(({ id, who, text, key }) => ({ id, who, text, key })),
      [
        { id: "pla-07", who: ["ana", "Bo Li"], text: "Path reviewed", key: "#pla-07" },
        { id: undefined, who: ["chen"], text: "b", key: "=b" },
      ],
    );
  });

  it("leaves comments that are people's own out of the text and takes nothing from them", () => {
    const { items } = readChecklist(
      "- [ ] a <!-- TODO: ask Ida! -->\n- [ ] b <!-- pla-01 --> <!-- see below, please -->\n",
    );
    assert.deepEqual(
      items.map(({ id, text }) => ({ id, text })),
      [
        { id: undefined, text: "a" },
        { id: "pla-01", text: "b" },
      ],
    );
  });

  it("takes the indented lines below an item as why, notes and evidence", () => {
    const source = [
      "- [ ] a",
      "  Because it counts.",
      "  Note: asked Ida",
      "  next: ask again",
      "  [minutes](meetings/kick-off.md)",
      "  Evidence: https://example.org/x",
      "",
      "  - a bullet",
      "- [ ] b",
    ].join("\n");
    assert.deepEqual(readChecklist(source).items[0]?.details, [
      { kind: "why", text: "Because it counts." },
      { kind: "note", text: "asked Ida" },
      { kind: "next", text: "ask again" },
      { kind: "evidence", text: "[minutes](meetings/kick-off.md)" },
      { kind: "evidence", text: "https://example.org/x" },
      { kind: "note", text: "a bullet" },
    ]);
  });

  it("groups items under headings of both kinds, and takes a lone first heading as the title", () => {
    const source = "# Title\n\nIntro\n\n## One\n- [ ] a\n### Deep ##\n- [x] b\nTwo words\n===\n";
    const checklist = readChecklist(source);
    assert.deepEqual(
      checklist.groups.map(({ name, level, parent }) => ({ name, level, parent })),
      [
        { name: "", level: 0, parent: -1 },
        { name: "Title", level: 1, parent: 0 },
        { name: "One", level: 2, parent: 1 },
        { name: "Deep", level: 3, parent: 2 },
      ],
    );
    assert.equal(checklist.title, "Title");
    assert.deepEqual(
      progressOfGroups(
        checklist.groups.map((group) => group.parent),
        checklist.items,
      ).map(({ done, total }) => `${done}/${total}`),
      ["1/2", "1/2", "1/2", "1/1"],
    );
    const setext = readChecklist("Planning\n========\n\n- [ ] a\n\nNext\n---\n- [ ] b\n");
    assert.deepEqual(
      setext.groups.map((group) => group.name),
      ["", "Planning", "Next"],
    );
  });

  it("nests items by their indentation, with tabs and with four spaces", () => {
    assert.deepEqual(texts("- [ ] a\n  - [ ] b\n    - [x] c\n- [ ] d\n"), ["o a", "  o b", "    x c", "o d"]);
    assert.deepEqual(texts("- [ ] a\n\t- [ ] b\n\t\t- [x] c\n- [ ] d\n"), ["o a", "  o b", "    x c", "o d"]);
    assert.deepEqual(texts("- [ ] a\n    - [ ] b\n        - [x] c\n- [ ] d\n"), ["o a", "  o b", "    x c", "o d"]);
    assert.deepEqual(texts("- plain\n  - [ ] a\n    - [ ] b\n"), ["o a", "  o b"]);
  });

  const nothing: Readonly<Record<string, string>> = {
    "fenced code": "```\n- [ ] a\n```\n",
    "fenced code with tildes and a longer fence": "~~~~\n~~~\n- [ ] a\n~~~~\n",
    "a fence that is never closed": "```md\n- [ ] a\n",
    "indented code": "text\n\n    - [ ] a\n",
    "front matter": "---\nlist: |\n  x\n- [ ] a\n---\n",
    "a comment over several lines": "<!--\n- [ ] a\n-->\n",
    "an HTML block": "<div>\n- [ ] a\n</div>\n",
    "a pre block with blank lines": "<pre>\n\n- [ ] a\n</pre>\n",
    "a box without a space after it": "- [ ]a\n- [x](link)\n",
    "a box without a bullet": "[ ] a\n",
    "another letter": "- [y] a\n- [] a\n- [  ] a\n",
    "an escaped box": "- \\[ ] a\n",
    "a number inside a paragraph": "In the year\n2. [ ] a\n",
    "a quotation": "> - [ ] a\n",
    "code after a bullet": "-     [ ] a\n",
  };
  for (const [name, source] of Object.entries(nothing)) {
    it(`finds no box in ${name}`, () => assert.deepEqual(texts(source), []));
  }

  const something: Readonly<Record<string, readonly [string, readonly string[]]>> = {
    "after a closed fence": ["```\n- [ ] x\n```\n- [ ] a\n", ["o a"]],
    "after a fence whose list item ended": ["- [ ] a\n  ```\n  - [ ] x\n- [ ] b\n", ["o a", "o b"]],
    "after inline code that looks like a fence": ["``` x ``` y\n- [ ] a\n", ["o a"]],
    "after HTML that a blank line ended": ["<details>\n<summary>s</summary>\n\n- [ ] a\n\n</details>\n", ["o a"]],
    "between two rules": ["---\n- [ ] a\n---\n", ["o a"]],
    "after dashes that are not front matter": ["---\n- [ ] a\n", ["o a"]],
    "with Windows line breaks": ["# H\r\n\r\n- [ ] a\r\n- [x] b\r\n", ["o a", "x b"]],
    "with mixed line breaks": ["- [ ] a\r\n- [x] b\n- [ ] c\r- [x] d", ["o a", "x b", "o c", "x d"]],
    "after a byte order mark": ["\ufeff- [ ] a", ["o a"]],
    "with no text": ["- [ ]\n- [x] \n", ["o ", "x "]],
    "inside a paragraph": ["text\n- [ ] a\n", ["o a"]],
    "in a list inside a list on one line": ["- 1. [ ] a\n  2. [ ] b\n", ["o a", "o b"]],
    "with blank lines between": ["- [ ] a\n\n- [ ] b\n", ["o a", "o b"]],
    "after a line that continues lazily": ["- [ ] a\nlazy\n  - [ ] b\n", ["o a", "  o b"]],
    "with hostile text": [
      '- [ ] <img src=x onerror=alert(1)>\n- [ ] "><script>alert(1)</script>\n',
      ["o <img src=x onerror=alert(1)>", 'o "><script>alert(1)</script>'],
    ],
  };
  for (const [name, [source, expected]] of Object.entries(something)) {
    it(`finds boxes ${name}`, () => assert.deepEqual(texts(source), expected));
  }

  it("keeps keys apart where items are alike", () => {
    const { items, problems } = readChecklist("- [ ] a\n- [ ] a\n- [ ] x <!-- one -->\n- [ ] y <!-- one -->\n");
    assert.equal(new Set(items.map((item) => item.key)).size, 4);
    assert.deepEqual(
      problems.map((problem) => problem.message),
      ["The id one stands twice: in lines 3 and 4."],
    );
  });

  it("reports conflict markers with their lines, but not those shown in code", () => {
    const conflict = "- [ ] a\n<<<<<<< HEAD\n- [x] b\n=======\n- [ ] b\n>>>>>>> other\n- [ ] c\n";
    const { problems } = readChecklist(conflict);
    assert.equal(problems.length, 1);
    assert.deepEqual([problems[0]?.kind, problems[0]?.line, problems[0]?.endLine], ["conflict", 1, 5]);
    assert.deepEqual(readChecklist(`\`\`\`\n${conflict}\`\`\`\n`).problems, []);
    assert.deepEqual(readChecklist("a\n=======\n>>>>>>> quotation\n").problems, []);
  });

  it("counts every box", () => {
    assert.deepEqual(progressOf(readChecklist("- [x] a\n  - [ ] b\n- [x] c\n")), { done: 2, total: 3 });
  });

  it("never throws, and every place it names lies in the text", () => {
    const piece = fc.constantFrom(
      "- [ ] a",
      "* [x] b",
      "1. [ ] c",
      "  ",
      "\t",
      "```",
      "~~~",
      "<!--",
      "-->",
      "---",
      "===",
      "# H",
      "> q",
      "<div>",
      "\n",
      "\r\n",
      "\r",
      "\n\n",
      " <!-- id who:ana -->",
      "who:",
      "[x]",
      "<<<<<<< a\n",
      "=======\n",
      ">>>>>>> b\n",
      "- - - [ ] d",
      "\ufeff",
      "\u2028",
      "\u0000",
      "\ud800",
      "  why\n",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary" }),
          fc.array(piece, { maxLength: 40 }).map((parts) => parts.join("")),
        ),
        (source) => {
          const { items, groups } = readChecklist(source);
          for (const { place, group, parent, done, text } of items) {
            assert.ok(place.start <= place.marker && place.marker < place.box && place.box < place.textStart);
            assert.ok(
              place.textStart <= place.textEnd && place.textEnd <= place.lineEnd && place.lineEnd <= place.leadEnd,
            );
            assert.ok(place.leadEnd <= place.end && place.end <= source.length);
            assert.equal(source.slice(place.textStart, place.textEnd), text);
            assert.equal(/[xX]/.test(source[place.box] ?? ""), done);
            assert.ok(groups[group] !== undefined && parent < items.length);
          }
        },
      ),
      { numRuns: 1000 },
    );
  }).timeout(10_000);

  it("grows with the text and no faster", () => {
    const shapes: Readonly<Record<string, (size: number) => string>> = {
      items: (size) => "- [ ] An item of some length <!-- id-1 who:ana -->\n  Why it counts.\n".repeat(size / 70),
      "one long line": (size) => `- [ ] ${"a ".repeat(size / 2)}`,
      "nested bullets on one line": (size) => "- ".repeat(size / 2),
      "open comments": (size) => "- [ ] <!-- ".repeat(size / 11),
      "closing marks": (size) => "- [ ] a -->\n".repeat(size / 12),
      headings: (size) => "# a #\n".repeat(size / 6),
      backticks: (size) => "`".repeat(size),
      "quotation marks in comments": (size) => `- [ ] a <!-- ${'"'.repeat(size)} -->`,
      "carriage returns": (size) => "\r".repeat(size),
      "stairs of indentation": (size) =>
        Array.from({ length: Math.sqrt(size) }, (_, i) => `${" ".repeat(i * 2)}- [ ] a`).join("\n"),
    };
    // A quadratic reader would need minutes for a million characters of any of these.
    for (const [name, shape] of Object.entries(shapes)) assert.ok(readChecklist(shape(1_000_000)), name);
  }).timeout(10_000);
});
