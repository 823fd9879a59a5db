import type { IsoDate } from "../../model/index.ts";
import type { FileProblem } from "../privateText.ts";
import { type AssessmentReading, readAssessment } from "./assessmentFile.ts";
import { type QuestionSet, skillsOf } from "./questionSet.ts";

/**
 * The same questions for a colleague, as a file that any editor can fill in: each with its levels as a comment above. It is made of the
 * questions alone and so holds nothing of what the person answered.
 * @param titleOf the name of a skill
 */
export function colleagueCopy(
  set: QuestionSet,
  { person, by, date }: { readonly person: string; readonly by: string; readonly date: IsoDate },
  titleOf: (skill: string) => string,
): string {
  const lines = [
    `# ${oneLine(by)}: ${set.questions.length} questions about how ${oneLine(person)} works, about ten minutes.`,
    "# “I” and “you” below mean the person you describe. Write a number behind each question, such as  q01: 3",
    "# 0 means: I have not seen it, or cannot judge. A question without a number is left out. Levels:",
    ...set.levels.map(({ name, means }, at) => `#   ${at + 1} ${name}: ${means}`),
    "# Then save the file and hand it back.",
    `assessment: ${set.version}`,
    `person: ${JSON.stringify(person)}`,
    `date: ${date}`,
    `by: ${JSON.stringify(by)}`,
    "",
    "answers:",
  ];
  for (const skill of skillsOf(set)) {
    lines.push(`  # ---- ${titleOf(skill)}`);
    for (const { id, skill: own, ask, levels } of set.questions) {
      if (own !== skill) continue;
      lines.push(`  # ${ask}`, ...levels.map((text, at) => `  #   ${at + 1} ${text}`), `  ${id}:`, "");
    }
  }
  return lines.join("\n");
}

/**
 * What a colleague handed back, or why it can't be taken; nothing is kept of one with a problem.
 * @param about who it has to be about, by name or id
 */
export function readColleagueAnswers(
  set: QuestionSet,
  text: string,
  about: { readonly person: string; readonly id?: string },
):
  | { readonly reading: AssessmentReading & Required<Pick<AssessmentReading, "assessment">> }
  | { readonly problem: FileProblem } {
  const { assessment, problems, canEdit } = readAssessment(set, text);
  const [first] = problems;
  if (first !== undefined) return { problem: first };
  if (assessment === undefined) return { problem: { line: 1, message: "This is no assessment." } };
  const lineOf = (key: string): number => {
    const at = text.split(/\r?\n/).findIndex((line) => line.startsWith(`${key}:`));
    return at < 0 ? 1 : at + 1;
  };
  if (assessment.person !== about.person && assessment.person !== about.id) {
    return {
      problem: { line: lineOf("person"), message: `It is about “${assessment.person}”, not about “${about.person}”.` },
    };
  }
  if (assessment.by === undefined) {
    return { problem: { line: lineOf("by"), message: "It does not say who answered: write a name behind “by”." } };
  }
  if (assessment.answers.size === 0) {
    return { problem: { line: lineOf("answers"), message: "No question has an answer yet." } };
  }
  return { reading: { assessment, problems, canEdit } };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
