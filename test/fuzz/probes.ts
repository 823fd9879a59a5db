import { fixesFor } from "../../src/core/language/fixes/index.ts";
import {
  completionsAt,
  documentLinks,
  documentSymbols,
  hoverAt,
  prepareRename,
  workspaceSymbols,
} from "../../src/core/language/index.ts";
import { explain, overallocations, schedule } from "../../src/core/schedule/index.ts";
import { PlanLevelling } from "../../src/core/schedule/levelling/planLevelling.ts";
import { applyEdits, formatSlice, moveRecord, removeRecord, setField } from "../../src/core/text/editing/index.ts";
import { mergeTexts } from "../../src/core/text/merge/index.ts";
import { type ProjectReading, readSlice, type Slice, unite } from "../../src/core/text/reading/index.ts";
import { damage } from "../unit/support/damagedTexts.ts";
import { below, oneOf } from "../unit/support/random.ts";
import { type Probe, reading } from "./readDamaged.ts";

const header = readSlice("gantry.yaml", "gantry: 1\nname: Fuzz\npeople:\n  ana:\n    name: Ana\n");
/** Above this length only reading is tried: the others are asked for by people, not at every keystroke. */
const longestForAll = 60_000;

function open(text: string): { readonly project: ProjectReading; readonly slice: Slice } {
  const slice = readSlice("plan.yaml", text);
  return { project: unite([header, slice], "fuzz"), slice };
}

/** Everything an editor asks for, somewhere in the text. */
const asking: Probe = (text, random) => {
  if (text.length > longestForAll) return undefined;
  const { project, slice } = open(text);
  const when = { today: "2027-02-10", now: "2027-02-10T10:00:00Z" };
  for (let times = 0; times < 3; times += 1) {
    const offset = below(random, text.length + 1);
    for (const { start, end } of completionsAt(project, slice, offset, when).items) {
      if (!(start >= 0 && start <= end && end <= text.length)) return `a completion outside the text at ${offset}`;
    }
    const hover = hoverAt(project, slice, offset);
    if (hover !== undefined && hover.markdown === "") return `a hover that says nothing at ${offset}`;
    prepareRename(project, slice, offset);
  }
  documentSymbols(slice);
  documentLinks(project, slice);
  workspaceSymbols(project, "a");
  return undefined;
};

/** Every quick fix of the first problems can be applied. */
const fixing: Probe = (text) => {
  if (text.length > longestForAll) return undefined;
  const { project, slice } = open(text);
  for (const problem of (project.problems.get(slice.path) ?? []).slice(0, 8)) {
    for (const { action } of fixesFor(project, problem)) {
      const plan =
        action.kind === "edit"
          ? action.plan
          : action.kind === "log"
            ? action.plan("ana", "2027-02-10T10:00:00Z")
            : undefined;
      if (plan?.edits !== undefined)
        applyEdits(
          text,
          plan.edits.filter(({ path }) => path === slice.path),
        );
    }
  }
  return undefined;
};

/** Formatting keeps the meaning, and edits of any record either are refused or leave a text that reads. */
const editing: Probe = (text, random) => {
  if (text.length > longestForAll) return undefined;
  const { project, slice } = open(text);
  const formatted = applyEdits(text, formatSlice(slice));
  const before = meaning(project);
  if (meaning(open(formatted).project) !== before) return "formatting changed the meaning";
  const places = project.index.places.filter(({ slice: own }) => own === slice);
  if (places.length === 0) return undefined;
  const place = oneOf(random, places);
  const plans = [
    setField(project, place, "name", "A new name: with a colon"),
    moveRecord(project, place, { after: oneOf(random, places) }),
    removeRecord(project, place, { cutReferences: true }),
  ];
  for (const plan of plans) {
    if (plan.refusal === "") return "a refusal that says nothing";
    if (plan.edits !== undefined)
      open(
        applyEdits(
          text,
          plan.edits.filter(({ path }) => path === slice.path),
        ),
      );
  }
  return undefined;
};

function meaning({ project }: ProjectReading): string {
  return JSON.stringify(project, (_, value: unknown) => (value instanceof Map ? [...value] : value));
}

/** Merging never throws, and one side alone wins. */
const merging: Probe = (text, random) => {
  if (text.length > longestForAll) return undefined;
  const other = damage(text, random);
  const alone = mergeTexts({ base: text, ours: text, theirs: other, path: "plan.yaml" });
  if (alone.text !== other) return "merging with an unchanged side is not the other side";
  mergeTexts({ base: text, ours: other, theirs: damage(text, random), path: "plan.yaml" });
  return undefined;
};

/** Dates, why they are so, who has too much to do, and a levelled plan: whatever is read has them, and they can be written. */
const scheduling: Probe = (text, random) => {
  if (text.length > longestForAll) return undefined;
  const { project } = open(text);
  const made = schedule(project, { today: "2027-02-10" });
  for (let row = 0; row < made.rows.length; row += 1) {
    const { start, finish, lateStart, lateFinish, totalFloat, freeFloat } = made.at(row);
    const all = [start, finish, lateStart, lateFinish, totalFloat, freeFloat];
    if (!all.every(Number.isFinite)) return `no date in row ${row}: ${all.join(" ")}`;
    if (start > finish) return `row ${row} ends before it starts`;
  }
  for (const { message, path, start, end } of [...made.problems.values()].flat()) {
    const length = path === "plan.yaml" ? text.length : Infinity;
    if (!(start >= 0 && start <= end && end <= length)) return `a problem outside the text: ${message}`;
  }
  if (made.rows.length > 0) explain(made, below(random, made.rows.length));
  overallocations(made);
  if (made.rows.length < 200) {
    const levelling = new PlanLevelling(made);
    levelling.step(2);
    if (!Number.isFinite(levelling.best.finish)) return "a levelled plan without an end";
  }
  return undefined;
};

/** What is tried on every file. */
export const probes: Readonly<Record<string, Probe>> = { reading, asking, fixing, editing, merging, scheduling };
