import type { LocalTime } from "../../calendar/index.ts";
import { lastAtOrBefore } from "../../model/search.ts";

/** Shares of people's time leave remainders of floating-point arithmetic. */
const tolerance = 1e-6;

/** How much of one person, or of a role, is taken, as steps over time. */
export class PeopleProfile {
  readonly capacity: number;
  /** Where the level changes, rising; the first one lies before everything. */
  #times: number[];
  /** What is taken from each of these times on. */
  #levels: number[];

  constructor(capacity: number, times: readonly number[] = [-Infinity], levels: readonly number[] = [0]) {
    this.capacity = capacity;
    this.#times = [...times];
    this.#levels = [...levels];
  }

  copy(): PeopleProfile {
    return new PeopleProfile(this.capacity, this.#times, this.#levels);
  }

  /** The end of the last stretch between two moments that leaves less than so much; undefined when there is enough all the time. */
  blockedUntil(start: LocalTime, finish: LocalTime, rate: number): LocalTime | undefined {
    const most = this.capacity - Math.min(rate, this.capacity) + tolerance;
    for (let step = lastAtOrBefore(this.#times, finish - 1); step >= 0; step--) {
      const next = this.#times[step + 1] ?? Infinity;
      if (next <= start) return undefined;
      if ((this.#levels[step] as number) > most) return next;
    }
    return undefined;
  }

  /** The beginning of the first such stretch. */
  blockedFrom(start: LocalTime, finish: LocalTime, rate: number): LocalTime | undefined {
    const most = this.capacity - Math.min(rate, this.capacity) + tolerance;
    for (let step = lastAtOrBefore(this.#times, start); step < this.#times.length; step++) {
      const from = this.#times[step] as number;
      if (from >= finish) return undefined;
      if ((this.#levels[step] as number) > most) return Math.max(from, start);
    }
    return undefined;
  }

  take(start: LocalTime, finish: LocalTime, rate: number): void {
    if (!(finish > start)) return;
    const first = this.#cut(start);
    const end = this.#cut(finish);
    for (let step = first; step < end; step++) this.#levels[step] = (this.#levels[step] as number) + rate;
  }

  /** The step that begins at a moment. */
  #cut(time: LocalTime): number {
    const step = lastAtOrBefore(this.#times, time);
    if (this.#times[step] === time) return step;
    this.#times.splice(step + 1, 0, time);
    this.#levels.splice(step + 1, 0, this.#levels[step] as number);
    return step + 1;
  }
}
