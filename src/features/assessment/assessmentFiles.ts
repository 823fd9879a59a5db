import type { Disposable, Event, Uri } from "vscode";
import { idFrom } from "../../core/model/identifier.ts";
import { dayIn } from "../../core/model/today.ts";
import {
  type AssessmentReading,
  answerEdit,
  newAssessmentText,
  readAssessment,
} from "../../core/practice/assessment/assessmentFile.ts";
import type { Answer, QuestionSet } from "../../core/practice/assessment/index.ts";
import { UserMessage } from "../../platform/index.ts";
import { PrivateFolder, type PrivatePlace } from "../../services/privateFolder.ts";

/** An assessment's file as it reads now, unsaved text included. */
export interface AssessmentFile {
  /** In `.gantry-private/`. */
  readonly path: string;
  readonly uri: Uri;
  readonly reading: AssessmentReading;
}

const subfolder = "assessments/";
/** More files than these nobody compares. */
const mostFiles = 200;

/** The files of a person's assessments: read anew when they change, here or elsewhere. */
export class AssessmentFiles implements Disposable {
  readonly #set: QuestionSet;
  readonly #person: string;
  readonly #files: PrivateFolder;
  readonly onDidChange: Event<void>;

  constructor(set: QuestionSet, { folder, person }: PrivatePlace) {
    this.#set = set;
    this.#person = person;
    this.#files = new PrivateFolder(folder, subfolder);
    this.onDidChange = this.#files.onDidChange;
  }

  dispose(): void {
    this.#files.dispose();
  }

  /** Newest first; those of other people, and what can't be read at all, are left out. */
  async all(): Promise<readonly AssessmentFile[]> {
    const names = (await this.#files.list(subfolder)).filter((name) => /^\d{4}-\d\d-\d\d-.*\.yaml$/.test(name));
    const found: AssessmentFile[] = [];
    for (const name of names.sort().reverse().slice(0, mostFiles)) {
      const path = `${subfolder}${name}`;
      const text = await this.#files.read(path);
      if (text === undefined) continue;
      const reading = readAssessment(this.#set, text);
      // One that is damaged is shown with what is wrong, if its name says whose it is.
      const isOwn =
        reading.assessment === undefined ? name.includes(this.#slug()) : reading.assessment.person === this.#person;
      if (isOwn) found.push({ path, uri: this.#files.uriOf(path), reading });
    }
    return found;
  }

  /** Where an assessment of today goes; a second one on the same day gets a number. */
  async newPath(): Promise<string> {
    const base = `${subfolder}${today()}-${this.#slug()}`;
    for (let number = 1; ; number++) {
      const path = number === 1 ? `${base}.yaml` : `${base}-${number}.yaml`;
      if (!(await this.#files.exists(path))) return path;
    }
  }

  /** Gives an answer; the file comes with the first one. @throws UserMessage when it can't be written into the file as it is */
  async answer(path: string, question: string, answer: Answer | undefined): Promise<void> {
    const text =
      (await this.#files.read(path)) ??
      newAssessmentText(this.#set, { person: this.#person, date: path.slice(subfolder.length).slice(0, 10) });
    const plan = answerEdit(this.#set, path, text, question, answer);
    if (plan.refusal !== undefined) throw new UserMessage(plan.refusal);
    await this.#files.edit(path, text, plan.edits);
  }

  /** Where a file is. */
  uriOf(path: string): Uri {
    return this.#files.uriOf(path);
  }

  #slug(): string {
    return idFrom(this.#person, "me");
  }
}

/** The day it is here. */
export function today(): string {
  return dayIn(new Intl.DateTimeFormat().resolvedOptions().timeZone, new Date());
}
