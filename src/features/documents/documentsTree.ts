import {
  type Disposable,
  type Event,
  EventEmitter,
  l10n,
  ThemeColor,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
} from "vscode";
import type { Method, Phase } from "../../core/model/project.ts";
import { readSectionNames } from "../../core/text/sections.ts";
import { DisposableStore, heldDocument, readText } from "../../platform/index.ts";
import type { Project, Services } from "../../services/index.ts";
import type { DocumentGroup, DocumentNode, PresentFile } from "./documentNodes.ts";

const refreshDelay = 150;

/** What the project has and what its method still asks for, as the Documents view shows it. */
export class DocumentsTree implements TreeDataProvider<DocumentNode>, Disposable {
  readonly #changed = new EventEmitter<DocumentNode | undefined>();
  readonly onDidChangeTreeData: Event<DocumentNode | undefined> = this.#changed.event;
  readonly #services: Services;
  readonly #disposables = new DisposableStore();
  #groups: readonly DocumentGroup[] = [];
  /** The project whose documents are listed; the current one may already be another. */
  #shown: Project | undefined;
  /** The project's files as listed last, as long as no file may have come or gone; a project can be a whole repository. */
  #paths: Promise<readonly string[]> | undefined;
  /** The sections of each slice by its address, nothing for other YAML, as long as the file does not change. */
  readonly #sections = new Map<string, Promise<readonly string[] | undefined>>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(services: Services) {
    this.#services = services;
    this.#disposables.add(this.#changed);
    this.#disposables.add(
      services.projects.onDidChange((change) => {
        if (change.kind === "reading") return;
        const isTyping = change.kind === "file" && heldDocument(change.uri)?.isDirty === true;
        if (!isTyping) this.#paths = undefined;
        if (change.kind === "file") this.#sections.delete(change.uri.toString());
        else this.#sections.clear();
        this.refreshSoon();
      }),
    );
    this.#disposables.add(services.checklists.onDidChange(() => this.refreshSoon()));
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#disposables.dispose();
  }

  /** Where a listed file stands. */
  addressOf(node: PresentFile): Uri | undefined {
    return this.#shown && Uri.joinPath(this.#shown.folder, node.path);
  }

  /** Joins a burst of changes, such as a checkout, into one look. */
  refreshSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#changed.fire(undefined), refreshDelay);
  }

  /** The method and phase the view goes by; what the project does not state is assumed. */
  assumptions(project: Project): { readonly method: Method; readonly phase: Phase } {
    return { method: project.header.method ?? "hybrid", phase: project.header.phase ?? "planning" };
  }

  async getChildren(node?: DocumentNode): Promise<DocumentNode[]> {
    if (node !== undefined) return node.kind === "group" ? [...node.children] : [];
    const project = this.#services.projects.current;
    const groups = project === undefined ? [] : await this.#load(project);
    this.#shown = project;
    this.#groups = groups;
    return [...groups];
  }

  getParent(node: DocumentNode): DocumentNode | undefined {
    if (node.kind === "group") return undefined;
    return this.#groups.find((group) => group.children.some((child) => child.id === node.id));
  }

  async getTreeItem(node: DocumentNode): Promise<TreeItem> {
    if (node.kind === "group") return groupItem(node, this.#shown && this.assumptions(this.#shown));
    if (node.kind === "missing") {
      const item = new TreeItem(node.description.title);
      item.id = node.id;
      item.description = l10n.t("not there yet");
      item.tooltip = l10n.t("{0} Click to create it.", node.description.description);
      item.iconPath = new ThemeIcon("circle-large", new ThemeColor("disabledForeground"));
      item.contextValue = "missing";
      item.command = { command: "gantry.documents.createItem", title: l10n.t("Create"), arguments: [node] };
      item.accessibilityInformation = { label: l10n.t("{0}, not there yet. Create it.", node.description.title) };
      return item;
    }
    return this.#fileItem(node);
  }

  async #load(project: Project): Promise<readonly DocumentGroup[]> {
    this.#paths ??= this.#services.projects.files(project);
    const paths = (await this.#paths).filter((path) => !/(?:^|\/)readme\.md$/i.test(path));
    const slices = await Promise.all(
      paths
        .filter((path) => /\.ya?ml$/.test(path) && !/^(?:progress|baselines)\//.test(path))
        .map(async (path) => {
          const sections = await this.#sectionsOf(Uri.joinPath(project.folder, path));
          return sections && { path, sections };
        }),
    );
    const kept = new Set(slices.flatMap((slice) => slice?.path ?? []));
    const shown = paths.filter(
      (path) => path.endsWith(".md") || /^(?:progress|baselines)\//.test(path) || kept.has(path),
    );
    const { method, phase } = this.assumptions(project);
    // The catalogue comes with the first project, not with activation.
    const { documentGroups } = await import("./documentNodes.ts");
    return documentGroups(
      shown,
      slices.flatMap((slice) => slice?.sections ?? []),
      method,
      phase,
    );
  }

  #sectionsOf(uri: Uri): Promise<readonly string[] | undefined> {
    const key = uri.toString();
    const known = this.#sections.get(key);
    if (known !== undefined) return known;
    const reading = readText(uri).then(
      async (text) => {
        // What knows the language comes with the first project, not with activation.
        const { isSlice } = await import("../../core/text/reading/isSlice.ts");
        return isSlice(text) ? readSectionNames(text) : undefined;
      },
      () => undefined,
    );
    this.#sections.set(key, reading);
    return reading;
  }

  async #fileItem(node: PresentFile): Promise<TreeItem> {
    const item = new TreeItem(node.title);
    item.id = node.id;
    item.description = node.detail;
    item.contextValue = "present";
    item.tooltip = node.description?.description ?? node.path;
    item.iconPath = ThemeIcon.File;
    const uri = this.addressOf(node);
    if (uri !== undefined) item.resourceUri = uri;
    if (node.isChecklist && uri !== undefined) {
      const progress = await this.#services.checklists.progressOf(uri);
      if (progress !== undefined) {
        const isDone = progress.total > 0 && progress.done === progress.total;
        item.description = `${progress.done}/${progress.total}`;
        item.iconPath = new ThemeIcon(isDone ? "pass-filled" : "checklist");
        item.accessibilityInformation = {
          label: l10n.t("{0}, {1} of {2} done", node.title, progress.done, progress.total),
        };
      }
    }
    item.command = { command: "gantry.documents.openItem", title: l10n.t("Open"), arguments: [node] };
    return item;
  }
}

function groupItem(
  group: DocumentGroup,
  assumptions: { readonly method: Method; readonly phase: Phase } | undefined,
): TreeItem {
  const startsClosed = group.id === "useful" || group.id === "records";
  const item = new TreeItem(
    groupTitle(group.id),
    startsClosed ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.Expanded,
  );
  item.id = `group/${group.id}`;
  item.description = String(group.children.length);
  item.contextValue = "group";
  if (assumptions !== undefined && (group.id === "missing" || group.id === "useful")) {
    const { method, phase } = assumptions;
    item.tooltip =
      group.id === "missing"
        ? l10n.t("What a {0} project needs in the phase {1} or before it, and this one does not have.", method, phase)
        : l10n.t("What can help a {0} project in the phase {1}.", method, phase);
  }
  return item;
}

function groupTitle(id: DocumentGroup["id"]): string {
  switch (id) {
    case "missing":
      return l10n.t("Missing in this phase");
    case "plan":
      return l10n.t("Plan and money");
    case "registers":
      return l10n.t("Registers");
    case "documents":
      return l10n.t("Documents");
    case "checklists":
      return l10n.t("Checklists");
    case "records":
      return l10n.t("Reports and records");
    case "useful":
      return l10n.t("Useful in this phase");
  }
}
