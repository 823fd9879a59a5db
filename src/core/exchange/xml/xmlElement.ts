import type { Account } from "../account.ts";
import type { Fate } from "../imported.ts";

/** What a reader has made of an element that holds no other ones. */
type Outcome = "mapped" | { readonly fate: Fate; readonly why: string; readonly place: string | undefined };

/** Why an element that no reader asked for is not in the plan. */
export type Reason = (path: string, text: string) => string;

/**
 * An element of a foreign file that remembers what became of it. Readers take what they understand and say of the rest why it is not
 * in the plan; {@link enter} puts all of it into the books.
 */
export class XmlElement {
  readonly name: string;
  /** Of an element without others in it. */
  text = "";
  readonly children: XmlElement[] = [];
  #outcome: Outcome | undefined;

  constructor(name: string) {
    this.name = name;
  }

  /** The first element of that name in this one. */
  child(name: string): XmlElement | undefined {
    for (const child of this.children) if (child.name === name) return child;
    return undefined;
  }

  /** The elements of that name in this one, in their order. */
  all(name: string): readonly XmlElement[] {
    return this.children.filter((child) => child.name === name);
  }

  /** The records of a list element, for instance the tasks in `Tasks`. */
  records(list: string, name: string): readonly XmlElement[] {
    return this.child(list)?.all(name) ?? [];
  }

  /** The text of the first element of that name, or undefined when it is empty; the caller has yet to say what became of it. */
  peek(name: string): string | undefined {
    const text = this.child(name)?.text;
    return text === "" ? undefined : text;
  }

  /** The text of the first element of that name, which comes over with its full meaning; undefined when it is empty. */
  take(name: string): string | undefined {
    const child = this.child(name);
    if (child === undefined) return undefined;
    child.#outcome ??= "mapped";
    return child.text === "" ? undefined : child.text;
  }

  /** Says of some elements in this one that they came over, or say nothing that is not said elsewhere. */
  settle(...names: readonly string[]): void {
    for (const name of names) this.take(name);
  }

  /** Says that this element and all in it came over. */
  settleAll(): void {
    for (const leaf of leavesOf(this)) leaf.#outcome ??= "mapped";
  }

  /** Says what became of an element in this one, if it is there and holds something. */
  lose(name: string, fate: Fate, why: string, place?: string): void {
    const child = this.child(name);
    if (child !== undefined && (child.text !== "" || child.children.length > 0)) child.loseAll(fate, why, place);
  }

  /** Says what became of this element and of all in it, also of what was taken; what was lost before stays so. */
  loseAll(fate: Fate, why: string, place?: string): void {
    for (const leaf of leavesOf(this)) {
      if (leaf.#outcome === undefined || leaf.#outcome === "mapped") leaf.#outcome = { fate, why, place };
    }
  }

  /** Says what became of all in this element that nothing was said of yet. */
  loseRest(fate: Fate, why: string, place?: string): void {
    for (const leaf of leavesOf(this)) leaf.#outcome ??= { fate, why, place };
  }

  /**
   * Enters every element that holds no other ones into the books, under its path. Lists are not a part of it: `Task/Name` for
   * `Project/Tasks/Task/Name`.
   * @param lists names of elements that only hold others
   */
  enter(account: Account, lists: ReadonlySet<string>, reason: Reason): void {
    const open: { readonly element: XmlElement; readonly path: string }[] = [{ element: this, path: this.name }];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const { element, path } = next;
      if (element.children.length === 0) {
        const outcome = element.#outcome;
        if (outcome === "mapped") account.mapped(path);
        else if (outcome === undefined) account.leftOut(path, reason(path, element.text));
        else if (outcome.fate === "changed") account.changed(path, outcome.why, outcome.place);
        else if (outcome.fate === "kept") account.kept(path, outcome.why, outcome.place);
        else account.leftOut(path, outcome.why, outcome.place);
        continue;
      }
      const base = lists.has(element.name) ? path.slice(0, -element.name.length - 1) : path;
      for (let index = element.children.length - 1; index >= 0; index--) {
        const child = element.children[index] as XmlElement;
        const isRecord = lists.has(element.name) && base === this.name;
        open.push({ element: child, path: isRecord ? child.name : `${base}/${child.name}` });
      }
    }
  }
}

/** The elements that hold no other ones, below one or that one itself. */
function leavesOf(root: XmlElement): readonly XmlElement[] {
  const leaves: XmlElement[] = [];
  const open = [root];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.children.length === 0) leaves.push(next);
    else open.push(...next.children);
  }
  return leaves;
}
