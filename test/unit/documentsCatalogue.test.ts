import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import {
  defaultDocuments,
  documentAt,
  documentById,
  documentCatalogue,
  documentPath,
  missingDocuments,
  slug,
} from "../../src/core/documents/index.ts";
import { methods, phases } from "../../src/core/model/project.ts";

const slices =
  "plan timeline budget stakeholders risks raci communications issues assumptions dependencies changes actions procurement";
const texts =
  "idea business-case charter requirements kick-off meeting-notes status-report decision definition-of-done team-charter iteration-review acceptance transition runbook postmortem lessons-learned closure negotiation premortem onboarding portfolio study-plan contacts";
const checklists = "initiating planning executing monitoring closing";

const idsOf = (form: string): readonly string[] =>
  documentCatalogue
    .filter((description) => description.form === form)
    .map(({ id }) => id)
    .sort();

describe("The catalogue of documents", () => {
  it("holds every document under its id, in its form", () => {
    assert.deepEqual(idsOf("slice"), slices.split(" ").sort());
    assert.deepEqual(idsOf("document"), texts.split(" ").sort());
    assert.deepEqual(idsOf("checklist"), checklists.split(" ").sort());
  });

  it("gives each document a path, a title and a line of its own", () => {
    for (const key of ["id", "path", "title", "description"] as const) {
      assert.equal(
        new Set(documentCatalogue.map((description) => description[key])).size,
        documentCatalogue.length,
        key,
      );
    }
    for (const { description } of documentCatalogue) assert.match(description, /^[A-Z].{15,110}\.$/);
  });

  it("needs a charter, a plan, risks and reports with every method", () => {
    for (const method of methods) {
      for (const id of ["charter", "plan", "risks", "status-report"]) {
        assert.equal(documentById(id)?.needs[method], "required", `${id} ${method}`);
      }
    }
  });

  it("puts dates, weeks and names into paths", () => {
    const parts = { date: "2027-02-09", week: "2027-W06", slug: "idempotency-keys" };
    const pathOf = (id: string): string => {
      const description = documentById(id);
      assert.ok(description);
      return documentPath(description, parts);
    };
    assert.equal(pathOf("status-report"), "status/2027-W06.md");
    assert.equal(pathOf("decision"), "decisions/2027-02-09-idempotency-keys.md");
    assert.equal(pathOf("kick-off"), "meetings/2027-02-09-kick-off.md");
    assert.equal(pathOf("planning"), "checklists/planning.md");
  });

  it("recognises documents by their paths", () => {
    assert.equal(documentAt("meetings/2027-01-04-kick-off.md")?.id, "kick-off");
    assert.equal(documentAt("meetings/2027-01-04-weekly.md")?.id, "meeting-notes");
    assert.equal(documentAt("status/2027-W53.md")?.id, "status-report");
    assert.equal(documentAt("risks.yaml")?.id, "risks");
    assert.equal(documentAt("risksXyaml"), undefined);
    assert.equal(documentAt("other/risks.yaml"), undefined);
  });

  it("makes short names of titles", () => {
    assert.equal(slug("Wählt den Anbieter: jetzt!"), "wahlt-den-anbieter-jetzt");
    assert.equal(slug("  ../../etc/passwd "), "etc-passwd");
    assert.equal(slug("🎉"), "");
    assert.ok(slug("word ".repeat(30)).length <= 40);
    assert.doesNotMatch(slug("word ".repeat(30)), /-$/);
  });
});

describe("What the sidebar and the questions need", () => {
  for (const module of ["catalogue", "documentState", "choices", "defaults", "holidays"]) {
    it(`loads ${module} without a parser or anything that needs one`, () => {
      const reached = new Set<string>();
      const follow = (file: string): void => {
        if (reached.has(file)) return;
        reached.add(file);
        const source = readFileSync(file, "utf8");
        for (const [, target = ""] of source.matchAll(/from "([^"]+)"/g)) {
          assert.ok(target.startsWith("."), `${file} imports ${target}`);
          follow(path.join(path.dirname(file), target));
        }
      };
      follow(path.join(process.cwd(), `src/core/documents/${module}.ts`));
      assert.ok(reached.size < 8);
    });
  }
});

describe("What a project has and lacks", () => {
  it("names what exists, in whatever number", () => {
    const state = missingDocuments("waterfall", "executing", [
      "status/2027-W02.md",
      "status/2027-W01.md",
      "charter.md",
      "README.md",
    ]);
    assert.deepEqual(
      state.present.map(({ description, paths }) => [description.id, paths]),
      [
        ["charter", ["charter.md"]],
        ["status-report", ["status/2027-W01.md", "status/2027-W02.md"]],
      ],
    );
  });

  it("lacks only what the phase has reached", () => {
    const ids = (phase: (typeof phases)[number]): readonly string[] =>
      missingDocuments("waterfall", phase, []).missing.map(({ description }) => description.id);
    assert.ok(ids("initiating").includes("charter"));
    assert.ok(!ids("initiating").includes("plan"));
    assert.ok(ids("planning").includes("charter") && ids("planning").includes("plan"));
    assert.ok(!ids("executing").includes("closure"));
    assert.ok(ids("closing").includes("closure"));
    for (const [index, phase] of phases.entries()) {
      const before = phases[index - 1];
      if (before !== undefined)
        assert.ok(
          ids(before).every((id) => ids(phase).includes(id)),
          phase,
        );
    }
  });

  it("tells what comes later from what is missing", () => {
    const { missing, later } = missingDocuments("scrum", "initiating", []);
    assert.ok(later.some(({ description }) => description.id === "definition-of-done"));
    assert.ok(!missing.some(({ description }) => description.id === "definition-of-done"));
  });

  it("does not ask a waterfall project for iteration reviews", () => {
    const { missing, useful } = missingDocuments("waterfall", "closing", []);
    assert.ok(![...missing, ...useful].some(({ description }) => description.id === "iteration-review"));
  });

  it("sees a register that stands in another file", () => {
    const state = missingDocuments("waterfall", "planning", ["gantry.yaml"], ["risks", "tasks"]);
    const present = state.present.map(({ description }) => description.id);
    assert.ok(present.includes("risks") && present.includes("plan"));
    assert.ok(!state.missing.some(({ description }) => description.id === "risks"));
  });
});

describe("The documents a project starts with", () => {
  for (const method of methods) {
    it(`hold plan, charter, risks, a report and all checklists for ${method}`, () => {
      const chosen = defaultDocuments(method);
      for (const id of ["plan", "charter", "risks", "timeline", "budget", "status-report", ...checklists.split(" ")]) {
        assert.ok(chosen.includes(id), id);
      }
      for (const id of ["closure", "runbook", "postmortem", "portfolio"]) assert.ok(!chosen.includes(id), id);
    });
  }

  it("differ by method", () => {
    assert.ok(defaultDocuments("scrum").includes("definition-of-done"));
    assert.ok(!defaultDocuments("waterfall").includes("definition-of-done"));
    assert.ok(defaultDocuments("waterfall").includes("business-case"));
    assert.ok(!defaultDocuments("kanban").includes("business-case"));
  });

  it("leave nothing missing for the phases they are meant for", () => {
    for (const method of methods) {
      const paths = defaultDocuments(method).map((id) => {
        const description = documentById(id);
        assert.ok(description);
        return documentPath(description, { date: "2027-01-04", week: "2027-W01" });
      });
      assert.deepEqual(missingDocuments(method, "planning", paths).missing, [], method);
    }
  });
});
