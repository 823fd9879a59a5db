import { formatAssignment } from "../model/assignment.ts";
import type { Instant, IsoDate } from "../model/moment.ts";
import type { Task } from "../model/records.ts";
import type { EditPlan, TextEdit } from "../text/editing/edit.ts";
import { applyEdits, logProgress, moveRecord, removeRecord, setField } from "../text/editing/index.ts";
import { type ProjectReading, type RecordPlace, readSlice, unite, updateSlice } from "../text/reading/index.ts";
import { outlineOf, type PlanOutline, type WorkKey } from "./planOutline.ts";

/** What an edit does to a project that the edits before it have changed already; undefined when there is nothing to do. */
export type EditStep = (reading: ProjectReading) => EditPlan | undefined;

/**
 * Several edits as one, each made for what the ones before it leave, so that one undo takes all of them back. Refused when one of
 * them is.
 */
export function inOneStep(reading: ProjectReading, steps: readonly EditStep[]): EditPlan {
  const before = new Map(reading.slices.map(({ path, text }) => [path, text]));
  let now = reading;
  let only: EditPlan | undefined;
  let count = 0;
  for (const step of steps) {
    const plan = step(now);
    if (plan === undefined) continue;
    if (plan.refusal !== undefined) return plan;
    only = plan;
    count++;
    if (steps.length > 1) now = edited(now, plan);
  }
  if (only === undefined) return { edits: [], newFiles: [] };
  if (count === 1) return only;
  const changed = now.slices.filter(({ path, text }) => before.get(path) !== text);
  return {
    edits: changed.flatMap(({ path, text }) => {
      const old = before.get(path);
      return old === undefined ? [] : [difference(path, old, text)];
    }),
    newFiles: changed.filter(({ path }) => !before.has(path)).map(({ path, text }) => ({ path, text })),
  };
}

function edited(reading: ProjectReading, plan: EditPlan): ProjectReading {
  if (plan.refusal !== undefined) return reading;
  const slices = reading.slices.map((slice) => {
    // From the end, so that the places of those before stay right.
    const edits = plan.edits.filter(({ path }) => path === slice.path).sort((a, b) => b.start - a.start);
    if (edits.length === 0) return slice;
    const isPlain = new Set(edits.map(({ start }) => start)).size === edits.length;
    return isPlain ? updateSlice(slice, edits) : readSlice(slice.path, applyEdits(slice.text, [...edits].reverse()));
  });
  const added = plan.newFiles.map(({ path, text }) => readSlice(path, text));
  return unite([...slices, ...added], reading.project.header.name, reading);
}

/** One edit that turns a text into another one: what is the same at both ends is left alone. */
function difference(path: string, old: string, text: string): TextEdit {
  const shorter = Math.min(old.length, text.length);
  let start = 0;
  while (start < shorter && old[start] === text[start]) start++;
  let same = 0;
  while (same < shorter - start && old[old.length - 1 - same] === text[text.length - 1 - same]) same++;
  return { path, start, end: old.length - same, text: text.slice(start, text.length - same) };
}

/** Those that are not within another one of them, in the order of the plan. */
export function outermost(outline: PlanOutline, keys: readonly WorkKey[]): readonly WorkKey[] {
  const chosen = new Set(keys);
  const isWithin = (key: WorkKey): boolean => {
    for (let parent = outline.parent(key); parent !== undefined; parent = outline.parent(parent)) {
      if (chosen.has(parent)) return true;
    }
    return false;
  };
  const rank = new Map([...outline.keys].map((key, index) => [key, index]));
  return [...chosen]
    .filter((key) => rank.has(key) && !isWithin(key))
    .sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0));
}

/** One place up or down among those it stands among; several move as a block. Nothing moves beyond its stage. */
export function moveBy(reading: ProjectReading, keys: readonly WorkKey[], way: "up" | "down"): EditPlan {
  const outline = outlineOf(reading);
  const chosen = outermost(outline, keys);
  const inTurn = way === "up" ? chosen : [...chosen].reverse();
  // What can't move holds back those behind it.
  const held = new Set<WorkKey>();
  return inOneStep(
    reading,
    inTurn.map((key) => (now) => {
      const here = outlineOf(now);
      const siblings = here.siblings(key);
      const other = siblings[siblings.indexOf(key) + (way === "up" ? -1 : 1)];
      const place = here.place(key);
      const neighbour = other === undefined || held.has(other) ? undefined : here.place(other);
      if (place === undefined || neighbour === undefined) {
        held.add(key);
        return undefined;
      }
      return moveRecord(now, place, way === "up" ? { before: neighbour } : { after: neighbour });
    }),
  );
}

/** Into the task or stage before it, at its end; a task becomes a stage by that. Several go into the same one. */
export function moveIn(reading: ProjectReading, keys: readonly WorkKey[]): EditPlan {
  const outline = outlineOf(reading);
  const chosen = outermost(outline, keys);
  const moving = new Set(chosen);
  const targets = new Map<WorkKey, WorkKey>();
  for (const key of chosen) {
    const siblings = outline.siblings(key);
    const before = siblings.slice(0, siblings.indexOf(key)).findLast((other) => !moving.has(other));
    if (before !== undefined && outline.place(key)?.section === "tasks") targets.set(key, before);
  }
  return inOneStep(
    reading,
    [...targets].map(([key, target]) => (now) => {
      const here = outlineOf(now);
      const [place, into] = [here.place(key), here.place(target)];
      return place === undefined || into === undefined ? undefined : moveRecord(now, place, { into });
    }),
  );
}

