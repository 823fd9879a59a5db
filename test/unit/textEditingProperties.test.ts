import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { parseDocument } from "yaml";
import {
  addRecord,
  applyEdits,
  type EditPlan,
  type FieldText,
  formatSlice,
  invertEdits,
  logProgress,
  moveRecord,
  removeRecord,
  renameRecord,
  setField,
  type TextEdit,
} from "../../src/core/text/editing/index.ts";
import {
  type ProjectReading,
  type RecordPlace,
  readSlice,
  type Slice,
  unite,
} from "../../src/core/text/reading/index.ts";
import { type Entry, problemsIn, readTree } from "../../src/core/text/tree/index.ts";
import { damage } from "./support/damagedTexts.ts";
import { planTexts } from "./support/planTexts.ts";
import { randomFrom } from "./support/random.ts";

type Files = ReadonlyMap<string, string>;
/** What a file says, in its order: maps as pairs. */
type Meaning = string | undefined | { readonly list: readonly Meaning[] } | { readonly map: [string, Meaning][] };

function meaningOf({ value }: Entry): Meaning {
  if (value === undefined) return undefined;
  if (value.kind === "scalar") return value.text;
  if (value.kind === "list") return { list: value.entries.map(meaningOf) };
  return { map: value.entries.map((entry) => [entry.key?.text ?? "", meaningOf(entry)]) };
}

/** The `yaml` package takes its time. */
const longestForYaml = 1200;

/** Maps as objects, as the `yaml` package has them. */
function plain(meaning: Meaning): unknown {
  if (typeof meaning !== "object") return meaning ?? "";
  if ("list" in meaning) return meaning.list.map(plain);
  return Object.fromEntries(meaning.map.map(([key, value]) => [key, plain(value)]));
}

function asYamlReadsIt(text: string): unknown {
  const document = parseDocument(text, { schema: "failsafe", strict: true });
  assert.deepEqual(document.errors, []);
  return document.toJS();
}

const readings = new WeakMap<Files, ProjectReading>();

function read(files: Files): ProjectReading {
  const known =
    readings.get(files) ??
    unite(
      [...files].map(([path, text]) => readSlice(path, text)),
      "project",
    );
  readings.set(files, known);
  return known;
}

/** The files after a plan, having checked what holds of every plan. */
function carryOut(files: Files, plan: EditPlan): Files {
  assert.equal(plan.refusal, undefined);
  const after = new Map(files);
  for (const path of new Set(plan.edits?.map((edit) => edit.path))) {
    const text = files.get(path) ?? "";
    const edits: readonly TextEdit[] = (plan.edits ?? []).filter((edit) => edit.path === path);
    edits.forEach((edit, index) => {
      const end = edits[index - 1]?.end ?? 0;
      assert.ok(edit.start >= end && edit.end >= edit.start && edit.end <= text.length, "edits are in order and apart");
    });
    const changed = applyEdits(text, edits);
    assert.equal(applyEdits(changed, invertEdits(text, edits)), text, "the inverse restores the bytes");
    if (text.includes("\r\n")) assert.doesNotMatch(changed, /(?<!\r)\n/, "line endings stay");
    assert.equal(changed.startsWith("\uFEFF"), text.startsWith("\uFEFF"));
    assert.equal(problemsIn(readTree(changed)).length, 0, changed);
    if (changed.length < longestForYaml) {
      assert.deepEqual(
        plain(meaningOf(readTree(changed))),
        asYamlReadsIt(changed),
        "every reader of YAML sees the same",
      );
    }
    after.set(path, changed);
  }
  for (const { path, text } of plan.newFiles ?? []) {
    assert.ok(!files.has(path), "no file is overwritten");
    after.set(path, text);
  }
  return after;
}

function sectionOf(files: Files, path: string, section: string): [string, Meaning][] {
  const root = meaningOf(readTree(files.get(path) ?? ""));
  const pairs = typeof root === "object" && "map" in root ? root.map : [];
  const value = pairs.find(([key]) => key === section)?.[1];
  return typeof value === "object" && "map" in value ? value.map : [];
}

