import {
  type Disposable,
  type Event,
  EventEmitter,
  FilePermission,
  FileSystemError,
  FileType,
  type LogOutputChannel,
  l10n,
  RelativePattern,
  Uri,
  workspace,
} from "vscode";
import type { Checklist, Progress } from "../core/checklist/index.ts";
import { DisposableStore, explainFileError, folderOf, heldDocument, pathBelow, readText } from "../platform/index.ts";
import type { Project, ProjectStore } from "./projectStore.ts";

/** A Markdown file read as a checklist. */
export interface ChecklistDocument {
  readonly uri: Uri;
  /** Counts up with every change of the text. */
  readonly version: number;
  readonly readOnly: boolean;
  /** Nothing when the file can't be shown. */
  readonly checklist: Checklist | undefined;
  /** Why it can't be shown, in one sentence. */
  readonly unavailable: string | undefined;
}

/** What changed: one file's text, or which checklists a project has. */
export type ChecklistChange =
  | { readonly kind: "file"; readonly uri: Uri }
  | { readonly kind: "project"; readonly project: Project };

/** The folder of a project whose Markdown files are its checklists. */
export const checklistFolder = "checklists";

/** The phases' checklists come first, in this order. */
const phaseOrder = ["initiating", "planning", "executing", "monitoring", "closing"];
/** Larger files are not read: VS Code itself would have trouble with them. */
const largestFile = 40_000_000;
/** A text above this length is read again only after typing has paused, for so many milliseconds. */
const longText = 1_000_000;
const typingPause = 200;
const mostFiles = 500;
const deepest = 3;

interface Entry {
  /** Nothing while the text may have changed since. */
  document: ChecklistDocument | undefined;
  /** What was read last, and from which text. */
  text: string | undefined;
  last: Checklist | undefined;
  version: number;
  /** Counts changes, so that a reading that was overtaken is done again. */
  changes: number;
  reading: Promise<ChecklistDocument> | undefined;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/**
 * The checklists of all projects, and any other Markdown file that someone opened as one. Each text is read once per
 * version; unsaved text counts. Views ask here and subscribe to the one event.
 */
export class ChecklistStore implements Disposable {
  readonly #changed = new EventEmitter<ChecklistChange>();
  readonly onDidChange: Event<ChecklistChange> = this.#changed.event;
  readonly #projects: ProjectStore;
  readonly #log: LogOutputChannel;
  readonly #entries = new Map<string, Entry>();
  readonly #disposables = new DisposableStore();

