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
  const parent = templatesFolder(workspaceFolder);
  const entries = await list(parent);
  const { readTemplateDescription } = await import("../../core/documents/index.ts");
  const found: TeamTemplate[] = [];
  for (const [name, type] of entries.slice(0, maximumTemplates)) {
    if ((type & FileType.Directory) === 0) continue;
    const folder = Uri.joinPath(parent, name);
    try {
      const bytes = await workspace.fs.readFile(Uri.joinPath(folder, "template.yaml"));
      const { description, problem } = readTemplateDescription(new TextDecoder().decode(bytes));
      if (description === undefined) log.warn(`${folder.toString()} was passed over: ${problem.message}`);
      else found.push({ folder, name: description.name, description: description.description });
    } catch (error) {
      log.warn(`The template ${folder.toString()} was passed over: ${String(error)}`);
    }
  }
  return found;
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
      if ((type & FileType.SymbolicLink) !== 0) {
        skipped.push(l10n.t("{0} (a link)", path));
      } else if ((type & FileType.Directory) !== 0) {
        if (depth < maximumDepth) await visit(uri, `${path}/`, depth + 1);
        else skipped.push(l10n.t("{0} (too deep)", path));
      } else if (Object.keys(files).length >= maximumFiles) {
        skipped.push(l10n.t("{0} (more than {1} files)", path, maximumFiles));
      } else if ((await workspace.fs.stat(uri)).size > maximumBytes) {
        skipped.push(l10n.t("{0} (over 1 MB)", path));
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
