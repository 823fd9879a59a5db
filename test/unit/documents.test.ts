import assert from "node:assert/strict";
import fc from "fast-check";
import { marked } from "marked";
import { parse, parseDocument } from "yaml";
import { markdownText, oneLine, type ProjectAnswers, planProject, yamlText } from "../../src/core/documents/index.ts";
import { kinds, methods } from "../../src/core/model/project.ts";
import { readSlices } from "./support/readSlices.ts";
import { allDocuments, answersWith, asFiles, library, someHolidays } from "./support/templateFiles.ts";

const plan = (different: Partial<ProjectAnswers> = {}) => planProject(library, answersWith(different), someHolidays);
const filesOf = (different: Partial<ProjectAnswers> = {}) => {
  const { files, problems } = plan(different);
  assert.deepEqual(problems, []);
  return asFiles(files);
};
const yamlOf = (different: Partial<ProjectAnswers>, path: string) => parse(filesOf(different)[path] ?? "");

describe("A new project", () => {
  it("begins with gantry.yaml and the plan, and names each file once", () => {
    const paths = plan().files.map(({ path }) => path);
    assert.deepEqual(paths.slice(0, 4), ["gantry.yaml", "plan.yaml", "timeline.yaml", "budget.yaml"]);
    assert.equal(new Set(paths).size, paths.length);
  });

  it("states what was answered", () => {
    const header = yamlOf({ name: "Orchard", manager: "Dana Ray", method: "kanban", currency: "gbp " }, "gantry.yaml");
    assert.equal(header.name, "Orchard");
    assert.equal(header.method, "kanban");
    assert.equal(header.start, "2027-01-04");
    assert.equal(header.currency, "GBP");
    assert.equal(header["time-zone"], "Europe/Vienna");
    assert.equal(header.phase, "initiating");
    assert.equal(header.people[header.manager].name, "Dana Ray");
    assert.equal(header.people[header.manager].role, "Project manager");
    assert.equal(header.people[header.manager].count, undefined);
    assert.equal(header.people[header.sponsor].name, "Sponsor");
  });

  it("is the same for the same answers", () => {
    assert.deepEqual(plan({ manager: "Dana" }), plan({ manager: "Dana" }));
  }).timeout(60_000);

  it("ends every file with a line end and has no other kind of line end", () => {
    for (const [path, text] of Object.entries(filesOf())) {
      assert.ok(text.endsWith("\n") && !text.includes("\r"), path);
    }
  });

  it("writes the chosen documents only", () => {
    assert.deepEqual(Object.keys(filesOf({ documents: ["plan", "charter"] })), [
      "gantry.yaml",
      "plan.yaml",
      "charter.md",
    ]);
    assert.deepEqual(Object.keys(filesOf({ documents: [] })), ["gantry.yaml"]);
  });

  it("keeps a private note's folder out of version control", () => {
    const files = filesOf({ documents: ["contacts", "negotiation"] });
    assert.equal(files[".gantry-private/.gitignore"], "*\n");
    assert.ok(".gantry-private/contacts.md" in files);
    assert.ok(!(".gantry-private/.gitignore" in filesOf({ documents: ["charter"] })));
  });

  it("writes the first report for the week of its day", () => {
    const files = filesOf({ documents: ["status-report"], today: "2026-12-30" });
    const report = files["status/2026-W53.md"] ?? "";
    assert.match(report, /2026-12-28 to 2027-01-01/);
  });

  it("holds together whatever is left out", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds),
        fc.constantFrom(...methods),
        fc.subarray([...allDocuments]),
        (kind, method, documents) => {
          const files = filesOf({ kind, method, documents });
          assert.deepEqual(readSlices(files).findings, []);
          for (const [path, text] of Object.entries(files)) {
            for (const [, target = ""] of text.matchAll(/\]\(([^)]+)\)/g)) {
              const resolved = new URL(target, `x:/${path}`).pathname.slice(1);
              assert.ok(resolved in files, `${path} links to ${target}`);
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  }).timeout(60_000);

  it("keeps gates and iterations in the plan when there is no timeline", () => {
    const { milestones, iterations, tasks, calendars } = yamlOf({ method: "hybrid", documents: ["plan"] }, "plan.yaml");
    assert.ok("design-gate" in milestones);
    assert.ok("iteration-1" in iterations);
    assert.equal(tasks.build.after, "design-gate");
    assert.equal(calendars, undefined);
    assert.equal(yamlOf({ documents: ["plan"] }, "gantry.yaml").calendar, undefined);
  });

  it("keeps dated milestones in the timeline when there is no plan, and drops those that stood for tasks", () => {
    const { milestones } = yamlOf({ method: "hybrid", documents: ["timeline"] }, "timeline.yaml");
    assert.equal(milestones.released.after, undefined);
    assert.match(milestones.released.deadline, /^2027-/);
    assert.ok(!("design-gate" in milestones));
    assert.ok("iteration-1-review" in milestones);
  });

  it("names a definition of done in its rules only when there is one", () => {
    assert.ok("definition-of-done" in yamlOf({ method: "scrum" }, "gantry.yaml").rules);
    assert.ok(!("definition-of-done" in yamlOf({ method: "scrum", documents: ["plan"] }, "gantry.yaml").rules));
  });

  it("states the region's holidays as dates for about eighteen months", () => {
    const { calendars } = yamlOf({ region: "AT" }, "timeline.yaml");
    const dates = Object.keys(calendars.standard.holidays);
    assert.ok(dates.includes("2027-01-06") && dates.includes("2028-01-06"));
    assert.ok(!dates.includes("2027-01-01"), "before the start");
    assert.ok(!dates.includes("2029-01-01"), "beyond the span");
    assert.equal(yamlOf({ region: "none" }, "timeline.yaml").calendars.standard.holidays, undefined);
  });

  it("moves dates with the start, by whole weeks and onto working days", () => {
    const deadline = (start: string, region = "none"): string =>
      yamlOf({ start, region }, "timeline.yaml").milestones["scope-agreed"].deadline;
    assert.equal(deadline("2027-01-04"), "2027-01-22");
    assert.equal(deadline("2027-02-01"), "2027-02-19");
    // A start in the middle of a week rounds up: nothing comes closer to it.
    assert.equal(deadline("2027-02-03"), "2027-02-26");
    // 18 days after 8 March is Good Friday in Great Britain.
    assert.equal(deadline("2027-03-08", "GB"), "2027-03-29");
  });

  it("starts on the very day that was answered, even on a weekend", () => {
    assert.equal(yamlOf({ start: "2027-01-09" }, "gantry.yaml").start, "2027-01-09");
    assert.deepEqual(readSlices(filesOf({ start: "2027-01-09" })).findings, []);
  });

  it("ends an iteration before a holiday, not after it", () => {
    const { iterations } = yamlOf({ method: "scrum", start: "2027-01-11", region: "GB" }, "timeline.yaml");
    assert.equal(iterations["iteration-3"].finish, "2027-03-25");
  });

  it("brings amounts to the order of magnitude of the currency", () => {
    const euro = yamlOf({}, "gantry.yaml").people.developer.rate;
    assert.equal(euro, "88/h");
    assert.equal(yamlOf({ currency: "JPY" }, "gantry.yaml").people.developer.rate, "13200/h");
    const yen = yamlOf({ currency: "JPY" }, "budget.yaml");
    const plain = yamlOf({}, "budget.yaml");
    assert.equal(yen.contingency.amount, plain.contingency.amount * 150);
    assert.equal(yen.costs["penetration-test"].amount, plain.costs["penetration-test"].amount * 150);
    assert.equal(yen.costs["test-devices"].quantity, plain.costs["test-devices"].quantity);
  });

  it("says what it cannot use instead of making files", () => {
    for (const [wrong, expected] of [
      [{ name: " \n\t " }, /needs a name/],
      [{ start: "2027-02-31" }, /no 2027-02-31/],
      [{ currency: "EURO" }, /three letters/],
      [{ timeZone: "../etc" }, /area and city/],
      [{ documents: ["plan", "nonsense"] }, /no document "nonsense"/],
      [{ kind: "spaceship" as never }, /no kind of work "spaceship"/],
      [{ method: "vibes" as never }, /no method "vibes"/],
    ] as const) {
      const { files, problems } = plan(wrong);
      assert.deepEqual(files, []);
      assert.match(problems.map(({ message }) => message).join("\n"), expected);
    }
    const { files, problems } = planProject({ files: {} }, answersWith(), someHolidays);
    assert.deepEqual(files, []);
    assert.match(problems[0]?.message ?? "", /not there/);
  });
});