  constructor(projects: ProjectStore, log: LogOutputChannel) {
    this.#projects = projects;
    this.#log = log;
    this.#disposables.add(this.#changed);
    this.#disposables.add(
      projects.onDidChange((change) => {
        if (change.kind === "file" && this.isChecklist(change.uri)) this.#onProjectFile(change.project, change.uri);
      }),
    );
    this.#disposables.add(
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#touch(document.uri);
      }),
    );
    // Closing without saving brings the file's own text back.
    this.#disposables.add(workspace.onDidCloseTextDocument((document) => this.#touch(document.uri)));
    this.#disposables.add(workspace.onDidDeleteFiles(({ files }) => this.#onFolders(files)));
    this.#disposables.add(
      workspace.onDidRenameFiles(({ files }) =>
        this.#onFolders(files.flatMap(({ oldUri, newUri }) => [oldUri, newUri])),
      ),
    );
    // A whole folder that comes or goes is one event, which the watcher of its files does not see.
    const folders = this.#disposables.add(workspace.createFileSystemWatcher(`**/${checklistFolder}`));
    this.#disposables.add(folders.onDidCreate((uri) => this.#onFolders([uri])));
    this.#disposables.add(folders.onDidDelete((uri) => this.#onFolders([uri])));
  }

  dispose(): void {
    for (const entry of this.#entries.values()) clearTimeout(entry.timer);
    this.#disposables.dispose();
  }

  /** Whether a file is one of its project's checklists. */
  isChecklist(uri: Uri): boolean {
    const project = this.#projects.projectOf(uri);
    const path = project && pathBelow(project.folder, uri);
    return (path?.startsWith(`${checklistFolder}/`) ?? false) && isMarkdown(uri);
  }

  /** Addresses of a project's checklists: those of the phases first, then by name. */
  async filesOf(project: Project): Promise<readonly Uri[]> {
    const folder = Uri.joinPath(project.folder, checklistFolder);
    const paths: string[] = [];
    const visit = async (place: Uri, prefix: string, depth: number): Promise<void> => {
      for (const [name, type] of await workspace.fs.readDirectory(place)) {
        if (paths.length >= mostFiles) return;
        if ((type & FileType.Directory) !== 0) {
          if (depth < deepest && (type & FileType.SymbolicLink) === 0) {
            await visit(Uri.joinPath(place, name), `${prefix}${name}/`, depth + 1);
          }
        } else if (/\.md$/i.test(name)) {
          paths.push(prefix + name);
        }
      }
    };
    try {
      await visit(folder, "", 0);
    } catch (error) {
      const isMissing = error instanceof FileSystemError && error.code === "FileNotFound";
      if (!isMissing) this.#log.warn(`The checklists in ${folder.toString()} could not be listed: ${String(error)}`);
    }
    const rank = (path: string): number => phaseOrder.indexOf(path.replace(/\.md$/i, "")) + 1 || phaseOrder.length + 1;
    return paths
      .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
      .map((path) => Uri.joinPath(folder, ...path.split("/")));
  }

  /** All checklists of a project, read. */
  async ofProject(project: Project): Promise<readonly ChecklistDocument[]> {
    return Promise.all((await this.filesOf(project)).map((uri) => this.get(uri)));
  }

  /** One Markdown file read as a checklist; the same value until its text changes. Never rejects. */
  get(uri: Uri): Promise<ChecklistDocument> {
    const entry = this.#entry(uri);
    if (entry.document !== undefined) return Promise.resolve(entry.document);
    entry.reading ??= this.#read(uri, entry).finally(() => {
      entry.reading = undefined;
    });
    return entry.reading;
  }

  /** What {@link get} gave last, while it still holds. */
  peek(uri: Uri): ChecklistDocument | undefined {
    return this.#entries.get(uri.toString())?.document;
  }

  /** How many boxes of a file are ticked; nothing when it can't be read. */
  async progressOf(uri: Uri): Promise<Progress | undefined> {
    const { checklist } = await this.get(uri);
    if (checklist === undefined) return undefined;
    const { progressOf } = await import("../core/checklist/index.ts");
    return progressOf(checklist);
  }

  /** Reads a file again although nothing has told of a change: someone has just written it. */
  refresh(uri: Uri): Promise<ChecklistDocument> {
    this.#forget(uri, this.#entry(uri));
    return this.get(uri);
  }

  /** Watches a Markdown file that is no project's checklist, as long as the returned value lives. */
  follow(uri: Uri): Disposable {
    const store = new DisposableStore();
    const name = uri.path.slice(uri.path.lastIndexOf("/") + 1).replace(/[[\]{}*?]/g, "?");
    const watcher = store.add(workspace.createFileSystemWatcher(new RelativePattern(folderOf(uri), name)));
    const onFile = (changed: Uri): void => this.#touch(changed);
    store.add(watcher.onDidChange(onFile));
    store.add(watcher.onDidCreate(onFile));
    store.add(watcher.onDidDelete(onFile));
    return store;
  }

  #entry(uri: Uri): Entry {
    const key = uri.toString();
    let entry = this.#entries.get(key);
    if (entry === undefined) {
      entry = {
        document: undefined,
        text: undefined,
        last: undefined,
        version: 0,
        changes: 0,
        reading: undefined,
        timer: undefined,
      };
      this.#entries.set(key, entry);
    }
    return entry;
  }

  async #read(uri: Uri, entry: Entry): Promise<ChecklistDocument> {
    for (;;) {
      const { changes } = entry;
      const outcome = await this.#load(uri);
      const { readChecklist } = await import("../core/checklist/index.ts");
      if (changes !== entry.changes) continue;
      const isSame = outcome.text !== undefined && outcome.text === entry.text;
      if (!isSame || entry.last === undefined) entry.version += 1;
      const checklist = isSame ? entry.last : outcome.text === undefined ? undefined : readChecklist(outcome.text);
      entry.text = outcome.text;
      entry.last = checklist;
      entry.document = {
        uri,
        version: entry.version,
        readOnly: outcome.readOnly,
        checklist,
        unavailable: outcome.unavailable,
      };
      return entry.document;
    }
  }

  async #load(uri: Uri): Promise<{ text?: string; readOnly: boolean; unavailable?: string }> {
    const isNewer = this.#projects.projectOf(uri)?.reading.isNewer ?? false;
    let readOnly = isNewer || workspace.fs.isWritableFileSystem(uri.scheme) === false;
    const path = workspace.asRelativePath(uri);
    try {
      if (uri.scheme !== "untitled") {
        const { size, permissions } = await workspace.fs.stat(uri);
        readOnly ||= ((permissions ?? 0) & FilePermission.Readonly) !== 0;
        if (size > largestFile) {
          const megabytes = Math.round(size / 1_000_000);
          const unavailable = l10n.t("{0} is too large to be shown as a checklist ({1} MB).", path, megabytes);
          return { readOnly, unavailable };
        }
      }
      return { text: await readText(uri), readOnly };
    } catch (error) {
      const held = heldDocument(uri);
      // A file deleted while its text is unsaved in an editor is still there for the person.
      if (held?.isDirty) return { text: held.getText(), readOnly };
      if (error instanceof FileSystemError && error.code === "FileNotFound") {
        return { readOnly, unavailable: l10n.t("{0} is not there any more: it was deleted, moved or renamed.", path) };
      }
      return { readOnly, unavailable: l10n.t("{0} can't be read: {1}.", path, explainFileError(error)) };
    }
  }

  #onProjectFile(project: Project, uri: Uri): void {
    const isKnown = this.#entries.has(uri.toString());
    this.#touch(uri);
    // Typing does not change which files there are; anything else may.
    if (!isKnown || heldDocument(uri)?.isDirty !== true) this.#changed.fire({ kind: "project", project });
  }

  #onFolders(uris: readonly Uri[]): void {
    for (const key of this.#entries.keys()) {
      const known = Uri.parse(key, true);
      if (uris.some((uri) => uri.toString() === key || pathBelow(uri, known) !== undefined)) this.#touch(known);
    }
    for (const project of this.#projects.all) {
      const folder = Uri.joinPath(project.folder, checklistFolder);
      const isNear = (uri: Uri): boolean =>
        uri.toString() === folder.toString() ||
        pathBelow(uri, folder) !== undefined ||
        pathBelow(folder, uri) !== undefined;
      if (uris.some(isNear)) this.#changed.fire({ kind: "project", project });
    }
  }

  /** The text of a file may have changed: what was read of it no longer holds. */
  #touch(uri: Uri): void {
    const entry = this.#entries.get(uri.toString());
    if (entry === undefined) return;
    clearTimeout(entry.timer);
    if ((entry.text?.length ?? 0) > longText) entry.timer = setTimeout(() => this.#forget(uri, entry), typingPause);
    else this.#forget(uri, entry);
  }

  #forget(uri: Uri, entry: Entry): void {
    clearTimeout(entry.timer);
    entry.timer = undefined;
    entry.changes += 1;
    entry.document = undefined;
    this.#changed.fire({ kind: "file", uri });
  }
}

function isMarkdown(uri: Uri): boolean {
  return /\.md$/i.test(uri.path);
}
