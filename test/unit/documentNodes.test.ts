import assert from "node:assert/strict";
import { documentGroups } from "../../src/features/documents/documentNodes.ts";

const paths = [
  "budget.yaml",
  "charter.md",
  "checklists/closing.md",
  "checklists/initiating.md",
  "checklists/our-own.md",
  "gantry.yaml",
  "notes/on-call.md",
  "plan.yaml",
  "progress/ana.yaml",
  "risks.yaml",
  "status/2027-W05.md",
  "status/2027-W06.md",
  "timeline.yaml",
];

describe("the Documents view", () => {
  const groups = documentGroups(paths, ["tasks", "issues"], "waterfall", "planning");
  const group = (id: string) => groups.find((candidate) => candidate.id === id)?.children ?? [];
  const titles = (id: string) =>
    group(id).map((node) => (node.kind === "present" ? node.title : node.description.title));

  it("shows every file exactly once", () => {
    const shown = groups.flatMap(({ children }) =>
      children.flatMap((node) => (node.kind === "present" ? [node.path] : [])),
    );
    assert.deepEqual([...shown].sort(), paths);
  });

  it("has at most seven nodes at the top, none of them empty", () => {
    assert.ok(groups.length <= 7);
    assert.ok(groups.every(({ children }) => children.length > 0));
  });

  it("puts files in the order a project manager reads them", () => {
    assert.deepEqual(titles("plan"), ["Project", "Project plan", "Timeline", "Budget"]);
    assert.deepEqual(titles("checklists"), ["Initiating checklist", "Closing checklist", "Our own"]);
    assert.deepEqual(
      group("records").map((node) => (node.kind === "present" ? node.detail : "")),
      ["progress/ana.yaml", "2027-W06", "2027-W05"],
    );
  });

  it("names what the method needs by this phase and the project lacks", () => {
    assert.ok(titles("missing").includes("Business case"));
    assert.ok(!titles("missing").includes("Issue log"), "its section stands in another file");
    assert.ok(!titles("missing").includes("Closure report"), "it belongs to a later phase");
    const kanban = documentGroups(paths, [], "kanban", "planning");
    assert.ok(
      !kanban.some(
        ({ id, children }) => id === "missing" && children.some((node) => node.id === "missing/business-case"),
      ),
    );
  });

  it("gives every node an id of its own", () => {
    const ids = groups.flatMap(({ children }) => children.map(({ id }) => id));
    assert.equal(new Set(ids).size, ids.length);
  });
});
