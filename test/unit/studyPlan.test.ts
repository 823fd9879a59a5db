import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { parseDate } from "../../src/core/model/date.ts";
import type { CertificationData } from "../../src/core/practice/certification/index.ts";
import { hoursPerWeekProblem, planStudy, studyHoursOf } from "../../src/core/practice/certification/studyPlan.ts";
import { schedule } from "../../src/core/schedule/index.ts";
import { readSlice, unite } from "../../src/core/text/reading/index.ts";

const { certifications } = parse(
  readFileSync("media/practice/certification/certifications.yaml", "utf8"),
) as CertificationData;
const start = "2027-01-04";

function planned(id: string, hoursPerWeek = 6) {
  const record = certifications.find((one) => one.id === id) ?? assert.fail(id);
  const files = planStudy(record, { start, hoursPerWeek, timeZone: "Europe/Berlin" });
  const reading = unite(
    files.map(({ path, contents }) => readSlice(path, contents)),
    "study",
  );
  const dates = schedule(reading, { today: start });
  const problems = [...reading.problems.values(), ...dates.problems.values()].flat().map(({ message }) => message);
  return { record, files, reading, dates, problems };
}

describe("a study plan", () => {
  it("of every certification is a project without a problem, whose dates follow from the hours", () => {
    for (const { id } of certifications) {
      const { record, dates, problems, reading } = planned(id);
      assert.deepEqual(problems, [], id);
      const weeks = (dates.finish - dates.start) / (7 * 86_400);
      const hours = studyHoursOf(record) * 1.2 + 7;
      assert.ok(Math.abs(weeks - hours / 6) < 3, `${id}: ${weeks} weeks for ${hours} hours`);
      const milestones = dates.rows.filter(({ isMilestone }) => isMilestone);
      assert.equal(milestones.length, 1);
      assert.equal(reading.project.costs.length, 2);
    }
  });

  it("goes by the weights of the exam, and says where a figure is an assumption", () => {
    const { files, reading } = planned("pmp");
    const text = files.find(({ path }) => path === "plan.yaml")?.contents ?? "";
    assert.match(text, /name: "Learn: People"\n {8}effort: 26h # 33 % of the exam\n/);
    assert.match(text, /120 hours in all .*a usual figure: put in your own/);
    assert.ok(!planned("google-pm").files.some(({ contents }) => /a usual figure/.test(contents)));
    const budget = files.find(({ path }) => path === "budget.yaml")?.contents ?? "";
    assert.match(budget, /amount: 675 # Seen: 405 to 675 USD\. Check at the issuer\./);
    assert.match(budget, /amount: 1430\n/);
    assert.equal(reading.project.people[0]?.capacity, 15);
    const unknown = planned("ipma-d").files.find(({ path }) => path === "budget.yaml")?.contents ?? "";
    assert.match(unknown, /amount: 0 # No fee is recorded; ask the issuer and put it here\./);
  });

  it("has no exam where there is none: no mock exams, no date to book, no exam taken again", () => {
    const { files, reading } = planned("google-pm");
    const all = files.map(({ contents }) => contents).join("\n");
    assert.doesNotMatch(all, /mock|book a date|question bank|again|name: Exam|contingency|\bexam:/i);
    assert.match(all, /name: Fee for the courses\n {4}type: service\n {4}date: 2027-01-04\n {4}amount: 294 /);
    assert.match(all, /name: Take the courses and do their work\n {8}effort: 240h # Six courses/);
    assert.match(all, /amount: 374\n/);
    assert.equal(reading.project.costs.length, 2);
  });

  it("sets aside what another attempt costs, which is not what the course does", () => {
    const budget = (id: string): string =>
      planned(id).files.find(({ path }) => path === "budget.yaml")?.contents ?? assert.fail(id);
    const csm = budget("csm");
    assert.match(
      csm,
      /name: Fee for the course, with the exam\n {4}type: service\n {4}date: 2027-01-04\n {4}amount: 1200 /,
    );
    assert.match(
      csm,
      /contingency:\n {2}amount: 25\n {2}basis: "?One attempt more; after the two that are included"?\n/,
    );
    assert.match(csm, /amount: 1305\n/);
    assert.match(budget("safe-sm"), /contingency:\n {2}amount: 50\n/);
    assert.match(
      budget("pmp"),
      /contingency:\n {2}amount: 675\n {2}basis: "?The exam taken again at its full fee, an assumption"?\n/,
    );
    assert.match(budget("ipma-d"), /contingency:\n {2}amount: 0\n {2}basis: "?One attempt more; nobody states/);
  });

  it("takes longer with fewer hours a week", () => {
    const [few, many] = [planned("capm", 2).dates.finish, planned("capm", 12).dates.finish];
    assert.ok(few - many > 20 * 7 * 86_400);
    assert.ok(parseDate(start) !== undefined);
    for (const text of ["1", "6", "7.5", "7,5", "40"]) assert.equal(hoursPerWeekProblem(text), undefined, text);
    for (const text of ["", "0", "41", "x", "-1", "NaN"]) assert.notEqual(hoursPerWeekProblem(text), undefined, text);
  });
});
