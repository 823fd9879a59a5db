import * as v from "valibot";
import {
  type BackgroundChange,
  backgroundProblem,
  type CertificationColumn,
  type CertificationFilter,
  type CertificationRecord,
  type PduChange,
  pduProblem,
  shortName,
} from "../../core/practice/certification/index.ts";
import {
  type CertificationPart,
  type CertificationState,
  type certificationToHost,
  certificationToView,
} from "../../protocol/certification.ts";
import { announce, connect, type HostConnection } from "../shell/index.ts";

export interface Order {
  readonly by: CertificationColumn;
  readonly isDescending: boolean;
}

/** What is kept when the view is hidden. */
const keptChoices = v.object({
  part: v.picklist(["compare", "eligibility", "pdus"]),
  chosen: v.optional(v.string()),
});

/** Keeps what is looked at and looked for, sends changes and takes in what the host says. */
export class CertificationController {
  readonly #host: HostConnection<typeof certificationToHost>;
  #state: CertificationState | undefined;
  #listener: () => void = () => {};
  part: CertificationPart = "compare";
  /** The record whose details are shown. */
  chosen: string | undefined;
  /** The record that stands beside the chosen one. */
  beside: string | undefined;
  filter: CertificationFilter = {};
  order: Order | undefined;
  /** The path of the data whose steps are shown. */
  path: string | undefined;
  failure: string | undefined;

  constructor() {
    this.#host = connect<typeof certificationToView, typeof certificationToHost>(certificationToView, {
      state: (state) => {
        this.#state = state;
        this.#listener();
      },
      show: ({ part }) => this.show(part),
    });
    const kept = v.safeParse(keptChoices, this.#host.getState());
    if (kept.success) {
      this.part = kept.output.part;
      this.chosen = kept.output.chosen;
    }
  }

  start(): void {
    this.#host.send("ready", {});
  }

  listen(listener: () => void): void {
    this.#listener = listener;
  }

  get state(): CertificationState | undefined {
    return this.#state;
  }

  record(id: string): CertificationRecord | undefined {
    return this.#state?.data.certifications.find((record) => record.id === id);
  }

  nameOf = (id: string): string => this.record(id)?.name ?? id;

  /** In the middle of a sentence. */
  shortNameOf = (id: string): string => shortName(this.nameOf(id));

  show(part: CertificationPart): void {
    this.part = part;
    this.#changed();
  }

  /** Shows a record's details, or closes them when they are shown. */
  choose(id: string | undefined): void {
    this.chosen = this.chosen === id ? undefined : id;
    this.beside = undefined;
    this.#changed();
  }

  /** Puts another record beside the chosen one, or takes it away. */
  putBeside(id: string | undefined): void {
    this.beside = id;
    this.#changed();
  }

  find(filter: CertificationFilter): void {
    this.filter = filter;
    this.#changed();
  }

  sort(by: CertificationColumn): void {
    this.order = { by, isDescending: this.order?.by === by && !this.order.isDescending };
    announce(`Sorted by ${by}, ${this.order.isDescending ? "falling" : "rising"}`);
    this.#changed();
  }

  follow(path: string | undefined): void {
    this.path = path;
    this.#changed();
  }

  /** @returns whether it was written */
  change(change: BackgroundChange): Promise<boolean> {
    return this.#written(backgroundProblem(change), () =>
      this.#host.request("change", {
        change: change.kind === "experience" ? { ...change, kinds: [...change.kinds] } : change,
      }),
    );
  }

  /** @returns whether it was written */
  changePdus(change: PduChange): Promise<boolean> {
    return this.#written(pduProblem(change), () => this.#host.request("changePdus", { change }));
  }

  /** What can't be true is told here: no message could carry what was typed for a number and is none. */
  async #written(problem: string | undefined, request: () => Promise<unknown>): Promise<boolean> {
    this.failure = problem;
    try {
      if (problem !== undefined) return false;
      await request();
      return true;
    } catch (error) {
      this.failure = error instanceof Error ? error.message : String(error);
      return false;
    } finally {
      this.#changed();
    }
  }

  closeFailure(): void {
    this.failure = undefined;
    this.#changed();
  }

  /** The private file behind the part that is shown. */
  get file(): "background" | "pdus" {
    return this.part === "pdus" ? "pdus" : "background";
  }

  openFile(line?: number): void {
    this.#host.send("openFile", { file: this.file, ...(line !== undefined && { line }) });
  }

  plan(id: string): void {
    this.#host.send("plan", { id });
  }

  openSource(id: string, source: number): void {
    this.#host.send("openSource", { id, source });
  }

  #changed(): void {
    this.#host.setState({ part: this.part, ...(this.chosen !== undefined && { chosen: this.chosen }) });
    this.#listener();
  }
}
