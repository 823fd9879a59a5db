import { earliestTime, type LocalTime, latestTime } from "./localTime.ts";
import { WorkingTime } from "./workingTime.ts";

/** One of several who work at the same thing: when they do, and how much of themselves they give. */
export interface Share {
  readonly time: WorkingTime;
  /** 1 for all of one person's working time, 0.5 for half, 2 for two people of a role. */
  readonly rate: number;
}

/** One person's working time at another rate than full. */
export class RatedTime extends WorkingTime {
  readonly share: Share;
  readonly #time: WorkingTime;
  readonly #rate: number;

  constructor(share: Share) {
    super();
    const { time, rate } = share;
    this.share = share;
    this.#time = time;
    this.#rate = rate;
  }

  override workUntil(time: LocalTime): number {
    return this.#time.workUntil(time) * this.#rate;
  }
  override earliestAt(work: number): LocalTime {
    return this.#time.earliestAt(nearlyWhole(work / this.#rate));
  }
  override latestAt(work: number): LocalTime {
    return this.#time.latestAt(nearlyWhole(work / this.#rate));
  }
  override nextStart(time: LocalTime): LocalTime {
    return this.#time.nextStart(time);
  }
  override previousFinish(time: LocalTime): LocalTime {
    return this.#time.previousFinish(time);
  }
}

/** The joined work of several with different calendars: it goes on whenever one of them works, as fast as those work who do. */
export class SharedTime extends WorkingTime {
  readonly shares: readonly Share[];

  constructor(shares: readonly Share[]) {
    super();
    this.shares = shares;
  }

  override workUntil(time: LocalTime): number {
    let work = 0;
    for (const share of this.shares) work += share.time.workUntil(time) * share.rate;
    return work;
  }

  override earliestAt(work: number): LocalTime {
    return this.#search((time) => this.workUntil(time) >= work - tolerance);
  }

  override latestAt(work: number): LocalTime {
    const after = this.#search((time) => this.workUntil(time) > work + tolerance);
    return Number.isFinite(after) ? after - 1 : after;
  }

  override nextStart(time: LocalTime): LocalTime {
    let next = Infinity;
    for (const share of this.shares) next = Math.min(next, share.time.nextStart(time));
    return next;
  }

  override previousFinish(time: LocalTime): LocalTime {
    let last = -Infinity;
    for (const share of this.shares) last = Math.max(last, share.time.previousFinish(time));
    return last > -Infinity ? last : time;
  }

  /** The first second at which something holds that, once it holds, holds for ever. */
  #search(holds: (time: LocalTime) => boolean): LocalTime {
    let low = earliestTime;
    let high = latestTime;
    if (!holds(high)) return Infinity;
    if (holds(low)) return -Infinity;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (holds(middle)) high = middle;
      else low = middle;
    }
    return high;
  }
}

/** Less than this of a second of work is what floating-point arithmetic leaves. */
const tolerance = 1e-3;

function nearlyWhole(work: number): number {
  const whole = Math.round(work);
  return Math.abs(work - whole) < tolerance ? whole : work;
}

/** The working time of some together; of one alone at full rate, that one's own. */
export function sharedTime(shares: readonly Share[]): WorkingTime {
  const byTime = new Map<WorkingTime, number>();
  for (const { time, rate } of shares) byTime.set(time, (byTime.get(time) ?? 0) + rate);
  const joined = [...byTime].map(([time, rate]) => ({ time, rate }));
  const [only] = joined;
  if (only !== undefined && joined.length === 1) return only.rate === 1 ? only.time : new RatedTime(only);
  return new SharedTime(joined);
}
