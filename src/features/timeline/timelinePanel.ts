import { type Disposable, l10n, ThemeIcon, type Uri, type WebviewPanel } from "vscode";
import type { TimelineGhost } from "../../core/timeline/index.ts";
import { connectPanel, DisposableStore } from "../../platform/index.ts";
import type { TimelineCommand } from "../../protocol/timeline.ts";
import type { Project, Services } from "../../services/index.ts";
import type { ComparedWith } from "./comparedWith.ts";
import { TimelineSession } from "./timelineSession.ts";

/** One timeline tab. */
export class TimelinePanel implements Disposable {
  readonly #panel: WebviewPanel;
  readonly #session: TimelineSession;
  readonly #disposables = new DisposableStore();

  constructor(panel: WebviewPanel, folder: Uri, services: Services, run: (command: string) => unknown) {
    this.#panel = panel;
    panel.iconPath = new ThemeIcon("graph-line");
    this.#session = this.#disposables.add(
      new TimelineSession({ folder, services, run, post: (message) => panel.webview.postMessage(message) }),
    );
    this.#setTitle();
    this.#disposables.add(
      services.projects.onDidChange(({ kind }) => {
        if (kind === "projects") this.#setTitle();
      }),
    );
    this.#disposables.add(
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.#session.hide();
      }),
    );
    connectPanel(
      panel,
      services.extension.extensionUri,
      { name: "timeline", makesPictures: true, title: panel.title },
      (message) => this.#session.receive(message),
    );
  }

  get isActive(): boolean {
    return this.#panel.active;
  }

  get project(): Project | undefined {
    return this.#session.project;
  }

  get onDidDispose(): WebviewPanel["onDidDispose"] {
    return this.#panel.onDidDispose;
  }

  dispose(): void {
    this.#disposables.dispose();
    this.#panel.dispose();
  }

  /** Brings the tab to the front. */
  show(): void {
    this.#panel.reveal(this.#panel.viewColumn);
  }

  step(direction: "undo" | "redo"): void {
    this.#session.step(direction);
  }

  /** Passes a command on to the view. */
  command(name: TimelineCommand): void {
    this.#session.command(name);
  }

  compareWith(compared: ComparedWith | undefined): Promise<void> {
    return this.#session.compareWith(compared);
  }

  /** The dates that are drawn beside those of now. */
  ghost(): Promise<TimelineGhost | undefined> {
    return this.#session.ghost();
  }

  #setTitle(): void {
    this.#panel.title = l10n.t("Timeline: {0}", this.#session.name);
  }
}
