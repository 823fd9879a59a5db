import { l10n, Uri, window, workspace } from "vscode";
import { slug } from "../../core/documents/catalogue.ts";
import { exists, readText, UserMessage, withoutLinks } from "../../platform/index.ts";
import type { Services } from "../../services/index.ts";
import { confirmFilesAlone } from "./confirmFiles.ts";
import { ignoredFiles } from "./ignoredFiles.ts";
import type { ProposedContents } from "./proposedContents.ts";
import { refuseNewer } from "./refuseNewer.ts";
import { templatesFolder } from "./teamTemplates.ts";
import { writeFiles } from "./writeFiles.ts";

/** Makes a template of the team's own from the current project: names become tokens, frozen and private things stay out. */
export async function saveAsTemplate(services: Services, proposed: ProposedContents): Promise<void> {
  if (!workspace.isTrusted) {
    throw new UserMessage(
      l10n.t("Templates of the workspace are off in Restricted Mode. Trust the workspace to use them."),
    );
  }
  await services.projects.ready;
  const project = services.projects.current;
  if (project === undefined) throw new UserMessage(l10n.t("There is no project to make a template from."));
  refuseNewer(project);
  const workspaceFolder = workspace.getWorkspaceFolder(project.folder);
  if (workspaceFolder === undefined) throw new UserMessage(l10n.t("The project is not in this workspace."));
  const parent = templatesFolder(workspaceFolder.uri);

  const title = l10n.t("Save as Template");
  const name = await window.showInputBox({
    title,
    prompt: l10n.t("What is the template called?"),
    value: project.header.name,
    ignoreFocusOut: true,
    validateInput: async (value) => {
      if (slug(value) === "") return l10n.t("Use at least one letter or digit.");
      const isTaken = await exists(Uri.joinPath(parent, slug(value)));
      return isTaken ? l10n.t("There already is a template {0}. Choose another name.", slug(value)) : undefined;
    },
  });
  if (name === undefined) return;
  const description = await window.showInputBox({
    title,
    ignoreFocusOut: true,
    prompt: l10n.t("When does it fit? One line, shown in the list."),
  });
  if (description === undefined) return;

  const files: Record<string, string> = {};
  const paths = await services.projects.files(project);
  const ignored = await ignoredFiles(project.folder, paths, services.log);
  for (const path of paths.filter((candidate) => !ignored.has(candidate))) {
    files[path] = (await readText(Uri.joinPath(project.folder, path))).replaceAll("\r\n", "\n");
  }
  const { idsInUse, makeTeamTemplate } = await import("../../core/documents/index.ts");
  const { name: projectName, start, manager, sponsor } = project.header;
  const { names } = idsInUse(Object.entries(files).flatMap(([path, text]) => (/\.ya?ml$/.test(path) ? [text] : [])));
  const managerName = names.get(manager ?? "");
  const sponsorName = names.get(sponsor ?? "");
  const source = {
    name: projectName,
    ...(start === undefined ? {} : { start }),
    ...(managerName === undefined ? {} : { managerName }),
    ...(sponsorName === undefined ? {} : { sponsorName }),
  };
  const plan = makeTeamTemplate(files, source, { name, description });
  if (plan.files.length === 0) throw new UserMessage(plan.problems.map(({ message }) => message).join(" "));
  const folder = Uri.joinPath(parent, slug(name));
  if (!(await confirmFilesAlone(title, folder, workspace.asRelativePath(folder), plan.files, proposed))) return;
  await writeFiles(folder, plan.files, services.log);
  await window.showTextDocument(Uri.joinPath(folder, "template.yaml"), { preview: false });
  const notes = [
    ...[...ignored].map((path) => l10n.t("{0} was left out: Git ignores it.", path)),
    ...plan.problems.map(({ path, message }) => (path === undefined ? message : `${path}: ${message}`)),
  ];
  const done = l10n.t('"{0}" now stands in New Project… beside the built-in kinds of work.', name);
  void window.showInformationMessage(withoutLinks([done, ...notes.slice(0, 3)].join(" ")));
}
