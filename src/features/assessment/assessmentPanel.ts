import { commands, type Disposable, l10n, Range, ThemeIcon, ViewColumn, type WebviewPanel, window } from "vscode";
import { parseDate } from "../../core/model/date.ts";
import { privateFolder } from "../../core/model/privateFolder.ts";
import { answerEdit, complexityEdit, fitEdit } from "../../core/practice/assessment/assessmentFile.ts";
import { gapPlanText } from "../../core/practice/assessment/gapPlan.ts";
import { type QuestionSet, responsibilitiesOf, skillsOf } from "../../core/practice/assessment/index.ts";
import { projectChecks } from "../../core/practice/assessment/projectChecks.ts";
import type { TargetsChange } from "../../core/practice/assessment/targetsFile.ts";
import { refusedCommand } from "../../core/practice/pageCommands.ts";
import { type PracticeIndex, readPractice } from "../../core/practice/practiceIndex.ts";
import { privateFiles } from "../../core/practice/privateText.ts";
import type { EditPlan } from "../../core/text/editing/edit.ts";
import { connectPanel, DisposableStore, UserMessage, webviewOptions, withoutLinks } from "../../platform/index.ts";
import {
  type AssessmentRun,
  type AssessmentState,
  type AssessmentSubject,
  assessmentToHost,
  type assessmentToView,
} from "../../protocol/assessment.ts";
import { MessageHandler } from "../../protocol/messageHandler.ts";
import type { Services } from "../../services/index.ts";
import type { PrivatePlace } from "../../services/privateFolder.ts";
import { type AssessmentFile, AssessmentFiles, today } from "./assessmentFiles.ts";
import { handOverCopy, takeBackCopy } from "./colleague.ts";
import { exercisesOf } from "./exercises.ts";
import { assessmentPanelType } from "./panelType.ts";

export { privatePlace } from "../../services/privateFolder.ts";

