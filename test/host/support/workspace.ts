import { Uri, workspace } from "vscode";

let counter = 0;

/** A folder of its own for a test, below the workspace folder; it does not exist yet. */
export function freshFolder(name: string): Uri {
  const folder = workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error("The host suite needs a workspace folder.");
  counter += 1;
  return Uri.joinPath(folder.uri, "host-tests", `${name}-${counter}-${Date.now().toString(36)}`);
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
