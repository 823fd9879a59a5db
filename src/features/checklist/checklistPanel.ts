import { type Disposable, l10n, ThemeIcon, Uri, type WebviewPanel, workspace } from "vscode";
import type { Checklist, ChecklistEdit, EditHistory, EditOutcome } from "../../core/checklist/index.ts";
import {
  applyTextChanges,
  connectPanel,
  DisposableStore,
  PartlyApplied,
  type TextChange,
  UserMessage,
} from "../../platform/index.ts";
import {
  type ChecklistState,
  type ChecklistToHost,
  type ChecklistToView,
  checklistCommands,
  checklistToHost,
  type EditAnswer,
  type FileState,
  type WireEdit,
} from "../../protocol/checklist.ts";
import { filePatch, fileState } from "../../protocol/checklistState.ts";
import { type Handlers, MessageHandler } from "../../protocol/messageHandler.ts";
import { type ChecklistDocument, type Project, type Services, settings, whoAmI } from "../../services/index.ts";
import { openAtLine, openLink } from "./openLink.ts";
import { pickPeople } from "./personPicker.ts";
import { type ChecklistSubject, fileStem, subjectKey } from "./subject.ts";

/** An edit may refer to one of this many last versions of a file: a view lags behind typing, never far. */
const versionsKept = 12;

/** What to show as soon as the view is there. */
export interface RevealWish {
  readonly uri: Uri;
  readonly item?: number;
  readonly edit?: boolean;
}

/** One checklist tab: sends what the files say, turns what the person does into edits of the files. */
export class ChecklistPanel implements Disposable {
  readonly subject: ChecklistSubject;
  readonly #panel: WebviewPanel;
  readonly #services: Services;
  readonly #run: (command: string) => unknown;
  readonly #history: EditHistory;
  readonly #core: typeof import("../../core/checklist/index.ts");
  readonly #messages: MessageHandler<ChecklistToHost, ChecklistToView>;
  readonly #disposables = new DisposableStore();
  /** What the view has, by file; empty while it is hidden. */
  readonly #sent = new Map<string, FileState>();
  /** Readings by file and version. */
  readonly #versions = new Map<string, Map<number, Checklist>>();
  #sentFrame = "";
  #isLive = false;
  #wish: RevealWish | undefined;
  #refreshing: Promise<void> | undefined;
  #refreshAgain = false;
  #lastEdit: Promise<unknown> = Promise.resolve();

