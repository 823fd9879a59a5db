import { data as certifications } from "certification-data";
import { data } from "education-data";
import { parseDate } from "../../src/core/model/date.ts";
import type { CertificationData } from "../../src/core/practice/certification/index.ts";
import { educationEdit, newEducationText, readEducation } from "../../src/core/practice/education/educationFile.ts";
import { contactHoursAsked, type EducationData } from "../../src/core/practice/education/index.ts";
import { applyEdits } from "../../src/core/text/editing/index.ts";
import { educationToHost, type educationToView } from "../../src/protocol/education.ts";
import { MessageHandler } from "../../src/protocol/messageHandler.ts";
import type { MakePreviewHost, PreviewHost } from "./previewHost.ts";

const facts = data as EducationData;

const written = `education: 1
criteria:
  closes-my-gaps:
    name: Closes my gaps
    weight: 40
  depth:
    name: Technical depth
    weight: 35
  fits-my-week:
    name: Fits my week
    weight: 25
programmes:
  certificate:
    name: Project leadership certificate
    kind: edu-grad-certificate
    provider: City University
    accreditation: gac
    delivery: both
    cost: 4200 EUR
    months: 6
    hours-a-week: 8
    contact-hours: 45
    final-project: yes
    technical: 3
    requires: a first degree
    start: 2027-03-01
    source: asked on 2027-01-20
    ratings:
      closes-my-gaps: 4
      depth: 3
      fits-my-week: 5
  master:
    name: Master of project management
    kind: edu-ms-project-management
    provider: Open Institute
    delivery: online
    cost: 14800 EUR
    months: 24
    hours-a-week: 12
    contact-hours: 135
    start: 2027-09-01
    ratings:
      closes-my-gaps: 3
      depth: 5
      fits-my-week: 3
  course:
    name: Exam preparation
    kind: edu-atp-course
    cost: 1900 EUR
    contact-hours: 35
    ratings:
      closes-my-gaps: 2
decision:
  programme: certificate
  reason: Closes the two widest gaps, and I can begin in March
  start: 2027-03-01
  budget: 4600 EUR
  stop: no marked work of mine by week 4
`;

/** The host of education with a file in memory: `empty`, `filled`, `damaged` or `old`. */
class EducationHost implements PreviewHost {
  readonly #messages: MessageHandler<typeof educationToHost, typeof educationToView>;
  readonly #wish: string;
  #text: string | undefined;

  constructor(wish: string, post: (message: unknown) => void) {
    this.#wish = wish;
    if (wish !== "empty") this.#text = wish === "damaged" ? "education: 1\nprogrammes:\n\ta: 1\n" : written;
    Object.assign(globalThis, { previewLog: [] as string[], previewText: () => this.#text });
    this.#messages = new MessageHandler<typeof educationToHost, typeof educationToView>(
      educationToHost,
      {
        log: ({ message }) => this.#log(message),
        ready: () => this.#send(),
        change: ({ change }) => {
          const text = this.#text ?? newEducationText(facts.criteria);
          const plan = educationEdit("education.yaml", text, change);
          if (plan.refusal !== undefined) throw new Error(plan.refusal);
          this.#text = applyEdits(text, plan.edits);
          this.#send();
        },
        openFile: ({ line }) => this.#log(`open ${line ?? ""}`),
        openSource: ({ id, source }) => this.#log(`source ${id} ${source}`),
        openHours: () => this.#log("hours"),
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
    const { comparison, problems, canEdit } = readEducation(this.#text ?? newEducationText(facts.criteria));
    this.#messages.send("state", {
      data: facts,
      comparison,
      file: {
        path: ".gantry-private/education.yaml",
        isThere: this.#text !== undefined,
        canEdit,
        problems: [...problems],
      },
      hours: {
        own: this.#wish === "empty" ? 0 : 20,
        asked: contactHoursAsked(certifications as CertificationData).map((asked) => ({ ...asked })),
      },
      noFolder: false,
      today: parseDate(this.#wish === "old" ? "2027-12-01" : "2027-01-31") ?? 0,
    });
  }
}

export const makeEducationHost: MakePreviewHost = (state, post) => new EducationHost(state, post);
