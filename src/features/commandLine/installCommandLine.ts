import { type LogOutputChannel, l10n, type QuickPickItem, Uri, window, workspace } from "vscode";
import { UserMessage } from "../../platform/index.ts";
import type { Services } from "../../services/index.ts";
import { type DriverPlan, type Installer, loadInstaller, type Place } from "./installer.ts";

/** Asks where the command goes, writes it, and offers to set up the merge driver. Nothing is changed before it was shown. */
export async function installCommandLine({ extension, projects, log }: Services): Promise<void> {
  const installer = await loadInstaller(extension);
  const place = await askPlace(await installer.places());
  if (place === undefined) return;
  if (!(await mayWrite(installer, place))) return;
  const file = await write(installer, place, extension.extensionUri.fsPath);
  log.info(`Wrote the command line to ${file}`);
  await projects.ready;
  const folders = [projects.current, ...projects.all].flatMap((project) => project?.folder ?? []);
  const plan = await planDriver(installer, folders, place.isOnPath ? "gantry" : file, log);
  await tell(installer, place, file, plan, log);
}

async function askPlace(places: readonly Place[]): Promise<Place | undefined> {
  type Item = QuickPickItem & { readonly place: Place | undefined };
  const items: readonly Item[] = [
    ...places.map((place) => ({
      label: place.shown,
      description: place.isOnPath ? l10n.t("your terminal looks here") : l10n.t("your terminal does not look here yet"),
      place,
    })),
    { label: l10n.t("Another Folder…"), place: undefined },
  ];
  const picked = await window.showQuickPick(items, {
    title: l10n.t("Install Command Line"),
    placeHolder: l10n.t("Where does the command “gantry” go?"),
  });
  if (picked === undefined || picked.place !== undefined) return picked?.place;
  const [folder] =
    (await window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      title: l10n.t("Folder of the Command"),
      openLabel: l10n.t("Put It Here"),
    })) ?? [];
  if (folder === undefined) return undefined;
  const known = places.find((place) => Uri.file(place.folder).fsPath === folder.fsPath);
  return known ?? { folder: folder.fsPath, shown: folder.fsPath, isOnPath: false };
}

async function mayWrite(installer: Installer, { folder }: Place): Promise<boolean> {
  const { file, present } = await installer.look(folder);
  if (present !== "something else") return true;
  const replace = l10n.t("Replace");
  const choice = await window.showWarningMessage(
    l10n.t("{0} is there already, and Gantry did not write it.", file),
    { modal: true, detail: l10n.t("Replacing it can't be undone.") },
    replace,
  );
  return choice === replace;
}

async function write(installer: Installer, { folder }: Place, extension: string): Promise<string> {
  try {
    return await installer.install(folder, extension);
  } catch (error) {
    throw new UserMessage(l10n.t("The command line could not be written: {0}", messageOf(error)));
  }
}

/** What is left to do for git, or nothing: no project, no repository, nobody trusts the folder, or all is set up. */
async function planDriver(
  installer: Installer,
  folders: readonly Uri[],
  command: string,
  log: LogOutputChannel,
): Promise<DriverPlan | undefined> {
  // Git runs what a repository's settings say.
  const paths = new Set(folders.filter(({ scheme }) => scheme === "file").map(({ fsPath }) => fsPath));
  if (!workspace.isTrusted || paths.size === 0) return undefined;
  try {
    const plan = await installer.planDriver([...paths], command);
    return plan === undefined || plan.settings.length + plan.attributes.length === 0 ? undefined : plan;
  } catch (error) {
    log.warn(`Git could not be asked about its merge driver: ${messageOf(error)}`);
    return undefined;
  }
}

async function tell(
  installer: Installer,
  { shown, isOnPath }: Place,
  file: string,
  plan: DriverPlan | undefined,
  log: LogOutputChannel,
): Promise<void> {
  const setUp = l10n.t("Set Up Merges…");
  const done = isOnPath
    ? l10n.t("The command is ready: type “gantry help” in a new terminal.")
    : l10n.t("{0} is written. Add {1} to your PATH, so that a terminal finds it.", file, shown);
  const choice = await window.showInformationMessage(done, ...(plan === undefined ? [] : [setUp]));
  if (plan === undefined || choice !== setUp) return;
  const change = l10n.t("Change These");
  const confirmed = await window.showInformationMessage(
    l10n.t("Let git merge plans field by field in {0}?", plan.repository),
    { modal: true, detail: driverDetail(plan) },
    change,
  );
  if (confirmed !== change) return;
  try {
    await installer.setUpDriver(plan);
  } catch (error) {
    throw new UserMessage(l10n.t("The merges could not be set up: {0}", messageOf(error)));
  }
  log.info(`Set up merges in ${plan.repository}`);
  void window.showInformationMessage(
    plan.attributes.length > 0
      ? l10n.t("Merges are set up. Commit .gitattributes; everyone who clones sets up merges once.")
      : l10n.t("Merges are set up."),
  );
}

/** Exactly what will be changed. */
function driverDetail({ settings, attributes }: DriverPlan): string {
  const parts: string[] = [];
  if (settings.length > 0) {
    parts.push(
      l10n.t("Settings of this repository (.git/config):"),
      ...settings.map(({ key, value }) => `${key} = ${value}`),
    );
  }
  if (attributes.length > 0) parts.push("", l10n.t("Lines added to .gitattributes:"), ...attributes);
  return parts.join("\n").trim();
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
