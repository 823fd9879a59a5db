import { type Disposable, type Event, EventEmitter, l10n, type TreeItem } from "vscode";
import { outlineOf, type PlanOutline, type WorkKey } from "../../core/plan/planOutline.ts";
import type { RecordPlace } from "../../core/text/reading/index.ts";
import { DisposableStore } from "../../platform/index.ts";
import type { Project, Services } from "../../services/index.ts";
import { faceOf, itemOf, milestonesFace, type PlanFace, tooltipOf } from "./planItem.ts";

/** A line of the Plan view; the same object as long as its record is there. */
export type PlanNode = RecordNode | MilestonesNode;

export interface RecordNode {
  readonly kind: "record";
  readonly key: WorkKey;
}

export interface MilestonesNode {
  readonly kind: "milestones";
}

/** Joins the letters of a word into one look. Milliseconds. */
const refreshDelay = 100;
/** Larger plans show their stages closed at first. */
const mostOpen = 200;

const milestonesNode: MilestonesNode = { kind: "milestones" };
const milestonesId = "milestones";

/** What a line said when it was drawn last. */
interface Shown {
  face?: string;
  children?: string;
}

/** The work of the current project, as lines. After a change only lines that say something else are drawn again. */
export class PlanTree implements Disposable {
  readonly #changed = new EventEmitter<PlanNode[] | undefined>();
  readonly onDidChangeTreeData: Event<PlanNode[] | undefined> = this.#changed.event;
  readonly #services: Services;
  readonly #disposables = new DisposableStore();
  readonly #nodes = new Map<WorkKey, RecordNode>();
  readonly #shown = new Map<PlanNode | undefined, Shown>();
  readonly #isVisible: () => boolean;
  #project: Project | undefined;
  #isStale = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param isVisible whether anybody sees the view; else it waits until {@link refresh} */
  constructor(services: Services, isVisible: () => boolean) {
    this.#services = services;
    this.#isVisible = isVisible;
    this.#project = services.projects.current;
    this.#disposables.add(this.#changed);
    this.#disposables.add(
      services.projects.onDidChange((change) => {
        if (change.kind === "file") return;
        if (change.kind === "reading" || change.kind === "day") {
          if (change.project === services.projects.current) this.#refreshSoon();
        } else this.refresh();
      }),
    );
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#disposables.dispose();
  }

  /** The work of the project that is shown, as its files say it now. */
  get outline(): PlanOutline | undefined {
    const project = this.#services.projects.current;
    return project && outlineOf(project.reading);
  }

  /** The line of a record. */
  node(key: WorkKey): RecordNode {
    let node = this.#nodes.get(key);
    if (node === undefined) {
      node = { kind: "record", key };
      this.#nodes.set(key, node);
    }
    return node;
  }

  /** The record of a line, as it reads now. */
  place(node: PlanNode): RecordPlace | undefined {
    return node.kind === "record" ? this.outline?.place(node.key) : undefined;
  }

  /** Draws what says something else than before; at once, if anybody looks. */
  refresh(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#isStale = !this.#isVisible();
    if (this.#isStale) return;
    const project = this.#services.projects.current;
    if (project !== this.#project) {
      this.#project = project;
      this.#nodes.clear();
      this.#shown.clear();
      this.#changed.fire(undefined);
      return;
    }
    const { outline } = this;
    if (outline === undefined) return;
    const changed: PlanNode[] = [];
    for (const [node, { face, children }] of this.#shown) {
      const isGone = node?.kind === "record" && outline.place(node.key) === undefined;
      if (isGone || (node?.kind === "milestones" && outline.milestones.length === 0)) {
        // What held it says so.
        this.#shown.delete(node);
        if (node.kind === "record") this.#nodes.delete(node.key);
        continue;
      }
      const hasOthers = children !== undefined && children !== listed(this.#children(outline, node));
      if (node === undefined) {
        if (hasOthers) {
          this.#changed.fire(undefined);
          return;
        }
        continue;
      }
      if (hasOthers || (face !== undefined && face !== wordsOf(this.#face(outline, node)))) changed.push(node);
    }
    if (changed.length > 0) this.#changed.fire(changed);
  }

  /** Draws what has changed while nobody looked. */
  catchUp(): void {
    if (this.#isStale) this.refresh();
  }

  getChildren(node?: PlanNode): PlanNode[] {
    const { outline } = this;
    if (node === undefined) this.#project = this.#services.projects.current;
    const children = outline === undefined ? [] : this.#children(outline, node);
    this.#shownOf(node).children = listed(children);
    return [...children];
  }

  getParent(node: PlanNode): PlanNode | undefined {
    const { outline } = this;
    if (node.kind === "milestones" || outline === undefined) return undefined;
    const parent = outline.parent(node.key);
    if (parent !== undefined) return this.node(parent);
    return outline.place(node.key)?.section === "milestones" ? milestonesNode : undefined;
  }

  getTreeItem(node: PlanNode): TreeItem {
    const { outline } = this;
    const face = outline && this.#face(outline, node);
    if (outline === undefined || face === undefined) {
      // It went away between two questions; the next look leaves it out.
      return itemOf(idOf(node), { ...gone, label: idOf(node) }, false);
    }
    this.#shownOf(node).face = wordsOf(face);
    const isSmall = outline.reading.index.places.length <= mostOpen;
    // What is finished needs no room.
    const item = itemOf(idOf(node), face, isSmall && !face.isDone);
    if (node.kind === "record") {
      item.command = { command: "gantry.plan.openItem", title: l10n.t("Open"), arguments: [node] };
    }
    return item;
  }

  async resolveTreeItem(item: TreeItem, node: PlanNode): Promise<TreeItem> {
    const { outline } = this;
    const place = this.place(node);
    const schedule = this.#services.projects.current?.schedule;
    if (outline !== undefined && place !== undefined && schedule !== undefined) {
      item.tooltip = await tooltipOf(outline, place, schedule);
    } else if (node.kind === "milestones") item.tooltip = l10n.t("Points in time that matter.");
    return item;
  }

  #refreshSoon(): void {
    // Not put off by further letters: what is typed shows while it is typed.
    this.#timer ??= setTimeout(() => this.refresh(), refreshDelay);
  }

  #children(outline: PlanOutline, node: PlanNode | undefined): readonly PlanNode[] {
    if (node?.kind === "record") return outline.children(node.key).map((key) => this.node(key));
    if (node?.kind === "milestones") return outline.milestones.map((key) => this.node(key));
    const top: PlanNode[] = outline.top.map((key) => this.node(key));
    return outline.milestones.length > 0 ? [...top, milestonesNode] : top;
  }

  #face(outline: PlanOutline, node: PlanNode): PlanFace | undefined {
    if (node.kind === "milestones") return milestonesFace(outline);
    const place = outline.place(node.key);
    const schedule = this.#services.projects.current?.schedule;
    return place && schedule && faceOf(outline, node.key, place, schedule);
  }

  #shownOf(node: PlanNode | undefined): Shown {
    let shown = this.#shown.get(node);
    if (shown === undefined) {
      shown = {};
      this.#shown.set(node, shown);
    }
    return shown;
  }
}

const gone: Omit<PlanFace, "label"> = {
  description: "",
  spoken: "",
  icon: "not-begun",
  context: "",
  hasChildren: false,
  isDone: false,
};

function idOf(node: PlanNode): string {
  return node.kind === "milestones" ? `group/${milestonesId}` : `work/${node.key}`;
}

function listed(nodes: readonly PlanNode[]): string {
  return nodes.map(idOf).join("\n");
}

function wordsOf(face: PlanFace | undefined): string {
  return JSON.stringify(face ?? "");
}

export function isPlanNode(value: unknown): value is PlanNode {
  if (typeof value !== "object" || value === null || !("kind" in value)) return false;
  return value.kind === "milestones" || (value.kind === "record" && "key" in value && typeof value.key === "string");
}
