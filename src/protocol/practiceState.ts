/** What the practice view gets to show, made from the pages and the person's progress. */
import type { Shown } from "../core/practice/doneWhen.ts";
import { groupNouns, type PracticePage } from "../core/practice/practice.ts";
import type { PracticeIndex } from "../core/practice/practiceIndex.ts";
import type { PracticeProgress } from "../core/practice/progress.ts";
import type { PageReference, PageView } from "./practice.ts";

/** All that the view shows of one page. */
export function pageViewOf(
  index: PracticeIndex,
  page: PracticePage,
  progress: PracticeProgress,
  shown: readonly Shown[],
): PageView {
  const { group, number, of } = index.placeInGroup(page);
  const { previous, next } = index.neighbours(page);
  return {
    page,
    group: { id: group.id, title: group.title, number, of },
    ticks: ticksOf(page, progress),
    shown: shown.map((one) => ({ ...one })),
    leadsTo: index.leadsTo(page).map((other) => reference(index, other)),
    backlinks: index.backlinks(page).map((other) => reference(index, other)),
    ...(previous && { previous: reference(index, previous) }),
    ...(next && { next: reference(index, next) }),
  };
}

/** When each ticked item of a page was ticked. */
export function ticksOf(page: PracticePage, { ticks }: PracticeProgress): PageView["ticks"] {
  return Object.fromEntries(
    page.checklist.flatMap(({ id }) => {
      const at = ticks.get(id);
      return at === undefined ? [] : [[id, at]];
    }),
  );
}

function reference(index: PracticeIndex, page: PracticePage): PageReference {
  const noun = groupNouns[page.group];
  const kind = page.group === "steps" ? `${noun} ${index.placeInGroup(page).number}` : noun;
  return { id: page.id, title: page.title, kind };
}