function pathOf(place: RecordPlace): readonly string[] {
  return place.parent === undefined ? [place.record.id] : [...pathOf(place.parent), place.record.id];
}

/** The map that holds a record, and its number there. */
function find(pairs: [string, Meaning][], path: readonly string[]): { pairs: [string, Meaning][]; index: number } {
  const [id, ...rest] = path;
  const index = pairs.findIndex(([key]) => key === id);
  assert.ok(index >= 0, `there is ${id}`);
  if (rest.length === 0) return { pairs, index };
  const inner = fieldsOf(pairs[index]?.[1]).find(([key]) => key === "tasks")?.[1];
  return find(fieldsOf(inner), rest);
}

function fieldsOf(meaning: Meaning): [string, Meaning][] {
  return typeof meaning === "object" && "map" in meaning ? meaning.map : [];
}

/** A section without records, whether it has brackets or nothing. */
function withoutBrackets(pairs: [string, Meaning][]): [string, Meaning][] {
  return pairs.map(([key, value]) => {
    if (typeof value !== "object" || !("map" in value)) return [key, value];
    return [key, value.map.length === 0 ? undefined : { map: withoutBrackets(value.map) }];
  });
}

function everything(files: Files): unknown {
  return [...files].map(([path, text]) => {
    const root = meaningOf(readTree(text));
    return [path, typeof root === "object" && "map" in root ? withoutBrackets(root.map) : root];
  });
}

/** The lines of a file that have something on them, without the margin. */
function saidLines(text: string): readonly string[] {
  return text
    .replace("\uFEFF", "")
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

function placesOf(reading: ProjectReading, ...sections: readonly string[]): readonly RecordPlace[] {
  return reading.index.places.filter(({ section }) => sections.includes(section));
}

/** Texts whose last blank lines mean something can't always be edited; that is said, and nothing is done. */
function isRefusedRightly(plan: EditPlan, files: Files): boolean {
  return plan.refusal !== undefined && [...files.values()].some((text) => text.includes("|+"));
}

const fieldTexts = fc.oneof(
  fc.constantFrom(
    "5d",
    "8d / 12d / 20d",
    "2027-02-01",
    "no",
    "null",
    "1e5",
    "0x1F",
    "~",
    "true",
    "12:30",
    "a: b",
    "a #b",
    "# c",
    "- x",
    "{a}",
    "[b",
    "x,y",
    "it's",
    'say "hi"',
    "'",
    "\\",
    "tab\there",
    "*a",
    "&a",
    "!t",
    "%x",
    "@y",
    "`z",
    "? q",
    ": r",
    "trailing ",
    " leading",
    "---",
    "...",
    "=",
    "<<",
    "|",
    ">",
    "é – ü",
    "😀",
    "line\u2028break",
    "\u0000",
    "\uD800",
    "one\ntwo",
    "one\ntwo\n",
    "a\n\nb\n\n",
    "\nx",
    "x\n ",
    "  a\nb",
    "a\r\nb",
    "1_000",
    ".5",
    "+1",
  ),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }),
  fc.string({
    unit: fc.constantFrom("a", " ", ":", "#", "'", '"', "-", "\n", ",", "]", "{", "0"),
    minLength: 1,
    maxLength: 8,
  }),
);
const fieldValues: fc.Arbitrary<FieldText | undefined> = fc.oneof(
  { weight: 4, arbitrary: fieldTexts },
  { weight: 2, arbitrary: fc.array(fieldTexts, { minLength: 2, maxLength: 4 }) },
  { weight: 1, arbitrary: fc.constant(undefined) },
);

const templateProjects: readonly Files[] = [
  "templates/sample",
  "templates/kinds/migration",
  "templates/kinds/blank",
].map(
  (folder) =>
    new Map(
      readdirSync(folder)
        .filter((name) => name.endsWith(".yaml") && name !== "kind.yaml")
        .map((name) => [name, readFileSync(`${folder}/${name}`, "utf8")]),
    ),
);

