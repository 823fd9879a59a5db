import {
  type Disposable,
  type Event,
  EventEmitter,
  FileType,
  type LogOutputChannel,
  type Memento,
  RelativePattern,
  type TextDocument,
  type TextDocumentContentChangeEvent,
  Uri,
  window,
  workspace,
} from "vscode";
import { projectFileName, templateFileName } from "../core/model/project.ts";
import type { ProjectHeader } from "../core/model/records.ts";
import { ownTimeZone } from "../core/model/timeZone.ts";
import { isSkipped, largestFile } from "../core/text/projectFiles.ts";
import type { Slice } from "../core/text/reading/index.ts";
import { isTemplateDescription } from "../core/text/sections.ts";
import { DisposableStore, exists, folderOf, isFolder, pathBelow, readText } from "../platform/index.ts";
import type { ContextKeys } from "./contextKeys.ts";
import { DayWatch } from "./dayWatch.ts";
import { OpenProject, type Project, type ProjectCore } from "./openProject.ts";
import { findFiles } from "./projectFiles.ts";

export type { Project } from "./openProject.ts";

/** A slice of a project, as it reads now. */
export interface SlicePlace {
  readonly project: Project;
  readonly slice: Slice;
  /** Below the project folder. */
  readonly path: string;
}

/** What changed. */
export type ProjectChange =
  /** Which projects there are, or what one says of itself; which one is current. */
  | { readonly kind: "projects" | "current" }
  /** A YAML or Markdown file of a project, on screen or where it lies; fired at once. */
  | { readonly kind: "file"; readonly project: Project; readonly uri: Uri }
  /** What a project's files say, put together: once for all that happened since. `paths` are the slices whose text changed. */
  | { readonly kind: "reading"; readonly project: Project; readonly paths: ReadonlySet<string> }
  /** It is another day for a project, so that its dates may be others, although its files say the same. */
  | { readonly kind: "day"; readonly project: Project };

const lastUsedKey = "gantry.lastUsedProject";
/** Files come and go in bursts, as in a checkout; after so many milliseconds without one the workspace is looked through. */
const burstPause = 150;
const maximumProjects = 200;
/** Of a flood of new folders, such as a build makes, only so many are looked into. */
const mostNewFolders = 20;

/**
 * The projects of the workspace and what their files say, put together; and which one is current: that of the active editor, else
 * the last used one. Unsaved text counts. A change of a text is taken over before anyone else hears of it, so that what this store
 * says is never older than the screen. Views ask here and subscribe; nobody else reads a project's slices.
 */
export class ProjectStore implements Disposable {
  readonly #changed = new EventEmitter<ProjectChange>();
  readonly onDidChange: Event<ProjectChange> = this.#changed.event;
  /** Settles when the workspace has been looked through for the first time. */
  readonly ready: Promise<void>;

  readonly #log: LogOutputChannel;
  readonly #memory: Memento;
  readonly #context: ContextKeys;
  readonly #now: () => Date;
  readonly #day: DayWatch;
  readonly #disposables = new DisposableStore();
  #projects: readonly OpenProject[] = [];
  #current: OpenProject | undefined;
  #scan: Promise<void> | undefined;
  #rescanWanted = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #newFolders: Uri[] = [];
  #newTimer: ReturnType<typeof setTimeout> | undefined;
  /** What has changed and was not told yet. */
  readonly #untold = new Map<OpenProject, Set<string>>();
  #telling: ReturnType<typeof setTimeout> | undefined;
  /** What each project said of itself when that was told last. */
  readonly #toldHeaders = new WeakMap<OpenProject, ProjectHeader>();

