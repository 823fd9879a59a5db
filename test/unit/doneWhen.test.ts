import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { parseDate } from "../../src/core/model/date.ts";
import { gapPlanText, readGapPlan } from "../../src/core/practice/assessment/gapPlan.ts";
import { readBackground } from "../../src/core/practice/certification/backgroundFile.ts";
import type { CertificationData } from "../../src/core/practice/certification/index.ts";
import { planStudy, studyFor } from "../../src/core/practice/certification/studyPlan.ts";
import { compilePractice } from "../../src/core/practice/compilePractice.ts";
import { doneWhen, type Shown, type StepFiles, shownPages } from "../../src/core/practice/doneWhen.ts";
import type { EducationComparison, Programme } from "../../src/core/practice/education/index.ts";
import {
  countAll,
  countPage,
  noProgress,
  PracticeIndex,
  refusedCommand,
  withTick,
} from "../../src/core/practice/index.ts";
import { linkedFiles } from "../../src/core/practice/portfolio.ts";
import { readSlice, unite } from "../../src/core/text/reading/index.ts";
import { shippedFiles, shippedTexts } from "./practiceFiles.ts";

const nothing: StepFiles = { projects: [] };
const programme = (id: string, rating?: number): Programme => ({
  id,
  name: id.toUpperCase(),
  ratings: rating === undefined ? {} : { fit: rating },
});
const compared: EducationComparison = {
  criteria: [{ id: "fit", name: "Fit", weight: 100 }],
  programmes: [programme("a", 3), programme("b", 4), programme("c", 1)],
  decision: { programme: "b", start: 20_000, budget: "4200 EUR" },
};
const background = readBackground(
  "background: 1\nexperience:\n  p: {project: P, from: 2024-01-01, leading: yes}\nhours:\n  c: {title: C, topic: agile, hours: 3}\n",
).entries;

/** What is shown of a step, and what is said of it. */
function of(page: string, files: Partial<StepFiles>): readonly (readonly [boolean, string])[] {
  return doneWhen(page, { ...nothing, ...files }).map(({ isShown, says }) => [isShown, says]);
}

describe("a step is done when files show it", () => {
  it("begins with nothing shown, and says of each statement what is not there", () => {
    for (const page of shownPages) {
      for (const { isShown, says, statement } of doneWhen(page, nothing)) {
        assert.equal(isShown, false, page);
        assert.match(says, /^There is no.*\.$/);
        assert.match(statement, /[^.]$/);
      }
    }
    assert.deepEqual(doneWhen("skill-leadership", nothing), []);
  });

  it("asks for what the practice asks for: a page for each, an action it may run, an id of its own", () => {
    const { practice } = compilePractice(shippedFiles(), shippedTexts());
    const index = new PracticeIndex(practice);
    const ids = new Set<string>();
    assert.deepEqual(
      [...shownPages],
      index.group("steps")?.pages.map(({ id }) => id),
    );
    for (const page of shownPages) {
      for (const { id, action } of doneWhen(page, nothing)) {
        assert.ok(id.startsWith(page) && !ids.has(id), id);
        ids.add(id);
        const isPage = (one: string): boolean => index.find(one) !== undefined;
        assert.equal(refusedCommand(action.id, action.argument, isPage), undefined, id);
      }
    }
  });

  it("step 1: a project that reads without an error; of several, one is enough", () => {
    assert.deepEqual(of("step-1-understand", { projects: [{ name: "A", errors: 2 }] }), [
      [false, "“A” has 2 errors: see Problems."],
    ]);
    const both = [
      { name: "A", errors: 1 },
      { name: "B", errors: 0 },
    ];
    assert.deepEqual(of("step-1-understand", { projects: both }), [[true, "“B” reads without an error."]]);
  });

  it("step 2: all answered on a day, and three actions with a date", () => {
    const assessment = { date: "2026-11-05", answered: 31, of: 32 };
    assert.deepEqual(of("step-2-assess", { assessment, gapPlan: { actions: 3, dated: 2 } }), [
      [false, "31 of 32 answered on 5 Nov 2026."],
      [false, "3 actions, 2 with a date such as 2027-01-15."],
    ]);
    assert.deepEqual(
      of("step-2-assess", { assessment: { ...assessment, answered: 32 }, gapPlan: { actions: 4, dated: 3 } }).map(
        ([isShown]) => isShown,
      ),
      [true, true],
    );
  });

  it("step 3: the matrix is whole, and the choice has a start and a budget", () => {
    assert.deepEqual(of("step-3-education", { education: compared }), [
      [true, "3 programmes, all rated."],
      [true, "B is chosen."],
    ]);
    const half = { ...compared, programmes: [programme("a", 3), programme("b")], decision: { programme: "b" } };
    assert.deepEqual(of("step-3-education", { education: half }), [
      [false, "3 programmes are a comparison; there are 2. One rating is missing."],
      [false, "The choice has no start date. The choice has no budget."],
    ]);
  });

  it("step 4: eligibility is worked out from something, and the study is a project without an error", () => {
    const study = { name: "Study plan: CAPM", errors: 0, studyFor: "capm" };
    assert.deepEqual(of("step-4-certification", { background, projects: [{ name: "A", errors: 0 }, study] }), [
      [true, "Worked out from 1 project and 1 course."],
      [true, "“Study plan: CAPM” reads without an error."],
    ]);
    const { experience: _, ...rest } = background;
    assert.deepEqual(
      of("step-4-certification", {
        background: { ...rest, experience: [], hours: [] },
        projects: [{ ...study, errors: 1 }],
      }),
      [
        [false, "Worked out from 0 projects and 0 courses."],
        [false, "“Study plan: CAPM” has 1 error: see Problems."],
      ],
    );
  });

  it("step 5: a portfolio of six documents that are there and have no error", () => {
    const portfolio = (good: number, missing = 0, faulty = 0) =>
      of("step-5-kickstart", { projects: [{ name: "A", errors: 0, portfolio: { good, missing, faulty } }] });
    assert.deepEqual(portfolio(6), [[true, "It links 6 documents of this project without an error."]]);
    assert.deepEqual(portfolio(5, 1, 2), [
      [false, "It links 5 documents of this project without an error; 1 is not there, 2 have an error."],
    ]);
  });

  it("counts beside the ticks, in the page, its group and all", () => {
    const { practice } = compilePractice(shippedFiles(), shippedTexts());
    const index = new PracticeIndex(practice);
    const page = index.page("step-3-education") ?? assert.fail();
    const shown = (id: string): readonly Shown[] => doneWhen(id, { ...nothing, education: compared });
    const ticked = withTick(noProgress, page.checklist[0]?.id ?? "", "2026-11-27T10:00:00Z");
    assert.deepEqual(countPage(page, ticked), { done: 1, total: 5 });
    assert.deepEqual(countPage(page, ticked, shown), { done: 3, total: 7 });
    const [plain, both] = [countAll(index.groups, ticked), countAll(index.groups, ticked, shown)];
    assert.deepEqual([both.done - plain.done, both.total - plain.total], [2, 8]);
  });
});

