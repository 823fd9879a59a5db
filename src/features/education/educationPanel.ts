import {
  commands,
  type Disposable,
  env,
  l10n,
  Range,
  ThemeIcon,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
} from "vscode";
import { parseDate } from "../../core/model/date.ts";
import { privateFolder } from "../../core/model/privateFolder.ts";
import { dayIn } from "../../core/model/today.ts";
import { newBackgroundText, readBackground } from "../../core/practice/certification/backgroundFile.ts";
import { backgroundOf, type CertificationData } from "../../core/practice/certification/index.ts";
import { educationEdit, newEducationText, readEducation } from "../../core/practice/education/educationFile.ts";
import { contactHoursAsked, type EducationChange, type EducationData } from "../../core/practice/education/index.ts";
import { privateFiles } from "../../core/practice/privateText.ts";
import { connectPanel, DisposableStore, UserMessage, webviewOptions } from "../../platform/index.ts";
import { educationToHost, type educationToView } from "../../protocol/education.ts";
import { MessageHandler } from "../../protocol/messageHandler.ts";
import type { Services } from "../../services/index.ts";
import { PrivateFolder, privateHome } from "../../services/privateFolder.ts";
import { educationPanelType } from "./panelType.ts";

interface Loaded {
  readonly data: EducationData;
  readonly certifications: CertificationData;
  /** None while no folder is open. */
  readonly files: PrivateFolder | undefined;
}

/** The view of programmes compared. Changes go to the file at once; what others write into it is shown. */
export class EducationPanel implements Disposable {
  readonly #services: Services;
  readonly #panel: WebviewPanel;
  readonly #messages: MessageHandler<typeof educationToHost, typeof educationToView>;
  readonly #disposables = new DisposableStore();
  #loaded: Promise<Loaded> | undefined;
  /** Changes are written one after the other. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(services: Services, panel: WebviewPanel = createPanel(services)) {
    this.#services = services;
    this.#panel = panel;
    this.#panel.iconPath = new ThemeIcon("mortar-board");
    this.#messages = new MessageHandler<typeof educationToHost, typeof educationToView>(
      educationToHost,
      {
        log: ({ level, message }) => (level === "error" ? services.log.error(message) : services.log.warn(message)),
        ready: () => this.#send(),
        change: ({ change }) => this.#change(change),
        openFile: ({ line }) => this.#open(line),
        openSource: ({ id, source }) => this.#openSource(id, source),
        openHours: () => commands.executeCommand("gantry.practice.checkEligibility"),
      },
      (message) => this.#panel.webview.postMessage(message),
      (reason) => services.log.warn(`Education view: ${reason}`),
    );
    connectPanel(
      this.#panel,
      services.extension.extensionUri,
      { name: "education", title: l10n.t("Education") },
      (message) => this.#messages.receive(message),
    );
    // Not every file system tells of what others write.
    this.#disposables.add(this.#panel.onDidChangeViewState(() => this.#panel.visible && void this.#send()));
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
    const data = await bundled.read<EducationData>("education.json");
    const certifications = await bundled.read<CertificationData>("certification.json");
    const folder = await privateHome(this.#services);
    if (folder === undefined) return { data, certifications, files: undefined };
    const files = this.#disposables.add(new PrivateFolder(folder, privateFiles.education));
    this.#disposables.add(files.onDidChange(() => void this.#send()));
    return { data, certifications, files };
  }

  async #send(): Promise<void> {
    const { data, certifications, files } = await this.#load();
    const text = await files?.read(privateFiles.education);
    const background = readBackground((await files?.read(privateFiles.background)) ?? newBackgroundText);
    const { comparison, problems, canEdit } = readEducation(text ?? newEducationText(data.criteria));
    this.#messages.send("state", {
      data,
      comparison,
      file: {
        path: `${privateFolder}${privateFiles.education}`,
        isThere: text !== undefined,
        canEdit: files !== undefined && canEdit,
        problems: problems.map(({ message, line }) => ({ message, line })),
      },
      hours: {
        own: backgroundOf(background.entries).hours["project-management"] ?? 0,
        asked: contactHoursAsked(certifications).map((asked) => ({ ...asked })),
      },
      noFolder: files === undefined,
      today: parseDate(dayIn(new Intl.DateTimeFormat().resolvedOptions().timeZone, new Date())) ?? 0,
    });
  }

  #change(change: EducationChange): Promise<void> {
    const written = this.#last.then(async () => {
      const { data, files } = await this.#load();
      if (files === undefined) {
        throw new UserMessage(l10n.t("Open a folder first: what you write down is kept in a file of it."));
      }
      const text = (await files.read(privateFiles.education)) ?? newEducationText(data.criteria);
      const plan = educationEdit(privateFiles.education, text, change);
      if (plan.refusal !== undefined) throw new UserMessage(plan.refusal);
      await files.edit(privateFiles.education, text, plan.edits);
      await this.#send();
    });
    this.#last = written.catch(() => undefined);
    return written;
  }

  async #open(line: number | undefined): Promise<void> {
    const { files } = await this.#load();
    if (files === undefined) return;
    const selection = line === undefined ? undefined : new Range(line - 1, 0, line - 1, 0);
    await window.showTextDocument(files.uriOf(privateFiles.education), {
      viewColumn: ViewColumn.Beside,
      ...(selection && { selection }),
    });
  }

  async #openSource(id: string, source: number): Promise<void> {
    const { data } = await this.#load();
    const address = [...data.routes, ...data.facts].find((one) => one.id === id)?.sources[source]?.url;
    if (address !== undefined) await env.openExternal(Uri.parse(address, true));
  }
}

function createPanel({ extension }: Services): WebviewPanel {
  return window.createWebviewPanel(
    educationPanelType,
    l10n.t("Education"),
    ViewColumn.Active,
    webviewOptions(extension.extensionUri),
  );
}
