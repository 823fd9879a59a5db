import type * as v from "valibot";
import { commands, type Disposable, env, l10n, ThemeIcon, Uri, ViewColumn, type WebviewPanel, window } from "vscode";
import { refusedCommand } from "../../core/practice/pageCommands.ts";
import type { Block, Span } from "../../core/practice/practice.ts";
import type { PracticeIndex } from "../../core/practice/practiceIndex.ts";
import { connectPanel, DisposableStore, UserMessage, webviewOptions } from "../../platform/index.ts";
import { MessageHandler } from "../../protocol/messageHandler.ts";
import {
  type PagePlace,
  type PageView,
  practiceToHost,
  type practiceToView,
  type readyAnswer,
} from "../../protocol/practice.ts";
import { pageViewOf, ticksOf } from "../../protocol/practiceState.ts";
import type { Services } from "../../services/index.ts";
import { practicePanelType } from "./panelType.ts";
import type { PracticeStore } from "./practiceStore.ts";
import type { StepEvidence } from "./stepEvidence.ts";

/** What the panel asks of the feature around it. */
export interface PanelSurroundings {
  /** The shown page has changed. */
  readonly onShown: (pageId: string) => void;
  readonly reveal: (id: string | undefined) => Promise<void>;
}

/** The one editor tab in which the practice is read. Going from page to page happens inside the view. */
export class PracticePanel implements Disposable {
  readonly #store: PracticeStore;
  readonly #evidence: StepEvidence;
  readonly #surroundings: PanelSurroundings;
  readonly #panel: WebviewPanel;
  readonly #messages: MessageHandler<typeof practiceToHost, typeof practiceToView>;
  readonly #disposables = new DisposableStore();
  /** Asked for and not shown yet; a hidden view hears nothing. */
  #pending: PagePlace | undefined;
  #shown: string | undefined;

  constructor(
    services: Services,
    store: PracticeStore,
    evidence: StepEvidence,
    surroundings: PanelSurroundings,
    panel: WebviewPanel = createPanel(services),
  ) {
    this.#store = store;
    this.#evidence = evidence;
    this.#surroundings = surroundings;
    this.#panel = panel;
    panel.iconPath = new ThemeIcon("book");
    this.#messages = new MessageHandler<typeof practiceToHost, typeof practiceToView>(
      practiceToHost,
      {
        log: ({ level, message }) => (level === "error" ? services.log.error(message) : services.log.warn(message)),
        ready: (): v.InferInput<typeof readyAnswer> => (this.#pending === undefined ? {} : { open: this.#pending }),
        page: ({ id }) => this.#view(id),
        showing: ({ id }) => this.#nowShowing(id),
        tick: ({ item, done }) => this.#tick(item, done),
        runCommand: ({ command, argument }) => this.#run(command, argument),
        openAddress: ({ address }) => this.#openAddress(address),
        // As a command, so that a failure is told where the person can see it.
        find: () => commands.executeCommand("gantry.practice.find"),
        reveal: ({ id }) => surroundings.reveal(id),
      },
      (message) => panel.webview.postMessage(message),
      (reason) => services.log.warn(`Practice view: ${reason}`),
    );
    this.#disposables.add(store.onDidChange(() => this.#sendTicks()));
    this.#disposables.add(evidence.onDidChange((pages) => this.#sendShown(pages)));
    this.#disposables.add(panel.onDidChangeViewState(() => panel.visible && evidence.look()));
    connectPanel(panel, services.extension.extensionUri, { name: "practice", title: l10n.t("Practice") }, (message) =>
      this.#messages.receive(message),
    );
  }

  /** The page that is shown, if one is. */
  get shown(): string | undefined {
    return this.#shown;
  }

  get isVisible(): boolean {
    return this.#panel.visible;
  }

  get onDidDispose(): WebviewPanel["onDidDispose"] {
    return this.#panel.onDidDispose;
  }

  open(place: PagePlace): void {
    this.#pending = place;
    this.#panel.reveal(this.#panel.viewColumn);
    this.#messages.send("show", place);
  }

  dispose(): void {
    this.#disposables.dispose();
    this.#panel.dispose();
  }

