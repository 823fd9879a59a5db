import assert from "node:assert/strict";
import { planTable } from "../../src/core/language/index.ts";
import { type Field, sectionNames, type ValueType } from "../../src/core/model/fields/index.ts";
import { accepted, complete, labels, reading, sampleFiles, sliceOf } from "./support/languageProject.ts";

const has = (found: readonly string[], ...wanted: readonly string[]): void => {
  for (const label of wanted)
    assert.ok(found.includes(label), `${label} is not among ${found.slice(0, 40).join(", ")}`);
};
const hasNot = (found: readonly string[], ...unwanted: readonly string[]): void => {
  for (const label of unwanted) assert.ok(!found.includes(label), `${label} is among ${found.slice(0, 40).join(", ")}`);
};

const task = (lines: string): string => `gantry: 1

tasks:
  build:
    name: Build
    tasks:
      design:
        name: Design

      api:
        name: New API
${lines}
`;

describe("completion at the top level", () => {
  it("offers the sections that are not in the file yet, the file's usual one first", () => {
    const found = labels(complete("gantry: 1\n\n|"));
    assert.equal(found[0], "tasks");
    has(found, ...sectionNames, "progress");
    hasNot(labels(complete("gantry: 1\n\ntasks:\n  api:\n    name: API\n\n|")), "tasks", "gantry");
  });

  it("offers facts that no file states", () => {
    const found = labels(complete("gantry: 1\n|"));
    has(found, "status-date", "method");
    hasNot(found, "name", "start");
  });

  it("offers the version first where it is missing", () => {
    const found = complete("|", { path: "new.yaml" });
    assert.equal(found.items[0]?.label, "gantry");
    assert.equal(found.items[0]?.insert, "gantry: 1\n");
  });

  it("offers the log first in a log", () => {
    assert.equal(labels(complete("gantry: 1\n|", { path: "progress/bo.yaml" }))[0], "progress");
  });

  it("goes on from a section to its first record", () => {
    const section = complete("gantry: 1\nrisk|").items.find(({ label }) => label === "risks");
    assert.equal(section?.insert, "risks:\n  $0");
    assert.ok(section?.asksOn);
  });
});

describe("completion of records", () => {
  it("offers a whole record with the fields one usually states", () => {
    const text = "gantry: 1\n\ntasks:\n  |\n";
    const item = complete(text).items[0];
    assert.equal(item?.label, "task");
    assert.ok(item);
    assert.equal(
      accepted(text, item),
      "gantry: 1\n\ntasks:\n  task:\n    name: New task\n    effort: \n    who: \n    after: \n",
    );
  });

  it("knows stages, milestones and roles", () => {
    has(labels(complete("tasks:\n  |")), "task", "stage", "milestone");
    has(labels(complete("people:\n  |", { path: "gantry.yaml" })), "person", "role");
  });

  it("takes what was typed as the id", () => {
    const text = "gantry: 1\n\ntasks:\n  payments-api|\n";
    const item = complete(text).items[0];
    assert.equal(item?.label, "payments-api");
    assert.ok(item);
    assert.match(accepted(text, item), / {2}payments-api:\n {4}name: Payments api\n/);
  });

  it("sets a record apart from the one before it", () => {
    const text = "gantry: 1\n\ntasks:\n  api:\n    name: API\n  |\n";
    const item = complete(text).items[0];
    assert.ok(item);
    assert.match(accepted(text, item), /name: API\n\n {2}task:/);
  });

  it("writes a record that reads without a problem in every section", () => {
    for (const section of sectionNames) {
      const text = `gantry: 1\n\n${section}:\n  |\n`;
      for (const item of complete(text, { path: "other.yaml", files: {} }).items) {
        const project = reading({ "gantry.yaml": accepted(text, item) });
        const problems = (project.problems.get("gantry.yaml") ?? []).filter(({ code }) => code !== "missing-field");
        assert.deepEqual(problems, [], `${section}, ${item.label}`);
      }
    }
  });
});

