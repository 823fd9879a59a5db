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

/** A step that can be taken. */
export interface TakenStep<About> {
  readonly steps: readonly HistoryStep[];
  /** What was said of it when it was done. */
  readonly about: About | undefined;
  /** To be called once the texts are changed; until then the step stays where it is, so that it can be tried again. */
  settle(): void;
}

/** A step, or why none can be taken: nothing is left, or a file was changed otherwise since. */
export type HistoryOutcome<About = never> = TakenStep<About> | { readonly missing: "empty" | "changed" };

interface Entry {
  readonly file: string;
  readonly edits: readonly TextEdit[];
  readonly inverse: readonly TextEdit[];
  readonly before: string;
  readonly after: string;
}

interface Step<About> {
  readonly entries: readonly Entry[];
  readonly about: About | undefined;
}

const mostSteps = 100;

/**
 * A view's own undo: VS Code's does not reach a text file while a view has the focus. A step is only taken when the texts
 * still are what the edit left; texts are remembered as checksums.
 */
export class EditHistory<About = never> {
  readonly #done: Step<About>[] = [];
  readonly #undone: Step<About>[] = [];

  /**
   * Remembers what a person did as one step; several files when an item moved between two.
   * @param about is given back with the step
   */
  add(made: readonly MadeEdit[], about?: About): void {
    const entries = made.filter(({ edits }) => edits.length > 0).map(entryOf);
    if (entries.length === 0) return;
    this.#done.push({ entries, about });
    if (this.#done.length > mostSteps) this.#done.shift();
    this.#undone.length = 0;
  }

  /** @param textOf gives a file's text now, or nothing when it is gone. */
  undo(textOf: (file: string) => string | undefined): HistoryOutcome<About> {
    return take(this.#done, this.#undone, textOf, (entry) => [entry.after, entry.inverse]);
  }

  redo(textOf: (file: string) => string | undefined): HistoryOutcome<About> {
    return take(this.#undone, this.#done, textOf, (entry) => [entry.before, entry.edits]);
  }
}

function take<About>(
  from: Step<About>[],
  to: Step<About>[],
  textOf: (file: string) => string | undefined,
  side: (entry: Entry) => readonly [string, readonly TextEdit[]],
): HistoryOutcome<About> {
  const step = from.at(-1);
  if (step === undefined) return { missing: "empty" };
  for (const entry of step.entries) {
    const text = textOf(entry.file);
    if (text === undefined || checksum(text) !== side(entry)[0]) return { missing: "changed" };
  }
  return {
    steps: step.entries.map((entry) => ({ file: entry.file, edits: side(entry)[1] })),
    about: step.about,
    settle: () => {
      // Something new that was done meanwhile makes the step one that can't be taken any more.
      if (from.at(-1) !== step) return;
      from.pop();
      to.push(step);
    },
  };
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
