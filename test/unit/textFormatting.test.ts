import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { applyEdits, formatSlice } from "../../src/core/text/editing/index.ts";
import { readSlice } from "../../src/core/text/reading/index.ts";

function formatted(text: string): string {
  return applyEdits(text, formatSlice(readSlice("plan.yaml", text)));
}

describe("formatting a file", () => {
  it("indents by two spaces, lists below their keys too", () => {
    assert.equal(
      formatted(
        "gantry: 1\n\ntasks:\n    a:\n        name: A\n        after:\n        - b\n        -   c SS\n        tasks:\n           d:\n               name: D\n",
      ),
      "gantry: 1\n\ntasks:\n  a:\n    name: A\n    after:\n      - b\n      - c SS\n    tasks:\n      d:\n        name: D\n",
    );
  });

  it("puts one space behind colons and commas and none inside brackets", () => {
    assert.equal(
      formatted('gantry:   1\n\ntasks:\n  a:  {name :  A,who: [ ana,chen 50% ] ,"x-b":1 }   # all\n'),
      'gantry: 1\n\ntasks:\n  a: {name: A, who: [ana, chen 50%], "x-b": 1}   # all\n',
    );
  });

  it("puts one blank line between sections and records of several lines, and none twice", () => {
    assert.equal(
      formatted(
        "gantry: 1\nname: P\npeople:\n  ana: {name: Ana}\n  ida: {name: Ida}\ntasks:\n  a:\n    name: A\n  # about b\n  b:\n    name: B\n\n\n\n  c: {name: C}\n  d: {name: D}\n\n\n",
      ),
      "gantry: 1\nname: P\n\npeople:\n  ana: {name: Ana}\n  ida: {name: Ida}\n\ntasks:\n  a:\n    name: A\n\n  # about b\n  b:\n    name: B\n\n  c: {name: C}\n  d: {name: D}\n",
    );
  });

  it("takes blanks from the ends of lines and ends the last one, with the file's own line breaks", () => {
    assert.equal(
      formatted("gantry: 1  \r\n\t\r\nname: P # it \r\n# end\t"),
      "gantry: 1\r\n\r\nname: P # it\r\n# end\r\n",
    );
  });

  it("moves comments with what they stand at", () => {
    assert.equal(
      formatted(
        "gantry: 1\n\ntasks:\n    # about a\n    a:\n        name: A\n        # its effort\n        effort: 1d\n          # deeper\n        # at its end\n    # at the end\n# of all\n",
      ),
      "gantry: 1\n\ntasks:\n  # about a\n  a:\n    name: A\n    # its effort\n    effort: 1d\n      # deeper\n    # at its end\n  # at the end\n# of all\n",
    );
  });

  it("leaves texts as they are: blocks, quotes and what goes over several lines", () => {
    const text =
      'gantry: 1\n\ntasks:\n    a:\n        note: |\n            one  \n\n\n              # two:   x\n        acceptance: >2-\n          three\n        basis: "four   \n          five"\n        name: six\n          seven\n        links: {a:  b,\n          c:   d}\n';
    assert.equal(
      formatted(text),
      'gantry: 1\n\ntasks:\n  a:\n    note: |\n        one  \n\n\n          # two:   x\n    acceptance: >2-\n      three\n    basis: "four   \n      five"\n    name: six\n      seven\n    links: {a:  b,\n      c:   d}\n',
    );
  });

  it("leaves files alone that have mistakes in their syntax or are of a newer version", () => {
    for (const text of [
      'gantry:   1\nname: "P\n',
      "gantry:  1\ntasks:\n\ta:\n",
      "gantry:   1\nx: *a\n",
      "",
      "# only\n\n\n",
    ]) {
      assert.deepEqual(formatSlice(readSlice("plan.yaml", text)), []);
    }
  });

  it("changes only the lines that need it", () => {
    const edits = formatSlice(readSlice("plan.yaml", "gantry: 1\n\ntasks:\n  a:\n    name:  A\n    effort: 1d \n"));
    assert.deepEqual(edits, [
      { path: "plan.yaml", start: 32, end: 34, text: " " },
      { path: "plan.yaml", start: 50, end: 51, text: "" },
    ]);
  });

  it("finds nothing to do in the templates and the sample project", () => {
    const files = readdirSync("templates", { recursive: true, withFileTypes: true })
      .filter((file) => file.name.endsWith(".yaml") && file.name !== "kind.yaml")
      .map((file) => `${file.parentPath}/${file.name}`);
    assert.ok(files.length > 50);
    for (const file of files) assert.deepEqual(formatSlice(readSlice(file, readFileSync(file, "utf8"))), [], file);
  });
});
