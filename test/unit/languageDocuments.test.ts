import assert from "node:assert/strict";
import { fixesInDocument } from "../../src/core/language/fixes/index.ts";
import {
  type Completions,
  completionsInDocument,
  definitionAt,
  hoverAt,
  prepareRename,
  referencesTo,
  renameAt,
} from "../../src/core/language/index.ts";
import { documentFields } from "../../src/core/model/fields/index.ts";
import { relativePath } from "../../src/core/model/relativePath.ts";
import { applyEdits } from "../../src/core/text/editing/index.ts";
import { documentProblems, readDocument } from "../../src/core/text/reading/index.ts";
import { damage, hostileText } from "./support/damagedTexts.ts";
import { accepted, atCursor, labels, reading, sampleFiles } from "./support/languageProject.ts";
import { filesBelow, readProject } from "./support/projectFiles.ts";
import { below, randomFrom } from "./support/random.ts";

const project = reading(sampleFiles);

function complete(marked: string, path = "docs/charter.md", files: readonly string[] = []): Completions {
  const { text, offset } = atCursor(marked);
  return completionsInDocument(project, { path, text }, offset, {
    today: "2027-01-20",
    now: "2027-01-20T10:00:00Z",
    files,
  });
}

/** The text after the completion of that label was taken. */
function taken(marked: string, label: string, path?: string): string {
  const found = complete(marked, path).items;
  const item = found.find((candidate) => candidate.label === label);
  assert.ok(item, `${label} is not among ${found.map((candidate) => candidate.label).join(", ")}`);
  return accepted(marked, item);
}

const matter = (line: string): string => `---\ntitle: Charter\ndocument: charter\n${line}\n---\n\n# Charter\n`;

describe("completion in front matter", () => {
  it("offers the fields that it has not yet, with what they mean", () => {
    const found = complete(matter("|"));
    assert.deepEqual(labels(found).slice(0, 3), ["status", "date", "owner"]);
    assert.deepEqual(
      [...labels(found)].sort(),
      Object.keys(documentFields)
        .filter((name) => name !== "title" && name !== "document")
        .sort(),
    );
    const owner = found.items.find(({ label }) => label === "owner");
    assert.match(String(owner?.documentation), /Who answers for it/);
    assert.equal(owner?.detail, "the id of a person");
    assert.ok(owner?.asksOn);
  });

  it("writes a field where its name was begun, and keeps a colon that is there", () => {
    assert.equal(taken(matter("ow|"), "owner"), matter("owner: "));
    assert.equal(taken(matter("spon|sor: ana"), "owner"), matter("owner: ana"));
  });

  it("offers people, in lists too, and not those who are there", () => {
    assert.equal(taken(matter("owner: |"), "ana"), matter("owner: ana"));
    assert.equal(taken(matter("owner:|"), "chen"), matter("owner: chen"));
    const found = complete(matter("deciders: [ana, |]"));
    assert.deepEqual(labels(found), ["chen", "developer"]);
    assert.equal(found.items[0]?.description, "Chen Wei, Lead developer");
    assert.equal(taken(matter("informed:\n  - ana\n  - ch|"), "chen"), matter("informed:\n  - ana\n  - chen"));
  });

  it("offers words, dates, weeks and kinds of documents", () => {
    assert.deepEqual(labels(complete(matter("status: |"))).slice(0, 2), ["draft", "proposed"]);
    assert.ok(labels(complete(matter("approved-on: |"))).includes("2027-01-20"));
    assert.deepEqual(labels(complete(matter("week: |"))), ["2027-W03", "2027-W02"]);
    const kinds = complete("---\ndocument: |\n---\n");
    assert.ok(labels(kinds).includes("status-report"));
    assert.ok(!labels(kinds).includes("risks"), "a slice is no document");
    assert.equal(kinds.items.find(({ label }) => label === "charter")?.description, "Project charter");
  });

  it("names other documents from where this one lies", () => {
    const files = ["docs/charter.md", "docs/old.md", "status/2027-W02.md", "plan.yaml"];
    assert.deepEqual(labels(complete(matter("supersedes: |"), "docs/charter.md", files)), [
      "old.md",
      "../status/2027-W02.md",
    ]);
    assert.equal(relativePath("a/b/c.md", "a/x.md"), "../x.md");
    assert.equal(relativePath("c.md", "a/x.md"), "a/x.md");
    assert.equal(relativePath("a/c.md", "a.md"), "../a.md");
  });

  it("begins to help before its end is written", () => {
    assert.equal(taken("---\ndocument: charter\now|", "owner"), "---\ndocument: charter\nowner: ");
    assert.equal(taken("---\n|\n\n# Charter\n", "document"), "---\ndocument: \n\n# Charter\n");
    assert.deepEqual(complete("---\ndocument: charter\n\nowner: |\n").items, []);
  });

  it("leaves front matter of other programs alone, but for what makes it a document", () => {
    assert.deepEqual(labels(complete("---\nlayout: page\n|\n---\n")), ["title", "document"]);
    assert.deepEqual(complete("---\nlayout: page\nowner: |\n---\n").items, []);
  });

  it("offers nothing on the lines of dashes and outside", () => {
    for (const marked of [
      "|---\ndocument: a\n---\n",
      "---\ndocument: a\n|---\n",
      "---\ndocument: a\n---|\n",
      "# A\n\nowner: |\n",
    ])
      assert.deepEqual(complete(marked).items, [], marked);
  });

  it("works with other line ends and a byte order mark", () => {
    assert.equal(
      taken("\uFEFF---\r\ndocument: charter\r\nowner: a|\r\n---\r\n", "ana"),
      "\uFEFF---\r\ndocument: charter\r\nowner: ana\r\n---\r\n",
    );
  });
});

