import { type Disposable, type Event, EventEmitter, workspace } from "vscode";
import { privateFolder } from "../../core/model/privateFolder.ts";
import type { Shown } from "../../core/practice/doneWhen.ts";
import { DisposableStore } from "../../platform/index.ts";
import type { Services } from "../../services/index.ts";

/** Who types changes a file many times a second; a step can wait so long, in milliseconds. */
const pause = 1_000;

/** So long a page or the tree waits to be drawn once, in milliseconds. */
const patience = 500;

/** What the files that are open show of each step. It looks when somebody looks at it, and again when files change meanwhile. */
export class StepEvidence implements Disposable {
  readonly #services: Services;
  readonly #isLookedAt: () => boolean;
  readonly #changed = new EventEmitter<readonly string[]>();
  /** Fires with the pages of which files show something else than before. */
  readonly onDidChange: Event<readonly string[]> = this.#changed.event;
  readonly #disposables = new DisposableStore();
  #shown: ReadonlyMap<string, readonly Shown[]> = new Map();
  #looking: Promise<void> | undefined;
  /** Whether files changed since the last look began. */
  #isOutdated = true;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param isLookedAt whether anybody would see a change; what nobody sees costs no work */
  constructor(services: Services, isLookedAt: () => boolean) {
    this.#services = services;
    this.#isLookedAt = isLookedAt;
    const add = this.#disposables;
    add.add(this.#changed);
    add.add({ dispose: () => clearTimeout(this.#timer) });
    add.add(services.projects.onDidChange(() => this.#onFiles()));
    const watcher = add.add(workspace.createFileSystemWatcher(`**/${privateFolder}**`));
    for (const event of [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete]) {
      add.add(event(() => this.#onFiles()));
    }
    add.add(
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && /\.(ya?ml|md)$/i.test(document.uri.path)) this.#onFiles();
      }),
    );
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  /** What was seen at the last look; of pages that files have no say in, and before the first look, nothing. */
  readonly of = (pageId: string): readonly Shown[] => this.#shown.get(pageId) ?? [];

  /** Looks, unless nothing changed since it last did. */
  look(): void {
    void this.#look();
  }

  /** Waits until it is known what files show, but not for long: it is told when it becomes known later. */
  async knownSoon(): Promise<void> {
    await Promise.race([this.#look(), new Promise((resolve) => setTimeout(resolve, patience))]);
  }

  #onFiles(): void {
    this.#isOutdated = true;
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#isLookedAt()) this.look();
    }, pause);
  }

  #look(): Promise<void> {
    if (!this.#isOutdated) return this.#looking ?? Promise.resolve();
    this.#isOutdated = false;
    const before = this.#looking ?? Promise.resolve();
    const looking = before.then(() => this.#read());
    this.#looking = looking;
    return looking;
  }

  async #read(): Promise<void> {
    let shown: ReadonlyMap<string, readonly Shown[]>;
    try {
      const { readShown } = await import("./stepFiles.ts");
      shown = await readShown(this.#services);
    } catch (error) {
      // Ticks are worth showing without it.
      this.#services.log.error(error instanceof Error ? error : String(error));
      return;
    }
    const before = this.#shown;
    this.#shown = shown;
    const changed = [...shown.keys()].filter((id) => JSON.stringify(shown.get(id)) !== JSON.stringify(before.get(id)));
    if (changed.length > 0) this.#changed.fire(changed);
  }
}
