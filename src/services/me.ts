import { ConfigurationTarget, l10n, type QuickPickItem, window, workspace } from "vscode";
import { type Id, idFrom, isId } from "../core/model/identifier.ts";
import type { Project } from "./projectStore.ts";
import { settings } from "./settings.ts";

/**
 * The id of the person at this machine, from the setting `gantry.me`. It names logs and stands for assignments to oneself. Undefined
 * when it is not known, or when asking was called off.
 * @param project whose people are offered; none where only a file is open
 * @param options.ask asks when the setting is empty, and keeps the answer
 */
export async function whoAmI(
  project: Project | undefined,
  options: { readonly ask: boolean },
): Promise<Id | undefined> {
  const known = settings.me;
  if (known !== "") return isId(known) ? known : idFrom(known, "me");
  return options.ask ? askWhoIAm(project) : undefined;
}

/** Asks who sits here, whatever is set, and keeps the answer for all projects of this machine. */
export async function askWhoIAm(project: Project | undefined): Promise<Id | undefined> {
  const present = settings.me;
  const people = (project?.reading.project.people ?? [])
    .filter(({ count }) => count === undefined)
    .map((person): QuickPickItem & { readonly id: Id } => ({
      id: person.id,
      label: person.name,
      description: person.id === present ? l10n.t("{0}, set now", person.id) : person.id,
      ...(person.role !== undefined && { detail: person.role }),
    }));
  const other = { id: "", label: l10n.t("Someone else…") };
  const chosen =
    people.length === 0
      ? other
      : await window.showQuickPick([...people, other], {
          title: l10n.t("Who Are You?"),
          placeHolder: l10n.t("Your progress log is named after you; it is asked once"),
          matchOnDescription: true,
        });
  if (chosen === undefined) return undefined;
  const id = chosen.id === "" ? await askForId() : chosen.id;
  if (id !== undefined) await workspace.getConfiguration("gantry").update("me", id, ConfigurationTarget.Global);
  return id;
}

async function askForId(): Promise<Id | undefined> {
  return window.showInputBox({
    title: l10n.t("Who Are You?"),
    prompt: l10n.t("A short id, as it stands or would stand below “people” in gantry.yaml"),
    placeHolder: "ana",
    validateInput: (value) =>
      isId(value) ? undefined : l10n.t("Small letters, digits and hyphens, beginning with a letter, at most 40."),
  });
}
