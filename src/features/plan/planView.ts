import {
  type DataTransfer,
  DataTransferItem,
  type Disposable,
  l10n,
  Range,
  type Selection,
  TextEditorRevealType,
  type TreeView,
  type Uri,
  window,
  workspace,
} from "vscode";
import { outlineOf, type PlanOutline, type WorkKey } from "../../core/plan/planOutline.ts";
import type { RecordPlace } from "../../core/text/reading/index.ts";
import { DisposableStore, UserMessage, withoutLinks } from "../../platform/index.ts";
import { type Services, whoAmI } from "../../services/index.ts";
import type { PlanCommands, ViewSide } from "./planCommands.ts";
import { isPlanNode, type PlanNode, PlanTree } from "./planTree.ts";

/** Milliseconds that a cursor rests before the view follows it. */
const followDelay = 150;

/** The Plan view at work: what it shows, what is done in it, and how it goes along with the editor. */
export class PlanView implements Disposable {
  readonly tree: PlanTree;
  readonly #services: Services;
  readonly #view: TreeView<PlanNode>;
  readonly #side: ViewSide;
  readonly #disposables = new DisposableStore();
  #commands: Promise<PlanCommands> | undefined;
  #following: ReturnType<typeof setTimeout> | undefined;

  constructor(services: Services, view: TreeView<PlanNode>) {
    this.#services = services;
    this.#view = view;
    this.tree = this.#disposables.add(new PlanTree(services, () => view.visible));
    this.#side = {
      tree: this.tree,
      chosen: () => (view.visible ? view.selection : []),
      atCursor: () => this.#atCursor(),
      show: (keys, options) => this.#show(keys, options),
    };
    this.#disposables.add(
      view.onDidChangeVisibility(() => {
        this.tree.catchUp();
        this.#describe();
        this.#followSoon();
      }),
    );
    this.#disposables.add(services.projects.onDidChange(({ kind }) => kind !== "file" && this.#describe()));
    this.#disposables.add(window.onDidChangeActiveTextEditor(() => this.#followSoon()));
    this.#disposables.add(
      window.onDidChangeTextEditorSelection(({ textEditor, kind }) => {
        // What an edit does to the cursor is not where a person looks.
        if (kind === undefined || textEditor !== window.activeTextEditor) return;
        this.#followSoon();
      }),
    );
    this.#disposables.add({ dispose: () => clearTimeout(this.#following) });
    this.#describe();
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  /** What can be done to the plan; loaded when something is done for the first time. */
  commands(): Promise<PlanCommands> {
    this.#commands ??= import("./planCommands.ts").then(
      ({ PlanCommands }) => new PlanCommands(this.#services, this.#side),
    );
    return this.#commands;
  }

  /** Opens the file of a record with its name selected. */
  async openItem(target: unknown): Promise<void> {
    const place = isPlanNode(target) ? this.tree.place(target) : this.#placeOf(target);
    const project = this.#services.projects.current;
    if (place === undefined || project === undefined) {
      throw new UserMessage(l10n.t("There is nothing to open here."));
    }
    const { start, end } = nameRange(place);
    await openAt(this.#services.projects.uriOf(project, place.slice.path), start, end, true);
  }

  /** Selects a record in the view and shows it: a task by its id, or what stands at the cursor of the active editor. */
  async revealTarget(target: unknown): Promise<void> {
    const { projects } = this.#services;
    const named = this.#placeOf(target);
    let key = named && this.tree.outline?.keyOf(named);
    if (typeof target !== "string") {
      const uri = window.activeTextEditor?.document.uri;
      const project = uri && projects.sliceAt(uri)?.project;
      if (project !== undefined) projects.select(project.folder);
      key = this.#atCursor();
    }
    if (key === undefined) {
      throw new UserMessage(l10n.t("There is no task here. Put the cursor into one in a plan."));
    }
    await this.#reveal([key], { focus: true });
  }

  /** Opens the log that a task was last told of in, at that line; without a task, or where nothing was logged, one's own. */
  async openLog(at: readonly unknown[]): Promise<void> {
    const { projects } = this.#services;
    const project = projects.current;
    const key = (await (await this.commands()).chosenKeys(at))[0];
    if (project === undefined) throw new UserMessage(l10n.t("There is no project in this workspace yet."));
    const { reading } = project;
    const place = key === undefined ? undefined : outlineOf(reading).place(key);
    const last = place && outlineOf(reading).progressOf(place).last;
    if (place !== undefined && last !== undefined) {
      const lines = reading.looseReferences.filter(({ path, reference }) => {
        return path === last.log && reference.field === "task" && reading.index.resolve("work", reference.id) === place;
      });
      const text = reading.slices.find(({ path }) => path === last.log)?.text ?? "";
      const line = lines.findLast(({ start }) => lineAt(text, start).includes(last.at)) ?? lines.at(-1);
      await openAt(projects.uriOf(project, last.log), line?.start ?? 0, line?.end ?? 0, false);
      return;
    }
    const me = await whoAmI(project, { ask: true });
    if (me === undefined) return;
    const path = `progress/${me}.yaml`;
    if (!reading.slices.some((slice) => slice.path === path)) {
      throw new UserMessage(l10n.t("Nothing has been logged by {0} yet. “Log Progress…” begins the log.", me));
    }
    await openAt(projects.uriOf(project, path), 0, 0, false);
  }

  handleDrag(source: readonly PlanNode[], transfer: DataTransfer, type: string): void {
    const keys = source.flatMap((node) => (node.kind === "record" ? [node.key] : []));
    transfer.set(type, new DataTransferItem(keys));
  }

  /** Onto a stage: into it, at its end. Onto a task or milestone: behind it. Onto nothing: to the end of the plan. */
  async handleDrop(target: PlanNode | undefined, transfer: DataTransfer, type: string): Promise<void> {
    const carried: unknown = transfer.get(type)?.value;
    if (!Array.isArray(carried)) return;
    const keys = carried.filter((key): key is WorkKey => typeof key === "string");
    const onto = target?.kind === "record" ? target.key : undefined;
    try {
      await (await this.commands()).drop(keys, onto);
      await this.#show(keys, { focus: false });
    } catch (error) {
      if (!(error instanceof UserMessage)) this.#services.log.error("Dropping failed", String(error));
      void window.showErrorMessage(withoutLinks(error instanceof Error ? error.message : String(error)));
    }
  }

  #describe(): void {
    const project = this.#services.projects.current;
    const { header, isNewer } = { header: project?.header, isNewer: project?.reading.isNewer === true };
    const description = header?.name ?? "";
    if (this.#view.description !== description) this.#view.description = description;
    const message = isNewer ? l10n.t("This project was made by a newer version of Gantry and is read-only here.") : "";
    // Nothing instead of a text lets the welcome view show.
    if ((this.#view.message ?? "") !== message) setMessage(this.#view, message === "" ? undefined : message);
  }

  /** The record that an id given to a command means. */
  #placeOf(target: unknown): RecordPlace | undefined {
    const { current } = this.#services.projects;
    return typeof target === "string" ? current?.reading.index.resolve("work", target) : undefined;
  }

  #atCursor(): WorkKey | undefined {
    const editor = window.activeTextEditor;
    const project = this.#services.projects.current;
    const found = editor && this.#services.projects.sliceAt(editor.document.uri);
    if (editor === undefined || found === undefined || found.project !== project) return undefined;
    return workAt(outlineOf(found.project.reading), found.path, offsetOf(editor.document, editor.selection));
  }

  #followSoon(): void {
    clearTimeout(this.#following);
    if (!this.#view.visible) return;
    this.#following = setTimeout(() => void this.#follow(), followDelay);
  }

  /** Goes along with the cursor, as the Explorer does with the active file; never takes the focus. */
  async #follow(): Promise<void> {
    const key = this.#view.visible ? this.#atCursor() : undefined;
    if (key === undefined) return;
    const isChosen = this.#view.selection.some((node) => node.kind === "record" && node.key === key);
    if (isChosen) return;
    await this.#reveal([key], { focus: false });
  }

  /** Shows in the view what an edit was about, when somebody looks. */
  async #show(keys: readonly WorkKey[], options: { readonly focus: boolean }): Promise<void> {
    this.tree.refresh();
    if (this.#view.visible) await this.#reveal(keys, options);
  }

  async #reveal([key]: readonly WorkKey[], { focus }: { readonly focus: boolean }): Promise<void> {
    if (key === undefined || this.tree.outline?.place(key) === undefined) return;
    this.tree.catchUp();
    try {
      await this.#view.reveal(this.tree.node(key), { select: true, focus });
    } catch (error) {
      // The view may be drawn again at the same moment; the next look finds it.
      this.#services.log.debug(`The Plan view could not follow: ${String(error)}`);
    }
  }
}

