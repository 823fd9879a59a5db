import { commands, type Disposable, l10n, Range, ThemeIcon, ViewColumn, type WebviewPanel, window } from "vscode";
import { privateFolder } from "../../core/documents/planProject.ts";
import type { Answer, QuestionSet } from "../../core/practice/assessment/index.ts";
import { skillsOf } from "../../core/practice/assessment/index.ts";
import { plainText } from "../../core/practice/plainText.ts";
import type { PracticePage } from "../../core/practice/practice.ts";
import { readPractice } from "../../core/practice/practiceIndex.ts";
import { connectPanel, DisposableStore, webviewOptions } from "../../platform/index.ts";
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
import { assessmentPanelType } from "./panelType.ts";

export { privatePlace } from "../../services/privateFolder.ts";

/** Of a page, so many exercises are named. */
const mostExercises = 3;

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
          this.#answer(
            question,
            level === undefined ? undefined : { level, ...(evidence !== undefined && { evidence }) },
          ),
        openFile: ({ line }) => this.#open(line),
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
    const skills = skillsOf(set).map((id): AssessmentSubject => {
      const page = index?.page(id);
      return { id, title: page?.title ?? id, exercises: page === undefined ? [] : exercisesOf(page) };
    });
    const files = this.#disposables.add(new AssessmentFiles(set, this.#place));
    this.#disposables.add(files.onDidChange(() => void this.#send()));
    return { set, skills, files };
  }

  async #send(): Promise<void> {
    const { set, skills, files } = await this.#load();
    const all = await files.all();
    this.#path ??= all[0]?.path ?? (await files.newPath());
    const path = this.#path;
    const shown = all.find((file) => file.path === path);
    const state: AssessmentState = {
      set,
      skills: [...skills],
      current: runOf(shown) ?? {
        file: `${privateFolder}${path}`,
        date: today(),
        person: this.#place.person,
        answers: {},
      },
      isThere: shown !== undefined,
      canEdit: shown === undefined || shown.reading.canEdit,
      problems: (shown?.reading.problems ?? []).map(({ message, line }) => ({ message, line })),
      earlier: all.filter((file) => file.path < path).flatMap((file) => runOf(file) ?? []),
      today: today(),
    };
    this.#messages.send("state", state);
  }

  #answer(question: string, answer: Answer | undefined): Promise<void> {
    const written = this.#last.then(async () => {
      const { files } = await this.#load();
      this.#path ??= await files.newPath();
      await files.answer(this.#path, question, answer);
      await this.#send();
    });
    this.#last = written.catch(() => undefined);
    return written;
  }

  async #again(): Promise<void> {
    const { files } = await this.#load();
    this.#path = await files.newPath();
    await this.#send();
  }

  async #open(line: number | undefined): Promise<void> {
    if (this.#path === undefined) return;
    const selection = line === undefined ? undefined : new Range(line - 1, 0, line - 1, 0);
    const { files } = await this.#load();
    await window.showTextDocument(files.uriOf(this.#path), {
      viewColumn: ViewColumn.Beside,
      ...(selection && { selection }),
    });
  }
}

interface Loaded {
  readonly set: QuestionSet;
  readonly skills: readonly AssessmentSubject[];
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
  const { date, person, by, answers } = assessment;
  return {
    file: `${privateFolder}${file.path}`,
    date,
    person,
    ...(by !== undefined && { by }),
    answers: Object.fromEntries([...answers].map(([id, answer]) => [id, { ...answer }])),
  };
}

/** The names of a page's exercises: what its list under *What to do here* begins with in bold. */
function exercisesOf({ sections }: PracticePage): string[] {
  const found = sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => {
      if (block.kind !== "list" || !block.ordered) return [];
      return block.items.flatMap(({ blocks: [first] }) => {
        const [span] = first?.kind === "paragraph" ? first.spans : [];
        return typeof span === "object" && span.kind === "bold" ? plainText(span.spans).replace(/\.$/, "") : [];
      });
    }),
  );
  return found.slice(0, mostExercises);
}
