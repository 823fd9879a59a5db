import type { Fate, Loss, SourceCount } from "./imported.ts";

/** More places of one kind help nobody. */
const mostPlaces = 5;
const longestPlace = 80;

interface OpenLoss {
  readonly source: string;
  readonly fate: Fate;
  readonly why: string;
  count: number;
  readonly places: string[];
}

/** The books of an import: each thing that the source states is entered once. */
export class Account {
  readonly #mapped = new Map<string, number>();
  readonly #losses = new Map<string, OpenLoss>();

  /** It came over with its full meaning. */
  mapped(source: string, count = 1): void {
    if (count > 0) this.#mapped.set(source, (this.#mapped.get(source) ?? 0) + count);
  }

  /** The plan says something near it. */
  changed(source: string, why: string, place?: string, count = 1): void {
    this.#lose(source, "changed", why, place, count);
  }

  /** It stands verbatim under `x-<system>`. */
  kept(source: string, why: string, place?: string, count = 1): void {
    this.#lose(source, "kept", why, place, count);
  }

  /** It is not in the plan. */
  leftOut(source: string, why: string, place?: string, count = 1): void {
    this.#lose(source, "left-out", why, place, count);
  }

  /** In the order in which things were first entered. */
  get mappedCounts(): readonly SourceCount[] {
    return [...this.#mapped].map(([source, count]) => ({ source, count }));
  }

  /** In the order in which things were first entered. */
  get losses(): readonly Loss[] {
    return [...this.#losses.values()];
  }

  #lose(source: string, fate: Fate, why: string, place: string | undefined, count: number): void {
    if (count <= 0) return;
    const key = `${source}\n${fate}\n${why}`;
    let loss = this.#losses.get(key);
    if (loss === undefined) {
      loss = { source, fate, why, count: 0, places: [] };
      this.#losses.set(key, loss);
    }
    loss.count += count;
    if (place === undefined || loss.places.length >= mostPlaces) return;
    const short = place.length > longestPlace ? `${place.slice(0, longestPlace)}…` : place;
    if (!loss.places.includes(short)) loss.places.push(short);
  }
}
