import assert from "node:assert/strict";
import { compilePractice, countSentences, type PracticeFile } from "../../src/core/practice/compilePractice.ts";
import { type Block, type PracticePage, plainText } from "../../src/core/practice/index.ts";
import { smallFiles, spoiled } from "./practiceFiles.ts";

const messages = (files: readonly PracticeFile[]): readonly string[] =>
  compilePractice(files).problems.map(({ path, line, message }) => `${path.split("/").at(-1)}:${line}: ${message}`);

const page = (id: string): PracticePage => {
  const { practice } = compilePractice(smallFiles());
  const found = practice.groups.flatMap(({ pages }) => pages).find((candidate) => candidate.id === id);
  assert.ok(found);
  return found;
};

const section = (id: string, of = "skill-listening"): readonly Block[] => {
  const found = page(of).sections.find((candidate) => candidate.id === id);
  assert.ok(found);
  return found.blocks;
};

describe("compiling practice pages", () => {
  it("finds nothing wrong with good pages", () => {
    assert.deepEqual(messages(smallFiles()), []);
  });

  it("packs pages by group, in order, as plain data", () => {
    const { practice } = compilePractice(smallFiles());
    assert.deepEqual(
      practice.groups.map(({ id, pages }) => [id, pages.map((entry) => entry.id)]),
      [
        ["steps", ["step-1-begin"]],
        ["skills", ["skill-listening"]],
      ],
    );
    assert.deepEqual(JSON.parse(JSON.stringify(practice)), practice);
  });

  it("keeps the marks of running text", () => {
    assert.deepEqual(section("why-it-matters")[0], {
      kind: "paragraph",
      spans: [
        "A ",
        { kind: "italic", spans: ["misheard"] },
        " date costs a week. See ",
        { kind: "page", page: "step-1-begin", spans: ["the first step"] },
        " and ",
        { kind: "web", address: "https://example.org/a", spans: ["a source"] },
        ".",
      ],
    });
  });

  it("gives covered ids a heading that can be linked to", () => {
    assert.deepEqual(page("skill-listening").covers, [{ id: "aspect-silence", title: "Silence" }]);
    assert.deepEqual(section("why-it-matters")[1], { kind: "heading", id: "aspect-silence", spans: ["Silence"] });
    const paragraph = section("why-it-matters", "step-1-begin")[0];
    assert.ok(paragraph?.kind === "paragraph");
    assert.deepEqual(paragraph.spans[1], {
      kind: "page",
      page: "skill-listening",
      section: "aspect-silence",
      spans: ["silence"],
    });
  });

  it("turns the commands of a step into its buttons", () => {
    const list = section("what-to-do-here")[0];
    assert.ok(list?.kind === "list");
    const steps = list.items.map((item) => ({
      text: item.blocks.map((block) => (block.kind === "paragraph" ? plainText(block.spans) : "")).join(),
      actions: item.actions?.map(({ command, argument, spans }) => [command, argument, plainText(spans)]),
    }));
    assert.deepEqual(steps, [
      {
        text: "Write down what was said. It is done when the other side agrees.",
        actions: [["gantry.scaffold.newDocument", "meeting-notes", "New Document: minutes"]],
      },
      {
        text: "Then open the planning checklist and tick what is true.",
        actions: [["gantry.checklist.open", "planning", "Open Checklist: planning"]],
      },
    ]);
  });

  it("keeps tables with their alignment", () => {
    assert.deepEqual(section("what-to-do-here")[1], {
      kind: "table",
      alignments: [null, "right"],
      head: [["Who"], ["Hours"]],
      rows: [[["Ana"], ["4"]]],
    });
  });

  it("puts columns of figures on the right", () => {
    const [first, ...rest] = smallFiles();
    assert.ok(first);
    const table = "| Who | Part | Costs |\n|---|---|---|\n| Ana | 4 of 5 | 1,200 EUR |\n| Bo | 1 of 5 | −30 |";
    const text = first.text.replace("| Who | Hours |\n|---|--:|\n| Ana | 4 |", table);
    const { practice } = compilePractice([{ ...first, text }, ...rest]);
    const blocks = practice.groups[1]?.pages[0]?.sections.find(({ id }) => id === "what-to-do-here")?.blocks;
    assert.deepEqual(
      blocks?.flatMap((block) => (block.kind === "table" ? block.alignments : [])),
      [null, null, "right"],
    );
  });

  it("takes in what a page asks of the data, and keeps the lines of its problems", () => {
    const [first, ...rest] = smallFiles();
    assert.ok(first);
    const asking = first.text
      .replace("Wait three seconds", "<!-- data: pauses -->\n\nWait three seconds")
      .replace("(practice:step-1-begin) and", "(practice:step-9-gone) and")
      .replace("planning checklist](command:gantry.checklist.open", "planning checklist](command:gantry.gone");
    const files = [{ ...first, text: asking }, ...rest];
    const { practice, problems } = compilePractice(files, { pauses: "| A | B |\n|---|---|\n| three | seconds |" });
    const blocks = practice.groups[1]?.pages[0]?.sections.find(({ id }) => id === "why-it-matters")?.blocks;
    assert.deepEqual(
      blocks?.map(({ kind }) => kind),
      ["paragraph", "heading", "table", "paragraph"],
    );
    const lineOf = (part: string): number => asking.split("\n").findIndex((line) => line.includes(part)) + 1;
    assert.deepEqual(
      problems.map(({ line }) => line),
      [lineOf("step-9-gone"), lineOf("gantry.gone")],
    );
    assert.deepEqual(compilePractice(files).problems.map(({ line, message }) => [line, message])[1], [
      lineOf("data: pauses"),
      'There is no data "pauses".',
    ]);
  });

  it("reads checklist items with their reasons", () => {
    assert.deepEqual(page("skill-listening").checklist[1], {
      id: "skill-listening-02",
      text: ["I asked before I answered, ", { kind: "code", text: "twice" }],
      why: ["Questions are cheaper than rework."],
    });
  });

  it("reads Windows line endings and a byte order mark", () => {
    const files = smallFiles().map(({ path, text }) => ({ path, text: `\uFEFF${text.replaceAll("\n", "\r\n")}` }));
    assert.deepEqual(compilePractice(files), compilePractice(smallFiles()));
  });

  const seeded: readonly (readonly [string, number, string | RegExp, string, string])[] = [
    [
      "no front matter",
      0,
      /^---\n/,
      "",
      'skill-listening.md:1: A page begins with its front matter between two lines "---".',
    ],
    [
      "front matter that is not YAML",
      0,
      "title: Listening well",
      "title: [",
      "skill-listening.md:4: The front matter can't be read",
    ],
    [
      "a missing title",
      0,
      "title: Listening well\n",
      "",
      'skill-listening.md:1: The front matter needs "title" as text.',
    ],
    ["a missing summary", 0, /summary: .*\n/, "", 'skill-listening.md:1: The front matter needs "summary" as text.'],
    ["a missing id", 1, "id: step-1-begin\n", "", 'step-1-begin.md:1: The front matter needs "id" as text.'],
    ["a missing order", 0, "order: 1\n", "", 'skill-listening.md:1: The front matter needs "order" as a whole number.'],
    ["an unknown key", 0, "order: 1", "order: 1\nicon: ear", 'skill-listening.md:6: "icon" is unknown'],
    [
      "links that are no list",
      0,
      "links: [step-1-begin]",
      "links: step-1-begin",
      'skill-listening.md:7: "links" is a list of ids.',
    ],
    [
      "a file of another name",
      0,
      "id: skill-listening\n",
      "id: skill-hearing\n",
      'skill-listening.md:2: The page "skill-hearing" stands in a file of its id.',
    ],
    ["an id with capitals", 0, "id: skill-listening\n", "id: Skill\n", 'skill-listening.md:2: "Skill" is no id'],
    [
      "a summary of one sentence",
      1,
      "The first day of a project. It shows",
      "The first day of a project, which shows",
      "step-1-begin.md:4: The summary has two sentences; this one has 1.",
    ],
    [
      "a summary of three sentences",
      1,
      "The first day of a project.",
      "The first day. Of a project.",
      "step-1-begin.md:4: The summary has two sentences; this one has 3.",
    ],
    ["too few words", 0, /These words[^\n]*/, "", "skill-listening.md:1: The page has "],
    ["no lead", 1, /Begin somewhere[^\n]*\n/, "", "step-1-begin.md:1: A page begins with a paragraph"],
    [
      "a missing section",
      0,
      "## Why it matters",
      "## Reasons",
      'skill-listening.md:1: The page has no section "## Why it matters".',
    ],
    ["an empty section", 1, /1\. Choose.*\n/, "", 'step-1-begin.md:13: Nothing stands under "What to do here".'],
    [
      "a dead link to a page",
      0,
      "practice:step-1-begin",
      "practice:step-9-end",
      "skill-listening.md:12: The link practice:step-9-end leads nowhere.",
    ],
    [
      "a dead link in the front matter",
      0,
      "links: [step-1-begin]",
      "links: [step-9-end]",
      'skill-listening.md:7: "step-9-end" in links is no page.',
    ],
    [
      "a page that leads to itself",
      0,
      "links: [step-1-begin]",
      "links: [skill-listening]",
      "skill-listening.md:7: A page does not lead to itself.",
    ],
    [
      "a link that stands twice",
      0,
      "links: [step-1-begin]",
      "links: [step-1-begin, step-1-begin]",
      'skill-listening.md:7: "step-1-begin" stands in links twice.',
    ],
    [
      "an unknown command",
      1,
      "gantry.scaffold.newProject",
      "workbench.action.quit",
      'step-1-begin.md:14: Pages can\'t run the command "workbench.action.quit".',
    ],
    [
      "a document nobody can make",
      0,
      "?meeting-notes",
      "?poem",
      'skill-listening.md:18: The command "gantry.scaffold.newDocument" doesn\'t know "poem".',
    ],
    [
      "a checklist that is a document",
      0,
      "?planning",
      "?charter",
      'skill-listening.md:19: The command "gantry.checklist.open" doesn\'t know "charter".',
    ],
    [
      "an argument for a command that takes none",
      1,
      "newProject",
      "newProject?now",
      'step-1-begin.md:14: The command "gantry.scaffold.newProject" takes no argument.',
    ],
    [
      "a link without encryption",
      0,
      "https://example.org",
      "http://example.org",
      'skill-listening.md:12: A link begins with practice:, command: or https://, not "http://example.org/a".',
    ],
    [
      "a link that runs script",
      0,
      "https://example.org/a",
      "javascript:alert(1)",
      'skill-listening.md:12: A link begins with practice:, command: or https://, not "javascript:alert(1)".',
    ],
    ["a link without words", 0, "[a source]", "[ ]", "skill-listening.md:12: A link needs words."],
    [
      "raw HTML in a line",
      0,
      "A *misheard* date",
      "A <b>misheard</b> date",
      "skill-listening.md:12: Pages hold no HTML.",
    ],
    ["raw HTML as a block", 0, "| Who |", "<div>\n\n| Who |", "skill-listening.md:21: Pages hold no HTML."],
    [
      "a comment that is no id",
      0,
      "three seconds,",
      "three seconds <!-- really -->,",
      "skill-listening.md:15: A comment with an id stands at the end of a heading or a checklist item.",
    ],
    ["an image", 0, "A *misheard* date", "![ear](ear.png) A date", "skill-listening.md:12: Pages hold no images."],
    ["a quotation", 0, "| Who |", "> quoted\n\n| Who |", "skill-listening.md:21: Pages hold no quotations."],
    ["struck-out words", 0, "*misheard*", "~~heard~~", "skill-listening.md:12: Pages hold no struck-out words."],
    [
      "an HTML entity",
      0,
      "A *misheard*",
      "A&nbsp;*misheard*",
      'skill-listening.md:12: Write the character itself instead of "&nbsp;".',
    ],
    [
      "a heading of level 1",
      0,
      "## Why it matters",
      "# Title\n\n## Why it matters",
      "skill-listening.md:11: Headings have level 2 or 3",
    ],
    [
      "a heading of level 3 before any section",
      0,
      "## Why it matters",
      "### Early\n\n## Why it matters",
      "skill-listening.md:11: A heading of level 3 stands below one of level 2.",
    ],
    [
      "covers without a heading",
      0,
      " <!-- aspect-silence -->",
      "",
      'skill-listening.md:6: "aspect-silence" is in covers, but no heading carries <!-- aspect-silence -->.',
    ],
    [
      "a heading without covers",
      0,
      "covers: [aspect-silence]",
      "covers: []",
      'skill-listening.md:14: The heading carries "aspect-silence", which is not in covers.',
    ],
    [
      "a covered id that is a page",
      0,
      /aspect-silence/g,
      "step-1-begin",
      'skill-listening.md:14: The id "step-1-begin" is already used in media/practice/steps/step-1-begin.md.',
    ],
    [
      "too few items",
      1,
      /- \[ \] Somebody[^\n]*\n[^\n]*\n/,
      "",
      "step-1-begin.md:1: The checklist has 2 items; it needs at least 3.",
    ],
    [
      "an item without an id",
      1,
      " <!-- step-1-begin-02 -->",
      "",
      'step-1-begin.md:19: A checklist item is written "- [ ] text <!-- id -->"',
    ],
    [
      "an item id of another page",
      1,
      "step-1-begin-02",
      "skill-listening-04",
      'step-1-begin.md:19: The item "skill-listening-04" should be named step-1-begin-01 and so on.',
    ],
    [
      "an item id without two digits",
      1,
      "step-1-begin-02",
      "step-1-begin-2",
      'step-1-begin.md:19: The item "step-1-begin-2" should be named',
    ],
    [
      "an item id that stands twice",
      1,
      "step-1-begin-02",
      "step-1-begin-01",
      'step-1-begin.md:19: The id "step-1-begin-01" is already used in',
    ],
    [
      "an item without a reason",
      1,
      "  What has no name is not asked about.\n",
      "",
      'step-1-begin.md:19: The item "step-1-begin-02" needs a line below it',
    ],
    [
      "an item with a link",
      1,
      "It has a name",
      "It has [a name](practice:skill-listening)",
      'step-1-begin.md:19: The item "step-1-begin-02" holds a link',
    ],
    ["an item that is ticked", 1, "- [ ] It has", "- [x] It has", "step-1-begin.md:19: A tick is a person's own"],
    [
      "a box outside the checklist",
      0,
      "| Who |",
      "- [ ] early\n\n| Who |",
      'skill-listening.md:21: Items with a box stand under "## Checklist".',
    ],
  ];

  for (const [name, file, search, replacement, expected] of seeded) {
    it(`reports ${name}`, () => {
      const found = messages(spoiled(file, search, replacement));
      assert.ok(
        found.some((message) => message.startsWith(expected)),
        `expected "${expected}" among\n${found.join("\n")}`,
      );
    });
  }

  it("reports an order that is taken and a group that does not exist", () => {
    const [first, second] = smallFiles();
    assert.ok(first && second);
    const moved = { path: "media/practice/skills/step-1-begin.md", text: second.text };
    assert.deepEqual(messages([first, moved]), ['step-1-begin.md:5: "skill-listening" has the order 1 already.']);
    const lost = { path: "media/practice/hobbies/step-1-begin.md", text: second.text };
    assert.match(messages([first, lost]).join("\n"), /step-1-begin\.md:1: "hobbies" is no group/);
  });

  it("never throws, whatever a page holds", () => {
    for (const text of [
      "",
      "---",
      "---\n---\n",
      "---\nid:\n---\n",
      "---\n- a\n---\n",
      "---\nid: {}\n---\n# a\n- [ ]",
      "\0",
    ]) {
      assert.ok(messages([{ path: "media/practice/skills/a.md", text }]).length > 0);
    }
  });

  it("counts sentences", () => {
    const counts = [
      "One. Two.",
      "One",
      "One! Two? Three.",
      "It costs 1.5 days. Then 2.",
      'He said "no." Then left.',
      "E.g. this. And i.e. that.",
    ];
    assert.deepEqual(counts.map(countSentences), [2, 1, 3, 2, 2, 2]);
  });
});
