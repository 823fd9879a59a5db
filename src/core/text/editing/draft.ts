import { type SectionName, sectionOf } from "../../model/fields/index.ts";
import type { RecordPlace } from "../reading/projectIndex.ts";
import { quote } from "../reading/readValue.ts";
import { readSlice, type Slice, updateSlice } from "../reading/slice.ts";
import type { ProjectReading } from "../reading/unite.ts";
import { applyEdits } from "./applyEdits.ts";
import { type Change, composeChanges, inOrder, leastChange, movedOffset } from "./compose.ts";
import { type Difference, differencesOf } from "./differences.ts";
import type { EditPlan, NewFile, TextEdit } from "./edit.ts";
import { chainTo, type Spot } from "./layout.ts";

/** A wish that can't be met; its message is for people. It never leaves this folder. */
export class Refusal extends Error {}

export const newerProject = "A newer version of Gantry made this project. Update Gantry to edit it.";

interface DraftFile {
  readonly before: Slice;
  readonly after: Slice;
  /** From the text before to the text after. */
  readonly changes: readonly Change[];
}

/** More changes than this at once and reading the file anew is quicker. */
const mostUpdates = 12;

/**
 * A project's files while an edit is put together, step by step: after each step the file is read again, so that the next one sees
 * what is there. Places of the project as it was are found again by {@link chainOf}.
 */
export class Draft {
  readonly reading: ProjectReading;
  readonly #files = new Map<string, DraftFile>();
  readonly #newFiles: NewFile[] = [];

  constructor(reading: ProjectReading) {
    this.reading = reading;
  }

  /** The file as it is by now. */
  slice(path: string): Slice | undefined {
    return this.#files.get(path)?.after ?? this.reading.slices.find((slice) => slice.path === path);
  }

  text(path: string): string {
    return this.slice(path)?.text ?? "";
  }

  /** The entries that lead to a record, from its file's own to the record's, where they are by now. */
  chainOf(place: RecordPlace): readonly Spot[] {
    const { path } = place.slice;
    const file = this.#files.get(path);
    const before = file?.before ?? this.slice(path);
    if (before === undefined || before.text !== place.slice.text) {
      throw new Refusal(`${path} has changed in the meantime. Try again.`);
    }
    const tree = file?.after.tree ?? before.tree;
    const chain = chainTo(tree, movedOffset(place.start, file?.changes ?? []));
    const entry = chain?.at(-1)?.entry;
    if (chain === undefined || entry?.key?.text !== place.entry.key?.text) throw new Refusal(unreachable(place));
    return chain;
  }

  /** Where an offset of the file as it was stands by now. */
  moved(path: string, offset: number): number {
    return movedOffset(offset, this.#files.get(path)?.changes ?? []);
  }

  /** Changes a file; offsets are those of its text as it is by now. */
  change(path: string, changes: readonly Change[]): void {
    const present = this.slice(path);
    if (present === undefined || changes.length === 0) return;
    const file = this.#files.get(path) ?? { before: present, after: present, changes: [] };
    const ordered = inOrder(changes);
    const after =
      ordered.length > mostUpdates
        ? readSlice(path, applyEdits(present.text, ordered))
        : updateSlice(present, [...ordered].reverse());
    this.#files.set(path, {
      before: file.before,
      after,
      changes: composeChanges(file.before.text.length, file.changes, ordered),
    });
  }

  create(path: string, text: string): void {
    this.#newFiles.push({ path, text });
  }

  /**
   * Says no when the files would not read as wished: when they have new problems of syntax, or when anything differs that
   * `isWished` does not know.
   */
  verify(what: string, isWished: (difference: Difference, path: string) => boolean): void {
    for (const [path, { before, after }] of this.#files) {
      const isRight =
        after.tree.problemCount <= before.tree.problemCount &&
        differencesOf(before.tree, after.tree).every((difference) => isWished(difference, path));
      if (!isRight)
        throw new Refusal(`${what} is written in a way that can't be edited from here. Edit it in ${path}.`);
    }
  }

  plan(): EditPlan {
    const edits: TextEdit[] = [];
    for (const [path, { before, changes }] of this.#files) {
      for (const change of changes) {
        const least = leastChange(before.text, change);
        if (least !== undefined) edits.push({ path, ...least });
      }
    }
    return { edits, newFiles: this.#newFiles };
  }
}

/** Makes a plan by steps on a draft; the first one that refuses ends it. */
export function planned(reading: ProjectReading, steps: (draft: Draft) => void): EditPlan {
  if (reading.isNewer) return { refusal: newerProject };
  const draft = new Draft(reading);
  try {
    steps(draft);
    return draft.plan();
  } catch (error) {
    if (error instanceof Refusal) return { refusal: error.message };
    throw error;
  }
}

export function unreachable(place: RecordPlace): string {
  return `The ${recordWord(place.section)} ${quote(place.record.id)} can't be found in ${place.slice.path}. Edit it there.`;
}

export function recordWord(section: SectionName): string {
  return sectionOf(section).record;
}
