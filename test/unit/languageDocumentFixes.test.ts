import assert from "node:assert/strict";
import { fixesInDocument } from "../../src/core/language/fixes/index.ts";
import { applyEdits } from "../../src/core/text/editing/index.ts";
import { documentProblems, type ProblemCode, readDocument } from "../../src/core/text/reading/index.ts";
import { reading, sampleFiles } from "./support/languageProject.ts";

const files = {
  ...sampleFiles,
  "more.yaml": "gantry: 1\n\ntasks:\n  new:\n    name: New\n    was: [former]\n\nrisks:\n  snow:\n    name: Snow\n",
};
const project = reading(files);

/** What the fixes of the first problem of a kind are called, and the text after the first of them. */
function fixed(text: string, code: ProblemCode): { readonly titles: readonly string[]; readonly text: string } {
  const document = readDocument("docs/charter.md", text);
  const problems = documentProblems(project, document);
  const problem = problems.find((candidate) => candidate.code === code);
  assert.ok(problem, `no ${code} among ${JSON.stringify(problems)}`);
  const fixes = fixesInDocument(project, document, problem);
  const action = fixes[0]?.action;
  const edits = action?.kind === "edit" ? (action.plan.edits ?? []) : [];
  const own = edits.filter(({ path }) => path === document.path);
  return { titles: fixes.map(({ title }) => title), text: applyEdits(text, own) };
}

const matter = (lines: string): string => `---\ntitle: Charter\ndocument: charter\n${lines}---\n\n# The charter\n`;

describe("fixes in documents", () => {
  it("write the id that was meant, or the person's in place of a name", () => {
    assert.deepEqual(fixed(matter("owner: chenn\n"), "unknown-reference"), {
      titles: ["Change to “chen”", "Add the person “chenn”"],
      text: matter("owner: chen\n"),
    });
    assert.equal(fixed(matter('owner: "Ana Dimitrova"\n'), "wrong-value").text, matter("owner: ana\n"));
  });

  it("add the person that a document names", () => {
    const document = readDocument("a.md", matter("owner: bo-li\n"));
    const [problem] = documentProblems(project, document);
    assert.ok(problem);
    const fix = fixesInDocument(project, document, problem).at(-1);
    assert.equal(fix?.title, "Add the person “bo-li”");
    const plan = fix?.action.kind === "edit" ? fix.action.plan : undefined;
    const edits = (plan?.edits ?? []).filter(({ path }) => path === "gantry.yaml");
    assert.match(applyEdits(sampleFiles["gantry.yaml"] ?? "", edits), /\n {2}bo-li:\n {4}name: Bo li\n/);
  });

  it("lead links to where the record is", () => {
    const link = (target: string): string => `[A](${target}) there.\n`;
    assert.equal(fixed(link("../plan.yaml#apo"), "unknown-reference").text, link("../plan.yaml#api"));
    assert.equal(fixed(link("../more.yaml#former"), "old-reference").text, link("../more.yaml#new"));
    assert.equal(fixed(link("../plan.yaml#new"), "old-reference").text, link("../more.yaml#new"));
    assert.equal(fixed(link("../plan.yaml#tasks/new"), "old-reference").text, link("../more.yaml#tasks/new"));
    assert.equal(fixed(link("../more.yaml#tasks/snow"), "unknown-reference").text, link("../more.yaml#risks/snow"));
  });

  it("do in front matter what they do in a slice", () => {
    assert.equal(fixed(matter("ownr: ana\n"), "unknown-key").text, matter("owner: ana\n"));
    assert.equal(fixed(matter("status: drafd\n"), "wrong-value").text, matter("status: draft\n"));
    assert.equal(fixed(matter("date: 2027/2/1\n"), "wrong-value").text, matter("date: 2027-02-01\n"));
    assert.equal(fixed(matter("owner: ana\nowner: ana\n"), "duplicate-key").text, matter("owner: ana\n"));
    assert.equal(fixed(matter("owner:\tana\n"), "tab").text, matter("owner:  ana\n"));
  });

  it("take a title from the heading, else from the kind", () => {
    assert.equal(
      fixed("---\r\ndocument: charter\r\n---\r\n\r\n# The charter #\r\n", "missing-field").text,
      '---\r\ntitle: "The charter"\r\ndocument: charter\r\n---\r\n\r\n# The charter #\r\n',
    );
    assert.equal(
      fixed("---\ndocument: status-report\n---\n", "missing-field").text,
      '---\ntitle: "Status report"\ndocument: status-report\n---\n',
    );
  });

  it("give the second box of an id the next number", () => {
    const boxes = (second: string): string =>
      `- [ ] A <!-- pla-07 -->\n- [ ] B <!-- ${second} -->\n- [ ] C <!-- pla-08 -->\n`;
    assert.equal(fixed(boxes("pla-07"), "duplicate-id").text, boxes("pla-09"));
  });

  it("change nothing where a newer version made the project", () => {
    const newer = reading({ ...files, "gantry.yaml": "gantry: 2\n" });
    const document = readDocument("a.md", matter("ownr: ana\n"));
    const [problem] = documentProblems(newer, document);
    assert.ok(problem);
    assert.deepEqual(fixesInDocument(newer, document, problem), []);
  });
});
