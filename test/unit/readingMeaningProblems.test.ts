import assert from "node:assert/strict";
import { type Files, readProject } from "./support/projectFiles.ts";

/** `plan.yaml duplicate-id “api”`: the file, the kind, and what stands at its place. */
function problemsOf(files: Files): readonly string[] {
  return [...readProject(files).problems.values()].flat().map(({ path, code, start, end, data, related }) => {
    const nearest = data?.nearest === undefined ? "" : ` → ${data.nearest}`;
    const places = (related ?? []).map(
      (place) => ` (${place.path} ${files[place.path]?.slice(place.start, place.end)})`,
    );
    return `${path} ${code} ${files[path]?.slice(start, end)}${nearest}${places.join("")}`;
  });
}
const inTask = (lines: string): Files => ({ "plan.yaml": `gantry: 1\n\ntasks:\n  api:\n    name: API\n${lines}` });

describe("A problem says where it is and what was probably meant", () => {
  const cases: readonly (readonly [what: string, files: Files, ...problems: readonly string[]])[] = [
    [
      "a field that stands three times",
      inTask("    effort: 1d\n    effort: 2d\n    effort: 3d\n"),
      "plan.yaml duplicate-key effort (plan.yaml effort)",
      "plan.yaml duplicate-key effort (plan.yaml effort)",
    ],
    [
      "a field that stands twice among many",
      inTask(`${Array.from({ length: 20 }, (_, index) => `    x-${index}: a\n`).join("")}    x-15: b\n    x-3: b\n`),
      "plan.yaml duplicate-key x-15 (plan.yaml x-15)",
      "plan.yaml duplicate-key x-3 (plan.yaml x-3)",
    ],
    [
      "a section that stands twice",
      { "plan.yaml": "gantry: 1\ntasks:\n  a:\n    name: A\n\ntasks:\n  b:\n    name: B\n" },
      "plan.yaml duplicate-key tasks (plan.yaml tasks)",
    ],
    [
      "a fact that stands twice",
      { "gantry.yaml": "gantry: 1\nname: A\nname: B\n" },
      "gantry.yaml duplicate-key name (gantry.yaml name)",
    ],
    [
      "a fact that stands in two files",
      { "gantry.yaml": "gantry: 1\ncurrency: EUR\n", "a.yaml": "gantry: 1\n\ncurrency: USD\n" },
      "a.yaml duplicate-key currency (gantry.yaml currency)",
    ],
    [
      "an id in two files",
      {
        "b.yaml": "gantry: 1\n\n# later\nmilestones:\n  live:\n    name: Live\n",
        "a.yaml": "gantry: 1\n\ntasks:\n  stage:\n    name: Stage\n    tasks:\n      live:\n        name: Live\n",
      },
      "b.yaml duplicate-id live (a.yaml live)",
    ],
    [
      "an id that is nearly right",
      inTask("    after: [apx]\n\n  apu:\n    name: APU\n"),
      "plan.yaml unknown-reference apx → api",
    ],
    ["an id in quotes", inTask('    who: ["2 dev 50%"]\n'), "plan.yaml unknown-reference dev"],
    ["a person among tasks", inTask("    owner: api\n"), "plan.yaml unknown-reference api"],
    ["a word that is nearly right", inTask("    schedule: lat\n"), "plan.yaml wrong-value lat → late"],
    ["a field that is nearly right", inTask("    effrot: 5d\n"), "plan.yaml unknown-key effrot → effort"],
    [
      "a section that is nearly right",
      { "plan.yaml": "gantry: 1\ntask:\n  a:\n    name: A\n" },
      "plan.yaml unknown-key task → tasks",
    ],
    [
      "progress in the plan",
      inTask("    done: 40%\n    status: done\n"),
      "plan.yaml progress-in-plan done",
      "plan.yaml progress-in-plan status",
    ],
    [
      "a range out of order",
      inTask("    effort: 20d / 8d / 12d\n"),
      "plan.yaml wrong-value 20d / 8d / 12d → 8d / 12d / 20d",
    ],
    ["a range in other units", inTask("    effort: 4h / 1d / 2w\n")],
    [
      "more than all of it done",
      { "a.yaml": "gantry: 1\nprogress:\n  - {at: 2027-01-01T10:00:00Z, item: pla-07, done: 101%}\n" },
      "a.yaml wrong-value 101%",
    ],
    [
      "somebody twice",
      inTask("    who: [dev, dev 50%]\n\npeople:\n  dev:\n    name: Dev\n"),
      "plan.yaml duplicate-key dev 50% (plan.yaml dev)",
    ],
    [
      "an id twice in a list of lines",
      {
        "a.yaml":
          "gantry: 1\npeople:\n  ana:\n    name: Ana\nraci:\n  api:\n    name: API\n    accountable:\n      - ana\n      - ana\n",
      },
      "a.yaml duplicate-key ana (a.yaml ana)",
    ],
    [
      "two links of one type",
      inTask("\n  b:\n    name: B\n    after: [api SS, api FF, api SS+1d]\n"),
      "plan.yaml duplicate-key api SS+1d (plan.yaml api SS)",
    ],
    [
      "an end before its start",
      {
        "a.yaml":
          "gantry: 1\niterations:\n  one:\n    name: One\n    finish: 2027-01-04\n    start: 2027-01-08\ncosts:\n  server:\n    name: Server\n    start: 2027-01-08\n    finish: 2027-01-08\n    every: 1mo\n",
      },
      "a.yaml wrong-value 2027-01-04 (a.yaml start)",
    ],
    [
      "an end before its start in a log",
      {
        "a.yaml":
          "gantry: 1\nprogress:\n  - {at: 2027-01-09T10:00:00Z, item: a, start: 2027-01-08T10:00, finish: 2027-01-08T09:00}\n  - {at: 2027-01-09T10:00:00Z, item: a, start: 2027-01-08T10:00, finish: 2027-01-08}\n",
      },
      "a.yaml wrong-value 2027-01-08T09:00 (a.yaml start)",
    ],
    [
      "an id of others under was",
      {
        ...inTask("    was: [b]\n\n  b:\n    name: B\n    was: [old]\n"),
        "z.yaml":
          "gantry: 1\nmilestones:\n  c:\n    name: C\n    was: old\nrisks:\n  d:\n    name: D\n    was: [api]\n",
      },
      "plan.yaml duplicate-id b (plan.yaml b)",
      "z.yaml duplicate-id old (plan.yaml old)",
    ],
    ["a list that is not closed", inTask("    who: [ana,\n"), "plan.yaml unclosed [ana,"],
    ["a quote that is not closed", inTask('    effort: "5d\n'), 'plan.yaml unclosed "5d'],
    ["several without brackets", inTask("    who: ana, chen\n"), "plan.yaml wrong-value ana, chen"],
    [
      "an entry of a log about nothing, and one at no time",
      { "progress/ana.yaml": "gantry: 1\nprogress:\n  - {at: 2027-01-01T10:00:00Z, done: 4%}\n  - {task: api}\n" },
      "progress/ana.yaml missing-field {at: 2027-01-01T10:00:00Z, done: 4%}",
      "progress/ana.yaml missing-field {task: api}",
      "progress/ana.yaml unknown-reference api",
    ],
    [
      "a holiday on no day",
      { "t.yaml": "gantry: 1\ncalendars:\n  c:\n    name: C\n    holidays:\n      2027-02-30: Never\n" },
      "t.yaml wrong-value 2027-02-30",
    ],
    [
      "money without an amount",
      { "budget.yaml": "gantry: 1\nfunding:\n  first:\n    name: First\n" },
      "budget.yaml missing-field first",
    ],
    [
      "a list where fields belong, and fields where a text belongs",
      { "gantry.yaml": "gantry: 1\nname: {a: b}\nunits: [8]\npeople: []\n" },
      "gantry.yaml wrong-shape {a: b}",
      "gantry.yaml wrong-shape [8]",
      "gantry.yaml wrong-shape []",
    ],
  ];
  for (const [what, files, ...problems] of cases) {
    it(what, () => assert.deepEqual([...problemsOf(files)].sort(), [...problems].sort()));
  }

  it("and the rest of the file is read all the same", () => {
    const { project } = readProject(
      inTask("    effort: soon\n    duration: 3d\n\n  load\n\n  test:\n    name: Test\n"),
    );
    assert.deepEqual(
      project.tasks.map(({ id, effort, duration }) => [id, effort, duration?.likely.unit]),
      [
        ["api", undefined, "d"],
        ["load", undefined, undefined],
        ["test", undefined, undefined],
      ],
    );
  });
});
