/** What the commands need of the machine they run on. Node gives it in `nodeIo.ts`; a test may give another one. */

/** What a name in a folder stands for. Links are not followed. */
export type EntryKind = "file" | "folder" | "link" | "other";

export interface FolderEntry {
  readonly name: string;
  readonly kind: EntryKind;
}

/** A file to be written. */
export interface FileChange {
  /** Below the folder it is written in, with forward slashes. */
  readonly path: string;
  /** The text the change was made for, or undefined for a file that must not be there yet. */
  readonly before: string | undefined;
  readonly after: string;
}

export interface Io {
  /** The folder the person is in; absolute. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Whether a person looks at what is written, so that colours make sense. */
  readonly isTerminal: boolean;
  readonly now: Date;
  /** IANA name of this machine's zone. */
  readonly timeZone: string;
  /** The name of the account at this machine. */
  readonly account: string;

  /** An absolute path; relative ones count from the person's folder. */
  resolve(...parts: readonly string[]): string;
  /** The folder that holds a path; the path itself for the root. */
  parent(path: string): string;
  /** The last part of a path. */
  nameOf(path: string): string;
  /** A path as one shows it to the person: below their folder if it lies there. */
  shown(path: string): string;

  /** What a path leads to, links followed; undefined when nothing is there. */
  kindOf(path: string): Promise<"file" | "folder" | "other" | undefined>;
  /** The path with all links followed. @throws FileProblem */
  realPath(path: string): Promise<string>;
  /** Whether a path lies below a folder; both without links. */
  isBelow(folder: string, path: string): boolean;
  /** @throws FileProblem */
  list(folder: string): Promise<readonly FolderEntry[]>;
  /** The text of a file in UTF-8. @throws FileProblem also when it is longer than `limit` bytes or not UTF-8. */
  readText(path: string, limit: number): Promise<string>;
  /**
   * Writes all of the files or none of them. Line ends and byte order marks are the caller's.
   * @throws FileProblem and ChangedMeanwhile; then everything is as it was, unless the message says otherwise.
   */
  writeFiles(folder: string, changes: readonly FileChange[]): Promise<void>;
  /** A file that ships with the program, for instance `templates.json`. */
  bundled(name: string): Promise<unknown>;
  /** What git answers in a folder, without the last line end; undefined when it fails or is not there. */
  git(folder: string, ...args: readonly string[]): Promise<string | undefined>;
  /**
   * The texts of some of git's objects, in their order; undefined for one that is not there or not UTF-8.
   * @param limit more bytes than this together are not read.
   */
  gitTexts(folder: string, objects: readonly string[], limit: number): Promise<readonly (string | undefined)[]>;
  /** The version of this program. */
  version(): Promise<string>;
}

/** What could not be done with a file, as half a sentence after its name: "is not there". */
export class FileProblem extends Error {
  override readonly name = "FileProblem";
  readonly path: string;
  readonly what: string;

  constructor(path: string, what: string) {
    super(`${path} ${what}`);
    this.path = path;
    this.what = what;
  }
}

/** A file was changed by someone else between reading and writing. Nothing was written. */
export class ChangedMeanwhile extends FileProblem {
  constructor(path: string) {
    super(path, "was changed by someone else at the same moment");
  }
}

/** Thrown when something can't be done, for a reason the person can understand. Exit code 1. */
export class Refusal extends Error {
  override readonly name = "Refusal";
}

/** Thrown when the command line itself can't be understood. Exit code 2. */
export class UsageProblem extends Error {
  override readonly name = "UsageProblem";
}
