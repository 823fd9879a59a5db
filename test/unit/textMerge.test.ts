import assert from "node:assert/strict";
import { type MergeResult, mergeTexts } from "../../src/core/text/merge/index.ts";

const base = `gantry: 1

# Effort is a person's time.
tasks:
  discovery:
    name: Discovery
    tasks:
      interviews:
        name: Interview ten merchants
        effort: 5d
        who: [ana, chen 50%]

      findings:
        name: Write up what we learned
        duration: 2d
        after: interviews

  build:
    name: Build
    after: discovery
    tasks:
      # The provider's sandbox is slow.
      api:
        name: New payments API
        effort: 8d / 12d / 20d  # agreed
        who: chen
        note: |
          First line.
          Second line.
          Third line.
        links: {jira: PAY-12}

      refunds:
        name: Refunds
        effort: 4d
        after:
          - api
          - findings
`;

function merge(ours: string, theirs: string, from: string | undefined = base): MergeResult {
  return mergeTexts({ base: from, ours, theirs, path: "plan.yaml" });
}

/** The text with pieces replaced; each has to be there once. */
function edited(...edits: readonly (readonly [string, string])[]): string {
  let text = base;
  for (const [from, to] of edits) {
    assert.equal(text.split(from).length, 2, `once: ${from}`);
    text = text.replace(from, () => to);
  }
  return text;
}

function clean(ours: string, theirs: string, from: string = base): string {
  const { text, conflicts, fallback } = merge(ours, theirs, from);
  assert.equal(fallback, undefined);
  assert.deepEqual(conflicts, []);
  return text;
}

function conflicting(ours: string, theirs: string, from: string | undefined = base): MergeResult {
  const result = merge(ours, theirs, from);
  assert.equal(result.fallback, undefined);
  assert.notEqual(result.conflicts.length, 0);
  for (const { start, end } of result.conflicts) {
    assert.match(result.text.slice(start, end), /^<{7} ours\r?\n[\s\S]*>{7} theirs\r?\n$/);
  }
  return result;
}

describe("merging two versions of a plan", () => {
  it("takes fields of the same record from both sides, though they are neighbours", () => {
    const ours = edited(["duration: 2d", "duration: 3d"]);
    const theirs = edited(["after: interviews\n", "after: interviews FS+1d\n"]);
    const both = edited(["duration: 2d", "duration: 3d"], ["after: interviews\n", "after: interviews FS+1d\n"]);
    assert.equal(clean(ours, theirs), both);
    assert.equal(clean(theirs, ours), both);
  });

  it("takes a value from one side and the comment behind it from the other", () => {
    const ours = edited(["8d / 12d / 20d ", "9d "]);
    const theirs = edited(["# agreed", "# agreed on Monday"]);
    assert.equal(clean(ours, theirs), edited(["8d / 12d / 20d  # agreed", "9d  # agreed on Monday"]));
  });

  it("keeps what both added in the same place, ours first", () => {
    const after = "        after: interviews\n";
    const ours = edited([after, `${after}\n      mine:\n        name: Mine\n`]);
    const theirs = edited([after, `${after}\n      yours:\n        name: Yours\n`]);
    const both = edited([after, `${after}\n      mine:\n        name: Mine\n\n      yours:\n        name: Yours\n`]);
    assert.equal(clean(ours, theirs), both);
  });

  it("applies additions and removals of both sides to a list in brackets", () => {
    const ours = edited(["[ana, chen 50%]", "[ana, chen 50%, bo]"]);
    const theirs = edited(["[ana, chen 50%]", "[mara, chen 50%]"]);
    assert.equal(clean(ours, theirs), edited(["[ana, chen 50%]", "[mara, chen 50%, bo]"]));
  });

  it("applies additions and removals of both sides to a list with an item per line", () => {
    const ours = edited([
      "          - api\n          - findings\n",
      "          - api\n          - findings\n          - x\n",
    ]);
    const theirs = edited([
      "          - api\n          - findings\n",
      "          # why\n          - findings\n          - y\n",
    ]);
    assert.equal(
      clean(ours, theirs),
      edited([
        "          - api\n          - findings\n",
        "          # why\n          - findings\n          - x\n          - y\n",
      ]),
    );
  });

  it("makes a list of what both sides added to a single value", () => {
    const ours = edited(["after: interviews\n", "after: [interviews, a]\n"]);
    const theirs = edited(["after: interviews\n", "after:\n          - interviews\n          - b\n"]);
    assert.equal(clean(ours, theirs), edited(["after: interviews\n", "after: [interviews, a, b]\n"]));
    const other = edited(["after: interviews\n", "after:\n          - interviews\n          - b\n          - a\n"]);
    assert.equal(clean(theirs, ours), other.replace("- b\n          - a", "- b\n          - a"));
  });

  it("merges keys of a map in brackets", () => {
    const ours = edited(["{jira: PAY-12}", "{jira: PAY-12, wiki: A}"]);
    const theirs = edited(["{jira: PAY-12}", "{jira: PAY-13}"]);
    assert.equal(clean(ours, theirs), edited(["{jira: PAY-12}", "{jira: PAY-13, wiki: A}"]));
  });

  it("merges a text of several lines line by line", () => {
    const ours = edited(["First line.", "Line one."]);
    const theirs = edited(["Third line.", "Line three."]);
    assert.equal(clean(ours, theirs), edited(["First line.", "Line one."], ["Third line.", "Line three."]));
  });

  it("merges comments above and fields below", () => {
    const ours = edited(["# The provider's sandbox is slow.", "# The provider's sandbox was slow."]);
    const theirs = edited(["name: New payments API", "name: Payments API"]);
    assert.equal(
      clean(ours, theirs),
      edited(
        ["# The provider's sandbox is slow.", "# The provider's sandbox was slow."],
        ["name: New payments API", "name: Payments API"],
      ),
    );
  });
});

