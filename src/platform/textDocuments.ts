import { FileSystemError, FileType, l10n, Range, type TextDocument, Uri, WorkspaceEdit, workspace } from "vscode";
import { applyTextEdits, type TextEdit, translateTextEdits } from "../core/text/editing/textEdits.ts";
import { UserMessage } from "./commands.ts";

/** A replacement in UTF-16 offsets of the text it was made for. */
export type OffsetEdit = TextEdit;

/** Edits of one file, and the text they were made for. */
export interface TextChange {
  readonly uri: Uri;
  readonly expected: string;
  readonly edits: readonly OffsetEdit[];
}

/** A file that is to be made with its text. */
export interface NewTextFile {
  readonly uri: Uri;
  readonly text: string;
}

/** Thrown when texts were changed as wished, but not all of it could be written: what was changed can be taken back. */
export class PartlyApplied extends UserMessage {
  /** The files whose text, as it is on screen, is the changed one; new ones included. */
  readonly changed: readonly Uri[];

  constructor(message: string, changed: readonly Uri[]) {
    super(message);
    this.changed = changed;
  }

  hasChanged(uri: Uri): boolean {
    return this.changed.some((other) => other.toString() === uri.toString());
  }
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
  return readSavedText(uri);
}

/**
 * The text as it is saved, whatever an editor holds.
 * @throws FileSystemError when the file is not there or can't be read.
 */
