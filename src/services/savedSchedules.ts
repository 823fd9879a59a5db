import { type Disposable, FileSystemError, type TextDocument, type Uri, workspace } from "vscode";
import { type Schedule, schedule } from "../core/schedule/schedule.ts";
import { isSlice, type Slice, sliceWith, unite } from "../core/text/reading/index.ts";
import { DisposableStore, heldDocument, readSavedText } from "../platform/index.ts";
import type { Project, ProjectStore } from "./projectStore.ts";

/** What a project's saved files give, to be used again while none of them changes. */
interface Saved {
  readonly slices: readonly Slice[];
  readonly schedule: Schedule;
}

/** A slice as a file has it, and what told the file's state when it was read: a large file is not read for every letter. */
interface SavedSlice {
  readonly slice: Slice;
  readonly stamp: string;
  /** When that was asked last, in milliseconds. */
  checked: number;
}

/** While somebody types, a file that others write is looked at this often. Milliseconds. */
const lookAgain = 2_000;

/** The dates of projects as their files have them, without what is unsaved in editors. */
export class SavedSchedules implements Disposable {
  readonly #projects: ProjectStore;
  readonly #saved = new WeakMap<Project, Saved>();
  readonly #slices = new Map<string, SavedSlice>();
  readonly #disposables = new DisposableStore();

  constructor(projects: ProjectStore) {
    this.#projects = projects;
    this.#disposables.add(workspace.onDidSaveTextDocument((document) => void this.#onSave(document)));
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  /** The dates before all unsaved edits of a project; undefined when nothing in it is unsaved. */
  async of(project: Project): Promise<Schedule | undefined> {
    const { slices: shown } = project.reading;
    const isDirty = ({ path }: Slice): boolean => heldDocument(this.#projects.uriOf(project, path))?.isDirty === true;
    if (!shown.some(isDirty)) return undefined;
    const found = await Promise.all(shown.map((slice) => (isDirty(slice) ? this.#savedSlice(project, slice) : slice)));
    const slices = found.filter((slice) => slice !== undefined);
    const known = this.#saved.get(project);
    if (known?.schedule.today === project.today && isSame(known.slices, slices)) return known.schedule;
    const saved = schedule(unite(slices, project.header.name, project.reading), { today: project.today });
    this.#saved.set(project, { slices, schedule: saved });
    return saved;
  }

  /** A slice as its file has it; nothing for one that was never saved, or is no slice there. */
  async #savedSlice(project: Project, shown: Slice): Promise<Slice | undefined> {
    const uri = this.#projects.uriOf(project, shown.path);
    const key = uri.toString();
    const known = this.#slices.get(key);
    const checked = performance.now();
    if (known !== undefined && checked - known.checked < lookAgain) return known.slice;
    try {
      const stamp = await stampOf(uri);
      if (known?.stamp === stamp) {
        known.checked = checked;
        return known.slice;
      }
      const text = await readSavedText(uri);
      if (!isSlice(text)) return undefined;
      // What is the same in both texts stays the same value: comparing is quick by that.
      const slice = known?.slice.text === text ? known.slice : sliceWith(shown, text);
      this.#slices.set(key, { slice, stamp, checked });
      return slice;
    } catch (error) {
      if (error instanceof FileSystemError) return undefined;
      throw error;
    }
  }

  /** What was on screen is what is saved now, with its dates. */
  async #onSave(document: TextDocument): Promise<void> {
    const found = this.#projects.sliceAt(document.uri);
    if (found === undefined || document.isDirty || found.slice.text !== document.getText()) return;
    const { project, slice } = found;
    const { reading } = project;
    const isDirty = ({ path }: Slice): boolean => heldDocument(this.#projects.uriOf(project, path))?.isDirty === true;
    if (!reading.slices.some(isDirty)) this.#saved.set(project, { slices: reading.slices, schedule: project.schedule });
    try {
      const stamp = await stampOf(document.uri);
      this.#slices.set(document.uri.toString(), { slice, stamp, checked: performance.now() });
    } catch {
      // It went away again; it is read when somebody asks.
    }
  }
}

/** Differs when a file was written again. */
async function stampOf(uri: Uri): Promise<string> {
  const { mtime, size } = await workspace.fs.stat(uri);
  return `${mtime} ${size}`;
}

function isSame(before: readonly Slice[], after: readonly Slice[]): boolean {
  return before.length === after.length && after.every((slice, index) => before[index] === slice);
}