describe("merging what was moved or removed", () => {
  const api = /\n {6}# The provider's[\s\S]*?PAY-12}\n/.exec(base)?.[0].slice(1) ?? "";

  it("applies a change to a task that the other side moved to another stage", () => {
    const moved = base
      .replace(`${api}\n`, "")
      .replace("        after: interviews\n", `        after: interviews\n\n${api}`);
    const theirs = edited(["who: chen\n", "who: bo\n"]);
    assert.equal(clean(moved, theirs), moved.replace("who: chen\n", "who: bo\n"));
    assert.equal(clean(theirs, moved), moved.replace("who: chen\n", "who: bo\n"));
  });

  it("applies a change to a task that the other side moved to the top and indented less", () => {
    const dedented = api.replaceAll(/^ {4}/gm, "");
    const moved = `${base.replace(`${api}\n`, "")}\n${dedented}`;
    const theirs = edited(["Second line.", "Another line."], ["who: chen\n", "who: bo\n"]);
    const both = moved.replace("Second line.", "Another line.").replace("who: chen\n", "who: bo\n");
    assert.equal(clean(moved, theirs), both);
    assert.equal(clean(theirs, moved), both);
  });

  it("follows a task that was renamed", () => {
    const ours = edited(
      [
        "      api:\n        name: New payments API\n",
        "      payments:\n        name: New payments API\n        was: [api]\n",
      ],
      ["- api\n", "- payments\n"],
    );
    const theirs = edited(["who: chen\n", "who: bo\n"]);
    assert.equal(clean(ours, theirs), ours.replace("who: chen\n", "who: bo\n"));
    assert.equal(clean(theirs, ours), ours.replace("who: chen\n", "who: bo\n"));
  });

  it("removes what one side removed and the other left alone", () => {
    const ours = base.replace(`${api}\n`, "");
    const theirs = edited(["effort: 4d", "effort: 5d"]);
    assert.equal(clean(ours, theirs), ours.replace("effort: 4d", "effort: 5d"));
  });

  it("asks about what one side removed and the other changed", () => {
    const ours = base.replace(`${api}\n`, "");
    const theirs = edited(["who: chen\n", "who: bo\n"], ["effort: 4d", "effort: 5d"]);
    const result = conflicting(ours, theirs);
    assert.deepEqual(
      result.conflicts.map(({ message, isRemoval }) => [message, isRemoval]),
      [["In ours the task “api” is gone, in theirs it was changed.", true]],
    );
    const { start, end } = result.conflicts[0] ?? { start: 0, end: 0 };
    assert.equal(
      result.text.slice(start, end),
      `<<<<<<< ours\n=======\n${api.replace("who: chen\n", "who: bo\n")}>>>>>>> theirs\n`,
    );
    assert.match(result.text, /effort: 5d/);
  });

  it("asks when a stage was removed into which the other side put a task", () => {
    const ours = base.slice(0, base.indexOf("\n  build:"));
    const theirs = `${base}\n      more:\n        name: More\n`;
    const { text, conflicts } = conflicting(ours, theirs);
    assert.equal(conflicts.length, 1);
    assert.match(conflicts[0]?.message ?? "", /“build” is gone/);
    assert.equal(text.split("more:").length, 2);
  });

  it("lets a stage go whose tasks were moved out of it", () => {
    const tasks = base.slice(base.indexOf("      # The provider's"));
    const ours = `${base.slice(0, base.indexOf("\n  build:"))}\n${tasks}`.replace("- findings", "- findings SS");
    const theirs = edited(["effort: 4d", "effort: 5d"]);
    assert.equal(clean(ours, theirs), ours.replace("effort: 4d", "effort: 5d"));
  });

  it("asks when both moved a task, each to another stage", () => {
    const stage = "\n  third:\n    name: Third\n    tasks:\n";
    const from = `${base}${stage}      x:\n        name: X\n`;
    const without = from.replace(`${api}\n`, "");
    const ours = `${without}\n${api}`;
    const theirs = without.replace("        after: interviews\n", `        after: interviews\n\n${api}`);
    const { conflicts, text } = conflicting(ours, theirs, from);
    assert.equal(conflicts.length, 2);
    assert.equal(text.split("api:").length, 3);
  });

  it("keeps ours where both moved the same task within its stage", () => {
    const rows = (order: string): string =>
      `gantry: 1\ntasks:\n${[...order].map((id) => `  ${id}:\n    name: ${id}\n`).join("\n")}`;
    assert.equal(clean(rows("bcdaef"), rows("bcdefa"), rows("abcdef")), rows("bcdaef"));
    assert.equal(clean(rows("bacdef"), rows("abcdfe"), rows("abcdef")), rows("bacdfe"));
    assert.equal(clean(rows("fabcde"), rows("bcadef"), rows("abcdef")), rows("fbcade"));
  });
});