export async function readSavedText(uri: Uri): Promise<string> {
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
 * Applies edits of one or several files, and makes new ones, as one undoable step, provided the texts still are what the edits were
 * made for and nothing stands where a new file goes. A document that was clean is saved right after, so that no unsaved tab appears;
 * one that was dirty stays so. Not a byte besides the edits changes: where VS Code would make mixed line breaks alike, the file
 * itself is edited.
 * @throws UserMessage when a text has changed meanwhile, or a file can't be written; {@link PartlyApplied} when something is changed
 */
export async function applyTextChanges(
  changes: readonly TextChange[],
  newFiles: readonly NewTextFile[] = [],
): Promise<void> {
  const prepared: (DocumentChange | FileChange)[] = [];
  for (const change of changes) if (change.edits.length > 0) prepared.push(await prepare(change));
  const edit = new WorkspaceEdit();
  for (const { uri, text } of newFiles) {
    await refuseToMake(uri);
    edit.createFile(uri, { contents: new TextEncoder().encode(text) });
  }
  for (const change of prepared) {
    if (change.kind === "file") continue;
    const { document } = change;
    for (const { start, end, newText } of change.edits) {
      edit.replace(document.uri, new Range(document.positionAt(start), document.positionAt(end)), newText);
    }
  }
  const isWanted = newFiles.length > 0 || prepared.some(({ kind }) => kind === "document");
  if (isWanted && !(await workspace.applyEdit(edit))) {
    await removeMade(newFiles);
    const names = [...newFiles.map(({ uri }) => uri), ...edit.entries().map(([uri]) => uri)];
    const listed = [...new Set(names.map((uri) => workspace.asRelativePath(uri)))].join(", ");
    throw new UserMessage(l10n.t("{0} could not be changed. It may be read-only or locked.", listed));
  }
  const changed = newFiles.map(({ uri }) => uri);
  const failures: string[] = [];
  for (const change of prepared) if (change.kind === "document") changed.push(change.uri);
  for (const change of prepared) {
    // One file that can't be written keeps no other from being saved.
    const failure = change.kind === "file" ? await writeFile(change) : await saveIfClean(change);
    if (failure !== undefined) failures.push(failure);
    else if (change.kind === "file") changed.push(change.uri);
  }
  if (failures.length === 0) return;
  const message = failures.join(" ");
  throw changed.length === 0 ? new UserMessage(message) : new PartlyApplied(message, changed);
}

/** Saves a document that had nothing unsaved before. @returns why it could not, in one sentence */
async function saveIfClean({ document, wasDirty }: DocumentChange): Promise<string | undefined> {
  if (wasDirty || (await document.save())) return undefined;
  const name = workspace.asRelativePath(document.uri);
  return l10n.t("{0} was changed but could not be saved. It stays open, unsaved.", name);
}

/** @throws UserMessage where no file can be made. */
async function refuseToMake(uri: Uri): Promise<void> {
  const name = workspace.asRelativePath(uri);
  if (workspace.fs.isWritableFileSystem(uri.scheme) === false) {
    throw new UserMessage(l10n.t("{0} can't be made: this file system is read-only.", name));
  }
  if (await exists(uri)) {
    throw new UserMessage(l10n.t("{0} has come into being meanwhile. Nothing was written; try again.", name));
  }
}

/** An edit that failed may have made some of its files; none was there before. */
async function removeMade(files: readonly NewTextFile[]): Promise<void> {
  for (const { uri } of files) {
    try {
      await workspace.fs.delete(uri);
    } catch {
      // It was not made.
    }
  }
}

/** Edits that VS Code's document takes. */
interface DocumentChange {
  readonly kind: "document";
  readonly uri: Uri;
  readonly document: TextDocument;
  /** In offsets of the document's text. */
  readonly edits: readonly OffsetEdit[];
  readonly wasDirty: boolean;
}

/** A file whose line breaks are mixed is written past VS Code, which would make them alike. */
interface FileChange {
  readonly kind: "file";
  readonly uri: Uri;
  readonly bytes: Uint8Array;
  /** The document that VS Code holds, and what its text will be once it has read the file again. */
  readonly held: { readonly document: TextDocument; readonly after: string } | undefined;
}

async function prepare({ uri, expected, edits }: TextChange): Promise<DocumentChange | FileChange> {
  const name = workspace.asRelativePath(uri);
  if (workspace.fs.isWritableFileSystem(uri.scheme) === false) {
    throw new UserMessage(l10n.t("{0} can't be changed: this file system is read-only.", name));
  }
  const changedMeanwhile = (): UserMessage =>
    new UserMessage(l10n.t("{0} has changed meanwhile. Nothing was written; try again.", name));
  const held = heldDocument(uri);
  const file = held?.isDirty || held?.isUntitled ? undefined : await workspace.fs.readFile(uri);
  const onDisk = file && utf8(file);
  const encode = (translated: readonly OffsetEdit[]): Uint8Array =>
    new TextEncoder().encode(`${onDisk?.mark}${applyTextEdits(onDisk?.text ?? "", translated)}`);

  if (held === undefined && onDisk !== undefined && hasMixedLineBreaks(onDisk.text)) {
    const translated = translateTextEdits(edits, expected, onDisk.text);
    if (translated === undefined) throw changedMeanwhile();
    return { kind: "file", uri, bytes: encode(translated), held: undefined };
  }

  const document = held ?? (await workspace.openTextDocument(uri));
  const text = document.getText();
  const translated = translateTextEdits(edits, expected, text);
  if (translated === undefined) throw changedMeanwhile();
  if (held !== undefined && file !== undefined && onDisk?.text !== text) {
    const direct = onDisk && translateTextEdits(translated, text, onDisk.text);
    if (direct !== undefined) {
      return { kind: "file", uri, bytes: encode(direct), held: { document, after: applyTextEdits(text, translated) } };
    }
    // The file was written behind the document's back, unless it is only in another encoding.
    if ((await workspace.decode(file, { uri })) !== text) throw changedMeanwhile();
  }
  return { kind: "document", uri, document, edits: translated, wasDirty: document.isDirty };
}

function hasMixedLineBreaks(text: string): boolean {
  const kinds = [/\r\n/, /(?<!\r)\n/, /\r(?!\n)/].filter((kind) => kind.test(text));
  return kinds.length > 1;
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

/** VS Code reads a changed file again after some tenths of a second; where nothing watches files it never does. Milliseconds. */
const longestWait = 3_000;

/**
 * Writes a file and waits until the document that VS Code holds has taken it over.
 * @returns why it could not, in one sentence
 */
async function writeFile({ uri, bytes, held }: FileChange): Promise<string | undefined> {
  let settle = (): void => {};
  const taken = new Promise<void>((resolve) => {
    settle = resolve;
  });
  const isTaken = (): boolean => held === undefined || held.document.isClosed || held.document.getText() === held.after;
  const listener = workspace.onDidChangeTextDocument((event) => {
    if (event.document === held?.document && isTaken()) settle();
  });
  const limit = setTimeout(settle, longestWait);
  try {
    await workspace.fs.writeFile(uri, bytes);
    if (!isTaken()) await taken;
    return undefined;
  } catch (error) {
    const name = workspace.asRelativePath(uri);
    return l10n.t("{0} could not be written: {1}.", name, explainFileError(error));
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
