import assert from "node:assert/strict";
import {
  addRecord,
  applyEdits,
  type EditPlan,
  logProgress,
  moveRecord,
  removeRecord,
  renameRecord,
  setField,
} from "../../src/core/text/editing/index.ts";
import { type ProjectReading, type RecordPlace, readSlice, unite } from "../../src/core/text/reading/index.ts";

type Files = Readonly<Record<string, string>>;

function read(files: Files): ProjectReading {
  return unite(
    Object.entries(files)
      .filter(([path]) => path.endsWith(".yaml"))
      .map(([path, text]) => readSlice(path, text)),
    "project",
  );
}

function record(reading: ProjectReading, id: string): RecordPlace {
  const place = reading.index.places.find((candidate) => candidate.record.id === id);
  assert.ok(place, id);
  return place;
}

function carriedOut(files: Files, plan: EditPlan): Files {
  assert.equal(plan.refusal, undefined);
  const result: Record<string, string> = { ...files };
  for (const path of new Set(plan.edits?.map((edit) => edit.path))) {
    result[path] = applyEdits(files[path] ?? "", plan.edits?.filter((edit) => edit.path === path) ?? []);
  }
  for (const { path, text } of plan.newFiles ?? []) {
    assert.equal(files[path], undefined);
    result[path] = text;
  }
  return result;
}

const tasks = (text: string): Files => ({ "plan.yaml": `gantry: 1\n\ntasks:\n${text}` });

/** The tasks of `plan.yaml` after an edit of them. */
function edited(text: string, edit: (reading: ProjectReading) => EditPlan): string {
  const files = tasks(text);
  const plan = carriedOut(files, edit(read(files)))["plan.yaml"] ?? "";
  assert.ok(plan.startsWith("gantry: 1\n\ntasks:\n"));
  return plan.slice("gantry: 1\n\ntasks:\n".length);
}

function setting(text: string, id: string, field: string, value: string | readonly string[] | undefined): string {
  return edited(text, (reading) => setField(reading, record(reading, id), field, value));
}

