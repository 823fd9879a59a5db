import { l10n, type QuickPickItem, window } from "vscode";
import type { Person } from "../../core/model/records.ts";
import { settings } from "../../services/index.ts";

interface PersonItem extends QuickPickItem {
  readonly who: readonly string[];
}

/**
 * Asks who an item is assigned to: one of the project's people, a name used before, any other that is typed, or nobody.
 * @param known names used so far; several are separated by commas.
 * @param people of the project, which come first
 * @returns nothing when the person left the question.
 */
export function pickPeople(
  item: string,
  current: readonly string[],
  known: readonly string[],
  people: readonly Person[],
): Promise<readonly string[] | undefined> {
  const picker = window.createQuickPick<PersonItem>();
  picker.title = l10n.t("Assign “{0}”", item.length > 60 ? `${item.slice(0, 59)}…` : item);
  picker.placeholder = l10n.t("An id or a name; several with commas between them");
  // Who is found by name or role too.
  picker.matchOnDescription = true;
  const me = settings.me;
  const facts = new Map(
    people.map(({ id, name, role }) => [id, [name === id ? "" : name, role ?? ""].filter(Boolean).join(", ")]),
  );
  const names = [...new Set([me, ...facts.keys(), ...known].filter((name) => name !== ""))];
  const suggestions = (): PersonItem[] => {
    const typed = picker.value
      .split(",")
      .map((name) => name.trim())
      .filter((name) => name !== "");
    const items: PersonItem[] = names.map((name) => ({
      label: name,
      description: [
        facts.get(name) ?? "",
        name === me ? l10n.t("me") : "",
        current.includes(name) ? l10n.t("assigned now") : "",
      ]
        .filter(Boolean)
        .join(" · "),
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