describe("contradictions in a merge", () => {
  it("show both values between the markers of git, and nothing else", () => {
    const ours = edited(["effort: 4d", "effort: 5d"], ["name: Refunds", "name: Refunding"]);
    const theirs = edited(
      ["effort: 4d", "effort: 6d"],
      ["- findings\n", "- findings\n        cost: 5\n".replace("        cost", "        cost")],
    );
    const { text, conflicts } = conflicting(ours, theirs);
    assert.equal(
      text,
      edited(
        ["effort: 4d\n", "@"],
        ["name: Refunds", "name: Refunding"],
        ["- findings\n", "- findings\n        cost: 5\n"],
      ).replace("        @", "<<<<<<< ours\n        effort: 5d\n=======\n        effort: 6d\n>>>>>>> theirs\n"),
    );
    assert.equal(conflicts[0]?.message, "Both sides changed “effort”: ours to 5d, theirs to 6d.");
  });

  it("are no contradictions when both say the same in another way", () => {
    const ours = edited(["name: Refunds", 'name: "Refunding"']);
    const theirs = edited(["name: Refunds", "name: Refunding"]);
    assert.equal(clean(ours, theirs), ours);
    assert.equal(clean(theirs, ours), theirs);
  });

  it("are found where both gave the same id to different tasks", () => {
    const add = (name: string): string => `${base}\n      more:\n        name: ${name}\n        effort: 1d\n`;
    assert.equal(clean(add("More"), add("More")), add("More"));
    const { text, conflicts } = conflicting(add("More"), add("Else"));
    assert.match(conflicts[0]?.message ?? "", /Both sides added the task “more”/);
    assert.match(text, /<<<<<<< ours\n {6}more:\n {8}name: More\n {8}effort: 1d\n=======\n {6}more:\n {8}name: Else/);
  });

  it("are found where both gave the same id to different tasks in different stages", () => {
    const ours = `${base}\n      more:\n        name: More\n`;
    const theirs = edited([
      "        after: interviews\n",
      "        after: interviews\n\n      more:\n        name: Else\n",
    ]);
    const { text, conflicts } = conflicting(ours, theirs);
    assert.equal(conflicts.length, 2);
    assert.equal(text.split("more:").length, 3);
  });

  it("are told as notes where each side alone is right", () => {
    const removed = base.replace(/\n {6}refunds:[\s\S]*$/, "");
    const { conflicts, notes } = merge(removed, edited(["who: chen\n", "who: chen\n        after: refunds\n"]));
    assert.deepEqual(conflicts, []);
    assert.equal(notes.length, 1);
    assert.match(notes[0] ?? "", /There is no task or milestone “refunds”/);
    assert.deepEqual(merge(edited(["effort: 4d", "effort: 5d"]), edited(["name: Refunds", "name: R"])).notes, []);
  });
});

describe("a merge that makes a circle", () => {
  const two = "gantry: 1\n\ntasks:\n  a:\n    name: A\n\n  b:\n    name: B\n";
  const a = two.replace("name: A\n", "name: A\n    after: b\n");
  const b = two.replace("name: B\n", "name: B\n    after: a\n");

  it("says so", () => {
    const { conflicts, notes } = mergeTexts({ base: two, ours: a, theirs: b, path: "plan.yaml" });
    assert.deepEqual(conflicts, []);
    assert.equal(notes.length, 1);
    assert.match(notes[0] ?? "", /wait for each other in a circle: .*A/);
  });

  it("says nothing of a circle that was there", () => {
    const both = a.replace("name: B\n", "name: B\n    after: a\n");
    const { notes } = mergeTexts({
      base: both,
      ours: both.replace("name: A", "name: New"),
      theirs: both.replace("name: B\n", "name: B\n    effort: 1d\n"),
      path: "plan.yaml",
    });
    assert.deepEqual(notes, []);
  });
});

