import assert from "node:assert/strict";
import { isMap, parse, parseDocument } from "yaml";
import { documentCatalogue, planProject, planSampleProject } from "../../src/core/documents/index.ts";
import { parseDate } from "../../src/core/model/date.ts";
import { type Kind, kinds, type Method, methods } from "../../src/core/model/project.ts";
import { type Files, leavesOf, rangeOf, readSlices, type SliceProject } from "./support/readSlices.ts";
import { costLines, roughSchedule } from "./support/roughSchedule.ts";
import { answersWith, asFiles, library, someHolidays } from "./support/templateFiles.ts";

const scaffolded = new Map<string, Files>();
const scaffold = (kind: Kind, method: Method, start = "2027-01-04"): Files => {
  const key = `${kind} ${method} ${start}`;
  const known = scaffolded.get(key);
  if (known !== undefined) return known;
  const { files, problems } = planProject(library, answersWith({ kind, method, start }), someHolidays);
  assert.deepEqual(problems, []);
  scaffolded.set(key, asFiles(files));
  return asFiles(files);
};
const sample = asFiles(planSampleProject(library).files);
const leaves = (project: SliceProject) => project.tasks.filter(({ children }) => children.length === 0);
const stages = (project: SliceProject) =>
  project.tasks.filter(({ parent, children }) => !parent && children.length > 0);
const ids = (records: readonly { readonly id: string }[] | undefined): readonly string[] =>
  (records ?? []).map(({ id }) => id);
const header = (files: Files) => parse(files["gantry.yaml"] ?? "");

/** What probability 1 to 5 stands for. */
const likelihood = [0, 0.1, 0.3, 0.5, 0.7, 0.9];

