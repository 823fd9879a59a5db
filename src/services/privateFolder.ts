/** `.gantry-private/`: files that a person keeps beside a project for nobody else. */
import { type Disposable, type Event, EventEmitter, l10n, Uri, workspace } from "vscode";
import { privateIgnore } from "../core/documents/planProject.ts";
import { privateFolder } from "../core/model/privateFolder.ts";
import { applyTextEdits } from "../core/text/editing/textEdits.ts";
import { applyTextChanges, DisposableStore, exists, readText, UserMessage } from "../platform/index.ts";
import { type Services, whoAmI } from "./index.ts";

/** Where a person's private files are. */
export interface PrivatePlace {
  /** The project's folder, or the first one that is open. */
  readonly folder: Uri;
  readonly person: string;
}

/**
 * Where the person at this machine keeps what is private. Undefined when it is not known who that is.
 * @param options.person who it is, when that is known from before
 * @throws UserMessage when no folder is open
 */
export async function privatePlace(
  { projects }: Services,
  options: { readonly ask: boolean; readonly person?: string | undefined },
): Promise<PrivatePlace | undefined> {
  await projects.ready;
  const project = projects.current;
  const folder = project?.folder ?? workspace.workspaceFolders?.[0]?.uri;
  if (folder === undefined) {
    if (!options.ask) return undefined;
    throw new UserMessage(l10n.t("Open a folder first: your answers are kept in a file of it."));
  }
  if (options.person !== undefined) return { folder, person: options.person };
  const id = await whoAmI(project, options);
  if (id === undefined) return undefined;
  const name = project?.reading.project.people.find((person) => person.id === id)?.name;
  return { folder, person: name ?? id };
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
   * Edits a file, which is made when it is not there: then its folder comes with the rule that keeps it out of version control.
   * @param text what the file says now, or what a new one begins with
   * @throws UserMessage when it says something else by now or can't be written
   */
  async edit(path: string, text: string, edits: readonly Edit[]): Promise<void> {
    const uri = this.uriOf(path);
    const changes = edits.map(({ start, end, text: newText }) => ({ start, end, newText }));
    if (await exists(uri)) {
      await applyTextChanges([{ uri, expected: text, edits: changes }]);
      return;
    }
    const files = [{ uri, text: applyTextEdits(text, changes) }];
    const ignore = Uri.joinPath(this.#folder, privateIgnore.path);
    await applyTextChanges(
      [],
      (await exists(ignore)) ? files : [{ uri: ignore, text: privateIgnore.contents }, ...files],
    );
  }
}