  async #view(id: string): Promise<PageView> {
    const index = await this.#store.index();
    const page = index.page(id);
    if (page === undefined) {
      throw new UserMessage(l10n.t("There is no practice page “{0}” in this version of Gantry.", id));
    }
    if (page.group === "steps") await this.#evidence.knownSoon();
    return pageViewOf(index, page, this.#store.progress, this.#evidence.of(id));
  }

  async #nowShowing(id: string): Promise<void> {
    const page = (await this.#store.index()).page(id);
    if (page === undefined) return;
    if (this.#pending?.id === id) this.#pending = undefined;
    this.#shown = id;
    this.#panel.title = page.title;
    // It may have become known while the page was on its way.
    if (page.group === "steps") this.#sendShown([id]);
    this.#surroundings.onShown(id);
  }

  async #sendTicks(): Promise<void> {
    const page = this.#shown === undefined ? undefined : (await this.#store.index()).page(this.#shown);
    if (page !== undefined) this.#messages.send("ticks", { id: page.id, ticks: ticksOf(page, this.#store.progress) });
  }

  #sendShown(pages: readonly string[]): void {
    const id = this.#shown;
    if (id === undefined || !pages.includes(id)) return;
    this.#messages.send("shown", { id, shown: this.#evidence.of(id).map((one) => ({ ...one })) });
  }

  async #tick(item: string, done: boolean): Promise<void> {
    if ((await this.#store.index()).pageOfItem(item) === undefined) {
      throw new UserMessage(l10n.t("There is no checklist item “{0}”.", item));
    }
    await this.#store.tick(item, done);
  }

  /** Only what a page says and pages may run: the view is not trusted with more. */
  async #run(command: string, argument: string | undefined): Promise<void> {
    const index = await this.#store.index();
    const isPage = (id: string): boolean => index.find(id) !== undefined;
    if (refusedCommand(command, argument, isPage) !== undefined || !linksOf(index).has(commandKey(command, argument))) {
      throw new UserMessage(l10n.t("No practice page asks for “{0}”.", command));
    }
    await commands.executeCommand(command, ...(argument === undefined ? [] : [argument]));
  }

  async #openAddress(address: string): Promise<void> {
    const index = await this.#store.index();
    if (!address.startsWith("https://") || !linksOf(index).has(address)) {
      throw new UserMessage(l10n.t("No practice page links to this address."));
    }
    await env.openExternal(Uri.parse(address, true));
  }
}

function createPanel({ extension }: Services): WebviewPanel {
  return window.createWebviewPanel(practicePanelType, l10n.t("Practice"), ViewColumn.Active, {
    ...webviewOptions(extension.extensionUri),
    enableFindWidget: true,
  });
}

const knownLinks = new WeakMap<PracticeIndex, ReadonlySet<string>>();

/** Every address and command that the pages link to. */
function linksOf(index: PracticeIndex): ReadonlySet<string> {
  let links = knownLinks.get(index);
  if (links === undefined) {
    const found = new Set<string>();
    for (const page of index.pages) {
      collectFromBlocks([...page.lead, ...page.sections.flatMap(({ blocks }) => blocks)], found);
      for (const item of page.checklist) collectFromSpans([...item.text, ...item.why], found);
    }
    links = found;
    knownLinks.set(index, links);
  }
  return links;
}

function collectFromBlocks(blocks: readonly Block[], found: Set<string>): void {
  for (const block of blocks) {
    if (block.kind === "paragraph" || block.kind === "heading") collectFromSpans(block.spans, found);
    else if (block.kind === "table") collectFromSpans([block.head, ...block.rows].flat(2), found);
    else if (block.kind === "list") {
      for (const item of block.items) {
        collectFromBlocks(item.blocks, found);
        collectFromSpans(item.actions ?? [], found);
      }
    }
  }
}

function collectFromSpans(spans: readonly Span[], found: Set<string>): void {
  for (const span of spans) {
    if (typeof span === "string" || span.kind === "code") continue;
    if (span.kind === "web") found.add(span.address);
    else if (span.kind === "command") found.add(commandKey(span.command, span.argument));
    collectFromSpans(span.spans, found);
  }
}

function commandKey(command: string, argument: string | undefined): string {
  return argument === undefined ? command : `${command}?${argument}`;
}