/** The view of one person's assessments. Answers go to the file at once; what others write into it is shown. */
export class AssessmentPanel implements Disposable {
  readonly #services: Services;
  readonly #place: PrivatePlace;
  readonly #panel: WebviewPanel;
  readonly #messages: MessageHandler<typeof assessmentToHost, typeof assessmentToView>;
  readonly #disposables = new DisposableStore();
  #loaded: Promise<Loaded> | undefined;
  /** The file that is shown and answered. */
  #path: string | undefined;
  /** Answers are written one after the other. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(services: Services, place: PrivatePlace, panel = createPanel(services)) {
    this.#services = services;
    this.#place = place;
    this.#panel = panel;
    panel.iconPath = new ThemeIcon("mortar-board");
    this.#messages = new MessageHandler<typeof assessmentToHost, typeof assessmentToView>(
      assessmentToHost,
      {
        log: ({ level, message }) => (level === "error" ? services.log.error(message) : services.log.warn(message)),
        ready: () => this.#send(),
        answer: ({ question, level, evidence }) =>
          this.#change((set, path, text) => {
            const answer = level === undefined ? undefined : { level, ...(evidence !== undefined && { evidence }) };
            return answerEdit(set, path, text, question, answer);
          }),
        fit: ({ question, answer, note }) =>
          this.#change((set, path, text) =>
            fitEdit(set, path, text, question, { answer, ...(note !== undefined && { note }) }),
          ),
        complexity: ({ factor, rating }) =>
          this.#change((set, path, text) => complexityEdit(set, path, text, factor, rating)),
        aim: (change) => this.#aim(change.kind === "level" ? levelChange(change) : change),
        planGaps: ({ gaps }) => this.#planGaps(gaps),
        copyForColleague: () => this.#handOver(),
        readColleague: () => this.#takeBack(),
        openFile: ({ file, line }) => this.#open(file, line),
        runCommand: ({ command, argument }) => this.#run(command, argument),
        openPage: ({ id }) => commands.executeCommand("gantry.practice.openPage", id),
        again: () => this.#again(),
      },
      (message) => panel.webview.postMessage(message),
      (reason) => services.log.warn(`Assessment view: ${reason}`),
    );
    connectPanel(
      panel,
      services.extension.extensionUri,
      { name: "assessment", title: l10n.t("Self-Assessment") },
      (message) => this.#messages.receive(message),
    );
    this.#disposables.add(services.projects.onDidChange(() => panel.visible && void this.#send()));
    // Not every file system tells of what others write.
    this.#disposables.add(panel.onDidChangeViewState(() => panel.visible && void this.#send()));
  }

  get onDidDispose(): WebviewPanel["onDidDispose"] {
    return this.#panel.onDidDispose;
  }

  reveal(): void {
    this.#panel.reveal(this.#panel.viewColumn);
  }

  dispose(): void {
    this.#disposables.dispose();
    this.#panel.dispose();
  }

  #load(): Promise<Loaded> {
    this.#loaded ??= this.#read().catch((error: unknown) => {
      this.#loaded = undefined;
      throw error;
    });
    return this.#loaded;
  }

  async #read(): Promise<Loaded> {
    const { bundled } = this.#services;
    const set = await bundled.read<QuestionSet>("assessment.json");
    const index = readPractice(await bundled.read<unknown>("practice.json"));
    const subject = (id: string): AssessmentSubject => {
      const page = index?.page(id);
      return { id, title: page?.title ?? id, exercises: page === undefined ? [] : exercisesOf(page) };
    };
    const files = this.#disposables.add(new AssessmentFiles(set, this.#place));
    this.#disposables.add(files.onDidChange(() => void this.#send()));
    return {
      set,
      index,
      skills: skillsOf(set).map(subject),
      responsibilities: responsibilitiesOf(set).map(subject),
      files,
    };
  }

  async #send(): Promise<void> {
    const { set, skills, responsibilities, files } = await this.#load();
    const [all, targets] = [await files.all(), await files.targets()];
    const own = all.filter(({ isOther }) => !isOther);
    const { person } = this.#place;
    // Files name the person by the id; people read the name.
    const named = (run: AssessmentRun | undefined): AssessmentRun | undefined => run && { ...run, person };
    this.#path ??= own[0]?.path ?? (await files.newPath());
    const path = this.#path;
    const shown = own.find((file) => file.path === path);
    const beside = all.filter((file) => file !== shown);
    const wants = targets?.targets.wants ?? shown?.reading.assessment?.wanted ?? [];
    const state: AssessmentState = {
      set,
      skills: [...skills],
      responsibilities: [...responsibilities],
      current: named(runOf(shown)) ?? {
        file: `${privateFolder}${path}`,
        version: set.version,
        date: today(),
        person,
        answers: {},
        fit: {},
        complexity: {},
      },
      isThere: shown !== undefined,
      canEdit: shown === undefined || shown.reading.canEdit,
      problems: [
        ...(shown === undefined ? [] : [{ path, problems: shown.reading.problems, isCurrent: true }]),
        { path: await files.targetsPath(), problems: targets?.problems ?? [], isCurrent: false },
        ...beside.map((file) => ({ path: file.path, problems: file.reading.problems, isCurrent: false })),
      ].flatMap((one) =>
        one.problems.slice(0, mostProblems).map(({ message, line }) => {
          return { file: `${privateFolder}${one.path}`, message, line, isCurrent: one.isCurrent };
        }),
      ),
      earlier: own.filter((file) => file.path < path).flatMap((file) => named(runOf(file)) ?? []),
      colleagues: all.filter(({ isOther }) => isOther).flatMap((file) => runOf(file) ?? []),
      targets: { ...targets?.targets, levels: { ...targets?.targets.levels }, wants: [...wants] },
      evidence: this.#evidence().map((one) => ({ ...one, questions: [...one.questions] })),
      today: today(),
    };
    this.#messages.send("state", state);
  }

  /** What the current project's files show, where there is one. */
  #evidence(): ReturnType<typeof projectChecks> {
    const project = this.#services.projects.current;
    try {
      return project === undefined ? [] : projectChecks(project.schedule, project.problems);
    } catch (error) {
      // It is a note beside the answers: without it everything else is still worth showing.
      this.#services.log.error(error instanceof Error ? error : String(error));
      return [];
    }
  }

  #change(edit: (set: QuestionSet, path: string, text: string) => EditPlan): Promise<void> {
    return this.#inTurn(async (files) => {
      this.#path ??= await files.newPath();
      await files.change(this.#path, edit);
    });
  }

  #aim(change: TargetsChange): Promise<void> {
    return this.#inTurn((files) => files.aim(change));
  }

  /** Does what writes after what was to be written before, and shows what it has come to. */
  #inTurn(work: (files: AssessmentFiles) => Promise<void>): Promise<void> {
    const written = this.#last.then(async () => {
      const { files } = await this.#load();
      await work(files);
      await this.#send();
    });
    this.#last = written.catch(() => undefined);
    return written;
  }

  /** What stands in a plan that is there is somebody's own: it is opened as it is. */
  #planGaps(
    gaps: readonly { readonly skill: string; readonly mean: number; readonly target: number }[],
  ): Promise<void> {
    return this.#inTurn(async (files) => {
      const { skills } = await this.#load();
      const planned = gaps.map(({ skill, mean, target }) => {
        const { title = skill, exercises = [] } = skills.find(({ id }) => id === skill) ?? {};
        return { title, mean, target, exercises: exercises.map((one) => one.title) };
      });
      await files.makeGapPlan(gapPlanText(planned, parseDate(today()) ?? 0));
      await window.showTextDocument(files.uriOf(privateFiles.gapPlan), { viewColumn: ViewColumn.Beside });
    });
  }

  async #handOver(): Promise<void> {
    const { set, skills } = await this.#load();
    await handOverCopy(set, this.#place, (id) => skills.find((skill) => skill.id === id)?.title ?? id);
  }

  async #takeBack(): Promise<void> {
    const text = await takeBackCopy(this.#place);
    if (text === undefined) return;
    await this.#inTurn(async (files) => {
      const by = await files.keepColleague(text);
      void window.showInformationMessage(withoutLinks(l10n.t("The answers of {0} are kept beside yours.", by)));
    });
  }

  async #again(): Promise<void> {
    const { files } = await this.#load();
    this.#path = await files.newPath();
    await this.#send();
  }

  /** Only files that the view was told of: it is not trusted with others. */
  async #open(file: string | undefined, line: number | undefined): Promise<void> {
    const { files } = await this.#load();
    const known = [this.#path, await files.targetsPath(), ...(await files.all()).map(({ path }) => path)];
    const path = file === undefined ? this.#path : known.find((one) => `${privateFolder}${one}` === file);
    if (path === undefined) return;
    const selection = line === undefined ? undefined : new Range(line - 1, 0, line - 1, 0);
    await window.showTextDocument(files.uriOf(path), {
      viewColumn: ViewColumn.Beside,
      ...(selection && { selection }),
    });
  }

  /** Only what an exercise says and pages may run. */
  async #run(command: string, argument: string | undefined): Promise<void> {
    const { skills, index } = await this.#load();
    const isNamed = skills.some(({ exercises }) =>
      exercises.some(({ action }) => action?.command === command && action.argument === argument),
    );
    if (!isNamed || refusedCommand(command, argument, (id) => index?.find(id) !== undefined) !== undefined) {
      throw new UserMessage(l10n.t("No practice page asks for “{0}”.", command));
    }
    await commands.executeCommand(command, ...(argument === undefined ? [] : [argument]));
  }
}

