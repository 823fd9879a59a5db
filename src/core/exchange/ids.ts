import { type Id, idFrom, numberedId } from "../model/identifier.ts";

/** Ids of one namespace, made from names in the order of the source: the same file gives the same ids. */
export class IdMaker {
  readonly #taken = new Set<Id>();
  /** Where counting goes on, so that a thousand records of one name are no work. */
  readonly #next = new Map<Id, number>();

  /**
   * A slug of the name that nothing else has.
   * @param fallback an id, for names without Latin letters
   */
  take(name: string, fallback: Id): Id {
    const wanted = idFrom(name, fallback);
    let id = wanted;
    let number = this.#next.get(wanted) ?? 2;
    while (this.#taken.has(id)) id = numberedId(wanted, number++);
    this.#next.set(wanted, number);
    this.#taken.add(id);
    return id;
  }
}
