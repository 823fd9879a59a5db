import {
  type Disposable,
  EventEmitter,
  type FileChangeEvent,
  type FileStat,
  FileSystemError,
  type FileSystemProvider,
  FileType,
  type Uri,
  workspace,
} from "vscode";

/** A virtual file system in memory, as small as the API allows; real enough to write projects to. */
export class MemoryFiles implements FileSystemProvider {
  readonly #changed = new EventEmitter<FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;
  readonly files = new Map<string, Uint8Array>();
  readonly folders = new Set<string>(["/"]);

  register(scheme: string, isReadonly: boolean): Disposable {
    return workspace.registerFileSystemProvider(scheme, this, { isReadonly, isCaseSensitive: true });
  }

  watch(): Disposable {
    return { dispose: () => {} };
  }

  stat({ path }: Uri): FileStat {
    const bytes = this.files.get(path);
    if (bytes !== undefined) return { type: FileType.File, ctime: 0, mtime: 0, size: bytes.length };
    if (this.folders.has(path)) return { type: FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    throw FileSystemError.FileNotFound(path);
  }

  readDirectory({ path }: Uri): [string, FileType][] {
    const prefix = path === "/" ? "/" : `${path}/`;
    const below = (entries: Iterable<string>, type: FileType): [string, FileType][] =>
      [...entries].flatMap((entry) => {
        const name = entry.startsWith(prefix) ? entry.slice(prefix.length) : "";
        return name !== "" && !name.includes("/") ? [[name, type] as [string, FileType]] : [];
      });
    return [...below(this.folders, FileType.Directory), ...below(this.files.keys(), FileType.File)];
  }

  createDirectory({ path }: Uri): void {
    this.folders.add(path);
  }

  readFile({ path }: Uri): Uint8Array {
    const bytes = this.files.get(path);
    if (bytes === undefined) throw FileSystemError.FileNotFound(path);
    return bytes;
  }

  writeFile({ path }: Uri, content: Uint8Array): void {
    this.files.set(path, content);
  }

  delete({ path }: Uri): void {
    this.files.delete(path);
    this.folders.delete(path);
  }

  rename(): void {
    throw FileSystemError.NoPermissions();
  }
}
