import assert from "node:assert/strict";
import { fixesFor } from "../../src/core/language/fixes/index.ts";
import {
  classAt,
  definitionAt,
  hoverAt,
  prepareRename,
  referencesToClass,
  renameAt,
} from "../../src/core/language/index.ts";
import { applyEdits } from "../../src/core/text/editing/index.ts";
import { atCursor, complete, labels, reading, sliceOf } from "./support/languageProject.ts";

const rules = `gantry: 1

name: Board

rules:
  classes-of-service:
    expedite:
      name: Expedite
      policy: Starts at once
      limit: 1

    fixed-date: {name: Fixed date}
`;
const plan = (named: string): string =>
  `gantry: 1\n\ntasks:\n  build:\n    name: Build\n    tasks:\n      api:\n        name: API\n        class: ${named}\n\n  load:\n    name: Load\n    class: "fixed-date"\n`;

const project = (named: string) => reading({ "gantry.yaml": rules, "plan.yaml": plan(named) });

function at(path: string, marked: string) {
  const { text, offset } = atCursor(marked);
  const files = { "gantry.yaml": rules, "plan.yaml": plan("expedite"), [path]: text };
  const all = reading(files);
  return { all, files, slice: sliceOf(all, path), offset };
}

describe("classes of service", () => {
  it("are those that the project's rules name", () => {
    assert.deepEqual([...project("expedite").problems.values()].flat(), []);
    const all = project("expedit");
    const [problem] = all.problems.get("plan.yaml") ?? [];
    assert.ok(problem);
    assert.equal(problem.message, "There is no class of service “expedit”. Did you mean “expedite”?");
    assert.equal(`${problem.severity} ${problem.code}`, "warning unknown-reference");
    assert.equal(plan("expedit").slice(problem.start, problem.end), "expedit");
    const [fix] = fixesFor(all, problem);
    assert.equal(fix?.title, "Change to “expedite”");
    assert.match(project("later").problems.get("plan.yaml")?.[0]?.message ?? "", /write it down under/);
  });

  it("are missed where no rules name any", () => {
    const all = reading({ "gantry.yaml": "gantry: 1\n\nname: Board\n", "plan.yaml": plan("expedite") });
    assert.deepEqual(
      all.problems.get("plan.yaml")?.map(({ message }) => message.slice(0, 43)),
      ["There is no class of service “expedite”. Cho", "There is no class of service “fixed-date”. C"].map((text) =>
        text.slice(0, 43),
      ),
    );
  });

  it("are offered", () => {
    const files = { "gantry.yaml": rules };
    assert.deepEqual(labels(complete("gantry: 1\ntasks:\n  a:\n    class: |\n", { files })), [
      "expedite",
      "fixed-date",
    ]);
  });

  it("lead to where they are written down, and from there to the tasks", () => {
    const { all, slice, offset } = at("plan.yaml", plan("exp|edite"));
    const found = definitionAt(all, slice, offset);
    assert.equal(found?.to.path, "gantry.yaml");
    assert.equal(rules.slice(found?.to.start, found?.to.end), "expedite");
    assert.match(rules.slice(found?.whole.start, found?.whole.end), /limit: 1/);
    const inRules = at("gantry.yaml", rules.replace("fixed-date", "fixed|-date"));
    const named = classAt(inRules.all, inRules.slice, inRules.offset);
    assert.ok(named);
    assert.deepEqual(
      referencesToClass(inRules.all, named).map(({ path, start, end }) => [
        path,
        sliceOf(inRules.all, path).text.slice(start, end),
      ]),
      [
        ["gantry.yaml", "fixed-date"],
        ["plan.yaml", "fixed-date"],
      ],
    );
    assert.equal(referencesToClass(inRules.all, named, false).length, 1);
  });

  it("are explained", () => {
    const { all, slice, offset } = at("plan.yaml", plan("exp|edite"));
    const markdown = hoverAt(all, slice, offset)?.markdown ?? "";
    assert.match(
      markdown,
      /\*\*Expedite\*\* · class of service `expedite`\n\n- policy: Starts at once\n- limit: 1\n\n1 task/,
    );
  });

  it("are renamed in the rules and in every task", () => {
    const { all, files, slice, offset } = at("plan.yaml", plan("exp|edite"));
    const prepared = prepareRename(all, slice, offset);
    assert.ok(!("refusal" in prepared) && prepared.id === "expedite");
    const edits = renameAt(all, slice, offset, "urgent", []).edits ?? [];
    const now = (path: "gantry.yaml" | "plan.yaml"): string =>
      applyEdits(
        files[path] ?? "",
        edits.filter((edit) => edit.path === path),
      );
    assert.equal(now("plan.yaml"), plan("urgent"));
    assert.equal(now("gantry.yaml"), rules.replace("expedite:", "urgent:"));
    assert.match(renameAt(all, slice, offset, "fixed-date", []).refusal ?? "", /already/);
    assert.match(renameAt(all, slice, offset, "Not an id", []).refusal ?? "", /can't be an id/);
  });

  it("can't be renamed where no rule has them", () => {
    const { all, slice, offset } = at("plan.yaml", plan("la|ter"));
    assert.ok("refusal" in prepareRename(all, slice, offset));
    assert.equal(definitionAt(all, slice, offset), undefined);
  });
});
