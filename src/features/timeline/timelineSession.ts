import { type Disposable, l10n, type TextEditor, TextEditorSelectionChangeKind, Uri, window, workspace } from "vscode";
import { instantOf } from "../../core/model/today.ts";
import type { LogMoment } from "../../core/plan/planEdits.ts";
import { outlineOf, type WorkKey } from "../../core/plan/planOutline.ts";
import type { Alternative, Rescheduling } from "../../core/plan/reschedule.ts";
import type { Schedule } from "../../core/schedule/schedule.ts";
import type { EditPlan } from "../../core/text/editing/edit.ts";
import type { RecordPlace } from "../../core/text/reading/index.ts";
import type { TimelineGhost } from "../../core/timeline/index.ts";
import { loadTable } from "../../core/timeline/loadTable.ts";
import { DisposableStore, UserMessage } from "../../platform/index.ts";
import { type Handlers, MessageHandler } from "../../protocol/messageHandler.ts";
import type {
  SentTimelineState,
  TimelineAnswer,
  TimelineCommand,
  TimelineConsequence,
  TimelineToView,
} from "../../protocol/timeline.ts";
import {
  type TimelineEdit,
  type TimelineToHost,
  timelineCommands,
  timelineToHost,
} from "../../protocol/timelineToHost.ts";
import { type Project, type Services, whoAmI } from "../../services/index.ts";
import { SavedSchedules } from "../../services/savedSchedules.ts";
import type { ComparedWith } from "./comparedWith.ts";
import { isLogged, keysOf, subjectOf } from "./editKeys.ts";
import { keyAt, openLine, openRecord, revealInVisible } from "./recordLines.ts";
import { isReadOnly, stateOf } from "./timelineState.ts";
import type { ViewHistory } from "./viewHistory.ts";

/** An edit may refer to one of this many last pictures: a view lags behind typing, never far. */
const versionsKept = 12;

/** So many cursors that were set and never told are remembered. */
const mostEchoes = 50;

/** What edits need; it comes with the first one. */
type Editing = typeof import("./editing.ts");

/** What a session asks a person; tests answer in their place. */
export interface SessionQuestions {
  choose(
    schedule: Schedule,
    alternatives: readonly Alternative[],
    key: WorkKey | undefined,
  ): Promise<Alternative | undefined>;
  whoAmI(project: Project, options: { readonly ask: boolean }): Promise<string | undefined>;
}

export interface SessionOptions {
  /** The project's folder. */
  readonly folder: Uri;
  readonly services: Pick<Services, "projects" | "log">;
  /** Carries a message to the view. */
  readonly post: (message: unknown) => unknown;
  readonly run: (command: string) => unknown;
  readonly questions?: Partial<SessionQuestions>;
  /** The dates of a project at a revision; Git is asked unless given. */
  readonly scheduleAt?: (project: Project, hash: string) => Promise<Schedule>;
}

/** A cursor that this side has set: the editor tells of it as of any other. */
interface Echo {
  readonly uri: string;
  readonly line: number;
}

/**
 * What a timeline's view and the project's files say to each other, whatever carries the messages: pictures go to the view with every
 * change, and what a person does in it becomes edits of the files.
 */
export class TimelineSession implements Disposable {
  readonly folder: Uri;
  readonly #services: SessionOptions["services"];
  readonly #run: SessionOptions["run"];
  readonly #questions: SessionQuestions;
  readonly #messages: MessageHandler<TimelineToHost, TimelineToView>;
  readonly #disposables = new DisposableStore();
  #loading: Promise<{ readonly core: Editing; readonly history: ViewHistory }> | undefined;
  readonly #saved: SavedSchedules;
  readonly #scheduleAt: NonNullable<SessionOptions["scheduleAt"]>;
  /** Pictures that the view may still speak of. */
  readonly #versions = new Map<number, Schedule>();
  #version = 0;
  #isLive = false;
  #compared: ComparedWith | undefined;
  /** Whether a person, or a view that came back, said what the dates are compared with. */
  #isComparedKnown = false;
  /** A revision that a view has kept and whose dates are being made. */
  #awaited: string | undefined;
  /** What the view has. */
  #sent: { readonly schedule: Schedule; readonly compared: ComparedWith | undefined } | undefined;
  #selected: WorkKey | undefined;
  /** Cursors that were set here and are not told yet, in their order. */
  #echoes: readonly Echo[] = [];
  #previews = 0;
  #waysAsked = 0;
  #refreshing: Promise<void> | undefined;
  #refreshAgain = false;
  #lastEdit: Promise<unknown> = Promise.resolve();
  /** The name to show while the project is not there. */
  #name: string;

