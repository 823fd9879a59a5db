import type { DayRange } from "../../calendar/index.ts";
import { clock, RatedTime, type Share, SharedTime, WorkCalendar, type WorkingTime } from "../../calendar/index.ts";
import type { WorkingDay } from "../../model/workingHours.ts";

/** A working time as plain data, which can be handed to a worker. Shares name others by their index. */
export type TimeData =
  | { readonly kind: "clock" }
  | { readonly kind: "calendar"; readonly week: readonly WorkingDay[]; readonly exceptions: readonly DayRange[] }
  | { readonly kind: "rated" | "shared"; readonly shares: readonly { readonly time: number; readonly rate: number }[] };

/** Numbers working times as it meets them, those they are made of before them. */
export class TimeCollector {
  readonly data: TimeData[] = [];
  readonly #numbers = new Map<WorkingTime, number>();

  add(time: WorkingTime): number {
    let number = this.#numbers.get(time);
    if (number === undefined) {
      const data = this.#dataOf(time);
      number = this.data.push(data) - 1;
      this.#numbers.set(time, number);
    }
    return number;
  }

  #dataOf(time: WorkingTime): TimeData {
    if (time === clock) return { kind: "clock" };
    if (time instanceof WorkCalendar) return { kind: "calendar", week: time.week, exceptions: time.exceptions };
    if (time instanceof RatedTime) return { kind: "rated", shares: [this.#shareOf(time.share)] };
    if (time instanceof SharedTime) return { kind: "shared", shares: time.shares.map((share) => this.#shareOf(share)) };
    throw new Error("A kind of working time that simulation does not know.");
  }

  #shareOf({ time, rate }: Share): { readonly time: number; readonly rate: number } {
    return { time: this.add(time), rate };
  }
}

/** The working times that data stands for. */
export function timesOf(data: readonly TimeData[]): readonly WorkingTime[] {
  const times: WorkingTime[] = [];
  for (const one of data) times.push(timeOf(one, times));
  return times;
}

function timeOf(data: TimeData, known: readonly WorkingTime[]): WorkingTime {
  switch (data.kind) {
    case "clock":
      return clock;
    case "calendar":
      return new WorkCalendar(data.week, data.exceptions);
    default: {
      const shares = data.shares.map(({ time, rate }) => ({ time: known[time] as WorkingTime, rate }));
      return data.kind === "rated" ? new RatedTime(shares[0] as Share) : new SharedTime(shares);
    }
  }
}
