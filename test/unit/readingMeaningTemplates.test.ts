import assert from "node:assert/strict";
import { finishDay } from "../../src/core/calendar/index.ts";
import { defaultDocuments, documentCatalogue, planDocument, planProject } from "../../src/core/documents/index.ts";
import { kinds, methods } from "../../src/core/model/project.ts";
import { schedule } from "../../src/core/schedule/index.ts";
import { type Files, filesBelow, problemLines, readProject } from "./support/projectFiles.ts";
import { answersWith, asFiles, library, someHolidays } from "./support/templateFiles.ts";

const allDocuments = documentCatalogue.map(({ id }) => id);

/** A project such as people have: names of its own, and none of the scaffolds' ids. */
const existing: Files = {
  "gantry.yaml": `gantry: 1

name: Orchard
method: hybrid
start: 2027-01-04
currency: EUR
time-zone: Europe/Vienna
manager: dana

people:
  dana:
    name: Dana Ray
    rate: 80/h

  lee:
    name: Lee Moss
`,
};

describe("Everything that is scaffolded reads without a problem", () => {
  for (const kind of kinds) {
    for (const method of methods) {
      it(`a project: ${kind}, ${method}`, () => {
        for (const [documents, names] of [
          [defaultDocuments(method), {}],
          [allDocuments, { manager: "Ana Kovač", sponsor: 'Ida "B" Brenner' }],
          [[], {}],
        ] as const) {
          const answers = answersWith({ kind, method, documents, ...names });
          const files = asFiles(planProject(library, answers, someHolidays).files);
          assert.deepEqual(problemLines(files), []);
          const reading = readProject(files);
          assert.ok(reading.project.tasks.length >= (documents.length === 0 ? 0 : 3));
          const dates = schedule(reading, { today: "2027-02-10" });
          assert.deepEqual([...dates.problems.values()].flat(), []);
          assert.ok(dates.rows.every((_, row) => dates.at(row).start >= dates.network.start));
        }
      });
    }
  }

  for (const { id } of documentCatalogue) {
    it(`one document: ${id}, in a project and alone`, () => {
      const options = { today: "2027-02-10", holidays: someHolidays, timeZone: "Europe/Vienna", title: "A: first" };
      const alone = asFiles(planDocument(library, id, undefined, options).files);
      if ("gantry.yaml" in alone) assert.deepEqual(problemLines(alone), []);

      const { project } = readProject(existing);
      const known = {
        header: project.header,
        managerName: "Dana Ray",
        ids: { people: ["dana", "lee"] },
        paths: Object.keys(existing),
      };
      const inProject = asFiles(planDocument(library, id, known, options).files);
      assert.notEqual(Object.keys(inProject).length, 0);
      assert.deepEqual(problemLines({ ...existing, ...inProject }), []);
    });
  }

  it("the sample project", () => {
    const sample = filesBelow("templates/sample");
    assert.deepEqual(problemLines(sample), []);
    const reading = readProject(sample);
    const dates = schedule(reading, { today: reading.project.header.statusDate ?? "" });
    assert.deepEqual([...dates.problems.values()].flat(), []);
    assert.equal(finishDay(dates.finish), "2027-03-23");
    const { project, index, looseReferences } = reading;
    assert.equal(project.header.name, "Payments migration");
    assert.equal(project.progress.length, 43);
    const references = index.places.flatMap(({ reading }) => reading.references).length + looseReferences.length;
    assert.ok(references > 200, String(references));
  });

  it("as the check above would tell, were one reference wrong", () => {
    const sample = filesBelow("templates/sample");
    const plan = sample["plan.yaml"]?.replace("who: [chen", "who: [chne") ?? "";
    assert.notEqual(plan, sample["plan.yaml"]);
    assert.match(
      problemLines({ ...sample, "plan.yaml": plan }).join(),
      /plan\.yaml:\d+:\d+ unknown-reference .*“chen”/,
    );
    const charter = sample["charter.md"]?.replace("owner: ana", "owner: Ana Kovač") ?? "";
    assert.match(problemLines({ ...sample, "charter.md": charter }).join(), /charter\.md:6:8 wrong-value Write “ana”/);
  });
});
