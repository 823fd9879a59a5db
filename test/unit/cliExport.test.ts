import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { XMLValidator } from "fast-xml-parser";
import { CommandLine, readAll } from "./support/commandLine.ts";

const plan = `gantry: 1

name: Orchard
start: 2027-01-04
status-date: 2027-02-10

tasks:
  api: {name: New <API>, duration: 9d}
  screens: {name: Screens, duration: 10d, after: api}
`;

describe("gantry export", () => {
  const gantry = new CommandLine();
  after(() => gantry.dispose());
  const project = (text = plan): string => gantry.project({ "gantry.yaml": text });

  it("draws the sample project, each time the same", async () => {
    const folder = gantry.sample();
    const [one, two] = await Promise.all([
      gantry.run(["export", "svg", folder]),
      gantry.run(["export", "svg", folder]),
    ]);
    assert.equal(one.code, 0, one.errors);
    assert.equal(one.output, two.output);
    assert.equal(XMLValidator.validate(one.output), true);
    assert.match(one.output, /Payments migration/);
    for (const form of ["is-critical", "milestone", "float", "deadline", "load-over", "iteration", "link"]) {
      assert.match(one.output, new RegExp(`class="${form}|class="[^"]* ${form}`), form);
    }
  });

  it("writes a file or replaces it, and leaves the project alone", async () => {
    const folder = project();
    const before = readAll(folder);
    const out = path.join(gantry.work, "timeline.html");
    for (const theme of ["dark", "paper"]) {
      const { code, output, errors } = await gantry.run(["export", "html", folder, "--theme", theme, "--out", out]);
      assert.equal(code, 0, errors);
      assert.equal(output, "Wrote timeline.html: 2 rows.\n");
    }
    assert.match(readFileSync(out, "utf8"), /^<!doctype html>[\s\S]*New &lt;API&gt;[\s\S]*<\/html>\n$/);
    assert.deepEqual(readAll(folder), before);
  });

  it("replaces nothing of another kind", async () => {
    const folder = project();
    const other = path.join(folder, "gantry.yaml");
    const inTheWay = path.join(gantry.work, "folder.svg");
    mkdirSync(inTheWay);
    const binary = path.join(gantry.work, "binary.svg");
    writeFileSync(binary, Buffer.from([0xff, 0xfe, 0x00]));
    for (const [out, why] of [
      [other, /gantry\.yaml is there already, and only a \.svg file is replaced\.$/],
      [inTheWay, /folder\.svg is no file\.$/],
      [binary, /binary\.svg is not a text in UTF-8\.$/],
    ] as const) {
      const { code, output, errors } = await gantry.run(["export", "svg", folder, "--out", out]);
      assert.equal(code, 1);
      assert.equal(output, "");
      assert.match(errors.trim(), why);
    }
    assert.equal(readFileSync(other, "utf8"), plan);
    assert.equal(readFileSync(binary).length, 3);
  });

  it("shows the days that are asked for, as seen from the day that is asked for", async () => {
    const args = [
      "export",
      "svg",
      project(),
      "--from",
      "2027-02-01",
      "--to",
      "2027-02-13",
      "--status-date",
      "2027-02-03",
    ];
    const { output } = await gantry.run(args);
    assert.match(output, />February 2027</);
    assert.doesNotMatch(output, />January 2027</);
    assert.match(output, /status of 3 Feb 2027/);
  });

  it("compares with a baseline, which has to be there", async () => {
    const folder = gantry.sample();
    const { output } = await gantry.run(["export", "svg", folder, "--compare", "baseline:approved"]);
    assert.match(output, />baseline of 22 Jan</);
    assert.match(output, /class="ghost"/);
    const wrong = await gantry.run(["export", "svg", folder, "--compare", "baseline:aproved"]);
    assert.deepEqual([wrong.code, wrong.output], [1, ""]);
    assert.equal(wrong.errors, "gantry: There is no baseline “aproved”. There is: approved.\n");
  });

  it("says what it can't understand", async () => {
    const folder = project();
    for (const [args, why] of [
      [["pdf"], "There is no export as “pdf”. Say svg or html."],
      [["htm"], "There is no export as “htm”. Did you mean html?"],
      [
        ["svg", folder, "--theme", "papper"],
        "--theme is one of light, dark, paper, high-contrast, not “papper”. Did you mean paper?",
      ],
      [["svg", folder, "--from", "1 Feb"], "--from: “1 Feb” is not a date. Write it like 2027-02-10."],
      [["svg", folder, "--from", "2027-02-10", "--to", "2027-02-09"], "--to 2027-02-09 lies before --from 2027-02-10."],
    ] as const) {
      const { code, output, errors } = await gantry.run(["export", ...args]);
      assert.deepEqual([code, output, errors], [2, "", `gantry: ${why}\n`]);
    }
  });

  it("draws a plan without tasks", async () => {
    const { code, output } = await gantry.run([
      "export",
      "svg",
      project("gantry: 1\n\nname: Empty\nstart: 2027-01-04\n"),
    ]);
    assert.equal(code, 0);
    assert.match(output, /Nothing is planned yet/);
  });

  it("answers programs", async () => {
    const { output } = await gantry.run(["export", "svg", project(), "--format", "json"]);
    const { form, rows, text } = JSON.parse(output) as { form: string; rows: number; text: string };
    assert.deepEqual([form, rows], ["svg", 2]);
    assert.equal(XMLValidator.validate(text), true);
  });
});
