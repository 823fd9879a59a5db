import { type IsoDate, isDate } from "../../model/index.ts";
import type { EditPlan } from "../../text/editing/edit.ts";
import { problemsIn, readTree } from "../../text/tree/index.ts";
import { type FileProblem, Found, longestFile, refuseFor, type Statement, statements } from "../privateText.ts";
import type { Answer, Assessment, FitAnswer } from "./assessment.ts";
import type { QuestionSet } from "./questionSet.ts";

export interface AssessmentReading {
  /** What could be read of it; absent where it is no assessment at all. */
  readonly assessment?: Assessment;
  readonly problems: readonly FileProblem[];
  /** Whether answers may be written into it. */
  readonly canEdit: boolean;
}

/** An assessment's file says so in its first key. */
const versionKey = "assessment";
const fitAnswers: ReadonlySet<string> = new Set(["yes", "partly", "no"]);
/** The keys in their order. */
const topOrder = [versionKey, "person", "date", "by", "profile", "wants", "answers", "fit", "complexity"];

/** A new file, without an answer yet. */
export function newAssessmentText(
  { version }: QuestionSet,
  { person, date, by }: { readonly person: string; readonly date: IsoDate; readonly by?: string },
): string {
  const quoted = (text: string): string => JSON.stringify(text);
  return [
    "# A self-assessment. It is private: nothing in this folder is shared or committed.",
    "# A level is 1 to 5, or 0 for never done; from 3 upwards it names evidence.",
    `${versionKey}: ${version}`,
    `person: ${quoted(person)}`,
    `date: ${date}`,
    ...(by === undefined ? [] : [`by: ${quoted(by)}`]),
    "",
    "answers:",
    "",
  ].join("\n");
}

/** Reads an assessment's file. It never throws; what can't be read is told with its line and left out. */
export function readAssessment(set: QuestionSet, text: string): AssessmentReading {
  if (text.length > longestFile) return broken("The file is too large for an assessment.", 1);
  const tree = readTree(text);
  const found = new Found(text);
  for (const { message, start } of problemsIn(tree)) found.problem(message, start);
  const root = found.mapOf(tree, 0);
  const version = Number(root.get(versionKey)?.text);
  if (!root.has(versionKey)) return broken("This is no assessment: it does not begin with “assessment: 1”.", 1, found);
  if (!Number.isInteger(version) || version < 1) {
    return broken(
      "The number behind “assessment” says which questions were answered; write 1.",
      found.lineOf(root.get(versionKey)?.start ?? 0),
      found,
    );
  }
  const date = root.get("date")?.text ?? "";
  if (!isDate(date))
    found.problem("“date” is the day of the assessment, such as 2027-02-10.", root.get("date")?.start ?? 0);
  const questions = new Set(set.questions.map(({ id }) => id));
  const answers = new Map<string, Answer>();
  for (const [id, spot] of found.mapBelow(root, "answers")) {
    // A key with nothing behind it is a question that waits for its answer, as in a copy for a colleague.
    if (spot.isEmpty) continue;
    const own = found.mapOf(spot.entry, spot.start);
    const level = own.get("level") ?? spot;
    const value = Number(level.text);
    if (level.text === undefined || level.text === "" || !Number.isInteger(value) || value < 0 || value > 5) {
      found.problem(`The level of ${id} is a number from 1 to 5, or 0 for never done.`, level.start);
      continue;
    }
    if (!questions.has(id) && version === set.version) {
      found.problem(`There is no question ${id}; its answer does not count.`, spot.start);
      continue;
    }
    const evidence = own.get("evidence")?.text;
    answers.set(id, { level: value, ...(evidence !== undefined && evidence !== "" && { evidence }) });
  }
  const fit = new Map<string, { answer: FitAnswer; note?: string }>();
  for (const [id, spot] of found.mapBelow(root, "fit")) {
    const own = found.mapOf(spot.entry, spot.start);
    const answer = own.get("answer") ?? spot;
    if (!fitAnswers.has(answer.text ?? "")) {
      found.problem(`The answer to ${id} is yes, partly or no.`, answer.start);
      continue;
    }
    const note = own.get("note")?.text;
    fit.set(id, { answer: answer.text as FitAnswer, ...(note !== undefined && note !== "" && { note }) });
  }
  const complexity = new Map<string, number>();
  for (const [id, { text: rating, start }] of found.mapBelow(root, "complexity")) {
    const value = Number(rating);
    if (rating !== undefined && /^[1-4]$/.test(rating)) complexity.set(id, value);
    else found.problem(`The rating of ${id} is a number from 1 to 4.`, start);
  }
  const by = root.get("by")?.text;
  return {
    assessment: {
      version,
      date,
      person: root.get("person")?.text ?? "",
      ...(by !== undefined && by !== "" && { by }),
      answers,
      fit,
      complexity,
      wanted: found.listOf(root.get("wants")?.entry),
    },
    problems: found.problems,
    canEdit: tree.problemCount === 0 && version === set.version,
  };
}

