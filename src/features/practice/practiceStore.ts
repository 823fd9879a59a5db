import { type Disposable, type Event, EventEmitter, l10n, window } from "vscode";
import { type PracticeIndex, readPractice } from "../../core/practice/practiceIndex.ts";
import {
  mergeProgress,
  type PracticeProgress,
  type ProgressMerge,
  readStoredProgress,
  storedProgress,
  withTick,
} from "../../core/practice/progress.ts";
import { DisposableStore, UserMessage } from "../../platform/index.ts";
import type { Services } from "../../services/index.ts";

/** The one value that holds a person's practice progress; synced with their settings where they have that on. */
export const progressKey = "gantry.practice.progress";

/**
 * The pages and the person's ticks. Pages are read when first asked for; ticks are read from VS Code each time, since
 * another window or a sync may have changed them.
 */
export class PracticeStore implements Disposable {
  readonly #services: Services;
  readonly #changed = new EventEmitter<readonly string[]>();
  /** Fires with the items whose tick has changed. */
  readonly onDidChange: Event<readonly string[]> = this.#changed.event;
  readonly #disposables = new DisposableStore();
  #index: Promise<PracticeIndex> | undefined;
  #lastSeen: PracticeProgress;

  constructor(services: Services) {
    this.#services = services;
    this.#lastSeen = this.progress;
    services.extension.globalState.setKeysForSync([progressKey]);
    this.#disposables.add(this.#changed);
    this.#disposables.add(window.onDidChangeWindowState(({ focused }) => focused && this.#fireChanges()));
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  /**
   * The pages.
   * @throws UserMessage when they can't be read, which a damaged installation can cause.
   */
  index(): Promise<PracticeIndex> {
    this.#index ??= this.#load().catch((error: unknown) => {
      this.#index = undefined;
      throw error;
    });
    return this.#index;
  }

  get progress(): PracticeProgress {
    return readStoredProgress(this.#services.extension.globalState.get(progressKey));
  }

  /** Ticks an item or takes the tick back. */
  async tick(item: string, done: boolean): Promise<void> {
    await this.#write(withTick(this.progress, item, done ? new Date().toISOString() : undefined));
  }

  /** What adding these ticks would do. */
  async preview(imported: ReadonlyMap<string, string>): Promise<ProgressMerge> {
    const index = await this.index();
    return mergeProgress(this.progress, imported, (id) => index.pageOfItem(id) !== undefined);
  }

  /** Adds ticks; none is taken back. */
  async add(imported: ReadonlyMap<string, string>): Promise<ProgressMerge> {
    const merge = await this.preview(imported);
    await this.#write(merge.merged);
    return merge;
  }

  async #load(): Promise<PracticeIndex> {
    let content: unknown;
    try {
      content = await this.#services.bundled.read<unknown>("practice.json");
    } catch (error) {
      this.#services.log.error("practice.json could not be read", String(error));
    }
    const index = readPractice(content);
    if (index !== undefined) return index;
    throw new UserMessage(
      l10n.t("The practice pages could not be read. Installing Gantry again brings them back; your ticks are safe."),
    );
  }

  async #write(progress: PracticeProgress): Promise<void> {
    await this.#services.extension.globalState.update(progressKey, storedProgress(progress));
    this.#fireChanges();
  }

  #fireChanges(): void {
    const before = this.#lastSeen.ticks;
    const after = this.progress;
    this.#lastSeen = after;
    const changed = [
      ...[...after.ticks.keys()].filter((id) => !before.has(id)),
      ...[...before.keys()].filter((id) => !after.ticks.has(id)),
    ];
    if (changed.length > 0) this.#changed.fire(changed);
  }
}
