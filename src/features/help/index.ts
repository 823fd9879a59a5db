/** Where to turn: the walkthrough, the log, and a report that carries the versions. */
import { commands, type Disposable, env, l10n, UIKind, version, window, workspace } from "vscode";
import { DisposableStore, registerCommand } from "../../platform/index.ts";
import type { Services } from "../../services/index.ts";

/** Node's, where there is a Node; the web worker host has none. */
declare const process: { readonly versions: { readonly node: string }; readonly platform: string } | undefined;

export function register({ extension, log }: Services): Disposable {
  const disposables = new DisposableStore();
  disposables.add(
    registerCommand("gantry.help.getStarted", log, () =>
      commands.executeCommand("workbench.action.openWalkthrough", `${extension.extension.id}#getStarted`, false),
    ),
  );
  disposables.add(registerCommand("gantry.help.showLog", log, () => log.show()));
  disposables.add(registerCommand("gantry.help.reportIssue", log, () => reportIssue(extension.extension)));
  return disposables;
}

/** What a maintainer asks first. Nothing of the workspace's contents is in it. */
function describeVersions(extension: Services["extension"]["extension"]): string {
  const manifest = extension.packageJSON as { readonly version: string };
  const place = env.uiKind === UIKind.Web ? "web" : "desktop";
  return [
    `- Gantry ${manifest.version}`,
    `- VS Code ${version} (${env.appName}, ${place}${env.remoteName === undefined ? "" : `, remote: ${env.remoteName}`})`,
    `- Extension host: ${typeof process === "undefined" ? "web worker" : `Node ${process.versions.node}, ${process.platform}`}`,
    `- Workspace: ${workspace.isTrusted ? "trusted" : "Restricted Mode"}, ${workspace.workspaceFolders?.length ?? 0} folders (${[...new Set(workspace.workspaceFolders?.map((folder) => folder.uri.scheme))].join(", ") || "none"})`,
    `- Language: ${env.language}`,
  ].join("\n");
}

async function reportIssue(extension: Services["extension"]["extension"]): Promise<void> {
  const versions = describeVersions(extension);
  const body = `${l10n.t("What did you do, what did you expect, and what happened instead?")}\n\n${versions}\n`;
  const canReport = (extension.packageJSON as { bugs?: unknown }).bugs !== undefined && env.uiKind === UIKind.Desktop;
  if (canReport) {
    await commands.executeCommand("workbench.action.openIssueReporter", { extensionId: extension.id, issueBody: body });
    return;
  }
  const document = await workspace.openTextDocument({ language: "markdown", content: body });
  await window.showTextDocument(document);
  const copy = l10n.t("Copy");
  const choice = await window.showInformationMessage(
    l10n.t("This report carries the versions and nothing of your workspace. Copy it into an issue."),
    copy,
  );
  if (choice === copy) await env.clipboard.writeText(document.getText());
}
