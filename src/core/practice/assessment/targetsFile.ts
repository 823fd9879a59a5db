import type { EditPlan } from "../../text/editing/edit.ts";
import { problemsIn, readTree } from "../../text/tree/index.ts";
import { type FileProblem, Found, longestFile, refuseFor, type Statement, statements } from "../privateText.ts";
import { type QuestionSet, responsibilitiesOf, skillsOf } from "./questionSet.ts";
import type { Targets } from "./targets.ts";

/*
 * What a person aims at is a file of its own, beside the dated ones: it is wanted until they want something else, so the next
 * assessment and the last one are held against the same, and a dated file stays what it was on its day.
 */

export interface TargetsReading {
  /** What could be read of it. */
  readonly targets: Targets;
  readonly problems: readonly FileProblem[];
  /** Whether it may be written into. */
  readonly canEdit: boolean;
}

/** A change of what somebody aims at. */
export type TargetsChange =
  /** Another profile; what was changed by skill stays. */
  | { readonly kind: "profile"; readonly profile: string }
  /** Another level for a skill than the profile's; the profile's again without one. */
  | { readonly kind: "level"; readonly skill: string; readonly level?: number }
  | { readonly kind: "want"; readonly responsibility: string; readonly wanted: boolean };

const versionKey = "targets";
const topOrder = [versionKey, "person", "profile", "levels", "wants"];
/** What stands behind a responsibility that is wanted; unlike a bare yes, all readers of YAML read it alike. */
const wanted = "wanted";
const yes: ReadonlySet<string> = new Set([wanted, "yes", "true"]);
const no: ReadonlySet<string> = new Set(["no", "false"]);

/** A new file that says nothing yet. */
export function newTargetsText(person: string): string {
  return [
    "# What I aim at: a profile, levels of my own for single skills, and the responsibilities I want. It is private.",
    `${versionKey}: 1`,
    `person: ${JSON.stringify(person)}`,
    "",
  ].join("\n");
}

/** Reads it. It never throws; what can't be read is told with its line and left out. */
export function readTargets(set: QuestionSet, text: string): TargetsReading {
  const nothing: Targets = { levels: {}, wants: [] };
  if (text.length > longestFile) {
    return { targets: nothing, problems: [{ message: "The file is too large for targets.", line: 1 }], canEdit: false };
  }
  const tree = readTree(text);
  const found = new Found(text);
  for (const { message, start } of problemsIn(tree)) found.problem(message, start);
  const root = found.mapOf(tree, 0);
  const version = root.get(versionKey);
  if (version?.text !== "1") {
    found.problem("These are no targets: the file does not begin with “targets: 1”.", version?.start ?? 0);
    return { targets: nothing, problems: found.problems, canEdit: false };
  }
  const profile = root.get("profile");
  const isKnown = set.profiles.some(({ id }) => id === profile?.text);
  if (profile !== undefined && !isKnown) {
    found.problem(
      `There is no profile of that name; ${set.profiles.map(({ id }) => id).join(", ")} are.`,
      profile.start,
    );
  }
  const skills = new Set(skillsOf(set));
  const levels: Record<string, number> = {};
  for (const [skill, { text: level, start }] of found.mapBelow(root, "levels")) {
    if (!skills.has(skill)) found.problem(`There is no skill ${skill}.`, start);
    else if (level === undefined || !/^[1-5]$/.test(level)) found.problem(`The level of ${skill} is 1 to 5.`, start);
    else levels[skill] = Number(level);
  }
  const responsibilities = new Set(responsibilitiesOf(set));
  const wants: string[] = [];
  for (const [id, { text: answer = "", start }] of found.mapBelow(root, "wants")) {
    if (!responsibilities.has(id)) found.problem(`There is no responsibility ${id}.`, start);
    else if (yes.has(answer)) wants.push(id);
    else if (!no.has(answer)) found.problem(`${id} is wanted, or not: write wanted, or no.`, start);
  }
  return {
    targets: { levels, wants, ...(isKnown && profile?.text !== undefined && { profile: profile.text }) },
    problems: found.problems,
    canEdit: tree.problemCount === 0,
  };
}

/** The edit that changes what somebody aims at. Everything else in the file stays byte for byte. */
export function targetsEdit(set: QuestionSet, path: string, text: string, change: TargetsChange): EditPlan {
  const { canEdit, problems } = readTargets(set, text);
  if (!canEdit) return refuseFor(problems, "It can't be written into.");
  const orders: Readonly<Record<string, readonly string[]>> = {
    levels: skillsOf(set),
    wants: responsibilitiesOf(set),
  };
  return statements(path, text, [statementOf(change)], ([first]) =>
    first === undefined ? topOrder : (orders[first] ?? []),
  );
}

function statementOf(change: TargetsChange): Statement {
  if (change.kind === "profile") return [["profile"], change.profile];
  if (change.kind === "level") return [["levels", change.skill], change.level];
  return [["wants", change.responsibility], change.wanted ? wanted : undefined];
}
