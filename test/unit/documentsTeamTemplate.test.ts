import assert from "node:assert/strict";
import fc from "fast-check";
import { parse } from "yaml";
import {
  makeTeamTemplate,
  pathProblem,
  planFromTeamTemplate,
  planProject,
  planSampleProject,
  readTemplateDescription,
  type TemplateAnswers,
  templateLimits,
} from "../../src/core/documents/index.ts";
import { readSlices } from "./support/readSlices.ts";
import { answersWith, asFiles, library, someHolidays } from "./support/templateFiles.ts";

const description = 'template: 1\n\nname: "Ours"\ndescription: "How we do it"\nstart: 2027-01-04\n';
const answers: TemplateAnswers = {
  name: "Pear",
  start: "2027-03-01",
  region: "AT",
  timeZone: "Europe/Vienna",
  currency: "EUR",
  manager: "Kim Ono",
};
const template = (files: Readonly<Record<string, string>>): Readonly<Record<string, string>> => ({
  "template.yaml": description,
  "gantry.yaml": 'gantry: 1\n\nname: "{{name}}"\nstart: "{{start}}"\n',
  ...files,
});
const use = (files: Readonly<Record<string, string>>, different: Partial<TemplateAnswers> = {}) =>
  planFromTeamTemplate(template(files), { ...answers, ...different }, someHolidays);
const made = (files: Readonly<Record<string, string>>, different: Partial<TemplateAnswers> = {}) =>
  asFiles(use(files, different).files);

