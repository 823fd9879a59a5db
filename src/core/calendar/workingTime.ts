import type { LocalTime } from "./localTime.ts";

/**
 * Time in which work is done. `workUntil` counts it from a beginning that lies before everything, in seconds (of one person, at full
 * rate); the two inverses find the moments again. The end of one working period and the beginning of the next are two moments with
 * the same count: the same working instant. So what is compared is compared in working time.
 */
export abstract class WorkingTime {
  /** Seconds of work from the beginning of all time up to a moment. Grows with time, or stays. */
  abstract workUntil(time: LocalTime): number;

  /** The earliest moment by which so much work is done, in whole seconds: an end, 17:00 rather than 08:00 of the next day. Infinity when never. */
  abstract earliestAt(work: number): LocalTime;

  /** The latest moment by which not more than so much work is done: a beginning, 08:00 rather than 17:00 of the day before. Infinity when no work follows. */
  abstract latestAt(work: number): LocalTime;

  /** Seconds of work from one moment to another; negative when they stand the other way round. */
  workBetween(from: LocalTime, to: LocalTime): number {
    return this.workUntil(to) - this.workUntil(from);
  }

  /** The moment itself when work is done at it, else the next one at which work begins. Infinity when none does. */
  nextStart(time: LocalTime): LocalTime {
    return this.latestAt(this.workUntil(time));
  }

  /** The moment itself when work was being done up to it, else the last one at which work ended; itself, when there was none. */
  previousFinish(time: LocalTime): LocalTime {
    const finish = this.earliestAt(this.workUntil(time));
    return finish > -Infinity ? Math.min(finish, time) : time;
  }

  /** When work that starts at a moment ends. Infinity when never. */
  add(start: LocalTime, work: number): LocalTime {
    return work === 0 ? start : this.earliestAt(this.workUntil(start) + work);
  }

  /** When work has to start that ends by a moment. -Infinity when there is not enough time before. */
  subtract(finish: LocalTime, work: number): LocalTime {
    return work === 0 ? finish : this.latestAt(this.workUntil(finish) - work);
  }
}

/** The clock: all time counts, as in elapsed durations. */
class Clock extends WorkingTime {
  override workUntil(time: LocalTime): number {
    return time;
  }
  override earliestAt(work: number): LocalTime {
    return work;
  }
  override latestAt(work: number): LocalTime {
    return work;
  }
}

/** Elapsed time: 24 hours a day, every day. */
export const clock: WorkingTime = new Clock();
