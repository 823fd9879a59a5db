/** `.gantry-private/`: files that a person keeps beside a project for nobody else. */
import { type Disposable, type Event, EventEmitter, l10n, Uri, workspace } from "vscode";
import { privateIgnore } from "../core/documents/planProject.ts";
import type { Id } from "../core/model/identifier.ts";
import { privateFolder } from "../core/model/privateFolder.ts";
import { assessmentsFolder, privateFiles } from "../core/practice/privateText.ts";
import { applyTextEdits } from "../core/text/editing/textEdits.ts";
import { applyTextChanges, DisposableStore, exists, readText, UserMessage } from "../platform/index.ts";
import { type Project, type Services, whoAmI } from "./index.ts";

/** Where a person's private files are. */
export interface PrivatePlace {
  /** What holds `.gantry-private/`. */
  readonly folder: Uri;
  /** What the person is called. */
  readonly person: string;
  /** Their id among the people of projects; it stays when the name changes. */
  readonly id?: Id;
}

/** What tells that somebody keeps what is theirs, and not a project's, in a private folder. */
const ofAPerson: ReadonlySet<string> = new Set([...Object.values(privateFiles), assessmentsFolder]);
/** More folders than these nobody has open at once. */
const mostFolders = 50;

/**
 * The folder that holds `.gantry-private/` with what is a person's own: one for all projects that are open, whichever is current. That
 * is the first one where there is something of it, else the current project's, else the first one that is open.
 */
export async function privateHome({ projects }: Pick<Services, "projects">): Promise<Uri | undefined> {
  await projects.ready;
  const open = (workspace.workspaceFolders ?? []).map(({ uri }) => uri);
  const known = new Map([...projects.all.map(({ folder }) => folder), ...open].map((uri) => [uri.toString(), uri]));
  const folders = [...known].sort(([one], [other]) => (one < other ? -1 : 1)).slice(0, mostFolders);
  for (const [, folder] of folders) {
    const found = await workspace.fs.readDirectory(Uri.joinPath(folder, privateFolder)).then(undefined, () => []);
    if (found.some(([name]) => ofAPerson.has(name))) return folder;
  }
  return projects.current?.folder ?? open[0];
}

/** Whether a name or an id in a file means the person. */
export function isPerson({ person, id }: Pick<PrivatePlace, "person" | "id">, written: string): boolean {
  return written === person || written === id;
}

/**
 * Where the person at this machine keeps what is private. Undefined when it is not known who that is.
 * @param options.person who it is, when that is known from before
 * @throws UserMessage when no folder is open
 */
export async function privatePlace(
  services: Services,
  options: { readonly ask: boolean; readonly person?: string | undefined },
): Promise<PrivatePlace | undefined> {
  const folder = await privateHome(services);
  if (folder === undefined) {
    if (!options.ask) return undefined;
    throw new UserMessage(l10n.t("Open a folder first: your answers are kept in a file of it."));
  }
  const { current, all } = services.projects;
  const id = await whoAmI(current, options);
  if (id === undefined) return options.person === undefined ? undefined : { folder, person: options.person };
  const nameIn = (project: Project): string | undefined =>
    project.reading.project.people.find((person) => person.id === id)?.name;
  const named = [current, ...all].find((project) => project !== undefined && nameIn(project) !== undefined);
  return { folder, person: (named && nameIn(named)) ?? id, id };
}

/** A text to insert instead of what stands between two places, in UTF-16 units of the text before. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The private files below a folder: read with unsaved text, written by minimal edits, and told of when they change. */
export class PrivateFolder implements Disposable {
  readonly #folder: Uri;
  readonly #disposables = new DisposableStore();
  readonly #changed = new EventEmitter<void>();
  /** Here or elsewhere, saved or not. */
  readonly onDidChange: Event<void> = this.#changed.event;

  /** @param part the folder in `.gantry-private/`, or the file, whose changes are told of, such as `assessments/` */
  constructor(folder: Uri, part: string) {
    this.#folder = folder;
    const add = this.#disposables;
    add.add(this.#changed);
    const own = Uri.joinPath(folder, privateFolder, part).toString();
    const tell = (uri: Uri): void => {
      if (uri.toString().startsWith(own)) this.#changed.fire();
    };
    const watcher = add.add(workspace.createFileSystemWatcher(`**/${privateFolder}${part}*`));
    for (const event of [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete]) add.add(event(tell));
    add.add(
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) tell(document.uri);
      }),
    );
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  /** Of a file in `.gantry-private/`. */
  uriOf(path: string): Uri {
    return Uri.joinPath(this.#folder, privateFolder, path);
  }

  /** The names of what is in a folder of it; none when it is not there. */
  async list(path: string): Promise<readonly string[]> {
    try {
      return (await workspace.fs.readDirectory(this.uriOf(path))).map(([name]) => name);
    } catch {
      return [];
    }
  }

  /** What a file says now, unsaved text included; undefined when it is not there or can't be read. */
  async read(path: string): Promise<string | undefined> {
    return readText(this.uriOf(path)).catch(() => undefined);
  }

  exists(path: string): Promise<boolean> {
    return exists(this.uriOf(path));
  }

  /**
   * Edits a file, which is made when it is not there. Its folder gets the rule that keeps it out of version control where it has none.
   * @param text what the file says now, or what a new one begins with
   * @throws UserMessage when it says something else by now, can't be written, or would not be kept out of version control
   */
  async edit(path: string, text: string, edits: readonly Edit[]): Promise<void> {
    const uri = this.uriOf(path);
    const changes = edits.map(({ start, end, text: newText }) => ({ start, end, newText }));
    const ignore = await this.#missingIgnore();
    if (await exists(uri)) await applyTextChanges([{ uri, expected: text, edits: changes }], ignore);
    else await applyTextChanges([], [...ignore, { uri, text: applyTextEdits(text, changes) }]);
  }

  /** The rule as a new file; nothing where it is there. One that ignores less is somebody's own and is not changed. */
  async #missingIgnore(): Promise<readonly { readonly uri: Uri; readonly text: string }[]> {
    const uri = Uri.joinPath(this.#folder, privateIgnore.path);
    if (!(await exists(uri))) return [{ uri, text: privateIgnore.contents }];
    const rules = (await readText(uri).catch(() => "")).split(/\r?\n/).map((line) => line.trim());
    if (rules.includes("*") && !rules.some((rule) => rule.startsWith("!"))) return [];
    throw new UserMessage(
      l10n.t(
        "{0} does not keep this folder out of version control; nothing was written. Let it say * alone.",
        privateIgnore.path,
      ),
    );
  }
}
