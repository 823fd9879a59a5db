import { type DayNumber, formatDate, parseDate } from "../../model/date.ts";
import { freeId, type Id, idFrom } from "../../model/identifier.ts";
import { type EditPlan, refuse } from "../../text/editing/edit.ts";
import { problemsIn, readTree } from "../../text/tree/index.ts";
import {
  type FileProblem,
  Found,
  type FoundValue,
  longestFile,
  refuseFor,
  type Statement,
  statements,
} from "../privateText.ts";
import {
  type BackgroundChange,
  type BackgroundEntries,
  backgroundProblem,
  type ExperienceEntry,
  educations,
  experienceKinds,
  type HoursEntry,
  hoursTopics,
  isHours,
} from "./background.ts";
import type { HoursTopic } from "./certificationRecord.ts";

export interface BackgroundReading {
  readonly entries: BackgroundEntries;
  readonly problems: readonly FileProblem[];
  /** Whether something may be written into it. */
  readonly canEdit: boolean;
}

/** The file says so in its first key. */
const versionKey = "background";
const version = 1;
const topOrder = [versionKey, "education", "accredited", "certifications", "experience", "hours"];
const experienceOrder = ["project", "from", "to", ...experienceKinds];
const hoursOrder = ["title", "topic", "hours"];
/** More entries than these are told and left out. */
const mostEntries = 1_000;

/** A new file, with nothing in it yet. */
export const newBackgroundText = [
  "# What certifications ask of you. It is private: nothing in this folder is shared or committed.",
  "# A project counts by what you did there: leading, agile, risk, construction. What goes on has no “to”.",
  `${versionKey}: ${version}`,
  "",
].join("\n");

const nothing: BackgroundEntries = {
  education: "none",
  isAccredited: false,
  experience: [],
  hours: [],
  certifications: [],
};

/** Reads the file. It never throws; what can't be read is told with its line and left out. */
export function readBackground(text: string): BackgroundReading {
  const broken = (message: string): BackgroundReading => ({
    entries: nothing,
    problems: [{ message, line: 1 }],
    canEdit: false,
  });
  if (text.length > longestFile) return broken("The file is too large for a background.");
  const tree = readTree(text);
  const found = new Found(text);
  for (const { message, start } of problemsIn(tree)) found.problem(message, start);
  const root = found.mapOf(tree, 0);
  if (root.get(versionKey)?.text !== String(version)) {
    const says = root.has(versionKey)
      ? "This background was written by a newer version of Gantry: it can be read by that one."
      : "This is no background: it does not begin with “background: 1”.";
    return { ...broken(says), problems: [...found.problems, { message: says, line: 1 }] };
  }
  const education = root.get("education");
  if (education !== undefined && !isOneOf(educations, education.text)) {
    found.problem(`“education” is one of ${educations.join(", ")}.`, education.start);
  }
  return {
    entries: {
      education: isOneOf(educations, education?.text) ? education?.text : "none",
      isAccredited: isYes(found, root.get("accredited"), "accredited"),
      experience: entriesOf(found, root, "experience", experienceOf),
      hours: entriesOf(found, root, "hours", hoursOf),
      certifications: [...found.mapBelow(root, "certifications")]
        .filter(([id, spot]) => isYes(found, spot, id))
        .map(([id]) => id),
    },
    problems: found.problems.sort((a, b) => a.line - b.line),
    canEdit: tree.problemCount === 0,
  };
}

/**
 * The edit that makes a change. Everything else in the file stays byte for byte.
 * @param path names the file in the edits
 */
export function backgroundEdit(path: string, text: string, change: BackgroundChange): EditPlan {
  const { canEdit, problems, entries } = readBackground(text);
  if (!canEdit) return refuseFor(problems, "This background can't be changed.");
  const refusal = backgroundProblem(change);
  return refusal === undefined ? statements(path, text, valuesOf(change, entries), orderOf) : refuse(refusal);
}