describe("A project from a team's template", () => {
  it("fills tokens and moves dates", () => {
    const files = made({
      "plan.yaml": "gantry: 1\n\ntasks:\n  a:\n    name: About {{name}}\n    start-no-earlier: 2027-01-11 # a Monday\n",
      "charter.md": '---\ntitle: "{{name}}"\n---\n# {{name}}\n\nBy {{manager}}, from {{start}}, due 2027-01-15.\n',
      "notes/list.txt": "{{name}} {{currency}}",
    });
    assert.equal(files["gantry.yaml"], "gantry: 1\n\nname: Pear\nstart: 2027-03-01\n");
    assert.equal(
      files["plan.yaml"],
      "gantry: 1\n\ntasks:\n  a:\n    name: About Pear\n    start-no-earlier: 2027-03-08 # a Monday\n",
    );
    assert.equal(
      files["charter.md"],
      "---\ntitle: Pear\n---\n# Pear\n\nBy Kim Ono, from 2027-03-01, due 2027-03-12.\n",
    );
    assert.equal(files["notes/list.txt"], "Pear EUR\n");
    assert.ok(!("template.yaml" in files));
  });

  it("makes nothing from a template of a newer version", () => {
    const plan = use({ "gantry.yaml": "gantry: 2\nname: Later\n" });
    assert.deepEqual(plan.files, []);
    assert.match(plan.problems[0]?.message ?? "", /newer version/);
  });

  it("leaves everything else byte for byte", () => {
    const odd =
      'gantry: 1\n\ntasks:\n   a:   {name:  "x",   who: [ b,c ]}   # {{name}} in a comment\n\n\n   b: # why\n      name: >\n        folded\n        text\n';
    assert.equal(made({ "plan.yaml": odd })["plan.yaml"], odd);
  });

  it("moves to the next working day, and ends before a holiday", () => {
    // Reference + 3 weeks; 29 March 2027 is Easter Monday in Austria.
    const plan = "gantry: 1\n\niterations:\n  one:\n    start: 2027-02-01\n    finish: 2027-02-01\n";
    const { one } = parse(made({ "plan.yaml": plan })["plan.yaml"] ?? "").iterations;
    assert.deepEqual([one.start, one.finish], ["2027-03-30", "2027-03-26"]);
  });

  it("never moves a date to before the start", () => {
    const plan = "gantry: 1\n\ntasks:\n  a:\n    start-no-earlier: 2027-01-05\n";
    for (const start of ["2027-03-03", "2027-03-05", "2027-03-06", "2020-01-01", "2099-12-31"]) {
      const { a } = parse(made({ "plan.yaml": plan }, { start })["plan.yaml"] ?? "").tasks;
      assert.ok(a["start-no-earlier"] >= start, start);
    }
  });

  it("keeps instants, versions and paths that look like dates", () => {
    const text =
      "gantry: 1\n\nprogress:\n  - {at: 2027-01-13T15:10:00Z, note: see status/2027-01-04.md and v2027-01-04}\n";
    assert.equal(made({ "plan.yaml": text })["plan.yaml"], text);
  });

  it("gives its calendars the region's holidays and takes the old ones out", () => {
    const timeline =
      "gantry: 1\n\ncalendars:\n  ours:\n    name: Ours\n    holidays:\n      2025-01-01: New Year's Day\n";
    const { ours } = parse(made({ "timeline.yaml": timeline })["timeline.yaml"] ?? "").calendars;
    assert.deepEqual(Object.keys(ours.holidays), [
      "2027-03-29",
      "2027-05-06",
      "2027-05-17",
      "2027-05-27",
      "2027-10-26",
      "2028-01-06",
    ]);
    const none = made({ "timeline.yaml": timeline }, { region: "none" })["timeline.yaml"] ?? "";
    assert.equal(parse(none).calendars.ours.holidays, undefined);
  });

  it("takes the new name even when the template still has the old one", () => {
    const files = made({ "gantry.yaml": "gantry: 1\n\nname: Old one\nstart: 2027-01-04\n" });
    assert.equal(files["gantry.yaml"], "gantry: 1\n\nname: Pear\nstart: 2027-03-01\n");
  });

  it("reports unknown tokens with their file and leaves them", () => {
    const { files, problems } = use({ "a.md": "{{budget-owner}} and {{name}}", "b.yaml": 'x: "{{what}}"\n' });
    assert.equal(asFiles(files)["a.md"], "{{budget-owner}} and Pear\n");
    assert.equal(asFiles(files)["b.yaml"], 'x: "{{what}}"\n');
    assert.deepEqual(problems, [
      { path: "a.md", message: "{{budget-owner}} is not known and was left as it is." },
      { path: "b.yaml", message: "{{what}} is not known and was left as it is." },
    ]);
  });

  it("copies YAML it cannot read and says so", () => {
    const { files, problems } = use({ "plan.yaml": "tasks: [\n  {{name}}" });
    assert.equal(asFiles(files)["plan.yaml"], "tasks: [\n  {{name}}\n");
    assert.deepEqual(
      problems.map(({ path }) => path),
      ["plan.yaml"],
    );
  });

  it("does not escape inside fenced code, and does outside", () => {
    const files = made({ "a.md": "{{name}}\n\n```sh\necho {{name}}\n```\n\n{{name}}\n" }, { name: "a_b*c" });
    assert.equal(files["a.md"], "a\\_b\\*c\n\n```sh\necho a_b*c\n```\n\na\\_b\\*c\n");
  });

  const hostile: readonly (readonly [string, RegExp])[] = [
    ["../outside.yaml", /could leave the folder/],
    ["a/../../outside.yaml", /could leave the folder/],
    ["./a.yaml", /could leave the folder/],
    ["/etc/passwd", /absolute/],
    ["C:/Windows/a.yaml", /drive/],
    ["c:a.yaml", /drive/],
    ["a\\..\\b.yaml", /backslash/],
    ["a\u0000b.yaml", /can't be seen/],
    ["a\nb.yaml", /can't be seen/],
    ["a\u202Eb.yaml", /can't be seen/],
    [".git/hooks/pre-commit", /hidden/],
    [".vscode/settings.json", /hidden/],
    ["con.md", /Windows/],
    ["docs/NUL", /Windows/],
    ["a//b.yaml", /empty part/],
    ["a/", /empty part/],
    ["", /is empty/],
    ["ab:c.yaml", /holds one of/],
    ["what?.md", /holds one of/],
    ["trailing./a.md", /ends with a space or a dot/],
    [`${"long/".repeat(60)}a.md`, /longer than/],
  ];
  for (const [path, expected] of hostile) {
    it(`is refused with the path ${JSON.stringify(path.slice(0, 40))}`, () => {
      const { files, problems } = use({ [path]: "x\n" });
      assert.deepEqual(files, []);
      assert.match(problems.map(({ message }) => message).join(" "), expected);
      assert.doesNotMatch(problems.map(({ path: shown = "" }) => shown).join(""), /[\p{Cc}\u202E]/u);
    });
  }

  it("is refused when two paths differ only in case or in how a letter is composed", () => {
    assert.match(use({ "Plan.yaml": "a: 1\n", "plan.yaml": "a: 1\n" }).problems[0]?.message ?? "", /only in its upper/);
    assert.match(use({ "\u00e9.md": "x\n", "e\u0301.md": "x\n" }).problems[0]?.message ?? "", /only in its upper/);
    assert.match(use({ a: "x\n", "a/b.md": "x\n" }).problems[0]?.message ?? "", /file and a folder/);
  });

  it("is refused when it is too large or not text", () => {
    const many = Object.fromEntries(
      Array.from({ length: templateLimits.files + 1 }, (_, index) => [`f${index}.md`, "x\n"]),
    );
    assert.match(use(many).problems[0]?.message ?? "", /at most 500/);
    assert.match(use({ "big.md": "x".repeat(1_000_001) }).problems[0]?.message ?? "", /larger than 1 MB/);
    assert.match(use({ "image.md": "PNG\u0000\u0001" }).problems[0]?.message ?? "", /not text/);
  });

  it("is refused without description, header or usable answers", () => {
    const first = (files: Readonly<Record<string, string>>, different: Partial<TemplateAnswers> = {}) =>
      planFromTeamTemplate(files, { ...answers, ...different }, someHolidays).problems[0]?.message ?? "";
    assert.match(first({ "gantry.yaml": "gantry: 1\n" }), /no template.yaml/);
    assert.match(first({ "template.yaml": description }), /no gantry.yaml/);
    assert.match(first(template({ "template.yaml": "template: 2\nname: x\n" })), /begins with "template: 1"/);
    assert.match(first(template({ "template.yaml": "template: 1\nname: x\n" })), /needs a "start"/);
    assert.match(first(template({ "template.yaml": "template: 1\nstart: 2027-01-04\n" })), /needs a "name"/);
    assert.match(first(template({ "template.yaml": "{{{{" })), /not YAML/);
    assert.match(first(template({}), { start: "soon" }), /Start date/);
  });

  it("takes any text without an exception", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ maxLength: 12 }), fc.string({ unit: "binary", maxLength: 80 }), { maxKeys: 5 }),
        fc.string({ unit: "binary", maxLength: 60 }),
        (files, header) => {
          const { files: planned } = planFromTeamTemplate(
            { "template.yaml": description, "gantry.yaml": header, ...files },
            answers,
            someHolidays,
          );
          for (const { path } of planned) assert.equal(pathProblem(path), undefined);
        },
      ),
      { numRuns: 500 },
    );
  }).timeout(60_000);

  it("takes text that is nested or repeated beyond reason", () => {
    const hostile = {
      "flow.yaml": `a: ${"{a: ".repeat(100_000)}1${"}".repeat(100_000)}`,
      "open.yaml": "[".repeat(200_000),
      "dashes.yaml": "- ".repeat(200_000),
      "deep.yaml": Array.from({ length: 1000 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n"),
      "brackets.md": "[".repeat(100_000),
      "braces.md": "{{".repeat(300_000),
      "fences.md": "```\n".repeat(100_000),
    };
    const { files, problems } = use(hostile);
    assert.equal(files.length, 8);
    assert.deepEqual(problems.map(({ path }) => path).sort(), ["dashes.yaml", "deep.yaml", "flow.yaml", "open.yaml"]);
    const saved = makeTeamTemplate(asFiles(files), { name: "Pear" }, { name: "x", description: "" });
    assert.ok(saved.files.length > 0);
  }).timeout(60_000);

  it("reads its description, or says what is wrong with it", () => {
    assert.deepEqual(readTemplateDescription(description).description, {
      name: "Ours",
      description: "How we do it",
      start: "2027-01-04",
    });
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        const { description: found, problem } = readTemplateDescription(text);
        assert.ok((found === undefined) !== (problem === undefined));
      }),
    );
  });
});

