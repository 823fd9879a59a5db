/** A project as git has it at a revision: read from its objects, nothing is checked out. */
import { projectFileName } from "../core/model/project.ts";
import { canBeSlice, largestFile, largestTogether, mostFiles } from "../core/text/projectFiles.ts";
import { isSlice, readSlice, type Slice, unite } from "../core/text/reading/index.ts";
import { type Io, Refusal } from "./io.ts";
import type { OpenProject } from "./openProject.ts";
import { plain } from "./plainText.ts";

/** A file of a commit. */
interface CommittedFile {
  /** Below the project's folder. */
  readonly path: string;
  readonly object: string;
  readonly size: number;
}

/**
 * The commit a revision means: a hash, a branch, a tag, `HEAD~3`.
 * @throws Refusal when git is not there, the folder is in no repository, or it knows no such revision.
 */
export async function commitOf(io: Io, folder: string, revision: string): Promise<string> {
  const shown = plain(revision);
  // What begins with a dash would be an option to git.
  if (revision === "" || revision.startsWith("-") || /[\s\p{Cc}]/u.test(revision)) {
    throw new Refusal(`“${shown}” is no revision of git: a hash, a branch, a tag, HEAD~3.`);
  }
  const commit = await io.git(folder, "rev-parse", "--verify", "--quiet", `${revision}^{commit}`);
  if (commit !== undefined && /^[0-9a-f]{40,64}$/.test(commit)) return commit;
  if ((await io.git(folder, "--version")) === undefined) {
    throw new Refusal(`Git can't be run, so “${shown}” can't be read. Install it, or put it on the PATH.`);
  }
  if ((await io.git(folder, "rev-parse", "--git-dir")) === undefined) {
    throw new Refusal(`${plain(io.shown(folder))} is in no git repository, so there is no revision “${shown}”.`);
  }
  throw new Refusal(`Git knows no revision “${shown}” here. In a shallow clone, fetch more of the history first.`);
}

/** Opens the project of a folder as it was at a revision. @throws Refusal when it was not there. */
export async function openProjectAt(
  io: Io,
  folder: string,
  revision: string,
): Promise<OpenProject & { readonly commit: string }> {
  const commit = await commitOf(io, folder, revision);
  const prefix = (await io.git(folder, "rev-parse", "--show-prefix")) ?? "";
  const files = await committedFiles(io, folder, commit, prefix);
  if (!files.some(({ path }) => path === projectFileName)) {
    throw new Refusal(`At ${plain(revision)}, there was no ${projectFileName} in ${plain(io.shown(folder))}.`);
  }
  const unread: { path: string; what: string }[] = [];
  const wanted: CommittedFile[] = [];
  let together = 0;
  for (const file of files) {
    if (file.size > largestFile || together + file.size > largestTogether) {
      unread.push({ path: file.path, what: `is too large (${Math.round(file.size / 1e6)} MB)` });
    } else if (wanted.length >= mostFiles) {
      unread.push({ path: file.path, what: `is left out: the project has more than ${mostFiles} files` });
      break;
    } else {
      wanted.push(file);
      together += file.size;
    }
  }
  const texts = await io.gitTexts(
    folder,
    wanted.map(({ object }) => object),
    together,
  );
  const slices: Slice[] = [];
  for (const [index, { path }] of wanted.entries()) {
    const text = texts[index];
    if (text === undefined) unread.push({ path, what: "is not a text in UTF-8, or git does not have it" });
    else if (path === projectFileName || isSlice(text)) slices.push(readSlice(path, text));
  }
  return { folder, reading: unite(slices, io.nameOf(folder)), unread, leftOut: [], documents: [], commit };
}

/** The project's YAML files in a commit, sorted; those of projects inside it, and links, are left out. */
async function committedFiles(
  io: Io,
  folder: string,
  commit: string,
  prefix: string,
): Promise<readonly CommittedFile[]> {
  const below = prefix === "" ? [] : ["--", prefix];
  const listing = await io.git(folder, "ls-tree", "-r", "-z", "--long", "--full-tree", commit, ...below);
  if (listing === undefined) throw new Refusal(`Git can't list the files of ${commit.slice(0, 12)}.`);
  const files: CommittedFile[] = [];
  for (const entry of listing.split("\0")) {
    const match = /^100\d{3} blob ([0-9a-f]+) +(\d+)\t([\s\S]+)$/.exec(entry);
    const path = match?.[3];
    if (match === null || path === undefined || !path.startsWith(prefix)) continue;
    const own = path.slice(prefix.length);
    if (canBeSlice(own)) files.push({ path: own, object: match[1] ?? "", size: Number(match[2]) });
  }
  const others = files
    .filter(({ path }) => path.endsWith(`/${projectFileName}`))
    .map(({ path }) => path.slice(0, -projectFileName.length));
  return files
    .filter(({ path }) => !others.some((other) => path.startsWith(other)))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Who last changed a line: of the files as they lie in the folder, or at a commit. Undefined where git can't tell. */
export async function authorOfLine(
  io: Io,
  folder: string,
  commit: string | undefined,
  path: string,
  line: number,
): Promise<string | undefined> {
  const range = `${line},${line}`;
  const at = commit === undefined ? [] : [commit];
  const blame = await io.git(folder, "blame", "--porcelain", "--no-textconv", "-L", range, ...at, "--", path);
  const author = blame === undefined ? undefined : /^author (.+)$/m.exec(blame)?.[1];
  return author === "Not Committed Yet" ? "not committed yet" : author;
}