describe("setting a field", () => {
  it("changes nothing but the value", () => {
    const before = "  api:\n    name: API   # short\n    effort:  5d # a guess\n    who: [ana, chen]\n";
    assert.equal(setting(before, "api", "effort", "8d / 12d / 20d"), before.replace("5d", "8d / 12d / 20d"));
  });

  it("puts a new field where the table has it among those that are there", () => {
    assert.equal(
      setting("  api:\n    name: API\n    after: x\n\n    # why\n    note: Y\n", "api", "deadline", "2027-02-01"),
      "  api:\n    name: API\n    after: x\n    deadline: 2027-02-01\n\n    # why\n    note: Y\n",
    );
    assert.equal(setting("  api:\n    effort: 1d\n", "api", "name", "API"), "  api:\n    name: API\n    effort: 1d\n");
    assert.equal(
      setting("  a:\n    name: A\n    tasks:\n      b:\n        name: B\n", "a", "owner", "ana"),
      "  a:\n    name: A\n    owner: ana\n    tasks:\n      b:\n        name: B\n",
    );
  });

  it("indents as the file does", () => {
    const files = { "plan.yaml": "gantry: 1\ntasks:\n    a:\n        name: A\n    b:\n" };
    const reading = read(files);
    assert.equal(
      carriedOut(files, setField(reading, record(reading, "b"), "after", ["a", "a SS+1d"]))["plan.yaml"],
      `${files["plan.yaml"]}        after:\n            - a\n            - a SS+1d\n`,
    );
  });

  it("keeps quotes, and quotes what a reader would take for something else", () => {
    assert.equal(setting("  a:\n    name: 'A'\n", "a", "name", "It's B"), "  a:\n    name: 'It''s B'\n");
    assert.equal(setting('  a:\n    name: "A"\n', "a", "name", "B"), '  a:\n    name: "B"\n');
    for (const name of [
      "no",
      "1e5",
      "2027-01-01",
      "a: b",
      "a #b",
      "# a",
      "- a",
      "[a]",
      "null",
      "~",
      "*a",
      "12:30",
      " a",
    ]) {
      assert.equal(setting("  a:\n    name: A\n", "a", "name", name), `  a:\n    name: ${JSON.stringify(name)}\n`);
    }
    for (const name of ["A & B", "a-b", "it's", "50 % more", "é", "http://a.b/c#d"]) {
      assert.equal(setting("  a:\n    name: A\n", "a", "name", name), `  a:\n    name: ${name}\n`);
    }
    assert.equal(
      setting("  a:\n    name: A\n", "a", "deadline", "2027-01-01"),
      "  a:\n    name: A\n    deadline: 2027-01-01\n",
    );
    assert.equal(setting("  a: {name: A}\n", "a", "name", "B, C"), '  a: {name: "B, C"}\n');
  });

  it("writes texts of several lines as a block, and leaves one a block", () => {
    assert.equal(
      setting("  a:\n    name: A\n", "a", "note", "one\n\ntwo\n"),
      "  a:\n    name: A\n    note: |\n      one\n\n      two\n",
    );
    assert.equal(
      setting(
        "  a:\n    note: |  # seen\n        one\n        two\n\n  b:\n    name: B\n",
        "a",
        "note",
        "one\nthree\n",
      ),
      "  a:\n    note: |  # seen\n        one\n        three\n\n  b:\n    name: B\n",
    );
    assert.equal(setting("  a:\n    note: |\n      one\n", "a", "note", "two"), "  a:\n    note: |-\n      two\n");
    assert.equal(setting("  a: {name: A}\n", "a", "note", "one\ntwo"), '  a: {name: A, note: "one\\ntwo"}\n');
  });

  it("keeps block lists and bracketed lists what they are", () => {
    assert.equal(
      setting("  a:\n    after:\n    - b # first\n    - c SS\n    name: A\n", "a", "after", ["b", "d", "e"]),
      "  a:\n    after:\n    - b # first\n    - d\n    - e\n    name: A\n",
    );
    assert.equal(setting("  a:\n    after: [b, c]  # x\n", "a", "after", ["c"]), "  a:\n    after: [c]  # x\n");
    assert.equal(
      setting("  a:\n    after: [b, c]  # x\n", "a", "after", ["b", "c", "d"]),
      "  a:\n    after: [b, c, d]  # x\n",
    );
    assert.equal(
      setting("  a:\n    who: ana # x\n", "a", "who", ["ana", "chen 50%"]),
      "  a:\n    who: [ana, chen 50%] # x\n",
    );
    assert.equal(
      setting("  a:\n    after: b # x\n", "a", "after", ["b", "c FS+2d"]),
      "  a:\n    after: # x\n      - b\n      - c FS+2d\n",
    );
    assert.equal(
      setting("  a:\n    after: # x\n      - b # y\n      - c\n    name: A\n", "a", "after", "c"),
      "  a:\n    after: c # x\n    name: A\n",
    );
  });

  it("takes a field out with its lines", () => {
    assert.equal(
      setting(
        "  a:\n    name: A\n    # about it\n    after:\n      - b\n      - c\n    note: X\n",
        "a",
        "after",
        undefined,
      ),
      "  a:\n    name: A\n    # about it\n    note: X\n",
    );
    assert.equal(setting("  a: {name: A, effort: 1d}\n", "a", "effort", ""), "  a: {name: A}\n");
    assert.equal(setting("  a: {name: A, effort: 1d}\n", "a", "name", []), "  a: {effort: 1d}\n");
    assert.equal(setting("  a:\n    name: A\n", "a", "name", undefined), "  a:\n");
    assert.equal(setting("  a:\n    name: A\n    effort: 1d", "a", "effort", undefined), "  a:\n    name: A");
  });

  it("fills in fields and records that have nothing yet, half-typed ones too", () => {
    assert.equal(
      setting("  a:\n    effort: # soon\n    name: A\n", "a", "effort", "3d"),
      "  a:\n    effort: 3d # soon\n    name: A\n",
    );
    assert.equal(
      setting("  a:\n    after: # soon\n    name: A\n", "a", "after", ["b", "c"]),
      "  a:\n    after: # soon\n      - b\n      - c\n    name: A\n",
    );
    assert.equal(setting("  a: # new\n", "a", "name", "A"), "  a: # new\n    name: A\n");
    assert.equal(setting("  a:", "a", "name", "A"), "  a:\n    name: A");
    assert.equal(setting("  a\n  b:\n    name: B\n", "a", "name", "A"), "  a:\n    name: A\n  b:\n    name: B\n");
  });

  it("keeps carriage returns, and a file without a last line break without one", () => {
    const files = { "plan.yaml": "\uFEFFgantry: 1\r\ntasks:\r\n  a:\r\n    name: A" };
    const reading = read(files);
    assert.equal(
      carriedOut(files, setField(reading, record(reading, "a"), "note", "x\ny"))["plan.yaml"],
      `${files["plan.yaml"]}\r\n    note: |-\r\n      x\r\n      y`,
    );
  });

  it("edits the given one of two records with one id", () => {
    const before = "  a:\n    name: A\n  a:\n    name: B\n";
    assert.equal(
      edited(before, (reading) => setField(reading, reading.index.places[1] as RecordPlace, "name", "C")),
      "  a:\n    name: A\n  a:\n    name: C\n",
    );
  });

  it("edits what reads in a file that is broken elsewhere", () => {
    const before = '  a:\n    name: "A\n    effort: 1d\n\n  b:\n    name: B\n';
    assert.equal(setting(before, "b", "name", "C"), before.replace("name: B", "name: C"));
  });

  it("refuses with a sentence what it can't do", () => {
    const files = {
      "plan.yaml": "gantry: 1\ntasks:\n  a: some words\n",
      "timeline.yaml": "gantry: 1\ncalendars:\n  c:\n    name: C\n",
    };
    const reading = read(files);
    assert.match(setField(reading, record(reading, "a"), "name", "A").refusal ?? "", /“a” has no fields/);
    assert.match(setField(reading, record(reading, "c"), "holidays", "x").refusal ?? "", /lines of its own/);
    assert.match(setField(reading, record(reading, "c"), "a: b", "x").refusal ?? "", /name of a field/);
    const newer = read({ "gantry.yaml": "gantry: 2\n", ...files });
    assert.match(setField(newer, record(newer, "c"), "name", "x").refusal ?? "", /newer version/);
    assert.match(logProgress(newer, "ana", { at: "2027-01-01T00:00:00Z" }).refusal ?? "", /newer version/);
    const changed = read({ ...files, "plan.yaml": "gantry: 1\n" });
    assert.match(setField(changed, record(reading, "a"), "name", "x").refusal ?? "", /has changed/);
  });
});

