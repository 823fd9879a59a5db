import { commands, env, l10n, Position, Range, Uri, ViewColumn, window, workspace } from "vscode";
import { exists, folderOf, readText, UserMessage } from "../../platform/index.ts";

/**
 * Opens a link that stands in a file: a file of the workspace, or an https address in the browser. What a file says is
 * not trusted, so nothing else is followed.
 * @throws UserMessage when the target is none of these or is not there.
 */
export async function openLink(from: Uri, target: string): Promise<void> {
  if (/^https:\/\//i.test(target)) {
    if (!(await env.openExternal(Uri.parse(target, true))))
      throw new UserMessage(l10n.t("{0} was not opened.", target));
    return;
  }
  if (/^[a-z][a-z0-9+.-]*:/i.test(target) || target.startsWith("//")) {
    throw new UserMessage(l10n.t("{0} was not opened: only files of this workspace and https addresses are.", target));
  }
  const [path = "", fragment = ""] = target.split("#", 2);
  const uri = resolve(from, path);
  if (uri === undefined || workspace.getWorkspaceFolder(uri) === undefined) {
    throw new UserMessage(l10n.t("{0} was not opened: it lies outside this workspace.", target));
  }
  if (!(await exists(uri))) {
    throw new UserMessage(l10n.t("{0} is not there (yet).", workspace.asRelativePath(uri)));
  }
  const line = fragment === "" ? undefined : await lineOf(uri, fragment);
  await commands.executeCommand("vscode.open", uri, line === undefined ? {} : { selection: at(line) });
}

/** Shows a file's text at a line, counted from 0. */
export async function openAtLine(uri: Uri, line: number): Promise<void> {
  const document = await workspace.openTextDocument(uri);
  await window.showTextDocument(document, { viewColumn: ViewColumn.Active, selection: at(line) });
}

function at(line: number): Range {
  const place = new Position(Math.max(0, line), 0);
  return new Range(place, place);
}

function resolve(from: Uri, path: string): Uri | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path.split("?", 1)[0] ?? "");
  } catch {
    return undefined;
  }
  if (decoded === "") return from;
  if (!decoded.startsWith("/")) return Uri.joinPath(folderOf(from), decoded);
  // As git hosts read it: from the top of the repository.
  const folder = workspace.getWorkspaceFolder(from);
  return folder === undefined ? undefined : Uri.joinPath(folder.uri, decoded);
}

/** `#L12` is a line; anything else the id of a record in a slice or the words of a heading. */
async function lineOf(uri: Uri, fragment: string): Promise<number | undefined> {
  const number = /^L(\d{1,7})(?:-|$)/.exec(fragment)?.[1];
  if (number !== undefined) return Number(number) - 1;
  const wanted = fragment.toLowerCase();
  const lines = (await readText(uri).catch(() => "")).split(/\r\n|\n|\r/, 200_000);
  const isMarkdown = /\.md$/i.test(uri.path);
  const found = lines.findIndex((line) =>
    isMarkdown ? /^#{1,6}\s/.test(line) && slug(line) === wanted : line.trimStart().startsWith(`${fragment}:`),
  );
  return found < 0 ? undefined : found;
}

/** The address of a heading as git hosts make it. */
function slug(heading: string): string {
  return heading
    .replace(/^#+\s*|\s*#*\s*$/g, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replace(/\s/g, "-");
}
