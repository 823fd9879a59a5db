import { data as questions } from "assessment-questions";
import {
  answerEdit,
  complexityEdit,
  fitEdit,
  newAssessmentText,
  readAssessment,
} from "../../src/core/practice/assessment/assessmentFile.ts";
import { type QuestionSet, responsibilitiesOf, skillsOf } from "../../src/core/practice/assessment/index.ts";
import {
  newTargetsText,
  readTargets,
  type TargetsChange,
  targetsEdit,
} from "../../src/core/practice/assessment/targetsFile.ts";
import type { EditPlan } from "../../src/core/text/editing/index.ts";
import { applyEdits } from "../../src/core/text/editing/index.ts";
import {
  type AssessmentRun,
  type AssessmentSubject,
  assessmentToHost,
  type assessmentToView,
} from "../../src/protocol/assessment.ts";
import { MessageHandler } from "../../src/protocol/messageHandler.ts";
import type { MakePreviewHost, PreviewHost } from "./previewHost.ts";

const set = questions as unknown as QuestionSet;
const today = "2027-02-10";
const path = ".gantry-private/assessments/2027-02-10-ana.yaml";

/** Levels of one run, question by question. */
const now = [4, 4, 3, 4, 3, 2, 2, 3, 3, 3, 3, 3, 3, 3, 2, 3, 2, 2, 3, 2, 3, 3, 4, 3, 2, 1, 2, 2, 3, 3, 3, 3];

/** A colleague sees most of it a little lower, and leadership higher. */
const colleague = now.map((level, at) =>
  at === 16 ? 5 : Math.min(5, Math.max(1, level + (at < 4 ? -1 : at < 8 ? 1 : 0))),
);

/** What the files of a project might say. */
const evidence = [
  { id: "links", questions: ["q17"], holds: true, text: "Every task waits for something or is waited for" },
  { id: "load", questions: ["q10", "q17", "q19"], holds: false, text: "Ben Okafor has more to do than fits" },
  { id: "files", questions: ["q01", "q11"], holds: true, text: "The project's files read without an error" },
  { id: "log", questions: ["q01", "q20"], holds: false, text: "Progress was last logged 23 days ago" },
];

/** The assessment's host with a file in memory: `empty`, `done` with an earlier run and a colleague's, `old` questions, or `damaged`. */
class AssessmentHost implements PreviewHost {
  readonly #messages: MessageHandler<typeof assessmentToHost, typeof assessmentToView>;
  readonly #wish: string;
  #text: string | undefined;
  #targets = newTargetsText("Ana");
  #hasColleague: boolean;

  constructor(wish: string, post: (message: unknown) => void) {
    this.#wish = wish;
    this.#hasColleague = wish === "done";
    if (wish === "alone") this.#text = this.#filled(now, true);
    if (wish === "old")
      this.#text = "assessment: 7\nperson: Ana\ndate: 2026-10-12\nanswers: {q01: 3, q02: 4, q03: 2, q77: 5}\n";
    if (wish === "done") this.#text = this.#filled(now, true);
    if (wish === "damaged") this.#text = "assessment: 1\nperson: Ana\ndate: 2027-02-10\nanswers:\n\tq01: 3\n";
    Object.assign(globalThis, {
      previewLog: [] as string[],
      previewText: () => this.#text,
      previewTargets: () => this.#targets,
    });
    this.#messages = new MessageHandler<typeof assessmentToHost, typeof assessmentToView>(
      assessmentToHost,
      {
        log: ({ message }) => this.#log(message),
        ready: () => this.#send(),
        answer: ({ question, level, evidence }) => {
          const answer = level === undefined ? undefined : { level, ...(evidence !== undefined && { evidence }) };
          this.#change((text) => answerEdit(set, path, text, question, answer));
        },
        fit: ({ question, answer, note }) =>
          this.#change((text) => fitEdit(set, path, text, question, { answer, ...(note !== undefined && { note }) })),
        complexity: ({ factor, rating }) => this.#change((text) => complexityEdit(set, path, text, factor, rating)),
        aim: (change) => {
          const plan = targetsEdit(set, "targets", this.#targets, change as TargetsChange);
          if (plan.refusal !== undefined) throw new Error(plan.refusal);
          this.#targets = applyEdits(this.#targets, plan.edits);
          this.#send();
        },
        planGaps: ({ gaps }) => this.#log(`plan ${gaps.map(({ skill }) => skill).join(" ")}`),
        copyForColleague: () => this.#log("copy"),
        readColleague: () => {
          this.#hasColleague = true;
          this.#send();
        },
        openFile: ({ line }) => this.#log(`open ${line ?? ""}`),
        openPage: ({ id }) => this.#log(`page ${id}`),
        runCommand: ({ command, argument }) => this.#log(`run ${command} ${argument ?? ""}`),
        again: () => this.#log("again"),
      },
      post,
      (reason) => this.#log(reason),
    );
  }

