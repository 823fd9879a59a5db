import type { TextEdit } from "../text/editing/index.ts";

/** What kind of thing is offered; editors show an icon for it. */
export type CompletionKind = "section" | "field" | "record" | "snippet" | "word" | "value" | "date" | "person" | "file";

/** One thing that could stand at the cursor. */
export interface Completion {
  readonly kind: CompletionKind;
  readonly label: string;
  /** Shown beside it, such as a record's name. */
  readonly description?: string;
  /** Shown in the details, in a few words. */
  readonly detail?: string;
  /** Markdown; a function where it costs something to write, since few of them are ever read. */
  readonly documentation?: string | (() => string);
  /** The text, or a snippet in the syntax of the Language Server Protocol. */
  readonly insert: string;
  readonly isSnippet: boolean;
  /** What is replaced, behind the cursor too. From `start` to the cursor is what has been typed of it so far. */
  readonly start: number;
  readonly end: number;
  /** What the typed text is compared with, when that is not the label. */
  readonly filter?: string;
  /** Whether what comes next should be offered at once. */
  readonly asksOn: boolean;
  /** Further edits, elsewhere. */
  readonly alsoEdits?: readonly Omit<TextEdit, "path">[];
}

/** In the order in which they should be shown. */
export interface Completions {
  readonly items: readonly Completion[];
  /** Whether there are others as more is typed, so that it has to be asked again: too many, or made of what was typed. */
  readonly isCut: boolean;
}

export const noCompletions: Completions = { items: [], isCut: false };

/** More than these nobody looks through; typing on brings up the others. */
export const mostCompletions = 200;

/** Whether the letters of what was typed stand in a text in their order. */
export function matches(typed: string, text: string): boolean {
  if (typed === "") return true;
  let position = 0;
  const wanted = typed.toLowerCase();
  const lower = text.toLowerCase();
  for (const letter of wanted) {
    if (letter === " ") continue;
    position = lower.indexOf(letter, position) + 1;
    if (position === 0) return false;
  }
  return true;
}

/** A text as part of a snippet, where a few signs have a meaning. */
export function plainInSnippet(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}

/** A text as one of several in a snippet's choice. */
export function choiceInSnippet(words: readonly string[]): string {
  return words.map((word) => word.replace(/[\\$},|]/g, "\\$&")).join(",");
}
