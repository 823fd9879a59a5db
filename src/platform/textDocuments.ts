import { FileSystemError, FileType, l10n, Range, type TextDocument, Uri, WorkspaceEdit, workspace } from "vscode";
import { applyTextEdits, type TextEdit, translateTextEdits } from "../core/checklist/textEdits.ts";
import { UserMessage } from "./commands.ts";

/** A replacement in UTF-16 offsets of the text it was made for. */
export type OffsetEdit = TextEdit;

/** Edits of one file, and the text they were made for. */
export interface TextChange {
  readonly uri: Uri;
  readonly expected: string;
  readonly edits: readonly OffsetEdit[];
}

/** The document when VS Code holds it (open or in the background), else nothing. */
export function heldDocument(uri: Uri): TextDocument | undefined {
  const key = uri.toString();
  return workspace.textDocuments.find((document) => document.uri.toString() === key && !document.isClosed);
}

/**
 * The text as it is on screen: unsaved edits count, else the file's bytes.
 * @throws FileSystemError when the file is not there or can't be read.
 */
export async function readText(uri: Uri): Promise<string> {
  const held = heldDocument(uri);
  if (held !== undefined) return held.getText();
  return decode(await workspace.fs.readFile(uri), uri);
}

/** UTF-8 is read here; what is none goes to VS Code, which knows the encoding that people set. */
async function decode(bytes: Uint8Array, uri: Uri): Promise<string> {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (!text.includes("\0")) return text;
  } catch {
    // Not UTF-8.
  }
  try {
    return await workspace.decode(bytes, { uri });
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

/** Whether something stands at this address. */
export async function exists(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

/** Whether a folder stands at this address. */
export async function isFolder(uri: Uri): Promise<boolean> {
  try {
    return ((await workspace.fs.stat(uri)).type & FileType.Directory) !== 0;
  } catch {
    return false;
  }
}

/**
 * Applies edits of one file; see {@link applyTextChanges}.
 * @throws UserMessage when the text has changed meanwhile, or the file can't be written.
 */
export function applyOffsetEdits(uri: Uri, expected: string, edits: readonly OffsetEdit[]): Promise<void> {
  return applyTextChanges([{ uri, expected, edits }]);
}

/**
 * Applies edits of one or several files as one undoable step, provided the texts still are what the edits were made for.
 * A document that was clean is saved right after, so that no unsaved tab appears; one that was dirty stays so. Not a byte
 * besides the edits changes: where VS Code would make mixed line breaks alike, the file itself is edited.
 * @throws UserMessage when a text has changed meanwhile, or a file can't be written.
 */
export async function applyTextChanges(changes: readonly TextChange[]): Promise<void> {
  const prepared: PreparedChange[] = [];
  for (const change of changes) if (change.edits.length > 0) prepared.push(await prepare(change));
  const edit = new WorkspaceEdit();
  for (const { document, edits, bytes } of prepared) {
    if (bytes !== undefined) continue;
    for (const { start, end, newText } of edits) {
      edit.replace(document.uri, new Range(document.positionAt(start), document.positionAt(end)), newText);
    }
  }
  if (edit.size > 0 && !(await workspace.applyEdit(edit))) {
    const names = prepared.map(({ document }) => workspace.asRelativePath(document.uri)).join(", ");
    throw new UserMessage(l10n.t("{0} could not be changed. It may be read-only or locked.", names));
  }
  for (const { document, wasDirty, bytes, after } of prepared) {
    const name = workspace.asRelativePath(document.uri);
    if (bytes !== undefined) {
      await writeBytes(document, bytes, after);
    } else if (!wasDirty && !(await document.save())) {
      throw new UserMessage(l10n.t("{0} was changed but could not be saved. It stays open, unsaved.", name));
    }
  }
}

interface PreparedChange {
  readonly document: TextDocument;
  /** In offsets of the document's text. */
  readonly edits: readonly OffsetEdit[];
  readonly wasDirty: boolean;
  /** The file's bytes after the edits, where it has to be written past the document. */
  readonly bytes: Uint8Array | undefined;
  /** The document's text after the edits. */
  readonly after: string;
}

async function prepare({ uri, expected, edits }: TextChange): Promise<PreparedChange> {
  const name = workspace.asRelativePath(uri);
  if (workspace.fs.isWritableFileSystem(uri.scheme) === false) {
    throw new UserMessage(l10n.t("{0} can't be changed: this file system is read-only.", name));
  }
  const document = await workspace.openTextDocument(uri);
  const text = document.getText();
  const translated = translateTextEdits(edits, expected, text);
  if (translated === undefined) throw changedMeanwhile(name);
  const after = applyTextEdits(text, translated);
  const plain = { document, edits: translated, wasDirty: document.isDirty, bytes: undefined, after };
  if (document.isDirty || document.isUntitled) return plain;

  const file = await workspace.fs.readFile(uri);
  const onDisk = utf8(file);
  if (onDisk === undefined || onDisk.text === text) return plain;
  const direct = translateTextEdits(translated, text, onDisk.text);
  if (direct !== undefined) {
    const bytes = new TextEncoder().encode(onDisk.mark + applyTextEdits(onDisk.text, direct));
    return { ...plain, bytes };
  }
  // The file was written behind the document's back, or it is in another encoding.
  if ((await decode(file, uri)) !== text && (await workspace.decode(file, { uri })) !== text)
    throw changedMeanwhile(name);
  return plain;
}

function changedMeanwhile(name: string): UserMessage {
  return new UserMessage(l10n.t("{0} has changed meanwhile. Nothing was written; try again.", name));
}

/** The text with its byte order mark apart; nothing when the bytes are not UTF-8. */
function utf8(bytes: Uint8Array): { readonly mark: string; readonly text: string } | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.startsWith("\ufeff") ? { mark: "\ufeff", text: text.slice(1) } : { mark: "", text };
  } catch {
    return undefined;
  }
}

