import assert from "node:assert/strict";
import { parse } from "yaml";
import {
  type DocumentOptions,
  documentCatalogue,
  type ExistingProject,
  planDocument,
} from "../../src/core/documents/index.ts";
import { methods } from "../../src/core/model/project.ts";
import { readSlices } from "./support/readSlices.ts";
import { asFiles, library, someHolidays } from "./support/templateFiles.ts";

const options: DocumentOptions = { today: "2027-02-10", holidays: someHolidays, timeZone: "Europe/Vienna" };
const project: ExistingProject = {
  header: {
    version: 1,
    name: "Orchard: no. 5",
    method: "scrum",
    start: "2027-01-04",
    currency: "EUR",
    manager: "dana",
  },
  managerName: 'Dana "D" Ray',
  ids: { people: ["dana", "lee"], work: ["start"], stakeholders: ["client"] },
  paths: ["gantry.yaml", "charter.md", "plan.yaml"],
  region: "AT",
};
const make = (id: string, target: ExistingProject | "none" = project, more: Partial<DocumentOptions> = {}) => {
  const { files, problems } = planDocument(library, id, target === "none" ? undefined : target, {
    ...options,
    ...more,
  });
  assert.deepEqual(problems, []);
  return files;
};

describe("One new document", () => {
  for (const { id, path } of documentCatalogue) {
    it(`${id} can be made in a project and without one`, () => {
      for (const target of [project, "none"] as const) {
        const files = make(id, target);
        const [file] = files;
        assert.ok(file && file.contents.length > 40 && file.contents.endsWith("\n"));
        assert.doesNotMatch(file.contents, /\{\{/);
        assert.equal(file.path.split("/").length, path.split("/").length);
        assert.ok(!/[<>]/.test(file.path));
      }
    });
  }

  for (const id of ["plan", "timeline", "budget", "risks", "communications"]) {
    it(`${id} and a short header are a project in an empty folder`, () => {
      const files = asFiles(make(id, "none"));
      assert.deepEqual(Object.keys(files), [`${id}.yaml`, "gantry.yaml"]);
      assert.deepEqual(readSlices(files).findings, []);
      assert.equal(parse(files["gantry.yaml"] ?? "").start, "2027-02-15");
    });
  }

  it("is a plan of four stages when there is nothing yet", () => {
    const [plan] = make("plan", "none");
    assert.equal(Object.keys(parse(plan?.contents ?? "").tasks).length, 4);
  });

  it("points in a project only to what the project has", () => {
    for (const { id, form } of documentCatalogue) {
      if (form !== "slice") continue;
      for (const method of methods) {
        const [file] = make(id, { ...project, header: { ...project.header, method } });
        const text = (file?.contents ?? "").replace(/^ *#.*\n/gm, "");
        assert.doesNotMatch(text, /: project-manager|[[, ]team-member|: sponsor$/m, `${id} ${method}`);
        const people = "people:\n  dana:\n    name: Dana\n    rate: 80/h\n\n  lee:\n    name: Lee\n    rate: 80/h\n";
        const rest = `gantry: 1\n\n${people}\ntasks:\n  start:\n    name: Start\n    duration: 1d\n    owner: dana\n`;
        const stakeholders = "\nstakeholders:\n  client:\n    name: Client\n";
        const codes = readSlices({ "gantry.yaml": rest + stakeholders, [file?.path ?? ""]: text }).findings.map(
          ({ code }) => code,
        );
        const wrong = new Set([
          "unknown-reference",
          "duplicate-id",
          "duplicate-key",
          "syntax",
          "indentation",
          "unclosed",
        ]);
        assert.deepEqual(
          codes.filter((code) => wrong.has(code)),
          [],
          `${id} ${method}`,
        );
      }
    }
  }).timeout(60_000);

  it("puts the project's manager where the role stood", () => {
    const { risks } = parse(make("risks")[0]?.contents ?? "");
    assert.equal(risks["scope-growth"].owner, "dana");
  });

  it("takes no id twice", () => {
    const { tasks } = parse(make("plan")[0]?.contents ?? "");
    assert.equal(tasks.start, undefined);
    assert.ok(tasks.deliver);
  });

  it("writes the events of the project's method into a communications plan", () => {
    assert.ok("sprint-review" in parse(make("communications")[0]?.contents ?? "").communications);
  });

  it("states the holidays of the project's region", () => {
    const { calendars } = parse(make("timeline")[0]?.contents ?? "");
    assert.equal(calendars.standard.holidays["2027-01-06"], "Epiphany");
  });

  it("carries the project's facts as text", () => {
    const [report] = make("status-report");
    assert.equal(report?.path, "status/2027-W06.md");
    assert.equal(parse(report?.contents.split("---\n")[1] ?? "").title, "Orchard: no. 5: status 2027-W06");
    assert.match(report?.contents ?? "", /2027-02-08 to 2027-02-12, by Dana "D" Ray/);
  });

  it("points to the figures of a project instead of guessing them", () => {
    const [report] = make("status-report", { ...project, paths: ["budget.yaml"] });
    assert.match(report?.contents ?? "", /stand in \[the budget\]\(\.\.\/budget\.yaml\)/);
    assert.match(report?.contents ?? "", /dates stand in the timeline\./);
  });

  it("takes its title into heading, front matter and path", () => {
    const [decision] = make("decision", project, { title: "Keys: from the merchant?" });
    assert.equal(decision?.path, "decisions/2027-02-10-keys-from-the-merchant.md");
    assert.match(decision?.contents ?? "", /^# Keys: from the merchant\?$/m);
    assert.equal(parse(decision?.contents.split("---\n")[1] ?? "").title, "Keys: from the merchant?");
  });

  it("gets a free path beside others of its day", () => {
    const paths = ["meetings/2027-02-10-weekly.md", "meetings/2027-02-10-weekly-2.md"];
    const [notes] = make("meeting-notes", { ...project, paths }, { title: "Weekly" });
    assert.equal(notes?.path, "meetings/2027-02-10-weekly-3.md");
  });

  it("cannot leave the folder by its title", () => {
    const [notes] = make("meeting-notes", project, { title: "../../../etc/passwd" });
    assert.equal(notes?.path, "meetings/2027-02-10-etc-passwd.md");
  });

  it("links only to files that exist", () => {
    const [kickOff] = make("kick-off");
    assert.match(kickOff?.contents ?? "", /\[the charter\]\(\.\.\/charter\.md\)/);
    const [alone] = make("kick-off", "none");
    assert.doesNotMatch(alone?.contents ?? "", /\]\(/);
    assert.match(alone?.contents ?? "", /has read the charter and the plan/);
  });

  it("brings the folder's .gitignore with a private note, once", () => {
    assert.deepEqual(
      make("contacts").map(({ path }) => path),
      [".gantry-private/contacts.md", ".gantry-private/.gitignore"],
    );
    const paths = [".gantry-private/.gitignore"];
    assert.equal(make("contacts", { ...project, paths }).length, 1);
  });

  it("says why there is none", () => {
    const first = (id: string, files = library.files, today = "2027-02-10") =>
      planDocument({ files }, id, project, { today }).problems[0]?.message ?? "";
    assert.match(first("nonsense"), /no document "nonsense"/);
    assert.match(first("__proto__"), /no document/);
    assert.match(first("charter", {}), /not there/);
    assert.match(first("plan", {}), /not there/);
    assert.match(first("charter", library.files, "yesterday"), /"yesterday" is not a date/);
  });
});