  /** @param now the clock, for tests */
  constructor(memory: Memento, context: ContextKeys, log: LogOutputChannel, now: () => Date = () => new Date()) {
    this.#memory = memory;
    this.#now = now;
    this.#context = context;
    this.#log = log;
    this.#disposables.add(this.#changed);
    this.#day = this.#disposables.add(new DayWatch(() => this.lookAtDay(), now));
    this.#watch();
    this.ready = this.refresh();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#newTimer);
    clearTimeout(this.#telling);
    this.#disposables.dispose();
  }

  /** All projects, ordered by address. */
  get all(): readonly Project[] {
    return this.#projects;
  }

  /** The project that commands and views speak of, if there is one. */
  get current(): Project | undefined {
    return this.#current;
  }

  /** The project a file belongs to: the nearest folder above it that holds a project file. */
  projectOf(uri: Uri): Project | undefined {
    return this.#projectOf(uri);
  }

  /** The slice that stands at an address, as it is on screen; nothing for any other file. Costs next to nothing. */
  sliceAt(uri: Uri): SlicePlace | undefined {
    const project = this.#projectOf(uri);
    const path = project?.pathOf(uri);
    const slice = path === undefined ? undefined : project?.slice(path);
    return project === undefined || slice === undefined ? undefined : { project, slice, path: slice.path };
  }

  /** Where a file of a project lies. @param path below its folder */
  uriOf(project: Project, path: string): Uri {
    return Uri.joinPath(project.folder, path);
  }

  /** Makes a project the current one until an editor of another one becomes active. */
  select(folder: Uri): void {
    const project = this.#projects.find((candidate) => candidate.folder.toString() === folder.toString());
    if (project !== undefined) this.#setCurrent(project);
  }

  /** Looks through the workspace again; calls while a look is under way are joined into one more. */
  refresh(): Promise<void> {
    if (this.#scan !== undefined) {
      this.#rescanWanted = true;
      return this.#scan;
    }
    this.#scan = this.#scanAll();
    return this.#scan;
  }

  /** Looks whether it is another day for one of the projects, and tells. It does so by itself at midnight. */
  lookAtDay(): void {
    for (const project of this.#projects) if (project.lookAtDay()) this.#changed.fire({ kind: "day", project });
    this.#watchDay();
  }

  /**
   * The project's YAML and Markdown files as paths below its folder, sorted; folders of projects within it are left
   * out. Bounded in number and depth.
   */
  async files(project: Project): Promise<readonly string[]> {
    return (await findFiles(project.folder, this.#onListProblem)).paths;
  }

  readonly #onListProblem = (folder: Uri, error: unknown): void => {
    this.#log.warn(`${folder.toString()} could not be listed: ${String(error)}`);
  };

  readonly #onReadProblem = (uri: Uri, error: unknown): void => {
    this.#log.warn(`${uri.toString()} could not be read: ${String(error)}`);
  };

  #projectOf(uri: Uri): OpenProject | undefined {
    let best: OpenProject | undefined;
    for (const project of this.#projects) {
      const inside = pathBelow(project.folder, uri) !== undefined;
      if (inside && (best === undefined || project.folder.path.length > best.folder.path.length)) best = project;
    }
    return best;
  }

  #watch(): void {
    const add = <T extends Disposable>(item: T): T => this.#disposables.add(item);
    const watcher = add(workspace.createFileSystemWatcher("**/*.{yaml,yml,md}"));
    add(watcher.onDidChange((uri) => this.#onFile(uri, false)));
    add(watcher.onDidCreate((uri) => this.#onFile(uri, true)));
    add(watcher.onDidDelete((uri) => this.#onFile(uri, true)));
    // A folder that comes or goes is one event for the folder, which a watcher of files does not see.
    const folders = add(workspace.createFileSystemWatcher("**", false, true, false));
    add(folders.onDidCreate((uri) => this.#onNewFolder(uri)));
    add(folders.onDidDelete((uri) => this.#onFolderGone(uri)));
    // Where nothing watches files, what VS Code itself does to them is still told.
    add(
      workspace.onDidCreateFiles(({ files }) => {
        for (const uri of files) if (isText(uri)) this.#onFile(uri, true);
      }),
    );
    add(
      workspace.onDidDeleteFiles(({ files }) => {
        for (const uri of files) {
          if (isText(uri)) this.#onFile(uri, true);
          else this.#onFolderGone(uri);
        }
      }),
    );
    add(workspace.onDidRenameFiles(() => this.#refreshSoon()));
    add(workspace.onDidChangeWorkspaceFolders(() => void this.refresh()));

    add(workspace.onDidOpenTextDocument((document) => this.#onText(document)));
    add(
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        this.#onText(document, contentChanges);
        // Without changes it is only about being saved or not; what is not unsaved work may be gone with its file.
        if (contentChanges.length > 0) this.#tellFile(document.uri);
        else if (!document.isDirty) void this.#look(document.uri);
      }),
    );
    add(
      workspace.onDidCloseTextDocument(({ uri }) => {
        // Closing without saving brings the file's own text back.
        void this.#look(uri);
        this.#tellFile(uri);
      }),
    );
    add(
      window.onDidChangeActiveTextEditor((editor) => {
        const project = editor && this.#projectOf(editor.document.uri);
        if (project !== undefined) this.#setCurrent(project);
      }),
    );
  }

  /** A file was written, made or deleted. */
  #onFile(uri: Uri, isMadeOrGone: boolean): void {
    const isUnknown = isProjectFile(uri) && this.#projectOf(uri)?.folder.toString() !== folderOf(uri).toString();
    const changesProjects =
      isUnknown || uri.path.endsWith(`/${templateFileName}`) || (isMadeOrGone && isProjectFile(uri));
    const mayChangeLeftOut = isMadeOrGone && this.#projectOf(uri)?.mayChangeLeftOut(uri);
    if (changesProjects || mayChangeLeftOut) this.#refreshSoon();
    else void this.#look(uri);
    this.#tellFile(uri);
  }

  /** Files below a folder that was moved here are not told one by one. */
  #onNewFolder(uri: Uri): void {
    const hasExtension = /\.[a-z0-9]{1,5}$/i.test(uri.path);
    if (hasExtension || isSkipped(workspace.asRelativePath(uri, false))) return;
    this.#newFolders.push(uri);
    clearTimeout(this.#newTimer);
    this.#newTimer = setTimeout(() => void this.#lookIntoNewFolders(), burstPause);
  }

  async #lookIntoNewFolders(): Promise<void> {
    const folders = this.#newFolders.splice(0).sort((a, b) => a.path.length - b.path.length);
    const outermost = folders.filter((uri) => !folders.some((other) => pathBelow(other, uri) !== undefined));
    try {
      for (const folder of outermost.slice(0, mostNewFolders)) {
        // What has no extension may be a file too.
        if (!(await isFolder(folder))) continue;
        const pattern = new RelativePattern(folder, "**/*.yaml");
        if ((await workspace.findFiles(pattern, "**/node_modules/**", 1)).length > 0) return this.#refreshSoon();
      }
    } catch (error) {
      this.#log.warn(`A new folder could not be searched: ${String(error)}`);
    }
  }

  #onFolderGone(uri: Uri): void {
    const isOf = (project: OpenProject): boolean =>
      project.pathsAt(uri).length > 0 || (this.#projectOf(uri) === project && project.mayChangeLeftOut(uri));
    if (!isText(uri) && this.#projects.some(isOf)) this.#refreshSoon();
  }

  /** Takes over the text of a document that may be a slice; nothing is done for any other. */
  #onText(document: TextDocument, changes?: readonly TextDocumentContentChangeEvent[]): void {
    const project = this.#projectOf(document.uri);
    const path = project?.pathOf(document.uri);
    if (project === undefined || path === undefined) return;
    const isChanged = changes === undefined ? project.take(path, document) : project.change(path, document, changes);
    if (isChanged) this.#tellSoon(project, path);
  }

  async #look(uri: Uri): Promise<void> {
    const project = this.#projectOf(uri);
    const path = project?.pathOf(uri);
    // A look at the workspace that is under way may have passed it already.
    if (project === undefined && this.#scan !== undefined && uri.path.endsWith(".yaml")) this.#rescanWanted = true;
    if (project === undefined || path === undefined) return;
    if (await project.look(path, this.#onReadProblem)) this.#tellSoon(project, path);
  }

  /** A project that pins its status date has no midnight. */
  #watchDay(): void {
    const running = this.#projects.filter(({ header }) => header.statusDate === undefined);
    this.#day.watch(running.map(({ header }) => header.timeZone ?? ownTimeZone()));
  }

  #tellFile(uri: Uri): void {
    const project = isText(uri) ? this.#projectOf(uri) : undefined;
    if (project !== undefined) this.#changed.fire({ kind: "file", project, uri });
  }

  /** Tells of all changes of one turn together, such as those of an edit of several files. */
  #tellSoon(project: OpenProject, path: string): void {
    const paths = this.#untold.get(project);
    if (paths === undefined) this.#untold.set(project, new Set([path]));
    else paths.add(path);
    this.#telling ??= setTimeout(() => this.#tell(), 0);
  }

  #tell(): void {
    this.#telling = undefined;
    const untold = [...this.#untold];
    this.#untold.clear();
    const live = untold.filter(([project]) => this.#projects.includes(project));
    for (const [project, paths] of live) this.#changed.fire({ kind: "reading", project, paths });
    const isOther = live.filter(([project]) => {
      const told = this.#toldHeaders.get(project);
      this.#toldHeaders.set(project, project.header);
      return told === undefined || !sayTheSame(told, project.header);
    });
    if (isOther.length === 0) return;
    this.#watchDay();
    this.#changed.fire({ kind: "projects" });
  }

  /** Joins a burst of changes, such as a checkout, into one look. */
  #refreshSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.refresh(), burstPause);
  }

  async #scanAll(): Promise<void> {
    const before = new Set(this.#projects);
    const known = new Map(this.#projects.map((project) => [project.folder.toString(), project]));
    do {
      this.#rescanWanted = false;
      try {
        const files = await this.#findProjectFiles();
        const projects = await Promise.all(files.map((uri) => this.#open(uri, known)));
        this.#projects = projects
          .filter((project) => project !== undefined)
          .sort((a, b) => (a.folder.toString() < b.folder.toString() ? -1 : 1));
      } catch (error) {
        this.#log.error("The workspace could not be looked through for projects", String(error));
      }
    } while (this.#rescanWanted);
    // From here on nothing waits: who asks for a look now, a listener for instance, gets a new one.
    this.#scan = undefined;
    // What was typed while nobody knew that it belongs to a project. Other text in editors may have lost its file.
    for (const document of workspace.textDocuments) {
      if (document.isDirty || this.sliceAt(document.uri) !== undefined) this.#onText(document);
    }
    for (const project of this.#projects) this.#toldHeaders.set(project, project.header);
    this.#context.set("ready", true);
    this.#context.set("hasProject", this.#projects.length > 0);
    this.#context.set("severalProjects", this.#projects.length > 1);
    this.#current = this.#chooseCurrent(before);
    this.#watchDay();
    this.#changed.fire({ kind: "projects" });
  }

  /** Search finds them all; where a file system has no search, the two usual places are looked at. */
  async #findProjectFiles(): Promise<readonly Uri[]> {
    const found = new Map<string, Uri>();
    try {
      for (const uri of await workspace.findFiles(`**/${projectFileName}`, "**/node_modules/**", maximumProjects)) {
        found.set(uri.toString(), uri);
      }
    } catch (error) {
      this.#log.warn(`The workspace could not be searched for projects: ${String(error)}`);
    }
    for (const folder of workspace.workspaceFolders ?? []) {
      for (const place of [[projectFileName], ["project", projectFileName]]) {
        const uri = Uri.joinPath(folder.uri, ...place);
        if (!found.has(uri.toString()) && (await exists(uri))) found.set(uri.toString(), uri);
      }
    }
    return [...found.values()];
  }

  /** The project of a project file, with its slices read; nothing when it is none. */
  async #open(uri: Uri, known: Map<string, OpenProject>): Promise<OpenProject | undefined> {
    const folder = folderOf(uri);
    try {
      // A template holds a project file too; it is none until something is made of it.
      if (await isTemplate(folder)) return undefined;
      const { type, size } = await workspace.fs.stat(uri);
      if ((type & FileType.File) === 0 || size > largestFile) throw new Error("it is too large, or no file");
      const [core, found] = await Promise.all([loadCore(), findFiles(folder, this.#onListProblem)]);
      const present = known.get(folder.toString());
      const project = present ?? new OpenProject(folder, core, this.#now);
      known.set(folder.toString(), project);
      const changed = await project.load(found, this.#onReadProblem);
      // Of a project that is new, the look at the workspace tells.
      if (present !== undefined) for (const path of changed) this.#tellSoon(project, path);
      return project;
    } catch (error) {
      this.#onReadProblem(uri, error);
      return undefined;
    }
  }

  /** @param before the projects that were known when the look began */
  #chooseCurrent(before: ReadonlySet<OpenProject>): OpenProject | undefined {
    const of = (folder: string | undefined): OpenProject | undefined =>
      this.#projects.find((project) => project.folder.toString() === folder);
    const editor = window.activeTextEditor && this.#projectOf(window.activeTextEditor.document.uri);
    // What was chosen stays chosen, whatever else a look finds; but for a new project that is being edited already.
    if (editor !== undefined && !before.has(editor)) return editor;
    return (
      of(this.#current?.folder.toString()) ?? editor ?? of(this.#memory.get<string>(lastUsedKey)) ?? this.#projects[0]
    );
  }

  #setCurrent(project: OpenProject): void {
    if (project.folder.toString() === this.#current?.folder.toString()) return;
    this.#current = project;
    void this.#memory.update(lastUsedKey, project.folder.toString());
    this.#changed.fire({ kind: "current" });
  }
}

/** The core comes with the first project, not with activation. */
function loadCore(): Promise<ProjectCore> {
  return import("./projectCore.ts");
}

/** Whether a file is one that a project may consist of, by its name. */
function isText(uri: Uri): boolean {
  return /\.(?:ya?ml|md)$/i.test(uri.path);
}

function isProjectFile(uri: Uri): boolean {
  return uri.path.endsWith(`/${projectFileName}`);
}

/** Facts that did not change are the same values as before. */
function sayTheSame(a: ProjectHeader, b: ProjectHeader): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<keyof ProjectHeader>;
  return [...keys].every((key) => a[key] === b[key]);
}

async function isTemplate(folder: Uri): Promise<boolean> {
  try {
    const uri = Uri.joinPath(folder, templateFileName);
    const { type, size } = await workspace.fs.stat(uri);
    return (type & FileType.File) !== 0 && size <= largestFile && isTemplateDescription(await readText(uri));
  } catch {
    return false;
  }
}