describe("adding a record", () => {
  it("writes it to the end of its section, with fields in the table's order", () => {
    const files = { "risks.yaml": "gantry: 1\n\nrisks:\n  late:\n    name: Late\n\n  dear:\n    name: Dear\n" };
    const plan = addRecord(read(files), {
      section: "risks",
      name: "Late",
      fields: { owner: "ana", cause: "Snow: much" },
    });
    assert.equal(plan.addedId, "late-2");
    assert.equal(
      carriedOut(files, plan)["risks.yaml"],
      `${files["risks.yaml"]}\n  late-2:\n    name: Late\n    cause: "Snow: much"\n    owner: ana\n`,
    );
  });

  it("fills empty sections, makes absent ones, and absent files", () => {
    const add = (files: Files) =>
      carriedOut(files, addRecord(read(files), { section: "issues", id: "a", name: "A", fields: {} }));
    assert.equal(
      add({ "issues.yaml": "gantry: 1\n# none\nissues: # yet\n" })["issues.yaml"],
      "gantry: 1\n# none\nissues: # yet\n  a:\n    name: A\n",
    );
    assert.equal(
      add({ "issues.yaml": "gantry: 1\nissues: {} # yet" })["issues.yaml"],
      "gantry: 1\nissues: # yet\n  a:\n    name: A",
    );
    assert.equal(
      add({ "issues.yaml": "gantry: 1\nname: X" })["issues.yaml"],
      "gantry: 1\nname: X\n\nissues:\n  a:\n    name: A",
    );
    assert.equal(add({ "gantry.yaml": "gantry: 1\n" })["issues.yaml"], "gantry: 1\n\nissues:\n  a:\n    name: A\n");
    assert.equal(
      add({ "all.yaml": "gantry: 1\nissues:\n\nrisks:\n" })["all.yaml"],
      "gantry: 1\nissues:\n  a:\n    name: A\n\nrisks:\n",
    );
    assert.equal(
      add({ "issues.yaml": "gantry: 1\nissues: {b: {name: B}}\n" })["issues.yaml"],
      "gantry: 1\nissues: {b: {name: B}, a: {name: A}}\n",
    );
    const plan = addRecord(read({ "issues.yaml": "gantry: 1\nissues: none\n" }), {
      section: "issues",
      name: "A",
      fields: {},
    });
    assert.match(plan.refusal ?? "", /does not hold records/);
  });

  it("puts it into a stage, which a task becomes", () => {
    const add = (text: string) =>
      edited(text, (reading) =>
        addRecord(reading, { section: "tasks", id: "x", name: "X", fields: {}, into: record(reading, "a") }),
      );
    assert.equal(
      add("  a:\n    name: A\n\n  b:\n    name: B\n"),
      "  a:\n    name: A\n    tasks:\n      x:\n        name: X\n\n  b:\n    name: B\n",
    );
    assert.equal(add("  a: {name: A}\n"), "  a: {name: A, tasks: {x: {name: X}}}\n");
    assert.equal(
      add("  a:\n    tasks:\n      b: {name: B}\n      c: {name: C}\n"),
      "  a:\n    tasks:\n      b: {name: B}\n      c: {name: C}\n      x:\n        name: X\n",
    );
  });

  it("refuses ids that are taken, also those of former times, and what is no id", () => {
    const reading = read(tasks("  a:\n    name: A\n    was: [b]\n"));
    for (const id of ["a", "b", "A b", ""]) {
      assert.match(
        addRecord(reading, { section: "tasks", id, name: "X", fields: {} }).refusal ?? "",
        /taken|can't be an id/,
      );
    }
  });
});

