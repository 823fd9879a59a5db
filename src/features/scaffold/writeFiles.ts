import { type LogOutputChannel, l10n, Uri, WorkspaceEdit, workspace } from "vscode";
import { exists, explainFileError, folderOf, UserMessage } from "../../platform/index.ts";

/** A file to be made, as a path below the target folder, with slashes. */
export interface NewFile {
  readonly path: string;
  readonly contents: string;
}

/** What became of a set of files. */
export interface WriteOutcome {
  readonly created: readonly Uri[];
  /** What stood there before and was left as it is, with what would have been written. */
  readonly leftAlone: readonly { readonly uri: Uri; readonly proposed: string }[];
}

/** Which of the files are already there. */
export async function findExisting(folder: Uri, files: readonly NewFile[]): Promise<ReadonlySet<string>> {
  const found = await Promise.all(
    files.map(async (file) => ((await exists(Uri.joinPath(folder, file.path))) ? file.path : undefined)),
  );
  return new Set(found.filter((path) => path !== undefined));
}

/**
 * Writes all new files or none; nothing that exists is touched. One step for undo.
 * @throws UserMessage that names the file and the cause; what had been made is removed again before.
 */
export async function writeFiles(folder: Uri, files: readonly NewFile[], log: LogOutputChannel): Promise<WriteOutcome> {
  if (workspace.fs.isWritableFileSystem(folder.scheme) === false) {
    throw new UserMessage(
      l10n.t("Nothing was written: the file system of {0} is read-only.", workspace.asRelativePath(folder)),
    );
  }
  const existing = await findExisting(folder, files);
  const leftAlone = files
    .filter((file) => existing.has(file.path))
    .map((file) => ({ uri: Uri.joinPath(folder, file.path), proposed: file.contents }));
  const fresh = files.filter((file) => !existing.has(file.path));
  const missingFolders = await foldersToMake(folder, fresh);

  const edit = new WorkspaceEdit();
  for (const file of fresh) {
    const contents = new TextEncoder().encode(file.contents);
    edit.createFile(Uri.joinPath(folder, file.path), { contents, overwrite: false, ignoreIfExists: false });
  }
  let failure: unknown;
  try {
    if (fresh.length > 0 && !(await workspace.applyEdit(edit))) failure = "refused";
  } catch (error) {
    failure = error;
  }
  if (failure === undefined) failure = await findMissing(folder, fresh);
  if (failure !== undefined) {
    const cause = await findCause(folder, fresh, failure);
    const remaining = await remove(folder, fresh, missingFolders, log);
    log.error(`Scaffolding failed: ${cause}`);
    throw new UserMessage(
      remaining.length === 0
        ? l10n.t("Nothing was written: {0}.", cause)
        : l10n.t(
            "Not all files could be written: {0}. These could not be removed again: {1}",
            cause,
            remaining.join(", "),
          ),
    );
  }
  for (const file of fresh) log.info(`Created ${Uri.joinPath(folder, file.path).toString()}`);
  return { created: fresh.map((file) => Uri.joinPath(folder, file.path)), leftAlone };
}

/** Folders that do not exist yet, outermost first. */
async function foldersToMake(folder: Uri, files: readonly NewFile[]): Promise<readonly Uri[]> {
  const found = new Map<string, Uri>();
  for (const file of files) {
    let parent = folderOf(Uri.joinPath(folder, file.path));
    const chain: Uri[] = [];
    while (parent.path.length > 1 && !found.has(parent.toString()) && !(await exists(parent))) {
      chain.push(parent);
      parent = folderOf(parent);
    }
    for (const missing of chain) found.set(missing.toString(), missing);
  }
  return [...found.values()].sort((a, b) => a.path.length - b.path.length);
}

async function findMissing(folder: Uri, files: readonly NewFile[]): Promise<string | undefined> {
  for (const file of files) {
    if (!(await exists(Uri.joinPath(folder, file.path)))) return "refused";
  }
  return undefined;
}

/** `applyEdit` says no more than "no": the file that is missing is tried alone, to learn why. */
async function findCause(folder: Uri, files: readonly NewFile[], failure: unknown): Promise<string> {
  for (const file of files) {
    const uri = Uri.joinPath(folder, file.path);
    if (await exists(uri)) continue;
    try {
      await workspace.fs.createDirectory(folderOf(uri));
      await workspace.fs.writeFile(uri, new TextEncoder().encode(file.contents));
    } catch (error) {
      return l10n.t("{0} can't be written ({1})", workspace.asRelativePath(uri), explainFileError(error));
    }
  }
  return typeof failure === "string" ? l10n.t("VS Code refused the change") : explainFileError(failure);
}

async function remove(
  folder: Uri,
  files: readonly NewFile[],
  folders: readonly Uri[],
  log: LogOutputChannel,
): Promise<readonly string[]> {
  const remaining: string[] = [];
  for (const file of files) {
    const uri = Uri.joinPath(folder, file.path);
    try {
      // Only what holds what was written here, whole or cut short, is ours to remove.
      const text = new TextDecoder().decode(await workspace.fs.readFile(uri));
      if (file.contents.startsWith(text)) await workspace.fs.delete(uri);
    } catch {
      if (await exists(uri)) remaining.push(workspace.asRelativePath(uri));
    }
  }
  for (const made of [...folders].reverse()) {
    try {
      if ((await workspace.fs.readDirectory(made)).length === 0) await workspace.fs.delete(made);
    } catch (error) {
      if (await exists(made)) log.warn(`${made.toString()} could not be removed again: ${String(error)}`);
    }
  }
  return remaining;
}
