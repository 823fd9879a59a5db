import assert from "node:assert/strict";
import {
  type DocumentReading,
  documentProblems,
  readDocument,
  readSlice,
  recordOfLink,
  unite,
} from "../../src/core/text/reading/index.ts";
import { damage, hostileText } from "./support/damagedTexts.ts";
import { filesBelow } from "./support/projectFiles.ts";
import { randomFrom } from "./support/random.ts";

const plan = `gantry: 1

people:
  ana:
    name: Ana Kovač

  chen-wei:
    name: Chen Wei
    was: [chen]

tasks:
  api:
    name: API
    was: [service]

  load:
    name: Load test
`;
const registers = `gantry: 1

risks:
  load:
    name: Load is larger than thought

costs:
  server:
    name: Server
`;
const project = unite([readSlice("plan.yaml", plan), readSlice("registers.yaml", registers)], "Sample");

const problemsOf = (document: DocumentReading): readonly string[] =>
  documentProblems(project, document).map(
    ({ code, severity, start, end, data }) =>
      `${severity} ${code} ${document.text.slice(start, end)}${data?.nearest === undefined ? "" : ` → ${data.nearest}`}`,
  );
const read = (text: string, path = "meetings/2027-02-01-kick-off.md"): DocumentReading => readDocument(path, text);

describe("Front matter", () => {
  const text = `---
title: "Idempotency keys: from the merchant"
document: decision
status: accepted
date: 2027-02-09
owner: ana
deciders: [ana, chen-wei]
consulted:
  - chen-wei
x-own: 5
---
# Text

owner: nobody
`;

  it("is read by the table of fields", () => {
    assert.deepEqual(read(text).facts, {
      title: "Idempotency keys: from the merchant",
      document: "decision",
      status: "accepted",
      date: "2027-02-09",
      owner: "ana",
      deciders: ["ana", "chen-wei"],
      consulted: ["chen-wei"],
    });
    assert.deepEqual(problemsOf(read(text)), []);
  });

  it("names people by ids, each with its place", () => {
    const { references } = read(text);
    assert.deepEqual(
      references.map(({ id, field, start, end }) => [field, id, text.slice(start, end)]),
      [
        ["owner", "ana", "ana"],
        ["deciders", "ana", "ana"],
        ["deciders", "chen-wei", "chen-wei"],
        ["consulted", "chen-wei", "chen-wei"],
      ],
    );
  });

  it("reads the same with Windows line ends and a byte order mark", () => {
    for (const changed of [text.replaceAll("\n", "\r\n"), `\uFEFF${text}`]) {
      const document = read(changed);
      assert.deepEqual(document.facts, read(text).facts);
      assert.deepEqual(problemsOf(document), []);
      for (const { id, start, end } of document.references) assert.equal(changed.slice(start, end), id);
    }
  });

  const wrong: readonly (readonly [line: string, ...problems: readonly string[]])[] = [
    ["owner: ann", "error unknown-reference ann → ana"],
    ["owner: somebody-else", "error unknown-reference somebody-else"],
    ["owner: chen", "warning old-reference chen → chen-wei"],
    ["owner: Chen Wei", "error wrong-value Chen Wei → chen-wei"],
    ['owner: "Chen Wei"', 'error wrong-value "Chen Wei" → chen-wei'],
    ["owner: Nobody Known", "error wrong-value Nobody Known"],
    ["deciders: ana, chen-wei", "error wrong-value ana, chen-wei"],
    ["status: aproved", "error wrong-value aproved → approved"],
    ["date: 9 February", "error wrong-value 9 February"],
    ["onwer: ana", "information unknown-key onwer → owner"],
    ["date: 2027-02-09\ndate: 2027-02-10", "error duplicate-key date"],
    ["date: 2027-02-09\ndate: 2027-02-10\ndate: 2027-02-11", "error duplicate-key date", "error duplicate-key date"],
    ["note: &a text", "error anchor &a", "information unknown-key note"],
  ];
  for (const [line, ...problems] of wrong) {
    it(`${line.replaceAll("\n", " / ")}: ${problems[0]}`, () => {
      const document = read(`---\ntitle: T\ndocument: decision\n${line}\n---\n`);
      assert.deepEqual([...problemsOf(document)].sort(), [...problems].sort());
    });
  }

  it("wants a title", () => {
    assert.deepEqual(problemsOf(read("---\ndocument: decision\n---\n")), ["warning missing-field document"]);
  });

  it("of other programs is left alone", () => {
    for (const other of [
      "---\ntags: [a, b]\nowner: nobody\n---\n",
      "---\n\tbroken: [\n---\n",
      "---\n---\n",
      "---\ntitle: T\n",
    ]) {
      const document = read(`${other}# Notes\n`);
      assert.equal(document.isDocument, false);
      assert.deepEqual(problemsOf(document), []);
    }
  });

  it("is only what stands at the top", () => {
    assert.equal(read(`\n${text}`).isDocument, false);
    assert.equal(read(`# Title\n${text}`).isDocument, false);
  });
});

