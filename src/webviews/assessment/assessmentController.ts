import * as v from "valibot";
import type { Question } from "../../core/practice/assessment/index.ts";
import { type AssessmentState, type assessmentToHost, assessmentToView } from "../../protocol/assessment.ts";
import { announce, connect, type HostConnection } from "../shell/index.ts";

/** What is on screen: a question, or what the answers come to. */
export type Page = { readonly kind: "question"; readonly number: number } | { readonly kind: "result" };

export interface Notice {
  readonly kind: "info" | "error";
  readonly text: string;
}

/** What is kept when the view is hidden. */
/** With whose answers they are, for the host: it brings the view back. */
const keptChoices = v.object({ number: v.optional(v.number()), profile: v.optional(v.string()), person: v.string() });

/** Keeps where the person is, sends their answers and takes in what the host says. */
export class AssessmentController {
  readonly #host: HostConnection<typeof assessmentToHost>;
  #state: AssessmentState | undefined;
  #page: Page | undefined;
  #profile = "first-role";
  #notice: Notice | undefined;
  #listener: () => void = () => {};

  constructor() {
    this.#host = connect<typeof assessmentToView, typeof assessmentToHost>(assessmentToView, {
      state: (state) => this.#take(state),
    });
    const kept = v.safeParse(keptChoices, this.#host.getState());
    if (kept.success) {
      if (kept.output.number !== undefined) this.#page = { kind: "question", number: kept.output.number };
      this.#profile = kept.output.profile ?? this.#profile;
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

  get profile(): string {
    return this.#profile;
  }

  get notice(): Notice | undefined {
    return this.#notice;
  }

  /** The question that is asked; undefined while the result is shown. */
  get question(): Question | undefined {
    return this.#page?.kind === "question" ? this.#state?.set.questions[this.#page.number] : undefined;
  }

  go(page: Page): void {
    this.#page = page;
    this.#keep();
    const question = this.question;
    if (question !== undefined) announce(question.ask);
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

  choose(profile: string): void {
    this.#profile = profile;
    this.#keep();
    this.#listener();
  }

  /**
   * Gives an answer to a question. What stands in the file follows; until then the answer is shown as given.
   * @param evidence what was given before, when it is not said
   */
  async answer(question: string, level: number, evidence?: string): Promise<void> {
    const state = this.#state;
    if (state === undefined || !state.canEdit) return;
    const text = (evidence ?? state.current.answers[question]?.evidence ?? "").trim();
    const answer = { level, ...(text !== "" && { evidence: text }) };
    const before = state.current.answers[question];
    this.#state = {
      ...state,
      current: { ...state.current, answers: { ...state.current.answers, [question]: answer } },
    };
    this.#notice = undefined;
    this.#listener();
    try {
      await this.#host.request("answer", { question, ...answer });
    } catch (error) {
      const now = this.#state ?? state;
      const { [question]: _, ...rest } = now.current.answers;
      this.#state = {
        ...now,
        current: { ...now.current, answers: before === undefined ? rest : { ...rest, [question]: before } },
      };
      this.#fail(error);
    }
  }

  async again(): Promise<void> {
    try {
      await this.#host.request("again", {});
      this.go({ kind: "question", number: 0 });
    } catch (error) {
      this.#fail(error);
    }
  }

  openFile(line?: number): void {
    this.#host.send("openFile", line === undefined ? {} : { line });
  }

  openPage(id: string): void {
    this.#host.send("openPage", { id });
  }

  closeNotice(): void {
    this.#notice = undefined;
    this.#listener();
  }

  #take(state: AssessmentState): void {
    this.#state = state;
    if (this.#page === undefined || this.#isBeyond()) {
      const isDone = state.set.questions.every(({ id }) => state.current.answers[id] !== undefined);
      this.#page = isDone ? { kind: "result" } : { kind: "question", number: this.firstOpen() };
    }
    this.#keep();
    this.#listener();
  }

  #isBeyond(): boolean {
    return this.#page?.kind === "question" && this.question === undefined;
  }

  #keep(): void {
    this.#host.setState({
      profile: this.#profile,
      person: this.#state?.current.person ?? "",
      ...(this.#page?.kind === "question" && { number: this.#page.number }),
    });
  }

  #fail(error: unknown): void {
    this.#notice = { kind: "error", text: error instanceof Error ? error.message : String(error) };
    this.#listener();
  }
}
