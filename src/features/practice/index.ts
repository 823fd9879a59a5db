/** The Practice view: steps, responsibilities, skills and the rest as a tree, their pages, search, and a person's ticks. */
import { commands, type Disposable, l10n, Uri, type WebviewPanel, window } from "vscode";
import { formatCount } from "../../core/practice/progress.ts";
import { DisposableStore, registerCommand, UserMessage } from "../../platform/index.ts";
import type { Services } from "../../services/index.ts";
import { practicePanelType } from "./panelType.ts";
import type { PracticePanel } from "./practicePanel.ts";
import { PracticeStore } from "./practiceStore.ts";
import { type PracticeNode, PracticeTree } from "./practiceTree.ts";
import { StepEvidence } from "./stepEvidence.ts";

export function register(services: Services): Disposable {
  return new PracticeFeature(services);
}

class PracticeFeature implements Disposable {
  readonly #services: Services;
  readonly #disposables = new DisposableStore();
  readonly #store: PracticeStore;
  readonly #evidence: StepEvidence;
  readonly #tree: PracticeTree;
  readonly #view;
  #panel: Promise<PracticePanel> | undefined;
  #openPanel: PracticePanel | undefined;

  constructor(services: Services) {
    this.#services = services;
    const { log } = services;
    const add = this.#disposables;
    this.#store = add.add(new PracticeStore(services));
    this.#evidence = add.add(
      new StepEvidence(services, () => this.#view.visible || (this.#openPanel?.isVisible ?? false)),
    );
    this.#tree = add.add(
      new PracticeTree(this.#store, this.#evidence, (state) => {
        this.#view.description = "problem" in state ? "" : formatCount(state);
        this.#view.message = "problem" in state ? state.problem : "";
      }),
    );
    this.#view = add.add(
      window.createTreeView<PracticeNode>("gantry.practice", { treeDataProvider: this.#tree, showCollapseAll: true }),
    );
    add.add(this.#view.onDidChangeVisibility(({ visible }) => visible && this.#evidence.look()));
    add.add(
      window.registerWebviewPanelSerializer(practicePanelType, {
        deserializeWebviewPanel: async (panel) => {
          await this.#makePanel(panel);
        },
      }),
    );
    add.add(registerCommand("gantry.practice.find", log, (query) => this.#find(query)));
    add.add(registerCommand("gantry.practice.openPage", log, (id, section) => this.#openPage(id, section)));
    add.add(registerCommand("gantry.practice.reveal", log, (id) => this.#reveal(id)));
    add.add(
      registerCommand("gantry.practice.exportProgress", log, async (target) => {
        const { exportToFile } = await import("./moveProgress.ts");
        return exportToFile(this.#store, target instanceof Uri ? target : undefined);
      }),
    );
    add.add(
      registerCommand("gantry.practice.importProgress", log, async (source) => {
        const { importFromFile } = await import("./moveProgress.ts");
        return importFromFile(this.#store, source instanceof Uri ? source : undefined);
      }),
    );
  }

  dispose(): void {
    void this.#panel?.then((panel) => panel.dispose());
    this.#disposables.dispose();
  }

  async #find(query: unknown): Promise<void> {
    const { findPage } = await import("./findPage.ts");
    const place = await findPage(this.#store, typeof query === "string" ? query : "");
    if (place !== undefined) await this.#openPage(place.page, place.section);
  }

  /** @param target a page, something covered by one, or a node of the tree; without one the person is asked. */
  async #openPage(target: unknown, section: unknown): Promise<void> {
    const id = idOf(target);
    if (id === undefined) return this.#find("");
    const index = await this.#store.index();
    const place = index.find(id);
    if (place === undefined) {
      throw new UserMessage(l10n.t("There is no practice page “{0}” in this version of Gantry.", id.slice(0, 80)));
    }
    const at = typeof section === "string" && section !== "" ? section : place.section?.id;
    const panel = await this.#makePanel();
    panel.open({ id: place.page.id, ...(at !== undefined && { section: at }) });
  }

  /** @param target as above, or a group; without one the page that is being read. */
  async #reveal(target: unknown): Promise<void> {
    const id = idOf(target) ?? (await this.#panel)?.shown;
    if (id === undefined) {
      await commands.executeCommand("gantry.practice.focus");
      return;
    }
    const node = await this.#tree.node(id);
    if (node === undefined) {
      throw new UserMessage(l10n.t("There is no practice page “{0}” in this version of Gantry.", id.slice(0, 80)));
    }
    await this.#view.reveal(node, { select: true, focus: true, expand: node.kind === "group" });
  }

  /** The one panel; what VS Code brings back after a reload becomes it. */
  #makePanel(given?: WebviewPanel): Promise<PracticePanel> {
    if (given !== undefined) void this.#panel?.then((panel) => panel.dispose());
    if (given !== undefined || this.#panel === undefined) {
      const made = this.#loadPanel(given);
      this.#panel = made;
      made.catch(() => {
        if (this.#panel === made) this.#panel = undefined;
      });
    }
    return this.#panel as Promise<PracticePanel>;
  }

  async #loadPanel(given: WebviewPanel | undefined): Promise<PracticePanel> {
    const { PracticePanel } = await import("./practicePanel.ts");
    const panel = new PracticePanel(
      this.#services,
      this.#store,
      this.#evidence,
      {
        onShown: (id) => void this.#selectInTree(id),
        reveal: (id) => this.#reveal(id),
      },
      given,
    );
    this.#openPanel = panel;
    panel.onDidDispose(async () => {
      if (this.#openPanel === panel) this.#openPanel = undefined;
      if ((await this.#panel) === panel) this.#panel = undefined;
      panel.dispose();
    });
    return panel;
  }

  /** Follows what is being read, when the tree can be seen; never opens the sidebar by itself. */
  async #selectInTree(id: string): Promise<void> {
    if (!this.#view.visible) return;
    const node = await this.#tree.node(id);
    if (node === undefined || this.#view.selection.some((selected) => isWithin(selected, id))) return;
    try {
      await this.#view.reveal(node, { select: true, focus: false });
    } catch (error) {
      this.#services.log.debug(`The tree could not follow: ${String(error)}`);
    }
  }
}

/** Whether a selected node already stands for the page, as itself or as one of its sections. */
function isWithin(node: PracticeNode, pageId: string): boolean {
  return node.kind !== "group" && node.page.id === pageId;
}

/** Commands get an id from pages and keys, and the node from the tree's menus. */
function idOf(target: unknown): string | undefined {
  if (typeof target === "string") return target;
  if (typeof target !== "object" || target === null || !("id" in target)) return undefined;
  return typeof target.id === "string" ? target.id : undefined;
}