/** More of one file help nobody at once. */
const mostProblems = 20;

function levelChange({ skill, level }: { readonly skill: string; readonly level?: number | undefined }): TargetsChange {
  return { kind: "level", skill, ...(level !== undefined && { level }) };
}

interface Loaded {
  readonly set: QuestionSet;
  readonly index: PracticeIndex | undefined;
  readonly skills: readonly AssessmentSubject[];
  readonly responsibilities: readonly AssessmentSubject[];
  readonly files: AssessmentFiles;
}

function createPanel({ extension }: Services): WebviewPanel {
  return window.createWebviewPanel(
    assessmentPanelType,
    l10n.t("Self-Assessment"),
    ViewColumn.Active,
    webviewOptions(extension.extensionUri),
  );
}

function runOf(file: AssessmentFile | undefined): AssessmentRun | undefined {
  const assessment = file?.reading.assessment;
  if (file === undefined || assessment === undefined) return undefined;
  const { version, date, person, by, answers, fit, complexity } = assessment;
  return {
    file: `${privateFolder}${file.path}`,
    version,
    date,
    person,
    ...(by !== undefined && { by }),
    answers: Object.fromEntries([...answers].map(([id, answer]) => [id, { ...answer }])),
    fit: Object.fromEntries([...fit].map(([id, given]) => [id, { ...given }])),
    complexity: Object.fromEntries(complexity),
  };
}
