/** What an indented line below an item is: why the item counts, what to do next, a note, or a link that shows it was done. */
export type DetailKind = "why" | "next" | "note" | "evidence";

/** One line below an item. */
export interface ItemDetail {
  readonly kind: DetailKind;
  /** Markdown source without indentation, bullet and the word that names its kind. */
  readonly text: string;
}

/** A stretch of the text in UTF-16 offsets; `end` is the offset after its last character. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

/** Where an item stands in its text: all offsets in UTF-16 units. Edits are made from these. */
export interface ItemPlace {
  /** Line of the box, counted from 0. */
  readonly line: number;
  /** Start of that line. */
  readonly start: number;
  /** The bullet or number. */
  readonly marker: number;
  /** The character between the brackets. */
  readonly box: number;
  readonly textStart: number;
  readonly textEnd: number;
  /** End of the line before its line break. */
  readonly lineEnd: number;
  /** The comment with id and person, from `<` to `>`. */
  readonly comment: TextSpan | undefined;
  /** After the lines that directly follow the item's own and belong to it, with their line breaks: a note goes here. */
  readonly leadEnd: number;
  /** After the last line that belongs to the item, nested items included, with its line break. */
  readonly end: number;
  /** Column of the bullet, and column where its content begins; tabs count to the next multiple of 4. */
  readonly indent: number;
  readonly contentColumn: number;
}

/** A box with what belongs to it. */
export interface ChecklistItem {
  /** Names the item over versions of the text: its id when it has one, else its text; counted where several are alike. */
  readonly key: string;
  readonly id: string | undefined;
  /** Markdown source of one line, without the comment. */
  readonly text: string;
  /** A person's statement. */
  readonly done: boolean;
  /** Ids or names of the people it is assigned to. */
  readonly who: readonly string[];
  readonly details: readonly ItemDetail[];
  /** Index of its heading in {@link Checklist.groups}. */
  readonly group: number;
  /** Index of the item it is nested in, or -1. */
  readonly parent: number;
  /** How deep it is nested; 0 for the outermost. */
  readonly level: number;
  readonly place: ItemPlace;
}

/** A heading with the items below it; the first group of a text has no heading and level 0. */
export interface ChecklistGroup {
  /** Words of the heading. */
  readonly name: string;
  /** 1 to 6 as in the text; 0 for what stands before the first heading. */
  readonly level: number;
  /** Index of the heading above it, or -1. */
  readonly parent: number;
  /** Line of the heading, counted from 0. */
  readonly line: number;
  /** After the heading with its line break. */
  readonly start: number;
  /** After the last line that is not blank, before the next heading. */
  readonly end: number;
  /** Whether a list may begin at `end`: false inside a code block that is never closed. */
  readonly open: boolean;
  /** Nothing but blank lines stands below the heading. */
  readonly empty: boolean;
}

/** Something about the text that people should know; lines count from 0. */
export interface ChecklistProblem {
  /** `conflict` forbids every edit; the others are information. */
  readonly kind: "conflict" | "duplicate-id";
  readonly line: number;
  readonly endLine: number;
  readonly message: string;
}

/** A Markdown text read as a checklist. */
export interface Checklist {
  readonly text: string;
  /** The first heading of level 1 when it stands alone before all items; else nothing. */
  readonly title: string | undefined;
  /** Index of the group under the title, or 0. */
  readonly titleGroup: number;
  readonly groups: readonly ChecklistGroup[];
  readonly items: readonly ChecklistItem[];
  readonly problems: readonly ChecklistProblem[];
}
