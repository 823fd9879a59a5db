import assert from "node:assert/strict";
import fc from "fast-check";
import * as v from "valibot";
import { parse } from "yaml";
import { formatDate, parseDate } from "../../src/core/model/date.ts";
import {
  backgroundEdit,
  newBackgroundText,
  readBackground,
} from "../../src/core/practice/certification/backgroundFile.ts";
import {
  type BackgroundChange,
  backgroundOf,
  experienceKinds,
  hoursTopics,
} from "../../src/core/practice/certification/index.ts";
import { applyEdits } from "../../src/core/text/editing/index.ts";
import { certificationToHost } from "../../src/protocol/certification.ts";

const path = "background.yaml";
const day = (text: string): number => parseDate(text) ?? assert.fail(text);

function changed(text: string, ...changes: readonly BackgroundChange[]): string {
  return changes.reduce((now, change) => {
    const plan = backgroundEdit(path, now, change);
    assert.equal(plan.refusal, undefined);
    return applyEdits(now, plan.edits ?? []);
  }, text);
}

const written = `# Mine.
background: 1
education: bachelor   # Ljubljana, 2014
accredited: no

certifications:
  psm-1: yes
experience:
  harbour:
    project: Harbour move
    from: 2022-03-01
    to: 2023-08-31
    leading: yes
    agile: yes
    budget: 200000   # nobody here knows this key
hours:
  course: {title: Scrum course, topic: agile, hours: 14}
`;