describe("Links to records", () => {
  it("are found with file, section and id", () => {
    const text =
      'See [API](../plan.yaml#api), [the load](<../registers.yaml#risks/load> "risk") and [twice][1].\n\n[1]: ../plan.yaml#load\n';
    assert.deepEqual(
      read(text).links.map(({ path, section, id, start, end, idStart, idEnd }) => [
        path,
        section,
        id,
        text.slice(start, end),
        text.slice(idStart, idEnd),
      ]),
      [
        ["plan.yaml", undefined, "api", "../plan.yaml#api", "api"],
        ["registers.yaml", "risks", "load", "../registers.yaml#risks/load", "load"],
        ["plan.yaml", undefined, "load", "../plan.yaml#load", "load"],
      ],
    );
    assert.deepEqual(problemsOf(read(text)), []);
  });

  it("lead to the record of that file, although others have the same id", () => {
    const [task, risk] = read("[a](../plan.yaml#load) [b](../registers.yaml#load)").links;
    assert.equal(task && recordOfLink(project.index, task)?.section, "tasks");
    assert.equal(risk && recordOfLink(project.index, risk)?.section, "risks");
  });

  it("are no links in code, to the web, to other files or out of the folder", () => {
    const text = [
      "```\n[a](../plan.yaml#nothing)\n```",
      "[b](https://example.com/plan.yaml#nothing)",
      "[c](../../plan.yaml#nothing) [d](/plan.yaml#nothing)",
      "[e](../other.yaml#nothing) [f](../plan.yaml#L12:5) [g](charter.md#nothing) [h](../plan.yaml)",
    ].join("\n\n");
    assert.deepEqual(problemsOf(read(text)), []);
  });

  const wrong: readonly (readonly [link: string, problem: string])[] = [
    ["[a](../plan.yaml#apu)", "warning unknown-reference apu → api"],
    ["[a](../plan.yaml#something-else)", "warning unknown-reference something-else"],
    ["[a](../plan.yaml#service)", "warning old-reference service → api"],
    ["[a](../plan.yaml#server)", "warning old-reference ../plan.yaml#server → ../registers.yaml#server"],
    ["[a](../plan.yaml#risks/api)", "warning unknown-reference risks/api → tasks/api"],
  ];
  for (const [link, problem] of wrong) {
    it(`${link}: ${problem}`, () => assert.deepEqual(problemsOf(read(link)), [problem]));
  }
});

describe("A checklist", () => {
  it("has a problem with both places where two boxes have one id", () => {
    const document = read(
      "# List\n\n- [ ] One <!-- pla-01 -->\n- [x] Two <!-- pla-01 who:ana -->\n",
      "checklists/a.md",
    );
    const [problem, ...others] = documentProblems(project, document);
    assert.ok(problem);
    assert.deepEqual(others, []);
    assert.deepEqual([problem.code, problem.severity], ["duplicate-id", "error"]);
    const places = [problem, ...(problem.related ?? [])].map(({ start, end }) => [
      start,
      document.text.slice(start, end),
    ]);
    assert.deepEqual(places, [
      [document.text.lastIndexOf("pla-01"), "pla-01"],
      [document.text.indexOf("pla-01"), "pla-01"],
    ]);
  });

  it("and a document with git's marks in its front matter have one problem of them", () => {
    const text = "---\n<<<<<<< HEAD\ntitle: A\n=======\ntitle: B\n>>>>>>> x\ndocument: charter\n---\n# A\n";
    assert.deepEqual(
      documentProblems(project, read(text)).map(({ code }) => code),
      ["merge-conflict"],
    );
  });

  it("has a problem where git left its marks", () => {
    const text = "# List\r\n\r\n<<<<<<< HEAD\r\n- [ ] One\r\n=======\r\n- [x] One\r\n>>>>>>> x\r\n";
    assert.deepEqual(problemsOf(read(text, "checklists/a.md")), [
      `error merge-conflict ${text.slice(text.indexOf("<"), text.lastIndexOf("\r\n"))}`,
    ]);
  });
});

describe("People at the boxes of a checklist", () => {
  const checklist = (who: string): DocumentReading =>
    read(`# List\n\n- [ ] First <!-- pla-01 who:${who} -->\n- [x] Second <!-- pla-02 -->\n`, "checklists/planning.md");

  it("are found with their places", () => {
    const { people, text } = checklist('ana,"Chen Wei",chen-wei');
    assert.deepEqual(
      people.map(({ who, start, end }) => [who, text.slice(start, end)]),
      [
        ["ana", "ana"],
        ["Chen Wei", "Chen Wei"],
        ["chen-wei", "chen-wei"],
      ],
    );
  });

  it("may be named in words; what is nearly or was an id is reported", () => {
    for (const who of ["ana", "Ana", '"Chen Wei"', "somebody", "chen-wei"])
      assert.deepEqual(problemsOf(checklist(who)), []);
    assert.deepEqual(problemsOf(checklist("chen")), ["warning old-reference chen → chen-wei"]);
    assert.deepEqual(problemsOf(checklist("chen-wie")), ["warning unknown-reference chen-wie → chen-wei"]);
  });
});

describe("Damaged and hostile documents", () => {
  it("give problems with places inside the text, never an exception or a hang", () => {
    const random = randomFrom(20_270_201);
    const documents = Object.entries(filesBelow("templates/sample")).filter(([path]) => path.endsWith(".md"));
    const texts = documents.flatMap(([, text]) => Array.from({ length: 10 }, () => damage(text, random)));
    for (let count = 0; count < 20; count++) {
      const hostile = hostileText(random);
      texts.push(hostile, `---\ndocument: x\n${hostile}\n---\n`, `[a](${hostile}) [b](plan.yaml#${hostile})`);
    }
    for (const text of [...texts, "[".repeat(50_000), "](a.yaml#".repeat(20_000), `](${"a".repeat(200_000)}.yaml#`]) {
      const document = read(text);
      for (const { start, end } of [...documentProblems(project, document), ...document.links, ...document.people]) {
        assert.ok(start >= 0 && end >= start && end <= text.length);
      }
    }
  });
});
