import {
  applyTextEdits,
  type Checklist,
  type ChecklistEdit,
  EditHistory,
  type EditOutcome,
  editChecklist,
  moveBetween,
  readChecklist,
  reanchor,
  reanchorDestination,
  reanchorEdit,
} from "../../src/core/checklist/index.ts";
import {
  type ChecklistToHost,
  type ChecklistToView,
  checklistToHost,
  type FileState,
  type WireEdit,
} from "../../src/protocol/checklist.ts";
import { filePatch, fileState } from "../../src/protocol/checklistState.ts";
import { MessageHandler } from "../../src/protocol/messageHandler.ts";
import { type ChecklistSample, checklistSamples } from "./checklistSamples.ts";
import type { MakePreviewHost, PreviewHost } from "./previewHost.ts";

interface PreviewFile {
  readonly path: string;
  readonly versions: Checklist[];
}

/** The checklist's host with its files in memory; tests read and write them as `globalThis.previewFiles`. */
class ChecklistHost implements PreviewHost {
  readonly #sample: ChecklistSample;
  readonly #messages: MessageHandler<ChecklistToHost, ChecklistToView>;
  readonly #files = new Map<string, PreviewFile>();
  readonly #history = new EditHistory();
  #me = "ana";

  constructor(sample: ChecklistSample, post: (message: unknown) => void) {
    this.#sample = sample;
    for (const [path, text] of Object.entries(sample.files)) {
      this.#files.set(`file:///${path}`, { path, versions: [readChecklist(text)] });
    }
    this.#messages = new MessageHandler<ChecklistToHost, ChecklistToView>(
      checklistToHost,
      {
        log: ({ message }) => this.#log(message),
        ready: () => this.#sendAll(),
        edit: ({ file, version, edit }) => this.#edit(file, version, edit),
        assign: ({ file, version, item }) => this.#edit(file, version, { kind: "assign", item, who: ["chen"] }),
        undo: () => this.#step("undo"),
        redo: () => this.#step("redo"),
        openFile: ({ file, item, line }) => this.#log(`open ${file} ${item ?? ""} ${line ?? ""}`),
        openLink: ({ target }) => this.#log(`link ${target}`),
        askMe: () => {
          this.#me = "ana";
          this.#messages.send("me", this.#me);
        },
        run: ({ command }) => this.#log(`run ${command}`),
      },
      post,
      (reason) => this.#log(reason),
    );
    Object.assign(globalThis, {
      previewFiles: {
        read: (path: string) => this.#files.get(`file:///${path}`)?.versions.at(-1)?.text,
        write: (path: string, text: string) => this.#write(`file:///${path}`, text),
      },
      previewLog: [] as string[],
    });
  }

  receive(message: unknown): void {
    void this.#messages.receive(message);
  }

  #log(line: string): void {
    (Reflect.get(globalThis, "previewLog") as string[]).push(line);
  }

  #state(file: string, { path, versions }: PreviewFile): FileState {
    const stem = path.replace(/^.*\/|\.md$/g, "");
    const facts = {
      file,
      path,
      fallbackTitle: stem,
      version: versions.length,
      current: stem === "executing",
      readOnly: this.#sample.readOnly === true,
    };
    if (this.#sample.gone === true) {
      return fileState(facts, undefined, `${path} is not there any more: it was deleted, moved or renamed.`);
    }
    return fileState(facts, versions.at(-1));
  }

  #sendAll(): void {
    const { kind } = this.#sample;
    const files = [...this.#files].map(([file, entry]) => this.#state(file, entry));
    const name = kind === "project" ? "Payments migration" : (files[0]?.path ?? "");
    this.#messages.send("state", { kind, subject: `${kind} preview`, name, me: this.#me, files });
  }

  #write(file: string, text: string): void {
    const entry = this.#files.get(file);
    if (entry === undefined) return;
    const before = this.#state(file, entry);
    entry.versions.push(readChecklist(text));
    const after = this.#state(file, entry);
    const patch = filePatch(before, after);
    if (patch === undefined) this.#messages.send("file", after);
    else this.#messages.send("patch", patch);
  }

  #readings(file: string, version: number): { readonly seen: Checklist; readonly now: Checklist } {
    const versions = this.#files.get(file)?.versions ?? [];
    const seen = versions[version - 1];
    const now = versions.at(-1);
    if (seen === undefined || now === undefined) throw new Error("The file was changed meanwhile.");
    return { seen, now };
  }

  #edit(file: string, version: number, edit: WireEdit | ChecklistEdit): unknown {
    const { seen, now } = this.#readings(file, version);
    if (edit.kind === "move" && "into" in edit && edit.into !== undefined) {
      const into = this.#readings(edit.into.file, edit.into.version);
      const item = reanchor(seen, edit.item, now);
      const to = reanchorDestination(into.seen, edit.to, into.now);
      if (item === undefined || to === undefined) throw new Error("The file was changed meanwhile.");
      const outcome = moveBetween(now, item, into.now, to);
      this.#apply([
        [file, now, accepted(outcome.from)],
        [edit.into.file, into.now, accepted(outcome.into)],
      ]);
      return this.#answer(edit.into.file, accepted(outcome.into).item);
    }
    const current = reanchorEdit(seen, edit, now);
    if (current === undefined) throw new Error("The file was changed meanwhile.");
    const outcome = accepted(editChecklist(now, current));
    this.#apply([[file, now, outcome]]);
    return this.#answer(file, outcome.item);
  }

  #apply(changes: readonly (readonly [string, Checklist, Accepted])[]): void {
    for (const [file, { text }, { edits }] of changes) this.#write(file, applyTextEdits(text, edits));
    this.#history.add(changes.map(([file, { text }, { edits }]) => ({ file, before: text, edits })));
  }

  #answer(file: string, item: number | undefined): unknown {
    const version = this.#files.get(file)?.versions.length ?? 0;
    return { file, version, ...(item === undefined ? {} : { item }) };
  }

  #step(direction: "undo" | "redo"): void {
    const textOf = (file: string): string | undefined => this.#files.get(file)?.versions.at(-1)?.text;
    const outcome = this.#history[direction](textOf);
    if ("missing" in outcome) {
      this.#messages.send("notice", { kind: "error", text: `Nothing to ${direction}: ${outcome.missing}.` });
      return;
    }
    for (const { file, edits } of outcome.steps) this.#write(file, applyTextEdits(textOf(file) ?? "", edits));
    outcome.settle();
  }
}

type Accepted = Exclude<EditOutcome, { refused: string }>;

function accepted(outcome: EditOutcome): Accepted {
  if ("refused" in outcome) throw new Error(outcome.refused);
  return outcome;
}

export const makeChecklistHost: MakePreviewHost = (state, post) =>
  new ChecklistHost(checklistSamples[state] ?? (checklistSamples.project as ChecklistSample), post);
