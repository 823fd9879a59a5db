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
import { backgroundEdit, newBackgroundText, readBackground } from "../../core/practice/certification/backgroundFile.ts";
import type { CertificationData } from "../../core/practice/certification/index.ts";
import { newPduText, pduEdit, readPdus } from "../../core/practice/certification/pduFile.ts";
import { type FileProblem, privateFiles } from "../../core/practice/privateText.ts";
import type { EditPlan } from "../../core/text/editing/index.ts";
import { connectPanel, DisposableStore, UserMessage, webviewOptions } from "../../platform/index.ts";
import { type CertificationPart, certificationToHost, type certificationToView } from "../../protocol/certification.ts";
import { MessageHandler } from "../../protocol/messageHandler.ts";
import type { Services } from "../../services/index.ts";
import { PrivateFolder, privateHome } from "../../services/privateFolder.ts";
import { certificationPanelType } from "./panelType.ts";

type FileKey = "background" | "pdus";

/** The view of certifications and of one's own background. Changes go to the file at once; what others write into it is shown. */
export class CertificationPanel implements Disposable {
  readonly #services: Services;
  readonly #panel: WebviewPanel;
  readonly #messages: MessageHandler<typeof certificationToHost, typeof certificationToView>;
  readonly #disposables = new DisposableStore();
  #part: CertificationPart;
  #loaded: Promise<Loaded> | undefined;
  /** Changes are written one after the other. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(services: Services, part: CertificationPart, panel?: WebviewPanel) {
    this.#services = services;
    // A view that is brought back knows itself which part it has shown.
    this.#part = part;
    const isNew = panel === undefined;
    this.#panel = panel ?? createPanel(services);
    this.#panel.iconPath = new ThemeIcon("verified");
    this.#messages = new MessageHandler<typeof certificationToHost, typeof certificationToView>(
      certificationToHost,
      {
        log: ({ level, message }) => (level === "error" ? services.log.error(message) : services.log.warn(message)),
        ready: async () => {
          await this.#send();
          if (isNew) this.#messages.send("show", { part: this.#part });
        },
        change: ({ change }) =>
          this.#change("background", newBackgroundText, (text) =>
            backgroundEdit(privateFiles.background, text, change),
          ),
        changePdus: ({ change }) =>
          this.#change("pdus", newPduText, (text) => pduEdit(privateFiles.pdus, text, change)),
        openFile: ({ file, line }) => this.#open(file, line),
        plan: ({ id }) => commands.executeCommand("gantry.practice.planCertification", id),
        openSource: ({ id, source }) => this.#openSource(id, source),
      },
      (message) => this.#panel.webview.postMessage(message),
      (reason) => services.log.warn(`Certification view: ${reason}`),
    );
    connectPanel(
      this.#panel,
      services.extension.extensionUri,
      { name: "certification", title: l10n.t("Certifications") },
      (message) => this.#messages.receive(message),
    );
    // Not every file system tells of what others write.
    this.#disposables.add(this.#panel.onDidChangeViewState(() => this.#panel.visible && void this.#send()));
  }

  get onDidDispose(): WebviewPanel["onDidDispose"] {
    return this.#panel.onDidDispose;
  }

  reveal(part?: string): void {
    this.#panel.reveal(this.#panel.viewColumn);
    if (part === "compare" || part === "eligibility" || part === "pdus") {
      this.#part = part;
      this.#messages.send("show", { part });
    }
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
    const data = await bundled.read<CertificationData>("certification.json");
    const folder = await privateHome(this.#services);
    if (folder === undefined) return { data, files: undefined };
    const open = (key: FileKey): PrivateFolder => {
      const files = this.#disposables.add(new PrivateFolder(folder, privateFiles[key]));
      this.#disposables.add(files.onDidChange(() => void this.#send()));
      return files;
    };
    return { data, files: { background: open("background"), pdus: open("pdus") } };
  }

  async #send(): Promise<void> {
    const { data, files } = await this.#load();
    const texts = {
      background: await files?.background.read(privateFiles.background),
      pdus: await files?.pdus.read(privateFiles.pdus),
    };
    const background = readBackground(texts.background ?? newBackgroundText);
    const pdus = readPdus(texts.pdus ?? newPduText);
    const fileOf = (key: FileKey, { canEdit, problems }: { canEdit: boolean; problems: readonly FileProblem[] }) => ({
      path: `${privateFolder}${privateFiles[key]}`,
      isThere: texts[key] !== undefined,
      canEdit: files !== undefined && canEdit,
      problems: problems.map(({ message, line }) => ({ message, line })),
    });
    this.#messages.send("state", {
      data,
      background: background.entries,
      ledger: pdus.ledger,
      files: { background: fileOf("background", background), pdus: fileOf("pdus", pdus) },
      noFolder: files === undefined,
      today: parseDate(dayIn(new Intl.DateTimeFormat().resolvedOptions().timeZone, new Date())) ?? 0,
    });
  }

  #change(key: FileKey, newText: string, edit: (text: string) => EditPlan): Promise<void> {
    const written = this.#last.then(async () => {
      const { files } = await this.#load();
      if (files === undefined) {
        throw new UserMessage(l10n.t("Open a folder first: what you write down is kept in a file of it."));
      }
      const text = (await files[key].read(privateFiles[key])) ?? newText;
      const plan = edit(text);
      if (plan.refusal !== undefined) throw new UserMessage(plan.refusal);
      await files[key].edit(privateFiles[key], text, plan.edits);
      await this.#send();
    });
    this.#last = written.catch(() => undefined);
    return written;
  }

  async #open(key: FileKey, line: number | undefined): Promise<void> {
    const { files } = await this.#load();
    if (files === undefined) return;
    const selection = line === undefined ? undefined : new Range(line - 1, 0, line - 1, 0);
    await window.showTextDocument(files[key].uriOf(privateFiles[key]), {
      viewColumn: ViewColumn.Beside,
      ...(selection && { selection }),
    });
  }

  async #openSource(id: string, source: number): Promise<void> {
    const { data } = await this.#load();
    const all = [...data.certifications, ...data.renewals];
    const address = all.find((one) => one.id === id)?.sources[source]?.url;
    if (address !== undefined) await env.openExternal(Uri.parse(address, true));
  }
}

interface Loaded {
  readonly data: CertificationData;
  /** None while no folder is open. */
  readonly files: Readonly<Record<FileKey, PrivateFolder>> | undefined;
}

function createPanel({ extension }: Services): WebviewPanel {
  return window.createWebviewPanel(
    certificationPanelType,
    l10n.t("Certifications"),
    ViewColumn.Active,
    webviewOptions(extension.extensionUri),
  );
}
