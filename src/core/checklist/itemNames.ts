/**
 * Names items so that the next reading gives the same item the same name: by its id, else by its words; items that are
 * alike are counted. Call {@link nameOf} in the order of the text.
 */
export class ItemNames {
  readonly #seen = new Map<string, number>();

  /** @returns the name, and whether an item before had the same id or words. */
  nameOf(id: string | undefined, text: string): { readonly key: string; readonly repeated: boolean } {
    const name = id === undefined ? `=${text}` : `#${id}`;
    const count = (this.#seen.get(name) ?? 0) + 1;
    this.#seen.set(name, count);
    return count === 1 ? { key: name, repeated: false } : { key: `${name}\u0000${count}`, repeated: true };
  }
}
