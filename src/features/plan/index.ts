/**
 * The Plan view: stages and tasks with owner, size and progress. What is done in it becomes minimal edits of the project's files, and
 * what is typed in the files shows in it. Nothing but this file is loaded before there is a project.
 */
import {
  type DataTransfer,
  type Disposable,
  EventEmitter,
  type TreeDataProvider,
  type TreeDragAndDropController,
  type TreeItem,
  window,
} from "vscode";
import { DisposableStore, registerCommand } from "../../platform/index.ts";
import type { Services } from "../../services/index.ts";
import type { PlanNode } from "./planTree.ts";
import type { PlanView } from "./planView.ts";

export function register(services: Services): Disposable {
  return new PlanFeature(services);
}

/** The kind under which VS Code carries lines of this view. */
const dragType = "application/vnd.code.tree.gantry.plan";

class PlanFeature implements Disposable, TreeDataProvider<PlanNode>, TreeDragAndDropController<PlanNode> {
  readonly #changed = new EventEmitter<PlanNode[] | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly dragMimeTypes = [dragType];
  readonly dropMimeTypes = [dragType];
  readonly #services: Services;
  readonly #disposables = new DisposableStore();
  #loading: Promise<PlanView> | undefined;
  #loaded: PlanView | undefined;

  constructor(services: Services) {
    this.#services = services;
    this.#disposables.add(this.#changed);
    const view = this.#disposables.add(
      window.createTreeView<PlanNode>("gantry.plan", {
        treeDataProvider: this,
        dragAndDropController: this,
        canSelectMany: true,
        showCollapseAll: true,
      }),
    );
    this.#load = async () => {
      const { PlanView } = await import("./planView.ts");
      const loaded = this.#disposables.add(new PlanView(services, view));
      this.#disposables.add(loaded.tree.onDidChangeTreeData((nodes) => this.#changed.fire(nodes)));
      this.#loaded = loaded;
      return loaded;
    };
    this.#disposables.add(
      services.projects.onDidChange(() => {
        // From then on the loaded view looks after itself.
        if (this.#loaded === undefined && services.projects.current !== undefined) this.#changed.fire(undefined);
      }),
    );
    this.#registerCommands();
  }

  readonly #load: () => Promise<PlanView>;

  dispose(): void {
    this.#disposables.dispose();
  }

  async getChildren(node?: PlanNode): Promise<PlanNode[]> {
    if (this.#services.projects.current === undefined) return [];
    return (await this.#view()).tree.getChildren(node);
  }

  getParent(node: PlanNode): PlanNode | undefined {
    return this.#loaded?.tree.getParent(node);
  }

  async getTreeItem(node: PlanNode): Promise<TreeItem> {
    return (await this.#view()).tree.getTreeItem(node);
  }

  async resolveTreeItem(item: TreeItem, node: PlanNode): Promise<TreeItem> {
    return (await this.#view()).tree.resolveTreeItem(item, node);
  }

  handleDrag(source: readonly PlanNode[], transfer: DataTransfer): void {
    this.#loaded?.handleDrag(source, transfer, dragType);
  }

  async handleDrop(target: PlanNode | undefined, transfer: DataTransfer): Promise<void> {
    await (await this.#view()).handleDrop(target, transfer, dragType);
  }

  #view(): Promise<PlanView> {
    this.#loading ??= this.#load();
    return this.#loading;
  }

  #registerCommands(): void {
    const { log } = this.#services;
    const add = (item: Disposable): Disposable => this.#disposables.add(item);
    const view = () => this.#view();
    const commands = async () => (await view()).commands();
    add(registerCommand("gantry.plan.openItem", log, async (node) => (await view()).openItem(node)));
    add(registerCommand("gantry.plan.reveal", log, async (target) => (await view()).revealTarget(target)));
    add(registerCommand("gantry.plan.addTask", log, async (...at) => (await commands()).addTask(at)));
    add(registerCommand("gantry.plan.addTaskInside", log, async (...at) => (await commands()).addTaskInside(at)));
    add(registerCommand("gantry.plan.rename", log, async (...at) => (await commands()).rename(at)));
    add(registerCommand("gantry.plan.changeId", log, async (...at) => (await commands()).changeId(at)));
    add(registerCommand("gantry.plan.moveUp", log, async (...at) => (await commands()).move(at, "up")));
    add(registerCommand("gantry.plan.moveDown", log, async (...at) => (await commands()).move(at, "down")));
    add(registerCommand("gantry.plan.moveIn", log, async (...at) => (await commands()).move(at, "in")));
    add(registerCommand("gantry.plan.moveOut", log, async (...at) => (await commands()).move(at, "out")));
    add(registerCommand("gantry.plan.assign", log, async (...at) => (await commands()).assign(at)));
    add(registerCommand("gantry.plan.markDone", log, async (...at) => (await commands()).markDone(at)));
    add(registerCommand("gantry.plan.markNotDone", log, async (...at) => (await commands()).markNotDone(at)));
    add(registerCommand("gantry.plan.logProgress", log, async (...at) => (await commands()).logProgress(at)));
    add(registerCommand("gantry.plan.openLog", log, async (...at) => (await view()).openLog(at)));
    add(registerCommand("gantry.plan.delete", log, async (...at) => (await commands()).delete(at)));
    add(
      registerCommand("gantry.me.set", log, async () => {
        const { askWhoIAm } = await import("../../services/index.ts");
        await askWhoIAm(this.#services.projects.current);
      }),
    );
  }
}