const projects: fc.Arbitrary<Files> = fc.oneof(
  { weight: 8, arbitrary: planTexts.map((text) => new Map([["plan.yaml", text]])) },
  { weight: 1, arbitrary: fc.constantFrom(...templateProjects) },
);

/** The same runs each time; `GANTRY_RUNS` makes more of them, and others each time. */
function runs(count: number): { readonly numRuns: number; readonly seed?: number } {
  const more = Number(process.env.GANTRY_RUNS ?? "0");
  return more > 0 ? { numRuns: count * more } : { numRuns: count, seed: 20270104 };
}

/** What the records of a project say, by their ids. */
function saidBy(reading: ProjectReading): ReadonlyMap<string, unknown> {
  return new Map(reading.index.places.map(({ record }) => [record.id, record]));
}

describe("edits of any plan", function () {
  this.timeout(60_000);

  it("state exactly the wished field and leave the rest alone", () => {
    fc.assert(
      fc.property(
        projects,
        fc.nat(),
        fc.constantFrom("name", "effort", "who", "after", "note", "x-own", "deadline", "skills"),
        fieldValues,
        (files, choice, field, value) => {
          const reading = read(files);
          const places = reading.index.places.filter(({ section }) => section !== "baselines");
          const place = places[choice % places.length] as RecordPlace;
          const { path } = place.slice;
          const after = carryOut(files, setField(reading, place, field, value));
          const expected = sectionOf(files, path, place.section);
          const { pairs, index } = find(expected, pathOf(place));
          const fields = fieldsOf(pairs[index]?.[1]);
          const at = fields.findIndex(([key]) => key === field);
          const found = find(sectionOf(after, path, place.section), pathOf(place));
          const now = fieldsOf(found.pairs[found.index]?.[1]);
          const nowAt = now.findIndex(([key]) => key === field);
          const wanted: Meaning = typeof value === "string" || value === undefined ? value : { list: value };
          assert.deepEqual(now[nowAt]?.[1], wanted);
          if (at >= 0 && nowAt >= 0) assert.equal(nowAt, at, "the field stays where it was");
          const without = (all: [string, Meaning][], which: number) => all.filter((_, number) => number !== which);
          assert.deepEqual(without(now, nowAt), without(fields, at));
          // All else says the same.
          pairs[index] = [place.record.id, undefined];
          const rest = sectionOf(after, path, place.section);
          const changed = find(rest, pathOf(place));
          changed.pairs[changed.index] = [place.record.id, undefined];
          assert.deepEqual(rest, expected);
        },
      ),
      runs(600),
    );
  });

  it("add exactly the wished record, where it was wished", () => {
    fc.assert(
      fc.property(
        projects,
        fc.nat(),
        fc.constantFrom("before", "after", "into", "end"),
        fieldTexts,
        (files, choice, where, name) => {
          const reading = read(files);
          const places = placesOf(reading, "tasks");
          const other = places[choice % places.length] as RecordPlace;
          const fields = { effort: "3d", who: ["ana"], note: name };
          const plan = addRecord(reading, {
            section: "tasks",
            name,
            fields,
            ...(where !== "end" && { [where]: other }),
          });
          if (isRefusedRightly(plan, files)) return;
          const after = carryOut(files, plan);
          const { path } = other.slice;
          const expected = sectionOf(files, path, "tasks");
          const { pairs, index } = find(expected, pathOf(other));
          const added: [string, Meaning] = [
            plan.addedId ?? "",
            {
              map: [
                ["name", name],
                ["effort", "3d"],
                ["who", "ana"],
                ["note", name],
              ],
            },
          ];
          if (where === "end") expected.push(added);
          else if (where === "into") addInto(pairs, index, added);
          else pairs.splice(index + (where === "after" ? 1 : 0), 0, added);
          assert.deepEqual(sectionOf(after, path, "tasks"), expected);
          assert.ok(read(after).index.find("work", plan.addedId ?? ""));
        },
      ),
      runs(300),
    );
  });

  it("move a record with all it says, to exactly the wished place", () => {
    fc.assert(
      fc.property(
        projects,
        fc.nat(),
        fc.nat(),
        fc.constantFrom("before", "after", "into", "top"),
        (files, one, two, where) => {
          const reading = read(files);
          const places = placesOf(reading, "tasks");
          const place = places[one % places.length] as RecordPlace;
          const other = places[two % places.length] as RecordPlace;
          const plan = moveRecord(reading, place, where === "top" ? { into: "top" } : { [where]: other });
          let isInside = false;
          for (let outer = where === "into" ? other : other.parent; outer !== undefined; outer = outer.parent) {
            isInside ||= outer === place;
          }
          if (where !== "top" && isInside) {
            assert.match(plan.refusal ?? "", /into itself/);
            return;
          }
          const inBrackets = plan.refusal !== undefined && /between brackets/.test(plan.refusal);
          if (isRefusedRightly(plan, files) || inBrackets) return;
          const after = carryOut(files, plan);
          const { path } = place.slice;
          const expected = sectionOf(files, path, "tasks");
          const from = find(expected, pathOf(place));
          const to = find(expected, pathOf(other));
          const record = from.pairs[from.index] as [string, Meaning];
          const neighbour = to.pairs[to.index] as [string, Meaning];
          if (where === "into") {
            from.pairs.splice(from.index, 1);
            addInto(to.pairs, to.pairs.indexOf(neighbour), record);
          } else if (where === "top") {
            from.pairs.splice(from.index, 1);
            expected.push(record);
          } else if (record !== neighbour) {
            from.pairs.splice(from.index, 1);
            to.pairs.splice(to.pairs.indexOf(neighbour) + (where === "after" ? 1 : 0), 0, record);
          }
          assert.deepEqual(withoutBrackets(sectionOf(after, path, "tasks")), withoutBrackets(expected));
          const isPlain = !/\{/.test([...files.values()].join(""));
          if (isPlain) {
            const added = where === "into" && !neighbour[1] ? ["tasks:"] : [];
            const before = [...saidLines(files.get(path) ?? ""), ...added].filter((line) => line !== "tasks:").sort();
            const now = saidLines(after.get(path) ?? "")
              .filter((line) => line !== "tasks:")
              .sort();
            assert.deepEqual(now, before, "no line is lost");
          }
        },
      ),
      runs(600),
    );
  });

  it("remove a record and, if wished, what refers to it", () => {
    fc.assert(
      fc.property(projects, fc.nat(), (files, choice) => {
        const reading = read(files);
        const places = placesOf(reading, "tasks", "people", "risks", "milestones", "costs");
        const place = places[choice % places.length] as RecordPlace;
        const careful = removeRecord(reading, place);
        const plan = careful.refusal === undefined ? careful : removeRecord(reading, place, { cutReferences: true });
        if (isRefusedRightly(plan, files)) return;
        const after = carryOut(files, plan);
        const now = read(after);
        const { path } = place.slice;
        if (careful.refusal === undefined) {
          const expected = sectionOf(files, path, place.section);
          const { pairs, index } = find(expected, pathOf(place));
          pairs.splice(index, 1);
          assert.deepEqual(withoutBrackets(sectionOf(after, path, place.section)), withoutBrackets(expected));
        }
        const gone = reading.index.places.filter((candidate) => {
          for (let outer: RecordPlace | undefined = candidate; outer !== undefined; outer = outer.parent) {
            if (outer === place) return true;
          }
          return false;
        });
        assert.deepEqual(
          now.index.places.map(({ record }) => record.id),
          reading.index.places.filter((candidate) => !gone.includes(candidate)).map(({ record }) => record.id),
        );
        const unknown = (of: ProjectReading) =>
          [...of.problems].flatMap(([file, found]) =>
            found.filter(({ code }) => code === "unknown-reference").map(() => file),
          ).length;
        const logged = reading.looseReferences.length - now.looseReferences.length;
        assert.ok(logged >= 0 && unknown(now) <= unknown(reading));
        const doubled = (text: string) => text.match(/\n\r?\n\r?\n/g)?.length ?? 0;
        assert.ok(doubled(after.get(path) ?? "") <= doubled(files.get(path) ?? ""), "no blank lines are doubled");
      }),
      runs(400),
    );
  });

  it("rename a record everywhere it is named", () => {
    fc.assert(
      fc.property(projects, fc.nat(), (files, choice) => {
        const reading = read(files);
        const places = reading.index.places.filter(({ section }) => section !== "baselines");
        const place = places[choice % places.length] as RecordPlace;
        const oldId = place.record.id;
        const after = carryOut(files, renameRecord(reading, place, "renamed-one"));
        const now = read(after);
        const count = (of: ProjectReading, id: string) =>
          [
            ...of.index.places.flatMap(({ reading: { references } }) => references),
            ...of.looseReferences.map(({ reference }) => reference),
          ].filter((reference) => reference.id === id).length;
        const other = reading.index.places.filter(({ record }) => record.id === oldId).length > 1;
        if (!other) {
          assert.equal(count(now, "renamed-one"), count(reading, oldId));
          assert.equal(count(now, oldId), 0);
        }
        const renamed = now.index.places.find(({ record }) => record.id === "renamed-one");
        assert.deepEqual((renamed?.record as { was?: unknown } | undefined)?.was, [
          ...((place.record as { was?: readonly string[] }).was ?? []),
          oldId,
        ]);
        for (const [path, text] of files) {
          const before = text.split("\n");
          const lines = (after.get(path) ?? "").split("\n");
          // A line of its own for `was`, or more on one line.
          const isOwn = lines.length === before.length + 1;
          const rest = isOwn ? lines.filter((line) => !/^\s*was: \[/.test(line) || before.includes(line)) : lines;
          for (const [index, line] of before.entries()) {
            if (line !== rest[index]) assert.ok(line.includes(oldId) || /was/.test(rest[index] ?? "") || isOwn, line);
          }
        }
      }),
      runs(300),
    );
  });

  it("come back step by step", () => {
    fc.assert(
      fc.property(
        planTexts,
        fc.array(fc.tuple(fc.nat(5), fc.nat(), fc.nat(), fieldTexts), { minLength: 4, maxLength: 12 }),
        (text, steps) => {
          let files: Files = new Map([["plan.yaml", text]]);
          const undo: { readonly path: string; readonly edits: ReturnType<typeof invertEdits> }[][] = [];
          for (const [kind, one, two, name] of steps) {
            const reading = read(files);
            const places = placesOf(reading, "tasks");
            const place = places[one % places.length];
            const other = places[two % places.length];
            if (place === undefined || other === undefined) break;
            const plan = [
              () => setField(reading, place, "note", name),
              () => addRecord(reading, { section: "tasks", name, fields: {}, into: place }),
              () => moveRecord(reading, place, { before: other }),
              () => moveRecord(reading, place, { into: other }),
              () => removeRecord(reading, place, { cutReferences: true }),
              () => renameRecord(reading, place, `id-${undo.length}`),
            ][kind]?.();
            if (plan === undefined || plan.refusal !== undefined) continue;
            const before = files;
            files = carryOut(files, plan);
            undo.push([{ path: "plan.yaml", edits: invertEdits(before.get("plan.yaml") ?? "", plan.edits) }]);
          }
          let now = files.get("plan.yaml") ?? "";
          for (const step of undo.reverse()) for (const { edits } of step) now = applyEdits(now, edits);
          assert.equal(now, text);
        },
      ),
      runs(150),
    );
  });

  it("log progress in one line that says what was meant", () => {
    fc.assert(
      fc.property(projects, fc.array(fieldTexts, { minLength: 1, maxLength: 5 }), (files, notes) => {
        let now = files;
        for (const note of notes) {
          now = carryOut(
            now,
            logProgress(read(now), "ana", { at: "2027-01-13T15:10:00Z", done: "40%", task: "api", note }),
          );
        }
        const { project } = read(now);
        const logged = project.progress.filter(
          ({ log, note }) => log === "progress/ana.yaml" && notes.includes(note ?? ""),
        );
        assert.deepEqual(
          logged.map(({ note }) => note),
          notes,
        );
        assert.equal(project.progress.length, read(files).project.progress.length + notes.length);
      }),
      runs(60),
    );
  });

  it("give the usual layout once, and change nothing that is said", () => {
    fc.assert(
      fc.property(planTexts, (text) => {
        const slice = readSlice("plan.yaml", text);
        const files = new Map([["plan.yaml", text]]);
        const after = carryOut(files, { edits: formatSlice(slice), newFiles: [] });
        const formatted = after.get("plan.yaml") ?? "";
        assert.deepEqual(everything(after), everything(files));
        assert.deepEqual(formatSlice(readSlice("plan.yaml", formatted)), []);
        const comments = (of: string) => of.match(/#.*$/gm)?.map((comment) => comment.trimEnd());
        assert.deepEqual(comments(formatted), comments(text));
        assert.match(formatted, /[^\n]\r?\n$|\|\+/);
      }),
      runs(600),
    );
  });

  it("never throw on damaged files, and harm nothing in them", () => {
    fc.assert(
      fc.property(planTexts, fc.nat(), fc.nat(6), fc.nat(), fc.nat(), (text, seed, kind, one, two) => {
        const damaged = damage(text, randomFrom(seed));
        const reading = read(new Map([["plan.yaml", damaged]]));
        const slice = reading.slices[0] as Slice;
        const { places } = reading.index;
        const place = places[one % places.length];
        const other = places[two % places.length];
        const progress = logProgress(reading, "ana", { at: "2027-01-13T15:10:00Z", task: "a" });
        assert.equal(progress.refusal === undefined, !reading.isNewer);
        if (place === undefined || other === undefined) return;
        const plan: EditPlan = [
          () => setField(reading, place, "note", "a text\nof two lines"),
          () => setField(reading, place, "name", "Other"),
          () =>
            addRecord(reading, { section: "tasks", id: "added-one", name: "X", fields: { effort: "1d" }, into: place }),
          () => moveRecord(reading, place, { after: other }),
          () => removeRecord(reading, place, { cutReferences: true }),
          () => renameRecord(reading, place, "renamed-one"),
          () => ({ edits: formatSlice(slice), newFiles: [] }),
        ][kind]?.() ?? { refusal: "" };
        if (plan.refusal !== undefined) return;
        const edits = plan.edits.filter(({ path }) => path === "plan.yaml");
        const after = applyEdits(damaged, edits);
        assert.equal(applyEdits(after, invertEdits(damaged, edits)), damaged);
        const now = read(new Map([["plan.yaml", after]]));
        assert.ok((now.slices[0]?.tree.problemCount ?? 0) <= slice.tree.problemCount);
        if (kind > 1 && kind !== 6) return;
        const before = saidBy(reading);
        const own = new Set<string>();
        for (let outer: RecordPlace | undefined = place; outer !== undefined; outer = outer.parent)
          own.add(outer.record.id);
        for (const [id, record] of saidBy(now)) if (!own.has(id)) assert.deepEqual(record, before.get(id));
      }),
      runs(800),
    );
  });
});

function addInto(pairs: [string, Meaning][], index: number, record: [string, Meaning]): void {
  const fields = fieldsOf(pairs[index]?.[1]);
  const nested = fields.find(([key]) => key === "tasks");
  if (nested === undefined) {
    // Nested tasks come last.
    fields.push(["tasks", { map: [record] }]);
  } else if (typeof nested[1] === "object" && "map" in nested[1]) {
    nested[1].map.push(record);
  } else {
    nested[1] = { map: [record] };
  }
}
