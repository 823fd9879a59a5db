/** Which files below a project's folder are looked at: the same for the editor and the terminal. */

/** Bounds of what is looked at, since a project can be a whole repository. */
export const mostFiles = 5_000;
export const deepestFolder = 6;
/** In bytes. Larger files are not read. */
export const largestFile = 20_000_000;
/** All files of one kind together, in characters. */
export const largestTogether = 200_000_000;

/** Folders that hold no part of a project, whatever lies in them. */
const skippedFolders: ReadonlySet<string> = new Set(["node_modules", ".git", ".gantry-private", "dist", "out"]);

/** Whether a folder or a file, as a path below a project, lies in a folder that is not looked into, or is one. */
export function isSkipped(path: string): boolean {
  return path.split("/").some((name) => skippedFolders.has(name));
}

/** Whether a file of a project is one of its Markdown documents or checklists, by its path. */
export function canBeDocument(path: string): boolean {
  return path.endsWith(".md") && !isSkipped(path) && path.split("/").length <= deepestFolder + 1;
}

/** Whether a file of a project can be a slice by its path; whether it is one, its text says. */
export function canBeSlice(path: string): boolean {
  if (!path.endsWith(".yaml")) return false;
  const folders = path.split("/").slice(0, -1);
  return folders.length <= deepestFolder && !folders.some((name) => skippedFolders.has(name));
}