describe("completion at a box of a checklist", () => {
  const box = (comment: string): string => `# Before\n\n- [ ] Do it <!-- pla-07 ${comment} -->\n`;

  it("offers people", () => {
    const found = complete(box("who:|"), "checklists/planning.md");
    assert.deepEqual(labels(found), ["ana", "chen", "developer"]);
    assert.equal(taken(box("who:a|"), "ana"), box("who:ana"));
    assert.equal(taken(box("who:ana,|"), "chen"), box("who:ana,chen"));
    assert.equal(taken(box("who:an|a,chen"), "ana"), box("who:ana,chen"));
    assert.deepEqual(labels(complete(box("who:ana,|"))), ["chen", "developer"]);
    assert.deepEqual(labels(complete(box("who:|,chen"))), ["ana", "developer"]);
  });

  it("offers them before the comment has its end", () => {
    assert.equal(taken("- [ ] Do it <!-- pla-07 who:ch|", "chen"), "- [ ] Do it <!-- pla-07 who:chen");
    assert.equal(taken("  1. [x] Do it <!-- who:|-->", "chen"), "  1. [x] Do it <!-- who:chen-->");
  });

  it("offers the field behind the item's id", () => {
    assert.equal(taken(box("|"), "who"), box("who:"));
    assert.equal(taken(box("w|"), "who"), box("who:"));
    assert.deepEqual(complete("- [ ] Do it <!-- pla|-->").items, []);
    assert.deepEqual(complete(box("x who:ana |")).items, []);
  });

  it("offers nothing in other comments, in code and in prose", () => {
    for (const marked of [
      "Text <!-- pla-07 who:| -->",
      "- [ ] Do it who:|",
      "- [ ] Do it <!-- pla-07 --> who:|",
      "```\n- [ ] Do it <!-- pla-07 who:| -->\n```\n",
    ])
      assert.deepEqual(complete(marked).items, [], marked);
  });
});

