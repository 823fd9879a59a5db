import { extensions, l10n, type Uri, workspace } from "vscode";
import { type Schedule, schedule } from "../../core/schedule/schedule.ts";
import { canBeSlice } from "../../core/text/projectFiles.ts";
import { isSlice, readSlice, type Slice, unite } from "../../core/text/reading/index.ts";
import { pathBelow, UserMessage } from "../../platform/index.ts";
import type { Project } from "../../services/index.ts";

/** What is used of the API of VS Code's own Git extension, version 1. */
interface GitApi {
  getRepository(uri: Uri): GitRepository | null;
  /** Opens the repository that a folder lies in, where the extension has not found it yet. */
  openRepository?(uri: Uri): Promise<GitRepository | null>;
}

export interface GitRepository {
  log(options: { readonly maxEntries: number; readonly path?: string }): Promise<readonly GitCommit[]>;
  show(ref: string, path: string): Promise<string>;
  /** What differs between a revision and the files as they lie there. */
  diffWith(ref: string): Promise<readonly { readonly originalUri: Uri }[]>;
}

interface GitCommit {
  readonly hash: string;
  readonly message: string;
  readonly authorDate?: Date;
  readonly authorName?: string;
}

/** A revision that a project can be compared with. */
export interface Revision {
  readonly hash: string;
  readonly title: string;
  readonly author: string;
  readonly date: Date | undefined;
}

const mostRevisions = 100;

/** The revisions that changed a project's folder, the last one first. @throws UserMessage where Git can't be asked */
export async function revisionsOf({ folder }: Project): Promise<readonly Revision[]> {
  const repository = await repositoryOf(folder);
  const commits = await repository.log({ maxEntries: mostRevisions, path: folder.fsPath });
  return commits.map(({ hash, message, authorDate, authorName }) => {
    return { hash, title: message.split("\n", 1)[0] ?? "", author: authorName ?? "", date: authorDate };
  });
}

/**
 * The dates of a project as its files were at a revision, for the day it is now.
 * @param known the repository, where it is known already
 * @throws UserMessage where it was not there
 */
export async function scheduleAt(
  project: Project,
  hash: string,
  known?: Pick<GitRepository, "show" | "diffWith">,
): Promise<Schedule> {
  const { folder } = project;
  const repository = known ?? (await repositoryOf(folder));
  const changed = await repository.diffWith(hash);
  const paths = new Set([
    ...project.reading.slices.map(({ path }) => path),
    // What was deleted or renamed since.
    ...changed.flatMap(({ originalUri }) => pathBelow(folder, originalUri) ?? []).filter(canBeSlice),
  ]);
  const slices = await Promise.all([...paths].map((path) => sliceAt(repository, folder, hash, path, project)));
  const found = slices.filter((slice) => slice !== undefined);
  if (found.length === 0) throw new UserMessage(l10n.t("The project was not there yet at that revision."));
  return schedule(unite(found, project.header.name), { today: project.today });
}

async function sliceAt(
  repository: Pick<GitRepository, "show">,
  folder: Uri,
  hash: string,
  path: string,
  { reading }: Project,
): Promise<Slice | undefined> {
  let text: string;
  try {
    text = await repository.show(hash, folder.with({ path: `${folder.path}/${path}` }).fsPath);
  } catch {
    return undefined;
  }
  if (!isSlice(text) && path !== "gantry.yaml") return undefined;
  // What is the same stays the same value: comparing is quick by that.
  return reading.slices.find((slice) => slice.path === path && slice.text === text) ?? readSlice(path, text);
}

async function repositoryOf(folder: Uri): Promise<GitRepository> {
  if (!workspace.isTrusted) throw new UserMessage(l10n.t("Git is not asked in Restricted Mode."));
  const git = extensions.getExtension<{ getAPI(version: 1): GitApi }>("vscode.git");
  if (git === undefined)
    throw new UserMessage(l10n.t("There is no Git here: VS Code's Git extension is off, or can't run in this window."));
  let api: GitApi;
  try {
    api = (await git.activate()).getAPI(1);
  } catch {
    throw new UserMessage(l10n.t("VS Code's Git extension is switched off."));
  }
  const repository = api.getRepository(folder) ?? (await api.openRepository?.(folder)) ?? null;
  if (repository === null)
    throw new UserMessage(l10n.t("The project is in no Git repository that VS Code has opened."));
  return repository;
}