describe("a gap plan", () => {
  const today = parseDate("2026-11-27") ?? assert.fail();
  const gap = (title: string, ...exercises: readonly string[]) => ({ title, mean: 2.25, target: 3.5, exercises });

  it("has an action with a day for each gap, the last after 90 days, and the other exercises to choose from", () => {
    const text = gapPlanText(
      [
        gap("Communication", "Write one report in three versions", "Run a meeting"),
        gap("Leadership", "Delegate"),
        gap("X"),
      ],
      today,
    );
    assert.match(text, /^## Communication: 2\.25 of 3\.50\n- \[ \] By 2026-12-27: Write one report/m);
    assert.match(text, /^Or: Run a meeting$/m);
    assert.match(text, /By 2027-01-26: Delegate/);
    assert.match(text, /By 2027-02-25: Choose an exercise/);
    assert.deepEqual(readGapPlan(text), { actions: 3, dated: 3 });
  });

  it("is read as somebody left it", () => {
    assert.deepEqual(
      readGapPlan("# Mine\r\n* [x] by 2027-01-15: one\r\n  - [ ] two, some day\r\n- [ ]\r\n- no box 2027-01-01\r\n"),
      {
        actions: 2,
        dated: 1,
      },
    );
    assert.deepEqual(readGapPlan(""), { actions: 0, dated: 0 });
  });
});

describe("what a portfolio links", () => {
  it("are files of the project, each once", () => {
    const text =
      '[a](idea.md) [b](./status/2027-W05.md#top) [c](<plan.yaml#tasks/api> "T") [d](idea.md) [e](https://example.org/x.md) ' +
      "[f](../other.md) [g](#here) [h](portfolio.md) [i](notes%20of%20may.md) [j](/etc/passwd)";
    assert.deepEqual(linkedFiles("portfolio.md", text), [
      "idea.md",
      "status/2027-W05.md",
      "plan.yaml",
      "notes of may.md",
    ]);
  });
});

describe("a study plan", () => {
  it("says which certification it is for, in a key of its own that nothing complains about", () => {
    const { certifications } = parse(
      readFileSync("media/practice/certification/certifications.yaml", "utf8"),
    ) as CertificationData;
    for (const record of certifications) {
      const files = planStudy(record, { start: "2027-01-04", hoursPerWeek: 6, timeZone: "Europe/Ljubljana" });
      const header = files.find(({ path }) => path === "gantry.yaml")?.contents ?? "";
      assert.equal(studyFor(header), record.id);
      const reading = unite(
        files.map(({ path, contents }) => readSlice(path, contents)),
        "study",
      );
      assert.deepEqual([...reading.problems.values()].flat(), [], record.id);
    }
    assert.equal(studyFor("gantry: 1\nname: A\n# x-study-for: pmp\n"), undefined);
  });
});