/** What is stated where; undefined takes it out. */
function valuesOf(change: BackgroundChange, entries: BackgroundEntries): readonly Statement[] {
  switch (change.kind) {
    case "education":
      return [[["education"], change.education, "id"]];
    case "accredited":
      return [[["accredited"], change.isAccredited ? "yes" : undefined, "flag"]];
    case "certification":
      return [[["certifications", change.id], change.isHeld ? "yes" : undefined, "flag"]];
    case "remove":
      return [[[change.section, change.id], undefined]];
    case "experience": {
      const at = ["experience", change.id ?? newId(change.project, "project", entries.experience)];
      return [
        [[...at, "project"], change.project.trim()],
        [[...at, "from"], formatDate(change.from), "date"],
        [[...at, "to"], change.to === undefined ? undefined : formatDate(change.to), "date"],
        ...experienceKinds.map(
          (kind): Statement => [[...at, kind], change.kinds.includes(kind) ? "yes" : undefined, "flag"],
        ),
      ];
    }
    case "hours": {
      const at = ["hours", change.id ?? newId(change.title, "course", entries.hours)];
      return [
        [[...at, "title"], change.title.trim()],
        [[...at, "topic"], change.topic, "id"],
        [[...at, "hours"], String(change.hours), "decimal"],
      ];
    }
  }
}

function newId(title: string, fallback: string, entries: readonly { readonly id: Id }[]): Id {
  const taken = new Set(entries.map(({ id }) => id));
  return freeId(idFrom(title, fallback), (id) => taken.has(id));
}

function orderOf(keys: readonly string[]): readonly string[] {
  if (keys.length === 0) return topOrder;
  if (keys.length === 1) return [];
  return keys[0] === "experience" ? experienceOrder : hoursOrder;
}

function entriesOf<T>(
  found: Found,
  root: ReadonlyMap<string, FoundValue>,
  key: "experience" | "hours",
  read: (found: Found, id: string, spot: FoundValue) => T | undefined,
): readonly T[] {
  const all = [...found.mapBelow(root, key)];
  if (all.length > mostEntries) {
    found.problem(`Only the first ${mostEntries} entries are read.`, root.get(key)?.start ?? 0);
  }
  return all.slice(0, mostEntries).flatMap(([id, spot]) => read(found, id, spot) ?? []);
}

function experienceOf(found: Found, id: string, spot: FoundValue): ExperienceEntry | undefined {
  const own = found.mapOf(spot.entry, spot.start);
  const from = dayOf(found, own.get("from"), `“from” of ${id}`, spot.start);
  const end = own.get("to");
  const to = end === undefined || end.text === "" ? undefined : dayOf(found, end, `“to” of ${id}`, spot.start);
  if (from === undefined || (end?.text !== undefined && end.text !== "" && to === undefined)) return undefined;
  if (to !== undefined && to < from) {
    found.problem(`${id} ends before it begins; it does not count.`, end?.start ?? spot.start);
    return undefined;
  }
  const kinds = experienceKinds.filter((kind) => isYes(found, own.get(kind), kind));
  if (kinds.length === 0) {
    found.problem(`${id} does not say what you did there, such as “leading: yes”; it does not count.`, spot.start);
  }
  return { id, project: own.get("project")?.text || id, from, ...(to !== undefined && { to }), kinds };
}

function hoursOf(found: Found, id: string, spot: FoundValue): HoursEntry | undefined {
  const own = found.mapOf(spot.entry, spot.start);
  const [topic, amount] = [own.get("topic"), own.get("hours")];
  if (!isOneOf(hoursTopics, topic?.text)) {
    found.problem(`“topic” of ${id} is one of ${hoursTopics.join(", ")}.`, topic?.start ?? spot.start);
    return undefined;
  }
  const hours = Number(amount?.text);
  if (amount?.text === undefined || amount.text === "" || !isHours(hours)) {
    found.problem(`“hours” of ${id} is a number, such as 16.`, amount?.start ?? spot.start);
    return undefined;
  }
  return { id, title: own.get("title")?.text || id, topic: topic?.text as HoursTopic, hours };
}

function dayOf(found: Found, spot: FoundValue | undefined, what: string, start: number): DayNumber | undefined {
  const day = parseDate(spot?.text ?? "");
  if (day === undefined) found.problem(`${what} is a day, such as 2024-03-01.`, spot?.start ?? start);
  return day;
}

function isYes(found: Found, spot: FoundValue | undefined, name: string): boolean {
  if (spot === undefined) return false;
  if (spot.text === "yes" || spot.text === "true") return true;
  if (spot.text !== "no" && spot.text !== "false") found.problem(`“${name}” is yes or no.`, spot.start);
  return false;
}

function isOneOf<T extends string>(all: readonly T[], text: string | undefined): text is T {
  return text !== undefined && (all as readonly string[]).includes(text);
}
