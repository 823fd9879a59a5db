import assert from "node:assert/strict";
import fc from "fast-check";
import { stringify } from "yaml";
import { isSlice, isTemplateDescription, readProjectHeader, readSectionNames } from "../../src/core/text/index.ts";

describe("the head of a project file", () => {
  it("gives what the file states", () => {
    const text =
      "gantry: 1\nname: Payments\nmethod: hybrid\nphase: planning\nstart: 2027-01-04\nstatus-date: 2027-02-10\n" +
      "currency: EUR\ntime-zone: Europe/Vienna\nmanager: ana\nsponsor: ida\n";
    const { header, problems } = readProjectHeader(text, "folder");
    assert.deepEqual(problems, []);
    assert.deepEqual(header, {
      version: 1,
      name: "Payments",
      method: "hybrid",
      phase: "planning",
      start: "2027-01-04",
      statusDate: "2027-02-10",
      currency: "EUR",
      timeZone: "Europe/Vienna",
      manager: "ana",
      sponsor: "ida",
    });
  });

  it("takes names from the source, where YAML would see something else", () => {
    for (const name of ["no", "1e5", "null", "0x10", "2027-01-04"]) {
      assert.equal(
        readProjectHeader(`gantry: 1\nname: ${name}\n`, "folder").header.name,
        name === "null" ? "folder" : name,
      );
    }
  });

  it("falls back to the folder's name and leaves out what it does not understand", () => {
    const { header } = readProjectHeader("gantry: 1\nmethod: magic\nstart: soon\n", "folder");
    assert.deepEqual(header, { version: 1, name: "folder" });
  });

  it("says where a file stops being YAML and keeps what stands before", () => {
    const { header, problems } = readProjectHeader("gantry: 1\nname: Half\nphase: [planning\n", "folder");
    assert.equal(header.name, "Half");
    assert.ok(problems.length > 0);
    assert.ok(problems.every(({ line, column }) => line >= 1 && column >= 1));
  });

  it("knows files of a newer version and files that are no project's", () => {
    assert.match(readProjectHeader("gantry: 2\n", "x").problems[0]?.message ?? "", /newer version/);
    assert.equal(readProjectHeader("gantry: 2\n", "x").header.version, 2);
    assert.match(readProjectHeader("name: x\n", "x").problems[0]?.message ?? "", /begins with "gantry: 1"/);
  });

  it("takes only dates that there are", () => {
    const { header } = readProjectHeader("gantry: 1\nstart: 2027-13-45\nstatus-date: 2027-02-30\n", "folder");
    assert.deepEqual(header, { version: 1, name: "folder" });
  });

  it("bears nesting without end", () => {
    for (const deep of ["[".repeat(10_000), "- ".repeat(10_000), "? ".repeat(10_000)]) {
      const { header, problems } = readProjectHeader(`gantry: 1\nx: ${deep}`, "folder");
      assert.equal(header.name, "folder");
      assert.ok(problems.length > 0);
    }
  });

  it("names a few problems of a file that is wrong in every line", () => {
    const { problems } = readProjectHeader(`gantry: 1\n${"a: b: c\n".repeat(2_000)}`, "folder");
    assert.ok(problems.length > 0 && problems.length <= 20);
  });

  it("keeps a name to one line of bounded length", () => {
    const { header } = readProjectHeader(`gantry: 1\nname: "Tw\\to\\nlines${" and more".repeat(1_000)}"\n`, "folder");
    assert.match(header.name, /^Tw o lines and more/);
    assert.ok(header.name.length <= 200);
  });

  it("reads back any name that is written as YAML", () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 60 }).filter((name) => name.trim() === name),
        (name) => {
          const text = stringify({ gantry: 1, name }, { defaultStringType: "QUOTE_DOUBLE", defaultKeyType: "PLAIN" });
          return readProjectHeader(text, "folder").header.name === name;
        },
      ),
    );
  });

  it("never throws, whatever the file holds", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => {
        readProjectHeader(text, "folder");
        readProjectHeader(`gantry: 1\n${text}`, "folder");
        return true;
      }),
    );
    for (const text of [
      "&a [*a]",
      "a: &a {b: *a}\n",
      "? [1]: 2",
      "- - - -",
      "\t",
      "!!js/function x",
      "%YAML 9",
      "<<: *x",
    ]) {
      readProjectHeader(`gantry: 1\n${text}`, "folder");
    }
  });
});

describe("sections of a slice", () => {
  it("are its top-level keys", () => {
    assert.deepEqual(readSectionNames("gantry: 1\n\ntasks:\n  risks:\n    name: x\nrisks:\r\n  a: b\n# issues:\n"), [
      "tasks",
      "risks",
    ]);
  });

  it("tell templates from files of that name of other tools", () => {
    assert.equal(isTemplateDescription("# ours\ntemplate: 1\r\nname: Ours\n"), true);
    assert.equal(isTemplateDescription("AWSTemplateFormatVersion: 2010-09-09\ntemplate: 1\n"), false);
  });

  it("tell slices from other YAML", () => {
    assert.equal(isSlice("gantry: 1\n"), true);
    assert.equal(isSlice("# a comment\n\ngantry: 1\n"), true);
    assert.equal(isSlice("\uFEFFgantry: 1\r\n"), true);
    assert.equal(isSlice("name: x\ngantry: 1\n"), false);
    assert.equal(isSlice(""), false);
  });
});
