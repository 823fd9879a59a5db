import { projectFileName, templateFileName } from "../core/model/project.ts";
import type { DocumentText } from "../core/text/editing/index.ts";
import { type FolderEntry, findFiles as findBelow, type LeftOut } from "../core/text/findFiles.ts";
import { largestFile, largestTogether } from "../core/text/projectFiles.ts";
import {
  isSlice,
  leftOutProblems,
  type Problem,
  type ProjectReading,
  readSlice,
  type Slice,
  unite,
} from "../core/text/reading/index.ts";
import { isTemplateDescription } from "../core/text/sections.ts";
import { type FolderEntry as DiskEntry, FileProblem, type Io, Refusal } from "./io.ts";
import { plain } from "./plainText.ts";

/** A project as it lies on the disk. */
export interface OpenProject {
  /** Absolute, with all links followed. */
  readonly folder: string;
  readonly reading: ProjectReading;
  /** Files that belong to it but could not be read, with the reason as half a sentence. */
  readonly unread: readonly { readonly path: string; readonly what: string }[];
  /** What is told of files beyond what a project may hold. */
  readonly leftOut: readonly Problem[];
  /** Its Markdown files, as paths below its folder. */
  readonly documents: readonly string[];
}

/** The usual name of a project's folder, looked for beside the folder itself. */
const usualFolder = "project";
/**
 * The folder of the project that is meant.
 * @param given what the person named; without it the project is looked for here, in `project`, and in the folders above up to the
 *   root of the repository.
 * @throws Refusal when there is none.
 */
export async function findProject(io: Io, given: string | undefined): Promise<string> {
  if (given !== undefined) {
    const path = io.resolve(given);
    const kind = await io.kindOf(path);
    if (kind === undefined) throw new Refusal(`There is no ${plain(given)}.`);
    const folder = kind === "file" && io.nameOf(path) === projectFileName ? io.parent(path) : path;
    const found = await projectAt(io, folder);
    if (found !== undefined) return found;
    throw new Refusal(
      `${plain(io.shown(folder))} holds no project: there is no ${projectFileName} in it, nor in its folder “${usualFolder}”.`,
    );
  }
  const above = await findProjectAbove(io);
  if (above !== undefined) return above;
  throw new Refusal(
    `There is no project here: no ${projectFileName} in this folder, in “${usualFolder}”, or above. Name its folder, or make one with: gantry new ${usualFolder}`,
  );
}

/** The folder of the project here, or in the folders above up to the root of the repository; undefined where there is none. */
export async function findProjectAbove(io: Io): Promise<string | undefined> {
  for (let folder = io.folder; ; folder = io.parent(folder)) {
    const found = await projectAt(io, folder);
    if (found !== undefined) return found;
    const isRoot = io.parent(folder) === folder || (await io.kindOf(io.resolve(folder, ".git"))) !== undefined;
    if (isRoot) return undefined;
  }
}

async function projectAt(io: Io, folder: string): Promise<string | undefined> {
  for (const candidate of [folder, io.resolve(folder, usualFolder)]) {
    if ((await io.kindOf(io.resolve(candidate, projectFileName))) !== "file") continue;
    // A team's template holds a project file too; it is no project until something is made of it.
    if (await isTemplate(io, candidate)) continue;
    return io.realPath(candidate);
  }
  return undefined;
}

async function isTemplate(io: Io, folder: string): Promise<boolean> {
  const path = io.resolve(folder, templateFileName);
  if ((await io.kindOf(path)) !== "file") return false;
  try {
    return isTemplateDescription(await io.readText(path, largestFile));
  } catch {
    return false;
  }
}

