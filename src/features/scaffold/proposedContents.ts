import { commands, type Disposable, l10n, type TextDocumentContentProvider, Uri, window, workspace } from "vscode";

const scheme = "gantry-proposed";
const maximumKept = 100;

/** Shows what would have been written beside what is there, as VS Code's own diff. */
export class ProposedContents implements TextDocumentContentProvider, Disposable {
  readonly #registration = workspace.registerTextDocumentContentProvider(scheme, this);
  readonly #texts = new Map<string, string>();
  #counter = 0;

  dispose(): void {
    this.#registration.dispose();
  }

  provideTextDocumentContent(uri: Uri): string {
    return this.#texts.get(uri.toString()) ?? "";
  }

  /** Opens the diff of a file with a proposal for it. */
  async compare(existing: Uri, proposed: string): Promise<void> {
    const name = workspace.asRelativePath(existing);
    const title = l10n.t("{0}: yours and the template", name);
    await commands.executeCommand("vscode.diff", existing, this.#keep(existing, proposed), title);
  }

  /** Shows the proposal for a file that is not there yet. */
  async show(file: Uri, proposed: string): Promise<void> {
    await window.showTextDocument(this.#keep(file, proposed), { preview: true, preserveFocus: true });
  }

  #keep(file: Uri, proposed: string): Uri {
    this.#counter += 1;
    const uri = Uri.from({ scheme, path: file.path, query: String(this.#counter) });
    this.#texts.set(uri.toString(), proposed);
    const [oldest] = this.#texts.keys();
    if (this.#texts.size > maximumKept && oldest !== undefined) this.#texts.delete(oldest);
    return uri;
  }
}