describe("removing a record", () => {
  it("takes its comments with it and leaves no blank lines twice", () => {
    const remove = (text: string, id: string) => edited(text, (reading) => removeRecord(reading, record(reading, id)));
    const three = "  a:\n    name: A\n\n  # about b\n  b:\n    name: B\n    # more\n\n  c:\n    name: C\n";
    assert.equal(remove(three, "b"), "  a:\n    name: A\n\n  c:\n    name: C\n");
    assert.equal(remove(three, "a"), three.slice(three.indexOf("  # about b")));
    assert.equal(remove(three, "c"), three.slice(0, three.indexOf("\n  c:")));
    assert.equal(
      remove("  a:\n    tasks:\n      b:\n        name: B\n\n  c:\n    name: C\n", "b"),
      "  a:\n    tasks:\n\n  c:\n    name: C\n",
    );
    assert.equal(remove("  a: {tasks: {b: {name: B}}}\n", "b"), "  a: {tasks: {}}\n");
  });

  it("leaves a stage that still reads when its last task goes", () => {
    const files = tasks("  a:\n    name: A\n    tasks:\n      b:\n        name: B\n");
    const reading = read(files);
    const now = read(carriedOut(files, removeRecord(reading, record(reading, "b"))));
    assert.deepEqual([...now.problems], []);
    assert.equal(now.project.tasks[0]?.isStage, true);
  });

  it("says who still refers to it, and takes those references out if wished", () => {
    const files = {
      "gantry.yaml": "gantry: 1\nsponsor: ana\nmanager: ida\n\npeople:\n  ana: {name: Ana}\n  ida: {name: Ida}\n",
      "plan.yaml":
        "gantry: 1\ntasks:\n  a:\n    name: A\n    who: ana # her\n    owner: ida\n  b:\n    name: B\n    who: [ida, ana 50%]\n  c:\n    name: C\n    who:\n      - ana\n      - ida\n",
    };
    const reading = read(files);
    const ana = record(reading, "ana");
    assert.equal(
      removeRecord(reading, ana).refusal,
      "“a”, “b”, “c” and 1 more refer to “ana”. Take the references out first, or remove it with them.",
    );
    const now = carriedOut(files, removeRecord(reading, ana, { cutReferences: true }));
    assert.equal(now["gantry.yaml"], "gantry: 1\nmanager: ida\n\npeople:\n  ida: {name: Ida}\n");
    assert.equal(
      now["plan.yaml"],
      "gantry: 1\ntasks:\n  a:\n    name: A\n    owner: ida\n  b:\n    name: B\n    who: [ida]\n  c:\n    name: C\n    who:\n      - ida\n",
    );
  });

  it("does not count references within a stage, nor those of logs", () => {
    const files = {
      ...tasks(
        "  a:\n    name: A\n    tasks:\n      b:\n        name: B\n      c:\n        name: C\n        after: b\n",
      ),
      "progress/ana.yaml": "gantry: 1\nprogress:\n  - {at: 2027-01-01T00:00:00Z, task: b, done: 10%}\n",
    };
    const reading = read(files);
    const now = carriedOut(files, removeRecord(reading, record(reading, "a")));
    assert.equal(now["plan.yaml"], "gantry: 1\n\ntasks:\n");
    assert.equal(now["progress/ana.yaml"], files["progress/ana.yaml"]);
  });
});

