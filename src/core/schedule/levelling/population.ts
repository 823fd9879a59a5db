/** A schedule as the search keeps it: as the list for a pass the other way. */
export interface Member {
  readonly list: Int32Array;
  makespan: number;
  /** What counts between members of the same makespan: first the decoder's penalty, then its spread. */
  penalty: number;
  spread: number;
  /** The same for the same schedule. */
  fingerprint: number;
}

export function isBetter(one: Member, other: Member): boolean {
  if (one.makespan !== other.makespan) return one.makespan < other.makespan;
  if (one.penalty !== other.penalty) return one.penalty < other.penalty;
  return one.spread < other.spread;
}

/** Different schedules, the best first. Lists of members that were driven out are used again. */
export class Population {
  readonly #activityCount: number;
  readonly #members: Member[] = [];
  readonly #spare: Member[] = [];
  readonly #fingerprints = new Set<number>();

  constructor(activityCount: number) {
    this.#activityCount = activityCount;
  }

  get size(): number {
    return this.#members.length;
  }

  at(place: number): Member {
    return this.#members[place] as Member;
  }

  /** A member to be filled, then put in by `add`. */
  draft(): Member {
    const list = (): Int32Array => new Int32Array(this.#activityCount);
    return this.#spare.pop() ?? { list: list(), makespan: 0, penalty: 0, spread: 0, fingerprint: 0 };
  }

  /** Puts the draft in its place, unless its schedule is there already. */
  add(draft: Member): void {
    if (this.#fingerprints.has(draft.fingerprint)) {
      this.#spare.push(draft);
      return;
    }
    this.#fingerprints.add(draft.fingerprint);
    const members = this.#members;
    let place = members.length;
    members.push(draft);
    // Of equal ones the newer stands first: the population keeps moving.
    while (place > 0 && !isBetter(members[place - 1] as Member, draft)) {
      members[place] = members[place - 1] as Member;
      place -= 1;
    }
    members[place] = draft;
  }

  copyFrom(other: Population): void {
    for (const { list, ...worth } of other.#members) {
      const copy = this.draft();
      copy.list.set(list);
      this.add(Object.assign(copy, worth));
    }
  }

  /** Drives out the worst until there are `size`. */
  shrinkTo(size: number): void {
    while (this.#members.length > size) {
      const worst = this.#members.pop() as Member;
      this.#fingerprints.delete(worst.fingerprint);
      this.#spare.push(worst);
    }
  }
}
