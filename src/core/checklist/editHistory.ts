import { applyTextEdits, invertTextEdits, type TextEdit } from "./textEdits.ts";

/** An edit of one file, as it was made. */
export interface MadeEdit {
  /** Names the file. */
  readonly file: string;
  /** The text it was made for. */
  readonly before: string;
  readonly edits: readonly TextEdit[];
}

/** One file's part of a step back or forth. */
export interface HistoryStep {
  readonly file: string;
  readonly edits: readonly TextEdit[];
}

/** What a step consists of, or why it can't be taken: nothing is left, or a file was changed otherwise since. */
export type HistoryOutcome = { readonly steps: readonly HistoryStep[] } | { readonly missing: "empty" | "changed" };

interface Entry {
  readonly file: string;
  readonly edits: readonly TextEdit[];
  readonly inverse: readonly TextEdit[];
  readonly before: string;
  readonly after: string;
}

const mostSteps = 100;

/**
 * A view's own undo: VS Code's does not reach a text file while a view has the focus. A step is only taken when the texts
 * still are what the edit left; texts are remembered as checksums.
 */
export class EditHistory {
  readonly #done: (readonly Entry[])[] = [];
  readonly #undone: (readonly Entry[])[] = [];

  /** Remembers what a person did as one step; several files when an item moved between two. */
  add(made: readonly MadeEdit[]): void {
    const step = made.filter(({ edits }) => edits.length > 0).map(entryOf);
    if (step.length === 0) return;
    this.#done.push(step);
    if (this.#done.length > mostSteps) this.#done.shift();
    this.#undone.length = 0;
  }

  /** @param textOf gives a file's text now, or nothing when it is gone. */
  undo(textOf: (file: string) => string | undefined): HistoryOutcome {
    return take(this.#done, this.#undone, textOf, (entry) => [entry.after, entry.inverse]);
  }

  redo(textOf: (file: string) => string | undefined): HistoryOutcome {
    return take(this.#undone, this.#done, textOf, (entry) => [entry.before, entry.edits]);
  }
}

function take(
  from: (readonly Entry[])[],
  to: (readonly Entry[])[],
  textOf: (file: string) => string | undefined,
  side: (entry: Entry) => readonly [string, readonly TextEdit[]],
): HistoryOutcome {
  const step = from.at(-1);
  if (step === undefined) return { missing: "empty" };
  for (const entry of step) {
    const text = textOf(entry.file);
    if (text === undefined || checksum(text) !== side(entry)[0]) return { missing: "changed" };
  }
  from.pop();
  to.push(step);
  return { steps: step.map((entry) => ({ file: entry.file, edits: side(entry)[1] })) };
}

function entryOf({ file, before, edits }: MadeEdit): Entry {
  const after = applyTextEdits(before, edits);
  return {
    file,
    edits,
    inverse: invertTextEdits(before, edits),
    before: checksum(before),
    after: checksum(after),
  };
}

/** Length and two FNV-1a sums. Line breaks count alike: VS Code may make them all the same when it opens a file. */
function checksum(text: string): string {
  let first = 0x811c9dc5;
  let second = 0x9747b28c;
  let length = 0;
  for (let at = 0; at < text.length; at += 1) {
    let code = text.charCodeAt(at);
    if (code === 13) {
      if (text.charCodeAt(at + 1) === 10) continue;
      code = 10;
    }
    length += 1;
    first = Math.imul(first ^ code, 0x01000193);
    second = Math.imul(second ^ (code + length), 0x01000193);
  }
  return `${length}:${first >>> 0}:${second >>> 0}`;
}
