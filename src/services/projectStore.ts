import {
  type Disposable,
  type Event,
  EventEmitter,
  FileType,
  type LogOutputChannel,
  type Memento,
  Uri,
  window,
  workspace,
} from "vscode";
import { type ProjectHeader, projectFileName, templateFileName } from "../core/model/project.ts";
import type { TextProblem } from "../core/text/projectHeader.ts";
import { isTemplateDescription } from "../core/text/sections.ts";
import { DisposableStore, exists, folderOf, pathBelow, readText } from "../platform/index.ts";
import type { ContextKeys } from "./contextKeys.ts";

/** A project in the workspace. */
export interface Project {
  /** The folder that holds `gantry.yaml`. */
  readonly folder: Uri;
  readonly header: ProjectHeader;
  /** What is wrong with the project file. */
  readonly problems: readonly TextProblem[];
}

/** What changed: which projects there are or what they say, which one is current, or files of one of them. */
export type ProjectChange =
  | { readonly kind: "projects" | "current" }
  | { readonly kind: "file"; readonly project: Project; readonly uri: Uri };

const lastUsedKey = "gantry.lastUsedProject";
/** Milliseconds without typing after which a project file is read again: whoever types does not wait for it. */
const typingPause = 150;
const maximumProjects = 200;
/** A project file above so many bytes is not even read. */
const largestFile = 20_000_000;
const maximumFiles = 5_000;
const maximumDepth = 6;
const skippedFolders = new Set(["node_modules", ".git", ".gantry-private", "dist", "out"]);

/**
 * Which projects the workspace holds, what their files are, and which one is current: that of the active editor, else
 * the last used one. Unsaved text counts. Views ask here and subscribe; nobody else looks for projects.
 */
export class ProjectStore implements Disposable {
  readonly #changed = new EventEmitter<ProjectChange>();
  readonly onDidChange: Event<ProjectChange> = this.#changed.event;
  /** Settles when the workspace has been looked through for the first time. */
  readonly ready: Promise<void>;

