import * as v from "valibot";
import { type EducationChange, educationProblem } from "../../core/practice/education/index.ts";
import {
  type EducationPart,
  type EducationState,
  type educationToHost,
  educationToView,
} from "../../protocol/education.ts";
import { connect, type HostConnection } from "../shell/index.ts";

/** What is kept when the view is hidden. */
const keptChoices = v.object({ part: v.picklist(["compare", "routes"]) });

/** Keeps what is looked at, sends changes and takes in what the host says. */
export class EducationController {
  readonly #host: HostConnection<typeof educationToHost>;
  #state: EducationState | undefined;
  #listener: () => void = () => {};
  part: EducationPart = "compare";
  failure: string | undefined;
  /** The kind of which a programme is added next. */
  newKind: string | undefined;

  constructor() {
    this.#host = connect<typeof educationToView, typeof educationToHost>(educationToView, {
      state: (state) => {
        this.#state = state;
        this.#listener();
      },
    });
    const kept = v.safeParse(keptChoices, this.#host.getState());
    if (kept.success) this.part = kept.output.part;
  }

  start(): void {
    this.#host.send("ready", {});
  }

  listen(listener: () => void): void {
    this.#listener = listener;
  }

  get state(): EducationState | undefined {
    return this.#state;
  }

  show(part: EducationPart): void {
    this.part = part;
    this.newKind = undefined;
    this.#changed();
  }

  /** Goes to the comparison with the fields of a new programme of this kind. */
  addOf(kind: string): void {
    this.part = "compare";
    this.newKind = kind;
    this.#changed();
  }

  /** The fields of a new programme are closed. */
  endNew(): void {
    if (this.newKind === undefined) return;
    this.newKind = undefined;
    this.#changed();
  }

  kindName(id: string): string {
    return this.#state?.data.routes.find((route) => route.id === id)?.name ?? id;
  }

  /** @returns whether it was written */
  async change(change: EducationChange): Promise<boolean> {
    const comparison = this.#state?.comparison;
    // Told here: no message could carry what was typed for a number and is none.
    this.failure = comparison === undefined ? undefined : educationProblem(change, comparison);
    try {
      if (this.failure !== undefined) return false;
      await this.#host.request("change", { change });
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

  openFile(line?: number): void {
    this.#host.send("openFile", line === undefined ? {} : { line });
  }

  openSource(id: string, source: number): void {
    this.#host.send("openSource", { id, source });
  }

  openHours(): void {
    this.#host.send("openHours", {});
  }

  #changed(): void {
    this.#host.setState({ part: this.part });
    this.#listener();
  }
}
