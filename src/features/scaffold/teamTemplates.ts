import { FileType, l10n, Uri, workspace } from "vscode";
import type { Services } from "../../services/index.ts";
import { settings } from "../../services/index.ts";

/** A template of the team's own: a folder in the workspace. */
export interface TeamTemplate {
  readonly folder: Uri;
  readonly name: string;
  readonly description: string;
}

const maximumTemplates = 50;
const maximumFiles = 500;
const maximumBytes = 1_000_000;
const maximumDepth = 6;

/**
 * The folder of the team's templates in a workspace folder.
 * @throws UserMessage when the setting leads elsewhere.
 */
export function templatesFolder(workspaceFolder: Uri): Uri {
  return Uri.joinPath(workspaceFolder, settings.templatesFolder(workspaceFolder));
}

/** The team's templates in a workspace folder; none in Restricted Mode, where nothing from the workspace is used. */
export async function findTeamTemplates(workspaceFolder: Uri, { log }: Services): Promise<readonly TeamTemplate[]> {
  if (!workspace.isTrusted) return [];
  const { readTemplateDescription, templateFileName } = await import("../../core/documents/index.ts");
  const found: TeamTemplate[] = [];
  for (const folder of await foldersOfTemplates(workspaceFolder, log)) {
    try {
      const file = Uri.joinPath(folder, templateFileName);
      const { type, size } = await workspace.fs.stat(file);
      if (type !== FileType.File || size > maximumBytes) continue;
      const bytes = await workspace.fs.readFile(file);
      const { description, problem } = readTemplateDescription(new TextDecoder().decode(bytes));
      if (description === undefined) log.warn(`${folder.toString()} was passed over: ${problem.message}`);
      else found.push({ folder, name: description.name, description: description.description });
    } catch (error) {
      log.warn(`The template ${folder.toString()} was passed over: ${String(error)}`);
    }
  }
  return found;
}

/** What may be templates; links are not followed, since they can lead anywhere. */
async function foldersOfTemplates(workspaceFolder: Uri, log: Services["log"]): Promise<readonly Uri[]> {
  let parent: Uri;
  try {
    parent = templatesFolder(workspaceFolder);
  } catch (error) {
    log.warn(error instanceof Error ? error.message : String(error));
    return [];
  }
  return (await list(parent))
    .filter(([, type]) => type === FileType.Directory)
    .slice(0, maximumTemplates)
    .map(([name]) => Uri.joinPath(parent, name));
}

/** The template's files by their path below it. Bounded; what is too large is left out and named. */
export async function readTeamTemplate(
  folder: Uri,
): Promise<{ readonly files: Readonly<Record<string, string>>; readonly skipped: readonly string[] }> {
  const files: Record<string, string> = {};
  const skipped: string[] = [];
  const visit = async (at: Uri, prefix: string, depth: number): Promise<void> => {
    for (const [name, type] of await list(at)) {
      const path = prefix + name;
      const uri = Uri.joinPath(at, name);
      if (type === FileType.Directory) {
        if (depth < maximumDepth) await visit(uri, `${path}/`, depth + 1);
        else skipped.push(l10n.t("{0} was left out: it lies too deep.", path));
      } else if (type !== FileType.File) {
        skipped.push(l10n.t("{0} was left out: it is a link.", path));
      } else if (Object.keys(files).length >= maximumFiles) {
        skipped.push(l10n.t("{0} was left out: a template has at most {1} files.", path, maximumFiles));
      } else if ((await workspace.fs.stat(uri)).size > maximumBytes) {
        skipped.push(l10n.t("{0} was left out: it is larger than 1 MB.", path));
      } else {
        files[path] = new TextDecoder().decode(await workspace.fs.readFile(uri)).replaceAll("\r\n", "\n");
      }
    }
  };
  await visit(folder, "", 0);
  return { files, skipped };
}

async function list(folder: Uri): Promise<readonly [string, FileType][]> {
  try {
    return (await workspace.fs.readDirectory(folder)).sort(([a], [b]) => (a < b ? -1 : 1));
  } catch {
    return [];
  }
}
