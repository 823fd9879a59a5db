import { FileType, Uri, workspace } from "vscode";
import { projectFileName } from "../core/model/project.ts";
import { deepestFolder, isSkipped, mostFiles } from "../core/text/projectFiles.ts";

/** What a look at a project's folder found. */
export interface FoundFiles {
  /** YAML and Markdown files as paths below the folder, sorted. */
  readonly paths: readonly string[];
  /** Folders within it that have a project file of their own, as paths below the folder; what is in them is not its own. */
  readonly inner: readonly string[];
}

/**
 * Lists a project's files. Bounded in number and depth; never rejects.
 * @param onProblem is told which folder could not be listed, and why.
 */
export async function findFiles(root: Uri, onProblem: (folder: Uri, error: unknown) => void): Promise<FoundFiles> {
  const paths: string[] = [];
  const inner: string[] = [];
  const list = async (folder: Uri): Promise<readonly [string, FileType][]> => {
    try {
      return await workspace.fs.readDirectory(folder);
    } catch (error) {
      onProblem(folder, error);
      return [];
    }
  };
  const visit = async (folder: Uri, prefix: string, depth: number): Promise<void> => {
    const entries = await list(folder);
    if (depth > 0 && entries.some(([name]) => name === projectFileName)) {
      inner.push(prefix.slice(0, -1));
      return;
    }
    for (const [name, type] of entries) {
      if (paths.length >= mostFiles) return;
      if ((type & FileType.Directory) !== 0) {
        const isLink = (type & FileType.SymbolicLink) !== 0;
        if (depth < deepestFolder && !isLink && !isSkipped(name)) {
          await visit(Uri.joinPath(folder, name), `${prefix}${name}/`, depth + 1);
        }
      } else if ((type & FileType.File) !== 0 && /\.(ya?ml|md)$/i.test(name)) {
        // What is neither file nor folder (a device, a pipe, a link to nowhere) can't be read to its end.
        paths.push(prefix + name);
      }
    }
  };
  await visit(root, "", 0);
  return { paths: paths.sort(), inner };
}