  readonly #log: LogOutputChannel;
  readonly #memory: Memento;
  readonly #context: ContextKeys;
  readonly #disposables = new DisposableStore();
  #projects: readonly Project[] = [];
  #current: Project | undefined;
  #scan: Promise<void> | undefined;
  #rescanWanted = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(memory: Memento, context: ContextKeys, log: LogOutputChannel) {
    this.#memory = memory;
    this.#context = context;
    this.#log = log;
    this.#disposables.add(this.#changed);
    this.#watch();
    this.ready = this.refresh();
  }

  dispose(): void {
    clearTimeout(this.#timer);
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
    let best: Project | undefined;
    for (const project of this.#projects) {
      const inside = pathBelow(project.folder, uri) !== undefined;
      if (inside && (best === undefined || project.folder.path.length > best.folder.path.length)) best = project;
    }
    return best;
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

  /**
   * The project's YAML and Markdown files as paths below its folder, sorted; folders of projects within it are left
   * out. Bounded in number and depth.
   */
  async files(project: Project): Promise<readonly string[]> {
    const found: string[] = [];
    const visit = async (folder: Uri, prefix: string, depth: number): Promise<void> => {
      const entries = await this.#list(folder);
      if (depth > 0 && entries.some(([name]) => name === projectFileName)) return;
      for (const [name, type] of entries) {
        if (found.length >= maximumFiles) return;
        if ((type & FileType.Directory) !== 0) {
          const isLink = (type & FileType.SymbolicLink) !== 0;
          if (depth < maximumDepth && !isLink && !skippedFolders.has(name)) {
            await visit(Uri.joinPath(folder, name), `${prefix}${name}/`, depth + 1);
          }
        } else if ((type & FileType.File) !== 0 && /\.(ya?ml|md)$/i.test(name)) {
          // What is neither file nor folder (a device, a pipe, a link to nowhere) can't be read to its end.
          found.push(prefix + name);
        }
      }
    };
    await visit(project.folder, "", 0);
    return found.sort();
  }

  /** What a folder holds; one that can't be read counts as empty, so that the others still show. */
  async #list(folder: Uri): Promise<readonly [string, FileType][]> {
    try {
      return await workspace.fs.readDirectory(folder);
    } catch (error) {
      this.#log.warn(`${folder.toString()} could not be listed: ${String(error)}`);
      return [];
    }
  }

  #watch(): void {
    const watcher = this.#disposables.add(workspace.createFileSystemWatcher("**/*.{yaml,yml,md}"));
    const fire = (uri: Uri): void => {
      const project = this.projectOf(uri);
      if (project !== undefined) this.#changed.fire({ kind: "file", project, uri });
    };
    const onFile = (uri: Uri): void => {
      if (isProjectFile(uri) || uri.path.endsWith(`/${templateFileName}`)) this.#refreshSoon();
      fire(uri);
    };
    const onText = (uri: Uri): void => {
      if (isProjectFile(uri) && this.projectOf(uri) !== undefined) this.#refreshSoon();
      fire(uri);
    };
    this.#disposables.add(watcher.onDidChange(onFile));
    this.#disposables.add(watcher.onDidCreate(onFile));
    this.#disposables.add(watcher.onDidDelete(onFile));
    this.#disposables.add(
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) onText(document.uri);
      }),
    );
    // Closing without saving brings the file's own text back.
    this.#disposables.add(workspace.onDidCloseTextDocument(({ uri }) => onText(uri)));
    // A folder that goes is one event for the folder, which a watcher of files does not see.
    const folders = this.#disposables.add(workspace.createFileSystemWatcher("**", true, true, false));
    this.#disposables.add(
      folders.onDidDelete((uri) => {
        const isGone = ({ folder }: Project): boolean =>
          folder.toString() === uri.toString() || pathBelow(uri, folder) !== undefined;
        if (this.#projects.some(isGone)) this.#refreshSoon();
      }),
    );
    this.#disposables.add(workspace.onDidRenameFiles(() => this.#refreshSoon()));
    this.#disposables.add(workspace.onDidChangeWorkspaceFolders(() => void this.refresh()));
    this.#disposables.add(
      window.onDidChangeActiveTextEditor((editor) => {
        const project = editor && this.projectOf(editor.document.uri);
        if (project !== undefined) this.#setCurrent(project);
      }),
    );
  }

  /** Joins typing, or a burst of changes such as a checkout, into one look. */
  #refreshSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.refresh(), typingPause);
  }

  async #scanAll(): Promise<void> {
    do {
      this.#rescanWanted = false;
      try {
        const files = await this.#findProjectFiles();
        const projects = await Promise.all(files.map((uri) => this.#read(uri)));
        this.#projects = projects
          .filter((project) => project !== undefined)
          .sort((a, b) => (a.folder.toString() < b.folder.toString() ? -1 : 1));
      } catch (error) {
        this.#log.error("The workspace could not be looked through for projects", String(error));
      }
    } while (this.#rescanWanted);
    // From here on nothing waits: who asks for a look now, a listener for instance, gets a new one.
    this.#scan = undefined;
    this.#context.set("ready", true);
    this.#context.set("hasProject", this.#projects.length > 0);
    this.#context.set("severalProjects", this.#projects.length > 1);
    this.#current = this.#chooseCurrent();
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

  async #read(uri: Uri): Promise<Project | undefined> {
    const folder = folderOf(uri);
    const folderName = folder.path.split("/").filter(Boolean).at(-1) ?? "project";
    try {
      // A template holds a project file too; it is none until something is made of it.
      if (await isTemplate(folder)) return undefined;
      const { type, size } = await workspace.fs.stat(uri);
      if ((type & FileType.File) === 0 || size > largestFile) throw new Error("it is too large, or no file");
      const [{ readProjectHeader }, text] = await Promise.all([import("../core/text/projectHeader.ts"), readText(uri)]);
      return { folder, ...readProjectHeader(text, folderName) };
    } catch (error) {
      this.#log.warn(`${uri.toString()} could not be read: ${String(error)}`);
      return undefined;
    }
  }

  #chooseCurrent(): Project | undefined {
    const of = (folder: string | undefined): Project | undefined =>
      this.#projects.find((project) => project.folder.toString() === folder);
    const editor = window.activeTextEditor && this.projectOf(window.activeTextEditor.document.uri);
    // What was chosen stays chosen, whatever else a look finds.
    return (
      of(this.#current?.folder.toString()) ?? editor ?? of(this.#memory.get<string>(lastUsedKey)) ?? this.#projects[0]
    );
  }

  #setCurrent(project: Project): void {
    if (project.folder.toString() === this.#current?.folder.toString()) return;
    this.#current = project;
    void this.#memory.update(lastUsedKey, project.folder.toString());
    this.#changed.fire({ kind: "current" });
  }
}

function isProjectFile(uri: Uri): boolean {
  return uri.path.endsWith(`/${projectFileName}`);
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