  constructor({ folder, services, post, run, questions, scheduleAt }: SessionOptions) {
    this.folder = folder;
    this.#services = services;
    this.#run = run;
    this.#questions = {
      choose: async (...asked) => (await this.#editing()).core.chooseAlternative(...asked),
      whoAmI,
      ...questions,
    };
    this.#scheduleAt = scheduleAt ?? (async (...asked) => (await import("./gitRevisions.ts")).scheduleAt(...asked));
    this.#saved = this.#disposables.add(new SavedSchedules(services.projects));
    this.#name = folder.path.split("/").filter(Boolean).at(-1) ?? "";
    this.#messages = new MessageHandler<TimelineToHost, TimelineToView>(
      timelineToHost,
      this.#handlers(),
      post,
      (reason) => services.log.warn(`Timeline view: ${reason}`),
    );
    this.#disposables.add(
      services.projects.onDidChange((change) => {
        const isMine = change.kind === "projects" || ("project" in change && this.#isMine(change.project));
        if (isMine && change.kind !== "file") void this.#refresh();
      }),
    );
    const refreshSaved = (uri: Uri): void => {
      const project = services.projects.sliceAt(uri)?.project;
      if (this.#compared?.kind === "saved" && project !== undefined && this.#isMine(project)) void this.#refresh();
    };
    // The saved text is another one then, and only that.
    this.#disposables.add(workspace.onDidSaveTextDocument(({ uri }) => refreshSaved(uri)));
    this.#disposables.add(
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        // That a text counts as unsaved is told apart from its change, and may come behind it.
        if (contentChanges.length === 0) refreshSaved(document.uri);
      }),
    );
    this.#disposables.add(
      window.onDidChangeTextEditorSelection(({ textEditor, kind }) => {
        if (!this.#isEcho(textEditor, kind)) this.#follow(textEditor);
      }),
    );
    this.#disposables.add(window.onDidChangeActiveTextEditor((editor) => editor && this.#follow(editor)));
  }

  dispose(): void {
    this.#isLive = false;
    this.#disposables.dispose();
  }

  /** Takes in what the view says. */
  receive(message: unknown): Promise<void> {
    return this.#messages.receive(message);
  }

  /** A hidden view is taken down; it asks for everything again when it is shown. */
  hide(): void {
    this.#isLive = false;
  }

  /** What the project is called; the folder while it is not there. */
  get name(): string {
    return this.#project()?.header.name ?? this.#name;
  }

  get project(): Project | undefined {
    return this.#project();
  }

  /** Takes back the last edit of this view, or makes it again; while the person types, their typing. */
  step(direction: "undo" | "redo"): void {
    this.#messages.send("step", direction);
  }

  /** Passes a command on to the view: it knows what is in sight. */
  command(name: TimelineCommand): void {
    this.#messages.send("command", name);
  }

  /** Draws other dates beside those of now; none when nothing is given. */
  async compareWith(compared: ComparedWith | undefined): Promise<void> {
    this.#compared = compared;
    this.#isComparedKnown = true;
    this.#awaited = undefined;
    const project = this.#project();
    await this.#refresh();
    if (compared?.kind !== "saved" || project === undefined) return;
    if ((await this.#saved.of(project)) === undefined) {
      this.#notice("info", l10n.t("Nothing is unsaved now; what you change without saving will show."));
    }
  }

  /** The dates that are drawn beside those of now. */
  async ghost(): Promise<TimelineGhost | undefined> {
    const project = this.#project();
    const compared = this.#compared;
    return project && compared && (await import("./comparedWith.ts")).ghostFor(project, compared, this.#saved);
  }

  #isMine({ folder }: Project): boolean {
    return folder.toString() === this.folder.toString();
  }

  #project(): Project | undefined {
    return this.#services.projects.all.find((project) => this.#isMine(project));
  }

  /** @throws UserMessage where the project is gone */
  #present(): Project {
    const project = this.#project();
    if (project === undefined) throw new UserMessage(goneText());
    return project;
  }

  #handlers(): Handlers<TimelineToHost> {
    const reported =
      <Payload>(handle: (payload: Payload) => unknown) =>
      async (payload: Payload): Promise<unknown> => {
        try {
          return await handle(payload);
        } catch (error) {
          if (!(error instanceof UserMessage)) this.#services.log.error("Timeline view", error as Error);
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
          this.#notice("error", error instanceof Error ? error.message : String(error));
        }
      };
    return {
      log: ({ level, message }) =>
        level === "error" ? this.#services.log.error(message) : this.#services.log.warn(message),
      ready: told(({ compared }) => this.#start(compared)),
      preview: reported(({ version, edit }) => this.#preview(version, edit)),
      edit: reported(({ version, edit }) => this.#inOrder(() => this.#edit(version, edit))),
      undo: reported(() => this.#inOrder(() => this.#step("undo"))),
      redo: reported(() => this.#inOrder(() => this.#step("redo"))),
      selected: told(({ key }) => this.#select(key)),
      open: told(async ({ key }) => {
        const place = this.#place(key);
        await openRecord(Uri.joinPath(this.folder, place.slice.path), place);
      }),
      openFile: told(({ file, line }) => this.#openFile(file, line)),
      explain: reported(async ({ key }) => {
        const { explanationOf } = await import("./explanations.ts");
        return explanationOf(this.#present().schedule, key);
      }),
      ways: reported(async ({ key }) => {
        this.#waysAsked += 1;
        const turn = this.#waysAsked;
        const { waysOf } = await import("./explanations.ts");
        return waysOf(this.#present().schedule, key, () => turn === this.#waysAsked);
      }),
      paths: reported(async ({ to }) => {
        const { pathsOf } = await import("./explanations.ts");
        return pathsOf(this.#present().schedule, to);
      }),
      load: reported((wish) => {
        const { schedule } = this.#present();
        return { version: this.#versionOf(schedule), ...loadTable(schedule, wish) };
      }),
      drawing: reported(async () => {
        const [{ drawing }, ghost] = await Promise.all([import("./drawing.ts"), this.ghost()]);
        return drawing(this.#present().schedule, ghost);
      }),
      run: told(({ command }) => this.#runCommand(command)),
    };
  }

  #editing(): Promise<{ readonly core: Editing; readonly history: ViewHistory }> {
    this.#loading ??= import("./editing.ts").then((core) => ({ core, history: new core.ViewHistory() }));
    return this.#loading;
  }

  #notice(kind: "info" | "error", text: string): void {
    this.#messages.send("notice", { kind, text });
  }

  async #start(kept: string | undefined): Promise<void> {
    this.#isLive = true;
    this.#sent = undefined;
    await this.#services.projects.ready;
    this.#restore(kept);
    await this.#refresh();
    // The view begins where the cursor is.
    this.#selected = undefined;
    if (window.activeTextEditor !== undefined) this.#follow(window.activeTextEditor);
  }

  /** Compares with what a view has kept over a reload, unless that is known here; what is not there any more is left out. */
  #restore(kept: string | undefined): void {
    const project = this.#project();
    if (kept === undefined || project === undefined || this.#isComparedKnown) return;
    this.#isComparedKnown = true;
    const [kind, name = ""] = kept.split(/:(.*)/s);
    if (kept === "saved") this.#compared = { kind: "saved" };
    else if (kind === "baseline" && project.reading.project.baselines.some(({ id }) => id === name)) {
      this.#compared = { kind: "baseline", id: name };
    } else if (kind === "revision" && /^[0-9a-f]{7,64}$/.test(name)) {
      this.#awaited = kept;
      void this.#restoreRevision(project, name, kept);
    }
  }

  /** The picture does not wait for it: Git may take its time, above all when a window has just come up. */
  async #restoreRevision(project: Project, hash: string, kept: string): Promise<void> {
    try {
      const [{ revisionWith }, schedule] = await Promise.all([
        import("./comparedWith.ts"),
        this.#scheduleAt(project, hash),
      ]);
      if (this.#awaited === kept) await this.compareWith(revisionWith(hash, schedule));
    } catch (error) {
      this.#services.log.warn(`The timeline is not compared with ${hash} again: ${String(error)}`);
    }
  }

  /** What the dates are compared with, for the view to keep. */
  #kept(): string | undefined {
    const compared = this.#compared;
    switch (compared?.kind) {
      case "saved":
        return "saved";
      case "baseline":
        return `baseline:${compared.id}`;
      case "schedule":
        return compared.hash === undefined ? undefined : `revision:${compared.hash}`;
      case undefined:
        return this.#awaited;
    }
  }

  /** Brings the view up to date; calls while that is under way are joined into one more round. */
  #refresh(): Promise<void> {
    this.#refreshAgain = true;
    this.#refreshing ??= this.#refreshUntilDone();
    return this.#refreshing;
  }

  async #refreshUntilDone(): Promise<void> {
    // It ends behind the call that began it, so that what it says in the end is not overwritten there.
    await Promise.resolve();
    while (this.#refreshAgain && this.#isLive) {
      this.#refreshAgain = false;
      try {
        await this.#send();
      } catch (error) {
        this.#services.log.error("The timeline could not be drawn", error as Error);
        this.#notice("error", error instanceof Error ? error.message : String(error));
      }
    }
    // At once, so that a call that comes next begins anew.
    this.#refreshing = undefined;
  }

  async #send(): Promise<void> {
    const project = this.#project();
    if (project === undefined) {
      this.#sent = undefined;
      this.#messages.send("state", this.#unavailable());
      return;
    }
    const { schedule } = project;
    const compared = this.#compared;
    // An edit is told twice: by who makes it, and by the files that change.
    const isKnown = this.#sent?.schedule === schedule && this.#sent.compared === compared;
    if (isKnown && compared?.kind !== "saved") return;
    const ghost = compared && (await (await import("./comparedWith.ts")).ghostFor(project, compared, this.#saved));
    if (!this.#isLive) return;
    // Meanwhile there may be newer dates: those are sent in the next round.
    if (project.schedule !== schedule) {
      this.#refreshAgain = true;
      return;
    }
    this.#name = project.header.name;
    this.#sent = { schedule, compared };
    this.#messages.send("state", stateOf(project, this.#versionOf(schedule), ghost, this.#kept()));
  }

  #unavailable(): SentTimelineState {
    return {
      folder: this.folder.toString(),
      name: this.#name,
      version: this.#version,
      readOnly: true,
      problems: [],
      unavailable: goneText(),
    };
  }

  /** The number of a picture; a new one for other dates. */
  #versionOf(schedule: Schedule): number {
    if (this.#versions.get(this.#version) !== schedule) {
      this.#version += 1;
      this.#versions.set(this.#version, schedule);
      for (const old of this.#versions.keys()) {
        if (this.#versions.size <= versionsKept) break;
        this.#versions.delete(old);
      }
    }
    return this.#version;
  }

  /** Edits are made one after the other, each on the text that the one before left. */
  #inOrder<T>(run: () => Promise<T>): Promise<T> {
    const result = this.#lastEdit.then(run, run);
    this.#lastEdit = result.catch(() => undefined);
    return result;
  }

  /** Whether an edit still means what the person saw: its rows are there, and their text is the same. */
  #isStale(version: number, edit: TimelineEdit, now: Schedule): boolean {
    const seen = this.#versions.get(version);
    if (seen === undefined) return true;
    if (seen === now) return false;
    return keysOf(edit).some((key) => {
      const before = outlineOf(seen.reading).place(key);
      const after = outlineOf(now.reading).place(key);
      return before === undefined || after === undefined || textOf(before) !== textOf(after);
    });
  }

  async #preview(version: number, edit: TimelineEdit): Promise<TimelineConsequence> {
    this.#previews += 1;
    const turn = this.#previews;
    const { core } = await this.#editing();
    // What came in meanwhile is heard first: while something is dragged only the last question counts.
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (turn !== this.#previews) return { summary: "", moves: [], broken: [], overtaken: true };
    const project = this.#present();
    const { schedule } = project;
    if (this.#isStale(version, edit, schedule)) return refusedBy(staleText());
    if (isReadOnly(project)) return refusedBy(readOnlyText());
    const writer = isLogged(edit) ? ((await this.#questions.whoAmI(project, { ask: false })) ?? "me") : undefined;
    const outcome = core.rescheduling(schedule, edit, writer === undefined ? undefined : momentFor(project, writer));
    const key = subjectOf(edit);
    if (outcome.kind === "plan") return core.consequence(schedule, outcome.plan, key);
    const [likeliest] = outcome.alternatives;
    const said = likeliest === undefined ? refusedBy("") : core.consequence(schedule, likeliest.plan(), key);
    return { ...said, asks: true };
  }

  async #edit(version: number, edit: TimelineEdit): Promise<TimelineAnswer> {
    const { core, history } = await this.#editing();
    const project = this.#present();
    if (isReadOnly(project)) throw new UserMessage(readOnlyText());
    const { schedule } = project;
    if (this.#isStale(version, edit, schedule)) {
      await this.#refresh();
      throw new UserMessage(staleText());
    }
    const key = subjectOf(edit);
    let moment: LogMoment | undefined;
    if (isLogged(edit)) {
      const writer = await this.#questions.whoAmI(project, { ask: true });
      if (writer === undefined) return cancelled(key);
      moment = momentFor(project, writer);
    }
    const outcome = core.rescheduling(schedule, edit, moment);
    const plan = await this.#chosen(schedule, outcome, key);
    if (plan === undefined) return cancelled(key);
    if (plan.refusal !== undefined) throw new UserMessage(plan.refusal);
    if (plan.edits.length + plan.newFiles.length === 0) {
      return { ...(key !== undefined && { key }), summary: l10n.t("Nothing had to be written.") };
    }
    const added = "addedKey" in outcome ? outcome.addedKey : undefined;
    const now = added ?? key;
    await history.apply(project, schedule.reading, plan, { key: now, words: core.editWords(edit, schedule.reading) });
    await this.#refresh();
    return {
      ...(now !== undefined && { key: now }),
      summary: core.compareDates(schedule, project.schedule).summary,
    };
  }

  async #chosen(schedule: Schedule, outcome: Rescheduling, key: WorkKey | undefined): Promise<EditPlan | undefined> {
    if (outcome.kind === "plan") return outcome.plan;
    const chosen = await this.#questions.choose(schedule, outcome.alternatives, key);
    return chosen?.plan();
  }

  async #step(direction: "undo" | "redo"): Promise<TimelineAnswer> {
    const { core, history } = await this.#editing();
    const project = this.#present();
    if (isReadOnly(project)) throw new UserMessage(readOnlyText());
    const { schedule } = project;
    const { isFileGone, about } = await history.step(project, direction);
    if (isFileGone) await this.#services.projects.refresh();
    await this.#refresh();
    const key = about?.key;
    const isThere = key !== undefined && outlineOf(project.reading).place(key) !== undefined;
    const words = about?.words ?? "";
    const said = direction === "undo" ? l10n.t("Took back: {0}.", words) : l10n.t("Made again: {0}.", words);
    return {
      ...(isThere && { key }),
      summary: `${said} ${core.compareDates(schedule, project.schedule).summary}`.trim(),
    };
  }

  /** @throws UserMessage where the row is gone */
  #place(key: WorkKey): RecordPlace {
    const place = outlineOf(this.#present().reading).place(key);
    if (place === undefined) throw new UserMessage(l10n.t("It is not there any more."));
    return place;
  }

  /** The text beside goes along with the view's selection, unless that came from there. */
  #select(key: WorkKey): void {
    if (key === this.#selected) return;
    this.#selected = key;
    const project = this.#project();
    const place = project && outlineOf(project.reading).place(key);
    if (place === undefined) return;
    const uri = Uri.joinPath(this.folder, place.slice.path);
    const lines = revealInVisible(uri, place);
    const echoes = lines.map((line) => ({ uri: uri.toString(), line }));
    this.#echoes = [...this.#echoes, ...echoes].slice(-mostEchoes);
  }

  /** Whether a cursor that was moved is one that was set here: then the view has gone there, and maybe further since. */
  #isEcho({ document, selection }: TextEditor, kind: TextEditorSelectionChangeKind | undefined): boolean {
    if (kind === TextEditorSelectionChangeKind.Keyboard || kind === TextEditorSelectionChangeKind.Mouse) {
      this.#echoes = [];
      return false;
    }
    const uri = document.uri.toString();
    const at = this.#echoes.findIndex((echo) => echo.uri === uri && echo.line === selection.active.line);
    // Those before it were overtaken: they are not told any more.
    if (at >= 0) this.#echoes = this.#echoes.slice(at + 1);
    return at >= 0;
  }

  /** The view's selection goes along with the cursor in a file of the project. */
  #follow({ document, selection }: TextEditor): void {
    if (!this.#isLive) return;
    const found = this.#services.projects.sliceAt(document.uri);
    if (found === undefined || !this.#isMine(found.project)) return;
    const key = keyAt(found.project.reading, found.path, document.offsetAt(selection.active));
    if (key === undefined || key === this.#selected) return;
    this.#selected = key;
    this.#messages.send("select", { key });
  }

  async #openFile(file: string, line: number): Promise<void> {
    // A view is not trusted: only files of the project are opened.
    if (!this.#present().reading.slices.some(({ path }) => path === file)) {
      throw new UserMessage(l10n.t("{0} does not belong to the project.", file.slice(0, 200)));
    }
    await openLine(Uri.joinPath(this.folder, file), line);
  }

  #runCommand(command: (typeof timelineCommands)[number]): unknown {
    if (!timelineCommands.includes(command)) return undefined;
    // Commands speak of the current project.
    this.#services.projects.select(this.folder);
    return this.#run(command);
  }
}

function textOf({ slice, start, entry }: RecordPlace): string {
  return slice.text.slice(start, start + entry.length);
}

function momentFor(project: Project, writer: string): LogMoment {
  return { writer, at: instantOf(new Date()), today: project.today };
}

function cancelled(key: WorkKey | undefined): TimelineAnswer {
  return { ...(key !== undefined && { key }), summary: l10n.t("Nothing was written."), cancelled: true };
}

function refusedBy(refusal: string): TimelineConsequence {
  return { refusal, summary: refusal, moves: [], broken: [] };
}

function goneText(): string {
  return l10n.t("The project is not there any more: its gantry.yaml was deleted, moved or renamed.");
}

function staleText(): string {
  return l10n.t("The plan was changed meanwhile. Nothing was written; try again.");
}

function readOnlyText(): string {
  return l10n.t("This project is read-only here. Nothing was written.");
}