/** Text that somebody was meant to replace. */
const placeholder =
  /\b(?:TODO|TBD|FIXME|XXX|lorem|ipsum)\b|<(?!!--)[a-z][^>]*>|\{\{|\[(?:insert|fill|your|name)[^\]]*\]/i;

const placeholdersIn = (files: Files): readonly string[] =>
  Object.entries(files).flatMap(([path, text]) => {
    const found = placeholder.exec(text);
    return found === null ? [] : [`${path}: ${found[0]}`];
  });

describe("The templates", () => {
  const yamlFiles = Object.entries(library.files).filter(([path]) => path.endsWith(".yaml"));

  it("are parsed without an error or warning", () => {
    for (const [path, text] of yamlFiles) {
      const document = parseDocument(text);
      assert.deepEqual([...document.errors, ...document.warnings], [], path);
      assert.ok(isMap(document.contents), path);
    }
  });

  it("are laid out as they are printed, so that a changed one still looks written by hand", () => {
    for (const [path, text] of yamlFiles) {
      if (path.startsWith("sample/progress/") || path.startsWith("sample/baselines/")) continue;
      assert.equal(parseDocument(text).toString({ lineWidth: 0, flowCollectionPadding: false }), text, path);
    }
  }).timeout(60_000);

  it("have a blank line between records and none where it does not belong", () => {
    for (const [path, text] of yamlFiles) assert.doesNotMatch(text, /\n\n\n|:\n\n|\n\n$| \n/, path);
  });

  it("hold a text for every document of the catalogue", () => {
    for (const { id, form, path } of documentCatalogue) {
      const at = { slice: `kinds/blank/${path}`, document: `documents/${id}.md`, checklist: path }[form];
      assert.ok(at in library.files, at);
    }
  });

  it("give every document front matter that can be read, with title, status, date and owner", () => {
    for (const [path, text] of Object.entries(library.files)) {
      if (!/^(?:documents|kinds\/[a-z]+)\/[a-z-]+\.md$/.test(path)) continue;
      const front = parse(/^---\n([\s\S]*?)\n---\n/.exec(text)?.[1] ?? "");
      for (const field of ["title", "document", "status", "date", "owner"]) assert.ok(front[field], `${path} ${field}`);
      assert.equal(front.document, path.split("/").pop()?.replace(".md", ""), path);
    }
  });

  it("leave no document without headings, and no heading twice", () => {
    for (const [path, text] of Object.entries(library.files)) {
      if (!path.endsWith(".md")) continue;
      const headings = text.match(/^#{1,3} .*$/gm) ?? [];
      assert.equal(headings.filter((line) => line.startsWith("# ")).length, 1, path);
      assert.equal(new Set(headings).size, headings.length, path);
    }
  });
});

describe("The checklists", () => {
  const items = (prefix: string) =>
    Object.entries(library.files)
      .filter(([path]) => path.startsWith(prefix))
      .flatMap(([path, text]) =>
        [...text.matchAll(/^- \[[ x]\] (.+) <!-- ([a-z]{3}-\d\d)(?: who:[a-z]+)? -->\n {2}(\S.*)$/gm)].map(
          ([, title = "", id = "", why = ""]) => ({ path, title, id, why }),
        ),
      );

  it("hold 56 items with ids of their own, each with a reason", () => {
    const all = items("checklists/");
    assert.equal(all.length, 56);
    assert.equal(new Set(all.map(({ id }) => id)).size, 56);
    assert.equal(new Set(all.map(({ title }) => title)).size, 56);
    for (const { why, id } of all) assert.ok(why.length > 20 && why.endsWith("."), id);
    const files = Object.entries(library.files).filter(([path]) => path.startsWith("checklists/"));
    const boxes = files.flatMap(([, text]) => text.match(/^\s*- \[.\]/gm) ?? []);
    assert.equal(boxes.length, 56, "no box without an id");
  });

  it("count ten, eighteen, ten, ten and eight", () => {
    for (const [name, prefix, count] of [
      ["initiating", "ini", 10],
      ["planning", "pla", 18],
      ["executing", "exe", 10],
      ["monitoring", "mon", 10],
      ["closing", "clo", 8],
    ] as const) {
      const expected = Array.from({ length: count }, (_, index) => `${prefix}-${String(index + 1).padStart(2, "0")}`);
      assert.deepEqual(
        items(`checklists/${name}.md`).map(({ id }) => id),
        expected,
      );
    }
  });

  it("say the same in the sample, partly ticked", () => {
    const text = (list: ReturnType<typeof items>) => list.map(({ id, title, why }) => [id, title, why]);
    assert.deepEqual(text(items("sample/checklists/")), text(items("checklists/")));
    const ticked =
      Object.values(sample)
        .join("\n")
        .match(/^- \[x\] /gm)?.length ?? 0;
    assert.ok(ticked > 20 && ticked < 50, String(ticked));
  });
});

for (const kind of kinds) {
  describe(`A ${kind} project`, () => {
    for (const method of methods) {
      it(`is sound with ${method}`, () => {
        const files = scaffold(kind, method);
        const project = readSlices(files);
        assert.deepEqual(project.findings, []);
        assert.deepEqual(placeholdersIn(files), []);
        const gateTasks = leaves(project).filter(({ id }) => id.endsWith("-sign-off")).length;
        const own = leaves(project).length - gateTasks;
        if (kind === "blank") assert.ok(own >= 8 && own <= 20, String(own));
        else assert.ok(own >= 25 && leaves(project).length <= 60, String(own));
      });

      it(`meets its deadlines with ${method}, whenever it starts`, () => {
        for (const start of ["2027-01-04", "2026-12-14", "2027-03-17"]) {
          const project = readSlices(scaffold(kind, method, start));
          const { spans } = roughSchedule(project);
          for (const { id, fields } of project.sections.milestones ?? []) {
            const deadline = fields.deadline?.[0];
            const last = spans.get(id)?.last ?? "";
            if (deadline !== undefined) assert.ok(last <= deadline, `${id}: ${last} after ${deadline} from ${start}`);
            if (fields.after !== undefined && deadline !== undefined) {
              const days = (parseDate(deadline) ?? 0) - (parseDate(last) ?? 0);
              assert.ok(days <= 45, `${id}: ${days} days of slack say nothing`);
            }
          }
        }
      }).timeout(60_000);

      it(`plans hardly anybody twice with ${method}`, () => {
        const { load } = roughSchedule(readSlices(scaffold(kind, method)));
        const over = [...load].map(
          ([who, days]) => [who, [...days.values()].filter((share) => share > 1.01).length] as const,
        );
        // Only a limit on work in progress keeps a flow from asking for more than there is.
        const allowed = method === "kanban" ? 5 : 0;
        assert.deepEqual(
          over.filter(([, days]) => days > allowed),
          [],
        );
      });

      it(`is paid for with ${method}`, () => {
        const files = scaffold(kind, method);
        const project = readSlices(files);
        const budget = parse(files["budget.yaml"] ?? "");
        const funding = Object.values(budget.funding as Record<string, { amount: number }>).reduce(
          (sum, { amount }) => sum + amount,
          0,
        );
        const baseline = roughSchedule(project).labour + costLines(project) + budget.contingency.amount;
        const total = baseline + budget["management-reserve"].amount;
        assert.ok(total <= funding, `${total} of ${funding}`);
        assert.ok(total >= 0.93 * funding, `${total} of ${funding}`);
      });
    }

    it("has a contingency that follows from its risks", () => {
      const files = scaffold(kind, "waterfall");
      const { risks } = parse(files["risks.yaml"] ?? "");
      const all = Object.values(risks as Record<string, { type: string; probability: number; cost: number }>);
      assert.ok(all.length >= 5 && all.length <= 10, String(all.length));
      const expected = all
        .filter(({ type }) => type === "threat")
        .reduce((sum, { probability, cost }) => sum + (likelihood[probability] ?? 0) * cost, 0);
      const { amount } = parse(files["budget.yaml"] ?? "").contingency;
      assert.ok(amount >= expected && amount <= 1.35 * expected, `${amount} for ${expected}`);
    });

    it("has clients, suppliers and contractors among its stakeholders", () => {
      const { sections } = readSlices(scaffold(kind, "waterfall"));
      const categories = new Set((sections.stakeholders ?? []).map(({ fields }) => fields.category?.[0]));
      for (const category of ["client", "supplier", "contractor", "internal"])
        assert.ok(categories.has(category), category);
    });

    it("reaches everybody with much influence", () => {
      const { sections } = readSlices(scaffold(kind, "waterfall"));
      const reached = new Set((sections.communications ?? []).flatMap(({ fields }) => fields.audience ?? []));
      for (const { id, fields } of sections.stakeholders ?? []) {
        if (Number(fields.influence?.[0]) >= 4 && fields.category?.[0] !== "regulator") assert.ok(reached.has(id), id);
      }
    });

    it("weighs its purchases to a hundred", () => {
      const { procurement } = parse(scaffold(kind, "waterfall")["procurement.yaml"] ?? "");
      for (const [id, { criteria }] of Object.entries(
        procurement as Record<string, { criteria: Record<string, string> }>,
      )) {
        const sum = Object.values(criteria).reduce((total, weight) => total + Number(weight.replace("%", "")), 0);
        assert.equal(sum, 100, id);
      }
    });

    it("estimates what is uncertain with ranges", () => {
      const project = readSlices(scaffold(kind, "waterfall"));
      const ranges = leaves(project).filter(({ fields }) => / \/ /.test((fields.effort ?? fields.duration)?.[0] ?? ""));
      assert.ok(ranges.length >= leaves(project).length / 4, String(ranges.length));
      for (const { id, fields } of ranges) {
        const [low, , high] = rangeOf((fields.effort ?? fields.duration)?.[0] ?? "");
        assert.ok(high / low >= 1.3 && high / low <= 4.5, id);
      }
    });

    it("writes a charter with objectives, limits and dates that agree with the timeline", () => {
      const files = scaffold(kind, "hybrid");
      const charter = files["charter.md"] ?? "";
      const deadlines = (readSlices(files).sections.milestones ?? []).flatMap(({ fields }) => fields.deadline ?? []);
      for (const deadline of deadlines) assert.ok(charter.includes(deadline), deadline);
      for (const date of charter.replace(/^---[\s\S]*?---\n/, "").match(/\d{4}-\d\d-\d\d/g) ?? []) {
        assert.ok([...deadlines, "2027-01-04"].includes(date), date);
      }
      assert.ok(
        (
          charter
            .split("## Objectives")[1]
            ?.split("##")[0]
            ?.match(/\d+(?: %|\.\d| )/g) ?? []
        ).length >= 3,
      );
      assert.match(charter, /In scope:\n\n- [\s\S]+Out of scope:\n\n- /);
      assert.ok(charter.split(/\s+/).length < 700);
    });
  });
}

describe("A method changes structure", () => {
  for (const kind of kinds) {
    const plain = readSlices(scaffold(kind, "kanban"));
    const stageIds = ids(stages(plain));

    it(`waterfall signs off each stage of ${kind} and lets the next one wait`, () => {
      const project = readSlices(scaffold(kind, "waterfall"));
      const milestones = new Map((project.sections.milestones ?? []).map((record) => [record.id, record.fields]));
      const { spans } = roughSchedule(project);
      for (const [index, stage] of stages(project).entries()) {
        const signOff = stage.children.at(-1);
        assert.equal(signOff?.id, `${stage.id}-sign-off`);
        assert.deepEqual(signOff?.fields.who, ["sponsor"]);
        assert.deepEqual(milestones.get(`${stage.id}-gate`)?.after, [`${stage.id}-sign-off`]);
        assert.ok(milestones.get(`${stage.id}-gate`)?.acceptance, stage.id);
        // Nothing of the stage is still open when it is signed off.
        for (const leaf of leavesOf(stage)) {
          if (leaf.id === signOff?.id) continue;
          assert.ok((spans.get(leaf.id)?.finish ?? 0) <= (spans.get(signOff?.id ?? "")?.start ?? -1), leaf.id);
        }
        if (index > 0)
          assert.ok(
            stage.fields.after?.some((reference) => reference.endsWith("-gate")),
            stage.id,
          );
      }
      assert.deepEqual(project.sections.iterations, undefined);
      assert.ok(!project.tasks.some(({ fields }) => fields.after?.some((reference) => stageIds.includes(reference))));
    });

    it(`scrum makes a backlog in iterations with goals of one stage of ${kind}`, () => {
      const files = scaffold(kind, "scrum");
      const project = readSlices(files);
      const iterations = project.sections.iterations ?? [];
      assert.ok(iterations.length >= 2);
      for (const [index, { fields }] of iterations.entries()) {
        assert.ok((fields.goal?.[0]?.length ?? 0) > 20);
        const next = iterations[index + 1]?.fields.start?.[0];
        if (next !== undefined) assert.ok((fields.finish?.[0] ?? "") < next);
      }
      const inside = project.tasks.filter(({ fields }) => fields.iteration);
      const stage = inside[0]?.parent;
      assert.ok(stage);
      assert.ok(inside.every(({ parent }) => parent === stage));
      for (const leaf of leavesOf(stage)) assert.ok(leaf.fields.iteration ?? !leaf.fields.who, leaf.id);
      for (const { id } of iterations)
        assert.ok(
          inside.some(({ fields }) => fields.iteration?.[0] === id),
          id,
        );
      const priorities = inside.map(({ fields }) => Number(fields.priority?.[0]));
      assert.equal(new Set(priorities).size, inside.length);
      const reviews = ids(project.sections.milestones).filter((id) => id.endsWith("-review"));
      assert.equal(reviews.length, iterations.length);
      assert.ok(!ids(project.sections.milestones).some((id) => id.endsWith("-gate")));
      const events = ids(project.sections.communications);
      for (const event of ["sprint-planning", "daily-scrum", "sprint-review", "sprint-retrospective"]) {
        assert.ok(events.includes(event), event);
      }
      assert.ok(header(files).people["product-owner"] && header(files).people["scrum-master"]);
      assert.ok("definition-of-done.md" in files);
    });

    it(`scrum and hybrid work on the items of ${kind} within their iterations`, () => {
      for (const method of ["scrum", "hybrid"] as const) {
        const project = readSlices(scaffold(kind, method));
        const { spans } = roughSchedule(project);
        const frames = new Map((project.sections.iterations ?? []).map(({ id, fields }) => [id, fields]));
        for (const { id, fields } of project.tasks) {
          const frame = frames.get(fields.iteration?.[0] ?? "");
          const span = spans.get(id);
          if (frame === undefined || span === undefined) continue;
          assert.ok(
            span.first >= (frame.start?.[0] ?? "") && span.last <= (frame.finish?.[0] ?? ""),
            `${method} ${id}`,
          );
        }
      }
    });

    it(`kanban lets ${kind} flow in an order, with classes of service and limits`, () => {
      const files = scaffold(kind, "kanban");
      const project = readSlices(files);
      const { rules } = header(files);
      const limits = rules["work-in-progress"];
      assert.ok(limits.doing >= 2 && limits.blocked >= 1 && limits["per-person"] >= 1);
      assert.equal(rules.replenishment.cadence, "1w");
      const flowing = project.tasks.filter(({ fields }) => fields.class);
      assert.ok(flowing.length >= 5);
      assert.equal(new Set(flowing.map(({ fields }) => fields.priority?.[0])).size, flowing.length);
      const classes = Object.keys(rules["classes-of-service"]);
      for (const { fields, id } of flowing) assert.ok(classes.includes(fields.class?.[0] ?? ""), id);
      assert.ok(new Set(flowing.map(({ fields }) => fields.class?.[0])).size >= 2);
      const flow = new Set(flowing.map(({ parent }) => parent?.id));
      for (const stage of stages(project)) {
        if (!flow.has(stage.id)) continue;
        assert.ok(!stage.fields.after?.some((reference) => flow.has(reference)), stage.id);
      }
      assert.ok(
        flowing.every(({ fields }) => fields.after),
        "every item waits for something itself",
      );
      assert.ok(!ids(project.sections.milestones).some((id) => id.endsWith("-gate") || id.endsWith("-review")));
    });

    it(`hybrid has gates outside and iterations inside ${kind}`, () => {
      const project = readSlices(scaffold(kind, "hybrid"));
      const gates = ids(project.sections.milestones).filter((id) => id.endsWith("-gate"));
      assert.deepEqual(
        gates,
        stageIds.map((id) => `${id}-gate`),
      );
      const inside = project.tasks.filter(({ fields }) => fields.iteration);
      const stage = inside[0]?.parent;
      const signOff = stage?.children.at(-1);
      const last = (project.sections.iterations ?? []).at(-1);
      assert.ok(signOff?.fields.after?.includes(`${last?.id}-review`));
    });
  }

  it("and says which plans are not copies of each other", () => {
    for (const kind of kinds) {
      const texts = methods.map((method) => scaffold(kind, method)["plan.yaml"]);
      assert.equal(new Set(texts).size, methods.length, kind);
    }
  }).timeout(60_000);
});

describe("The sample project", () => {
  const project = readSlices(sample);

  it("is sound and has no placeholder", () => {
    assert.deepEqual(project.findings, []);
    assert.deepEqual(placeholdersIn(sample), []);
  });

  it("begins with gantry.yaml and stands in the middle of its work", () => {
    assert.equal(Object.keys(sample)[0], "gantry.yaml");
    assert.equal(project.header["status-date"], "2027-02-10");
    assert.equal(project.header.phase, "executing");
    assert.ok(leaves(project).length >= 25 && leaves(project).length <= 35);
    assert.equal(project.sections.people?.length, 6);
    assert.ok(project.sections.people?.every(({ fields }) => fields.rate));
  });

  it("links to files that it has", () => {
    for (const [path, text] of Object.entries(sample)) {
      for (const [, target = ""] of text.matchAll(/\]\(([^)]+)\)/g)) {
        const resolved = new URL(target, `x:/${path}`).pathname.slice(1);
        assert.ok(resolved in sample, `${path} links to ${target}`);
      }
    }
    for (const { fields, id } of project.sections.actions ?? []) {
      assert.ok((fields.source?.[0] ?? "") in sample, id);
    }
  });

  interface Entry {
    readonly at: string;
    readonly task?: string;
    readonly cost?: string;
    readonly start?: string;
    readonly finish?: string;
    readonly done?: string;
    readonly spent?: string;
    readonly paid?: string;
  }
  const logs = Object.entries(sample).filter(([path]) => path.startsWith("progress/"));
  const entries: readonly Entry[] = logs.flatMap(([, text]) => parse(text).progress as Entry[]);
  const schedule = roughSchedule(project);

  it("logs what happened, by two writers, up to the status date and no further", () => {
    assert.equal(logs.length, 2);
    const known = new Set([...ids(leaves(project)), ...ids(project.sections.costs)]);
    for (const { at, task, cost } of entries) {
      assert.match(at, /^2027-0[12]-\d\dT\d\d:\d\d:00Z$/);
      assert.ok(at.slice(0, 10) <= "2027-02-10", at);
      assert.ok(known.has(task ?? cost ?? ""), `${task ?? cost}`);
    }
  });

  it("logs starts and finishes on the days the plan now gives them", () => {
    for (const { task, start, finish } of entries) {
      const span = schedule.spans.get(task ?? "");
      if (start !== undefined) assert.equal(start, span?.first, task);
      if (finish !== undefined) assert.equal(finish, span?.last, task);
    }
    const finished = new Set(entries.filter(({ finish }) => finish).map(({ task }) => task));
    for (const { id } of leaves(project)) {
      const span = schedule.spans.get(id);
      assert.equal(finished.has(id), (span?.last ?? "") < "2027-02-10", id);
    }
  });

  const [baselinePath = "", baselineText = ""] =
    Object.entries(sample).find(([path]) => path.startsWith("baselines/")) ?? [];
  const baseline = parse(baselineText).baselines.approved;

  it("froze every task, milestone and cost line in its baseline", () => {
    assert.ok(baselinePath.startsWith(`baselines/${baseline.date}-`));
    assert.deepEqual(
      Object.keys(baseline.tasks).sort(),
      [...ids(leaves(project)), ...ids(project.sections.milestones)].sort(),
    );
    assert.deepEqual(Object.keys(baseline.costs).sort(), [...ids(project.sections.costs)].sort());
    const frozen = [...Object.values(baseline.tasks), ...Object.values(baseline.costs)] as { cost: number }[];
    const planned = Object.values(baseline["planned-value"]) as number[];
    assert.equal(
      planned.at(-1),
      frozen.reduce((sum, { cost }) => sum + cost, 0),
    );
    assert.deepEqual(
      [...planned].sort((a, b) => a - b),
      planned,
    );
  });

  it("finishes a day later than its baseline and still before its deadline", () => {
    assert.equal(baseline.tasks.live.finish, "2027-03-11");
    assert.equal(schedule.spans.get("live")?.last, "2027-03-12");
    for (const { id, fields } of project.sections.milestones ?? []) {
      const deadline = fields.deadline?.[0];
      if (deadline !== undefined) assert.ok((schedule.spans.get(id)?.last ?? "") <= deadline, id);
    }
  });

  for (const [week, date] of [
    ["2027-W04", "2027-01-29"],
    ["2027-W05", "2027-02-05"],
  ] as const) {
    it(`reports figures for ${week} that follow from baseline and logs`, () => {
      const { pv, ev, ac, bac } = earnedValue(date);
      const expected = [pv, ev, ac].map(thousands).concat((ev / ac).toFixed(2), (ev / pv).toFixed(2));
      const row = `| ${[...expected, thousands(bac), thousands((bac * ac) / ev)].join(" | ")} |`;
      assert.ok(sample[`status/${week}.md`]?.includes(row), row);
    });
  }

  /** Planned, earned and actual cost at the end of a day; tasks earn by share done, cost lines when they are paid. */
  function earnedValue(date: string): { pv: number; ev: number; ac: number; bac: number } {
    const done = new Map<string, number>();
    const spent = new Map<string, number>();
    const paid = new Map<string, number>();
    for (const entry of [...entries].sort((a, b) => a.at.localeCompare(b.at))) {
      if (entry.at.slice(0, 10) > date) continue;
      if (entry.task !== undefined && entry.done !== undefined)
        done.set(entry.task, Number.parseFloat(entry.done) / 100);
      if (entry.task !== undefined && entry.finish !== undefined) done.set(entry.task, 1);
      if (entry.task !== undefined && entry.spent !== undefined) spent.set(entry.task, Number.parseFloat(entry.spent));
      if (entry.cost !== undefined && entry.paid !== undefined) paid.set(entry.cost, Number.parseFloat(entry.paid));
    }
    let ev = 0;
    let ac = 0;
    for (const { id } of leaves(project)) {
      const { minutes = 1, cost = 0 } = schedule.work.get(id) ?? {};
      ev += baseline.tasks[id].cost * (done.get(id) ?? 0);
      ac += ((spent.get(id) ?? 0) * 480 * cost) / minutes;
    }
    const due: Readonly<Record<string, number>> = { "provider-set-up": 4500, "test-cards": 600, staging: 950 };
    for (const [id, amount] of paid) {
      ev += due[id] ?? 0;
      ac += amount;
    }
    const planned = Object.values(baseline["planned-value"]) as number[];
    return { pv: baseline["planned-value"][date], ev, ac, bac: planned.at(-1) ?? 0 };
  }

  function thousands(amount: number): string {
    return String(Math.round(amount)).replace(/(\d)(\d{3})$/, "$1,$2");
  }
});

