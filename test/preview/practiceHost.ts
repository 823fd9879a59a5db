import { data as education } from "education-data";
import { data as figures } from "figures-data";
import definition from "../../media/practice/foundations/def-technical-project-management.md" with { type: "text" };
import kanban from "../../media/practice/methods/method-kanban.md" with { type: "text" };
import financial from "../../media/practice/responsibilities/resp-financial-management.md" with { type: "text" };
import analytical from "../../media/practice/skills/skill-analytical.md" with { type: "text" };
import communication from "../../media/practice/skills/skill-communication.md" with { type: "text" };
import interpersonal from "../../media/practice/skills/skill-interpersonal.md" with { type: "text" };
import leadership from "../../media/practice/skills/skill-leadership.md" with { type: "text" };
import mentoring from "../../media/practice/skills/skill-mentoring.md" with { type: "text" };
import organizational from "../../media/practice/skills/skill-organizational.md" with { type: "text" };
import technical from "../../media/practice/skills/skill-technical.md" with { type: "text" };
import timeManagement from "../../media/practice/skills/skill-time-management.md" with { type: "text" };
import understand from "../../media/practice/steps/step-1-understand.md" with { type: "text" };
import educate from "../../media/practice/steps/step-3-education.md" with { type: "text" };
import linux from "../../media/practice/tools/tool-linux.md" with { type: "text" };
import { compilePractice } from "../../src/core/practice/compilePractice.ts";
import { type FiguresData, pageTexts } from "../../src/core/practice/data/index.ts";
import { doneWhen } from "../../src/core/practice/doneWhen.ts";
import type { EducationData } from "../../src/core/practice/education/index.ts";
import { noProgress, PracticeIndex, type PracticeProgress, withTick } from "../../src/core/practice/index.ts";
import { MessageHandler } from "../../src/protocol/messageHandler.ts";
import { practiceToHost, type practiceToView } from "../../src/protocol/practice.ts";
import { pageViewOf, ticksOf } from "../../src/protocol/practiceState.ts";
import type { MakePreviewHost, PreviewHost } from "./previewHost.ts";

const pages = {
  steps: [understand, educate],
  responsibilities: [financial],
  skills: [technical, leadership, organizational, communication, timeManagement, analytical, mentoring, interpersonal],
  methods: [kanban],
  tools: [linux],
  foundations: [definition],
};

/** Some of the pages that ship; links to the others lead to the message that a page is missing. */
function samplePages(): PracticeIndex {
  const files = Object.entries(pages).flatMap(([group, own]) =>
    own.map((text) => ({ path: `${group}/${/^id: (.+)$/m.exec(text)?.[1]}.md`, text })),
  );
  const texts = pageTexts({ education: education as EducationData, figures: figures as FiguresData });
  return new PracticeIndex(compilePractice(files, texts).practice);
}

/** What stands in the files around. */
const files = { projects: [{ name: "Harbour move", errors: 0 }], gapPlan: { actions: 3, dated: 1 } };

const tickedAt = "2027-02-08T10:00:00.000Z";

/** The practice's host with its progress in memory; what the view asked for stands in `globalThis.previewLog`. */
class PracticeHost implements PreviewHost {
  readonly #index = samplePages();
  readonly #messages: MessageHandler<typeof practiceToHost, typeof practiceToView>;
  #progress: PracticeProgress = noProgress;

  /** @param state the id of a page, or `done`, `untouched`, `none` (no page chosen), `damaged` (no pages to be had). */
  constructor(state: string, post: (message: unknown) => void) {
    const log: string[] = [];
    Object.assign(globalThis, { previewLog: log });
    const open = { id: /^[a-z]+-/.test(state) ? state : "skill-time-management" };
    const ticked = { done: Number.POSITIVE_INFINITY, untouched: 0 }[state] ?? 3;
    for (const item of this.#index.page(open.id)?.checklist.slice(0, ticked) ?? []) {
      this.#progress = withTick(this.#progress, item.id, tickedAt);
    }
    this.#messages = new MessageHandler<typeof practiceToHost, typeof practiceToView>(
      practiceToHost,
      {
        log: ({ message }) => log.push(message),
        ready: () => (state === "none" ? {} : { open }),
        page: ({ id }) => {
          const page = this.#index.page(id);
          if (state === "damaged") throw new Error("The practice pages could not be read.");
          if (page === undefined) throw new Error(`There is no practice page “${id}” in this version of Gantry.`);
          return pageViewOf(this.#index, page, this.#progress, doneWhen(page.id, files));
        },
        showing: ({ id }) => log.push(`showing ${id}`),
        tick: ({ item, done }) => this.#tick(item, done),
        runCommand: ({ command, argument }) => log.push(`run ${command} ${argument ?? ""}`.trim()),
        openAddress: ({ address }) => log.push(`open ${address}`),
        find: () => log.push("find"),
        reveal: ({ id }) => log.push(`reveal ${id ?? ""}`.trim()),
      },
      post,
      (reason) => log.push(reason),
    );
  }

  receive(message: unknown): void {
    void this.#messages.receive(message);
  }

  #tick(item: string, done: boolean): void {
    const page = this.#index.pageOfItem(item);
    if (page === undefined) throw new Error(`There is no checklist item “${item}”.`);
    this.#progress = withTick(this.#progress, item, done ? tickedAt : undefined);
    this.#messages.send("ticks", { id: page.id, ticks: ticksOf(page, this.#progress) });
  }
}

export const makePracticeHost: MakePreviewHost = (state, post) => new PracticeHost(state, post);
