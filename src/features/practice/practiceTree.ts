import {
  type Command,
  type Disposable,
  type Event,
  EventEmitter,
  l10n,
  MarkdownString,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
} from "vscode";
import type { CoveredSection, PracticeGroup, PracticePage } from "../../core/practice/practice.ts";
import type { PracticeIndex } from "../../core/practice/practiceIndex.ts";
import { type Count, countAll, countGroup, countPage, countState, formatCount } from "../../core/practice/progress.ts";
import { DisposableStore } from "../../platform/index.ts";
import { groupIcons } from "./groupIcons.ts";
import type { PracticeStore } from "./practiceStore.ts";
import type { StepEvidence } from "./stepEvidence.ts";

/** A line of the Practice view. Each stands for one id and stays the same object as long as the view lives. */
export type PracticeNode = GroupNode | PageNode | SectionNode;

export interface GroupNode {
  readonly kind: "group";
  readonly id: string;
  readonly group: PracticeGroup;
}

export interface PageNode {
  readonly kind: "page";
  readonly id: string;
  readonly page: PracticePage;
}

/** Something that has its place on a page instead of a page of its own. */
export interface SectionNode {
  readonly kind: "section";
  readonly id: string;
  readonly page: PracticePage;
  readonly section: CoveredSection;
}

/** Groups, pages and covered sections with the person's progress. A tick redraws its page and group, nothing else. */
export class PracticeTree implements TreeDataProvider<PracticeNode>, Disposable {
  readonly #changed = new EventEmitter<PracticeNode[] | undefined>();
  readonly onDidChangeTreeData: Event<PracticeNode[] | undefined> = this.#changed.event;
  readonly #store: PracticeStore;
  readonly #evidence: StepEvidence;
  readonly #disposables = new DisposableStore();
  readonly #nodes = new Map<string, PracticeNode>();
  readonly #onState: (state: Count | { readonly problem: string }) => void;
  #index: PracticeIndex | undefined;

