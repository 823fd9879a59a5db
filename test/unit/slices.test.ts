import assert from "node:assert/strict";
import { fixesFor } from "../../src/core/language/fixes/index.ts";
import { applyEdits } from "../../src/core/text/editing/index.ts";
import { isSlice, type ProjectReading, readSlice, unite, updateSlice } from "../../src/core/text/reading/index.ts";
import { CommandLine } from "./support/commandLine.ts";
import { readProject } from "./support/projectFiles.ts";

const tasks =
  "tasks:\n  api:\n    name: API\n    effort: 5d\n\n  tests:\n    name: Tests\n    effort: 2d\n    after: api\n";

/** Headers that somebody damaged, each with what follows. */
const damaged: readonly (readonly [what: string, text: string])[] = [
  ["a number still to be typed", `gantry:\n\n${tasks}`],
  ["a colon still to be typed", `gantry\n\n${tasks}`],
  ["no colon", `gantry 1\n\n${tasks}`],
  ["no space", `gantry:1\n\n${tasks}`],
  ["a number in quotes", `gantry: "1"\n\n${tasks}`],
  ["a word in quotes", `"gantry": 1\n\n${tasks}`],
  ["a capital", `Gantry: 1\n\n${tasks}`],
  ["a letter missing", `antry: 1\n\n${tasks}`],
  ["letters swapped", `# ours\ngnatry: 1\n\n${tasks}`],
  ["a space before it", ` gantry: 1\n\n${tasks}`],
  ["a tab before it", `\tgantry: 1\n\n${tasks}`],
  ["no header", tasks],
  ["a comment and no header", `\uFEFF# ours\n\n${tasks}`],
  ["the header last", `${tasks}\ngantry: 1\n`],
  ["line ends of two characters", `gantry:\r\n\r\n${tasks.replaceAll("\n", "\r\n")}`],
  ["a log without its header", "progress:\n- {at: 2027-01-08T15:10:00Z, task: api, done: 40%}\n"],
];

/** YAML of other programs that may lie in a project's folder. */
const foreign: readonly (readonly [what: string, text: string])[] = [
  ["nothing", ""],
  ["only a comment", "# gantry: 1\n"],
  ["compose", "services:\n  web:\n    image: nginx\n    gantry: 1\n"],
  ["a workflow", "name: CI\non:\n  push:\njobs:\n  build:\n    name: Build\n    runs-on: ubuntu\n"],
  ["kubernetes", "---\napiVersion: v1\nkind: Service\nmetadata:\n  name: web\n---\napiVersion: v1\nkind: Pod\n"],
  ["mkdocs", "site_name: Docs\nnav:\n  - Home: index.md\n"],
  ["openapi", "openapi: 3.0.0\ninfo:\n  title: API\ntags:\n  - name: a\n"],
  ["a playbook", "- hosts: all\n  tasks:\n    - name: Install\n      apt: {name: nginx}\n"],
  ["tasks of a role", "- name: Install\n  apt:\n    name: nginx\n"],
  ["a taskfile", "version: '3'\ntasks:\n  build:\n    desc: Build\n    cmds: [make]\n"],
  ["a taskfile that begins with its tasks", "tasks:\n  build:\n    name: Build\n    cmds: [make]\n    deps: [a]\n"],
  ["a conda environment", "name: science\ndependencies:\n  - python=3.9\n"],
  ["helm", "name: chart\nversion: 1.0.0\ndependencies:\n  - name: redis\n"],
  ["a list of people", "people:\n  - name: Ana\n    email: ana@example.com\n"],
  ["people with other fields", "people:\n  ana:\n    name: Ana\n    twitter: ana\n"],
  ["a section of that name", "gantry:\n  cranes: 4\n  height: 12\n"],
  ["a tool's own word", "entry: 1\nname: x\n"],
  ["names of tasks alone", "tasks:\n  build:\n    name: Build\n"],
  ["a template", "template: 1\nname: Ours\n"],
];

