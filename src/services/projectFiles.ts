import { FileType, Uri, workspace } from "vscode";
import { type FolderEntry, type FoundFiles, findFiles as findBelow } from "../core/text/findFiles.ts";

export type { FoundFiles } from "../core/text/findFiles.ts";

/**
 * Lists a project's files. Bounded in number and depth; never rejects.
 * @param onProblem is told which folder could not be listed, and why.
 */
export function findFiles(root: Uri, onProblem: (folder: Uri, error: unknown) => void): Promise<FoundFiles> {
  return findBelow(async (path) => {
    const folder = Uri.joinPath(root, path);
    try {
      return (await workspace.fs.readDirectory(folder)).map(([name, type]) => ({ name, kind: kindOf(type) }));
    } catch (error) {
      onProblem(folder, error);
      return [];
    }
  });
}

function kindOf(type: FileType): FolderEntry["kind"] {
  if ((type & FileType.Directory) !== 0) return (type & FileType.SymbolicLink) === 0 ? "folder" : "other";
  return (type & FileType.File) !== 0 ? "file" : "other";
}