describe("Each check of the templates fails on", () => {
  const good = scaffold("blank", "hybrid");
  const broken = (path: string, from: string | RegExp, to: string): Files => {
    const text = good[path] ?? "";
    const changed = text.replace(from, to);
    assert.notEqual(changed, text, `${path} has no ${String(from)}`);
    return { ...good, [path]: changed };
  };
  const seeds: readonly (readonly [what: string, code: string, path: string, from: string | RegExp, to: string])[] = [
    ["broken YAML", "unclosed", "plan.yaml", "tasks:\n", "tasks: [\n"],
    [
      "a key that stands twice",
      "duplicate-key",
      "risks.yaml",
      "    type: threat\n",
      "    type: threat\n    type: threat\n",
    ],
    ["a missing first line", "first-line", "risks.yaml", "gantry: 1\n", ""],
    ["a tab", "tab", "plan.yaml", "name: Start", "name: Start\tnow"],
    ["an anchor", "anchor", "plan.yaml", "name: Start", "name: &start Start"],
    ["a tag", "tag", "plan.yaml", "name: Start", "name: !!str Start"],
    ["Windows line ends", "line-end", "plan.yaml", /\n/g, "\r\n"],
    ["an id with capitals", "bad-id", "plan.yaml", "      purpose:", "      Purpose:"],
    ["an id of 41 characters", "bad-id", "plan.yaml", "      purpose:", `      ${"a".repeat(41)}:`],
    ["a task and a milestone of one name", "duplicate-id", "timeline.yaml", "  plan-agreed:", "  lessons:"],
    ["an unknown field", "unknown-key", "risks.yaml", "    cause:", "    causes:"],
    ["an unknown section", "unknown-key", "risks.yaml", "risks:", "risk-list:"],
    ["a missing field", "field-missing", "risks.yaml", /\n {4}response: .*/, ""],
    ["an empty field", "field-empty", "risks.yaml", /response: .*/, "response:"],
    ["a task that waits for nothing known", "unknown-reference", "plan.yaml", "after: purpose", "after: porpoise"],
    ["an owner nobody knows", "unknown-reference", "risks.yaml", "owner: project-manager", "owner: projectmanager"],
    [
      "somebody unknown at work",
      "unknown-reference",
      "plan.yaml",
      "who: [project-manager, team-member]",
      "who: [project-manager, bob]",
    ],
    ["an unknown calendar", "unknown-reference", "gantry.yaml", "calendar: standard", "calendar: lunar"],
    ["an unknown iteration", "unknown-reference", "plan.yaml", "iteration: iteration-1", "iteration: iteration-9"],
    ["an accountable stranger", "unknown-reference", "raci.yaml", "accountable: sponsor", "accountable: nobody"],
    ["an unknown audience", "unknown-reference", "communications.yaml", "audience: client", "audience: clients"],
    ["a circle", "cycle", "plan.yaml", "after: stakeholder-talks", "after: risk-workshop"],
    ["a circle through a stage", "cycle", "plan.yaml", "after: stakeholder-talks", "after: finish"],
    ["a task without an estimate", "estimate", "plan.yaml", /\n {8}duration: 1d/, ""],
    ["a task with nobody", "owner", "plan.yaml", /\n {8}who: \[project-manager, sponsor 50%\]/, ""],
    [
      "a stage with an estimate",
      "stage-estimate",
      "plan.yaml",
      "    name: Start\n",
      "    name: Start\n    duration: 3d\n",
    ],
    ["a range in the wrong order", "range", "plan.yaml", "3d / 4d / 6d", "4d / 3d / 6d"],
    ["a range without width", "range", "plan.yaml", "3d / 4d / 6d", "4d / 4d / 4d"],
    ["two values instead of three", "wrong-value", "plan.yaml", "3d / 4d / 6d", "3d / 6d"],
    ["an odd unit", "wrong-value", "plan.yaml", "duration: 1d", "duration: 1 day"],
    ["a date that does not exist", "wrong-value", "timeline.yaml", /deadline: .*/, "deadline: 2027-02-30"],
    ["a deadline on a Sunday", "idle-day", "timeline.yaml", /deadline: .*/, "deadline: 2027-01-24"],
    ["a deadline on a holiday", "idle-day", "timeline.yaml", /deadline: .*/, "deadline: 2027-03-29"],
    ["an iteration that ends before it starts", "order", "timeline.yaml", /finish: .*/, "finish: 2027-01-08"],
    ["a dependency of no known type", "wrong-value", "plan.yaml", "after: purpose", "after: purpose FX+2d"],
    ["a cadence nobody can compute", "wrong-value", "communications.yaml", "cadence: 1w", "cadence: weekly"],
    ["a probability of six", "wrong-value", "risks.yaml", "probability: 3", "probability: 6"],
    ["an unknown category", "wrong-value", "stakeholders.yaml", "category: client", "category: customer"],
    ["two accountable people", "raci", "raci.yaml", "accountable: sponsor", "accountable: [sponsor, project-manager]"],
    ["a rate without its unit", "wrong-value", "gantry.yaml", "rate: 80/h", "rate: 80"],
    ["work without a rate", "no-rate", "gantry.yaml", /\n {4}rate: 80\/h/, ""],
    ["more people than there are", "too-few", "plan.yaml", "who: 3 team-member", "who: 4 team-member"],
    ["a milestone at no time", "milestone", "timeline.yaml", /\n {4}date: .*/, ""],
    ["an amount in words", "wrong-value", "budget.yaml", /amount: \d+/, "amount: a lot"],
    ["a cost without an amount", "cost", "budget.yaml", /\n {4}unit-cost: \d+/, ""],
  ];
  it("nothing when nothing is broken", () => assert.deepEqual(readSlices(good).findings, []));

  for (const [what, code, path, from, to] of seeds) {
    it(`${what} (${code})`, () => {
      const found = readSlices(broken(path, from, to)).findings;
      assert.ok(
        found.some((finding) => finding.code === code),
        JSON.stringify(found.slice(0, 3)),
      );
    });
  }

  for (const left of ["TODO: name it", "<name of the client>", "{{manager}}", "Lorem ipsum", "[insert date]"]) {
    it(`left-over text such as ${left}`, () => {
      assert.equal(placeholdersIn({ "charter.md": `# Charter\n\n${left}\n` }).length, 1);
    });
  }

  it("but not a guiding comment", () => {
    assert.deepEqual(placeholdersIn({ "charter.md": "<!-- One sentence. -->\n" }), []);
  });
});