/** Finds a project, reads its slices and puts them together. @throws Refusal when there is none. */
export async function openProject(io: Io, given: string | undefined): Promise<OpenProject> {
  const folder = await findProject(io, given);
  const found = await findFiles(io, folder);
  const slices: Slice[] = [];
  const unread = [...found.unread];
  let together = 0;
  for (const path of found.yaml) {
    try {
      const text = await io.readText(io.resolve(folder, path), Math.min(largestFile, largestTogether - together));
      together += text.length;
      // The project's own file is one of its slices whatever it says; others have to say so.
      if (path === projectFileName || isSlice(text)) slices.push(readSlice(path, text));
    } catch (error) {
      if (!(error instanceof FileProblem)) throw error;
      unread.push({ path, what: error.what });
    }
  }
  const reading = unite(slices, io.nameOf(folder));
  const projectFile = slices.find(({ path }) => path === projectFileName)?.text ?? "";
  const deepSlices = await slicesAmong(io, folder, found.leftOut.tooDeep);
  // What is too large is told with its own path.
  const leftOut = leftOutProblems({ ...found.leftOut, deepSlices, tooLarge: [] }, projectFile);
  return { folder, reading, unread, leftOut, documents: found.markdown };
}

/** The project's documents and checklists as texts, with those that can't be read among what is left out. */
export async function readDocuments(
  io: Io,
  { folder, documents }: OpenProject,
): Promise<{ readonly texts: readonly DocumentText[]; readonly unread: OpenProject["unread"] }> {
  const texts: DocumentText[] = [];
  const unread: { path: string; what: string }[] = [];
  let together = 0;
  for (const path of documents) {
    try {
      const text = await io.readText(io.resolve(folder, path), Math.min(largestFile, largestTogether - together));
      together += text.length;
      texts.push({ path, text });
    } catch (error) {
      if (!(error instanceof FileProblem)) throw error;
      unread.push({ path, what: error.what });
    }
  }
  return { texts, unread };
}

interface FoundFiles {
  readonly yaml: readonly string[];
  readonly markdown: readonly string[];
  readonly leftOut: LeftOut;
  readonly unread: readonly { readonly path: string; readonly what: string }[];
}

/** The project's YAML and Markdown files, sorted; folders of projects within it are left out. */
async function findFiles(io: Io, root: string): Promise<FoundFiles> {
  const unread: { path: string; what: string }[] = [];
  const kindOf = async (path: string, kind: DiskEntry["kind"]): Promise<FolderEntry["kind"]> => {
    if (kind !== "link") return kind;
    if (!/\.(?:yaml|md)$/.test(path)) return "other";
    const problem = await linkProblem(io, root, io.resolve(root, path));
    if (problem === undefined) return "file";
    if (problem !== "not a file") unread.push({ path, what: problem });
    return "other";
  };
  const { paths, leftOut } = await findBelow(async (folder) => {
    try {
      const entries = await io.list(io.resolve(root, folder));
      return await Promise.all(
        entries.map(async ({ name, kind }) => ({
          name,
          kind: await kindOf(folder === "" ? name : `${folder}/${name}`, kind),
        })),
      );
    } catch (error) {
      if (!(error instanceof FileProblem)) throw error;
      unread.push({ path: folder === "" ? "." : folder, what: error.what });
      return [];
    }
  });
  return {
    yaml: paths.filter((path) => path.endsWith(".yaml")),
    markdown: paths.filter((path) => path.endsWith(".md")),
    leftOut,
    unread,
  };
}

/** Those among files too deep that the plan lacks. */
async function slicesAmong(io: Io, folder: string, paths: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const path of paths.filter((name) => name.endsWith(".yaml"))) {
    try {
      if (isSlice(await io.readText(io.resolve(folder, path), largestFile))) found.push(path);
    } catch (error) {
      if (!(error instanceof FileProblem)) throw error;
    }
  }
  return found;
}

/** Why a link is not followed, as half a sentence; "not a file" where it leads to none. */
async function linkProblem(io: Io, root: string, path: string): Promise<string | undefined> {
  try {
    const real = await io.realPath(path);
    if ((await io.kindOf(real)) !== "file") return "not a file";
    return io.isBelow(root, real) ? undefined : "is a link that leads out of the project, so it is left out";
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    return "is a link to nowhere";
  }
}
