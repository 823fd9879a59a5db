import * as v from "valibot";
import type { Question } from "../../core/practice/assessment/index.ts";
import { type AssessmentState, type assessmentToHost, assessmentToView } from "../../protocol/assessment.ts";
import { announce, connect, type HostConnection } from "../shell/index.ts";

/** The parts beside the questions, in the order in which they are offered. */
export const parts = [
  { kind: "fit", title: "Would I want to?" },
  { kind: "project", title: "My project" },
  { kind: "target", title: "What I aim at" },
  { kind: "result", title: "What it comes to" },
] as const;
export type PartKind = (typeof parts)[number]["kind"];

/** What is on screen: a question, or one of the parts. */
export type Page = { readonly kind: "question"; readonly number: number } | { readonly kind: PartKind };

export interface Notice {
  readonly kind: "info" | "error";
  readonly text: string;
}

/** What the host is asked for, and answers with success or a sentence. */
type Requests = typeof assessmentToHost;
type Wish<K extends keyof Requests> = v.InferInput<Requests[K]>;

/** What somebody said, as a change of what is shown. */
type Change = (run: AssessmentState["current"]) => AssessmentState["current"];

/** What is kept when the view is hidden, with whose answers they are, for the host: it brings the view back. */
const keptChoices = v.object({
  number: v.optional(v.number()),
  part: v.optional(v.picklist(parts.map(({ kind }) => kind))),
  beside: v.optional(v.string()),
  person: v.string(),
});

/** Keeps where the person is, sends what they say and takes in what the host says. */
export class AssessmentController {
  readonly #host: HostConnection<typeof assessmentToHost>;
  #state: AssessmentState | undefined;
  /** As the host told it, without what is on its way. */
  #told: AssessmentState | undefined;
  /** What was said and is not written yet, in its order: what the host tells meanwhile does not know of it. */
  readonly #waiting = new Set<Change>();
  #page: Page | undefined;
  #beside: string | undefined;
  #notice: Notice | undefined;
  #listener: () => void = () => {};

