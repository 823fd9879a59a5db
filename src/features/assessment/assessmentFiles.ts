import { type Disposable, type Event, l10n, type Uri } from "vscode";
import { idFrom } from "../../core/model/identifier.ts";
import { dayIn } from "../../core/model/today.ts";
import {
  type AssessmentReading,
  newAssessmentText,
  readAssessment,
} from "../../core/practice/assessment/assessmentFile.ts";
import { readColleagueAnswers } from "../../core/practice/assessment/colleagueCopy.ts";
import type { QuestionSet } from "../../core/practice/assessment/index.ts";
import {
  newTargetsText,
  readTargets,
  type TargetsChange,
  type TargetsReading,
  targetsEdit,
} from "../../core/practice/assessment/targetsFile.ts";
import { assessmentsFolder, privateFiles } from "../../core/practice/privateText.ts";
import type { EditPlan } from "../../core/text/editing/edit.ts";
import { UserMessage } from "../../platform/index.ts";
import { isPerson, PrivateFolder, type PrivatePlace } from "../../services/privateFolder.ts";

/** An assessment's file as it reads now, unsaved text included. */
export interface AssessmentFile {
  /** In `.gantry-private/`. */
  readonly path: string;
  readonly uri: Uri;
  readonly reading: AssessmentReading;
  /** Whether a colleague answered. */
  readonly isOther: boolean;
}

const subfolder = `${assessmentsFolder}/`;
/** In the name of a file that a colleague answered, before theirs. */
const byInName = "-by-";
/** More files than these nobody compares. */
const mostFiles = 200;

/** The files of a person's assessments: read anew when they change, here or elsewhere. */
export class AssessmentFiles implements Disposable {
  readonly #set: QuestionSet;
  readonly #place: PrivatePlace;
  readonly #files: PrivateFolder;
  readonly onDidChange: Event<void>;

  constructor(set: QuestionSet, place: PrivatePlace) {
    this.#set = set;
    this.#place = place;
    this.#files = new PrivateFolder(place.folder, subfolder);
    this.onDidChange = this.#files.onDidChange;
  }

  dispose(): void {
    this.#files.dispose();
  }

  /** Writes a gap plan where there is none. */
  async makeGapPlan(text: string): Promise<void> {
    if (!(await this.#files.exists(privateFiles.gapPlan))) await this.#files.edit(privateFiles.gapPlan, text, []);
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
        reading.assessment === undefined
          ? this.#slugs().some((slug) => name.includes(slug))
          : isPerson(this.#place, reading.assessment.person);
      if (!isOwn) continue;
      const isOther = reading.assessment === undefined ? name.includes(byInName) : reading.assessment.by !== undefined;
      found.push({ path, uri: this.#files.uriOf(path), reading, isOther });
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

  /**
   * Changes what was answered; the file comes with the first answer.
   * @param edit plans the change in the text as it is
   * @throws UserMessage when it can't be written into the file as it is
   */
  async change(path: string, edit: (set: QuestionSet, path: string, text: string) => EditPlan): Promise<void> {
    const date = path.slice(subfolder.length).slice(0, 10);
    await this.#write(path, newAssessmentText(this.#set, { person: this.#written, date }), edit);
  }

  /** What the person aims at: a file of its own, since it is of no day. */
  async targetsPath(): Promise<string> {
    const [own = "", ...older] = this.#slugs().map((slug) => `${subfolder}targets-${slug}.yaml`);
    for (const path of [own, ...older]) if (await this.#files.exists(path)) return path;
    return own;
  }

  async targets(): Promise<TargetsReading | undefined> {
    const text = await this.#files.read(await this.targetsPath());
    return text === undefined ? undefined : readTargets(this.#set, text);
  }

  /** @throws UserMessage when it can't be written into the file as it is */
  async aim(change: TargetsChange): Promise<void> {
    await this.#write(await this.targetsPath(), newTargetsText(this.#written), (set, path, text) =>
      targetsEdit(set, path, text, change),
    );
  }

  /**
   * Keeps what a colleague handed back, as a file of its own beside the others.
   * @returns who answered
   * @throws UserMessage when it can't be taken, with the line
   */
  async keepColleague(text: string): Promise<string> {
    const taken = readColleagueAnswers(this.#set, text, this.#place);
    if ("problem" in taken) {
      const { line, message } = taken.problem;
      throw new UserMessage(
        l10n.t("Line {0}: {1} Mend that in the file and read it again; nothing was kept.", line, message),
      );
    }
    const { by = "", date } = taken.reading.assessment;
    const base = `${subfolder}${date}-${this.#slug()}${byInName}${idFrom(by, "colleague")}`;
    for (let number = 1; number <= mostFiles; number++) {
      const path = number === 1 ? `${base}.yaml` : `${base}-${number}.yaml`;
      const there = await this.#files.read(path);
      // The same once more is there already.
      if (there === text) return by;
      if (there !== undefined || (await this.#files.exists(path))) continue;
      await this.#files.edit(path, text, []);
      return by;
    }
    throw new UserMessage(l10n.t("There are too many answers of {0} of that day.", by));
  }

  async #write(
    path: string,
    fresh: string,
    edit: (set: QuestionSet, path: string, text: string) => EditPlan,
  ): Promise<void> {
    const there = await this.#files.read(path);
    // One that is there and can't be read now is not taken for a new one.
    if (there === undefined && (await this.#files.exists(path))) {
      throw new UserMessage(l10n.t("{0} can't be read at the moment; nothing was written.", path));
    }
    const text = there ?? fresh;
    const plan = edit(this.#set, path, text);
    if (plan.refusal !== undefined) throw new UserMessage(plan.refusal);
    await this.#files.edit(path, text, plan.edits);
  }

  /** Where a file is. */
  uriOf(path: string): Uri {
    return this.#files.uriOf(path);
  }

  /** How files name the person: by the id, which stays when somebody is called otherwise. */
  get #written(): string {
    return this.#place.id ?? this.#place.person;
  }

  #slug(): string {
    return idFrom(this.#written, "me");
  }

  /** What stands in the names of the person's files; older ones have the name in place of the id. */
  #slugs(): readonly string[] {
    return [...new Set([this.#slug(), idFrom(this.#place.person, "me")])];
  }
}

/** The day it is here. */
export function today(): string {
  return dayIn(new Intl.DateTimeFormat().resolvedOptions().timeZone, new Date());
}