function setMessage(view: { message?: string | undefined }, message: string | undefined): void {
  view.message = message;
}

/** The task or milestone at a place of a file: the one it stands in, or the one a line of a log is about. */
function workAt(outline: PlanOutline, path: string, offset: number): WorkKey | undefined {
  const { index, looseReferences, slices } = outline.reading;
  const place = index.at(path, offset);
  if (place !== undefined) return outline.keyOf(place);
  const text = slices.find((slice) => slice.path === path)?.text ?? "";
  const from = text.lastIndexOf("\n", offset - 1) + 1;
  const end = text.indexOf("\n", offset);
  const to = end < 0 ? text.length : end;
  for (const { path: other, start, reference } of looseReferences) {
    if (other !== path || start < from || start > to || reference.field !== "task") continue;
    const found = index.resolve("work", reference.id);
    return found && outline.keyOf(found);
  }
  return undefined;
}

/** The name as it is written, else the id. In offsets of its file. */
function nameRange({ entry, start }: RecordPlace): { readonly start: number; readonly end: number } {
  if (entry.value?.kind === "map") {
    const { entries, starts } = entry.value;
    const index = entries.findIndex(({ key }) => key?.text === "name");
    const value = entries[index]?.value;
    if (value?.kind === "scalar") {
      const base = start + (starts[index] ?? 0);
      return { start: base + value.start, end: base + value.end };
    }
  }
  return { start: start + (entry.key?.start ?? 0), end: start + (entry.key?.end ?? 0) };
}

function lineAt(text: string, offset: number): string {
  const end = text.indexOf("\n", offset);
  return text.slice(text.lastIndexOf("\n", offset - 1) + 1, end < 0 ? text.length : end);
}

async function openAt(uri: Uri, start: number, end: number, preserveFocus: boolean): Promise<void> {
  const document = await workspace.openTextDocument(uri);
  const range = new Range(document.positionAt(start), document.positionAt(end));
  const editor = await window.showTextDocument(document, { preview: true, selection: range, preserveFocus });
  editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
}

function offsetOf(document: { offsetAt(position: Selection["active"]): number }, selection: Selection): number {
  return document.offsetAt(selection.active);
}