  constructor() {
    this.#host = connect<typeof assessmentToView, typeof assessmentToHost>(assessmentToView, {
      state: (state) => this.#take(state),
    });
    const kept = v.safeParse(keptChoices, this.#host.getState());
    if (kept.success) {
      const { number, part, beside } = kept.output;
      if (number !== undefined) this.#page = { kind: "question", number };
      else if (part !== undefined && part !== "result") this.#page = { kind: part };
      this.#beside = beside;
    }
  }

  start(): void {
    this.#host.send("ready", {});
  }

  listen(listener: () => void): void {
    this.#listener = listener;
  }

  get state(): AssessmentState | undefined {
    return this.#state;
  }

  get page(): Page | undefined {
    return this.#page;
  }

  /** The file that the result is held against; the usual one while none was chosen, and none when it is empty. */
  get beside(): string | undefined {
    return this.#beside;
  }

  get notice(): Notice | undefined {
    return this.#notice;
  }

  /** The question that is asked; undefined while another part is shown. */
  get question(): Question | undefined {
    return this.#page?.kind === "question" ? this.#state?.set.questions[this.#page.number] : undefined;
  }

  go(page: Page): void {
    this.#page = page;
    this.#keep();
    announce(this.question?.ask ?? parts.find(({ kind }) => kind === page.kind)?.title ?? "");
    this.#listener();
  }

  /** On to the next question, or to the result behind the last one. */
  next(): void {
    const { questions } = this.#state?.set ?? { questions: [] };
    const number = this.#page?.kind === "question" ? this.#page.number + 1 : 0;
    this.go(number < questions.length ? { kind: "question", number } : { kind: "result" });
  }

  back(): void {
    const last = (this.#state?.set.questions.length ?? 1) - 1;
    const number = this.#page?.kind === "question" ? this.#page.number - 1 : last;
    if (number >= 0) this.go({ kind: "question", number });
  }

  /** The first question without an answer; the first of all when all have one. */
  firstOpen(): number {
    const { set, current } = this.#state ?? {};
    const open = set?.questions.findIndex(({ id }) => current?.answers[id] === undefined) ?? 0;
    return Math.max(0, open);
  }

  /** Holds the result against a file, or against none. */
  compareWith(file: string): void {
    this.#beside = file;
    this.#keep();
    this.#listener();
  }

  /** @param evidence what was given before, when it is not said */
  answer(question: string, level: number, evidence?: string): Promise<void> {
    const { current } = this.#state ?? {};
    const text = (evidence ?? current?.answers[question]?.evidence ?? "").trim();
    const answer = { level, ...(text !== "" && { evidence: text }) };
    return this.#write("answer", { question, ...answer }, (run) => ({
      ...run,
      answers: { ...run.answers, [question]: answer },
    }));
  }

  /** @param note what was given before, when it is not said */
  fit(question: string, answer: Wish<"fit">["answer"], note?: string): Promise<void> {
    const { current } = this.#state ?? {};
    const text = (note ?? current?.fit[question]?.note ?? "").trim();
    const given = { answer, ...(text !== "" && { note: text }) };
    return this.#write("fit", { question, ...given }, (run) => ({ ...run, fit: { ...run.fit, [question]: given } }));
  }

  rate(factor: string, rating: number): Promise<void> {
    return this.#write("complexity", { factor, rating }, (run) => ({
      ...run,
      complexity: { ...run.complexity, [factor]: rating },
    }));
  }

  /** Changes what is aimed at; it is shown as it then stands in the file. */
  aim(change: Wish<"aim">): Promise<void> {
    return this.#ask("aim", change);
  }

  planGaps(gaps: readonly { readonly skill: string; readonly mean: number; readonly target: number }[]): Promise<void> {
    return this.#ask("planGaps", { gaps: [...gaps] });
  }

  copyForColleague(): Promise<void> {
    return this.#ask("copyForColleague", {});
  }

  /** What has come is shown beside the person's own. */
  async readColleague(): Promise<void> {
    const files = (): readonly string[] => (this.#state?.colleagues ?? []).map(({ file }) => file);
    const before = files();
    await this.#ask("readColleague", {});
    const come = files().find((file) => !before.includes(file));
    if (come !== undefined) this.compareWith(come);
  }

  async again(): Promise<void> {
    await this.#ask("again", {});
    if (this.#notice === undefined) this.go({ kind: "question", number: 0 });
  }

  openFile(file?: string, line?: number): void {
    this.#host.send("openFile", { ...(file !== undefined && { file }), ...(line !== undefined && { line }) });
  }

  openPage(id: string): void {
    this.#host.send("openPage", { id });
  }

  runCommand(wish: Wish<"runCommand">): Promise<void> {
    return this.#ask("runCommand", wish);
  }

  closeNotice(): void {
    this.#notice = undefined;
    this.#listener();
  }

  /** What is written is shown as given until the file says it. */
  async #write<K extends "answer" | "fit" | "complexity">(kind: K, wish: Wish<K>, change: Change): Promise<void> {
    if (this.#state?.canEdit !== true) return;
    this.#waiting.add(change);
    this.#show();
    await this.#ask(kind, wish);
    this.#waiting.delete(change);
    this.#show();
    this.#listener();
  }

  #show(): void {
    this.#state = this.#told;
    for (const change of this.#waiting) {
      if (this.#state !== undefined) this.#state = { ...this.#state, current: change(this.#state.current) };
    }
  }

  async #ask<K extends keyof Requests>(kind: K, wish: Wish<K>): Promise<void> {
    this.#notice = undefined;
    this.#listener();
    try {
      await this.#host.request(kind, wish);
    } catch (error) {
      this.#notice = { kind: "error", text: error instanceof Error ? error.message : String(error) };
      this.#listener();
    }
  }

  #take(state: AssessmentState): void {
    this.#told = state;
    this.#show();
    if (this.#page === undefined || (this.#page.kind === "question" && this.question === undefined)) {
      const isDone = state.set.questions.every(({ id }) => state.current.answers[id] !== undefined);
      // Answers to other questions are read, not continued.
      this.#page =
        isDone || (!state.canEdit && !state.problems.some(({ isCurrent }) => isCurrent))
          ? { kind: "result" }
          : { kind: "question", number: this.firstOpen() };
    }
    this.#keep();
    this.#listener();
  }

  #keep(): void {
    const page = this.#page;
    this.#host.setState({
      person: this.#state?.current.person ?? "",
      ...(this.#beside !== undefined && { beside: this.#beside }),
      ...(page?.kind === "question" ? { number: page.number } : page !== undefined && { part: page.kind }),
    });
  }
}
