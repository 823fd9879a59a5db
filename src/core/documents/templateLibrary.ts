/** The files that documents are made from, as text. */
export interface TemplateLibrary {
  /** Path relative to the library's root, with `/` between its parts → text with LF line ends. */
  readonly files: Readonly<Record<string, string>>;
}

/** A file to be written. */
export interface PlannedFile {
  /** Path relative to the project folder, with `/` between its parts. */
  readonly path: string;
  /** Text with LF line ends; the last line ends too. */
  readonly contents: string;
}

/** Something the person should know before files are written, or the reason why there are none. */
export interface PlanProblem {
  /** The file it is about, where it is about one. */
  readonly path?: string;
  readonly message: string;
}

/** Files in the order in which they are shown and written, the first of them being the one to open. */
export interface FilePlan {
  readonly files: readonly PlannedFile[];
  /** With no files: why. With files: what was left out or left as it was. */
  readonly problems: readonly PlanProblem[];
}

/** The text of a file of the library, or undefined when it has no such file. */
export function libraryFile(library: TemplateLibrary, path: string): string | undefined {
  return Object.hasOwn(library.files, path) ? library.files[path] : undefined;
}

/** The paths below `folder`, without that folder and sorted; `folder` has no slash at its end. */
export function filesBelow(library: TemplateLibrary, folder: string): readonly string[] {
  const prefix = `${folder}/`;
  return Object.keys(library.files)
    .filter((path) => path.startsWith(prefix))
    .map((path) => path.slice(prefix.length))
    .sort();
}
