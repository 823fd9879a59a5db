import { ConfigurationTarget, l10n, type QuickPickItem, window, workspace } from "vscode";
import { settings } from "../../services/index.ts";

interface PersonItem extends QuickPickItem {
  readonly who: readonly string[];
}

/**
 * Asks who an item is assigned to: a known name, any other that is typed, or nobody.
 * @param known names used so far; several are separated by commas.
 * @returns nothing when the person left the question.
 */
export function pickPeople(
  item: string,
  current: readonly string[],
  known: readonly string[],
): Promise<readonly string[] | undefined> {
  const picker = window.createQuickPick<PersonItem>();
  picker.title = l10n.t("Assign “{0}”", item.length > 60 ? `${item.slice(0, 59)}…` : item);
  picker.placeholder = l10n.t("An id or a name; several with commas between them");
  const names = [...new Set([settings.me, ...known].filter((name) => name !== ""))];
  const me = settings.me;
  const suggestions = (): PersonItem[] => {
    const typed = picker.value
      .split(",")
      .map((name) => name.trim())
      .filter((name) => name !== "");
    const items: PersonItem[] = names.map((name) => ({
      label: name,
      description: [name === me ? l10n.t("me") : "", current.includes(name) ? l10n.t("assigned now") : ""]
        .filter(Boolean)
        .join(", "),
      who: [name],
    }));
    const isNew = typed.length > 1 || (typed.length === 1 && !names.includes(typed[0] ?? ""));
    if (isNew) items.unshift({ label: typed.join(", "), alwaysShow: true, who: typed });
    if (current.length > 0) items.push({ label: l10n.t("Nobody"), alwaysShow: true, who: [] });
    return items;
  };
  picker.items = suggestions();
  return new Promise((resolve) => {
    picker.onDidChangeValue(() => {
      picker.items = suggestions();
    });
    picker.onDidAccept(() => {
      resolve(picker.activeItems[0]?.who);
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve(undefined);
      picker.dispose();
    });
    picker.show();
  });
}

/** Asks once who "I" am and keeps the answer in the settings. @returns the answer, or "" when there is none. */
export async function askMe(): Promise<string> {
  if (settings.me !== "") return settings.me;
  const answer = await window.showInputBox({
    title: l10n.t("Who are you?"),
    prompt: l10n.t("The id or name under which items are assigned to you. It is kept in the setting gantry.me."),
    placeHolder: l10n.t("for example ana"),
    validateInput: (value) =>
      /["<>,]/.test(value) ? l10n.t("A name has no quotation marks, commas or angle brackets.") : undefined,
  });
  const me = answer?.trim() ?? "";
  if (me !== "") await workspace.getConfiguration("gantry").update("me", me, ConfigurationTarget.Global);
  return me;
}
