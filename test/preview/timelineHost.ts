import { files } from "sample-project";
import { consequence } from "../../src/core/plan/consequence.ts";
import type { LogMoment } from "../../src/core/plan/planEdits.ts";
import { frozenSchedule } from "../../src/core/schedule/comparison.ts";
import { Explainer } from "../../src/core/schedule/explain.ts";
import { type Schedule, schedule } from "../../src/core/schedule/schedule.ts";
import { readingAfter } from "../../src/core/text/editing/readingAfter.ts";
import { readSlice, unite } from "../../src/core/text/reading/index.ts";
import { timelineSvg } from "../../src/core/timeline/export/index.ts";
import { packTimeline, type Timeline } from "../../src/core/timeline/index.ts";
import { loadTable } from "../../src/core/timeline/loadTable.ts";
import { ghostOf } from "../../src/core/timeline/makeGhost.ts";
import { makeTimeline } from "../../src/core/timeline/makeTimeline.ts";
import { subjectOf } from "../../src/features/timeline/editKeys.ts";
import { rescheduling } from "../../src/features/timeline/timelineEdit.ts";
import { MessageHandler } from "../../src/protocol/messageHandler.ts";
import type { TimelineToView } from "../../src/protocol/timeline.ts";
import { type TimelineEdit, type TimelineToHost, timelineToHost } from "../../src/protocol/timelineToHost.ts";
import { generatedTimeline } from "./generatedTimeline.ts";
import type { MakePreviewHost, PreviewHost } from "./previewHost.ts";

/** The sample's own day. */
const today = "2027-02-10";
const moment: LogMoment = { writer: "ana", at: "2027-02-10T10:00:00Z", today };
/** What the reader says of the file in the state `unreadable`, and of one that breaks while the view is open. */
const problem = { text: "A tab can't indent here. Use spaces.", file: "plan.yaml", line: 12 };

/** The timeline's host with the sample project in memory, or with as many generated rows as `state` says: `10000`. */
class TimelineHost implements PreviewHost {
  readonly #messages: MessageHandler<TimelineToHost, TimelineToView>;
  readonly #wish: string;
  #schedule: Schedule | undefined;
  #version = 1;
  #release: () => void = () => {};

