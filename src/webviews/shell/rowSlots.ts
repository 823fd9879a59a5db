/**
 * Gives each row that is drawn an element to be drawn in: a row keeps its own as long as it is drawn, and what comes into sight takes
 * those of what went out of it. So scrolling changes elements instead of making them.
 */
export class RowSlots {
  #slots: ReadonlyMap<string, number> = new Map();

  /** Says anew which rows are drawn, in their order. */
  assign(keys: readonly string[]): void {
    const before = this.#slots;
    const wanted = new Set(keys);
    const taken = new Set(before.values());
    // In the order in which they stand, so that elements that all change need not be moved.
    const free = [...before].filter(([key]) => !wanted.has(key)).map(([, slot]) => slot);
    let given = 0;
    let fresh = 0;
    const next = (): number => {
      const slot = free[given++];
      if (slot !== undefined) return slot;
      while (taken.has(fresh)) fresh++;
      return fresh++;
    };
    this.#slots = new Map(keys.map((key) => [key, before.get(key) ?? next()]));
  }

  /** @returns the number of a drawn row's element; -1 for a row that is not drawn */
  of(key: string): number {
    return this.#slots.get(key) ?? -1;
  }
}