  constructor(
    panel: WebviewPanel,
    subject: ChecklistSubject,
    services: Services,
    core: typeof import("../../core/checklist/index.ts"),
    run: (command: string) => unknown,
  ) {
    this.subject = subject;
    this.#panel = panel;
    this.#services = services;
    this.#core = core;
    this.#run = run;
    this.#history = new core.EditHistory();
    panel.iconPath = new ThemeIcon("checklist");
    this.#messages = new MessageHandler<ChecklistToHost, ChecklistToView>(
      checklistToHost,
      this.#handlers(),
      (message) => panel.webview.postMessage(message),
      (reason) => services.log.warn(`Checklist view: ${reason}`),
    );
    const { checklists, projects } = services;
    if (subject.kind === "file") this.#disposables.add(checklists.follow(subject.uri));
    this.#disposables.add(
      checklists.onDidChange((change) => {
        const isMine =
          change.kind === "file"
            ? this.#sent.has(change.uri.toString())
            : subject.kind === "project" && change.project.folder.toString() === subject.uri.toString();
        if (isMine) void this.#refresh();
      }),
    );
    this.#disposables.add(
      projects.onDidChange((change) => {
        if (change.kind === "projects" && subject.kind === "project") void this.#refresh();
      }),
    );
    this.#disposables.add(
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("gantry.me") && this.#isLive) this.#messages.send("me", settings.me);
      }),
    );
    this.#disposables.add(
      panel.onDidChangeViewState(() => {
        // A hidden view is taken down and asks for everything again when it is shown.
        if (!panel.visible) this.#isLive = false;
      }),
    );
    connectPanel(panel, services.extension.extensionUri, { name: "checklist", title: panel.title }, (message) =>
      this.#messages.receive(message),
    );
  }

  get isActive(): boolean {
    return this.#panel.active;
  }

  get onDidDispose(): WebviewPanel["onDidDispose"] {
    return this.#panel.onDidDispose;
  }

  dispose(): void {
    this.#disposables.dispose();
    this.#panel.dispose();
  }

  /** Brings the tab to the front. */
  show(): void {
    this.#panel.reveal(this.#panel.viewColumn);
  }

  /** Moves the focus of the view; at once or when it is ready. */
  async reveal(wish: RevealWish): Promise<void> {
    this.#wish = wish;
    if (!this.#isLive) return;
    await this.#refresh();
    this.#sendWish();
  }

  /** Takes back the last edit of this view, or makes it again; while the person types, their typing. */
  step(direction: "undo" | "redo"): void {
    this.#messages.send("step", direction);
  }

  #handlers(): Handlers<ChecklistToHost> {
    const reported =
      <Payload>(handle: (payload: Payload) => unknown) =>
      async (payload: Payload): Promise<unknown> => {
        try {
          return await handle(payload);
        } catch (error) {
          if (!(error instanceof UserMessage)) this.#services.log.error("Checklist view", error as Error);
          throw error;
        }
      };
    /** For messages that nobody waits for: what went wrong is shown in the view. */
    const told =
      <Payload>(handle: (payload: Payload) => unknown) =>
      async (payload: Payload): Promise<void> => {
        try {
          await reported(handle)(payload);
        } catch (error) {
          const text = error instanceof Error ? error.message : String(error);
          this.#messages.send("notice", { kind: "error", text });
        }
      };
    return {
      log: ({ level, message }) =>
        level === "error" ? this.#services.log.error(message) : this.#services.log.warn(message),
      ready: told(() => this.#start()),
      edit: reported(({ file, version, edit }) => this.#inOrder(() => this.#edit(file, version, edit))),
      assign: reported(({ file, version, item }) => this.#assign(file, version, item)),
      undo: told(() => this.#step("undo")),
      redo: told(() => this.#step("redo")),
      openFile: told(({ file, version, item, line }) => this.#openFile(file, version, item, line)),
      openLink: told(({ file, target }) => openLink(this.#uri(file), target)),
      askMe: told(async () => {
        const me = await whoAmI(this.#project(), { ask: true });
        this.#messages.send("me", settings.me || (me ?? ""));
      }),
      run: told(({ command }) => (checklistCommands.includes(command) ? this.#run(command) : undefined)),
    };
  }

  async #start(): Promise<void> {
    this.#isLive = true;
    this.#sentFrame = "";
    this.#sent.clear();
    await this.#services.projects.ready;
    await this.#refresh();
    this.#sendWish();
  }

  #sendWish(): void {
    const wish = this.#wish;
    if (wish === undefined || !this.#sent.has(wish.uri.toString())) return;
    this.#wish = undefined;
    const { item, edit } = wish;
    this.#messages.send("reveal", {
      file: wish.uri.toString(),
      ...(item === undefined ? {} : { item }),
      ...(edit === undefined ? {} : { edit }),
    });
  }

  /** The project that is shown, or that the shown file belongs to. */
  #project(): Project | undefined {
    const { projects } = this.#services;
    const { uri } = this.subject;
    return projects.all.find(({ folder }) => folder.toString() === uri.toString()) ?? projects.projectOf(uri);
  }

  /** Brings the view up to date; calls while that is under way are joined into one more round. */
  #refresh(): Promise<void> {
    this.#refreshAgain = true;
    this.#refreshing ??= this.#refreshUntilDone().finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  async #refreshUntilDone(): Promise<void> {
    while (this.#refreshAgain && this.#isLive) {
      this.#refreshAgain = false;
      await this.#send();
    }
  }

  async #send(): Promise<void> {
    const { checklists, projects } = this.#services;
    const { kind, uri } = this.subject;
    const project =
      kind === "project" ? projects.all.find((one) => one.folder.toString() === uri.toString()) : undefined;
    const documents =
      kind === "file" ? [await checklists.get(uri)] : project === undefined ? [] : await checklists.ofProject(project);
    if (!this.#isLive) return;
    const files = documents.map((document) => this.#state(document, project));
    for (const document of documents) this.#remember(document);
    const state: Omit<ChecklistState, "files"> = {
      kind,
      subject: subjectKey(this.subject),
      name: kind === "file" ? workspace.asRelativePath(uri) : (project?.header.name ?? fileStem(uri)),
      me: settings.me,
      ...(kind === "project" && project === undefined
        ? { unavailable: l10n.t("The project is not there any more: its gantry.yaml was deleted, moved or renamed.") }
        : {}),
    };
    this.#panel.title =
      kind === "file" ? l10n.t("Checklist: {0}", fileStem(uri)) : l10n.t("Checklist: {0}", state.name);
    const frame = JSON.stringify([state, files.map(({ file }) => file)]);
    if (frame === this.#sentFrame) {
      for (const file of files) this.#sendFile(file);
    } else {
      this.#sentFrame = frame;
      this.#sent.clear();
      this.#messages.send("state", { ...state, files: [...files] });
    }
    for (const file of files) this.#sent.set(file.file, file);
  }

  #sendFile(file: FileState): void {
    const before = this.#sent.get(file.file);
    const patch = before === undefined ? undefined : filePatch(before, file);
    if (patch === undefined) this.#messages.send("file", file);
    else if (before?.version !== file.version) this.#messages.send("patch", patch);
  }

  #state(document: ChecklistDocument, project: Project | undefined): FileState {
    const { uri, version, checklist, readOnly, unavailable } = document;
    const stem = fileStem(uri);
    const facts = {
      file: uri.toString(),
      path: workspace.asRelativePath(uri),
      fallbackTitle: stem.charAt(0).toUpperCase() + stem.slice(1).replaceAll("-", " "),
      version,
      current: project?.header.phase === stem,
      readOnly,
    };
    return fileState(facts, checklist, unavailable);
  }

  #remember({ uri, version, checklist }: ChecklistDocument): void {
    if (checklist === undefined) return;
    const key = uri.toString();
    const versions = this.#versions.get(key) ?? new Map<number, Checklist>();
    this.#versions.set(key, versions);
    versions.set(version, checklist);
    for (const old of versions.keys()) {
      if (versions.size <= versionsKept) break;
      versions.delete(old);
    }
  }

  /** The address of a file that the view was given; anything else a view may name is refused. */
  #uri(file: string): Uri {
    if (!this.#versions.has(file) && !this.#sent.has(file)) {
      throw new UserMessage(l10n.t("This file does not belong to the checklist."));
    }
    return Uri.parse(file, true);
  }

  /** A file as it reads now, and as it read when the person acted. */
  async #readings(file: string, version: number): Promise<{ uri: Uri; seen: Checklist; now: Checklist }> {
    const uri = this.#uri(file);
    const document = await this.#services.checklists.get(uri);
    if (document.checklist === undefined) throw new UserMessage(document.unavailable ?? l10n.t("The file is gone."));
    this.#remember(document);
    const seen = this.#versions.get(file)?.get(version);
    if (seen === undefined) throw this.#changedMeanwhile(uri);
    return { uri, seen, now: document.checklist };
  }

  #changedMeanwhile(uri: Uri): UserMessage {
    const path = workspace.asRelativePath(uri);
    return new UserMessage(l10n.t("{0} was changed meanwhile, and what you meant is not there any more.", path));
  }

  /** Edits are made one after the other, each on the text that the one before left. */
  #inOrder<T>(run: () => Promise<T>): Promise<T> {
    const result = this.#lastEdit.then(run, run);
    this.#lastEdit = result.catch(() => undefined);
    return result;
  }

  async #edit(file: string, version: number, edit: WireEdit | ChecklistEdit): Promise<EditAnswer> {
    const { uri, seen, now } = await this.#readings(file, version);
    if (edit.kind === "move" && "into" in edit && edit.into !== undefined && edit.into.file !== file) {
      return this.#moveBetween(uri, seen, now, edit.item, edit.into, edit.to);
    }
    const current = this.#core.reanchorEdit(seen, edit, now);
    if (current === undefined) throw this.#changedMeanwhile(uri);
    const outcome = accepted(this.#core.editChecklist(now, current));
    await this.#apply([{ uri, expected: now.text, edits: outcome.edits }]);
    return this.#answer(uri, outcome.item);
  }

  async #moveBetween(
    uri: Uri,
    seen: Checklist,
    now: Checklist,
    item: number,
    into: { readonly file: string; readonly version: number },
    to: Extract<WireEdit, { kind: "move" }>["to"],
  ): Promise<EditAnswer> {
    const target = await this.#readings(into.file, into.version);
    const place = this.#core.reanchorDestination(target.seen, to, target.now);
    const moved = this.#core.reanchor(seen, item, now);
    if (moved === undefined) throw this.#changedMeanwhile(uri);
    if (place === undefined) throw this.#changedMeanwhile(target.uri);
    const outcome = this.#core.moveBetween(now, moved, target.now, place);
    const from = accepted(outcome.from);
    const there = accepted(outcome.into);
    await this.#apply([
      { uri, expected: now.text, edits: from.edits },
      { uri: target.uri, expected: target.now.text, edits: there.edits },
    ]);
    return this.#answer(target.uri, there.item);
  }

  async #apply(changes: readonly TextChange[]): Promise<void> {
    const remember = (done: readonly TextChange[]): void =>
      this.#history.add(done.map(({ uri, expected, edits }) => ({ file: uri.toString(), before: expected, edits })));
    try {
      await this.#write(changes);
    } catch (error) {
      if (error instanceof PartlyApplied) remember(changes.filter(({ uri }) => error.hasChanged(uri)));
      throw error;
    }
    remember(changes);
  }

  async #write(changes: readonly TextChange[]): Promise<void> {
    for (const { uri } of changes) {
      if ((await this.#services.checklists.get(uri)).readOnly) {
        throw new UserMessage(l10n.t("{0} is read-only here. Nothing was written.", workspace.asRelativePath(uri)));
      }
    }
    try {
      await applyTextChanges(changes);
    } finally {
      // Where files are not watched, nothing else would tell.
      await Promise.all(changes.map(({ uri }) => this.#services.checklists.refresh(uri)));
    }
  }

  async #answer(uri: Uri, item: number | undefined): Promise<EditAnswer> {
    await this.#refresh();
    const { version } = await this.#services.checklists.get(uri);
    return { file: uri.toString(), version, ...(item === undefined ? {} : { item }) };
  }

  async #assign(file: string, version: number, item: number): Promise<EditAnswer> {
    const { uri, seen } = await this.#readings(file, version);
    const target = seen.items[item];
    if (target === undefined) throw this.#changedMeanwhile(uri);
    const known = [...this.#versions.values()].flatMap((versions) =>
      [...([...versions.values()].at(-1)?.items ?? [])].flatMap((other) => other.who),
    );
    const people = this.#services.projects.projectOf(uri)?.reading.project.people ?? [];
    const who = await pickPeople(this.#core.plainLine(target.text), target.who, [...new Set(known)].sort(), people);
    if (who === undefined) return { file, version, item };
    return this.#inOrder(() => this.#edit(file, version, { kind: "assign", item, who }));
  }

  #step(direction: "undo" | "redo"): Promise<void> {
    return this.#inOrder(async () => {
      const files = [...this.#versions.keys()];
      const texts = new Map<string, string>();
      for (const file of files) {
        const { checklist } = await this.#services.checklists.get(Uri.parse(file, true));
        if (checklist !== undefined) texts.set(file, checklist.text);
      }
      const outcome = this.#history[direction]((file) => texts.get(file));
      if ("missing" in outcome) {
        if (outcome.missing === "empty") {
          throw new UserMessage(
            direction === "undo"
              ? l10n.t("There is nothing to undo in this view.")
              : l10n.t("There is nothing to redo in this view."),
          );
        }
        throw new UserMessage(
          l10n.t("The file was changed since, so nothing was undone here. Undo it in the file's own editor."),
        );
      }
      const changes = outcome.steps.map(({ file, edits }) => {
        return { uri: Uri.parse(file, true), expected: texts.get(file) ?? "", edits };
      });
      try {
        await this.#write(changes);
      } catch (error) {
        // The text is what the step makes of it, only not saved.
        if (error instanceof PartlyApplied && changes.every(({ uri }) => error.hasChanged(uri))) outcome.settle();
        throw error;
      }
      outcome.settle();
      await this.#refresh();
    });
  }

  async #openFile(file: string, version: number, item: number | undefined, line: number | undefined): Promise<void> {
    const uri = this.#uri(file);
    const { checklist } = await this.#services.checklists.get(uri);
    const seen = this.#versions.get(file)?.get(version);
    const current =
      item === undefined || seen === undefined || checklist === undefined
        ? undefined
        : this.#core.reanchor(seen, item, checklist);
    const place = current === undefined ? undefined : checklist?.items[current]?.place.line;
    await openAtLine(uri, place ?? line ?? 0);
  }
}

function accepted(outcome: EditOutcome): Exclude<EditOutcome, { refused: string }> {
  if ("refused" in outcome) throw new UserMessage(outcome.refused);
  return outcome;
}