describe("completion of fields", () => {
  it("offers the fields that a record has not yet, with what they mean", () => {
    const found = complete(task("        effort: 5d\n        |"));
    hasNot(labels(found), "name", "effort");
    assert.deepEqual(labels(found).slice(0, 2), ["who", "after"]);
    const deadline = found.items.find(({ label }) => label === "deadline");
    assert.match(String(deadline?.documentation), /never moves a date/);
    assert.equal(deadline?.detail, "a date");
  });

  it("knows a key that is half typed", () => {
    const text = task("        dead|");
    const item = complete(text).items.find(({ label }) => label === "deadline");
    assert.ok(item);
    assert.match(accepted(text, item), / {8}deadline: \n/);
  });

  it("sees by the indentation what a blank line belongs to", () => {
    has(labels(complete(task("        |"))), "effort");
    has(labels(complete(task("      |"))), "task", "stage");
    has(labels(complete(task("  |"))), "task");
    has(labels(complete(task("    |"))), "acceptance");
    hasNot(labels(complete(task("    |"))), "tasks");
    has(labels(complete(task("|"))), "risks");
  });

  it("changes only the name of a key that has its colon", () => {
    const text = task("        dura|tion: 5d");
    const item = complete(text).items.find(({ label }) => label === "effort");
    assert.ok(item);
    assert.match(accepted(text, item), / {8}effort: 5d\n/);
  });

  it("offers fields inside of brackets", () => {
    const text = "gantry: 1\nrules:\n  gates: {approver: ana, |}\n";
    const found = complete(text, { path: "gantry.yaml" });
    has(labels(found), "before", "outcomes");
    hasNot(labels(found), "approver");
  });

  it("offers weekdays, and days with their names", () => {
    const calendar = "calendars:\n  standard:\n    name: Standard\n    ";
    has(labels(complete(`${calendar}hours:\n      monday: 09:00-17:00\n      |`)), "tuesday", "sunday");
    hasNot(labels(complete(`${calendar}hours:\n      monday: 09:00-17:00\n      |`)), "monday");
    has(labels(complete(`${calendar}holidays:\n      |`)), "2027-01-20");
  });

  it("offers what a log entry holds", () => {
    const found = labels(
      complete("gantry: 1\nprogress:\n  - {at: 2027-01-13T15:10:00Z, |}\n", { path: "progress/ana.yaml" }),
    );
    has(found, "task", "done", "spent");
    hasNot(found, "at");
    assert.equal(labels(complete("gantry: 1\nprogress:\n  |\n", { path: "progress/ana.yaml" }))[0], "- {at: …}");
  });

  it("offers nothing in comments, in texts of several lines and behind a value", () => {
    for (const lines of [
      "        # ef|",
      "        note: ¦\n          eff|",
      "        effort: 5d  # a|",
      '        note: "a b" |',
    ]) {
      assert.deepEqual(labels(complete(task(lines))), [], lines);
    }
  });
});

describe("completion of ids", () => {
  it("offers tasks and milestones with their names, what is beside it first", () => {
    const found = complete(task("        after: |"));
    assert.deepEqual(labels(found).slice(0, 1), ["design"]);
    assert.equal(found.items[0]?.description, "Design");
    has(labels(found), "pilot");
    hasNot(labels(found), "api", "build");
  });

  it("finds an id by its name", () => {
    assert.match(
      complete(task("        after: |")).items.find(({ label }) => label === "design")?.filter ?? "",
      /Design/,
    );
    const files = { ...sampleFiles, "more.yaml": "gantry: 1\ntasks:\n  qrx:\n    name: Zebra crossing\n" };
    assert.deepEqual(labels(complete(task("        after: zebra|"), { files })), ["qrx"]);
  });

  it("offers people with their roles", () => {
    const found = complete(task("        who: |"));
    assert.deepEqual(labels(found), ["ana", "chen", "developer"]);
    assert.equal(found.items[1]?.description, "Chen Wei, Lead developer");
  });

  it("leaves out who stands in the list already, in brackets and in lines", () => {
    assert.deepEqual(labels(complete(task("        who: [ana, |]"))), ["chen", "developer"]);
    assert.deepEqual(labels(complete(task("        who: [ana, |"))), ["chen", "developer"]);
    hasNot(labels(complete(task("        after:\n          - design\n          - |"))), "design");
    assert.equal(complete(task("        after:\n          |")).items[0]?.insert, "- design");
    assert.equal(complete(task("        after:\n          -|")).items[0]?.insert, " design");
  });

  it("writes the space that a colon needs", () => {
    assert.equal(complete(task("        who:|")).items[0]?.insert, " ana");
  });

  it("offers roles behind a number and shares behind a person", () => {
    assert.deepEqual(labels(complete(task("        who: 2 |"))), ["developer"]);
    has(labels(complete(task("        who: chen |"))), "50%");
    has(labels(complete(task("        who: [ana, chen |]"))), "50%");
    assert.deepEqual(labels(complete(task("        who: chen 35|"))), ["35%"]);
  });

  it("offers how one task waits for another, and by how much", () => {
    const found = complete(task("        after: design |"));
    has(labels(found), "FS", "SS", "FF", "SF", "SS+1d");
    assert.equal(found.items.find(({ label }) => label === "SS")?.description, "Starts when it starts");
    has(labels(complete(task("        after: design SS+|"))), "SS+1d", "SS+50%", "SS+1ed");
    const text = task("        after: design SS+3|");
    const item = complete(text).items.find(({ label }) => label === "SS+3d");
    assert.ok(item);
    assert.match(accepted(text, item), /after: design SS\+3d\n/);
  });

  it("offers calendars, iterations and risks where they are meant", () => {
    assert.deepEqual(labels(complete(task("        calendar: |"))), ["standard"]);
    assert.deepEqual(labels(complete(task("        iteration: |"))), ["iteration-1"]);
    assert.deepEqual(labels(complete("issues:\n  late:\n    name: Late\n    risk: |", { path: "issues.yaml" })), [
      "sandbox",
    ]);
  });

  it("is cut where there are too many, and asks again as one types", () => {
    const many = Array.from({ length: 1000 }, (_, index) => `  t-${index}:\n    name: Task ${index}\n`).join("");
    const files = { ...sampleFiles, "many.yaml": `gantry: 1\ntasks:\n${many}` };
    const found = complete(task("        after: |"), { files });
    assert.ok(found.isCut);
    assert.equal(found.items.length, 200);
    assert.equal(labels(complete(task("        after: t-998|"), { files }))[0], "t-998");
  });
});

