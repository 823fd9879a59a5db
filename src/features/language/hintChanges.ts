import { type Disposable, type Event, EventEmitter, type TextEditor, window, workspace } from "vscode";
import { DisposableStore } from "../../platform/index.ts";
import { type ProjectStore, settings } from "../../services/index.ts";

/** Tells when dates behind tasks are to be asked for anew. What is typed in the file itself VS Code knows. */
export class HintChanges implements Disposable {
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange: Event<void> = this.#changed.event;
  readonly #disposables = new DisposableStore();
  /** The line of the cursor for which hints were asked last. */
  #line = "";

  constructor(projects: ProjectStore) {
    this.#disposables.add(this.#changed);
    this.#disposables.add(
      projects.onDidChange(({ kind }) => {
        // A change of one file moves the tasks of all others.
        if (kind === "reading" || kind === "day" || kind === "projects") this.#tell();
      }),
    );
    this.#disposables.add(
      workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration("gantry.inlayHints")) this.#changed.fire();
      }),
    );
    this.#disposables.add(
      window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (settings.inlayHints === "atCursor" && this.#hasMoved(textEditor)) this.#changed.fire();
      }),
    );
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #tell(): void {
    if (settings.inlayHints !== "off") this.#changed.fire();
  }

  #hasMoved({ document, selection }: TextEditor): boolean {
    const line = `${document.uri.toString()}#${selection.active.line}`;
    if (line === this.#line) return false;
    this.#line = line;
    return true;
  }
}
