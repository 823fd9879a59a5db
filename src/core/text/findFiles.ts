import { projectFileName } from "../model/project.ts";
import { deepestFolder, isSkipped, mostFiles } from "./projectFiles.ts";

/** What stands in a folder. Neither file nor folder is what can't be read to its end, or is not followed: a device, a link. */
export interface FolderEntry {
  readonly name: string;
  readonly kind: "file" | "folder" | "other";
}

/** Files that are not looked at, since a project is bounded. */
export interface LeftOut {
  /** The first file that is one too many; those behind it are left out too. */
  readonly firstTooMany: string | undefined;
  /** Files in folders that lie too deep: as many as were found in a short look. */
  readonly tooDeep: readonly string[];
}

/** What a look at a project's folder found. */
export interface FoundFiles {
  /** YAML and Markdown files as paths below the folder, sorted. */
  readonly paths: readonly string[];
  /** Folders within it that have a project file of their own, as paths below the folder; what is in them is not its own. */
  readonly inner: readonly string[];
  readonly leftOut: LeftOut;
}

export const nothingLeftOut: LeftOut = { firstTooMany: undefined, tooDeep: [] };

/** In folders that lie too deep only so many are looked into, to say what is left out. */
const mostDeepFolders = 50;
const mostDeepFiles = 50;

/**
 * Lists a project's files, bounded in number and depth: those of a folder by their names, then those of its folders by theirs, so
 * that what lies far down can't push out what lies at the top, and the same ones are found on every machine.
 * @param list what stands in a folder, named as a path below the project's; empty for the project's own
 */
export async function findFiles(list: (folder: string) => Promise<readonly FolderEntry[]>): Promise<FoundFiles> {
  const paths: string[] = [];
  const inner: string[] = [];
  const tooDeep: string[] = [];
  let firstTooMany: string | undefined;
  let deepFolders = 0;
  const visit = async (folder: string, depth: number): Promise<void> => {
    if (depth > deepestFolder && ++deepFolders > mostDeepFolders) return;
    const entries = [...(await list(folder))].sort((a, b) => (a.name < b.name ? -1 : 1));
    if (depth > 0 && entries.some(({ name }) => name === projectFileName)) {
      inner.push(folder);
      return;
    }
    const pathOf = (name: string): string => (folder === "" ? name : `${folder}/${name}`);
    for (const { name, kind } of entries) {
      if (kind !== "file" || !/\.(ya?ml|md)$/i.test(name)) continue;
      if (depth > deepestFolder) {
        if (tooDeep.length < mostDeepFiles) tooDeep.push(pathOf(name));
      } else if (paths.length < mostFiles) paths.push(pathOf(name));
      else {
        firstTooMany = pathOf(name);
        return;
      }
    }
    for (const { name, kind } of entries) {
      if (kind === "folder" && !isSkipped(name) && firstTooMany === undefined) await visit(pathOf(name), depth + 1);
    }
  };
  await visit("", 0);
  return { paths: paths.sort(), inner, leftOut: { firstTooMany, tooDeep } };
}