describe("completion of values", () => {
  it("offers words with what they mean", () => {
    const found = complete(task("        schedule: |"));
    assert.deepEqual(labels(found), ["early", "late"]);
    assert.match(String(found.items[1]?.documentation), /As late as possible/);
  });

  it("offers dates that mean something", () => {
    const found = complete(task("        deadline: |"));
    assert.deepEqual(
      found.items.slice(0, 4).map(({ label, description }) => `${label} ${description}`),
      [
        "2027-01-20 Wed · Today",
        "2027-01-25 Mon · Next Monday; Iteration 1 starts",
        "2027-01-04 Mon · Start of the project",
        "2027-02-05 Fri · Pilot; Iteration 1 ends",
      ],
    );
  });

  it("offers durations for the number that was typed, and a range", () => {
    has(labels(complete(task("        duration: 8|"))), "8d", "8h", "8w", "8ed");
    const range = complete(task("        effort: 10d|")).items.find(({ kind }) => kind === "snippet");
    assert.equal(range?.label, "7d / 10d / 16d");
    has(labels(complete(task("        effort: 8d / 1|"))), "8d / 1d");
  });

  it("offers currencies, time zones, files, and numbers of a short range", () => {
    assert.equal(complete("gantry: 1\ncurrency: |", { path: "gantry.yaml" }).items[0]?.label, "EUR");
    has(labels(complete("gantry: 1\ntime-zone: Europe/Vi|", { path: "gantry.yaml" })), "Europe/Vienna");
    const paths = ["plan.yaml", "meetings/kick-off.md"];
    assert.deepEqual(labels(complete("actions:\n  ask:\n    source: |", { paths })), ["meetings/kick-off.md"]);
    assert.deepEqual(labels(complete("risks:\n  r:\n    impact: |")), ["1", "2", "3", "4", "5"]);
  });

  it("offers what others of the section say in the same field", () => {
    const found = complete("gantry: 1\nrisks:\n  other:\n    category: |\n", { path: "more.yaml" });
    assert.deepEqual(labels(found), ["supplier"]);
  });

  it("offers classes of service that the rules name", () => {
    const rules = "gantry: 1\nrules:\n  classes-of-service:\n    expedite: {name: Expedite, limit: 1}\n";
    assert.deepEqual(labels(complete(task("        class: |"), { files: { "gantry.yaml": rules } })), ["expedite"]);
  });

  it("replaces the whole word that the cursor is in", () => {
    const text = task("        who: ch|en");
    const item = complete(text).items.find(({ label }) => label === "chen");
    assert.ok(item);
    assert.match(accepted(text, item), /who: chen\n/);
  });
});

describe("completion and the table of fields", () => {
  it("offers every field of the table, and every one of them says what it means", () => {
    const check = (fields: Readonly<Record<string, Field>>, marked: string, path: string): void => {
      const found = complete(marked, { path, files: {} });
      const offered = new Map(found.items.map((item) => [item.label, item]));
      for (const [name, { about }] of Object.entries(fields)) {
        assert.ok(String(offered.get(name)?.documentation).includes(about), `${path}: ${name}`);
      }
    };
    for (const [name, { fields }] of Object.entries(planTable.sections))
      check(fields, `${name}:\n  an-id:\n    |`, "any.yaml");
    check(planTable.projectFields, "gantry: 1\n|", "gantry.yaml");
    check(planTable.progressFields, "progress:\n  - {|}", "progress/ana.yaml");
  });

  it("takes up a field that was added to the table", () => {
    const mood: Field = {
      type: { kind: "choice", about: { fair: "Nobody complains.", foul: "Somebody does." } } as ValueType,
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
    const item = complete(task("        |"), { table }).items.find(({ label }) => label === "mood");
    assert.match(String(item?.documentation), /How people feel[\s\S]*`foul`: Somebody does/);
    assert.deepEqual(labels(complete(task("        mood: |"), { table })), ["fair", "foul"]);
  });

  it("never fails, wherever the cursor is", () => {
    for (const [path, text] of Object.entries(sampleFiles)) {
      const project = reading(sampleFiles);
      const { text: whole } = sliceOf(project, path);
      for (let offset = 0; offset <= text.length; offset++) {
        complete(`${whole.slice(0, offset)}|${whole.slice(offset)}`, { path });
        if (offset % 4 === 0) complete(`${whole.slice(0, offset)}|`, { path });
      }
    }
  });
});