  /** @param onState is told the overall count whenever it may have changed, or why there are no pages. */
  constructor(
    store: PracticeStore,
    evidence: StepEvidence,
    onState: (state: Count | { readonly problem: string }) => void,
  ) {
    this.#store = store;
    this.#evidence = evidence;
    this.#onState = onState;
    this.#disposables.add(this.#changed);
    this.#disposables.add(store.onDidChange((items) => this.#refresh(items)));
    this.#disposables.add(evidence.onDidChange((pages) => this.#refreshPages(pages)));
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  async getChildren(node?: PracticeNode): Promise<PracticeNode[]> {
    if (node?.kind === "group") return node.group.pages.flatMap((page) => this.#nodes.get(page.id) ?? []);
    if (node?.kind === "page") return node.page.covers.flatMap(({ id }) => this.#nodes.get(id) ?? []);
    if (node !== undefined) return [];
    const index = await this.#load();
    // Drawn once where that is soon enough: a tree that is drawn anew right away swallows clicks.
    await this.#evidence.knownSoon();
    return index?.groups.flatMap(({ id }) => this.#nodes.get(id) ?? []) ?? [];
  }

  getParent(node: PracticeNode): PracticeNode | undefined {
    if (node.kind === "group") return undefined;
    return this.#nodes.get(node.kind === "page" ? node.page.group : node.page.id);
  }

  getTreeItem(node: PracticeNode): TreeItem {
    if (node.kind === "group") return this.#groupItem(node);
    if (node.kind === "page") return this.#pageItem(node);
    const item = new TreeItem(node.section.title);
    item.id = node.id;
    item.iconPath = new ThemeIcon("bookmark");
    item.contextValue = "section";
    item.command = openCommand(node.page.id, node.section.id);
    item.accessibilityInformation = { label: l10n.t("{0}, a section of {1}", node.section.title, node.page.title) };
    return item;
  }

  /** Tooltips are made when one is looked at. */
  resolveTreeItem(item: TreeItem, node: PracticeNode): TreeItem {
    const tooltip = new MarkdownString("", true);
    if (node.kind === "section") tooltip.appendText(l10n.t("A section of {0}.", node.page.title));
    else {
      const { done, total } = this.#count(node);
      tooltip.appendText(node.kind === "group" ? node.group.summary : node.page.summary);
      tooltip.appendMarkdown("\n\n").appendText(l10n.t("{0} of {1} done", done, total));
      for (const { isShown, statement, says } of node.kind === "page" ? this.#evidence.of(node.page.id) : []) {
        tooltip.appendMarkdown(isShown ? "\n\n$(pass-filled) " : "\n\n$(circle-large-outline) ");
        tooltip.appendText(`${statement}. ${says}`);
      }
    }
    item.tooltip = tooltip;
    return item;
  }

  /** The node of a group, page or section. */
  async node(id: string): Promise<PracticeNode | undefined> {
    await this.#load();
    return this.#nodes.get(id);
  }

  async #load(): Promise<PracticeIndex | undefined> {
    if (this.#index !== undefined) return this.#index;
    try {
      const index = await this.#store.index();
      for (const group of index.groups) this.#nodes.set(group.id, { kind: "group", id: group.id, group });
      for (const page of index.pages) {
        this.#nodes.set(page.id, { kind: "page", id: page.id, page });
        for (const section of page.covers) {
          this.#nodes.set(section.id, { kind: "section", id: section.id, page, section });
        }
      }
      this.#index = index;
      this.#tell(index);
      return index;
    } catch (error) {
      this.#onState({ problem: error instanceof Error ? error.message : String(error) });
      return undefined;
    }
  }

  #refresh(items: readonly string[]): void {
    this.#refreshPages(items.flatMap((item) => this.#index?.pageOfItem(item)?.id ?? []));
  }

  #refreshPages(pages: readonly string[]): void {
    const index = this.#index;
    if (index === undefined) return;
    const ids = new Set(pages.flatMap((id) => [id, index.page(id)?.group ?? id]));
    this.#changed.fire([...ids].flatMap((id) => this.#nodes.get(id) ?? []));
    this.#tell(index);
  }

  #tell(index: PracticeIndex): void {
    this.#onState(countAll(index.groups, this.#store.progress, this.#evidence.of));
  }

  #count(node: GroupNode | PageNode): Count {
    const { progress } = this.#store;
    const shownOf = this.#evidence.of;
    return node.kind === "group" ? countGroup(node.group, progress, shownOf) : countPage(node.page, progress, shownOf);
  }

  #groupItem(node: GroupNode): TreeItem {
    const count = this.#count(node);
    const item = new TreeItem(node.group.title, TreeItemCollapsibleState.Collapsed);
    item.id = node.id;
    item.description = formatCount(count);
    item.iconPath = countState(count) === "done" ? new ThemeIcon("pass-filled") : groupIcons[node.group.id];
    item.contextValue = "group";
    item.accessibilityInformation = {
      label: l10n.t(
        "{0}, {1} pages, {2} of {3} done",
        node.group.title,
        node.group.pages.length,
        count.done,
        count.total,
      ),
    };
    return item;
  }

  #pageItem(node: PageNode): TreeItem {
    const { page } = node;
    const count = this.#count(node);
    const hasSections = page.covers.length > 0;
    const item = new TreeItem(
      page.title,
      hasSections ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.None,
    );
    item.id = node.id;
    item.description = formatCount(count);
    item.iconPath = progressIcons[countState(count)];
    item.contextValue = "page";
    item.command = openCommand(page.id);
    item.accessibilityInformation = { label: l10n.t("{0}, {1} of {2} done", page.title, count.done, count.total) };
    return item;
  }
}

/** An empty, a half and a full circle. */
const progressIcons = {
  open: new ThemeIcon("circle-large"),
  started: new ThemeIcon("color-mode"),
  done: new ThemeIcon("pass-filled"),
} as const;

function openCommand(...place: readonly string[]): Command {
  return { command: "gantry.practice.openPage", title: l10n.t("Open Page"), arguments: [...place] };
}
