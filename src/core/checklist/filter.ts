import { plainLine } from "./inlineText.ts";

/** What a filter looks at; the core's items and those of a view both have it. */
export interface FilterableItem {
  readonly id: string | undefined;
  readonly text: string;
  readonly done: boolean;
  readonly who: readonly string[];
  readonly details: readonly { readonly text: string }[];
}

/** What is asked for: every condition has to hold. */
export interface ItemFilter {
  /** Only what is not ticked. */
  readonly open: boolean;
  /** Only what is assigned to this person; nothing for anybody. */
  readonly me: string | undefined;
  /** Words that all have to occur, and `@person`. */
  readonly query: string;
}

/** A filter as a test of one item. `@` and a part of a name find a person, other words the text, id, notes and people. */
export function itemFilter({ open, me, query }: ItemFilter): (item: FilterableItem) => boolean {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const people = words.filter((word) => word.startsWith("@") && word.length > 1).map((word) => word.slice(1));
  const texts = words.filter((word) => !word.startsWith("@"));
  const myself = me?.toLowerCase();
  return (item) => {
    if (open && item.done) return false;
    const who = item.who.map((name) => name.toLowerCase());
    if (myself !== undefined && !who.includes(myself)) return false;
    if (!people.every((person) => who.some((name) => name.includes(person)))) return false;
    if (texts.length === 0) return true;
    const details = item.details.map((detail) => plainLine(detail.text));
    const text = [item.id ?? "", plainLine(item.text), ...who, ...details].join("\n").toLowerCase();
    return texts.every((word) => text.includes(word));
  };
}