describe("the file of a background", () => {
  it("is read as it was written by hand", () => {
    const { entries, problems, canEdit } = readBackground(written);
    assert.deepEqual([problems, canEdit], [[], true]);
    assert.deepEqual(entries, {
      education: "bachelor",
      isAccredited: false,
      experience: [
        {
          id: "harbour",
          project: "Harbour move",
          from: day("2022-03-01"),
          to: day("2023-08-31"),
          kinds: ["leading", "agile"],
        },
      ],
      hours: [{ id: "course", title: "Scrum course", topic: "agile", hours: 14 }],
      certifications: ["psm-1"],
    });
    assert.deepEqual(backgroundOf(entries).hours, { agile: 14 });
  });

  it("changes only the lines that are meant", () => {
    const lines = (text: string): Set<string> => new Set(text.split("\n"));
    const ongoing = changed(written, {
      kind: "experience",
      id: "harbour",
      project: "Harbour move",
      from: day("2022-03-01"),
      kinds: ["leading"],
    });
    assert.deepEqual(
      [...lines(written)].filter((line) => !lines(ongoing).has(line)),
      ["    to: 2023-08-31", "    agile: yes"],
    );
    assert.deepEqual(
      [...lines(ongoing)].filter((line) => !lines(written).has(line)),
      [],
    );
    const more = changed(
      written,
      { kind: "hours", title: "Risk, in depth", topic: "risk", hours: 7.5 },
      { kind: "certification", id: "capm", isHeld: true },
      { kind: "education", education: "associate" },
      { kind: "remove", section: "experience", id: "harbour" },
    );
    assert.match(more, /^education: associate {3}# Ljubljana, 2014$/m);
    const { entries, problems } = readBackground(more);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      entries.hours.map(({ title, hours }) => [title, hours]),
      [
        ["Scrum course", 14],
        ["Risk, in depth", 7.5],
      ],
    );
    assert.deepEqual(entries.certifications, ["psm-1", "capm"]);
    assert.deepEqual(entries.experience, []);
  });

  it("changes and removes entries whose keys were written by hand, and the view may ask for it", () => {
    const text = `${newBackgroundText}hours:\n  Kurs_1: {title: Kurs, topic: agile, hours: 3}\n  other: {title: O, topic: risk, hours: 1}\n`;
    const [entry] = readBackground(text).entries.hours;
    assert.equal(entry?.id, "Kurs_1");
    for (const change of [
      { kind: "hours", id: "Kurs_1", title: "Kurs", topic: "agile", hours: 4 },
      { kind: "remove", section: "hours", id: "Kurs_1" },
    ] as const) {
      assert.equal(v.is(certificationToHost.change, { change }), true);
      const { entries, problems } = readBackground(changed(text, change));
      assert.deepEqual(problems, []);
      assert.deepEqual(
        entries.hours.map(({ hours }) => hours),
        change.kind === "remove" ? [1] : [4, 1],
      );
    }
    // A key that can't be written is refused with a sentence, not left without an answer.
    const odd = { kind: "remove", section: "hours", id: "a: b" } as const;
    assert.equal(v.is(certificationToHost.change, { change: odd }), true);
    const plan = backgroundEdit(path, text.replace("Kurs_1", '"a: b"'), odd);
    assert.match(plan.refusal ?? "", /can't be the name of a field/);
  });

  it("keeps Windows' line ends", () => {
    const text = changed(newBackgroundText.replaceAll("\n", "\r\n"), {
      kind: "hours",
      title: "PMP course",
      topic: "project-management",
      hours: 35,
    });
    assert.equal(text.replaceAll("\r\n", "").includes("\n"), false);
    assert.equal(readBackground(text).entries.hours[0]?.hours, 35);
  });

  it("tells what it can't read by its line, and reads the rest", () => {
    const text = written
      .replace("education: bachelor ", "education: masters ")
      .replace("to: 2023-08-31", "to: 2021-08-31")
      .replace("hours: 14", "hours: many")
      .replace("psm-1: yes", "psm-1: maybe");
    const { entries, problems, canEdit } = readBackground(text);
    assert.deepEqual(
      problems.map(({ line }) => line),
      [3, 7, 12, 17],
    );
    assert.match(problems[2]?.message ?? "", /ends before it begins/);
    assert.deepEqual([entries.experience, entries.hours, entries.certifications, canEdit], [[], [], [], true]);
  });

  it("tells where a list stands in place of names, which would else be read as nothing", () => {
    const text =
      "background: 1\neducation: none\nexperience:\n  - project: A\n    from: 2024-01-01\ncertifications: [pmp, capm]\nhours:\n";
    const { entries, problems } = readBackground(text);
    assert.deepEqual([entries.experience, entries.certifications, entries.hours], [[], [], []]);
    assert.deepEqual(
      problems.map(({ line, message }) => [line, /^Below “\w+” stand names/.test(message)]),
      [
        [3, true],
        [6, true],
      ],
    );
  });

  it("is not written over when it is damaged, of a newer version, or none", () => {
    const change: BackgroundChange = { kind: "education", education: "secondary" };
    for (const [text, says] of [
      ["background: 1\nexperience:\n\ta: 1\n", /^Line 3: /],
      ["background: 2\n", /newer version/],
      ["hello: 1\n", /no background/],
      ["", /no background/],
    ] as const) {
      const plan = backgroundEdit(path, text, change);
      assert.match(plan.refusal ?? "", says);
      assert.equal(plan.edits, undefined);
    }
  });

  it("refuses entries that can't be true", () => {
    const refused = (change: BackgroundChange): string => backgroundEdit(path, written, change).refusal ?? "";
    const harbour = { kind: "experience", project: "P", from: 100, kinds: ["agile"] } as const;
    assert.match(refused({ ...harbour, to: 99 }), /ends before/);
    assert.equal(refused({ ...harbour, to: 100 }), "");
    assert.match(refused({ ...harbour, kinds: [] }), /what you did/);
    assert.match(refused({ ...harbour, project: " " }), /Name the project/);
    assert.match(refused({ kind: "hours", title: "C", topic: "risk", hours: Number.NaN }), /number/);
  });

  it("reads back whatever was put into it, in any order, and is YAML that others read alike", () => {
    const text = fc.string({ minLength: 1, maxLength: 30, unit: "grapheme" }).filter((one) => one.trim() !== "");
    const date = fc.integer({ min: day("1990-01-01"), max: day("2040-01-01") });
    const experience = fc
      .record({
        kind: fc.constant("experience" as const),
        project: text,
        from: date,
        length: fc.option(fc.nat(4000), { nil: undefined }),
        kinds: fc.subarray([...experienceKinds], { minLength: 1 }),
      })
      .map(({ length, ...rest }) => ({ ...rest, ...(length !== undefined && { to: rest.from + length }) }));
    const hours = fc.record({
      kind: fc.constant("hours" as const),
      title: text,
      topic: fc.constantFrom(...hoursTopics),
      hours: fc.integer({ min: 1, max: 400 }).map((quarters) => quarters / 4),
    });
    fc.assert(
      fc.property(fc.array(fc.oneof(experience, hours), { maxLength: 6 }), (changes) => {
        const made = changed(newBackgroundText, ...changes);
        const { entries, problems } = readBackground(made);
        assert.deepEqual(problems, []);
        const told = changes.filter((one) => one.kind === "experience");
        assert.deepEqual(
          entries.experience.map(({ id: _, ...rest }) => rest),
          told.map(({ kind: _, ...rest }) => ({ ...rest, project: rest.project.trim() })),
        );
        const taken = changes.filter((one) => one.kind === "hours");
        assert.deepEqual(
          entries.hours.map(({ id: _, ...rest }) => rest),
          taken.map(({ kind: _, ...rest }) => ({ ...rest, title: rest.title.trim() })),
        );
        const theirs = parse(made) as { experience?: Record<string, { project: string; from: string }> };
        assert.deepEqual(
          Object.values(theirs.experience ?? {}).map(({ project, from }) => [project, from]),
          told.map(({ project, from }) => [project.trim(), formatDate(from)]),
        );
        const emptied = changed(
          made,
          ...entries.experience.map(({ id }) => ({ kind: "remove", section: "experience", id }) as const),
          ...entries.hours.map(({ id }) => ({ kind: "remove", section: "hours", id }) as const),
        );
        assert.deepEqual(readBackground(emptied).entries, readBackground(newBackgroundText).entries);
      }),
      { numRuns: Number(process.env.GANTRY_RUNS ?? 60) },
    );
  });

  it("never throws, whatever stands in it", () => {
    const piece = fc.constantFrom(
      "background: 1\n",
      "experience:\n",
      "  a:\n",
      "    from: ",
      "2024-01-01\n",
      "hours: [",
      "{",
      "\t",
      "- ",
      "yes\n",
      "? ",
      "|\n",
      "&a ",
      "\n",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const text = pieces.join("");
        const { canEdit } = readBackground(text);
        const plan = backgroundEdit(path, text, { kind: "accredited", isAccredited: true });
        if (!canEdit) assert.notEqual(plan.refusal, undefined);
      }),
      { numRuns: 500 },
    );
  });
});