/** Names as people, pranksters and YAML's darker corners write them. */
const names = fc.oneof(
  fc.constantFrom(
    "no",
    "Yes",
    "null",
    "~",
    "1e5",
    "0x1F",
    "007",
    "2027-01-04",
    "12:30",
    "- list",
    "? key",
    "key: value",
    "a # comment",
    "# heading",
    "#",
    'say "hello"',
    "it's",
    "back\\slash",
    "{{start}}",
    "{{name}} {{nothing}}",
    "[flow, list]",
    "{a: b}",
    "*alias &anchor !tag",
    "| pipe > fold",
    "%TAG",
    "@at `tick`",
    "<img src=x onerror=alert(1)>",
    "**bold** _it_ ~~gone~~ $x$",
    "[link](http://example.com)",
    "a | b",
    "&amp; &lt;",
    "🚀 Größe 日本語",
    "---",
    "...",
    "1. first",
    "trailing \\",
    "$& $1 $$",
    "__proto__",
    "http://example.com/a_b_c",
    "C#",
  ),
  fc.string({ unit: "binary", minLength: 1, maxLength: 40 }),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }),
  fc.stringMatching(/^[ -~]{1,40}$/),
);

describe("A typed name", () => {
  it("comes out of YAML as it went in", () => {
    fc.assert(
      fc.property(names, (name) => {
        const clean = oneLine(name);
        assert.equal(parse(`name: ${yamlText(clean)}\n`).name, clean);
        assert.deepEqual(parse(`[${yamlText(clean)}, x]\n`), [clean, "x"]);
      }),
      { numRuns: 2000 },
    );
  }).timeout(60_000);

  it("comes out of Markdown as text, in a heading and in a table", () => {
    fc.assert(
      fc.property(names, (name) => {
        const clean = oneLine(name);
        if (clean === "") return;
        assert.equal(shown(`# ${markdownText(clean)}\n`).trim(), clean.trim());
        assert.equal(cell(`| a | b |\n|---|---|\n| ${markdownText(clean)} | x |\n`), clean.trim());
      }),
      { numRuns: 2000 },
    );
  }).timeout(60_000);

  it("reads back equal from a scaffolded project, as name, manager and sponsor", () => {
    fc.assert(
      fc.property(names, names, names, fc.constantFrom(...methods), (name, manager, sponsor, method) => {
        if (oneLine(name) === "") return;
        const documents = ["plan", "charter", "status-report", "kick-off"];
        const files = filesOf({ name, manager, sponsor, method, kind: "blank", documents });
        const document = parseDocument(files["gantry.yaml"] ?? "");
        assert.deepEqual([document.errors, document.warnings], [[], []]);
        const header = document.toJS();
        assert.equal(header.name, oneLine(name));
        assert.equal(header.people["project-manager"].name, oneLine(manager) || "Project manager");
        assert.equal(header.people.sponsor.name, oneLine(sponsor) || "Sponsor");
        const charter = files["charter.md"] ?? "";
        const front = parse(charter.split("---\n")[1] ?? "");
        assert.equal(front.title, `${oneLine(name)}: project charter`);
        assert.equal(front.sponsor, "sponsor");
        const heading = charter.split("\n").find((line) => line.startsWith("# ")) ?? "";
        assert.equal(shown(heading).trim(), `Project charter: ${oneLine(name)}`);
        assert.deepEqual(readSlices(files).findings, []);
      }),
      { numRuns: 100 },
    );
  }).timeout(60_000);

  it("never brings a tag, a script or a link into a document", () => {
    const evil = '<img src=x onerror="alert(1)"> [x](javascript:alert(1)) <!-- --> &lt;script&gt;';
    const files = filesOf({ name: evil, manager: evil, sponsor: evil });
    for (const [path, text] of Object.entries(files)) {
      if (!path.endsWith(".md")) continue;
      const html = marked.parse(text.replace(/^---\n[\s\S]*?\n---\n/, ""), { async: false });
      assert.doesNotMatch(html, /<img|<script|href="javascript/i, path);
    }
  });

  it("is one line, whatever was pasted", () => {
    assert.equal(oneLine(" a\r\nb\tc\u0000d\u2028e "), "a b c d e");
    assert.equal(oneLine("\u202Eevil\u202C"), "evil");
    assert.equal(oneLine("half \uD83D"), "half \uFFFD");
    assert.equal(oneLine("whole 😀  two spaces"), "whole 😀  two spaces");
  });
});

interface Token {
  readonly type: string;
  readonly text?: string;
  readonly tokens?: readonly Token[];
  readonly rows?: readonly (readonly { readonly tokens: readonly Token[] }[])[];
}

/** What a reader sees of inline tokens. */
function flat(tokens: readonly Token[]): string {
  return tokens.map((token) => (token.tokens === undefined ? (token.text ?? "") : flat(token.tokens))).join("");
}

function shown(markdown: string): string {
  const token = (marked.lexer(markdown) as readonly Token[])[0];
  assert.ok(token?.type === "heading", JSON.stringify(token));
  return flat(token.tokens ?? []);
}

function cell(markdown: string): string {
  const table = (marked.lexer(markdown) as readonly Token[])[0];
  assert.ok(table?.type === "table", markdown);
  return flat(table.rows?.[0]?.[0]?.tokens ?? []).trim();
}