/** VS Code reads a changed file again after about half a second; on a busy machine it takes longer. Milliseconds. */
const longestWait = 8_000;

/** Writes a file and waits until VS Code's document has taken it over. */
async function writeBytes(document: TextDocument, bytes: Uint8Array, after: string): Promise<void> {
  const name = workspace.asRelativePath(document.uri);
  let settle = (): void => {};
  const taken = new Promise<void>((resolve) => {
    settle = resolve;
  });
  const isTaken = (): boolean => document.isClosed || document.getText() === after;
  const listener = workspace.onDidChangeTextDocument((event) => {
    if (event.document === document && isTaken()) settle();
  });
  const limit = setTimeout(settle, longestWait);
  try {
    await workspace.fs.writeFile(document.uri, bytes);
    if (!isTaken()) await taken;
  } catch (error) {
    throw new UserMessage(l10n.t("{0} could not be written: {1}.", name, explainFileError(error)));
  } finally {
    clearTimeout(limit);
    listener.dispose();
  }
}

/** What a file-system error means, in one plain sentence. */
export function explainFileError(error: unknown): string {
  if (error instanceof FileSystemError) {
    if (error.code === "NoPermissions") return l10n.t("no permission to write there");
    if (error.code === "FileNotFound") return l10n.t("the folder is not there");
    if (error.code === "FileExists") return l10n.t("something of that name is already there");
    if (error.code === "FileNotADirectory") return l10n.t("a file stands where a folder is needed");
    if (error.code === "Unavailable") return l10n.t("the file system is not available");
  }
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^.*?\(FileSystemError\):\s*/, "").replace(/^Error:\s*/, "");
}

/** The path of a file below a folder, with slashes; nothing when it is not below. */
export function pathBelow(folder: Uri, uri: Uri): string | undefined {
  if (folder.scheme !== uri.scheme || folder.authority !== uri.authority) return undefined;
  const base = folder.path.endsWith("/") ? folder.path : `${folder.path}/`;
  return uri.path.startsWith(base) ? uri.path.slice(base.length) : undefined;
}

/** The folder a file stands in. */
export function folderOf(uri: Uri): Uri {
  return Uri.joinPath(uri, "..");
}