describe("the bytes of a merge", () => {
  const ours = edited(["effort: 4d", "effort: 5d"]);
  const theirs = edited(["name: New payments API", "name: Payments API"]);
  const both = edited(["effort: 4d", "effort: 5d"], ["name: New payments API", "name: Payments API"]);
  const pairs = (text: string): string => text.replaceAll("\n", "\r\n");

  it("have the line ends of ours", () => {
    assert.equal(clean(pairs(ours), theirs), pairs(both));
    assert.equal(clean(pairs(ours), pairs(theirs), pairs(base)), pairs(both));
    assert.equal(clean(ours, pairs(theirs), pairs(base)), both);
    const mixed = ours.replace("gantry: 1\n", "gantry: 1\r\n");
    assert.equal(clean(mixed, theirs), both.replace("gantry: 1\n", "gantry: 1\r\n"));
  });

  it("place conflicts right in a text with other line ends", () => {
    const { text, conflicts } = conflicting(
      `\uFEFF${pairs(ours)}`,
      pairs(edited(["effort: 4d", "effort: 6d"])),
      pairs(base),
    );
    assert.ok(text.startsWith("\uFEFF"));
    assert.equal(conflicts.length, 1);
  });

  it("may begin with blank lines, comments or a line of dashes", () => {
    for (const top of ["\n", "\n\n# Plan\n", "# Plan\n---\n", "---\n"]) {
      assert.equal(clean(top + ours, top + theirs, top + base), top + both);
      assert.equal(clean(ours, top + theirs, base), top + both);
    }
  });

  it("keep a missing last line end", () => {
    assert.equal(clean(ours.slice(0, -1), theirs), both.slice(0, -1));
    assert.equal(clean(ours, theirs.slice(0, -1)), both.slice(0, -1));
  });
});

describe("what is not merged by its records", () => {
  it("is a text that does not read, or was made by a newer Gantry, or is none of a project", () => {
    const ours = edited(["effort: 4d", "effort: 5d"]);
    for (const [theirs, why] of [
      [edited(["name: Refunds", "name: [Refunds"]), /their version has mistakes/],
      [edited(["gantry: 1", "gantry: 2"]), /their version was made by a newer Gantry/],
      [edited(["gantry: 1\n", "services: {}\n"]), /their version is no file of a project/],
      [edited(["name: Refunds\n", "name: Refunds\n        name: Refunds\n"]), /their version has “name” twice/],
      ["- a\n", /their version is no file of a project/],
    ] as const) {
      const result = merge(ours, theirs);
      assert.match(result.fallback ?? "", why);
      assert.equal(result.text, ours);
    }
  });
});

describe("a progress log", () => {
  const log =
    "gantry: 1\n\nprogress:\n  - {at: 2027-01-11T08:00:00Z, task: api, done: 10%}\n  - {at: 2027-01-12T08:00:00Z, task: api, done: 20%}\n";
  const line = (day: number, done: number): string => `  - {at: 2027-01-${day}T08:00:00Z, task: api, done: ${done}%}\n`;

  it("takes the entries of both, in the order of their times", () => {
    assert.equal(
      clean(log + line(13, 30) + line(15, 50), log + line(14, 40), log),
      log + line(13, 30) + line(14, 40) + line(15, 50),
    );
    assert.equal(clean(log + line(13, 30), log + line(13, 30), log), log + line(13, 30));
  });

  it("takes corrections of both", () => {
    const ours = log.replace("10%", "11%") + line(13, 30);
    const theirs = log.replace("20%", "22%");
    assert.equal(clean(ours, theirs, log), log.replace("10%", "11%").replace("20%", "22%") + line(13, 30));
  });
});

describe("merging without what both come from", () => {
  it("keeps records of either side and asks about fields that differ", () => {
    const ours = `${base}\n      mine:\n        name: Mine\n`;
    const theirs = `${edited(["effort: 4d", "effort: 5d"])}\n      yours:\n        name: Yours\n`;
    const { text, conflicts } = mergeTexts({ base: undefined, ours, theirs, path: "plan.yaml" });
    assert.equal(conflicts.length, 1);
    assert.match(text, /mine:[\s\S]*yours:/);
    const renamed = mergeTexts({
      base: undefined,
      ours: base,
      theirs: edited(["name: Refunds", "name: R"]),
      path: "plan.yaml",
    });
    assert.deepEqual(
      renamed.conflicts.map(({ message }) => message),
      ["Both sides changed “name”: ours to Refunds, theirs to R."],
    );
  });
});
