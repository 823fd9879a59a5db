import assert from "node:assert/strict";
import {
  definitionAt,
  documentLinks,
  documentSymbols,
  hoverAt,
  planTable,
  prepareRename,
  referencesTo,
  renameAt,
  workspaceSymbols,
} from "../../src/core/language/index.ts";
import type { Field } from "../../src/core/model/fields/index.ts";
import { applyEdits } from "../../src/core/text/editing/index.ts";
import { placed, reading, sampleFiles, sliceOf } from "./support/languageProject.ts";

/** The sample with the cursor behind the first place of `after` in a file. */
function at(path: string, after: string): ReturnType<typeof placed> {
  const text = sampleFiles[path] ?? "";
  const index = text.indexOf(after);
  assert.ok(index >= 0, after);
  return placed(path, `${text.slice(0, index + after.length)}|${text.slice(index + after.length)}`);
}

function hover(path: string, after: string): string {
  const { project, slice, offset } = at(path, after);
  return hoverAt(project, slice, offset)?.markdown ?? "";
}

function hoverIn(marked: string): string {
  const { project, slice, offset } = placed("plan.yaml", marked);
  return hoverAt(project, slice, offset)?.markdown ?? "";
}

describe("hover", () => {
  it("explains a field: what it means, how to write it, an example", () => {
    const markdown = hover("plan.yaml", "        effo");
    assert.match(markdown, /\*\*effort\*\* · a duration/);
    assert.match(markdown, /A person's time for it/);
    assert.match(markdown, /Write a number with a unit/);
    assert.match(markdown, /```yaml\neffort: 8d \/ 12d \/ 20d\n```/);
  });

  it("explains sections, facts, and the version", () => {
    assert.match(hover("plan.yaml", "\ntas"), /What is to be done[\s\S]*plan\.yaml[\s\S]*6 in this project/);
    assert.match(hover("gantry.yaml", "\ncurr"), /The currency of amounts/);
    assert.match(hover("plan.yaml", "gan"), /The version of the language/);
  });

  it("sums a record up, with its progress and where it stands", () => {
    const markdown = hover("plan.yaml", "after: interv");
    assert.match(markdown, /\*\*Interview ten merchants\*\* · task `interviews` in Discovery/);
    assert.match(markdown, /- effort: 5d\n- who: ana, chen 50%/);
    assert.match(markdown, /Logged: 60 % done, 2d spent\./);
    assert.match(markdown, /`plan\.yaml`, line 7/);
    assert.equal(hover("plan.yaml", "      interv"), markdown);
  });

  it("tells stages from tasks and roles from people", () => {
    assert.match(hover("plan.yaml", "after: disc"), /stage `discovery`[\s\S]*2 tasks/);
    assert.match(hover("gantry.yaml", "  devel"), /role `developer`/);
  });

  it("explains words, dates, durations and kinds of links", () => {
    assert.match(hover("risks.yaml", "status: op"), /\*\*open\*\*: May still happen/);
    assert.match(hover("timeline.yaml", "date: 2027"), /Friday, week 2027-W05/);
    assert.match(hover("plan.yaml", "duration: 2"), /16 hours of work, 2 days of 8 hours/);
    assert.match(
      hoverIn("gantry: 1\ntasks:\n  b:\n    name: B\n  a:\n    name: A\n    after: b SS|+1d\n"),
      /\*\*SS\*\*: starts when it starts/,
    );
  });

  it("says nothing about free texts, comments and unknown keys", () => {
    assert.equal(hover("plan.yaml", "name: Disco"), "");
    assert.equal(hoverIn("gantry: 1\n# eff|ort\n"), "");
    assert.equal(hoverIn("gantry: 1\ntasks:\n  a:\n    moo|d: 1\n"), "");
  });

  it("shows what files say as text, never as markup", () => {
    const markdown = hoverIn(
      "gantry: 1\ntasks:\n  a|:\n    name: '[x](command:evil) ![y](https://e.example/i.png) <b>'\n",
    );
    assert.ok(markdown.includes("\\[x\\]\\(command:evil\\)"), markdown);
    assert.doesNotMatch(markdown, /(^|[^\\])\[|<b>/);
  });

  it("explains every field of the table", () => {
    const check = (fields: Readonly<Record<string, Field>>, before: string, indent: string, path: string): void => {
      for (const [name, { about, example }] of Object.entries(fields)) {
        if (name === "tasks" && path === "nested") continue;
        const shown = example.startsWith("\n") ? example.replaceAll("\n", `\n${indent}`) : ` ${example}`;
        const { project, slice, offset } = placed("any.yaml", `${before}${indent}|${name}:${shown}\n`, {});
        const found = hoverAt(project, slice, offset)?.markdown ?? "";
        assert.ok(found.includes(about), `${before}${name}: ${found}`);
      }
    };
    for (const [section, { fields }] of Object.entries(planTable.sections)) {
      check(fields, `gantry: 1\n${section}:\n  an-id:\n`, "    ", section);
    }
    check(planTable.projectFields, "gantry: 1\n", "", "facts");
    check(planTable.progressFields, "gantry: 1\nprogress:\n  -\n", "    ", "progress");
  });

  it("takes up a field that was added to the table", () => {
    const mood: Field = {
      type: { kind: "text" },
      about: "How people feel about it.",
      example: "fair",
      presence: "optional",
    };
    const { tasks } = planTable.sections;
    assert.ok(tasks);
    const table = {
      ...planTable,
      sections: { ...planTable.sections, tasks: { ...tasks, fields: { ...tasks.fields, mood } } },
    };
    const { project, slice, offset } = placed("plan.yaml", "tasks:\n  a:\n    mo|od: fair\n");
    assert.match(hoverAt(project, slice, offset, table)?.markdown ?? "", /How people feel/);
  });
});

describe("definition and references", () => {
  it("leads from an id to its record, in another file too", () => {
    const { project, slice, offset } = at("timeline.yaml", "after: ap");
    const found = definitionAt(project, slice, offset);
    assert.ok(found);
    assert.equal(slice.text.slice(found.from.start, found.from.end), "api");
    assert.equal(found.to.path, "plan.yaml");
    assert.equal(sliceOf(project, "plan.yaml").text.slice(found.to.start, found.to.end), "api");
  });

  it("leads from logs, from lists and from old ids", () => {
    for (const [path, after] of [
      ["progress/ana.yaml", "task: interv"],
      ["plan.yaml", "[ana, ch"],
    ] as const) {
      const { project, slice, offset } = at(path, after);
      assert.ok(definitionAt(project, slice, offset), after);
    }
    const { project, slice, offset } = placed(
      "plan.yaml",
      "tasks:\n  new:\n    name: N\n    was: [old]\n  b:\n    name: B\n    after: o|ld\n",
    );
    assert.equal(definitionAt(project, slice, offset)?.to.start, 9);
  });

  it("leads nowhere from what is no id", () => {
    const { project, slice, offset } = at("plan.yaml", "name: Disco");
    assert.equal(definitionAt(project, slice, offset), undefined);
  });

  it("finds every place that names a record, in documents too", () => {
    const project = reading(sampleFiles);
    const place = project.index.find("work", "api");
    assert.ok(place);
    const documents = [
      { path: "docs/notes.md", text: "The [API](../plan.yaml#api) (tasks/api), not tasks/api-2 nor plan.yaml#apiary." },
    ];
    const found = referencesTo(project, place, documents).map(({ path, start }) => `${path}:${start}`);
    assert.deepEqual(
      found.map((entry) => entry.split(":")[0]),
      ["plan.yaml", "timeline.yaml", "risks.yaml", "docs/notes.md", "docs/notes.md"],
    );
    assert.equal(referencesTo(project, place, [], false).length, 2);
  });

  it("finds people at checklist items", () => {
    const project = reading(sampleFiles);
    const ana = project.index.find("people", "ana");
    assert.ok(ana);
    const found = referencesTo(
      project,
      ana,
      [{ path: "checklists/planning.md", text: "- [ ] Do it <!-- pla-01 who:ana -->" }],
      false,
    );
    assert.deepEqual(
      found.map(({ path }) => path),
      ["plan.yaml", "gantry.yaml", "checklists/planning.md"],
    );
  });
});

describe("rename", () => {
  it("offers the id under the cursor", () => {
    const { project, slice, offset } = at("timeline.yaml", "after: ap");
    const found = prepareRename(project, slice, offset);
    assert.ok("id" in found);
    assert.equal(found.id, "api");
    assert.equal(slice.text.slice(found.range.start, found.range.end), "api");
  });

  it("says why nothing can be renamed", () => {
    const name = at("plan.yaml", "name: Disco");
    const found = prepareRename(name.project, name.slice, name.offset);
    assert.match("refusal" in found ? found.refusal : "", /Put the cursor on an id/);
    const newer = placed("gantry.yaml", "gantry: 2\npeople:\n  a|na:\n    name: Ana\n", {});
    assert.match(JSON.stringify(prepareRename(newer.project, newer.slice, newer.offset)), /newer version/);
    const { project, slice, offset } = at("timeline.yaml", "after: ap");
    assert.match(renameAt(project, slice, offset, "Not an id", []).refusal ?? "", /can't be an id/);
  });

  it("gives the record its new id in every file", () => {
    const { project, slice, offset } = at("timeline.yaml", "after: ap");
    const plan = renameAt(project, slice, offset, "payments-api", []);
    assert.ok(plan.edits, plan.refusal);
    const after = reading(
      Object.fromEntries(
        Object.entries(sampleFiles).map(([path, text]) => [
          path,
          applyEdits(
            text,
            plan.edits.filter((edit) => edit.path === path),
          ),
        ]),
      ),
    );
    assert.equal(after.index.find("work", "payments-api")?.record.name, "New payments API");
    assert.match(sliceOf(after, "timeline.yaml").text, /after: payments-api\n/);
    assert.match(sliceOf(after, "plan.yaml").text, /was: .*api/);
  });
});

describe("symbols", () => {
  it("outlines facts, sections, stages and tasks with their names", () => {
    const symbols = documentSymbols(sliceOf(reading(sampleFiles), "plan.yaml"));
    assert.deepEqual(
      symbols.map(({ name, kind }) => [name, kind]),
      [
        ["gantry", "fact"],
        ["tasks", "section"],
      ],
    );
    const [, tasks] = symbols;
    assert.deepEqual(
      tasks?.children.map(({ name, detail, kind, children }) => [name, detail, kind, children.length]),
      [
        ["Discovery", "discovery", "stage", 2],
        ["Build", "build", "stage", 2],
      ],
    );
  });

  it("covers the whole record, and its key within it", () => {
    const slice = sliceOf(reading(sampleFiles), "timeline.yaml");
    const pilot = documentSymbols(slice)[1]?.children[0];
    assert.ok(pilot);
    assert.equal(slice.text.slice(pilot.keyStart, pilot.keyEnd), "pilot");
    assert.equal(
      slice.text.slice(pilot.start, pilot.end),
      "  pilot:\n    name: Pilot\n    date: 2027-02-05\n    after: api",
    );
  });

  it("finds records of the project by name and by id", () => {
    const project = reading(sampleFiles);
    const names = (query: string): readonly string[] => workspaceSymbols(project, query).map(({ id }) => id);
    assert.deepEqual(names("merch"), ["interviews", "sandbox"]);
    assert.deepEqual(names("iteration-1"), ["iteration-1"]);
    assert.equal(workspaceSymbols(project, "findings")[0]?.container, "Discovery");
    assert.deepEqual(names("no such thing"), []);
  });
});

describe("links", () => {
  const linksIn = (text: string): readonly string[] => {
    const { project, slice } = placed("notes.yaml", `${text}|`);
    return documentLinks(project, slice).map(({ start, end, target }) => {
      const where =
        target.kind === "address"
          ? target.address
          : target.kind === "file"
            ? target.path
            : `${target.place.path}:${target.place.start}`;
      return `${slice.text.slice(start, end)} → ${where}`;
    });
  };

  it("leads to addresses, to files and to records that are mentioned", () => {
    assert.deepEqual(linksIn("actions:\n  a:\n    links: {jira: 'https://jira.example/PAY-1'}\n"), [
      "https://jira.example/PAY-1 → https://jira.example/PAY-1",
    ]);
    assert.deepEqual(linksIn("actions:\n  a:\n    source: meetings/kick-off.md\n"), [
      "meetings/kick-off.md → meetings/kick-off.md",
    ]);
    assert.deepEqual(linksIn("rules:\n  definition-of-done: {document: definition-of-done.md}\n"), [
      "definition-of-done.md → definition-of-done.md",
    ]);
    assert.deepEqual(linksIn("# As in milestones/pilot, not milestones/none or http/tasks/api.\n"), [
      "milestones/pilot → timeline.yaml:25",
    ]);
  });

  it("leads to no file outside of the project", () => {
    for (const path of ["../secrets.md", "/etc/passwd", "a/../../b.md", "C:\\x", "file:///etc/passwd"]) {
      assert.deepEqual(linksIn(`actions:\n  a:\n    source: '${path}'\n`), [], path);
    }
  });
});