describe("A template from a project", () => {
  const sample = asFiles(planSampleProject(library).files);
  const source = {
    name: "Payments migration",
    start: "2027-01-04",
    managerName: "Ana Kovač",
    sponsorName: "Ida Brenner",
  };
  const meta = { name: "Gateway change", description: "From provider choice to switch-off" };
  const plan = makeTeamTemplate(sample, source, meta);
  const files = asFiles(plan.files);

  it("leaves out what happened", () => {
    assert.ok(
      !Object.keys(files).some((path) => /^(?:progress|baselines|status|decisions|meetings|iterations)\//.test(path)),
    );
    for (const gone of ["issues.yaml", "changes.yaml", "actions.yaml"]) assert.ok(!(gone in files), gone);
    assert.doesNotMatch(
      Object.values(files).join("\n"),
      /status-date:|links:|last-contact:|reviewed:|leave:|evidence:|- \[x\]|who:ana/,
    );
    assert.equal(parse(files["gantry.yaml"] ?? "").phase, "initiating");
    assert.deepEqual(plan.problems, []);
  });

  it("leaves no name of the project or its leaders behind", () => {
    const all = Object.entries(files).filter(([path]) => path !== "template.yaml");
    for (const [path, text] of all) assert.doesNotMatch(text, /Payments migration|Ana Kovač|Ida Brenner/, path);
    const header = parse(files["gantry.yaml"] ?? "");
    assert.equal(header.name, "{{name}}");
    assert.equal(header.start, "{{start}}");
    assert.equal(header.people.ana.name, "{{manager}}");
    assert.equal(header.people.ida.name, "{{sponsor}}");
    assert.equal(header.people.chen.name, "Chen Wei");
  });

  it("describes itself first", () => {
    assert.equal(plan.files[0]?.path, "template.yaml");
    assert.deepEqual(readTemplateDescription(files["template.yaml"] ?? "").description, {
      ...meta,
      start: "2027-01-04",
    });
  });

  it("makes a sound project again, with other people on other days", () => {
    const again = planFromTeamTemplate(files, { ...answers, sponsor: "Sam #1: yes" }, someHolidays);
    assert.deepEqual(again.problems, []);
    const project = asFiles(again.files);
    assert.deepEqual(readSlices(project).findings, []);
    const header = parse(project["gantry.yaml"] ?? "");
    assert.deepEqual([header.name, header.start, header.people.ana.name], ["Pear", "2027-03-01", "Kim Ono"]);
    assert.equal(header.people.ida.name, "Sam #1: yes");
    assert.equal(parse(project["timeline.yaml"] ?? "").milestones.live.deadline, "2027-05-14");
    for (const [path, text] of Object.entries(project)) {
      for (const [, target = ""] of text.matchAll(/\]\(([^)]+)\)/g)) {
        assert.ok(new URL(target, `x:/${path}`).pathname.slice(1) in project, `${path} links to ${target}`);
      }
    }
  });

  it("brings a scaffolded project back as it was", () => {
    const original = planProject(
      library,
      answersWith({ manager: "Kim Ono", sponsor: "Lu", name: "Orchard" }),
      someHolidays,
    );
    const saved = makeTeamTemplate(
      asFiles(original.files),
      { name: "Orchard", start: "2027-01-04", managerName: "Kim Ono", sponsorName: "Lu" },
      meta,
    );
    const again = asFiles(
      planFromTeamTemplate(
        asFiles(saved.files),
        { ...answers, name: "Orchard", sponsor: "Lu", start: "2027-01-04" },
        someHolidays,
      ).files,
    );
    const before = asFiles(original.files);
    for (const path of ["gantry.yaml", "plan.yaml", "timeline.yaml", "budget.yaml", "risks.yaml", "charter.md"]) {
      assert.equal(again[path], before[path], path);
    }
  }).timeout(60_000);

  it("names a project with the marks of YAML and Markdown and gets them back", () => {
    const name = 'Pay & "Play": 100% [beta] {{start}}';
    const original = planProject(library, answersWith({ name, documents: ["plan", "charter"] }), someHolidays);
    const saved = makeTeamTemplate(asFiles(original.files), { name, start: "2027-01-04" }, meta);
    assert.doesNotMatch(asFiles(saved.files)["charter.md"] ?? "", /Play/);
    const again = asFiles(
      planFromTeamTemplate(asFiles(saved.files), { ...answers, name, start: "2027-01-04" }, someHolidays).files,
    );
    assert.equal(again["charter.md"], asFiles(original.files)["charter.md"]);
    assert.equal(parse(again["gantry.yaml"] ?? "").name, name);
  });

  it("leaves out what it cannot keep, and says why", () => {
    const { problems, files: kept } = makeTeamTemplate(
      {
        "gantry.yaml": "gantry: 1\n\nname: X\n",
        "broken.yaml": "a: [\n",
        "big.md": "x".repeat(1_000_001),
        "image.md": "a\u0000",
        ".env": "SECRET=1\n",
        "sub/gantry.yaml": "gantry: 1\n\nname: Other\n",
        "sub/plan.yaml": "gantry: 1\n",
        ".gantry-private/contacts.md": "secret\n",
      },
      { name: "X" },
      meta,
    );
    assert.deepEqual(
      kept.map(({ path }) => path),
      ["template.yaml", "gantry.yaml"],
    );
    assert.deepEqual(problems.map(({ path }) => path).sort(), [".env", "big.md", "broken.yaml", "image.md"]);
  });

  it("needs a name and a project", () => {
    assert.deepEqual(makeTeamTemplate(sample, source, { name: " ", description: "" }).files, []);
    assert.match(makeTeamTemplate({ "a.md": "x\n" }, source, meta).problems[0]?.message ?? "", /not a project/);
  });
});
