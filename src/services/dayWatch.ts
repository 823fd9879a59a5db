import { type Disposable, window } from "vscode";
import { untilMidnight } from "../core/model/today.ts";

/** It wakes at least so often, in milliseconds: clocks are changed, and a sleeping machine counts no time. */
const longestWait = 6 * 3_600_000;

/** Asks for a look at the day when it may be another one: at midnight, and when a window that was left is used again. */
export class DayWatch implements Disposable {
  readonly #look: () => void;
  readonly #now: () => Date;
  readonly #focus: Disposable;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(look: () => void, now: () => Date) {
    this.#look = look;
    this.#now = now;
    this.#focus = window.onDidChangeWindowState(({ focused }) => {
      if (focused && this.#timer !== undefined) this.#look();
    });
  }

  /** @param zones the time zones whose midnights count; without any it sleeps */
  watch(zones: readonly string[]): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (zones.length === 0) return;
    const now = this.#now();
    const wait = Math.min(longestWait, ...zones.map((zone) => untilMidnight(zone, now)));
    this.#timer = setTimeout(this.#look, wait);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#focus.dispose();
  }
}
