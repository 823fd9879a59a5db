import { FileProblem, type Io, Refusal } from "./io.ts";
import { plain } from "./plainText.ts";

export interface NewFile {
  /** Below the folder, with forward slashes. */
  readonly path: string;
  readonly contents: string;
}

/**
 * Writes files that must not be there yet: all of them or none.
 * @throws Refusal that names what is there already, or what can't be written
 */
export async function writeNewFiles(io: Io, folder: string, files: readonly NewFile[]): Promise<void> {
  const existing: string[] = [];
  for (const { path } of files) {
    if ((await io.kindOf(io.resolve(folder, path))) !== undefined) existing.push(path);
  }
  if (existing.length > 0) {
    const names = existing.map((path) => plain(io.shown(io.resolve(folder, path)))).join(", ");
    throw new Refusal(`Nothing was written. Already there: ${names}.`);
  }
  try {
    await io.writeFiles(
      folder,
      files.map(({ path, contents }) => ({ path, before: undefined, after: contents })),
    );
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    throw new Refusal(`Nothing was written: ${plain(io.shown(error.path))} ${error.what}.`);
  }
}
