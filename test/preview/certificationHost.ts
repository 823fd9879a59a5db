import { data } from "certification-data";
import { parseDate } from "../../src/core/model/date.ts";
import {
  backgroundEdit,
  newBackgroundText,
  readBackground,
} from "../../src/core/practice/certification/backgroundFile.ts";
import type { CertificationData } from "../../src/core/practice/certification/index.ts";
import { newPduText, pduEdit, readPdus } from "../../src/core/practice/certification/pduFile.ts";
import type { EditPlan } from "../../src/core/text/editing/index.ts";
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

const ledger = `pdus: 1
cycles:
  pmp: {from: 2025-03-01}
entries:
  leading-change: {title: Leading change, date: 2025-10-14, kind: education, side: power-skills, pdus: 12}
  estimates: {title: Estimates with data, date: 2026-02-03, kind: education, side: ways-of-working, pdus: 14}
  talk: {title: Talk at the chapter, date: 2026-05-20, kind: giving-back, pdus: 4}
  job: {title: Two years in the role, date: 2026-12-31, kind: working, pdus: 10}
  before: {title: Course of the year before, date: 2024-11-02, kind: education, side: business-acumen, pdus: 6}
`;

/** The host of certifications with a file in memory: `empty`, `filled`, `eligibility` and `pdus` (filled, that part first), `damaged` or `old`. */
class CertificationHost implements PreviewHost {
  readonly #messages: MessageHandler<typeof certificationToHost, typeof certificationToView>;
  readonly #wish: string;
  #text: string | undefined;
  #pdus: string | undefined;

  constructor(wish: string, post: (message: unknown) => void) {
    this.#wish = wish;
    if (wish !== "empty") this.#text = wish === "damaged" ? "background: 1\nexperience:\n\ta: 1\n" : written;
    if (wish === "pdus") this.#pdus = ledger;
    Object.assign(globalThis, {
      previewLog: [] as string[],
      previewText: () => this.#text,
      previewPdus: () => this.#pdus,
    });
    this.#messages = new MessageHandler<typeof certificationToHost, typeof certificationToView>(
      certificationToHost,
      {
        log: ({ message }) => this.#log(message),
        ready: () => {
          this.#send();
          if (wish === "eligibility" || wish === "empty") this.#messages.send("show", { part: "eligibility" });
          if (wish === "pdus") this.#messages.send("show", { part: "pdus" });
        },
        change: ({ change }) => {
          this.#text = this.#edited(this.#text ?? newBackgroundText, (text) => backgroundEdit(path, text, change));
          this.#send();
        },
        changePdus: ({ change }) => {
          this.#pdus = this.#edited(this.#pdus ?? newPduText, (text) => pduEdit(path, text, change));
          this.#send();
        },
        openFile: ({ file, line }) => this.#log(`open ${file} ${line ?? ""}`),
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

  #edited(text: string, edit: (text: string) => EditPlan): string {
    const plan = edit(text);
    if (plan.refusal !== undefined) throw new Error(plan.refusal);
    return applyEdits(text, plan.edits);
  }

  #log(line: string): void {
    (Reflect.get(globalThis, "previewLog") as string[]).push(line);
  }

  #send(): void {
    const background = readBackground(this.#text ?? newBackgroundText);
    const pdus = readPdus(this.#pdus ?? newPduText);
    this.#messages.send("state", {
      data: data as unknown as CertificationData,
      background: background.entries,
      ledger: pdus.ledger,
      files: {
        background: {
          path: ".gantry-private/background.yaml",
          isThere: this.#text !== undefined,
          canEdit: background.canEdit,
          problems: [...background.problems],
        },
        pdus: {
          path: ".gantry-private/pdus.yaml",
          isThere: this.#pdus !== undefined,
          canEdit: pdus.canEdit,
          problems: [...pdus.problems],
        },
      },
      noFolder: false,
      today: parseDate(this.#wish === "old" ? "2027-12-01" : "2027-01-31") ?? 0,
    });
  }
}

export const makeCertificationHost: MakePreviewHost = (state, post) => new CertificationHost(state, post);
