import { Uri, workspace } from "vscode";

let counter = 0;

/** A folder of its own for a test, below the workspace folder; it does not exist yet. */
export function freshFolder(name: string): Uri {
  const folder = workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error("The host suite needs a workspace folder.");
  counter += 1;
  return Uri.joinPath(folder.uri, "host-tests", `${name}-${counter}-${Date.now().toString(36)}`);
}

/**
 * Makes a folder, level by level, and comes back when what is written there is told of. On Linux a folder that is made together with
 * the one around it may never be watched; it is made again then.
 */
export async function watchedFolder(folder: Uri): Promise<void> {
  const top = workspace.workspaceFolders?.[0]?.uri.path ?? "";
  const names = folder.path.slice(top.length).split("/").filter(Boolean);
  for (let depth = 1; depth <= names.length; depth++) {
    const level = folder.with({ path: `${top}/${names.slice(0, depth).join("/")}` });
    await eventually(() => isWatched(level, depth > 1));
  }
}

/** Whether a file that is written into the folder is told of within a second; a folder of one's own is deleted when it is not. */
async function isWatched(folder: Uri, isOwn: boolean): Promise<boolean> {
  const probe = Uri.joinPath(folder, "probe.txt");
  const watcher = workspace.createFileSystemWatcher("**/probe.txt");
  try {
    await workspace.fs.createDirectory(folder);
    const told = new Promise<boolean>((resolve) => {
      watcher.onDidCreate((uri) => {
        if (uri.toString() === probe.toString()) resolve(true);
      });
      setTimeout(() => resolve(false), 1000);
    });
    await write(probe, "");
    if (await told) return true;
    if (isOwn) await workspace.fs.delete(folder, { recursive: true });
    return false;
  } finally {
    watcher.dispose();
    await workspace.fs.delete(probe).then(undefined, () => {});
  }
}

export async function write(uri: Uri, text: string): Promise<void> {
  await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
}

export async function read(uri: Uri): Promise<string> {
  return new TextDecoder().decode(await workspace.fs.readFile(uri));
}

/** Looks until the check passes; the suite's own time limit ends it when it never does. */
export async function eventually<T>(check: () => T | undefined | false | Promise<T | undefined | false>): Promise<T> {
  for (;;) {
    const result = await check();
    if (result !== undefined && result !== false) return result;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
