import * as v from "valibot";
import {
  type PagePlace,
  type PageView,
  pageView,
  type practiceToHost,
  type practiceToView,
  readyAnswer,
} from "../../protocol/practice.ts";
import { announce, connect, type HostConnection } from "../shell/index.ts";
import {
  canStep,
  currentEntry,
  noHistory,
  type ReadingHistory,
  readHistory,
  step,
  visit,
  withScroll,
} from "./readingHistory.ts";

/** Where the reader should be taken once a page is drawn. */
export interface Arrival {
  readonly section?: string | undefined;
  readonly scroll?: number | undefined;
}

export interface Problem {
  readonly title: string;
  readonly text: string;
}

export interface PracticeState {
  /** The page on screen; stays while the next one is loaded. */
  readonly shown?: PageView;
  /** Counts the pages that were drawn, so that each arrival is acted on once. */
  readonly arrivals: number;
  readonly arrival: Arrival;
  readonly loading: boolean;
  /** Why there is no page to show. */
  readonly problem?: Problem;
  /** Why the last action failed. */
  readonly notice?: string;
  readonly canGoBack: boolean;
  readonly canGoForward: boolean;
}

/** What the view does: goes from page to page, keeps where the reader was, passes ticks and links to the host. */
export class PracticeController {
  readonly #host: HostConnection<typeof practiceToHost>;
  #state: PracticeState = { arrivals: 0, arrival: {}, loading: true, canGoBack: false, canGoForward: false };
  #history: ReadingHistory = noHistory;
  #listener: (state: PracticeState) => void = () => {};
  #request = 0;

  constructor(incoming: typeof practiceToView) {
    this.#host = connect<typeof practiceToView, typeof practiceToHost>(incoming, {
      show: (place) => this.go(place),
      ticks: ({ id, ticks }) => this.#setTicks(id, ticks),
      shown: ({ id, shown }) => this.#setShown(id, shown),
    });
    this.#history = readHistory(this.#host.getState());
  }

  get state(): PracticeState {
    return this.#state;
  }

  /** Tells one listener about every new state. */
  listen(listener: (state: PracticeState) => void): void {
    this.#listener = listener;
  }

  /** Asks the host which page is wanted, else goes on where the reader was. */
  async start(): Promise<void> {
    try {
      const { open } = v.parse(readyAnswer, await this.#host.request("ready", {}));
      if (open !== undefined) this.#history = visit(this.#history, open);
      await this.#load();
    } catch (error) {
      this.#update({ loading: false, problem: cannotShow(error) });
    }
  }

  go(place: PagePlace): void {
    const isShown = this.#state.shown?.page.id === place.id && currentEntry(this.#history)?.id === place.id;
    this.#keep(visit(this.#history, place));
    if (isShown) this.#arrive(place.section === undefined ? { scroll: 0 } : { section: place.section });
    else void this.#load();
  }

  back(): void {
    this.#move(-1);
  }

  forward(): void {
    this.#move(1);
  }

  /** Remembers how far down the reader is. */
  scrolled(to: number): void {
    if (!this.#state.loading && this.#state.problem === undefined)
      this.#keep(withScroll(this.#history, Math.round(to)));
  }

  tick(item: string, done: boolean): void {
    this.#try(this.#host.request("tick", { item, done }));
  }

  runCommand(command: string, argument: string | undefined): void {
    this.#try(this.#host.request("runCommand", { command, ...(argument !== undefined && { argument }) }));
  }

  openAddress(address: string): void {
    this.#try(this.#host.request("openAddress", { address }));
  }

  /** Shows a page or group in the tree; the tree itself without one. */
  reveal(id?: string): void {
    this.#try(this.#host.request("reveal", id === undefined ? {} : { id }));
  }

  find(): void {
    this.#host.send("find", {});
  }

  closeNotice(): void {
    const { notice: _, ...rest } = this.#state;
    this.#set(rest);
  }

  #move(by: -1 | 1): void {
    this.#keep(step(this.#history, by));
    void this.#load();
  }

  async #load(): Promise<void> {
    const entry = currentEntry(this.#history);
    this.#request += 1;
    const request = this.#request;
    if (entry === undefined) {
      this.#update({ loading: false, problem: nothingChosen });
      return;
    }
    this.#update({ loading: true });
    try {
      const shown = v.parse(pageView, await this.#host.request("page", { id: entry.id }));
      if (request !== this.#request) return;
      const { problem: _, notice: __, ...rest } = this.#state;
      this.#set({ ...rest, shown, loading: false });
      this.#arrive(entry);
      this.#host.send("showing", { id: entry.id });
    } catch (error) {
      if (request === this.#request) this.#update({ loading: false, problem: cannotShow(error) });
    }
  }

  /** Where the reader has been before counts more than the section they once came for. */
  #arrive({ section, scroll }: Arrival): void {
    const arrival = scroll === undefined ? { section } : { scroll };
    this.#update({ arrival, arrivals: this.#state.arrivals + 1 });
  }

  #setTicks(id: string, ticks: PageView["ticks"]): void {
    const { shown } = this.#state;
    if (shown?.page.id !== id) return;
    this.#update({ shown: { ...shown, ticks } });
    const total = shown.page.checklist.length;
    const done = Object.keys(ticks).length;
    announce(done === total ? `All ${total} ticked.` : `${done} of ${total} ticked.`);
  }

  #setShown(id: string, statements: PageView["shown"]): void {
    const { shown } = this.#state;
    if (shown?.page.id === id) this.#update({ shown: { ...shown, shown: statements } });
  }

  #keep(history: ReadingHistory): void {
    this.#history = history;
    this.#host.setState(history);
    const canGoBack = canStep(history, -1);
    const canGoForward = canStep(history, 1);
    if (canGoBack !== this.#state.canGoBack || canGoForward !== this.#state.canGoForward) {
      this.#update({ canGoBack, canGoForward });
    }
  }

  #try(answer: Promise<unknown>): void {
    answer.catch((error: unknown) => this.#update({ notice: messageOf(error) }));
  }

  #update(change: Partial<PracticeState>): void {
    this.#set({ ...this.#state, ...change });
  }

  #set(state: PracticeState): void {
    this.#state = { ...state, canGoBack: canStep(this.#history, -1), canGoForward: canStep(this.#history, 1) };
    this.#listener(this.#state);
  }
}

const nothingChosen: Problem = {
  title: "No page is open",
  text: "Choose a step, skill or tool in the Practice view of the sidebar, or search for one.",
};

function cannotShow(error: unknown): Problem {
  return { title: "This page can't be shown", text: messageOf(error) };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
