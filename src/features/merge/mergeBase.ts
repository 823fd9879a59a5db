import { extensions, type LogOutputChannel, type Uri, workspace } from "vscode";

/** What is used of the API of VS Code's own git extension. */
interface GitExtension {
  getAPI(version: 1): {
    getRepository(uri: Uri): { show(ref: string, path: string): Promise<string> } | null;
  };
}

/**
 * The version that both sides of an unfinished merge come from, as git keeps it in its index. Undefined where there is no git, no
 * merge, or no trust: running git is left to trusted workspaces.
 */
export async function mergeBase(uri: Uri, log: LogOutputChannel): Promise<string | undefined> {
  if (!workspace.isTrusted || uri.scheme !== "file") return undefined;
  const git = extensions.getExtension<GitExtension>("vscode.git");
  if (git === undefined) return undefined;
  try {
    const { getAPI } = git.isActive ? git.exports : await git.activate();
    return await getAPI.call(git.exports, 1).getRepository(uri)?.show(":1", uri.fsPath);
  } catch (error) {
    // Git is switched off, or the file is not being merged.
    log.debug(`No common version of ${uri.toString()}: ${String(error)}`);
    return undefined;
  }
}
