import { type Disposable, l10n, Uri, ViewColumn, type WebviewPanel, window } from "vscode";
import { DisposableStore, webviewOptions } from "../../platform/index.ts";
import type { Project, Services } from "../../services/index.ts";
import type { TimelinePanel } from "./timelinePanel.ts";

/** The type of the tabs, as in `activeWebviewPanelId`. */
export const timelinePanelType = "gantry.timeline";

/** All timeline tabs: one for each project, also after a reload of the window. */
export class TimelinePanels implements Disposable {
  readonly #services: Services;
  readonly #run: (command: string) => unknown;
  readonly #panels = new Map<string, TimelinePanel>();
  /** Tabs whose program is still being loaded. */
  readonly #opening = new Map<string, Promise<TimelinePanel>>();
  readonly #disposables = new DisposableStore();

  /** @param run is asked when a button of a view wants one of Gantry's commands. */
  constructor(services: Services, run: (command: string) => unknown) {
    this.#services = services;
    this.#run = run;
    this.#disposables.add(
      window.registerWebviewPanelSerializer(timelinePanelType, {
        deserializeWebviewPanel: (panel, state) => this.#restore(panel, state),
      }),
    );
  }

  dispose(): void {
    for (const panel of this.#panels.values()) panel.dispose();
    this.#disposables.dispose();
  }

  /** The tab that has the focus. */
  get active(): TimelinePanel | undefined {
    return [...this.#panels.values()].find((panel) => panel.isActive);
  }

  /** Opens the timeline of a project, or brings its tab to the front. */
  async open({ folder, header }: Project, column: ViewColumn = ViewColumn.Active): Promise<TimelinePanel> {
    const key = folder.toString();
    const existing = this.#panels.get(key) ?? (await this.#opening.get(key));
    if (existing !== undefined) {
      existing.show();
      return existing;
    }
    const title = l10n.t("Timeline: {0}", header.name);
    const options = webviewOptions(this.#services.extension.extensionUri);
    return this.#add(window.createWebviewPanel(timelinePanelType, title, column, options), folder);
  }

  #add(panel: WebviewPanel, folder: Uri): Promise<TimelinePanel> {
    const key = folder.toString();
    const opening = this.#connect(panel, folder, key).finally(() => this.#opening.delete(key));
    this.#opening.set(key, opening);
    return opening;
  }

  /** What draws and edits is loaded with the first tab. */
  async #connect(panel: WebviewPanel, folder: Uri, key: string): Promise<TimelinePanel> {
    const { TimelinePanel } = await import("./timelinePanel.ts");
    const added = new TimelinePanel(panel, folder, this.#services, this.#run);
    this.#panels.set(key, added);
    added.onDidDispose(() => {
      if (this.#panels.get(key) === added) this.#panels.delete(key);
      added.dispose();
    });
    return added;
  }

  async #restore(panel: WebviewPanel, state: unknown): Promise<void> {
    const folder = readFolder(state);
    const key = folder?.toString() ?? "";
    // Without a folder, or with a second tab of one, there is nothing this tab could show.
    if (folder === undefined || this.#panels.has(key) || this.#opening.has(key)) panel.dispose();
    else await this.#add(panel, folder);
  }
}

/** The folder that a view has kept: as a state's field, or alone. */
function readFolder(state: unknown): Uri | undefined {
  const kept = typeof state === "object" && state !== null && "folder" in state ? state.folder : state;
  if (typeof kept !== "string" || kept === "") return undefined;
  try {
    return Uri.parse(kept, true);
  } catch {
    return undefined;
  }
}