  receive(message: unknown): void {
    void this.#messages.receive(message);
  }

  #log(line: string): void {
    (Reflect.get(globalThis, "previewLog") as string[]).push(line);
  }

  #change(edit: (text: string) => EditPlan): void {
    const before = this.#text ?? newAssessmentText(set, { person: "Ana", date: today });
    const plan = edit(before);
    if (plan.refusal !== undefined) throw new Error(plan.refusal);
    this.#text = applyEdits(before, plan.edits);
    this.#send();
  }

  #filled(levels: readonly number[], hasEvidence: boolean): string {
    return set.questions.reduce(
      (text, { id }, at) => {
        const level = levels[at] ?? 2;
        const evidence = hasEvidence && level >= 3 && at % 5 !== 0 ? { evidence: "docs/context.md, Jan 2027" } : {};
        return applyEdits(text, answerEdit(set, path, text, id, { level, ...evidence }).edits ?? []);
      },
      newAssessmentText(set, { person: "Ana", date: today }),
    );
  }

  #run(text: string, file: string, date: string): AssessmentRun {
    const { assessment } = readAssessment(set, text);
    return {
      file,
      version: assessment?.version ?? set.version,
      date,
      person: "Ana",
      answers: Object.fromEntries([...(assessment?.answers ?? [])].map(([id, answer]) => [id, { ...answer }])),
      fit: Object.fromEntries([...(assessment?.fit ?? [])].map(([id, given]) => [id, { ...given }])),
      complexity: Object.fromEntries(assessment?.complexity ?? []),
    };
  }

  #send(): void {
    const reading = this.#text === undefined ? undefined : readAssessment(set, this.#text);
    const { targets } = readTargets(set, this.#targets);
    const earlier = this.#filled(
      now.map((level, at) => Math.max(1, level - (at % 3 === 0 ? 1 : 0))),
      false,
    );
    this.#messages.send("state", {
      set,
      skills: skillsOf(set).map(subject),
      responsibilities: responsibilitiesOf(set).map(subject),
      current: this.#run(this.#text ?? "", path, this.#wish === "old" ? "2026-10-12" : today),
      isThere: this.#text !== undefined,
      canEdit: reading?.canEdit ?? true,
      problems: (reading?.problems ?? []).map((one) => ({ ...one, file: path, isCurrent: true })),
      colleagues: this.#hasColleague
        ? [
            {
              ...this.#run(this.#filled(colleague, false), path.replace("ana", "ana-by-chen"), "2027-02-08"),
              by: "Chen",
            },
          ]
        : [],
      targets: { ...targets, levels: { ...targets.levels }, wants: [...targets.wants] },
      evidence,
      earlier: this.#wish === "done" ? [this.#run(earlier, path.replace("02-10", "01-04"), "2026-10-12")] : [],
      today,
    });
  }
}

function subject(id: string): AssessmentSubject {
  const title = id.replace(/^[a-z]+-/, "").replace(/^./, (letter) => letter.toUpperCase());
  const action = {
    label: "New Document: status report",
    command: "gantry.scaffold.newDocument",
    argument: "status-report",
  };
  const exercises = [
    { title: "Ten ranges", action },
    { title: "What became of them" },
    { title: "Four weeks of forecasts", action },
  ];
  // As long as titles get.
  const long = title === "Organizational" ? "Organisational skills" : title.replaceAll("-", " ");
  return { id, title: long, exercises: id.startsWith("skill-") ? exercises : [] };
}

export const makeAssessmentHost: MakePreviewHost = (state, post) => new AssessmentHost(state, post);