describe("a slice", () => {
  for (const text of ["gantry: 1\n", "# a comment\n\ngantry: 1\n", "\uFEFFgantry: 1\r\n", "---\ngantry: 1\n"]) {
    it(`begins with its version: ${JSON.stringify(text)}`, () => {
      assert.equal(isSlice(text), true);
      assert.deepEqual([...readProject({ "plan.yaml": text }).problems.values()].flat(), []);
    });
  }

  for (const [what, text] of damaged) {
    it(`with ${what} is read, and the problem is put right by its fix`, () => {
      assert.equal(isSlice(text), true);
      const reading = readProject({ "plan.yaml": text });
      const problems = reading.problems.get("plan.yaml") ?? [];
      const own = problems.filter(({ code }) => code !== "unknown-reference");
      assert.deepEqual(
        own.map(({ code }) => code),
        ["no-version"],
      );
      assert.equal(reading.project.tasks.length + reading.project.progress.length, text.includes("progress") ? 1 : 2);
      const [problem] = own;
      const action = problem && fixesFor(reading, problem)[0]?.action;
      assert.ok(action?.kind === "edit" && action.plan.edits !== undefined);
      const fixed = applyEdits(text, action.plan.edits);
      const after = readProject({ "plan.yaml": fixed }).problems.get("plan.yaml") ?? [];
      assert.deepEqual(
        after.filter(({ code }) => code !== "unknown-reference"),
        [],
        fixed,
      );
      assert.match(fixed, /^\uFEFF?(?:#.*\n)*gantry: 1\r?\n/);
    });
  }

  for (const [what, text] of foreign) {
    it(`is not ${what}`, () => {
      assert.equal(isSlice(text), false);
    });
  }

  it("is missed by no check in a terminal", async () => {
    const gantry = new CommandLine();
    try {
      for (const [what, text] of damaged) {
        const folder = gantry.project({ "gantry.yaml": "gantry: 1\nname: P\n", "plan.yaml": text });
        const { code, output } = await gantry.run(["check", folder]);
        assert.equal(code, 1, what);
        assert.match(output, /plan\.yaml:\d+:\d+: error: .*\[no-version\]/, what);
      }
    } finally {
      gantry.dispose();
    }
  });
});

describe("a slice with the marks of a conflict", () => {
  const before = "gantry: 1\n\ntasks:\n  first:\n    name: First\n    effort: 1d\n\n";
  const after = "\n  last:\n    name: Last\n    effort: 1d\n    after: api\n";
  const api = (effort: string): string => `  api:\n    name: API\n    effort: ${effort}\n`;
  const text = `${before}<<<<<<< HEAD\n${api("5d")}||||||| 1234567\n${api("3d")}=======\n${api("8d")}>>>>>>> feature\n${after}`;

  const idsOf = ({ project }: ProjectReading): readonly string[] => project.tasks.map(({ id }) => id);

  it("is read with its first side, and has one problem with both places", () => {
    const reading = readProject({ "plan.yaml": text });
    assert.deepEqual(idsOf(reading), ["first", "api", "last"]);
    const problems = reading.problems.get("plan.yaml") ?? [];
    assert.deepEqual(
      problems.map(({ code, start, end, related = [] }) => [
        code,
        text.slice(start, end),
        ...related.map((place) => text.slice(place.start, place.end)),
      ]),
      [["merge-conflict", "<<<<<<< HEAD", "=======", ">>>>>>> feature"]],
    );
    const [problem] = problems;
    assert.ok(problem);
    assert.match(problem.message, /Gantry: Resolve Plan Conflict/);
    assert.deepEqual(
      fixesFor(reading, problem).map(({ action }) => action.kind),
      ["resolve"],
    );
  });

  it("may have them around its first line", () => {
    const conflicting = `<<<<<<< HEAD\ngantry: 1\n\n${tasks}=======\ngantry: 1\n>>>>>>> feature\n`;
    assert.equal(isSlice(conflicting), true);
    const reading = readProject({ "plan.yaml": conflicting });
    assert.deepEqual(idsOf(reading), ["api", "tests"]);
    assert.deepEqual(
      [...reading.problems.values()].flat().map(({ code }) => code),
      ["merge-conflict"],
    );
  });

  it("may have them in a text over several lines, and in windows' line ends", () => {
    const note = `${before}  api:\n    name: API\n    note: |\n      One\n<<<<<<< HEAD\n      Two\n=======\n      Three\n>>>>>>> feature\n      Four\n${after}`;
    for (const each of [note, note.replaceAll("\n", "\r\n")]) {
      const reading = readProject({ "plan.yaml": each });
      assert.deepEqual(
        [...reading.problems.values()].flat().map(({ code }) => code),
        ["merge-conflict"],
      );
      assert.deepEqual(idsOf(reading), ["first", "api", "last"]);
    }
  });

  it("that are half removed says so for each, and takes them out", () => {
    const half = `${before}${api("5d")}=======\n${after}>>>>>>> feature\n`;
    const reading = readProject({ "plan.yaml": half });
    assert.deepEqual(idsOf(reading), ["first", "api", "last"]);
    const problems = reading.problems.get("plan.yaml") ?? [];
    assert.deepEqual(
      problems.map(({ code }) => code),
      ["merge-conflict", "merge-conflict"],
    );
    const edits = problems.flatMap((problem) => {
      const action = fixesFor(reading, problem)[0]?.action;
      return action?.kind === "edit" ? (action.plan.edits ?? []) : [];
    });
    assert.equal(applyEdits(half, edits), `${before}${api("5d")}${after}`);
  });

  it("reads the same after each change as if read whole", () => {
    let slice = readSlice("plan.yaml", "");
    for (const letter of text) {
      const at = slice.text.length;
      slice = updateSlice(slice, [{ start: at, end: at, text: letter }]);
      assert.deepEqual(slice.tree, readSlice("plan.yaml", slice.text).tree);
    }
    for (const line of ["<<<<<<< HEAD\n", "=======\n", ">>>>>>> feature\n"]) {
      const start = slice.text.indexOf(line);
      slice = updateSlice(slice, [{ start, end: start + line.length, text: "" }]);
      assert.deepEqual(slice.tree, readSlice("plan.yaml", slice.text).tree);
    }
    assert.equal(unite([slice], "P").project.tasks.length > 0, true);
  });
});
