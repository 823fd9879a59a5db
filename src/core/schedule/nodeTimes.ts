import { clock, type LocalTime, secondsPerDay, type WorkingTime } from "../calendar/index.ts";
import { hoursOf, type Network, type Part } from "./network.ts";
import type { Order } from "./order.ts";
import type { PassOptions } from "./passes.ts";
import type { Actual } from "./progress.ts";

/** What is special about a node, as bits: most have none of it, and looking at one number is quicker than at five maps. */
export const special = { actual: 1, constraint: 2, delay: 4, parts: 8, late: 16 } as const;

/** What both passes ask of a node: when it starts, to be finished by a moment, and the other way round. */
export abstract class NodeTimes {
  protected readonly network: Network;
  protected readonly order: Order;
  protected readonly actuals: ReadonlyMap<number, Actual>;
  protected readonly resume: LocalTime | undefined;
  readonly #special: Uint8Array;

  constructor(network: Network, order: Order, { actuals, resume }: PassOptions) {
    this.network = network;
    this.order = order;
    this.actuals = actuals;
    this.resume = resume;
    this.#special = new Uint8Array(network.size);
    this.#mark(actuals.keys(), special.actual);
    this.#mark(network.constraints.keys(), special.constraint);
    this.#mark(network.delays.keys(), special.delay);
    this.#mark(network.parts.keys(), special.parts);
    this.#mark(network.late, special.late);
  }

  #mark(nodes: Iterable<number>, bit: number): void {
    for (const node of nodes) this.#special[node] = (this.#special[node] as number) | bit;
  }

  protected is(node: number, bit: number): boolean {
    return ((this.#special[node] as number) & bit) !== 0;
  }

  /** What ends with a day, ends with its working time; on a free day, with the day. */
  protected endOfStatedDay(node: number, end: LocalTime): LocalTime {
    if (end % secondsPerDay !== 0) return end;
    const time = this.network.times[node] as WorkingTime;
    const finish = (time === clock ? hoursOf(this.network, node) : time).previousFinish(end);
    return end - finish < secondsPerDay ? finish : end;
  }

  /** What starts with a day, starts with its working time; on a free day, with the day. */
  protected startOfStatedDay(node: number, start: LocalTime): LocalTime {
    if (start % secondsPerDay !== 0) return start;
    const time = this.network.times[node] as WorkingTime;
    const first = (time === clock ? hoursOf(this.network, node) : time).nextStart(start);
    return first - start < secondsPerDay ? first : start;
  }

  /** Where a date puts a start: when somebody works. The clock knows no mornings; there a day starts with the project's hours. */
  protected statedStart(node: number, start: LocalTime): LocalTime {
    const isClock = this.network.times[node] === clock;
    return isClock ? this.startOfStatedDay(node, start) : this.nextStart(node, start);
  }

  /** A point in time may stand at the end of a working period, else it belongs into one. */
  protected settled(time: WorkingTime, moment: LocalTime): LocalTime {
    const next = time.nextStart(moment);
    return next === moment || time.previousFinish(moment) === moment ? moment : next;
  }

  protected nextStart(node: number, moment: LocalTime): LocalTime {
    const parts = this.is(node, special.parts) ? this.network.parts.get(node) : undefined;
    if (parts !== undefined) return Math.min(...parts.map(({ time }) => time.nextStart(moment)));
    return (this.network.times[node] as WorkingTime).nextStart(moment);
  }

  /** When an activity has to start to be finished by a moment. */
  protected startFor(node: number, finish: LocalTime, work: number): LocalTime {
    const parts = this.is(node, special.parts) ? this.network.parts.get(node) : undefined;
    if (parts === undefined) return (this.network.times[node] as WorkingTime).subtract(finish, work);
    return Math.min(...parts.map((part) => part.time.subtract(finish, partOf(part, work, this.network, node))));
  }

  /** When an activity that starts at a moment is finished. */
  protected finishFor(node: number, start: LocalTime, work: number): LocalTime {
    const parts = this.is(node, special.parts) ? this.network.parts.get(node) : undefined;
    if (parts === undefined) return (this.network.times[node] as WorkingTime).add(start, work);
    return Math.max(...parts.map((part) => part.time.add(start, partOf(part, work, this.network, node))));
  }
}

/** The share of one of several people in a part of the work, such as what is left of it. */
function partOf(part: Part, work: number, network: Network, node: number): number {
  const whole = network.work[node] as number;
  return work === whole ? part.work : part.work * (whole === 0 ? 0 : work / whole);
}