describe("completion in links to records", () => {
  it("offers the records of that file with their names", () => {
    const found = complete("See [API](../plan.yaml#|) there.");
    assert.deepEqual(labels(found), ["discovery", "interviews", "findings", "build", "api", "load"]);
    assert.equal(found.items[4]?.description, "New payments API");
    const { documentation } = found.items[4] ?? {};
    assert.match(typeof documentation === "function" ? documentation() : "", /task `api` in Build/);
    assert.equal(taken("See [API](../plan.yaml#a|) there.", "api"), "See [API](../plan.yaml#api) there.");
    assert.equal(taken("[A](../plan.yaml#lo|terviews)", "load"), "[A](../plan.yaml#load)");
    assert.deepEqual(labels(complete("[A](../plan.yaml#merch|)")), ["interviews"], "found by name as well");
  });

  it("knows links in angle brackets, and those that stand apart", () => {
    assert.equal(taken('[A](<../plan.yaml#ap|> "The API")', "api"), '[A](<../plan.yaml#api> "The API")');
    assert.equal(taken("[api]: ../plan.yaml#|\n", "api"), "[api]: ../plan.yaml#api\n");
    assert.ok(labels(complete("[P](timeline.yaml#|)", "notes.md")).includes("pilot"));
  });

  it("names the section where the id alone would not do", () => {
    const both = reading({
      ...sampleFiles,
      "all.yaml": "gantry: 1\n\nrisks:\n  late:\n    name: Late risk\n\ntasks:\n  late:\n    name: Late task\n",
    });
    const ask = (marked: string): readonly string[] => {
      const { text, offset } = atCursor(marked);
      const options = { today: "2027-01-20", now: "2027-01-20T10:00:00Z" };
      return labels(completionsInDocument(both, { path: "a.md", text }, offset, options));
    };
    assert.deepEqual(ask("[L](all.yaml#|)"), ["risks/late", "late"]);
    assert.deepEqual(ask("[L](all.yaml#tasks/|)"), ["tasks/late"]);
  });

  it("offers nothing for other files, addresses and code", () => {
    for (const marked of [
      "[A](plan.yaml#|)",
      "[A](../../plan.yaml#|)",
      "[A](https://example.com/plan.yaml#|)",
      "[A](../plan.yaml|)",
      "plan.yaml#|",
      "~~~\n[A](../plan.yaml#|)\n~~~\n",
    ])
      assert.deepEqual(complete(marked).items, [], marked);
  });
});

