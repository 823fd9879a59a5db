import {
  commands,
  type Disposable,
  EventEmitter,
  type TextDocumentContentProvider,
  Uri,
  window,
  workspace,
} from "vscode";
import { DisposableStore } from "../../platform/index.ts";

const scheme = "gantry-report";
/** So many are kept for tabs that stay open. */
const mostKept = 20;

/** Results as read-only Markdown documents, shown as they are meant to be read. */
export class Reports implements Disposable, TextDocumentContentProvider {
  readonly #changed = new EventEmitter<Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #texts = new Map<string, string>();
  readonly #disposables = new DisposableStore();

  constructor() {
    this.#disposables.add(this.#changed);
    this.#disposables.add(workspace.registerTextDocumentContentProvider(scheme, this));
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  provideTextDocumentContent(uri: Uri): string {
    return this.#texts.get(uri.path) ?? "";
  }

  /** Shows a text under a title; the same title again replaces it. */
  async show(title: string, markdown: string): Promise<void> {
    const uri = Uri.from({ scheme, path: `/${title.replaceAll(/[/\\?#]/g, "-")}.md` });
    const [oldest] = this.#texts.keys();
    if (this.#texts.size >= mostKept && oldest !== undefined && !this.#texts.has(uri.path)) this.#texts.delete(oldest);
    this.#texts.set(uri.path, markdown);
    this.#changed.fire(uri);
    try {
      await commands.executeCommand("markdown.showPreview", uri);
    } catch {
      // Someone switched the built-in preview off.
      await window.showTextDocument(uri, { preview: true });
    }
  }
}