  constructor(wish: string, post: (message: unknown) => void) {
    this.#wish = wish;
    Object.assign(globalThis, {
      previewLog: [] as string[],
      /** Somebody else gives a row another name, and takes another one out. */
      previewChange: (key: string, name: string, gone?: string) => this.#change(key, name, gone),
      /** Somebody else makes the files such that they read to nothing, for now. */
      previewBreak: () => this.#sendProblem(),
      /** Lets go the edits that a host waits with in the state `slow`. */
      previewRelease: () => this.#release(),
    });
    this.#messages = new MessageHandler<TimelineToHost, TimelineToView>(
      timelineToHost,
      {
        log: ({ message }) => this.#log(message),
        ready: () => {
          if (this.#wish === "unreadable") this.#sendProblem();
          else if (this.#generated > 0) this.#sendGenerated();
          else this.#send();
        },
        preview: ({ edit }) => {
          const current = this.#current();
          const outcome = rescheduling(current, edit, moment);
          if (outcome.kind === "plan") return consequence(current, outcome.plan, subjectOf(edit));
          const plan = outcome.alternatives[0]?.plan() ?? { edits: [], newFiles: [] };
          return { ...consequence(current, plan, subjectOf(edit)), asks: true };
        },
        edit: ({ version, edit }) => this.#edit(version, edit),
        undo: () => this.#step("undo"),
        redo: () => this.#step("redo"),
        selected: () => {},
        open: ({ key }) => this.#log(`open ${key}`),
        openFile: ({ file, line }) => this.#log(`open ${file}:${line}`),
        explain: ({ key }) => this.#explain(key),
        ways: () => [],
        paths: () => [],
        load: (wish) => ({ version: this.#version, ...loadTable(this.#current(), wish) }),
        drawing: () => timelineSvg(this.#timeline()),
        run: ({ command }) => this.#log(`run ${command}`),
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

  #send(other?: Timeline): void {
    const timeline = other ?? changed[this.#wish]?.(this.#timeline()) ?? this.#timeline();
    this.#messages.send("state", { ...this.#stateAround(), name: timeline.name, timeline: packTimeline(timeline) });
  }

  /** All of a state but its timeline. */
  #stateAround() {
    return {
      folder: `preview:${this.#wish}`,
      version: this.#version,
      finish: { text: "Fri 26 Mar", room: "3d before the deadline", isLate: false },
      readOnly: this.#wish === "read-only",
      problems: [],
    };
  }

  /** How many rows are to be generated; 0 where the sample is shown. */
  get #generated(): number {
    const count = Number(this.#wish);
    return Number.isInteger(count) && count > 0 ? count : 0;
  }

  #sendGenerated(): void {
    const host = new Worker("generatedHost.js");
    host.onmessage = (event) => {
      host.terminate();
      // What came is read when the view asks for it, as where a window is written to: reading is part of what the view does.
      window.dispatchEvent(Object.defineProperty(new Event("message"), "data", { get: () => event.data as unknown }));
    };
    host.postMessage({ count: this.#generated, state: this.#stateAround() });
  }

  #sendProblem(): void {
    this.#messages.send("state", {
      folder: `preview:${this.#wish}`,
      name: "Payments migration",
      version: this.#version,
      readOnly: false,
      problems: [problem],
    });
  }

  /** Refuses what was said of an older picture, as a host does where the row is another one since. */
  async #edit(version: number, edit: TimelineEdit): Promise<unknown> {
    this.#log(JSON.stringify(edit));
    if (version !== this.#version) throw new Error("It changed since.");
    const outcome = rescheduling(this.#current(), edit, moment);
    const plan =
      outcome.kind === "plan" ? outcome.plan : (outcome.alternatives[0]?.plan() ?? { edits: [], newFiles: [] });
    if (plan.refusal !== undefined) throw new Error(plan.refusal);
    if (this.#wish === "slow") {
      await new Promise<void>((resolve) => {
        this.#release = resolve;
      });
    }
    this.#schedule = schedule(readingAfter(this.#current().reading, plan), { today });
    this.#version++;
    this.#send();
    const key = ("addedKey" in outcome ? outcome.addedKey : undefined) ?? subjectOf(edit);
    return { summary: "Done.", ...(key !== undefined && { key }) };
  }

  #step(direction: string): unknown {
    this.#log(direction);
    return { summary: "Took it back." };
  }

  #change(key: string, name: string, gone: string | undefined): void {
    const timeline = this.#timeline();
    const { rows } = timeline;
    const names = rows.names.map((old, row) => (rows.keys[row] === key ? name : old));
    // Its row stays where it is, under a key that nobody knows.
    const keys = rows.keys.map((old) => (old === gone ? "another" : old));
    this.#version++;
    this.#send({ ...timeline, rows: { ...rows, names, keys } });
  }

  #timeline(): Timeline {
    if (this.#generated > 0) return generatedTimeline(this.#generated);
    const current = this.#current();
    const baseline = current.reading.project.baselines.at(-1);
    const ghost = baseline === undefined ? undefined : ghostOf(current, frozenSchedule(baseline), "baseline of 22 Jan");
    // In the state `pinned` the sample states its day as its status date, and it is looked at later.
    return {
      ...makeTimeline(current, ghost, this.#wish === "pinned" ? "2027-03-01" : undefined),
      isStatusDate: this.#wish === "pinned",
    };
  }

  /** The dates of the files as they are now: edits change them in memory. */
  #current(): Schedule {
    if (this.#schedule === undefined) {
      const all = Object.entries(files);
      const slices = this.#wish === "empty" ? all.filter(([path]) => path === "gantry.yaml") : all;
      const reading = unite(
        slices.filter(([, text]) => text.startsWith("gantry: 1")).map(([path, text]) => readSlice(path, text)),
        "Payments migration",
      );
      this.#schedule = schedule(reading, { today });
    }
    return this.#schedule;
  }

  #explain(key: string): unknown {
    const work = this.#current().find(key);
    if (work === undefined) return { title: key, sentences: [], chain: [] };
    const { start, finish, slack, chain } = new Explainer(this.#current()).explain(work.row);
    return {
      title: work.record.name,
      sentences: [start.text, finish.text, slack.text],
      chain: chain.slice(1).map((step) => ({ key: step.work.record.id, name: step.work.record.name })),
    };
  }
}

/** Pictures that are not as a schedule would have them. */
const changed: Readonly<Record<string, (timeline: Timeline) => Timeline>> = {
  hostile: (timeline) => ({
    ...timeline,
    rows: {
      ...timeline.rows,
      names: timeline.rows.names.map((name, row) =>
        row === 1
          ? `<img src=x onerror="document.title='broken'">`
          : row === 2
            ? `"><script>document.title=1</script>`
            : name,
      ),
    },
  }),
  "broken-load": (timeline) => ({ ...timeline, load: [null as unknown as Timeline["load"][number]] }),
};

export const makeTimelineHost: MakePreviewHost = (state, post) => new TimelineHost(state, post);