describe("what stands in a document", () => {
  const text = `---
title: Charter
document: charter
owner: ana
status: draft
date: 2027-02-05
---

See the [API](../plan.yaml#api) and tasks/load, or [gone](../plan.yaml#none).

- [ ] Agree on it <!-- pla-01 who:chen,"Bo Li" -->
`;
  const document = readDocument("docs/charter.md", text);
  const at = (after: string): number => {
    assert.ok(text.includes(after), after);
    return text.indexOf(after) + after.length;
  };
  const hover = (after: string): string => hoverAt(project, document, at(after))?.markdown ?? "";

  it("is explained: fields, words and dates of the front matter", () => {
    assert.match(hover("\nown"), /\*\*owner\*\* · the id of a person\n\nWho answers for it/);
    assert.match(hover("\ntit"), /has to be stated/);
    assert.match(hover("status: dr"), /\*\*draft\*\*: Still being written/);
    assert.match(hover("date: 2027"), /Friday, week 2027-W05/);
    assert.equal(hover("title: Char"), "");
  });

  it("is explained where it means a record", () => {
    assert.match(hover("owner: an"), /\*\*Ana Dimitrova\*\* · person `ana`/);
    assert.match(hover("who:ch"), /\*\*Chen Wei\*\* · person `chen`/);
    assert.match(hover("plan.yaml#ap"), /\*\*New payments API\*\* · task `api` in Build/);
    assert.match(hover("tasks/lo"), /\*\*Load tests\*\*/);
    assert.equal(hover('"Bo'), "");
    assert.equal(hover("See the"), "");
  });

  it("leads to the record", () => {
    const found = definitionAt(project, document, at("plan.yaml#ap"));
    assert.equal(found?.to.path, "plan.yaml");
    assert.equal(sampleFiles["plan.yaml"]?.slice(found?.to.start, found?.to.end), "api");
    assert.equal(text.slice(found?.from.start, found?.from.end), "api");
    assert.equal(definitionAt(project, document, at("who:c"))?.to.path, "gantry.yaml");
    assert.equal(definitionAt(project, document, at("#no")), undefined);
  });

  it("is found from the record, whichever way it is named", () => {
    const named = (namespace: "people" | "work", id: string): readonly string[] => {
      const place = project.index.find(namespace, id);
      assert.ok(place);
      const found = referencesTo(project, place, [{ path: document.path, text }], false);
      return found
        .filter(({ path }) => path === document.path)
        .map(({ start, end }) => `${text.slice(start - 4, start)}|${text.slice(start, end)}`);
    };
    assert.deepEqual(named("people", "ana"), ["er: |ana"]);
    assert.deepEqual(named("people", "chen"), ["who:|chen"]);
    assert.deepEqual(named("work", "api"), ["aml#|api"]);
    assert.deepEqual(named("work", "load"), ["sks/|load"]);
  });

  it("is found by the id a record had, and by a link to the file it stood in", () => {
    const moved = reading({
      ...sampleFiles,
      "more.yaml": "gantry: 1\n\ntasks:\n  new:\n    name: New\n    was: [old]\n",
    });
    const place = moved.index.find("work", "new");
    assert.ok(place);
    const prose = "[A](more.yaml#old) [B](plan.yaml#new) [C](other.yaml#new)";
    const found = referencesTo(moved, place, [{ path: "a.md", text: prose }], false);
    assert.deepEqual(
      found.map(({ start, end }) => prose.slice(start - 1, end)),
      ["#old", "#new"],
    );
  });

  it("can be renamed where it stands", () => {
    const plan = renameAt(project, document, at("plan.yaml#ap"), "payments", [{ path: document.path, text }]);
    assert.equal(plan.refusal, undefined);
    const edits = plan.edits ?? [];
    const own = edits.filter(({ path }) => path === document.path);
    assert.match(applyEdits(text, own), /plan\.yaml#payments\)/);
    const slice = sampleFiles["plan.yaml"] ?? "";
    const changed = applyEdits(
      slice,
      edits.filter(({ path }) => path === "plan.yaml"),
    );
    assert.match(changed, /\n {6}payments:\n[\s\S]*was: \[api\]/);
    const prepared = prepareRename(project, document, at("who:ch"));
    assert.ok(!("refusal" in prepared) && prepared.id === "chen");
    assert.match(JSON.stringify(prepareRename(project, document, at("#none"))), /no record “none”/);
  });

  it("is no one's in front matter of other programs", () => {
    const other = readDocument("a.md", "---\nlayout: page\nowner: ana\n---\n");
    assert.equal(hoverAt(project, other, 20), undefined);
    assert.equal(hoverAt(project, other, 27), undefined);
  });
});

describe("any text of a document", () => {
  it("is answered without an exception", () => {
    const text =
      '---\ntitle: "A\ndocument: [\nowner: {a\n---\n- [ ] x <!-- a who:"b,c <!-- who: -->\n[A](plan.yaml#tasks/ [B]: <plan.yaml#\n~~~\n';
    for (const path of ["a.md", "a/b.md"]) {
      const document = readDocument(path, text);
      for (let offset = 0; offset <= text.length; offset++) {
        complete(`${text.slice(0, offset)}|${text.slice(offset)}`, path);
        hoverAt(project, document, offset);
        definitionAt(project, document, offset);
        prepareRename(project, document, offset);
      }
    }
  });

  it("is answered at any place of damaged and hostile ones, and each answer lies in the text", function () {
    this.timeout(60_000);
    const random = randomFrom(20_270_202);
    const files = filesBelow("templates/sample");
    const sample = readProject(Object.fromEntries(Object.entries(files).filter(([path]) => path.endsWith(".yaml"))));
    const options = { today: "2027-02-01", now: "2027-02-01T10:00:00Z", files: Object.keys(files) };
    const check = (path: string, text: string): void => {
      const document = readDocument(path, text);
      const isInside = ({ start, end }: { readonly start: number; readonly end: number }): boolean =>
        start >= 0 && start <= end && end <= text.length;
      for (let times = 0; times < 6; times++) {
        const offset = below(random, text.length + 1);
        assert.ok(completionsInDocument(sample, document, offset, options).items.every(isInside));
        const hover = hoverAt(sample, document, offset);
        assert.ok(hover === undefined || (hover.markdown !== "" && isInside(hover)));
        definitionAt(sample, document, offset);
        prepareRename(sample, document, offset);
      }
      for (const problem of documentProblems(sample, document).slice(0, 10)) {
        for (const { action } of fixesInDocument(sample, document, problem)) {
          const edits = action.kind === "edit" ? (action.plan.edits ?? []) : [];
          assert.ok(edits.every((edit) => edit.path !== path || isInside(edit)));
        }
      }
    };
    for (const [path, text] of Object.entries(files)) {
      if (path.endsWith(".md")) for (let times = 0; times < 5; times++) check(path, damage(text, random));
    }
    for (let count = 0; count < 4; count++) {
      const hostile = hostileText(random);
      check("a.md", hostile);
      check("a.md", `---\ndocument: x\n${hostile}\n---\n[a](plan.yaml#${hostile}`);
    }
    check("a.md", `- [ ] ${"<!-- who:".repeat(5_000)}`);
    check("a.md", `---\n${"a: [".repeat(20_000)}`);
    check("a.md", "[a](plan.yaml#".repeat(5_000));
  });
});
