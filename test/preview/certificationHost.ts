import { data } from "certification-data";
import { parseDate } from "../../src/core/model/date.ts";
import {
  backgroundEdit,
  newBackgroundText,
  readBackground,
} from "../../src/core/practice/certification/backgroundFile.ts";
import type { CertificationData } from "../../src/core/practice/certification/index.ts";
import { applyEdits } from "../../src/core/text/editing/index.ts";
import { certificationToHost, type certificationToView } from "../../src/protocol/certification.ts";
import { MessageHandler } from "../../src/protocol/messageHandler.ts";
import type { MakePreviewHost, PreviewHost } from "./previewHost.ts";

const path = "background.yaml";
const written = `background: 1
education: bachelor
certifications:
  psm-1: yes
experience:
  harbour-move:
    project: Harbour move
    from: 2024-10-01
    leading: yes
  payments:
    project: Payments migration
    from: 2024-06-03
    to: 2025-01-31
    leading: yes
    agile: yes
hours:
  fundamentals:
    title: Fundamentals of project management
    topic: project-management
    hours: 20
  scrum-course:
    title: Scrum course
    topic: agile
    hours: 14
`;

/** The host of certifications with a file in memory: `empty`, `filled`, `eligibility` (filled, that part first), `damaged` or `old`. */
class CertificationHost implements PreviewHost {
  readonly #messages: MessageHandler<typeof certificationToHost, typeof certificationToView>;
  readonly #wish: string;
  #text: string | undefined;

  constructor(wish: string, post: (message: unknown) => void) {
    this.#wish = wish;
    if (wish !== "empty") this.#text = wish === "damaged" ? "background: 1\nexperience:\n\ta: 1\n" : written;
    Object.assign(globalThis, { previewLog: [] as string[], previewText: () => this.#text });
    this.#messages = new MessageHandler<typeof certificationToHost, typeof certificationToView>(
      certificationToHost,
      {
        log: ({ message }) => this.#log(message),
        ready: () => {
          this.#send();
          if (wish === "eligibility" || wish === "empty") this.#messages.send("show", { part: "eligibility" });
        },
        change: ({ change }) => {
          const before = this.#text ?? newBackgroundText;
          const plan = backgroundEdit(path, before, change);
          if (plan.refusal !== undefined) throw new Error(plan.refusal);
          this.#text = applyEdits(before, plan.edits);
          this.#send();
        },
        openFile: ({ line }) => this.#log(`open ${line ?? ""}`),
        plan: ({ id }) => this.#log(`plan ${id}`),
        openSource: ({ id, source }) => this.#log(`source ${id} ${source}`),
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

  #send(): void {
    const { entries, problems, canEdit } = readBackground(this.#text ?? newBackgroundText);
    this.#messages.send("state", {
      data: data as unknown as CertificationData,
      background: entries,
      file: ".gantry-private/background.yaml",
      isThere: this.#text !== undefined,
      canEdit,
      noFolder: false,
      problems: problems.map(({ message, line }) => ({ message, line })),
      today: parseDate(this.#wish === "old" ? "2027-12-01" : "2027-01-31") ?? 0,
    });
  }
}

export const makeCertificationHost: MakePreviewHost = (state, post) => new CertificationHost(state, post);
