import { Uri, workspace } from "vscode";

/**
 * Data that ships with the extension as JSON, read when first asked for and kept. Works on the desktop and in a
 * browser, where the extension folder is only reachable through the file system API.
 */
export class BundledData {
  readonly #extensionUri: Uri;
  readonly #files = new Map<string, Promise<unknown>>();

  constructor(extensionUri: Uri) {
    this.#extensionUri = extensionUri;
  }

  /**
   * @param name of a file in `dist`, for instance `templates.json`. The build made it, so its shape is known.
   * @throws when the installation is damaged.
   */
  read<T>(name: string): Promise<T> {
    let file = this.#files.get(name);
    if (file === undefined) {
      file = this.#load(name);
      this.#files.set(name, file);
      file.catch(() => this.#files.delete(name));
    }
    return file as Promise<T>;
  }

  async #load(name: string): Promise<unknown> {
    const bytes = await workspace.fs.readFile(Uri.joinPath(this.#extensionUri, "dist", name));
    return JSON.parse(new TextDecoder().decode(bytes));
  }
}
