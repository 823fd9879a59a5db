import assert from "node:assert/strict";
import fc from "fast-check";
import { startOfDay } from "../../src/core/calendar/index.ts";
import { consequence } from "../../src/core/plan/consequence.ts";
import type { LogMoment } from "../../src/core/plan/planEdits.ts";
import { outlineOf } from "../../src/core/plan/planOutline.ts";
import { type Schedule, schedule } from "../../src/core/schedule/index.ts";
import { EditHistory } from "../../src/core/text/editing/editHistory.ts";
import { applyEdits, type EditPlan } from "../../src/core/text/editing/index.ts";
import { readSlice, unite } from "../../src/core/text/reading/index.ts";
import { subjectOf } from "../../src/features/timeline/editKeys.ts";
import { rescheduling } from "../../src/features/timeline/timelineEdit.ts";
import type { TimelineEdit } from "../../src/protocol/timelineToHost.ts";
import { filesOf, randomProject } from "./support/randomProjects.ts";
import { scheduleOf } from "./support/schedules.ts";

const runs = Number(process.env.GANTRY_RUNS ?? 60);
const today = "2027-01-13";
const moment: LogMoment = { writer: "ana", at: "2027-01-13T10:00:00Z", today };
const zero = startOfDay("2027-01-04");

type Texts = ReadonlyMap<string, string>;

const textsOf = (made: Schedule): Map<string, string> =>
  new Map(made.reading.slices.map(({ path, text }) => [path, text]));

/** The files as an edit leaves them. */
function written(texts: Texts, { edits, newFiles }: WrittenPlan): Map<string, string> {
  const now = new Map(texts);
  for (const path of new Set(edits.map((edit) => edit.path))) {
    now.set(
      path,
      applyEdits(
        texts.get(path) ?? "",
        edits.filter((edit) => edit.path === path),
      ),
    );
  }
  for (const { path, text } of newFiles) now.set(path, text);
  return now;
}

/** Read anew, as another program would. */
function read(texts: Texts): Schedule {
  const slices = [...texts].map(([path, text]) => readSlice(path, text));
  const reading = unite(slices, "project");
  return schedule(reading, { today: reading.project.header.statusDate ?? today });
}

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const step = fc.record({
  kind: fc.constantFrom(
    ...(["move", "move", "resize", "link", "unlink", "name", "who", "size", "start", "finish"] as const),
    ...(["done", "after", "deadline", "indent", "outdent", "up", "down", "reorder", "add", "remove", "tick"] as const),
  ),
  one: fc.nat(),
  two: fc.nat(),
  hour: fc.integer({ min: 0, max: 600 }),
});

const cellTexts = {
  name: ["New name", "A: colon", "# hash", ""],
  who: ["ana", "Ana, Chen 50%", "nobody", ""],
  size: ["3d", "2d / 3d / 5d", "5h", "much"],
  start: ["2027-01-20", "21 Jan", ""],
  finish: ["2027-02-01", "someday"],
  done: ["40%", "100", "-3"],
  after: ["", "a", "a SS+1d"],
  deadline: ["2027-02-03", ""],
} as const;

function editOf(now: Schedule, { kind, one, two, hour }: Step): TimelineEdit {
  const keys = [...outlineOf(now.reading).keys];
  const key = keys[one % keys.length] ?? "";
  const other = keys[two % keys.length] ?? "";
  const time = zero + hour * 3600;
  switch (kind) {
    case "move":
      return { kind, key, start: time };
    case "resize":
      return { kind, key, finish: time };
    case "link":
      return { kind, from: key, to: other, type: (["FS", "SS", "FF", "SF"] as const)[hour % 4] ?? "FS" };
    case "unlink":
      return { kind, from: key, to: other };
    case "indent":
    case "outdent":
    case "up":
    case "down":
    case "remove":
      return { kind, key };
    case "reorder":
      return { kind, key, target: other, into: hour % 2 === 0 };
    case "add":
      return { kind, after: key, name: "New task" };
    case "tick":
      return { kind: "done", key, done: hour % 2 === 0 };
    default: {
      const texts = cellTexts[kind];
      return { kind: "cell", key, column: kind, text: texts[hour % texts.length] ?? "" };
    }
  }
}

type WrittenPlan = Extract<EditPlan, { readonly refusal?: undefined }>;

/** One of the ways to write an edit; nothing when it is refused or changes nothing. */
function planOf(now: Schedule, edit: TimelineEdit, choice: number): WrittenPlan | undefined {
  const outcome = rescheduling(now, edit, moment);
  const plan =
    outcome.kind === "plan" ? outcome.plan : outcome.alternatives[choice % outcome.alternatives.length]?.plan();
  return plan === undefined || plan.refusal !== undefined || plan.edits.length + plan.newFiles.length === 0
    ? undefined
    : plan;
}

describe("any sequence of edits in the timeline", () => {
  it("leaves files that read to what was shown before, and can be taken back to the last byte", () => {
    let made = 0;
    fc.assert(
      fc.property(randomProject(), fc.array(step, { minLength: 2, maxLength: 8 }), (project, steps) => {
        let now = scheduleOf(
          filesOf(project, ({ unit }, index) => `${2 + index}${unit}`),
          today,
        );
        let texts = textsOf(now);
        const original = new Map(texts);
        const history = new EditHistory();
        for (const one of steps) {
          const edit = editOf(now, one);
          const plan = planOf(now, edit, one.two);
          if (plan === undefined) continue;
          made++;
          const said = consequence(now, plan, subjectOf(edit));
          const before = texts;
          texts = written(texts, plan);
          now = read(texts);
          // What the view showed is what the files say.
          assert.equal(said.finish?.[1], now.finish);
          for (const [key, start, finish] of said.moves) {
            const work = now.find(key);
            if (work !== undefined) assert.deepEqual([work.start, work.finish], [start, finish], key);
          }
          const paths = [...new Set(plan.edits.map(({ path }) => path))];
          history.add([
            ...paths.map((path) => ({
              file: path,
              before: before.get(path) ?? "",
              edits: plan.edits
                .filter((own) => own.path === path)
                .map(({ start, end, text }) => ({ start, end, newText: text })),
            })),
            ...plan.newFiles.map(({ path, text }) => ({
              file: path,
              before: "",
              edits: [{ start: 0, end: 0, newText: text }],
            })),
          ]);
        }
        for (;;) {
          const outcome = history.undo((path) => texts.get(path));
          if ("missing" in outcome) {
            assert.equal(outcome.missing, "empty");
            break;
          }
          for (const { file, edits } of outcome.steps) {
            const plan = edits.map(({ start, end, newText }) => ({ path: file, start, end, text: newText }));
            texts.set(file, applyEdits(texts.get(file) ?? "", plan));
          }
          outcome.settle();
        }
        // A file that an edit made goes when it is empty again.
        for (const [path, text] of [...texts]) if (text === "" && !original.has(path)) texts.delete(path);
        assert.deepEqual(texts, original);
      }),
      { numRuns: runs },
    );
    assert.ok(made > runs, `${made} edits were made`);
  });
});
