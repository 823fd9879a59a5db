import { type Disposable, l10n, type QuickPick, type QuickPickItem, QuickPickItemKind, window } from "vscode";
import { groupNouns, type PracticePage } from "../../core/practice/practice.ts";
import type { PracticeIndex } from "../../core/practice/practiceIndex.ts";
import { countPage, formatCount } from "../../core/practice/progress.ts";
import { PracticeSearch, type SearchHit } from "../../core/practice/searchPractice.ts";
import { DisposableStore } from "../../platform/index.ts";
import { groupIcons } from "./groupIcons.ts";
import type { PracticeStore } from "./practiceStore.ts";

/** Where a pick leads. */
export interface FoundPlace {
  readonly page: string;
  readonly section?: string;
}

interface PlaceItem extends QuickPickItem {
  readonly place?: FoundPlace;
}

/**
 * Asks for a page as one types, by title and text.
 * @returns the chosen place, nothing when the person gave up.
 * @throws UserMessage when the pages can't be read.
 */
export async function findPage(store: PracticeStore, query: string): Promise<FoundPlace | undefined> {
  const index = await store.index();
  const search = new PracticeSearch(index);
  const disposables = new DisposableStore();
  const pick = disposables.add(window.createQuickPick<PlaceItem>());
  pick.title = l10n.t("Find Step or Skill");
  pick.placeholder = l10n.t("Type words of a title or of the text");
  const show = (value: string): void => {
    pick.items = value.trim() === "" ? allPages(index, store) : found(search.find(value), value, store);
  };
  pick.value = query;
  show(query);
  try {
    return await new Promise<FoundPlace | undefined>((resolve) => {
      listen(pick, disposables, show, resolve);
      pick.show();
    });
  } finally {
    disposables.dispose();
  }
}

function listen(
  pick: QuickPick<PlaceItem>,
  disposables: { add(item: Disposable): unknown },
  show: (value: string) => void,
  resolve: (place: FoundPlace | undefined) => void,
): void {
  disposables.add(pick.onDidChangeValue(show));
  disposables.add(
    pick.onDidAccept(() => {
      const place = pick.activeItems[0]?.place;
      // Enter on "nothing found" leaves the question open.
      if (place === undefined) return;
      resolve(place);
      pick.hide();
    }),
  );
  disposables.add(pick.onDidHide(() => resolve(undefined)));
}

function allPages(index: PracticeIndex, store: PracticeStore): readonly PlaceItem[] {
  const { progress } = store;
  return index.groups.flatMap((group) => [
    { label: group.title, kind: QuickPickItemKind.Separator },
    ...group.pages.map((page) => ({
      label: page.title,
      description: formatCount(countPage(page, progress)),
      detail: page.summary,
      iconPath: groupIcons[page.group],
      place: { page: page.id },
    })),
  ]);
}

function found(hits: readonly SearchHit[], query: string, store: PracticeStore): readonly PlaceItem[] {
  if (hits.length === 0) {
    return [{ label: l10n.t("Nothing found for “{0}”", query.trim().slice(0, 60)), alwaysShow: true }];
  }
  const { progress } = store;
  // Ours is the order; `alwaysShow` keeps VS Code from filtering a second time, by label only.
  return hits.map(({ page, section, rank, snippet }) => {
    const isCovered = section !== undefined && rank !== "body";
    const detail = section !== undefined && !isCovered ? `${section.title}: ${snippet}` : snippet;
    return {
      label: isCovered ? section.title : page.title,
      description: isCovered ? page.title : describe(page, formatCount(countPage(page, progress))),
      detail,
      iconPath: groupIcons[page.group],
      alwaysShow: true,
      place: { page: page.id, ...(section && { section: section.id }) },
    };
  });
}

function describe(page: PracticePage, count: string): string {
  return `${groupNouns[page.group]}, ${count}`;
}
