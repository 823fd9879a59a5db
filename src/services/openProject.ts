import { FileSystemError, type TextDocument, type TextDocumentContentChangeEvent, Uri, workspace } from "vscode";
import type { IsoDate } from "../core/model/moment.ts";
import { projectFileName } from "../core/model/project.ts";
import type { ProjectHeader } from "../core/model/records.ts";
import { ownTimeZone } from "../core/model/timeZone.ts";
import { dayIn, projectToday } from "../core/model/today.ts";
import type { Schedule } from "../core/schedule/index.ts";
import { type LeftOut, nothingLeftOut } from "../core/text/findFiles.ts";
import { canBeSlice, deepestFolder, isSkipped, largestFile, largestTogether } from "../core/text/projectFiles.ts";
import type { Problem, ProjectReading, Slice } from "../core/text/reading/index.ts";
import { heldDocument, pathBelow, readText } from "../platform/index.ts";
import type { FoundFiles } from "./projectFiles.ts";

/** A project in the workspace. The same object for as long as its folder is a project; what it says is always current. */
export interface Project {
  /** The folder that holds `gantry.yaml`. */
  readonly folder: Uri;
  /** What its files say, put together; unsaved text counts. A new value after every change, else the same. */
  readonly reading: ProjectReading;
  /** What it states of itself: `reading.project.header`. */
  readonly header: ProjectHeader;
  /** The day it is for the project: its status date, else the day in its time zone. */
  readonly today: IsoDate;
  /** The day it really is there, whatever status date the project states. */
  readonly day: IsoDate;
  /** When its work happens. A new value after every change of `reading` or of the day, else the same. */
  readonly schedule: Schedule;
  /** What is wrong with its files and with the dates that follow from them, by path and in the order of the text. */
  readonly problems: ReadonlyMap<string, readonly Problem[]>;
}

/** What reads and schedules; it is loaded with the first project. */
export type ProjectCore = typeof import("./projectCore.ts");

/** So many files are read at once. */
const readAtOnce = 32;

/**
 * A project with its slices. Everything but the reading of files happens at once, so that whoever asks after a change gets what is
 * on screen; uniting and scheduling wait until someone asks.
 */
export class OpenProject implements Project {
  readonly folder: Uri;
  readonly #core: ProjectCore;
  readonly #now: () => Date;
  readonly #name: string;
  readonly #slices = new Map<string, Slice>();
  /** Counts looks at a file, so that one that was overtaken changes nothing. */
  readonly #looks = new Map<string, number>();
  #inner: readonly string[] = [];
  #leftOut: LeftOut = nothingLeftOut;
  #deepSlices: readonly string[] = [];
  readonly #tooLarge = new Set<string>();
  #reading: ProjectReading | undefined;
  /** The last one, from which the next one is made more quickly. */
  #before: ProjectReading | undefined;
  #today: IsoDate | undefined;
  #schedule: Schedule | undefined;
  #problems: ReadonlyMap<string, readonly Problem[]> | undefined;

  constructor(folder: Uri, core: ProjectCore, now: () => Date) {
    this.folder = folder;
    this.#core = core;
    this.#now = now;
    this.#name = folder.path.split("/").filter(Boolean).at(-1) ?? "project";
  }

  get reading(): ProjectReading {
    if (this.#reading === undefined) {
      this.#reading = this.#core.unite([...this.#slices.values()], this.#name, this.#before);
      this.#before = this.#reading;
    }
    return this.#reading;
  }

  get header(): ProjectHeader {
    return this.reading.project.header;
  }

  get today(): IsoDate {
    this.#today ??= projectToday(this.header, this.#now(), ownTimeZone());
    return this.#today;
  }

