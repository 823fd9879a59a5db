import { commands, l10n, QuickPickItemKind, Uri, window, workspace } from "vscode";
import {
  type DocumentDescription,
  type DocumentForm,
  documentById,
  documentCatalogue,
  slug,
} from "../../core/documents/catalogue.ts";
import type { HolidayTable } from "../../core/documents/holidays.ts";
import type { ExistingProject } from "../../core/documents/planDocument.ts";
import type { TemplateLibrary } from "../../core/documents/templateLibrary.ts";
import { ownTimeZone } from "../../core/model/timeZone.ts";
import { type Choice, readText, UserMessage } from "../../platform/index.ts";
import { type Project, type Services, settings } from "../../services/index.ts";
import { confirmFilesAlone } from "./confirmFiles.ts";
import type { ProposedContents } from "./proposedContents.ts";
import { refuseNewer } from "./refuseNewer.ts";
import { tellOutcome } from "./tellOutcome.ts";
import { today } from "./today.ts";
import { startingFolder } from "./workspaceFolder.ts";
import { writeFiles } from "./writeFiles.ts";

/** Adds one document to the current project, or begins a project with it where there is none. */
export async function newDocument(services: Services, proposed: ProposedContents, documentId?: string): Promise<void> {
  await services.projects.ready;
  const description = documentId === undefined ? await chooseDocument(services) : documentById(documentId);
  if (description === undefined) {
    if (documentId !== undefined) throw new UserMessage(l10n.t('There is no document "{0}".', documentId));
    return;
  }
  const target = await targetProject(services);
  if (target === undefined) return;
  const title = await askTitle(description);
  if (title === undefined) return;

  const { planDocument } = await import("../../core/documents/index.ts");
  const [library, holidays] = await Promise.all([
    services.bundled.read<TemplateLibrary>("templates.json"),
    services.bundled.read<HolidayTable>("holidays.json"),
  ]);
  const project = target.project && (await describeProject(target.project, services));
  const plan = planDocument(library, description.id, project, {
    today: target.project === undefined ? today() : target.project.today,
    timeZone: ownTimeZone(),
    holidays,
    ...(title === "" ? {} : { title }),
  });
  const [first] = plan.files;
  if (first === undefined) throw new UserMessage(plan.problems.map(({ message }) => message).join(" "));
  const shownAs = workspace.asRelativePath(target.folder);
  if (!(await confirmFilesAlone(description.title, target.folder, shownAs, plan.files, proposed))) return;
  const outcome = await writeFiles(target.folder, plan.files, services.log);
  if (target.project === undefined) {
    await services.projects.refresh();
    services.projects.select(target.folder);
  }
  const uri = Uri.joinPath(target.folder, first.path);
  if (description.form === "checklist") await commands.executeCommand("gantry.checklist.open", uri);
  else await window.showTextDocument(uri, { preview: false });
  void tellOutcome(outcome, plan.problems, proposed);
}

interface Target {
  readonly folder: Uri;
  /** Nothing where there is no project yet. */
  readonly project?: Project;
}

async function targetProject({ projects }: Services): Promise<Target | undefined> {
  const project = projects.current;
  if (project !== undefined) {
    refuseNewer(project);
    return { folder: project.folder, project };
  }
  const starting = await startingFolder();
  const isOneOfSeveral = (workspace.workspaceFolders?.length ?? 0) > 1;
  const workspaceFolder =
    starting !== undefined && isOneOfSeveral
      ? await window.showWorkspaceFolderPick({ placeHolder: l10n.t("Which folder gets the project?") })
      : starting;
  return workspaceFolder && { folder: Uri.joinPath(workspaceFolder.uri, settings.projectFolder(workspaceFolder.uri)) };
}

/** What the new document has to fit: the project's files, ids and names. */
async function describeProject(project: Project, { projects }: Services): Promise<ExistingProject> {
  const { idsInUse } = await import("../../core/documents/index.ts");
  const { isSlice } = await import("../../core/text/reading/isSlice.ts");
  const paths = await projects.files(project);
  const texts = await Promise.all(
    paths
      .filter((path) => /\.ya?ml$/.test(path) && !/^(?:progress|baselines)\//.test(path))
      .map((path) => readText(Uri.joinPath(project.folder, path)).catch(() => "")),
  );
  const { ids, names } = idsInUse(texts.filter((text) => isSlice(text)));
  const managerName = names.get(project.header.manager ?? "");
  const sponsorName = names.get(project.header.sponsor ?? "");
  return {
    header: project.header,
    paths,
    ids,
    ...(managerName === undefined ? {} : { managerName }),
    ...(sponsorName === undefined ? {} : { sponsorName }),
  };
}

async function chooseDocument({ projects }: Services): Promise<DocumentDescription | undefined> {
  const method = projects.current?.header.method;
  const choices: Choice<DocumentDescription>[] = [];
  const forms: readonly [DocumentForm, string][] = [
    ["slice", l10n.t("Plan, money and registers")],
    ["document", l10n.t("Documents")],
    ["checklist", l10n.t("Checklists")],
  ];
  for (const [form, label] of forms) {
    choices.push({ label, kind: QuickPickItemKind.Separator });
    for (const description of documentCatalogue.filter((candidate) => candidate.form === form)) {
      const isRequired = method !== undefined && description.needs[method] === "required";
      choices.push({
        label: description.title,
        description: isRequired ? `${description.path} · ${l10n.t("needed by {0}", method)}` : description.path,
        detail: description.description,
        value: description,
      });
    }
  }
  const choice = await window.showQuickPick(choices, {
    title: l10n.t("New Document"),
    placeHolder: l10n.t("Which document?"),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return choice?.value;
}

/** A title where the file is named after one; an empty answer takes the document's own name. */
async function askTitle(description: DocumentDescription): Promise<string | undefined> {
  if (!description.path.includes("<slug>")) return "";
  return window.showInputBox({
    title: description.title,
    prompt: l10n.t("What is it about? The file is named after it."),
    placeHolder: l10n.t("For example: Choose the payment provider"),
    ignoreFocusOut: true,
    validateInput: (value) =>
      value.trim() !== "" && slug(value) === "" ? l10n.t("Use at least one letter or digit.") : undefined,
  });
}