/** Out of its stage, to the place behind it. */
export function moveOut(reading: ProjectReading, keys: readonly WorkKey[]): EditPlan {
  const chosen = outermost(outlineOf(reading), keys);
  // The last one first: each goes directly behind its stage.
  return inOneStep(
    reading,
    [...chosen].reverse().map((key) => (now) => {
      const place = outlineOf(now).place(key);
      return place?.parent === undefined ? undefined : moveRecord(now, place, { after: place.parent });
    }),
  );
}

/** Where something is dropped: onto a stage it goes in, at its end; onto anything else it goes behind it; else to the end. */
export function moveOnto(reading: ProjectReading, keys: readonly WorkKey[], target: WorkKey | undefined): EditPlan {
  const outline = outlineOf(reading);
  const chosen = outermost(outline, keys).filter((key) => key !== target);
  const isInto = target !== undefined && isStage(outline, target);
  let behind = target;
  return inOneStep(
    reading,
    chosen.map((key) => (now) => {
      const here = outlineOf(now);
      const place = here.place(key);
      const other = behind === undefined ? undefined : here.place(behind);
      if (place === undefined || (behind !== undefined && other === undefined)) return undefined;
      if (other === undefined) return moveRecord(now, place, { into: "top" });
      if (isInto) return moveRecord(now, place, { into: other });
      behind = key;
      return moveRecord(now, place, { after: other });
    }),
  );
}

function isStage(outline: PlanOutline, key: WorkKey): boolean {
  return (outline.place(key)?.record as Partial<Task> | undefined)?.isStage === true;
}

/** Who works on each of them; of a milestone, who answers for it. */
export function assign(reading: ProjectReading, keys: readonly WorkKey[], who: readonly string[]): EditPlan {
  const value = who.length > 1 ? who : who[0];
  return inOneStep(
    reading,
    keys.map((key) => (now) => {
      const place = outlineOf(now).place(key);
      if (place === undefined) return undefined;
      return place.section === "milestones"
        ? setField(now, place, "owner", who[0])
        : setField(now, place, "who", value);
    }),
  );
}

/** Who works on a record now, as one writes it. */
export function assignedTo({ section, record }: RecordPlace): readonly string[] {
  const { who = [], owner } = record as Task;
  if (section === "milestones") return owner === undefined ? [] : [owner];
  return who.map(formatAssignment);
}

export interface LogMoment {
  /** Whose log it goes to. */
  readonly writer: string;
  readonly at: Instant;
  readonly today: IsoDate;
}

/** The tasks and milestones that a choice means, those of stages included; each once. */
export function leavesOf(outline: PlanOutline, keys: readonly WorkKey[]): readonly WorkKey[] {
  const found = new Set<WorkKey>();
  const visit = (key: WorkKey): void => {
    const children = outline.children(key);
    if (children.length === 0) found.add(key);
    else children.forEach(visit);
  };
  keys.forEach(visit);
  return [...found];
}

/** Logs for each that is not done yet that it was finished today. */
export function markDone(
  reading: ProjectReading,
  keys: readonly WorkKey[],
  { writer, at, today }: LogMoment,
): EditPlan {
  const outline = outlineOf(reading);
  const open = keys.flatMap((key) => {
    const place = outline.place(key);
    return place !== undefined && outline.progressOf(place).state !== "done" ? [place.record.id] : [];
  });
  return inOneStep(
    reading,
    open.map((task) => (now) => logProgress(now, writer, { at, task, finish: today })),
  );
}

/** Logs for each that is done that it is not: as far as was said before it was finished, else not at all. */
export function markNotDone(reading: ProjectReading, keys: readonly WorkKey[], { writer, at }: LogMoment): EditPlan {
  const outline = outlineOf(reading);
  const steps = keys.flatMap((key): readonly EditStep[] => {
    const place = outline.place(key);
    if (place === undefined || outline.progressOf(place).state !== "done") return [];
    const task = place.record.id;
    const done = `${outline.progressOf(place).doneBefore ?? 0}%`;
    return [(now) => logProgress(now, writer, { at, task, done })];
  });
  return inOneStep(reading, steps);
}

/** Takes records out, with their tasks. References go too where that is wished; else they are a reason to refuse. */
export function removeAll(reading: ProjectReading, keys: readonly WorkKey[], cutReferences: boolean): EditPlan {
  const chosen = outermost(outlineOf(reading), keys);
  // The last one first, since of two with one id the second has its name from being the second.
  return inOneStep(
    reading,
    [...chosen].reverse().map((key) => (now) => {
      const place = outlineOf(now).place(key);
      return place && removeRecord(now, place, { cutReferences });
    }),
  );
}
