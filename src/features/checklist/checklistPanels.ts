import { type Disposable, l10n, ViewColumn, type WebviewPanel, window } from "vscode";
import { DisposableStore, webviewOptions } from "../../platform/index.ts";
import type { Services } from "../../services/index.ts";
import type { ChecklistPanel } from "./checklistPanel.ts";
import { type ChecklistSubject, fileStem, readSubject, subjectKey } from "./subject.ts";

/** The type of the tabs, as in `activeWebviewPanelId`. */
export const checklistPanelType = "gantry.checklist";

/** All checklist tabs: one for each subject, also after a reload of the window. */
export class ChecklistPanels implements Disposable {
  readonly #services: Services;
  readonly #run: (command: string) => unknown;
  readonly #panels = new Map<string, ChecklistPanel>();
  /** Tabs whose program is still being loaded. */
  readonly #opening = new Map<string, Promise<ChecklistPanel>>();
  readonly #disposables = new DisposableStore();

  /** @param run is asked when a button of a view wants one of Gantry's commands. */
  constructor(services: Services, run: (command: string) => unknown) {
    this.#services = services;
    this.#run = run;
    this.#disposables.add(
      window.registerWebviewPanelSerializer(checklistPanelType, {
        deserializeWebviewPanel: (panel, state) => this.#restore(panel, state),
      }),
    );
  }

  dispose(): void {
    for (const panel of this.#panels.values()) panel.dispose();
    this.#disposables.dispose();
  }

  /** The tab that has the focus. */
  get active(): ChecklistPanel | undefined {
    return [...this.#panels.values()].find((panel) => panel.isActive);
  }

  /** Opens a subject, or brings its tab to the front. */
  async open(subject: ChecklistSubject, column: ViewColumn = ViewColumn.Active): Promise<ChecklistPanel> {
    const key = subjectKey(subject);
    const existing = this.#panels.get(key) ?? (await this.#opening.get(key));
    if (existing !== undefined) {
      existing.show();
      return existing;
    }
    const title = l10n.t("Checklist: {0}", fileStem(subject.uri));
    const options = webviewOptions(this.#services.extension.extensionUri);
    return this.#add(window.createWebviewPanel(checklistPanelType, title, column, options), subject);
  }

  #add(panel: WebviewPanel, subject: ChecklistSubject): Promise<ChecklistPanel> {
    const key = subjectKey(subject);
    const opening = this.#connect(panel, subject, key).finally(() => this.#opening.delete(key));
    this.#opening.set(key, opening);
    return opening;
  }

  /** The reader and the messages are loaded with the first tab, not when the window starts. */
  async #connect(panel: WebviewPanel, subject: ChecklistSubject, key: string): Promise<ChecklistPanel> {
    const [{ ChecklistPanel }, core] = await Promise.all([
      import("./checklistPanel.ts"),
      import("../../core/checklist/index.ts"),
    ]);
    const added = new ChecklistPanel(panel, subject, this.#services, core, this.#run);
    this.#panels.set(key, added);
    added.onDidDispose(() => {
      if (this.#panels.get(key) === added) this.#panels.delete(key);
      added.dispose();
    });
    return added;
  }

  async #restore(panel: WebviewPanel, state: unknown): Promise<void> {
    const subject = readSubject(state);
    // Without a subject, or with a second tab of one, there is nothing this tab could show.
    const isOpen =
      subject !== undefined && (this.#panels.has(subjectKey(subject)) || this.#opening.has(subjectKey(subject)));
    if (subject === undefined || isOpen) panel.dispose();
    else await this.#add(panel, subject);
  }
}