  get day(): IsoDate {
    return dayIn(this.header.timeZone ?? ownTimeZone(), this.#now());
  }

  get schedule(): Schedule {
    this.#schedule ??= this.#core.schedule(this.reading, { today: this.today });
    return this.#schedule;
  }

  get problems(): ReadonlyMap<string, readonly Problem[]> {
    this.#problems ??= together(together(this.reading.problems, this.schedule.problems), this.#missing());
    return this.#problems;
  }

  /** What is told of files that are not read, at the project's own file. */
  #missing(): ReadonlyMap<string, readonly Problem[]> {
    const slice = this.#slices.get(projectFileName);
    const missing = { ...this.#leftOut, deepSlices: this.#deepSlices, tooLarge: [...this.#tooLarge].sort() };
    const problems = slice === undefined ? [] : this.#core.leftOutProblems(missing, slice.text);
    return new Map(problems.length === 0 ? [] : [[projectFileName, problems]]);
  }

  /** Looks whether it is another day than before. @returns whether dates may be others by that. */
  lookAtDay(): boolean {
    const before = this.#today;
    if (before === undefined) return false;
    this.#today = undefined;
    if (this.today === before) return false;
    this.#schedule = undefined;
    this.#problems = undefined;
    return true;
  }

  slice(path: string): Slice | undefined {
    return this.#slices.get(path);
  }

  /** The path of a file that may be a slice of this project and not of one within it. */
  pathOf(uri: Uri): string | undefined {
    const path = pathBelow(this.folder, uri);
    if (path === undefined || !canBeSlice(path)) return undefined;
    return this.#inner.some((folder) => path.startsWith(`${folder}/`)) ? undefined : path;
  }

  /** Paths of the slices in a folder or at an address that is gone or new. */
  pathsAt(uri: Uri): readonly string[] {
    const isAround = uri.path === this.folder.path || pathBelow(uri, this.folder) !== undefined;
    if (isAround) return [...this.#slices.keys()];
    const below = pathBelow(this.folder, uri);
    return [...this.#slices.keys()].filter((path) => path === below || path.startsWith(`${below}/`));
  }

  /**
   * Reads all files that may be slices, and forgets slices that are not there any more.
   * @param onProblem is told which file could not be read, and why.
   * @returns the paths whose text changed.
   */
  async load(found: FoundFiles, onProblem: (uri: Uri, error: unknown) => void): Promise<readonly string[]> {
    this.#inner = found.inner;
    const changed: string[] = [];
    if (await this.#leaveOut(found.leftOut)) changed.push(projectFileName);
    const wanted = new Set([projectFileName, ...found.paths.filter(canBeSlice)]);
    for (const path of [...this.#slices.keys()]) {
      if (wanted.has(path)) continue;
      // What a project within this one has taken over is no longer read; anything else may still be in an editor.
      const isOwn = this.pathOf(Uri.joinPath(this.folder, path)) !== undefined;
      if (isOwn ? await this.look(path, onProblem) : this.#take(path, undefined)) changed.push(path);
    }
    const queue = [...wanted];
    const work = async (): Promise<void> => {
      for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
        if (await this.look(path, onProblem)) changed.push(path);
      }
    };
    await Promise.all(Array.from({ length: readAtOnce }, work));
    return changed;
  }

  /** Keeps what is not read, to tell of it. @returns whether that is something else than before. */
  async #leaveOut(leftOut: LeftOut): Promise<boolean> {
    const deepSlices: string[] = [];
    for (const path of leftOut.tooDeep.filter((name) => name.endsWith(".yaml"))) {
      const uri = Uri.joinPath(this.folder, path);
      try {
        const { size } = await workspace.fs.stat(uri);
        if (size <= largestFile && this.#core.isSlice(await readText(uri))) deepSlices.push(path);
      } catch {
        // What can't be read is not known to be missed.
      }
    }
    const [before, deepBefore] = [this.#leftOut, this.#deepSlices];
    this.#leftOut = leftOut;
    this.#deepSlices = deepSlices;
    const isSame =
      before.firstTooMany === leftOut.firstTooMany &&
      String(before.tooDeep) === String(leftOut.tooDeep) &&
      String(deepBefore) === String(deepSlices);
    if (!isSame) this.#problems = undefined;
    return !isSame;
  }

  /** Whether a file that was made or is gone may change what is left out, so that the folder has to be looked through again. */
  mayChangeLeftOut(uri: Uri): boolean {
    const path = pathBelow(this.folder, uri);
    if (path === undefined || isSkipped(path)) return false;
    const { firstTooMany, tooDeep } = this.#leftOut;
    return firstTooMany !== undefined || tooDeep.length > 0 || path.split("/").length > deepestFolder + 1;
  }

  /**
   * Takes what a file says now: the text an editor holds, else its bytes. A file that can't be read is no slice, unless its text is
   * unsaved work in an editor.
   * @returns whether that is another text than before, or the file has become too large or is so no more.
   */
  async look(path: string, onProblem: (uri: Uri, error: unknown) => void): Promise<boolean> {
    const uri = Uri.joinPath(this.folder, path);
    const turn = (this.#looks.get(path) ?? 0) + 1;
    this.#looks.set(path, turn);
    const wasTooLarge = this.#tooLarge.has(path);
    let text: string | undefined;
    try {
      // Asked of files in editors too: text that is not unsaved work ends with its file.
      const { size } = await workspace.fs.stat(uri);
      const isTooLarge = size > largestFile && heldDocument(uri) === undefined;
      if (isTooLarge) onProblem(uri, "it is too large");
      else text = await readText(uri);
      this.#noteSize(path, isTooLarge);
    } catch (error) {
      this.#noteSize(path, false);
      const held = heldDocument(uri);
      if (held?.isDirty) text = held.getText();
      else if (!(error instanceof FileSystemError && error.code === "FileNotFound")) onProblem(uri, error);
    }
    // Meanwhile an editor may have told of a newer text, or a project within this one may have taken the file over.
    const isNewest = turn === this.#looks.get(path) && this.pathOf(uri) !== undefined;
    return (isNewest && this.#take(path, text)) || this.#tooLarge.has(path) !== wasTooLarge;
  }

  /** Takes the text of a document that was opened or changed. @returns whether it is another text than before. */
  take(path: string, document: TextDocument): boolean {
    this.#looks.set(path, (this.#looks.get(path) ?? 0) + 1);
    if (!this.#slices.has(path) && path !== projectFileName && !this.#mayBeSlice(document)) return false;
    return this.#take(path, document.getText());
  }

  /**
   * Takes what an editor reports: only what the changes touched is read again. Where they don't lead to the document's text, which
   * VS Code does not promise, the document counts.
   */
  change(path: string, document: TextDocument, changes: readonly TextDocumentContentChangeEvent[]): boolean {
    const slice = this.#slices.get(path);
    if (slice === undefined) return this.take(path, document);
    const length = changes.reduce((sum, { rangeLength, text }) => sum + text.length - rangeLength, slice.text.length);
    const text = document.getText();
    if (length !== text.length || changes.length > readAtOnce) return this.take(path, document);
    this.#looks.set(path, (this.#looks.get(path) ?? 0) + 1);
    const asTold = changes.map(({ rangeOffset, rangeLength, text: added }) => {
      return { start: rangeOffset, end: rangeOffset + rangeLength, text: added };
    });
    const updated = this.#core.updateSlice(slice, asTold);
    if (updated.text !== text || !this.#isSlice(path, text, updated.tree)) {
      return this.#take(path, text);
    }
    return this.#set(path, updated);
  }

  #take(path: string, text: string | undefined): boolean {
    const slice = this.#slices.get(path);
    const isTooMuch = text !== undefined && this.#isSlice(path, text) && this.#isTooMuch(path, text);
    if (text !== undefined) this.#noteSize(path, isTooMuch);
    if (text === undefined || isTooMuch || !this.#isSlice(path, text)) {
      if (slice === undefined) return false;
      this.#slices.delete(path);
      this.#forget();
      return true;
    }
    return this.#set(path, slice === undefined ? this.#core.readSlice(path, text) : this.#core.sliceWith(slice, text));
  }

  #isSlice(path: string, text: string, tree?: Slice["tree"]): boolean {
    return path === projectFileName || this.#core.isSlice(text, tree);
  }

  /** Whether a document's first line that says something can be a slice's; the text of one that is none is not put together. */
  #mayBeSlice(document: TextDocument): boolean {
    for (let line = 0; line < document.lineCount; line++) {
      const { text } = document.lineAt(line);
      if (!this.#core.saysNothing(text)) return this.#core.mayBeginSlice(text);
    }
    return false;
  }

  #set(path: string, slice: Slice): boolean {
    if (this.#slices.get(path)?.text === slice.text) return false;
    this.#slices.set(path, slice);
    this.#forget();
    return true;
  }

  /** What follows from the slices is made again when someone asks. */
  #forget(): void {
    this.#reading = undefined;
    this.#today = undefined;
    this.#schedule = undefined;
    this.#problems = undefined;
  }

  #noteSize(path: string, isTooLarge: boolean): void {
    if (this.#tooLarge.has(path) === isTooLarge) return;
    if (isTooLarge) this.#tooLarge.add(path);
    else this.#tooLarge.delete(path);
    this.#problems = undefined;
  }

  #isTooMuch(path: string, text: string): boolean {
    let together = text.length;
    for (const slice of this.#slices.values()) if (slice.path !== path) together += slice.text.length;
    return together > largestTogether;
  }
}

/** Problems of both kinds, file by file and in the order of the text. */
function together(
  ofText: ReadonlyMap<string, readonly Problem[]>,
  ofDates: ReadonlyMap<string, readonly Problem[]>,
): ReadonlyMap<string, readonly Problem[]> {
  if (ofDates.size === 0) return ofText;
  const all = new Map(ofText);
  for (const [path, problems] of ofDates) {
    all.set(
      path,
      [...(all.get(path) ?? []), ...problems].sort((a, b) => a.start - b.start || a.end - b.end),
    );
  }
  return all;
}
