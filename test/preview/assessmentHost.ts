import { data as questions } from "assessment-questions";
import { answerEdit, newAssessmentText, readAssessment } from "../../src/core/practice/assessment/assessmentFile.ts";
import type { QuestionSet } from "../../src/core/practice/assessment/index.ts";
import { skillsOf } from "../../src/core/practice/assessment/index.ts";
import { applyEdits } from "../../src/core/text/editing/index.ts";
import { type AssessmentRun, assessmentToHost, type assessmentToView } from "../../src/protocol/assessment.ts";
import { MessageHandler } from "../../src/protocol/messageHandler.ts";
import type { MakePreviewHost, PreviewHost } from "./previewHost.ts";

const set = questions as unknown as QuestionSet;
const today = "2027-02-10";
const path = ".gantry-private/assessments/2027-02-10-ana.yaml";

/** Levels of one run, question by question. */
const now = [4, 4, 3, 4, 3, 2, 2, 3, 3, 3, 3, 3, 3, 3, 2, 3, 2, 2, 3, 2, 3, 3, 4, 3, 2, 1, 2, 2, 3, 3, 3, 3];

/** The assessment's host with a file in memory: `empty`, `done` with an earlier run, or `damaged`. */
class AssessmentHost implements PreviewHost {
  readonly #messages: MessageHandler<typeof assessmentToHost, typeof assessmentToView>;
  readonly #wish: string;
  #text: string | undefined;

  constructor(wish: string, post: (message: unknown) => void) {
    this.#wish = wish;
    if (wish === "done") this.#text = this.#filled(now, true);
    if (wish === "damaged") this.#text = "assessment: 1\nperson: Ana\ndate: 2027-02-10\nanswers:\n\tq01: 3\n";
    Object.assign(globalThis, { previewLog: [] as string[], previewText: () => this.#text });
    this.#messages = new MessageHandler<typeof assessmentToHost, typeof assessmentToView>(
      assessmentToHost,
      {
        log: ({ message }) => this.#log(message),
        ready: () => this.#send(),
        answer: ({ question, level, evidence }) => {
          const before = this.#text ?? newAssessmentText(set, { person: "Ana", date: today });
          const answer = level === undefined ? undefined : { level, ...(evidence !== undefined && { evidence }) };
          const plan = answerEdit(set, path, before, question, answer);
          if (plan.refusal !== undefined) throw new Error(plan.refusal);
          this.#text = applyEdits(before, plan.edits);
          this.#send();
        },
        openFile: ({ line }) => this.#log(`open ${line ?? ""}`),
        openPage: ({ id }) => this.#log(`page ${id}`),
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
      date,
      person: "Ana",
      answers: Object.fromEntries([...(assessment?.answers ?? [])].map(([id, answer]) => [id, { ...answer }])),
    };
  }

  #send(): void {
    const reading = this.#text === undefined ? undefined : readAssessment(set, this.#text);
    const earlier = this.#filled(
      now.map((level, at) => Math.max(1, level - (at % 3 === 0 ? 1 : 0))),
      false,
    );
    this.#messages.send("state", {
      set,
      skills: skillsOf(set).map((id) => ({
        id,
        title: id
          .slice("skill-".length)
          .replace(/^./, (letter) => letter.toUpperCase())
          .replace("-", " "),
        exercises: ["Ten ranges", "What became of them"],
      })),
      current: this.#run(this.#text ?? "", path, today),
      isThere: this.#text !== undefined,
      canEdit: reading?.canEdit ?? true,
      problems: [...(reading?.problems ?? [])],
      earlier: this.#wish === "done" ? [this.#run(earlier, path.replace("02-10", "01-04"), "2026-10-12")] : [],
      today,
    });
  }
}

export const makeAssessmentHost: MakePreviewHost = (state, post) => new AssessmentHost(state, post);
