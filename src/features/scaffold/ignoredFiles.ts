import { extensions, type LogOutputChannel, Uri } from "vscode";

/** What is used here of the API that VS Code's own Git extension gives to others. */
interface GitExtension {
  getAPI(version: 1): {
    getRepository(uri: Uri): { checkIgnore?(paths: string[]): Promise<ReadonlySet<string>> } | null;
  };
}

/**
 * Which of a folder's files version control ignores, as paths below it: they are private to this machine, rates for
 * instance. None where Git is not there to ask.
 */
export async function ignoredFiles(
  folder: Uri,
  paths: readonly string[],
  log: LogOutputChannel,
): Promise<ReadonlySet<string>> {
  try {
    const extension = extensions.getExtension<GitExtension>("vscode.git");
    const repository = (await extension?.activate())?.getAPI(1).getRepository(folder);
    const places = new Map(paths.map((path) => [Uri.joinPath(folder, path).fsPath, path]));
    const ignored = await repository?.checkIgnore?.([...places.keys()]);
    return new Set([...(ignored ?? [])].flatMap((place) => places.get(place) ?? []));
  } catch (error) {
    log.warn(`Git could not say which files it ignores: ${String(error)}`);
    return new Set();
  }
}