/**
 * The edit that gives an answer to a question, another one, or none. Everything else in the file stays byte for byte.
 * @param path names the file in the edits
 */
export function answerEdit(
  set: QuestionSet,
  path: string,
  text: string,
  id: string,
  answer: Answer | undefined,
): EditPlan {
  const at = ["answers", id];
  if (answer === undefined) return edit(set, path, text, [[at, undefined]]);
  const evidence = answer.evidence?.trim();
  return edit(set, path, text, [
    ...withoutShortForm(text, at),
    [[...at, "level"], answer.level],
    [[...at, "evidence"], evidence === "" ? undefined : evidence],
  ]);
}

/** The edit that answers a question about wanting the work, with a note or without; or takes the answer back. */
export function fitEdit(
  set: QuestionSet,
  path: string,
  text: string,
  id: string,
  given: { readonly answer: FitAnswer; readonly note?: string } | undefined,
): EditPlan {
  const at = ["fit", id];
  if (given === undefined) return edit(set, path, text, [[at, undefined]]);
  const note = given.note?.trim();
  return edit(set, path, text, [
    ...withoutShortForm(text, at),
    [[...at, "answer"], given.answer],
    [[...at, "note"], note === "" ? undefined : note],
  ]);
}

/** The edit that rates a factor of the project's complexity from 1 to 4, or takes the rating back. */
export function complexityEdit(
  set: QuestionSet,
  path: string,
  text: string,
  factor: string,
  rating: number | undefined,
): EditPlan {
  return edit(set, path, text, [[["complexity", factor], rating]]);
}

function edit(set: QuestionSet, path: string, text: string, wanted: readonly Statement[]): EditPlan {
  const { canEdit, problems } = readAssessment(set, text);
  if (!canEdit) {
    return refuseFor(problems, "These answers were given to other questions; they can be read, not changed.");
  }
  const orders: Readonly<Record<string, readonly string[]>> = {
    answers: set.questions.map(({ id }) => id),
    fit: set.fit.map(({ id }) => id),
    complexity: set.complexity.factors.map(({ id }) => id),
  };
  return statements(path, text, wanted, ([first, second]) => {
    if (first === undefined) return topOrder;
    return second === undefined ? (orders[first] ?? []) : ["level", "evidence", "answer", "note"];
  });
}

/** What somebody wrote by hand in short, `q01: 3`, makes room for what has more to say. */
function withoutShortForm(text: string, at: readonly string[]): readonly Statement[] {
  const tree = readTree(text);
  const found = new Found(text);
  const [section = "", id = ""] = at;
  const spot = found.mapOf(found.mapOf(tree, 0).get(section)?.entry, 0).get(id);
  return spot?.text === undefined ? [] : [[at, undefined]];
}

function broken(message: string, line: number, found?: Found): AssessmentReading {
  return { problems: [...(found?.problems ?? []), { message, line }], canEdit: false };
}