describe("moving a record", () => {
  const plan =
    "  a:\n    name: A\n    tasks:\n      # about b\n      b:\n        name: B # it\n        note: |2\n            deep\n\n          flat\n        links: {x: y,\n          z: w}\n        acceptance: one\n          two\n\n      c:\n        name: C\n\n  d:\n    name: D\n";

  it("takes its text along as it stands, further left or right", () => {
    const files = tasks(plan);
    const reading = read(files);
    const now = carriedOut(files, moveRecord(reading, record(reading, "b"), { after: record(reading, "d") }));
    assert.equal(
      now["plan.yaml"],
      "gantry: 1\n\ntasks:\n  a:\n    name: A\n    tasks:\n      c:\n        name: C\n\n  d:\n    name: D\n\n  # about b\n  b:\n    name: B # it\n    note: |2\n        deep\n\n      flat\n    links: {x: y,\n      z: w}\n    acceptance: one\n      two\n",
    );
    assert.deepEqual(record(read(now), "b").record, record(reading, "b").record);
    const again = read(now);
    const back = carriedOut(now, moveRecord(again, record(again, "b"), { before: record(again, "c") }));
    assert.equal(back["plan.yaml"], files["plan.yaml"]);
  });

  it("makes a stage of a task, and leaves an empty one behind", () => {
    assert.equal(
      edited("  a:\n    tasks:\n      b:\n        name: B\n\n  c: {name: C}\n", (reading) =>
        moveRecord(reading, record(reading, "b"), { into: record(reading, "c") }),
      ),
      "  a:\n    tasks:\n\n  c: {name: C, tasks: {b: {name: B}}}\n",
    );
    assert.equal(
      edited("  a:\n    tasks: {b: {name: B, effort: 1d}}\n", (reading) =>
        moveRecord(reading, record(reading, "b"), { into: "top" }),
      ),
      "  a:\n    tasks: {}\n  b: {name: B, effort: 1d}\n",
    );
  });

  it("goes from file to file, each with its own habits", () => {
    const files = {
      "one.yaml":
        "gantry: 1\r\ntasks:\r\n    a:\r\n        name: A\r\n        note: |\r\n            x\r\n            y\r\n\r\n    b:\r\n        name: B\r\n",
      "two.yaml": "gantry: 1\ntasks:\n  s:\n    name: S\n    tasks:\n      t: {name: T}",
    };
    const reading = read(files);
    const now = carriedOut(files, moveRecord(reading, record(reading, "a"), { into: record(reading, "s") }));
    assert.equal(now["one.yaml"], "gantry: 1\r\ntasks:\r\n    b:\r\n        name: B\r\n");
    assert.match(now["two.yaml"] ?? "", /t: \{name: T\}\n\n {6}a:\n {10}name: A\n {10}note: \|\n {14}x\n {14}y$/);
    assert.deepEqual(record(read(now), "a").record, record(reading, "a").record);
  });

  it("refuses to go into itself, or where it does not belong", () => {
    const files = { ...tasks(plan), "timeline.yaml": "gantry: 1\nmilestones:\n  m:\n    name: M\n" };
    const reading = read(files);
    assert.match(
      moveRecord(reading, record(reading, "a"), { into: record(reading, "b") }).refusal ?? "",
      /into itself/,
    );
    assert.match(
      moveRecord(reading, record(reading, "a"), { before: record(reading, "c") }).refusal ?? "",
      /into itself/,
    );
    assert.match(
      moveRecord(reading, record(reading, "a"), { into: record(reading, "a") }).refusal ?? "",
      /into itself/,
    );
    assert.match(moveRecord(reading, record(reading, "m"), { into: record(reading, "a") }).refusal ?? "", /among/);
    assert.deepEqual(moveRecord(reading, record(reading, "a"), { after: record(reading, "a") }).edits, []);
  });
});

