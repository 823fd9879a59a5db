import type { LocalTime } from "../../calendar/index.ts";
import { minutesOf, usualUnits } from "../../model/duration.ts";
import type { Person, Task } from "../../model/records.ts";
import { type Network, nodeKinds } from "../network.ts";
import { capacityOf, rateOfAssignment } from "../overallocation.ts";
import type { Resources } from "../passes.ts";
import type { Schedule } from "../schedule.ts";
import type { PeopleProfile } from "./peopleProfile.ts";

/** What a node asks of one person, or of a role. */
interface Need {
  readonly person: number;
  /** 1 is all of one person's working time. */
  readonly rate: number;
}

/** Who is needed for what, and how much of them there is. */
export class PlanNeeds {
  readonly people: readonly Person[];
  readonly capacities: readonly number[];
  readonly #byNode: readonly (readonly Need[] | undefined)[];

  constructor({ network, reading }: Schedule) {
    const { index, project } = reading;
    this.people = project.people;
    this.capacities = this.people.map(capacityOf);
    const numbers = new Map(this.people.map((person, number) => [person, number]));
    const units = { ...usualUnits, ...project.header.units };
    const byNode: (readonly Need[] | undefined)[] = new Array(network.size);
    for (let node = 0; node < network.size; node++) {
      if (network.kinds[node] !== nodeKinds.activity || network.work[node] === 0) continue;
      const { record } = network.rows[network.rowOfNode[node] as number] as Network["rows"][number];
      const task = record as Task;
      const rates = new Map<number, number>();
      for (const assignment of task.who ?? []) {
        const person = index.resolve("people", assignment.who)?.record as Person | undefined;
        const number = person === undefined ? undefined : numbers.get(person);
        if (person === undefined || number === undefined) continue;
        const rate = rateOfAssignment(task, assignment, person, (duration) => minutesOf(duration, units));
        rates.set(number, (rates.get(number) ?? 0) + rate);
      }
      if (rates.size > 0) byNode[node] = [...rates].map(([person, rate]) => ({ person, rate }));
    }
    this.#byNode = byNode;
  }

  of(node: number): readonly Need[] | undefined {
    return this.#byNode[node];
  }
}

/** So many times something is moved on at most: each time behind one more thing that somebody does. */
const mostMoves = 1_000_000;

/** People as they are taken by what was placed before. */
export class PlanResources implements Resources {
  readonly #needs: PlanNeeds;
  readonly #profiles: readonly PeopleProfile[];
  readonly #network: Network;
  /** Nodes that are taken into account from the beginning, since they don't move. */
  readonly #isFixed: (node: number) => boolean;

  constructor(
    network: Network,
    needs: PlanNeeds,
    profiles: readonly PeopleProfile[],
    isFixed: (node: number) => boolean,
  ) {
    this.#network = network;
    this.#needs = needs;
    this.#profiles = profiles;
    this.#isFixed = isFixed;
  }

  hold(node: number, from: LocalTime, finishFor: (start: LocalTime) => LocalTime): LocalTime {
    const needs = this.#needs.of(node);
    if (needs === undefined) return from;
    let start = from;
    for (let moves = 0; moves < mostMoves; moves++) {
      const finish = finishFor(start);
      if (!Number.isFinite(finish)) return from;
      let until: LocalTime | undefined;
      for (const { person, rate } of needs) {
        const blocked = this.#profiles[person]?.blockedUntil(start, finish, rate);
        if (blocked !== undefined && (until === undefined || blocked > until)) until = blocked;
      }
      if (until === undefined) return start;
      const next = this.#nextStart(node, until);
      if (!Number.isFinite(next)) return start;
      start = next;
    }
    return start;
  }

  holdBack(node: number, until: LocalTime, startFor: (finish: LocalTime) => LocalTime): LocalTime {
    const needs = this.#needs.of(node);
    if (needs === undefined) return until;
    let finish = until;
    for (let moves = 0; moves < mostMoves; moves++) {
      const start = startFor(finish);
      if (!Number.isFinite(start)) return until;
      let from: LocalTime | undefined;
      for (const { person, rate } of needs) {
        const blocked = this.#profiles[person]?.blockedFrom(start, finish, rate);
        if (blocked !== undefined && (from === undefined || blocked < from)) from = blocked;
      }
      if (from === undefined) return finish;
      const before = this.#previousFinish(node, from);
      if (!Number.isFinite(before) || before >= finish) return finish;
      finish = before;
    }
    return finish;
  }

  take(node: number, start: LocalTime, finish: LocalTime): void {
    if (this.#isFixed(node)) return;
    this.add(node, start, finish);
  }

  add(node: number, start: LocalTime, finish: LocalTime): void {
    for (const { person, rate } of this.#needs.of(node) ?? []) this.#profiles[person]?.take(start, finish, rate);
  }

  #previousFinish(node: number, moment: LocalTime): LocalTime {
    const parts = this.#network.parts.get(node);
    if (parts !== undefined) return Math.max(...parts.map(({ time }) => time.previousFinish(moment)));
    return this.#network.times[node]?.previousFinish(moment) ?? moment;
  }

  #nextStart(node: number, moment: LocalTime): LocalTime {
    const parts = this.#network.parts.get(node);
    if (parts !== undefined) return Math.min(...parts.map(({ time }) => time.nextStart(moment)));
    return this.#network.times[node]?.nextStart(moment) ?? moment;
  }
}
