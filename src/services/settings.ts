import { l10n, type Uri, workspace } from "vscode";
import { folderProblem } from "../core/documents/filePaths.ts";
import { UserMessage } from "../platform/index.ts";

/**
 * The settings Gantry contributes, read when asked, so that a change holds at once. A workspace can set them, so no value
 * is taken on trust: not its type, and not that a folder lies below the workspace folder.
 */
export const settings = {
  /** The id of the person at this machine in a project's `people`; empty when not asked yet. */
  get me(): string {
    return text("me", undefined);
  },
  /** Behind which tasks an editor shows their dates. */
  get inlayHints(): InlayHints {
    const value = text("inlayHints", undefined);
    return isInlayHints(value) ? value : "on";
  },
  /**
   * Where a new project goes, relative to the workspace folder; `.` is the workspace folder itself.
   * @throws UserMessage when the setting leads elsewhere.
   */
  projectFolder(workspaceFolder: Uri): string {
    return folder("projectFolder", "project", workspaceFolder);
  },
  /**
   * Where a team keeps its own templates, relative to the workspace folder.
   * @throws UserMessage when the setting leads elsewhere.
   */
  templatesFolder(workspaceFolder: Uri): string {
    return folder("templatesFolder", ".gantry/templates", workspaceFolder);
  },
};

/** The values of the setting `gantry.inlayHints`. */
const inlayHints = ["on", "atCursor", "off"] as const;
export type InlayHints = (typeof inlayHints)[number];

function isInlayHints(value: string): value is InlayHints {
  return (inlayHints as readonly string[]).includes(value);
}

function text(key: string, scope: Uri | undefined): string {
  const value = workspace.getConfiguration("gantry", scope).get<unknown>(key);
  return typeof value === "string" ? value.trim() : "";
}

function folder(key: string, usual: string, workspaceFolder: Uri): string {
  const path = text(key, workspaceFolder).replace(/^\.\//, "").replace(/\/+$/, "") || usual;
  const problem = path === "." ? undefined : folderProblem(path);
  if (problem === undefined) return path;
  throw new UserMessage(
    l10n.t('The setting gantry.{0} must name a folder below the workspace folder: "{1}" {2}.', key, path, problem),
  );
}
