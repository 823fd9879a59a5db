import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { type EducationData, startingFigures } from "../../src/core/practice/education/index.ts";

const { routes } = parse(readFileSync("media/practice/education/education.yaml", "utf8")) as EducationData;
const route = (id: string) => routes.find((one) => one.id === id) ?? assert.fail(id);

describe("what a new programme begins with", () => {
  it("is what its kind is known to take, and nothing that differs from one to the next", () => {
    assert.deepEqual(startingFigures(route("edu-bs-project-management")), { months: 48 });
    const kind = { ...route("edu-bs-project-management"), months: { from: 36, to: 48 }, "contact-hours": 45 };
    assert.deepEqual(startingFigures(kind), { contactHours: 45 });
  });

  it("is never a figure of low reliability", () => {
    assert.deepEqual(startingFigures({ ...route("edu-bs-project-management"), reliability: "low" }), {});
    assert.deepEqual(startingFigures(route("edu-atp-course")), {});
    // Only a site of low trust says how many hours a course on a platform gives.
    assert.equal(startingFigures(route("edu-mooc-certificate")).contactHours, undefined);
  });

  it("does not stand on PMI's questions and answers, which say nothing of hours", () => {
    const { sources, reliability } = route("edu-atp-course");
    assert.ok(!sources.some(({ name }) => /PMI/.test(name)));
    assert.equal(reliability, "low");
  });
});
