import { type Disposable, EventEmitter, Uri, workspace } from "vscode";
import { privateFolder, privateIgnore } from "../../core/documents/planProject.ts";
import { idFrom } from "../../core/model/identifier.ts";
import { dayIn } from "../../core/model/today.ts";
import {
  type AssessmentReading,
  answerEdit,
  newAssessmentText,
  readAssessment,
} from "../../core/practice/assessment/assessmentFile.ts";
import type { Answer, QuestionSet } from "../../core/practice/assessment/index.ts";
import { applyTextEdits } from "../../core/text/editing/textEdits.ts";
import { applyTextChanges, DisposableStore, exists, readText, UserMessage } from "../../platform/index.ts";

/** Where a person's assessments are. */
export interface AssessmentPlace {
  /** The project's folder, or the first one that is open. */
  readonly folder: Uri;
  readonly person: string;
}

/** An assessment's file as it reads now, unsaved text included. */
export interface AssessmentFile {
  /** Below the folder. */
  readonly path: string;
  readonly uri: Uri;
  readonly reading: AssessmentReading;
}

const subfolder = `${privateFolder}assessments/`;
/** More files than these nobody compares. */
const mostFiles = 200;

/** The files of a person's assessments: read anew when they change, here or elsewhere. */
export class AssessmentFiles implements Disposable {
  readonly #set: QuestionSet;
  readonly #place: AssessmentPlace;
  readonly #disposables = new DisposableStore();
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  constructor(set: QuestionSet, place: AssessmentPlace) {
    this.#set = set;
    this.#place = place;
    const add = this.#disposables;
    add.add(this.#changed);
    const own = Uri.joinPath(place.folder, subfolder).toString();
    const tell = (uri: Uri): void => {
      if (uri.toString().startsWith(own)) this.#changed.fire();
    };
    const watcher = add.add(workspace.createFileSystemWatcher(`**/${subfolder}*.yaml`));
    for (const event of [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete]) add.add(event(tell));
    add.add(
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) tell(document.uri);
      }),
    );
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  /** Newest first; those of other people, and what can't be read at all, are left out. */
  async all(): Promise<readonly AssessmentFile[]> {
    const folder = Uri.joinPath(this.#place.folder, subfolder);
    const names = await workspace.fs.readDirectory(folder).then(
      (entries) => entries.map(([name]) => name).filter((name) => /^\d{4}-\d\d-\d\d-.*\.yaml$/.test(name)),
      () => [],
    );
    const found: AssessmentFile[] = [];
    for (const name of names.sort().reverse().slice(0, mostFiles)) {
      const uri = Uri.joinPath(folder, name);
      const text = await readText(uri).catch(() => undefined);
      if (text === undefined) continue;
      const reading = readAssessment(this.#set, text);
      // One that is damaged is shown with what is wrong, if its name says whose it is.
      const isOwn =
        reading.assessment === undefined
          ? name.includes(this.#slug())
          : reading.assessment.person === this.#place.person;
      if (isOwn) found.push({ path: `${subfolder}${name}`, uri, reading });
    }
    return found;
  }

  /** Where an assessment of today goes; a second one on the same day gets a number. */
  async newPath(): Promise<string> {
    const base = `${subfolder}${today()}-${this.#slug()}`;
    for (let number = 1; ; number++) {
      const path = number === 1 ? `${base}.yaml` : `${base}-${number}.yaml`;
      if (!(await exists(Uri.joinPath(this.#place.folder, path)))) return path;
    }
  }

  /** Gives an answer; the file comes with the first one. @throws UserMessage when it can't be written into the file as it is */
  async answer(path: string, question: string, answer: Answer | undefined): Promise<void> {
    const uri = Uri.joinPath(this.#place.folder, path);
    const isThere = await exists(uri);
    const { person } = this.#place;
    const text = isThere
      ? await readText(uri)
      : newAssessmentText(this.#set, { person, date: path.slice(subfolder.length).slice(0, 10) });
    const plan = answerEdit(this.#set, path, text, question, answer);
    if (plan.refusal !== undefined) throw new UserMessage(plan.refusal);
    const edits = plan.edits.map(({ start, end, text: newText }) => ({ start, end, newText }));
    if (isThere) {
      await applyTextChanges([{ uri, expected: text, edits }]);
      return;
    }
    const ignore = Uri.joinPath(this.#place.folder, privateIgnore.path);
    const files = [{ uri, text: applyTextEdits(text, edits) }];
    // What is private stays so: the folder comes with the rule that keeps it out of version control.
    await applyTextChanges(
      [],
      (await exists(ignore)) ? files : [{ uri: ignore, text: privateIgnore.contents }, ...files],
    );
  }

  #slug(): string {
    return idFrom(this.#place.person, "me");
  }
}

/** The day it is here. */
export function today(): string {
  return dayIn(new Intl.DateTimeFormat().resolvedOptions().timeZone, new Date());
}