describe("renaming a record", () => {
  const files: Files = {
    "gantry.yaml":
      "gantry: 1\nsponsor: ana # her\nrules:\n  gates: {approver: ana}\npeople:\n  ana: {name: Ana}\n  dev:\n    name: Dev\n    count: 2\n",
    "plan.yaml":
      'gantry: 1\n# see people/ana\ntasks:\n  ana:\n    name: A task that is called ana\n    who: [ana, "ana 50%"]\n  api:\n    name: API\n    who: 2 dev\n    after:\n      - ana SS+1d # ana\n    note: Ask people/ana, not people/anabel; see tasks/ana.\n',
    "baselines/b.yaml":
      "gantry: 1\nbaselines:\n  b:\n    name: B\n    date: 2027-01-01\n    tasks:\n      ana: {work: 1d}\n    note: tasks/ana\n",
    "progress/ana.yaml":
      "gantry: 1\nprogress:\n  - {at: 2027-01-01T00:00:00Z, task: ana, done: 10%, note: see tasks/ana}\n",
  };
  const documents = [
    {
      path: "status/w1.md",
      text: "---\ndocument: status-report\nowner: ana\ndeciders: [ana, dev]\n---\n[A](../plan.yaml#ana) [B](../gantry.yaml#ana) <../plan.yaml#people/ana> [C](plan.yaml#ana)\n\nSee people/ana and tasks/ana, ana. [D](../plan.yaml#ana-2)\n",
    },
    { path: "site/index.md", text: "---\nlayout: page\nowner: ana\n---\n" },
    {
      path: "checklists/c.md",
      text: '- [ ] Ask ana <!-- x-1 who:ana,"Ana",dev -->\n- [x] y <!-- x-2 who:"ana" -->\nwho:ana\n',
    },
  ];

  function renamed(id: RecordPlace, newId: string, reading: ProjectReading): Files {
    const all = { ...files, ...Object.fromEntries(documents.map(({ path, text }) => [path, text])) };
    return carriedOut(all, renameRecord(reading, id, newId, documents));
  }

  it("follows every way a person is named", () => {
    const reading = read(files);
    const ana = reading.index.find("people", "ana") as RecordPlace;
    const now = renamed(ana, "anna", reading);
    assert.equal(
      now["gantry.yaml"],
      "gantry: 1\nsponsor: anna # her\nrules:\n  gates: {approver: anna}\npeople:\n  anna: {name: Ana, was: [ana]}\n  dev:\n    name: Dev\n    count: 2\n",
    );
    assert.equal(
      now["plan.yaml"],
      (files["plan.yaml"] ?? "")
        .replace('[ana, "ana 50%"]', '[anna, "anna 50%"]')
        .replaceAll("people/ana,", "people/anna,")
        .replace("people/ana\n", "people/anna\n"),
    );
    assert.equal(
      now["status/w1.md"],
      documents[0]?.text
        .replace("owner: ana", "owner: anna")
        .replace("[ana, dev]", "[anna, dev]")
        .replace("gantry.yaml#ana", "gantry.yaml#anna")
        .replace("#people/ana", "#people/anna")
        .replace("See people/ana", "See people/anna"),
    );
    assert.equal(now["site/index.md"], documents[1]?.text, "front matter of other programs is left alone");
    assert.equal(
      now["checklists/c.md"],
      '- [ ] Ask ana <!-- x-1 who:anna,"Ana",dev -->\n- [x] y <!-- x-2 who:"anna" -->\nwho:ana\n',
    );
  });

  it("follows every way a task is named, but leaves logs and baselines", () => {
    const reading = read(files);
    const task = reading.index.find("work", "ana") as RecordPlace;
    const now = renamed(task, "talk", reading);
    assert.match(now["plan.yaml"] ?? "", /^ {2}talk:\n.*\n.*\n {4}was: \[ana\]\n/m);
    assert.match(now["plan.yaml"] ?? "", /- talk SS\+1d # ana\n.*see tasks\/talk\.\n/);
    assert.match(
      now["status/w1.md"] ?? "",
      /\[A\]\(\.\.\/plan\.yaml#talk\).*\[C\]\(plan\.yaml#ana\)\n\n.*tasks\/talk, ana\. \[D\]\(\.\.\/plan\.yaml#ana-2\)/,
    );
    assert.equal(now["baselines/b.yaml"], files["baselines/b.yaml"]);
    assert.equal(now["progress/ana.yaml"], files["progress/ana.yaml"]);
    assert.deepEqual(
      [...read(now).problems.values()]
        .flat()
        .filter(({ severity, message }) => severity === "error" && !/“ana” stands twice/.test(message)),
      [],
    );
    const dev = renamed(reading.index.find("people", "dev") as RecordPlace, "developer", reading);
    assert.match(dev["plan.yaml"] ?? "", /who: 2 developer\n/);
  });

  it("leaves links that lead out of the project alone", () => {
    const reading = read(files);
    const ana = reading.index.find("people", "ana") as RecordPlace;
    const text = "[Another project](../../plan.yaml#ana) [Here](../gantry.yaml#ana)\n";
    const plan = renameRecord(reading, ana, "anna", [{ path: "notes/a.md", text }]);
    const edits = plan.edits?.filter(({ path }) => path === "notes/a.md") ?? [];
    assert.equal(applyEdits(text, edits), "[Another project](../../plan.yaml#ana) [Here](../gantry.yaml#anna)\n");
    const outside = renameRecord(reading, ana, "anna", [{ path: "a.md", text: "[x](../gantry.yaml#ana)\n" }]);
    assert.deepEqual(
      outside.edits?.filter(({ path }) => path === "a.md"),
      [],
    );
  });

  it("keeps the ids of before, and gives one back", () => {
    const rename = (text: string, newId: string) =>
      edited(text, (reading) => renameRecord(reading, record(reading, "b"), newId));
    assert.equal(
      rename("  b:\n    name: B\n    was: [a]  # once\n", "c"),
      "  c:\n    name: B\n    was: [a, b]  # once\n",
    );
    assert.equal(
      rename("  b:\n    was:\n      - a\n    name: B\n", "c"),
      "  c:\n    was:\n      - a\n      - b\n    name: B\n",
    );
    assert.equal(rename("  'b':\n    name: B\n    was: [a]\n", "a"), "  'a':\n    name: B\n    was: [b]\n");
  });

  it("gives only the second of two records with one id another one", () => {
    assert.equal(
      edited("  a:\n    name: A\n  a:\n    name: B\n  c:\n    name: C\n    after: a\n", (reading) =>
        renameRecord(reading, reading.index.places[1] as RecordPlace, "b"),
      ),
      "  a:\n    name: A\n  b:\n    name: B\n  c:\n    name: C\n    after: a\n",
    );
  });

  it("refuses ids that are taken, now or once, and what is no id", () => {
    const reading = read({
      ...tasks("  a:\n    name: A\n  b:\n    name: B\n    was: [c]\n"),
      "m.yaml": "gantry: 1\nmilestones:\n  m:\n    name: M\n",
    });
    for (const id of ["b", "m"])
      assert.match(renameRecord(reading, record(reading, "a"), id).refusal ?? "", /is taken/);
    assert.match(renameRecord(reading, record(reading, "a"), "c").refusal ?? "", /once/);
    for (const id of ["", "A", "a b", "1a"])
      assert.match(renameRecord(reading, record(reading, "a"), id).refusal ?? "", /can't be an id/);
    assert.deepEqual(renameRecord(reading, record(reading, "a"), "a").edits, []);
  });
});

describe("logging progress", () => {
  const entry = { task: "api", note: 'a, b: {c} "d"', at: "2027-01-13T15:10:00Z", done: "40%" };
  const line = '- {at: 2027-01-13T15:10:00Z, task: api, done: 40%, note: "a, b: {c} \\"d\\""}';
  const log = (files: Files, writer = "ana") => carriedOut(files, logProgress(read(files), writer, entry));

  it("adds a line to the writer's log, or begins one", () => {
    assert.equal(log({})["progress/ana.yaml"], `gantry: 1\n\nprogress:\n  ${line}\n`);
    const before = "gantry: 1\n\nprogress:\n- {at: 2027-01-01T00:00:00Z, task: a}\n  # later\n\n# end\n";
    assert.equal(
      log({ "progress/ana.yaml": before })["progress/ana.yaml"],
      before.replace("later\n", `later\n${line}\n`),
    );
    assert.equal(
      log({ "progress/ana.yaml": "gantry: 1\nprogress:" })["progress/ana.yaml"],
      `gantry: 1\nprogress:\n  ${line}`,
    );
    assert.equal(
      log({ "progress/ana.yaml": "gantry: 1\nprogress: []\n" })["progress/ana.yaml"],
      `gantry: 1\nprogress:\n  ${line}\n`,
    );
    assert.equal(
      log({ "progress/ana.yaml": "gantry: 1\n" })["progress/ana.yaml"],
      `gantry: 1\n\nprogress:\n  ${line}\n`,
    );
  });

  it("begins a second log beside one that can't be added to, and stays in its folder", () => {
    const broken = "gantry: 1\nprogress: later\n";
    const now = log({ "progress/ana.yaml": broken });
    assert.equal(now["progress/ana.yaml"], broken);
    assert.equal(now["progress/ana-2.yaml"], `gantry: 1\n\nprogress:\n  ${line}\n`);
    assert.ok(log({}, "../Ana Maria")["progress/ana-maria.yaml"]);
  });
});
