/**
 * What a YAML text says, without a word about what it means: entries with a key and a value, and where they stand.
 *
 * Entries don't know where in the file they are: every position is relative to the entry that holds it, and a map or a list knows
 * where its entries begin. So an edit makes new entries for what it touched and for what encloses it, and all others are shared
 * with the tree before it. Whoever has worked something out for an entry can keep it for as long as the entry lives.
 */

/** How a scalar is written. Only plain ones can be mistaken for something else, so edits keep the style. */
export type ScalarStyle = "plain" | "single-quoted" | "double-quoted" | "literal" | "folded";

/**
 * One value in text. `text` is what it says: without quotes, escapes resolved, lines of a block joined as YAML says; never
 * typed, so that `1e5`, `no` and `null` stay what the author wrote.
 */
export interface Scalar {
  readonly kind: "scalar";
  readonly text: string;
  readonly style: ScalarStyle;
  /** Offsets of the source, quotes and block header included, relative to the start of the entry that holds it. */
  readonly start: number;
  readonly end: number;
}

/** Keys with values, in the author's order. Keys may stand twice; whoever gives them meaning says so. */
export interface MapNode {
  readonly kind: "map";
  readonly flow: boolean;
  readonly entries: readonly Entry[];
  /** Where each entry begins, relative to the start of the entry that holds the map. As long as `entries`. */
  readonly starts: readonly number[];
  readonly start: number;
  readonly end: number;
  /** The column of its keys, from 0; of a flow map, the column of its bracket. */
  readonly indent: number;
}

/** Values in a row. Each is an entry without a key. */
export interface ListNode {
  readonly kind: "list";
  readonly flow: boolean;
  readonly entries: readonly Entry[];
  readonly starts: readonly number[];
  readonly start: number;
  readonly end: number;
  /** The column of its dashes, from 0; of a flow list, the column of its bracket. */
  readonly indent: number;
}

export type Value = Scalar | MapNode | ListNode;

/**
 * A key with its value, an item of a list, or a whole document.
 *
 * A block entry begins at the start of its line (with its indentation) and reaches to the line its next sibling begins at,
 * comments and blank lines before that included; the first entry of a map that begins behind a dash, and every flow entry, begins
 * at its own first character.
 */
export interface Entry {
  /** Absent for items of a list and for the document. Its `text` is the key as written, without quotes. */
  readonly key: Scalar | undefined;
  /** Absent where nothing stands behind the colon or the dash. */
  readonly value: Value | undefined;
  /** In UTF-16 units. */
  readonly length: number;
  /** What is wrong in this entry itself, not in entries below it. */
  readonly problems: readonly SyntaxProblem[];
  /** How many problems it has with all entries below it: whoever collects them need not look where there are none. */
  readonly problemCount: number;
}

/** What a text can do wrong before it means anything. */
export type SyntaxProblemCode =
  /** A tab where YAML wants spaces, or anywhere outside a text. Its fix writes spaces. */
  | "tab"
  /** An anchor, alias, merge key or tag: `&a`, `*a`, `<<`, `!!str`. */
  | "anchor"
  | "alias"
  | "tag"
  /** A second document (`---` after content) or a directive (`%YAML`). */
  | "second-document"
  /** A line that is neither a key with a colon, nor an item, nor a comment, for instance a key half typed. */
  | "no-colon"
  /** A line indented so that it belongs to nothing. */
  | "indentation"
  /** A quote or bracket that is not closed. */
  | "unclosed"
  /** Nested deeper than {@link deepestNesting}, or longer than {@link longestText}. */
  | "too-deep"
  | "too-large"
  /** The marks of a merge that nobody has settled yet. */
  | "merge-conflict"
  /** Anything else that is no YAML. */
  | "syntax";

/** Another place that belongs to a problem; offsets as in the problem. */
export interface LocalPlace {
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

/** A problem of the text; offsets are relative to the start of the entry that holds it. */
export interface SyntaxProblem {
  readonly code: SyntaxProblemCode;
  /** Says what is wrong and what to do, in one or two plain sentences. */
  readonly message: string;
  readonly start: number;
  readonly end: number;
  readonly related?: readonly LocalPlace[];
}

/** Deeper nesting is a mistake or an attack; what lies deeper is left out, with a problem. */
export const deepestNesting = 100;
/** Characters; longer texts are not read. VS Code does not send documents above 50 MB to extensions. */
export const longestText = 50_000_000;

/** A text replaced by another one. Offsets in UTF-16 units of the text before. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}
