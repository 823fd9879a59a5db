import assert from "node:assert/strict";
import fc from "fast-check";
import { stringify } from "yaml";
import { isTemplateDescription, readSectionNames } from "../../src/core/text/index.ts";
import { type ProjectReading, readSlice, unite } from "../../src/core/text/reading/index.ts";

const read = (text: string): ProjectReading => unite([readSlice("gantry.yaml", text)], "folder");
const errorsOf = (reading: ProjectReading) =>
  (reading.problems.get("gantry.yaml") ?? []).filter(({ severity }) => severity === "error");

describe("the head of a project file", () => {
  it("gives what the file states", () => {
    const text =
      "gantry: 1\nname: Payments\nmethod: hybrid\nphase: planning\nstart: 2027-01-04\nstatus-date: 2027-02-10\n" +
      "currency: EUR\ntime-zone: Europe/Vienna\nmanager: ana\nsponsor: ida\npeople:\n  ana:\n    name: Ana\n  ida:\n    name: Ida\n";
    const { project, problems } = read(text);
    assert.deepEqual([...problems.values()].flat(), []);
    assert.deepEqual(project.header, {
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
      assert.equal(read(`gantry: 1\nname: ${name}\n`).project.header.name, name);
    }
  });

  it("falls back to the folder's name and leaves out what it does not understand", () => {
    const reading = read("gantry: 1\nmethod: magic\nstart: soon\n");
    assert.deepEqual(reading.project.header, { version: 1, name: "folder" });
    assert.equal(errorsOf(reading).length, 2);
  });

  it("says where a file stops being YAML and keeps what stands before", () => {
    const text = "gantry: 1\nname: Half\nphase: [planning\n";
    const reading = read(text);
    assert.equal(reading.project.header.name, "Half");
    const [first] = errorsOf(reading);
    assert.ok(first !== undefined && first.start >= text.indexOf("phase") && first.end <= text.length);
  });

  it("knows files of a newer version and files that say no version", () => {
    const newer = read("gantry: 2\n");
    assert.equal(newer.isNewer, true);
    assert.equal(newer.project.header.version, 2);
    assert.equal(errorsOf(newer)[0]?.code, "newer-version");
    assert.equal(errorsOf(read("name: x\n"))[0]?.code, "no-version");
  });

  it("takes only dates that there are", () => {
    const { project } = read("gantry: 1\nstart: 2027-13-45\nstatus-date: 2027-02-30\n");
    assert.deepEqual(project.header, { version: 1, name: "folder" });
  });

  it("bears nesting without end", () => {
    for (const deep of ["[".repeat(10_000), "- ".repeat(10_000), "? ".repeat(10_000)]) {
      const reading = read(`gantry: 1\nx: ${deep}`);
      assert.equal(reading.project.header.name, "folder");
      assert.ok(errorsOf(reading).length > 0);
    }
  });

  it("reads back any name that is written as YAML", () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 60 }).filter((name) => name.trim() === name),
        (name) => {
          const text = stringify({ gantry: 1, name }, { defaultStringType: "QUOTE_DOUBLE", defaultKeyType: "PLAIN" });
          return read(text).project.header.name === name;
        },
      ),
    );
  });

  it("never throws, whatever the file holds", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => {
        read(text);
        read(`gantry: 1\n${text}`);
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
      read(`gantry: 1\n${text}`);
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
});
